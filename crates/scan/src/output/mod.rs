//! Results to disk: the format is chosen by the name, everything is published together when it is whole, and a manifest says
//! what it is. Nothing here decides what is written.

mod plan;
mod encode;
mod flat;
mod flat_match;
mod folder;
mod rows;
mod beside;
mod sink;
#[cfg(test)]
mod at_every_call;

pub(crate) use encode::{Encoded, Encoder, Shape};
pub use flat::spreadsheet_text;
pub use plan::{Cases, Format, Output, Pages};
pub(crate) use plan::{Layout, Plan, refuse};
pub(crate) use sink::{Batch, Sink, Wanted};

/// What a scan writes.
pub(crate) const LISTINGS: Layout = Layout { schema: listings, header: flat::header, cites: true };
/// What a match writes.
pub(crate) const MATCHES: Layout =
    Layout { schema: |_| crate::arrow_out::match_schema(), header: flat_match::header, cites: false };

fn listings(cases: Cases) -> arrow_schema::SchemaRef {
    match cases {
        Cases::Beside => crate::arrow_out::result_schema(),
        Cases::Inside => crate::arrow_out::expanded_schema(),
    }
}
