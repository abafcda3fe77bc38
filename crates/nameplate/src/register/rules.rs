//! Rules as they are written down, in `facts/regimes/` and in the policies of houses.

use serde::{Deserialize, Serialize};

use crate::date::Date;
use crate::word::words;

words! {
    /// An ownership test, by the regime that asks it. See `connection::ownership`.
    ShareTest {
        /// OFAC: 50 % or more, direct or indirect, all blocked owners together, level by level.
        Ofac50 => "ofac_50",
        /// BIS Affiliates Rule: read the same way.
        Bis50 => "bis_50",
        /// EU: more than 50 % until 2 July 2024, 50 % or more since, all listed owners together; or control.
        EuControl => "eu_control",
        /// UK: more than 50 % held by one listed person, or control.
        UkControl => "uk_control",
        /// A stated holding of the listed party itself.
        Direct => "direct",
        /// The economic share of the listed party, through all chains.
        Indirect => "indirect",
        /// The economic shares of all parties on the list together.
        Aggregate => "aggregate",
    }
}

/// What a list means for one reader and one act.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleIn {
    /// Stable reason code that shops filter on. One code, one list, reader and act; a rule that changes keeps it.
    #[serde(default)]
    pub code: String,
    /// The list or law that the rule belongs to. A rule of a house policy may have none and speak of classes.
    #[serde(default)]
    pub list: String,
    /// The lists that trigger it, where that is another one: a law without a list of its own. Default: `list`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub on: Vec<String>,
    /// Where it holds, where that is not where the list holds.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub jurisdiction: String,
    /// Grounds that it reaches. A rule of a house policy that names none reaches all.
    #[serde(default)]
    pub grounds: Vec<String>,
    /// The ownership test that owned firms must meet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub share: Option<ShareTest>,
    /// Percent, for the tests `direct`, `indirect` and `aggregate`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub share_at_least: Option<u8>,
    /// For whom.
    pub reader: String,
    /// For which act.
    pub act: String,
    /// Block, limit, check, info. With `cannot_tell`: what it would be.
    #[serde(default)]
    pub severity: String,
    /// `applies`, `cannot_tell`, or `does_not_apply`: a plain statement that the act is lawful under this list.
    #[serde(default = "applies")]
    pub state: String,
    /// Why it cannot be told.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub why: String,
    /// First day.
    #[serde(default)]
    pub from: Date,
    /// Last day.
    #[serde(default = "open")]
    pub to: Date,
    /// The day from which its state could not be verified: `why` says the reason.
    #[serde(default, skip_serializing_if = "is_unknown")]
    pub unverified_from: Date,
    /// Only for these targets.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parties: Vec<String>,
    /// Only for these product classes and those below them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub classes: Vec<String>,
    /// `foreign`: only for what was produced outside the jurisdiction.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub produced: String,
    /// Only for what was produced in these countries.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub produced_in: Vec<String>,
    /// Only for models that were authorised on that day or later, or never.
    #[serde(default, skip_serializing_if = "is_unknown")]
    pub authorised_since: Date,
    /// Only for models that were authorised before that day.
    #[serde(default, skip_serializing_if = "is_unknown")]
    pub authorised_before: Date,
    /// Only for these purposes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub purposes: Vec<String>,
    /// Product facts without which the rule cannot be answered.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub needs: Vec<String>,
    /// What the text excepts, a sentence each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exceptions: Vec<String>,
    /// What is printed.
    pub sentence: String,
    /// Statute or rule.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub citation: String,
    /// Whether a text that states it was read: the law, or a source that reports it.
    #[serde(default)]
    pub verified: bool,
    /// Source ids.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<String>,
    /// Kept, never compiled.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub needs_source: bool,
    /// Remark for reviewers.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

fn is_unknown(date: &Date) -> bool {
    *date == Date::Unknown
}

fn applies() -> String {
    "applies".to_owned()
}

pub(super) fn open() -> Date {
    Date::Open
}
