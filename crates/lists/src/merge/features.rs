//! What of a record is compared with others: worked out once.

use std::collections::BTreeSet;

use nameplate::register::NameKind;
use nameplate::text::name::{name_key, words};

use crate::record::{EntryKind, Identifier, Record};
use nameplate::text::country::code as country;

/// What is compared.
#[derive(Clone, Debug, Default)]
pub(super) struct Features {
    /// The primary name and those in its own script, in normal form.
    pub(super) primary: BTreeSet<String>,
    /// Strong aliases and former names, in normal form.
    pub(super) other: BTreeSet<String>,
    /// All of these as written, folded: with their legal form.
    pub(super) written: BTreeSet<String>,
    /// Countries, by code.
    pub(super) countries: BTreeSet<&'static str>,
    /// Identifiers that name one party in the world: kind and number.
    pub(super) identifiers: BTreeSet<(&'static str, String)>,
    /// Words and numbers of its addresses.
    pub(super) address: BTreeSet<String>,
    /// Persons are never merged by name.
    pub(super) person: bool,
}

impl Features {
    pub(super) fn of(record: &Record) -> Self {
        let mut features = Features { person: record.kind == EntryKind::Person, ..Features::default() };
        for name in &record.names {
            let key = name_key(&name.text);
            let target = match name.kind {
                NameKind::Primary | NameKind::Native => &mut features.primary,
                NameKind::Weak => continue,
                _ => &mut features.other,
            };
            if !key.is_empty() {
                target.insert(key);
                features.written.insert(written(&name.text));
            }
        }
        let addresses = record.addresses.iter().map(|address| address.country.as_str());
        let codes = addresses.chain(record.countries.iter().map(String::as_str)).map(country);
        features.countries = codes.filter(|code| !code.is_empty()).collect();
        for address in &record.addresses {
            features.address.extend(words(&written(&address.text)).map(str::to_owned));
        }
        features.identifiers = record.identifiers.iter().filter_map(identifier).collect();
        features
    }

    /// Whether they are known to be in one country.
    pub(super) fn shares_country(&self, other: &Features) -> bool {
        !self.countries.is_disjoint(&other.countries)
    }

    /// Whether they are known to be in different countries.
    pub(super) fn is_elsewhere(&self, other: &Features) -> bool {
        !self.countries.is_empty() && !other.countries.is_empty() && !self.shares_country(other)
    }

    /// Whether half of the words of the shorter address stand in the other, and a number of house or street with them.
    pub(super) fn shares_address(&self, other: &Features) -> bool {
        const LEAST_WORDS: usize = 3;
        let common: Vec<&String> = self.address.intersection(&other.address).collect();
        let numbered = common.iter().any(|word| word.chars().any(|c| c.is_ascii_digit()));
        let shorter = self.address.len().min(other.address.len());
        numbered && shorter >= LEAST_WORDS && common.len() * 2 >= shorter
    }
}

/// A text without regard to case, accents and punctuation.
pub(super) fn written(text: &str) -> String {
    let folded = nameplate::text::fold::Folded::new(text);
    words(folded.as_str()).collect::<Vec<_>>().join(" ")
}

/// A name that may tell one company from another at all: more than one word, or Han letters of which four make a name.
pub(super) fn tells(key: &str) -> bool {
    words(key).count() >= 2 || key.chars().filter(|c| !c.is_ascii()).count() >= 4
}

/// A name without the words that only say where it is: "Zhejiang Dahua Technology" is "dahua technology". Empty where no
/// word is one of place, or nothing of substance is left.
pub(super) fn without_place(key: &str) -> String {
    let all: Vec<&str> = words(key).collect();
    let kept: Vec<&str> = all.iter().copied().filter(|word| !PLACES.contains(word)).collect();
    if kept.len() == all.len() || kept.len() < 2 { String::new() } else { kept.join(" ") }
}

/// Provinces and cities that Chinese companies bear in their names (GB/T 2260 names, without tones), and the country.
const PLACES: &[&str] = &[
    "anhui",
    "baoding",
    "beijing",
    "changchun",
    "changsha",
    "chengdu",
    "china",
    "chongqing",
    "dalian",
    "dongguan",
    "foshan",
    "fujian",
    "fuzhou",
    "gansu",
    "guangdong",
    "guangxi",
    "guangzhou",
    "guiyang",
    "guizhou",
    "hainan",
    "hangzhou",
    "harbin",
    "hebei",
    "hefei",
    "heilongjiang",
    "henan",
    "hubei",
    "hunan",
    "huizhou",
    "jiangsu",
    "jiangxi",
    "jilin",
    "jinan",
    "kunming",
    "lanzhou",
    "liaoning",
    "nanchang",
    "nanjing",
    "nanning",
    "ningbo",
    "ningxia",
    "qingdao",
    "qinghai",
    "shaanxi",
    "shandong",
    "shanghai",
    "shanxi",
    "shenyang",
    "shenzhen",
    "shijiazhuang",
    "sichuan",
    "suzhou",
    "taiyuan",
    "tianjin",
    "tibet",
    "urumqi",
    "wuhan",
    "wuxi",
    "xi",
    "xiamen",
    "xian",
    "xinjiang",
    "yunnan",
    "zhejiang",
    "zhengzhou",
    "zhuhai",
    "hong",
    "kong",
];

/// Numbers that an authority gives to one party only. What branches share (SWIFT, tickers, websites) is none of them.
fn identifier(id: &Identifier) -> Option<(&'static str, String)> {
    let scheme = id.scheme.to_lowercase();
    let has = |marks: &[&str]| marks.iter().any(|mark| scheme.contains(mark));
    let kind = if scheme == "ofac" {
        "ofac"
    } else if scheme == "lei" || has(&["legal entity identifier", "legal entity number"]) {
        "lei"
    } else if has(&["un reference", "un ref"]) {
        "un"
    } else if has(&["uscc", "unified social credit"]) {
        "uscc"
    } else if has(&["d-u-n-s", "duns"]) {
        "duns"
    } else if has(&[
        "registration number",
        "registration id",
        "company number",
        "registry number",
        "enterprise number",
        "ogrn",
    ]) {
        "registration"
    } else if has(&["tax", "v.a.t", "vat", "inn"]) {
        "tax"
    } else {
        return None;
    };
    let value: String =
        id.value.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect();
    let place = country(&id.country);
    match kind {
        "registration" | "tax" if value.len() < 6 || !value.chars().any(|c| c.is_ascii_digit()) => None,
        // A number of a national registry counts with its country; some authorities leave that out.
        "registration" | "tax" => Some((kind, format!("{value} {place}").trim_end().to_owned())),
        _ if value.is_empty() => None,
        _ => Some((kind, value)),
    }
}
