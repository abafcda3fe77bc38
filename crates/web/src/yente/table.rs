//! What is worked out once a register: under which id each party is known, in which datasets it is, what topics it has, when it was
//! seen, what it is linked with. Kept until another register answers or another day begins; nothing is worked out per request that
//! could stand here. It knows no request.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use nameplate::Day;
use nameplate::date::{Date, Holds};
use nameplate::register::{Party, PartyKind, PartyNo, Register};

use super::datasets::{Datasets, REVIEWED};
use super::links::Links;
use super::model::MODEL;
use super::words::Words;

/// The table of a register as of a day.
pub(crate) struct Table {
    key: (String, Day),
    pub(crate) datasets: Datasets,
    pub(crate) links: Links,
    rows: Vec<Row>,
    ids: HashMap<String, PartyNo>,
    referents: HashMap<String, PartyNo>,
    words: OnceLock<Words>,
    /// Entities as they were written last, by number of the party: most requests end in the same few.
    written: Vec<OnceLock<Box<str>>>,
    written_bytes: AtomicUsize,
}

/// Bytes of entities that are kept as they were written.
const MOST_WRITTEN: usize = 64 << 20;

/// What is known of a party.
#[derive(Debug)]
pub(crate) struct Row {
    /// Under which id it is told.
    pub(crate) id: String,
    /// What it is, in the words of the model.
    pub(crate) schema: &'static str,
    /// Its datasets, by number.
    pub(crate) datasets: Vec<usize>,
    /// Topics of the lists that it stands on.
    pub(crate) topics: Vec<&'static str>,
    /// Whether one of them is a risk.
    pub(crate) target: bool,
    /// Countries in small letters.
    pub(crate) countries: Vec<String>,
    pub(crate) first_seen: Option<Day>,
    pub(crate) last_seen: Option<Day>,
    pub(crate) last_change: Option<Day>,
}

/// Types of entities that parties of a register are.
pub(crate) const SCHEMATA: [&str; 4] = ["Company", "Organization", "Person", "PublicBody"];

/// A day as a moment.
pub(crate) fn moment(day: Day) -> String {
    format!("{day}T00:00:00")
}

impl Table {
    fn of(register: &Register<'_>, key: (String, Day)) -> Self {
        let mut datasets = Datasets::of(register);
        let mut rows: Vec<Row> = Vec::with_capacity(register.party_count());
        let (mut ids, mut referents) = (HashMap::new(), HashMap::new());
        for (no, party) in register.parties() {
            let mut row = Row::of(&party, key.1, &datasets);
            if ids.contains_key(&row.id) {
                party.id().clone_into(&mut row.id);
            }
            ids.insert(row.id.clone(), no);
            row.datasets.iter().for_each(|at| datasets.count(*at));
            rows.push(row);
        }
        for (no, party) in register.parties() {
            for id in referred(&party) {
                referents.entry(id).or_insert(no);
            }
        }
        let of = |no: PartyNo| rows.get(no.0 as usize).map_or("", |row| row.id.as_str());
        let links = Links::of(register, &of);
        let written = rows.iter().map(|_| OnceLock::new()).collect();
        let (words, written_bytes) = (OnceLock::new(), AtomicUsize::new(0));
        Table { key, datasets, links, rows, ids, referents, words, written, written_bytes }
    }

    /// The entity of a party as JSON, written when it is first asked for.
    pub(crate) fn written(
        &self,
        no: PartyNo,
        write: impl FnOnce() -> Option<String>,
    ) -> Option<Cow<'_, str>> {
        let place = self.written.get(no.0 as usize)?;
        if let Some(text) = place.get() {
            return Some(Cow::Borrowed(text));
        }
        let text = write()?;
        if self.written_bytes.fetch_add(text.len(), Ordering::Relaxed) > MOST_WRITTEN {
            return Some(Cow::Owned(text));
        }
        Some(Cow::Borrowed(place.get_or_init(|| text.into_boxed_str())))
    }

    /// What is known of a party.
    pub(crate) fn row(&self, no: PartyNo) -> Option<&Row> {
        self.rows.get(no.0 as usize)
    }

    /// All parties.
    pub(crate) fn rows(&self) -> impl Iterator<Item = (PartyNo, &Row)> {
        (0..).map(PartyNo).zip(&self.rows)
    }

    /// The party that is told under an id.
    pub(crate) fn told_as(&self, id: &str) -> Option<PartyNo> {
        self.ids.get(id).copied()
    }

    /// The party that an id leads to, which is not told under it.
    pub(crate) fn referent(&self, id: &str) -> Option<PartyNo> {
        self.referents.get(id).copied()
    }

    /// The day that it is of.
    pub(crate) fn day(&self) -> Day {
        self.key.1
    }

    /// The words of the register, read when they are first asked for.
    pub(crate) fn words(&self, register: &Register<'_>) -> &Words {
        self.words.get_or_init(|| Words::of(register))
    }
}

impl Row {
    fn of(party: &Party<'_>, day: Day, datasets: &Datasets) -> Self {
        let mut at: Vec<usize> = Vec::new();
        let mut topics: Vec<&str> = Vec::new();
        let mut days = Days::default();
        for place in party.designations() {
            let interval = place.interval();
            [interval.from, interval.first_confirmed].into_iter().for_each(|date| days.began(date));
            [interval.from, interval.to, interval.first_confirmed]
                .into_iter()
                .for_each(|date| days.changed(date));
            place.sources().into_iter().for_each(|source| days.seen(source.date));
            let dataset = place.list().and_then(|list| datasets.find(list.id()));
            at.extend(dataset);
            if interval.holds(day) != Holds::No {
                topics.extend(dataset.and_then(|at| datasets.get(at)).into_iter().flat_map(|one| one.topics));
            }
        }
        party.sources().into_iter().for_each(|source| days.seen(source.date));
        if at.is_empty() {
            let sources = party.entries().filter_map(|entry| entry.split(':').next());
            at.extend(sources.filter_map(|source| datasets.find(source)));
        }
        if at.is_empty() {
            at.extend(datasets.find(REVIEWED));
        }
        at.sort_unstable();
        at.dedup();
        topics.sort_unstable();
        topics.dedup();
        let mut countries: Vec<String> = party.countries().map(str::to_lowercase).collect();
        countries.sort_unstable();
        countries.dedup();
        let (first_seen, last_seen, last_change) = days.all(day);
        let target = topics.iter().any(|topic| MODEL.topics.risks.contains(*topic));
        Row {
            id: id(party),
            schema: schema(party.kind()),
            datasets: at,
            topics,
            target,
            countries,
            first_seen,
            last_seen,
            last_change,
        }
    }
}

/// When something was seen and changed.
#[derive(Default)]
struct Days {
    began: Option<Day>,
    changed: Vec<Day>,
    seen: Vec<Day>,
}

impl Days {
    fn began(&mut self, date: Date) {
        self.began = [self.began, date.first_day()].into_iter().flatten().min();
    }

    fn changed(&mut self, date: Date) {
        self.changed.extend(date.first_day());
    }

    fn seen(&mut self, date: Date) {
        self.seen.extend(date.first_day());
    }

    /// First seen, last seen, last changed; nothing lies ahead of the day.
    fn all(self, day: Day) -> (Option<Day>, Option<Day>, Option<Day>) {
        let first = self.began.or(self.seen.iter().min().copied());
        let last = self.seen.iter().max().copied().or(first);
        let changed = self.changed.into_iter().filter(|one| *one <= day).max().or(first);
        (first, last, changed)
    }
}

fn schema(kind: PartyKind) -> &'static str {
    match kind {
        PartyKind::Company => "Company",
        PartyKind::Person => "Person",
        PartyKind::StateBody => "PublicBody",
        // The model has no brands and shops: they are asked for as what makes and sells.
        PartyKind::Organisation | PartyKind::Brand | PartyKind::Storefront => "Organization",
    }
}

/// The id that a party is told under: the one of its publisher where it came as FollowTheMoney, so that ids which clients keep go on
/// leading to it; else the register's. Slashes would part an address.
fn id(party: &Party<'_>) -> String {
    let id = party.id();
    id.strip_prefix("ftm:").unwrap_or(id).replace('/', ".")
}

/// Other ids that lead to a party: entries of lists with and without their source, OFAC's numbers as others write them.
fn referred(party: &Party<'_>) -> Vec<String> {
    let mut all = vec![party.id().to_owned()];
    for entry in party.entries() {
        all.push(entry.to_owned());
        all.push(entry.replace('/', "."));
        match entry.split_once(':') {
            Some(("ftm", own)) => all.push(own.to_owned()),
            Some(("ofac-sdn" | "ofac-cons", number)) => all.push(format!("ofac-{number}")),
            _ => {}
        }
    }
    all.extend(party.identifiers().filter_map(|number| number.strip_prefix(REFERENT)).map(str::to_owned));
    all.sort_unstable();
    all.dedup();
    all
}

/// How ids that a publisher of FollowTheMoney merged into a party stand among its numbers.
pub(crate) const REFERENT: &str = "Referent:";

/// The ids that lead to a party which is told under another one.
pub(crate) fn referents(party: &Party<'_>, told: &str) -> Vec<String> {
    let mut all = referred(party);
    all.retain(|id| id != told);
    all
}

/// The table of the register that answers now.
#[derive(Default)]
pub(crate) struct Tables {
    now: Mutex<Option<Arc<Table>>>,
}

impl Tables {
    /// The table of a register, as of a day; worked out when it is first asked for.
    pub(crate) fn of(&self, (hash, day): (&str, Day), register: &Register<'_>) -> Arc<Table> {
        // Who waits here would have to work the same out.
        let mut now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(table) = now.as_ref().filter(|table| table.key.0 == hash && table.key.1 == day) {
            return Arc::clone(table);
        }
        let table = Arc::new(Table::of(register, (hash.to_owned(), day)));
        *now = Some(Arc::clone(&table));
        table
    }
}
