//! Short ways to one listing and its result.

use nameplate::finding::{Finding, Hop, ListingResult};
use nameplate::{Field, Listing, Policy, Register, Screener};

/// The day on which most listings are asked for.
pub const TODAY: &str = "2026-11-23";

/// The embedded register.
pub fn starter() -> Register<'static> {
    Register::open(lists::starter_register()).expect("the starter register opens")
}

/// A screener over the embedded register, with the default policy.
pub fn screener(day: &str) -> Screener<'static> {
    Screener::new(starter(), Policy::default(), day.parse().unwrap_or_else(|e| panic!("{day}: {e}")))
}

/// A listing with these fields.
pub fn listing(fields: &[(Field, &str)]) -> Listing<'static> {
    fields.iter().fold(Listing::default(), |listing, (field, text)| listing.with(*field, (*text).to_owned()))
}

/// A result as the JSON that leaves the program.
pub fn json(result: &ListingResult<'_>) -> String {
    serde_json::to_string(result).expect("a result is JSON")
}

/// The finding about a target.
pub fn finding<'r>(result: &'r ListingResult<'_>, target: &str) -> Option<&'r Finding> {
    result.findings.iter().find(|finding| finding.case.target.id == target)
}

/// A path as one line: `from relation to, from relation to`.
pub fn line(path: &[Hop]) -> String {
    let hops: Vec<String> =
        path.iter().map(|step| format!("{} {} {}", step.from, step.relation, step.to)).collect();
    hops.join(", ")
}
