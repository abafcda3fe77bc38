//! What is asked, the same for all listings of a run: the register, the policy, the day, and what was made ready of them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::kin::Kin;
use super::told::{Shelf, Told};
use crate::consequence::{About, Consequence, Goods, Question, Rules};
use crate::date::{Date, Day};
use crate::finding::{Case, Designation, House};
use crate::groups::Groups;
use crate::policy::{HOUSE, Policy};
use crate::register::{ClassNo, PartyNo, Register, Response};
use crate::warning::Messages;
use crate::word::Ground;

/// A register, a policy and a day. A copy for another day shares the rest.
#[derive(Clone)]
pub(super) struct Asked<'r> {
    pub(super) register: Register<'r>,
    pub(super) policy: Arc<Policy>,
    pub(super) as_of: Day,
    pub(super) rules: Arc<Rules>,
    /// Product classes that stand on a list, or that a house rule names.
    pub(super) listed_classes: Arc<[ClassNo]>,
    /// Who belongs together, whatever the day.
    pub(super) groups: Arc<Groups>,
    /// Who bears whose name.
    pub(super) kin: Arc<Kin>,
    /// The day of the newest source.
    reach: Option<Day>,
    /// By number of a party: whether relations lead from it to somebody on a list, whatever the day.
    leads: Arc<[bool]>,
    /// The cases that were made.
    shelf: Arc<Shelf>,
    /// In which words buyers are told. Without them, no warnings are written.
    pub(super) messages: Option<Arc<Messages>>,
}

impl<'r> Asked<'r> {
    pub(super) fn new(register: Register<'r>, policy: Policy, as_of: Day) -> Self {
        let rules = Rules::new(&register, &policy);
        let listed = register.classes().filter(|(_, class)| class.designations().next().is_some());
        let named = rules.house_classes().map(|(no, _)| no);
        let listed_classes: BTreeSet<ClassNo> = listed.map(|(no, _)| no).chain(named).collect();
        let listed_classes = listed_classes.into_iter().collect();
        let leads = leads(&register).into();
        let reach = register.sources().filter_map(|source| source.date.first_day()).max();
        let (groups, kin) = (Arc::new(Groups::new(&register)), Arc::new(Kin::new(&register)));
        let (policy, rules) = (Arc::new(policy), Arc::new(rules));
        Asked {
            register,
            policy,
            as_of,
            rules,
            listed_classes,
            groups,
            kin,
            reach,
            leads,
            shelf: Arc::default(),
            messages: None,
        }
    }

    /// The day of the newest source, where the day asked for is later.
    pub(super) fn reach(&self) -> Option<Day> {
        self.reach.filter(|day| *day < self.as_of)
    }

    /// The same for another day.
    pub(super) fn on(&self, as_of: Day) -> Self {
        Asked { as_of, ..self.clone() }
    }

    /// Whether a party stands on a list or leads to somebody who does, at any time.
    pub(super) fn leads_to_a_list(&self, party: PartyNo) -> bool {
        self.leads.get(party.0 as usize).copied().unwrap_or(false)
    }

    /// The same, and cases are told in these words; those that were made in none, or in others, are made anew.
    pub(super) fn speaking(self, messages: Messages) -> Self {
        Asked { messages: Some(Arc::new(messages)), shelf: Arc::default(), ..self }
    }

    /// The question that a finding asks the rules, for every reader and act.
    pub(super) fn question<'a>(&'a self, about: About, goods: &'a Goods, reach: Reach<'a>) -> Question<'a> {
        let (as_of, places) = (self.as_of, &self.policy.places[..]);
        let Reach { ground, path } = reach;
        Question { about, path, ground, goods, as_of, reader: None, act: None, places }
    }

    /// Ends a case: what only the house says is taken out of it, it gets its id, and it is told to buyers.
    pub(super) fn told(&self, case: Case, house: Option<Designation>) -> Told {
        let is_house = |one: &Consequence| one.list == HOUSE;
        let (by_house, consequences) = case.consequences.into_iter().partition(is_house);
        let house = House::named(house.into_iter().collect(), by_house).map(Arc::new);
        let mut case = Case { consequences, ..case }.named();
        case.warning = self.messages.as_deref().and_then(|messages| crate::warning::warning(messages, &case));
        Told { case: self.shelf.shared(case), house }
    }

    /// What parties on a path had answered by the day asked for; where they are silent, their group or who bears the name.
    pub(super) fn answers(&self, path: &[PartyNo]) -> Vec<Response> {
        let mut all = self.kin.answers(&self.register, &self.groups, path);
        all.retain(|answer| self.is_past(answer.date));
        all
    }

    /// Whether something dated had been said by the day asked for. What has no date is taken to be known.
    pub(super) fn is_past(&self, date: Date) -> bool {
        date.first_day().is_none_or(|day| day <= self.as_of)
    }
}

/// How a listing reaches a target.
#[derive(Clone, Copy)]
pub(super) struct Reach<'a> {
    pub(super) ground: Ground,
    /// From the party that the listing shows to the target, both included; empty for a kind of product.
    pub(super) path: &'a [PartyNo],
}

/// Who leads to a list: those who stand on one, and all from whom a relation leads there.
fn leads(register: &Register<'_>) -> Vec<bool> {
    let mut leads: Vec<bool> = Vec::new();
    let mut open: Vec<PartyNo> = Vec::new();
    let mut from: BTreeMap<PartyNo, Vec<PartyNo>> = BTreeMap::new();
    for (no, party) in register.parties() {
        leads.push(party.designations().next().is_some());
        if leads.last() == Some(&true) {
            open.push(no);
        }
        for relation in register.relations_of(no) {
            from.entry(relation.reaches()).or_default().push(relation.leaves());
        }
    }
    while let Some(reached) = open.pop() {
        for &party in from.get(&reached).map(Vec::as_slice).unwrap_or_default() {
            if let Some(known) = leads.get_mut(party.0 as usize)
                && !*known
            {
                *known = true;
                open.push(party);
            }
        }
    }
    leads
}
