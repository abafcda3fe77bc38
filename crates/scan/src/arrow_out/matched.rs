//! Matches of names as Arrow columns: the same fields as the JSON, nested as they are there.

use std::sync::Arc;

use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{ArrowError, DataType, Field, Fields, Schema, SchemaRef};
use nameplate::finding::SCHEMA_VERSION;
use nameplate::matching::{Hit, MatchResult, MatchedParty, QueryEcho, Says};
use nameplate::names::Met;

use super::build::{Bool, Build, Columns, Double, Int, List, Long, Record, Shown, Text, columns};
use super::value::{DefectColumns, shown, text};

columns! {
    MatchedPartyColumns of MatchedParty {
        id: Text = |p| text(&p.id),
        name: Text = |p| text(&p.name),
        native_name: Text = |p| p.native_name.as_deref(),
        kind: Text = |p| text(p.kind),
    }
}

columns! {
    SaysColumns of Says { says: Text = |s| text(&s.says), weight: Int = |s| Some(s.weight) }
}

columns! {
    MetColumns of Met {
        query: Text = |m| text(&m.query),
        listed: Text = |m| text(&m.listed),
        how: Shown = |m| shown(&m.how),
        alike: Int = |m| Some(i32::from(m.alike)),
    }
}

columns! {
    HitColumns of Hit {
        party: Record<MatchedPartyColumns> = |h| Some(&h.party),
        source_ids: List<Text> = |h| Some(&h.source_ids[..]),
        lists: List<Text> = |h| Some(&h.lists[..]),
        score: Int = |h| Some(h.score),
        found_by: Shown = |h| shown(&h.found_by),
        probability: Double = |h| h.probability,
        name: Text = |h| text(&h.name),
        name_kind: Text = |h| text(h.name_kind),
        alignment: Text = |h| text(&h.alignment),
        met: List<Record<MetColumns>> = |h| Some(&h.met[..]),
        speaks_for: List<Record<SaysColumns>> = |h| Some(&h.speaks_for[..]),
        against: List<Record<SaysColumns>> = |h| Some(&h.against[..]),
        disguised: Bool = |h| Some(h.disguised),
    }
}

/// The query of a result. By hand, since it borrows from the table of parties.
#[derive(Default)]
struct EchoColumns {
    texts: [Text; 3],
    row: Long,
}

impl EchoColumns {
    fn fields() -> Fields {
        let of = |name: &str| if name == "row" { Long::data_type() } else { Text::data_type() };
        ["id", "file", "row", "name"].iter().map(|name| Field::new(*name, of(name), true)).collect()
    }

    fn push(&mut self, echo: &QueryEcho<'_>) {
        let values = [echo.id, echo.file, echo.name];
        self.texts.iter_mut().zip(values).for_each(|(column, value)| column.append(Some(value)));
        self.row.append(i64::try_from(echo.row).ok());
    }

    fn finish(&mut self) -> Result<ArrayRef, ArrowError> {
        let mut arrays = self.texts.iter_mut().map(Build::finish).collect::<Result<Vec<_>, _>>()?;
        arrays.insert(2, self.row.finish()?);
        Ok(Arc::new(arrow_array::StructArray::try_new(Self::fields(), arrays, None)?))
    }
}

/// Collects matches into a batch of [`match_schema`].
#[derive(Default)]
pub struct MatchColumns {
    query: EchoColumns,
    hits: List<Record<HitColumns>>,
    defects: List<Record<DefectColumns>>,
}

impl MatchColumns {
    /// Appends what became of one query.
    pub fn push(&mut self, result: &MatchResult<'_>) {
        self.query.push(&result.query);
        self.hits.append(Some(&result.hits));
        self.defects.append(Some(&result.defects));
    }

    /// The batch of what was appended; the columns are empty again.
    ///
    /// # Errors
    /// More text than one batch can hold.
    pub fn finish(&mut self) -> Result<RecordBatch, ArrowError> {
        let arrays = vec![self.query.finish()?, self.hits.finish()?, self.defects.finish()?];
        RecordBatch::try_new(match_schema(), arrays)
    }
}

/// The schema of matches.
pub fn match_schema() -> SchemaRef {
    let field = |name: &str, data_type: DataType| Field::new(name, data_type, true);
    let fields = vec![
        field("query", DataType::Struct(EchoColumns::fields())),
        field("hits", List::<Record<HitColumns>>::data_type()),
        field("defects", List::<Record<DefectColumns>>::data_type()),
    ];
    let version = [("nameplate.schema_version".to_owned(), SCHEMA_VERSION.to_string())];
    Arc::new(Schema::new_with_metadata(fields, version.into()))
}
