//! The UFLPA Entity List, from the page of Homeland Security: one table for each clause of section 2(d)(2)(B) of the Uyghur
//! Forced Labor Prevention Act, so that an entry may stand on it for several reasons.

use std::collections::BTreeMap;
use std::io;

use nameplate::date::Date;
use nameplate::register::{NameKind, Tier};

use super::{Checks, Form, Required, Source, at_least, file, percent};
use crate::given::Given;
use crate::parsed::Parsed;
use crate::read::dates;
use crate::read::html::{Piece, pieces};
use crate::record::{EntryKind, Record, key_of, tidy};

const FILE: &str = "uflpa-entity-list.html";

/// The source.
pub(crate) static SOURCE: Source = Source {
    id: "us-uflpa",
    name: "UFLPA Entity List",
    authority: "US Homeland Security, Forced Labor Enforcement Task Force",
    page: "https://www.dhs.gov/uflpa-entity-list",
    licence: "US public domain",
    tier: Tier::A,
    numbered: false,
    lists: &["uflpa"],
    forms: &[Form {
        name: "HTML",
        files: &[file(FILE, "https://www.dhs.gov/uflpa-entity-list", true)],
        tried: true,
        parse,
    }],
    hosts: &[],
    by_hand: Some(
        "the page may refuse programs: save it from a browser as uflpa-entity-list.html and give its folder to --from",
    ),
    most_bytes: 8 << 20,
    most_seconds: 120,
    checks: Checks {
        min_entries: at_least(100),
        max_entries: 2_000,
        required: &[Required { name: "Xinjiang Junggar Cotton and Linen Co., Ltd.", list: "uflpa" }],
        max_lost: percent(10),
        max_changed: 60,
        max_refused: percent(2),
    },
};

fn parse(given: &Given) -> io::Result<Parsed> {
    let mut page = Page::default();
    for piece in pieces(&given.text(FILE)?) {
        match piece {
            Piece::Text(text) => {
                page.parsed.published = last_updated(&text).or(page.parsed.published);
                clause_of(&text, &mut page.clause);
            }
            Piece::Row { heading: true, .. } => {}
            Piece::Row { cells, .. } => page.take(&cells),
        }
    }
    let Page { row, entries, mut parsed, .. } = page;
    if row == 0 {
        parsed.missing(FILE, "a table of entities");
    }
    parsed.records = entries.into_values().collect();
    Ok(parsed.finish())
}

/// `Last Updated: 01/14/2025`, at the foot of the department's pages.
fn last_updated(text: &str) -> Option<nameplate::Day> {
    dates::month_first(text.strip_prefix("Last Updated:")?.trim())?.first_day()
}

/// The heading of a table says what its entries are said to do, and then the clause.
fn clause_of(text: &str, clause: &mut String) {
    if text.starts_with("A list of") {
        text.clone_into(clause);
    } else if text.starts_with("Section 2(d)(2)(B)") && !clause.is_empty() {
        *clause = format!("{text}: {clause}");
    }
}

/// The page as far as it was read.
#[derive(Default)]
struct Page {
    /// What the table that is read says of its entries.
    clause: String,
    /// Rows so far, over all tables.
    row: u64,
    entries: BTreeMap<String, Record>,
    parsed: Parsed,
}

impl Page {
    fn take(&mut self, cells: &[String]) {
        self.row += 1;
        self.parsed.row(FILE);
        let [name, date] = cells else {
            return self.parsed.refuse(
                FILE,
                self.row,
                "",
                format!("has {} cells, not a name and a date", cells.len()),
            );
        };
        let Some(since) = dates::date(date) else {
            return self.parsed.refuse(FILE, self.row, "Effective Date", format!("`{date}` is no date"));
        };
        let printed = Printed::read(name);
        if printed.name.is_empty() {
            return self.parsed.refuse(FILE, self.row, "Name of Entity", "is empty");
        }
        let mut record = Record::new(key_of(&printed.name, ""), EntryKind::Organisation, &printed.name);
        record.list = "uflpa".to_owned();
        for (text, kind) in &printed.others {
            record.name(text, *kind);
        }
        record.detail("reach", &printed.reach);
        record.since = since;
        self.clause.clone_into(&mut record.reason);
        // One name that is printed in several tables is one entry; a final full stop makes no other.
        let key = printed.key.clone();
        match self.entries.get_mut(&key) {
            None => {
                self.parsed.tallies.entry(FILE.to_owned()).or_default().entries += 1;
                self.entries.insert(key, record);
            }
            Some(known) => {
                self.parsed.merged(FILE);
                again(known, record);
            }
        }
    }
}

/// An entry that stands in a second table: both reasons hold, and the first date.
fn again(known: &mut Record, other: Record) {
    for name in other.names {
        known.name(&name.text, if name.kind == NameKind::Primary { NameKind::Alias } else { name.kind });
    }
    if !known.reason.contains(&other.reason) {
        known.reason = format!("{}; {}", known.reason, other.reason);
    }
    if earlier(other.since, known.since) {
        known.since = other.since;
    }
}

fn earlier(one: Date, other: Date) -> bool {
    matches!((one.first_day(), other.first_day()), (Some(one), Some(other)) if one < other)
}

/// A name as printed: `Name (also known as A; and B; and formerly known as C)`, `Name (including two aliases: A; and B) and
/// subsidiaries`, `Name (ABC) and its affiliated entities`.
#[derive(Debug, Default, PartialEq, Eq)]
struct Printed {
    /// All of it but the brackets with other names.
    key: String,
    name: String,
    others: Vec<(String, NameKind)>,
    /// Whom the entry covers beside the firm, as printed.
    reach: String,
}

impl Printed {
    fn read(text: &str) -> Self {
        let text = tidy(text);
        let open = text.match_indices('(').map(|(at, _)| at).find(|at| {
            let inner = text.get(at + 1..).unwrap_or_default();
            MARKS.iter().any(|mark| inner.starts_with(mark)) || aliases_follow(inner).is_some()
        });
        let (name, inner, rest) = match open {
            None => (text.as_str(), "", ""),
            Some(open) => {
                let close = closing(&text, open);
                let part = |from: usize, to: usize| text.get(from..to).unwrap_or_default();
                (part(0, open), part(open + 1, close), part((close + 1).min(text.len()), text.len()))
            }
        };
        let key = tidy(&format!("{name} {rest}")).trim_end_matches(['.', ',', ' ']).to_owned();
        let mut printed = Printed { key, others: others(inner), ..Printed::default() };
        let (name, reach) = reach(name);
        printed.reach = tidy(if reach.is_empty() { rest } else { reach });
        name.trim().trim_end_matches(',').clone_into(&mut printed.name);
        if let Some((plain, short)) = acronym(&printed.name) {
            printed.others.push((plain.to_owned(), NameKind::Alias));
            printed.others.push((short.to_owned(), NameKind::Alias));
        }
        printed
    }
}

const MARKS: &[&str] = &["also known as", "formerly known as"];

/// `including one alias: A; and B`, `and two aliases: A`: what stands behind the colon.
fn aliases_follow(inner: &str) -> Option<&str> {
    let (head, names) = inner.split_once(':')?;
    let opens = head.starts_with("including ") || head.starts_with("and ");
    (opens && (head.ends_with(" alias") || head.ends_with(" aliases"))).then_some(names)
}

/// Where the parenthesis that opens at `open` is closed, or the end of the text.
fn closing(text: &str, open: usize) -> usize {
    let mut depth = 0;
    for (at, c) in text.char_indices().skip_while(|(at, _)| *at < open) {
        match c {
            '(' => depth += 1,
            ')' if depth == 1 => return at,
            ')' => depth -= 1,
            _ => {}
        }
    }
    text.len()
}

/// `Co., Ltd., and Subsidiaries`: the firm, and whom else the entry covers.
fn reach(name: &str) -> (&str, &str) {
    let lower = name.to_ascii_lowercase();
    let at = [" and subsidiaries", " and its subsidiaries", " and its subordinate"]
        .iter()
        .find_map(|mark| lower.find(mark));
    match at {
        Some(at) => (name.get(..at).unwrap_or_default(), name.get(at..).unwrap_or_default()),
        None => (name, ""),
    }
}

/// `Xinjiang Production and Construction Corps (XPCC)`.
fn acronym(name: &str) -> Option<(&str, &str)> {
    let (plain, short) = name.strip_suffix(')')?.rsplit_once(" (")?;
    let short_enough = (3..=8).contains(&short.len()) && short.chars().all(|c| c.is_ascii_uppercase());
    short_enough.then_some((plain, short))
}

fn others(inner: &str) -> Vec<(String, NameKind)> {
    let inner =
        aliases_follow(inner).unwrap_or(inner).replace(" and formerly known as", "; formerly known as");
    let (mut others, mut kind) = (Vec::new(), NameKind::Alias);
    for part in inner.split(';') {
        let mut part = part.trim().trim_start_matches("and ").trim_start();
        for (mark, meant) in MARKS.iter().zip([NameKind::Alias, NameKind::Former]) {
            if let Some(rest) = part.strip_prefix(mark) {
                (part, kind) = (rest.trim_start(), meant);
            }
        }
        // `A Co. and B Co.` inside of one part is left as it stands: many names hold an "and" of their own.
        if !part.is_empty() {
            others.push((tidy(part), kind));
        }
    }
    others
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (String, Vec<(String, NameKind)>, String) {
        let printed = Printed::read(text);
        (printed.name, printed.others, printed.reach)
    }

    #[test]
    fn other_names_stand_in_brackets() {
        let (name, others, _) = read(
            "H (Baotou) Co., Ltd. (also known as HY; and Ho Co. Ltd. and formerly known as Wu Co.; W (Y) Ltd)",
        );
        assert_eq!(name, "H (Baotou) Co., Ltd.");
        let others: Vec<_> = others.iter().map(|(n, k)| (n.as_str(), *k)).collect();
        assert_eq!(
            others,
            [
                ("HY", NameKind::Alias),
                ("Ho Co. Ltd.", NameKind::Alias),
                ("Wu Co.", NameKind::Former),
                ("W (Y) Ltd", NameKind::Former)
            ]
        );
        assert_eq!(read("G&G (Zhuhai)").0, "G&G (Zhuhai)");
    }

    #[test]
    fn aliases_are_counted_and_subsidiaries_are_covered() {
        let alias = |text: &str| (text.to_owned(), NameKind::Alias);
        let (name, others, reach) =
            read("H (Shan) Co., Ltd (including two aliases: He (Shan) Co.; and Ha) and subsidiaries");
        assert_eq!((name.as_str(), reach.as_str()), ("H (Shan) Co., Ltd", "and subsidiaries"));
        assert_eq!(others, [alias("He (Shan) Co."), alias("Ha")]);
        assert_eq!(read("T Co., Ltd (and one alias: TEDA)").1, [alias("TEDA")]);
        assert_eq!(read("H Co., Ltd., and Subsidiaries").0, "H Co., Ltd.");
        let (name, others, reach) = read("Some Corps (XPCC) and its subordinate and affiliated entities");
        assert_eq!(name, "Some Corps (XPCC)");
        assert_eq!(others, [alias("Some Corps"), alias("XPCC")]);
        assert!(reach.starts_with("and its subordinate"));
    }
}
