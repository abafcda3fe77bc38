//! The UK Sanctions List, in XML and CSV. Since 28 January 2026 it is the one list of the United Kingdom; OFSI's consolidated
//! list is closed.
//!
//! Format: <https://www.gov.uk/government/publications/the-uk-sanctions-list>.

mod csv;
mod xml;

use nameplate::date::Date;
use nameplate::register::{NameKind, Tier};

use super::{Checks, Form, Source, at_least, file, percent};
use crate::read::dates;
use crate::record::{EntryKind, Record, tidy};

/// The source.
pub(crate) static SOURCE: Source = Source {
    id: "uk-sanctions-list",
    name: "UK Sanctions List",
    authority: "UK Foreign, Commonwealth and Development Office",
    page: "https://www.gov.uk/government/publications/the-uk-sanctions-list",
    licence: "Open Government Licence 3.0",
    tier: Tier::A,
    numbered: true,
    lists: &["uk-sanctions"],
    forms: &[
        Form {
            name: "XML",
            files: &[file(xml::FILE, "https://sanctionslist.fcdo.gov.uk/docs/UK-Sanctions-List.xml", true)],
            tried: true,
            parse: xml::parse,
        },
        Form {
            name: "CSV",
            files: &[file(csv::FILE, "https://sanctionslist.fcdo.gov.uk/docs/UK-Sanctions-List.csv", true)],
            tried: false,
            parse: csv::parse,
        },
    ],
    hosts: &["assets.publishing.service.gov.uk"],
    by_hand: None,
    most_bytes: 128 << 20,
    most_seconds: 600,
    checks: Checks {
        min_entries: at_least(2_000),
        max_entries: 30_000,
        required: &[],
        max_lost: percent(10),
        max_changed: 60,
        max_refused: percent(1),
    },
};

/// Days of this list are day first.
fn day_of(text: &str) -> Option<nameplate::Day> {
    dates::day_first(text).and_then(Date::first_day)
}

/// Family name last: `Name6` is the family name or the whole name, `Name1` to `Name5` those given.
fn whole_name(part: impl Fn(&str) -> String) -> String {
    tidy(&["Name1", "Name2", "Name3", "Name4", "Name5", "Name6"].map(part).join(" "))
}

/// A "primary name variation" is another name.
fn is_primary(kind: &str) -> bool {
    kind.trim().eq_ignore_ascii_case("primary name")
}

fn kind_of(text: &str) -> EntryKind {
    match text {
        "Individual" => EntryKind::Person,
        "Ship" => EntryKind::Vessel,
        _ => EntryKind::Organisation,
    }
}

fn name_kind(kind: &str, strength: &str) -> NameKind {
    if strength.to_lowercase().contains("low") {
        NameKind::Weak
    } else if kind.to_lowercase().contains("formerly") || strength.contains("f.k.a") {
        NameKind::Former
    } else {
        NameKind::Alias
    }
}

/// What both forms give of an entry in one place: the numbers of OFSI and of the UN, the regime, the statement of reasons and
/// other information.
fn state(record: &mut Record, [ofsi, un, regime, reason, remarks]: [&str; 5]) {
    record.list = "uk-sanctions".to_owned();
    record.identifier("OFSI group id", ofsi, "");
    record.identifier("UN reference", un, "");
    let regime = tidy(regime);
    if !regime.is_empty() && !record.programmes.contains(&regime) {
        record.programmes.push(regime);
    }
    record.reason = tidy(reason);
    record.remarks = tidy(remarks);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::tried::read;

    const PAGE: &str = r#"<?xml version="1.0" encoding="utf-8"?>
<Designations><DateGenerated>07/09/2026</DateGenerated>
 <Designation><DateDesignated>29/06/2012</DateDesignated><UniqueID>AFG0001</UniqueID><UNReferenceNumber>TAe.010</UNReferenceNumber>
  <Names><Name><Name6>Second Name</Name6><NameType>Alias</NameType></Name><Name><Name6>MONEY EXCHANGE</Name6><NameType>Primary Name</NameType></Name></Names>
  <NonLatinNames><NonLatinName><NameNonLatinScript>صرافی</NameNonLatinScript></NonLatinName></NonLatinNames>
  <RegimeName>The Regulations 2020</RegimeName><IndividualEntityShip>Entity</IndividualEntityShip>
  <Addresses><Address><AddressLine1>Market</AddressLine1><AddressCountry>Afghanistan</AddressCountry></Address></Addresses>
  <Renamed>x</Renamed></Designation>
 <Designation><UniqueID>AFG0002</UniqueID></Designation>
</Designations>"#;

    const TABLE: &str = "Report Date: 07-Sep-2026,,\nUnique ID,Name 6,Name 1,Name type,Alias strength,Designation Type,Date Designated,UN Reference Number,Regime Name,Address Line 1,Address Country,Name non-latin script\n\
AFG0001,Second Name,,Alias,,Entity,29/06/2012,TAe.010,The Regulations 2020,Market,Afghanistan,\n\
AFG0001,MONEY EXCHANGE,,Primary Name,,Entity,29/06/2012,TAe.010,The Regulations 2020,Market,Afghanistan,صرافی\n\
,x,,,,,,,,,,\n";

    #[test]
    fn both_forms_say_the_same() {
        let from_xml = read(xml::parse, &[(xml::FILE, PAGE.as_bytes())]).unwrap();
        let from_csv = read(csv::parse, &[(csv::FILE, TABLE.as_bytes())]).unwrap();
        assert_eq!(from_xml.published, from_csv.published);
        let (mut one, mut other) = (from_xml.records[0].clone(), from_csv.records[0].clone());
        assert_eq!((one.primary(), one.since.to_string().as_str()), ("MONEY EXCHANGE", "2012-06-29"));
        for record in [&mut one, &mut other] {
            record.details.clear();
            record.names.sort();
        }
        assert_eq!(one, other);
        assert!(from_xml.unknown[xml::FILE].contains("Renamed"));
        assert_eq!((from_xml.defects[0].row, from_csv.defects[0].row), (2, 3));
    }
}
