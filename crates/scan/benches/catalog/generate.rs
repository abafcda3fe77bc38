//! A generated catalog: no real rows, no real distribution, but the mix that the benchmark names. Seeded, so
//! that every run reads the same bytes.

use crate::sheet::Row;

/// Which rows a generated catalog holds, in percent; all others name nobody whom the register knows.
#[derive(Clone, Copy)]
pub(crate) struct Mix {
    /// Products of makers that are on lists.
    found: usize,
    /// Products of others that name such a maker.
    beside: usize,
    /// What those are.
    traps: &'static [[&'static str; 3]],
}

impl Mix {
    /// A catalog as most are: few products of listed makers, some that only name them.
    pub(crate) const USUAL: Mix = Mix { found: 2, beside: 5, traps: TRAPS };
    /// Every row is found.
    pub(crate) const FOUND: Mix = Mix { found: 100, beside: 0, traps: MENTIONS };
    /// A fifth of the rows name a maker that is not theirs, none is found.
    pub(crate) const MENTIONS: Mix = Mix { found: 0, beside: 20, traps: MENTIONS };
    /// Every row names a maker that is not its own.
    pub(crate) const ONLY_MENTIONS: Mix = Mix { found: 0, beside: 100, traps: MENTIONS };
    /// Nothing to find.
    pub(crate) const SILENT: Mix = Mix { found: 0, beside: 0, traps: MENTIONS };
}

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

/// Each names a maker that is on a list.
const MENTIONS: &[[&str; 3]] = &[
    ["Wall bracket for Hikvision dome camera", "Generic", ""],
    ["ND filter set compatible with DJI Mini 4 Pro", "Kestrel", ""],
    ["Case cover for Huawei P60 Pro", "Velora", ""],
];

/// The same, and words that sound like a listed class of goods.
const TRAPS: &[[&str; 3]] = &[
    MENTIONS[0],
    MENTIONS[1],
    MENTIONS[2],
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

/// The rows of a catalog, one after the other.
pub(crate) fn rows(mix: Mix, count: usize) -> impl Iterator<Item = Row> {
    let mut numbers = Numbers(20_261_123);
    (0..count).map(move |n| row(mix, &mut numbers, n))
}

fn row(mix: Mix, numbers: &mut Numbers, n: usize) -> Row {
    let lot = numbers.below(100);
    let planted = if lot < mix.found {
        Some(POSITIVES[numbers.below(POSITIVES.len())])
    } else if lot < mix.found + mix.beside {
        Some(mix.traps[numbers.below(mix.traps.len())])
    } else {
        None
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
