//! Compiled registers in the data folder: built from the editions in use, checked whole, then swapped in.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::thread;

use nameplate::Register;
use nameplate::register::{OpenError, canonical, hex};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::compile::{Compiled, Part, Review, compile, interest};
use crate::diff::{Delta, diff};
use crate::edition::Edition;
use crate::facts::Facts;
use crate::merge::{Ledger, Pair};
use crate::parsed::Parsed;
use crate::sources::{SOURCES, Source};
use crate::store::{Store, aside_in, json, named, read_json, replace};
use crate::update::records;

/// How many registers are kept: the one in use and those before it, for whoever still reads them.
const KEPT: usize = 3;

/// An edition that went into a register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Used {
    /// Source id.
    pub source: String,
    /// Edition id.
    pub edition: String,
    /// Digest over its files.
    pub sha256: String,
}

/// What a register was built from. Its presence beside the bytes is the receipt: they were checked whole when it was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// Number of the register, counted up.
    pub number: u64,
    /// Version.
    pub version: String,
    /// SHA-256 of its contents, as its header bears it.
    pub hash: String,
    /// Bytes.
    pub bytes: u64,
    /// SHA-256 of each MiB of the file, in order, so that all cores can check it. Receipts of older versions have none.
    #[serde(default)]
    pub pieces: Vec<String>,
    /// Digest of the facts.
    pub facts: String,
    /// Editions, by source.
    pub editions: Vec<Used>,
    /// Parties.
    pub parties: u64,
    /// Places on lists.
    pub designations: u64,
    /// Pairs that were merged.
    pub merges: u64,
    /// Pairs and statements that a person should look at.
    pub to_review: u64,
}

/// Bytes of one piece.
const PIECE: usize = 1 << 20;

impl Receipt {
    /// Whether bytes are those that the receipt was written for: all of them, on all cores, in some milliseconds. What they
    /// hold was checked when it was written.
    ///
    /// # Errors
    /// They were changed, cut or replaced since.
    pub fn check(&self, bytes: &[u8]) -> Result<(), OpenError> {
        let register = Register::open(bytes)?;
        // Also by length: what is appended would lie beyond the last piece.
        if register.hash() != self.hash || bytes.len() as u64 != self.bytes {
            return Err(OpenError::Hash);
        }
        if self.pieces.is_empty() {
            return register.verify_hash();
        }
        let threads = thread::available_parallelism().map_or(1, std::num::NonZero::get);
        let pairs: Vec<(&[u8], &String)> = bytes.chunks(PIECE).zip(&self.pieces).collect();
        let share = pairs.len().div_ceil(threads).max(1);
        let is_intact =
            |pairs: &[(&[u8], &String)]| pairs.iter().all(|(piece, known)| digest(piece) == **known);
        let intact = thread::scope(|scope| {
            let others: Vec<_> =
                pairs.chunks(share).skip(1).map(|share| scope.spawn(move || is_intact(share))).collect();
            let mine = pairs.chunks(share).next().is_some_and(is_intact);
            others
                .into_iter()
                .map(|other| other.join().unwrap_or(false))
                .fold(mine, |all, other| all && other)
        });
        if intact && pairs.len() == self.pieces.len() { Ok(()) } else { Err(OpenError::Hash) }
    }
}

fn digest(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// A register in the data folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Installed {
    /// Its folder.
    pub folder: PathBuf,
    /// Its receipt.
    pub receipt: Receipt,
}

impl Installed {
    /// The path of its bytes.
    pub fn path(&self) -> PathBuf {
        self.folder.join("register")
    }

    fn is_intact(&self) -> bool {
        fs::read(self.path()).is_ok_and(|bytes| self.receipt.check(&bytes).is_ok())
    }

    /// What a person should look at.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn review(&self) -> io::Result<Review> {
        Ok(read_json(&self.folder.join("review.json"))?.unwrap_or_default())
    }

    /// Which records were merged, and why.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn merges(&self) -> io::Result<Vec<Pair>> {
        Ok(read_json(&self.folder.join("merges.json"))?.unwrap_or_default())
    }
}

impl Store {
    /// The register in use.
    ///
    /// # Errors
    /// It is there and cannot be read.
    pub fn register(&self) -> io::Result<Option<Installed>> {
        let rooms = self.root().join("registers");
        let name = match fs::read_to_string(rooms.join("current")) {
            Ok(name) => name.trim().to_owned(),
            Err(why) if why.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(why) => return Err(named(&rooms.join("current"), &why)),
        };
        if name.is_empty() || !name.chars().all(|c| c.is_ascii_alphanumeric()) {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "registers/current names no register"));
        }
        let folder = rooms.join(name);
        let path = folder.join("receipt.json");
        let receipt: Option<Receipt> = read_json(&path)?;
        // What is in use and has lost its receipt must not give way to the starter register without a word.
        let lost = || io::Error::new(io::ErrorKind::InvalidData, format!("{} is missing", path.display()));
        receipt.ok_or_else(lost).map(|receipt| Some(Installed { folder, receipt }))
    }
}

/// What became of a rebuild.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rebuilt {
    /// A new register is in use.
    New(Installed),
    /// The one in use is of these editions and facts already.
    Same(Installed),
    /// There is no edition of any source.
    Nothing,
}

/// Builds the register of the editions in use and swaps it in. The caller holds the store's lock.
///
/// # Errors
/// An edition cannot be read, or facts do not hold together; the register in use stays.
pub fn rebuild(store: &Store, facts: &Facts) -> io::Result<Rebuilt> {
    let editions = current(store)?;
    if editions.is_empty() {
        return Ok(Rebuilt::Nothing);
    }
    let used: Vec<Used> = editions.iter().map(|(_, edition)| used(edition)).collect();
    // Names stand in a register as the tables of the program read them: other tables, another register.
    let facts_digest = hex(&Sha256::digest(canonical(&facts.input) + nameplate::names::TABLES));
    // What cannot be read or was damaged on disk is built anew.
    let before = store.register().ok().flatten();
    let is_same = |known: &&Installed| {
        known.receipt.editions == used && known.receipt.facts == facts_digest && known.is_intact()
    };
    if let Some(known) = before.as_ref().filter(is_same) {
        return Ok(Rebuilt::Same(known.clone()));
    }
    let parsed = parse(store, facts, &editions)?;
    let parts: Vec<Part<'_>> = editions
        .iter()
        .zip(&parsed)
        .map(|((source, edition), parsed)| Part { source, edition, records: &parsed.records })
        .collect();
    let ledger = match &before {
        Some(known) => ledger(store, known, &parts)?,
        None => Ledger::default(),
    };
    let compiled = compile(&facts.input, &facts.version(), &parts, &ledger).map_err(io::Error::other)?;
    let number = numbers(&store.root().join("registers"))?.into_keys().next_back().unwrap_or(0) + 1;
    let receipt = receipt(&compiled, number, used, facts_digest)?;
    install(store, &compiled, receipt).map(Rebuilt::New)
}

/// The ledger of the register in use, carried over to the editions that follow: where an authority numbers nothing, an entry
/// that is spelt anew has another id and is the same all the same.
fn ledger(store: &Store, before: &Installed, parts: &[Part<'_>]) -> io::Result<Ledger> {
    let mut ledger: Ledger = read_json(&before.folder.join("ledger.json"))?.unwrap_or_default();
    for part in parts.iter().filter(|part| !part.source.numbered) {
        let used = before.receipt.editions.iter().find(|used| used.source == part.source.id);
        let Some(used) = used.filter(|used| used.edition != part.edition.id) else { continue };
        let Some(edition) = store.edition(&used.source, &used.edition)? else { continue };
        let old = records(store, part.source, &edition, None)?;
        let diff = diff(&old.records, part.records, false);
        ledger.follow(&Delta::of(&used.source, &used.edition, &part.edition.id, &diff));
    }
    Ok(ledger)
}

/// The editions in use, by source.
fn current(store: &Store) -> io::Result<Vec<(&'static Source, Edition)>> {
    let mut editions = Vec::new();
    for source in SOURCES {
        editions.extend(store.current(source.id)?.map(|edition| (*source, edition)));
    }
    editions.sort_by_key(|(source, _)| source.id);
    Ok(editions)
}

fn used(edition: &Edition) -> Used {
    Used { source: edition.source.clone(), edition: edition.id.clone(), sha256: edition.sha256.clone() }
}

/// Sources that put somebody on a list first; then those that only tell of ties, asked about whom the lists name.
fn parse(store: &Store, facts: &Facts, editions: &[(&'static Source, Edition)]) -> io::Result<Vec<Parsed>> {
    let mut parsed: Vec<Parsed> = editions.iter().map(|_| Parsed::default()).collect();
    let is_list = |source: &Source| !source.lists.is_empty();
    for ((source, edition), parsed) in
        editions.iter().zip(&mut parsed).filter(|((source, _), _)| is_list(source))
    {
        *parsed = records(store, source, edition, None)?;
    }
    let about = interest(&facts.input, parsed.iter().flat_map(|parsed| &parsed.records));
    for ((source, edition), parsed) in
        editions.iter().zip(&mut parsed).filter(|((source, _), _)| !is_list(source))
    {
        *parsed = records(store, source, edition, Some(&about))?;
    }
    Ok(parsed)
}

/// The full check of a register, which its opening need not repeat.
fn receipt(compiled: &Compiled, number: u64, editions: Vec<Used>, facts: String) -> io::Result<Receipt> {
    let register = Register::open(&compiled.bytes).map_err(io::Error::other)?;
    register.verify().map_err(io::Error::other)?;
    let review = &compiled.review;
    let to_review = review.unsure.len()
        + review.dates.len()
        + review.not_on_edition.len()
        + review.names.len()
        + review.classes.len();
    Ok(Receipt {
        number,
        version: compiled.version.clone(),
        hash: register.hash(),
        bytes: compiled.bytes.len() as u64,
        pieces: compiled.bytes.chunks(PIECE).map(digest).collect(),
        facts,
        editions,
        parties: register.party_count() as u64,
        designations: register.designations().count() as u64,
        merges: compiled.merges.len() as u64,
        to_review: to_review as u64,
    })
}

fn install(store: &Store, compiled: &Compiled, receipt: Receipt) -> io::Result<Installed> {
    let rooms = store.root().join("registers");
    let aside = aside_in(&rooms)?;
    replace(&aside.join("register"), &compiled.bytes)?;
    for (name, bytes) in [
        ("ledger.json", json(&compiled.ledger)?),
        ("review.json", json(&compiled.review)?),
        ("merges.json", json(&compiled.merges)?),
        ("receipt.json", json(&receipt)?),
    ] {
        replace(&aside.join(name), &bytes)?;
    }
    let name = format!("{}x{}", receipt.number, receipt.hash.get(..16).unwrap_or(&receipt.hash));
    let folder = rooms.join(&name);
    if folder.exists() {
        // Left by a process that was killed before it named the register as the one in use.
        fs::remove_dir_all(&folder)?;
    }
    fs::rename(&aside, &folder)?;
    replace(&rooms.join("current"), format!("{name}\n").as_bytes())?;
    clear(&rooms, receipt.number)?;
    Ok(Installed { folder, receipt })
}

/// Removes registers that are older than the ones kept.
fn clear(rooms: &Path, newest: u64) -> io::Result<()> {
    let old = numbers(rooms)?.into_iter().filter(|(number, _)| number + KEPT as u64 <= newest);
    old.flat_map(|(_, folders)| folders).try_for_each(fs::remove_dir_all)
}

/// The folders of registers, by number.
fn numbers(rooms: &Path) -> io::Result<BTreeMap<u64, Vec<PathBuf>>> {
    let mut numbers: BTreeMap<u64, Vec<PathBuf>> = BTreeMap::new();
    let entries = match fs::read_dir(rooms) {
        Ok(entries) => entries,
        Err(why) if why.kind() == io::ErrorKind::NotFound => return Ok(numbers),
        Err(why) => return Err(why),
    };
    for entry in entries {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let number: Option<u64> = name.split('x').next().and_then(|number| number.parse().ok());
        if let Some(number) = number.filter(|_| entry.path().is_dir()) {
            numbers.entry(number).or_default().push(entry.path());
        }
    }
    Ok(numbers)
}
