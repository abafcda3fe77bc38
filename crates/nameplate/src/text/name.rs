//! The normal form of a name: folded, words parted by one space, legal form taken off the end.
//!
//! Two spellings of one registered name meet in it ("Co. Ltd.", "Co., Ltd", "CO LTD"); two names do not.

use super::fold::Folded;
use super::is_word;

/// Legal forms as last words of a folded name (ISO 20275 has the full list; these are the ones that catalogs write).
const LEGAL_FORMS: &[&str] = &[
    "co",
    "ltd",
    "limited",
    "inc",
    "incorporated",
    "corp",
    "corporation",
    "company",
    "llc",
    "llp",
    "lp",
    "plc",
    "gmbh",
    "ag",
    "kg",
    "mbh",
    "ug",
    "se",
    "sa",
    "sas",
    "sarl",
    "srl",
    "spa",
    "bv",
    "nv",
    "oy",
    "ab",
    "as",
    "aps",
    "pty",
    "pte",
    "pvt",
    "private",
    "kk",
    "sl",
    "lda",
    "ltda",
    "eireli",
    "sdn",
    "bhd",
    "jsc",
    "ooo",
    "oao",
    "zao",
    "pao",
    "tic",
    "sti",
    "doo",
    "kft",
    "zrt",
    "sro",
    "spzoo",
    "holding",
    "holdings",
];

/// Legal forms that follow a name without a space.
const LEGAL_ENDINGS: &[&str] = &[
    "股份有限公司",
    "集团有限公司",
    "有限责任公司",
    "科技有限公司",
    "有限公司",
    "公司",
    "集团",
    "株式会社",
    "주식회사",
];

/// The normal form of a name. Empty only where the text has no letter or digit. The normal form of a normal form is itself.
pub fn name_key(text: &str) -> String {
    let mut key = key_once(text);
    // What a legal form leaves behind may end in another one. Each round is shorter, or the last.
    loop {
        let again = key_once(&key);
        if again.len() >= key.len() {
            return key;
        }
        key = again;
    }
}

fn key_once(text: &str) -> String {
    let folded = Folded::new(text);
    let words: Vec<String> = words(folded.as_str()).map(str::to_owned).collect();
    strip_legal_form(&words).join(" ")
}

/// The words of a folded text.
pub fn words(folded: &str) -> impl Iterator<Item = &str> {
    // Some names live by their signs: G&G, Face++.
    folded.split(|c: char| !is_word(c) && !matches!(c, '&' | '+')).filter(|w| w.chars().any(is_word))
}

/// Takes legal forms off the end, but never the whole name.
pub fn strip_legal_form(words: &[String]) -> Vec<String> {
    let mut kept = words.to_vec();
    while kept.len() > 1 && kept.last().is_some_and(|w| LEGAL_FORMS.contains(&w.as_str())) {
        kept.pop();
    }
    if let Some(last) = kept.last_mut() {
        let ending = LEGAL_ENDINGS.iter().find(|e| last.ends_with(**e) && last.len() > e.len());
        last.truncate(last.len() - ending.map_or(0, |e| e.len()));
    }
    kept
}

/// Whether a folded word is a legal form.
pub fn is_legal_form(word: &str) -> bool {
    LEGAL_FORMS.contains(&word)
}

/// Words that shops put around a name in brand and seller fields: they say nothing about who it is.
const NOISE: &[&str] = &[
    "visit",
    "the",
    "store",
    "shop",
    "official",
    "flagship",
    "brand",
    "by",
    "original",
    "genuine",
    "online",
    "mall",
    "outlet",
    "us",
    "usa",
    "uk",
    "eu",
    "europe",
    "america",
    "china",
    "global",
    "international",
    "intl",
    "deutschland",
    "germany",
    "france",
    "espana",
    "spain",
    "italia",
    "italy",
    "canada",
    "mexico",
    "brasil",
    "brazil",
    "india",
    "kenya",
    "australia",
    "japan",
    "korea",
    "amazon",
    "ebay",
    "tienda",
    "oficial",
    "boutique",
    "officielle",
    "loja",
    "offizieller",
    "marke",
    "marca",
    "marque",
    "tm",
    "r",
];

const NOISE_ENDINGS: &[&str] = &["官方旗舰店", "旗舰店", "官方店", "专卖店", "官方", "品牌"];

/// What is left of a field once the words around a name are taken off; empty if nothing is.
pub fn without_noise(key: &str) -> String {
    let mut kept: Vec<String> = words(key).filter(|w| !NOISE.contains(w)).map(str::to_owned).collect();
    if let Some(last) = kept.last_mut() {
        let ending = NOISE_ENDINGS.iter().find(|e| last.ends_with(**e) && last.len() > e.len());
        last.truncate(last.len() - ending.map_or(0, |e| e.len()));
    }
    strip_legal_form(&kept).join(" ")
}

/// What catalogs write into a brand field when there is no brand. Takes a normal form ([`name_key`]).
pub fn is_no_brand(key: &str) -> bool {
    const NO_BRAND: &[&str] = &[
        "",
        "generic",
        "generic brand",
        "unbranded",
        "unbranded generic",
        "no brand",
        "nobrand",
        "no name",
        "noname",
        "none",
        "n a",
        "na",
        "null",
        "nil",
        "oem",
        "odm",
        "other",
        "others",
        "unknown",
        "not specified",
        "does not apply",
        "not applicable",
        "brand",
        "various",
        "misc",
        "ohne marke",
        "markenlos",
        "no aplica",
        "sin marca",
        "generico",
        "generico",
        "generica",
        "generique",
        "sans marque",
        "sem marca",
        "无",
        "无品牌",
        "其他",
        "其它",
        "нет бренда",
        "без бренда",
    ];
    NO_BRAND.contains(&key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn spellings_of_one_name_meet() {
        for text in [
            "Zhejiang Dahua Technology Co., Ltd.",
            "ZHEJIANG DAHUA TECHNOLOGY CO LTD",
            "Zhejiang  Dahua Technology Co.,Ltd",
        ] {
            assert_eq!(name_key(text), "zhejiang dahua technology");
        }
        assert_eq!(name_key("浙江大华技术股份有限公司"), "浙江大华技术");
        assert_eq!(name_key("TP-LINK"), "tp link");
        assert_eq!(name_key("G&G"), "g&g");
    }

    #[test]
    fn different_names_stay_apart() {
        assert_ne!(name_key("Dahua Electronics Corporation"), name_key("Dahua Technology Co., Ltd."));
        assert_eq!(name_key("Limited"), "limited");
    }

    #[test]
    fn noise_is_taken_off_fields() {
        assert_eq!(without_noise(&name_key("Visit the HIKVISION Store")), "hikvision");
        assert_eq!(without_noise(&name_key("HIKVISION Official")), "hikvision");
        assert_eq!(without_noise(&name_key("by Hikvision (China)")), "hikvision");
        assert_eq!(without_noise(&name_key("海康威视官方旗舰店")), "海康威视");
        assert_eq!(without_noise(&name_key("The Official Store")), "");
    }

    #[test]
    fn no_brand_is_no_brand() {
        for text in ["Generic", "N/A", "unbranded", "", "Does not apply", "Genérico"] {
            assert!(is_no_brand(&name_key(text)), "{text}");
        }
        assert!(!is_no_brand(&name_key("Axis")));
    }

    proptest! {
        #[test]
        fn is_idempotent_and_never_panics(text in ".{0,60}") {
            let key = name_key(&text);
            prop_assert_eq!(name_key(&key), key);
        }

        #[test]
        fn legal_forms_behind_legal_forms_are_taken_off_at_once(
            text in "(海康|A|xҺ|co)( |)(公司|集团|有限公司|株式会社|co|ltd|inc| ){0,6}"
        ) {
            let key = name_key(&text);
            prop_assert_eq!(name_key(&key), key);
        }
    }
}
