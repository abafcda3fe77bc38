//! Small tables as people bring them, through the whole road of a scan: which rows lead to whom. Each stands for a kind of fault that was
//! once there.

use std::collections::BTreeMap;
use std::sync::Mutex;

use nameplate::finding::ListingResult;
use nameplate_tests::screening::screener;
use scan::{Input, Mapping, Options, Watch, run};

#[derive(Default)]
struct Keep(Mutex<BTreeMap<u64, String>>);

impl Watch for Keep {
    type Seen = (u64, String);

    fn look(&self, result: &ListingResult<'_>) -> Option<Self::Seen> {
        let mut said: Vec<String> = result
            .findings
            .iter()
            .map(|finding| format!("{} {}", finding.case.target.id, finding.verdict))
            .collect();
        said.sort();
        said.insert(0, result.verdict.to_string());
        Some((result.listing.row, said.join("; ")))
    }

    fn show(&self, (row, said): Self::Seen) {
        self.0.lock().expect("no thread failed").insert(row, said);
    }
}

/// What is said of each row of a table: its verdict, then its findings.
fn said_of(bytes: &[u8], mapping: &str) -> Vec<String> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("table.csv");
    std::fs::write(&path, bytes).expect("a table");
    let mapping = Mapping::parse(mapping).expect("a mapping");
    let options = Options { inputs: vec![Input::Path(path)], mapping, ..Options::default() };
    let keep = Keep::default();
    run(&screener("2026-11-26"), &options, &keep).expect("a scan");
    keep.0.into_inner().expect("no thread failed").into_values().collect()
}

/// Each row leads to that party with that verdict, or to nobody.
#[track_caller]
fn leads(table: &str, expected: &[&str]) {
    let said = said_of(table.as_bytes(), "");
    assert_eq!(said.len(), expected.len(), "{said:#?}");
    for (row, (said, expected)) in said.iter().zip(expected).enumerate() {
        let holds = match *expected {
            "" => said == "no_connection_found",
            expected => said.split("; ").skip(1).any(|one| one == expected),
        };
        assert!(holds, "row {row}: expected `{expected}`, got `{said}`");
    }
}

#[test]
fn names_of_columns_that_nobody_foresaw() {
    leads(
        "Retail Branding,Marketing Name,Device,Model\nHuawei,Nova Y,HWXYZ,XYZ-LX1\nSamsung,Galaxy,a5,SM-A5\n",
        &["huawei connected", ""],
    );
    leads(
        "Tên thiết bị,IP,Hãng,Mẫu\nCam cổng,10.0.0.9,Dahua,IPC-X\nCam kho,10.0.0.8,Axis,P32\n",
        &["dahua connected", ""],
    );
    leads(
        "device,vendor,model,firmware\nc7,Hikvision,4MP dome,5.6\nn2,QNAP,TS-4,4.4\n",
        &["hikvision connected", ""],
    );
}

#[test]
fn no_header_row_and_no_row_fewer() {
    leads(
        "Hikvision,DS-2CD2143G2-I,4MP dome camera,99\nAxis,P3245-LV,dome camera,450\n",
        &["hikvision connected", ""],
    );
}

#[test]
fn an_encoding_that_nobody_stated() {
    let table = "артикул;название;марка\n7;Камера уличная;Хиквижн\n8;Кабель витая пара;Неизвестно\n";
    let (bytes, ..) = encoding_rs::WINDOWS_1251.encode(table);
    let said = said_of(&bytes, "");
    assert!(said[0].contains("hikvision connected"), "{said:?}");
    assert_eq!(said[1], "no_connection_found");
}

#[test]
fn cells_are_small_texts() {
    leads(
        "id,brand,title\n1,Dahua (OEM),4MP dome camera\n2,Dahua/Hikvision,4MP dome camera\n3,Used Dahua,dome camera\n4,for Dahua,dome bracket\n",
        &["dahua connected", "dahua review", "dahua connected", ""],
    );
    leads(
        "Asset Tag,Model name,Serial\nA1,DJI Mavic 3,S1\nA2,Dell Latitude 5400,S2\n",
        &["dji connected", ""],
    );
}

#[test]
fn a_brand_with_two_listed_owners_names_both() {
    let said = said_of(b"manufacturer,name\nAutel,Kestrel\n", "");
    assert!(
        said[0].contains("autel-robotics review") && said[0].contains("autel-intelligent review"),
        "{said:?}"
    );
}

#[test]
fn what_is_compared_is_not_meant() {
    leads(
        "brand,title\nHanwha,4MP turret camera upgrade from DS-2CD2143G2-I\nHanwha,4MP turret beats Hikvision DS-2CD2143G2-I\n,Dahua OEM bullet camera\n",
        &["", "", "dahua connected"],
    );
}

#[test]
fn a_name_that_only_sounds_alike_is_another() {
    leads(
        "seller,title\nTenda Technology,AC1200 switch\nTiandy Technologies,IP camera\n",
        &["", "tiandy connected"],
    );
}

#[test]
fn a_known_storefront_with_goods_of_its_trade_is_looked_at() {
    leads(
        "title,seller\nPoE bullet camera 8MP,DC Security\nGarden hose 20 m,DC Security\n",
        &["dahua review", ""],
    );
}

#[test]
fn a_purchase_is_judged_by_the_law_of_its_day() {
    let table = b"PO Number,Order Date,Item Description,Vendor\n1,2018-03-01,Lexmark MS331dn printer,Staples\n2,2024-05-01,Lexmark MS331dn printer,Staples\n3,1/25/2026,Lexmark MS331dn printer,Staples\n";
    let said = said_of(table, "purchased_on=Order Date");
    assert_eq!(said[0], "no_connection_found");
    assert!(said[1].contains("ninestar connected"), "{said:?}");
    assert_eq!(said[2], "no_connection_found");
}

#[test]
fn what_a_text_denies_asks_or_replaces_is_no_statement() {
    leads(
        "title,brand,description\nDome camera,Axis,Contains no parts manufactured by Huawei.\nDome camera,Axis,Is this made by Hikvision? No.\n\
         Dome camera,Axis,Works with cameras made by Dahua\nRadio,Axis,Compatible Manufacturer: Hytera\n\
         Service: removal of Hikvision cameras,,\nDome camera,NorthGuard,Manufactured for us by Zhejiang Dahua.\n",
        &["", "", "", "", "", "dahua connected"],
    );
}

#[test]
fn two_columns_for_the_brand_are_both_read() {
    leads(
        "sku,name,Manufacturer,Hersteller\n1,camera,n/a,Hikvision\n2,camera,Acme,Axis\n",
        &["hikvision connected", ""],
    );
    leads("sku,name,Brand,Product Brand\n1,Outdoor camera,Acme,Hikvision\n", &["hikvision review"]);
}

#[test]
fn a_day_that_nobody_can_have_bought_on_is_told() {
    let table = b"id,Order Date,title,brand\n1,1900-01-01,Dome camera,Hikvision\n2,2999-01-01,Dome camera,Hikvision\n";
    let said = said_of(table, "purchased_on=Order Date");
    assert!(said.iter().all(|said| said.contains("hikvision connected")), "{said:?}");
}
