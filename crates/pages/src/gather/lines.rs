//! The lines of a purchase list, as the record of an inquiry names them: what was bought, from whom, what was looked at, and what
//! came out for section 889. Only where a record is wanted.

use std::collections::{BTreeMap, BTreeSet};

use nameplate::Verdict;
use nameplate::answer::{Audience, Meaning};
use nameplate::finding::{Consequence, Finding, ListingResult, Reader};

use crate::safe::{SHOWN, visible};
use crate::words::{plain, reach, starts_from};

/// The list of section 889, by its id in the register.
pub(crate) const SECTION_889: &str = "s889";

/// So many lines are named in a record; the others are counted.
pub(crate) const MOST_LINES: usize = 1_000;

/// So many vendors get a letter.
const MOST_VENDORS: usize = 100;

/// A line of the list.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    pub(crate) file: String,
    /// As a spreadsheet numbers it.
    pub(crate) number: u64,
    /// The number of the order and of its line, where the list has them.
    pub(crate) order: String,
    /// The list's own id of the goods, where it is another one.
    pub(crate) item: String,
    pub(crate) quantity: String,
    pub(crate) vendor: String,
    pub(crate) description: String,
    pub(crate) brand: String,
    pub(crate) model: String,
    /// When it was bought, in the words of the list.
    pub(crate) bought: String,
    pub(crate) verdict: Verdict,
    /// By what it was looked up; empty where nothing in it could be.
    pub(crate) looked_at: String,
    /// What could not be read or used.
    pub(crate) not_read: Vec<String>,
    pub(crate) covered: Option<Covered>,
    /// What would settle it.
    pub(crate) settle: Vec<String>,
}

/// A line of a purchase list, beside what came out of it.
#[derive(Clone, Copy, Debug)]
pub struct Bought<'b> {
    /// Its number as a spreadsheet shows it.
    pub number: u64,
    /// The number of the order.
    pub order: &'b str,
    /// How many.
    pub quantity: &'b str,
    /// The day, in the words of the list.
    pub day: &'b str,
    /// The same goods judged for the day that the record is asked for, where the line was judged for an earlier one: what was bought
    /// before a law is used after it.
    pub now: Option<&'b ListingResult<'b>>,
}

/// That a line leads to a producer of section 889.
#[derive(Clone, Debug)]
pub(crate) struct Covered {
    pub(crate) verdict: Verdict,
    pub(crate) producer: String,
    pub(crate) how: String,
    /// Whether it does so only by the law of today: it was bought before.
    pub(crate) only_now: bool,
    /// Paragraph (a)(1)(A): equipment that is bought or provided, by the law of the day of purchase.
    pub(crate) bought: Answer,
    /// Paragraph (a)(1)(B): equipment that somebody uses with whom a contract is made, by the law of today.
    pub(crate) used: Answer,
}

/// What one paragraph says of a line.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) meaning: Meaning,
    /// What it depends on.
    pub(crate) open: String,
}

impl Line {
    /// Whether the vendor has to be asked: nothing says who made it, it is not certain, or it could not be judged.
    pub(crate) fn is_open(&self) -> bool {
        self.looked_at.is_empty() || matches!(self.verdict, Verdict::Review | Verdict::NotChecked)
    }

    pub(super) fn of(result: &ListingResult<'_>, bought: &Bought<'_>, audience: &Audience) -> Line {
        let listing = &result.listing;
        let shown = |text: &str| visible(text, SHOWN);
        let now = bought.now.unwrap_or(result);
        let not_read = result.why.iter().map(|why| shown(why));
        let defects = result.defects.iter().map(|one| format!("{}: {}", one.field, shown(&one.reason)));
        // What would settle a line that is settled is of use to nobody.
        let verdict = result.verdict.max(now.verdict);
        let is_open = verdict == Verdict::Review;
        let findings = result.findings.iter().chain(&now.findings);
        let settle: BTreeSet<String> = findings
            .filter(|_| is_open)
            .flat_map(|one| one.case.settle.iter().map(|what| plain(what)))
            .collect();
        Line {
            file: shown(listing.file),
            number: bought.number,
            order: shown(bought.order),
            item: if bought.order.contains(listing.id) { String::new() } else { shown(listing.id) },
            quantity: shown(bought.quantity),
            vendor: shown(listing.seller),
            description: shown(listing.title),
            brand: shown(if listing.brand.is_empty() { listing.manufacturer } else { listing.brand }),
            model: shown(listing.model),
            bought: shown(bought.day),
            verdict,
            looked_at: looked_at(result),
            not_read: not_read.chain(defects).collect(),
            covered: covered(&result.findings, &now.findings, audience),
            settle: settle.into_iter().collect(),
        }
    }
}

/// By which of its words a line was looked up.
fn looked_at(result: &ListingResult<'_>) -> String {
    let listing = &result.listing;
    if !result.identified {
        return String::new();
    }
    let fields = [
        ("brand", listing.brand),
        ("manufacturer", listing.manufacturer),
        ("model", listing.model),
        ("description", listing.title),
    ];
    let named: Vec<&str> =
        fields.iter().filter(|(_, text)| !text.trim().is_empty()).map(|(name, _)| *name).collect();
    named.join(", ")
}

/// The surest finding that leads to the list of section 889.
fn surest(findings: &[Finding]) -> Option<&Finding> {
    let reaches = |finding: &&Finding| finding.designations().any(|one| one.list == SECTION_889);
    findings.iter().filter(reaches).max_by_key(|finding| finding.verdict)
}

/// What was found for the day of purchase, and what for today. Who made a thing is told by the day of purchase as well as by today: a
/// brand that was sold since was the former owner's when the thing was bought. So the surer of both is told, and the more serious
/// of both for its use.
fn covered(then: &[Finding], now: &[Finding], audience: &Audience) -> Option<Covered> {
    let (then, now) = (surest(then), surest(now));
    let finding = now.into_iter().chain(then).max_by_key(|finding| finding.verdict)?;
    let case = &finding.case;
    let used = [now, then].map(|one| answer(one, audience, &[".a1b."]));
    Some(Covered {
        verdict: finding.verdict,
        producer: case.target.name.clone(),
        how: reach(case.ground, starts_from(case).unwrap_or_default()),
        only_now: then.is_none(),
        bought: answer(then, audience, &[".a1a.", ".component."]),
        used: used.into_iter().min_by_key(|answer| answer.meaning)?,
    })
}

/// What a paragraph says: of who asks, where it binds them, else of agencies and contractors.
fn answer(finding: Option<&Finding>, audience: &Audience, paragraph: &[&str]) -> Answer {
    let Some(finding) = finding else { return Answer { meaning: Meaning::NoRule, open: String::new() } };
    let asks = audience.reader.filter(|reader| matches!(reader, Reader::Agency | Reader::Contractor));
    let rules = finding.consequences().into_iter().filter(|rule| {
        rule.list == SECTION_889
            && paragraph.iter().any(|part| rule.code.contains(part))
            && asks.is_none_or(|reader| rule.reader == reader)
    });
    let most: Option<&Consequence> = rules.min_by_key(|rule| Meaning::of(rule));
    let meaning = match most.map(Meaning::of) {
        // What is for review bars nothing before it is confirmed.
        Some(Meaning::Stop) if finding.verdict < Verdict::Connected => Meaning::MayBar,
        other => other.unwrap_or(Meaning::NoRule),
    };
    Answer { meaning, open: most.map(|rule| rule.why.clone()).unwrap_or_default() }
}

/// The lines of a list, bounded, with all of them counted.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lines {
    pub(crate) named: Vec<Line>,
    pub(crate) all: u64,
    /// Lines that lead to a producer of section 889: connected, and for review.
    pub(crate) covered: [u64; 2],
    /// Lines that say nothing of who made the goods.
    pub(crate) silent: u64,
    /// Lines that vendors have to be asked about, by vendor.
    pub(crate) open: BTreeMap<String, Vec<Line>>,
    /// Lines that have to be asked about and found no room.
    pub(crate) unasked: u64,
}

impl Lines {
    pub(super) fn add(&mut self, line: Line) {
        self.all += 1;
        self.silent += u64::from(line.looked_at.is_empty());
        if let Some(covered) = &line.covered {
            self.covered[usize::from(covered.verdict < Verdict::Connected)] += 1;
        }
        if line.is_open() {
            self.ask(&line);
        }
        // Lines that lead somewhere have the first claim to the room there is.
        if self.named.len() < MOST_LINES {
            self.named.push(line);
        } else if line.covered.is_some()
            && let Some(other) = self.named.iter_mut().rev().find(|one| one.covered.is_none())
        {
            *other = line;
        }
    }

    fn ask(&mut self, line: &Line) {
        let asked: usize = self.open.values().map(Vec::len).sum();
        let is_known = self.open.contains_key(&line.vendor);
        if asked >= MOST_LINES || (!is_known && self.open.len() >= MOST_VENDORS) {
            self.unasked += 1;
            return;
        }
        self.open.entry(line.vendor.clone()).or_default().push(line.clone());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(vendor: &str, verdict: Verdict) -> Line {
        Line {
            file: String::new(),
            number: 1,
            order: String::new(),
            item: String::new(),
            quantity: String::new(),
            vendor: vendor.to_owned(),
            description: String::new(),
            brand: String::new(),
            model: String::new(),
            bought: String::new(),
            verdict,
            looked_at: "brand".to_owned(),
            not_read: Vec::new(),
            covered: None,
            settle: Vec::new(),
        }
    }

    #[test]
    fn lines_and_vendors_are_bounded_and_counted() {
        let mut lines = Lines::default();
        for n in 0..2_000 {
            lines.add(line(&format!("vendor {}", n % 300), Verdict::Review));
        }
        assert_eq!((lines.all, lines.named.len(), lines.open.len()), (2_000, MOST_LINES, MOST_VENDORS));
        let asked: usize = lines.open.values().map(Vec::len).sum();
        assert_eq!(asked as u64 + lines.unasked, 2_000);
    }

    #[test]
    fn a_line_that_leads_somewhere_takes_the_room_of_one_that_does_not() {
        let mut lines = Lines::default();
        (0..MOST_LINES).for_each(|_| lines.add(line("v", Verdict::NoConnectionFound)));
        let unclear = || Answer { meaning: Meaning::MayBar, open: String::new() };
        let covered = Covered {
            verdict: Verdict::Connected,
            producer: "X".to_owned(),
            how: String::new(),
            only_now: false,
            bought: unclear(),
            used: unclear(),
        };
        lines.add(Line { covered: Some(covered), ..line("v", Verdict::Connected) });
        assert_eq!((lines.named.len(), lines.covered), (MOST_LINES, [1, 0]));
        assert!(lines.named.iter().any(|line| line.covered.is_some()) && lines.open.is_empty());
    }
}
