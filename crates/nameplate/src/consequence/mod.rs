//! Step six: what a designation means, for whom and for which act, on that date.
//!
//! A pure function: the rules of the register and of the house policy, made ready once ([`Rules`]), are asked a
//! [`Question`]. Every outcome cites list, entry, date, reader and act, or nothing is printed. What a rule needs and nobody
//! stated makes it `cannot_tell`, with the reason; never a default.

mod question;
mod goods;
mod place;
mod rule;
mod share;

use std::collections::BTreeSet;

use crate::date::{Date, Day, Holds};
use crate::register::{DesignationView, Register};
use crate::word::State;
pub use goods::Goods;
use goods::Reach;
pub use place::holds_in;
pub use question::{About, Consequence, Question};
use rule::ReadyRule;
pub use rule::{MOST_TEXT, Rules};

impl Rules {
    /// What follows, the most serious first.
    pub fn ask(&self, register: &Register<'_>, question: &Question<'_>) -> Vec<Consequence> {
        let designations = designations(register, question);
        let mut all: Vec<Consequence> = self
            .ready()
            .iter()
            .filter(|rule| rule.is_asked(question))
            .filter_map(|rule| answer(register, question, rule, &designations))
            .collect();
        all.sort_by_cached_key(rank);
        all.dedup();
        one_answer(&mut all);
        all
    }
}

/// A rule that is followed by another under the same code answers on the day of the change too: that an act is lawful is not
/// said beside a rule that may bar it already.
fn one_answer(all: &mut Vec<Consequence>) {
    let is_lawful = |one: &Consequence| one.state == State::DoesNotApply;
    let barring: BTreeSet<String> =
        all.iter().filter(|one| !is_lawful(one)).map(|one| one.code.clone()).collect();
    all.retain(|one| !is_lawful(one) || !barring.contains(&one.code));
}

/// Order: how serious it is or might be, the certain before the uncertain, then jurisdiction, reader and act.
pub(crate) fn rank(one: &Consequence) -> impl Ord + use<> {
    let severity = one.severity.or(one.would_be);
    // What has no severity comes last.
    let serious = (severity.is_none(), severity, one.state != State::Applies);
    let whom = (one.jurisdiction.clone(), one.reader, one.act);
    (serious, whom, one.code.clone(), one.entry.clone(), one.sentence.clone())
}

/// The places of the target on lists that day, the certain ones first.
fn designations<'r>(register: &Register<'r>, question: &Question<'_>) -> Vec<(DesignationView<'r>, Holds)> {
    let all: Vec<DesignationView<'r>> = match question.about {
        About::Party(no) => register.party(no).map(|p| p.designations().collect()).unwrap_or_default(),
        About::Class(no) => register.class(no).map(|c| c.designations().collect()).unwrap_or_default(),
    };
    let held = all.into_iter().map(|one| (one, one.interval().holds(question.as_of)));
    let mut held: Vec<_> = held.filter(|(_, holds)| *holds > Holds::No).collect();
    held.sort_by_key(|(_, holds)| std::cmp::Reverse(*holds));
    held
}

/// What one rule answers; nothing where it does not reach.
fn answer(
    register: &Register<'_>,
    question: &Question<'_>,
    rule: &ReadyRule,
    designations: &[(DesignationView<'_>, Holds)],
) -> Option<Consequence> {
    let cited = cite(register, question, rule, designations)?;
    let mut doubts = Vec::new();
    match rule.interval.holds(question.as_of) {
        Holds::No => return None,
        Holds::Unknown => doubts.push("The exact day on which this begins or ends is not known.".to_owned()),
        Holds::Yes => {}
    }
    if cited.holds == Holds::Unknown {
        doubts.push("Whether the entry stood on the list on that day is not known.".to_owned());
    }
    rule.reach(register, question, &mut doubts)?;
    // That an act is lawful is said where it is certain, or not at all.
    if rule.state == State::DoesNotApply && !doubts.is_empty() {
        return None;
    }
    if rule.state == State::CannotTell || rule.is_unverified_on(question.as_of) {
        doubts.push(rule.why.clone());
    }
    Some(Consequence { shares: rule.shares_on_record(register, question), ..put(rule, &cited, &doubts) })
}

/// The entry that an outcome cites.
struct Cited {
    entry: String,
    listed: Date,
    holds: Holds,
}

/// The entry that triggers the rule: of a list that it names, else the class that a house rule names.
fn cite(
    register: &Register<'_>,
    question: &Question<'_>,
    rule: &ReadyRule,
    designations: &[(DesignationView<'_>, Holds)],
) -> Option<Cited> {
    if rule.on.is_empty() {
        let About::Class(no) = question.about else { return None };
        let entry = register.class(no)?.name().to_owned();
        let named = rule.classes.contains(&no);
        return named.then_some(Cited { entry, listed: rule.interval.from, holds: Holds::Yes });
    }
    let (entry, holds) = designations.iter().find(|(one, _)| rule.on.contains(&one.list_no()))?;
    Some(Cited { entry: entry.entry().to_owned(), listed: entry.interval().from, holds: *holds })
}

fn put(rule: &ReadyRule, cited: &Cited, doubts: &[String]) -> Consequence {
    let state = if doubts.is_empty() { rule.state } else { State::CannotTell };
    Consequence {
        code: rule.code.clone(),
        list: rule.list_id.clone(),
        regime: rule.regime.clone(),
        jurisdiction: rule.jurisdiction.clone(),
        reader: rule.reader,
        act: rule.act,
        state,
        severity: rule.severity.filter(|_| state == State::Applies),
        would_be: rule.severity.filter(|_| state == State::CannotTell),
        since: rule.interval.from,
        entry: cited.entry.clone(),
        listed: cited.listed,
        citation: rule.citation.clone(),
        sentence: rule.sentence.clone(),
        why: doubts.join(" "),
        shares: String::new(),
        exceptions: rule.exceptions.clone(),
        verified: rule.verified,
    }
}

impl ReadyRule {
    fn is_asked(&self, question: &Question<'_>) -> bool {
        let about = match question.about {
            About::Party(no) => self.parties.is_empty() || self.parties.contains(&no),
            About::Class(_) => self.parties.is_empty(),
        };
        let places = question.places;
        about
            && self.grounds & (1 << question.ground as u16) != 0
            && question.reader.is_none_or(|reader| reader == self.reader)
            && question.act.is_none_or(|act| act == self.act)
            && (places.is_empty() || places.iter().any(|place| holds_in(&self.jurisdiction, place)))
    }

    fn is_unverified_on(&self, day: Day) -> bool {
        self.unverified_from.first_day().is_some_and(|from| day >= from)
    }

    /// Whether the rule reaches these goods and owners; what would be needed to say so is added to the doubts.
    fn reach(
        &self,
        register: &Register<'_>,
        question: &Question<'_>,
        doubts: &mut Vec<String>,
    ) -> Option<()> {
        let goods = question.goods;
        let class = match question.about {
            About::Party(_) => goods.class,
            About::Class(no) => Some(no),
        };
        let reaches = [
            self.class_reach(register, class),
            self.origin_reach(goods),
            self.authorisation_reach(goods),
            self.purpose_reach(goods),
            self.share_reach(register, question),
        ];
        for reach in reaches.into_iter().chain(self.needs.iter().map(|fact| goods.states(*fact, class))) {
            match reach {
                Reach::No => return None,
                Reach::Yes => {}
                Reach::Unknown(why) => {
                    if !doubts.contains(&why) {
                        doubts.push(why);
                    }
                }
            }
        }
        Some(())
    }
}
