//! When a listed person was born, as published: what tells namesakes apart. Lists write it as a detail of its own, or in
//! their remarks (`DOB 17 Apr 1961; alt. DOB 1962; POB ...`).

use nameplate::date::Date;

use crate::read::dates;
use crate::record::{EntryKind, Record};

/// Details that hold a date of birth, by the words of the sources.
const DETAILS: &[&str] =
    &["date of birth", "dates_of_birth", "birthdate", "dob", "d.o.b", "individual_date_of_birth"];

/// Every date of birth that a record gives.
pub(super) fn dates(record: &Record) -> Vec<Date> {
    if record.kind != EntryKind::Person {
        return Vec::new();
    }
    let details = record.details.iter().filter(|(what, _)| DETAILS.contains(&what.to_lowercase().as_str()));
    let written = details.flat_map(|(_, value)| value.split([';', '|']));
    let remarks = record.remarks.split(';').filter_map(|remark| {
        let remark = remark.trim().trim_end_matches('.');
        remark.strip_prefix("DOB ").or_else(|| remark.strip_prefix("alt. DOB "))
    });
    let mut dates: Vec<Date> = written.chain(remarks).filter_map(read).collect();
    dates.sort_by_key(|date| date.to_bits());
    dates.dedup();
    dates
}

/// Countries that a record gives as nationalities or citizenships, as written.
pub(super) fn nationalities(record: &Record) -> impl Iterator<Item = &str> {
    const DETAILS: &[&str] = &["nationality", "nationality2", "nationalities", "citizenship", "citizenships"];
    let details = record.details.iter().filter(|(what, _)| DETAILS.contains(&what.to_lowercase().as_str()));
    let written = details.flat_map(|(_, value)| value.split([';', '|']).map(str::trim));
    let remarks = record.remarks.split(';').filter_map(|remark| {
        let remark = remark.trim().trim_end_matches('.');
        remark.strip_prefix("nationality ").or_else(|| remark.strip_prefix("citizen "))
    });
    written.chain(remarks)
}

/// `17 Apr 1961`, `circa 1958`, `1958 to 1960` (the first end is kept), `15/03/1968`, `EXACT, 1965`.
fn read(text: &str) -> Option<Date> {
    let text = text.trim();
    let text = match text.split_once(", ") {
        Some((how, date)) if how.bytes().all(|b| b.is_ascii_uppercase()) => date,
        _ => text,
    };
    let text = text.strip_prefix("circa ").unwrap_or(text);
    let first = text.split(" to ").next().unwrap_or(text).trim();
    let one = if first.contains('/') { dates::day_first(first) } else { dates::date(first) };
    one.filter(|date| date.first_day().is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_birth_are_read_out_of_remarks_and_details() {
        let mut record = Record::new("1", EntryKind::Person, "A B");
        record.remarks = "DOB 17 Apr 1961; alt. DOB circa 1958; POB Kabul, Afghanistan.".to_owned();
        record.detail("Date of birth", "1970-02-03");
        let said: Vec<String> = dates(&record).iter().map(ToString::to_string).collect();
        assert_eq!(said, ["1958", "1961-04-17", "1970-02-03"]);
        record.detail("INDIVIDUAL_DATE_OF_BIRTH", "EXACT, 1965");
        record.detail("NATIONALITY", "Uganda");
        record.remarks.push_str(" x; nationality Iran; citizen Iraq.");
        assert_eq!(dates(&record).len(), 4);
        assert_eq!(nationalities(&record).collect::<Vec<_>>(), ["Uganda", "Iran", "Iraq"]);
        record.kind = EntryKind::Company;
        assert!(dates(&record).is_empty());
    }
}
