//! Catalogs that are made, the same on every machine, and catalogs of this repository as listings.

use std::path::Path;

use nameplate::{Field, Listing};

/// A linear congruential generator: enough to vary rows, and the same forever (Knuth's MMIX constants).
#[derive(Debug, Clone)]
pub struct Lcg(pub u64);

impl Lcg {
    /// A number below `bound`.
    pub fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        // The low bits of such a generator repeat soon; the high ones are taken.
        let high = usize::try_from(self.0 >> 33).unwrap_or_default();
        high.checked_rem(bound).unwrap_or_default()
    }

    /// One of several.
    pub fn pick<'a, T: ?Sized>(&mut self, of: &[&'a T]) -> &'a T {
        of[self.below(of.len())]
    }

    /// Puts a list into another order (Fisher and Yates).
    pub fn shuffle<T>(&mut self, list: &mut [T]) {
        for last in (1..list.len()).rev() {
            list.swap(last, self.below(last + 1));
        }
    }
}

/// Columns of a made catalog.
pub const COLUMNS: &[Field] = &[
    Field::Title,
    Field::Brand,
    Field::Manufacturer,
    Field::Seller,
    Field::Model,
    Field::Mac,
    Field::Text,
    Field::MadeOn,
];

const BRANDS: &[&str] = &[
    "",
    "",
    "",
    "Hikvision",
    "DAHUA",
    "EZVIZ",
    "Imou",
    "Lorex",
    "Axis",
    "Reolink",
    "Bosch",
    "Pioneer",
    "Orient",
    "Anker",
    "海康威视",
    "大华",
    "Generic",
    "Unbranded",
    "ＨＩＫＶＩＳＩＯＮ",
    "Amcrest",
    "Tapo",
    "DJI",
    "Uniview",
];
const GOODS: &[&str] = &[
    "security camera",
    "PoE dome camera",
    "baby monitor",
    "wall bracket",
    "USB cable",
    "network recorder",
    "watch",
    "video doorbell",
    "drone",
    "router",
    "coffee grinder",
    "power inverter",
    "网络摄像机",
    "Überwachungskamera",
    "mug",
];
const CODES: &[&str] = &[
    "",
    "",
    "DS-2CD2143G2-I",
    "IPC-HFW2831T-ZS",
    "CS-C6N-A0",
    "RLC-823A",
    "NVR302-32S",
    "LNB8105",
    "X-100",
    "DHI-NVR4108",
];
const CONTEXTS: &[&str] = &[
    "",
    "",
    "",
    "for Hikvision",
    "compatible with Dahua",
    "works with EZVIZ and Imou",
    "not Lorex",
    "für Dahua",
];
const SELLERS: &[&str] =
    &["", "", "DC Security", "CamDepot LLC", "Dahua Electronics Corporation", "EmpireTech", "Ali's \"Shop\""];
const MACS: &[&str] = &["", "", "", "", "44:19:B6:01:02:03", "3C-EF-8C-AA-BB-CC", "00:11:22:33:44:55"];
const TEXTS: &[&str] = &[
    "",
    "",
    "4 MP, IR 30 m,\nIP67; \"weatherproof\"",
    "Use the Hik-Connect app",
    "Supports ONVIF, Hikvision, Dahua",
];
const DATES: &[&str] = &["", "", "", "2021-05", "2016", "2025-03-01", "soon"];

/// A made catalog: each row a listing with an id, in the columns of [`COLUMNS`].
pub fn made(rows: u64, seed: u64) -> Vec<Listing<'static>> {
    let mut random = Lcg(seed);
    let mut listings = Vec::new();
    for row in 0..rows {
        let mut listing = Listing::default();
        listing.id = format!("made-{row}").into();
        listing.row = row;
        let (brand, goods, code) = (random.pick(BRANDS), random.pick(GOODS), random.pick(CODES));
        let shown = if random.below(2) == 0 { brand } else { "" };
        let title = [shown, goods, random.pick(CONTEXTS), &format!("no. {}", random.below(400))].join(" ");
        listing.set(Field::Title, title.trim().to_owned());
        listing.set(Field::Brand, if random.below(3) == 0 { "" } else { brand });
        listing.set(Field::Manufacturer, if random.below(8) == 0 { brand } else { "" });
        listing.set(Field::Model, code);
        listing.set(Field::Seller, random.pick(SELLERS));
        listing.set(Field::Mac, random.pick(MACS));
        listing.set(Field::Text, random.pick(TEXTS));
        listing.set(Field::MadeOn, random.pick(DATES));
        listings.push(listing);
    }
    listings
}

/// Listings as a CSV file with these columns.
pub fn csv(listings: &[Listing<'_>], columns: &[Field]) -> Vec<u8> {
    let mut out = csv::Writer::from_writer(Vec::new());
    let header = std::iter::once("id").chain(columns.iter().map(|field| field.name()));
    out.write_record(header).expect("written to memory");
    for listing in listings {
        let row = std::iter::once(&*listing.id).chain(columns.iter().map(|field| listing.get(*field)));
        out.write_record(row).expect("written to memory");
    }
    out.into_inner().expect("written to memory")
}

/// Reads a CSV file by hand: `columns` says which column is which field, `id` which is the id.
pub fn listings(path: &Path, id: &str, columns: &[(&str, Field)]) -> Vec<Listing<'static>> {
    let mut reader = csv::Reader::from_path(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let header = reader.headers().expect("a header").clone();
    let mut listings = Vec::new();
    for (n, row) in reader.records().enumerate() {
        let row = row.unwrap_or_else(|e| panic!("{} row {n}: {e}", path.display()));
        let mut listing = Listing::default();
        listing.row = n as u64;
        for (name, cell) in header.iter().zip(&row) {
            if name == id {
                listing.id = cell.to_owned().into();
            } else if let Some((_, field)) = columns.iter().find(|(column, _)| *column == name) {
                listing.set(*field, cell.to_owned());
            }
        }
        listings.push(listing);
    }
    listings
}
