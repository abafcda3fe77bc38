//! How far the facts reach: of the makers that can be `connected`, how many have a sourced claim and an answer on record.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use nameplate::date::Date;
use nameplate::register::{RegisterInput, RelationIn, Status};
use nameplate::word::RelationKind;

/// How far the facts reach.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coverage {
    /// Every maker that stands on a list, the most reached first.
    pub makers: Vec<Maker>,
}

/// A maker that stands on a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Maker {
    /// Party id.
    pub party: String,
    /// Its name.
    pub name: String,
    /// How many names lead there: its own, and those of every party from which a path of relations does.
    pub names: usize,
    /// Whether it or its group has a sourced claim.
    pub has_claim: bool,
    /// Whether it or its group has a sourced answer.
    pub has_answer: bool,
}

impl Coverage {
    /// Makers with a sourced claim about them or their group.
    pub fn with_claim(&self) -> usize {
        self.makers.iter().filter(|maker| maker.has_claim).count()
    }

    /// Makers that answered, or whose group did.
    pub fn with_answer(&self) -> usize {
        self.makers.iter().filter(|maker| maker.has_answer).count()
    }

    /// Makers of whom something is said while no answer is on record: what is least fair.
    pub fn unanswered(&self) -> usize {
        self.makers.iter().filter(|maker| maker.has_claim && !maker.has_answer).count()
    }
}

impl fmt::Display for Maker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lacks = match (self.has_claim, self.has_answer) {
            (false, false) => "no claim, no answer",
            (true, false) => "no answer",
            (false, true) => "no claim",
            (true, true) => "nothing missing",
        };
        write!(f, "{}: {lacks} ({} names lead there)", self.name, self.names)
    }
}

pub(super) fn coverage(input: &RegisterInput) -> Coverage {
    let ties = Ties::of(input);
    let said: BTreeSet<&str> =
        input.claim.iter().filter(|c| !c.needs_source).map(|c| c.about.as_str()).collect();
    let answered: BTreeSet<&str> =
        input.response.iter().filter(|r| !r.needs_source).map(|r| r.party.as_str()).collect();
    let listed: BTreeSet<&str> = input
        .designation
        .iter()
        .filter(|d| !d.needs_source && !d.party.is_empty())
        .map(|d| d.party.as_str())
        .collect();
    let parties: BTreeMap<&str, _> = input.party.iter().map(|p| (p.id.as_str(), p)).collect();
    let mut makers: Vec<Maker> = listed
        .iter()
        .filter_map(|&id| {
            let party = parties.get(id).filter(|party| !party.needs_source)?;
            let group = reach(id, &ties.group);
            let leads = reach(id, &ties.towards);
            let names = |id: &&str| parties.get(id).map_or(0, |p| p.names.len() + 1);
            Some(Maker {
                party: id.to_owned(),
                name: party.name.clone(),
                names: leads.iter().map(names).sum(),
                has_claim: group.iter().any(|member| said.contains(member)),
                has_answer: group.iter().any(|member| answered.contains(member)),
            })
        })
        .collect();
    makers.sort_by(|a, b| b.names.cmp(&a.names).then_with(|| a.party.cmp(&b.party)));
    Coverage { makers }
}

/// Who is tied to whom by relations that are sourced and not over. A share leads nowhere by itself: it takes a test of ownership.
#[derive(Default)]
struct Ties<'a> {
    /// Both ways, within a group.
    group: BTreeMap<&'a str, Vec<&'a str>>,
    /// From the target of a path to where the path comes from.
    towards: BTreeMap<&'a str, Vec<&'a str>>,
}

impl<'a> Ties<'a> {
    fn of(input: &'a RegisterInput) -> Ties<'a> {
        let mut ties = Ties::default();
        let in_force = |r: &&RelationIn| !r.needs_source && !is_over(r) && r.kind != RelationKind::Owns;
        for relation in input.relation.iter().filter(in_force) {
            let (mut from, mut to) = (relation.from.as_str(), relation.to.as_str());
            if relation.kind.runs_backwards() {
                (from, to) = (to, from);
            }
            ties.towards.entry(to).or_default().push(from);
            if relation.kind == RelationKind::SameGroupAs {
                ties.towards.entry(from).or_default().push(to);
            }
            if holds_a_group(relation) {
                ties.group.entry(from).or_default().push(to);
                ties.group.entry(to).or_default().push(from);
            }
        }
        ties
    }
}

/// Whether both ends speak for one group. A share may be anybody's; who makes or sells for another answers for itself.
fn holds_a_group(relation: &RelationIn) -> bool {
    let kind = matches!(
        relation.kind,
        RelationKind::SubsidiaryOf
            | RelationKind::BrandOf
            | RelationKind::AffiliateOf
            | RelationKind::SameGroupAs
            | RelationKind::Controls
    );
    kind && relation.status == Status::Fact
}

fn is_over(relation: &RelationIn) -> bool {
    !matches!(relation.valid_to, Date::Open | Date::Unknown)
}

/// Everything that a path of ties leads to, the start among it.
fn reach<'a>(start: &'a str, ties: &BTreeMap<&'a str, Vec<&'a str>>) -> BTreeSet<&'a str> {
    let mut seen = BTreeSet::from([start]);
    let mut open = vec![start];
    while let Some(id) = open.pop() {
        for &next in ties.get(id).into_iter().flatten() {
            if seen.insert(next) {
                open.push(next);
            }
        }
    }
    seen
}
