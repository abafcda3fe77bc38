//! Countries as authorities write them, by their ISO 3166-1 alpha-2 code, so that "China", "CN", "CHN" and "People's
//! Republic of China" are one.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::fold::Folded;
use super::name::words;

/// Names that authorities use and ISO 3166-1 does not have, folded. A code of two letters stands for the country that
/// customs and sanctions lists mean by the name.
const OTHER_NAMES: &[(&str, &str)] = &[
    ("bolivia", "BO"),
    ("bosnia", "BA"),
    ("british virgin islands", "VG"),
    ("virgin islands british", "VG"),
    ("virgin islands u s", "VI"),
    ("brunei", "BN"),
    ("burma", "MM"),
    ("cape verde", "CV"),
    ("congo democratic republic of the", "CD"),
    ("congo republic of the", "CG"),
    ("cote d ivoire", "CI"),
    ("crimea", "UA"),
    ("czech republic", "CZ"),
    ("democratic peoples republic of korea", "KP"),
    ("democratic people s republic of korea", "KP"),
    ("democratic republic of the congo", "CD"),
    ("east timor", "TL"),
    ("england", "GB"),
    ("hong kong sar", "HK"),
    ("hong kong china", "HK"),
    ("iran", "IR"),
    ("iran islamic republic of", "IR"),
    ("ivory coast", "CI"),
    ("korea north", "KP"),
    ("korea south", "KR"),
    ("north korea", "KP"),
    ("south korea", "KR"),
    ("republic of korea", "KR"),
    ("korea republic of", "KR"),
    ("laos", "LA"),
    ("macau", "MO"),
    ("macedonia", "MK"),
    ("moldova", "MD"),
    ("peoples republic of china", "CN"),
    ("people s republic of china", "CN"),
    ("p r c", "CN"),
    ("prc", "CN"),
    ("mainland china", "CN"),
    ("palestinian", "PS"),
    ("palestine", "PS"),
    ("palestinian territories", "PS"),
    ("west bank", "PS"),
    ("russia", "RU"),
    ("swaziland", "SZ"),
    ("syria", "SY"),
    ("taiwan", "TW"),
    ("tanzania", "TZ"),
    ("the bahamas", "BS"),
    ("bahamas the", "BS"),
    ("the gambia", "GM"),
    ("gambia the", "GM"),
    ("the netherlands", "NL"),
    ("holland", "NL"),
    ("turkey", "TR"),
    ("u a e", "AE"),
    ("uae", "AE"),
    ("u k", "GB"),
    ("uk", "GB"),
    ("united kingdom", "GB"),
    ("scotland", "GB"),
    ("united states", "US"),
    ("usa", "US"),
    ("u s a", "US"),
    ("venezuela", "VE"),
    ("vietnam", "VN"),
    ("micronesia federated states of", "FM"),
];

static CODES: LazyLock<HashMap<String, &'static str>> = LazyLock::new(|| {
    let mut codes = HashMap::new();
    for country in rust_iso3166::ALL {
        codes.insert(plain(country.name), country.alpha2);
        // "Venezuela (Bolivarian Republic of)" is "Venezuela"; two Koreas and two Congos are told apart by their bracket.
        if let Some((short, _)) = country.name.split_once(" (")
            && !matches!(short, "Korea" | "Congo" | "Virgin Islands" | "Saint Martin" | "Sint Maarten")
        {
            codes.insert(plain(short), country.alpha2);
        }
        codes.insert(country.alpha2.to_ascii_lowercase(), country.alpha2);
        codes.insert(country.alpha3.to_ascii_lowercase(), country.alpha2);
    }
    codes.extend(OTHER_NAMES.iter().map(|(name, code)| ((*name).to_owned(), *code)));
    codes
});

/// The ISO 3166-1 alpha-2 code of a country; empty where it is none that is known.
pub fn code(text: &str) -> &'static str {
    if text.is_empty() {
        return "";
    }
    CODES.get(&plain(text)).copied().unwrap_or_default()
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
    fn every_other_name_leads_to_a_country() {
        for (name, code) in OTHER_NAMES {
            assert!(rust_iso3166::from_alpha2(code).is_some(), "{name}");
            assert_eq!(plain(name), *name);
        }
    }
}
