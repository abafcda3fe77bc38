//! The consolidated list of the UN Security Council.
//!
//! Format: <https://scsanctions.un.org/resources/xsd/sc-sanctions.xsd>.

use std::io;

use nameplate::date::Date;
use nameplate::register::{NameKind, Tier};

use super::{Checks, Form, Required, Source, at_least, file, percent};
use crate::given::Given;
use crate::parsed::{Parsed, Wrong};
use crate::read::dates;
use crate::read::xml::{Element, EntryFile, Vocabulary};
use crate::record::{EntryKind, Record, tidy};

const FILE: &str = "consolidated.xml";

/// The source.
pub(crate) static SOURCE: Source = Source {
    id: "un-consolidated",
    name: "United Nations Security Council Consolidated List",
    authority: "UN Security Council",
    page: "https://main.un.org/securitycouncil/en/content/un-sc-consolidated-list",
    licence: "open, with attribution to the United Nations",
    tier: Tier::A,
    numbered: true,
    lists: &["un-sanctions"],
    forms: &[Form {
        name: "XML",
        files: &[file(FILE, "https://scsanctions.un.org/resources/xml/en/consolidated.xml", true)],
        tried: true,
        parse,
    }],
    hosts: &["unsolprodfiles.blob.core.windows.net"],
    by_hand: None,
    most_bytes: 64 << 20,
    most_seconds: 300,
    checks: Checks {
        min_entries: at_least(500),
        max_entries: 5_000,
        required: &[Required { name: "KOREA MINING DEVELOPMENT TRADING CORPORATION", list: "un-sanctions" }],
        max_lost: percent(15),
        max_changed: 60,
        max_refused: percent(1),
    },
};

const ENTRIES: EntryFile =
    EntryFile { name: FILE, root: "CONSOLIDATED_LIST", entries: &["INDIVIDUAL", "ENTITY"] };

const ELEMENTS: Vocabulary = Vocabulary {
    used: &[
        "DATAID",
        "VERSIONNUM",
        "FIRST_NAME",
        "SECOND_NAME",
        "THIRD_NAME",
        "FOURTH_NAME",
        "FIFTH_NAME",
        "SIXTH_NAME",
        "UN_LIST_TYPE",
        "REFERENCE_NUMBER",
        "LISTED_ON",
        "COMMENTS1",
        "NAME_ORIGINAL_SCRIPT",
        "INDIVIDUAL_ALIAS",
        "ENTITY_ALIAS",
        "INDIVIDUAL_ADDRESS",
        "ENTITY_ADDRESS",
        "LIST_TYPE",
        "SORT_KEY",
        "SORT_KEY_LAST_MOD",
    ],
    kept: &[
        "DESIGNATION",
        "NATIONALITY",
        "LAST_DAY_UPDATED",
        "INDIVIDUAL_DATE_OF_BIRTH",
        "INDIVIDUAL_PLACE_OF_BIRTH",
        "INDIVIDUAL_DOCUMENT",
        "TITLE",
        "GENDER",
        "SUBMITTED_BY",
        "SUBMITTED_ON",
        "NATIONALITY2",
        "DELISTED_ON",
        "INTERPOL_LINK",
        "NOTE",
    ],
};

fn parse(given: &Given) -> io::Result<Parsed> {
    let mut parsed = Parsed::default();
    let outline = ENTRIES.read(given.stream(FILE)?, &mut parsed, record)?;
    parsed.published = dates::date(outline.root.attribute("dateGenerated")).and_then(Date::first_day);
    Ok(parsed.finish())
}

fn record(element: &Element, parsed: &mut Parsed) -> Result<Record, Wrong> {
    let reference = element.get("REFERENCE_NUMBER");
    if reference.is_empty() {
        return Err(("REFERENCE_NUMBER", "is missing".to_owned()));
    }
    let parts = ["FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME", "FIFTH_NAME", "SIXTH_NAME"];
    let name = tidy(&parts.map(|part| element.get(part)).join(" "));
    if name.is_empty() {
        return Err(("FIRST_NAME", "is missing".to_owned()));
    }
    let kind = if element.name == "INDIVIDUAL" { EntryKind::Person } else { EntryKind::Organisation };
    let mut record = Record::new(reference.clone(), kind, &name);
    record.list = "un-sanctions".to_owned();
    record.name(&element.get("NAME_ORIGINAL_SCRIPT"), NameKind::Native);
    record.identifier("UN reference", &reference, "");
    record.identifier("UN data id", &element.get("DATAID"), "");
    record.programmes = vec![element.get("UN_LIST_TYPE")].into_iter().filter(|p| !p.is_empty()).collect();
    let listed = element.get("LISTED_ON");
    record.since = dates::date(&listed).unwrap_or_default();
    if record.since == Date::Unknown && !listed.is_empty() {
        return Err(("LISTED_ON", format!("`{listed}` is no date")));
    }
    record.remarks = element.get("COMMENTS1");
    for alias in element.all("INDIVIDUAL_ALIAS").chain(element.all("ENTITY_ALIAS")) {
        let kind = match alias.get("QUALITY").as_str() {
            "Low" => NameKind::Weak,
            "f.k.a." => NameKind::Former,
            _ => NameKind::Alias,
        };
        record.name(&alias.get("ALIAS_NAME"), kind);
    }
    for address in element.all("INDIVIDUAL_ADDRESS").chain(element.all("ENTITY_ADDRESS")) {
        let parts = ["STREET", "CITY", "STATE_PROVINCE", "ZIP_CODE"].map(|part| address.get(part));
        record.address(&parts.each_ref().map(String::as_str), &address.get("COUNTRY"));
        record.detail("address note", &address.get("NOTE"));
    }
    element.rest(&ELEMENTS, &mut record, FILE, parsed);
    Ok(record)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::tried::read;

    const PAGE: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<CONSOLIDATED_LIST dateGenerated="2024-05-01T10:00:00.000-04:00">
 <INDIVIDUALS><INDIVIDUAL><DATAID>1</DATAID><FIRST_NAME> A </FIRST_NAME><SECOND_NAME>B</SECOND_NAME>
  <UN_LIST_TYPE>DPRK</UN_LIST_TYPE><REFERENCE_NUMBER>KPi.999</REFERENCE_NUMBER><LISTED_ON>2016-11-30</LISTED_ON>
  <INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>Ab</ALIAS_NAME></INDIVIDUAL_ALIAS></INDIVIDUAL></INDIVIDUALS>
 <ENTITIES><ENTITY><DATAID>2</DATAID><FIRST_NAME>Works</FIRST_NAME><REFERENCE_NUMBER>KPe.999 </REFERENCE_NUMBER>
  <LISTED_ON>2016</LISTED_ON><COLOUR>red</COLOUR><ENTITY_ADDRESS><CITY>Pyongyang</CITY>
  <COUNTRY>Democratic People's Republic of Korea</COUNTRY></ENTITY_ADDRESS></ENTITY>
  <ENTITY><FIRST_NAME>No number</FIRST_NAME></ENTITY></ENTITIES>
</CONSOLIDATED_LIST>"#;

    #[test]
    fn persons_and_entities_are_read_with_what_was_published() {
        let parsed = read(parse, &[(FILE, PAGE.as_bytes())]).unwrap();
        assert_eq!(parsed.published.unwrap().to_string(), "2024-05-01");
        let [works, person] = parsed.records.as_slice() else { panic!("{:?}", parsed.records) };
        assert_eq!(
            (person.entry.as_str(), person.primary(), person.kind),
            ("KPi.999", "A B", EntryKind::Person)
        );
        assert_eq!(person.names[1].kind, NameKind::Weak);
        assert_eq!(
            (works.since.to_string().as_str(), works.addresses[0].text.as_str()),
            ("2016", "Pyongyang")
        );
        assert_eq!(works.details, [("COLOUR".to_owned(), "red".to_owned())]);
        assert!(parsed.unknown[FILE].contains("COLOUR") && parsed.tallies[FILE].is_complete());
        assert_eq!(parsed.defects[0].to_string(), "consolidated.xml row 3, REFERENCE_NUMBER: is missing");
    }

    #[test]
    fn another_document_is_none() {
        assert!(read(parse, &[(FILE, b"<sdnList></sdnList>")]).is_err());
        assert!(read(parse, &[(FILE, b"<html><body>Access denied</body></html>")]).is_err());
    }
}
