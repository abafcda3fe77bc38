//! Names of columns that no table holds as a whole, taken apart: `Product Brand (EN)`, `Awarded Vendor`, `EAN / UPC`,
//! `Attribute: Marke`, `设备制造商`. Knows nothing of what words mean.

use super::normal::{candidates, key, words};

/// How much of a name a key stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fit {
    /// All that it says.
    Whole,
    /// Its last words; what stands before them may say something else.
    End,
}

/// Languages that columns name: `title_en`.
const LANGUAGES: &[&str] = &[
    "en", "eng", "english", "de", "deu", "fr", "fra", "es", "esp", "it", "ita", "pt", "nl", "pl", "cs", "cz",
    "sk", "hu", "ro", "tr", "ru", "rus", "uk", "ua", "bg", "el", "gr", "vi", "vn", "ja", "jp", "zh", "cn",
    "tw", "ko", "kr", "sv", "da", "no", "fi", "ar", "he", "us", "gb", "eu",
];

/// Words that stand around the one that says it: the goods themselves, and what makes a name sound like one.
const AROUND: &[&str] = &[
    "product",
    "products",
    "item",
    "items",
    "goods",
    "prod",
    "article",
    "art",
    "catalog",
    "catalogue",
    "offer",
    "listing",
    "name",
    "names",
    "the",
    "of",
    "a",
    "s",
    "value",
    "values",
    "attribute",
    "attributes",
    "attr",
    "meta",
    "custom",
    "field",
    "data",
    "info",
    "pa",
    "original",
    "main",
    "primary",
    "full",
    "official",
    "default",
    "source",
    "raw",
    "clean",
    "cleaned",
    "normalized",
    "normalised",
    "text",
    "regex",
    "list",
    "as",
    "stated",
    "dc",
    "col",
    "column",
    "txt",
    "str",
    "tbl",
    "equipment",
    "hardware",
    "unit",
    "your",
    "our",
    "please",
    "enter",
    "required",
    "optional",
    "produktu",
    "produktow",
    "towaru",
    "produs",
    "produsului",
    "producto",
    "productos",
    "prodotto",
    "prodotti",
    "produit",
    "produits",
    "produkt",
    "produkte",
    "produkts",
    "produto",
    "produtos",
    "artikel",
    "artikels",
    "articulo",
    "articolo",
    "artykulu",
    "товара",
    "товаров",
    "товару",
    "продукта",
    "продукции",
    "продукту",
    "продукт",
    "изделия",
    "устройства",
    "оборудования",
    "пристрою",
    "urun",
    "urunun",
    "cihaz",
    "cihazin",
    "san",
    "pham",
    "hang",
    "hoa",
    "thiet",
    "bi",
    "termek",
    "keszulek",
    "eszkoz",
    "tuotteen",
    "laitteen",
    "vare",
    "varens",
    "geratet",
    "gerat",
    "gerates",
    "apparaat",
    "apparaats",
    "zbozi",
    "vyrobku",
    "zarizeni",
    "urzadzenia",
    "sprzetu",
    "tovaru",
    "zariadenia",
    "dispositivo",
    "equipo",
    "aparelho",
    "equipamento",
    "appareil",
    "apparecchio",
    "προϊοντος",
    "συσκευης",
    "ειδους",
    "المنتج",
    "للمنتج",
    "الجهاز",
    "المصنف",
    "الصنف",
    "كالا",
    "محصول",
    "المنتجات",
    "המוצר",
    "מוצר",
    "उत्पाद",
    "का",
    "produk",
    "barang",
    "perangkat",
    "peranti",
    "del",
    "do",
    "della",
    "dello",
    "du",
    "des",
    "le",
    "la",
    "il",
    "der",
    "die",
    "das",
    "van",
    "het",
    "el",
    "los",
    "na",
];

/// Beside these a word means something else: the name of a customer, the address of a picture, the brand of a parent.
const SPOILERS: &[&str] = &[
    "image",
    "images",
    "img",
    "photo",
    "picture",
    "logo",
    "icon",
    "thumbnail",
    "video",
    "customer",
    "client",
    "buyer",
    "shipping",
    "billing",
    "rating",
    "ratings",
    "review",
    "reviews",
    "count",
    "seo",
    "parent",
    "previous",
    "user",
    "contact",
    "employee",
    "competitor",
    "alt",
    "carrier",
    "insurance",
    "card",
    "payment",
    "kunde",
    "kunden",
    "cliente",
    "клиента",
    "покупателя",
    "compatible",
    "compatibility",
    "supported",
    "replaces",
    "replacement",
    "fits",
    "works",
    "similar",
    "related",
];

/// What East Asian names put before the word that says it, and behind it.
const BEFORE: &[&str] = &[
    "商品", "产品", "產品", "货物", "貨物", "设备", "設備", "物料", "货品", "貨品", "製品", "機器", "物品",
    "제품", "상품", "물품", "장비", "기기",
];
const BEHIND: &[&str] = &["名称", "名稱", "名", "명", "이름", "の名称", "信息", "資訊"];

/// Names of more words than this are sentences.
const MOST_WORDS: usize = 8;

/// The keys under which a column may be known, the closest first.
pub(super) fn keys(name: &str) -> Vec<(String, Fit)> {
    let mut found = candidates(name);
    let words = words(name);
    if is_path(name) || words.len() > MOST_WORDS || words.iter().any(|word| SPOILERS.contains(&word.as_str()))
    {
        return found.into_iter().map(|key| (key, Fit::Whole)).collect();
    }
    // `Brand (Marke)`, `EAN / UPC`, `Attribute: Brand`: the first part that is known.
    let parts = name.split(['(', ')', '[', ']', '/', '|', ',', ';', ':', '\n', '（', '）', '／', '：', '*']);
    found.extend(parts.flat_map(|part| part.split(" - ")).map(key));
    let without = |left_out: &[&[&str]]| -> Vec<&str> {
        let stays = |word: &&str| {
            !left_out.iter().any(|list| list.contains(word)) && !word.bytes().all(|b| b.is_ascii_digit())
        };
        words.iter().map(String::as_str).filter(stays).collect()
    };
    found.push(without(&[LANGUAGES]).concat());
    let kept = without(&[LANGUAGES, AROUND]);
    found.push(kept.concat());
    found.extend(east_asian(&key(name)));
    let mut found: Vec<(String, Fit)> = found.into_iter().map(|key| (key, Fit::Whole)).collect();
    found.extend((1..kept.len()).map(|start| (kept[start..].concat(), Fit::End)));
    found.retain(|(key, _)| !key.is_empty());
    found
}

/// Whether it leads into an object: what its end means depends on what it is the end of.
fn is_path(name: &str) -> bool {
    name.contains(".*")
        || name.as_bytes().windows(3).any(|w| w[1] == b'.' && w[0] != b' ' && w[2].is_ascii_alphanumeric())
}

/// Without what stands before or behind the word that says it.
fn east_asian(key: &str) -> Vec<String> {
    let inner = BEFORE
        .iter()
        .find_map(|word| key.strip_prefix(word))
        .map(|rest| rest.trim_start_matches(['的', 'の', '의']));
    let short = inner.unwrap_or(key);
    let bare = BEHIND.iter().find_map(|word| short.strip_suffix(word));
    [inner, bare].into_iter().flatten().map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn has(name: &str, wanted: &str) -> bool {
        keys(name).iter().any(|(key, _)| key == wanted)
    }

    #[test]
    fn what_stands_around_a_word_is_left_out() {
        for name in [
            "Product Brand (EN)",
            "pa_brand",
            "Attribute: Brand",
            "Brand / Hersteller",
            "brand_en",
            "Brand *",
        ] {
            assert!(has(name, "brand"), "{name}: {:?}", keys(name));
        }
        assert!(
            has("Marka produktu", "marka") && has("设备制造商", "制造商") && has("제품 브랜드명", "브랜드")
        );
        assert!(has("GTIN, UPC, EAN", "gtin"));
    }

    #[test]
    fn the_end_of_a_name_is_only_its_end() {
        assert!(keys("Awarded Vendor").contains(&("vendor".to_owned(), Fit::End)));
        assert!(!has("Customer Brand", "brand") && !has("brand image", "brand"));
        assert!(!has("Compatible Brand", "brand"));
    }
}
