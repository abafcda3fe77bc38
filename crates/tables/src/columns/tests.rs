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

/// A header in many languages and styles, and the fields that its columns feed.
const TONGUES: &[(&str, &str)] = &[
    (
        "Bestell-Nr.|Gerätebezeichnung|Fabrikat|Herstellerfirma|Typenbezeichnung|EAN-Nr.|Warengruppe",
        "id title brand manufacturer model gtin category",
    ),
    (
        "Désignation article|Marque commerciale|Constructeur|Référence constructeur|Code-barres|Famille|Fabriqué en",
        "title brand manufacturer model gtin category origin",
    ),
    (
        "Nombre del artículo|Marca comercial|Fabricado por|Número de parte|Tipo de equipo|Procedencia",
        "title brand manufacturer model category origin",
    ),
    (
        "Nome do artigo|Marca do produto|Vendido por|Número da peça|Código de barras|País de fabrico",
        "title brand seller model gtin origin",
    ),
    (
        "Denominazione|Marchio|Casa produttrice|Codice costruttore|Tipologia|Scheda tecnica",
        "title brand manufacturer model category text",
    ),
    (
        "Nazwa towaru|Marka produktu|Wytwórca|Nr katalogowy|Kod kreskowy|Rodzaj urządzenia",
        "title brand manufacturer model gtin category",
    ),
    (
        "Název zboží|Obchodní značka|Výrobce zařízení|Typové označení|Čárový kód|Druh zboží",
        "title brand manufacturer model gtin category",
    ),
    (
        "Názov tovaru|Značka|Výrobca|Predajca|Čiarový kód|Krajina pôvodu",
        "title brand manufacturer seller gtin origin",
    ),
    (
        "Termék neve|Márka|Gyártó cég|Típusszám|Vonalkód|Eszköz típusa",
        "title brand manufacturer model gtin category",
    ),
    (
        "Denumire produs|Marcă|Producător|Vânzător|Cod de bare|Țara de origine",
        "title brand manufacturer seller gtin origin",
    ),
    (
        "Malzeme adı|Markası|Üretici firma|Mağaza adı|Barkod|Menşei",
        "title brand manufacturer seller gtin origin",
    ),
    (
        "Наименование продукции|Торговая марка|Завод-изготовитель|Артикул производителя|Штрих-код|Вид товара",
        "title brand manufacturer model gtin category",
    ),
    (
        "Назва товару|Торгова марка|Виробник|Продавець|Країна-виробник",
        "title brand manufacturer seller origin",
    ),
    (
        "Наименование на стоката|Търговска марка|Производител|Държава на произход",
        "title brand manufacturer origin",
    ),
    (
        "Ονομασία προϊόντος|Μάρκα|Κατασκευαστής|Μοντέλο|Χώρα προέλευσης",
        "title brand manufacturer model origin",
    ),
    (
        "Tên thiết bị|Thương hiệu|Hãng sản xuất|Model|Nước sản xuất|Loại thiết bị",
        "title brand manufacturer model origin category",
    ),
    ("製品名|ブランド名|製造元|型式|バーコード|機器種別", "title brand manufacturer model gtin category"),
    ("设备名称|厂牌|生产厂商|规格型号|设备类型|原产国", "title brand manufacturer model category origin"),
    ("產品名稱|品牌名稱|製造廠商|產品型號|條碼|產品類別", "title brand manufacturer model gtin category"),
    ("제품명|브랜드명|제조업체|모델번호|판매업체|제조국", "title brand manufacturer model seller origin"),
    (
        "Benaming|Merknaam|Naam fabrikant|Typenummer|Streepjescode|Soort apparaat",
        "title brand manufacturer model gtin category",
    ),
    (
        "Benämning|Varumärke|Tillverkare|Modellbeteckning|Streckkod|Ursprungsland",
        "title brand manufacturer model gtin origin",
    ),
    (
        "Varebetegnelse|Mærke|Producent|Forhandler|Stregkode|Oprindelsesland",
        "title brand manufacturer seller gtin origin",
    ),
    (
        "Varenavn|Merke|Produsent|Selger|Strekkode|Opprinnelsesland",
        "title brand manufacturer seller gtin origin",
    ),
    (
        "Tuotteen nimi|Tuotemerkki|Valmistaja|Mallinumero|Viivakoodi|Alkuperämaa",
        "title brand manufacturer model gtin origin",
    ),
    (
        "اسم الصنف|الماركة|الصانع|رقم الموديل|نوع الجهاز|دولة الصنع",
        "title brand manufacturer model category origin",
    ),
    ("نام کالا|برند|شرکت سازنده|شماره مدل|بارکد|کشور سازنده", "title brand manufacturer model gtin origin"),
    ("שם המוצר|מותג|יצרן|דגם|ברקוד|ארץ ייצור", "title brand manufacturer model gtin origin"),
    ("उत्पाद का नाम|ब्रांड|निर्माता|मॉडल नंबर|मूल देश", "title brand manufacturer model origin"),
    (
        "Nama barang|Merek|Pabrikan|Nomor model|Negara asal|Jenis perangkat",
        "title brand manufacturer model origin category",
    ),
    ("ชื่อสินค้า|ยี่ห้อ|ผู้ผลิต|รุ่น|ประเภทอุปกรณ์|ประเทศผู้ผลิต", "title brand manufacturer model category origin"),
    (
        "asset_tag|DeviceName|Make|Model No.|Type of device|MAC Address (LAN)",
        "id title brand model category mac",
    ),
    (
        "PO Number|Line Description|Mfr. Name|Mfr. Part #|Vendor Name|Unit Price",
        "id text manufacturer model seller -",
    ),
    ("Product Name (EN)|Product Brand (EN)|brand_logo|Customer Name|Made In", "title brand - - origin"),
    ("GTIN / EAN|Brand / Manufacturer|Item Desc.|Qty|Country of Mfg", "gtin brand text - origin"),
];

#[test]
fn columns_are_known_in_many_languages() {
    for (header, expected) in TONGUES {
        let (_, uses) = recognise(header);
        let pairs = expected.split(' ').zip(header.split('|')).filter(|(field, _)| *field != "-");
        let wanted: Vec<String> = pairs.map(|(field, name)| format!("{field} <- {name}")).collect();
        assert_eq!(uses, wanted);
    }
}

#[test]
fn a_company_sells_where_something_is_bought_and_makes_what_stands_in_an_inventory() {
    for (header, company) in [
        ("vendor|model|firmware_version|ip", "manufacturer <- vendor"),
        ("company|type|model|oui_regex", "manufacturer <- company"),
        ("hostname|Vendor Name|serial number", "manufacturer <- Vendor Name"),
        ("item|vendor|po number|unit price", "seller <- vendor"),
        ("product title|vendor|mac address", "seller <- vendor"),
        ("Firma|Bezeichnung|Preis", "seller <- Firma"),
        ("vendor|brand|firmware", "seller <- vendor"),
        ("Hãng|Công ty|Tên hàng|Đơn giá", "seller <- Công ty"),
    ] {
        let (_, uses) = recognise(header);
        assert!(uses.contains(&company.to_owned()), "{header}: {uses:?}");
    }
}

/// What a table comes to, rows by `/`: field and column, guesses in brackets.
fn learnt(header: &str, rows: &[&str]) -> Vec<String> {
    let names: Vec<String> = header.split('|').map(str::to_owned).collect();
    let mut recogniser =
        Recogniser::of(Table::Catalog, &Mapping::default(), names.iter().map(String::as_str));
    let mut sample = Sample::new(&names);
    rows.iter().for_each(|row| sample.add(row.split('|')));
    recogniser.learn(&sample);
    let (columns, _) = recogniser.columns(&names, 64);
    let told = |one: &Use| {
        let name = one.meaning.name();
        if one.guessed { format!("({name}) <- {}", one.column) } else { format!("{name} <- {}", one.column) }
    };
    columns.uses().iter().map(told).collect()
}

#[test]
fn a_description_is_the_heading_where_there_is_none() {
    let uses = learnt("sku|Item Description|Make", &["1|Dome camera 4MP|Kestrel"]);
    assert_eq!(uses, ["id <- sku", "(title) <- Item Description", "brand <- Make"]);
    let long = format!("1|{}|Kestrel", "A dome camera for halls and yards, ".repeat(4));
    let uses = learnt("sku|Description|Make", &[&long]);
    assert_eq!(uses, ["id <- sku", "(title) <- Description", "brand <- Make", "text <- Description"]);
    let uses = learnt("Asset Tag|Model name|Serial", &["A1|Kestrel P30 Lite|S1", "A2|Nordlicht NVR 8ch|S2"]);
    assert_eq!(uses, ["id <- Asset Tag", "(title) <- Model name", "model <- Model name", "other <- Serial"]);
}

#[test]
fn what_nobody_knows_is_plain_text_and_prices_are_not() {
    let uses = learnt(
        "title|xq|unit_price|zz|image",
        &["Camera, white|Some words here|9.50|12|x.png", "Chime|Other|3.00|14|y.png"],
    );
    assert_eq!(uses, ["title <- title", "other <- xq"]);
}

#[test]
fn a_name_in_the_column_beside_is_the_name() {
    let header = "SKU|Name|Attribute 1 name|Attribute 1 value(s)|Attribute 2 name|Attribute 2 value(s)";
    let uses = learnt(
        header,
        &["1|Dome camera|Brand|Kestrel|Colour|white", "2|Doorbell|Brand|Nordlicht|Colour|black"],
    );
    assert_eq!(uses[..3], ["id <- SKU", "title <- Name", "brand <- Attribute 1 value(s)"]);
    assert!(!uses.iter().any(|one| one.contains("2 value")), "{uses:?}");
}

#[test]
fn a_product_code_is_no_id_where_it_comes_again() {
    assert_eq!(learnt("asin|title", &["B0BDRVFDKP|a b c", "B0BDRVFDKQ|d e f"])[0], "id <- asin");
    assert_eq!(learnt("asin|title", &["B0BDRVFDKP|a b c", "B0BDRVFDKP|d e f"]), ["title <- title"]);
}
