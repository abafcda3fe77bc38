//! Chinese military companies under section 1260H of the NDAA for FY2021: the text of the notice in the Federal Register, as
//! its page gives it ("Developer Tools", plain text). A PDF has to be turned into text first.

use std::io;

use nameplate::date::Date;
use nameplate::register::{NameKind, Tier};

use super::{Checks, Form, Required, Source, at_least, file, percent};
use crate::given::Given;
use crate::parsed::Parsed;
use crate::read::dates;
use crate::record::{EntryKind, Record, key_of, tidy};

const FILE: &str = "1260h.txt";

/// The source.
pub(crate) static SOURCE: Source = Source {
    id: "us-dod-1260h",
    name: "Chinese military companies (section 1260H)",
    authority: "US Department of Defense (Department of War)",
    page: "https://www.federalregister.gov/documents/search?conditions%5Bterm%5D=1260H",
    licence: "US public domain",
    tier: Tier::A,
    numbered: false,
    lists: &["dod-1260h"],
    forms: &[Form { name: "text", files: &[file(FILE, "", true)], tried: false, parse }],
    hosts: &[],
    by_hand: Some(
        "find the newest notice on the page, save its plain text as 1260h.txt and give its folder to --from",
    ),
    most_bytes: 4 << 20,
    most_seconds: 60,
    checks: Checks {
        min_entries: at_least(40),
        max_entries: 500,
        required: &[Required { name: "Hangzhou Hikvision Digital Technology Co., Ltd.", list: "dod-1260h" }],
        max_lost: percent(30),
        max_changed: 80,
        max_refused: percent(10),
    },
};

/// Lines of the notice that are no part of its list.
const HEADS: &[&str] = &[
    "[Federal Register",
    "[Notices]",
    "[Page",
    "[[Page",
    "[FR Doc",
    "From the Federal Register",
    "BILLING CODE",
    "[Docket",
];

fn parse(given: &Given) -> io::Result<Parsed> {
    let text = given.text(FILE)?;
    let mut parsed = Parsed { published: published(&text), ..Parsed::default() };
    let citation = citation(&text);
    let mut inside = false;
    for (number, block) in (1..).zip(blocks(&text)) {
        let block = block.as_str();
        if opens(block) {
            inside = true;
        } else if closes(block) {
            inside = false;
        } else if inside && !HEADS.iter().any(|head| block.starts_with(head)) {
            parsed.row(FILE);
            take(block, number, &citation, &mut parsed);
        }
    }
    if parsed.records.is_empty() {
        parsed.missing(FILE, "the list of entities");
    }
    Ok(parsed.finish())
}

/// What belongs together. The Register indents the first line of a paragraph and parts paragraphs by blank lines; lists stand
/// at the margin, an entry a line, and what goes on is indented or follows a sentence that has not ended.
fn blocks(text: &str) -> Vec<String> {
    let mut blocks: Vec<String> = Vec::new();
    for paragraph in text.replace("\r\n", "\n").split("\n\n") {
        let mut first = true;
        let prose = paragraph.starts_with(' ');
        for line in paragraph.lines().filter(|line| !line.trim().is_empty()) {
            let goes_on =
                prose || line.starts_with(' ') || blocks.last().is_some_and(|block| is_unfinished(block));
            match blocks.last_mut().filter(|_| goes_on && !first) {
                Some(block) => {
                    block.push(' ');
                    block.push_str(line.trim());
                }
                None => blocks.push(line.trim().to_owned()),
            }
            first = false;
        }
    }
    blocks
}

/// A sentence that has begun and not ended.
fn is_unfinished(block: &str) -> bool {
    has_verb(block) && !block.ends_with(['.', ':'])
}

fn has_verb(block: &str) -> bool {
    [" is ", " are ", " was ", " has "].iter().any(|verb| block.contains(verb))
}

fn opens(block: &str) -> bool {
    let lower = block.to_lowercase();
    lower.contains("chinese military compan") && (lower.ends_with(':') || lower.contains("following"))
}

fn closes(block: &str) -> bool {
    let lower = block.to_lowercase();
    lower.starts_with("dated:")
        || lower.starts_with("dated ")
        || lower.starts_with("[fr doc")
        || lower.contains("federal register liaison")
}

/// A name with its short form in brackets, or the reason for the entry before.
fn take(block: &str, number: u64, citation: &str, parsed: &mut Parsed) {
    if is_reason(block) {
        match parsed.records.last_mut() {
            Some(record) => {
                record.reason = tidy(&format!("{} {block}", record.reason));
                parsed.merged(FILE);
            }
            None => parsed.refuse(FILE, number, "", "is a reason without a name before it"),
        }
        return;
    }
    if block.len() > 300 {
        return parsed.refuse(FILE, number, "", "is too long for a name and is no reason");
    }
    let (name, others) = named(block);
    let mut record = Record::new(key_of(&name, "CN"), EntryKind::Company, &name);
    others.iter().for_each(|other| record.name(other, NameKind::Alias));
    record.list = "dod-1260h".to_owned();
    record.countries = vec!["CN".to_owned()];
    citation.clone_into(&mut record.citation);
    parsed.entry(FILE, record);
}

fn is_reason(block: &str) -> bool {
    has_verb(block) && block.ends_with('.') || block.contains("Section 1260H(g)")
}

/// `360 Security Technology, Inc. (Qihoo 360)`, `X Corporation (a.k.a. Y; Z)`.
fn named(block: &str) -> (String, Vec<String>) {
    let block = tidy(block).trim_start_matches(['-', '•', '*', ' ']).to_owned();
    let parts = block.strip_suffix(')').and_then(|rest| rest.rsplit_once(" ("));
    let Some((name, others)) = parts else { return (block, Vec::new()) };
    let others = others.split([';']).map(|other| {
        let other = other.trim();
        let other = other.strip_prefix("a.k.a. ").or(other.strip_prefix("also known as ")).unwrap_or(other);
        tidy(other.trim_matches(['"', '“', '”']))
    });
    (name.to_owned(), others.filter(|other| !other.is_empty()).collect())
}

/// `[Federal Register Volume 91, Number 111 (Wednesday, June 10, 2026)]`.
fn published(text: &str) -> Option<nameplate::Day> {
    let head = text.lines().find(|line| line.contains("Federal Register Volume"))?;
    let inner = head.rsplit_once('(')?.1.split(')').next()?;
    let date = inner.split_once(", ").map_or(inner, |(_, date)| date);
    dates::date(date).and_then(Date::first_day)
}

/// Volume and page, as `91 FR 35189`.
fn citation(text: &str) -> String {
    let digits = |text: &str, mark: &str| -> Option<String> {
        let rest = text.split_once(mark)?.1;
        Some(rest.chars().take_while(char::is_ascii_digit).collect())
    };
    let page = digits(text, "[Page ").or_else(|| digits(text, "[Pages "));
    match (digits(text, "Federal Register Volume "), page) {
        (Some(volume), Some(page)) if !volume.is_empty() && !page.is_empty() => format!("{volume} FR {page}"),
        _ => "Pub. L. 116-283 s.1260H".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::tried::read;

    const NOTICE: &str = "[Federal Register Volume 91, Number 111 (Wednesday, June 10, 2026)]\n[Notices]\n[Page 35189]\n\n\
        SUMMARY: The list is published.\n\nThe following are Chinese military companies:\n\n\
        360 Security Technology, Inc. (Qihoo 360)\n\
        Qihoo 360 is affiliated with a ministry\n    (Section 1260H(g)(2)(B)(i)(I)).\n\
        Hangzhou Hikvision Digital Technology Co., Ltd. (Hikvision)\n\n\
        Dated: June 8, 2026.\nSomebody,\nAlternate Federal Register Liaison Officer.\n";

    const WRAPPED: &str = "[Federal Register Volume 90, Number 4 (Tuesday, January 7, 2025)]\n[Notices]\n[Pages 1105-1106]\n\n\
        SUPPLEMENTARY INFORMATION: Some words.\n    The Deputy Secretary has determined that the following\n\
        entities are Chinese military companies in accordance with section\n1260H of the Act:\n\n\
        Advanced Example Equipment Inc. China (AEEC)\nExample Aviation Industry Corporation of China Ltd. (EVIC), of a name so\n    long that it goes on\n\
        EVIC is owned by a commission and works\nwith a ministry.\nExample Shipping Group\n\n    Dated: January 2, 2025.\nSomebody,\n";

    #[test]
    fn lines_that_go_on_are_joined() {
        let parsed = read(parse, &[(FILE, WRAPPED.as_bytes())]).unwrap();
        let all: Vec<_> =
            parsed.records.iter().map(|r| (r.primary(), r.reason.as_str(), r.citation.as_str())).collect();
        let long =
            "Example Aviation Industry Corporation of China Ltd. (EVIC), of a name so long that it goes on";
        assert_eq!(
            all,
            [
                ("Advanced Example Equipment Inc. China", "", "90 FR 1105"),
                (long, "EVIC is owned by a commission and works with a ministry.", "90 FR 1105"),
                ("Example Shipping Group", "", "90 FR 1105"),
            ]
        );
    }

    #[test]
    fn names_short_names_and_reasons_are_told_apart() {
        let parsed = read(parse, &[(FILE, NOTICE.as_bytes())]).unwrap();
        assert_eq!(parsed.published.unwrap().to_string(), "2026-06-10");
        let [one, other] = parsed.records.as_slice() else { panic!("{:?}", parsed.records) };
        assert_eq!(
            (one.primary(), one.names[1].text.as_str()),
            ("360 Security Technology, Inc.", "Qihoo 360")
        );
        assert!(one.reason.starts_with("Qihoo 360 is affiliated") && one.reason.ends_with("(I))."));
        assert_eq!(
            (other.primary(), other.citation.as_str()),
            ("Hangzhou Hikvision Digital Technology Co., Ltd.", "91 FR 35189")
        );
        let other = read(parse, &[(FILE, b"<html>Access denied</html>")]).unwrap();
        assert!(!other.missing.is_empty());
    }
}
