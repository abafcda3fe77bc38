//! Countries as authorities and catalogs write them, by their ISO 3166-1 alpha-2 code, so that "China", "CN", "CHN", "中国" and
//! "People's Republic of China" are one. One table: ISO 3166-1 itself, and `data/countries.tsv`.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::fold::Folded;
use super::is_unspaced;
use super::name::{rows, words};

/// Names, and codes of two and three letters, each with the country.
struct Countries {
    names: HashMap<String, &'static str>,
    codes: HashMap<String, &'static str>,
}

static COUNTRIES: LazyLock<Countries> = LazyLock::new(|| {
    let (mut names, mut codes) = (HashMap::new(), HashMap::new());
    for country in rust_iso3166::ALL {
        names.insert(plain(country.name), country.alpha2);
        // "Venezuela (Bolivarian Republic of)" is "Venezuela"; two Koreas and two Congos are told apart by their bracket.
        if let Some((short, _)) = country.name.split_once(" (")
            && !matches!(short, "Korea" | "Congo" | "Virgin Islands" | "Saint Martin" | "Sint Maarten")
        {
            names.insert(plain(short), country.alpha2);
        }
        codes.insert(country.alpha2.to_ascii_lowercase(), country.alpha2);
        codes.insert(country.alpha3.to_ascii_lowercase(), country.alpha2);
    }
    for (code, others) in rows(include_str!("../../data/countries.tsv")) {
        names.extend(others.split(';').map(|name| (name.to_owned(), code)));
    }
    Countries { names, codes }
});

/// The ISO 3166-1 alpha-2 code of a country; empty where it is none that is known.
pub fn code(text: &str) -> &'static str {
    if text.is_empty() {
        return "";
    }
    let plain = plain(text);
    let found = COUNTRIES.names.get(&plain).or_else(|| COUNTRIES.codes.get(&plain));
    found.copied().unwrap_or_default()
}

/// Words of a country's name, at most ("democratic people s republic of korea").
const MOST_WORDS: usize = 8;

/// The country whose name a folded text begins with; codes do not count, since they are words of other languages.
pub fn named_at_start(folded: &str) -> Option<&'static str> {
    let words: Vec<&str> = words(folded).take(MOST_WORDS).collect();
    let longest = (1..=words.len()).rev().find_map(|n| COUNTRIES.names.get(&words[..n].join(" ")).copied());
    longest.or_else(|| unspaced_at_start(words.first()?))
}

/// Scripts without spaces: the longest name that a text begins with.
fn unspaced_at_start(text: &str) -> Option<&'static str> {
    if !text.chars().next().is_some_and(is_unspaced) {
        return None;
    }
    let ends = text.char_indices().map(|(at, c)| at + c.len_utf8());
    ends.collect::<Vec<_>>().into_iter().rev().find_map(|end| COUNTRIES.names.get(&text[..end]).copied())
}

fn plain(text: &str) -> String {
    let folded = Folded::new(text);
    words(folded.as_str()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_have_one_code_however_they_are_written() {
        for (text, expected) in [
            ("China", "CN"),
            ("cn", "CN"),
            ("CHN", "CN"),
            ("People's Republic of China", "CN"),
            ("Korea, North", "KP"),
            ("Korea, South", "KR"),
            ("Côte d'Ivoire", "CI"),
            ("Iran", "IR"),
            ("Russian Federation", "RU"),
            ("Hong Kong", "HK"),
            ("Venezuela", "VE"),
            ("UNITED STATES OF AMERICA", "US"),
            ("United Kingdom", "GB"),
            ("Atlantis", ""),
            ("", ""),
        ] {
            assert_eq!(code(text), expected, "{text}");
        }
    }

    #[test]
    fn every_row_of_the_table_names_a_country_in_plain_words() {
        for (code, names) in rows(include_str!("../../data/countries.tsv")) {
            assert!(rust_iso3166::from_alpha2(code).is_some(), "{code}");
            names.split(';').for_each(|name| assert_eq!(plain(name), *name, "{code}"));
        }
    }

    #[test]
    fn a_text_begins_with_a_country_or_not() {
        for (text, expected) in [
            ("china. ships from the us", Some("CN")),
            ("korea, south", Some("KR")),
            ("中国广东", Some("CN")),
            ("new zealand wool", Some("NZ")),
            ("the macau factory", None),
            ("chinatown", None),
            ("and more", None),
        ] {
            assert_eq!(named_at_start(text), expected, "{text}");
        }
    }
}
