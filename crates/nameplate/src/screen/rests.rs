//! What the answer about a listing rests on: parties that anything in it may mean, and the names under which others would be meant.
//! [`crate::rescan`] asks which listings a newer register, or a later day, may answer otherwise. Too much may stand here and never too
//! little: what is named is judged anew, and everything else keeps its answer.

use std::collections::{BTreeMap, BTreeSet};

use super::{Memo, Screener};
use crate::listing::{Field, Listing};
use crate::product::Product;
use crate::reading::telltales::Meaning;
use crate::reading::{FieldReading, Reading};
use crate::register::PartyNo;
use crate::signal;

/// What an answer rests on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rests {
    /// Ids of the parties that anything in the listing may mean.
    pub parties: BTreeSet<String>,
    /// Names in their normal form: whoever is called exactly so is meant.
    pub names: BTreeSet<String>,
    /// Fields that are held beside all names: whoever is called nearly so is meant.
    pub values: BTreeSet<String>,
    /// A bound cut a look-up off: any other name may change what was found.
    pub cut: bool,
    /// It is judged for a day of its own.
    pub dated: bool,
}

/// What a thread remembers of values that were held beside all names.
#[derive(Debug, Default)]
pub struct RestsMemo {
    near: BTreeMap<String, (Vec<PartyNo>, bool)>,
}

/// So many values are remembered; then it starts anew.
const REMEMBERED: usize = 50_000;

impl Screener<'_> {
    /// What the answer about a listing rests on.
    pub fn rests(&self, (memo, near): (&mut Memo, &mut RestsMemo), listing: &Listing<'_>) -> Rests {
        let mut rests = Rests::default();
        if listing.filled().next().is_none() {
            return rests;
        }
        rests.dated = !listing.get(Field::PurchasedOn).trim().is_empty();
        let reading = Reading::new(&self.tales, &mut memo.fields, listing, self.asked.policy.max_field_bytes);
        let mut parties: BTreeSet<PartyNo> = BTreeSet::new();
        for (field, found) in reading.fields() {
            self.literally(found, &mut parties);
            if matches!(field, Field::Title | Field::Brand | Field::Manufacturer) {
                parties.extend(found.imitations(&self.tales).iter().map(|one| one.name.party));
            }
            if field == Field::Brand {
                parties.extend(found.nearly(&self.tales).iter().map(|one| one.party));
            }
            if field == Field::Title {
                rests.names.extend(signal::spelled_name(found.text()));
            }
            if signal::NAME_FIELDS.contains(&field) {
                let keys = found.keys();
                rests
                    .names
                    .extend([&keys.key, &keys.bare].into_iter().filter(|key| !key.is_empty()).cloned());
                parties
                    .extend(found.whole_names(&self.asked.register, &self.tales).iter().map(|one| one.party));
            }
            if signal::is_held_beside_names(field) && found.names(&self.tales).next().is_none() {
                self.nearly(near, found, (&mut rests, &mut parties));
            }
        }
        let product = Product::read(&self.asked.register, &self.tales, &reading);
        parties.extend(self.signals(&reading, &product).signals.iter().map(|signal| signal.party));
        let register = &self.asked.register;
        let ids = parties.into_iter().filter_map(|no| register.party(no)).map(|party| party.id().to_owned());
        rests.parties.extend(ids);
        rests
    }

    /// Whom the literals in a field may mean.
    fn literally(&self, found: &FieldReading, parties: &mut BTreeSet<PartyNo>) {
        let meanings = found.hits.iter().flat_map(|spot| self.tales.meanings(spot.literal));
        parties.extend(meanings.filter_map(|meaning| match meaning {
            Meaning::Name(name) => Some(name.party),
            Meaning::Tell(number) => self.tales.tells.get(*number).map(|tell| tell.party),
            Meaning::Noun(_) | Meaning::Marker(_) => None,
        }));
    }

    /// Whom a field nearly names, each distinct value looked up once.
    fn nearly(
        &self,
        memo: &mut RestsMemo,
        found: &FieldReading,
        (rests, parties): (&mut Rests, &mut BTreeSet<PartyNo>),
    ) {
        let text = found.text();
        if memo.near.len() >= REMEMBERED {
            memo.near.clear();
        }
        let (near, cut) = match memo.near.get(text) {
            Some(known) => known.clone(),
            None => {
                let fresh = found.near_names(&self.asked.register, &self.tales);
                memo.near.insert(text.to_owned(), fresh.clone());
                fresh
            }
        };
        rests.values.insert(text.to_owned());
        rests.cut |= cut;
        parties.extend(near);
    }
}
