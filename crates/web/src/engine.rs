//! The engine in a service: a register held with the screener that borrows it, swapped for a newer one while requests go on.

use std::sync::{Arc, Mutex, PoisonError};

use arc_swap::ArcSwap;
use lists::open::RegisterBytes;
use lists::store::Store;
use nameplate::matching::Matcher;
use nameplate::policy::Gate;
use nameplate::report::RegisterId;
use nameplate::{Day, Memo, Messages, Screener};
use self_cell::self_cell;

use crate::clock::today;
use crate::settings::Settings;

self_cell!(
    struct Held {
        owner: RegisterBytes,
        #[covariant]
        dependent: Asked,
    }
);

/// What is asked of a register: listings, and names of parties.
struct Asked<'r> {
    screener: Screener<'r>,
    matcher: Matcher<'r>,
}

/// A register, opened and ready to be asked.
pub(crate) struct Ready {
    held: Held,
    /// Which register it is.
    pub(crate) register: RegisterId,
    /// The digest of the policy.
    pub(crate) policy_hash: String,
    /// What the gate does, and for whom.
    pub(crate) gate: Gate,
    /// What has to be said where no published list is loaded.
    pub(crate) without_lists: Option<String>,
    /// What threads remember, handed from one request to the next.
    memos: Mutex<Vec<Memo>>,
}

/// Bytes that are remembered by one thread.
const MEMO: usize = 8 << 20;
/// Most memories that wait for a request.
const WAITING: usize = 16;

/// Why a register cannot be asked.
#[derive(Debug, thiserror::Error)]
pub enum NotReady {
    /// It cannot be opened.
    #[error(transparent)]
    Register(#[from] lists::open::Error),
    /// The words of warnings are not known.
    #[error(transparent)]
    Messages(#[from] nameplate::warning::BadMessages),
    /// The policy names what the register does not know.
    #[error("{0}")]
    Policy(#[from] nameplate::policy::BadPolicy),
}

impl Ready {
    /// Opens the register that the settings name.
    pub(crate) fn open(settings: &Settings) -> Result<Self, NotReady> {
        let bytes = match &settings.register {
            Some(path) => RegisterBytes::of_file(path)?,
            None => RegisterBytes::of_store(&Store::at(&settings.data))?,
        };
        Ready::of(bytes, settings)
    }

    fn of(bytes: RegisterBytes, settings: &Settings) -> Result<Self, NotReady> {
        let messages = Messages::of(&settings.language)?;
        let policy = settings.policy.clone();
        let held = Held::try_new(bytes, |bytes| {
            let register = bytes.open()?;
            policy.check_rules(&register)?;
            let matcher = Matcher::new(register, policy.clone(), today());
            let screener = Screener::new(register, policy, today()).with_messages(messages);
            Ok::<_, NotReady>(Asked { screener, matcher })
        })?;
        let screener = &held.borrow_dependent().screener;
        let register = screener.register_id();
        let policy_hash = screener.policy().hash();
        let without_lists = screener.register().without_lists();
        Ok(Ready {
            register,
            policy_hash,
            gate: settings.gate(),
            without_lists,
            memos: Mutex::default(),
            held,
        })
    }

    /// The engine, asked for a day.
    pub(crate) fn on(&self, day: Day) -> Screener<'_> {
        self.held.borrow_dependent().screener.on(day)
    }

    /// What names of parties are held beside.
    pub(crate) fn matcher(&self) -> &Matcher<'_> {
        &self.held.borrow_dependent().matcher
    }

    /// Works with a memory of earlier requests.
    pub(crate) fn remembering<T>(&self, work: impl FnOnce(&mut Memo) -> T) -> T {
        let waiting = || self.memos.lock().unwrap_or_else(PoisonError::into_inner);
        let mut memo =
            waiting().pop().unwrap_or_else(|| self.held.borrow_dependent().screener.memo_within(MEMO));
        let done = work(&mut memo);
        let mut all = waiting();
        if all.len() < WAITING {
            all.push(memo);
        }
        done
    }
}

/// The engine that answers now. Requests keep the one that they began with.
pub(crate) struct Engine {
    now: ArcSwap<Ready>,
    /// Of which file the engine that answers now was made.
    file: Mutex<Option<File>>,
    settings: Arc<Settings>,
}

/// A register's file, as far as can be told without reading it.
type File = (std::path::PathBuf, Option<std::time::SystemTime>);

/// The file that a register would be opened from; none for the one in the program.
fn file(settings: &Settings) -> Result<Option<File>, NotReady> {
    let path = match &settings.register {
        Some(path) => Some(path.clone()),
        None => lists::open::installed(&Store::at(&settings.data))?.map(|installed| installed.path()),
    };
    Ok(path.map(|path| {
        let changed = path.metadata().and_then(|meta| meta.modified()).ok();
        (path, changed)
    }))
}

impl Engine {
    /// Opens the register.
    pub(crate) fn open(settings: Arc<Settings>) -> Result<Self, NotReady> {
        let file = Mutex::new(file(&settings)?);
        Ok(Engine { now: ArcSwap::from_pointee(Ready::open(&settings)?), file, settings })
    }

    /// What answers now.
    pub(crate) fn now(&self) -> Arc<Ready> {
        self.now.load_full()
    }

    /// Takes the register of the data folder where it is another one now; says whether it was. Requests that are at work end with
    /// the one that they began with; where the new one cannot be opened, the old one stays.
    pub(crate) fn refresh(&self) -> Result<bool, NotReady> {
        let found = file(&self.settings)?;
        if *self.file.lock().unwrap_or_else(PoisonError::into_inner) == found {
            return Ok(false);
        }
        let fresh = Ready::open(&self.settings)?;
        *self.file.lock().unwrap_or_else(PoisonError::into_inner) = found;
        if fresh.register == self.now().register {
            return Ok(false);
        }
        self.now.store(Arc::new(fresh));
        Ok(true)
    }
}
