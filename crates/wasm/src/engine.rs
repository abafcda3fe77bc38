//! A register in memory, and the screeners that were made for it.

use std::collections::BTreeMap;
use std::sync::Arc;

use nameplate::finding::Case;
use nameplate::id::CaseId;
use nameplate::report::RegisterId;
use nameplate::{Messages, Policy, Register, Screener};
use serde::Serialize;

use crate::catalog::Catalog;
use crate::said::{Refused, json};
use crate::setting::Asked;

/// So many screeners are kept: for the days and languages that were asked for last.
const KEPT: usize = 4;

/// So many cases are kept: more than a catalog leads to.
const MOST_CASES: usize = 20_000;

/// A register, ready to be asked.
pub struct Engine {
    register: Register<'static>,
    ready: Vec<(Asked, Screener<'static>)>,
    /// Cases that were told, so that their pages can be asked for.
    cases: BTreeMap<CaseId, Arc<Case>>,
    /// The table that is being read.
    pub(crate) catalog: Option<Box<Catalog>>,
}

impl std::fmt::Debug for Engine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Engine").field("register", &self.register).finish_non_exhaustive()
    }
}

impl Engine {
    /// Opens a register and checks all of it. Its memory is held as long as the program runs: an instance has one register.
    ///
    /// # Errors
    /// It is no register, was damaged, or was built for another version of the program.
    pub fn open(bytes: Box<[u8]>) -> Result<Engine, Refused> {
        let failed = |error: &dyn std::fmt::Display| Refused::new(format!("the register: {error}"));
        Register::open(&bytes).and_then(|register| register.verify()).map_err(|error| failed(&error))?;
        let register = Register::open(Box::leak(bytes)).map_err(|error| failed(&error))?;
        Ok(Engine { register, ready: Vec::new(), cases: BTreeMap::new(), catalog: None })
    }

    /// The register.
    pub(crate) fn register(&self) -> &Register<'static> {
        &self.register
    }

    /// Which register it is, as JSON.
    pub(crate) fn opened(&self) -> String {
        #[derive(Serialize)]
        struct Opened {
            opened: RegisterId,
        }
        json(&Opened { opened: self.register_id() })
    }

    pub(crate) fn register_id(&self) -> RegisterId {
        RegisterId { version: self.register.version().to_owned(), hash: self.register.hash() }
    }

    /// Notes the cases of a result; of too many, those before are forgotten.
    pub(crate) fn told(&mut self, cases: impl IntoIterator<Item = Arc<Case>>) {
        for case in cases {
            if self.cases.len() >= MOST_CASES {
                self.cases.clear();
            }
            self.cases.insert(case.id.clone(), case);
        }
    }

    /// A case that was told.
    pub(crate) fn case(&self, id: &str) -> Option<Arc<Case>> {
        self.cases.iter().find(|(known, _)| known.as_str() == id).map(|(_, case)| Arc::clone(case))
    }

    /// The screener for a day and a language, made when it is first asked for.
    pub(crate) fn screener(&mut self, asked: &Asked) -> Result<&Screener<'static>, Refused> {
        match self.ready.iter().position(|(known, _)| known == asked) {
            Some(at) => {
                let found = self.ready.remove(at);
                self.ready.insert(0, found);
            }
            None => {
                let made = self.made(asked)?;
                self.ready.truncate(KEPT - 1);
                self.ready.insert(0, (asked.clone(), made));
            }
        }
        self.ready.first().map(|(_, screener)| screener).ok_or_else(|| Refused::new("no screener was made"))
    }

    fn made(&self, asked: &Asked) -> Result<Screener<'static>, Refused> {
        let screener = match self.ready.iter().find(|(known, _)| known.language == asked.language) {
            // All but the day is shared.
            Some((_, screener)) => return Ok(screener.on(asked.as_of)),
            None => Screener::new(self.register, Policy::default(), asked.as_of),
        };
        let Some(language) = &asked.language else { return Ok(screener) };
        let messages = Messages::of(language).map_err(|error| Refused::new(error.to_string()))?;
        Ok(screener.with_messages(messages))
    }
}
