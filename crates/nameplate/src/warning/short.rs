//! One line for a product page.

use super::cost;
use super::messages::Messages;
use super::pick::Picked;
use super::room;
use super::text::{about, begins_with_who, by, ground, kinds, name, subject, whom, whose_answer};
use crate::register::Claim;
use crate::word::ListKind;

/// The short text.
pub(super) fn short(say: &Messages, picked: &Picked<'_>) -> String {
    let values = [
        ("ground", ground(picked.case).into()),
        ("who", who(say, picked).into()),
        ("target", name(say, picked).into()),
        ("listed", listed(say, picked).into()),
    ];
    let mut parts = vec![say.say("short", &values)];
    if !picked.is_class() {
        match picked.claim.filter(|claim| cost::has_room(picked, claim)) {
            Some(claim) => parts.push(said(say, picked, claim)),
            None if picked.claims.is_empty() => {}
            None => parts.push(counted(say, picked)),
        }
        parts.extend(answered(say, picked));
    }
    // Last, so that "it" above is the company on the list.
    parts.extend(unlisted(say, picked));
    say.sentences(&parts)
}

/// Whose product it is: by name where that company stands on no list itself.
fn who(say: &Messages, picked: &Picked<'_>) -> String {
    let company = picked.case.unlisted.as_ref();
    let known = if company.is_some() { "unlisted" } else { "other" };
    let name = company.map_or_else(String::new, |company| room::name(&company.name));
    say.say("short-who", &[("known", known.into()), ("name", name.into())])
}

/// That the company whose product it is stands on no list itself, where the first sentence has not said so.
fn unlisted(say: &Messages, picked: &Picked<'_>) -> Option<String> {
    let company = picked.case.unlisted.as_ref().filter(|_| !begins_with_who(picked.case))?;
    Some(say.say("short-unlisted", &[("name", room::name(&company.name).into())]))
}

/// On what list the target stands, since when, whether for some purposes only, and on how many more.
fn listed(say: &Messages, picked: &Picked<'_>) -> String {
    let Some((first, others)) = picked.lists.split_first() else { return String::new() };
    let limited = if first.purposes.is_empty() { "no" } else { "yes" };
    let terms = [("limited", limited.into()), ("since", say.since_month(first).into())];
    let values = [
        ("whom", whom(picked).into()),
        ("list", room::name(&first.list_name).into()),
        ("terms", say.say("short-terms", &terms).into()),
    ];
    let is_list = first.kind == ListKind::List;
    let first = if is_list { say.say("short-list", &values) } else { say.say("short-measure", &values) };
    if others.is_empty() {
        return first;
    }
    let kinds = match kinds(others) {
        "measures" if is_list => "besides",
        kinds => kinds,
    };
    let values = [("first", first.into()), ("kinds", kinds.into()), ("count", others.len().into())];
    say.say("short-more", &values)
}

/// The claim that weighs most, with its standing and who makes it.
fn said(say: &Messages, picked: &Picked<'_>, claim: &Claim) -> String {
    let values = [
        ("status", say.say("claim-status-short", &[("status", claim.status.word().into())]).into()),
        ("by", by(claim).into()),
        ("subject", subject(say, claim).into()),
        ("whom", about(picked, claim).into()),
        ("among", claim.among.into()),
        ("about", room::name(picked.name_of(&claim.about)).into()),
    ];
    say.say("short-claim", &values)
}

/// How many claims and answers there are, where names leave no room for one of them: nobody is accused in half a sentence.
fn counted(say: &Messages, picked: &Picked<'_>) -> String {
    let answers = picked.case.responses.len();
    say.say("short-claims", &[("count", picked.claims.len().into()), ("answers", answers.into())])
}

/// Whether an answer is known, and whose.
fn answered(say: &Messages, picked: &Picked<'_>) -> Option<String> {
    let told = picked.claim.filter(|claim| cost::has_room(picked, claim));
    if told.is_none() && !picked.claims.is_empty() {
        return None;
    }
    let name = picked.answer.map_or_else(String::new, |answer| room::name(&answer.name));
    let values = [("answered", whose_answer(picked, told).into()), ("party", name.into())];
    Some(say.say("short-answer", &values))
}
