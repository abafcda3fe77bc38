//! One hop of a path: whether a relation holds for this listing on this date, and how much it carries.

use serde::Serialize;

use super::limit::Limit;
use crate::date::{Date, Day, Holds};
use crate::id::PartyId;
use crate::product::Product;
use crate::register::{ClassNo, Extent, PartyNo, Register, Relation, Share, Source, Status, cited};
use crate::word::{Ground, RelationKind, Standing, Verdict};

/// One hop of a path.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Hop {
    /// Party id the hop starts from.
    pub from: PartyId,
    /// Its name.
    pub from_name: String,
    /// Kind of relation.
    pub relation: RelationKind,
    /// Party id the hop leads to.
    pub to: PartyId,
    /// Its name.
    pub to_name: String,
    /// How firmly it is said; absent in JSON where its sources state it.
    #[serde(skip_serializing_if = "Hop::is_stated")]
    pub standing: Standing,
    /// Of how many of its products; absent in JSON where of all.
    #[serde(skip_serializing_if = "Hop::is_of_all")]
    pub extent: Extent,
    /// Percent held, where the relation is a share.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub share: Option<Share>,
    /// First day.
    pub valid_from: Date,
    /// Last day, `open` or `unknown`.
    pub valid_to: Date,
    /// With an unknown end: the last day on which it is known to have held.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_confirmed: Option<Date>,
    /// What it is limited to, in words; empty if to nothing.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub scope: String,
    /// How sure this hop is on the day asked for: `same` carries a verdict, `unsure` only a review.
    pub carries: Verdict,
    /// Why it carries no more, where it does not.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub limit: String,
    /// A remark of the facts.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Who says so (ids of sources).
    #[serde(serialize_with = "cited")]
    pub sources: Vec<Source>,
}

impl Hop {
    #[allow(clippy::trivially_copy_pass_by_ref, reason = "serde hands in a reference")]
    fn is_stated(standing: &Standing) -> bool {
        *standing == Standing::Stated
    }

    #[allow(clippy::trivially_copy_pass_by_ref, reason = "serde hands in a reference")]
    fn is_of_all(extent: &Extent) -> bool {
        *extent == Extent::All
    }
}

/// What of the question a relation may depend on.
pub(crate) struct Setting<'a> {
    pub(crate) as_of: Day,
    pub(crate) product: &'a Product,
    /// The folded text in which product lines and models are looked for.
    pub(crate) words: &'a str,
    /// Parties that something in the product itself points to (a model number, an FCC ID): they corroborate a relation
    /// that covers only most of what a brand sells.
    pub(crate) pointed_to: &'a [PartyNo],
}

/// A relation that can be followed, and what it carries here.
#[derive(Clone)]
pub(crate) struct HopHere<'r> {
    pub(crate) relation: Relation<'r>,
    pub(crate) ground: Ground,
    pub(crate) carries: Verdict,
    /// Why it carries no more, where it does not.
    pub(crate) limits: Vec<Limit>,
}

impl<'r> HopHere<'r> {
    /// Follows a relation; `None` where it does not hold here.
    pub(crate) fn over(
        register: &Register<'_>,
        setting: &Setting<'_>,
        relation: Relation<'r>,
    ) -> Option<Self> {
        let mut hop = HopHere {
            relation,
            ground: ground_of(&relation),
            carries: Verdict::Connected,
            limits: Vec::new(),
        };
        hop.check_date(setting)?;
        hop.check_classes(register, setting)?;
        hop.check_years(setting)?;
        hop.check_extent(register, setting)?;
        if relation.status() == Status::Allegation {
            hop.weaken(Limit::Alleged);
        } else if relation.carries() < Verdict::Connected {
            hop.weaken(Limit::SingleSource);
        }
        if relation.markets().next().is_some() {
            hop.weaken(Limit::SomeMarkets);
        }
        Some(hop)
    }

    fn weaken(&mut self, why: Limit) {
        self.carries = Verdict::Review;
        self.limits.push(why);
    }

    /// Stock keeps the maker of the day it was made. Ownership is asked for the as-of date; where it ended since, what was
    /// made before is still what a company of that owner made.
    fn check_date(&mut self, setting: &Setting<'_>) -> Option<()> {
        let interval = self.relation.interval();
        let made = setting.product.made.and_then(|date| Some((date.first_day()?, date.last_day()?)));
        let when_made = made.map(|(first, last)| in_all_or_some(interval.holds(first), interval.holds(last)));
        let holds = match (self.relation.kind(), when_made) {
            (RelationKind::MadeBy | RelationKind::SuppliesComponent, Some(when_made)) => when_made,
            (RelationKind::SubsidiaryOf | RelationKind::Controls, Some(when_made)) => {
                let today = interval.holds(setting.as_of);
                if today < Holds::Yes && when_made > today {
                    self.ground = Ground::MadeBy;
                }
                today.max(when_made)
            }
            _ => interval.holds(setting.as_of),
        };
        match holds {
            Holds::No => None,
            Holds::Yes => Some(()),
            Holds::Unknown => {
                let last = interval.last_confirmed;
                self.weaken(Limit::Unconfirmed(Some(last).filter(|date| matches!(date, Date::On { .. }))));
                Some(())
            }
        }
    }

    fn check_classes(&mut self, register: &Register<'_>, setting: &Setting<'_>) -> Option<()> {
        let classes: Vec<ClassNo> = self.relation.classes().collect();
        if classes.is_empty() {
            return Some(());
        }
        if setting.product.class.is_none() {
            self.weaken(Limit::KindUnknown);
            return Some(());
        }
        if self.relation.kind() == RelationKind::BrandOf && setting.product.is_accessory(register) {
            self.weaken(Limit::AccessoryUnknown);
            return Some(());
        }
        classes.iter().any(|&class| setting.product.is_a(register, class)).then_some(())
    }

    fn check_years(&mut self, setting: &Setting<'_>) -> Option<()> {
        let Some((from, to)) = self.relation.years() else { return Some(()) };
        let year = setting.product.made.and_then(Date::first_day).map_or(setting.as_of.year(), Day::year);
        (from..=to).contains(&year).then_some(())
    }

    fn check_extent(&mut self, register: &Register<'_>, setting: &Setting<'_>) -> Option<()> {
        let has_scope = self.relation.models().next().is_some() || self.relation.lines().next().is_some();
        if in_scope(&self.relation, setting.words) {
            return Some(());
        }
        let corroborated = setting.pointed_to.contains(&self.relation.reaches());
        // What sells or lets make by several is by the one whom the product itself points to.
        let anothers = setting.pointed_to.iter().any(|&party| party != self.relation.leaves());
        match self.relation.extent() {
            Extent::All if !has_scope => {}
            _ if corroborated => {}
            Extent::Most => self.weaken(Limit::Most),
            Extent::Some if anothers => return None,
            Extent::Some if !has_scope && fits_class(&self.relation, register, setting) => {
                self.weaken(Limit::Some);
            }
            Extent::All | Extent::Some | Extent::Few => return None,
        }
        Some(())
    }

    /// The hop as reports print it.
    pub(crate) fn printed(&self, register: &Register<'_>) -> Hop {
        let name = |no: PartyNo| {
            register.party(no).map_or_else(Default::default, |p| (PartyId::from(p.id()), p.name().to_owned()))
        };
        let (from, from_name) = name(self.relation.from());
        let (to, to_name) = name(self.relation.to());
        let interval = self.relation.interval();
        Hop {
            from,
            from_name,
            relation: self.relation.kind(),
            to,
            to_name,
            standing: self.relation.standing(),
            extent: self.relation.extent(),
            share: self.relation.share(),
            valid_from: interval.from,
            valid_to: interval.to,
            last_confirmed: Some(interval.last_confirmed).filter(|date| matches!(date, Date::On { .. })),
            scope: scope_in_words(register, &self.relation),
            carries: self.carries,
            limit: self.limits.iter().map(|limit| limit.remark()).collect::<Vec<_>>().join("; "),
            note: self.relation.note().to_owned(),
            sources: self.relation.sources(),
        }
    }
}

fn in_all_or_some(first: Holds, last: Holds) -> Holds {
    if first == last { first } else { Holds::Unknown }
}

/// Whether the product is, or may be, of a kind that the relation is limited to. A product of unknown kind may be where a brand has
/// several owners, and where such goods are what the firm is known for: not each light switch of a firm that also has intercoms.
fn fits_class(relation: &Relation<'_>, register: &Register<'_>, setting: &Setting<'_>) -> bool {
    let classes: Vec<ClassNo> = relation.classes().collect();
    if setting.product.class.is_some() && !setting.product.is_accessory(register) {
        return classes.iter().any(|&class| setting.product.is_a(register, class));
    }
    let known_for = || {
        let party = register.party(relation.leaves());
        party.is_some_and(|party| party.makes().any(|class| classes.contains(&class)))
    };
    !classes.is_empty() && (relation.kind() == RelationKind::BrandOf || known_for())
}

/// How a relation reaches: the ground that it gives.
fn ground_of(relation: &Relation<'_>) -> Ground {
    match relation.kind() {
        RelationKind::BrandOf | RelationKind::SucceededBy => Ground::Named,
        RelationKind::SubsidiaryOf => Ground::Subsidiary,
        RelationKind::Owns | RelationKind::Controls => Ground::Control,
        RelationKind::AffiliateOf | RelationKind::SameGroupAs => Ground::Affiliate,
        RelationKind::MadeBy => Ground::MadeBy,
        RelationKind::SuppliesComponent => Ground::Component,
        RelationKind::SoldBy => Ground::SoldBy,
    }
}

/// Whether the listing names a model or line that the relation is limited to.
pub(super) fn in_scope(relation: &Relation<'_>, words: &str) -> bool {
    let line = |line: &str| stands_in(words, &line.to_lowercase(), false);
    let model = |model: &str| {
        let model = model.to_lowercase();
        match model.strip_suffix('*') {
            Some(start) => stands_in(words, start, true),
            None => stands_in(words, &model, false),
        }
    };
    relation.models().any(model) || relation.lines().any(line)
}

/// Whether words stand in a folded text as words of their own; `open` allows the last one to go on.
fn stands_in(text: &str, wanted: &str, open: bool) -> bool {
    !wanted.is_empty()
        && text.match_indices(wanted).any(|(at, _)| {
            let before = text[..at].chars().next_back();
            let after = text[at + wanted.len()..].chars().next();
            !before.is_some_and(char::is_alphanumeric) && (open || !after.is_some_and(char::is_alphanumeric))
        })
}

fn scope_in_words(register: &Register<'_>, relation: &Relation<'_>) -> String {
    let mut parts = Vec::new();
    match relation.extent() {
        Extent::All => {}
        Extent::Most => parts.push("most of its products".to_owned()),
        Extent::Some => parts.push("some of its products".to_owned()),
        Extent::Few => parts.push("a few of its products".to_owned()),
    }
    let mut list = |what: &str, words: Vec<String>| {
        if !words.is_empty() {
            parts.push(format!("{what} {}", words.join(", ")));
        }
    };
    list("models", relation.models().map(str::to_owned).collect());
    list("lines", relation.lines().map(str::to_owned).collect());
    let classes = relation.classes().filter_map(|no| register.class(no));
    list("kinds:", classes.map(|class| class.name().to_owned()).collect());
    list("markets", relation.markets().map(str::to_owned).collect());
    if let Some((from, to)) = relation.years() {
        parts.push(format!("years {from} to {to}"));
    }
    parts.join("; ")
}
