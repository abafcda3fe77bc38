//! The UFLPA Entity List, from the page of Homeland Security: one table for each clause of section 2(d)(2)(B) of the Uyghur
//! Forced Labor Prevention Act, so that an entry may stand on it for several reasons.

use std::collections::BTreeMap;
use std::io;

use nameplate::date::Date;
use nameplate::register::{NameKind, Tier};

use super::{Checks, FileSpec, Form, Required, Source};
use crate::given::Given;
use crate::parsed::Parsed;
use crate::read::dates;
use crate::read::html::{Piece, pieces};
use crate::record::{EntryKind, Record, key_of, tidy};

const FILE: &str = "uflpa-entity-list.html";

/// The source.
pub(crate) static SOURCE: Source = Source {
    id: "us-uflpa",
    name: "UFLPA Entity List",
    authority: "US Homeland Security, Forced Labor Enforcement Task Force",
    page: "https://www.dhs.gov/uflpa-entity-list",
    licence: "US public domain",
    tier: Tier::A,
    numbered: false,
    lists: &["uflpa"],
    forms: &[Form {
        name: "HTML",
        files: &[FileSpec { name: FILE, url: "https://www.dhs.gov/uflpa-entity-list", required: true }],
        tried: false,
        parse,
    }],
    hosts: &[],
    by_hand: Some(
        "the page may refuse programs: save it from a browser as uflpa-entity-list.html and give its folder to --from",
    ),
    most_bytes: 8 << 20,
    most_seconds: 120,
    checks: Checks {
        min_entries: 100,
        max_entries: 2_000,
        required: &[Required { name: "Xinjiang Junggar Cotton and Linen Co., Ltd.", list: "uflpa" }],
        max_lost: 10,
        max_changed: 60,
        max_refused: 2,
    },
};

fn parse(given: &Given) -> io::Result<Parsed> {
    let mut parsed = Parsed::default();
    let mut entries: BTreeMap<String, Record> = BTreeMap::new();
    let (mut clause, mut row) = (String::new(), 0);
    for piece in pieces(&given.text(FILE)?) {
        match piece {
            Piece::Text(text) => clause_of(&text, &mut clause),
            Piece::Row { heading: true, .. } => {}
            Piece::Row { cells, .. } => {
                row += 1;
                parsed.row(FILE);
                take(&cells, &clause, row, &mut entries, &mut parsed);
            }
        }
    }
    if row == 0 {
        parsed.missing(FILE, "a table of entities");
    }
    parsed.records = entries.into_values().collect();
    Ok(parsed.finish())
}

/// The heading of a table says what its entries are said to do, and then the clause.
fn clause_of(text: &str, clause: &mut String) {
    if text.starts_with("A list of") {
        text.clone_into(clause);
    } else if text.starts_with("Section 2(d)(2)(B)") && !clause.is_empty() {
        *clause = format!("{text}: {clause}");
    }
}

fn take(
    cells: &[String],
    clause: &str,
    row: u64,
    entries: &mut BTreeMap<String, Record>,
    parsed: &mut Parsed,
) {
    let [name, date] = cells else {
        return parsed.refuse(FILE, row, "", format!("has {} cells, not a name and a date", cells.len()));
    };
    let Some(since) = dates::date(date) else {
        return parsed.refuse(FILE, row, "Effective Date", format!("`{date}` is no date"));
    };
    let (name, others) = names(name);
    if name.is_empty() {
        return parsed.refuse(FILE, row, "Name of Entity", "is empty");
    }
    let mut record = Record::new(key_of(&name, ""), EntryKind::Organisation, &name);
    record.list = "uflpa".to_owned();
    for (text, kind) in others {
        record.name(&text, kind);
    }
    record.since = since;
    clause.clone_into(&mut record.reason);
    match entries.get_mut(&record.entry) {
        None => {
            parsed.tallies.entry(FILE.to_owned()).or_default().entries += 1;
            entries.insert(record.entry.clone(), record);
        }
        Some(known) => {
            parsed.merged(FILE);
            again(known, record);
        }
    }
}

/// An entry that stands in a second table: both reasons hold, and the first date.
fn again(known: &mut Record, other: Record) {
    for name in other.names {
        known.name(&name.text, if name.kind == NameKind::Primary { NameKind::Alias } else { name.kind });
    }
    if !known.reason.contains(&other.reason) {
        known.reason = format!("{}; {}", known.reason, other.reason);
    }
    if earlier(other.since, known.since) {
        known.since = other.since;
    }
}

fn earlier(one: Date, other: Date) -> bool {
    matches!((one.first_day(), other.first_day()), (Some(one), Some(other)) if one < other)
}

/// `Name (also known as A; and B; and formerly known as C)`.
fn names(text: &str) -> (String, Vec<(String, NameKind)>) {
    let marks = ["also known as", "formerly known as"];
    let open = text.find('(').filter(|at| {
        let rest = text.get(at + 1..).unwrap_or_default();
        marks.iter().any(|mark| rest.starts_with(mark))
    });
    let open = open.or_else(|| marks.iter().filter_map(|mark| text.find(&format!("({mark}"))).min());
    let Some(open) = open else { return (tidy(text), Vec::new()) };
    let inner = text.get(open + 1..).unwrap_or_default().trim_end().trim_end_matches(')');
    let mut others = Vec::new();
    let mut kind = NameKind::Alias;
    for part in inner.replace(" and formerly known as", "; formerly known as").split(';') {
        let mut part = part.trim().trim_start_matches("and ").trim_start();
        for (mark, meant) in [("also known as", NameKind::Alias), ("formerly known as", NameKind::Former)] {
            if let Some(rest) = part.strip_prefix(mark) {
                (part, kind) = (rest.trim_start(), meant);
            }
        }
        // `A Co. and B Co.` inside of one part is left as it stands: many names hold an "and" of their own.
        if !part.is_empty() {
            others.push((unclosed(part), kind));
        }
    }
    (tidy(text.get(..open).unwrap_or_default()), others)
}

/// The last parenthesis was taken off: one that the name itself opened is closed again.
fn unclosed(name: &str) -> String {
    let opened = name.matches('(').count() > name.matches(')').count();
    format!("{}{}", tidy(name), if opened { ")" } else { "" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_names_stand_in_brackets() {
        let (name, others) = names(
            "H (Baotou) Co., Ltd. (also known as HY; and Ho Co. Ltd. and formerly known as Wu Co.; W (Y) Ltd)",
        );
        assert_eq!(name, "H (Baotou) Co., Ltd.");
        let others: Vec<_> = others.iter().map(|(n, k)| (n.as_str(), *k)).collect();
        assert_eq!(
            others,
            [
                ("HY", NameKind::Alias),
                ("Ho Co. Ltd.", NameKind::Alias),
                ("Wu Co.", NameKind::Former),
                ("W (Y) Ltd", NameKind::Former)
            ]
        );
        assert_eq!(names("G&G (Zhuhai)").0, "G&G (Zhuhai)");
    }
}
