//! What of a case is told to a buyer: what was certain on the day asked for. Nothing else of that day gets in: the case tells what had
//! been said by then.

use std::collections::BTreeSet;

use crate::case::{Case, Designation, home_first};
use crate::connection::Hop;
use crate::consequence::Consequence;
use crate::date::Date;
use crate::policy::HOUSE;
use crate::register::{Claim, Response};
use crate::word::{Act, ClaimSubject, Reader, Severity, State, TargetKind, Verdict};

/// Claims told in words; the others stand in the evidence.
const MOST_CLAIMS: usize = 3;
/// Answers told.
const MOST_ANSWERS: usize = 2;

/// What is told.
pub(super) struct Picked<'f> {
    pub(super) case: &'f Case,
    /// The date of the newest source, as far as known.
    pub(super) newest: Option<Date>,
    /// Name of the party that the listing points to.
    pub(super) first: &'f str,
    /// Lists that the target certainly stood on.
    pub(super) lists: Vec<&'f Designation>,
    /// All claims that had been made, by somebody who is named.
    pub(super) claims: Vec<&'f Claim>,
    /// Those that are told in words.
    pub(super) told: Vec<&'f Claim>,
    /// Rules for consumers that apply, or of which it cannot be told, each sentence once.
    pub(super) rules: Vec<&'f Consequence>,
    /// Plain statements that a list or law bars nothing to consumers, one a list or law.
    pub(super) lawful: Vec<&'f Consequence>,
    /// The latest answers.
    pub(super) answers: Vec<&'f Response>,
    /// How many earlier ones there are.
    pub(super) answers_left: usize,
}

impl<'f> Picked<'f> {
    pub(super) fn of(case: &'f Case) -> Self {
        let (answers, answers_left) = answers(case);
        let claims: Vec<&Claim> = case.claims.iter().filter(|claim| !claim.by.trim().is_empty()).collect();
        Picked {
            case,
            newest: case.newest_source(),
            first: first(case),
            lists: lists(case),
            // A claim that nobody is named for is not passed on: an allegation says who alleges.
            told: told(&claims),
            claims,
            rules: rules(case),
            lawful: lawful(case),
            answers,
            answers_left,
        }
    }

    pub(super) fn is_class(&self) -> bool {
        self.case.target.kind == TargetKind::Class
    }

    /// Whether the entries speak of goods produced in a foreign country.
    pub(super) fn is_foreign(&self) -> bool {
        self.is_class() && self.lists.iter().all(|list| list.produced == "foreign")
    }

    /// Whether an answer is that of somebody on the path.
    pub(super) fn is_on_the_path(&self, answer: &Response) -> bool {
        let on_the_path = |step: &Hop| step.from == answer.party || step.to == answer.party;
        self.case.target.id.as_str() == answer.party.as_str() || self.case.path.iter().any(on_the_path)
    }

    /// The name of a party on the path.
    pub(super) fn name_of(&self, id: &'f str) -> &'f str {
        let target = (self.case.target.id.as_str(), &self.case.target.name);
        let steps = self.case.path.iter();
        let known = steps
            .flat_map(|s| [(s.from.as_str(), &s.from_name), (s.to.as_str(), &s.to_name)])
            .chain([target]);
        known.into_iter().find(|(known, _)| *known == id).map_or(id, |(_, name)| name)
    }

    /// Whether the rules cited say, list by list, that a household may buy: then it can be said in one sentence. They do so
    /// plainly, or by a rule on buying that only informs. A list without either keeps silent, and so do we.
    pub(super) fn is_lawful(&self) -> bool {
        let informs = |c: &Consequence| c.state == State::Applies && c.severity == Some(Severity::Info);
        let says_so = |list: &&Designation| {
            let plainly = self.lawful.iter().any(|c| c.list == list.list);
            plainly || self.rules.iter().any(|c| informs(c) && c.act == Act::Buy && c.list == list.list)
        };
        !self.lists.is_empty() && self.rules.iter().all(|c| informs(c)) && self.lists.iter().all(says_so)
    }
}

/// The lists that the target certainly stood on, each once with its first entry: lists before measures, and those first that
/// bear most on a sale to a household. What a house lists is no official list.
fn lists(case: &Case) -> Vec<&Designation> {
    let weight = |list: &Designation, reader: Reader| {
        let rules = case.consequences.iter().filter(|c| c.list == list.list && c.reader == reader);
        let worst = rules.filter_map(|c| c.severity).min();
        (worst.is_none(), worst)
    };
    let told = |d: &&Designation| d.in_force == Verdict::Connected && d.list != HOUSE;
    let mut all: Vec<&Designation> = case.designations.iter().filter(told).collect();
    all.sort_by_key(|d| (d.list.as_str(), d.since.to_bits()));
    all.dedup_by(|later, first| later.list == first.list);
    all.sort_by_cached_key(|list| {
        let readers = [Reader::Consumer, Reader::Retailer, Reader::Importer];
        (list.kind, readers.map(|reader| weight(list, reader)))
    });
    all
}

/// The name of the party that the listing points to: where the path begins, or the target itself.
fn first(case: &Case) -> &str {
    match case.path.first() {
        None => &case.target.name,
        Some(hop) if hop.relation.runs_backwards() => &hop.to_name,
        Some(hop) => &hop.from_name,
    }
}

/// The firmest claim of each subject, then what is left, in the order of subjects. Of two that are equally firm the earlier
/// one: it is what the later ones build on, and a text that stays the same can be reviewed.
fn told<'f>(claims: &[&'f Claim]) -> Vec<&'f Claim> {
    // The others say nothing that a buyer must know; they stand in the evidence.
    let bears = |claim: &&&Claim| claim.subject <= ClaimSubject::StateControl;
    let mut ranked: Vec<&Claim> = claims.iter().filter(bears).copied().collect();
    let order = |claim: &&Claim| (claim.subject, claim.status, claim.date.to_bits());
    ranked.sort_by_key(order);
    let mut subjects = BTreeSet::new();
    let (best, rest): (Vec<_>, Vec<_>) = ranked.into_iter().partition(|claim| subjects.insert(claim.subject));
    let mut told: Vec<_> = best.into_iter().chain(rest).take(MOST_CLAIMS).collect();
    told.sort_by_key(order);
    told
}

/// Rules that apply to consumers, or of which it cannot be told; what would only inform if it applied is no news.
fn rules(case: &Case) -> Vec<&Consequence> {
    let mut all: Vec<&Consequence> = Vec::new();
    for rule in home_first(case.consequences.iter().collect()) {
        if rule.reader != Reader::Consumer {
            continue;
        }
        let speaks = rule.state != State::DoesNotApply && rule.would_be != Some(Severity::Info);
        if speaks && !all.iter().any(|known| known.sentence == rule.sentence) {
            all.push(rule);
        }
    }
    all
}

/// What is plainly lawful for consumers to buy or use, one statement a list or law. That what one has may be kept says less.
fn lawful(case: &Case) -> Vec<&Consequence> {
    let says_so = |c: &Consequence| c.state == State::DoesNotApply && matches!(c.act, Act::Buy | Act::Use);
    let speaks = |c: &&Consequence| c.reader == Reader::Consumer && c.list != HOUSE && says_so(c);
    let mut all: Vec<&Consequence> = case.consequences.iter().filter(speaks).collect();
    all.sort_by_key(|c| c.list.as_str());
    all.dedup_by(|later, first| later.list == first.list);
    all
}

/// The latest answers, the latest first, and how many more there are.
fn answers(case: &Case) -> (Vec<&Response>, usize) {
    let mut all: Vec<&Response> = case.responses.iter().collect();
    all.sort_by_key(|answer| std::cmp::Reverse(answer.date.to_bits()));
    let left = all.len().saturating_sub(MOST_ANSWERS);
    all.truncate(MOST_ANSWERS);
    (all, left)
}
