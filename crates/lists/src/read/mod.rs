//! Readers that several sources share.

pub(crate) mod dates;
pub(crate) mod html;
pub(crate) mod ita_csv;
pub(crate) mod json;
pub(crate) mod ofac_advanced;
pub(crate) mod ofac_csv;
pub(crate) mod ofac_xml;
pub(crate) mod paced;
pub(crate) mod packed;
pub(crate) mod table;
pub(crate) mod xml;
