//! See `targets::facts`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| targets::facts(data));
