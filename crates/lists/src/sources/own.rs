//! A firm's own knowledge: a simple table of who is what to whom (`docs/own-knowledge.md`). It also takes tables of brands and
//! their owners, as registers of trademarks and GS1 give them.

use std::collections::BTreeMap;
use std::io;

use nameplate::date::Date;
use nameplate::register::{RelationKind, Tier};

use super::{Form, Source, file, of_any_size};
use crate::given::Given;
use crate::parsed::Parsed;
use crate::read::dates;
use crate::read::table::{Row, Table};
use crate::record::{EntryKind, Record, Said, Tie, key_of, tidy};

const FILE: &str = "own.csv";

/// The source.
pub(crate) static SOURCE: Source = Source {
    id: "own",
    name: "Own knowledge",
    authority: "whoever keeps the file",
    page: "https://github.com/nameplate/nameplate/blob/main/docs/own-knowledge.md",
    licence: "your own",
    tier: Tier::C,
    numbered: false,
    lists: &[],
    forms: &[Form { name: "CSV", files: &[file(FILE, "", true)], tried: true, parse }],
    hosts: &[],
    by_hand: Some(
        "write a table own.csv with the columns party, relation, to, and give its folder to --from",
    ),
    most_bytes: 512 << 20,
    most_seconds: 60,
    checks: of_any_size(50),
};

/// Columns by their names in tables of others.
const PARTY: &[&str] = &["party", "brand", "trademark", "word mark", "brand name", "from"];
const OTHER: &[&str] = &["to", "owner", "brand owner", "applicant", "registrant", "company"];
const KNOWN: &[&str] = &[
    "relation",
    "share",
    "since",
    "until",
    "source",
    "source_url",
    "source_date",
    "tier",
    "country",
    "to_country",
    "kind",
    "goods and services",
    "filing date",
    "gtin",
    "status",
];

fn parse(given: &Given) -> io::Result<Parsed> {
    let table = Table::read(&given.bytes(FILE)?, b',');
    let mut parsed = Parsed::default();
    let known: Vec<&str> = PARTY.iter().chain(OTHER).chain(KNOWN).copied().collect();
    table.compare(FILE, &known, &[], &mut parsed);
    for columns in [PARTY, OTHER] {
        if !table.has_one_of(columns) {
            parsed.missing(FILE, &format!("`{}`, or another column for it", columns.first().unwrap_or(&"")));
        }
    }
    let mut entries: BTreeMap<String, Record> = BTreeMap::new();
    for row in table.rows() {
        parsed.row(FILE);
        match tie(row) {
            Ok((from, to, mut tie)) => {
                for record in [&from, &to] {
                    entries.entry(record.entry.clone()).or_insert_with(|| record.clone());
                }
                tie.to.clone_from(&to.entry);
                if let Some(known) = entries.get_mut(&from.entry).filter(|known| !known.ties.contains(&tie)) {
                    known.ties.push(tie);
                }
                parsed.merged(FILE);
            }
            Err((field, why)) => parsed.refuse(FILE, row.number, field, why),
        }
    }
    // A record is a party that several rows may speak of: rows went into them, none is one.
    parsed.records = entries.into_values().collect();
    Ok(parsed.finish())
}

fn first<'a>(row: Row<'a>, columns: &[&str]) -> &'a str {
    columns.iter().map(|column| row.get(column)).find(|text| !text.is_empty()).unwrap_or_default()
}

fn tie(row: Row<'_>) -> Result<(Record, Record, Tie), (&'static str, String)> {
    let (name, other) = (first(row, PARTY), owner(first(row, OTHER)));
    if name.is_empty() || other.is_empty() {
        return Err((if name.is_empty() { "party" } else { "to" }, "is empty".to_owned()));
    }
    let word = row.get("relation").to_lowercase().replace([' ', '-'], "_");
    let kind = match word.as_str() {
        "" => RelationKind::BrandOf,
        word => RelationKind::from_word(word).ok_or_else(|| {
            let all: Vec<&str> = RelationKind::ALL.iter().map(|kind| kind.word()).collect();
            ("relation", format!("`{word}` is none of: {}", all.join(", ")))
        })?,
    };
    let day = |column: &'static str| match row.get(column) {
        "" => Ok(None),
        text => dates::date(text).map(Some).ok_or_else(|| (column, format!("`{text}` is no date"))),
    };
    let tier = row.get("tier").to_uppercase();
    if !matches!(tier.as_str(), "" | "A" | "B" | "C" | "D") {
        return Err(("tier", format!("`{tier}` is none of: A, B, C, D")));
    }
    let tie = Tie {
        kind,
        to: String::new(),
        to_name: other.clone(),
        share: share(row.get("share"))?,
        direct: None,
        from: day("since")?.unwrap_or_default(),
        until: day("until")?.unwrap_or(Date::Open),
        said: Said {
            title: tidy(row.get("source")),
            url: tidy(row.get("source_url")),
            date: day("source_date")?.unwrap_or_default(),
        },
        tier,
    };
    Ok((party(name, row.get("country")), party(&other, row.get("to_country")), tie))
}

fn party(name: &str, country: &str) -> Record {
    let mut record = Record::new(key_of(name, country), EntryKind::Organisation, name);
    record.countries = Some(tidy(country)).into_iter().filter(|c| !c.is_empty()).collect();
    record
}

/// Registers of trademarks write `(APPLICANT) NAME CORPORATION NEVADA ADDRESS`: the name stands before the legal form.
fn owner(text: &str) -> String {
    let text = tidy(text);
    let Some(rest) = text.strip_prefix("(APPLICANT) ").or(text.strip_prefix("(REGISTRANT) ")) else {
        return text;
    };
    let forms = [
        " CORPORATION ",
        " LIMITED LIABILITY COMPANY ",
        " LIMITED COMPANY ",
        " COMPANY ",
        " INDIVIDUAL ",
        " PARTNERSHIP ",
    ];
    let end = forms.iter().filter_map(|form| rest.find(form)).min().unwrap_or(rest.len());
    tidy(rest.get(..end).unwrap_or_default())
}

/// `51`, `51 %`, `51-75`, `>50`.
fn share(text: &str) -> Result<Option<(f64, f64)>, (&'static str, String)> {
    let plain = text.replace(['%', ' '], "");
    if plain.is_empty() {
        return Ok(None);
    }
    let (least, most) = match (plain.split_once('-'), plain.strip_prefix('>')) {
        (Some((least, most)), _) => (least, most),
        (None, Some(least)) => (least, "100"),
        (None, None) => (plain.as_str(), plain.as_str()),
    };
    let number = |text: &str| text.parse::<f64>().ok().filter(|share| (0.0..=100.0).contains(share));
    match (number(least), number(most)) {
        (Some(least), Some(most)) if least <= most => Ok(Some((least, most))),
        _ => Err(("share", format!("`{text}` is no share: expected 51, 51-75 or >50"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::tried::read;

    #[test]
    fn rows_become_ties_between_parties() {
        let table = "party,relation,to,share,since,until,source,tier,country,to_country\n\
                     EZVIZ,brand_of,Alpha Network Inc.,,2013,,Annual report,B,,CN\n\
                     Beta Holding,owns,Alpha Network Inc.,51-75,2018-02,2022-11-24,,,,CN\n\
                     Gamma,likes,Delta,,,,,,,\nGamma,owns,,,,,,,,\nGamma,owns,Delta,150,,,,,,\n";
        let parsed = read(parse, &[(FILE, table.as_bytes())]).unwrap();
        assert_eq!(parsed.records.len(), 3);
        let holding = parsed.records.iter().find(|r| r.primary() == "Beta Holding").unwrap();
        assert_eq!(
            (holding.ties[0].share, holding.ties[0].to.as_str()),
            (Some((51.0, 75.0)), "alpha-network-cn")
        );
        let whys: Vec<_> = parsed.defects.iter().map(ToString::to_string).collect();
        assert!(
            whys[0].contains("`likes` is none of: subsidiary_of, brand_of")
                && whys[1].contains("to: is empty")
        );
        assert!(whys[2].contains("is no share"));
    }

    #[test]
    fn tables_of_trademarks_name_brands_and_owners() {
        let table = "Word Mark,Goods and Services,Filing Date,Owner\n\
                     10.OR,x,\"November 14, 2017\",\"(APPLICANT) AMAZON TECHNOLOGIES , INC. CORPORATION NEVADA 410 TERRY\"\n";
        let parsed = read(parse, &[(FILE, table.as_bytes())]).unwrap();
        let brand = parsed.records.iter().find(|r| !r.ties.is_empty()).unwrap();
        assert_eq!(
            (brand.ties[0].kind, brand.ties[0].to_name.as_str()),
            (RelationKind::BrandOf, "AMAZON TECHNOLOGIES , INC.")
        );
    }
}
