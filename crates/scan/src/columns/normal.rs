//! Names of columns in one form, so that `Brand Name`, `brand_name`, `brandName` and `g:brand-name` are the same.

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

/// Letters and digits only, in lower case, Latin letters without their accents.
pub(crate) fn key(name: &str) -> String {
    let name = name.trim_start_matches('\u{feff}');
    let name = name.strip_prefix("g:").or_else(|| name.strip_prefix("schema:")).unwrap_or(name);
    let mut out = String::with_capacity(name.len());
    for c in name.chars().flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric()) {
        match fold(c) {
            Some(text) => out.push_str(text),
            None => out.push(c),
        }
    }
    out
}

fn fold(c: char) -> Option<&'static str> {
    Some(match c {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' => "a",
        'ç' => "c",
        'è' | 'é' | 'ê' | 'ë' => "e",
        'ì' | 'í' | 'î' | 'ï' => "i",
        'ñ' => "n",
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' => "o",
        'ù' | 'ú' | 'û' | 'ü' => "u",
        'ß' => "ss",
        _ => return None,
    })
}

/// The keys under which a column may be known, the closest first: as it stands, without wrappers, without numbers.
pub(crate) fn candidates(name: &str) -> Vec<String> {
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
    let bare = inner.concat().trim_end_matches(|c: char| c.is_ascii_digit()).to_owned();
    found.push(bare);
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
