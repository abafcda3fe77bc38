//! Tests of the module `columns`.

use super::*;

/// Format and `field <- column` pairs that a header gives.
fn recognise(header: &str) -> (Option<&'static str>, Vec<String>) {
    let names: Vec<String> = header.split('|').map(str::to_owned).collect();
    let mapping = Mapping::default();
    let recogniser = Recogniser::of(Table::Catalog, &mapping, names.iter().map(String::as_str));
    let uses = names.iter().flat_map(|name| {
        recogniser.find(name).into_iter().map(move |found| format!("{} <- {name}", found.meaning.name()))
    });
    (recogniser.format(), uses.collect())
}

/// Format, header, and the fields that its columns feed.
const HEADERS: &[(Option<&str>, &str, &str)] = &[
    (
        Some("Amazon"),
        "item-name|item-description|listing-id|seller-sku|price|product-id|asin1",
        "title text id id - gtin id",
    ),
    (
        Some("Amazon"),
        "item_sku|item_name|external_product_id|brand_name|manufacturer|part_number|bullet_point1|generic_keywords",
        "id title gtin brand manufacturer model text text",
    ),
    (
        Some("Bright Data"),
        "url|id|title|seller_name|shop_url|breadcrumb|Product Specifications|Product Description|brand",
        "url id title seller - category text text brand",
    ),
    (
        Some("Walmart"),
        "SKU|Product Name|Short Description|UPC|Brand|Manufacturer Part Number|Seller Name",
        "id title text gtin brand model seller",
    ),
    (
        Some("eBay"),
        "*Title|Item number|Custom label (SKU)|*C:Brand|C:MPN|P:EAN|C:Country/Region of Manufacture|seller.username",
        "title id id brand model gtin origin seller",
    ),
    (
        Some("Shopify"),
        "Handle|Title|Body (HTML)|Vendor|Type|Variant SKU|Variant Barcode|Tags",
        "id title text brand category id gtin text",
    ),
    (
        Some("Google Merchant"),
        "g:id|g:title|g:description|g:link|g:image_link|g:brand|g:gtin|g:mpn|g:google_product_category",
        "id title text url - brand gtin model category",
    ),
    (
        Some("GS1"),
        "GTIN|Trade Item Description|Brand Name|Brand Owner Name|GPC Category Code|Country Of Origin",
        "gtin title brand manufacturer category origin",
    ),
    (
        Some("GSA Advantage"),
        "SIN|Mfr Part No|Mfr Name|Vendor Part No|Product Name|Product Description|COO|UPC|Contractor Name",
        "- model manufacturer id title text origin gtin seller",
    ),
    (
        Some("schema.org"),
        "@context|@type|name|brand.name|manufacturer.name|sku|gtin13|mpn|offers.*.seller.name|description|url",
        "- - title brand manufacturer id gtin model seller text url",
    ),
    (None, "name|main_category|sub_category|image|link|ratings", "title category category - url -"),
    (None, "id|title|brand|category|price|description", "id title brand category - text"),
    (
        None,
        "Artikelnummer|Bezeichnung|Marke|Hersteller|Verkäufer|EAN|Beschreibung",
        "id title brand manufacturer seller gtin text",
    ),
    (
        None,
        "Referencia|Título|Marca|Fabricante|Vendedor|Modelo|Descripción",
        "id title brand manufacturer seller model text",
    ),
    (
        None,
        "Référence|Titre|Marque|Fabricant|Vendeur|Modèle|Pays d'origine",
        "id title brand manufacturer seller model origin",
    ),
    (
        None,
        "Código|Título|Marca|Fabricante|Loja|Descrição|País de origem",
        "id title brand manufacturer seller text origin",
    ),
    (
        None,
        "货号|商品标题|品牌|制造商|店铺名称|型号|条形码|商品描述|产地",
        "id title brand manufacturer seller model gtin text origin",
    ),
];

#[test]
fn each_marketplace_is_recognised() {
    for (format, header, expected) in HEADERS {
        let (found, uses) = recognise(header);
        assert_eq!(found, *format, "{header}");
        let pairs = expected.split(' ').zip(header.split('|')).filter(|(field, _)| *field != "-");
        let wanted: Vec<String> = pairs.map(|(field, name)| format!("{field} <- {name}")).collect();
        assert_eq!(uses, wanted);
    }
}

#[test]
fn nested_columns_are_what_their_object_is() {
    let (_, uses) =
        recognise("product.title|seller.name|seller.id|related.*.title|attributes.brand.*.value|image.url");
    assert_eq!(
        uses,
        [
            "title <- product.title",
            "seller <- seller.name",
            "seller <- seller.id",
            "brand <- attributes.brand.*.value"
        ]
    );
}

#[test]
fn a_mapping_replaces_what_is_recognised() {
    let mapping = Mapping::parse("brand=name,text=title,text=b").unwrap();
    let names = ["name", "title", "brand", "b"];
    let recogniser = Recogniser::of(Table::Catalog, &mapping, names.into_iter());
    let find = |name| recogniser.find(name).iter().map(|found| found.meaning.name()).collect::<Vec<_>>();
    assert_eq!(names.map(find), [vec!["brand"], vec!["text"], vec![], vec!["text"]]);
}
