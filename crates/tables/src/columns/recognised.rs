//! What was recognised of an input, for the person who runs the scan: printed before the rows are read.

use std::fmt;

use nameplate::listing::Field;

use super::meaning::{Columns, Meaning, Step, Use};

/// How an input was understood.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recognised {
    /// Name of the file, as given by the user.
    pub file: String,
    /// Kind of file, separator, encoding, compression, in words.
    pub read_as: String,
    /// The format that its columns tell, where they do.
    pub format: Option<&'static str>,
    /// Field and column, for each column with a meaning.
    pub uses: Vec<(&'static str, String)>,
    /// The same for columns whose names say nothing, but whose cells do.
    pub guessed: Vec<(&'static str, String)>,
    /// Columns without a known meaning that are read as plain text.
    pub plain: Vec<String>,
    /// Whether only its bytes told its encoding, so that another one may be right.
    pub encoding_in_doubt: bool,
    /// Columns that are not read.
    pub unused: Vec<String>,
    /// Whether any column says what the goods are: a heading, a brand, a maker, a code.
    pub names_goods: bool,
}

impl Recognised {
    /// Of that file, which was read so: nothing is known of its columns yet.
    pub fn new(file: &str, read_as: String, format: Option<&'static str>) -> Self {
        Recognised { file: file.to_owned(), read_as, format, ..Recognised::default() }
    }

    /// Notes whether only its bytes told its encoding.
    pub fn told_by_bytes(mut self, yes: bool) -> Self {
        self.encoding_in_doubt = yes;
        self
    }

    /// Fills in what the columns mean; the others of `found` are unused.
    pub fn with_columns(mut self, columns: &Columns, found: &[String]) -> Self {
        self.names_goods = columns.name_goods();
        for one in columns.uses() {
            let pair = (one.meaning.name(), column(one));
            match one.meaning {
                Meaning::Of(Field::Other) => self.plain.push(pair.1),
                _ if one.guessed => self.guessed.push(pair),
                _ => self.uses.push(pair),
            }
        }
        let used = |name: &&String| columns.uses().iter().any(|one| one.column == **name);
        self.unused = found.iter().filter(|name| !name.is_empty() && !used(name)).cloned().collect();
        self
    }
}

/// The name of a column, with the element that a mapping picked.
fn column(one: &Use) -> String {
    let mut picks = one.path.iter().filter_map(|step| match step {
        Step::Each => Some("*".to_owned()),
        Step::Item(n) => Some(n.to_string()),
        Step::Field(_) => None,
    });
    let pick = |segment: &str| if segment == "*" { picks.next() } else { None };
    let mut pick = pick;
    one.column
        .split('.')
        .map(|segment| pick(segment).unwrap_or_else(|| segment.to_owned()))
        .collect::<Vec<_>>()
        .join(".")
}

impl fmt::Display for Recognised {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.file, self.read_as)?;
        if let Some(format) = self.format {
            write!(f, ", columns of {format}")?;
        }
        let uses: Vec<String> =
            self.uses.iter().map(|(field, column)| format!("{field} <- {column}")).collect();
        if !uses.is_empty() {
            write!(f, "; {}", uses.join(", "))?;
        }
        let guessed: Vec<String> =
            self.guessed.iter().map(|(field, column)| format!("{field} <- {column}")).collect();
        if !guessed.is_empty() {
            write!(f, "; by their cells: {}", guessed.join(", "))?;
        }
        if !self.plain.is_empty() {
            write!(f, "; as plain text: {}", self.plain.join(", "))?;
        }
        if !self.unused.is_empty() {
            write!(f, "; not used: {}", self.unused.join(", "))?;
        }
        Ok(())
    }
}
