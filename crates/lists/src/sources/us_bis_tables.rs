//! The Entity List, the Military End-User List and the Unverified List of BIS as tables, as they were published before the
//! Consolidated Screening List; whoever keeps such files can still read them.

use std::collections::BTreeMap;
use std::io;

use nameplate::register::{NameKind, Tier};

use super::{Checks, Form, Source, at_least, file, percent};
use crate::given::Given;
use crate::parsed::Parsed;
use crate::persons::looks_like_a_person;
use crate::read::ita_csv::{self, with_others};
use crate::read::table::Table;
use crate::record::{EntryKind, Record, key_of};

const HAND: &str = "BIS now publishes this list in the eCFR and in the Consolidated Screening List (us-csl); a table in the \
                    older form is taken with --from";

/// A table of the Bureau.
struct TableOf {
    id: &'static str,
    name: &'static str,
    lists: &'static [&'static str],
    /// Fewest and most entries.
    entries: (usize, usize),
    forms: &'static [Form],
}

/// The Entity List (Supplement No. 4 to part 744 of the EAR).
pub(crate) static ENTITY_LIST: Source = source(TableOf {
    id: "us-bis-el",
    name: "Entity List",
    lists: &["bis-entity-list"],
    // There were some 500 names when these tables began, and 3,409 in July 2026.
    entries: (400, 30_000),
    forms: &[Form { name: "CSV", files: &[file("el.csv", "", true)], tried: true, parse: parse_el }],
});

/// The Military End-User List (Supplement No. 7 to part 744 of the EAR).
pub(crate) static MEU: Source = source(TableOf {
    id: "us-bis-meu",
    name: "Military End-User List",
    lists: &["bis-meu"],
    // 102 in the first edition, 70 in July 2026.
    entries: (40, 2_000),
    forms: &[Form { name: "CSV", files: &[file("meu.csv", "", true)], tried: true, parse: parse_meu }],
});

/// The Unverified List (Supplement No. 6 to part 744 of the EAR).
pub(crate) static UVL: Source = source(TableOf {
    id: "us-bis-uvl",
    name: "Unverified List",
    lists: &["bis-uvl"],
    entries: (50, 3_000),
    forms: &[Form { name: "CSV", files: &[file("uvl.csv", "", true)], tried: true, parse: parse_uvl }],
});

const fn source(table: TableOf) -> Source {
    let (least, most) = table.entries;
    Source {
        id: table.id,
        name: table.name,
        authority: "US Commerce, Bureau of Industry and Security",
        page: "https://www.bis.gov/regulations/ear/744",
        licence: "US public domain",
        tier: Tier::A,
        numbered: false,
        lists: table.lists,
        forms: table.forms,
        hosts: &[],
        by_hand: Some(HAND),
        most_bytes: 64 << 20,
        most_seconds: 300,
        checks: Checks {
            min_entries: at_least(least),
            max_entries: most,
            required: &[],
            max_lost: percent(25),
            max_changed: 80,
            max_refused: percent(5),
        },
    }
}

fn parse_el(given: &Given) -> io::Result<Parsed> {
    ita_csv::parse(given, "el.csv", "bis-entity-list")
}

fn parse_meu(given: &Given) -> io::Result<Parsed> {
    ita_csv::parse(given, "meu.csv", "bis-meu")
}

/// A row for each address of a name.
fn parse_uvl(given: &Given) -> io::Result<Parsed> {
    const FILE: &str = "uvl.csv";
    let table = Table::read(&given.bytes(FILE)?, b',');
    let mut parsed = Parsed::default();
    table.compare(FILE, &["Federal Register Citation", "Date"], &["COUNTRY", "NAME", "ADDRESS"], &mut parsed);
    let mut entries: BTreeMap<(String, String), Record> = BTreeMap::new();
    for row in table.rows() {
        parsed.row(FILE);
        let (name, others) = with_others(row.get("NAME"));
        if name.is_empty() {
            parsed.refuse(FILE, row.number, "NAME", "is empty");
            continue;
        }
        let key = (name.clone(), row.get("COUNTRY").to_owned());
        if entries.contains_key(&key) {
            parsed.merged(FILE);
        } else {
            parsed.tallies.entry(FILE.to_owned()).or_default().entries += 1;
        }
        let record = entries.entry(key).or_insert_with(|| {
            let kind = if looks_like_a_person(&name) { EntryKind::Person } else { EntryKind::Organisation };
            Record::new(key_of(&name, row.get("COUNTRY")), kind, &name)
        });
        record.list = "bis-uvl".to_owned();
        record.address(&[row.get("ADDRESS")], row.get("COUNTRY"));
        others.iter().for_each(|other| record.name(other, NameKind::Alias));
    }
    parsed.records = entries.into_values().collect();
    Ok(parsed.finish())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::tried::read;

    #[test]
    fn rows_of_one_entry_are_joined() {
        let table = "Source List,Name,Address,City,Country,Federal Register Notice,Effective Date,Alternate Name,Colour\n\
                     EL,Alpha Works,1 Road,Kabul,Afghanistan,76 FR 71867,11/21/2011,Alpha,\n\
                     EL,Alpha Works,2 Road,Kabul,Afghanistan,76 FR 71867,11/21/2011,Works,\n\
                     EL,,,,,,,,\n\
                     EL,Beta,,,China,76 FR 1,soon,,red\n";
        let parsed = read(parse_el, &[("el.csv", table.as_bytes())]).unwrap();
        let [alpha, beta] = parsed.records.as_slice() else { panic!("{:?}", parsed.records) };
        assert_eq!(
            (alpha.names.len(), alpha.addresses.len(), alpha.since.to_string().as_str()),
            (3, 2, "2011-11-21")
        );
        assert_eq!(beta.since.to_string(), "unknown");
        assert!(parsed.unknown["el.csv"].contains("colour"));
        let defects: Vec<_> = parsed.defects.iter().map(ToString::to_string).collect();
        assert_eq!(
            defects,
            ["el.csv row 3, Name: is empty", "el.csv row 4, Effective Date: `soon` is no date"]
        );
    }

    #[test]
    fn the_unverified_list_has_a_row_an_address() {
        let table = "COUNTRY,NAME,ADDRESS,,\nRussia,\"Academy, a.k.a. T2BA\",\"1 Street, Moscow\",,\nRussia,\"Academy, a.k.a. T2BA\",\"2 Street\",,\n";
        let parsed = read(parse_uvl, &[("uvl.csv", table.as_bytes())]).unwrap();
        assert_eq!(
            (parsed.records.len(), parsed.records[0].names.len(), parsed.records[0].addresses.len()),
            (1, 2, 2)
        );
    }
}
