//! A generated catalog: no real rows, no real distribution, but the mix that the benchmark names. Seeded, so that every run
//! reads the same bytes.

use std::collections::HashSet;
use std::fs::File;
use std::path::Path;
use std::sync::Arc;

use arrow_array::{ArrayRef, RecordBatch, StringArray};
use arrow_schema::{DataType, Field, Schema};
use parquet::arrow::ArrowWriter;

/// What was made.
pub(crate) struct Made {
    /// Percent of titles that occur once.
    pub(crate) distinct: f64,
    /// Size on disk.
    pub(crate) megabytes: u64,
}

const COLUMNS: [&str; 7] = ["sku", "title", "brand", "seller", "model", "category", "description"];

const WORDS: &[&str] = &[
    "cotton",
    "steel",
    "wireless",
    "portable",
    "kitchen",
    "garden",
    "vintage",
    "leather",
    "bamboo",
    "ceramic",
    "folding",
    "rechargeable",
    "outdoor",
    "waterproof",
    "classic",
    "premium",
    "adjustable",
    "organic",
    "compact",
    "heavy",
    "duty",
    "soft",
    "silicone",
    "glass",
    "wooden",
    "digital",
    "mini",
    "large",
    "travel",
    "magnetic",
    "shirt",
    "bottle",
    "lamp",
    "chair",
    "table",
    "knife",
    "towel",
    "blender",
    "curtain",
    "backpack",
    "shoes",
    "watch",
    "pillow",
    "mirror",
    "basket",
    "brush",
    "cushion",
    "rug",
    "planter",
    "kettle",
    "toaster",
    "umbrella",
    "wallet",
    "scarf",
    "gloves",
    "hammer",
    "drill",
    "ladder",
    "hose",
    "sprayer",
];

const BRANDS: &[&str] = &[
    "Amberlea",
    "Northwind",
    "Casa Verde",
    "Lumina",
    "Harrow",
    "Stonebridge",
    "Velora",
    "Kestrel",
    "Maple & Co",
    "Orbis",
    "Tindra",
    "Bellmont",
    "Generic",
    "Unbranded",
    "Fjord",
    "Calypso",
    "Redwood",
    "Sundial",
    "Penrose",
    "Quill",
];

const POSITIVES: &[[&str; 3]] = &[
    ["HIKVISION DS-2CD2143G2-I 4MP dome camera", "HIKVISION", "DS-2CD2143G2-I"],
    ["Dahua IPC-HFW2431S bullet camera 4MP", "Dahua", "IPC-HFW2431S-S-S2"],
    ["EZVIZ baby monitor camera BM1", "EZVIZ", "CS-BM1"],
    ["DJI Mini 4 Pro drone fly more", "DJI", ""],
    ["Huawei smartphone P60 Pro 256GB", "HUAWEI", ""],
    ["监控摄像头 海康威视 400万", "", ""],
];

const TRAPS: &[[&str; 3]] = &[
    ["Wall bracket for Hikvision dome camera", "Generic", ""],
    ["ND filter set compatible with DJI Mini 4 Pro", "Kestrel", ""],
    ["Case cover for Huawei P60 Pro", "Velora", ""],
    ["Inverter split AC 1.5 ton", "Orbis", ""],
    ["Router bit set for woodworking", "Harrow", ""],
];

/// A generator of numbers that gives the same ones everywhere (Knuth's MMIX constants).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % n
    }

    fn pick<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.below(words.len())]
    }

    fn words(&mut self, n: usize) -> String {
        (0..n).map(|_| self.pick(WORDS)).collect::<Vec<_>>().join(" ")
    }
}

/// A word of the catalog, by number.
pub(crate) fn word(n: usize) -> &'static str {
    WORDS[n % WORDS.len()]
}

/// Writes a catalog.
pub(crate) fn catalog(path: &Path, rows: usize) -> Made {
    let fields = COLUMNS.map(|name| Field::new(name, DataType::Utf8, false));
    let schema = Arc::new(Schema::new(fields.to_vec()));
    let file = File::create(path).expect("a file for the catalog");
    let mut writer = ArrowWriter::try_new(file, Arc::clone(&schema), None).expect("a writer");
    let mut numbers = Numbers(20_261_123);
    let mut titles: HashSet<u64> = HashSet::new();
    for start in (0..rows).step_by(8_192) {
        let batch: Vec<[String; 7]> =
            (start..rows.min(start + 8_192)).map(|n| row(&mut numbers, n)).collect();
        titles.extend(batch.iter().map(|row| fingerprint(&row[1])));
        let columns: Vec<ArrayRef> = (0..COLUMNS.len())
            .map(|c| {
                Arc::new(StringArray::from_iter_values(batch.iter().map(|row| row[c].as_str()))) as ArrayRef
            })
            .collect();
        writer
            .write(&RecordBatch::try_new(Arc::clone(&schema), columns).expect("a batch"))
            .expect("to write");
    }
    writer.close().expect("to close the catalog");
    let megabytes = std::fs::metadata(path).map_or(0, |m| m.len()) >> 20;
    Made { distinct: titles.len() as f64 * 100.0 / rows.max(1) as f64, megabytes }
}

/// The FNV-1a hash of a title: enough to count distinct ones.
fn fingerprint(title: &str) -> u64 {
    title.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, b| (hash ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3))
}

fn row(numbers: &mut Numbers, n: usize) -> [String; 7] {
    let lot = numbers.below(100);
    let planted = match lot {
        0..2 => Some(POSITIVES[numbers.below(POSITIVES.len())]),
        2..7 => Some(TRAPS[numbers.below(TRAPS.len())]),
        _ => None,
    };
    let (title, brand, model) = match planted {
        Some([title, brand, model]) => (format!("{title}, {}", numbers.words(2)), brand, model.to_owned()),
        None => (
            numbers.words(9),
            numbers.pick(BRANDS),
            format!("{}-{}", word(n).to_uppercase(), numbers.below(9_999)),
        ),
    };
    let seller = format!("{} store {}", numbers.pick(BRANDS), numbers.below(5_000));
    let text = numbers.words(22);
    let category = numbers.pick(&["Home", "Garden", "Electronics > Video", "Clothing", "Sports"]).to_owned();
    [format!("SKU{n:09}"), title, brand.to_owned(), seller, model, category, text]
}
