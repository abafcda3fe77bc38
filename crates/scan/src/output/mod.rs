//! Results to disk: the format is chosen by the name, everything is published together when it is whole, and a manifest says
//! what it is. Nothing here decides what is written.

mod plan;
mod encode;
mod flat;
mod flat_match;
mod folder;
mod rows;
mod sink;
#[cfg(test)]
mod at_every_call;

pub(crate) use encode::{Encoded, Encoder};
pub use plan::{Format, Output, Pages};
pub(crate) use plan::{Layout, Plan, refuse};
pub(crate) use sink::{Sink, Wanted};

/// What a scan writes.
pub(crate) const LISTINGS: Layout = Layout { schema: crate::arrow_out::result_schema, header: flat::header };
/// What a match writes.
pub(crate) const MATCHES: Layout =
    Layout { schema: crate::arrow_out::match_schema, header: flat_match::header };
