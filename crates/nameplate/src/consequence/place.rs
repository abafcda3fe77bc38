//! Where a law holds.

/// Member states of the European Union, ISO 3166-1.
const EU: [&str; 27] = [
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT",
    "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
];

/// Whether what holds in a jurisdiction (`US`, `US-TX`, `EU`, `UN`) holds in a place (`US`, `US-TX`, `DE`). What holds in a
/// part of a country does not hold in the whole. A rule of the house holds everywhere.
pub fn holds_in(jurisdiction: &str, place: &str) -> bool {
    let country = place.split('-').next().unwrap_or_default();
    match jurisdiction {
        "" | "UN" => true,
        "EU" => place == "EU" || EU.contains(&country),
        _ => jurisdiction == place || jurisdiction == country,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_law_holds_in_its_country_and_the_parts_of_it() {
        assert!(holds_in("US", "US") && holds_in("US", "US-TX") && holds_in("US-TX", "US-TX"));
        assert!(!holds_in("US-TX", "US") && !holds_in("US-TX", "US-NE") && !holds_in("US", "CA"));
        assert!(holds_in("EU", "DE") && holds_in("EU", "EU") && !holds_in("EU", "GB"));
        assert!(holds_in("UN", "IN") && holds_in("", "IN"));
    }
}
