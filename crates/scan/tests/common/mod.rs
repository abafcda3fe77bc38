//! A stand-in for the engine and short ways to scan: the tests of this crate are about reading, order and writing.
#![allow(dead_code, reason = "each test binary uses its own part of this module")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests fail the test")]

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;
use std::sync::{Arc, Mutex};

use nameplate::date::{Date, Day};
use nameplate::finding::{
    Case, Echo, Evidence, Finding, Ground, ListingResult, ProductFacts, Role, Target, TargetKind, Verdict,
};
use nameplate::id::CaseId;
use nameplate::listing::Listing;
use nameplate::policy::Policy;
use nameplate::report::{Edition, RegisterId};
use scan::{Input, Judge, Options, Outcome, Watch, run};

/// Finds "hikvision" in any field, and tells all fields of the listing in `why`.
#[derive(Default)]
pub(crate) struct Stub {
    policy: Policy,
}

impl Judge for Stub {
    type Memo = ();

    fn memo(&self, _: usize) {}

    fn judge<'l>(&self, (): &mut (), listing: &'l Listing<'l>) -> ListingResult<'l> {
        let hit = listing.filled().find_map(|(field, text)| {
            let start = text.to_lowercase().find("hikvision")?;
            Some(signal(field.name(), start))
        });
        let fields: BTreeMap<&str, &str> =
            listing.filled().map(|(field, text)| (field.name(), text)).collect();
        ListingResult {
            listing: Echo::of(listing),
            product: ProductFacts::default(),
            verdict: if hit.is_some() { Verdict::Connected } else { Verdict::NoConnectionFound },
            why: serde_json::to_string(&fields).ok(),
            maker: None,
            brand_owner: None,
            seller: None,
            identified: hit.is_some(),
            defects: listing.defects.clone(),
            findings: hit.iter().map(|_| finding()).collect(),
            signals: hit.into_iter().collect(),
            as_of: None,
            mentions: Vec::new(),
            mentioned: Vec::new(),
        }
    }

    fn as_of(&self) -> Day {
        Day::new(2026, 11, 23).unwrap()
    }

    fn policy(&self) -> &Policy {
        &self.policy
    }

    fn register_id(&self) -> RegisterId {
        RegisterId { version: "test".to_owned(), hash: "0".to_owned() }
    }

    fn editions(&self) -> Vec<Edition> {
        vec![Edition { source: "test".into(), date: Date::Unknown }]
    }
}

fn signal(field: &'static str, start: usize) -> Evidence {
    Evidence {
        kind: "brand",
        field,
        start: u32::try_from(start).unwrap(),
        end: u32::try_from(start + 9).unwrap(),
        text: "Hikvision".to_owned(),
        role: Role::Brand,
        party: "hikvision".into(),
        weight: 5_000,
        reason: "NAME",
        sentence: "its name",
    }
}

fn finding() -> Finding {
    let target = Target {
        kind: TargetKind::Party,
        id: "hikvision".into(),
        name: "Hikvision".to_owned(),
        native_name: None,
    };
    let case = Case {
        id: CaseId::default(),
        key: "hikvision/named//".into(),
        target,
        ground: Ground::Named,
        verdict: Verdict::Connected,
        class: None,
        settle: Vec::new(),
        path: Vec::new(),
        other_paths: Vec::new(),
        designations: Vec::new(),
        consequences: Vec::new(),
        claims: Vec::new(),
        responses: Vec::new(),
        namesakes: Vec::new(),
        unlisted: None,
        warning: None,
    };
    Finding {
        case: Arc::new(case.named()),
        house: None,
        verdict: Verdict::Connected,
        score: 5_000,
        signals: vec![0],
    }
}

/// A result, as it was seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Row {
    pub(crate) file: String,
    pub(crate) row: u64,
    pub(crate) id: String,
    pub(crate) verdict: Verdict,
    /// The fields, or why the row was not checked.
    pub(crate) why: String,
    pub(crate) fields: BTreeMap<String, String>,
    pub(crate) defects: Vec<String>,
}

impl Row {
    pub(crate) fn get(&self, field: &str) -> &str {
        self.fields.get(field).map_or("", String::as_str)
    }
}

/// Keeps all results, in the order in which they are shown.
#[derive(Default)]
pub(crate) struct Keep(pub(crate) Mutex<Vec<Row>>);

impl Watch for Keep {
    type Seen = Row;

    fn look(&self, result: &ListingResult<'_>) -> Option<Row> {
        let why = result.why.clone().unwrap_or_default();
        Some(Row {
            file: result.listing.file.to_owned(),
            row: result.listing.row,
            id: result.listing.id.to_owned(),
            verdict: result.verdict,
            fields: serde_json::from_str(&why).unwrap_or_default(),
            why,
            defects: result
                .defects
                .iter()
                .map(|defect| format!("{}: {}", defect.field, defect.reason))
                .collect(),
        })
    }

    fn show(&self, seen: Row) {
        self.0.lock().unwrap().push(seen);
    }
}

pub(crate) fn scan_with(options: &Options) -> (Vec<Row>, Outcome) {
    let keep = Keep::default();
    let outcome = run(&Stub::default(), options, &keep).unwrap();
    (keep.0.into_inner().unwrap(), outcome)
}

pub(crate) fn input(bytes: &[u8]) -> Input {
    Input::Bytes { name: "catalog".to_owned(), bytes: bytes.into() }
}

pub(crate) fn scan_bytes(bytes: &[u8]) -> (Vec<Row>, Outcome) {
    scan_with(&Options { inputs: vec![input(bytes)], ..Options::default() })
}

/// The rows of a catalog that must be readable.
pub(crate) fn rows(bytes: impl AsRef<[u8]>) -> Vec<Row> {
    let (rows, mut outcome) = scan_bytes(bytes.as_ref());
    if let Some(error) = outcome.files[0].error.take() {
        panic!("{error}");
    }
    rows
}

pub(crate) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gz.write_all(bytes).unwrap();
    gz.finish().unwrap()
}

pub(crate) fn path(path: &Path) -> Input {
    Input::Path(path.to_owned())
}
