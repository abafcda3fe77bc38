//! Lists of the State Department as tables: nonproliferation sanctions, and parties debarred under the Arms Export Control
//! Act (22 CFR 127.7).

use std::io;

use nameplate::register::{NameKind, Tier};

use super::{Checks, Form, Source, at_least, file, percent};
use crate::given::Given;
use crate::parsed::Parsed;
use crate::persons::looks_like_a_person;
use crate::read::dates;
use crate::read::ita_csv::with_others;
use crate::read::table::{Row, Table};
use crate::record::{EntryKind, Record, key_of, tidy};

/// Nonproliferation sanctions.
pub(crate) static ISN: Source = Source {
    id: "us-state-isn",
    name: "Nonproliferation Sanctions",
    authority: "US State, Bureau of International Security and Nonproliferation",
    page: "https://www.state.gov/key-topics-bureau-of-international-security-and-nonproliferation/nonproliferation-sanctions/",
    licence: "US public domain",
    tier: Tier::A,
    numbered: false,
    lists: &["state-isn"],
    forms: &[Form { name: "CSV", files: &[file("isn.csv", "", true)], tried: true, parse: parse_isn }],
    hosts: &[],
    by_hand: Some(
        "the authority publishes pages, not a file; the table in the older form is taken with --from (else: us-csl)",
    ),
    most_bytes: 16 << 20,
    most_seconds: 120,
    checks: Checks {
        min_entries: at_least(150),
        max_entries: 10_000,
        required: &[],
        max_lost: percent(25),
        max_changed: 80,
        max_refused: percent(5),
    },
};

/// Debarred parties.
pub(crate) static DTC: Source = Source {
    id: "us-state-dtc",
    name: "AECA Debarred Parties",
    authority: "US State, Directorate of Defense Trade Controls",
    page: "https://www.pmddtc.state.gov/ddtc_public/ddtc_public?id=ddtc_kb_article_page&sys_id=c22d1833dbb8d300d0a370131f9619f0",
    licence: "US public domain",
    tier: Tier::A,
    numbered: false,
    lists: &["state-dtc"],
    forms: &[Form {
        name: "CSV",
        files: &[file("itar_debarred_parties.csv", "", true)],
        tried: true,
        parse: parse_dtc,
    }],
    hosts: &[],
    by_hand: Some(
        "the authority publishes a spreadsheet on its page: save it as itar_debarred_parties.csv and take it with --from",
    ),
    most_bytes: 16 << 20,
    most_seconds: 120,
    checks: Checks {
        min_entries: at_least(200),
        max_entries: 10_000,
        required: &[],
        max_lost: percent(25),
        max_changed: 80,
        max_refused: percent(5),
    },
};

/// A table of the department: its file, and the columns that every row of such a table has.
struct Sheet {
    file: &'static str,
    /// The column with the name of the party.
    name: &'static str,
    /// The column with the day since when it is listed.
    since: &'static str,
}

fn parse_isn(given: &Given) -> io::Result<Parsed> {
    const SHEET: Sheet = Sheet { file: "isn.csv", name: "Name", since: "Effective Date" };
    let table = Table::read(&given.bytes(SHEET.file)?, b',');
    let mut parsed = Parsed::default();
    let known = [
        "Source List",
        "Programs",
        "Alternative Names",
        "Country",
        "Federal Register Notice",
        "Remarks/Notes",
        "Web Link",
    ];
    table.compare(SHEET.file, &known, &[SHEET.name, SHEET.since], &mut parsed);
    SHEET.each(&table, &mut parsed, |row, name, parsed| {
        let mut record = entry(name, row.get("Country"), "state-isn");
        for other in row.get("Alternative Names").split(';') {
            record.name(other, NameKind::Alias);
        }
        record.address(&[], row.get("Country"));
        record.programmes = Some(tidy(row.get("Programs"))).into_iter().filter(|p| !p.is_empty()).collect();
        record.citation = tidy(row.get("Federal Register Notice"));
        record.remarks = tidy(row.get("Remarks/Notes"));
        SHEET.since(&mut record, row, parsed);
        record
    });
    Ok(parsed.finish())
}

fn parse_dtc(given: &Given) -> io::Result<Parsed> {
    const SHEET: Sheet =
        Sheet { file: "itar_debarred_parties.csv", name: "Party Name", since: "Notice Date" };
    let table = Table::read(&given.bytes(SHEET.file)?, b',');
    let mut parsed = Parsed::default();
    let known = ["Date Of Birth", "Federal Register Notice", "Corrected Notice", "Corrected Notice Date"];
    table.compare(SHEET.file, &known, &[SHEET.name, SHEET.since], &mut parsed);
    SHEET.each(&table, &mut parsed, |row, name, parsed| {
        let (name, others) = with_others(name);
        let mut record = entry(&name, "", "state-dtc");
        others.iter().for_each(|other| record.name(other, NameKind::Alias));
        if !row.get("Date Of Birth").is_empty() {
            record.kind = EntryKind::Person;
            record.detail("date of birth", row.get("Date Of Birth"));
        }
        record.citation = tidy(row.get("Federal Register Notice"));
        record.detail("corrected notice", row.get("Corrected Notice"));
        record.detail("corrected notice date", row.get("Corrected Notice Date"));
        SHEET.since(&mut record, row, parsed);
        record
    });
    Ok(parsed.finish())
}

impl Sheet {
    /// A row an entry; a row without a name is put aside.
    fn each(&self, table: &Table, parsed: &mut Parsed, read: impl Fn(Row<'_>, &str, &mut Parsed) -> Record) {
        for row in table.rows() {
            parsed.row(self.file);
            if row.get(self.name).is_empty() {
                parsed.refuse(self.file, row.number, self.name, "is empty");
            } else {
                let record = read(row, row.get(self.name), parsed);
                parsed.entry(self.file, record);
            }
        }
    }

    fn since(&self, record: &mut Record, row: Row<'_>, parsed: &mut Parsed) {
        let text = row.get(self.since);
        match dates::month_first(text) {
            Some(date) => record.since = date,
            None if text.is_empty() => {}
            None => parsed.remark(self.file, row.number, self.since, format!("`{text}` is no date")),
        }
    }
}

fn entry(name: &str, country: &str, list: &str) -> Record {
    let kind = if looks_like_a_person(name) { EntryKind::Person } else { EntryKind::Organisation };
    let mut record = Record::new(key_of(name, country), kind, name);
    record.list = list.to_owned();
    record
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::tried::read;

    #[test]
    fn nonproliferation_entries_keep_programme_and_notice() {
        let table = "Source List,Programs,Name,Alternative Names,Country,Federal Register Notice,Effective Date,Remarks/Notes,Web Link\n\
                     ISN,INKSNA,Repair Plant,Plant A; Plant B,Russia,\"Vol. 81, 07/05/16\",6/28/2016,,x\n,,,,,,,,\nISN,,,,,,,y,\n";
        let parsed = read(parse_isn, &[("isn.csv", table.as_bytes())]).unwrap();
        let record = &parsed.records[0];
        assert_eq!((record.names.len(), record.since.to_string().as_str()), (3, "2016-06-28"));
        assert_eq!(parsed.defects[0].row, 2);
    }

    #[test]
    fn debarred_parties_are_persons_where_they_are_written_so() {
        let table = "Party Name,Date Of Birth,Federal Register Notice,Notice Date,Corrected Notice,Corrected Notice Date\n\
                     \"Yun, Juwhan\",,57 FR 1296,1/13/1992,,\n\"Trading Co., Inc. (a.k.a. TC)\",,57 FR 43768,9/22/1992,57 FR 37184,8/18/1992\n";
        let parsed = read(parse_dtc, &[("itar_debarred_parties.csv", table.as_bytes())]).unwrap();
        let kinds: Vec<_> = parsed.records.iter().map(|r| (r.primary(), r.kind)).collect();
        assert_eq!(
            kinds,
            [("Trading Co., Inc.", EntryKind::Organisation), ("Yun, Juwhan", EntryKind::Person)]
        );
    }
}
