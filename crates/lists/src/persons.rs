//! Who of a list is a person, where the list does not say.
//!
//! An entry that is taken for a person is merged with nobody by name, and its name decides nothing: the careful side.

/// Whether a name is written as lists write persons: `FAMILY NAME, Given Names`, without a legal form or a number. Where a
/// list does not say who is a person, such an entry is taken for one: a person's name decides nothing.
pub fn looks_like_a_person(name: &str) -> bool {
    let Some((family, given)) = name.split_once(", ") else { return false };
    let folded = nameplate::text::fold::Folded::new(name);
    let firm = nameplate::text::name::words(folded.as_str()).any(nameplate::text::name::is_legal_form);
    let plain = |text: &str| {
        !text.is_empty() && !text.chars().any(|c| c.is_ascii_digit() || matches!(c, ',' | '&' | '/'))
    };
    !firm
        && plain(family)
        && plain(given.trim_end_matches(" JR").trim_end_matches(", JR."))
        && given.split(' ').count() <= 4
}

/// Words that firms and bodies bear and persons do not.
const FIRM_WORDS: &[&str] = &[
    "academy",
    "aero",
    "aerospace",
    "agency",
    "air",
    "airlines",
    "airways",
    "analog",
    "and",
    "armament",
    "aviation",
    "bank",
    "bureau",
    "center",
    "centre",
    "chemical",
    "chemicals",
    "college",
    "commercial",
    "commerce",
    "communications",
    "components",
    "computer",
    "computers",
    "construction",
    "corp",
    "data",
    "design",
    "devices",
    "digital",
    "distribution",
    "electric",
    "electronic",
    "electronics",
    "energy",
    "engineering",
    "enterprise",
    "enterprises",
    "equipment",
    "establishment",
    "export",
    "exports",
    "factory",
    "fze",
    "fzco",
    "general",
    "global",
    "group",
    "hydraulics",
    "import",
    "imports",
    "industrial",
    "industries",
    "industry",
    "institute",
    "instruments",
    "international",
    "intl",
    "investment",
    "lab",
    "laboratories",
    "labs",
    "logistics",
    "machinery",
    "marine",
    "materials",
    "medical",
    "metal",
    "metals",
    "ministry",
    "oil",
    "office",
    "optics",
    "organization",
    "parts",
    "petrochemical",
    "plant",
    "power",
    "precision",
    "production",
    "products",
    "research",
    "sales",
    "science",
    "scientific",
    "security",
    "semiconductor",
    "service",
    "services",
    "shipping",
    "software",
    "solutions",
    "steel",
    "supplies",
    "supply",
    "system",
    "systems",
    "tech",
    "technical",
    "technik",
    "technologies",
    "technology",
    "tek",
    "telecom",
    "tools",
    "trade",
    "trading",
    "transport",
    "university",
    "works",
    "world",
];

/// Whether a name may be a person's: two to four words of letters, and none that only firms bear. For lists of persons and
/// firms alike that do not say which is which; an entry that is taken for a person is merged with nobody by name, and its name
/// decides nothing.
pub fn may_be_a_person(name: &str) -> bool {
    let folded = nameplate::text::fold::Folded::new(name);
    let words: Vec<&str> = nameplate::text::name::words(folded.as_str()).collect();
    let of_firms = |word: &&str| nameplate::text::name::is_legal_form(word) || FIRM_WORDS.contains(word);
    let letters = |word: &&str| word.chars().all(char::is_alphabetic);
    (2..=4).contains(&words.len()) && words.iter().all(letters) && !words.iter().any(of_firms)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn persons_are_told_by_how_lists_write_them() {
        for name in ["ABELAIRAS, AMANCIO J.", "Yun, Juwhan"] {
            assert!(looks_like_a_person(name), "{name}");
        }
        for name in ["MARTIN JAN LEFF", "ABELAIRAS, AMANCIO J."] {
            assert!(may_be_a_person(name), "{name}");
        }
        for name in [
            "KAL TEK LABS",
            "DAHUA ELECTRONICS CORPORATION",
            "KINTRACO",
            "ADT ANALOG AND DIGITAL TECHNIK",
            "A1 B2",
        ] {
            assert!(!may_be_a_person(name), "{name}");
        }
        for name in ["Dilligas Trading Co., Inc.", "KAL TEK LABS", "Alpha, Beta & Gamma", "Works, Ltd."] {
            assert!(!looks_like_a_person(name), "{name}");
        }
    }
}
