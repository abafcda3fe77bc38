//! One entry, as its authority published it.

use lists::record::Record;
use nameplate::date::{Date, Interval};
use nameplate::finding::Share;
use nameplate::register::NameKind;

use crate::out::{Line, Page, Tone, faint, strong, text};
use crate::words::{dates, plain};

/// Prints an entry with everything that was published of it.
pub(super) fn print(page: &mut Page, source: &str, record: &Record) {
    page.blank();
    let kind = plain(&format!("{:?}", record.kind).to_lowercase());
    page.hanging(0, 2, &strong(record.primary()).faint(format!("  {source}:{} · {kind}", record.entry)));
    let mut rows: Vec<Vec<Line>> = Vec::new();
    let mut row = |name: &str, value: String| {
        if !value.is_empty() {
            rows.push(vec![faint(name), text(value)]);
        }
    };
    row("list", record.list.clone());
    row(
        "since",
        if record.since == Date::Unknown { "not published".to_owned() } else { record.since.to_string() },
    );
    if record.until != Date::Open {
        row("until", record.until.to_string());
    }
    for name in record.names.iter().skip(1) {
        let kind = match name.kind {
            NameKind::Alias => "also",
            NameKind::Former => "formerly",
            NameKind::Weak => "weak alias",
            NameKind::Native => "native",
            other => other.word(),
        };
        row(kind, name.text.clone());
    }
    for address in &record.addresses {
        let parts = [address.text.as_str(), address.country.as_str()];
        row("address", parts.into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(", "));
    }
    row("country", record.countries.join(", "));
    for id in &record.identifiers {
        row("number", format!("{} {} {}", id.scheme, id.value, id.country).trim_end().to_owned());
    }
    row("programme", record.programmes.join(", "));
    row("reason", record.reason.clone());
    row("citation", record.citation.clone());
    row("remarks", record.remarks.clone());
    for tie in &record.ties {
        let other = if tie.to_name.is_empty() { &tie.to } else { &tie.to_name };
        let share = tie.share.map(|(min, max)| format!(", {}", Share { min, max })).unwrap_or_default();
        let held = Interval { from: tie.from, to: tie.until, ..Interval::default() };
        row(&plain(tie.kind.word()), format!("{other}{share}, {}", dates(&held)));
    }
    for (what, value) in &record.details {
        row(what, value.clone());
    }
    page.rows(2, &[9], rows);
}

/// Says that only some are shown.
pub(super) fn and_more(page: &mut Page, shown: usize, all: usize) {
    if shown < all {
        page.blank();
        let more = format!("and {} more: --limit 0 shows all", all - shown);
        page.para(&Line::default().add(Tone::Caution, more));
    }
}
