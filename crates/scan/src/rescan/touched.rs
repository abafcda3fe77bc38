//! Which rows of a part a change touches, each with the cause.

use std::collections::{BTreeMap, BTreeSet};

use nameplate::rescan::Changed;

use super::entry::{CUT, DATED, NAME, PARTY, VALUE};
use super::error::StateError;
use super::keys::{Wanted, look_up};
use super::rows::Stored;
use super::state::{Part, State};

/// Places of rows with why each is judged anew.
pub(super) type Touched = BTreeMap<u32, String>;

/// The rows of a part that a change touches. A row is found by its keys as it was judged last: `newer` says in which layer that was.
pub(super) fn touched(
    state: &State,
    (part, newer): (&Part, &BTreeMap<u32, (usize, Stored)>),
    changed: &Changed,
) -> Result<Touched, StateError> {
    let mut causes: BTreeMap<String, String> = BTreeMap::new();
    causes.extend(changed.parties().map(|(id, cause)| (format!("{PARTY}{id}"), cause.clone())));
    causes.extend(changed.names().map(|(name, cause)| (format!("{NAME}{name}"), cause.clone())));
    if changed.any_name() {
        causes.insert(CUT.to_owned(), "names changed beside which a bound was met".to_owned());
    }
    if changed.days() {
        causes.insert(DATED.to_owned(), "it is judged for a day of its own".to_owned());
    }
    let wanted: BTreeSet<String> = causes.keys().cloned().collect();
    let mut all = Touched::new();
    for (n, layer) in part.layers.iter().enumerate() {
        let paths = layer.key_paths(&state.folder);
        let is_last = |at: u32| newer.get(&at).map_or(0, |(layer, _)| *layer) == n;
        look_up(&paths, &Wanted::These(&wanted), &state.read, &mut |key, at| {
            if is_last(at)
                && let Some(cause) = causes.get(key)
            {
                all.entry(at).or_insert_with(|| cause.clone());
            }
        })?;
        let Some(near) = changed.near() else { continue };
        // Values come in order, so each is held beside the new names once.
        let (mut last, mut is_near) = (String::new(), false);
        look_up(&paths, &Wanted::From(VALUE), &state.read, &mut |key, at| {
            if key != last {
                key.clone_into(&mut last);
                is_near = near.may_mean(&key[VALUE.len_utf8()..]);
            }
            if is_near && is_last(at) {
                all.entry(at)
                    .or_insert_with(|| format!("a new name is nearly `{}`", &key[VALUE.len_utf8()..]));
            }
        })?;
    }
    Ok(all)
}
