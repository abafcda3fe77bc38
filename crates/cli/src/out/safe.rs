//! Text of strangers on a terminal. A catalog can hold anything: escape sequences that rewrite the screen, marks that turn
//! the direction of writing, letters that nobody sees. All of it is printed as what it is, `\u{1b}`.

use nameplate::text::unseen::is_unseen;

/// The text with everything that is no visible letter, digit, sign or space written out.
pub(crate) fn shown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if is_unseen(c) { out.extend(c.escape_unicode()) } else { out.push(c) }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_rewrites_a_screen_is_written_out() {
        assert_eq!(shown("a\u{1b}[2Jb"), "a\\u{1b}[2Jb");
        assert_eq!(shown("one\r\ntwo\ttabs\u{7}"), "one\\u{d}\\u{a}two\\u{9}tabs\\u{7}");
        assert_eq!(shown("\u{9b}31m"), "\\u{9b}31m");
    }

    #[test]
    fn what_turns_or_hides_text_is_written_out() {
        assert_eq!(shown("user\u{202e}gpj.exe"), "user\\u{202e}gpj.exe");
        assert_eq!(shown("Hik\u{200b}vision\u{feff}"), "Hik\\u{200b}vision\\u{feff}");
        assert_eq!(shown("\u{2066}x\u{2069}\u{e0041}"), "\\u{2066}x\\u{2069}\\u{e0041}");
    }

    #[test]
    fn ordinary_text_of_any_script_stays() {
        for text in ["Überwachungskamera – 4 MP", "海康威视 半球", "Эзвиз", "كاميرا", "日本語 ｶﾒﾗ", "🎥 cam"]
        {
            assert_eq!(shown(text), text);
        }
    }
}
