//! What several tests share.

pub mod authority;
pub mod catalogs;
pub mod labelled;
pub mod lists_of;
pub mod names;
pub mod ordinary;
pub mod places;
pub mod scoring;
pub mod screening;
