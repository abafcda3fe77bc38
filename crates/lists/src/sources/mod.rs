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
use std::num::NonZeroUsize;

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

/// Files that may be larger are read on the way and never held whole; their editions are compared by the number of entries.
const MOST_HELD: u64 = 16 << 30;

impl Source {
    /// Whether it is too large to be held: its entries are counted, and only those that concern somebody are kept.
    pub fn is_vast(&self) -> bool {
        self.most_bytes > MOST_HELD
    }

    /// What a person does where a program gets nowhere.
    pub fn what_to_do(&self) -> String {
        let names = |form: &Form| {
            let names: Vec<&str> = form.files.iter().filter(|f| f.required).map(|f| f.name).collect();
            names.join(", ")
        };
        self.by_hand.map_or_else(
            || {
                let names = self.forms.first().map(names).unwrap_or_default();
                format!(
                    "open {} in a browser, save the list as {names} and give its folder to --from",
                    self.page
                )
            },
            ToOwned::to_owned,
        )
    }
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
    /// Where that address is a page which links to the file, under a name that changes: what the link holds. Empty elsewhere.
    pub link: &'static str,
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
    FileSpec { name, url, link: "", required }
}

/// A file that a page links to, under a name that changes with each edition.
const fn linked(name: &'static str, page: &'static str, link: &'static str) -> FileSpec {
    FileSpec { name, url: page, link, required: true }
}

/// What an edition must hold: the figures of a canary. A refused edition never replaces a good one. Every source has them:
/// there is no value that asks for nothing, so a page that says "Access denied" is never an edition.
#[derive(Debug)]
pub struct Checks {
    /// Fewest entries; an edition holds at least one.
    pub min_entries: NonZeroUsize,
    /// Most entries.
    pub max_entries: usize,
    /// Names that must be on it, with the list: an edition without them is not that list.
    pub required: &'static [Required],
    /// Largest share of the entries of the last edition that may be gone.
    pub max_lost: Percent,
    /// Largest share of the entries of the last edition that may have changed, in percent. A firm may rewrite all of its own.
    pub max_changed: u32,
    /// Largest share of rows that may be put aside or refer to nothing.
    pub max_refused: Percent,
}

/// A share that is less than the whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Percent(u32);

impl Percent {
    /// In percent: 0 to 99.
    pub const fn get(self) -> u32 {
        self.0
    }
}

/// A share in percent that is less than the whole; what is no such share does not compile where a source states it.
///
/// # Panics
/// It is 100 or more.
pub const fn percent(share: u32) -> Percent {
    assert!(share < 100, "a check that allows all to be lost is none");
    Percent(share)
}

/// So many entries at least; zero does not compile where a source states it.
///
/// # Panics
/// It is zero.
pub const fn at_least(entries: usize) -> NonZeroUsize {
    assert!(entries > 0, "a check that asks for no entry is none");
    NonZeroUsize::MIN.saturating_add(entries - 1)
}

/// Checks of a file in an open form, which may be of any size: something is in it, and most of what the last one held.
const fn of_any_size(max_lost: u32) -> Checks {
    Checks {
        min_entries: at_least(1),
        max_entries: usize::MAX,
        required: &[],
        max_lost: percent(max_lost),
        max_changed: 100,
        max_refused: percent(50),
    }
}

/// A party that an edition must name.
#[derive(Debug)]
pub struct Required {
    /// Its name; compared in normal form with all names of an entry.
    pub name: &'static str,
    /// The list it must stand on.
    pub list: &'static str,
}
