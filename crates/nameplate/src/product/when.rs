//! Dates in catalog cells.

use super::fact::{Known, known, known_at};
use crate::date::{Date, Day};
use crate::listing::{Field, Span};
use crate::reading::Reading;
use crate::reading::telltales::{Marker, Meaning, TellTales};

/// When the thing was made: its own field, or "Date of manufacture: ..." in title or text. The day of first sale is another
/// thing and says nothing of it.
pub(crate) fn made_on(tales: &TellTales, reading: &Reading<'_>) -> Option<Known> {
    let cell = reading.listing.get(Field::MadeOn);
    if !cell.is_empty()
        && let Some(date) = date_in(cell)
    {
        return Some(known(date.to_string(), Field::MadeOn, reading));
    }
    [Field::Text, Field::Title].into_iter().find_map(|field| {
        let found = reading.field(field).filter(|found| found.tells_of_making)?;
        let announces = Meaning::Marker(Marker::MadeOn);
        let mut hits = found.hits.iter().filter(|hit| tales.meanings(hit.literal).contains(&announces));
        hits.find_map(|hit| {
            let rest = &found.text()[hit.end..];
            let gap = rest.len() - rest.trim_start_matches([' ', ':', '：', '=']).len();
            let near: usize = rest[gap..].chars().take(14).map(char::len_utf8).sum();
            let said = rest[gap..gap + near].split([',', ';', '\n', '(']).next().unwrap_or_default();
            let said = said.trim_end_matches(['.', ' ']);
            let date = date_at_start(said)?.to_string();
            Some(known_at(reading, &date, &Span::new(field, hit.start..hit.end + gap + said.len())))
        })
    })
}

/// The date that a text begins with, whatever follows it.
fn date_at_start(text: &str) -> Option<Date> {
    let length = text.bytes().take_while(|b| b.is_ascii_digit() || matches!(b, b'-' | b'/' | b'.')).count();
    date_in(text[..length].trim_end_matches(['-', '/', '.'])).or_else(|| date_in(text))
}

/// The date in a cell: `2021-03-05`, `2021-03`, `2021`, `2021/03/05`, `20210305`, `March 2021`, or any text with exactly
/// one year. Day and month in an order that cannot be known (`03/04/2021`) give the year alone.
pub(crate) fn date_in(cell: &str) -> Option<Date> {
    let cell = cell.trim();
    let date = cell.get(..10).unwrap_or(cell).replace(['/', '.'], "-");
    if let Ok(date @ Date::On { .. }) = date.parse() {
        return Some(date);
    }
    if cell.len() == 8 && cell.bytes().all(|b| b.is_ascii_digit()) {
        let spelled = format!("{}-{}-{}", &cell[..4], &cell[4..6], &cell[6..]);
        if let Ok(date) = spelled.parse() {
            return Some(date);
        }
    }
    only_year(cell)
}

/// The day in a cell, and whether it names one day: of a month or a year the last day is meant, of `03/04/2021` the later of the two
/// that it may be.
pub(crate) fn day_in(cell: &str) -> Option<(Day, bool)> {
    let date = date_in(cell)?;
    if let Date::On { day: Some(_), .. } = date {
        return Some((date.first_day()?, true));
    }
    let parts: Vec<u32> = cell
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .take(3)
        .filter_map(|part| part.parse().ok())
        .collect();
    let days: Vec<Day> = match parts[..] {
        [a, b, year] if year > 31 => {
            // Full stops stand where the day comes first.
            let month_first = Day::new(year, a, b).filter(|_| !cell.contains('.'));
            let mut days: Vec<Day> = month_first.into_iter().chain(Day::new(year, b, a)).collect();
            days.dedup();
            days
        }
        _ => Vec::new(),
    };
    match days.iter().max() {
        Some(latest) => Some((*latest, days.len() == 1)),
        None => Some((date.last_day()?, false)),
    }
}

fn only_year(cell: &str) -> Option<Date> {
    let mut years: Vec<u32> = cell
        .split(|c: char| !c.is_ascii_digit())
        .filter(|run| run.len() == 4)
        .filter_map(|run| run.parse().ok())
        .filter(|year| (1950..=2100).contains(year))
        .collect();
    years.dedup();
    match years.as_slice() {
        [year] => Some(Date::On { year: *year, month: month_in(cell), day: None }),
        _ => None,
    }
}

fn month_in(cell: &str) -> Option<u32> {
    const MONTHS: [&str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let lower = cell.to_ascii_lowercase();
    (1..).zip(MONTHS).find(|(_, month)| lower.contains(month)).map(|(n, _)| n)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_purchase_has_a_day_or_the_latest_that_it_may_be() {
        for (cell, day, exact) in [
            ("2021-03-05", "2021-03-05", true),
            ("1/25/2022", "2022-01-25", true),
            ("25.01.2022", "2022-01-25", true),
            ("03/04/2021", "2021-04-03", false),
            ("03.04.2021", "2021-04-03", true),
            ("05/05/2021", "2021-05-05", true),
            ("2021-03", "2021-03-31", false),
            ("2021", "2021-12-31", false),
        ] {
            assert_eq!(day_in(cell), Some((day.parse().unwrap(), exact)), "{cell}");
        }
        assert_eq!(day_in("soon"), None);
    }

    #[test]
    fn reads_what_catalogs_write() {
        for (cell, date) in [
            ("2021-03-05", "2021-03-05"),
            ("2021/03/05", "2021-03-05"),
            ("2021-03-05T10:00:00Z", "2021-03-05"),
            ("20210305", "2021-03-05"),
            ("2021-03", "2021-03"),
            ("2021", "2021"),
            ("March 2021", "2021-03"),
            ("03/04/2021", "2021"),
            ("made in 2019", "2019"),
        ] {
            assert_eq!(date_in(cell).map(|d| d.to_string()).as_deref(), Some(date), "{cell}");
        }
    }

    #[test]
    fn a_date_at_the_start_of_a_text_is_read() {
        assert_eq!(date_at_start("2021-03. new old").map(|d| d.to_string()).as_deref(), Some("2021-03"));
        assert_eq!(date_at_start("2020").map(|d| d.to_string()).as_deref(), Some("2020"));
        assert_eq!(date_at_start("see label"), None);
    }

    #[test]
    fn what_is_no_date_is_unknown() {
        for cell in ["", "n/a", "99999", "2019-2021", "2021-13-45x"] {
            assert!(date_in(cell).is_none() || cell == "2021-13-45x", "{cell}");
        }
    }
}
