//! To whom the IEEE assigned a block of MAC addresses, by its own tables: those that `lists update` fetched. A register keeps only the
//! blocks of parties that it knows; here is who else it may be.

use std::collections::HashMap;

use inventory::mac::Mac;
use lists::sources::by_id;
use lists::store::Store;
use lists::update::records;

use crate::error::{CliError, Result};

/// The tables, smaller blocks and larger ones.
const TABLES: [&str; 3] = ["ieee-ma-l", "ieee-ma-m", "ieee-ma-s"];
/// Blocks that the IEEE parts further bear its own name.
const ITSELF: &str = "IEEE Registration Authority";
/// What stands in the place of a registrant who pays for not being named.
const UNNAMED: &str = "Private";

/// Registrants by block, in lower case.
#[derive(Debug, Default)]
pub(super) struct Registrants(HashMap<String, String>);

/// Whose block it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Registrant<'r> {
    /// A firm, as the IEEE prints it.
    Firm(&'r str),
    /// Somebody who asked the IEEE not to be named.
    Unnamed,
    /// The tables hold no such block.
    Nobody,
}

impl Registrants {
    /// What stands in the data folder; nothing where no table was fetched.
    pub(super) fn of(store: &Store) -> Result<Self> {
        let failed = |why: std::io::Error| {
            CliError::new(format!("the tables of the IEEE cannot be read: {why}"))
                .hint("fetch them again: nameplate lists update --only ieee-ma-l,ieee-ma-m,ieee-ma-s")
        };
        let mut all = HashMap::new();
        for source in TABLES.iter().filter_map(|id| by_id(id)) {
            let Some(edition) = store.current(source.id).map_err(failed)? else { continue };
            for record in records(store, source, &edition, None).map_err(failed)?.records {
                all.insert(record.entry.to_ascii_lowercase(), record.primary().to_owned());
            }
        }
        Ok(Registrants(all))
    }

    /// Whether there is no table at all.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whose block an address lies in: the smallest of 36, 28 and 24 bits.
    pub(super) fn whose(&self, mac: &Mac) -> Registrant<'_> {
        let blocks = [9, 7, 6].iter().filter_map(|length| self.0.get(mac.digits().get(..*length)?));
        match blocks.map(String::as_str).next() {
            Some(ITSELF) | None => Registrant::Nobody,
            Some(UNNAMED) => Registrant::Unnamed,
            Some(firm) => Registrant::Firm(firm),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_smallest_block_names_the_registrant() {
        let all =
            [("0050c2", ITSELF), ("0050c2aaa", "Small Firm"), ("001132", "Large Firm"), ("7c7c7c1", UNNAMED)];
        let all = Registrants(all.map(|(block, name)| (block.to_owned(), name.to_owned())).into());
        let whose = |mac: &str| all.whose(&Mac::read(mac).unwrap());
        assert_eq!(whose("00:50:c2:aa:a0:01"), Registrant::Firm("Small Firm"));
        assert_eq!(whose("00:50:c2:bb:b0:01"), Registrant::Nobody);
        assert_eq!(whose("00:11:32:00:00:01"), Registrant::Firm("Large Firm"));
        assert_eq!(whose("7c:7c:7c:10:00:01"), Registrant::Unnamed);
        assert_eq!(whose("00:00:5e:00:00:01"), Registrant::Nobody);
    }
}
