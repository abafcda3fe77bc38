//! What the tests of parsers share.

use std::io;

use crate::given::Given;
use crate::parsed::Parsed;

/// Runs a parser over files that are written out for it.
pub(crate) fn read(parse: fn(&Given) -> io::Result<Parsed>, files: &[(&str, &[u8])]) -> io::Result<Parsed> {
    let folder = tempfile::tempdir()?;
    let mut given = Vec::new();
    for (name, bytes) in files {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes)?;
        given.push(((*name).to_owned(), path));
    }
    let parsed = parse(&Given::new(given, 1 << 20))?;
    assert!(parsed.tallies.values().all(|tally| tally.is_complete()), "{:?}", parsed.tallies);
    Ok(parsed)
}
