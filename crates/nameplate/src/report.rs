//! What a run says about itself: counts, and the manifest that makes a report repeatable.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::date::Day;
use crate::finding::{ListingResult, SCHEMA_VERSION};
use crate::word::{NotTheMaker, Verdict};

pub use crate::register::{Edition, RegisterId};

/// Counts over listings; adding listings in any order gives the same counts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// Listings seen.
    pub listings: u64,
    /// Listings with a maker, brand, model or code that could be looked up, or with somebody of the register in them.
    pub identified: u64,
    /// Listings with a defect.
    pub with_defects: u64,
    /// By verdict.
    pub by_verdict: BTreeMap<Verdict, u64>,
    /// Findings by ground.
    pub by_ground: BTreeMap<&'static str, u64>,
    /// Findings by target name, `connected` and `review` apart.
    pub by_target: BTreeMap<String, TargetCount>,
    /// Listings that were judged for a day of their own.
    pub own_day: u64,
    /// Listings that name a maker who leads to a list and were judged not to be its product.
    pub mentioning: u64,
    /// The same by the reason that such a listing gives most often.
    pub by_reason: BTreeMap<NotTheMaker, u64>,
}

/// How many listings reach a target.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct TargetCount {
    /// Connected.
    pub connected: u64,
    /// For review.
    pub review: u64,
}

impl Summary {
    /// Adds one listing.
    pub fn add(&mut self, result: &ListingResult<'_>) {
        self.listings += 1;
        self.identified += u64::from(result.identified);
        self.with_defects += u64::from(!result.defects.is_empty());
        *self.by_verdict.entry(result.verdict).or_default() += 1;
        self.own_day += u64::from(result.as_of.is_some());
        if let Some(reason) = chief_reason(result) {
            self.mentioning += 1;
            *self.by_reason.entry(reason).or_default() += 1;
        }
        for finding in &result.findings {
            *self.by_ground.entry(finding.case.ground.word()).or_default() += 1;
            let count = self.by_target.entry(finding.case.target.name.clone()).or_default();
            match finding.verdict {
                Verdict::Connected => count.connected += 1,
                _ => count.review += 1,
            }
        }
    }

    /// Adds the counts of another summary.
    pub fn merge(&mut self, other: Summary) {
        self.listings += other.listings;
        self.identified += other.identified;
        self.with_defects += other.with_defects;
        self.own_day += other.own_day;
        self.mentioning += other.mentioning;
        for (reason, n) in other.by_reason {
            *self.by_reason.entry(reason).or_default() += n;
        }
        for (verdict, n) in other.by_verdict {
            *self.by_verdict.entry(verdict).or_default() += n;
        }
        for (ground, n) in other.by_ground {
            *self.by_ground.entry(ground).or_default() += n;
        }
        for (target, n) in other.by_target {
            let count = self.by_target.entry(target).or_default();
            count.connected += n.connected;
            count.review += n.review;
        }
    }

    /// How many listings have that verdict.
    pub fn count(&self, verdict: Verdict) -> u64 {
        self.by_verdict.get(&verdict).copied().unwrap_or(0)
    }
}

/// The reason that most mentions of a listing have; of several, the plainest.
pub fn chief_reason(result: &ListingResult<'_>) -> Option<NotTheMaker> {
    let mut counts: BTreeMap<NotTheMaker, u32> = BTreeMap::new();
    for one in &result.mentioned {
        *counts.entry(one.reason).or_default() += one.count;
    }
    counts.into_iter().max_by_key(|(reason, n)| (*n, std::cmp::Reverse(*reason))).map(|(reason, _)| reason)
}

/// Appends what the digest covers of one result: where it stands, what was judged of it, and its cases by the digests of what they
/// say. Two runs with equal digests say the same of every listing.
pub fn digest_line(result: &ListingResult<'_>, out: &mut Vec<u8>) {
    let listing = &result.listing;
    out.extend_from_slice([listing.file, "\t", &listing.row.to_string(), "\t"].concat().as_bytes());
    said_line(result, out);
}

/// The same without the place: where rows are told apart by their ids, files may be cut and ordered in any way.
pub fn said_line(result: &ListingResult<'_>, out: &mut Vec<u8>) {
    out.extend_from_slice([result.listing.id, "\t", result.verdict.word()].concat().as_bytes());
    if let Some(day) = result.as_of {
        out.extend_from_slice(format!("\t@{day}").as_bytes());
    }
    for finding in &result.findings {
        let house = finding.house.as_ref().map_or("", |house| &house.id);
        let tail = format!("\t{}:{house}:{}:{}", finding.case.id, finding.verdict, finding.score);
        out.extend_from_slice(tail.as_bytes());
    }
    for defect in &result.defects {
        out.extend_from_slice(b"\t!");
        out.extend_from_slice(defect.field.as_bytes());
    }
    out.push(b'\n');
}

/// With what a run was made: enough to repeat it and to prove that nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Manifest<C = Summary> {
    /// Version of the contract.
    pub schema_version: u32,
    /// Version of the program.
    pub tool_version: String,
    /// The day asked for.
    pub as_of: Day,
    /// The register.
    pub register: RegisterId,
    /// Its sources and their dates.
    pub editions: Vec<Edition>,
    /// What has to be said where the register holds no published list.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub without_lists: Option<String>,
    /// Hash of the policy.
    pub policy_hash: String,
    /// The policy itself.
    pub policy: crate::policy::Policy,
    /// In which words buyers are told, where they are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub messages: Option<MessagesId>,
    /// The reasons that signals cite, in words.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub reasons: BTreeMap<&'static str, &'static str>,
    /// What was read.
    pub inputs: Vec<Input>,
    /// Whether all inputs were read to their end.
    pub complete: bool,
    /// Where it stopped, if it did not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stopped: Option<String>,
    /// Counts.
    pub counts: C,
    /// SHA-256 over [`digest_line`] of every listing, in the order of file and row; where `digest_by` says otherwise, over the same made in
    /// parts.
    pub digest: String,
    /// By what rows are told apart in the digest, where it is not their order: `id`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub digest_by: Option<&'static str>,
    /// The files that were written with this manifest, beside it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub outputs: Vec<Written>,
}

/// A file that was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Written {
    /// Its name, in the folder of the manifest.
    pub file: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// How many they are.
    pub bytes: u64,
    /// How many records, for tables that hold each record once.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rows: Option<u64>,
}

/// Which messages the warnings are made of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MessagesId {
    /// Their language.
    pub language: String,
    /// SHA-256 of the message file.
    pub hash: String,
}

/// A file that was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Input {
    /// Name as given by the user.
    pub file: String,
    /// Rows read.
    pub rows: u64,
    /// SHA-256 of its bytes.
    pub hash: String,
}

impl<C> Manifest<C> {
    /// The version that this code writes.
    pub const SCHEMA: u32 = SCHEMA_VERSION;
}
