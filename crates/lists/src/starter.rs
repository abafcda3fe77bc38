//! The starter register: built from `facts/` at compile time, embedded, the default that needs no download.

/// The bytes of the starter register.
pub fn starter_register() -> &'static [u8] {
    include_bytes!(concat!(env!("OUT_DIR"), "/starter.register"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use nameplate::Register;

    #[test]
    fn the_starter_register_opens_and_holds_together() {
        let register = Register::open(starter_register()).unwrap();
        register.verify().unwrap();
        assert!(register.party_by_id("hikvision").is_some());
        assert!(register.party_count() > 100);
    }
}
