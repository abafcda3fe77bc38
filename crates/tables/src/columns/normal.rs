//! Names of columns in one form, so that `Brand Name`, `brand_name`, `brandName` and `g:brand-name` are the same, in every
//! script: case, accents, points and spaces go.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Objects that only wrap what is meant: `product.title` is a title, `seller.name` is no name of a product.
const WRAPPERS: &[&str] = &[
    "product",
    "products",
    "item",
    "items",
    "data",
    "attributes",
    "offer",
    "listing",
    "node",
    "result",
    "results",
    "mainentity",
    "source",
    "fields",
    "summaries",
    "graph",
    "record",
    "payload",
    "tradeitem",
];

/// Innermost keys that say nothing of their own: `brand.0.value` is a brand.
const TAILS: &[&str] = &["value", "values", "text", "displayvalue", "label"];

/// Letters and digits only, in lower case, without accents.
pub(super) fn key(name: &str) -> String {
    let name = name.trim_start_matches('\u{feff}');
    let name = name.strip_prefix("g:").or_else(|| name.strip_prefix("schema:")).unwrap_or(name);
    let mut out = String::with_capacity(name.len());
    name.nfkc().flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric()).for_each(|c| fold(c, &mut out));
    out
}

/// A letter without its accents. In the scripts of India and East Asia marks are letters of their own, and stay.
fn fold(c: char, out: &mut String) {
    if c.is_ascii() {
        out.push(c);
    } else if c < '\u{700}' || ('\u{1e00}'..='\u{1fff}').contains(&c) {
        for base in std::iter::once(c).nfd().filter(|c| !is_combining_mark(*c)) {
            match single(base) {
                Some(text) => out.push_str(text),
                None => out.push(base),
            }
        }
    } else {
        out.push(c);
    }
}

/// Letters that are written one for the other, or that no accent is taken from.
fn single(c: char) -> Option<&'static str> {
    Some(match c {
        'ł' => "l",
        'đ' | 'ð' => "d",
        'ø' => "o",
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ı' => "i",
        'þ' => "th",
        'ħ' => "h",
        'ŧ' => "t",
        'ŋ' => "n",
        'ς' => "σ",
        // The stretched line that Arabic puts between letters; letters that Persian and careless typing write otherwise.
        'ـ' => "",
        'ة' => "ه",
        'ى' | 'ی' => "ي",
        'ک' => "ك",
        _ => return None,
    })
}

/// Whether a character stands between words.
pub(super) fn is_gap(c: char) -> bool {
    c.is_whitespace()
        || c.is_ascii_punctuation()
        || matches!(c, '\u{2010}'..='\u{2027}' | '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{301f}' | '\u{30fb}')
        || matches!(c, '\u{ff01}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}' | '\u{ff3b}'..='\u{ff40}' | '®' | '™' | '·' | '№')
}

/// The words of a name, each in its normal form: `brandName` has two.
pub(super) fn words(name: &str) -> Vec<String> {
    let mut words = Vec::new();
    for part in name.split(is_gap) {
        let mut start = 0;
        let mut lower = false;
        for (at, c) in part.char_indices() {
            if c.is_uppercase() && lower {
                words.push(key(&part[start..at]));
                start = at;
            }
            lower = c.is_lowercase();
        }
        words.push(key(&part[start..]));
    }
    words.retain(|word| !word.is_empty());
    words
}

/// The keys under which a column may be known, the closest first: as it stands, without wrappers, without numbers.
pub(super) fn candidates(name: &str) -> Vec<String> {
    let mut found = vec![key(name)];
    let segments: Vec<String> = name
        .split(['.', '/'])
        .map(key)
        .filter(|segment| !segment.is_empty() && !segment.bytes().all(|b| b.is_ascii_digit()))
        .collect();
    found.push(segments.concat());
    let mut inner = segments.as_slice();
    while let [last, rest @ ..] = inner
        && !rest.is_empty()
        && WRAPPERS.contains(&last.as_str())
    {
        inner = rest;
        found.push(inner.concat());
    }
    while let [rest @ .., last] = inner
        && !rest.is_empty()
        && TAILS.contains(&last.as_str())
    {
        inner = rest;
        found.push(inner.concat());
    }
    // `Bullet Point 3` is a bullet point; `SKU10001` is no name.
    let whole = inner.concat();
    let bare = whole.trim_end_matches(|c: char| c.is_ascii_digit());
    if whole.len() - bare.len() <= 2 {
        found.push(bare.to_owned());
    }
    found.retain(|key| !key.is_empty());
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_are_one_key() {
        for name in ["Brand Name", "brand_name", "brandName", "g:brand-name", "\u{feff}BRAND NAME"] {
            assert_eq!(key(name), "brandname");
        }
        assert_eq!(key("Größe"), "grosse");
        assert_eq!(key("商品名称"), "商品名称");
        assert_eq!(key("Złącze ŁÓDŹ đặc ă ş İI ı"), "zlaczelodzdacasiii");
        assert_eq!(key("ΤΊΤΛΟΣ"), key("τίτλος"));
        assert_eq!(key("Ёлка"), key("елка"));
        assert_eq!(key("الماركة"), key("الماركه"));
        assert_eq!(key("ﾒｰｶｰ"), "メーカー");
        assert_eq!(
            (key("ブランド"), key("브랜드"), key("ब्रांड")),
            ("ブランド".into(), "브랜드".into(), "बरांड".into())
        );
    }

    #[test]
    fn words_end_at_gaps_and_capitals() {
        assert_eq!(words("brandName"), ["brand", "name"]);
        assert_eq!(words("MAC-адрес №"), ["mac", "адрес"]);
        assert_eq!(words("उत्पाद का नाम").len(), 3);
        assert_eq!(words("EAN/UPC (main)"), ["ean", "upc", "main"]);
    }

    #[test]
    fn wrappers_and_numbers_go_but_what_matters_stays() {
        assert!(candidates("attributes.brand.0.value").contains(&"brand".to_owned()));
        assert!(candidates("offers.0.seller.name").contains(&"offerssellername".to_owned()));
        assert!(!candidates("seller.name").contains(&"name".to_owned()));
        assert!(candidates("Bullet Point 3").contains(&"bulletpoint".to_owned()));
        assert!(candidates("gtin13").first().is_some_and(|k| k == "gtin13"));
    }
}
