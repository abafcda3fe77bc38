//! From files and the clock to what the engine takes: a register, a policy, a day. Resolved once.

use std::fs::File;
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;
use lists::registers::Installed;
use lists::store::Store;
use memmap2::Mmap;
use nameplate::register::OpenError;
use nameplate::warning::{BadMessages, LANGUAGES};
use nameplate::{Day, Messages, Policy, Register, Screener};

use crate::args::{DataDir, Question, Speech};
use crate::error::{CliError, Result};
use crate::today::today;

/// The bytes of a register: those in the program, or a file, read in place. Every byte of a file was checked when it was
/// loaded, so that nothing that was changed on disk ever answers.
pub(crate) enum RegisterBytes {
    /// The starter register.
    Starter,
    /// The one that was built from published lists, with its receipt.
    Lists(Mmap, PathBuf),
    /// A file that somebody gave.
    File(Mmap, PathBuf),
}

impl RegisterBytes {
    /// The file that was given, else the register of the data folder, else the starter register.
    pub(crate) fn load(path: Option<&Path>, data: &DataDir) -> Result<Self> {
        let bytes = match path {
            Some(path) => RegisterBytes::File(map(path, BUILD)?, path.to_owned()),
            None => match installed(data)? {
                Some(installed) => {
                    let bytes = RegisterBytes::Lists(map(&installed.path(), UPDATE)?, installed.path());
                    // What the receipt was written for, byte by byte: the structure was checked then.
                    installed.receipt.check(bytes.bytes()).map_err(|error| bytes.damaged(&error))?;
                    return Ok(bytes);
                }
                None => return Ok(RegisterBytes::Starter),
            },
        };
        bytes.open()?.verify().map_err(|error| bytes.damaged(&error))?;
        Ok(bytes)
    }

    /// What people call it.
    pub(crate) fn name(&self) -> String {
        match self {
            RegisterBytes::Starter => "the starter register, which is in the program".to_owned(),
            RegisterBytes::Lists(_, path) | RegisterBytes::File(_, path) => path.display().to_string(),
        }
    }

    fn bytes(&self) -> &[u8] {
        match self {
            RegisterBytes::Starter => lists::starter_register(),
            RegisterBytes::Lists(map, _) | RegisterBytes::File(map, _) => map,
        }
    }

    fn damaged(&self, error: &OpenError) -> CliError {
        let hint = if matches!(self, RegisterBytes::Lists(..)) { UPDATE } else { BUILD };
        CliError::new(format!("{}: {error}", self.name())).hint(hint)
    }

    /// Opens the register.
    pub(crate) fn open(&self) -> Result<Register<'_>> {
        Register::open(self.bytes()).map_err(|error| self.damaged(&error))
    }
}

/// What to do about a register of the data folder, and about a file that somebody gave.
const UPDATE: &str = "build it again: `nameplate lists update`";
const BUILD: &str =
    "build it again with `nameplate register build FACTS_DIR -o FILE`, or leave --register out";

fn installed(data: &DataDir) -> Result<Option<Installed>> {
    store(data)?.register().map_err(|why| {
        CliError::new(format!("the register built from lists cannot be read: {why}")).hint(UPDATE)
    })
}

/// The files that a question is answered from, as far as they can be told without reading them.
pub(crate) fn files_of(question: &Question) -> Vec<PathBuf> {
    let given = question.register.iter().chain(&question.policy).cloned();
    let of_lists = installed(&question.data).ok().flatten().map(|installed| installed.path());
    given.chain(of_lists).collect()
}

fn map(path: &Path, hint: &str) -> Result<Mmap> {
    let failed = |error: std::io::Error| {
        CliError::new(format!("{}: cannot be opened: {error}", path.display())).hint(hint)
    };
    let file = File::open(path).map_err(failed)?;
    if file.metadata().map_err(failed)?.len() == 0 {
        return Err(CliError::new(format!("{}: the file is empty", path.display())).hint(hint));
    }
    #[expect(unsafe_code, reason = "a register is read in place, so that many processes share one copy")]
    // SAFETY: the map is read-only. Registers are never modified, only replaced by renaming another file over their
    // name, which leaves this map with the old one. Should somebody write into the file all the same while it is in use,
    // after it was checked, every read of the engine is bounds-checked and text is validated at each access.
    unsafe { Mmap::map(&file) }.map_err(failed)
}

/// The data folder: what was asked for, else `NAMEPLATE_DATA`, else the platform's convention.
pub(crate) fn store(data: &DataDir) -> Result<Store> {
    if let Some(folder) = &data.data_dir {
        return Ok(Store::at(folder));
    }
    if let Some(folder) = std::env::var_os("NAMEPLATE_DATA").filter(|folder| !folder.is_empty()) {
        return Ok(Store::at(folder));
    }
    let place = etcetera::choose_base_strategy();
    let place = place.map_err(|_| {
        CliError::new("this account has no home folder to keep data in").hint("give one: --data-dir DIR")
    })?;
    Ok(Store::at(place.data_dir().join("nameplate")))
}

/// With what a question is answered.
pub(crate) struct Setup {
    bytes: RegisterBytes,
    policy: Policy,
    /// The day asked for.
    pub(crate) as_of: Day,
}

impl Setup {
    /// Reads what the question names.
    pub(crate) fn new(question: &Question) -> Result<Self> {
        Setup::with(RegisterBytes::load(question.register.as_deref(), &question.data)?, question)
    }

    /// The same with the starter register, unless a file was given: what the program itself shows is the same everywhere.
    pub(crate) fn of_program(question: &Question) -> Result<Self> {
        let bytes = match &question.register {
            Some(_) => RegisterBytes::load(question.register.as_deref(), &question.data)?,
            None => RegisterBytes::Starter,
        };
        Setup::with(bytes, question)
    }

    fn with(bytes: RegisterBytes, question: &Question) -> Result<Self> {
        let as_of = question.as_of.map_or_else(|| clock("--as-of"), Ok)?;
        let policy = match question.policy.as_deref() {
            Some(path) => {
                let policy = read_policy(path)?;
                check_rules(path, &policy, &bytes.open()?)?;
                policy
            }
            None => Policy::default(),
        };
        Ok(Setup { bytes, policy, as_of })
    }

    /// The thresholds.
    pub(crate) fn policy(&self) -> &Policy {
        &self.policy
    }

    /// Opens the register.
    pub(crate) fn register(&self) -> Result<Register<'_>> {
        self.bytes.open()
    }

    /// Gets the engine ready.
    pub(crate) fn screener(&self) -> Result<Screener<'_>> {
        Ok(Screener::new(self.register()?, self.policy.clone(), self.as_of))
    }

    /// The same, with warnings to buyers in the language asked for.
    pub(crate) fn speaking(&self, speech: &Speech) -> Result<Screener<'_>> {
        let screener = self.screener()?;
        Ok(match messages(speech)? {
            Some(messages) => screener.with_messages(messages),
            None => screener,
        })
    }
}

/// Today, or what to give instead.
pub(crate) fn clock(option: &str) -> Result<Day> {
    today().ok_or_else(|| {
        CliError::new("the clock of this machine shows no usable date")
            .hint(format!("give one: {option} 2026-11-23"))
    })
}

/// The words of warnings: of the program, or of a file; none where none are wanted.
fn messages(speech: &Speech) -> Result<Option<Messages>> {
    let language = speech.language.as_str();
    let Some(path) = &speech.messages else {
        if language == "none" {
            return Ok(None);
        }
        let known: Vec<&str> = LANGUAGES.iter().map(|(tag, _)| *tag).collect();
        let failed = |error: BadMessages| {
            CliError::new(error.to_string()).hint(format!(
                "there are {}, and none; another language comes with --messages FILE",
                known.join(", ")
            ))
        };
        return Messages::of(language).map(Some).map_err(failed);
    };
    let failed = |error: &dyn std::fmt::Display| {
        CliError::new(format!("{}: {error}", path.display())).hint(
            "a message file says all that the English one says; docs/warnings.md tells how to translate it",
        )
    };
    let text = std::fs::read_to_string(path).map_err(|error| failed(&format!("cannot be read: {error}")))?;
    Messages::parse(language, &text).map(Some).map_err(|error| failed(&error))
}

/// Whether the register knows what the rules of the house name.
pub(crate) fn check_rules(path: &Path, policy: &Policy, register: &Register<'_>) -> Result<()> {
    policy.check_rules(register).map_err(|error| {
        CliError::new(format!("{}: {error}", path.display()))
            .hint("`nameplate policy check --help` shows rules of the house")
    })
}

/// Reads a policy file and checks its values.
pub(crate) fn read_policy(path: &Path) -> Result<Policy> {
    let hint =
        "`nameplate policy show > policy.toml` writes the default one, with an explanation of each value";
    let failed =
        |error: &dyn std::fmt::Display| CliError::new(format!("{}: {error}", path.display())).hint(hint);
    let text = std::fs::read_to_string(path).map_err(|error| failed(&format!("cannot be read: {error}")))?;
    let policy: Policy = toml::from_str(&text).map_err(|error| failed(&error))?;
    policy.check().map_err(|error| failed(&error))?;
    Ok(policy)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_policy_file_sets_some_values_and_is_checked() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("policy.toml");
        std::fs::write(&path, "max_hops = 2\n").unwrap();
        assert_eq!(read_policy(&path).unwrap(), Policy { max_hops: 2, ..Policy::default() });
        std::fs::write(&path, "max_hops = 0\n").unwrap();
        assert!(read_policy(&path).unwrap_err().message.contains("max_hops"));
        std::fs::write(&path, "hops = 1\n").unwrap();
        assert!(read_policy(&path).unwrap_err().message.contains("hops"));
        assert!(!read_policy(&folder.path().join("none.toml")).unwrap_err().hints.is_empty());
    }

    #[test]
    fn a_file_that_is_no_register_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x.register");
        std::fs::write(&path, vec![7; 4_096]).unwrap();
        let load = || RegisterBytes::load(Some(&path), &DataDir::default()).err().unwrap();
        assert!(load().message.contains("no Nameplate register"));
        std::fs::write(&path, "").unwrap();
        assert!(load().message.contains("empty"));
    }

    #[test]
    fn a_register_file_is_mapped_and_answers() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x.register");
        std::fs::write(&path, lists::starter_register()).unwrap();
        let bytes = RegisterBytes::load(Some(&path), &DataDir::default()).unwrap();
        assert!(bytes.open().unwrap().party_by_id("hikvision").is_some());
    }
}
