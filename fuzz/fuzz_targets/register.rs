//! See `targets::register`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| targets::register(data));
