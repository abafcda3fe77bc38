//! The texts: one line, and paragraphs.

use super::messages::Messages;
use super::pick::Picked;
use super::sources::Sources;
use crate::case::{Case, Designation, PRODUCED_ABROAD};
use crate::connection::Hop;
use crate::consequence::Consequence;
use crate::register::{Claim, Extent, Response};
use crate::word::{Ground, ListKind, Purpose, RelationKind, Severity, State, TargetKind};

/// Lines of one paragraph; what is left out is counted, and stands in the evidence.
const MOST_LINES: usize = 10;

/// One line for a product page.
pub(super) fn short(say: &Messages, picked: &Picked<'_>) -> String {
    let case = picked.case;
    let values = [
        ("ground", ground(case).into()),
        ("target", name(say, picked).into()),
        ("listed", listed(say, picked).into()),
    ];
    let mut parts = vec![say.say("short", &values)];
    // Beside another company that is named, "the company" could be either.
    let is_meant = |id: &str| case.unlisted.is_none() && id == case.target.id.as_str();
    parts.extend(picked.lists.first().and_then(|list| short_purposes(say, list)));
    parts.extend(unlisted(say, picked));
    parts.extend(picked.told.first().map(|claim| {
        let status = say.say("claim-status-short", &[("status", claim.status.word().into())]);
        let is_target = is_meant(&claim.about);
        let whom = match (is_target, claim.among > 1) {
            (true, false) => "target",
            (true, true) => "group",
            (false, false) => "party",
            (false, true) => "group_party",
        };
        let values = [
            ("among", claim.among.into()),
            ("whom", whom.into()),
            ("about", picked.name_of(&claim.about).into()),
            ("subject", subject(say, claim).into()),
            ("status", status.into()),
            ("by", claim.by.as_str().into()),
        ];
        say.say("short-claim", &values)
    }));
    if case.target.kind == TargetKind::Party {
        let answer = picked.answers.first();
        let answered = match answer {
            None => "no",
            Some(answer) if is_meant(&answer.party) => "company",
            Some(_) => "party",
        };
        let name = answer.map_or("", |answer| answer.name.as_str());
        let values = [("answered", answered.into()), ("party", name.into())];
        parts.push(say.say("short-answer", &values));
    }
    say.sentences(&parts)
}

/// How the product reaches the target; made by it may be all that a brand sells, or a part.
fn ground(case: &Case) -> &'static str {
    let in_part = |hop: &Hop| hop.relation == RelationKind::MadeBy && hop.extent != Extent::All;
    match case.ground {
        Ground::MadeBy if case.path.iter().any(in_part) => "made_by_part",
        ground => ground.word(),
    }
}

/// That the company whose product it is stands on no list itself.
fn unlisted(say: &Messages, picked: &Picked<'_>) -> Option<String> {
    let company = picked.case.unlisted.as_ref()?;
    Some(say.say("unlisted", &[("name", company.name.as_str().into())]))
}

/// Companies that bear a like name and are not meant.
fn namesakes(say: &Messages, picked: &Picked<'_>) -> Option<String> {
    let names: Vec<String> = picked.case.namesakes.iter().map(|one| one.name.clone()).collect();
    let values = [("names", say.row(&names).into()), ("count", names.len().into())];
    (!names.is_empty()).then(|| say.say("who-namesakes", &values))
}

/// The name of what is on the lists; of a kind of product in the reader's language.
fn name(say: &Messages, picked: &Picked<'_>) -> String {
    let target = &picked.case.target;
    if !picked.is_class() {
        return target.name.clone();
    }
    let class = target.id.strip_prefix("class:").unwrap_or(&target.id);
    let bare = target.name.strip_suffix(PRODUCED_ABROAD).unwrap_or(&target.name);
    let name = say.say("class-name", &[("class", class.into()), ("name", bare.into())]);
    if picked.is_foreign() { say.say("class-foreign", &[("name", name.into())]) } else { name }
}

/// On what list the target stands, and on how many more; lists come before measures.
fn listed(say: &Messages, picked: &Picked<'_>) -> String {
    let Some((first, others)) = picked.lists.split_first() else { return String::new() };
    let (one, several) = match first.kind {
        ListKind::List if any_measure(others) => ("short-list", "short-lists-mixed"),
        ListKind::List => ("short-list", "short-lists"),
        ListKind::Measure => ("short-measure", "short-measures"),
    };
    let whom = if picked.is_class() { "class" } else { "party" };
    let values = [
        ("whom", whom.into()),
        ("list", first.list_name.as_str().into()),
        ("since", say.since(first).into()),
    ];
    let first = say.say(one, &values);
    if others.is_empty() {
        return first;
    }
    say.say(several, &[("first", first.into()), ("count", others.len().into())])
}

/// That an entry covers goods only as far as they are used for certain purposes: in short with the first of them.
fn short_purposes(say: &Messages, list: &Designation) -> Option<String> {
    let first = purpose(say, *list.purposes.first()?);
    Some(say.say("short-purposes", &[("purpose", first.into())]))
}

fn purposes(say: &Messages, list: &Designation) -> Option<String> {
    let all: Vec<String> = list.purposes.iter().map(|&one| purpose(say, one)).collect();
    (!all.is_empty()).then(|| say.say("purposes", &[("purposes", say.row(&all).into())]))
}

fn purpose(say: &Messages, one: Purpose) -> String {
    say.say("purpose", &[("purpose", one.word().into())])
}

fn any_measure(lists: &[&Designation]) -> bool {
    lists.iter().any(|list| list.kind == ListKind::Measure)
}

fn subject(say: &Messages, claim: &Claim) -> String {
    say.say("claim-subject", &[("subject", claim.subject.word().into())])
}

/// Everything, in paragraphs with an empty line between; lines of a row begin with a dash.
pub(super) fn long(say: &Messages, picked: &Picked<'_>) -> String {
    let mut sources = Sources::default();
    let mut paragraphs = vec![who(say, picked, &mut sources), lists(say, picked, &mut sources)];
    if !picked.told.is_empty() {
        let lines = picked.told.iter().map(|claim| claim_line(say, picked, claim, &mut sources)).collect();
        let left = picked.claims.len() - picked.told.len();
        paragraphs.push(rows(say, say.say("claims-intro", &[]), lines, left));
    }
    paragraphs.push(shopper(say, picked));
    paragraphs.push(answers(say, picked, &mut sources));
    paragraphs.push(cited(say, &sources));
    let evidence = super::codes::anchor(&picked.case.target.id);
    let closing = say.say("closing", &[("evidence", evidence.into())]);
    let reach = picked.newest.map(|date| say.say("reach", &[("date", say.date(date).into())]));
    paragraphs.push(say.sentences(&reach.into_iter().chain([closing]).collect::<Vec<_>>()));
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    paragraphs.join("\n\n")
}

/// A heading and its lines; `left` more were left out before.
fn rows(say: &Messages, heading: String, mut lines: Vec<String>, left: usize) -> String {
    let left = left + lines.len().saturating_sub(MOST_LINES);
    lines.truncate(MOST_LINES);
    if left > 0 {
        lines.push(say.say("more", &[("count", left.into())]));
    }
    lines.iter().fold(heading, |text, line| format!("{text}\n- {line}"))
}

/// Whom the listing points to, and the path from there, step by step.
fn who<'f>(say: &Messages, picked: &Picked<'f>, sources: &mut Sources<'f>) -> String {
    let case = picked.case;
    let first = if picked.is_class() { name(say, picked) } else { picked.first.to_owned() };
    let mut all = vec![say.say("who-listing", &[("first", first.into())])];
    all.extend(case.path.iter().map(|one| step(say, one, sources)));
    if case.path.is_empty() && !picked.is_class() {
        all.push(say.say("who-same", &[("target", case.target.name.as_str().into())]));
    }
    all.extend(unlisted(say, picked));
    all.extend(namesakes(say, picked));
    say.sentences(&all)
}

fn step<'f>(say: &Messages, step: &'f Hop, sources: &mut Sources<'f>) -> String {
    let (from, to) = if step.relation.runs_backwards() {
        (&step.to_name, &step.from_name)
    } else {
        (&step.from_name, &step.to_name)
    };
    let relation = relation(step).into();
    let words = say.say("step", &[("relation", relation), ("from", from.into()), ("to", to.into())]);
    let (words, when) = (("step", words.into()), ("when", say.when(step).into()));
    let cited = sources.cite(&step.sources);
    if cited.is_empty() {
        return say.say("step-uncited", &[words, when]);
    }
    say.say("step-cited", &[words, when, ("sources", say.cited(&cited).into())])
}

/// Which sentence says a step: that somebody makes products says of how many of them.
fn relation(step: &Hop) -> &'static str {
    match (step.relation, step.extent) {
        (RelationKind::MadeBy, Extent::Most) => "made_by_most",
        (RelationKind::MadeBy, Extent::Some) => "made_by_some",
        (RelationKind::MadeBy, Extent::Few) => "made_by_few",
        (relation, _) => relation.word(),
    }
}

fn lists<'f>(say: &Messages, picked: &Picked<'f>, sources: &mut Sources<'f>) -> String {
    let id = match (picked.is_class(), any_measure(&picked.lists)) {
        (true, _) => "lists-intro-class",
        (false, false) => "lists-intro",
        (false, true) => "lists-intro-mixed",
    };
    let target = say.native(&name(say, picked), picked.case.target.native_name.as_deref());
    let heading = say.say(id, &[("target", target.into()), ("count", picked.lists.len().into())]);
    let lines = picked.lists.iter().map(|one| list_line(say, one, sources)).collect();
    rows(say, heading, lines, 0)
}

fn list_line<'f>(say: &Messages, one: &'f Designation, sources: &mut Sources<'f>) -> String {
    let cited = sources.cite(&one.sources);
    let purpose = say.say("list-purpose", &[("list", one.list.as_str().into())]);
    let says: Vec<String> = std::iter::once(purpose).chain(purposes(say, one)).collect();
    let values = [
        ("list", one.list_name.as_str().into()),
        ("kind", say.say("list-kind", &[("kind", one.kind.word().into())]).into()),
        ("since", say.since(one).into()),
        ("purpose", say.sentences(&says).into()),
        ("sources", say.numbers(&cited).into()),
    ];
    say.say("list-line", &values)
}

/// What somebody says, with status, who and when.
fn claim_line<'f>(
    say: &Messages,
    picked: &Picked<'f>,
    claim: &'f Claim,
    sources: &mut Sources<'f>,
) -> String {
    let cited = sources.cite(&claim.sources);
    let values = [
        ("status", say.say("claim-status", &[("status", claim.status.word().into())]).into()),
        ("by", claim.by.as_str().into()),
        ("date", say.date(claim.date).into()),
        ("subject", subject(say, claim).into()),
        ("about", picked.name_of(&claim.about).into()),
        ("original", say.original(&claim.sentence).into()),
        ("sources", say.numbers(&cited).into()),
    ];
    say.say("claim-line", &values)
}

fn shopper(say: &Messages, picked: &Picked<'_>) -> String {
    if picked.rules.is_empty() && picked.lawful.is_empty() {
        return say.say("shopper-none", &[]);
    }
    let heading = say.say("shopper-intro", &[]);
    let mut lines: Vec<String> = picked.rules.iter().map(|rule| rule_line(say, rule)).collect();
    if !picked.lawful.is_empty() {
        let named = |one: &&Consequence| say.say("list-name", &[("list", one.regime.as_str().into())]);
        let names: Vec<String> = picked.lawful.iter().map(named).collect();
        lines.insert(0, say.say("shopper-allowed", &[("lists", say.items(&names).into())]));
    }
    if picked.is_lawful() {
        lines.insert(0, say.say("shopper-lawful", &[]));
    }
    rows(say, heading, lines, 0)
}

fn rule_line(say: &Messages, rule: &Consequence) -> String {
    let severity = rule.severity.filter(|_| rule.state == State::Applies).map_or("unsure", Severity::word);
    // What cannot be told comes with the reason.
    let sentence = format!("{} {}", rule.sentence, rule.why);
    let values = [
        ("severity", severity.into()),
        ("list", rule.regime.as_str().into()),
        ("original", say.original(sentence.trim_end()).into()),
        ("citation", rule.citation.as_str().into()),
    ];
    say.say("shopper-line", &values)
}

fn answers<'f>(say: &Messages, picked: &Picked<'f>, sources: &mut Sources<'f>) -> String {
    if picked.is_class() {
        return say.say("answers-class", &[]);
    }
    if picked.answers.is_empty() {
        return say.say("answers-none", &[]);
    }
    let lines = picked.answers.iter().map(|one| answer_line(say, one, sources)).collect();
    let own = picked.answers.iter().any(|answer| picked.is_on_the_path(answer));
    let heading = if own { say.say("answers-intro", &[]) } else { say.say("answers-others", &[]) };
    rows(say, heading, lines, picked.answers_left)
}

fn answer_line<'f>(say: &Messages, one: &'f Response, sources: &mut Sources<'f>) -> String {
    let cited = sources.cite(&one.sources);
    let values = [
        ("party", one.name.as_str().into()),
        ("date", say.date(one.date).into()),
        ("original", say.original(&one.sentence).into()),
        ("sources", say.numbers(&cited).into()),
    ];
    say.say("answer-line", &values)
}

/// Where all of it can be read. Not cut short: every number above has to lead somewhere.
fn cited(say: &Messages, sources: &Sources<'_>) -> String {
    let lines: Vec<String> = sources
        .all()
        .map(|(number, source)| {
            let values = [
                ("number", number.to_string().into()),
                ("title", source.title.as_str().into()),
                ("date", say.date(source.date).into()),
                ("address", source.url.as_str().into()),
            ];
            say.say("source-line", &values)
        })
        .collect();
    if lines.is_empty() {
        return String::new();
    }
    lines.iter().fold(say.say("sources-intro", &[]), |text, line| format!("{text}\n- {line}"))
}
