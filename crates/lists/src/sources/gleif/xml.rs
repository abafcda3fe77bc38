//! The XML files.

use std::io;

use super::{Entity, Exception, Reading, Relation};
use crate::given::Given;
use crate::read::packed;
use crate::read::xml::{Element, elements};

pub(super) static FORM: Reading = Reading {
    entities: "lei2.xml",
    relations: "rr.xml",
    exceptions: "repex.xml",
    read_entities,
    read_relations,
    read_exceptions,
};

fn read_entities(given: &Given, file: &str, each: &mut dyn FnMut(u64, Entity)) -> io::Result<Option<String>> {
    packed::read(given, file, |stream| {
        let outline = elements(stream, &["LEIRecord"], |number, element| each(number, entity(&element)))?;
        outline.expect("LEIData")?;
        Ok(Some(outline.get("LEIHeader/ContentDate").to_owned()))
    })
}

fn entity(element: &Element) -> Entity {
    let get = |path: &str| element.get(&format!("Entity/{path}"));
    let others = [
        "Entity/OtherEntityNames/OtherEntityName",
        "Entity/TransliteratedOtherEntityNames/TransliteratedOtherEntityName",
    ];
    let others = others.iter().flat_map(|path| element.each(path));
    let address = |path: &str| -> Vec<(String, String)> {
        let parts = |address: &&Element| {
            let mut lines: Vec<String> =
                ["FirstAddressLine", "AdditionalAddressLine", "City", "Region", "PostalCode"]
                    .iter()
                    .flat_map(|part| {
                        address.all(part).map(|line| crate::record::tidy(&line.text)).collect::<Vec<_>>()
                    })
                    .collect();
            lines.retain(|line| !line.is_empty());
            (lines.join(", "), address.get("Country"))
        };
        element.each(path).iter().map(parts).collect()
    };
    Entity {
        lei: element.get("LEI"),
        name: get("LegalName"),
        others: others.map(|name| (name.text.clone(), name.attribute("type").to_owned())).collect(),
        addresses: [address("Entity/LegalAddress"), address("Entity/HeadquartersAddress")].concat(),
        authority: get("RegistrationAuthority/RegistrationAuthorityID"),
        number: get("RegistrationAuthority/RegistrationAuthorityEntityID"),
        jurisdiction: get("LegalJurisdiction"),
        category: get("EntityCategory"),
        form: get("LegalForm/EntityLegalFormCode"),
        status: get("EntityStatus"),
        created: get("EntityCreationDate"),
        registration: element.get("Registration/RegistrationStatus"),
    }
}

fn read_relations(given: &Given, file: &str, each: &mut dyn FnMut(u64, Relation)) -> io::Result<()> {
    packed::read(given, file, |stream| {
        let outline = elements(stream, &["RelationshipRecord"], |number, element| {
            let get = |path: &str| element.get(&format!("Relationship/{path}"));
            let periods = element.each("Relationship/RelationshipPeriods/RelationshipPeriod");
            let period = periods.iter().find(|period| period.get("PeriodType") == "RELATIONSHIP_PERIOD");
            let date = |name: &str| period.map(|period| period.get(name)).unwrap_or_default();
            each(
                number,
                Relation {
                    start: get("StartNode/NodeID"),
                    end: get("EndNode/NodeID"),
                    kind: get("RelationshipType"),
                    status: get("RelationshipStatus"),
                    from: date("StartDate"),
                    until: date("EndDate"),
                },
            );
        })?;
        outline.expect("RelationshipData")
    })
}

fn read_exceptions(given: &Given, file: &str, each: &mut dyn FnMut(u64, Exception)) -> io::Result<()> {
    packed::read(given, file, |stream| {
        let outline = elements(stream, &["Exception"], |number, element| {
            let reason = element.get("ExceptionReason");
            each(
                number,
                Exception { lei: element.get("LEI"), category: element.get("ExceptionCategory"), reason },
            );
        })?;
        outline.expect("ReportingExceptionData")
    })
}
