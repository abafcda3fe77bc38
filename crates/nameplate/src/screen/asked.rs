//! What is asked, the same for all listings of a run: the register, the policy, the day, and what was made ready of them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::kin::Kin;
use super::told::{Said, Told};
use crate::consequence::{About, Goods, Question, Rules};
use crate::date::Day;
use crate::finding::{Finding, Warning};
use crate::groups::Groups;
use crate::policy::Policy;
use crate::register::{ClassNo, PartyNo, Register};
use crate::warning::{Messages, Moment};
use crate::word::{Ground, Verdict};

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
        Asked { register, policy, as_of, rules, listed_classes, groups, kin, reach, leads, messages: None }
    }

    /// The day, and how far the sources reach where it is later.
    pub(super) fn moment(&self) -> Moment {
        Moment { as_of: self.as_of, reach: self.reach.filter(|day| *day < self.as_of) }
    }

    /// The same for another day.
    pub(super) fn on(&self, as_of: Day) -> Self {
        Asked { as_of, ..self.clone() }
    }

    /// Whether a party stands on a list or leads to somebody who does, at any time.
    pub(super) fn leads_to_a_list(&self, party: PartyNo) -> bool {
        self.leads.get(party.0 as usize).copied().unwrap_or(false)
    }

    /// The question that a finding asks the rules, for every reader and act.
    pub(super) fn question<'a>(&'a self, about: About, goods: &'a Goods, reach: Reach<'a>) -> Question<'a> {
        let (as_of, places) = (self.as_of, &self.policy.places[..]);
        let Reach { ground, path } = reach;
        Question { about, path, ground, goods, as_of, reader: None, act: None, places }
    }

    /// The warning of a finding, worked out once a thread for all that say the same.
    pub(super) fn warn(
        &self,
        told: &mut Told,
        finding: &Finding,
        said: impl FnOnce(Vec<&'static str>) -> Said,
    ) -> Option<Arc<Warning>> {
        let messages = self.messages.as_ref()?;
        if finding.verdict < Verdict::Connected {
            return None;
        }
        let said = said(crate::warning::pointing_fields(finding));
        told.warning(said, || crate::warning::warning(messages, finding, self.moment()))
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
