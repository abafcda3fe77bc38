//! Registrations of grantee codes with the FCC (47 CFR 2.926): which firm the first letters of an FCC ID belong to.
//!
//! The search page exports a table; the names of its contact persons are not kept.

use std::io;

use nameplate::register::Tier;

use super::{Form, Source, file, of_any_size};
use crate::given::Given;
use crate::parsed::Parsed;
use crate::read::dates;
use crate::read::table::Table;
use crate::record::{EntryKind, Record};

const FILE: &str = "grantees.csv";

/// The source.
pub(crate) static SOURCE: Source = Source {
    id: "us-fcc-grantees",
    name: "FCC grantee registrations",
    authority: "US Federal Communications Commission",
    page: "https://apps.fcc.gov/oetcf/eas/reports/GranteeSearch.cfm",
    licence: "US public domain",
    tier: Tier::A,
    numbered: true,
    lists: &[],
    forms: &[Form { name: "CSV", files: &[file(FILE, "", true)], tried: false, parse }],
    hosts: &[],
    by_hand: Some(
        "search on the page, export the result as CSV, save it as grantees.csv and take it with --from",
    ),
    most_bytes: 128 << 20,
    most_seconds: 600,
    // The export is of what was searched for, which may be little.
    checks: of_any_size(30),
};

fn parse(given: &Given) -> io::Result<Parsed> {
    let table = Table::read(&given.bytes(FILE)?, b',');
    let mut parsed = Parsed::default();
    let known = [
        "Mailing Address",
        "P.O. Box",
        "City",
        "State",
        "Country",
        "Zip Code",
        "Contact Name",
        "Date Received",
        "Current Grantee Code Status",
    ];
    table.compare(FILE, &known, &["Grantee Code", "Grantee Name"], &mut parsed);
    for row in table.rows() {
        parsed.row(FILE);
        let (code, name) = (row.get("Grantee Code"), row.get("Grantee Name"));
        // Three characters, or five of which the first is a digit from 2 to 9 (KDB 204515).
        let sound = matches!(code.len(), 3 | 5) && code.chars().all(|c| c.is_ascii_alphanumeric());
        if !sound {
            parsed.refuse(FILE, row.number, "Grantee Code", format!("`{code}` is no grantee code"));
        } else if name.is_empty() {
            parsed.refuse(FILE, row.number, "Grantee Name", "is empty");
        } else {
            let mut record = Record::new(code, EntryKind::Registration, name);
            record.identifier("FCC grantee code", code, "");
            let parts =
                ["Mailing Address", "P.O. Box", "City", "State", "Zip Code"].map(|column| row.get(column));
            record.address(&parts, row.get("Country"));
            record.since = dates::month_first(row.get("Date Received")).unwrap_or_default();
            parsed.entry(FILE, record);
        }
    }
    Ok(parsed.finish())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::tried::read;

    #[test]
    fn codes_are_kept_and_contact_persons_are_not() {
        let table = "Grantee Code,Grantee Name,Mailing Address,City,State,Country,Zip Code,Contact Name,Date Received\n\
                     2ADTD,Alpha Digital Co.,1 Road,Hangzhou,,China,310051,Somebody,12/03/2014\nXX,Short,,,,,,,\n";
        let parsed = read(parse, &[(FILE, table.as_bytes())]).unwrap();
        assert_eq!(
            (parsed.records[0].entry.as_str(), parsed.records[0].since.to_string().as_str()),
            ("2ADTD", "2014-12-03")
        );
        assert!(!format!("{parsed:?}").contains("Somebody"));
        assert_eq!(parsed.defects[0].field, "Grantee Code");
    }
}
