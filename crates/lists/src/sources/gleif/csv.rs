//! The CSV files of the golden copy, by the names of their columns.

use std::io::{self, BufRead};

use csv::{ReaderBuilder, StringRecord};

use super::{Entity, Exception, Reading, Relation};
use crate::given::Given;
use crate::read::paced::Paced;
use crate::read::packed;
use crate::record::tidy;

pub(super) static FORM: Reading = Reading {
    entities: "lei2.csv",
    relations: "rr.csv",
    exceptions: "repex.csv",
    read_entities,
    read_relations,
    read_exceptions,
};

/// A row with the names of its columns.
struct Row<'a> {
    header: &'a StringRecord,
    row: &'a StringRecord,
}

impl Row<'_> {
    fn get(&self, column: &str) -> String {
        let at = self.header.iter().position(|name| name == column);
        at.and_then(|at| self.row.get(at)).map(tidy).unwrap_or_default()
    }
}

fn rows(given: &Given, file: &str, required: &str, each: &mut dyn FnMut(u64, &Row<'_>)) -> io::Result<()> {
    packed::read(given, file, |stream: &mut dyn BufRead| {
        let mut reader = ReaderBuilder::new().flexible(true).from_reader(Paced::new(stream));
        let header: StringRecord =
            reader.headers()?.iter().map(|name| name.trim_start_matches('\u{feff}')).collect();
        if !header.iter().any(|name| name == required) {
            return Err(io::Error::new(
                io::ErrorKind::InvalidData,
                format!("{file} has no column `{required}`"),
            ));
        }
        let (mut row, mut number) = (StringRecord::new(), 0);
        while reader.read_record(&mut row)? {
            reader.get_mut().begin();
            number += 1;
            each(number, &Row { header: &header, row: &row });
        }
        Ok(())
    })
}

fn read_entities(given: &Given, file: &str, each: &mut dyn FnMut(u64, Entity)) -> io::Result<Option<String>> {
    rows(given, file, "LEI", &mut |number, row| {
        let entity = |column: &str| row.get(&format!("Entity.{column}"));
        let others = (1..=5).map(|n| {
            let column = format!("OtherEntityNames.OtherEntityName.{n}");
            (entity(&column), entity(&format!("{column}.type")))
        });
        let address = |place: &str| {
            let parts = ["FirstAddressLine", "AdditionalAddressLine.1", "City", "Region", "PostalCode"];
            let mut lines: Vec<String> =
                parts.iter().map(|part| entity(&format!("{place}.{part}"))).collect();
            lines.retain(|line| !line.is_empty());
            (lines.join(", "), entity(&format!("{place}.Country")))
        };
        each(
            number,
            Entity {
                lei: row.get("LEI"),
                name: entity("LegalName"),
                others: others.filter(|(name, _)| !name.is_empty()).collect(),
                addresses: vec![address("LegalAddress"), address("HeadquartersAddress")],
                authority: entity("RegistrationAuthority.RegistrationAuthorityID"),
                number: entity("RegistrationAuthority.RegistrationAuthorityEntityID"),
                jurisdiction: entity("LegalJurisdiction"),
                category: entity("EntityCategory"),
                form: entity("LegalForm.EntityLegalFormCode"),
                status: entity("EntityStatus"),
                created: entity("EntityCreationDate"),
                registration: row.get("Registration.RegistrationStatus"),
            },
        );
    })?;
    Ok(None)
}

fn read_relations(given: &Given, file: &str, each: &mut dyn FnMut(u64, Relation)) -> io::Result<()> {
    rows(given, file, "Relationship.StartNode.NodeID", &mut |number, row| {
        let get = |column: &str| row.get(&format!("Relationship.{column}"));
        let period =
            (1..=5).find(|n| get(&format!("Period.{n}.periodType")) == "RELATIONSHIP_PERIOD").unwrap_or(1);
        each(
            number,
            Relation {
                start: get("StartNode.NodeID"),
                end: get("EndNode.NodeID"),
                kind: get("RelationshipType"),
                status: get("RelationshipStatus"),
                from: get(&format!("Period.{period}.startDate")),
                until: get(&format!("Period.{period}.endDate")),
            },
        );
    })
}

fn read_exceptions(given: &Given, file: &str, each: &mut dyn FnMut(u64, Exception)) -> io::Result<()> {
    rows(given, file, "LEI", &mut |number, row| {
        let reason = row.get("Exception.Reason.1");
        each(number, Exception { lei: row.get("LEI"), category: row.get("Exception.Category"), reason });
    })
}
