//! Kinds of products that are designated whoever made them: foreign-made drones, routers, inverters, robots.

use super::asked::{Asked, Reach};
use super::assemble::key_of;
use super::evidence::Pieces;
use super::listed::{designation, in_force};
use super::told::{Cases, Seed, Told};
use crate::case::PRODUCED_ABROAD;
use crate::consequence::{About, Goods};
use crate::date::Holds;
use crate::finding::{Case, Designation, Evidence, Finding, Target};
use crate::id::{CaseId, PartyId};
use crate::policy::HOUSE;
use crate::product::Product;
use crate::register::{ClassNo, DesignationView};
use crate::word::{Ground, ListKind, Role, TargetKind, Verdict};

/// Where findings on kinds of products get their cases, and leave their evidence.
pub(super) struct Desk<'a> {
    pub(super) cases: &'a mut Cases,
    pub(super) pieces: &'a mut Pieces,
}

/// A finding for each class on a list that the product belongs to. Where the list speaks of goods produced in a foreign
/// country, an unknown place of production is a review, never a default.
pub(super) fn findings(asked: &Asked<'_>, desk: &mut Desk<'_>, product: &Product) -> Vec<Finding> {
    let register = &asked.register;
    if product.class.is_none() {
        return Vec::new();
    }
    asked
        .listed_classes
        .iter()
        .filter(|no| product.is_a(register, **no))
        .filter_map(|&no| {
            let class = register.class(no)?;
            let designated: Vec<_> = class
                .designations()
                .filter(|d| in_force(asked, d).is_some() && reaches(d, product))
                .collect();
            let house = house_listing(asked, no, class.name());
            (!designated.is_empty() || house.is_some()).then_some(())?;
            finding(asked, desk, product, Listed { no, designated: &designated, house })
        })
        .collect()
}

/// Whether a listing of a class reaches stock of that age: what was made before the class was listed is not reached.
fn reaches(designation: &DesignationView<'_>, product: &Product) -> bool {
    let made = product.made.and_then(crate::date::Date::last_day);
    made.is_none_or(|day| designation.interval().holds(day) > Holds::No)
}

/// A class on lists.
struct Listed<'a, 'r> {
    no: ClassNo,
    designated: &'a [DesignationView<'r>],
    /// Its place on the list of the house.
    house: Option<Designation>,
}

fn finding(
    asked: &Asked<'_>,
    desk: &mut Desk<'_>,
    product: &Product,
    listed: Listed<'_, '_>,
) -> Option<Finding> {
    let foreign_only = listed.designated.iter().all(DesignationView::foreign_only);
    // The lists are of the United States: foreign is what was produced elsewhere.
    let produced = product.facts.produced_in.as_ref().map(|known| known.value.as_str());
    let (reach, designated) = match produced {
        Some("US") if foreign_only => (Verdict::NoConnectionFound, &[][..]),
        None if foreign_only => (Verdict::Review, listed.designated),
        Some(_) | None => (Verdict::Connected, listed.designated),
    };
    let sure = designated.iter().filter_map(|d| in_force(asked, d)).max();
    let by_lists = sure.map(|sure| sure.min(reach));
    // A house asks for less than a list that speaks of goods produced abroad.
    let by_house = listed.house.as_ref().map(|house| house.in_force);
    let verdict = by_lists.max(by_house)?;
    let seed = Seed {
        as_of: asked.as_of,
        ground: Ground::Class,
        // What only the house is sure of is not said in the name of a list.
        verdict: by_lists.unwrap_or(Verdict::NoConnectionFound),
        unsure: None,
        goods: Goods::of(product),
        parties: Vec::new(),
        path: Vec::new(),
        others: Vec::new(),
        entries: entries(listed.no, designated),
    };
    let kind = Listed { designated, ..listed };
    let is_sure = reach == Verdict::Connected || by_house.is_some();
    let Told { case, house } =
        desk.cases.of(seed, |seed| asked.told(case(asked, seed, &kind), kind.house.clone()));
    Some(Finding {
        case,
        house,
        verdict,
        score: if is_sure { asked.policy.same_from } else { asked.policy.unsure_from },
        signals: signals(product).map(|piece| desk.pieces.put(piece)).collect(),
    })
}

/// Which kind of product is meant, and which entries reach it: stock that is older than an entry is not reached by it.
fn entries(no: ClassNo, designated: &[DesignationView<'_>]) -> Vec<String> {
    let entry = |d: &DesignationView<'_>| format!("{} {} {}", d.list_no(), d.entry(), d.interval().from);
    std::iter::once(no.0.to_string()).chain(designated.iter().map(entry)).collect()
}

/// What is said of a kind of product on lists: all but its id, which comes when it is whole.
fn case(asked: &Asked<'_>, seed: &Seed, listed: &Listed<'_, '_>) -> Case {
    let register = &asked.register;
    let class = register.class(listed.no);
    let (id, name) = class.map_or(("", ""), |class| (class.id(), class.name()));
    let designated = listed.designated;
    let is_foreign = !designated.is_empty() && designated.iter().all(DesignationView::foreign_only);
    let unknown = "Ask where it was produced, and whether it has a conditional approval or an authorisation from before the listing.";
    let settle = is_foreign && seed.goods.produced_in.is_none();
    let question =
        asked.question(About::Class(listed.no), &seed.goods, Reach { ground: Ground::Class, path: &[] });
    let target = Target {
        kind: TargetKind::Class,
        id: format!("class:{id}").into(),
        name: format!("{name}{}", if is_foreign { PRODUCED_ABROAD } else { "" }),
        native_name: None,
    };
    // What the goods are more closely is asked for by no list of kinds.
    Case {
        id: CaseId::default(),
        key: key_of(&target, Ground::Class, &[], None),
        target,
        ground: Ground::Class,
        verdict: seed.verdict,
        class: None,
        settle: if settle { vec![unknown.to_owned()] } else { Vec::new() },
        path: Vec::new(),
        other_paths: Vec::new(),
        designations: designated.iter().filter_map(|d| designation(asked, d)).collect(),
        consequences: asked.rules.ask(register, &question),
        claims: Vec::new(),
        responses: Vec::new(),
        namesakes: Vec::new(),
        unlisted: None,
        warning: None,
    }
}

/// A class that a house policy names stands on the list of the house.
fn house_listing(asked: &Asked<'_>, no: ClassNo, name: &str) -> Option<Designation> {
    let named = asked.rules.house_classes().filter(|(class, _)| *class == no);
    let (interval, holds) = named
        .map(|(_, interval)| (interval, interval.holds(asked.as_of)))
        .filter(|(_, holds)| *holds > Holds::No)
        .max_by_key(|(_, holds)| *holds)?;
    Some(Designation {
        kind: ListKind::List,
        produced: "",
        purposes: Vec::new(),
        list: HOUSE.into(),
        list_name: asked.policy.citation(),
        entry: name.to_owned(),
        since: interval.from,
        first_seen: None,
        until: interval.to,
        reason: String::new(),
        citation: asked.policy.citation(),
        in_force: if holds == Holds::Yes { Verdict::Connected } else { Verdict::Review },
        sources: Vec::new(),
    })
}

fn signals(product: &Product) -> impl Iterator<Item = Evidence> {
    let facts = [(product.facts.class.as_ref(), &KIND), (product.facts.produced_in.as_ref(), &ORIGIN)];
    let known = facts.into_iter().filter_map(|(known, why)| Some((known?, why)));
    known.map(|(known, (kind, reason, sentence))| Evidence {
        kind,
        field: known.field,
        start: u32::try_from(known.start).unwrap_or(u32::MAX),
        end: u32::try_from(known.start + known.text.len()).unwrap_or(u32::MAX),
        text: known.text.clone(),
        role: Role::Mention,
        party: PartyId::default(),
        weight: 0,
        reason,
        sentence,
    })
}

/// Kind of the piece, and why it stands there: these weigh nothing and decide by themselves.
type Fact = (&'static str, &'static str, &'static str);
const KIND: Fact = ("product_class", "PRODUCT_CLASS", "it says what kind of product it is");
const ORIGIN: Fact = ("produced_in", "PRODUCED_IN", "it says where it was produced");

/// The reasons of pieces that weigh nothing, with their sentences.
pub(crate) fn reasons() -> [(&'static str, &'static str); 2] {
    [KIND, ORIGIN].map(|(_, reason, sentence)| (reason, sentence))
}
