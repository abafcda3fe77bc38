//! The FCC's Covered List (47 USC 1601, 47 CFR 1.50002): a table of equipment and services, some of one firm, some a whole
//! class by place of production.

use std::io;

use nameplate::date::Date;
use nameplate::register::Tier;

use super::{Checks, Form, Required, Source, at_least, file, percent};
use crate::given::Given;
use crate::parsed::Parsed;
use crate::read::dates;
use crate::read::html::{Piece, pieces};
use crate::record::{EntryKind, Record, key_of, tidy};

const FILE: &str = "covered-list.html";

/// The source.
pub(crate) static SOURCE: Source = Source {
    id: "us-fcc-covered",
    name: "List of equipment and services covered by section 2 of the Secure Networks Act",
    authority: "US Federal Communications Commission",
    page: "https://www.fcc.gov/supplychain/coveredlist",
    licence: "US public domain",
    tier: Tier::A,
    numbered: false,
    lists: &["fcc-covered"],
    forms: &[Form {
        name: "HTML",
        files: &[file(FILE, "https://www.fcc.gov/supplychain/coveredlist", true)],
        tried: false,
        parse,
    }],
    hosts: &[],
    by_hand: Some(
        "the page may refuse programs: save it from a browser as covered-list.html and give its folder to --from",
    ),
    most_bytes: 8 << 20,
    most_seconds: 120,
    checks: Checks {
        min_entries: at_least(10),
        max_entries: 200,
        required: &[
            Required { name: "Hangzhou Hikvision Digital Technology Company", list: "fcc-covered" },
            Required { name: "Dahua Technology Company", list: "fcc-covered" },
            Required { name: "Huawei Technologies Company", list: "fcc-covered" },
        ],
        max_lost: percent(20),
        max_changed: 80,
        max_refused: percent(5),
    },
};

fn parse(given: &Given) -> io::Result<Parsed> {
    let mut parsed = Parsed::default();
    let mut row = 0;
    for piece in pieces(&given.text(FILE)?) {
        let Piece::Row { cells, heading: false } = piece else { continue };
        row += 1;
        parsed.row(FILE);
        let [text, date, ..] = cells.as_slice() else {
            parsed.refuse(FILE, row, "", format!("has {} cells, not a description and a date", cells.len()));
            continue;
        };
        match dated(date) {
            Some((since, later)) => take(text, since, &later, &mut parsed),
            None => parsed.refuse(FILE, row, "Date of Inclusion", format!("`{date}` is no date")),
        }
    }
    if row == 0 {
        parsed.missing(FILE, "a table of equipment and services");
    }
    Ok(parsed.finish())
}

/// `March 12, 2021` and `December 22, 2025; updated June 15, 2026`: the first date counts, what follows is kept.
fn dated(text: &str) -> Option<(Date, String)> {
    let text = text.trim();
    if let Some(date) = dates::date(text) {
        return Some((date, String::new()));
    }
    let end = text.find(", 20").map(|at| at + 6)?;
    Some((dates::date(text.get(..end)?)?, tidy(text.get(end..).unwrap_or_default())))
}

fn take(text: &str, since: Date, later: &str, parsed: &mut Parsed) {
    let mut firms = firms(text);
    let class = firms.is_empty();
    if class {
        firms.push(title(text));
    }
    for (at, name) in firms.iter().enumerate() {
        let kind = if class { EntryKind::ProductClass } else { EntryKind::Company };
        let mut record = Record::new(if class { class_key(name) } else { key_of(name, "") }, kind, name);
        record.list = "fcc-covered".to_owned();
        record.since = since;
        record.reason = tidy(text);
        record.citation = "47 USC 1601; 47 CFR 1.50002".to_owned();
        record.detail("later", later.trim_start_matches([';', ',', ' ']));
        if at == 0 {
            parsed.entry(FILE, record);
        } else {
            // A second firm of the same row.
            parsed.records.push(record);
        }
    }
}

/// Words before the name of a firm.
const BEFORE: &[&str] = &[
    "produced by ",
    "produced or provided by ",
    "provided by ",
    "directly or indirectly, by ",
    "supplied by ",
];
/// What follows the name of a firm.
const AFTER: &[&str] = &[
    ", including",
    " including",
    ", subject to",
    " subject to",
    " or any of its",
    ", or any of its",
    ", to the extent",
    " to the extent",
    " (or any",
    " and their",
    ", and their",
    ". ",
    ", as well",
];

/// Firms that a row names: none where it describes a class by place of production.
fn firms(text: &str) -> Vec<String> {
    let Some(start) = BEFORE.iter().filter_map(|mark| text.find(mark).map(|at| at + mark.len())).min() else {
        return Vec::new();
    };
    let rest = text.get(start..).unwrap_or_default();
    let end = AFTER.iter().filter_map(|mark| rest.find(mark)).min().unwrap_or(rest.len());
    let named = rest.get(..end).unwrap_or_default();
    let parts = named.split(" and its wholly-owned subsidiary ");
    let names = parts.map(|name| tidy(name).trim_end_matches([',', ';', '*', '†', '^', ' ']).to_owned());
    names.filter(|name| name.starts_with(|c: char| c.is_uppercase()) && name.len() <= 120).collect()
}

/// The head of a description: up to its exceptions, without the marks of footnotes.
fn title(text: &str) -> String {
    let end = ["—", " – ", ", except", " except", "; except"].iter().filter_map(|mark| text.find(mark)).min();
    let head = text.get(..end.unwrap_or(text.len())).unwrap_or_default();
    tidy(&head.chars().filter(|c| !matches!(c, '†' | '^' | '*' | '‡')).collect::<String>())
}

/// Words that make out a class, and its key: a row that is worded anew stays the same entry.
const CLASSES: &[(&str, &str)] = &[
    ("uncrewed aircraft", "class-uas"),
    ("unmanned aircraft", "class-uas"),
    ("router", "class-routers"),
    ("inverter", "class-inverters"),
    ("robot", "class-robots"),
    ("cellular module", "class-cellular-modules"),
    ("vehicle connectivity", "class-vehicle-connectivity"),
];

fn class_key(title: &str) -> String {
    let lower = title.to_lowercase();
    let class = CLASSES.iter().find(|(word, _)| lower.contains(word));
    class.map_or_else(|| format!("class-{}", key_of(title, "")), |(_, key)| (*key).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::tried::read;

    const PAGE: &str = "<table><tr><th>Covered Equipment or Services</th><th>Date of Inclusion</th></tr>\
        <tr><td>Video surveillance equipment produced by <b>Dahua Technology Company</b>, to the extent it is used for public safety, including services provided by such entity.</td><td>March 12, 2021</td></tr>\
        <tr><td>International services provided by Pacific Networks Corp and its wholly-owned subsidiary ComNet (USA) LLC subject to section 214.</td><td>September 20, 2022</td></tr>\
        <tr><td>Information security products supplied, directly or indirectly, by AO Kaspersky Lab or any of its predecessors.</td><td>March 25, 2022</td></tr>\
        <tr><td>Uncrewed aircraft systems (UAS) and UAS critical components produced in a foreign country††—except: (a) some</td><td>December 22, 2025; updated June 15, 2026</td></tr>\
        <tr><td>Routers^ produced in a foreign country, except routers approved.</td><td>soon</td></tr></table>";

    #[test]
    fn rows_name_firms_or_classes() {
        let parsed = read(parse, &[(FILE, PAGE.as_bytes())]).unwrap();
        let all: Vec<_> = parsed.records.iter().map(|r| (r.primary(), r.kind, r.since.to_string())).collect();
        let company = |name, since: &str| (name, EntryKind::Company, since.to_owned());
        assert_eq!(
            all,
            [
                company("AO Kaspersky Lab", "2022-03-25"),
                (
                    "Uncrewed aircraft systems (UAS) and UAS critical components produced in a foreign country",
                    EntryKind::ProductClass,
                    "2025-12-22".to_owned()
                ),
                company("ComNet (USA) LLC", "2022-09-20"),
                company("Dahua Technology Company", "2021-03-12"),
                company("Pacific Networks Corp", "2022-09-20"),
            ]
        );
        assert_eq!(
            parsed.defects[0].to_string(),
            "covered-list.html row 5, Date of Inclusion: `soon` is no date"
        );
    }

    #[test]
    fn a_row_that_is_worded_anew_stays_the_same_entry() {
        assert_eq!(
            class_key("Routers produced in a foreign country"),
            class_key("Consumer-grade routers made abroad")
        );
        let one = firms("Equipment produced by ZTE Corporation, including services");
        assert_eq!(one, firms("Telecommunications equipment produced by ZTE Corporation, to the extent"));
    }
}
