//! The GLEIF files in both forms, packed, filtered, broken.

use std::io::Write;

use super::*;
use crate::sources::tried::read;

/// Numbers with check digits that hold.
const A: &str = "5493001KJTIIGC8Y1R12";
const B: &str = "529900T8BM49AURSDO55";
const C: &str = "213800WSGIIZCXF1P572";

fn entity(lei: &str, name: &str) -> String {
    format!(
        "<lei:LEIRecord><lei:LEI>{lei}</lei:LEI><lei:Entity><lei:LegalName xml:lang=\"en\">{name}</lei:LegalName>\
         <lei:OtherEntityNames><lei:OtherEntityName type=\"PREVIOUS_LEGAL_NAME\">Old {name}</lei:OtherEntityName></lei:OtherEntityNames>\
         <lei:LegalAddress><lei:FirstAddressLine>1 Road</lei:FirstAddressLine><lei:Country>CN</lei:Country></lei:LegalAddress>\
         <lei:RegistrationAuthority><lei:RegistrationAuthorityEntityID>91330000{}</lei:RegistrationAuthorityEntityID></lei:RegistrationAuthority>\
         <lei:LegalJurisdiction>CN</lei:LegalJurisdiction></lei:Entity></lei:LEIRecord>",
        name.len()
    )
}

fn entities(records: &[String]) -> String {
    format!(
        "<?xml version=\"1.0\"?><lei:LEIData xmlns:lei=\"x\"><lei:LEIHeader><lei:ContentDate>2024-05-01T08:00:00Z</lei:ContentDate></lei:LEIHeader>\
         <lei:LEIRecords>{}</lei:LEIRecords></lei:LEIData>",
        records.concat()
    )
}

fn relations() -> String {
    format!(
        "<rr:RelationshipData xmlns:rr=\"x\"><rr:RelationshipRecords><rr:RelationshipRecord><rr:Relationship>\
         <rr:StartNode><rr:NodeID>{A}</rr:NodeID></rr:StartNode><rr:EndNode><rr:NodeID>{B}</rr:NodeID></rr:EndNode>\
         <rr:RelationshipType>IS_DIRECTLY_CONSOLIDATED_BY</rr:RelationshipType><rr:RelationshipStatus>ACTIVE</rr:RelationshipStatus>\
         <rr:RelationshipPeriods><rr:RelationshipPeriod><rr:StartDate>2018-02-01T00:00:00Z</rr:StartDate><rr:PeriodType>RELATIONSHIP_PERIOD</rr:PeriodType>\
         </rr:RelationshipPeriod></rr:RelationshipPeriods></rr:Relationship></rr:RelationshipRecord></rr:RelationshipRecords></rr:RelationshipData>"
    )
}

fn exceptions() -> String {
    format!(
        "<repex:ReportingExceptionData xmlns:repex=\"x\"><repex:Exception><repex:LEI>{B}</repex:LEI>\
         <repex:ExceptionCategory>ULTIMATE_ACCOUNTING_CONSOLIDATION_PARENT</repex:ExceptionCategory>\
         <repex:ExceptionReason>NATURAL_PERSONS</repex:ExceptionReason></repex:Exception></repex:ReportingExceptionData>"
    )
}

#[test]
fn entities_relationships_and_exceptions_come_together() {
    let lei = entities(&[entity(A, "Alpha"), entity(B, "Beta"), entity("WRONG", "Gamma")]);
    let (rr, repex) = (relations(), exceptions());
    let files: [(&str, &[u8]); 3] =
        [("lei2.xml", lei.as_bytes()), ("rr.xml", rr.as_bytes()), ("repex.xml", repex.as_bytes())];
    let parsed = read(|given| parse(given, &xml::FORM), &files).unwrap();
    assert_eq!(parsed.published.unwrap().to_string(), "2024-05-01");
    let beta = parsed.records.iter().find(|r| r.entry == B).unwrap();
    let alpha = parsed.records.iter().find(|r| r.entry == A).unwrap();
    let tie = &alpha.ties[0];
    assert_eq!(
        (tie.kind, tie.to.as_str(), tie.share, tie.from.to_string().as_str()),
        (RelationKind::SubsidiaryOf, B, None, "2018-02-01")
    );
    assert!(
        beta.details
            .iter()
            .any(|(what, value)| what == "reports no parent" && value.contains("natural persons"))
    );
    assert_eq!((parsed.defects[0].row, parsed.defects[0].field.as_str()), (3, "LEI"));
}

#[test]
fn only_those_who_concern_somebody_are_kept_and_those_they_are_tied_to() {
    let folder = tempfile::tempdir().unwrap();
    let lei = entities(&[entity(A, "Alpha"), entity(B, "Beta"), entity(C, "Gamma")]);
    let write = |name: &str, text: &str| {
        std::fs::write(folder.path().join(name), text).unwrap();
        (name.to_owned(), folder.path().join(name))
    };
    let given = Given::new(vec![write("lei2.xml", &lei), write("rr.xml", &relations())], 1 << 20);
    let interest = Interest { identifiers: [B.to_owned()].into(), names: BTreeSet::new() };
    let parsed = parse(&given.about(interest), &xml::FORM).unwrap();
    let kept: Vec<&str> = parsed.records.iter().map(|r| r.entry.as_str()).collect();
    assert_eq!(kept, [B, A]);
    assert_eq!((parsed.tallies["lei2.xml"].apart, parsed.tallies["lei2.xml"].is_complete()), (1, true));
}

#[test]
fn both_forms_say_the_same() {
    let lei = entities(&[entity(A, "Alpha"), entity(B, "Beta")]);
    let rr = relations();
    let table = format!(
        "LEI,Entity.LegalName,Entity.OtherEntityNames.OtherEntityName.1,Entity.OtherEntityNames.OtherEntityName.1.type,Entity.LegalAddress.FirstAddressLine,Entity.LegalAddress.Country,Entity.RegistrationAuthority.RegistrationAuthorityEntityID,Entity.LegalJurisdiction\n\
         {A},Alpha,Old Alpha,PREVIOUS_LEGAL_NAME,1 Road,CN,913300005,CN\n{B},Beta,Old Beta,PREVIOUS_LEGAL_NAME,1 Road,CN,913300004,CN\n"
    );
    let ties = format!(
        "Relationship.StartNode.NodeID,Relationship.EndNode.NodeID,Relationship.RelationshipType,Relationship.RelationshipStatus,Relationship.Period.1.startDate,Relationship.Period.1.periodType\n\
         {A},{B},IS_DIRECTLY_CONSOLIDATED_BY,ACTIVE,2018-02-01T00:00:00Z,RELATIONSHIP_PERIOD\n"
    );
    let xml =
        read(|given| parse(given, &xml::FORM), &[("lei2.xml", lei.as_bytes()), ("rr.xml", rr.as_bytes())])
            .unwrap();
    let csv = read(
        |given| parse(given, &csv::FORM),
        &[("lei2.csv", table.as_bytes()), ("rr.csv", ties.as_bytes())],
    )
    .unwrap();
    assert_eq!(xml.records, csv.records);
}

#[test]
fn packed_files_are_read_and_bombs_are_not() {
    let pack = |bytes: &[u8]| {
        let mut packed = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        packed.start_file("lei2.xml", zip::write::SimpleFileOptions::default()).unwrap();
        packed.write_all(bytes).unwrap();
        packed.finish().unwrap().into_inner()
    };
    let lei = entities(&[entity(A, "Alpha")]);
    let parsed = read(|given| parse(given, &xml::FORM), &[("lei2.xml.zip", &pack(lei.as_bytes()))]).unwrap();
    assert_eq!(parsed.records.len(), 1);
    let bomb = format!("<lei:LEIData xmlns:lei=\"x\">{}", " ".repeat(4 << 20));
    let error =
        read(|given| parse(given, &xml::FORM), &[("lei2.xml.zip", &pack(bomb.as_bytes()))]).unwrap_err();
    assert!(error.to_string().contains("unpacks to 4194331 bytes"), "{error}");
    assert!(read(|given| parse(given, &xml::FORM), &[("lei2.xml.zip", b"no zip")]).is_err());
}

#[test]
fn check_digits_are_checked() {
    assert!(is_lei(A) && is_lei(B) && is_lei(C));
    assert!(!is_lei("5493001KJTIIGC8Y1R13") && !is_lei("5493001kjtiigc8y1r12") && !is_lei(""));
}

#[test]
fn an_entry_of_more_text_than_the_format_knows_is_put_aside() {
    let lei = entities(&[entity(A, &"Long ".repeat(4_000)), entity(B, "Beta")]);
    let parsed = read(|given| parse(given, &xml::FORM), &[("lei2.xml", lei.as_bytes())]).unwrap();
    let said: Vec<(&str, &str)> =
        parsed.defects.iter().map(|d| (d.field.as_str(), d.reason.as_str())).collect();
    assert_eq!(said, [("LegalName", "holds more text than an entry of this format")]);
    assert_eq!(parsed.records.len(), 1);
    let endless = format!("LEI,Entity.LegalName\n{A},Alpha\n{B},\"{}", "x".repeat(8 << 20));
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("lei2.csv");
    std::fs::write(&path, endless).unwrap();
    let given = Given::new(vec![("lei2.csv".to_owned(), path)], 1 << 30);
    let error = parse(&given, &csv::FORM).unwrap_err();
    assert!(error.to_string().contains("more than 4 megabytes"), "{error}");
}

#[test]
fn entries_that_concern_nobody_are_counted_and_not_kept() {
    let lei = entities(&[entity(A, "Alpha"), entity(B, "Beta"), entity("WRONG", "Gamma")]);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("lei2.xml");
    std::fs::write(&path, lei).unwrap();
    let given = Given::new(vec![("lei2.xml".to_owned(), path)], 1 << 20).about(Interest::default());
    let parsed = parse(&given, &xml::FORM).unwrap();
    assert_eq!((parsed.records.len(), parsed.entry_count()), (0, 2));
    assert_eq!(parsed.tallies["lei2.xml"].refused, 1);
}
