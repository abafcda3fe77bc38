//! Step six: what a designation means, for whom and for which act, on that date. A first, simple reading of the rules in
//! `facts/regimes/`: it cites list, date, reader and act, or says nothing.

use crate::date::{Day, Holds};
use crate::finding::{Consequence, Ground};
use crate::register::{ClassNo, DesignationView, PartyNo, Register, SEVERITIES};

/// What the rules are asked about.
pub(crate) struct Question {
    pub(crate) target: Option<PartyNo>,
    pub(crate) class: Option<ClassNo>,
    pub(crate) ground: Ground,
    pub(crate) as_of: Day,
}

/// What follows from the designations, the most serious first.
pub(crate) fn consequences(
    register: &Register<'_>,
    question: &Question,
    designations: &[DesignationView<'_>],
) -> Vec<Consequence> {
    let mut all = Vec::new();
    for rule in register.rules() {
        let Some(list) = designations.iter().find(|d| d.list_no() == rule.list_no()).and_then(|d| d.list())
        else {
            continue;
        };
        let holds = rule.interval().holds(question.as_of);
        let speaks = rule.reaches(question.ground)
            && question.target.is_none_or(|party| rule.speaks_of(party))
            && rule.speaks_of_class(question.class);
        if !speaks || holds == Holds::No {
            continue;
        }
        let certain = holds == Holds::Yes && rule.state() == "applies";
        all.push(Consequence {
            regime: list.name().to_owned(),
            jurisdiction: list.jurisdiction().to_owned(),
            reader: rule.reader().to_owned(),
            act: rule.act().to_owned(),
            state: if certain { "applies" } else { "cannot_tell" }.to_owned(),
            severity: Some(rule.severity().to_owned()).filter(|s| certain && !s.is_empty()),
            since: rule.interval().from,
            citation: rule.citation().to_owned(),
            sentence: rule.sentence().to_owned(),
        });
    }
    let rank = |c: &Consequence| {
        let severity = c.severity.as_deref().unwrap_or_default();
        SEVERITIES.iter().position(|s| *s == severity).unwrap_or(SEVERITIES.len())
    };
    all.sort_by_cached_key(|c| {
        (rank(c), c.regime.clone(), c.reader.clone(), c.act.clone(), c.sentence.clone())
    });
    all.dedup();
    all
}
