//! Names as ordinary lists hold them: brands of shops, makers of network devices, sellers. Hardly any of them is listed, so
//! what is a hit here says how often a hit is wrong in daily work.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use nameplate::matching::{Hit, Matcher, PartyField, PartyQuery};
use nameplate::text::name::name_key;

use crate::places::shared;

/// A kind of ordinary list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ordinary {
    /// Brands: of trade marks, of shops, of tables of products.
    Brands,
    /// Firms that have addresses for network devices registered.
    Suppliers,
    /// Sellers on a marketplace.
    Sellers,
}

impl Ordinary {
    /// All kinds.
    pub const ALL: [Ordinary; 3] = [Ordinary::Brands, Ordinary::Suppliers, Ordinary::Sellers];

    /// What it is called in a table.
    pub fn word(self) -> &'static str {
        match self {
            Ordinary::Brands => "brands",
            Ordinary::Suppliers => "suppliers",
            Ordinary::Sellers => "sellers",
        }
    }

    /// The distinct names of the shared data, in order; none where it is absent.
    pub fn names(self) -> Option<Vec<String>> {
        let mut names = BTreeSet::new();
        let mut of = |file: &str, column: &str| {
            column_of(shared(file)?, column).for_each(|name| {
                names.insert(name);
            });
            Some(())
        };
        match self {
            Ordinary::Brands => {
                of("data/products/markup_amazon/amazon_trademarked_brands.csv", "Word Mark")?;
                of("data/products/cctv_shops/gericom_ke.csv", "brand")?;
                of("data/products/brightdata/shopee-products.csv", "brand")?;
                for (file, attribute) in PRODUCT_PAIRS {
                    attributes(&shared(file)?, attribute).for_each(|name| {
                        names.insert(name);
                    });
                }
            }
            Ordinary::Suppliers => of("data/signals/ieee_oui_2023-11.csv", "Organization Name")?,
            Ordinary::Sellers => of("data/products/brightdata/shopee-products.csv", "seller_name")?,
        }
        names.retain(|name| name.chars().any(char::is_alphanumeric));
        Some(names.into_iter().collect())
    }
}

/// Tables of pairs of products that say whose they are, and how they call that.
const PRODUCT_PAIRS: [(&str, &str); 4] = [
    ("data/products/ditto/er_magellan/Structured/Walmart-Amazon/train.txt", "brand"),
    ("data/products/ditto/er_magellan/Structured/Walmart-Amazon/valid.txt", "brand"),
    ("data/products/ditto/er_magellan/Structured/Amazon-Google/train.txt", "manufacturer"),
    ("data/products/ditto/er_magellan/Structured/Amazon-Google/valid.txt", "manufacturer"),
];

fn column_of(file: PathBuf, column: &str) -> impl Iterator<Item = String> {
    // Exports of others hold bytes that are no text; the names around them are read all the same.
    let bytes = std::fs::read(file).expect("a readable table");
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(std::io::Cursor::new(text));
    let at = reader.headers().expect("a head").iter().position(|name| name == column).expect("the column");
    let cell = move |row: csv::Result<csv::StringRecord>| Some(row.ok()?.get(at)?.trim().to_owned());
    reader.into_records().filter_map(cell)
}

/// `COL brand VAL elite screens COL modelno VAL ...`.
fn attributes(file: &std::path::Path, attribute: &str) -> impl Iterator<Item = String> {
    let text = std::fs::read_to_string(file).expect("a readable table");
    let start = format!("COL {attribute} VAL ");
    let values = text.split(&start).skip(1).map(|rest| {
        let end = rest.find(" COL ").unwrap_or(rest.len()).min(rest.find(['\t', '\n']).unwrap_or(rest.len()));
        rest[..end].trim().to_owned()
    });
    values.collect::<Vec<_>>().into_iter()
}

/// The best hit of a name of an ordinary list, and whether somebody who read it says that it is right.
#[derive(Clone, Debug)]
pub struct ReadHit {
    /// The list.
    pub list: Ordinary,
    /// The name as the list has it.
    pub name: String,
    /// The best hit.
    pub hit: Hit,
    /// Whether the name is the party's, or a company's of its group; none where nobody read it.
    pub right: Option<bool>,
}

/// What was read by eye: list, name, party, right or wrong.
const READ: &str = include_str!("../scoreboard/names_read.tsv");

/// The best hits of all names of a kind of list. A name that is the party's to the letter is right without being read, unless
/// the table says otherwise.
pub fn hits(matcher: &Matcher<'_>, list: Ordinary) -> Option<Vec<ReadHit>> {
    let read: BTreeMap<[&str; 3], bool> =
        READ.lines().filter(|line| !line.starts_with('#')).filter_map(read).collect();
    let hit = |name: String| {
        let mut query = PartyQuery::default();
        query.set(PartyField::Name, name.as_str());
        let hit = matcher.matches(&query).hits.into_iter().next()?;
        let known = read.get(&[list.word(), name.as_str(), hit.party.id.as_str()]).copied();
        let equal = name_key(&name) == name_key(&hit.name);
        let right = known.or(equal.then_some(true));
        Some(ReadHit { list, name, hit, right })
    };
    Some(list.names()?.into_iter().filter_map(hit).collect())
}

fn read(line: &'static str) -> Option<([&'static str; 3], bool)> {
    let mut cells = line.split('\t');
    let key = [cells.next()?, cells.next()?, cells.next()?];
    Some((key, cells.next()? == "right"))
}
