//! The registries of the IEEE: which firm a block of MAC addresses was assigned to (MA-L 24 bits, MA-M 28, MA-S 36).

use std::io;

use nameplate::register::Tier;

use super::{Checks, Form, Source, at_least, file, percent};
use crate::given::Given;
use crate::parsed::Parsed;
use crate::read::table::Table;
use crate::record::{EntryKind, Record};
use nameplate::text::country::code as country;

/// 24 bits.
pub(crate) static MA_L: Source = source(
    "ieee-ma-l",
    "IEEE MA-L assignments (OUI)",
    &[Form {
        name: "CSV",
        files: &[file("oui.csv", "https://standards-oui.ieee.org/oui/oui.csv", true)],
        tried: true,
        parse: |given| parse(given, "oui.csv", "MA-L", 6),
    }],
    20_000,
);

/// 28 bits.
pub(crate) static MA_M: Source = source(
    "ieee-ma-m",
    "IEEE MA-M assignments",
    &[Form {
        name: "CSV",
        files: &[file("mam.csv", "https://standards-oui.ieee.org/oui28/mam.csv", true)],
        tried: true,
        parse: |given| parse(given, "mam.csv", "MA-M", 7),
    }],
    2_000,
);

/// 36 bits.
pub(crate) static MA_S: Source = source(
    "ieee-ma-s",
    "IEEE MA-S assignments",
    &[Form {
        name: "CSV",
        files: &[file("oui36.csv", "https://standards-oui.ieee.org/oui36/oui36.csv", true)],
        tried: true,
        parse: |given| parse(given, "oui36.csv", "MA-S", 9),
    }],
    2_000,
);

const fn source(id: &'static str, name: &'static str, forms: &'static [Form], min_entries: usize) -> Source {
    Source {
        id,
        name,
        authority: "IEEE Registration Authority",
        page: "https://standards.ieee.org/products-programs/regauth/",
        licence: "public listing",
        tier: Tier::A,
        numbered: true,
        lists: &[],
        forms,
        hosts: &[],
        by_hand: None,
        most_bytes: 32 << 20,
        most_seconds: 300,
        checks: Checks {
            min_entries: at_least(min_entries),
            max_entries: 500_000,
            required: &[],
            max_lost: percent(5),
            max_changed: 40,
            max_refused: percent(1),
        },
    }
}

fn parse(given: &Given, file: &str, registry: &str, digits: usize) -> io::Result<Parsed> {
    let table = Table::read(&given.bytes(file)?, b',');
    let mut parsed = Parsed::default();
    table.compare(
        file,
        &["Organization Address"],
        &["Registry", "Assignment", "Organization Name"],
        &mut parsed,
    );
    for row in table.rows() {
        parsed.row(file);
        let (block, name) = (row.get("Assignment"), row.get("Organization Name"));
        if row.get("Registry") != registry {
            parsed.refuse(
                file,
                row.number,
                "Registry",
                format!("`{}` is not {registry}", row.get("Registry")),
            );
        } else if block.len() != digits || !block.chars().all(|c| c.is_ascii_hexdigit()) {
            parsed.refuse(
                file,
                row.number,
                "Assignment",
                format!("`{block}` is no block of {digits} hexadecimal digits"),
            );
        } else if name.is_empty() {
            parsed.refuse(file, row.number, "Organization Name", "is empty");
        } else {
            let mut record = Record::new(block, EntryKind::Registration, name);
            record.identifier(registry, block, "");
            let (address, home) = parted(row.get("Organization Address"));
            record.address(&[&address], home);
            parsed.entry(file, record);
        }
    }
    Ok(parsed.finish())
}

/// Addresses end in `COUNTRY POSTCODE`; the country is the last word of two capitals that is one.
fn parted(address: &str) -> (String, &str) {
    let is_country = |word: &&str| {
        word.len() == 2 && word.chars().all(|c| c.is_ascii_uppercase()) && !country(word).is_empty()
    };
    let home = address.split_whitespace().rev().find(is_country).unwrap_or_default();
    (address.to_owned(), home)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::tried::read;

    #[test]
    fn a_block_is_its_own_number_and_the_country_is_found() {
        let table = "Registry,Assignment,Organization Name,Organization Address\n\
                     MA-L,AABBCC,\"Alpha Micro Co.,Ltd.\",2181 Road Ferndale WA US 98248 \n\
                     MA-L,AABBC,Short,x\nMA-M,AABBCCD,Other,x\nMA-L,AABBCD,,x\nMA-L,AABBCC,Private,\n";
        let parsed = read(MA_L.forms[0].parse, &[("oui.csv", table.as_bytes())]).unwrap();
        let ids: Vec<_> = parsed
            .records
            .iter()
            .map(|r| (r.entry.as_str(), r.addresses.first().map(|a| a.country.as_str())))
            .collect();
        assert_eq!(ids, [("AABBCC", Some("US")), ("AABBCC#2", None)]);
        let fields: Vec<_> = parsed.defects.iter().map(|d| (d.row, d.field.as_str())).collect();
        assert_eq!(fields, [(2, "Assignment"), (3, "Registry"), (4, "Organization Name")]);
    }
}
