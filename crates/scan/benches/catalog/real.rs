//! Listings of real shops, which are not in this repository, repeated under fresh ids.

use std::path::{Path, PathBuf};

use crate::sheet::Row;

/// A file of the shared data (`NAMEPLATE_SHARED`, else `shared` beside the repository), where it is present.
pub(crate) fn shared(path: &str) -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let folder = std::env::var_os("NAMEPLATE_SHARED").map_or_else(beside, PathBuf::from);
    Some(folder.join(path)).filter(|path| path.exists())
}

/// A file, and which of its columns are title, brand, seller, model, category and description; empty where it has none.
type Source = (&'static str, [&'static str; 6]);

const SOURCES: &[Source] = &[
    (
        "data/products/amazon_in_2023/catalogue_without_security_cameras.csv",
        ["name", "", "", "", "sub_category", ""],
    ),
    ("data/products/cctv_shops/gericom_ke.csv", ["title", "brand", "", "", "category", "description"]),
    (
        "data/products/brightdata/shopee-products.csv",
        ["title", "brand", "seller_name", "", "breadcrumb", "Product Description"],
    ),
];

/// So many rows, the same ones again and again where there are not enough; none where the shared data is not there.
pub(crate) fn rows(count: usize) -> Option<impl Iterator<Item = Row>> {
    let once: Vec<Row> =
        SOURCES.iter().filter_map(|source| Some(read(&shared(source.0)?, source.1))).flatten().collect();
    (!once.is_empty()).then(|| {
        (0..count).map(move |n| {
            let mut row = once[n % once.len()].clone();
            row[0] = format!("R{n:09}");
            row
        })
    })
}

fn read(path: &Path, columns: [&str; 6]) -> Vec<Row> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_path(path).expect("a catalog");
    let header = reader.headers().expect("names of columns").clone();
    let places = columns.map(|name| header.iter().position(|header| !name.is_empty() && header == name));
    let cell = |record: &csv::StringRecord, place: Option<usize>| {
        place.and_then(|at| record.get(at)).unwrap_or_default().to_owned()
    };
    let row = |record: csv::StringRecord| {
        let [title, brand, seller, model, category, text] = places.map(|place| cell(&record, place));
        [String::new(), title, brand, seller, model, category, text]
    };
    reader.records().map(|record| row(record.expect("a row"))).collect()
}
