//! Results as Arrow columns: the same fields as the JSON contract, nested as they are there. Names, types and values
//! come from one table a record; a test holds that the two agree.

mod build;
mod value;
mod matched;
mod cases;

use std::fmt::Display;
use std::sync::Arc;

use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{ArrowError, DataType, Field, Fields, Schema, SchemaRef};
use nameplate::contract::sources;
use nameplate::finding::{
    Echo, Evidence, Finding, Known, ListingResult, Mention, Mentioned, PartyVerdict, ProductFacts,
    SCHEMA_VERSION, Source,
};

use build::{Bool, Build, Columns, Int, List, Long, Nulls, Places, Record, Shown, Text, columns};
use value::{DefectColumns, filled, shown, text};

pub(crate) use cases::{CaseColumns, HouseColumns, SourceColumns, Table};
pub use cases::{CitedColumns, cited_columns};
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
    EvidenceColumns of Evidence {
        kind: Text = |e| text(e.kind),
        field: Text = |e| text(e.field),
        start: Int = |e| i32::try_from(e.start).ok(),
        end: Int = |e| i32::try_from(e.end).ok(),
        text: Text = |e| text(&e.text),
        role: Shown = |e| shown(&e.role),
        party: Text = |e| text(&e.party),
        weight: Int = |e| Some(e.weight),
        reason: Text = |e| text(e.reason),
    }
}

columns! {
    /// A finding that cites its case.
    CitesColumns of Finding {
        case: Text = |f| text(&f.case.id),
        house: Text = |f| f.house.as_ref().map(|house| house.id.as_str()),
        ground: Shown = |f| shown(&f.case.ground),
        verdict: Shown = |f| shown(&f.verdict),
        score: Int = |f| Some(f.score),
        signals: List<Places> = |f| Some(&f.signals[..]),
    }
}

columns! {
    /// A finding that holds its case.
    HoldsColumns of Finding {
        case: Record<CaseColumns> = |f| Some(&*f.case),
        house: Record<HouseColumns> = |f| f.house.as_deref(),
        ground: Shown = |f| shown(&f.case.ground),
        verdict: Shown = |f| shown(&f.verdict),
        score: Int = |f| Some(f.score),
        signals: List<Places> = |f| Some(&f.signals[..]),
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

/// What is repeated of a listing that was found. By hand, since it borrows from the catalog and a column table owns its record type.
#[derive(Default)]
struct EchoColumns {
    texts: [Text; 7],
    nulls: Nulls,
}

const ECHO: [&str; 7] = ["title", "brand", "manufacturer", "seller", "model", "gtin", "url"];

impl EchoColumns {
    fn fields() -> Fields {
        ECHO.iter().map(|name| Field::new(*name, Text::data_type(), true)).collect()
    }

    fn push(&mut self, echo: Option<&Echo<'_>>) {
        let values = echo.map(|e| [e.title, e.brand, e.manufacturer, e.seller, e.model, e.gtin, e.url]);
        self.nulls.there(echo.is_some());
        for (n, column) in self.texts.iter_mut().enumerate() {
            column.append(values.and_then(|values| filled(values[n])));
        }
    }

    fn finish(&mut self) -> Result<ArrayRef, ArrowError> {
        let arrays = self.texts.iter_mut().map(Build::finish).collect::<Result<Vec<_>, _>>()?;
        Ok(Arc::new(arrow_array::StructArray::try_new(Self::fields(), arrays, self.nulls.finish())?))
    }
}

/// Collects results that cite their cases into a batch of [`result_schema`].
#[derive(Default)]
pub struct ResultColumns(Rows<CitesColumns>);

impl ResultColumns {
    /// Appends one result.
    pub fn push(&mut self, result: &ListingResult<'_>) {
        self.0.push(result);
    }

    /// The batch of what was appended; the columns are empty again.
    ///
    /// # Errors
    /// More text than one batch can hold.
    pub fn finish(&mut self) -> Result<RecordBatch, ArrowError> {
        self.0.finish()
    }
}

/// Collects results that hold their cases.
pub(crate) type ExpandedColumns = Rows<HoldsColumns>;

/// Collects results into a batch.
#[derive(Default)]
pub(crate) struct Rows<F: Columns<Of = Finding>> {
    texts: [Text; 2],
    row: Long,
    verdict: Shown,
    why: Text,
    identified: Bool,
    as_of: Shown,
    listing: EchoColumns,
    product: Record<ProductColumns>,
    parties: [Record<PartyColumns>; 3],
    signals: List<Record<EvidenceColumns>>,
    findings: List<Record<F>>,
    defects: List<Record<DefectColumns>>,
    mentions: List<Record<MentionColumns>>,
    mentioned: List<Record<MentionedColumns>>,
    sources: List<Record<SourceColumns>>,
}

/// Whether findings hold their cases: then a listing is always repeated, and its sources stand with it.
pub(crate) trait Holding: Columns<Of = Finding> {
    const WHOLE: bool;
}

impl Holding for CitesColumns {
    const WHOLE: bool = false;
}

impl Holding for HoldsColumns {
    const WHOLE: bool = true;
}

impl<F: Holding> Rows<F> {
    pub(crate) fn push(&mut self, result: &ListingResult<'_>) {
        let echo = &result.listing;
        self.texts[0].append(Some(echo.id));
        self.texts[1].append(Some(echo.file));
        self.row.append(i64::try_from(echo.row).ok());
        self.verdict.append(Some(&result.verdict));
        self.why.append(result.why.as_deref());
        self.identified.append(Some(result.identified));
        self.as_of.append(result.as_of.as_ref().map(|day| day as &dyn Display));
        self.listing.push((F::WHOLE || !result.findings.is_empty()).then_some(echo));
        self.product.append((result.product != ProductFacts::default()).then_some(&result.product));
        let parties = [&result.maker, &result.brand_owner, &result.seller];
        self.parties.iter_mut().zip(parties).for_each(|(column, party)| column.append(party.as_ref()));
        self.signals.append(Some(&result.signals));
        self.findings.append(Some(&result.findings));
        self.defects.append(Some(&result.defects));
        self.mentions.append(Some(&result.mentions));
        self.mentioned.append(Some(&result.mentioned));
        if F::WHOLE {
            let sources: Vec<Source> = sources(result).into_iter().cloned().collect();
            self.sources.append(Some(&sources));
        }
    }

    pub(crate) fn finish(&mut self) -> Result<RecordBatch, ArrowError> {
        let [id, file] = &mut self.texts;
        let mut arrays = vec![
            id.finish()?,
            file.finish()?,
            self.row.finish()?,
            self.verdict.finish()?,
            self.why.finish()?,
            self.identified.finish()?,
            self.as_of.finish()?,
            self.listing.finish()?,
            self.product.finish()?,
        ];
        for party in &mut self.parties {
            arrays.push(party.finish()?);
        }
        arrays.extend([
            self.signals.finish()?,
            self.findings.finish()?,
            self.defects.finish()?,
            self.mentions.finish()?,
            self.mentioned.finish()?,
        ]);
        if F::WHOLE {
            arrays.push(self.sources.finish()?);
        }
        RecordBatch::try_new(schema::<F>(), arrays)
    }
}

/// The schema of results that cite their cases.
pub fn result_schema() -> SchemaRef {
    schema::<CitesColumns>()
}

/// The schema of results that hold them.
pub(crate) fn expanded_schema() -> SchemaRef {
    schema::<HoldsColumns>()
}

/// The schemas of all records of the contract, by name: what JSON schemas are made of too.
pub fn schemas() -> [(&'static str, SchemaRef); 5] {
    [
        ("result", result_schema()),
        ("case", CaseColumns::schema()),
        ("house", HouseColumns::schema()),
        ("source", SourceColumns::schema()),
        ("expanded", expanded_schema()),
    ]
}

fn schema<F: Holding>() -> SchemaRef {
    let field = |name: &str, data_type| Field::new(name, data_type, true);
    let party = Record::<PartyColumns>::data_type;
    let mut fields = vec![
        field("id", Text::data_type()),
        field("file", Text::data_type()),
        field("row", Long::data_type()),
        field("verdict", Shown::data_type()),
        field("why", Text::data_type()),
        field("identified", Bool::data_type()),
        field("as_of", Shown::data_type()),
        field("listing", DataType::Struct(EchoColumns::fields())),
        field("product", Record::<ProductColumns>::data_type()),
        field("maker", party()),
        field("brand_owner", party()),
        field("seller", party()),
        field("signals", List::<Record<EvidenceColumns>>::data_type()),
        field("findings", List::<Record<F>>::data_type()),
        field("defects", List::<Record<DefectColumns>>::data_type()),
        field("mentions", List::<Record<MentionColumns>>::data_type()),
        field("mentioned", List::<Record<MentionedColumns>>::data_type()),
    ];
    if F::WHOLE {
        fields.push(field("sources", List::<Record<SourceColumns>>::data_type()));
    }
    let version = [("nameplate.schema_version".to_owned(), SCHEMA_VERSION.to_string())];
    Arc::new(Schema::new_with_metadata(fields, version.into()))
}

#[cfg(test)]
mod tests;
