//! The consolidated list of persons, groups and entities subject to EU financial sanctions.
//!
//! Format: <https://data.europa.eu/data/datasets/consolidated-list-of-persons-groups-and-entities-subject-to-eu-financial-sanctions>
//! (XML, schema 1.1).

use std::io;

use nameplate::date::Date;
use nameplate::register::{NameKind, Tier};

use super::{Checks, Form, Source, at_least, file, percent};
use crate::given::Given;
use crate::parsed::{Parsed, Wrong};
use crate::read::dates;
use crate::read::xml::{Element, EntryFile, Vocabulary};
use crate::record::{EntryKind, Record, tidy};

const FILE: &str = "xmlFullSanctionsList_1_1.xml";

/// The source.
pub(crate) static SOURCE: Source = Source {
    id: "eu-fsf",
    name: "EU consolidated list of financial sanctions",
    authority: "European Commission",
    page: "https://data.europa.eu/data/datasets/consolidated-list-of-persons-groups-and-entities-subject-to-eu-financial-sanctions",
    licence: "open, with attribution (Decision 2011/833/EU)",
    tier: Tier::A,
    numbered: true,
    lists: &["eu-sanctions"],
    forms: &[Form {
        name: "XML",
        files: &[file(
            FILE,
            "https://webgate.ec.europa.eu/fsd/fsf/public/files/xmlFullSanctionsList_1_1/content?token=dG9rZW4tMjAxNw",
            true,
        )],
        tried: true,
        parse,
    }],
    hosts: &[],
    by_hand: Some(
        "the address may ask for a token of your own: download the file from the page and give its folder to --from",
    ),
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

const ENTRIES: EntryFile = EntryFile { name: FILE, root: "export", entries: &["sanctionEntity"] };

const ELEMENTS: Vocabulary = Vocabulary {
    used: &["regulation", "subjectType", "nameAlias", "address", "identification"],
    kept: &["remark", "birthdate", "citizenship", "contactInfo"],
};

fn parse(given: &Given) -> io::Result<Parsed> {
    let mut parsed = Parsed::default();
    let outline = ENTRIES.read(given.stream(FILE)?, &mut parsed, record)?;
    parsed.published = dates::date(outline.root.attribute("generationDate")).and_then(Date::first_day);
    Ok(parsed.finish())
}

fn record(element: &Element, parsed: &mut Parsed) -> Result<Record, Wrong> {
    let id = element.attribute("logicalId");
    if id.is_empty() {
        return Err(("logicalId", "is missing".to_owned()));
    }
    let names: Vec<&Element> = element.all("nameAlias").filter(|name| !whole_name(name).is_empty()).collect();
    // The list names no primary name: the first in Latin letters is the one that it prints first.
    let first = names.iter().find(|name| whole_name(name).is_ascii()).or(names.first());
    let Some(first) = first else { return Err(("nameAlias", "there is no name".to_owned())) };
    let kind = match element.all("subjectType").next().map(|subject| subject.attribute("code")) {
        Some("person") => EntryKind::Person,
        _ => EntryKind::Organisation,
    };
    let mut record = Record::new(id, kind, &whole_name(first));
    record.list = "eu-sanctions".to_owned();
    for name in &names {
        record.name(&whole_name(name), kind_of(name));
    }
    record.identifier("EU reference number", element.attribute("euReferenceNumber"), "");
    record.identifier("UN reference", element.attribute("unitedNationId"), "");
    record.since = dates::date(element.attribute("designationDate")).unwrap_or_default();
    record.reason = tidy(element.attribute("designationDetails"));
    for regulation in element.all("regulation") {
        let programme = tidy(regulation.attribute("programme"));
        if !programme.is_empty() && !record.programmes.contains(&programme) {
            record.programmes.push(programme);
        }
        if record.citation.is_empty() {
            record.citation = tidy(regulation.attribute("numberTitle"));
        }
        record.detail("regulation", &regulation.flat());
    }
    for address in element.all("address") {
        let parts =
            ["street", "poBox", "place", "city", "zipCode", "region"].map(|part| address.attribute(part));
        record.address(&parts, address.attribute("countryIso2Code"));
        for contact in address.all("contactInfo") {
            record.detail(contact.attribute("key"), contact.attribute("value"));
        }
    }
    for id in element.all("identification") {
        record.identifier(
            id.attribute("identificationTypeCode"),
            id.attribute("number"),
            id.attribute("countryIso2Code"),
        );
    }
    element.rest(&ELEMENTS, &mut record, FILE, parsed);
    Ok(record)
}

fn whole_name(name: &Element) -> String {
    let whole = tidy(name.attribute("wholeName"));
    let parts = ["firstName", "middleName", "lastName"].map(|part| name.attribute(part));
    if whole.is_empty() { tidy(&parts.join(" ")) } else { whole }
}

/// Weak names are marked by `strong="false"` or, in older entries, by a remark.
fn kind_of(name: &Element) -> NameKind {
    let weak =
        name.attribute("strong") == "false" || name.get("remark").to_lowercase().contains("low quality");
    let native = whole_name(name).chars().any(|c| c.is_alphabetic() && !c.is_ascii() && c > '\u{24f}');
    match (weak, native) {
        (true, _) => NameKind::Weak,
        (_, true) => NameKind::Native,
        _ => NameKind::Alias,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::tried::read;

    const PAGE: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<export xmlns="http://eu.europa.ec/fpi/fsd/export" generationDate="2026-08-05T16:47:04.449+02:00" globalFileId="1">
 <sanctionEntity designationDate="2007-03-29" designationDetails="" unitedNationId="CDe.001" euReferenceNumber="EU.1.2" logicalId="7">
  <regulation publicationDate="2017-03-08" numberTitle="2017/396 (OJ L60)" programme="COD" logicalId="1"/>
  <subjectType code="enterprise" classificationCode="E"/>
  <nameAlias wholeName="تجارت" strong="true" logicalId="1"/>
  <nameAlias wholeName="Trading House" strong="true" logicalId="2"/>
  <nameAlias wholeName="TH" strong="false" logicalId="3"/>
  <address city="Butembo" street="" countryIso2Code="CD" logicalId="4"><contactInfo key="PHONE" value="1"/></address>
  <identification identificationTypeCode="regnumber" number="123456" countryIso2Code="CD" logicalId="5"/>
  <newThing/>
 </sanctionEntity>
 <sanctionEntity logicalId="8"><subjectType code="person"/></sanctionEntity>
</export>"#;

    #[test]
    fn an_entity_is_read_with_what_was_published() {
        let parsed = read(parse, &[(FILE, PAGE.as_bytes())]).unwrap();
        assert_eq!(parsed.published.unwrap().to_string(), "2026-08-05");
        let record = &parsed.records[0];
        assert_eq!(
            (record.entry.as_str(), record.primary(), record.since.to_string().as_str()),
            ("7", "Trading House", "2007-03-29")
        );
        let names: Vec<_> = record.names.iter().map(|n| n.kind).collect();
        assert_eq!(names, [NameKind::Primary, NameKind::Native, NameKind::Weak]);
        assert_eq!((record.programmes[0].as_str(), record.addresses[0].country.as_str()), ("COD", "CD"));
        assert!(parsed.unknown[FILE].contains("newThing"));
        assert_eq!(parsed.defects[0].row, 2);
    }
}
