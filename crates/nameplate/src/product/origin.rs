//! Place of production: the origin field, or "Made in ..." in the text. A GS1 prefix, a shop's address or a script never
//! say where a thing was made.

use super::fact::{Known, known, known_at};
use crate::listing::Field;
use crate::reading::telltales::{Marker, Meaning, TellTales};
use crate::reading::{FieldReading, Reading};
use crate::text::fold::Folded;

/// Country names as catalogs write them, folded. ISO 3166-1; the ones that make goods of the classes we know.
const COUNTRIES: &[(&str, &[&str])] = &[
    (
        "CN",
        &[
            "china",
            "mainland china",
            "p.r. china",
            "p.r.c",
            "prc",
            "pr china",
            "people's republic of china",
            "chine",
            "kina",
            "китай",
            "中国",
            "中国大陆",
            "中國",
            "중국",
            "cn",
            "chn",
        ],
    ),
    ("TW", &["taiwan", "taiwan, china", "台湾", "台灣", "тайвань", "tw", "twn"]),
    ("HK", &["hong kong", "hongkong", "香港", "hk"]),
    (
        "US",
        &[
            "usa",
            "u.s.a",
            "united states",
            "united states of america",
            "us",
            "u.s",
            "estados unidos",
            "etats-unis",
            "vereinigte staaten",
            "美国",
            "сша",
            "america",
        ],
    ),
    ("VN", &["vietnam", "viet nam", "越南", "вьетнам", "vn"]),
    ("TH", &["thailand", "泰国", "th"]),
    ("MY", &["malaysia", "马来西亚", "my"]),
    ("ID", &["indonesia", "id"]),
    ("IN", &["india", "印度", "in", "bharat"]),
    (
        "KR",
        &[
            "korea",
            "south korea",
            "republic of korea",
            "sudkorea",
            "corea del sur",
            "韩国",
            "대한민국",
            "한국",
            "kr",
        ],
    ),
    ("JP", &["japan", "日本", "japon", "japon", "japao", "япония", "일본", "jp"]),
    ("DE", &["germany", "deutschland", "allemagne", "alemania", "德国", "германия", "de"]),
    ("FR", &["france", "frankreich", "francia", "法国", "fr"]),
    ("GB", &["united kingdom", "great britain", "england", "uk", "u.k", "英国", "gb"]),
    ("IT", &["italy", "italia", "italien", "italie", "it"]),
    ("ES", &["spain", "espana", "spanien", "espagne", "es"]),
    ("PL", &["poland", "polska", "polen", "pl"]),
    ("CZ", &["czech republic", "czechia", "cz"]),
    ("HU", &["hungary", "ungarn", "hu"]),
    ("RO", &["romania", "rumanien", "ro"]),
    ("PT", &["portugal", "pt"]),
    ("NL", &["netherlands", "the netherlands", "holland", "nederland", "nl"]),
    ("BE", &["belgium", "be"]),
    ("CH", &["switzerland", "schweiz", "suisse", "suiza", "ch"]),
    ("AT", &["austria", "osterreich", "at"]),
    ("SE", &["sweden", "schweden", "sverige", "se"]),
    ("DK", &["denmark", "dk"]),
    ("NO", &["norway"]),
    ("FI", &["finland", "fi"]),
    ("TR", &["turkey", "turkiye", "turkiye", "tr"]),
    ("MX", &["mexico", "mexico", "mexiko", "mx"]),
    ("BR", &["brazil", "brasil", "brasilien", "br"]),
    ("CA", &["canada", "kanada", "ca"]),
    ("AU", &["australia", "au"]),
    ("IL", &["israel", "il"]),
    ("SG", &["singapore", "sg"]),
    ("PH", &["philippines", "ph"]),
    ("KH", &["cambodia", "kh"]),
    ("BD", &["bangladesh", "bd"]),
    ("PK", &["pakistan", "pk"]),
    ("LK", &["sri lanka", "lk"]),
    ("RU", &["russia", "russian federation", "россия", "ru"]),
    ("UA", &["ukraine", "ua"]),
    ("LT", &["lithuania", "lt"]),
    ("EE", &["estonia", "ee"]),
    ("LV", &["latvia", "lv"]),
    ("SI", &["slovenia", "si"]),
    ("SK", &["slovakia", "sk"]),
];

/// The country that a cell names, ISO 3166-1 alpha-2.
pub fn country_of(cell: &str) -> Option<&'static str> {
    if cell.trim().is_empty() {
        return None;
    }
    let folded = Folded::new(cell);
    let known = |text: &str| {
        let text = text.trim().trim_end_matches('.').trim_start_matches("made in ").trim();
        COUNTRIES.iter().find(|(_, names)| names.contains(&text)).map(|(code, _)| *code)
    };
    if let Some(code) = known(folded.as_str()) {
        return Some(code);
    }
    // "HK/China": several places, none of them home, are a place abroad; with home among them nothing is known.
    let parts: Vec<_> = folded.as_str().split(['/', ',', ';', '|']).map(known).collect();
    let all_abroad = parts.len() > 1 && parts.iter().all(|code| code.is_some_and(|code| code != "US"));
    if all_abroad { parts.first().copied().flatten() } else { None }
}

/// The country that a text begins with; two-letter codes do not count in running text.
fn country_at(text: &str) -> Option<&'static str> {
    let text = text.trim_start_matches([' ', ':', '：', '-', '(']).trim_start_matches("the ");
    let mut best: Option<(&str, &'static str)> = None;
    for (code, names) in COUNTRIES {
        for name in names.iter().filter(|name| name.len() > 2 || matches!(**name, "us" | "uk")) {
            let Some(rest) = text.strip_prefix(name) else { continue };
            let ends = crate::text::is_boundary(name.chars().next_back(), rest.chars().next());
            if ends && best.is_none_or(|(known, _)| known.len() < name.len()) {
                best = Some((name, code));
            }
        }
    }
    best.map(|(_, code)| code)
}

pub(crate) fn origin_of(tales: &TellTales, reading: &Reading<'_>) -> Option<Known> {
    let stated = reading.listing.get(Field::Origin);
    if let Some(code) = country_of(stated) {
        return Some(known(code.to_owned(), Field::Origin, reading));
    }
    [Field::Origin, Field::Text, Field::Title]
        .into_iter()
        .find_map(|field| said_in(tales, reading, field, reading.field(field)?))
}

fn said_in(tales: &TellTales, reading: &Reading<'_>, field: Field, found: &FieldReading) -> Option<Known> {
    let is_marker = |literal: usize| tales.meanings(literal).contains(&Meaning::Marker(Marker::Origin));
    found.hits.iter().filter(|hit| is_marker(hit.literal)).find_map(|hit| {
        let code = country_at(&found.text()[hit.end..])?;
        // "Not made in China" says nothing of where it was made.
        if crate::reading::cue::ends_with_any(
            found.text()[..hit.start].trim_end(),
            &["not", "nicht", "no", "non", "never"],
        ) {
            return None;
        }
        let quoted: usize = found.text()[hit.start..].chars().take(40).map(char::len_utf8).sum();
        Some(known_at(reading, code, field, hit.start, hit.start + quoted))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_are_read_in_many_spellings() {
        for (cell, code) in [
            ("China", "CN"),
            ("cn", "CN"),
            ("中国", "CN"),
            ("U.S.A.", "US"),
            ("Made in Vietnam", "VN"),
            ("Deutschland", "DE"),
        ] {
            assert_eq!(country_of(cell), Some(code), "{cell}");
        }
        assert_eq!(country_of("imported"), None);
        assert_eq!(country_at(" china. ships from the us"), Some("CN"));
        assert_eq!(country_at(" chinatown"), None);
    }
}
