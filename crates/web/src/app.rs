//! What all requests share.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use arc_swap::ArcSwap;
use nameplate::Day;
use nameplate::gate::{Decision, Decisions};
use tokio::sync::{Mutex, Semaphore};
use tokio_util::sync::CancellationToken;

use crate::clock;
use crate::compared::Compared;
use crate::engine::{Engine, NotReady};
use crate::jobs::kept::Jobs;
use crate::metrics::Metrics;
use crate::settings::Settings;
use crate::store::cases::Served;
use crate::store::keys::Key;
use crate::store::replays::Replays;
use crate::store::{Store, StoreError};
use crate::yente::table::Tables;

/// What all requests share.
pub(crate) struct App {
    pub(crate) settings: Arc<Settings>,
    pub(crate) engine: Engine,
    pub(crate) store: Store,
    pub(crate) replays: Replays,
    pub(crate) jobs: Jobs,
    pub(crate) decisions: ArcSwap<Decisions>,
    /// The place of the last decision that was read; held while decisions are read or taken.
    last_decision: Mutex<i64>,
    pub(crate) keys: ArcSwap<HashMap<String, Key>>,
    known_cases: RwLock<HashSet<String>>,
    /// Editions of lists that were compared.
    pub(crate) compared: Compared,
    /// Since when changes of facts are noted, in seconds.
    pub(crate) facts_noted_since: OnceLock<i64>,
    pub(crate) metrics: Metrics,
    /// What is worked out once a register for clients of yente.
    pub(crate) yente: Tables,
    /// Room for requests.
    pub(crate) room: Semaphore,
    /// How many of these may come from pages of shops, whose keys everybody has: the gate keeps the rest.
    pub(crate) room_for_pages: Semaphore,
    /// Room for work that takes a core.
    pub(crate) cores: Arc<Semaphore>,
    /// Set when the service is to end.
    pub(crate) stop: CancellationToken,
}

/// Why a service cannot start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The register or the policy.
    #[error(transparent)]
    Engine(#[from] NotReady),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// What is kept cannot be read.
    #[error("the database: {0}")]
    Database(#[from] sqlx::Error),
    /// The address cannot be listened at.
    #[error("{address}: {cause}")]
    Listen {
        /// The address.
        address: std::net::SocketAddr,
        /// What the system said.
        cause: std::io::Error,
    },
    /// It would be open to the network without a key.
    #[error("every request to {0} needs a key, and there is no key yet")]
    NoKeys(std::net::SocketAddr),
    /// The system gives no threads.
    #[error("the service cannot start: {0}")]
    System(std::io::Error),
}

/// Most decisions that are read at a time.
const DECISIONS: i64 = 1_000;

impl App {
    /// Opens everything.
    pub(crate) async fn open(settings: Settings) -> Result<Arc<Self>, StartError> {
        let settings = Arc::new(settings);
        let engine = Engine::open(Arc::clone(&settings))?;
        let store = Store::open(settings.database.as_deref(), &settings.folder()).await?;
        let jobs = Jobs::open(&settings.folder()).map_err(StartError::System)?;
        let cores = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
        let known_cases = store.case_ids().await?.into_iter().collect();
        let app = App {
            engine,
            replays: Replays::start(store.clone()),
            store,
            jobs,
            decisions: ArcSwap::default(),
            last_decision: Mutex::new(0),
            keys: ArcSwap::default(),
            known_cases: RwLock::new(known_cases),
            compared: Compared::default(),
            facts_noted_since: OnceLock::new(),
            metrics: Metrics::default(),
            yente: Tables::default(),
            room: Semaphore::new(settings.limits.at_once),
            room_for_pages: Semaphore::new((settings.limits.at_once / 4).max(1)),
            cores: Arc::new(Semaphore::new(cores)),
            stop: CancellationToken::new(),
            settings,
        };
        app.read_keys().await?;
        app.read_decisions().await?;
        Ok(Arc::new(app))
    }

    /// The day that a request asks for where it names none.
    pub(crate) fn today(&self) -> Day {
        self.settings.as_of.unwrap_or_else(clock::today)
    }

    /// Reads the keys anew.
    pub(crate) async fn read_keys(&self) -> Result<(), sqlx::Error> {
        let keys = self.store.keys_by_digest().await?;
        self.keys.store(Arc::new(keys.into_iter().collect()));
        Ok(())
    }

    /// Reads the decisions that were taken since, here or by another process.
    pub(crate) async fn read_decisions(&self) -> Result<(), sqlx::Error> {
        let mut last = self.last_decision.lock().await;
        self.read_on(&mut last).await
    }

    async fn read_on(&self, last: &mut i64) -> Result<(), sqlx::Error> {
        loop {
            let taken = self.store.decisions(*last, DECISIONS).await?;
            let Some(end) = taken.last().map(|one| one.seq) else { return Ok(()) };
            let mut all = Decisions::clone(&self.decisions.load());
            taken.into_iter().for_each(|one| all.add(one.decision));
            self.decisions.store(Arc::new(all));
            *last = end;
        }
    }

    /// Takes decisions: they hold as soon as this returns.
    pub(crate) async fn take(&self, decisions: &[Decision]) -> Result<(), sqlx::Error> {
        let mut last = self.last_decision.lock().await;
        self.store.take(decisions, clock::seconds()).await?;
        self.read_on(&mut last).await
    }

    /// Whether a case is kept already.
    pub(crate) fn knows_case(&self, id: &str) -> bool {
        self.known_cases.read().unwrap_or_else(PoisonError::into_inner).contains(id)
    }

    /// Keeps cases that were never served: whoever is told an id can ask for it.
    pub(crate) async fn keep_cases(&self, cases: Vec<Served>) -> Result<(), sqlx::Error> {
        if cases.is_empty() {
            return Ok(());
        }
        self.store.keep_cases(&cases, clock::seconds()).await?;
        let ids = cases.into_iter().map(|case| case.id);
        self.known_cases.write().unwrap_or_else(PoisonError::into_inner).extend(ids);
        Ok(())
    }
}
