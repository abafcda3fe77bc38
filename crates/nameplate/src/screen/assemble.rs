//! The last step: findings out of parties, ways and designations. Here, and only here, a verdict is put together.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::Screener;
use super::told::{Context, Said, Told, hops};
use crate::connection::Way;
use crate::consequence::{About, Goods};
use crate::date::{Date, Holds};
use crate::finding::{
    Designation, Direction, Evidence, Finding, Ground, Judgement, PartyVerdict, Step, Target, TargetKind,
    Verdict,
};
use crate::listing::Field;
use crate::maker::{Considered, Part};
use crate::product::Product;
use crate::register::{DesignationView, PartyKind, PartyNo, Register, RelationKind};
use crate::signal::reading::Reading;
use crate::signal::{Memo, Signal};

/// A way to a target, and whose it is.
struct Lead<'a, 'r> {
    considered: &'a Considered,
    way: &'a Way<'r>,
    ground: Ground,
    verdict: Verdict,
}

/// One finding per designated party that any way reaches.
pub(super) fn findings(
    screener: &Screener<'_>,
    memo: &mut Memo,
    reading: &Reading<'_>,
    product: &Product,
    considered: &[Considered],
    ways: &[Vec<Way<'_>>],
) -> Vec<Finding> {
    let mut by_target: BTreeMap<PartyNo, Vec<Lead<'_, '_>>> = BTreeMap::new();
    for (considered, ways) in considered.iter().zip(ways) {
        for way in ways {
            let Some(verdict) = verdict_of(screener, considered, way) else { continue };
            let ground = way.ground.max(ground_of_part(&screener.register, considered, reading));
            by_target.entry(way.target).or_default().push(Lead { considered, way, ground, verdict });
        }
    }
    by_target
        .into_iter()
        .map(|(target, mut leads)| {
            leads.sort_by_key(|l| {
                let sure = (Reverse(l.verdict), Reverse(l.way.sourced()));
                (sure, l.ground, l.way.hops.len(), -l.considered.score, l.considered.party)
            });
            finding(screener, &mut memo.told, reading, product, target, &leads)
        })
        .collect()
}

/// Order of findings: the surest, the closest, the highest score, then by id.
pub(super) fn rank(finding: &Finding) -> (Reverse<Verdict>, Ground, usize, i32, String) {
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

/// What the party, the way and the list together carry; none where the target stands on no list that day.
fn verdict_of(screener: &Screener<'_>, considered: &Considered, way: &Way<'_>) -> Option<Verdict> {
    let listed =
        on_lists(&screener.register, way.target, screener).iter().map(|(_, verdict)| *verdict).max()?;
    let sure = match considered.judgement {
        Judgement::Same => Verdict::Connected,
        Judgement::Unsure | Judgement::Different => Verdict::Review,
    };
    Some(listed.min(sure).min(way.carries))
}

fn on_lists<'r>(
    register: &Register<'r>,
    target: PartyNo,
    screener: &Screener<'_>,
) -> Vec<(DesignationView<'r>, Verdict)> {
    let Some(party) = register.party(target) else { return Vec::new() };
    party.designations().filter_map(|d| Some((d, in_force(&d, screener)?))).collect()
}

/// Whether a designation was in force on the day: certainly, perhaps, or not.
pub(super) fn in_force(designation: &DesignationView<'_>, screener: &Screener<'_>) -> Option<Verdict> {
    match designation.interval().holds(screener.as_of) {
        Holds::Yes => Some(Verdict::Connected),
        Holds::Unknown => Some(Verdict::Review),
        Holds::No => None,
    }
}

fn finding(
    screener: &Screener<'_>,
    told: &mut Told,
    reading: &Reading<'_>,
    product: &Product,
    target: PartyNo,
    leads: &[Lead<'_, '_>],
) -> Finding {
    let register = &screener.register;
    let best = &leads[0];
    let path = told.steps(register, best.way);
    let mut other_paths: Vec<Arc<[Step]>> = Vec::new();
    for lead in leads[1..].iter().filter(|lead| !lead.way.hops.is_empty()) {
        let other = told.steps(register, lead.way);
        if other_paths.len() < screener.policy.max_paths && other != path && !other_paths.contains(&other) {
            other_paths.push(other);
        }
    }
    let mut parties = vec![best.considered.party];
    parties.extend(best.way.hops.iter().map(|hop| hop.relation.reaches()));
    let case = (best.ground, Goods::of(product), parties.clone());
    let context = told.context(case, |goods| context(screener, best.ground, goods, target, &parties));
    let mut finding = Finding {
        target: target_of(register, target),
        ground: best.ground,
        verdict: best.verdict,
        score: score(leads),
        settle: settle(best),
        signals: evidence(register, reading, leads),
        path,
        other_paths,
        designations: context.designations,
        consequences: context.consequences,
        claims: context.claims,
        responses: context.responses,
        warning: None,
    };
    finding.warning = screener.warn(told, &finding, |fields| Said {
        case: (best.ground, Goods::of(product), parties),
        hops: hops(best.way),
        fields,
        entries: Vec::new(),
    });
    finding
}

/// Lists, consequences, claims and answers: of the target, and of the parties on the way to it.
fn context(
    screener: &Screener<'_>,
    ground: Ground,
    goods: &Goods,
    target: PartyNo,
    parties: &[PartyNo],
) -> Context {
    let register = &screener.register;
    let designated: Vec<DesignationView<'_>> =
        on_lists(register, target, screener).into_iter().map(|(d, _)| d).collect();
    let question = screener.question(About::Party(target), parties, ground, goods);
    let on_the_way = || parties.iter().filter_map(|&no| register.party(no));
    Context {
        designations: designated.iter().filter_map(|d| designation(d, screener)).collect(),
        consequences: screener.rules.ask(register, &question).into(),
        claims: on_the_way().flat_map(|party| party.claims()).collect(),
        responses: on_the_way().flat_map(|party| party.responses()).collect(),
    }
}

/// The evidence of the best party in full, and a quarter of each other that leads to the same target.
fn score(leads: &[Lead<'_, '_>]) -> i32 {
    let mut by_party: BTreeMap<(PartyNo, Part), i32> = BTreeMap::new();
    for lead in leads {
        by_party.insert((lead.considered.party, lead.considered.part), lead.considered.score);
    }
    let best = leads[0].considered.score;
    best + (by_party.values().sum::<i32>() - best) / 4
}

pub(super) fn target_of(register: &Register<'_>, no: PartyNo) -> Target {
    let party = register.party(no);
    Target {
        kind: TargetKind::Party,
        id: party.map_or("", |p| p.id()).to_owned(),
        name: party.map_or("", |p| p.name()).to_owned(),
        native_name: party.and_then(|p| p.native()).map(str::to_owned),
    }
}

pub(super) fn designation(view: &DesignationView<'_>, screener: &Screener<'_>) -> Option<Designation> {
    let list = view.list()?;
    Some(Designation {
        list: list.id().to_owned(),
        list_name: list.name().to_owned(),
        entry: view.entry().to_owned(),
        since: view.interval().from,
        first_seen: Some(view.interval().first_confirmed).filter(|date| *date != Date::Unknown),
        until: view.interval().to,
        reason: view.reason().to_owned(),
        citation: view.citation().to_owned(),
        in_force: in_force(view, screener)?,
        sources: view.sources(),
    })
}

/// What would settle a review.
fn settle(lead: &Lead<'_, '_>) -> Vec<String> {
    if lead.verdict == Verdict::Connected {
        return Vec::new();
    }
    let mut all = Vec::new();
    if lead.considered.judgement == Judgement::Unsure {
        let what = match lead.considered.part {
            Part::Product => {
                "who made it: the FCC ID, the model number, the MAC address or the manufacturer on the label"
            }
            Part::Component => "whose component it is: the bill of materials or the FCC ID of the module",
            Part::Sale => "who the seller is: its registered name and address",
        };
        all.push(what.to_owned());
    }
    for hop in lead.way.hops.iter().filter(|hop| !hop.limit.is_empty()) {
        all.push(format!("the relation {}: {}", hop.relation.kind(), hop.limit));
    }
    all
}

/// All evidence of the parties that lead to a target, for and against, each piece once.
fn evidence(register: &Register<'_>, reading: &Reading<'_>, leads: &[Lead<'_, '_>]) -> Vec<Evidence> {
    let mut all: Vec<Evidence> = Vec::new();
    for lead in leads {
        for signal in &lead.considered.evidence {
            let piece = as_evidence(register, reading, signal, signal.weight.millinats);
            if !all.contains(&piece) {
                all.push(piece);
            }
        }
    }
    all
}

/// A signal as reports print it, quoting the catalog's own words.
pub(super) fn as_evidence(
    register: &Register<'_>,
    reading: &Reading<'_>,
    signal: &Signal,
    weight: i32,
) -> Evidence {
    let original = reading.listing.get(signal.field);
    let folded = reading.field(signal.field).map(|field| &field.folded);
    let (start, end) = folded.map_or((0, 0), |folded| folded.original(signal.start, signal.end));
    Evidence {
        kind: signal.kind,
        field: signal.field.name(),
        start: u32::try_from(start).unwrap_or(u32::MAX),
        end: u32::try_from(end).unwrap_or(u32::MAX),
        text: original.get(start..end).unwrap_or_default().to_owned(),
        role: signal.role,
        party: register.party(signal.party).map_or("", |p| p.id()).to_owned(),
        weight,
        for_or_against: if weight < 0 { Direction::Against } else { Direction::For },
        reason: signal.weight.sentence.to_owned(),
    }
}

/// Who made it, whose brand it bears, who sells it.
pub(super) fn parties(
    screener: &Screener<'_>,
    product: &Product,
    considered: &[Considered],
) -> [Option<PartyVerdict>; 3] {
    let register = &screener.register;
    let best = |fits: &dyn Fn(&Considered) -> bool| {
        considered
            .iter()
            .filter(|c| c.judgement > Judgement::Different && fits(c))
            .max_by_key(|c| (c.score, Reverse(c.party)))
    };
    let is_brand = |c: &Considered| register.party(c.party).is_some_and(|p| p.kind() == PartyKind::Brand);
    let of_product = |c: &Considered| c.part == Part::Product;
    let named_brand = best(&|c| of_product(c) && is_brand(c));
    let firm = best(&|c| of_product(c) && !is_brand(c));
    let owner = named_brand.or_else(|| best(&|c| of_product(c) && bears_brand(c)));
    let brand_owner = owner.map(|c| verdict(register, owner_of(screener, product, c), c));
    // A brand is no maker: its owner is, unless something in the product names another firm.
    let maker = match (firm, named_brand) {
        (Some(firm), Some(brand)) if firm.score < brand.score && firm.judgement == Judgement::Unsure => {
            brand_owner.clone()
        }
        (Some(firm), _) => Some(verdict(register, firm.party, firm)),
        (None, _) => brand_owner.clone(),
    };
    let seller = best(&|c| c.part == Part::Sale).map(|c| verdict(register, c.party, c));
    [maker, brand_owner, seller]
}

fn bears_brand(considered: &Considered) -> bool {
    considered.evidence.iter().any(|s| s.role == crate::finding::Role::Brand && s.weight.millinats > 0)
}

/// The company that owns a brand on that day, or the party itself.
fn owner_of(screener: &Screener<'_>, product: &Product, considered: &Considered) -> PartyNo {
    let day = product.made.and_then(crate::date::Date::last_day).unwrap_or(screener.as_of);
    screener
        .register
        .relations_of(considered.party)
        .filter(|r| r.kind() == RelationKind::BrandOf)
        .max_by_key(|r| (r.interval().holds(day), r.carries(), Reverse(r.reaches())))
        .filter(|r| r.interval().holds(day) > Holds::No)
        .map_or(considered.party, |r| r.reaches())
}

fn verdict(register: &Register<'_>, party: PartyNo, considered: &Considered) -> PartyVerdict {
    let view = register.party(party);
    PartyVerdict {
        id: view.map_or("", |p| p.id()).to_owned(),
        name: view.map_or("", |p| p.name()).to_owned(),
        native_name: view.and_then(|p| p.native()).map(str::to_owned),
        judgement: considered.judgement,
        score: considered.score,
    }
}
