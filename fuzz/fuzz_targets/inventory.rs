//! See `targets::inventory`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| targets::inventory(data));
