//! What the columns of a catalog mean: told by `--map`, recognised by their names, or guessed by the cells of the first rows. What
//! names say is said of each column by itself, so that the order of columns (and with JSON, of keys) changes nothing.

mod meaning;
mod beside;
mod known;
mod mapping;
mod keep;
mod normal;
mod words;
mod shape;
mod sample;
mod header;
mod guess;
mod recognised;

use std::collections::{BTreeMap, BTreeSet};

use nameplate::listing::Field;
use nameplate::matching::PartyField;

use crate::error::Error;
use guess::{Guess, Role};
use known::{Format, Word};
use words::Fit;

pub use header::Header;
pub use header::{Naming, is_row, tidy, without_header};
pub use keep::Keep;
pub use mapping::Mapping;
pub use meaning::{Beside, BesideColumn, Found, Join, Kept, join_of};
pub use meaning::{Columns, Meaning, Step, Table, Use};
pub use recognised::Recognised;
pub use sample::Sample;
use sample::Sampled;

/// Orders are ids where there is no better one; guesses come behind what names say.
const ORDER_RANK: u16 = 20_000;
const GUESS_RANK: u16 = 30_000;

/// A description is kept as text beside the heading that it makes where it is so long.
const LONG_HEADING: usize = 80;

/// Tells what columns mean, one by one.
pub struct Recogniser {
    table: Table,
    mapping: Mapping,
    format: Option<&'static Format>,
    /// What a company is here, and what a vendor is.
    firm: Meaning,
    vendor: Meaning,
    /// Columns whose name stands in the cells of another one, with that name.
    named_beside: BTreeMap<String, String>,
    /// What cells told of columns whose names say nothing.
    guesses: BTreeMap<String, Guess>,
    /// The description that is the heading too, and whether it stays a description.
    heading: Option<(String, bool)>,
    /// Columns whose cells belie their names: product codes that name several rows are no ids, and numbers of lines no headings.
    belied: BTreeSet<String>,
    /// Whether columns that nobody knows are read as plain text.
    plain: bool,
    /// Which columns go into the results as they stand.
    keep: Keep,
    /// Whether lines are wanted, with their order and quantity.
    lines: bool,
}

/// What is said of a column before its cells are looked at.
enum Said {
    Told(Vec<Found>),
    Known(Meaning, u16),
    Skipped,
    /// Text that may hold a name, and is no field.
    Plain,
    Nothing,
}

impl Recogniser {
    /// For a table of that kind with these columns (with JSON: those of its first rows).
    pub fn of<'n>(table: Table, mapping: &Mapping, names: impl Iterator<Item = &'n str>) -> Self {
        let names: Vec<&str> = names.collect();
        let (format, firm) = match table {
            Table::Catalog => {
                let keys: BTreeSet<String> = names.iter().flat_map(|name| normal::candidates(name)).collect();
                let format = known::formats().iter().find(|format| format.fits(|name| keys.contains(name)));
                (format, Meaning::Of(Field::Seller))
            }
            Table::Inventory => (Some(known::inventory()), Meaning::Of(Field::Seller)),
            Table::Suppliers => (Some(known::suppliers()), Meaning::Of(Field::Supplier)),
            Table::Parties => (Some(known::parties()), Meaning::Party(PartyField::Name)),
        };
        let mut recogniser = Recogniser {
            table,
            mapping: mapping.clone(),
            format,
            firm,
            vendor: firm,
            named_beside: BTreeMap::new(),
            guesses: BTreeMap::new(),
            heading: None,
            belied: BTreeSet::new(),
            plain: false,
            keep: Keep::None,
            lines: false,
        };
        if table.is_of_listings() {
            recogniser.tell_firms(&names);
        }
        recogniser
    }

    /// Columns that go into the results as they stand.
    pub fn keeping(mut self, keep: &Keep) -> Self {
        self.keep = keep.clone();
        self
    }

    /// Notes whether lines are wanted: then columns that tell order and quantity are read.
    pub fn with_lines(mut self, wanted: bool) -> Self {
        self.lines = wanted;
        self
    }

    /// What a column says beside who made the goods, where lines are wanted.
    pub fn beside(&self, name: &str) -> Option<Beside> {
        if !self.lines || name.is_empty() {
            return None;
        }
        let is_order = matches!(self.word(name), Some((Word::Order, _)));
        let order = is_order.then_some(Beside::Order);
        order.or_else(|| beside::of_name(name))
    }

    /// Which they are.
    pub fn keep(&self) -> &Keep {
        &self.keep
    }

    /// The format that the names tell.
    pub fn format(&self) -> Option<&'static str> {
        self.format.map(|format| format.name)
    }

    /// A company, or vendor, is who sells where something is bought or another column has the maker; in an inventory it is who made.
    fn tell_firms(&mut self, names: &[&str]) {
        let words: Vec<Word> =
            names.iter().filter_map(|name| self.word(name)).map(|(word, _)| word).collect();
        let maker = |meaning: Meaning| matches!(meaning, Meaning::Of(Field::Brand | Field::Manufacturer));
        let made = words.iter().any(|word| matches!(word, Word::Means(meaning) if maker(*meaning)))
            || self.mapping.pairs().iter().any(|(meaning, _)| maker(*meaning));
        let bought = Word::Means(Meaning::Of(Field::PurchasedOn));
        let trade = words.iter().any(|word| matches!(word, Word::Trade | Word::Order) || *word == bought);
        let devices =
            words.iter().any(|word| matches!(word, Word::Device | Word::Means(Meaning::Of(Field::Mac))));
        let titled = names.iter().any(|name| {
            let means_title = matches!(self.word(name), Some((Word::Means(Meaning::Of(Field::Title)), _)));
            let key = normal::key(name);
            means_title && ["title", "product", "item"].iter().any(|word| key.contains(word))
        });
        let sold = words.iter().any(|word| matches!(word, Word::Means(Meaning::Of(Field::Seller))));
        if made || trade {
            return;
        }
        let maker = Meaning::Of(Field::Manufacturer);
        if !sold {
            self.firm = maker;
        }
        if devices && !titled {
            self.vendor = maker;
        }
    }

    /// What the name of a column says, and how good a column it is for that.
    fn word(&self, column: &str) -> Option<(Word, u16)> {
        words::keys(column).iter().find_map(|(key, fit)| {
            let (word, rank) = known::lookup(key, self.format)?;
            (*fit == Fit::Whole || holds_as_end(word, key)).then_some((word, rank))
        })
    }

    fn said(&self, column: &str) -> Said {
        let told = self.mapping.find(column);
        if !told.is_empty() {
            return Said::Told(told);
        }
        // Names and values of properties that stand in a list: which is which is told by the list, not by the column.
        if column.contains("attributes.*.") {
            return Said::Plain;
        }
        let name = self.named_beside.get(column).map_or(column, String::as_str);
        let Some((word, rank)) = self.word(name) else { return Said::Nothing };
        let (meaning, rank) = match word {
            Word::Means(meaning) => (meaning, rank),
            Word::Firm if normal::key(column).contains("vendor") => (self.vendor, rank),
            Word::Firm => (self.firm, rank),
            Word::Order => (Meaning::Id, ORDER_RANK),
            Word::Trade | Word::Skip => return Said::Skipped,
            // Host names and versions may hold the name of a maker.
            Word::Device => return Said::Plain,
        };
        // A table of parties has no titles and models.
        let fits = self.table != Table::Parties || matches!(meaning, Meaning::Party(_) | Meaning::Id);
        if fits && !self.belied.contains(column) { Said::Known(meaning, rank) } else { Said::Nothing }
    }

    /// Looks at the first rows: what names do not say, cells may tell. A guess never takes a field that a name has.
    pub fn learn(&mut self, sample: &Sample) {
        if !self.table.is_of_listings() {
            return;
        }
        self.plain = true;
        let belied = sample.columns.iter().filter(|column| self.is_belied(sample, column));
        self.belied = belied.map(|column| column.name.clone()).collect();
        self.named_beside = beside(sample);
        let roles: Vec<Role> = sample.columns.iter().map(|column| self.role(&column.name)).collect();
        self.tell_heading(sample, &roles);
        let heading = self.heading.is_some();
        let taken = |meaning: Meaning| {
            self.mapping.names(meaning) || (heading && meaning == Meaning::Of(Field::Title))
        };
        let wanted = |meaning: Meaning| !taken(meaning);
        let guesses = guess::guess(sample, &roles, &wanted);
        self.guesses =
            guesses.into_iter().map(|(at, guess)| (sample.columns[at].name.clone(), guess)).collect();
        self.tell_model_heading(sample, &roles);
    }

    /// Whether the cells of a column belie its name. Numbers are no headings where another column has words: they count lines.
    fn is_belied(&self, sample: &Sample, column: &Sampled) -> bool {
        let filled = || column.cells.iter().filter(|cell| !cell.is_empty());
        let heading = matches!(self.said(&column.name), Said::Known(Meaning::Of(Field::Title), _));
        if heading && is_mostly_numbers(column) && sample.columns.iter().any(is_worded) {
            return true;
        }
        let code = words::keys(&column.name).iter().any(|(key, _)| key.starts_with("asin"));
        let mut seen = BTreeSet::new();
        code && filled().any(|cell| !seen.insert(cell))
    }

    fn role(&self, column: &str) -> Role {
        match self.said(column) {
            Said::Told(found) => found.first().map_or(Role::Skipped, |found| Role::Known(found.meaning)),
            Said::Known(meaning, _) => Role::Known(meaning),
            Said::Skipped | Said::Plain => Role::Skipped,
            Said::Nothing => Role::Open,
        }
    }

    /// A table with descriptions and no headings: the description that is named best is the heading. In a table of contracts, what a
    /// contract is for says what is bought.
    fn tell_heading(&mut self, sample: &Sample, roles: &[Role]) {
        let title = Meaning::Of(Field::Title);
        if roles.contains(&Role::Known(title)) || self.mapping.names(title) {
            return;
        }
        let best = self.best(sample, Field::Text).or_else(|| self.best(sample, Field::Purpose));
        if let Some(column) = best {
            let filled = column.cells.iter().filter(|cell| !cell.is_empty());
            let (letters, cells) = filled.fold((0, 0), |(letters, n), cell| (letters + cell.len(), n + 1));
            self.heading = Some((column.name.clone(), letters > LONG_HEADING * cells));
        }
    }

    /// The column that is named best for a field, if it holds anything.
    fn best<'s>(&self, sample: &'s Sample, field: Field) -> Option<&'s Sampled> {
        let ranked = sample.columns.iter().filter_map(|column| match self.said(&column.name) {
            Said::Known(meaning, rank) => (meaning == Meaning::Of(field)).then_some((rank, column)),
            Said::Told(found) => {
                let told = found.iter().find(|found| found.meaning == Meaning::Of(field));
                told.map(|found| (found.rank, column))
            }
            _ => None,
        });
        let filled = ranked.filter(|(_, column)| column.cells.iter().any(|cell| !cell.is_empty()));
        filled.min_by_key(|(rank, _)| *rank).map(|(_, column)| column)
    }

    /// Where nothing else is a heading, models in words are: "Kestrel P30 Lite" says as much; a bare code does not.
    fn tell_model_heading(&mut self, sample: &Sample, roles: &[Role]) {
        let title = Meaning::Of(Field::Title);
        let guessed = self.guesses.values().any(|guess| *guess == Guess::Means(title));
        if guessed
            || self.heading.is_some()
            || roles.contains(&Role::Known(title))
            || self.mapping.names(title)
        {
            return;
        }
        let worded = |cells: &[String]| {
            let filled = cells.iter().filter(|cell| !cell.is_empty());
            let (words, cells) =
                filled.fold((0, 0), |(words, n), cell| (words + cell.split_whitespace().count(), n + 1));
            words * 2 >= cells * 3 && cells > 0
        };
        let models = sample.columns.iter().zip(roles);
        let mut models = models.filter(|(_, role)| **role == Role::Known(Meaning::Of(Field::Model)));
        if let Some((column, _)) = models.find(|(column, _)| worded(&column.cells)) {
            self.heading = Some((column.name.clone(), true));
        }
    }

    /// What a column means. A mapping comes first: a column that it names means that and nothing else, and a field that
    /// it names takes no other column.
    pub fn find(&self, column: &str) -> Vec<Found> {
        let found =
            |meaning, rank, guessed| Found { meaning, rank, guessed, whole: false, picks: Vec::new() };
        let other = Meaning::Of(Field::Other);
        let mut all = match self.said(column) {
            Said::Told(told) => told,
            Said::Skipped => Vec::new(),
            // In an inventory, addresses of devices and the days on which they were seen are wanted as they are.
            Said::Plain if self.plain => {
                vec![Found { whole: self.table == Table::Inventory, ..found(other, 0, false) }]
            }
            Said::Plain => Vec::new(),
            Said::Known(meaning, _) if self.mapping.names(meaning) => Vec::new(),
            Said::Known(meaning, rank) => {
                vec![Found { whole: meaning == other, ..found(meaning, rank, false) }]
            }
            Said::Nothing => match self.guesses.get(column) {
                Some(Guess::Means(meaning)) => vec![found(*meaning, GUESS_RANK, true)],
                Some(Guess::Nothing) => Vec::new(),
                None if self.plain => vec![found(other, 0, false)],
                None => Vec::new(),
            },
        };
        if let Some((_, stays)) = self.heading.as_ref().filter(|(heading, _)| heading == column) {
            all.retain(|found| *stays || !matches!(found.meaning, Meaning::Of(Field::Text | Field::Purpose)));
            all.push(found(Meaning::Of(Field::Title), GUESS_RANK, true));
        }
        all
    }

    /// What columns of these names mean, and which of them each column of a batch is; at most so many are read as plain text.
    pub fn columns(&self, names: &[String], plain_columns: usize) -> (Columns, Vec<usize>) {
        let (mut uses, mut sources) = (Vec::new(), Vec::new());
        let (mut kept, mut aside) = (Vec::new(), Vec::new());
        let mut plain = 0;
        for (source, name) in names.iter().enumerate() {
            let mut found = self.find(name);
            if found.iter().any(|found| found.meaning == Meaning::Of(Field::Other)) {
                plain += 1;
                found.retain(|_| plain <= plain_columns);
            }
            let keeps = self.keep.takes(name);
            let beside = self.beside(name);
            if found.is_empty() && !keeps && beside.is_none() {
                continue;
            }
            let path = [Step::Field(sources.len())];
            uses.extend(found.iter().map(|found| Use::new(name, found, &path)));
            if keeps {
                kept.push(Kept { name: name.clone(), path: Some(path.to_vec()) });
            }
            aside.extend(beside.map(|says| BesideColumn { says, path: path.to_vec() }));
            sources.push(source);
        }
        (Columns::new(uses).keeping(self.keep.in_order(kept)).with_beside(aside), sources)
    }

    /// Checks that what was found can be used and that all that was mapped is there.
    pub fn check(&self, file: &str, columns: &Columns, found: &[String]) -> Result<(), Error> {
        let unmet = self
            .mapping
            .pairs()
            .iter()
            .find(|(_, wanted)| !found.iter().any(|column| mapping::picks(column, wanted).is_some()));
        if let Some((meaning, column)) = unmet {
            return Err(Error::UnknownColumn {
                file: file.to_owned(),
                field: meaning.name(),
                column: column.clone(),
                found: found.to_vec(),
            });
        }
        if let Some(column) = self.keep.missing(found) {
            let (column, found) = (column.clone(), found.to_vec());
            return Err(Error::NoSuchColumn { file: file.to_owned(), column, found });
        }
        if columns.usable() {
            return Ok(());
        }
        Err(Error::NoUsableColumn { file: file.to_owned(), found: found.to_vec() })
    }
}

fn is_mostly_numbers(column: &Sampled) -> bool {
    const SURE: usize = 80;
    let filled = || column.cells.iter().filter(|cell| !cell.is_empty());
    let numbers = filled().filter(|cell| shape::form(cell) == shape::Form::Number).count();
    numbers > 2 && numbers * 100 >= filled().count() * SURE
}

/// Whether cells are of three words and more, as headings are.
fn is_worded(column: &Sampled) -> bool {
    let filled = column.cells.iter().filter(|cell| !cell.is_empty());
    let (words, cells) =
        filled.fold((0, 0), |(words, n), cell| (words + cell.split_whitespace().count(), n + 1));
    cells > 0 && words >= 3 * cells
}

/// Shop systems keep properties in pairs of columns, `Attribute 1 name` and `Attribute 1 value(s)`, in the shop's language. Where all
/// cells of the first say the same, that is the name of the second.
fn beside(sample: &Sample) -> BTreeMap<String, String> {
    const NAME: &[&str] = &[
        "name",
        "nombre",
        "nom",
        "nome",
        "nazwa",
        "nazev",
        "naam",
        "nev",
        "namn",
        "navn",
        "nimi",
        "ad",
        "adi",
        "название",
        "имя",
        "назва",
        "名",
        "名称",
        "名稱",
        "이름",
    ];
    const VALUE: &[&str] = &[
        "value",
        "values",
        "valor",
        "valores",
        "valeur",
        "valeurs",
        "valore",
        "valori",
        "wert",
        "werte",
        "wartosc",
        "wartosci",
        "hodnota",
        "hodnoty",
        "waarde",
        "waarden",
        "ertek",
        "varde",
        "vaerdi",
        "arvo",
        "deger",
        "degeri",
        "значение",
        "значения",
        "значення",
        "值",
        "값",
    ];
    // "Value(s)", "Valor(es)", "del": endings and articles say nothing here.
    const SMALL: &[&str] = &["s", "es", "de", "del", "dell", "di", "da", "do", "du", "of", "the", "des"];
    let without = |name: &str, words: &[&str]| {
        let all = normal::words(name).into_iter().filter(|word| !SMALL.contains(&word.as_str()));
        let (taken, mut left): (Vec<String>, Vec<String>) =
            all.partition(|word| words.contains(&word.as_str()));
        left.sort();
        (!taken.is_empty() && left.len() > 1).then_some(left)
    };
    let mut found = BTreeMap::new();
    for column in &sample.columns {
        let Some(pair) = without(&column.name, NAME) else { continue };
        let mut names = column.cells.iter().filter(|cell| !cell.is_empty());
        let Some(name) = names.next().filter(|name| names.all(|other| other == *name)) else { continue };
        let value = sample.columns.iter().find(|other| without(&other.name, VALUE).as_ref() == Some(&pair));
        found.extend(value.map(|value| (value.name.clone(), name.clone())));
    }
    found
}

/// Whether a cell may hold a name at all: numbers, days and pictures do not.
pub fn says_something(cell: &str) -> bool {
    use shape::Form::{Date, Empty, Gtin, Number, Picture};
    !matches!(shape::form(cell), Empty | Number | Date | Gtin | Picture)
        && cell.chars().any(char::is_alphabetic)
}

/// Whether a word may be taken for all that a name says where other words stand before it: "Awarded Vendor" is a vendor, "Paper Type"
/// is no category.
fn holds_as_end(word: Word, key: &str) -> bool {
    use Field::{Brand, Category, FccId, Gtin, Mac, Manufacturer, Model, Origin, Supplier, Text};
    const TOO_GENERAL: &[&str] = &[
        "type", "kind", "class", "part", "series", "note", "notes", "comment", "comments", "details",
        "features", "content", "tags", "group", "node", "segment", "use", "usage", "unit", "site", "room",
        "year", "port", "os", "sn", "pn", "summary", "body", "maker", "location", "owner", "status",
        "active", "total", "tax", "date", "storage", "memory", "battery", "position",
    ];
    if TOO_GENERAL.contains(&key) || key.chars().count() < 3 {
        return false;
    }
    match word {
        Word::Means(Meaning::Of(field)) => {
            matches!(
                field,
                Brand | Category | FccId | Gtin | Mac | Manufacturer | Model | Origin | Supplier | Text
            )
        }
        Word::Means(Meaning::Specs) | Word::Firm | Word::Trade | Word::Skip | Word::Device => true,
        Word::Means(_) | Word::Order => false,
    }
}

/// How many columns of that row of names have a meaning: what tells a header from data, and the right separator from a
/// wrong one.
pub fn meanings(names: &[String], naming: &Naming<'_>) -> usize {
    let recogniser = Recogniser::of(naming.table, naming.mapping, names.iter().map(String::as_str));
    let short = names.iter().filter(|name| name.chars().count() <= LONGEST_NAME);
    let mut found: BTreeSet<Meaning> =
        short.clone().flat_map(|name| recogniser.find(name)).map(|found| found.meaning).collect();
    // Prices and serial numbers are names of columns as well; they tell no more than that.
    if !found.is_empty()
        && short
            .clone()
            .any(|name| matches!(recogniser.word(name), Some((Word::Trade | Word::Device | Word::Skip, _))))
    {
        found.insert(Meaning::Of(Field::Other));
    }
    found.len()
}

/// Longer cells are no names of columns.
const LONGEST_NAME: usize = 60;

#[cfg(test)]
mod tests;
