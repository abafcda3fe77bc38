//! A seeded sample of statements with their sources, to be read against them by a person.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use nameplate::date::Date;
use nameplate::register::{RegisterInput, SourceIn};

/// A statement, and where it comes from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Statement {
    /// Kind of table.
    pub kind: &'static str,
    /// What is stated, as a line of text.
    pub says: String,
    /// Ids of the sources.
    pub sources: Vec<String>,
}

/// So many of the sourced statements, the same for the same seed. A statement keeps its place in the order when others come or go,
/// so that a sheet that was filled in does not have to be begun again.
pub(super) fn sample(input: &RegisterInput, count: usize, seed: u64) -> Vec<Statement> {
    let mut all: Vec<(u64, Statement)> =
        statements(input).into_iter().map(|statement| (place(&statement, seed), statement)).collect();
    all.sort();
    all.dedup();
    all.truncate(count);
    let mut taken: Vec<Statement> = all.into_iter().map(|(_, statement)| statement).collect();
    taken.sort();
    taken
}

/// A sample as a table in Markdown, with room for what the reader finds.
pub(super) fn sheet(input: &RegisterInput, statements: &[Statement]) -> String {
    let sources: BTreeMap<&str, &SourceIn> = input.source.iter().map(|s| (s.id.as_str(), s)).collect();
    let mut out = String::from(
        "| no. | kind | statement | sources | holds | what was done |\n|---|---|---|---|---|---|\n",
    );
    for (number, statement) in statements.iter().enumerate() {
        let cited: Vec<String> =
            statement.sources.iter().map(|id| cite(id, sources.get(id.as_str()).copied())).collect();
        // Writing to a string cannot fail.
        let _ = writeln!(
            out,
            "| {} | {} | {} | {} | | |",
            number + 1,
            statement.kind,
            cell(&statement.says),
            cited.join("; ")
        );
    }
    out
}

fn cite(id: &str, source: Option<&SourceIn>) -> String {
    match source {
        Some(source) if !source.url.is_empty() => {
            format!("[`{id}`](<{}>) {}, {}", source.url, source.tier, source.date)
        }
        Some(source) => format!("`{id}` {}, {}, no address", source.tier, source.date),
        None => format!("`{id}`"),
    }
}

/// Text that does not break the table.
fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('\n', " ")
}

fn statements(input: &RegisterInput) -> Vec<Statement> {
    let mut all = Vec::new();
    let mut add = |kind, says: String, sources: &[String], needs_source: bool| {
        if !needs_source && !sources.is_empty() {
            all.push(Statement { kind, says, sources: sources.to_vec() });
        }
    };
    for r in &input.relation {
        let mut says = format!("{} {} {}", r.from, r.kind, r.to);
        let _ = write!(says, ", from {} to {}, {}, {}", known(r.valid_from), r.valid_to, r.extent, r.status);
        if !r.share.is_empty() {
            let _ = write!(says, ", share {:?} %", r.share);
        }
        for (what, limits) in [("lines", &r.scope.lines), ("models", &r.scope.models)] {
            if !limits.is_empty() {
                let _ = write!(says, ", {what} {}", limits.join(", "));
            }
        }
        add("relation", says, &r.sources, r.needs_source);
    }
    for d in &input.designation {
        let says =
            format!("{}{} on {} as \"{}\" since {}", d.party, d.class, d.list, d.entry, known(d.since));
        add("designation", says, &d.sources, d.needs_source);
    }
    for c in &input.claim {
        let says = format!("{}, {}, {} by {}: {}", c.about, c.date, c.status, c.by, c.sentence);
        add("claim", says, &c.sources, c.needs_source);
    }
    for r in &input.response {
        add("answer", format!("{}, {}: {}", r.party, r.date, r.sentence), &r.sources, r.needs_source);
    }
    for r in &input.rule {
        let reaches = r.grounds.join(", ");
        let says = format!("{} ({reaches}) from {} to {}: {}", r.code, r.from, r.to, r.sentence);
        add("rule", says, &r.sources, r.needs_source);
    }
    all
}

fn known(date: Date) -> String {
    if date == Date::Unknown { "an unknown day".to_owned() } else { date.to_string() }
}

/// Where a statement stands in the order of a seed: FNV-1a over the seed and what is stated, the same on every machine, and mixed,
/// since statements that differ at their end only would stand side by side.
fn place(statement: &Statement, seed: u64) -> u64 {
    let bytes = seed.to_le_bytes().into_iter().chain(statement.kind.bytes()).chain(statement.says.bytes());
    let hash = bytes.fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    let hash = (hash ^ (hash >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    hash ^ (hash >> 33)
}
