//! Which published lists a register was built from; and what has to be said where there is none, so that "nothing found" is
//! never read as "on no list".

use super::{Register, Source};
use crate::text::with_commas;

impl Register<'_> {
    /// The editions of published lists that it was built from: ids of sources like `us-csl@2026-11-01`.
    pub fn editions(&self) -> impl Iterator<Item = String> + use<'_> {
        // A source that an edition itself cites has a number behind `#`.
        let is_edition = |id: &String| id.contains('@') && !id.contains('#');
        self.sources().map(|source| source.id.as_str().to_owned()).filter(is_edition)
    }

    /// What every answer has to say where no published list is loaded: how few were looked for, and what to do.
    pub fn without_lists(&self) -> Option<String> {
        // An edition of a firm's own tables, or of block numbers, puts nobody on a list.
        let by_an_edition = |source: Source| source.id.contains('@');
        if self.designations().any(|place| place.sources().into_iter().any(by_an_edition)) {
            return None;
        }
        let reviewed = with_commas(self.party_count() as u64);
        Some(format!(
            "no published list is loaded: only the {reviewed} companies, brands and shops that Nameplate has reviewed were looked \
             for; run `nameplate lists update`"
        ))
    }
}
