//! See `targets::fold_and_name`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| targets::fold_and_name(data));
