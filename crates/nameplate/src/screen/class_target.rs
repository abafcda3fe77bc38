//! Kinds of products that are designated whoever made them: foreign-made drones, routers, inverters, robots.

use std::sync::Arc;

use super::asked::{Asked, Reach};
use super::listed::{designation, in_force};
use super::told::{Said, Told};
use crate::consequence::{About, Goods};
use crate::date::Holds;
use crate::finding::{Designation, Evidence, Finding, PRODUCED_ABROAD, Target};
use crate::id::PartyId;
use crate::policy::HOUSE;
use crate::product::Product;
use crate::register::{ClassNo, DesignationView};
use crate::word::{Direction, Ground, ListKind, Role, TargetKind, Verdict};

/// A finding for each class on a list that the product belongs to. Where the list speaks of goods produced in a foreign
/// country, an unknown place of production is a review, never a default.
pub(super) fn findings(asked: &Asked<'_>, told: &mut Told, product: &Product) -> Vec<Finding> {
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
            finding(asked, told, product, &Listed { no, designated: &designated, house })
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
    told: &mut Told,
    product: &Product,
    listed: &Listed<'_, '_>,
) -> Option<Finding> {
    let Listed { no, designated, house } = listed;
    let no = *no;
    let register = &asked.register;
    let class = register.class(no)?;
    let foreign_only = designated.iter().all(DesignationView::foreign_only);
    // The lists are of the United States: foreign is what was produced elsewhere.
    let produced = product.facts.produced_in.as_ref().map(|known| known.value.as_str());
    let (reach, designated) = match produced {
        Some("US") if foreign_only => (Verdict::NoConnectionFound, &[][..]),
        None if foreign_only => (Verdict::Review, *designated),
        Some(_) | None => (Verdict::Connected, *designated),
    };
    let sure = designated.iter().filter_map(|d| in_force(asked, d)).max();
    let by_lists = sure.map(|sure| sure.min(reach));
    // A house asks for less than a list that speaks of goods produced abroad.
    let verdict = by_lists.max(house.as_ref().map(|house| house.in_force))?;
    let settle = match produced {
        None if foreign_only && house.is_none() => vec![
            "where it was produced, and whether it has a conditional approval or an authorisation from before the listing"
                .to_owned(),
        ],
        _ => Vec::new(),
    };
    let goods = Goods::of(product);
    let question = asked.question(About::Class(no), &goods, Reach { ground: Ground::Class, path: &[] });
    let as_listed = foreign_only && house.is_none();
    let name = format!("{}{}", class.name(), if as_listed { PRODUCED_ABROAD } else { "" });
    let mut finding = Finding {
        target: Target {
            kind: TargetKind::Class,
            id: format!("class:{}", class.id()).into(),
            name,
            native_name: None,
        },
        ground: Ground::Class,
        verdict,
        score: if reach == Verdict::Connected || house.is_some() {
            asked.policy.same_from
        } else {
            asked.policy.unsure_from
        },
        settle,
        signals: signals(product),
        path: Arc::from([]),
        other_paths: Vec::new(),
        designations: designated.iter().filter_map(|d| designation(asked, d)).chain(house.clone()).collect(),
        consequences: asked.rules.ask(register, &question).into(),
        claims: Arc::from([]),
        responses: Arc::from([]),
        namesakes: Arc::from([]),
        unlisted: None,
        warning: None,
    };
    // What only the house is sure of is no warning in the name of a list.
    if by_lists == Some(Verdict::Connected) {
        finding.warning = asked.warn(told, &finding, |fields| {
            let entries = finding.designations.iter().map(|d| format!("{} {} {}", d.list, d.entry, d.since));
            Said {
                case: (Ground::Class, goods.clone(), Vec::new()),
                hops: Vec::new(),
                fields,
                entries: std::iter::once(finding.target.id.to_string()).chain(entries).collect(),
            }
        });
    }
    Some(finding)
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

fn signals(product: &Product) -> Vec<Evidence> {
    let facts = [
        (product.facts.class.as_ref(), "product_class", "it says what kind of product it is"),
        (product.facts.produced_in.as_ref(), "produced_in", "it says where it was produced"),
    ];
    let known = facts.into_iter().filter_map(|(known, kind, reason)| Some((known?, kind, reason)));
    known
        .map(|(known, kind, reason)| Evidence {
            kind,
            field: known.field,
            start: u32::try_from(known.start).unwrap_or(u32::MAX),
            end: u32::try_from(known.start + known.text.len()).unwrap_or(u32::MAX),
            text: known.text.clone(),
            role: Role::Mention,
            party: PartyId::default(),
            weight: 0,
            for_or_against: Direction::For,
            reason: reason.to_owned(),
        })
        .collect()
}
