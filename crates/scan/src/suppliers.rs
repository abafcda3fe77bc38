//! Who delivered what: a supplier or purchase file, joined to listings by SKU, since sourcing is often in another file.
//! The table is held in memory as one text and sorted places in it (about 32 bytes and the text for each row).

use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use nameplate::listing::{Field, Listing};
use sha2::{Digest, Sha256};

use crate::open::open;
use crate::reader::Asked;
use crate::rows::Rows;
use crate::source::{Input, Tap, hex};
use crate::text;
use tables::columns::{Header, Keep, Mapping, Meaning, Recognised, Table};
use tables::error::Error;
use tables::limits::Limits;

/// Suppliers by SKU.
pub struct Suppliers {
    text: String,
    /// Sorted by key, then in the order of the file.
    entries: Vec<Entry>,
    used: Vec<AtomicBool>,
    recognised: Recognised,
    rows: u64,
    without_key: u64,
}

/// Key, supplier and address follow each other in the text.
struct Entry {
    start: usize,
    key: u32,
    supplier: u32,
    address: u32,
}

/// How the join went.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Joined {
    /// Rows of the supplier file.
    pub rows: u64,
    /// Rows of it without a SKU or without a supplier.
    pub unusable: u64,
    /// Rows of it whose SKU no listing has.
    pub unused: u64,
    /// Listings that got a supplier.
    pub listings: u64,
    /// Listings that got none.
    pub without: u64,
}

impl Suppliers {
    /// Reads a supplier file of any kind that catalogs come in.
    ///
    /// # Errors
    /// A file that cannot be read, has no column for SKU and supplier, or is larger than the limit.
    pub fn read(input: &Input, mapping: &Mapping, limits: Limits) -> Result<Suppliers, Error> {
        Suppliers::read_until(input, mapping, limits, &Arc::default())
    }

    /// The same, and waits for a silent input until `stop` is set.
    pub(crate) fn read_until(
        input: &Input,
        mapping: &Mapping,
        limits: Limits,
        stop: &Arc<AtomicBool>,
    ) -> Result<Suppliers, Error> {
        let tap = Tap::new(Arc::default()).until(stop);
        let asked = Asked {
            mapping,
            limits,
            encoding: None,
            table: Table::Suppliers,
            header: Header::Detect,
            sheet: None,
            keep: &Keep::None,
            lines: false,
        };
        let mut reader = open(input, &tap, &asked).map_err(|error| match error {
            Error::NoUsableColumn { file, found } => Error::Suppliers { file, found },
            other => other,
        })?;
        let mut table = Suppliers {
            text: String::new(),
            entries: Vec::new(),
            used: Vec::new(),
            recognised: reader.recognised(),
            rows: 0,
            without_key: 0,
        };
        table.check(&input.name())?;
        while let Some(rows) = reader.next_batch()? {
            table.add_batch(&rows, limits.supplier_bytes)?;
        }
        table.sort();
        Ok(table)
    }

    fn add_batch(&mut self, rows: &Rows, limit: usize) -> Result<(), Error> {
        let columns = |wanted: Meaning| -> Vec<text::TextColumn> {
            let uses = rows.columns.uses().iter().filter(|one| one.meaning == wanted);
            uses.filter_map(|one| text::column(&rows.batch, &one.path).ok()).collect()
        };
        let keys = columns(Meaning::Id);
        let names = columns(Meaning::Of(Field::Supplier));
        let addresses = columns(Meaning::Of(Field::SupplierAddress));
        for row in 0..rows.batch.num_rows() {
            self.add(first(&keys, row), first(&names, row), &all(&addresses, row));
            if self.bytes() > limit {
                let row = rows.base.number(row);
                return Err(Error::SuppliersTooLarge { file: rows.base.file.to_string(), row, limit });
            }
        }
        Ok(())
    }

    fn check(&self, file: &str) -> Result<(), Error> {
        let has = |name: &str| self.recognised.uses.iter().any(|(field, _)| *field == name);
        let empty = self.recognised.uses.is_empty() && self.recognised.unused.is_empty();
        if empty || (has("id") && has("supplier")) {
            return Ok(());
        }
        let columns = self.recognised.uses.iter().map(|(_, column)| column).chain(&self.recognised.unused);
        Err(Error::Suppliers { file: file.to_owned(), found: columns.cloned().collect() })
    }

    fn add(&mut self, key: &str, supplier: &str, address: &str) {
        self.rows += 1;
        let key = normal(key);
        if key.is_empty() || supplier.trim().is_empty() {
            self.without_key += 1;
            return;
        }
        let length = |text: &str| u32::try_from(text.len()).unwrap_or(u32::MAX);
        let entry = Entry {
            start: self.text.len(),
            key: length(&key),
            supplier: length(supplier),
            address: length(address),
        };
        self.entries.push(entry);
        [key.as_str(), supplier, address].iter().for_each(|part| self.text.push_str(part));
    }

    fn bytes(&self) -> usize {
        self.text.len() + self.entries.len() * (size_of::<Entry>() + 1)
    }

    fn sort(&mut self) {
        let text = &self.text;
        self.entries.sort_by(|a, b| (key(text, a), a.start).cmp(&(key(text, b), b.start)));
        self.used = self.entries.iter().map(|_| AtomicBool::new(false)).collect();
    }

    fn find(&self, sku: &str) -> Range<usize> {
        let wanted = normal(sku);
        let start = self.entries.partition_point(|entry| key(&self.text, entry) < wanted.as_str());
        let more = self.entries[start..].iter().take_while(|entry| key(&self.text, entry) == wanted).count();
        start..start + more
    }

    /// Puts the suppliers of a listing into it, by the first of its ids that has any. Several are joined by line breaks.
    pub(crate) fn join<'a>(&self, listing: &mut Listing<'_>, ids: impl Iterator<Item = &'a str>) -> bool {
        let Some(found) = ids.map(|id| self.find(id)).find(|found| !found.is_empty()) else { return false };
        let (mut names, mut addresses): (Vec<&str>, Vec<&str>) = (Vec::new(), Vec::new());
        for (entry, used) in self.entries[found.clone()].iter().zip(&self.used[found]) {
            used.store(true, Ordering::Relaxed);
            let name = entry.start + entry.key as usize;
            let address = name + entry.supplier as usize;
            let end = address + entry.address as usize;
            if !names.contains(&&self.text[name..address]) {
                names.push(&self.text[name..address]);
            }
            if address < end && !addresses.contains(&&self.text[address..end]) {
                addresses.push(&self.text[address..end]);
            }
        }
        listing.set(Field::Supplier, names.join("\n"));
        listing.set(Field::SupplierAddress, addresses.join("\n"));
        true
    }

    /// SHA-256 of all that listings are joined to.
    pub(crate) fn digest(&self) -> String {
        let mut digest = Sha256::new_with_prefix(&self.text);
        for Entry { start, key, supplier, address } in &self.entries {
            digest.update(format!("{start} {key} {supplier} {address}\n"));
        }
        hex(&digest.finalize())
    }

    /// How the file was understood.
    pub fn recognised(&self) -> &Recognised {
        &self.recognised
    }

    /// How the join went, for a run that judged so many listings and found a supplier for so many of them.
    pub(crate) fn joined(&self, listings: u64, with: u64) -> Joined {
        Joined {
            rows: self.rows,
            unusable: self.without_key,
            unused: self.used.iter().filter(|used| !used.load(Ordering::Relaxed)).count() as u64,
            listings: with,
            without: listings - with,
        }
    }
}

fn key<'t>(text: &'t str, entry: &Entry) -> &'t str {
    &text[entry.start..entry.start + entry.key as usize]
}

/// A SKU is the same in either case and with spaces around it.
fn normal(sku: &str) -> String {
    sku.trim().to_ascii_uppercase()
}

fn first(columns: &[text::TextColumn], row: usize) -> &str {
    columns.iter().map(|column| column.get(row)).find(|text| !text.trim().is_empty()).unwrap_or("")
}

fn all(columns: &[text::TextColumn], row: usize) -> String {
    columns
        .iter()
        .map(|column| column.get(row))
        .filter(|t| !t.trim().is_empty())
        .collect::<Vec<_>>()
        .join(", ")
}
