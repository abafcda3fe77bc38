//! What a register says, as results repeat it: sources, shares, claims and answers; and which register said so.

use std::fmt;

use serde::{Serialize, Serializer};

use crate::date::Date;
use crate::id::{PartyId, SourceId};
use crate::word::{ClaimStatus, ClaimSubject, Tier};

/// A share in percent, as an interval.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Share {
    /// At least.
    pub min: f64,
    /// At most.
    pub max: f64,
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // At most two places, and none that say nothing.
        let percent = |value: f64| (value * 100.0).round() / 100.0;
        if (self.max - self.min).abs() < 0.005 {
            write!(f, "{} %", percent(self.min))
        } else {
            write!(f, "{} to {} %", percent(self.min), percent(self.max))
        }
    }
}

/// A source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Source {
    /// Id in the register.
    pub id: SourceId,
    /// Title.
    pub title: String,
    /// Address, if it has one.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub url: String,
    /// Date of publication, else of reading.
    pub date: Date,
    /// A, B, C or D.
    pub tier: Tier,
}

impl Source {
    /// Its date, for people: an edition of a list may have none of its own.
    pub fn dated(&self) -> String {
        match self.date {
            Date::Unknown => "date unknown".to_owned(),
            date => date.to_string(),
        }
    }
}

/// What is said about a party.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Claim {
    /// About whom (party id).
    pub about: PartyId,
    /// Rights abuse, forced labour, military, state control, security.
    pub subject: ClaimSubject,
    /// Official finding, court ruling, allegation, company filing, report.
    pub status: ClaimStatus,
    /// Who says so.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub by: String,
    /// In words.
    pub sentence: String,
    /// When it was said.
    pub date: Date,
    /// Where it is said of so many parties together, with nothing of this one alone; 0, and absent in JSON, where of this one.
    #[serde(skip_serializing_if = "Claim::is_of_one")]
    pub among: u32,
    /// Where to read it (ids of sources).
    #[serde(serialize_with = "cited")]
    pub sources: Vec<Source>,
}

impl Claim {
    #[allow(clippy::trivially_copy_pass_by_ref, reason = "serde hands in a reference")]
    fn is_of_one(among: &u32) -> bool {
        *among == 0
    }
}

/// What a party answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Response {
    /// Who answers (party id).
    pub party: PartyId,
    /// Its name.
    pub name: String,
    /// In words.
    pub sentence: String,
    /// When.
    pub date: Date,
    /// Where to read it (ids of sources).
    #[serde(serialize_with = "cited")]
    pub sources: Vec<Source>,
}

/// Which register answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RegisterId {
    /// Version of its contents.
    pub version: String,
    /// SHA-256 of its bytes.
    pub hash: String,
}

/// A source of the register, with its date.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Edition {
    /// Source id.
    pub source: SourceId,
    /// Its date.
    pub date: Date,
}

/// Sources by their ids: the sources themselves stand once, beside everything that cites them.
pub(crate) fn cited<S: Serializer>(sources: &[Source], to: S) -> Result<S::Ok, S::Error> {
    to.collect_seq(sources.iter().map(|source| &source.id))
}
