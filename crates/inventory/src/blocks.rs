//! Which blocks of MAC addresses a register knows, and which tables of the IEEE it was built with.

use std::collections::BTreeSet;

use nameplate::Register;
use nameplate::register::TellKind;

/// The registries of the IEEE by the ids of their published lists: blocks of 24, 28 and 36 bits.
const REGISTRIES: [(&str, &str); 3] = [("ieee-ma-l", "MA-L"), ("ieee-ma-m", "MA-M"), ("ieee-ma-s", "MA-S")];

/// The blocks that a register knows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Blocks {
    known: BTreeSet<String>,
    missing: Vec<&'static str>,
}

impl Blocks {
    /// The blocks of a register.
    pub fn of(register: &Register<'_>) -> Self {
        let known = register.tells().filter(|tell| tell.kind() == TellKind::Mac);
        let known = known.map(|tell| tell.literal().to_ascii_lowercase()).collect();
        let editions: Vec<String> = register.editions().collect();
        let has = |id: &str| editions.iter().any(|edition| edition.split('@').next() == Some(id));
        let missing = REGISTRIES.iter().filter(|(id, _)| !has(id)).map(|(id, _)| *id).collect();
        Blocks { known, missing }
    }

    /// Whether an address lies in a block of a party that the register knows: in its blocks of 36, 28 and 24 bits.
    pub fn know(&self, digits: &str) -> bool {
        [9, 7, 6].iter().any(|length| digits.get(..*length).is_some_and(|block| self.known.contains(block)))
    }

    /// How many blocks it knows.
    pub fn count(&self) -> usize {
        self.known.len()
    }

    /// The ids of the IEEE tables that the register was built without.
    pub fn missing(&self) -> &[&'static str] {
        &self.missing
    }
}
