//! From files and the clock to what the engine takes: a register, a policy, a day. Resolved once.

use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;
use lists::open::{RegisterBytes, installed};
use lists::store::Store;
use nameplate::warning::{BadMessages, LANGUAGES};
use nameplate::{Day, Messages, Policy, Register, Screener};

use crate::args::{AsOf, DataDir, Question, Speech};
use crate::error::{CliError, Result};
use crate::out::{Line, Page, Tone};
use crate::today::today;

/// The file that was given, else the register of the data folder, else the starter register.
pub(crate) fn load(path: Option<&Path>, data: &DataDir) -> Result<RegisterBytes> {
    Ok(match path {
        Some(path) if path.is_dir() => {
            let error = CliError::new(format!("{} is a folder, and a register is a file", path.display()));
            return Err(
                error.hint("`nameplate register build FACTS_DIR -o FILE` makes one of a folder of facts")
            );
        }
        Some(path) => RegisterBytes::of_file(path)?,
        None => RegisterBytes::of_store(&store(data)?)?,
    })
}

/// The files that a question is answered from, as far as they can be told without reading them.
pub(crate) fn files_of(question: &Question) -> Vec<PathBuf> {
    let given = question.register.iter().chain(&question.policy).cloned();
    let of_lists = store(&question.data).ok().and_then(|store| installed(&store).ok().flatten());
    let of_lists = of_lists.map(|installed| installed.path());
    given.chain(of_lists).collect()
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
        if let Some(AsOf::Column(column)) = &question.as_of {
            return Err(CliError::new(format!(
                "--as-of column:{column}: there is no table that could have the column"
            ))
            .hint("name a day (--as-of 2026-11-23), or scan a file"));
        }
        Setup::of_table(question)
    }

    /// The same where rows of a table may have days of their own.
    pub(crate) fn of_table(question: &Question) -> Result<Self> {
        Setup::with(load(question.register.as_deref(), &question.data)?, question)
    }

    /// Asked for another day than today, unless the question names one.
    pub(crate) fn on(self, day: Option<Day>, question: &Question) -> Self {
        match question.as_of {
            Some(AsOf::Day(_)) => self,
            Some(AsOf::Column(_)) | None => Setup { as_of: day.unwrap_or(self.as_of), ..self },
        }
    }

    /// The same with the starter register, unless a file was given: what the program itself shows is the same everywhere.
    pub(crate) fn of_program(question: &Question) -> Result<Self> {
        let bytes = match &question.register {
            Some(_) => load(question.register.as_deref(), &question.data)?,
            None => RegisterBytes::Starter,
        };
        Setup::with(bytes, question)
    }

    fn with(bytes: RegisterBytes, question: &Question) -> Result<Self> {
        let as_of = match question.as_of {
            Some(AsOf::Day(day)) => day,
            // What has no day of its own is asked for today.
            Some(AsOf::Column(_)) | None => clock("--as-of")?,
        };
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

    /// The bytes of the register.
    pub(crate) fn register_bytes(&self) -> &[u8] {
        self.bytes.bytes()
    }

    /// Opens the register.
    pub(crate) fn register(&self) -> Result<Register<'_>> {
        Ok(self.bytes.open()?)
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

/// Says on a page that no published list is loaded, where none is.
pub(crate) fn tell_without_lists(page: &mut Page, register: &Register<'_>) {
    if let Some(said) = register.without_lists() {
        page.blank();
        page.para(&Line::default().add(Tone::Caution, format!("Note: {said}.")));
    }
}

/// Today, or what to give instead.
pub(crate) fn clock(option: &str) -> Result<Day> {
    today().ok_or_else(|| {
        CliError::new("the clock of this machine shows no usable date")
            .hint(format!("give one: {option} 2026-11-23"))
    })
}

/// The words of warnings in a language of the program; none where none are wanted.
pub(crate) fn words_of(language: &str) -> Result<Option<Messages>> {
    messages(&Speech { language: language.to_owned(), messages: None })
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
    if path.is_dir() {
        return Err(failed(&"is a folder, and a policy is a file"));
    }
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
}
