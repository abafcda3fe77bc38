//! See `targets::policy`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| targets::policy(data));
