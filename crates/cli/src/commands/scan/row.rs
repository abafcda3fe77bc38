//! One line of the table: a finding, or a listing that could not be judged.

use nameplate::answer::{Audience, Meaning};
use nameplate::finding::{Finding, ListingResult, TargetKind};
use nameplate::listing::row_for_people;
use nameplate::{Register, Verdict};

use crate::words::{nearest_first, short_name};

/// A line, before it is laid out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) verdict: Verdict,
    pub(super) file: String,
    /// The catalog's own id, else the row.
    pub(super) id: String,
    pub(super) title: String,
    /// The target, or why it could not be judged.
    pub(super) target: String,
    /// How it is reached; or what it means for who asks.
    pub(super) ground: &'static str,
    /// Id and name of each list.
    pub(super) lists: Vec<(String, String)>,
    pub(super) score: Option<i32>,
    /// Findings that are counted in this line and not shown.
    pub(super) folded: usize,
    /// Whether the line above is of the same listing.
    pub(super) again: bool,
}

/// So much of a title is kept: more than any terminal shows.
const TITLE: usize = 200;

/// How lines are told.
#[derive(Clone, Copy)]
pub(super) struct Told<'a> {
    /// One line a listing.
    pub(super) brief: bool,
    /// Who asks: then a line says what it means for them, and not on which ground.
    pub(super) audience: &'a Audience,
}

/// The lines of a listing; none where nothing was found, and no more than one where a brief table is wanted.
pub(super) fn rows(register: &Register<'_>, result: &ListingResult<'_>, told: Told<'_>) -> Vec<Row> {
    let listing = &result.listing;
    let title =
        [listing.title, listing.model, listing.brand].into_iter().find(|text| !text.trim().is_empty());
    let blank = Row {
        verdict: result.verdict,
        file: listing.file.to_owned(),
        id: if listing.id.is_empty() {
            format!("row {}", row_for_people(listing.file, listing.row))
        } else {
            listing.id.to_owned()
        },
        title: title.unwrap_or("").chars().take(TITLE).collect(),
        target: String::new(),
        ground: "",
        lists: Vec::new(),
        score: None,
        folded: 0,
        again: false,
    };
    if result.verdict == Verdict::NotChecked {
        return vec![Row { target: result.why.clone().unwrap_or_default(), ..blank }];
    }
    let of_finding = |(n, finding): (usize, &Finding)| Row {
        verdict: finding.verdict,
        target: target(register, finding),
        ground: match told.audience.reader {
            Some(_) => Meaning::for_audience(finding, told.audience).word(),
            None => finding.case.ground.word(),
        },
        lists: lists(finding),
        score: Some(finding.score),
        again: n > 0,
        ..blank.clone()
    };
    let mut rows: Vec<Row> =
        nearest_first(&result.findings).into_iter().enumerate().map(of_finding).collect();
    if told.brief
        && let Some(first) = rows.first_mut()
    {
        first.folded = result.findings.len() - 1;
        rows.truncate(1);
    }
    rows
}

/// The lists of a target, short names first: more of them fit into the column.
fn lists(finding: &Finding) -> Vec<(String, String)> {
    let mut lists: Vec<(String, String)> =
        finding.designations().map(|d| (d.list.to_string(), d.list_name.clone())).collect();
    lists.sort_by(|a, b| (a.0.len(), &a.0).cmp(&(b.0.len(), &b.0)));
    lists.dedup();
    lists
}

/// The everyday name of a target: registered names do not fit into a column.
pub(super) fn target(register: &Register<'_>, finding: &Finding) -> String {
    let party = match finding.case.target.kind {
        TargetKind::Party => register.party_by_id(&finding.case.target.id).and_then(|no| register.party(no)),
        TargetKind::Class => None,
    };
    party.map_or_else(|| finding.case.target.name.clone(), |party| short_name(&party).to_owned())
}
