//! What an offer says its goods are for, in the purposes that laws name. A purpose that is not recognised stays unknown.

use crate::word::Purpose;

/// Words that name a purpose, lower case; looked for as whole words.
const NAMED: &[(&str, Purpose)] = &[
    ("public safety", Purpose::PublicSafety),
    ("law enforcement", Purpose::PublicSafety),
    ("police", Purpose::PublicSafety),
    ("government facility", Purpose::GovernmentFacilities),
    ("government facilities", Purpose::GovernmentFacilities),
    ("government building", Purpose::GovernmentFacilities),
    ("government buildings", Purpose::GovernmentFacilities),
    ("critical infrastructure", Purpose::CriticalInfrastructure),
    ("power plant", Purpose::CriticalInfrastructure),
    ("power plants", Purpose::CriticalInfrastructure),
    ("national security", Purpose::NationalSecurity),
    ("homeland security", Purpose::NationalSecurity),
    ("household", Purpose::Household),
    ("home", Purpose::Household),
    ("home use", Purpose::Household),
    ("residential", Purpose::Household),
    ("domestic use", Purpose::Household),
    ("personal use", Purpose::Household),
    ("nursery", Purpose::Household),
    ("baby", Purpose::Household),
    ("pet", Purpose::Household),
];

/// The purposes that a text names, in their order.
pub fn purposes_in(text: &str) -> Vec<Purpose> {
    let spaced: String = text
        .chars()
        .map(|c| if c.is_alphanumeric() { c.to_lowercase().next().unwrap_or(c) } else { ' ' })
        .collect();
    let padded = format!(" {} ", spaced.split_whitespace().collect::<Vec<_>>().join(" "));
    let named = NAMED.iter().filter(|(word, _)| padded.contains(&format!(" {word} ")));
    let mut all: Vec<Purpose> = named.map(|(_, purpose)| *purpose).collect();
    all.sort_unstable();
    all.dedup();
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn purposes_are_whole_words() {
        assert_eq!(purposes_in("For public-safety use"), [Purpose::PublicSafety]);
        assert_eq!(purposes_in("public_safety"), [Purpose::PublicSafety]);
        assert_eq!(purposes_in("homeland security"), [Purpose::NationalSecurity]);
        assert_eq!(purposes_in("Home, police"), [Purpose::PublicSafety, Purpose::Household]);
        assert!(purposes_in("petrol stations").is_empty());
    }
}
