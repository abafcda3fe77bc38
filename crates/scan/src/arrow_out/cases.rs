//! Cases, what a house adds to them, and sources, as Arrow columns.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::sync::Arc;

use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{ArrowError, Field, Fields, Schema, SchemaRef};
use nameplate::finding::{
    Case, Claim, Consequence, Designation, Extent, Hop, House, Named, Response, SCHEMA_VERSION, Share,
    Source, Standing, Target, Warning,
};

use super::build::{Bool, Build, Columns, Double, List, Long, Record, Shown, SourceIds, Text, columns};
use super::value::{filled, shown, text};

columns! {
    TargetColumns of Target {
        kind: Shown = |t| shown(&t.kind),
        id: Text = |t| text(&t.id),
        name: Text = |t| text(&t.name),
        native_name: Text = |t| t.native_name.as_deref(),
    }
}

columns! {
    SourceColumns of Source {
        id: Text = |s| text(&s.id),
        title: Text = |s| text(&s.title),
        url: Text = |s| filled(&s.url),
        date: Shown = |s| shown(&s.date),
        tier: Text = |s| text(s.tier.word()),
    }
}

columns! {
    ShareColumns of Share { min: Double = |s| Some(s.min), max: Double = |s| Some(s.max) }
}

columns! {
    HopColumns of Hop {
        from: Text = |s| text(&s.from),
        from_name: Text = |s| text(&s.from_name),
        relation: Text = |s| text(s.relation.word()),
        to: Text = |s| text(&s.to),
        to_name: Text = |s| text(&s.to_name),
        standing: Text = |s| (s.standing != Standing::Stated).then(|| s.standing.word()),
        extent: Text = |s| (s.extent != Extent::All).then(|| s.extent.word()),
        share: Record<ShareColumns> = |s| s.share.as_ref(),
        valid_from: Shown = |s| shown(&s.valid_from),
        valid_to: Shown = |s| shown(&s.valid_to),
        last_confirmed: Shown = |s| s.last_confirmed.as_ref().map(|date| date as &dyn Display),
        scope: Text = |s| filled(&s.scope),
        carries: Shown = |s| shown(&s.carries),
        limit: Text = |s| filled(&s.limit),
        note: Text = |s| filled(&s.note),
        sources: List<SourceIds> = |s| Some(&s.sources[..]),
    }
}

columns! {
    DesignationColumns of Designation {
        list: Text = |d| text(&d.list),
        list_name: Text = |d| text(&d.list_name),
        kind: Text = |d| text(d.kind.word()),
        entry: Text = |d| text(&d.entry),
        produced: Text = |d| filled(d.produced),
        purposes: List<Shown> = |d| Some(&d.purposes[..]),
        since: Shown = |d| shown(&d.since),
        first_seen: Shown = |d| d.first_seen.as_ref().map(|date| date as &dyn Display),
        until: Shown = |d| shown(&d.until),
        reason: Text = |d| filled(&d.reason),
        citation: Text = |d| filled(&d.citation),
        in_force: Shown = |d| shown(&d.in_force),
        sources: List<SourceIds> = |d| Some(&d.sources[..]),
    }
}

columns! {
    ConsequenceColumns of Consequence {
        code: Text = |c| text(&c.code),
        list: Text = |c| text(&c.list),
        regime: Text = |c| text(&c.regime),
        jurisdiction: Text = |c| text(&c.jurisdiction),
        reader: Text = |c| text(c.reader.word()),
        act: Text = |c| text(c.act.word()),
        state: Text = |c| text(c.state.word()),
        severity: Text = |c| c.severity.map(nameplate::word::Severity::word),
        would_be: Text = |c| c.would_be.map(nameplate::word::Severity::word),
        since: Shown = |c| shown(&c.since),
        entry: Text = |c| text(&c.entry),
        listed: Shown = |c| shown(&c.listed),
        citation: Text = |c| text(&c.citation),
        sentence: Text = |c| text(&c.sentence),
        why: Text = |c| filled(&c.why),
        shares: Text = |c| filled(&c.shares),
        exceptions: List<Text> = |c| Some(&c.exceptions[..]),
        verified: Bool = |c| Some(c.verified),
    }
}

columns! {
    ClaimColumns of Claim {
        about: Text = |c| text(&c.about),
        subject: Text = |c| text(c.subject.word()),
        status: Text = |c| text(c.status.word()),
        by: Text = |c| filled(&c.by),
        sentence: Text = |c| text(&c.sentence),
        date: Shown = |c| shown(&c.date),
        among: Long = |c| (c.among > 0).then(|| i64::from(c.among)),
        sources: List<SourceIds> = |c| Some(&c.sources[..]),
    }
}

columns! {
    ResponseColumns of Response {
        party: Text = |r| text(&r.party),
        name: Text = |r| text(&r.name),
        sentence: Text = |r| text(&r.sentence),
        date: Shown = |r| shown(&r.date),
        sources: List<SourceIds> = |r| Some(&r.sources[..]),
    }
}

columns! {
    NamedColumns of Named {
        id: Text = |n| text(&n.id),
        name: Text = |n| text(&n.name),
    }
}

columns! {
    WarningColumns of Warning {
        language: Text = |w| text(&w.language),
        short: Text = |w| text(&w.short),
        long: Text = |w| text(&w.long),
        codes: List<Text> = |w| Some(&w.codes[..]),
        evidence: Text = |w| text(&w.evidence),
    }
}

columns! {
    CaseColumns of Case {
        id: Text = |c| text(&c.id),
        key: Text = |c| text(&c.key),
        target: Record<TargetColumns> = |c| Some(&c.target),
        ground: Shown = |c| shown(&c.ground),
        verdict: Shown = |c| shown(&c.verdict),
        class: Text = |c| c.class.as_deref(),
        settle: List<Text> = |c| Some(&c.settle[..]),
        path: List<Record<HopColumns>> = |c| Some(&c.path[..]),
        other_paths: List<List<Record<HopColumns>>> = |c| Some(&c.other_paths[..]),
        designations: List<Record<DesignationColumns>> = |c| Some(&c.designations[..]),
        consequences: List<Record<ConsequenceColumns>> = |c| Some(&c.consequences[..]),
        claims: List<Record<ClaimColumns>> = |c| Some(&c.claims[..]),
        responses: List<Record<ResponseColumns>> = |c| Some(&c.responses[..]),
        namesakes: List<Record<NamedColumns>> = |c| Some(&c.namesakes[..]),
        unlisted: Record<NamedColumns> = |c| c.unlisted.as_ref(),
        warning: Record<WarningColumns> = |c| c.warning.as_ref(),
    }
}

columns! {
    HouseColumns of House {
        id: Text = |h| text(&h.id),
        designations: List<Record<DesignationColumns>> = |h| Some(&h.designations[..]),
        consequences: List<Record<ConsequenceColumns>> = |h| Some(&h.consequences[..]),
    }
}

/// A table of records that stand once beside the results.
pub(crate) trait Table: Default {
    /// A row of it.
    type Of;
    /// Its columns.
    fn schema() -> SchemaRef;
    /// Appends a row.
    fn row(&mut self, of: &Self::Of);
    /// The rows so far.
    fn batch(&mut self) -> Result<RecordBatch, ArrowError>;
}

impl<C: Columns> Table for C {
    type Of = C::Of;

    fn schema() -> SchemaRef {
        let version = [("nameplate.schema_version".to_owned(), SCHEMA_VERSION.to_string())];
        Arc::new(Schema::new_with_metadata(C::fields(), version.into()))
    }

    fn row(&mut self, of: &C::Of) {
        self.push(Some(of));
    }

    fn batch(&mut self) -> Result<RecordBatch, ArrowError> {
        RecordBatch::try_new(C::schema(), self.arrays()?)
    }
}

/// What results cite, as columns.
#[derive(Clone, Debug)]
pub struct CitedColumns {
    /// Cases.
    pub cases: RecordBatch,
    /// What a house adds to them.
    pub house: RecordBatch,
    /// Sources of the cases, each once.
    pub sources: RecordBatch,
}

/// Cases, with what a house adds to them and with their sources, as the columns in which they stand beside results.
///
/// # Errors
/// More text than one batch can hold.
pub fn cited_columns(cases: &[Arc<Case>], house: &[Arc<House>]) -> Result<CitedColumns, ArrowError> {
    let (mut of_cases, mut of_house, mut of_sources) =
        (CaseColumns::default(), HouseColumns::default(), SourceColumns::default());
    cases.iter().for_each(|case| of_cases.row(case));
    house.iter().for_each(|house| of_house.row(house));
    let sources = cases.iter().flat_map(|case| case.sources());
    let sources: BTreeMap<&str, &Source> = sources.map(|source| (source.id.as_str(), source)).collect();
    sources.into_values().for_each(|source| of_sources.row(source));
    Ok(CitedColumns { cases: of_cases.batch()?, house: of_house.batch()?, sources: of_sources.batch()? })
}
