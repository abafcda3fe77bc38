//! What the columns of a catalog mean: recognised by their names, or told by `--map`. Each column is looked at by
//! itself, so that the order of rows (and with JSON, of keys) changes nothing. Knows nothing of values.

mod known;
mod mapping;
mod normal;
mod recognised;

use std::collections::BTreeSet;

use nameplate::listing::Field;
use nameplate::matching::PartyField;

use crate::error::Error;
use known::Format;

pub use mapping::Mapping;
pub use recognised::Recognised;

/// What the rows of an input are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Table {
    /// Listings.
    #[default]
    Catalog,
    /// Who delivered what.
    Suppliers,
    /// Parties.
    Parties,
}

/// What a column means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Meaning {
    /// The catalog's own id of the listing.
    Id,
    /// A field of the listing.
    Of(Field),
    /// Names and values of properties, often as JSON: a part of [`Field::Text`], one line a property.
    Specs,
    /// A field of a party, in a table of parties.
    Party(PartyField),
}

impl Meaning {
    /// The name as it stands in `--map`.
    pub fn name(self) -> &'static str {
        match self {
            Meaning::Id => "id",
            Meaning::Of(field) => field.name(),
            Meaning::Specs => Field::Text.name(),
            Meaning::Party(field) => field.word(),
        }
    }

    /// The meaning of that name in a table of that kind.
    pub fn from_name(name: &str, table: Table) -> Option<Meaning> {
        match (name, table) {
            ("id", _) => Some(Meaning::Id),
            (_, Table::Parties) => PartyField::from_word(name).map(Meaning::Party),
            _ => Field::from_name(name).map(Meaning::Of),
        }
    }

    /// The field that the column feeds; none for the id.
    pub fn field(self) -> Option<Field> {
        match self {
            Meaning::Id | Meaning::Party(_) => None,
            Meaning::Of(field) => Some(field),
            Meaning::Specs => Some(Field::Text),
        }
    }

    /// Its place among the columns: ids first, then field by field.
    fn place(self) -> usize {
        match self {
            Meaning::Id => 0,
            Meaning::Of(field) => 1 + field as usize,
            Meaning::Specs => 1 + Field::Text as usize,
            Meaning::Party(field) => 1 + field as usize,
        }
    }

    /// Whether a listing can be judged by it at all: a category or a date names nobody.
    fn identifies(self) -> bool {
        use Field::{AuthorisedOn, Category, MadeOn, Origin, Purpose};
        self == Meaning::Party(PartyField::Name)
            || self.field().is_some_and(|f| !matches!(f, AuthorisedOn | Category | MadeOn | Origin | Purpose))
    }
}

/// How several columns of one field become one text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Join {
    /// The first that holds something.
    First,
    /// All that hold something, with this between them.
    With(&'static str),
}

/// How columns of that field are joined.
pub(crate) fn join_of(field: Field) -> Join {
    match field {
        Field::Text | Field::Supplier => Join::With("\n"),
        Field::SellerAddress | Field::SupplierAddress | Field::ResponsiblePerson => Join::With(", "),
        Field::Model | Field::App | Field::FccId | Field::Mac => Join::With("; "),
        Field::Category => Join::With(" > "),
        _ => Join::First,
    }
}

/// A step from a batch, or from a value in it, to a nested one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The column of the batch, or the field of the struct, at that position.
    Field(usize),
    /// All elements of a list.
    Each,
    /// One element of a list.
    Item(usize),
}

/// A column with a meaning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Use {
    /// The column as the file names it; nested ones by path, with `*` for all elements of a list.
    pub column: String,
    /// What it means.
    pub meaning: Meaning,
    /// Where it stands in a batch.
    pub path: Vec<Step>,
    rank: u16,
}

/// The columns with a meaning, by meaning and the best first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    uses: Vec<Use>,
}

impl Columns {
    /// In the order of meaning, rank and (for equal ranks) as given.
    pub(crate) fn new(mut uses: Vec<Use>) -> Self {
        uses.sort_by_key(|one| (one.meaning.place(), one.rank));
        Columns { uses }
    }

    /// The columns with a meaning.
    pub fn uses(&self) -> &[Use] {
        &self.uses
    }

    /// Whether a listing can be judged by any of them.
    pub fn usable(&self) -> bool {
        self.uses.iter().any(|one| one.meaning.identifies())
    }
}

/// What one column was found to mean: once or, by mapping, several times.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) meaning: Meaning,
    pub(crate) rank: u16,
    /// For each `*` of the column, the one element that the mapping asks for.
    pub(crate) picks: Vec<Option<usize>>,
}

/// Tells what columns mean, one by one.
pub(crate) struct Recogniser {
    mapping: Mapping,
    format: Option<&'static Format>,
}

impl Recogniser {
    /// For a table of that kind with these columns.
    pub(crate) fn of<'n>(table: Table, mapping: &Mapping, names: impl Iterator<Item = &'n str>) -> Self {
        match table {
            Table::Catalog => Recogniser::catalog(mapping, names),
            Table::Suppliers => Recogniser::suppliers(mapping),
            Table::Parties => Recogniser::parties(mapping),
        }
    }

    /// For a catalog with these columns (with JSON: those of its first rows).
    pub(crate) fn catalog<'n>(mapping: &Mapping, names: impl Iterator<Item = &'n str>) -> Self {
        let keys: BTreeSet<String> = names.flat_map(normal::candidates).collect();
        let format = known::formats().iter().find(|format| format.fits(|name| keys.contains(name)));
        Recogniser { mapping: mapping.clone(), format }
    }

    /// For a supplier or purchase file.
    pub(crate) fn suppliers(mapping: &Mapping) -> Self {
        Recogniser { mapping: mapping.clone(), format: Some(known::suppliers()) }
    }

    /// For a table of parties.
    pub(crate) fn parties(mapping: &Mapping) -> Self {
        Recogniser { mapping: mapping.clone(), format: Some(known::parties()) }
    }

    /// The format that the names tell.
    pub(crate) fn format(&self) -> Option<&'static str> {
        self.format.map(|format| format.name)
    }

    /// What a column means. A mapping comes first: a column that it names means that and nothing else, and a field that
    /// it names takes no other column.
    pub(crate) fn find(&self, column: &str) -> Vec<Found> {
        let told = self.mapping.find(column);
        if !told.is_empty() {
            return told;
        }
        let known = normal::candidates(column).iter().find_map(|key| known::lookup(key, self.format));
        // A table of parties has no titles and models.
        let parties = self.format.is_some_and(|format| std::ptr::eq(format, known::parties()));
        let known =
            known.filter(|(meaning, _)| !parties || matches!(meaning, Meaning::Party(_) | Meaning::Id));
        known
            .filter(|(meaning, _)| !self.mapping.names(*meaning))
            .map(|(meaning, rank)| Found { meaning, rank, picks: Vec::new() })
            .into_iter()
            .collect()
    }

    /// Checks that what was found can be used and that all that was mapped is there.
    pub(crate) fn check(&self, file: &str, columns: &Columns, found: &[String]) -> Result<(), Error> {
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
        if columns.usable() {
            return Ok(());
        }
        Err(Error::NoUsableColumn { file: file.to_owned(), found: found.to_vec() })
    }
}

/// How many columns of that row of names have a meaning: what tells a header from data, and the right separator from a
/// wrong one.
pub(crate) fn meanings(names: &[String], mapping: &Mapping, table: Table) -> usize {
    let recogniser = Recogniser::of(table, mapping, names.iter().map(String::as_str));
    let found: BTreeSet<Meaning> =
        names.iter().flat_map(|name| recogniser.find(name)).map(|found| found.meaning).collect();
    found.len()
}

impl Use {
    /// The use of a column at a path; the picks of a mapping take single elements of its lists.
    pub(crate) fn new(column: &str, found: &Found, path: &[Step]) -> Self {
        let mut picks = found.picks.iter();
        let pick = |step: &Step| match step {
            Step::Each => picks.next().copied().flatten().map_or(Step::Each, Step::Item),
            other => *other,
        };
        Use {
            column: column.to_owned(),
            meaning: found.meaning,
            path: path.iter().map(pick).collect(),
            rank: found.rank,
        }
    }
}

#[cfg(test)]
mod tests;
