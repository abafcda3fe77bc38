//! Tables that teams act on: what is not let through by SKU and ASIN with a notice for the seller, and how much each seller has of it.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use nameplate::finding::Case;
use scan::spreadsheet_text;

use super::found::{Found, read};

/// What a notice has to say of a case.
#[derive(Clone, Debug)]
pub(crate) struct Reason {
    /// Who or what is listed.
    target: String,
    /// How the listing reaches it, in words.
    ground: String,
    /// The lists, with the day since when.
    lists: String,
    /// The case is for review: what would settle it.
    settle: String,
    /// The answers that are on file, by name and day.
    answers: String,
}

impl Reason {
    /// What a notice says of a case: documents with their dates, and who answered.
    pub(crate) fn of(case: &Case) -> Self {
        let lists: Vec<String> =
            case.designations.iter().map(|one| format!("{} (since {})", one.list_name, one.since)).collect();
        let mut answered: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for one in &case.responses {
            answered.entry(&one.name).or_default().push(one.date.to_string());
        }
        let answers: Vec<String> = answered
            .into_iter()
            .map(|(name, days)| match days.as_slice() {
                [day] => format!("{name} ({day})"),
                days => format!(
                    "{name} ({} times, last {})",
                    days.len(),
                    days.iter().max().map_or("", String::as_str)
                ),
            })
            .collect();
        Reason {
            target: case.target.name.clone(),
            ground: pages::words::ground(case.ground).to_owned(),
            lists: lists.join("; "),
            settle: case.settle.join(" "),
            answers: answers.join("; "),
        }
    }
}

/// What a seller is told of a listing that is not let through.
fn notice(found: &Found, reason: Option<&Reason>) -> String {
    let held =
        if found.action == "stop" { "is not offered" } else { "is held until a person has looked at it" };
    let mut text = format!("Your listing {} {held}: {}.", found.listing, found.sentence);
    if let Some(reason) = reason {
        text.push_str(&format!(" It leads to {} ({})", reason.target, reason.ground));
        if !reason.lists.is_empty() {
            text.push_str(&format!(", on {}", reason.lists));
        }
        text.push('.');
        if !reason.settle.is_empty() {
            text.push_str(&format!(" What would settle it: {}", reason.settle));
        }
        if reason.answers.is_empty() {
            text.push_str(" No answer of the company is on file.");
        } else {
            text.push_str(&format!(" Answers on file: {}.", reason.answers));
        }
    }
    if let Some(law) = &found.law {
        text.push_str(&format!(" Rule: {law}."));
    }
    text.push_str(" If this is wrong, answer with a document that names the maker of the goods.");
    text
}

/// The id of an offer on Amazon: of a column of that name, of the listing itself, or in its address.
fn asin(found: &Found) -> String {
    let is_asin = |id: &str| {
        id.len() == 10
            && id.starts_with('B')
            && id.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
    };
    if let Some(own) = [&found.asin, &found.listing].into_iter().find(|id| is_asin(id)) {
        return own.clone();
    }
    let in_address = ["/dp/", "/gp/product/"].iter().find_map(|mark| found.url.split_once(mark));
    let id = in_address.and_then(|(_, rest)| rest.split(['/', '?', '#']).next());
    id.filter(|id| is_asin(id)).unwrap_or_default().to_owned()
}

/// The seller's own number: of a column of that name, else the id of the listing.
fn sku(found: &Found) -> &str {
    if found.sku.is_empty() { &found.listing } else { &found.sku }
}

fn failed(error: csv::Error) -> io::Error {
    io::Error::other(error)
}

/// Writes what is held or stopped, with a notice for each seller.
pub(crate) fn takedowns(found: &Path, to: &Path, reasons: &BTreeMap<String, Reason>) -> io::Result<u64> {
    let mut out = csv::Writer::from_path(to).map_err(failed)?;
    let head = [
        "sku", "asin", "gtin", "row", "title", "seller", "action", "rule", "law", "target", "case", "notice",
    ];
    out.write_record(head).map_err(failed)?;
    let mut lines = 0;
    for one in read(found)? {
        let one = one?;
        if one.action == "allow" {
            continue;
        }
        let reason = one.case.as_ref().and_then(|case| reasons.get(case));
        let (asin, notice, row) = (asin(&one), notice(&one, reason), one.row.to_string());
        let target = reason.map_or("", |reason| reason.target.as_str());
        let (law, case) = (one.law.as_deref().unwrap_or_default(), one.case.as_deref().unwrap_or_default());
        let cells = [
            sku(&one),
            &asin,
            &one.gtin,
            &row,
            &one.title,
            &one.seller,
            &one.action,
            &one.rule,
            law,
            target,
            case,
            &notice,
        ];
        out.write_record(cells.iter().map(|cell| spreadsheet_text(cell).into_owned())).map_err(failed)?;
        lines += 1;
    }
    out.flush()?;
    Ok(lines)
}

#[derive(Default)]
struct OfSeller {
    stopped: u64,
    held: u64,
    allowed: u64,
    targets: BTreeMap<String, u64>,
}

/// Writes how much each seller has of it, those with the most first.
pub(crate) fn sellers(found: &Path, to: &Path, reasons: &BTreeMap<String, Reason>) -> io::Result<u64> {
    let mut all: BTreeMap<String, OfSeller> = BTreeMap::new();
    for one in read(found)? {
        let one = one?;
        let of = all.entry(one.seller.trim().to_owned()).or_default();
        match one.action.as_str() {
            "stop" => of.stopped += 1,
            "hold" => of.held += 1,
            _ => of.allowed += 1,
        }
        if let Some(reason) = one.case.as_ref().and_then(|case| reasons.get(case)) {
            *of.targets.entry(reason.target.clone()).or_default() += 1;
        }
    }
    let mut all: Vec<(String, OfSeller)> = all.into_iter().collect();
    all.sort_by(|(one, a), (other, b)| {
        (b.stopped, b.held, b.allowed, one).cmp(&(a.stopped, a.held, a.allowed, other))
    });
    let mut out = csv::Writer::from_path(to).map_err(failed)?;
    out.write_record(["seller", "stopped", "held", "found and allowed", "leads to"]).map_err(failed)?;
    for (seller, of) in &all {
        let targets: Vec<String> =
            of.targets.iter().map(|(name, count)| format!("{name} ({count})")).collect();
        let seller = if seller.is_empty() { "(no seller named)" } else { seller };
        let cells = [
            seller.to_owned(),
            of.stopped.to_string(),
            of.held.to_string(),
            of.allowed.to_string(),
            targets.join("; "),
        ];
        out.write_record(cells.iter().map(|cell| spreadsheet_text(cell).into_owned())).map_err(failed)?;
    }
    out.flush()?;
    Ok(all.len() as u64)
}
