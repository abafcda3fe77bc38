//! Scripts: a folded name cut into words, and each word of an alphabet written in Latin letters.
//!
//! `any_ascii` writes letters of all scripts in Latin ones, one letter at a time and without a context; what needs a
//! context (Han, Hangul, kana, the Arabic article) is read here and in `east_asian`.

use unicode_normalization::char::is_combining_mark;

use super::tables::{flag, tables};
use crate::text::fold::Folded;

/// A stretch of a name before it is known what it is.
#[derive(Clone, Debug)]
pub(crate) struct Piece {
    pub(crate) text: String,
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) flags: u16,
}

/// A stretch of one kind of script.
#[derive(Clone, Debug)]
pub(crate) enum Run {
    /// A word in Latin letters, whatever it was written in.
    Word(Piece),
    /// Han, Hangul or kana, as written; where it starts.
    EastAsian(String, usize),
}

/// Kinds of scripts that are read differently.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Script {
    /// Written letter by letter.
    Alphabet,
    /// Vowels are mostly left out.
    Abjad,
    /// A syllable or a word a character.
    EastAsian,
    /// Between words.
    Gap,
    /// Belongs to whatever it stands in.
    Mark,
}

fn kind(c: char) -> Script {
    if c.is_ascii() {
        return match c {
            '0'..='9' | 'a'..='z' | 'A'..='Z' => Script::Alphabet,
            '\'' => Script::Mark,
            _ => Script::Gap,
        };
    }
    match u32::from(c) {
        0x0590..=0x08FF | 0xFB1D..=0xFDFF | 0xFE70..=0xFEFC if c.is_alphanumeric() => Script::Abjad,
        0x3005..=0x3007
        | 0x3040..=0x30FF
        | 0x3400..=0x4DBF
        | 0x4E00..=0x9FFF
        | 0xAC00..=0xD7AF
        | 0xF900..=0xFAFF
        | 0x20000..=0x323AF => Script::EastAsian,
        _ if c.is_alphanumeric() => Script::Alphabet,
        _ if c == '´' || is_combining_mark(c) => Script::Mark,
        _ => Script::Gap,
    }
}

/// The runs of a folded name, in order.
pub(crate) fn runs(folded: &Folded) -> Vec<Run> {
    let text = folded.as_str();
    let mut runs = Runs { text, found: Vec::new() };
    let (mut start, mut open) = (0, Script::Gap);
    for (at, c) in text.char_indices() {
        let here = match kind(c) {
            // An apostrophe or an accent continues a word and begins none.
            Script::Mark => open,
            here => here,
        };
        if here != open {
            runs.close(start, at, open);
            (start, open) = (at, here);
        }
    }
    runs.close(start, text.len(), open);
    runs.found
}

/// The runs of a text that were found so far.
struct Runs<'t> {
    text: &'t str,
    found: Vec<Run>,
}

impl Runs<'_> {
    fn close(&mut self, start: usize, end: usize, kind: Script) {
        let run = &self.text[start..end];
        let piece = |text, flags| Piece { text, start, end, flags };
        match kind {
            Script::EastAsian => self.found.push(Run::EastAsian(run.to_owned(), start)),
            Script::Alphabet => self.word(piece(latin(run), 0)),
            Script::Abjad => {
                // The Arabic article stands in front of the word without a space.
                let rest = run.strip_prefix("ال").filter(|rest| rest.chars().count() > 1).unwrap_or(run);
                let known = [run, rest].into_iter().find_map(|text| tables().abjad.get(bare(text).as_str()));
                self.word(match known {
                    Some(known) => piece((*known).to_owned(), 0),
                    None => piece(latin(rest), flag::NO_VOWELS),
                });
            }
            Script::Gap | Script::Mark => {}
        }
    }

    fn word(&mut self, piece: Piece) {
        if !piece.text.is_empty() {
            self.found.push(Run::Word(piece));
        }
    }
}

/// A text without the marks that some write and most leave out.
fn bare(text: &str) -> String {
    text.chars().filter(|c| !is_combining_mark(*c) && *c != '\u{640}').collect()
}

/// A text in the Latin letters a-z and digits; what has no letter is left out.
pub(crate) fn latin(text: &str) -> String {
    if text.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return text.to_ascii_lowercase();
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii() {
            out.push(c);
        } else {
            out.push_str(any_ascii::any_ascii_char(c));
        }
    }
    out.retain(|c| c.is_ascii_alphanumeric());
    out.make_ascii_lowercase();
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        runs(&Folded::new(text))
            .into_iter()
            .map(|run| match run {
                Run::Word(piece) => piece.text,
                Run::EastAsian(text, _) => text,
            })
            .collect()
    }

    #[test]
    fn alphabets_are_written_in_latin_letters() {
        assert_eq!(read("Владимир Путин"), ["vladimir", "putin"]);
        assert_eq!(read("Νικόλαος"), ["nikolaos"]);
        assert_eq!(read("زقزوق الزعبلاوي"), ["zqzwq", "zblwy"]);
        assert_eq!(read("สมชาย"), ["smchay"]);
    }

    #[test]
    fn scripts_are_parted() {
        assert_eq!(read("HIK视频LTD"), ["hik", "视频", "ltd"]);
        assert_eq!(read("People's \u{1F600} Army"), ["peoples", "army"]);
    }
}
