//! How many words a text takes: those of the register as they are, our own as many as the language takes that takes most of
//! them. So what finds room is the same in every language; `tests/tests/wording.rs` holds both bounds over all of them.

use super::pick::Picked;
use super::room::{Room, words};
use super::text::{about, begins_with_who, by, ground, whose_answer};
use crate::connection::Hop;
use crate::date::Date;
use crate::register::{Claim, Extent};
use crate::word::{ClaimStatus, ClaimSubject, ListKind, RelationKind};

/// Words that the short text may have.
const SHORT: usize = 60;
/// Words that the long text may have, beside its sources.
pub(super) const LONG: usize = 200;
/// Companies of a like name that are told; the others are counted.
pub(super) const NAMESAKES: usize = 2;
/// Words of a scope that are told; a longer one stands in the evidence.
const OF_A_SCOPE: usize = 10;
/// What asking for papers takes.
pub(super) const PAPERS: usize = 18;
/// What a date or a share takes.
const OF_A_DATE: usize = 7;

/// Whether the claim finds room in the short text beside what has to be said.
pub(super) fn has_room(picked: &Picked<'_>, claim: &Claim) -> bool {
    let mut room = Room::of(SHORT);
    room.take(of_the_ground(picked) + of_the_list(picked));
    let about = match about(picked, claim) {
        "target" => 2,
        "group" => 5,
        "party" => 1 + words(picked.name_of(&claim.about)),
        _ => 4 + words(picked.name_of(&claim.about)),
    };
    let answered = match (whose_answer(picked, Some(claim)), picked.answer) {
        ("party", Some(answer)) => 2 + words(&answer.name),
        ("it", _) => 3,
        ("company", _) => 7,
        _ => 5,
    };
    let standing = if claim.status == ClaimStatus::Allegation { 4 } else { 3 };
    room.fits(standing + words(&by(claim)) + of_the_subject(claim) + about + answered)
}

fn of_the_subject(claim: &Claim) -> usize {
    if claim.subject == ClaimSubject::RightsAbuse { 4 } else { 3 }
}

/// What the sentence on the ground takes, and the one on a company that stands on no list.
fn of_the_ground(picked: &Picked<'_>) -> usize {
    let case = picked.case;
    let unlisted = case.unlisted.as_ref().map(|company| words(&company.name));
    let who = unlisted.map_or(8, |name| 4 + name);
    let ours = match ground(case) {
        "subsidiary" => 4 + who,
        "control" => 7 + who,
        "affiliate" => 6 + who,
        "made_by" => 13,
        "made_by_part" => 21,
        "component" => 13,
        _ => 11,
    };
    let beside = unlisted.filter(|_| !begins_with_who(case)).map_or(0, |name| 6 + name);
    ours + beside + words(&case.target.name)
}

/// What the place on a list takes.
fn of_the_list(picked: &Picked<'_>) -> usize {
    let Some(first) = picked.lists.first() else { return 0 };
    let kind = if first.kind == ListKind::List { 5 } else { 8 };
    let since = 4;
    let limited = if first.purposes.is_empty() { 0 } else { 4 };
    let more = if picked.lists.len() > 1 { 6 } else { 0 };
    kind + since + limited + more + words(&first.list_name)
}

/// What has to be told in the long text.
pub(super) fn of_the_long(picked: &Picked<'_>) -> usize {
    let said = picked.claim.map_or(0, |claim| of_a_claim(picked, claim));
    of_the_path(picked) + of_the_lists(picked) + said + of_the_answer(picked) + of_the_end(picked)
}

/// What a sentence of the register takes with what is put around it.
pub(super) fn quoted(sentence: &str) -> usize {
    8 + words(sentence)
}

/// Whether the scope of a relation is told.
pub(super) fn is_told(scope: &str) -> bool {
    !scope.is_empty() && words(scope) <= OF_A_SCOPE
}

fn of_the_path(picked: &Picked<'_>) -> usize {
    let case = picked.case;
    let native = case.target.native_name.as_deref().map_or(0, words);
    let first = if case.path.is_empty() { 8 + words(&case.target.name) + native } else { 0 };
    let unlisted = if case.unlisted.is_some() { 5 } else { 0 };
    let namesakes: usize = case.namesakes.iter().take(NAMESAKES).map(|one| words(&one.name)).sum();
    let namesakes = if namesakes == 0 { 0 } else { 14 + namesakes };
    let start = if case.path.is_empty() { 0 } else { words(picked.first) };
    first + unlisted + namesakes + start + picked.steps.iter().map(|hop| of_a_step(hop)).sum::<usize>()
}

/// A step: our words, the name that it leads to, what is known of its time and share, and its scope where it is told.
fn of_a_step(hop: &Hop) -> usize {
    let dates = [Some(hop.valid_from), Some(hop.valid_to), hop.last_confirmed];
    let known = dates.into_iter().flatten().filter(|date| matches!(date, Date::On { .. })).count();
    let scope = if is_told(&hop.scope) { quoted(&hop.scope) } else { 0 };
    let to = if hop.relation.runs_backwards() { &hop.from_name } else { &hop.to_name };
    let is_in_part = hop.relation == RelationKind::MadeBy && hop.extent != Extent::All;
    let ours = if is_in_part { 11 } else { 7 };
    ours + words(to) + scope + OF_A_DATE * (known + usize::from(hop.share.is_some()))
}

fn of_the_lists(picked: &Picked<'_>) -> usize {
    let Some(first) = picked.lists.first() else { return 0 };
    let kind = if first.kind == ListKind::List { 2 } else { 7 };
    let line = if picked.lists.len() > 1 { 20 } else { 7 };
    let purposes = if first.purposes.is_empty() { 0 } else { 22 };
    let purpose = 19;
    line + words(&picked.case.target.name) + words(&first.list_name) + kind + OF_A_DATE + purpose + purposes
}

fn of_a_claim(picked: &Picked<'_>, claim: &Claim) -> usize {
    let standing = if claim.status == ClaimStatus::Allegation { 8 } else { 4 };
    let whom = match about(picked, claim) {
        "target" => 7,
        "group" => 13,
        "party" => 3 + words(picked.name_of(&claim.about)),
        _ => 10 + words(picked.name_of(&claim.about)),
    };
    standing + words(&claim.by) + 6 + of_the_subject(claim) + whom
}

fn of_the_answer(picked: &Picked<'_>) -> usize {
    let Some(answer) = picked.answer else { return 17 };
    let of_others = if picked.is_on_the_path(answer) { 0 } else { 18 };
    of_others + 6 + words(&answer.name)
}

/// The shopper, what is left to the evidence, how far the sources reach.
fn of_the_end(picked: &Picked<'_>) -> usize {
    let shopper = 23 + if picked.may_be_kept() && !picked.is_lawful() { 10 } else { 0 };
    let counts = [
        (picked.lists.len(), 5),
        (picked.claims.len(), 2),
        (picked.case.responses.len(), 3),
        (picked.rules.len() + 1, 4),
        (picked.case.path.len() - picked.steps.len() + 1, 3),
        (picked.case.namesakes.len().saturating_sub(NAMESAKES) + 1, 4),
    ];
    let left: usize = counts.iter().filter(|(count, _)| *count > 1).map(|(_, words)| words).sum();
    let closing = 14 + 6;
    shopper + 5 + left + closing
}
