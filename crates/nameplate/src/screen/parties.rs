//! Who made a product, whose brand it bears, who sells it: the parties of a result.

use std::cmp::Reverse;

use super::asked::Asked;
use crate::candidate::Part;
use crate::date::Holds;
use crate::finding::PartyVerdict;
use crate::maker::Considered;
use crate::product::Product;
use crate::register::{PartyKind, PartyNo, Register};
use crate::word::{Judgement, RelationKind, Role};

/// Who made it, whose brand it bears, who sells it.
pub(super) fn parties(
    asked: &Asked<'_>,
    product: &Product,
    considered: &[Considered],
) -> [Option<PartyVerdict>; 3] {
    let register = &asked.register;
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
    let brand_owner = owner.map(|c| verdict(register, owner_of(asked, product, c), c));
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

/// Whether the product bears the party as its brand.
pub(super) fn bears_brand(considered: &Considered) -> bool {
    considered.evidence.iter().any(|s| s.role == Role::Brand && s.weight.millinats > 0)
}

/// The company that owns a brand on that day, or the party itself.
fn owner_of(asked: &Asked<'_>, product: &Product, considered: &Considered) -> PartyNo {
    let day = product.made.and_then(crate::date::Date::last_day).unwrap_or(asked.as_of);
    asked
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
        id: view.map_or("", |p| p.id()).into(),
        name: view.map_or("", |p| p.name()).to_owned(),
        native_name: view.and_then(|p| p.native()).map(str::to_owned),
        judgement: considered.judgement,
        score: considered.score,
    }
}
