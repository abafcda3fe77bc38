//! All literals that may name someone: one pass over a text finds them all ([`super::literals`]). What needs a closer look
//! (a model number's grammar, the number of a street) is looked at only where a literal was found.

use std::collections::BTreeMap;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use regex::{Regex, RegexBuilder};

use super::hit::{NameHit, Spot};
use super::imitation::Imitated;
use super::kinds::Kinds;
use super::literals::Literals;
use crate::quick::{QuickMap, QuickSet};
use crate::register::{ClassNo, Name, PartyNo, Register, Sieve, Strength, Tell, TellKind};
use crate::text::fold::Folded;
use crate::text::is_boundary;
use crate::text::name::words;
use crate::word::RelationKind;

/// What a literal may mean.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Meaning {
    /// A name of a party.
    Name(NameHit),
    /// A tell-tale: number in [`TellTales::tells`].
    Tell(usize),
    /// A word for a kind of product.
    Noun(ClassNo),
    /// Something is announced: an FCC ID, a MAC address, a country.
    Marker(Marker),
}

/// What the meanings of a literal come to, a bit each: asked for every hit.
mod sort {
    /// It may name somebody, or announces an identifier.
    pub(super) const NAMES: u8 = 1;
    /// It is a word for a kind of product.
    pub(super) const NOUN: u8 = 2;
    /// A model number begins with it.
    pub(super) const GOES_ON: u8 = 4;
    /// It announces a place or a day of production.
    pub(super) const MADE: u8 = 8;
}

/// What a marker announces.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Marker {
    /// `FCC ID`.
    FccId,
    /// A grantee code of five characters: its identifiers need no announcement.
    Grantee,
    /// `MAC`.
    Mac,
    /// `Made in`, `country of origin`.
    Origin,
    /// `Date of manufacture`.
    MadeOn,
}

const MARKERS: &[(Marker, &[&str])] = &[
    (Marker::FccId, &["fcc id", "fccid", "fcc-id", "fcc identifier"]),
    (Marker::Mac, &["mac address", "mac:", "mac id", "mac-adresse", "mac ", "direccion mac", "adresse mac"]),
    (
        Marker::MadeOn,
        &[
            "date of manufacture",
            "manufacture date",
            "manufacturing date",
            "manufactured on",
            "production date",
            "date code",
            "year of manufacture",
            "herstellungsdatum",
            "baujahr",
            "fecha de fabricacion",
            "date de fabrication",
            "data de fabricacao",
            "生产日期",
            "дата производства",
        ],
    ),
    (
        Marker::Origin,
        &[
            "made in",
            "country of origin",
            "place of origin",
            "manufactured in",
            "assembled in",
            "product of",
            "hergestellt in",
            "herkunftsland",
            "fabricado en",
            "hecho en",
            "pais de origen",
            "fabrique en",
            "pays d'origine",
            "fabricado na",
            "fabricado no",
            "feito na",
            "pais de origem",
            "产地",
            "原产地",
            "原产国",
            "prodotto in",
            "страна производства",
            "сделано в",
            "origin:",
        ],
    ),
];

/// A tell-tale, compiled.
#[derive(Debug)]
pub(crate) struct CompiledTell {
    pub(crate) party: PartyNo,
    pub(crate) kind: TellKind,
    pub(crate) strength: Strength,
    pub(crate) class: Option<ClassNo>,
    /// For model numbers: what must follow.
    pub(crate) rest: Option<Regex>,
    /// For addresses: the number of the house.
    pub(crate) house: Option<String>,
}

impl CompiledTell {
    /// Where the code that starts at a hit ends, if it follows the grammar and stands alone.
    pub(crate) fn code_end(&self, text: &str, hit: Spot) -> Option<usize> {
        let rest = &text[hit.end..];
        let end = match &self.rest {
            Some(grammar) => hit.end + grammar.find(rest)?.end(),
            None => hit.end,
        };
        let code = text.get(hit.start..end)?;
        let stands_alone = !text[end..].starts_with(|c: char| c.is_ascii_alphanumeric());
        (stands_alone && code.bytes().any(|b| b.is_ascii_digit())).then_some(end)
    }
}

/// The literals and what they mean.
pub(crate) struct TellTales {
    literals: Literals,
    meanings: Vec<Vec<Meaning>>,
    /// What the meanings of each literal come to.
    sorts: Vec<u8>,
    pub(crate) tells: Vec<CompiledTell>,
    /// FCC grantee codes.
    pub(crate) grantees: QuickMap<String, PartyNo>,
    /// MAC prefixes in lower-case hexadecimal.
    pub(crate) macs: QuickMap<String, PartyNo>,
    /// Pairs of parties that bear one group's name.
    grouped: QuickSet<(PartyNo, PartyNo)>,
    /// Names as they look, for those who hide them.
    pub(crate) imitated: Imitated,
    /// What a title's head is chosen by.
    pub(crate) kinds: Kinds,
    sieve: OnceLock<Sieve>,
    /// How often it was asked for.
    asked: AtomicU32,
}

/// Look-ups of names from which on it pays to have a sieve: who judges one listing does not wait for it.
const PAYS_FROM: u32 = 200;

impl std::fmt::Debug for TellTales {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("TellTales").field("literals", &self.meanings.len()).finish_non_exhaustive()
    }
}

#[derive(Default)]
struct Collector {
    literals: BTreeMap<String, Vec<Meaning>>,
    tells: Vec<CompiledTell>,
    grantees: QuickMap<String, PartyNo>,
    macs: QuickMap<String, PartyNo>,
    grouped: QuickSet<(PartyNo, PartyNo)>,
    names: Vec<(String, NameHit)>,
}

impl TellTales {
    /// Collects the literals of a register.
    pub(crate) fn new(register: &Register<'_>) -> Self {
        let mut collector = Collector::default();
        for name in register.names() {
            if register.party(name.party()).is_some_and(|p| !p.is_bulk()) {
                collector.name(&name);
            }
        }
        for tell in register.tells() {
            collector.tell(&tell);
        }
        for (no, _) in register.parties() {
            let tied = register.relations_of(no).filter(|r| r.kind() == RelationKind::SameGroupAs);
            collector.grouped.extend(tied.map(|r| (r.leaves(), r.reaches())));
        }
        for (no, class) in register.classes() {
            for noun in class.nouns() {
                collector.add(Folded::new(noun).as_str(), Meaning::Noun(no));
            }
        }
        for (marker, literals) in MARKERS {
            for literal in *literals {
                collector.add(literal, Meaning::Marker(*marker));
            }
        }
        TellTales { kinds: Kinds::new(register), ..collector.compile() }
    }

    /// What tells of most names that the register has nothing like them, once it is worth having.
    pub(crate) fn sieve(&self, register: &Register<'_>) -> Option<&Sieve> {
        let known = self.sieve.get();
        if known.is_none() && self.asked.fetch_add(1, Ordering::Relaxed) >= PAYS_FROM {
            return Some(self.sieve.get_or_init(|| Sieve::new(register)));
        }
        known
    }

    /// Whether the two are stated to stand in one group.
    pub(crate) fn in_one_group(&self, a: PartyNo, b: PartyNo) -> bool {
        a != b && (self.grouped.contains(&(a, b)) || self.grouped.contains(&(b, a)))
    }

    /// How many literals stand where words begin, without any further look: what a bare pass without judgement would find.
    pub(crate) fn count(&self, folded: &str) -> usize {
        let mut count = 0;
        self.literals.find(folded, |_, _, _| count += 1);
        count
    }

    /// What a literal may mean.
    pub(crate) fn meanings(&self, literal: usize) -> &[Meaning] {
        self.meanings.get(literal).map_or(&[], Vec::as_slice)
    }

    /// All literals in a folded text that stand as words of their own, in the order of the text.
    pub(crate) fn find(&self, folded: &str, hits: &mut Vec<Spot>) {
        hits.clear();
        self.literals.find(folded, |start, end, literal| {
            if self.stands_alone(folded, start, end, literal) {
                hits.push(Spot { start, end, literal });
            }
        });
    }

    fn stands_alone(&self, folded: &str, start: usize, end: usize, literal: usize) -> bool {
        let inner = &folded[start..end];
        let left = is_boundary(inner.chars().next(), folded[..start].chars().next_back());
        if !left {
            return false;
        }
        let rest = &folded[end..];
        let right = |text: &str| is_boundary(inner.chars().next_back(), text.chars().next());
        let sort = self.sort(literal);
        // A model number goes on: its grammar decides where it ends.
        sort & sort::GOES_ON != 0
            || right(rest)
            || (sort & sort::NOUN != 0 && plural(rest).is_some_and(right))
    }

    fn sort(&self, literal: usize) -> u8 {
        self.sorts.get(literal).copied().unwrap_or_default()
    }

    /// Whether a literal may lead to a party; nouns and places of production do not.
    pub(super) fn names_someone(&self, literal: usize) -> bool {
        self.sort(literal) & sort::NAMES != 0
    }

    /// Whether a literal announces a place or a day of production.
    pub(super) fn tells_of_making(&self, literal: usize) -> bool {
        self.sort(literal) & sort::MADE != 0
    }
}

/// What a meaning comes to.
fn sort_of(meaning: &Meaning, tells: &[CompiledTell]) -> u8 {
    match meaning {
        Meaning::Name(_) => sort::NAMES,
        Meaning::Tell(n) if tells.get(*n).is_some_and(|tell| tell.kind == TellKind::Model) => {
            sort::NAMES | sort::GOES_ON
        }
        Meaning::Tell(_) | Meaning::Marker(Marker::FccId | Marker::Grantee | Marker::Mac) => sort::NAMES,
        Meaning::Marker(Marker::Origin | Marker::MadeOn) => sort::MADE,
        Meaning::Noun(_) => sort::NOUN,
    }
}

/// What follows a plural ending.
fn plural(rest: &str) -> Option<&str> {
    ["es", "en", "s", "n"].iter().find_map(|ending| rest.strip_prefix(ending))
}

impl Collector {
    fn add(&mut self, literal: &str, meaning: Meaning) {
        if literal.is_empty() {
            return;
        }
        let meanings = self.literals.entry(literal.to_owned()).or_default();
        if !meanings.contains(&meaning) {
            meanings.push(meaning);
        }
    }

    fn name(&mut self, name: &Name<'_>) {
        let hit = NameHit {
            party: name.party(),
            kind: name.kind(),
            common: name.is_common(),
            field_only: name.is_field_only(),
        };
        let key = name.key();
        if key.chars().count() < 2 {
            return;
        }
        for spelling in spellings(key).into_iter().chain(as_written(name.text(), key)) {
            self.add(&spelling, Meaning::Name(hit));
        }
        self.names.push((key.to_owned(), hit));
    }

    fn tell(&mut self, tell: &Tell<'_>) {
        let literal = Folded::new(tell.literal()).as_str().trim().to_owned();
        match tell.kind() {
            TellKind::FccGrantee => {
                if literal.len() == 5 {
                    self.add(&literal, Meaning::Marker(Marker::Grantee));
                }
                self.grantees.insert(literal, tell.party());
            }
            TellKind::Mac => {
                let digits = literal.chars().filter(char::is_ascii_hexdigit).collect();
                self.macs.insert(digits, tell.party());
            }
            TellKind::GtinPrefix => {}
            TellKind::Address => self.address(tell, &literal),
            TellKind::Model => {
                let rest = model_grammar(tell.rest());
                self.compiled(tell, &[literal], rest, None);
            }
            TellKind::AppName | TellKind::Line => {
                let spellings = spellings(&words(&literal).collect::<Vec<_>>().join(" "));
                self.compiled(tell, &spellings, None, None);
            }
            TellKind::App | TellKind::Domain | TellKind::Technical => {
                self.compiled(tell, &[literal], None, None);
            }
        }
    }

    fn address(&mut self, tell: &Tell<'_>, folded: &str) {
        let is_number = |w: &&str| w.bytes().next().is_some_and(|b| b.is_ascii_digit());
        let house = words(folded).find(is_number).map(str::to_owned);
        let street = folded.split([' ', ',', '.']).filter(|w| !w.is_empty());
        let street = street.filter(|w| !is_number(w) && !matches!(*w, "no" | "nr" | "number"));
        let street = street.collect::<Vec<_>>().join(" ");
        // "Bin'an Road" is also written Binan, and Road also Rd.
        let short = |s: &str| s.replace("road", "rd").replace("street", "st").replace("avenue", "ave");
        let mut literals: Vec<String> =
            [street.clone(), street.replace('\'', ""), street.replace('\'', " ")].to_vec();
        literals.extend(literals.clone().iter().map(|s| short(s)));
        literals.sort();
        literals.dedup();
        self.compiled(tell, &literals, None, house);
    }

    fn compiled(&mut self, tell: &Tell<'_>, literals: &[String], rest: Option<Regex>, house: Option<String>) {
        let n = self.tells.len();
        self.tells.push(CompiledTell {
            party: tell.party(),
            kind: tell.kind(),
            strength: tell.strength(),
            class: tell.class(),
            rest,
            house,
        });
        for literal in literals {
            self.add(literal, Meaning::Tell(n));
        }
    }

    fn compile(mut self) -> TellTales {
        let (literals, meanings): (Vec<String>, Vec<Vec<Meaning>>) =
            std::mem::take(&mut self.literals).into_iter().unzip();
        let literals = Literals::new(&literals);
        let sorts =
            meanings.iter().map(|all| all.iter().fold(0, |sort, one| sort | sort_of(one, &self.tells)));
        let sorts = sorts.collect();
        let Collector { tells, grantees, macs, grouped, names, .. } = self;
        let imitated = Imitated::new(names.iter().map(|(key, hit)| (key.as_str(), *hit)));
        TellTales {
            literals,
            meanings,
            sorts,
            tells,
            grantees,
            macs,
            grouped,
            imitated,
            kinds: Kinds::default(),
            sieve: OnceLock::new(),
            asked: AtomicU32::new(0),
        }
    }
}

/// A name with the brackets, commas and hyphens that stand inside it, up to its last word before the legal form: `china unicom (hong kong`.
fn as_written(text: &str, key: &str) -> Option<String> {
    let folded = Folded::new(text);
    let last = key.rsplit(' ').next()?;
    let written = folded.as_str();
    let end = written.rfind(last)? + last.len();
    let written = written[..end].trim();
    (written != key).then(|| written.to_owned())
}

/// How a name of several words may be written: `tp link`, `tp-link`, `tplink`.
fn spellings(key: &str) -> Vec<String> {
    let mut all = vec![key.to_owned()];
    if key.contains(' ') {
        all.push(key.replace(' ', "-"));
        // "tp-link technologies", "tplink technologies": the brand in one word, the rest apart.
        all.extend(["-", ""].map(|joint| key.replacen(' ', joint, 1)));
        let joined = key.replace(' ', "");
        if joined.len() >= 5 && key.split(' ').count() <= 3 {
            all.push(joined);
        }
    }
    all.dedup();
    all
}

/// Grammars are checked by `facts check`; one that does not compile is read as "nothing need follow".
fn model_grammar(rest: &str) -> Option<Regex> {
    let anchored = format!("^(?:{})", rest.to_ascii_lowercase());
    RegexBuilder::new(&anchored).unicode(false).size_limit(1 << 20).build().ok()
}
