//! What is kept without a source: work to do, never part of a verdict.

use std::fmt;

use nameplate::register::RegisterInput;

/// Something kept without a source.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Gap {
    /// Kind of statement.
    pub kind: &'static str,
    /// Which one.
    pub what: String,
    /// Whether it is compiled all the same (names, and signals whose strength is measured).
    pub compiled: bool,
}

impl fmt::Display for Gap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let fate = if self.compiled { "used, marked as unsourced" } else { "not used" };
        write!(f, "{}: {} ({fate})", self.kind, self.what)
    }
}

pub(super) fn gaps(input: &RegisterInput) -> Vec<Gap> {
    use nameplate::register::TellKind;
    let mut all = Vec::new();
    let mut add = |kind, what: String, compiled| all.push(Gap { kind, what, compiled });
    for party in &input.party {
        if party.needs_source {
            add("party", party.id.clone(), false);
        }
        for name in party.names.iter().filter(|n| n.needs_source) {
            add("name", format!("{} of {}", name.text, party.id), !party.needs_source);
        }
    }
    for relation in input.relation.iter().filter(|r| r.needs_source) {
        add("relation", format!("{} {} {}", relation.from, relation.kind, relation.to), false);
    }
    for item in input.designation.iter().filter(|d| d.needs_source) {
        add("designation", format!("{}{} on {}", item.party, item.class, item.list), false);
    }
    for claim in input.claim.iter().filter(|c| c.needs_source) {
        add("claim", format!("about {}: {}", claim.about, claim.sentence), false);
    }
    for response in input.response.iter().filter(|r| r.needs_source) {
        add("response", format!("of {}: {}", response.party, response.sentence), false);
    }
    for signal in input.signal.iter().filter(|s| s.needs_source) {
        let identifier = matches!(signal.kind, TellKind::FccGrantee | TellKind::Mac | TellKind::GtinPrefix);
        let values = if signal.values.is_empty() { &signal.prefixes } else { &signal.values };
        add("signal", format!("{} {} of {}", signal.kind, values.join(", "), signal.party), !identifier);
    }
    for list in input.list.iter().filter(|l| l.needs_source) {
        add("list", list.id.clone(), false);
    }
    for rule in input.rule.iter().filter(|r| r.needs_source) {
        add("rule", format!("of {} for {}: {}", rule.list, rule.reader, rule.sentence), false);
    }
    all.sort();
    all
}
