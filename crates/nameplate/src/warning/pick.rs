//! What of a finding is told to a buyer: what was certain, and had been said, on the day asked for.

use std::collections::BTreeSet;

use crate::date::{Date, Day};
use crate::finding::{Consequence, Designation, Finding, Hop};
use crate::policy::HOUSE;
use crate::register::{Claim, Response};
use crate::word::{Act, ClaimSubject, Direction, Reader, Severity, State, TargetKind, Verdict};

/// Claims told in words; the others stand in the evidence.
const MOST_CLAIMS: usize = 3;
/// Answers told.
const MOST_ANSWERS: usize = 2;

/// The day asked for, and how far the sources of the register reach.
#[derive(Clone, Copy, Debug)]
pub struct Moment {
    /// The day asked for.
    pub as_of: Day,
    /// The day of the newest source, where the day asked for is later.
    pub reach: Option<Day>,
}

/// What is told.
pub(super) struct Picked<'f> {
    pub(super) finding: &'f Finding,
    pub(super) as_of: Day,
    /// How far the sources reach, where the day is later.
    pub(super) reach: Option<Day>,
    /// Name of the party that the listing points to.
    pub(super) first: &'f str,
    /// Fields of the listing that do so.
    pub(super) fields: Vec<&'static str>,
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
    pub(super) fn of(finding: &'f Finding, moment: Moment) -> Self {
        let Moment { as_of, reach } = moment;
        let (first_id, first) = first(finding);
        let (answers, answers_left) = answers(finding, as_of);
        let claims: Vec<&Claim> = finding.claims.iter().filter(|claim| may_be_told(claim, as_of)).collect();
        Picked {
            finding,
            as_of,
            reach,
            first,
            fields: fields(finding, first_id),
            lists: lists(finding),
            told: told(&claims),
            claims,
            rules: rules(finding),
            lawful: lawful(finding),
            answers,
            answers_left,
        }
    }

    pub(super) fn is_class(&self) -> bool {
        self.finding.target.kind == TargetKind::Class
    }

    /// Whether the entries speak of goods produced in a foreign country.
    pub(super) fn is_foreign(&self) -> bool {
        self.is_class() && self.lists.iter().all(|list| list.produced == "foreign")
    }

    /// Whether an answer is that of somebody on the path.
    pub(super) fn is_on_the_path(&self, answer: &Response) -> bool {
        let on_the_path = |step: &Hop| step.from == answer.party || step.to == answer.party;
        self.finding.target.id.as_str() == answer.party.as_str() || self.finding.path.iter().any(on_the_path)
    }

    /// The name of a party on the path.
    pub(super) fn name_of(&self, id: &'f str) -> &'f str {
        let target = (self.finding.target.id.as_str(), &self.finding.target.name);
        let steps = self.finding.path.iter();
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
fn lists(finding: &Finding) -> Vec<&Designation> {
    let weight = |list: &Designation, reader: Reader| {
        let rules = finding.consequences.iter().filter(|c| c.list == list.list && c.reader == reader);
        let worst = rules.filter_map(|c| c.severity).min();
        (worst.is_none(), worst)
    };
    let told = |d: &&Designation| d.in_force == Verdict::Connected && d.list != HOUSE;
    let mut all: Vec<&Designation> = finding.designations.iter().filter(told).collect();
    all.sort_by_key(|d| (d.list.as_str(), d.since.to_bits()));
    all.dedup_by(|later, first| later.list == first.list);
    all.sort_by_cached_key(|list| {
        let readers = [Reader::Consumer, Reader::Retailer, Reader::Importer];
        (list.kind, readers.map(|reader| weight(list, reader)))
    });
    all
}

/// The party that the listing points to: where the path begins, or the target itself.
pub(super) fn first(finding: &Finding) -> (&str, &str) {
    match finding.path.first() {
        None => (&finding.target.id, &finding.target.name),
        Some(hop) if hop.relation.runs_backwards() => (&hop.to, &hop.to_name),
        Some(hop) => (&hop.from, &hop.from_name),
    }
}

/// The fields of the listing that speak for that party, in the order of the evidence. Kinds of products name no party.
pub(super) fn fields(finding: &Finding, party: &str) -> Vec<&'static str> {
    let is_class = finding.target.kind == TargetKind::Class;
    let mut all = Vec::new();
    for signal in &finding.signals {
        let speaks = signal.for_or_against == Direction::For
            && (is_class || (signal.party == party && signal.weight > 0));
        if speaks && !all.contains(&signal.field) {
            all.push(signal.field);
        }
    }
    all
}

/// Whether a date is not after the day. What has no date is taken to be known.
fn is_past(date: Date, as_of: Day) -> bool {
    date.first_day().is_none_or(|day| day <= as_of)
}

/// A claim that nobody is named for is not passed on: an allegation says who alleges.
fn may_be_told(claim: &Claim, as_of: Day) -> bool {
    !claim.by.trim().is_empty() && is_past(claim.date, as_of)
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
fn rules(finding: &Finding) -> Vec<&Consequence> {
    let mut all: Vec<&Consequence> = Vec::new();
    for rule in finding.consequences_for(Reader::Consumer) {
        let speaks = rule.state != State::DoesNotApply && rule.would_be != Some(Severity::Info);
        if speaks && !all.iter().any(|known| known.sentence == rule.sentence) {
            all.push(rule);
        }
    }
    all
}

/// What is plainly lawful for consumers to buy or use, one statement a list or law. That what one has may be kept says less.
fn lawful(finding: &Finding) -> Vec<&Consequence> {
    let says_so = |c: &Consequence| c.state == State::DoesNotApply && matches!(c.act, Act::Buy | Act::Use);
    let speaks = |c: &&Consequence| c.reader == Reader::Consumer && c.list != HOUSE && says_so(c);
    let mut all: Vec<&Consequence> = finding.consequences.iter().filter(speaks).collect();
    all.sort_by_key(|c| c.list.as_str());
    all.dedup_by(|later, first| later.list == first.list);
    all
}

/// The latest answers, the latest first, and how many more there are.
fn answers(finding: &Finding, as_of: Day) -> (Vec<&Response>, usize) {
    let mut all: Vec<&Response> =
        finding.responses.iter().filter(|answer| is_past(answer.date, as_of)).collect();
    all.sort_by_key(|answer| std::cmp::Reverse(answer.date.to_bits()));
    let left = all.len().saturating_sub(MOST_ANSWERS);
    all.truncate(MOST_ANSWERS);
    (all, left)
}
