//! What a column can mean, and where it stands.

use nameplate::listing::Field;
use nameplate::matching::PartyField;

/// What the rows of an input are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Table {
    /// Listings.
    #[default]
    Catalog,
    /// Devices that somebody has, or things that somebody bought: listings, with columns that only such tables have.
    Inventory,
    /// Who delivered what.
    Suppliers,
    /// Parties.
    Parties,
}

impl Table {
    /// Whether its rows are listings.
    pub(super) fn is_of_listings(self) -> bool {
        matches!(self, Table::Catalog | Table::Inventory)
    }
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
    pub(super) fn place(self) -> usize {
        match self {
            Meaning::Id => 0,
            Meaning::Of(field) => 1 + field as usize,
            Meaning::Specs => 1 + Field::Text as usize,
            Meaning::Party(field) => 1 + field as usize,
        }
    }

    /// Whether it says what the goods are: a shop, its address or a day do not.
    fn names_goods(self) -> bool {
        use Field::{App, Brand, FccId, Gtin, Mac, Manufacturer, Model, Text, Title};
        let goods = [Title, Brand, Manufacturer, Model, Gtin, FccId, Mac, App, Text];
        self.field().is_some_and(|field| goods.contains(&field))
    }

    /// Whether a listing can be judged by it at all: a category or a date names nobody.
    fn identifies(self) -> bool {
        use Field::{AuthorisedOn, Category, MadeOn, Origin, Other, Purpose};
        let says_nothing = |f| matches!(f, AuthorisedOn | Category | MadeOn | Origin | Other | Purpose);
        self == Meaning::Party(PartyField::Name) || self.field().is_some_and(|f| !says_nothing(f))
    }
}

/// How several columns of one field become one text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Join {
    /// The first that holds something.
    First,
    /// All that hold something, with this between them.
    With(&'static str),
}

/// How columns of that field are joined.
pub fn join_of(field: Field) -> Join {
    match field {
        // A heading goes on in a second column, or stands there in another language.
        Field::Title => Join::With(" "),
        // Two columns that say who made it may differ: both are judged, as a list.
        Field::Brand | Field::Manufacturer => Join::With(" / "),
        Field::Text | Field::Supplier | Field::Other => Join::With("\n"),
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
    /// Whether only its cells told what it means.
    pub guessed: bool,
    /// Whether its cells are kept as plain text whatever they hold; else only what may hold a name is.
    pub whole: bool,
    rank: u16,
}

/// What a column says by which the owner of a purchase list finds a line again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Beside {
    /// The number of the order, of its line, of the invoice.
    Order,
    /// How many.
    Quantity,
    /// The seller's own number of the thing.
    Sku,
    /// The id of the offer on Amazon.
    Asin,
}

/// Such a column, and where it stands in a batch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BesideColumn {
    /// What it says.
    pub says: Beside,
    /// Where it stands in a batch.
    pub path: Vec<Step>,
}

/// A column that is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Its name in the file.
    pub name: String,
    /// Where it stands in a batch; none where this batch has not got it.
    pub path: Option<Vec<Step>>,
}

/// The columns with a meaning, by meaning and the best first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    uses: Vec<Use>,
    kept: Vec<Kept>,
    beside: Vec<BesideColumn>,
}

impl Columns {
    /// In the order of meaning, rank and (for equal ranks) as given.
    pub fn new(mut uses: Vec<Use>) -> Self {
        uses.sort_by_key(|one| (one.meaning.place(), one.rank));
        Columns { uses, ..Columns::default() }
    }

    /// The same with columns that are kept as they stand.
    pub fn keeping(mut self, kept: Vec<Kept>) -> Self {
        self.kept = kept;
        self
    }

    /// The same with columns by which a line is found again.
    pub fn with_beside(mut self, beside: Vec<BesideColumn>) -> Self {
        self.beside = beside;
        self
    }

    /// The columns by which a line is found again, where lines are wanted.
    pub fn beside(&self) -> &[BesideColumn] {
        &self.beside
    }

    /// The columns that are kept as they stand.
    pub fn kept(&self) -> &[Kept] {
        &self.kept
    }

    /// The columns with a meaning.
    pub fn uses(&self) -> &[Use] {
        &self.uses
    }

    /// Whether any of them says what the goods are, and not only who sells them or when.
    pub fn name_goods(&self) -> bool {
        self.uses.iter().any(|one| one.meaning.names_goods())
    }

    /// Whether a listing can be judged by any of them.
    pub fn usable(&self) -> bool {
        self.uses.iter().any(|one| one.meaning.identifies())
    }
}

/// What one column was found to mean: once or, by mapping, several times.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// What the column means.
    pub meaning: Meaning,
    /// How good a column it is for that: the lowest first.
    pub rank: u16,
    /// Whether only its cells told.
    pub guessed: bool,
    /// Whether its cells are kept whatever they hold: see [`Use`].
    pub whole: bool,
    /// For each `*` of the column, the one element that the mapping asks for.
    pub picks: Vec<Option<usize>>,
}

impl Use {
    /// The use of a column at a path; the picks of a mapping take single elements of its lists.
    pub fn new(column: &str, found: &Found, path: &[Step]) -> Self {
        let mut picks = found.picks.iter();
        let pick = |step: &Step| match step {
            Step::Each => picks.next().copied().flatten().map_or(Step::Each, Step::Item),
            other => *other,
        };
        Use {
            column: column.to_owned(),
            meaning: found.meaning,
            path: path.iter().map(pick).collect(),
            guessed: found.guessed,
            whole: found.whole,
            rank: found.rank,
        }
    }
}
