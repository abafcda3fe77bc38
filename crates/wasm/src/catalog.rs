//! A catalog in memory, judged a piece at a time. What is said of its rows is what a scan says of them: the same records, the same digest.

use std::collections::BTreeSet;
use std::sync::Arc;

use nameplate::answer::{Audience, Meaning};
use nameplate::contract::{Record, Row as ResultRow};
use nameplate::finding::{Case, Finding, ListingResult};
use nameplate::id::{CaseId, SourceId};
use nameplate::report::{Summary, digest_line};
use nameplate::{Field, Memo, Screener, Verdict};
use pages::answering::reaches;
use pages::words::nearest_first;
use serde::Serialize;
use sha2::{Digest as _, Sha256};
use tables::{Held, Row};

use crate::said::Refused;

/// So much of a text is repeated of a row.
const SHOWN: usize = 200;

/// The cases of a result.
pub(crate) fn cases(result: &ListingResult<'_>) -> Vec<Arc<Case>> {
    result.findings.iter().map(|finding| Arc::clone(&finding.case)).collect()
}

/// A catalog that is being read.
pub(crate) struct Catalog {
    held: Held,
    screener: Screener<'static>,
    memo: Memo,
    audience: Audience,
    above: u64,
    said: Said,
}

/// What was said so far.
#[derive(Default)]
struct Said {
    counts: Summary,
    digest: Sha256,
    cases: BTreeSet<CaseId>,
    sources: BTreeSet<SourceId>,
}

/// A table that was opened.
#[derive(Serialize)]
pub(crate) struct Opened {
    /// How the table was understood, in words.
    read: String,
    /// Columns that are not read.
    unused: Vec<String>,
}

/// Some rows, judged.
#[derive(Default, Serialize)]
pub(crate) struct Piece {
    /// Rows of this piece; none at the end.
    rows: usize,
    /// Those with a finding, and those that could not be judged.
    found: Vec<Found>,
    /// What a scan writes of them as JSON lines: a source before its case, a case before its row.
    records: String,
}

/// A row with a finding, in short.
#[derive(Serialize)]
struct Found {
    /// Its line as a spreadsheet counts: the first line of the table is 1.
    line: u64,
    id: String,
    title: String,
    brand: String,
    seller: String,
    verdict: Verdict,
    /// Why it could not be judged.
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<String>,
    /// What it has to do with the target: `this leads to`.
    reaches: &'static str,
    target: String,
    /// The case of the nearest finding.
    case: String,
    /// What it means for who asks; empty where nobody is named.
    meaning: &'static str,
    /// Further targets.
    more: usize,
}

/// What was found so far.
#[derive(Serialize)]
pub(crate) struct Sum<'s> {
    counts: &'s Summary,
    digest: String,
}

impl Catalog {
    /// A table that is to be judged, and how it was understood.
    pub(crate) fn of(held: Held, screener: Screener<'static>, audience: Audience) -> (Self, Opened) {
        let recognised = held.recognised();
        let opened = Opened { read: recognised.to_string(), unused: recognised.unused };
        let (memo, above) = (screener.memo(), held.above());
        (Catalog { held, screener, memo, audience, above, said: Said::default() }, opened)
    }

    /// Counts and digest of the rows so far.
    pub(crate) fn sum(&self) -> Sum<'_> {
        let digest = self.said.digest.clone().finalize();
        let digest = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        Sum { counts: &self.said.counts, digest }
    }

    /// Judges the next rows, so many at most; `told` hears of their cases.
    pub(crate) fn next(
        &mut self,
        most: usize,
        told: &mut dyn FnMut(Vec<Arc<Case>>),
    ) -> Result<Piece, Refused> {
        let mut piece = Piece::default();
        let Catalog { held, screener, memo, audience, above, said } = self;
        let mut each = |row: Row<'_>| {
            let (listing, why) = match &row {
                Row::Read(listing) => (listing, None),
                Row::Unread(listing, why) => (listing, Some(*why)),
            };
            let result = match why {
                Some(why) => ListingResult::not_checked(listing, why),
                None => screener.screen_with(memo, listing),
            };
            said.note(&result);
            if result.findings.is_empty() && result.verdict != Verdict::NotChecked {
                return;
            }
            said.write(&result, &mut piece.records);
            told(cases(&result));
            let text = |field| listing.get(field);
            piece.found.push(found(
                &result,
                audience,
                [text(Field::Title), text(Field::Brand), text(Field::Seller)],
                *above,
            ));
        };
        let rows = held.next(most, &mut each).map_err(|error| Refused::new(error.to_string()))?;
        piece.rows = rows;
        Ok(piece)
    }
}

impl Said {
    fn note(&mut self, result: &ListingResult<'_>) {
        self.counts.add(result);
        let mut line = Vec::new();
        digest_line(result, &mut line);
        self.digest.update(&line);
    }

    fn write(&mut self, result: &ListingResult<'_>, out: &mut String) {
        for finding in &result.findings {
            let case = &finding.case;
            if !self.cases.insert(case.id.clone()) {
                continue;
            }
            for source in case.sources() {
                if self.sources.insert(source.id.clone()) {
                    put(&Record::Source(source), out);
                }
            }
            put(&Record::Case(case), out);
        }
        put(&Record::Result(ResultRow(result)), out);
    }
}

/// One record as a line.
fn put(record: &Record<'_>, out: &mut String) {
    // Its maps have texts as keys and its numbers are whole: nothing of it can fail to be written.
    out.push_str(&serde_json::to_string(record).unwrap_or_default());
    out.push('\n');
}

fn found(result: &ListingResult<'_>, audience: &Audience, texts: [&str; 3], above: u64) -> Found {
    let findings = nearest_first(&result.findings);
    let first: Option<&Finding> = findings.first().copied();
    let [title, brand, seller] = texts.map(cut);
    let case = first.map(|finding| &finding.case);
    Found {
        line: result.listing.row + above + 1,
        id: cut(result.listing.id),
        title,
        brand,
        seller,
        verdict: result.verdict,
        why: result.why.clone(),
        reaches: first.map(reaches).unwrap_or_default(),
        target: case.map(|case| case.target.name.clone()).unwrap_or_default(),
        case: case.map(|case| case.id.to_string()).unwrap_or_default(),
        meaning: match (first, audience.reader) {
            (Some(finding), Some(_)) => Meaning::for_audience(finding, audience).word(),
            _ => "",
        },
        more: findings.len().saturating_sub(1),
    }
}

fn cut(text: &str) -> String {
    text.chars().take(SHOWN).collect()
}
