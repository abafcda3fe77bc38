//! Results to disk: the format is chosen by the name, everything is published together when it is whole, and a manifest says
//! what it is. Nothing here decides what is written.

mod format;
mod contents;
mod layout;
mod plan;
mod safe;
mod cells;
mod told;
mod with;
mod flat;
mod flat_match;
mod people;
mod book;
mod encode;
mod packed;
mod claim;
mod folder;
mod filled;
mod about;
mod spool;
mod rows;
mod beside;
mod sink;
#[cfg(test)]
mod at_every_call;

pub use contents::{Contents, PathInWords, Scope};
pub(crate) use encode::{Encoded, Encoder, Shape};
pub use filled::Filled;
pub use format::{Cases, Format};
pub(crate) use layout::Layout;
pub(crate) use packed::{put, take};
pub use plan::{Output, Pages};
pub(crate) use plan::{Plan, refuse};
pub use safe::spreadsheet_text;
pub(crate) use sink::{Batch, Published, Sink, Wanted};
pub use told::sources_in_words;

/// What a scan writes.
pub(crate) const LISTINGS: Layout =
    Layout { schema: listings, columns: flat::columns, people: Some(people::columns), cites: true };
/// What a match writes.
pub(crate) const MATCHES: Layout = Layout {
    schema: |_| crate::arrow_out::match_schema(),
    columns: |_| flat_match::columns(),
    people: None,
    cites: false,
};

fn listings(cases: Cases) -> arrow_schema::SchemaRef {
    match cases {
        Cases::Beside => crate::arrow_out::result_schema(),
        Cases::Inside => crate::arrow_out::expanded_schema(),
    }
}
