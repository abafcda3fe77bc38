//! What a house does about listings before they go live: an action for each answer that there may be.

use serde::{Deserialize, Serialize};

use crate::word::{Action, Reader};

/// The rules of a gate. Each says what is done where the most serious answer for [`Gate::reader`] is the one that it is called by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Gate {
    /// For whom the laws are asked.
    pub reader: Reader,
    /// Where they are: a country, a part of it, or `EU`; empty for anywhere.
    pub place: String,
    /// A law bars the act.
    pub stop: Action,
    /// A law may bar it: what it depends on is not known, or the maker is not certain.
    pub may_be_barred: Action,
    /// Allowed with a limit, or after something has been looked at.
    pub check: Action,
    /// Whether a rule applies cannot be told; it would not bar the act.
    pub cannot_tell: Action,
    /// No duty follows; worth knowing.
    pub know: Action,
    /// Said plainly not to be barred.
    pub allowed: Action,
    /// Connected or for review, and no rule that is held speaks to the reader there.
    pub no_rule: Action,
    /// What the listing names leads to no list.
    pub nothing_found: Action,
    /// Nothing was found, and the listing holds nothing that could name a maker.
    pub unidentified: Action,
    /// The listing could not be judged. `hold` and `stop` fail closed, `allow` fails open.
    pub not_checked: Action,
}

impl Default for Gate {
    fn default() -> Self {
        Gate {
            reader: Reader::Retailer,
            place: String::new(),
            stop: Action::Stop,
            may_be_barred: Action::Hold,
            check: Action::Hold,
            cannot_tell: Action::Hold,
            know: Action::Allow,
            allowed: Action::Allow,
            no_rule: Action::Allow,
            nothing_found: Action::Allow,
            unidentified: Action::Allow,
            not_checked: Action::Hold,
        }
    }
}

impl Gate {
    /// Whether nobody changed anything.
    pub fn is_default(&self) -> bool {
        *self == Gate::default()
    }

    /// The same rules, asked for somebody: what they name of themselves goes before what the policy says.
    #[must_use]
    pub fn asked_for(&self, reader: Option<Reader>, place: Option<&str>) -> Gate {
        if reader.is_none() && place.is_none() {
            return self.clone();
        }
        let place = place.unwrap_or_default().to_owned();
        Gate { reader: reader.unwrap_or(self.reader), place, ..self.clone() }
    }

    /// Every rule with what it does and when it is asked, in the order of seriousness.
    pub fn rules(&self) -> [(&'static str, Action, &'static str); 10] {
        [
            ("stop", self.stop, "a law bars the act"),
            ("may_be_barred", self.may_be_barred, "a law may bar it, and what that depends on is not known"),
            ("check", self.check, "allowed with a limit, or after something has been looked at"),
            (
                "cannot_tell",
                self.cannot_tell,
                "whether a rule applies cannot be told; it would not bar the act",
            ),
            ("know", self.know, "no duty follows; worth knowing"),
            ("allowed", self.allowed, "said plainly not to be barred"),
            ("no_rule", self.no_rule, "a connection, and no rule that speaks to the reader there"),
            ("nothing_found", self.nothing_found, "what the listing names leads to no list"),
            ("unidentified", self.unidentified, "the listing holds nothing that could name a maker"),
            ("not_checked", self.not_checked, "the listing could not be judged"),
        ]
    }
}
