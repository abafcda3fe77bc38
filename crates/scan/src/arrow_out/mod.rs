//! Results as Arrow columns: the same fields as the JSON contract, nested as they are there. Names, types and values
//! come from one table a record; a test holds that the two agree.

mod build;
mod value;
mod matched;

use std::fmt::Display;
use std::sync::Arc;

use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{ArrowError, Field, Fields, Schema, SchemaRef};
use nameplate::finding::{
    Claim, Consequence, Designation, Echo, Evidence, Extent, Finding, Hop, Known, ListingResult, Mention,
    Mentioned, Named, PartyVerdict, ProductFacts, Response, SCHEMA_VERSION, Share, Source, Standing, Target,
    Warning,
};

use build::{Bool, Build, Columns, Double, Int, List, Long, Record, Shown, Text, columns};
use value::{DefectColumns, filled, shown, text};

pub use matched::{MatchColumns, match_schema};

columns! {
    KnownColumns of Known { value: Text = |k| text(&k.value), field: Text = |k| text(k.field), text: Text = |k| text(&k.text) }
}

columns! {
    ProductColumns of ProductFacts {
        class: Record<KnownColumns> = |p| p.class.as_ref(),
        produced_in: Record<KnownColumns> = |p| p.produced_in.as_ref(),
        made_between: Record<KnownColumns> = |p| p.made_between.as_ref(),
        authorised_on: Record<KnownColumns> = |p| p.authorised_on.as_ref(),
        purpose: Record<KnownColumns> = |p| p.purpose.as_ref(),
    }
}

columns! {
    PartyColumns of PartyVerdict {
        id: Text = |p| text(&p.id),
        name: Text = |p| text(&p.name),
        native_name: Text = |p| p.native_name.as_deref(),
        judgement: Shown = |p| shown(&p.judgement),
        score: Int = |p| Some(p.score),
    }
}

columns! {
    TargetColumns of Target {
        kind: Shown = |t| shown(&t.kind),
        id: Text = |t| text(&t.id),
        name: Text = |t| text(&t.name),
        native_name: Text = |t| t.native_name.as_deref(),
    }
}

columns! {
    EvidenceColumns of Evidence {
        kind: Text = |e| text(e.kind),
        field: Text = |e| text(e.field),
        start: Int = |e| i32::try_from(e.start).ok(),
        end: Int = |e| i32::try_from(e.end).ok(),
        text: Text = |e| text(&e.text),
        role: Shown = |e| shown(&e.role),
        party: Text = |e| text(&e.party),
        weight: Int = |e| Some(e.weight),
        for_or_against: Shown = |e| shown(&e.for_or_against),
        reason: Text = |e| text(&e.reason),
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
        sources: List<Record<SourceColumns>> = |s| Some(&s.sources[..]),
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
        sources: List<Record<SourceColumns>> = |d| Some(&d.sources[..]),
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
        sources: List<Record<SourceColumns>> = |c| Some(&c.sources[..]),
    }
}

columns! {
    ResponseColumns of Response {
        party: Text = |r| text(&r.party),
        name: Text = |r| text(&r.name),
        sentence: Text = |r| text(&r.sentence),
        date: Shown = |r| shown(&r.date),
        sources: List<Record<SourceColumns>> = |r| Some(&r.sources[..]),
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
    FindingColumns of Finding {
        target: Record<TargetColumns> = |f| Some(&f.target),
        ground: Shown = |f| shown(&f.ground),
        verdict: Shown = |f| shown(&f.verdict),
        score: Int = |f| Some(f.score),
        settle: List<Text> = |f| Some(&f.settle[..]),
        signals: List<Record<EvidenceColumns>> = |f| Some(&f.signals[..]),
        path: List<Record<HopColumns>> = |f| Some(&f.path[..]),
        other_paths: List<List<Record<HopColumns>>> = |f| Some(&f.other_paths[..]),
        designations: List<Record<DesignationColumns>> = |f| Some(&f.designations[..]),
        consequences: List<Record<ConsequenceColumns>> = |f| Some(&f.consequences[..]),
        claims: List<Record<ClaimColumns>> = |f| Some(&f.claims[..]),
        responses: List<Record<ResponseColumns>> = |f| Some(&f.responses[..]),
        namesakes: List<Record<NamedColumns>> = |f| (!f.namesakes.is_empty()).then_some(&f.namesakes[..]),
        unlisted: Record<NamedColumns> = |f| f.unlisted.as_ref(),
        warning: Record<WarningColumns> = |f| f.warning.as_deref(),
    }
}

columns! {
    MentionColumns of Mention {
        party: Text = |m| text(&m.party),
        field: Text = |m| text(m.field),
        start: Int = |m| i32::try_from(m.start).ok(),
        end: Int = |m| i32::try_from(m.end).ok(),
        text: Text = |m| text(&m.text),
        reason: Text = |m| text(m.reason.word()),
        cue: Text = |m| filled(&m.cue),
    }
}

columns! {
    MentionedColumns of Mentioned {
        party: Text = |m| text(&m.party),
        reason: Text = |m| text(m.reason.word()),
        field: Text = |m| text(m.field),
        count: Int = |m| i32::try_from(m.count).ok(),
    }
}

/// The listing of a result. By hand, since it borrows from the catalog and a column table owns its record type.
#[derive(Default)]
struct EchoColumns {
    texts: [Text; 9],
    row: Long,
}

const ECHO: [&str; 10] =
    ["id", "file", "row", "title", "brand", "manufacturer", "seller", "model", "gtin", "url"];

impl EchoColumns {
    fn fields() -> Fields {
        let of = |name: &str| if name == "row" { Long::data_type() } else { Text::data_type() };
        ECHO.iter().map(|name| Field::new(*name, of(name), true)).collect()
    }

    fn push(&mut self, echo: &Echo<'_>) {
        let values = [
            echo.id,
            echo.file,
            echo.title,
            echo.brand,
            echo.manufacturer,
            echo.seller,
            echo.model,
            echo.gtin,
            echo.url,
        ];
        self.texts.iter_mut().zip(values).for_each(|(column, value)| column.append(Some(value)));
        self.row.append(i64::try_from(echo.row).ok());
    }

    fn finish(&mut self) -> Result<ArrayRef, ArrowError> {
        let mut arrays = self.texts.iter_mut().map(Build::finish).collect::<Result<Vec<_>, _>>()?;
        arrays.insert(2, self.row.finish()?);
        Ok(Arc::new(arrow_array::StructArray::try_new(Self::fields(), arrays, None)?))
    }
}

/// Collects results into a batch of [`result_schema`].
#[derive(Default)]
pub struct ResultColumns {
    listing: EchoColumns,
    product: Record<ProductColumns>,
    verdict: Shown,
    why: Text,
    maker: Record<PartyColumns>,
    brand_owner: Record<PartyColumns>,
    seller: Record<PartyColumns>,
    identified: Bool,
    defects: List<Record<DefectColumns>>,
    findings: List<Record<FindingColumns>>,
    as_of: Shown,
    mentions: List<Record<MentionColumns>>,
    mentioned: List<Record<MentionedColumns>>,
}

impl ResultColumns {
    /// Appends one result.
    pub fn push(&mut self, result: &ListingResult<'_>) {
        self.listing.push(&result.listing);
        self.product.append(Some(&result.product));
        self.verdict.append(Some(&result.verdict));
        self.why.append(result.why.as_deref());
        self.maker.append(result.maker.as_ref());
        self.brand_owner.append(result.brand_owner.as_ref());
        self.seller.append(result.seller.as_ref());
        self.identified.append(Some(result.identified));
        self.defects.append(Some(&result.defects));
        self.findings.append(Some(&result.findings));
        self.as_of.append(result.as_of.as_ref().map(|day| day as &dyn Display));
        self.mentions.append(Some(&result.mentions));
        self.mentioned.append(Some(&result.mentioned));
    }

    /// The batch of what was appended; the columns are empty again.
    ///
    /// # Errors
    /// More text than one batch can hold.
    pub fn finish(&mut self) -> Result<RecordBatch, ArrowError> {
        let arrays = vec![
            self.listing.finish()?,
            self.product.finish()?,
            self.verdict.finish()?,
            self.why.finish()?,
            self.maker.finish()?,
            self.brand_owner.finish()?,
            self.seller.finish()?,
            self.identified.finish()?,
            self.defects.finish()?,
            self.findings.finish()?,
            self.as_of.finish()?,
            self.mentions.finish()?,
            self.mentioned.finish()?,
        ];
        RecordBatch::try_new(result_schema(), arrays)
    }
}

/// The schema of results.
pub fn result_schema() -> SchemaRef {
    let field = |name: &str, data_type| Field::new(name, data_type, true);
    let party = Record::<PartyColumns>::data_type;
    let fields = vec![
        field("listing", arrow_schema::DataType::Struct(EchoColumns::fields())),
        field("product", Record::<ProductColumns>::data_type()),
        field("verdict", Shown::data_type()),
        field("why", Text::data_type()),
        field("maker", party()),
        field("brand_owner", party()),
        field("seller", party()),
        field("identified", Bool::data_type()),
        field("defects", List::<Record<DefectColumns>>::data_type()),
        field("findings", List::<Record<FindingColumns>>::data_type()),
        field("as_of", Shown::data_type()),
        field("mentions", List::<Record<MentionColumns>>::data_type()),
        field("mentioned", List::<Record<MentionedColumns>>::data_type()),
    ];
    let version = [("nameplate.schema_version".to_owned(), SCHEMA_VERSION.to_string())];
    Arc::new(Schema::new_with_metadata(fields, version.into()))
}

#[cfg(test)]
mod tests;
