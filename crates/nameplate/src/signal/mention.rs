//! Mentions of a maker in a title: whose product is it, the maker's or one that goes with it?

use super::kind::{Found, Signal};
use super::look::Look;
use super::weights::{self, Weight};
use crate::listing::Field;
use crate::product::is_ordinary;
use crate::reading::cue::Cue;
use crate::reading::cue_words;
use crate::reading::hit::{NameHit, Spot};
use crate::reading::telltales::Meaning;
use crate::register::{NameKind, PartyNo, TellKind};
use crate::text::name::{is_preamble, words};
use crate::word::Role;

/// Whether a mention (of a name, a model number, a line) can be the product's own, as far as the kind of product says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ownness {
    /// It can.
    Own,
    /// The product is an accessory and nothing says whose: it might be.
    Doubtful,
    /// It is another's accessory.
    Foreign,
}

/// An accessory is the maker's own where brand or manufacturer say so; it is another's where they say otherwise, or say
/// that there is no brand. A maker's accessory model number settles it too.
pub(crate) fn ownness(look: &Look<'_>, party: PartyNo, at_start: bool) -> Ownness {
    if !look.product.is_accessory(look.register) || look.brand_is(party) || title_states(look, party) {
        return Ownness::Own;
    }
    if look.brand.stated || look.brand.generic {
        return Ownness::Foreign;
    }
    let own_code = has_own_accessory_code(look, party);
    let doubtful = own_code || (at_start && !names_what_it_fits(look, party));
    if doubtful { Ownness::Doubtful } else { Ownness::Foreign }
}

/// Whether the title names the maker's device that an accessory fits, between the maker and the accessory, as sellers do who leave
/// out the "for": "Huawei Band 6 silicone strap", "Hikvision camera bracket".
fn names_what_it_fits(look: &Look<'_>, party: PartyNo) -> bool {
    let (Some(title), Some(head)) = (look.field(Field::Title), &look.product.head) else { return false };
    let own = title.names(look.tales).filter(|(spot, name)| name.party == party && spot.end <= head.start);
    let Some(end) = own.map(|(spot, _)| spot.end).min() else { return false };
    let inside = |spot: &Spot| end <= spot.start && spot.end <= head.start;
    let is_device = |spot: &Spot| {
        look.tales.meanings(spot.literal).iter().any(|meaning| match meaning {
            Meaning::Noun(class) => !look.register.class(*class).is_some_and(|class| class.is_accessory()),
            Meaning::Tell(tell) => look.tales.tells[*tell].kind == TellKind::Line,
            Meaning::Name(_) | Meaning::Marker(_) => false,
        })
    };
    // "Z431", "GT2e", the 6 of "Band 6": numbers of devices, not measures ("12v", "66w").
    let is_number = |word: &str| {
        let digits = word.bytes().filter(u8::is_ascii_digit).count();
        digits > 0 && (digits == word.len() || word.starts_with(|c: char| c.is_alphabetic()))
    };
    title.hits.iter().filter(|spot| inside(spot)).any(is_device)
        || words(&title.text()[end..head.start]).any(is_number)
}

/// Whether the title opens with the name twice, as where a table's brand was put before its title ("DJI DJI Mini 3 battery"), or
/// says "manufacturer:" before it: it stands for a brand field.
fn title_states(look: &Look<'_>, party: PartyNo) -> bool {
    let Some(title) = look.field(Field::Title) else { return false };
    let own: Vec<Spot> =
        title.names(look.tales).filter(|(_, name)| name.party == party).map(|(spot, _)| spot).collect();
    let text = title.text();
    let twice = own.iter().find(|spot| spot.start == 0).is_some_and(|first| {
        own.iter().any(|spot| spot.start == first.end + 1 && text[spot.start..spot.end] == text[..first.end])
    });
    twice || own.iter().any(|spot| states_maker(text, spot.start))
}

/// Whether the words right before say "manufacturer", not merely "by".
pub(super) fn states_maker(text: &str, start: usize) -> bool {
    let before = text[..start].trim_end_matches([' ', '"', '\'', '*', '(']);
    cue_words().stated_maker.at_end(before).is_some()
}

/// A model number in the title whose grammar is the maker's own for accessories.
fn has_own_accessory_code(look: &Look<'_>, party: PartyNo) -> bool {
    [Field::Model, Field::Title].into_iter().filter_map(|field| look.field(field)).any(|reading| {
        reading.tells(look.tales).any(|(_, tell)| {
            let tell = &look.tales.tells[tell];
            let class = tell.class.and_then(|no| look.register.class(no));
            tell.party == party && class.is_some_and(|class| class.is_accessory())
        })
    })
}

/// Role and weight of a name in a title.
pub(crate) fn title_mention(look: &Look<'_>, hit: Spot, party: PartyNo, cue: Cue) -> (Role, Weight) {
    match cue {
        Cue::GoesWith => return (Role::CompatibleWith, weights::TITLE),
        Cue::Not => return (Role::Mention, weights::TITLE),
        Cue::Component => return (Role::Component, weights::COMPONENT),
        Cue::MadeBy | Cue::None => {}
    }
    let at_start = opens(look, hit);
    if ownness(look, party, at_start) == Ownness::Foreign {
        return (Role::CompatibleWith, weights::TITLE);
    }
    if cue == Cue::MadeBy {
        let stated = look.field(Field::Title).is_some_and(|title| states_maker(title.text(), hit.start));
        return if stated { (Role::MadeBy, weights::TITLE_MAKER) } else { (Role::Brand, weights::TITLE_BY) };
    }
    let weight = if at_start {
        weights::TITLE_HEAD
    } else if names_several_makers(look, party) {
        weights::TITLE_AMONG
    } else if look.product.head.is_some() || look.brand_is(party) || look.class_fits(party) == Some(true) {
        weights::TITLE
    } else {
        weights::TITLE_UNCLEAR
    };
    (Role::Brand, weight)
}

/// Whether the title opens with the name; what shops shout before it does not count.
pub(super) fn opens(look: &Look<'_>, hit: Spot) -> bool {
    look.field(Field::Title).is_some_and(|title| is_preamble(&title.text()[..hit.start]))
}

/// Whether the title names makers that have nothing to do with each other: then it lists what it goes with.
fn names_several_makers(look: &Look<'_>, party: PartyNo) -> bool {
    look.field(Field::Title).is_some_and(|title| {
        title
            .names(look.tales)
            .any(|(_, name)| !name.common && !name.field_only && !look.groups.are_related(name.party, party))
    })
}

/// Adds what the kind of product and the brand field say against (or for) a name that was mentioned.
pub(crate) fn add_with_context(look: &Look<'_>, found: &mut Found, mut signal: Signal, name: NameHit) {
    let counts = matches!(signal.role, Role::Brand | Role::MadeBy);
    let common = name.common || name.kind == NameKind::Weak;
    let party = name.party;
    let fits = look.class_fits(party);
    if counts && common {
        let whole_brand = signal.weight == weights::BRAND || signal.weight == weights::MANUFACTURER;
        let unknown = fits.is_none() && look.product.class.is_none();
        signal.weight = if whole_brand && unknown { weights::COMMON_BRAND } else { weights::COMMON_NAME };
        let clear = signal.field != Field::Text && fits == Some(true);
        if clear {
            found.signals.push(Signal { weight: weights::CLASS_FITS, ..signal.clone() });
        }
    }
    // Another's brand speaks against a mention, not against a stated manufacturer: white label is just that.
    let stated = matches!(
        signal.field,
        Field::Brand | Field::Manufacturer | Field::Supplier | Field::ResponsiblePerson
    ) || [weights::TEXT_MAKER, weights::TITLE_MAKER].contains(&signal.weight);
    if counts && !stated && look.has_rival_brand(party) {
        found.signals.push(Signal { weight: weights::RIVAL_BRAND, ..signal.clone() });
    }
    if counts {
        add_class(look, found, &signal, fits);
    }
    found.signals.push(signal);
}

/// Whether only the category says what the goods are. What is filed under books is a book, whoever it is about.
fn only_shelved(look: &Look<'_>) -> bool {
    let class = look.product.facts.class.as_ref();
    class.is_some_and(|class| class.field == Field::Category.name() && class.value != "print_media")
}

/// A bee book named "Drone", a toy car named "BYD": goods that a maker is not known for speak against it, less where only the
/// shelf says so.
fn add_class(look: &Look<'_>, found: &mut Found, signal: &Signal, fits: Option<bool>) {
    let ordinary = look.product.class.is_some_and(|class| is_ordinary(look.register, class));
    // Of whom nobody knows what they make, daily goods may be just that: cotton, tomatoes. A book is about them.
    let about = look.product.facts.class.as_ref().is_some_and(|class| class.value == "print_media");
    if ordinary && (fits == Some(false) || (fits.is_none() && about)) {
        let weight = if only_shelved(look) { weights::ORDINARY_SHELF } else { weights::ORDINARY_GOODS };
        found.signals.push(Signal { weight, ..signal.clone() });
    }
    let at_start = signal.field != Field::Title
        || opens(look, Spot { start: signal.start, end: signal.end, literal: 0 });
    let doubtful = matches!(signal.field, Field::Title | Field::Text)
        && ownness(look, signal.party, at_start) == Ownness::Doubtful
        && !has_own_accessory_code(look, signal.party);
    if doubtful {
        found.signals.push(Signal { weight: weights::ACCESSORY_ALONE, ..signal.clone() });
    }
}
