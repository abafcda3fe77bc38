//! What the answer about a listing rests on: parties that anything in it may mean, and the names under which others would be meant.
//! [`crate::rescan`] asks which listings a newer register, or a later day, may answer otherwise. Too much may stand here and never too
//! little: what is named is judged anew, and everything else keeps its answer.

use std::collections::{BTreeMap, BTreeSet};

use crate::listing::Field;
use crate::reading::telltales::{Meaning, TellTales};
use crate::reading::{FieldReading, Reading};
use crate::register::{PartyNo, Register};
use crate::signal::{self, Found};

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

/// With what a listing is read.
#[derive(Clone, Copy)]
pub(super) struct ReadBy<'a, 'r> {
    pub(super) register: &'a Register<'r>,
    pub(super) tales: &'a TellTales,
}

impl ReadBy<'_, '_> {
    /// What the answer about a listing rests on, by how it was read and the signals that were found in it.
    pub(super) fn rests(self, near: &mut RestsMemo, reading: &Reading<'_>, found: &Found) -> Rests {
        let dated = !reading.listing.get(Field::PurchasedOn).trim().is_empty();
        let mut rests = Rests { dated, ..Rests::default() };
        let mut parties: BTreeSet<PartyNo> = BTreeSet::new();
        for (field, read) in reading.fields() {
            self.literally(read, &mut parties);
            if matches!(field, Field::Title | Field::Brand | Field::Manufacturer) {
                parties.extend(read.imitations(self.tales).iter().map(|one| one.name.party));
            }
            if field == Field::Brand {
                parties.extend(read.nearly(self.tales).iter().map(|one| one.party));
            }
            if field == Field::Title {
                rests.names.extend(signal::spelled_name(read.text()));
            }
            if signal::NAME_FIELDS.contains(&field) {
                let keys = read.keys();
                rests
                    .names
                    .extend([&keys.key, &keys.bare].into_iter().filter(|key| !key.is_empty()).cloned());
                parties.extend(read.whole_names(self.register, self.tales).iter().map(|one| one.party));
            }
            if signal::is_held_beside_names(field) && read.names(self.tales).next().is_none() {
                self.nearly(near, read, (&mut rests, &mut parties));
            }
        }
        parties.extend(found.signals.iter().map(|signal| signal.party));
        let parties = parties.into_iter().filter_map(|no| self.register.party(no));
        rests.parties.extend(parties.map(|party| party.id().to_owned()));
        rests
    }

    /// Whom the literals in a field may mean.
    fn literally(self, read: &FieldReading, parties: &mut BTreeSet<PartyNo>) {
        let meanings = read.hits.iter().flat_map(|spot| self.tales.meanings(spot.literal));
        parties.extend(meanings.filter_map(|meaning| match meaning {
            Meaning::Name(name) => Some(name.party),
            Meaning::Tell(number) => self.tales.tells.get(*number).map(|tell| tell.party),
            Meaning::Noun(_) | Meaning::Marker(_) => None,
        }));
    }

    /// Whom a field nearly names, each distinct value looked up once.
    fn nearly(
        self,
        memo: &mut RestsMemo,
        read: &FieldReading,
        (rests, parties): (&mut Rests, &mut BTreeSet<PartyNo>),
    ) {
        let text = read.text();
        if memo.near.len() >= REMEMBERED {
            memo.near.clear();
        }
        let (near, cut) = match memo.near.get(text) {
            Some(known) => known.clone(),
            None => {
                let fresh = read.near_names(self.register, self.tales);
                memo.near.insert(text.to_owned(), fresh.clone());
                fresh
            }
        };
        rests.values.insert(text.to_owned());
        rests.cut |= cut;
        parties.extend(near);
    }
}
