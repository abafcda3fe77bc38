//! What both texts say of a target, its lists and those on the way to it.

use super::messages::Messages;
use super::pick::Picked;
use super::room;
use crate::case::{Case, Designation, PRODUCED_ABROAD};
use crate::register::{Claim, Extent, Response};
use crate::word::{ClaimStatus, Ground, ListKind, RelationKind};

/// The name of what is on the lists; of a kind of product in the reader's language.
pub(super) fn name(say: &Messages, picked: &Picked<'_>) -> String {
    let target = &picked.case.target;
    if !picked.is_class() {
        return room::name(&target.name);
    }
    let class = target.id.strip_prefix("class:").unwrap_or(&target.id);
    let bare = target.name.strip_suffix(PRODUCED_ABROAD).unwrap_or(&target.name);
    let name = say.say("class-name", &[("class", class.into()), ("name", room::name(bare).into())]);
    if picked.is_foreign() { say.say("class-foreign", &[("name", name.into())]) } else { name }
}

/// `party` or `class`: they are spoken of in other words.
pub(super) fn whom(picked: &Picked<'_>) -> &'static str {
    if picked.is_class() { "class" } else { "party" }
}

/// Whether lists, measures or both are spoken of.
pub(super) fn kinds(lists: &[&Designation]) -> &'static str {
    let measures = lists.iter().filter(|list| list.kind == ListKind::Measure).count();
    match measures {
        0 => "lists",
        all if all == lists.len() => "measures",
        _ => "mixed",
    }
}

/// Whom a claim is about, as far as that needs other words: one or many, the company on the list or another one.
pub(super) fn about(picked: &Picked<'_>, claim: &Claim) -> &'static str {
    let is_target = claim.about.as_str() == picked.case.target.id.as_str();
    match (is_target, claim.among > 1) {
        (true, false) => "target",
        (true, true) => "group",
        (false, false) => "party",
        (false, true) => "group_party",
    }
}

/// Whether an answer is that of the company on the list.
fn is_own(picked: &Picked<'_>, answer: &Response) -> bool {
    answer.party.as_str() == picked.case.target.id.as_str()
}

pub(super) fn subject(say: &Messages, claim: &Claim) -> String {
    say.say("claim-subject", &[("subject", claim.subject.word().into())])
}

/// How the product reaches the target; made by it may be all that a brand sells, or a part.
pub(super) fn ground(case: &Case) -> &'static str {
    match case.ground {
        Ground::MadeBy if is_in_part(case) => "made_by_part",
        ground => ground.word(),
    }
}

fn is_in_part(case: &Case) -> bool {
    case.path.iter().any(|hop| hop.relation == RelationKind::MadeBy && hop.extent != Extent::All)
}

/// Whether the sentence on the ground begins with the company whose product it is.
pub(super) fn begins_with_who(case: &Case) -> bool {
    matches!(case.ground, Ground::Subsidiary | Ground::Control | Ground::Affiliate)
}

/// Who makes a claim, in short.
pub(super) fn by(claim: &Claim) -> String {
    let is_official = matches!(claim.status, ClaimStatus::OfficialFinding | ClaimStatus::CourtRuling);
    room::authority(&claim.by, is_official)
}

/// "It" is the company that the sentence before was about.
pub(super) fn whose_answer(picked: &Picked<'_>, told: Option<&Claim>) -> &'static str {
    match picked.answer {
        None => "no",
        Some(answer) if !is_own(picked, answer) => "party",
        Some(_) if told.is_none_or(|claim| is_about_the_target(picked, claim)) => "it",
        Some(_) => "company",
    }
}

fn is_about_the_target(picked: &Picked<'_>, claim: &Claim) -> bool {
    matches!(about(picked, claim), "target" | "group")
}
