//! Han, Hangul and kana: which words a run holds, and how it reads.
//!
//! A company's name is cut by a table of the words that such names are made of (科技 Technology, 杭州 Hangzhou, 有限公司 Co.,
//! Ltd.); what is left is the firm's own name and reads as pinyin. A person's name is a surname and a given name, whose
//! reading depends on whose language it is: all that tables allow are tried.

use super::script::{Piece, Run, latin};
use super::tables::{EastAsian, flag, tables};

/// How a run is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Romanised {
    /// As words of a company's name, the rest in pinyin (Han), Revised Romanisation (Hangul), Hepburn (kana).
    Words,
    /// As a person's surname and given name, in pinyin or Revised Romanisation.
    Person,
    /// As a person's name in Sino-Korean.
    Korean,
    /// As a person's name in Japanese.
    Japanese,
}

impl Romanised {
    /// All, the plainest first.
    pub(crate) const ALL: [Romanised; 4] =
        [Romanised::Words, Romanised::Person, Romanised::Korean, Romanised::Japanese];
}

/// The words of all runs in one reading; `None` where the reading does not apply. Only runs of East Asian scripts are read in several
/// ways: others are taken out by the first.
pub(crate) fn read(runs: &mut Vec<Run>, reading: Romanised) -> Option<Vec<Piece>> {
    let count = runs.iter().filter(|run| matches!(run, Run::EastAsian(..))).count();
    if count == 0 {
        let word = |run| match run {
            Run::Word(piece) => Some(piece),
            Run::EastAsian(..) => None,
        };
        return (reading == Romanised::Words).then(|| runs.drain(..).filter_map(word).collect());
    }
    let mut pieces = Vec::with_capacity(runs.len());
    let mut applies = reading == Romanised::Words;
    let alone = count == 1;
    for run in runs {
        match run {
            Run::Word(piece) => pieces.push(piece.clone()),
            Run::EastAsian(text, start) => match person(text, *start, reading, alone) {
                Some(name) if reading != Romanised::Words => {
                    applies = true;
                    pieces.extend(name);
                }
                _ => words(text, *start, &mut pieces),
            },
        }
    }
    applies.then_some(pieces)
}

fn piece(text: impl Into<String>, start: usize, end: usize, flags: u16) -> Piece {
    Piece { text: text.into(), start, end, flags }
}

/// Cuts a run by the table, the longest words first.
fn words(text: &str, start: usize, pieces: &mut Vec<Piece>) {
    let mut rest = text;
    let mut own = 0;
    while !rest.is_empty() {
        let at = text.len() - rest.len();
        let Some((word, latin, class)) = known(rest) else {
            rest = &rest[rest.chars().next().map_or(rest.len(), char::len_utf8)..];
            continue;
        };
        syllables(&text[own..at], start + own, pieces);
        let (from, to) = (start + at, start + at + word.len());
        let flags = match class {
            EastAsian::Legal => flag::LEGAL,
            EastAsian::Place => flag::PLACE,
            EastAsian::Word => 0,
        };
        if class == EastAsian::Place {
            pieces.push(piece(latin.replace(' ', ""), from, to, flags));
        } else {
            let parts = latin.split(' ').filter(|part| !part.is_empty());
            pieces.extend(parts.map(|part| piece(part, from, to, flags)));
        }
        rest = &rest[word.len()..];
        own = at + word.len();
    }
    syllables(&text[own..], start + own, pieces);
}

/// The longest word of the table that a text begins with.
fn known(text: &str) -> Option<(&str, &'static str, EastAsian)> {
    let tables = tables();
    let ends: Vec<usize> = ends(text).take(tables.longest_han).collect();
    ends.into_iter().rev().find_map(|end| {
        let (latin, class) = tables.han.get(&text[..end])?;
        Some((&text[..end], *latin, *class))
    })
}

/// Where the characters of a text end.
fn ends(text: &str) -> impl Iterator<Item = usize> {
    text.char_indices().map(|(at, c)| at + c.len_utf8())
}

/// What no table knows is one word of its syllables: the firm's own name.
fn syllables(text: &str, start: usize, pieces: &mut Vec<Piece>) {
    let reading = romanised(text);
    if !reading.is_empty() {
        pieces.push(piece(reading, start, start + text.len(), 0));
    }
}

/// Pinyin, with the readings that characters have in certain words; Revised Romanisation; Hepburn.
fn romanised(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let ends: Vec<usize> = ends(rest).take(4).collect();
        let word = ends.into_iter().rev().find(|&end| tables().readings.contains_key(&rest[..end]));
        let end = word.unwrap_or(c.len_utf8());
        match tables().readings.get(&rest[..end]) {
            Some(reading) => out.push_str(reading),
            None => out.push_str(&latin(&rest[..end])),
        }
        rest = &rest[end..];
    }
    out
}

/// A run as a person's name; or, where it does not stand alone, as a surname or a given name.
fn person(text: &str, start: usize, reading: Romanised, alone: bool) -> Option<Vec<Piece>> {
    let count = text.chars().count();
    if !alone {
        return part_of_person(text, reading).map(|latin| vec![piece(latin, start, start + text.len(), 0)]);
    }
    if !(2..=6).contains(&count) {
        return None;
    }
    // Where the surname begins, where it meets the given name, where that ends.
    let at = |end: usize| [start, start + end, start + text.len()];
    match reading {
        Romanised::Words => None,
        Romanised::Person => {
            let tables = tables();
            let (end, surname) =
                ends(text).take(2).collect::<Vec<_>>().into_iter().rev().find_map(|end| {
                    let surname = &text[..end];
                    let reading = tables.han_surnames.get(surname).or(tables.hangul_surnames.get(surname))?;
                    (count <= 4 && end < text.len()).then_some((end, *reading))
                })?;
            Some(two([surname.to_owned(), romanised(&text[end..])], at(end)))
        }
        Romanised::Korean => {
            let readings = korean(text).filter(|_| count <= 4)?;
            let end = ends(text).next()?;
            Some(two([readings[0].to_owned(), readings[1..].concat()], at(end)))
        }
        Romanised::Japanese => {
            let tables = tables();
            let end = ends(text).find(|&end| {
                tables.kanji_surnames.contains_key(&text[..end])
                    && tables.kanji_given.contains_key(&text[end..])
            })?;
            let (surname, given) = (tables.kanji_surnames[&text[..end]], tables.kanji_given[&text[end..]]);
            Some(two([surname.to_owned(), given.to_owned()], at(end)))
        }
    }
}

/// Readings of Han characters in Sino-Korean.
fn korean(text: &str) -> Option<Vec<&'static str>> {
    text.char_indices().map(|(at, c)| tables().hanja.get(&text[at..at + c.len_utf8()]).copied()).collect()
}

/// A surname or a given name by itself, as one word.
fn part_of_person(text: &str, reading: Romanised) -> Option<String> {
    let tables = tables();
    let surname = || tables.han_surnames.get(text).or(tables.hangul_surnames.get(text)).copied();
    match reading {
        Romanised::Words => None,
        Romanised::Person => Some(surname().map_or_else(|| romanised(text), str::to_owned)),
        Romanised::Korean => korean(text).map(|readings| readings.concat()),
        Romanised::Japanese => {
            tables.kanji_surnames.get(text).or(tables.kanji_given.get(text)).map(|name| (*name).to_owned())
        }
    }
}

/// Surname and given name, with where they begin, meet and end.
fn two([surname, given]: [String; 2], [start, middle, end]: [usize; 3]) -> Vec<Piece> {
    vec![piece(surname, start, middle, 0), piece(given, middle, end, 0)]
}

#[cfg(test)]
mod tests {
    use super::super::token::Name;

    fn forms(text: &str) -> Vec<String> {
        let join = |form: &super::super::token::Form| {
            form.tokens.iter().map(|token| token.text.clone()).collect::<Vec<_>>().join(" ")
        };
        Name::new(text).forms.iter().map(join).collect()
    }

    #[test]
    fn a_company_is_cut_into_its_words() {
        assert_eq!(
            forms("杭州海康威视数字技术股份有限公司")[0],
            "hangzhou haikangweishi digital technology co ltd"
        );
        assert_eq!(forms("广州海格通信集团股份有限公司")[0], "guangzhou haige communications group co ltd");
        assert_eq!(forms("重庆长城银行")[0], "chongqing changcheng bank");
    }

    #[test]
    fn a_person_is_read_in_each_language_that_fits() {
        assert!(forms("习近平").contains(&"xi jinping".to_owned()));
        assert!(forms("金正恩").contains(&"kim jeongeun".to_owned()));
        assert!(forms("山田太郎").contains(&"yamada taro".to_owned()));
        assert!(forms("박지성").contains(&"park jiseong".to_owned()));
    }
}
