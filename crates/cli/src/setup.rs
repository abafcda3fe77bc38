//! From files and the clock to what the engine takes: a register, a policy, a day. Resolved once.

use std::fs::File;
use std::path::Path;

use memmap2::Mmap;
use nameplate::{Day, Policy, Register, Screener};

use crate::args::Question;
use crate::error::{CliError, Result};
use crate::today::today;

/// The bytes of a register: those in the program, or a file, read in place.
pub(crate) enum RegisterBytes {
    Starter,
    File(Mmap),
}

impl RegisterBytes {
    /// The starter register, or the file.
    pub(crate) fn load(path: Option<&Path>) -> Result<Self> {
        let Some(path) = path else { return Ok(RegisterBytes::Starter) };
        let failed = |error: std::io::Error| {
            CliError::new(format!("{}: cannot be opened: {error}", path.display())).hint(
                "build a register with `nameplate register build FACTS_DIR -o FILE`, or leave --register out",
            )
        };
        let file = File::open(path).map_err(failed)?;
        if file.metadata().map_err(failed)?.len() == 0 {
            return Err(CliError::new(format!("{}: the file is empty", path.display())));
        }
        #[expect(unsafe_code, reason = "a register is read in place, so that many processes share one copy")]
        // SAFETY: the map is read-only. Registers are never modified, only replaced by renaming another file over their
        // name, which leaves this map with the old one. Should somebody write into the file all the same, every read of
        // the engine is bounds-checked and text is validated at each access.
        let map = unsafe { Mmap::map(&file) }.map_err(failed)?;
        Ok(RegisterBytes::File(map))
    }

    fn bytes(&self) -> &[u8] {
        match self {
            RegisterBytes::Starter => lists::starter_register(),
            RegisterBytes::File(map) => map,
        }
    }

    /// Opens the register; a file is checked whole before it answers anything.
    pub(crate) fn open(&self, path: Option<&Path>) -> Result<Register<'_>> {
        let damaged = |error: nameplate::register::OpenError| {
            let name =
                path.map_or_else(|| "the starter register".to_owned(), |path| path.display().to_string());
            CliError::new(format!("{name}: {error}"))
                .hint("build it again with `nameplate register build`, or leave --register out")
        };
        let register = Register::open(self.bytes()).map_err(damaged)?;
        if matches!(self, RegisterBytes::File(_)) {
            register.verify().map_err(damaged)?;
        }
        Ok(register)
    }
}

/// With what a question is answered.
pub(crate) struct Setup {
    bytes: RegisterBytes,
    path: Option<std::path::PathBuf>,
    policy: Policy,
    /// The day asked for.
    pub(crate) as_of: Day,
}

impl Setup {
    /// Reads what the question names.
    pub(crate) fn new(question: &Question) -> Result<Self> {
        let as_of = question.as_of.or_else(today);
        let as_of = as_of.ok_or_else(|| {
            CliError::new("the clock of this machine shows no usable date")
                .hint("give one: --as-of 2026-11-23")
        })?;
        let policy = question.policy.as_deref().map_or_else(|| Ok(Policy::default()), read_policy)?;
        let bytes = RegisterBytes::load(question.register.as_deref())?;
        Ok(Setup { bytes, path: question.register.clone(), policy, as_of })
    }

    /// Opens the register.
    pub(crate) fn register(&self) -> Result<Register<'_>> {
        self.bytes.open(self.path.as_deref())
    }

    /// Gets the engine ready.
    pub(crate) fn screener(&self) -> Result<Screener<'_>> {
        Ok(Screener::new(self.register()?, self.policy.clone(), self.as_of))
    }
}

fn read_policy(path: &Path) -> Result<Policy> {
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
        let bytes = RegisterBytes::load(Some(&path)).unwrap();
        assert!(bytes.open(Some(&path)).unwrap_err().message.contains("no Nameplate register"));
        std::fs::write(&path, "").unwrap();
        assert!(RegisterBytes::load(Some(&path)).is_err());
    }

    #[test]
    fn a_register_file_is_mapped_and_answers() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x.register");
        std::fs::write(&path, lists::starter_register()).unwrap();
        let bytes = RegisterBytes::load(Some(&path)).unwrap();
        assert!(bytes.open(Some(&path)).unwrap().party_by_id("hikvision").is_some());
    }
}
