//! See `targets::service`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| targets::service(data));
