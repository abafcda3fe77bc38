//! Catalogs in bulk: files in, results out, on all cores, in bounded memory. Arrow and Parquet live here and nowhere
//! else.
//!
//! The modules follow the path of a row: a [`Input`] is opened (`source`), read as CSV, JSON or Parquet into batches
//! (`rows`), its columns get their meaning ([`columns`]), the [`kernel`] makes listings of the rows and has them judged,
//! and the results become columns or text ([`arrow_out`], `output`). [`run()`] is all of it, on threads.
#![forbid(unsafe_code)]

mod source;
mod guard;
mod rows;
mod reader;
mod parquet;
mod batches;
mod sheet;
mod open;
mod text;
mod suppliers;
mod cited;
pub mod digest;
pub mod kernel;
pub mod arrow_out;
pub mod publish;
mod output;
mod run;
pub mod catalog;
pub mod rescan;
mod few;

pub use batches::recognise;
pub use few::{EachOfFew, Few, FewAs, screen_few};
pub use kernel::{CatalogLine, Judge, Judging, Results, screen_batch, screen_part};
pub use output::{
    Cases, Contents, Filled, Format, Output, Pages, PathInWords, Scope, sources_in_words, spreadsheet_text,
};
pub use parquet::columns_of_schema;
pub use rows::{Mark, RowBase};
pub use run::{
    FileReport, Form, MEMORY, NamedColumn, Options, Outcome, PagesOf, Progress, Watch, day_to_resume, run,
};
pub use run::{MatchOutcome, MatchSummary, MatchWatch, match_parties};
pub use source::Input;
pub use suppliers::{Joined, Suppliers};
pub use tables::columns;
pub use tables::columns::{Columns, Header, Mapping, Recognised, Table};
pub use tables::{Error, Limits, pasted};
