//! The last step: findings out of parties, paths and designations. Here, and only here, a verdict is put together.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::asked::{Asked, Reach};
use super::evidence::as_evidence;
use super::kin::named;
use super::listed::{designation, on_lists};
use super::parties::bears_brand;
use super::told::{Context, Said, Told, hops};
use crate::candidate::Part;
use crate::connection::Path;
use crate::consequence::{About, Goods};
use crate::finding::{Evidence, Finding, Hop, Target};
use crate::id::TargetId;
use crate::listing::Field;
use crate::maker::Considered;
use crate::product::Product;
use crate::reading::Reading;
use crate::register::{DesignationView, PartyNo, Register};
use crate::word::{Ground, Judgement, RelationKind, TargetKind, Verdict};

/// A listing as far as it was read, beside the question.
pub(super) struct Assembly<'a, 'r, 'l> {
    pub(super) asked: &'a Asked<'r>,
    pub(super) told: &'a mut Told,
    pub(super) reading: &'a Reading<'l>,
    pub(super) product: &'a Product,
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
        let (asked, register) = (self.asked, &self.asked.register);
        let best = &reached[0];
        let path = self.told.hops(register, best.path);
        let other_paths = self.other_paths(&path, reached);
        let mut parties = vec![best.considered.party];
        parties.extend(best.path.hops.iter().map(|hop| hop.relation.reaches()));
        let case = (best.ground, Goods::of(self.product), parties.clone());
        let reach = Reach { ground: best.ground, path: &parties };
        let maker = maker_of(best.path);
        let context = self.told.context(case, |goods| context(asked, goods, (target, maker), reach));
        let mut finding = Finding {
            target: target_of(register, target),
            ground: best.ground,
            verdict: best.verdict,
            score: score(reached),
            settle: settle(best),
            signals: evidence(register, self.reading, reached),
            path,
            other_paths,
            designations: context.designations,
            consequences: context.consequences,
            claims: context.claims,
            responses: context.responses,
            namesakes: context.namesakes,
            unlisted: context.unlisted,
            warning: None,
        };
        finding.warning = asked.warn(self.told, &finding, |fields| Said {
            case: (best.ground, Goods::of(self.product), parties),
            hops: hops(best.path),
            fields,
            entries: Vec::new(),
        });
        finding
    }

    fn other_paths(&mut self, path: &Arc<[Hop]>, reached: &[Reached<'_, 'r>]) -> Vec<Arc<[Hop]>> {
        let mut other_paths: Vec<Arc<[Hop]>> = Vec::new();
        for one in reached[1..].iter().filter(|one| !one.path.hops.is_empty()) {
            let other = self.told.hops(&self.asked.register, one.path);
            if other_paths.len() < self.asked.policy.max_paths
                && other != *path
                && !other_paths.contains(&other)
            {
                other_paths.push(other);
            }
        }
        other_paths
    }
}

/// Order of findings: the surest, the closest, the highest score, then by id.
pub(super) fn rank(finding: &Finding) -> (Reverse<Verdict>, Ground, usize, i32, TargetId) {
    let id = finding.target.id.clone();
    (Reverse(finding.verdict), finding.ground, finding.path.len(), -finding.score, id)
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
    !on_lists(asked, target).is_empty()
}

/// What the party, the path and the list together carry; none where the target stands on no list that day.
fn verdict_of(asked: &Asked<'_>, considered: &Considered, path: &Path<'_>) -> Option<Verdict> {
    let listed = on_lists(asked, path.target).iter().map(|(_, verdict)| *verdict).max()?;
    let sure = match considered.judgement {
        Judgement::Same => Verdict::Connected,
        Judgement::Unsure | Judgement::Different => Verdict::Review,
    };
    Some(listed.min(sure).min(path.carries))
}

/// Lists, consequences, claims and answers: of the target, and of the parties on the path to it.
fn context(
    asked: &Asked<'_>,
    goods: &Goods,
    (target, maker): (PartyNo, Option<PartyNo>),
    reach: Reach<'_>,
) -> Context {
    let register = &asked.register;
    let designated: Vec<DesignationView<'_>> = on_lists(asked, target).into_iter().map(|(d, _)| d).collect();
    let question = asked.question(About::Party(target), goods, reach);
    let on_the_path = || reach.path.iter().filter_map(|&no| register.party(no));
    Context {
        designations: designated.iter().filter_map(|d| designation(asked, d)).collect(),
        consequences: asked.rules.ask(register, &question).into(),
        claims: on_the_path().flat_map(|party| party.claims()).collect(),
        responses: asked.kin.answers(register, &asked.groups, reach.path).into(),
        unlisted: maker
            .filter(|&no| !is_listed(asked, no))
            .and_then(|no| register.party(no))
            .map(|party| named(&party)),
        namesakes: asked.kin.namesakes(register, &asked.groups, target).into(),
    }
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

/// What would settle a review.
fn settle(one: &Reached<'_, '_>) -> Vec<String> {
    if one.verdict == Verdict::Connected {
        return Vec::new();
    }
    let mut all = Vec::new();
    if one.considered.judgement == Judgement::Unsure {
        let what = match one.considered.part {
            Part::Product => {
                "who made it: the FCC ID, the model number, the MAC address or the manufacturer on the label"
            }
            Part::Component => "whose component it is: the bill of materials or the FCC ID of the module",
            Part::Sale => "who the seller is: its registered name and address",
        };
        all.push(what.to_owned());
    }
    for hop in one.path.hops.iter().filter(|hop| !hop.limit.is_empty()) {
        all.push(format!("the relation {}: {}", hop.relation.kind(), hop.limit));
    }
    all
}

/// All evidence of the parties that lead to a target, for and against, each piece once.
fn evidence(register: &Register<'_>, reading: &Reading<'_>, reached: &[Reached<'_, '_>]) -> Vec<Evidence> {
    let mut all: Vec<Evidence> = Vec::new();
    for one in reached {
        for signal in &one.considered.evidence {
            let piece = as_evidence(register, reading, signal, signal.weight.millinats);
            if !all.contains(&piece) {
                all.push(piece);
            }
        }
    }
    all
}
