//! Results as columns: what goes into Parquet comes back out.

use std::sync::Arc;

use arrow_array::Array;
use arrow_array::cast::AsArray;
use arrow_array::types::{Float64Type, Int32Type, Int64Type};
use arrow_schema::DataType;
use nameplate::contract::{Expanded, Row};
use nameplate::date::Date;
use nameplate::finding::{
    Case, Claim, Consequence, Designation, Extent, Ground, Hop, House, Judgement, ListKind, Named, Response,
    Role, Share, Standing, Target, TargetKind, Verdict, Warning,
};
use nameplate::word::{
    Act, ClaimStatus, ClaimSubject, NotTheMaker, Purpose, Reader, RelationKind, Severity, State, Tier,
};
use serde_json::{Map, Value, json};

use super::*;
use nameplate::listing::Defect;

fn source() -> Source {
    Source {
        id: "s1".into(),
        title: "A report".to_owned(),
        url: String::new(),
        date: "2021-03".parse().unwrap(),
        tier: Tier::A,
    }
}

fn hop(share: Option<Share>) -> Hop {
    Hop {
        from: "ezviz".into(),
        from_name: "EZVIZ".to_owned(),
        relation: RelationKind::SubsidiaryOf,
        to: "hikvision".into(),
        to_name: "Hikvision".to_owned(),
        standing: if share.is_some() { Standing::Alleged } else { Standing::Stated },
        extent: if share.is_some() { Extent::Most } else { Extent::All },
        share,
        valid_from: Date::Unknown,
        valid_to: Date::Open,
        last_confirmed: share.map(|_| "2026".parse().unwrap()),
        scope: String::new(),
        carries: Verdict::Connected,
        limit: "a limit".to_owned(),
        note: String::new(),
        sources: vec![source(), source()],
    }
}

fn designation() -> Designation {
    Designation {
        list: "s889".into(),
        list_name: "NDAA s.889".to_owned(),
        kind: ListKind::Measure,
        entry: "Hikvision".to_owned(),
        produced: "foreign",
        purposes: vec![Purpose::PublicSafety],
        since: "2018-08-13".parse().unwrap(),
        first_seen: Some("2023-11-30".parse().unwrap()),
        until: Date::Open,
        reason: "stated".to_owned(),
        citation: String::new(),
        in_force: Verdict::Connected,
        sources: vec![],
    }
}

fn consequence() -> Consequence {
    Consequence {
        code: "us.s889.a1a.agency.buy".to_owned(),
        list: "s889".into(),
        regime: "s889".to_owned(),
        jurisdiction: "US".to_owned(),
        reader: Reader::Agency,
        act: Act::Buy,
        state: State::Applies,
        severity: Some(Severity::Block),
        would_be: Some(Severity::Block),
        since: Date::Unknown,
        entry: "Hikvision".to_owned(),
        listed: "2018-08-13".parse().unwrap(),
        citation: "Pub. L.".to_owned(),
        sentence: "may not".to_owned(),
        why: "not stated".to_owned(),
        shares: "36 %".to_owned(),
        exceptions: vec!["backhaul".to_owned()],
        verified: true,
    }
}

fn case() -> Case {
    Case {
        id: "c0ffee".into(),
        key: "hikvision/subsidiary//camera".into(),
        target: Target {
            kind: TargetKind::Party,
            id: "hikvision".into(),
            name: "Hikvision".to_owned(),
            native_name: Some("海康威视".to_owned()),
        },
        ground: Ground::Subsidiary,
        verdict: Verdict::Review,
        class: Some("camera".to_owned()),
        settle: vec!["the label".to_owned(), "the manual".to_owned()],
        path: vec![hop(None), hop(Some(Share { min: 50.5, max: 100.0 }))],
        other_paths: vec![vec![hop(None)], vec![]],
        designations: vec![designation()],
        consequences: vec![consequence()],
        claims: vec![Claim {
            about: "hikvision".into(),
            subject: ClaimSubject::RightsAbuse,
            status: ClaimStatus::Report,
            by: "somebody".to_owned(),
            sentence: "they say".to_owned(),
            date: "2022".parse().unwrap(),
            among: 28,
            sources: vec![source()],
        }],
        responses: vec![Response {
            party: "hikvision".into(),
            name: "Hikvision".to_owned(),
            sentence: "we deny".to_owned(),
            date: Date::Unknown,
            sources: vec![source()],
        }],
        namesakes: vec![Named { id: "hik".into(), name: "Hik".to_owned() }],
        unlisted: Some(Named { id: "ezviz".into(), name: "EZVIZ".to_owned() }),
        warning: Some(Warning {
            language: "en".to_owned(),
            short: "one line".to_owned(),
            long: "one\n\ntwo".to_owned(),
            codes: vec!["ground.subsidiary".to_owned(), "list.s889".to_owned()],
            evidence: "finding-hikvision".to_owned(),
        }),
    }
}

fn bare_case() -> Case {
    Case { class: None, path: vec![], settle: vec![], warning: None, unlisted: None, ..case() }
}

fn finding(case: Case) -> Finding {
    let house = House::named(vec![designation()], vec![consequence()]).map(Arc::new);
    Finding { case: Arc::new(case), house, verdict: Verdict::Connected, score: -17, signals: vec![0] }
}

fn signal() -> Evidence {
    Evidence {
        kind: "brand",
        field: "brand",
        start: 0,
        end: 5,
        text: "EZVIZ".to_owned(),
        role: Role::Brand,
        party: "ezviz".into(),
        weight: -4_000,
        reason: "WHY",
        sentence: "why",
    }
}

fn result(title: &str, findings: Vec<Finding>) -> ListingResult<'_> {
    let party = PartyVerdict {
        id: "ezviz".into(),
        name: "EZVIZ".to_owned(),
        native_name: None,
        judgement: Judgement::Unsure,
        score: 42,
    };
    let known = Known { value: "CN".to_owned(), field: "origin", text: "Made in China".to_owned(), start: 0 };
    let full = !findings.is_empty();
    ListingResult {
        listing: Echo {
            id: "A1",
            file: "a.csv",
            row: 7_000_000_000,
            title,
            brand: "",
            manufacturer: "M",
            seller: "S",
            model: "",
            gtin: "1",
            url: "",
        },
        product: ProductFacts {
            produced_in: full.then(|| known.clone()),
            purpose: Some(known),
            ..ProductFacts::default()
        },
        verdict: Verdict::Review,
        why: (!full).then(|| "because".to_owned()),
        maker: full.then(|| party.clone()),
        brand_owner: None,
        seller: Some(party),
        identified: full,
        defects: vec![Defect::row("bad")],
        signals: if full { vec![signal()] } else { Vec::new() },
        findings,
        as_of: full.then(|| "2021-05-01".parse().unwrap()),
        mentions: vec![Mention {
            party: "dahua".into(),
            field: "title",
            start: 4,
            end: 9,
            text: "Dahua".to_owned(),
            reason: NotTheMaker::CompatibleWith,
            cue: "for".to_owned(),
        }],
        mentioned: vec![Mentioned {
            party: "dahua".into(),
            reason: NotTheMaker::CompatibleWith,
            field: "title",
            count: 2,
        }],
    }
}

/// A cell as JSON.
fn cell(array: &dyn Array, row: usize) -> Value {
    if array.is_null(row) {
        return Value::Null;
    }
    match array.data_type() {
        DataType::Utf8 => json!(array.as_string::<i32>().value(row)),
        DataType::Int32 => json!(array.as_primitive::<Int32Type>().value(row)),
        DataType::Int64 => json!(array.as_primitive::<Int64Type>().value(row)),
        DataType::Float64 => json!(array.as_primitive::<Float64Type>().value(row)),
        DataType::Boolean => json!(array.as_boolean().value(row)),
        DataType::List(_) => {
            let items = array.as_list::<i32>().value(row);
            Value::Array((0..items.len()).map(|i| cell(&items, i)).collect())
        }
        DataType::Struct(fields) => {
            let columns = array.as_struct().columns();
            let members = fields.iter().zip(columns).map(|(f, column)| (f.name().clone(), cell(column, row)));
            Value::Object(members.collect::<Map<_, _>>())
        }
        other => panic!("{other} is not in the schema"),
    }
}

/// Without what is null or an empty list: the JSON leaves some of those out.
fn bare(value: Value) -> Value {
    match value {
        Value::Object(members) => {
            let kept = members.into_iter().map(|(name, value)| (name, bare(value)));
            Value::Object(
                kept.filter(|(_, v)| !v.is_null() && v.as_array().is_none_or(|a| !a.is_empty())).collect(),
            )
        }
        Value::Array(items) => Value::Array(items.into_iter().map(bare).collect()),
        other => other,
    }
}

/// What a batch holds after it was a Parquet file.
fn back(batch: &RecordBatch) -> Vec<Value> {
    let file = tempfile::NamedTempFile::new().unwrap();
    let mut writer = ::parquet::arrow::ArrowWriter::try_new(file.as_file(), batch.schema(), None).unwrap();
    writer.write(batch).unwrap();
    writer.close().unwrap();
    let open = std::fs::File::open(file.path()).unwrap();
    let read = ::parquet::arrow::arrow_reader::ParquetRecordBatchReader::try_new(open, 100).unwrap();
    let batches: Vec<RecordBatch> = read.map(Result::unwrap).collect();
    let all = arrow_array::StructArray::from(batches[0].clone());
    (0..all.len()).map(|row| bare(cell(&all, row))).collect()
}

/// What is empty in JSON is absent in columns.
fn json_of(value: &impl serde::Serialize) -> Value {
    bare(serde_json::to_value(value).unwrap())
}

#[test]
fn columns_read_back_from_parquet_equal_the_json() {
    let results = [
        result("Baby monitor", vec![finding(case()), finding(case())]),
        result("nothing", vec![]),
        result("one", vec![Finding { house: None, ..finding(bare_case()) }]),
    ];
    let (mut cited, mut whole) = (ResultColumns::default(), ExpandedColumns::default());
    results.iter().for_each(|result| cited.push(result));
    results.iter().for_each(|result| whole.push(result));
    let (cited, whole) = (back(&cited.finish().unwrap()), back(&whole.finish().unwrap()));
    for (row, result) in results.iter().enumerate() {
        assert_eq!(cited[row], json_of(&Row(result)));
        let mut expanded = json_of(&Expanded(result));
        // The version of a table stands once, with its columns.
        expanded.as_object_mut().unwrap().remove("schema_version");
        // And the reasons in its manifest.
        expanded.as_object_mut().unwrap().remove("reasons");
        assert_eq!(whole[row], expanded);
    }
}

#[test]
fn cases_read_back_from_parquet_equal_the_json() {
    let (mut cases, mut houses, mut sources) =
        (CaseColumns::default(), HouseColumns::default(), SourceColumns::default());
    let house = House::named(vec![designation()], vec![consequence()]).unwrap();
    cases.row(&case());
    cases.row(&bare_case());
    houses.row(&house);
    sources.row(&source());
    assert_eq!(back(&cases.batch().unwrap()), [json_of(&case()), json_of(&bare_case())]);
    assert_eq!(back(&houses.batch().unwrap()), [json_of(&house)]);
    assert_eq!(back(&sources.batch().unwrap()), [json_of(&source())]);
}

#[test]
fn builders_start_again_after_a_batch() {
    let mut columns = ResultColumns::default();
    columns.push(&result("a", vec![finding(case())]));
    let first = columns.finish().unwrap();
    columns.push(&result("a", vec![finding(case())]));
    assert_eq!(columns.finish().unwrap(), first);
    assert_eq!(columns.finish().unwrap().num_rows(), 0);
}
