//! OFAC's legacy XML (`sdnList`): an element an entry, with everything inside. It gives the entries of the CSV files under
//! the same numbers.

use std::io;

use nameplate::date::Date;
use nameplate::register::NameKind;

use super::dates;
use super::ofac_csv::is_identifier;
use super::xml::{Element, Vocabulary, elements};
use crate::given::Given;
use crate::parsed::{Parsed, Wrong};
use crate::record::{EntryKind, Record, tidy};

const ELEMENTS: Vocabulary = Vocabulary {
    used: &[
        "uid",
        "lastName",
        "firstName",
        "sdnType",
        "nspType",
        "programList",
        "akaList",
        "addressList",
        "idList",
        "remarks",
    ],
    kept: &[
        "title",
        "nationalityList",
        "citizenshipList",
        "dateOfBirthList",
        "placeOfBirthList",
        "vesselInfo",
    ],
};

/// Reads the file.
pub(crate) fn parse(
    given: &Given,
    file: &'static str,
    list_of: fn(&[String]) -> &'static str,
) -> io::Result<Parsed> {
    let mut parsed = Parsed::default();
    let outline = elements(given.stream(file)?, &["sdnEntry"], |number, element| {
        parsed.row(file);
        match record(&element, list_of) {
            Ok(mut record) => {
                element.rest(&ELEMENTS, &mut record, file, &mut parsed);
                parsed.entry(file, record);
            }
            Err((field, why)) => parsed.refuse(file, number, field, why),
        }
    })?;
    outline.expect("sdnList")?;
    parsed.published =
        dates::month_first(outline.get("publshInformation/Publish_Date")).and_then(Date::first_day);
    let told: Option<u64> = outline.get("publshInformation/Record_Count").parse().ok();
    if let Some(told) = told.filter(|told| *told != outline.wanted) {
        parsed.remark(
            file,
            0,
            "Record_Count",
            format!("tells of {told} entries, {} are there", outline.wanted),
        );
    }
    Ok(parsed.finish())
}

fn record(element: &Element, list_of: fn(&[String]) -> &'static str) -> Result<Record, Wrong> {
    let uid = element.get("uid");
    if uid.parse::<u64>().is_err() {
        return Err(("uid", format!("`{uid}` is no number")));
    }
    let name = name(element);
    if name.is_empty() {
        return Err(("lastName", "is missing".to_owned()));
    }
    let kind = format!("{}{}", element.get("sdnType"), element.get("nspType")).to_ascii_lowercase();
    let kind = match kind.as_str() {
        "individual" => EntryKind::Person,
        "vessel" => EntryKind::Vessel,
        "aircraft" => EntryKind::Aircraft,
        _ => EntryKind::Organisation,
    };
    let mut record = Record::new(uid.clone(), kind, &name);
    record.programmes = element.each("programList/program").iter().map(|p| tidy(&p.text)).collect();
    record.list = list_of(&record.programmes).to_owned();
    record.identifier("ofac", &uid, "");
    for alias in element.each("akaList/aka") {
        let kind = match (alias.get("category").as_str(), alias.get("type").as_str()) {
            ("weak", _) => NameKind::Weak,
            (_, "f.k.a.") => NameKind::Former,
            _ => NameKind::Alias,
        };
        record.name(&self::name(alias), kind);
    }
    for address in element.each("addressList/address") {
        let some = |parts: &[&str], between: &str| -> String {
            let parts = parts.iter().map(|part| address.get(part)).filter(|part| !part.is_empty());
            parts.collect::<Vec<_>>().join(between)
        };
        let street = some(&["address1", "address2", "address3"], ", ");
        let city = some(&["city", "stateOrProvince", "postalCode"], " ");
        record.address(&[&street, &city], &address.get("country"));
    }
    for id in element.each("idList/id") {
        number(&mut record, id);
    }
    record.remarks = element.get("remarks");
    Ok(record)
}

/// The CSV writes persons as `LAST, First`.
fn name(element: &Element) -> String {
    let (last, first) = (element.get("lastName"), element.get("firstName"));
    if first.is_empty() { last } else { format!("{last}, {first}") }
}

fn number(record: &mut Record, id: &Element) {
    let (scheme, value) = (id.get("idType"), id.get("idNumber"));
    if scheme.starts_with("Listing Date") {
        if let Some(date) = dates::date(&value) {
            record.since = date;
        }
    } else if is_identifier(&scheme) {
        record.identifier(&scheme, &value, &id.get("idCountry"));
    } else {
        record.detail(&scheme, &format!("{value} {}", id.get("idCountry")));
    }
}

#[cfg(test)]
mod tests {
    use crate::sources::{by_id, tried::read};

    const PAGE: &str = r#"<?xml version="1.0" standalone="yes"?>
<sdnList xmlns="http://tempuri.org/sdnList.xsd"><publshInformation><Publish_Date>07/16/2014</Publish_Date><Record_Count>2</Record_Count></publshInformation>
 <sdnEntry><uid>306</uid><lastName>BANCO NACIONAL DE CUBA</lastName><sdnType>Entity</sdnType><programList><program>CUBA</program></programList>
  <idList><id><uid>1</uid><idType>Tax ID No.</idType><idNumber>7702070139</idNumber><idCountry>Russia</idCountry></id></idList>
  <akaList><aka><uid>219</uid><type>a.k.a.</type><category>weak</category><lastName>BNC</lastName></aka>
   <aka><uid>220</uid><type>a.k.a.</type><category>strong</category><lastName>NATIONAL BANK OF CUBA</lastName></aka></akaList>
  <addressList><address><uid>199</uid><address1>Zweierstrasse 35</address1><city>Zurich</city><postalCode>CH-8022</postalCode><country>Switzerland</country></address></addressList></sdnEntry>
 <sdnEntry><uid>6982</uid><firstName>Ahmed</firstName><lastName>JIM'ALE</lastName><sdnType>Individual</sdnType><programList><program>SDGT</program></programList><surprise>1</surprise></sdnEntry>
</sdnList>"#;

    #[test]
    fn both_forms_say_the_same() {
        let forms = by_id("ofac-sdn").unwrap().forms;
        let form = |name: &str| forms.iter().find(|form| form.name == name).unwrap().parse;
        let xml = read(form("XML"), &[("sdn.xml", PAGE.as_bytes())]).unwrap();
        let sdn = "306,\"BANCO NACIONAL DE CUBA\",-0- ,\"CUBA\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,\"Tax ID No. 7702070139 (Russia); a.k.a. 'BNC'.\"\r\n\
                   6982,\"JIM'ALE, Ahmed\",\"individual\",\"SDGT\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n\x1a";
        let alt = "306,220,\"aka\",\"NATIONAL BANK OF CUBA\",-0- \r\n";
        let add = "306,199,\"Zweierstrasse 35\",\"Zurich CH-8022\",\"Switzerland\",-0- \r\n";
        let files: [(&str, &[u8]); 3] =
            [("sdn.csv", sdn.as_bytes()), ("alt.csv", alt.as_bytes()), ("add.csv", add.as_bytes())];
        let csv = read(form("CSV"), &files).unwrap();
        assert_eq!(xml.published.unwrap().to_string(), "2014-07-16");
        assert_eq!((xml.defects.len(), csv.defects.len()), (0, 0));
        assert!(xml.unknown["sdn.xml"].contains("surprise"));
        for (mut one, mut other) in xml.records.into_iter().zip(csv.records) {
            for record in [&mut one, &mut other] {
                record.details.clear();
                record.remarks.clear();
                record.names.sort();
                record.identifiers.sort();
            }
            assert_eq!(one, other);
        }
    }
}
