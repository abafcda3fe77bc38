//! The normal form of a name: folded, words parted by one space, legal form taken off the end.
//!
//! Two spellings of one registered name meet in it ("Co. Ltd.", "Co., Ltd", "CO LTD"); two names do not.

use std::sync::LazyLock;

use super::fold::Folded;
use super::is_word;
use crate::quick::QuickSet;

/// Words that the normal form leaves out, and what catalogs write for no brand: out of `data/legal_forms.tsv` and
/// `data/shop_words.tsv`, whose heads say what each kind of them is.
#[derive(Default)]
struct Tables {
    legal_words: QuickSet<&'static str>,
    legal_endings: Vec<&'static str>,
    around: QuickSet<&'static str>,
    around_endings: Vec<&'static str>,
    no_brand: QuickSet<&'static str>,
    beside: QuickSet<&'static str>,
    shout: QuickSet<&'static str>,
}

static TABLES: LazyLock<Tables> = LazyLock::new(|| {
    let mut tables = Tables::default();
    for (kind, words) in rows(include_str!("../../data/legal_forms.tsv")) {
        match kind {
            "key_word" => tables.legal_words.extend(words.split(';')),
            "key_ending" => tables.legal_endings.extend(words.split(';')),
            _ => {}
        }
    }
    for (kind, word) in rows(include_str!("../../data/shop_words.tsv")) {
        match kind {
            "around" | "around_key" => {
                tables.around.insert(word);
            }
            "ending" => tables.around_endings.push(word),
            "no_brand" => {
                tables.no_brand.insert(word);
            }
            _ => {}
        }
    }
    for (kind, word) in rows(include_str!("../../data/field_words.tsv")) {
        let words = if kind == "shout" { &mut tables.shout } else { &mut tables.beside };
        words.insert(word);
    }
    tables
});

/// Rows of a table of two columns; remarks are left out.
pub(crate) fn rows(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    table.lines().filter(|line| !line.starts_with("# ")).filter_map(|line| line.split_once('\t'))
}

/// The normal form of a name. Empty only where the text has no letter or digit. The normal form of a normal form is itself.
pub fn name_key(text: &str) -> String {
    let mut key = key_once(text);
    // What a legal form leaves behind may end in another one. Each round is shorter, or the last.
    loop {
        let again = key_once(&key);
        if again.len() >= key.len() {
            return key;
        }
        key = again;
    }
}

/// The normal form of a folded text.
pub(crate) fn key_of_folded(folded: &str) -> String {
    if folded.is_ascii() { ascii_key(folded) } else { name_key(folded) }
}

/// The same where a text is ASCII: folding leaves its words alone, and no legal form is written to the end of one.
fn ascii_key(folded: &str) -> String {
    joined(words(folded), folded.len())
}

/// Words of ASCII, one space apart, without the legal forms that they end on. `room`: how long that may become.
fn joined<'w>(words: impl Iterator<Item = &'w str>, room: usize) -> String {
    let mut joined = String::with_capacity(room);
    for word in words {
        if !joined.is_empty() {
            joined.push(' ');
        }
        joined.push_str(word);
    }
    while let Some((rest, last)) = joined.rsplit_once(' ')
        && TABLES.legal_words.contains(last)
    {
        joined.truncate(rest.len());
    }
    joined
}

fn key_once(text: &str) -> String {
    let folded = Folded::new(text);
    let words: Vec<String> = words(folded.as_str()).map(str::to_owned).collect();
    strip_legal_form(&words).join(" ")
}

/// The words of a folded text.
pub fn words(folded: &str) -> impl Iterator<Item = &str> {
    // Some names live by their signs: G&G, Face++.
    folded.split(|c: char| !is_word(c) && !matches!(c, '&' | '+')).filter(|w| w.chars().any(is_word))
}

/// Takes legal forms off the end, but never the whole name.
pub fn strip_legal_form(words: &[String]) -> Vec<String> {
    let mut kept = words.to_vec();
    while kept.len() > 1 && kept.last().is_some_and(|w| TABLES.legal_words.contains(w.as_str())) {
        kept.pop();
    }
    if let Some(last) = kept.last_mut() {
        let ending = TABLES.legal_endings.iter().find(|e| last.ends_with(**e) && last.len() > e.len());
        last.truncate(last.len() - ending.map_or(0, |e| e.len()));
    }
    kept
}

/// Whether a folded word is a legal form.
pub fn is_legal_form(word: &str) -> bool {
    TABLES.legal_words.contains(word)
}

/// Whether a folded word beside a name says nothing of whose name it is: what firms of every kind are called, the state of goods.
pub fn is_beside_a_name(word: &str) -> bool {
    TABLES.beside.contains(word)
}

/// Whether a folded text before a name is only what shops put there: brackets with anything in them, shop words, words for the
/// state of the goods, shouts ("hot sale"), a year.
pub(crate) fn is_preamble(text: &str) -> bool {
    let mut depth = 0u32;
    let outside: String = text
        .chars()
        .filter(|&c| {
            depth += u32::from(matches!(c, '[' | '(' | '【' | '（' | '「'));
            let inside = depth > 0;
            if matches!(c, ']' | ')' | '】' | '）' | '」') {
                depth = depth.saturating_sub(1);
            }
            !inside
        })
        .collect();
    let said = |word: &str| {
        TABLES.shout.contains(word)
            || TABLES.around.contains(word)
            || TABLES.beside.contains(word)
            || (word.len() == 4 && word.starts_with("20") && word.bytes().all(|b| b.is_ascii_digit()))
    };
    depth == 0 && words(&outside).all(said)
}

/// What is left of a field once the words around a name are taken off; empty if nothing is.
pub fn without_noise(key: &str) -> String {
    if key.is_ascii() {
        // None of the endings is ASCII.
        return joined(words(key).filter(|word| !TABLES.around.contains(word)), key.len());
    }
    let mut kept: Vec<String> =
        words(key).filter(|w| !TABLES.around.contains(w)).map(str::to_owned).collect();
    if let Some(last) = kept.last_mut() {
        let ending = TABLES.around_endings.iter().find(|e| last.ends_with(**e) && last.len() > e.len());
        last.truncate(last.len() - ending.map_or(0, |e| e.len()));
    }
    strip_legal_form(&kept).join(" ")
}

/// What catalogs write into a brand field when there is no brand. Takes a normal form ([`name_key`]).
pub fn is_no_brand(key: &str) -> bool {
    key.is_empty() || TABLES.no_brand.contains(key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn spellings_of_one_name_meet() {
        for text in [
            "Zhejiang Dahua Technology Co., Ltd.",
            "ZHEJIANG DAHUA TECHNOLOGY CO LTD",
            "Zhejiang  Dahua Technology Co.,Ltd",
        ] {
            assert_eq!(name_key(text), "zhejiang dahua technology");
        }
        assert_eq!(name_key("浙江大华技术股份有限公司"), "浙江大华技术");
        assert_eq!(name_key("TP-LINK"), "tp link");
        assert_eq!(name_key("G&G"), "g&g");
    }

    #[test]
    fn different_names_stay_apart() {
        assert_ne!(name_key("Dahua Electronics Corporation"), name_key("Dahua Technology Co., Ltd."));
        assert_eq!(name_key("Limited"), "limited");
    }

    #[test]
    fn noise_is_taken_off_fields() {
        assert_eq!(without_noise(&name_key("Visit the HIKVISION Store")), "hikvision");
        assert_eq!(without_noise(&name_key("HIKVISION Official")), "hikvision");
        assert_eq!(without_noise(&name_key("by Hikvision (China)")), "hikvision");
        assert_eq!(without_noise(&name_key("海康威视官方旗舰店")), "海康威视");
        assert_eq!(without_noise(&name_key("The Official Store")), "");
    }

    #[test]
    fn no_brand_is_no_brand() {
        for text in ["Generic", "N/A", "unbranded", "", "Does not apply", "Genérico"] {
            assert!(is_no_brand(&name_key(text)), "{text}");
        }
        assert!(!is_no_brand(&name_key("Axis")));
    }

    #[test]
    fn no_legal_form_is_written_to_the_end_of_a_word_of_ascii() {
        let endings = TABLES.legal_endings.iter().chain(&TABLES.around_endings);
        endings.for_each(|ending| assert!(!ending.is_ascii(), "{ending}"));
    }

    proptest! {
        #[test]
        fn a_folded_text_has_the_key_of_the_text(
            text in "[a-zé ./&+'海]{0,12}( co| ltd|,inc|公司){0,3}[ <&;a-z]{0,4}"
        ) {
            let folded = Folded::new(&text);
            prop_assert_eq!(key_of_folded(folded.as_str()), name_key(&text));
        }

        #[test]
        fn is_idempotent_and_never_panics(text in ".{0,60}") {
            let key = name_key(&text);
            prop_assert_eq!(name_key(&key), key);
        }

        #[test]
        fn legal_forms_behind_legal_forms_are_taken_off_at_once(
            text in "(海康|A|xҺ|co)( |)(公司|集团|有限公司|株式会社|co|ltd|inc| ){0,6}"
        ) {
            let key = name_key(&text);
            prop_assert_eq!(name_key(&key), key);
        }
    }
}
