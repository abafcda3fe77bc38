//! What the user says that columns mean: `--map brand=Marke,title=name,id=sku`. Checked here against the fields that
//! exist; against the columns of a file only when that is open.

use nameplate::listing::Field;
use nameplate::matching::PartyField;

use super::meaning::{Found, Meaning, Table};
use super::normal;
use crate::error::Error;

/// Which columns feed which fields, as told by the user; what it does not name is recognised.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mapping {
    pairs: Vec<(Meaning, String)>,
}

impl Mapping {
    /// Reads `field=column` pairs, separated by commas. A field may be named several times: its first column that holds
    /// something is taken, or all are joined where the field is a longer text.
    ///
    /// # Errors
    /// A pair without `=`, an empty column, or a field that does not exist (the message lists those that do).
    pub fn parse(text: &str) -> Result<Self, Error> {
        Mapping::of_table(text, Table::Catalog)
    }

    /// The same for a table of any kind.
    ///
    /// # Errors
    /// As [`Mapping::parse`].
    pub fn of_table(text: &str, table: Table) -> Result<Self, Error> {
        let mut mapping = Mapping::default();
        for part in text.split(',').map(str::trim).filter(|part| !part.is_empty()) {
            let bad = |reason: String| Error::Mapping { text: part.to_owned(), reason };
            let (field, column) = part.split_once('=').ok_or_else(|| bad("there is no `=`".to_owned()))?;
            let (field, column) = (field.trim(), column.trim());
            let meaning = Meaning::from_name(field, table)
                .ok_or_else(|| bad(format!("`{field}` is no field; fields: {}", field_names(table))))?;
            if column.is_empty() {
                return Err(bad("it names no column".to_owned()));
            }
            mapping.pairs.push((meaning, column.to_owned()));
        }
        Ok(mapping)
    }

    /// The mapping of one field to one column.
    pub fn of_field(field: Field, column: &str) -> Self {
        Mapping::of_meaning(Meaning::Of(field), column)
    }

    /// The mapping of one meaning to one column, whatever stands in its name.
    pub fn of_meaning(meaning: Meaning, column: &str) -> Self {
        Mapping { pairs: vec![(meaning, column.to_owned())] }
    }

    /// This mapping and another: for an option that is given several times.
    #[must_use]
    pub fn and(mut self, other: Mapping) -> Mapping {
        self.pairs.extend(other.pairs);
        self
    }

    /// The same for a table with these columns in this order: a number that names none of them is a place, counted from 1.
    pub fn by_place(&self, columns: &[String]) -> Mapping {
        let placed = |(meaning, wanted): &(Meaning, String)| {
            let named = columns.iter().any(|column| picks(column, wanted).is_some());
            let place = wanted.parse::<usize>().ok().and_then(|n| columns.get(n.checked_sub(1)?));
            (*meaning, place.filter(|_| !named).unwrap_or(wanted).clone())
        };
        Mapping { pairs: self.pairs.iter().map(placed).collect() }
    }

    /// The same, with the places of columns for cells of a first row that names nothing.
    pub fn by_cell(&self, first: &[String]) -> Mapping {
        let placed = |(meaning, wanted): &(Meaning, String)| {
            let place = first.iter().position(|cell| picks(cell, wanted).is_some());
            (*meaning, place.map_or_else(|| wanted.clone(), |at| (at + 1).to_string()))
        };
        Mapping { pairs: self.pairs.iter().map(placed).collect() }
    }

    pub(super) fn pairs(&self) -> &[(Meaning, String)] {
        &self.pairs
    }

    /// Whether the mapping names the field that a meaning feeds.
    pub(super) fn names(&self, meaning: Meaning) -> bool {
        self.pairs.iter().any(|(told, _)| told.place() == meaning.place())
    }

    pub(super) fn find(&self, column: &str) -> Vec<Found> {
        let fits = |(rank, (meaning, wanted)): (usize, &(Meaning, String))| {
            let rank = u16::try_from(rank).unwrap_or(u16::MAX);
            let picks = picks(column, wanted)?;
            Some(Found { meaning: *meaning, rank, guessed: false, whole: false, picks })
        };
        self.pairs.iter().enumerate().filter_map(fits).collect()
    }
}

fn field_names(table: Table) -> String {
    let mut names = vec!["id"];
    match table {
        Table::Parties => names.extend(PartyField::ALL.iter().map(|field| field.word())),
        _ => names.extend(Field::ALL.iter().map(|field| field.name())),
    }
    names.join(", ")
}

/// Whether a column is the wanted one: by its exact name, by its normalised name, or by its path, in which the user may
/// write a number for the `*` of a list (that element only) or leave it out.
pub(super) fn picks(column: &str, wanted: &str) -> Option<Vec<Option<usize>>> {
    if column == wanted {
        return Some(Vec::new());
    }
    if !column.contains('*') {
        let (column, wanted) = (normal::key(column), normal::key(wanted));
        return (column == wanted && !column.is_empty()).then(Vec::new);
    }
    let mut asked = wanted.split('.').peekable();
    let mut picks = Vec::new();
    for segment in column.split('.') {
        if segment == "*" {
            let number = asked.peek().and_then(|part| part.parse().ok());
            if number.is_some() || asked.peek() == Some(&"*") {
                asked.next();
            }
            picks.push(number);
        } else if normal::key(asked.next()?) != normal::key(segment) {
            return None;
        }
    }
    asked.next().is_none().then_some(picks)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_are_read_and_what_is_wrong_is_named() {
        let mapping = Mapping::parse("brand=Marke, title=name,id=sku").unwrap();
        assert_eq!(mapping.pairs().len(), 3);
        let text = Mapping::parse("colour=x").unwrap_err().to_string();
        assert!(
            text.contains("colour") && text.contains("seller_address") && text.contains("id, title"),
            "{text}"
        );
        assert!(Mapping::parse("brand").is_err() && Mapping::parse("brand=").is_err());
        assert_eq!(Mapping::parse("").unwrap(), Mapping::default());
    }

    #[test]
    fn paths_take_numbers_stars_or_nothing_for_lists() {
        let column = "offers.*.seller.name";
        assert_eq!(picks(column, "offers.0.seller.name"), Some(vec![Some(0)]));
        assert_eq!(picks(column, "offers.*.seller.name"), Some(vec![]));
        assert_eq!(picks(column, "offers.seller.name"), Some(vec![None]));
        assert_eq!(picks(column, "offers.0.seller"), None);
        assert_eq!(picks(column, "offers.0.seller.name.x"), None);
        assert_eq!(picks("Brand Name", "brand_name"), Some(vec![]));
        assert_eq!(picks("***", "x"), None);
    }
}
