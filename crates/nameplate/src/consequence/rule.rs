//! Rules made ready to be asked: those of the register, and those of the house policy resolved against it.

use super::goods::{Goods, Reach};
use crate::date::{Date, Day, Interval};
use crate::id::ListId;
use crate::policy::{HOUSE, Policy};
use crate::product::Authorised;
use crate::register::{ClassNo, PartyNo, Register, Rule, RuleIn, ShareTest};
use crate::word::{Act, Fact, Ground, Purpose, Reader, Severity, State};

/// A rule with its names resolved.
#[derive(Clone, Debug)]
pub(super) struct ReadyRule {
    pub(super) code: String,
    pub(super) list_id: ListId,
    pub(super) regime: String,
    pub(super) jurisdiction: String,
    /// Numbers of the lists that trigger it; none: a class that the house names.
    pub(super) on: Vec<u32>,
    /// A bit a ground.
    pub(super) grounds: u16,
    pub(super) share: Option<(ShareTest, u8)>,
    pub(super) reader: Reader,
    pub(super) act: Act,
    pub(super) severity: Option<Severity>,
    pub(super) state: State,
    pub(super) why: String,
    pub(super) interval: Interval,
    pub(super) unverified_from: Date,
    pub(super) parties: Vec<PartyNo>,
    pub(super) classes: Vec<ClassNo>,
    pub(super) foreign_only: bool,
    pub(super) produced_in: Vec<String>,
    pub(super) authorised: (Date, Date),
    pub(super) purposes: Vec<Purpose>,
    pub(super) needs: Vec<Fact>,
    pub(super) exceptions: Vec<String>,
    pub(super) sentence: String,
    pub(super) citation: String,
    pub(super) verified: bool,
}

/// All rules that can be asked. Made once; the answers depend on nothing else.
#[derive(Clone, Debug)]
pub struct Rules {
    ready: Vec<ReadyRule>,
}

impl Rules {
    /// The rules of a register and of a house policy. What a house rule names and the register does not know never fires:
    /// [`Policy::check_rules`] says so before.
    pub fn new(register: &Register<'_>, policy: &Policy) -> Self {
        let of_register = register.rules().filter_map(|rule| ready(&rule));
        let of_house = policy.rule.iter().enumerate();
        let of_house = of_house.filter_map(|(n, rule)| house(register, policy, n, rule));
        Rules { ready: of_register.chain(of_house).collect() }
    }

    pub(super) fn ready(&self) -> &[ReadyRule] {
        &self.ready
    }

    /// Whether each rule that speaks of a party on these lists, and of some kinds of goods only, reaches a kind: what tells kinds apart.
    pub(crate) fn reach_of_class(
        &self,
        register: &Register<'_>,
        (party, lists): (PartyNo, &[u32]),
        class: ClassNo,
    ) -> Vec<bool> {
        let of_lists = |rule: &&ReadyRule| rule.on.iter().any(|list| lists.contains(list));
        let of_party = |rule: &&ReadyRule| rule.parties.is_empty() || rule.parties.contains(&party);
        let rules =
            self.ready.iter().filter(|rule| !rule.classes.is_empty()).filter(of_lists).filter(of_party);
        rules.map(|rule| matches!(rule.class_reach(register, Some(class)), Reach::Yes)).collect()
    }

    /// The classes that house rules name without any list, with the first day.
    pub(crate) fn house_classes(&self) -> impl Iterator<Item = (ClassNo, Interval)> + use<'_> {
        let without_list = self.ready.iter().filter(|rule| rule.on.is_empty());
        without_list.flat_map(|rule| rule.classes.iter().map(|class| (*class, rule.interval)))
    }
}

/// Longest text of a rule, in bytes. `facts check` refuses longer ones; in a damaged register a text may be anything, and is
/// copied into every answer.
pub const MOST_TEXT: usize = 2_048;

/// At most so many of anything that a rule names: far more than any law does.
const MOST_NAMED: usize = 256;

fn short(text: &str) -> String {
    if text.len() <= MOST_TEXT { text.to_owned() } else { String::new() }
}

fn some<T>(all: impl Iterator<Item = T>) -> Vec<T> {
    all.take(MOST_NAMED).collect()
}

/// A rule of the register; `None` where a damaged one speaks to nobody that there is.
fn ready(rule: &Rule<'_>) -> Option<ReadyRule> {
    let list = rule.list();
    let of_list = |of: fn(&crate::register::List<'_>) -> String| list.as_ref().map(of).unwrap_or_default();
    let jurisdiction = match rule.jurisdiction() {
        "" => of_list(|list| short(list.jurisdiction())),
        own => short(own),
    };
    Some(ReadyRule {
        code: short(rule.code()),
        list_id: of_list(|list| short(list.id())).into(),
        regime: of_list(|list| short(list.name())),
        jurisdiction,
        on: some(rule.on()),
        grounds: rule.grounds(),
        share: rule.share(),
        reader: rule.reader()?,
        act: rule.act()?,
        severity: rule.severity(),
        state: rule.state()?,
        why: short(rule.why()),
        interval: rule.interval(),
        unverified_from: rule.unverified_from(),
        parties: some(rule.parties()),
        classes: some(rule.classes()),
        foreign_only: rule.foreign_only(),
        produced_in: some(rule.produced_in().map(short)),
        authorised: rule.authorised(),
        purposes: some(rule.purposes().filter_map(Purpose::from_word)),
        needs: some(rule.needs().filter_map(Fact::from_word)),
        exceptions: rule.exceptions().take(8).map(short).collect(),
        sentence: short(rule.sentence()),
        citation: short(rule.citation()),
        verified: rule.is_verified(),
    })
}

/// A rule of the house; `None` where it names what the register does not know.
fn house(register: &Register<'_>, policy: &Policy, n: usize, rule: &RuleIn) -> Option<ReadyRule> {
    let lists: Vec<&String> = rule.on.iter().chain((!rule.list.is_empty()).then_some(&rule.list)).collect();
    let on: Option<Vec<u32>> = lists.iter().map(|id| register.list_by_id(id)).collect();
    let classes: Option<Vec<ClassNo>> = rule.classes.iter().map(|id| register.class_by_id(id)).collect();
    let parties: Option<Vec<PartyNo>> = rule.parties.iter().map(|id| register.party_by_id(id)).collect();
    let named = |word: &String| Ground::from_word(word).map(|ground| 1 << ground as u16);
    let grounds: Option<u16> = rule.grounds.iter().map(named).sum();
    let share = rule.share.or(rule.share_at_least.map(|_| ShareTest::Aggregate));
    let citation = policy.citation();
    Some(ReadyRule {
        code: if rule.code.is_empty() { format!("house.{}", n + 1) } else { rule.code.clone() },
        list_id: HOUSE.into(),
        regime: citation.clone(),
        jurisdiction: rule.jurisdiction.clone(),
        on: on?,
        grounds: grounds.filter(|bits| *bits != 0 || !rule.grounds.is_empty()).map_or(u16::MAX, |bits| bits),
        share: share.map(|test| (test, rule.share_at_least.unwrap_or_default())),
        reader: Reader::from_word(&rule.reader)?,
        act: Act::from_word(&rule.act)?,
        severity: Severity::from_word(&rule.severity),
        state: State::from_word(&rule.state)?,
        why: rule.why.clone(),
        interval: Interval { from: rule.from, to: rule.to, ..Interval::default() },
        unverified_from: rule.unverified_from,
        parties: parties?,
        classes: classes?,
        foreign_only: rule.produced == "foreign",
        produced_in: rule.produced_in.clone(),
        authorised: (rule.authorised_since, rule.authorised_before),
        purposes: rule.purposes.iter().filter_map(|word| Purpose::from_word(word)).collect(),
        needs: rule.needs.iter().filter_map(|word| Fact::from_word(word)).collect(),
        exceptions: rule.exceptions.clone(),
        sentence: rule.sentence.clone(),
        citation,
        verified: true,
    })
}

impl ReadyRule {
    pub(super) fn class_reach(&self, register: &Register<'_>, class: Option<ClassNo>) -> Reach {
        if self.classes.is_empty() {
            return Reach::Yes;
        }
        let Some(class) = class else { return Reach::Unknown(Fact::Class.missing().to_owned()) };
        if self.classes.iter().any(|&one| register.is_a(class, one)) { Reach::Yes } else { Reach::No }
    }

    pub(super) fn origin_reach(&self, goods: &Goods) -> Reach {
        if !self.foreign_only && self.produced_in.is_empty() {
            return Reach::Yes;
        }
        let Some(produced) = &goods.produced_in else {
            return Reach::Unknown(Fact::ProducedIn.missing().to_owned());
        };
        let home = self.jurisdiction.split('-').next().unwrap_or_default();
        let abroad = !self.foreign_only || produced != home;
        let there = self.produced_in.is_empty() || self.produced_in.contains(produced);
        if abroad && there { Reach::Yes } else { Reach::No }
    }

    pub(super) fn authorisation_reach(&self, goods: &Goods) -> Reach {
        let (since, before) = (self.authorised.0.first_day(), self.authorised.1.first_day());
        if since.is_none() && before.is_none() {
            return Reach::Yes;
        }
        let unknown = || Reach::Unknown(Fact::AuthorisedOn.missing().to_owned());
        let Some(authorised) = goods.authorised else { return unknown() };
        let new = |day: Option<Day>| day.map(|day| Authorised::is_new_since(authorised, day));
        match (new(since), new(before)) {
            (Some(Some(false)), _) | (_, Some(Some(true))) => Reach::No,
            (Some(None), _) | (_, Some(None)) => unknown(),
            _ => Reach::Yes,
        }
    }

    /// A named purpose settles that the rule reaches. Another one does not settle that it does not: laws ask what the
    /// equipment is used for, and an offer only says what it is sold for.
    pub(super) fn purpose_reach(&self, goods: &Goods) -> Reach {
        if self.purposes.is_empty() || goods.purposes.iter().any(|one| self.purposes.contains(one)) {
            return Reach::Yes;
        }
        Reach::Unknown(match goods.purposes.first() {
            None => Fact::Purpose.missing().to_owned(),
            Some(other) => format!(
                "The rule asks what the equipment is used for; the listing says {}, which is none of its purposes.",
                other.word().replace('_', " ")
            ),
        })
    }
}
