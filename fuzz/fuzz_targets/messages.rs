//! See `targets::messages`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| targets::messages(data));
