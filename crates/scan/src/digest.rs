//! What a run says of all its listings, as one SHA-256: equal digests, the same said of every listing.
//!
//! Rows are told apart by their places, and then one hash goes over their lines in the order of the input. Or they are told apart by the
//! ids of the catalog, and then neither order nor cuts have a say, and the digest can be made in parts, here as on a cluster:
//!
//! * Each row has a record of 48 bytes: the first 16 of the SHA-256 of what tells it apart (its id), then the SHA-256 of its line, which is
//!   the id and what was said of it ([`nameplate::report::said_line`]).
//! * Records fall into 65,536 buckets by their first two bytes. A bucket's digest is the SHA-256 over its records, sorted, in hexadecimal
//!   (96 small letters and digits each), one after the other; of an empty bucket it is the SHA-256 of nothing.
//! * The digest is the SHA-256 over the digests of all buckets, in their order, in hexadecimal.
//!
//! Two rows with one id share their first 16 bytes, so that whoever sorts a bucket sees them beside each other.

use std::collections::hash_map::{Entry, HashMap};
use std::sync::Arc;

use nameplate::finding::ListingResult;
use nameplate::report::{digest_line, said_line};
use sha2::{Digest as _, Sha256};

use crate::source::hex;
use tables::error::Error;

/// Bytes of a [`Record`] that tell of which row it is.
const OF_IDENTITY: usize = 16;

/// So many buckets: one for each pair of first bytes.
const BUCKETS: usize = 1 << 16;

/// What a digest in parts holds of one row.
pub type Record = [u8; 48];

/// By what rows are told apart in a digest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum By {
    /// By their places, in the order of the input: one hash over all.
    #[default]
    Order,
    /// By the ids of the catalog, in parts.
    Id,
    /// By file and row, in parts: tables without ids that are read in pieces.
    Place,
}

impl By {
    /// The word for it in a manifest; nothing for the order of the input.
    pub fn word(self) -> Option<&'static str> {
        match self {
            By::Order => None,
            By::Id => Some("id"),
            By::Place => Some("place"),
        }
    }
}

/// A row on its way into a digest in parts.
#[derive(Clone, Debug)]
pub struct Row {
    /// What the digest holds of it.
    pub record: Record,
    number: u64,
    id: Box<str>,
}

/// What the digest covers of a batch.
#[derive(Clone, Debug)]
pub enum Lines {
    /// Lines in the order of the input.
    InOrder(Vec<u8>),
    /// Rows of a file, each by itself.
    InParts(Arc<str>, By, Vec<Row>),
}

impl Lines {
    /// Nothing yet, of that file.
    pub fn new(identity: By, file: &Arc<str>) -> Self {
        match identity {
            By::Order => Lines::InOrder(Vec::new()),
            By::Id | By::Place => Lines::InParts(Arc::clone(file), identity, Vec::new()),
        }
    }

    /// Appends what was said of one listing.
    pub fn add(&mut self, result: &ListingResult<'_>) {
        match self {
            Lines::InOrder(lines) => digest_line(result, lines),
            Lines::InParts(_, identity, rows) => {
                let mut line = Vec::new();
                let listing = &result.listing;
                let whole = if *identity == By::Id {
                    said_line(result, &mut line);
                    Sha256::digest(listing.id)
                } else {
                    digest_line(result, &mut line);
                    Sha256::digest(format!("{}\t{}", listing.file, listing.row))
                };
                let mut record = [0; 48];
                record[..OF_IDENTITY].copy_from_slice(&whole[..OF_IDENTITY]);
                record[OF_IDENTITY..].copy_from_slice(&Sha256::digest(&line));
                rows.push(Row { record, number: listing.row, id: listing.id.into() });
            }
        }
    }

    /// The same of rows whose lines or records were kept: `of` are their numbers and ids, in order. Nothing where they do not fit.
    pub(crate) fn again(
        identity: By,
        file: &Arc<str>,
        kept: Vec<u8>,
        of: Vec<(u64, Box<str>)>,
    ) -> Option<Lines> {
        if identity == By::Order {
            return Some(Lines::InOrder(kept));
        }
        let (records, rest) = kept.as_chunks::<48>();
        let fit = rest.is_empty() && records.len() == of.len();
        let row = |(record, (number, id)): (&Record, (u64, Box<str>))| Row { record: *record, number, id };
        fit.then(|| Lines::InParts(Arc::clone(file), identity, records.iter().zip(of).map(row).collect()))
    }

    /// The records, where the digest is made in parts.
    pub fn records(&self) -> impl Iterator<Item = &Record> {
        let rows = match self {
            Lines::InOrder(_) => &[][..],
            Lines::InParts(_, _, rows) => rows,
        };
        rows.iter().map(|row| &row.record)
    }
}

/// A digest in the making.
#[derive(Clone, Debug)]
pub enum Digest {
    /// Over lines in the order of the input.
    InOrder(Sha256),
    /// Over records, each under what tells it apart.
    InParts(HashMap<[u8; OF_IDENTITY], [u8; 32]>),
}

impl Digest {
    /// Over nothing yet.
    pub fn new(identity: By) -> Self {
        match identity {
            By::Order => Digest::InOrder(Sha256::new()),
            By::Id | By::Place => Digest::InParts(HashMap::new()),
        }
    }

    /// Takes in a batch, whose lines are of the same kind.
    ///
    /// # Errors
    /// A row without an id, or with one that another row has.
    pub fn add(&mut self, lines: &Lines) -> Result<(), Error> {
        match (self, lines) {
            (Digest::InOrder(digest), Lines::InOrder(lines)) => digest.update(lines),
            (Digest::InParts(all), Lines::InParts(file, identity, rows)) => {
                for row in rows {
                    let (file, number) = (|| file.to_string(), row.number);
                    if *identity == By::Id && row.id.is_empty() {
                        return Err(Error::NoId { file: file(), row: number });
                    }
                    let (mut of, mut line) = ([0; OF_IDENTITY], [0; 32]);
                    of.copy_from_slice(&row.record[..OF_IDENTITY]);
                    line.copy_from_slice(&row.record[OF_IDENTITY..]);
                    match all.entry(of) {
                        Entry::Vacant(free) => drop(free.insert(line)),
                        Entry::Occupied(_) => {
                            return Err(Error::SameId { file: file(), row: number, id: row.id.to_string() });
                        }
                    }
                }
            }
            _ => debug_assert!(false, "lines of another kind of digest"),
        }
        Ok(())
    }

    /// The digest, in hexadecimal.
    pub fn hex(&self) -> String {
        match self {
            Digest::InOrder(digest) => hex(&digest.clone().finalize()),
            Digest::InParts(all) => {
                let record = |(of, line): (&[u8; OF_IDENTITY], &[u8; 32])| {
                    let mut record = [0; 48];
                    record[..OF_IDENTITY].copy_from_slice(of);
                    record[OF_IDENTITY..].copy_from_slice(line);
                    record
                };
                let mut records: Vec<Record> = all.iter().map(record).collect();
                records.sort_unstable();
                of_records(&records)
            }
        }
    }
}

/// The digest over sorted records.
fn of_records(sorted: &[Record]) -> String {
    let (mut all, mut rest) = (Sha256::new(), sorted);
    for bucket in 0..BUCKETS {
        let here = rest
            .iter()
            .take_while(|record| usize::from(record[0]) << 8 | usize::from(record[1]) == bucket)
            .count();
        let (records, others) = rest.split_at(here);
        let digest = records.iter().fold(Sha256::new(), |digest, record| digest.chain_update(hex(record)));
        all.update(hex(&digest.finalize()));
        rest = others;
    }
    hex(&all.finalize())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(id: &str, said: &str) -> Row {
        let mut record = [0; 48];
        record[..OF_IDENTITY].copy_from_slice(&Sha256::digest(id)[..OF_IDENTITY]);
        record[OF_IDENTITY..].copy_from_slice(&Sha256::digest(said));
        Row { record, number: 7, id: id.into() }
    }

    fn digest(batches: &[&[Row]]) -> Result<String, Error> {
        let mut digest = Digest::new(By::Id);
        for rows in batches {
            digest.add(&Lines::InParts("f".into(), By::Id, rows.to_vec()))?;
        }
        Ok(digest.hex())
    }

    #[test]
    fn neither_order_nor_cuts_have_a_say() {
        let [a, b, c] = [row("a", "x"), row("b", "y"), row("c", "z")];
        let whole = digest(&[&[a.clone(), b.clone(), c.clone()]]).unwrap();
        assert_eq!(digest(&[&[c], &[a.clone(), b.clone()]]).unwrap(), whole);
        assert_ne!(digest(&[&[a.clone(), b.clone()]]).unwrap(), whole);
        assert_ne!(digest(&[&[a, b, row("c", "else")]]).unwrap(), whole);
    }

    #[test]
    fn ids_that_are_missing_or_not_alone_are_refused() {
        let twice = digest(&[&[row("a", "x")], &[row("b", "x"), row("a", "y")]]).unwrap_err();
        assert_eq!(twice.to_string(), "f: row 8 has the id `a`, which a row before it has");
        let none = digest(&[&[row("", "x")]]).unwrap_err();
        assert_eq!(none.to_string(), "f: row 8 has no id that could tell it apart");
    }

    /// By hand, as the head of this file defines it, so that others can compute it from that text.
    #[test]
    fn it_is_what_it_is_defined_to_be() {
        let rows = [row("a", "x"), row("b", "y")];
        let mut buckets = vec![String::new(); BUCKETS];
        for row in &rows {
            let text: String = row.record.iter().map(|byte| format!("{byte:02x}")).collect();
            buckets[usize::from_str_radix(&text[..4], 16).unwrap()].push_str(&text);
        }
        let all: String = buckets.iter().map(|bucket| hex(&Sha256::digest(bucket))).collect();
        assert_eq!(digest(&[&rows]).unwrap(), hex(&Sha256::digest(all)));
    }
}
