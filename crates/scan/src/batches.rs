//! Tables that come as Arrow batches from elsewhere (Python, Spark): what their columns mean, told as of a file, by names and by the
//! cells of the first rows.

use arrow_array::RecordBatch;
use arrow_schema::Schema;
use nameplate::listing::Field;

use crate::parquet::leaves;
use crate::text::{self, TextColumn};
use tables::columns::{Columns, Mapping, Meaning, Recognised, Recogniser, Sample, Table, Use};
use tables::error::Error;
use tables::limits::Limits;

/// What the columns of a table mean. `first` are its first rows; without any, only names are gone by, so that the answer is the same
/// for every part of a table that is cut.
///
/// # Errors
/// No column with a known meaning, or a mapping to one that is not there.
pub fn recognise(
    name: &str,
    (schema, first): (&Schema, &[RecordBatch]),
    mapping: &Mapping,
) -> Result<(Columns, Recognised), Error> {
    let leaves = leaves(schema.fields());
    let names: Vec<String> = leaves.iter().map(|(name, _)| name.clone()).collect();
    let mut recogniser = Recogniser::of(Table::Catalog, mapping, names.iter().map(String::as_str));
    if !first.is_empty() {
        // What hangs on a listing in lists (reviews, related offers) is not about it.
        let looked_at = leaves.iter().filter(|(name, _)| !name.contains(".*"));
        let (of_sample, paths): (Vec<String>, Vec<_>) = looked_at.cloned().unzip();
        let mut sample = Sample::new(&of_sample);
        for batch in first {
            let columns: Vec<Option<TextColumn>> =
                paths.iter().map(|path| text::column(batch, path).ok()).collect();
            for row in 0..batch.num_rows() {
                sample.add(columns.iter().map(|column| column.as_ref().map_or("", |column| column.get(row))));
            }
        }
        recogniser.learn(&sample);
    }
    let (mut uses, mut plain) = (Vec::new(), 0);
    for (name, path) in &leaves {
        for found in recogniser.find(name) {
            if found.meaning == Meaning::Of(Field::Other) {
                plain += 1;
                if plain > Limits::default().plain_columns || name.contains(".*") {
                    continue;
                }
            }
            uses.push(Use::new(name, &found, path));
        }
    }
    let columns = Columns::new(uses);
    recogniser.check(name, &columns, &names)?;
    let recognised =
        Recognised::new(name, "Arrow".to_owned(), recogniser.format()).with_columns(&columns, &names);
    Ok((columns, recognised))
}
