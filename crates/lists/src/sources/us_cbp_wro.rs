//! Withhold release orders and findings of CBP (19 USC 1307): goods made with forced labour, by maker or by place.

use std::io;

use nameplate::register::{NameKind, Tier};

use super::{Checks, Form, Source, at_least, file, linked, percent};
use crate::given::Given;
use crate::parsed::{Parsed, Wrong};
use crate::read::dates;
use crate::read::html::{Piece, pieces};
use crate::read::table;
use crate::record::{EntryKind, Record, key_of, tidy};

const FILE: &str = "withhold-release-orders-findings.html";
const TABLE: &str = "withhold-release-orders-findings.csv";

/// The source.
pub(crate) static SOURCE: Source = Source {
    id: "us-cbp-wro",
    name: "Withhold Release Orders and Findings",
    authority: "US Homeland Security, Customs and Border Protection",
    page: "https://www.cbp.gov/trade/forced-labor/withhold-release-orders-and-findings",
    licence: "US public domain",
    tier: Tier::A,
    numbered: false,
    lists: &["cbp-wro"],
    forms: &[
        Form {
            name: "CSV",
            files: &[linked(
                TABLE,
                "https://www.cbp.gov/document/stats/withhold-release-orders-findings",
                "withhold-release-orders-findings-",
            )],
            tried: false,
            parse: parse_table,
        },
        Form { name: "HTML", files: &[file(FILE, "", true)], tried: false, parse },
    ],
    hosts: &[],
    by_hand: Some(
        "the site may refuse programs: from https://www.cbp.gov/document/stats/withhold-release-orders-findings save the dataset as withhold-release-orders-findings.csv and give its folder to --from",
    ),
    most_bytes: 8 << 20,
    most_seconds: 120,
    checks: Checks {
        min_entries: at_least(30),
        max_entries: 500,
        required: &[],
        max_lost: percent(15),
        max_changed: 60,
        max_refused: percent(5),
    },
};

/// The headings of the dataset.
const KNOWN: &[&str] = &[
    "Effective Date",
    "Calendar Year",
    "Country Code",
    "Country",
    "Merchandise",
    "WRO/Finding",
    "Industry",
    "Status",
    "Press Release",
    "Entity",
    "Remarks",
];

/// What a column holds, by words of its heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Who,
    What,
    Country,
    Date,
    Status,
    Other,
}

fn column(heading: &str) -> Column {
    let heading = heading.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| heading.contains(word));
    if has(&["manufacturer", "entit", "compan", "producer", "firm", "name"]) {
        Column::Who
    } else if has(&["merchandise", "goods", "product", "commodit"]) {
        Column::What
    } else if has(&["country code", "press release"]) {
        Column::Other
    } else if has(&["country", "region"]) {
        Column::Country
    } else if has(&["status note", "remark", "link", "industry", "type", "number"]) {
        Column::Other
    } else if has(&["status"]) {
        Column::Status
    } else if has(&["date", "effective", "issued"]) {
        Column::Date
    } else {
        Column::Other
    }
}

fn parse(given: &Given) -> io::Result<Parsed> {
    let mut parsed = Parsed::default();
    let (mut columns, mut headings, mut place, mut row) = (Vec::new(), Vec::new(), String::new(), 0);
    for piece in pieces(&given.text(FILE)?) {
        match piece {
            // Tables of one country stand below its name.
            Piece::Text(text) if !nameplate::text::country::code(&text).is_empty() => place = text,
            Piece::Text(_) => {}
            Piece::Row { cells, heading: true } => {
                columns = cells.iter().map(|cell| column(cell)).collect();
                headings = cells;
            }
            Piece::Row { cells, .. } => {
                row += 1;
                parsed.row(FILE);
                match record(&cells, &columns, &headings, &place) {
                    Ok(record) => parsed.entry(FILE, record),
                    Err((field, why)) => parsed.refuse(FILE, row, field, why),
                }
            }
        }
    }
    if row == 0 {
        parsed.missing(FILE, "a table of orders");
    } else if !columns.contains(&Column::Who) && !columns.contains(&Column::What) {
        parsed.missing(FILE, "a column of manufacturers or merchandise");
    }
    Ok(parsed.finish())
}

/// The dataset: a row an order, in Windows-1252, with commas and line breaks inside of cells.
fn parse_table(given: &Given) -> io::Result<Parsed> {
    let mut parsed = Parsed::default();
    let (mut columns, mut headings): (Vec<Column>, Vec<String>) = (Vec::new(), Vec::new());
    table::rows(&given.bytes(TABLE)?, b',', |number, row| {
        let cells: Vec<String> = row.iter().map(tidy).collect();
        if number == 1 {
            columns = cells.iter().map(|cell| column(cell)).collect();
            headings = cells;
            return;
        }
        // Tables end in rows that hold nothing.
        if cells.iter().all(String::is_empty) {
            return;
        }
        parsed.row(TABLE);
        match record(&cells, &columns, &headings, "") {
            Ok(record) => parsed.entry(TABLE, record),
            Err((field, why)) => parsed.refuse(TABLE, number - 1, field, why),
        }
    });
    for heading in headings.iter().filter(|heading| !heading.is_empty() && !KNOWN.contains(&heading.as_str()))
    {
        parsed.unknown(TABLE, heading);
    }
    for (wanted, what) in [(Column::Who, "a column of entities"), (Column::What, "a column of merchandise")] {
        if !columns.contains(&wanted) {
            parsed.missing(TABLE, what);
        }
    }
    Ok(parsed.finish())
}

fn record(cells: &[String], columns: &[Column], headings: &[String], place: &str) -> Result<Record, Wrong> {
    if cells.len() != columns.len() {
        return Err(("", format!("has {} cells, the header {}", cells.len(), columns.len())));
    }
    let get = |wanted: Column| -> &str {
        columns.iter().zip(cells).find(|(column, _)| **column == wanted).map_or("", |(_, cell)| cell.as_str())
    };
    let country = if get(Column::Country).is_empty() { place } else { get(Column::Country) };
    let goods = get(Column::What);
    let mut names = get(Column::Who).split(';').map(tidy).filter(|name| !name.is_empty() && !is_nobody(name));
    let mut record = match names.next() {
        Some(name) => {
            Record::new(key_of(&format!("{name} {goods}"), country), EntryKind::Organisation, &name)
        }
        None if goods.is_empty() => return Err(("", "names neither a maker nor goods".to_owned())),
        // An order on all goods of a kind from a place.
        None => {
            let name = format!("{goods} from {country}");
            Record::new(key_of(goods, country), EntryKind::ProductClass, &name)
        }
    };
    names.for_each(|name| record.name(&name, NameKind::Alias));
    record.list = "cbp-wro".to_owned();
    record.countries = Some(tidy(country)).into_iter().filter(|c| !c.is_empty()).collect();
    let date = get(Column::Date);
    record.since = dates::date(date).or_else(|| dates::month_first(date)).unwrap_or_default();
    if record.since == nameplate::date::Date::Unknown && !date.is_empty() {
        return Err(("Date", format!("`{date}` is no date")));
    }
    record.citation = "19 USC 1307".to_owned();
    record.reason = format!("Goods: {goods}");
    record.detail("status", get(Column::Status));
    let others = columns.iter().zip(headings).zip(cells).filter(|((column, _), _)| **column == Column::Other);
    others.for_each(|((_, heading), cell)| record.detail(heading, cell));
    Ok(record)
}

fn is_nobody(name: &str) -> bool {
    matches!(name.to_lowercase().as_str(), "n/a" | "none" | "various" | "all" | "-")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::tried::read;

    #[test]
    fn tables_are_read_by_their_headings() {
        let page = "<h2>China</h2><table><tr><th>Date</th><th>Merchandise</th><th>Manufacturer(s)</th><th>Status</th><th>Status Notes</th></tr>\
            <tr><td>06/24/2021</td><td>Silica-based products</td><td>Hoshine Silicon Industry Co., Ltd.; and subsidiaries</td><td>Active</td><td>x</td></tr>\
            <tr><td>someday</td><td>Tea</td><td>Alpha</td><td>Active</td><td></td></tr></table>\
            <h2>Turkmenistan</h2><table><tr><th>Date</th><th>Merchandise</th><th>Manufacturer(s)</th><th>Status</th><th>Status Notes</th></tr>\
            <tr><td>May 18, 2018</td><td>All cotton</td><td>N/A</td><td>Active</td><td></td></tr></table>";
        let parsed = read(parse, &[(FILE, page.as_bytes())]).unwrap();
        let all: Vec<_> = parsed
            .records
            .iter()
            .map(|r| (r.primary(), r.kind, r.since.to_string(), r.countries[0].as_str()))
            .collect();
        assert_eq!(
            all,
            [
                (
                    "All cotton from Turkmenistan",
                    EntryKind::ProductClass,
                    "2018-05-18".to_owned(),
                    "Turkmenistan"
                ),
                (
                    "Hoshine Silicon Industry Co., Ltd.",
                    EntryKind::Organisation,
                    "2021-06-24".to_owned(),
                    "China"
                ),
            ]
        );
        assert_eq!(parsed.defects[0].row, 2);
        let other = read(parse, &[(FILE, b"<table><tr><th>A</th></tr><tr><td>x</td></tr></table>")]).unwrap();
        assert!(!other.missing.is_empty());
    }

    #[test]
    fn the_dataset_is_read_by_its_headings() {
        let table = b"Effective Date,Calendar Year,Country Code,Country,Merchandise,WRO/Finding,Industry,Status,Press Release,Entity,Remarks\n\
            06/24/2021,2021,CN,China,Silica-based products,WRO,Manufacturing,Active,x,\"Hoshine Silicon Industry Co., Ltd.\",\"a\xa0b\nc\"\n\
            ,,,,,,,,,,\n11/1/2019,2019,TM,Turkmenistan,Cotton,WRO,Textiles,Active,x,,\n";
        let parsed = read(parse_table, &[(TABLE, &table[..])]).unwrap();
        let all: Vec<_> = parsed.records.iter().map(|r| (r.primary(), r.countries[0].as_str())).collect();
        assert_eq!(
            all,
            [("Cotton from Turkmenistan", "Turkmenistan"), ("Hoshine Silicon Industry Co., Ltd.", "China")]
        );
        assert!(parsed.defects.is_empty() && parsed.missing.is_empty(), "{parsed:?}");
    }
}
