//! What the rules are asked, and what one of them answers.

use serde::Serialize;

use super::goods::Goods;
use crate::date::{Date, Day};
use crate::id::ListId;
use crate::register::{ClassNo, PartyNo};
use crate::word::{Act, Ground, Reader, Severity, State};

/// Who or what is designated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// A party.
    Party(PartyNo),
    /// A kind of product.
    Class(ClassNo),
}

/// What the rules are asked.
#[derive(Clone, Copy, Debug)]
pub struct Question<'a> {
    /// The designated target.
    pub about: About,
    /// From the party that the listing shows to the target, both included; empty for a class.
    pub path: &'a [PartyNo],
    /// How the listing reaches the target.
    pub ground: Ground,
    /// What is known of the goods.
    pub goods: &'a Goods,
    /// The day that the question is asked for.
    pub as_of: Day,
    /// Only for that reader.
    pub reader: Option<Reader>,
    /// Only for that act.
    pub act: Option<Act>,
    /// Only what holds in one of these places; none: everywhere.
    pub places: &'a [String],
}

/// What follows for one reader and one act.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Consequence {
    /// Stable reason code, such as `us.s889.a1a.agency.buy`.
    pub code: String,
    /// Id of the list or law; `house` for a house policy.
    pub list: ListId,
    /// Its name.
    pub regime: String,
    /// Where.
    pub jurisdiction: String,
    /// For whom.
    pub reader: Reader,
    /// For which act.
    pub act: Act,
    /// `applies`, `does_not_apply` or `cannot_tell`.
    pub state: State,
    /// `block`, `limit`, `check` or `info`, where it applies.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub severity: Option<Severity>,
    /// What it would be if it applied, where that cannot be told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub would_be: Option<Severity>,
    /// Since when.
    pub since: Date,
    /// The entry that triggers it, as printed.
    pub entry: String,
    /// Since when the entry stands there.
    pub listed: Date,
    /// Statute, rule or notice.
    pub citation: String,
    /// In words.
    pub sentence: String,
    /// Why it cannot be told.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub why: String,
    /// The shares on record, where the rule asks who owns the company.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub shares: String,
    /// What the text excepts.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub exceptions: Vec<String>,
    /// Whether a text that states the rule was read: the law, or an official page, law firm or paper that reports it.
    pub verified: bool,
}
