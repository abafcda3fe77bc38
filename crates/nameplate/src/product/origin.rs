//! Place of production: the origin field, or "Made in ..." in the text. A GS1 prefix, a shop's address or a script never
//! say where a thing was made.

use super::fact::{Known, known, known_at};
use crate::listing::{Defect, Field, Span};
use crate::reading::telltales::{Marker, Meaning, TellTales};
use crate::reading::{FieldReading, Reading, cue_words};
use crate::text::country::{code, named_at_start};
use crate::text::fold::Folded;
use crate::text::name::{is_no_brand, words};

/// What a cell says of the place of production.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stated {
    /// This country.
    Country(&'static str),
    /// Several places, from which nothing follows.
    Mixed,
    /// Words, but no country that is known.
    Unknown,
    /// Nothing.
    Nothing,
}

/// The country that a cell names, ISO 3166-1 alpha-2.
pub fn country_of(cell: &str) -> Option<&'static str> {
    match stated(cell) {
        Stated::Country(code) => Some(code),
        Stated::Mixed | Stated::Unknown | Stated::Nothing => None,
    }
}

fn stated(cell: &str) -> Stated {
    let folded = Folded::new(cell);
    if is_no_brand(&words(folded.as_str()).collect::<Vec<_>>().join(" ")) {
        return Stated::Nothing;
    }
    let known = |text: &str| {
        let text = text.trim().trim_end_matches('.').trim_start_matches("made in ").trim();
        // "No" answers a question more often than it names Norway.
        Some(code(text)).filter(|code| !code.is_empty() && text != "no")
    };
    if let Some(code) = known(folded.as_str()) {
        return Stated::Country(code);
    }
    // "HK/China": several places, none of them home, are a place abroad; with home among them nothing is known.
    let parts: Vec<_> = folded.as_str().split(['/', ',', ';', '|']).map(known).collect();
    match parts.first().copied().flatten() {
        Some(first) if parts.len() > 1 && parts.iter().all(Option::is_some) => {
            if parts.contains(&Some("US")) { Stated::Mixed } else { Stated::Country(first) }
        }
        _ => Stated::Unknown,
    }
}

/// The country that a text begins with; of codes, only those that everybody writes count in running text.
fn country_at(text: &str) -> Option<&'static str> {
    let text = text.trim_start_matches([' ', ':', '：', '-', '(']).trim_start_matches("the ");
    match words(text).next()? {
        "us" => Some("US"),
        "uk" => Some("GB"),
        // A state of the US and a country: the words alone do not say which.
        "georgia" => None,
        _ => named_at_start(text),
    }
}

/// A stated origin that names no country that is known.
pub(crate) fn defect_of(tales: &TellTales, reading: &Reading<'_>) -> Option<Defect> {
    let cell = reading.listing.get(Field::Origin);
    if cell.is_empty() || stated(cell) != Stated::Unknown || origin_of(tales, reading).is_some() {
        return None;
    }
    let shown: String = cell.trim().chars().take(MOST_SHOWN).collect();
    Some(Defect::field(Field::Origin, format!("`{shown}` names no country that is known")))
}

/// Characters of a cell that a defect repeats, at most.
const MOST_SHOWN: usize = 60;

pub(crate) fn origin_of(tales: &TellTales, reading: &Reading<'_>) -> Option<Known> {
    let stated = reading.listing.get(Field::Origin);
    if !stated.is_empty()
        && let Some(code) = country_of(stated)
    {
        return Some(known(code.to_owned(), Field::Origin, reading));
    }
    [Field::Origin, Field::Text, Field::Title]
        .into_iter()
        .find_map(|field| said_in(tales, reading, field, reading.field(field)?))
}

fn said_in(tales: &TellTales, reading: &Reading<'_>, field: Field, found: &FieldReading) -> Option<Known> {
    if !found.tells_of_making {
        return None;
    }
    let is_marker = |literal: usize| tales.meanings(literal).contains(&Meaning::Marker(Marker::Origin));
    found.hits.iter().filter(|hit| is_marker(hit.literal)).find_map(|hit| {
        let code = country_at(&found.text()[hit.end..])?;
        // "Not made in China" says nothing of where it was made.
        if cue_words().no_origin.at_end(found.text()[..hit.start].trim_end()).is_some() {
            return None;
        }
        let quoted: usize = found.text()[hit.start..].chars().take(40).map(char::len_utf8).sum();
        Some(known_at(reading, code, &Span::new(field, hit.start..hit.start + quoted)))
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
        for (cell, code) in
            [("Macau", "MO"), ("Colombia", "CO"), ("Kenya", "KE"), ("New Zealand", "NZ"), ("NZL", "NZ")]
        {
            assert_eq!(country_of(cell), Some(code), "{cell}");
        }
        assert_eq!(stated("imported"), Stated::Unknown);
        assert_eq!(stated("Atlantis, China"), Stated::Unknown);
        assert_eq!(stated("USA/China"), Stated::Mixed);
        assert_eq!(stated("HK/China"), Stated::Country("HK"));
        assert_eq!(stated("No"), Stated::Unknown);
        for nothing in ["", " - ", "N/A", "unknown"] {
            assert_eq!(stated(nothing), Stated::Nothing, "{nothing}");
        }
        assert_eq!(country_at(" china. ships from the us"), Some("CN"));
        assert_eq!(country_at(" chinatown"), None);
    }
}
