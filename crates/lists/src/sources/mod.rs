//! Who publishes what, where and in which form: one file a source, one line a source in [`SOURCES`].
//!
//! Adding a source is adding a file here: its description ([`Source`]) and its parser, a pure function from files to
//! records. Fetching, keeping, checking, comparing and compiling are the same for all of them.

mod ofac_sdn;
mod ofac_cons;
mod us_csl;
mod us_bis_dpl;
mod us_bis_tables;
mod us_state;
mod us_uflpa;
mod us_cbp_wro;
mod us_fcc_covered;
mod us_dod_1260h;
mod us_fcc_grantees;
mod ieee;
pub mod ftm;
mod senzing;
mod gleif;
mod bods;
mod own;
mod un;
mod eu;
mod uk;
#[cfg(test)]
pub(crate) mod tried;

use std::io;

use nameplate::register::Tier;

use crate::given::Given;
use crate::parsed::Parsed;

/// Every source, in the order in which `nameplate lists` prints them.
pub static SOURCES: &[&Source] = &[
    &ofac_sdn::SOURCE,
    &ofac_cons::SOURCE,
    &us_csl::SOURCE,
    &us_bis_dpl::SOURCE,
    &us_bis_tables::ENTITY_LIST,
    &us_bis_tables::MEU,
    &us_bis_tables::UVL,
    &us_state::ISN,
    &us_state::DTC,
    &us_uflpa::SOURCE,
    &us_cbp_wro::SOURCE,
    &us_fcc_covered::SOURCE,
    &us_dod_1260h::SOURCE,
    &un::SOURCE,
    &eu::SOURCE,
    &uk::SOURCE,
    &ieee::MA_L,
    &ieee::MA_M,
    &ieee::MA_S,
    &us_fcc_grantees::SOURCE,
    &ftm::SOURCE,
    &senzing::SOURCE,
    &gleif::SOURCE,
    &bods::SOURCE,
    &own::SOURCE,
];

/// A source by its id.
pub fn by_id(id: &str) -> Option<&'static Source> {
    SOURCES.iter().copied().find(|source| source.id == id)
}

/// What is known of a source before anything of it was read.
#[derive(Debug)]
pub struct Source {
    /// Slug: `ofac-sdn`.
    pub id: &'static str,
    /// Name, as its authority gives it.
    pub name: &'static str,
    /// Who publishes it.
    pub authority: &'static str,
    /// A page for people.
    pub page: &'static str,
    /// Licence or status of the content, in a few words ("US public domain", "CC0 1.0").
    pub licence: &'static str,
    /// What its statements may carry where it does not say itself (tiers A to D of `facts/README.md`).
    pub tier: Tier,
    /// Whether its authority numbers the entries. Elsewhere an entry is known by its name and country, and one that was
    /// spelt anew has to be recognised.
    pub numbered: bool,
    /// The lists (ids of `facts/regimes/lists.toml`, else of `facts/regimes/published.toml`) that its entries stand on.
    pub lists: &'static [&'static str],
    /// The forms it is published in, the preferred one first.
    pub forms: &'static [Form],
    /// Hosts it may be fetched from or redirected to, beside those of its addresses.
    pub hosts: &'static [&'static str],
    /// Where no program may fetch it, or nothing can be fetched: what a person does instead.
    pub by_hand: Option<&'static str>,
    /// Most bytes of one file, packed or unpacked.
    pub most_bytes: u64,
    /// Most seconds that one file may take to be fetched.
    pub most_seconds: u64,
    /// What an edition must hold to be used.
    pub checks: Checks,
}

/// A form that a source is published in.
#[derive(Debug)]
pub struct Form {
    /// In words: "CSV", "XML".
    pub name: &'static str,
    /// Its files.
    pub files: &'static [FileSpec],
    /// Whether its parser was run on a real sample; `nameplate lists` says `experimental` otherwise.
    pub tried: bool,
    /// Files to records. An error means that nothing of the edition can be used.
    pub parse: fn(&Given) -> io::Result<Parsed>,
}

/// A file of a form.
#[derive(Debug)]
pub struct FileSpec {
    /// The authority's name for it: what it is called in a folder given by `--from`.
    pub name: &'static str,
    /// Its official address; empty where it is only taken from a folder.
    pub url: &'static str,
    /// Whether the form can be read without it.
    pub required: bool,
}

/// Where OFAC's addresses lead: its list service, and the storage that it signs addresses of.
const OFAC_HOSTS: &[&str] = &[
    "sanctionslistservice.ofac.treas.gov",
    "sanctionslist.ofac.treas.gov",
    "ofac.treasury.gov",
    "wc2h-sls-prod-public-published.s3.us-gov-west-1.amazonaws.com",
];

/// A file of a form, by the authority's name and address.
const fn file(name: &'static str, url: &'static str, required: bool) -> FileSpec {
    FileSpec { name, url, required }
}

/// What an edition must hold: the figures of a canary. A refused edition never replaces a good one.
#[derive(Debug)]
pub struct Checks {
    /// Fewest entries.
    pub min_entries: usize,
    /// Most entries.
    pub max_entries: usize,
    /// Names that must be on it, with the list: an edition without them is not that list.
    pub required: &'static [Required],
    /// Largest share of the entries of the last edition that may be gone, in percent.
    pub max_lost: u32,
    /// Largest share of the entries of the last edition that may have changed, in percent.
    pub max_changed: u32,
    /// Largest share of rows that may be put aside or refer to nothing, in percent.
    pub max_refused: u32,
}

/// A party that an edition must name.
#[derive(Debug)]
pub struct Required {
    /// Its name; compared in normal form with all names of an entry.
    pub name: &'static str,
    /// The list it must stand on.
    pub list: &'static str,
}

impl Checks {
    /// Nothing is asked: for small files that people hand in themselves.
    pub const NONE: Checks = Checks {
        min_entries: 0,
        max_entries: usize::MAX,
        required: &[],
        max_lost: 100,
        max_changed: 100,
        max_refused: 100,
    };
}
