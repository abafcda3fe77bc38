//! A register held together with the screener that borrows it, for a policy and a day.

use std::sync::Arc;

use lists::open::RegisterBytes;
use nameplate::matching::Matcher;
use nameplate::{Day, Messages, Policy, Screener};
use self_cell::self_cell;

use crate::fault::{Fault, bug};

self_cell!(
    /// A register with what is asked of it.
    pub(crate) struct Held {
        owner: Arc<RegisterBytes>,
        #[covariant]
        dependent: Asked,
    }
);

/// What is asked of a register: listings, and names of parties.
pub(crate) struct Asked<'r> {
    screener: Screener<'r>,
    matcher: Matcher<'r>,
}

impl Held {
    /// Gets ready; warnings to buyers are in English, as with the command line.
    pub(crate) fn ready(bytes: Arc<RegisterBytes>, policy: &Policy, as_of: Day) -> Result<Self, Fault> {
        let messages = Messages::of("en").map_err(bug)?;
        Held::try_new(bytes, |bytes| {
            let register = bytes.open()?;
            policy.check()?;
            policy.check_rules(&register)?;
            let matcher = Matcher::new(register, policy.clone(), as_of);
            let screener = Screener::new(register, policy.clone(), as_of).with_messages(messages);
            Ok(Asked { screener, matcher })
        })
    }

    pub(crate) fn screener(&self) -> &Screener<'_> {
        &self.borrow_dependent().screener
    }

    pub(crate) fn matcher(&self) -> &Matcher<'_> {
        &self.borrow_dependent().matcher
    }
}
