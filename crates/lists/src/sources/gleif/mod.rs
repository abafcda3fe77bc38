//! GLEIF: who is who (level 1), who consolidates whom (level 2), and why somebody reports no parent (reporting exceptions),
//! as golden copy or concatenated file, packed or not. Formats: LEI-CDF 3.1, RR-CDF 2.1, Repex-CDF 2.1.
//!
//! <https://www.gleif.org/en/lei-data/gleif-golden-copy/download-the-golden-copy>
//!
//! The files hold millions of entries. They are read on the way and never held: first the relationships, then the entities
//! twice - once to see who concerns a register, once to keep those who are tied to them.

mod csv;
mod xml;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io;

use nameplate::register::{NameKind, RelationKind, Tier};
use nameplate::text::name::name_key;

use super::{Checks, FileSpec, Form, Source, at_least, file, percent};
use crate::given::{Given, Interest};
use crate::parsed::Parsed;
use crate::read::dates;
use crate::read::packed::has;
use crate::record::{EntryKind, Record, Said, Tie};

/// The source.
pub(crate) static SOURCE: Source = Source {
    id: "gleif",
    name: "GLEIF LEI data: entities, relationships, reporting exceptions",
    authority: "Global Legal Entity Identifier Foundation",
    page: "https://www.gleif.org/en/lei-data/gleif-golden-copy/download-the-golden-copy",
    licence: "CC0 1.0",
    tier: Tier::A,
    numbered: true,
    lists: &[],
    forms: &[
        Form { name: "XML", files: &XML_FILES, tried: true, parse: |given| parse(given, &xml::FORM) },
        Form { name: "CSV", files: &CSV_FILES, tried: false, parse: |given| parse(given, &csv::FORM) },
    ],
    hosts: &[],
    by_hand: Some(
        "the files are large: download the golden copies (the page, or https://goldencopy.gleif.org/api/v2/golden-copies/publishes), call them lei2.xml.zip, rr.xml.zip, repex.xml.zip (or .csv.zip) and give their folder to --from",
    ),
    most_bytes: 32 << 30,
    most_seconds: 7_200,
    // The golden copy holds more than two million; a part of it is taken with --accept.
    checks: Checks {
        min_entries: at_least(1_000_000),
        max_entries: 50_000_000,
        required: &[],
        max_lost: percent(5),
        max_changed: 100,
        max_refused: percent(5),
    },
};

const fn some(name: &'static str) -> FileSpec {
    file(name, "", false)
}

static XML_FILES: [FileSpec; 6] = [
    some("lei2.xml"),
    some("lei2.xml.zip"),
    some("rr.xml"),
    some("rr.xml.zip"),
    some("repex.xml"),
    some("repex.xml.zip"),
];
static CSV_FILES: [FileSpec; 6] = [
    some("lei2.csv"),
    some("lei2.csv.zip"),
    some("rr.csv"),
    some("rr.csv.zip"),
    some("repex.csv"),
    some("repex.csv.zip"),
];

/// Reads a file of the form and hands on what it holds, with its number; what it returns beside is said there.
type Reader<T, R> = fn(&Given, &str, &mut dyn FnMut(u64, T)) -> io::Result<R>;

/// How the three files are read in one form.
struct Reading {
    entities: &'static str,
    relations: &'static str,
    exceptions: &'static str,
    /// Gives the day of the content, where the file tells.
    read_entities: Reader<Entity, Option<String>>,
    read_relations: Reader<Relation, ()>,
    read_exceptions: Reader<Exception, ()>,
}

/// An entity of level 1.
#[derive(Clone, Debug, Default)]
struct Entity {
    lei: String,
    name: String,
    /// Other names, with what they are.
    others: Vec<(String, String)>,
    /// Legal address and headquarters: text and country.
    addresses: Vec<(String, String)>,
    authority: String,
    number: String,
    jurisdiction: String,
    category: String,
    form: String,
    status: String,
    created: String,
    registration: String,
}

/// A relationship of level 2.
#[derive(Clone, Debug, Default)]
struct Relation {
    start: String,
    end: String,
    kind: String,
    status: String,
    from: String,
    until: String,
}

/// Why somebody reports no parent.
#[derive(Clone, Debug, Default)]
struct Exception {
    lei: String,
    category: String,
    reason: String,
}

fn parse(given: &Given, form: &Reading) -> io::Result<Parsed> {
    if !has(given, form.entities) {
        return Err(io::Error::new(
            io::ErrorKind::NotFound,
            format!("{} is not among the files", form.entities),
        ));
    }
    let mut parsed = Parsed::default();
    let files = Files { given, form };
    let relations = files.relations(&mut parsed)?;
    let wanted = match given.interest() {
        Some(interest) => Some(files.wanted(interest, &relations)?),
        None => None,
    };
    let is_wanted = |lei: &str| wanted.as_ref().is_none_or(|wanted| wanted.contains(lei));
    let mut records: BTreeMap<String, Record> = BTreeMap::new();
    let published = (form.read_entities)(given, form.entities, &mut |number, entity| {
        parsed.row(form.entities);
        if !is_lei(&entity.lei) {
            parsed.refuse(form.entities, number, "LEI", format!("`{}` is no LEI (ISO 17442)", entity.lei));
        } else if entity.name.is_empty() {
            parsed.refuse(form.entities, number, "LegalName", "is empty");
        } else if let Some(field) = entity.too_long() {
            parsed.refuse(form.entities, number, field, "holds more text than an entry of this format");
        } else if !is_wanted(&entity.lei) {
            parsed.entry_apart(form.entities);
        } else {
            let tally = parsed.tallies.entry(form.entities.to_owned()).or_default();
            match records.insert(entity.lei.clone(), record(&entity)) {
                None => tally.entries += 1,
                Some(_) => tally.merged += 1,
            }
        }
    })?;
    parsed.published = published.and_then(|text| dates::date(&text)).and_then(|date| date.first_day());
    tie(&relations, form.relations, &mut records, &mut parsed);
    files.exceptions(is_wanted, &mut records, &mut parsed)?;
    parsed.records = records.into_values().collect();
    Ok(parsed.finish())
}

/// How many letters a name, an address or another text of an entry may have. The format allows 500.
const MOST_LETTERS: usize = 2_000;
/// How many other names and addresses an entry may have.
const MOST_OTHERS: usize = 1_000;
/// How many relationships are held: there were some 700,000 in 2026.
const MOST_RELATIONS: usize = 10_000_000;

impl Entity {
    /// What is longer than any entry of the format, if anything is.
    fn too_long(&self) -> Option<&'static str> {
        let names = self.others.iter().map(|(name, _)| name);
        let addresses = self.addresses.iter().map(|(address, _)| address);
        let others = [&self.authority, &self.number, &self.jurisdiction, &self.category, &self.form];
        let more = [&self.status, &self.created, &self.registration];
        let long = |text: &String| text.len() > MOST_LETTERS * 4;
        [
            ("LegalName", long(&self.name)),
            ("OtherEntityNames", self.others.len() > MOST_OTHERS || names.into_iter().any(long)),
            ("LegalAddress", self.addresses.len() > MOST_OTHERS || addresses.into_iter().any(long)),
            ("Entity", others.into_iter().chain(more).any(long)),
        ]
        .into_iter()
        .find_map(|(field, long)| long.then_some(field))
    }
}

/// Twenty letters and digits, the last two of them check digits (ISO 17442, ISO 7064 MOD 97-10).
fn is_lei(text: &str) -> bool {
    let digit = |c: char| c.to_digit(36).filter(|_| c.is_ascii_digit() || c.is_ascii_uppercase());
    let Some(digits) = text.chars().map(digit).collect::<Option<Vec<u32>>>() else { return false };
    let rest = digits.iter().fold(0, |rest, &d| if d < 10 { rest * 10 + d } else { rest * 100 + d } % 97);
    digits.len() == 20 && rest == 1
}

/// The files of an edition, and how they are read in their form.
struct Files<'a> {
    given: &'a Given,
    form: &'a Reading,
}

impl Files<'_> {
    fn relations(&self, parsed: &mut Parsed) -> io::Result<Vec<Relation>> {
        let Files { given, form } = *self;
        let mut all: Vec<Relation> = Vec::new();
        let texts = |r: &Relation| [&r.kind, &r.status, &r.from, &r.until].into_iter().any(|t| t.len() > 100);
        if has(given, form.relations) {
            (form.read_relations)(given, form.relations, &mut |number, relation| {
                parsed.row(form.relations);
                if texts(&relation) || all.len() >= MOST_RELATIONS {
                    let why = "holds more text, or the file more rows, than relationships do";
                    parsed.refuse(form.relations, number, "Relationship", why);
                } else if is_lei(&relation.start) && is_lei(&relation.end) {
                    all.push(relation);
                } else {
                    parsed.refuse(form.relations, number, "NodeID", "one end is no LEI");
                }
            })?;
        }
        Ok(all)
    }

    /// All LEIs that concern somebody: those whose number or name is asked for, and all who are tied to them, however far.
    fn wanted(&self, interest: &Interest, relations: &[Relation]) -> io::Result<BTreeSet<String>> {
        let Files { given, form } = *self;
        if *interest == Interest::default() {
            return Ok(BTreeSet::new());
        }
        let mut seeds: Vec<String> = Vec::new();
        (form.read_entities)(given, form.entities, &mut |_, entity| {
            let named = || interest.names.contains(&name_key(&entity.name));
            if interest.identifiers.contains(&entity.lei) || named() {
                seeds.push(entity.lei);
            }
        })?;
        let mut beside: HashMap<&str, Vec<&str>> = HashMap::new();
        for relation in relations.iter().filter(|relation| meaning(&relation.kind).is_some()) {
            beside.entry(&relation.start).or_default().push(&relation.end);
            beside.entry(&relation.end).or_default().push(&relation.start);
        }
        let mut wanted: BTreeSet<String> = seeds.iter().cloned().collect();
        while let Some(lei) = seeds.pop() {
            for other in beside.get(lei.as_str()).into_iter().flatten() {
                if wanted.insert((*other).to_owned()) {
                    seeds.push((*other).to_owned());
                }
            }
        }
        Ok(wanted)
    }

    /// A reason for naming no parent is a statement of its own; it never means that there is none.
    fn exceptions(
        &self,
        is_wanted: impl Fn(&str) -> bool,
        records: &mut BTreeMap<String, Record>,
        parsed: &mut Parsed,
    ) -> io::Result<()> {
        let Files { given, form } = *self;
        if !has(given, form.exceptions) {
            return Ok(());
        }
        (form.read_exceptions)(given, form.exceptions, &mut |number, exception| {
            parsed.row(form.exceptions);
            match records.get_mut(&exception.lei) {
                Some(_) if exception.category.len() + exception.reason.len() > MOST_LETTERS => {
                    let why = "holds more text than a reason of this format";
                    parsed.refuse(form.exceptions, number, "ExceptionReason", why);
                }
                Some(record) => {
                    let words = format!("{}: {}", exception.category, exception.reason).replace('_', " ");
                    record.detail("reports no parent", &words.to_lowercase());
                    parsed.merged(form.exceptions);
                }
                None if is_lei(&exception.lei) || !is_wanted(&exception.lei) => parsed.apart(form.exceptions),
                None => {
                    parsed.refuse(form.exceptions, number, "LEI", format!("`{}` is no LEI", exception.lei))
                }
            }
        })
    }
}

/// What a kind of relationship means here; funds and those who manage them are told as details, not as owners.
fn meaning(kind: &str) -> Option<(RelationKind, Option<bool>)> {
    match kind {
        "IS_DIRECTLY_CONSOLIDATED_BY" => Some((RelationKind::SubsidiaryOf, Some(true))),
        "IS_ULTIMATELY_CONSOLIDATED_BY" => Some((RelationKind::SubsidiaryOf, Some(false))),
        "IS_INTERNATIONAL_BRANCH_OF" => Some((RelationKind::SameGroupAs, None)),
        _ => None,
    }
}

fn record(entity: &Entity) -> Record {
    let mut record = Record::new(&*entity.lei, EntryKind::Company, &entity.name);
    for (name, kind) in &entity.others {
        let kind = match kind.as_str() {
            "PREVIOUS_LEGAL_NAME" => NameKind::Former,
            "ALTERNATIVE_LANGUAGE_LEGAL_NAME" if !name.is_ascii() => NameKind::Native,
            _ => NameKind::Alias,
        };
        record.name(name, kind);
    }
    record.identifier("LEI", &entity.lei, "");
    let home = entity.jurisdiction.split('-').next().unwrap_or_default();
    record.identifier("Registration Number", &entity.number, home);
    for (text, country) in &entity.addresses {
        record.address(&[text], country);
    }
    record.countries = Some(home.to_owned()).into_iter().filter(|home| !home.is_empty()).collect();
    for (what, value) in [
        ("registration authority", &entity.authority),
        ("category", &entity.category),
        ("legal form (ISO 20275)", &entity.form),
        ("status", &entity.status),
        ("created", &entity.created),
        ("registration status", &entity.registration),
    ] {
        record.detail(what, value);
    }
    record
}

/// Accounting consolidation says who stands behind whom, and no share of capital.
fn tie(relations: &[Relation], file: &str, records: &mut BTreeMap<String, Record>, parsed: &mut Parsed) {
    for relation in relations {
        let other = records.get(&relation.end).map(|record| record.primary().to_owned());
        let (Some(to_name), Some(record)) = (other, records.get_mut(&relation.start)) else {
            parsed.apart(file);
            continue;
        };
        parsed.merged(file);
        let Some((kind, direct)) = meaning(&relation.kind).filter(|_| relation.status != "INACTIVE") else {
            record.detail(
                &relation.kind.to_lowercase().replace('_', " "),
                &format!("{to_name} ({})", relation.end),
            );
            continue;
        };
        record.ties.push(Tie {
            kind,
            to: relation.end.clone(),
            to_name,
            share: None,
            direct,
            from: dates::date(&relation.from).unwrap_or_default(),
            until: dates::date(&relation.until).unwrap_or(nameplate::date::Date::Open),
            said: Said::default(),
            tier: String::new(),
        });
    }
}

#[cfg(test)]
mod tests;
