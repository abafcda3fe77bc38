//! What columns mean whose names say nothing, by what stands in them. It goes by form and by how columns stand to each other, never by
//! names that somebody is listed under: in most catalogs nobody is.

use std::collections::{BTreeMap, BTreeSet};

use nameplate::listing::Field;
use nameplate::text::country;
use nameplate::text::name::is_legal_form;

use super::meaning::Meaning;
use super::normal::{is_gap, key};
use super::sample::{Sample, Sampled};
use super::shape::{Form, form, pattern};

/// What the name of a column says about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// It means this.
    Known(Meaning),
    /// It says nothing that is wanted.
    Skipped,
    /// Nobody knows.
    Open,
}

/// What was made of a column by its cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Guess {
    /// It means this.
    Means(Meaning),
    /// Numbers, days, pictures: nothing that could be a name.
    Nothing,
}

/// What the columns of a sample mean whose roles are open, by their places. `wanted` tells whether a field may be guessed.
pub(super) fn guess(
    sample: &Sample,
    roles: &[Role],
    wanted: &dyn Fn(Meaning) -> bool,
) -> BTreeMap<usize, Guess> {
    let columns: Vec<Look<'_>> = sample.columns.iter().map(|column| Look::of(column, sample.rows)).collect();
    let mut guessing = Guessing { columns: &columns, roles, wanted, found: BTreeMap::new() };
    guessing.by_form();
    guessing.ids();
    guessing.paths();
    guessing.texts();
    guessing.brand();
    guessing.makers();
    guessing.models();
    guessing.found
}

/// A column as it looks.
struct Look<'s> {
    name: &'s str,
    cells: &'s [String],
    rows: usize,
    /// Cells that hold something.
    filled: usize,
    /// How many of them have each form.
    forms: BTreeMap<Form, usize>,
    distinct: usize,
    letters: usize,
    words: usize,
}

impl<'s> Look<'s> {
    fn of(column: &'s Sampled, rows: usize) -> Look<'s> {
        let mut look = Look {
            name: &column.name,
            cells: &column.cells,
            rows,
            filled: 0,
            forms: BTreeMap::new(),
            distinct: 0,
            letters: 0,
            words: 0,
        };
        let mut seen = BTreeSet::new();
        for cell in &column.cells {
            let form = form(cell);
            if form == Form::Empty {
                continue;
            }
            look.filled += 1;
            *look.forms.entry(form).or_default() += 1;
            look.letters += cell.chars().count();
            look.words += cell.split_whitespace().count();
            seen.insert(cell.to_lowercase());
        }
        look.distinct = seen.len();
        look
    }

    fn cell(&self, row: usize) -> &'s str {
        self.cells.get(row).map_or("", String::as_str)
    }

    fn filled_cells(&self) -> impl Iterator<Item = &'s str> {
        self.cells.iter().map(String::as_str).filter(|cell| form(cell) != Form::Empty)
    }

    /// Whether at least so many of a hundred cells are of one of these forms.
    fn mostly(&self, forms: &[Form], percent: usize) -> bool {
        let n: usize = forms.iter().filter_map(|form| self.forms.get(form)).sum();
        self.filled > 0 && n * 100 >= self.filled * percent
    }

    /// How many of a hundred filled cells are as asked.
    fn percent(&self, is: impl Fn(&str) -> bool) -> usize {
        self.filled_cells().filter(|cell| is(cell)).count() * 100 / self.filled.max(1)
    }

    /// Whether at least so many of a hundred rows have something.
    fn fills(&self, percent: usize) -> bool {
        self.filled > 0 && self.filled * 100 >= self.rows * percent
    }

    /// Whether values come again, as names of brands and shelves do. A few rows prove nothing.
    fn repeats(&self) -> bool {
        self.filled < 60 || self.distinct * 100 <= self.filled * 85
    }

    /// Whether the column is called by its place only: `3`, `c3`, `Column 3`, `Unnamed: 3`.
    fn is_nameless(&self) -> bool {
        let word = key(self.name);
        let word = word.trim_end_matches(|c: char| c.is_ascii_digit());
        word.chars().count() <= 1
            || ["col", "column", "field", "unnamed", "var", "spalte", "feld", "columna", "列"].contains(&word)
    }

    fn mean_letters(&self) -> usize {
        self.letters / self.filled.max(1)
    }

    /// Words of ten cells.
    fn tenfold_words(&self) -> usize {
        self.words * 10 / self.filled.max(1)
    }

    /// Few words a cell and not only codes.
    fn is_short(&self) -> bool {
        self.filled > 0
            && self.mean_letters() <= 40
            && self.tenfold_words() <= 50
            && !self.mostly(&[Form::Code], 60)
    }
}

struct Guessing<'g> {
    columns: &'g [Look<'g>],
    roles: &'g [Role],
    wanted: &'g dyn Fn(Meaning) -> bool,
    found: BTreeMap<usize, Guess>,
}

impl<'g> Guessing<'g> {
    /// Columns of which nothing is known yet, in their order, with how they look.
    fn open(&self) -> Vec<(usize, &'g Look<'g>)> {
        let open = |at: &usize| self.roles.get(*at) == Some(&Role::Open) && !self.found.contains_key(at);
        (0..self.columns.len()).filter(open).map(|at| (at, &self.columns[at])).collect()
    }

    /// Whether a meaning may be guessed: nothing has it by name, and the user has not said what does.
    fn lacks(&self, meaning: Meaning) -> bool {
        let known = self
            .roles
            .iter()
            .any(|role| matches!(role, Role::Known(known) if known.place() == meaning.place()));
        let guessed = self.found.values().any(|guess| *guess == Guess::Means(meaning));
        (self.wanted)(meaning) && !known && !guessed
    }

    fn means(&mut self, at: usize, meaning: Meaning) {
        self.found.insert(at, Guess::Means(meaning));
    }

    /// The columns that have a meaning, by name or by guess.
    fn having(&self, meaning: Meaning) -> impl Iterator<Item = &'g Look<'g>> {
        let by_name = move |at: &usize| self.roles.get(*at) == Some(&Role::Known(meaning));
        let by_guess = move |at: &usize| self.found.get(at) == Some(&Guess::Means(meaning));
        (0..self.columns.len()).filter(move |at| by_name(at) || by_guess(at)).map(|at| &self.columns[at])
    }

    /// What tells itself by how it is written.
    fn by_form(&mut self) {
        const SURE: usize = 80;
        for (at, look) in self.open() {
            // Meaning, and whether further columns of the same may be taken too.
            let meaning = if look.mostly(&[Form::Gtin], SURE) && look.distinct * 2 > look.filled {
                Meaning::Of(Field::Gtin)
            } else if look.mostly(&[Form::Mac], 60) {
                Meaning::Of(Field::Mac)
            } else if look.mostly(&[Form::Grant], SURE) {
                Meaning::Of(Field::FccId)
            } else if look.mostly(&[Form::Asin], SURE) && look.distinct == look.filled {
                Meaning::Id
            } else if look.mostly(&[Form::Url], SURE) {
                Meaning::Of(Field::Url)
            } else if look
                .mostly(&[Form::Asin, Form::Number, Form::Date, Form::Picture, Form::Mail, Form::Gtin], SURE)
            {
                // A number of its own for each row may be what rows are called by; that is looked at next.
                if !look.mostly(&[Form::Number], SURE) {
                    self.found.insert(at, Guess::Nothing);
                }
                continue;
            } else if look.fills(1) && look.percent(is_country) >= SURE {
                Meaning::Of(Field::Origin)
            } else {
                continue;
            };
            if self.lacks(meaning) {
                self.means(at, meaning);
            }
        }
    }

    /// The column that rows are called by: short, each value once, all of one series.
    fn ids(&mut self) {
        for (at, look) in self.open() {
            let series: BTreeSet<String> = look.filled_cells().take(200).map(pattern).collect();
            let is_number = look.mostly(&[Form::Number], 80);
            let own =
                look.fills(95) && look.distinct == look.filled && series.len() <= (look.rows / 8).clamp(1, 4);
            let counted = is_number
                && at == 0
                && look.filled_cells().all(|cell| cell.bytes().all(|b| b.is_ascii_digit()));
            if look.rows > 1 && own && (counted || look.mostly(&[Form::Code], 90)) && self.lacks(Meaning::Id)
            {
                self.means(at, Meaning::Id);
            } else if is_number {
                self.found.insert(at, Guess::Nothing);
            }
        }
    }

    /// Shelves: `Electronics > Cameras`.
    fn paths(&mut self) {
        for (at, look) in self.open() {
            let shelves = look.percent(is_shelf);
            if shelves >= 50 && look.repeats() && self.lacks(Meaning::Of(Field::Category)) {
                self.means(at, Meaning::Of(Field::Category));
            }
        }
    }

    /// The heading and the description: the longest texts. The heading stands in (nearly) all rows and is the shorter one.
    fn texts(&mut self) {
        let is_text = |look: &Look<'_>| {
            !look.mostly(&[Form::Code], 60) && look.distinct * 2 >= look.filled.min(200) && !looks_named(look)
        };
        let mut texts: Vec<(usize, &Look<'_>)> =
            self.open().into_iter().filter(|(_, look)| is_text(look)).collect();
        texts.retain(|(_, look)| look.tenfold_words() >= 25);
        if self.lacks(Meaning::Of(Field::Title)) && self.having(Meaning::Of(Field::Text)).next().is_none() {
            if texts.is_empty() {
                // Short headings: the most words of all.
                let open = self.open();
                let most = open
                    .iter()
                    .filter(|(_, look)| is_text(look) && look.fills(70))
                    .max_by_key(|(at, look)| (look.tenfold_words(), std::cmp::Reverse(*at)));
                texts.extend(most.filter(|(_, look)| look.tenfold_words() >= 15).copied());
            }
            let heading = texts
                .iter()
                .filter(|(_, look)| look.fills(70) && look.mean_letters() <= 250)
                .min_by_key(|(at, look)| (look.mean_letters() / 150, *at))
                .or_else(|| texts.iter().max_by_key(|(at, look)| (look.filled, std::cmp::Reverse(*at))));
            if let Some(&(at, _)) = heading {
                self.means(at, Meaning::Of(Field::Title));
                texts.retain(|(other, _)| *other != at);
            }
        }
        let wanted = self.lacks(Meaning::Of(Field::Text));
        for (at, look) in texts {
            if wanted && look.mean_letters() >= 40 {
                self.means(at, Meaning::Of(Field::Text));
            }
        }
    }

    /// The brand: short values that come again and open the headings.
    fn brand(&mut self) {
        let brand = Meaning::Of(Field::Brand);
        if !self.lacks(brand) {
            return;
        }
        let headings: Vec<&Look<'_>> =
            self.having(Meaning::Of(Field::Title)).chain(self.having(Meaning::Of(Field::Text))).collect();
        let candidates: Vec<(usize, &Look<'_>)> =
            self.open().into_iter().filter(|(_, look)| look.is_short() && look.repeats()).collect();
        let scored = candidates.iter().map(|&(at, look)| {
            let (opens, stands) = meets(look, &headings);
            let enough = (opens * 100 >= look.filled * 10 || stands * 100 >= look.filled * 40)
                && stands >= look.filled.min(3);
            (if enough { opens * 2 + stands } else { 0 }, std::cmp::Reverse(at))
        });
        let best = scored.max().filter(|(score, _)| *score > 0).map(|(_, at)| at.0);
        let named: Vec<usize> =
            candidates.iter().filter(|(_, look)| looks_like_names(look)).map(|(at, _)| *at).collect();
        // Where headings do not repeat it: the only column of short names there is, if its own name says nothing at all. A shelf or a
        // tag is called something.
        let only = || match named[..] {
            [only] if self.columns[only].is_nameless() => Some(only),
            _ => None,
        };
        if let Some(at) = best.or_else(only) {
            self.means(at, brand);
        }
    }

    /// Names of companies: the maker where each brand has its own, whoever else where they come and go.
    fn makers(&mut self) {
        let maker = Meaning::Of(Field::Manufacturer);
        let Some(brand) = self.having(Meaning::Of(Field::Brand)).next() else { return };
        let headings: Vec<&Look<'_>> = self.having(Meaning::Of(Field::Title)).collect();
        for (at, look) in self.open() {
            let companies = look.percent(is_company);
            let repeats_heading = headings.iter().any(|heading| {
                (0..look.rows).filter(|&row| look.cell(row) == heading.cell(row)).count() * 2 > look.rows
            });
            if repeats_heading || look.mean_letters() > 80 || look.filled < 2 || !self.lacks(maker) {
                continue;
            }
            let (mut pairs, mut like) = (BTreeMap::<String, BTreeMap<&str, usize>>::new(), 0);
            for row in 0..look.rows {
                let (name, firm) = (brand.cell(row), look.cell(row));
                if form(name) == Form::Empty || form(firm) == Form::Empty {
                    continue;
                }
                like += usize::from(key(firm).contains(&key(name)));
                *pairs.entry(key(name)).or_default().entry(firm).or_default() += 1;
            }
            let several = pairs.values().filter(|firms| firms.values().sum::<usize>() > 1);
            let (own, all) = several.fold((0, 0), |(own, all), firms| {
                (own + firms.values().max().unwrap_or(&0), all + firms.values().sum::<usize>())
            });
            let belongs = all > 0 && own * 100 >= all * 90 && pairs.len() > 1;
            if (companies >= 30 && belongs) || like * 100 >= look.filled * 40 {
                self.means(at, maker);
            }
        }
    }

    /// Models: letters and digits, hardly ever the same.
    fn models(&mut self) {
        let model = Meaning::Of(Field::Model);
        for (at, look) in self.open() {
            let codes =
                look.percent(|cell| form(cell) == Form::Code || cell.split_whitespace().any(holds_code));
            if codes >= 50
                && look.tenfold_words() <= 40
                && look.distinct * 2 >= look.filled.min(100)
                && self.lacks(model)
            {
                self.means(at, model);
            }
        }
    }
}

fn holds_code(word: &str) -> bool {
    form(word) == Form::Code
}

/// How many cells open the heading of their row, and in how many it stands anywhere.
fn meets(look: &Look<'_>, headings: &[&Look<'_>]) -> (usize, usize) {
    let (mut opens, mut stands) = (0, 0);
    for row in 0..look.rows {
        let cell = look.cell(row).to_lowercase();
        if form(&cell) == Form::Empty || cell.chars().count() < 2 {
            continue;
        }
        let whole = |heading: &&Look<'_>| {
            let text = heading.cell(row).to_lowercase();
            let found = text.match_indices(&cell).find(|(at, _)| {
                let before =
                    text[..*at].chars().next_back().is_none_or(|c| is_gap(c) || !c.is_alphanumeric());
                before && text[at + cell.len()..].chars().next().is_none_or(|c| !c.is_alphanumeric())
            });
            // A heading that is nothing but the cell says nothing of it.
            found.filter(|_| text.len() > cell.len()).map(|(at, _)| at)
        };
        let at = headings.iter().find_map(whole);
        opens += usize::from(at == Some(0));
        stands += usize::from(at.is_some());
    }
    (opens, stands)
}

/// Names as brands have them: a word or two that begin with a capital, or are written in letters without capitals.
fn looks_like_names(look: &Look<'_>) -> bool {
    let named = |cell: &str| {
        let words: Vec<&str> = cell.split_whitespace().collect();
        let capital = |word: &&str| {
            word.chars().next().is_some_and(|c| c.is_uppercase() || (c.is_alphabetic() && !c.is_lowercase()))
        };
        words.len() <= 2 && words.iter().all(capital) && !cell.contains(|c: char| c.is_ascii_digit())
    };
    look.fills(50) && look.percent(named) >= 80
}

/// Addresses and companies are several words too, but no headings.
fn looks_named(look: &Look<'_>) -> bool {
    look.percent(is_company) >= 50 || look.percent(is_address) >= 50
}

fn is_country(cell: &str) -> bool {
    // Codes of two letters are sizes and words as often.
    cell.chars().count() > 2 && !country::code(cell).is_empty()
}

fn is_shelf(cell: &str) -> bool {
    let marks = [" > ", ">", " | ", "|", " / ", " » ", " › "];
    // A bare stroke stands in models and sizes as well: shelves are words.
    let words =
        |part: &str| part.chars().any(char::is_alphabetic) && !part.contains(|c: char| c.is_ascii_digit());
    let strokes = || cell.contains('/') && cell.split('/').all(words) && cell.split_whitespace().count() <= 8;
    !cell.contains("://")
        && cell.chars().any(char::is_alphabetic)
        && (marks.iter().any(|mark| cell.contains(mark)) || strokes())
}

/// Whether a name ends in the form of a company.
fn is_company(cell: &str) -> bool {
    let last: Vec<String> = cell.split([' ', ',', '.']).map(key).filter(|word| !word.is_empty()).collect();
    let ends = last.iter().rev().take(3).any(|word| word.chars().count() > 1 && is_legal_form(word));
    ends || ["有限公司", "株式会社", "유한회사", "주식회사", "公司"].iter().any(|word| cell.contains(word))
}

/// A street or town with a number, in parts behind commas.
fn is_address(cell: &str) -> bool {
    let parts: Vec<&str> = cell.split(',').collect();
    parts.len() >= 3 && parts.last().is_some_and(|last| !country::code(last.trim()).is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is made of rows of cells, `|` between them, when nothing is known of the columns.
    fn guessed(rows: &[&str]) -> Vec<String> {
        let cells: Vec<Vec<&str>> = rows.iter().map(|row| row.split(';').collect()).collect();
        let names: Vec<String> = (1..=cells[0].len()).map(|n| n.to_string()).collect();
        let mut sample = Sample::new(&names);
        cells.iter().for_each(|row| sample.add(row.iter().copied()));
        let found = guess(&sample, &vec![Role::Open; names.len()], &|_| true);
        (0..names.len())
            .map(|at| match found.get(&at) {
                Some(Guess::Means(meaning)) => meaning.name().to_owned(),
                Some(Guess::Nothing) => "nothing".to_owned(),
                None => "-".to_owned(),
            })
            .collect()
    }

    #[test]
    fn columns_are_told_by_their_cells() {
        let rows = [
            "A-1001;Nordlicht outdoor camera, 4 MP;Nordlicht;NL-C400;4006381333931;Home > Cameras;Sweden;129.00;Nordlicht AB",
            "A-1002;Kestrel pan tilt camera white;Kestrel;KS20-PT;6941264083450;Home > Cameras;China;99.00;Kestrel Optics GmbH",
            "A-1003;Nordlicht doorbell with chime;Nordlicht;NL-D7B;;Home > Doorbells;Sweden;89.00;Nordlicht AB",
            "A-1004;Wall mount for Kestrel cameras;Kestrel;KS-WM11;036000291452;Home > Parts;China;9.50;Kestrel Optics GmbH",
        ];
        let wanted = "id title brand model gtin category origin nothing manufacturer";
        assert_eq!(guessed(&rows).join(" "), wanted);
    }

    #[test]
    fn short_lines_without_headings_are_told_too() {
        let rows = ["Nordlicht;NL-2CD2143;4MP dome;99", "Kestrel;IPC-W2831T;8MP bullet;150"];
        assert_eq!(guessed(&rows), ["brand", "model", "title", "nothing"]);
    }

    #[test]
    fn what_comes_and_goes_with_brands_is_no_maker() {
        let rows = [
            "Nordlicht camera one;Nordlicht;Shop One GmbH",
            "Nordlicht camera two;Nordlicht;Shop Two GmbH",
            "Kestrel camera three;Kestrel;Shop One GmbH",
            "Kestrel camera four;Kestrel;Shop Two GmbH",
        ];
        assert_eq!(guessed(&rows), ["title", "brand", "-"]);
    }
}
