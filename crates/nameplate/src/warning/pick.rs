//! What of a case is told to a buyer: what was certain on the day asked for. Nothing else of that day gets in: the case tells what had
//! been said by then.

use crate::case::{Case, Designation, home_first};
use crate::connection::Hop;
use crate::consequence::Consequence;
use crate::date::Date;
use crate::policy::HOUSE;
use crate::register::{Claim, Response};
use crate::word::{Act, ClaimSubject, Reader, Severity, State, TargetKind, Verdict};

/// Steps told; of more, the first ones and the last, which reaches the list.
const MOST_STEPS: usize = 3;

/// What is told.
pub(super) struct Picked<'f> {
    pub(super) case: &'f Case,
    /// The date of the newest source, as far as known.
    pub(super) newest: Option<Date>,
    /// Name of the party that the listing points to.
    pub(super) first: &'f str,
    /// The steps that are told.
    pub(super) steps: Vec<&'f Hop>,
    /// Lists that the target certainly stood on.
    pub(super) lists: Vec<&'f Designation>,
    /// All claims that had been made, by somebody who is named.
    pub(super) claims: Vec<&'f Claim>,
    /// The one that weighs most.
    pub(super) claim: Option<&'f Claim>,
    /// Rules for consumers that apply, or of which it cannot be told, each sentence once.
    pub(super) rules: Vec<&'f Consequence>,
    /// Plain statements that a list or law bars nothing to consumers, one a list or law.
    pub(super) lawful: Vec<&'f Consequence>,
    /// The latest answer.
    pub(super) answer: Option<&'f Response>,
}

impl<'f> Picked<'f> {
    pub(super) fn of(case: &'f Case) -> Self {
        let claims: Vec<&Claim> = case.claims.iter().filter(|claim| !claim.by.trim().is_empty()).collect();
        Picked {
            case,
            newest: case.newest_source(),
            first: first(case),
            steps: steps(case),
            lists: lists(case),
            // A claim that nobody is named for is not passed on: an allegation says who alleges.
            claim: weightiest(&claims),
            claims,
            rules: rules(case),
            lawful: lawful(case),
            answer: case.responses.iter().rev().max_by_key(|answer| answer.date.to_bits()),
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
        let says_so = |list: &&Designation| {
            let plainly = self.lawful.iter().any(|c| c.list == list.list);
            plainly || self.rules.iter().any(|c| informs(c) && c.act == Act::Buy && c.list == list.list)
        };
        self.none_is_serious() && self.lists.iter().all(says_so)
    }

    /// Whether the rules cited say, list by list, that a household may keep or use what it has, plainly or by a rule that only
    /// informs.
    pub(super) fn may_be_kept(&self) -> bool {
        let speaks = |c: &&Consequence| c.reader == Reader::Consumer && matches!(c.act, Act::Own | Act::Use);
        let keeps = |c: &Consequence| c.state == State::DoesNotApply || informs(c);
        let says_so = |list: &&Designation| {
            let of_the_list = self.case.consequences.iter().filter(speaks).filter(|c| c.list == list.list);
            of_the_list.clone().next().is_some() && of_the_list.clone().all(keeps)
        };
        self.none_is_serious() && self.lists.iter().all(says_so)
    }

    /// How many of the lists named plainly restrict nothing for a household.
    pub(super) fn lawful_lists(&self) -> usize {
        self.lists.iter().filter(|list| self.lawful.iter().any(|c| c.list == list.list)).count()
    }

    /// The rule that a buyer is told of: the most serious one, or what the list named first says of buying.
    pub(super) fn rule(&self) -> Option<&'f Consequence> {
        let serious = self.serious().min_by_key(|c| (c.severity.is_none(), c.severity));
        let list = self.lists.first()?;
        let of_the_list = || self.rules.iter().filter(|c| c.list == list.list).copied();
        serious.or_else(|| of_the_list().find(|c| c.act == Act::Buy)).or_else(|| of_the_list().next())
    }

    /// Rules that do more than inform, or of which it cannot be told whether they apply.
    pub(super) fn serious(&self) -> impl Iterator<Item = &'f Consequence> {
        self.rules.iter().copied().filter(|c| !informs(c))
    }

    fn none_is_serious(&self) -> bool {
        !self.lists.is_empty() && self.serious().next().is_none()
    }
}

fn informs(rule: &Consequence) -> bool {
    rule.state == State::Applies && rule.severity == Some(Severity::Info)
}

/// The path; of a long one its beginning and its end.
fn steps(case: &Case) -> Vec<&Hop> {
    let told = |n: usize| n + 1 < MOST_STEPS || n + 1 == case.path.len();
    case.path.iter().enumerate().filter(|(n, _)| told(*n)).map(|(_, hop)| hop).collect()
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

/// The firmest claim of the weightiest subject. Of two that are equally firm the earlier one: it is what the later ones build on,
/// and a text that stays the same can be reviewed.
fn weightiest<'f>(claims: &[&'f Claim]) -> Option<&'f Claim> {
    // The others say nothing that a buyer must know; they stand in the evidence.
    let bears = claims.iter().copied().filter(|claim| claim.subject <= ClaimSubject::StateControl);
    bears.min_by_key(|claim| (claim.subject, claim.status, claim.date.to_bits()))
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
