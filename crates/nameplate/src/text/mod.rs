//! Text: folding with a way back to the original bytes, and the normal form of names.

use std::sync::atomic::{AtomicU64, Ordering};

pub mod country;
mod markup;
pub mod fold;
pub mod name;
pub mod unseen;

/// A text as one line that looks like what it is: unseen characters are taken out, blanks between words are one.
pub fn plain_line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c == ' ' || c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') {
            if !out.ends_with(' ') {
                out.push(' ');
            }
        } else if !unseen::is_unseen(c) {
            out.push(c);
        }
    }
    out.trim().to_owned()
}

/// A number with its thousands set apart: `1,234,567`.
pub fn with_commas(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// Whether a character belongs to a word: letters, digits and marks of any script.
pub(crate) fn is_word(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphanumeric() } else { is_known_as_word(c) }
}

/// The same beyond ASCII, where the standard library goes through long tables: what it says of a sign is remembered, for all that
/// people write and draw.
fn is_known_as_word(c: char) -> bool {
    const REMEMBERED: usize = 0x2_0000;
    const SIGNS_OF_A_WORD: usize = 32;
    /// Two bits a sign: 1 for no, 2 for yes.
    static KNOWN: [AtomicU64; REMEMBERED / SIGNS_OF_A_WORD] =
        [const { AtomicU64::new(0) }; REMEMBERED / SIGNS_OF_A_WORD];
    let (at, shift) = (c as usize / SIGNS_OF_A_WORD, c as usize % SIGNS_OF_A_WORD * 2);
    let Some(signs) = KNOWN.get(at) else { return c.is_alphanumeric() };
    match signs.load(Ordering::Relaxed) >> shift & 3 {
        0 => {
            let word = c.is_alphanumeric();
            signs.fetch_or((1 + u64::from(word)) << shift, Ordering::Relaxed);
            word
        }
        known => known == 2,
    }
}

/// Scripts that write without spaces between words: there a name may stand inside a run of letters.
pub(crate) fn is_unspaced(c: char) -> bool {
    matches!(u32::from(c),
        0x2E80..=0x2FDF      // radicals
        | 0x3040..=0x30FF    // kana
        | 0x3400..=0x4DBF    // Han, extension A
        | 0x4E00..=0x9FFF    // Han
        | 0xAC00..=0xD7AF    // Hangul: particles follow a name without a space
        | 0xF900..=0xFAFF    // Han, compatibility
        | 0x0E00..=0x0E7F    // Thai
        | 0x20000..=0x323AF) // Han, further extensions
}

/// Whether a name that ends (or begins) with `inner` may stand next to `outer`.
///
/// `imou` is no mention in "Omnimount", but 海康威视 is one in 海康威视摄像头.
pub(crate) fn is_boundary(inner: Option<char>, outer: Option<char>) -> bool {
    match (inner, outer) {
        (_, None) | (None, _) => true,
        (Some(inner), Some(outer)) => !is_word(outer) || is_unspaced(inner) || is_unspaced(outer),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_of_words_are_those_of_the_standard() {
        for _ in 0..2 {
            assert!(('\0'..=char::MAX).all(|c| is_word(c) == c.is_alphanumeric()));
        }
    }
}
