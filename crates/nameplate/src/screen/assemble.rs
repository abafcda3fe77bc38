//! The last step: findings out of parties, paths and designations. Here, and only here, a verdict is put together.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::asked::{Asked, Reach};
use super::evidence::Pieces;
use super::kin::named;
use super::listed::{designation, listed, on_lists};
use super::parties::bears_brand;
use super::told::{Cases, Hops, Seed, Told, hops};
use crate::candidate::Part;
use crate::connection::{Ends, Path, requests};
use crate::consequence::{About, Goods};
use crate::finding::{Case, Finding, Hop, Target};
use crate::id::{CaseId, CaseKey, TargetId};
use crate::listing::Field;
use crate::maker::Considered;
use crate::product::Product;
use crate::reading::Reading;
use crate::register::{ClassNo, DesignationView, PartyNo, Register};
use crate::word::{Ground, Judgement, RelationKind, TargetKind, Verdict};

/// A listing as far as it was read, beside the question.
pub(super) struct Assembly<'a, 'r, 'l> {
    pub(super) asked: &'a Asked<'r>,
    pub(super) cases: &'a mut Cases,
    pub(super) reading: &'a Reading<'l>,
    pub(super) product: &'a Product,
    /// What findings cite of the listing.
    pub(super) pieces: &'a mut Pieces,
}

/// A target that a path reaches, and from whom.
struct Reached<'a, 'r> {
    considered: &'a Considered,
    path: &'a Path<'r>,
    ground: Ground,
    verdict: Verdict,
}

impl<'r> Assembly<'_, 'r, '_> {
    /// One finding per designated party that any path reaches.
    pub(super) fn findings(&mut self, considered: &[Considered], paths: &[Vec<Path<'r>>]) -> Vec<Finding> {
        let mut by_target: BTreeMap<PartyNo, Vec<Reached<'_, 'r>>> = BTreeMap::new();
        for (considered, paths) in considered.iter().zip(paths) {
            for path in paths {
                let Some(verdict) = verdict_of(self.asked, considered, path) else { continue };
                let ground = path.ground.max(ground_of_part(&self.asked.register, considered, self.reading));
                by_target.entry(path.target).or_default().push(Reached { considered, path, ground, verdict });
            }
        }
        by_target
            .into_iter()
            .map(|(target, mut reached)| {
                reached.sort_by_key(|one| {
                    let sure = (Reverse(one.verdict), Reverse(one.path.sourced()));
                    (sure, one.ground, one.path.hops.len(), -one.considered.score, one.considered.party)
                });
                self.finding(target, &reached)
            })
            .collect()
    }

    fn finding(&mut self, target: PartyNo, reached: &[Reached<'_, 'r>]) -> Finding {
        let (asked, best) = (self.asked, &reached[0]);
        let mut parties = vec![best.considered.party];
        parties.extend(best.path.hops.iter().map(|hop| hop.relation.reaches()));
        let path = hops(best.path);
        let others = others(&path, reached, asked.policy.max_paths);
        let is_sure = best.verdict == Verdict::Connected || best.considered.judgement == Judgement::Same;
        let seed = Seed {
            as_of: asked.as_of,
            ground: best.ground,
            verdict: best.verdict,
            unsure: (!is_sure).then_some(best.considered.part),
            goods: Goods::of(self.product),
            parties,
            others: others.iter().map(|(key, _)| key.clone()).collect(),
            path,
            entries: Vec::new(),
        };
        let Told { case, house } = self.cases.of(seed, |seed| {
            let others: Vec<&Path<'_>> = others.iter().map(|(_, path)| *path).collect();
            asked.told(case(asked, seed, target, &Ways { best: best.path, others: &others }), None)
        });
        Finding { verdict: case.verdict, score: score(reached), signals: self.cite(reached), case, house }
    }

    /// All evidence of the parties that lead to a target, for and against, each piece once.
    fn cite(&mut self, reached: &[Reached<'_, '_>]) -> Vec<u32> {
        let mut all: Vec<u32> = Vec::new();
        for signal in reached.iter().flat_map(|one| &one.considered.evidence) {
            let place = self.pieces.cite(&self.asked.register, self.reading, signal);
            if !all.contains(&place) {
                all.push(place);
            }
        }
        all
    }
}

/// The other paths from the same party to a target, with what identifies them.
fn others<'p, 'r>(path: &Hops, reached: &[Reached<'p, 'r>], most: usize) -> Vec<(Hops, &'p Path<'r>)> {
    let mut others: Vec<(Hops, &Path<'_>)> = Vec::new();
    let party = reached[0].considered.party;
    // What another party of the listing leads to, its own evidence tells.
    for one in reached[1..].iter().filter(|one| one.considered.party == party && !one.path.hops.is_empty()) {
        let key = hops(one.path);
        if others.len() < most && key != *path && !others.iter().any(|(known, _)| *known == key) {
            others.push((key, one.path));
        }
    }
    others
}

/// The paths of a case.
struct Ways<'a, 'r> {
    best: &'a Path<'r>,
    others: &'a [&'a Path<'r>],
}

/// What is said of a target that is reached like this: all but its id, which comes when it is whole.
fn case(asked: &Asked<'_>, seed: &Seed, target: PartyNo, ways: &Ways<'_, '_>) -> Case {
    let register = &asked.register;
    let reach = Reach { ground: seed.ground, path: &seed.parties };
    let designated: Vec<DesignationView<'_>> = on_lists(asked, target);
    let question = asked.question(About::Party(target), &seed.goods, reach);
    let on_the_path = || seed.parties.iter().filter_map(|&no| register.party(no));
    let target_said = target_of(register, target);
    let path = printed(register, ways.best);
    let class = class_asked_for(asked, seed, (target, &designated), ways.best);
    let mut other_paths: Vec<Vec<Hop>> = Vec::new();
    for other in ways.others.iter().map(|other| printed(register, other)) {
        if other != path && !other_paths.contains(&other) {
            other_paths.push(other);
        }
    }
    Case {
        id: CaseId::default(),
        key: key_of(&target_said, seed.ground, &path, class.as_deref()),
        target: target_said,
        ground: seed.ground,
        verdict: seed.verdict,
        class,
        settle: settle(register, seed, ways.best),
        path,
        other_paths,
        designations: designated.iter().filter_map(|d| designation(asked, d)).collect(),
        consequences: asked.rules.ask(register, &question),
        claims: on_the_path().flat_map(|party| party.claims()).filter(|c| asked.is_past(c.date)).collect(),
        responses: asked.answers(&seed.parties),
        namesakes: asked.kin.namesakes(register, &asked.groups, target),
        unlisted: maker_of(ways.best)
            .filter(|&no| !is_listed(asked, no))
            .and_then(|no| register.party(no))
            .map(|party| named(&party)),
        warning: None,
    }
}

fn printed(register: &Register<'_>, path: &Path<'_>) -> Vec<Hop> {
    path.hops.iter().map(|hop| hop.printed(register)).collect()
}

/// What kinds of goods are called that are known, and that no rule on these lists and no relation of the path tells apart.
const OTHER_GOODS: &str = "other";

/// The kind of the goods, as closely as a rule on these lists or a relation of the path asks for it: the widest kind that all of
/// them treat alike.
fn class_asked_for(
    asked: &Asked<'_>,
    seed: &Seed,
    (target, designated): (PartyNo, &[DesignationView<'_>]),
    path: &Path<'_>,
) -> Option<String> {
    let register = &asked.register;
    let lists: Vec<u32> = designated.iter().map(|one| one.list_no()).collect();
    let limited: Vec<Vec<ClassNo>> = path.hops.iter().map(|hop| hop.relation.classes().collect()).collect();
    let treated = |class: ClassNo| {
        let mut reached = asked.rules.reach_of_class(register, (target, &lists), class);
        let hops = limited.iter().filter(|classes| !classes.is_empty());
        reached.extend(hops.map(|classes| classes.iter().any(|&one| register.is_a(class, one))));
        reached
    };
    let mut widest = seed.goods.class?;
    let here = treated(widest);
    if !here.contains(&true) {
        return (!here.is_empty()).then(|| OTHER_GOODS.to_owned());
    }
    // Classes are a few levels deep; the bound ends a cycle.
    for _ in 0..8 {
        let parent = register.class(widest).and_then(|class| class.parent());
        let Some(parent) = parent.filter(|&parent| treated(parent) == here) else { break };
        widest = parent;
    }
    register.class(widest).map(|class| class.id().to_owned())
}

/// What a case is about: it stays when only words change.
pub(super) fn key_of(target: &Target, ground: Ground, path: &[Hop], class: Option<&str>) -> CaseKey {
    let hop = |hop: &Hop| format!("{}>{}>{}", hop.from, hop.relation, hop.to);
    let path: Vec<String> = path.iter().map(hop).collect();
    format!("{}/{ground}/{}/{}", target.id, path.join("+"), class.unwrap_or_default()).into()
}

/// Order of findings: the surest, the closest, the highest score, then by id.
pub(super) fn rank(finding: &Finding) -> (Reverse<Verdict>, Ground, usize, i32, TargetId) {
    let case = &finding.case;
    (Reverse(finding.verdict), case.ground, case.path.len(), -finding.score, case.target.id.clone())
}

/// The ground that a party's own part gives: under another's brand, a maker that the product itself gives away is the
/// maker of a white label.
fn ground_of_part(register: &Register<'_>, considered: &Considered, reading: &Reading<'_>) -> Ground {
    match considered.part {
        Part::Product
            if !bears_brand(considered) && is_anothers_brand(register, considered.party, reading) =>
        {
            Ground::MadeBy
        }
        Part::Product => Ground::Named,
        Part::Component => Ground::Component,
        Part::Sale => Ground::SoldBy,
    }
}

/// Whether the brand field holds a brand that is not the first part of one of the party's names ("TP-Link" of TP-Link
/// Technologies).
fn is_anothers_brand(register: &Register<'_>, party: PartyNo, reading: &Reading<'_>) -> bool {
    let Some(brand) = reading.field(Field::Brand) else { return false };
    let keys = brand.keys();
    let begins = |name: &str| {
        name.strip_prefix(&keys.key).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    };
    let own = register.party(party).is_some_and(|party| party.names().any(|name| begins(name.key())));
    !keys.no_brand && !own
}

/// Whether a party stands on a list that day.
pub(super) fn is_listed(asked: &Asked<'_>, target: PartyNo) -> bool {
    listed(asked, target).is_some()
}

/// What the party, the path and the list together carry; none where the target stands on no list that day.
fn verdict_of(asked: &Asked<'_>, considered: &Considered, path: &Path<'_>) -> Option<Verdict> {
    let listed = listed(asked, path.target)?;
    let sure = match considered.judgement {
        Judgement::Same => Verdict::Connected,
        Judgement::Unsure | Judgement::Different => Verdict::Review,
    };
    Some(listed.min(sure).min(path.carries))
}

/// Whose product it is where ownership leads from there to the target: the company that the last step of ownership begins with.
fn maker_of(path: &Path<'_>) -> Option<PartyNo> {
    use RelationKind::{AffiliateOf, Controls, Owns, SameGroupAs, SubsidiaryOf};
    let ties = |kind| matches!(kind, SubsidiaryOf | Owns | Controls | AffiliateOf | SameGroupAs);
    let first = path.hops.iter().find(|hop| hop.relation.kind() != RelationKind::BrandOf)?;
    ties(first.relation.kind()).then(|| first.relation.leaves())
}

fn target_of(register: &Register<'_>, no: PartyNo) -> Target {
    let party = register.party(no);
    Target {
        kind: TargetKind::Party,
        id: party.map_or("", |p| p.id()).into(),
        name: party.map_or("", |p| p.name()).to_owned(),
        native_name: party.and_then(|p| p.native()).map(str::to_owned),
    }
}

/// The evidence of the best party in full, and a quarter of each other that leads to the same target.
fn score(reached: &[Reached<'_, '_>]) -> i32 {
    let mut by_party: BTreeMap<(PartyNo, Part), i32> = BTreeMap::new();
    for one in reached {
        by_party.insert((one.considered.party, one.considered.part), one.considered.score);
    }
    let best = reached[0].considered.score;
    best + (by_party.values().sum::<i32>() - best) / 4
}

/// What would settle a review, as requests to whoever can answer them: first what the listing leaves open, then the steps.
fn settle(register: &Register<'_>, seed: &Seed, path: &Path<'_>) -> Vec<String> {
    if seed.verdict == Verdict::Connected {
        return Vec::new();
    }
    let of_the_listing = seed.unsure.map(|part| match part {
        Part::Product => {
            "Ask who made it: the FCC ID, the model number, the MAC address or the manufacturer on the label would tell."
        }
        Part::Component => "Ask whose component it is: the bill of materials or the FCC ID of the module would tell.",
        Part::Sale => "Ask who the seller is: its registered name and address would tell.",
    });
    let name = |no: PartyNo| register.party(no).map_or("", |party| party.name());
    let of_the_path = path.hops.iter().flat_map(|hop| {
        let relation = hop.relation;
        let ends = Ends { relation: relation.kind(), from: name(relation.from()), to: name(relation.to()) };
        requests(&hop.limits, ends)
    });
    of_the_listing.map(str::to_owned).into_iter().chain(of_the_path).collect()
}
