//! Text: folding with a way back to the original bytes, and the normal form of names.

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
    c.is_alphanumeric()
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
