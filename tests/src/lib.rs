//! What several tests share.

pub mod labelled;
pub mod scoring;
