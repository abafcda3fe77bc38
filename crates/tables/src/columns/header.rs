//! Whether the first row of a table names its columns or is a row like the others.

use super::mapping::Mapping;
use super::meaning::Table;
use super::shape::{Form, form, is_gtin, pattern};

/// How a user says whether the first row names the columns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Header {
    /// Found out by looking at the rows.
    #[default]
    Detect,
    /// It does.
    Present,
    /// It does not: columns are called by their places, from 1.
    Absent,
}

/// How the columns of a table are named, as far as the user says.
#[derive(Clone, Copy)]
pub struct Naming<'m> {
    /// What the user says that columns mean.
    pub mapping: &'m Mapping,
    /// What its rows are.
    pub table: Table,
    /// Whether the first row names the columns.
    pub header: Header,
}

/// Longer cells are no names.
const LONGEST_NAME: usize = 60;

/// Whether that row is one of the rows and names nothing; `known` of its cells have a meaning as names, `rest` are the rows below it.
pub fn is_row(first: &[String], rest: &[Vec<String>], known: usize) -> bool {
    let filled: Vec<&String> = first.iter().filter(|cell| !cell.trim().is_empty()).collect();
    if known >= 2 || filled.is_empty() {
        return false;
    }
    // A word that is known may stand in a row; a price, a barcode, an address cannot be a name.
    let (mut data, mut names) = (0, 2 * known);
    for (at, cell) in first.iter().enumerate() {
        let cells: Vec<&String> =
            rest.iter().filter_map(|row| row.get(at)).filter(|cell| form(cell) != Form::Empty).collect();
        let below: Vec<Form> = cells.iter().map(|cell| form(cell)).collect();
        let (one, same) = (form(cell), |wanted: Form| below.iter().filter(|form| **form == wanted).count());
        let most = |wanted: Form| same(wanted) * 2 > below.len();
        // Letters and digits in the very places in which they stand below.
        let series = one.is_data() && cells.len() > 2 && {
            let own = pattern(cell);
            cells.iter().filter(|other| pattern(other) == own).count() * 10 >= cells.len() * 8
        };
        let sure = series
            || matches!(one, Form::Url | Form::Picture | Form::Mail | Form::Long | Form::Grant)
            || (matches!(one, Form::Mac | Form::Gtin) && (is_gtin(cell) || cell.len() > 7));
        if sure || (one.is_data() && (below.is_empty() || most(one))) || cell.chars().count() > LONGEST_NAME {
            data += if sure { 3 } else { 1 };
        } else if one == Form::Words
            && below.len() > 1
            && below.iter().filter(|form| form.is_data()).count() * 3 > below.len() * 2
        {
            // Words above numbers, codes, addresses.
            names += 1;
        } else if one == Form::Words && rest.iter().filter_map(|row| row.get(at)).any(|other| other == cell) {
            // A name stands once; a brand, a shelf, a country come again.
            data += 1;
        }
    }
    // Each cell filled and none twice, above rows with gaps: how names stand.
    let gaps = rest.iter().filter(|row| row.iter().any(|cell| cell.trim().is_empty())).count();
    let full = filled.len() == first.len() && filled.len() > 1;
    let mut sorted = filled.clone();
    sorted.sort();
    sorted.dedup();
    if full && sorted.len() == filled.len() && gaps * 2 > rest.len() {
        names += 1;
    }
    if is_numbered(&filled) {
        return false;
    }
    data > names
}

/// Names of columns as they are used: without what cannot be seen, one that is empty called by its place, empty ones at the end left out.
pub fn tidy(names: Vec<String>) -> Vec<String> {
    let mut names: Vec<String> = names.iter().map(|name| name.trim().replace('\0', "")).collect();
    while names.len() > 1 && names.last().is_some_and(String::is_empty) {
        names.pop();
    }
    let several = names.len() > 1;
    for (at, name) in names.iter_mut().enumerate().filter(|(_, name)| several && name.is_empty()) {
        *name = (at + 1).to_string();
    }
    names
}

/// What is said of a table without a header.
pub fn without_header(columns: usize) -> String {
    format!(", no header row: columns are called by their places, 1 to {columns}")
}

/// `c1`, `c2`, `c3`: one word with running numbers.
fn is_numbered(cells: &[&String]) -> bool {
    let split = |cell: &str| {
        let word = cell.trim_end_matches(|c: char| c.is_ascii_digit()).to_owned();
        let number = cell[word.len()..].parse::<u32>().ok();
        number.map(|number| (word, number))
    };
    let split: Option<Vec<(String, u32)>> = cells.iter().map(|cell| split(cell.trim())).collect();
    split.is_some_and(|all| {
        all.len() > 1
            && all.windows(2).all(|pair| pair[0].0 == pair[1].0 && pair[0].1 + 1 == pair[1].1)
            && !all[0].0.is_empty()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(text: &str) -> Vec<String> {
        text.split(';').map(str::to_owned).collect()
    }

    fn says(rows: &[&str], known: usize) -> bool {
        let rows: Vec<Vec<String>> = rows.iter().map(|text| row(text)).collect();
        is_row(&rows[0], &rows[1..], known)
    }

    #[test]
    fn a_row_among_rows_is_one() {
        assert!(says(&["Kestrel;DS-2CD2143G2-I;4MP dome;99", "Nordlicht;IPC-HFW2831T-ZS;8MP bullet;150"], 0));
        assert!(says(&["Camera;4006381333931", "Doorbell;036000291452"], 1));
        assert!(says(&["Kestrel;Camera", "Nordlicht;Doorbell", "Kestrel;Chime"], 0));
        assert!(says(&["1;https://shop.example/a;x", "2;https://shop.example/b;y"], 0));
    }

    #[test]
    fn names_of_columns_are_none() {
        assert!(!says(&["title;brand", "a;b"], 2));
        assert!(!says(&["foo;bar", "1;2", "3;4"], 0));
        assert!(!says(&["c1;c2;c3", "SKU10001;Camera;", "SKU10002;;"], 0));
        assert!(!says(&["xa;xb", "Camera;Kestrel", "Doorbell;Nordlicht"], 0));
        assert!(!says(&["title"], 1));
        assert!(!says(&["", "x"], 0));
    }
}
