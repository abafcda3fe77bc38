//! Who has a number: LEI, registration, IMO. A number names one party, whatever it is called.

use std::collections::BTreeMap;

use crate::register::{PartyNo, Register};

/// Letters and digits that a number has at least: a shorter one stands on many papers.
const SHORTEST: usize = 5;

/// Numbers of a register by their letters and digits.
pub struct Identifiers {
    by_value: BTreeMap<String, Vec<(String, PartyNo)>>,
}

impl Identifiers {
    /// Reads all of a register once.
    pub fn new(register: &Register<'_>) -> Self {
        let mut by_value: BTreeMap<String, Vec<(String, PartyNo)>> = BTreeMap::new();
        for (no, party) in register.parties() {
            for id in party.identifiers() {
                let (scheme, value) = scheme_and_value(id);
                let value = plain(value);
                if value.len() >= SHORTEST {
                    by_value.entry(value).or_default().push((scheme.to_owned(), no));
                }
            }
        }
        Identifiers { by_value }
    }

    /// Parties with that number, `SCHEME:NUMBER` or a number alone, each once.
    pub fn parties(&self, given: &str) -> Vec<PartyNo> {
        let (scheme, value) = scheme_and_value(given);
        let bearers = self.by_value.get(&plain(value)).map_or(&[][..], Vec::as_slice);
        let same = |listed: &str| scheme.is_empty() || scheme.eq_ignore_ascii_case(listed);
        let mut found: Vec<PartyNo> =
            bearers.iter().filter(|(listed, _)| same(listed)).map(|(_, no)| *no).collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Whether something can be found by it.
    pub fn can_find(given: &str) -> bool {
        plain(scheme_and_value(given).1).len() >= SHORTEST
    }
}

/// `LEI:5493...`: what kind of number, and the number.
pub(crate) fn scheme_and_value(id: &str) -> (&str, &str) {
    id.split_once(':').map_or(("", id), |(scheme, value)| (scheme.trim(), value))
}

/// Letters and digits of a number.
pub(crate) fn plain(number: &str) -> String {
    number.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect()
}
