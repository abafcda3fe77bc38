//! Mentions that support no finding: where a maker that leads to a list is named, and why the product is not its own. What an
//! automaton found is never dropped in silence.

use std::collections::BTreeMap;

use super::asked::Asked;
use crate::candidate::Part;
use crate::finding::{Mention, Mentioned};
use crate::groups::Groups;
use crate::id::PartyId;
use crate::listing::Field;
use crate::maker::Considered;
use crate::reading::cue::{Cue, cue_with_place};
use crate::reading::hit::{NameHit, Spot};
use crate::reading::telltales::{Meaning, TellTales};
use crate::reading::{FieldReading, Reading};
use crate::register::{NameKind, PartyNo, Strength, TellKind};
use crate::signal::{Signal, weights};
use crate::word::{Judgement, NotTheMaker, Role};

/// So many are shown of a listing; all are counted.
const EXAMPLES: usize = 3;

/// A listing as judged, beside what was known.
pub(super) struct Mentions<'a, 'r, 'l> {
    pub(super) asked: &'a Asked<'r>,
    pub(super) tales: &'a TellTales,
    pub(super) groups: &'a Groups,
    pub(super) reading: &'a Reading<'l>,
    pub(super) signals: &'a [Signal],
    pub(super) considered: &'a [Considered],
    /// Parties that a finding rests on.
    pub(super) found: &'a [PartyNo],
}

/// What was found in a field, and whom it may mean.
struct Place {
    field: Field,
    spot: Spot,
    party: PartyNo,
    /// The name as it was found; none for a tell-tale.
    name: Option<NameHit>,
    /// For a tell-tale: whether others use it too.
    shared: bool,
}

impl Mentions<'_, '_, '_> {
    /// Examples, and all counted.
    pub(super) fn all(&self) -> (Vec<Mention>, Vec<Mentioned>) {
        let mut examples: Vec<Mention> = Vec::new();
        let mut counts: BTreeMap<(PartyId, NotTheMaker, Field), u32> = BTreeMap::new();
        for (field, reading) in self.reading.fields() {
            for place in self.places(field, reading) {
                let (reason, cue) = self.reason(reading, &place);
                let party = self.id(place.party);
                let count = counts.entry((party.clone(), reason, field)).or_default();
                *count += 1;
                if *count == 1 && examples.len() < EXAMPLES {
                    examples.push(self.example(reading, &place, (reason, cue)));
                }
            }
        }
        let counted = counts.into_iter().map(|((party, reason, field), count)| Mentioned {
            party,
            reason,
            field: field.name(),
            count,
        });
        (examples, counted.collect())
    }

    fn id(&self, party: PartyNo) -> PartyId {
        self.asked.register.party(party).map_or("", |party| party.id()).into()
    }

    /// What may name somebody who leads to a list and on whom no finding rests, each party once at each place.
    fn places(&self, field: Field, reading: &FieldReading) -> Vec<Place> {
        let mut places: Vec<Place> = Vec::new();
        for spot in &reading.hits {
            for meaning in self.tales.meanings(spot.literal) {
                let Some(place) = self.place(field, *spot, meaning) else { continue };
                let covered = |known: &Place| {
                    self.groups.are_related(known.party, place.party)
                        && known.spot.start <= spot.start
                        && spot.end <= known.spot.end
                };
                let counts = self.asked.leads_to_a_list(place.party)
                    && !self.found.iter().any(|&found| self.groups.are_related(found, place.party));
                if counts && !places.iter().any(covered) {
                    places.push(place);
                }
            }
        }
        places
    }

    fn place(&self, field: Field, spot: Spot, meaning: &Meaning) -> Option<Place> {
        match meaning {
            Meaning::Name(name) => {
                Some(Place { field, spot, party: name.party, name: Some(*name), shared: false })
            }
            Meaning::Tell(number) => {
                let tell = self.tales.tells.get(*number)?;
                // The first letters of a model number, or a street without the house, are nothing by themselves.
                let read = |signal: &&Signal| {
                    signal.field == field && signal.start == spot.start && signal.party == tell.party
                };
                let whole = !matches!(tell.kind, TellKind::Model | TellKind::Address);
                let is_read = whole || self.signals.iter().any(|signal| read(&signal));
                let shared = tell.strength == Strength::Weak;
                is_read.then_some(Place { field, spot, party: tell.party, name: None, shared })
            }
            Meaning::Noun(_) | Meaning::Marker(_) => None,
        }
    }

    /// Why a mention does not make its party the maker, and the words that say so.
    fn reason(&self, reading: &FieldReading, place: &Place) -> (NotTheMaker, Option<(usize, usize)>) {
        use NotTheMaker as Why;
        let (cue, at) = cue_with_place(reading, self.tales, place.spot.start, place.spot.end);
        let said = match cue {
            Cue::GoesWith => Some(Why::CompatibleWith),
            Cue::Not => Some(Why::Comparison),
            Cue::Component => Some(Why::Component),
            Cue::None | Cue::MadeBy => None,
        };
        if let Some(why) = said {
            return (why, Some((at.start, at.end)));
        }
        (self.reason_beyond_words(reading, place), None)
    }

    fn reason_beyond_words(&self, reading: &FieldReading, place: &Place) -> NotTheMaker {
        use NotTheMaker as Why;
        if place.name.is_some_and(|name| reading.lies_inside(self.tales, place.spot, name)) {
            return Why::AnotherParty;
        }
        if let Some(why) = self.reason_of_field(place.field) {
            return why;
        }
        let signal = self.signals.iter().find(|signal| {
            signal.field == place.field
                && signal.party == place.party
                && signal.start <= place.spot.start
                && place.spot.start < signal.end
        });
        match signal {
            Some(signal) => self.reason_of_signal(place, signal),
            None if place.shared => Why::SharedCode,
            None if place.name.is_some_and(is_weak) => Why::OrdinaryWord,
            None => Why::InPassing,
        }
    }

    /// Fields that say nothing of who made a thing.
    fn reason_of_field(&self, field: Field) -> Option<NotTheMaker> {
        Some(match field {
            Field::Other => NotTheMaker::UnknownColumn,
            Field::Category => NotTheMaker::OnTheShelf,
            Field::Url | Field::SellerAddress | Field::SupplierAddress | Field::Origin => {
                NotTheMaker::InAnAddress
            }
            _ => return None,
        })
    }

    fn reason_of_signal(&self, place: &Place, signal: &Signal) -> NotTheMaker {
        use NotTheMaker as Why;
        match Part::of(signal.role) {
            None if signal.role == Role::Mention => return Why::InPassing,
            None => return Why::Accessory,
            Some(Part::Component) => return Why::Component,
            Some(Part::Sale) if signal.weight == weights::SELLER_PART => return Why::DealersName,
            Some(_) => {}
        }
        let considered =
            self.considered.iter().find(|c| c.party == place.party && Some(c.part) == Part::of(signal.role));
        let Some(considered) = considered else { return Why::InPassing };
        if considered.judgement > Judgement::Different {
            return Why::LeadsToNoList;
        }
        let against = |ids: &[&str]| considered.evidence.iter().any(|signal| ids.contains(&signal.weight.id));
        if against(&[weights::ORDINARY_GOODS.id, weights::ORDINARY_SHELF.id]) {
            Why::OtherGoods
        } else if against(&[weights::ACCESSORY_ALONE.id]) {
            Why::Accessory
        } else if against(&[weights::RIVAL_BRAND.id]) {
            Why::AnotherBrand
        } else if place.shared {
            Why::SharedCode
        } else if place.name.is_some_and(is_weak) {
            Why::OrdinaryWord
        } else if signal.weight == weights::BRAND_PART {
            Why::AnotherParty
        } else if signal.weight == weights::TITLE_AMONG {
            Why::AmongOthers
        } else {
            Why::InPassing
        }
    }

    fn example(
        &self,
        reading: &FieldReading,
        place: &Place,
        (reason, cue): (NotTheMaker, Option<(usize, usize)>),
    ) -> Mention {
        let original = self.reading.listing.get(place.field);
        let quoted = |start: usize, end: usize| {
            let (start, end) = reading.folded.original(start, end);
            (start, end, original.get(start..end).unwrap_or_default().to_owned())
        };
        let (start, end, text) = quoted(place.spot.start, place.spot.end);
        Mention {
            party: self.id(place.party),
            field: place.field.name(),
            start: u32::try_from(start).unwrap_or(u32::MAX),
            end: u32::try_from(end).unwrap_or(u32::MAX),
            text,
            reason,
            cue: cue.map(|(start, end)| quoted(start, end).2).unwrap_or_default(),
        }
    }
}

/// A name that is an ordinary word, shared, or too short for running text.
fn is_weak(name: NameHit) -> bool {
    name.common || name.field_only || name.kind == NameKind::Weak
}
