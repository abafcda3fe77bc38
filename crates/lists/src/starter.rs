//! The starter register: built from `facts/` at compile time, embedded, the default that needs no download.

use crate::facts::{Facts, LoadError};

/// The bytes of the starter register.
pub fn starter_register() -> &'static [u8] {
    include_bytes!(concat!(env!("OUT_DIR"), "/starter.register"))
}

/// The facts that the starter register was built from: a register with lists is compiled from them too.
///
/// # Errors
/// Never for a program that was built: the same text was read while compiling.
pub fn starter_facts() -> Result<Facts, LoadError> {
    let text = include_str!(concat!(env!("OUT_DIR"), "/facts.toml"));
    let input = toml::from_str(text)
        .map_err(|cause| LoadError::Toml { file: "facts".to_owned(), cause: Box::new(cause) })?;
    Ok(Facts { input, files: Vec::new() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use nameplate::Register;

    #[test]
    fn the_starter_facts_make_the_starter_register() {
        let facts = starter_facts().unwrap();
        let built = nameplate::register::build(&facts.input, &facts.version()).unwrap();
        assert!(built == starter_register());
    }

    #[test]
    fn the_starter_register_opens_and_holds_together() {
        let register = Register::open(starter_register()).unwrap();
        register.verify().unwrap();
        assert!(register.party_by_id("hikvision").is_some());
        assert!(register.party_count() > 100);
    }
}
