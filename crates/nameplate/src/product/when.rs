//! Dates in catalog cells.

use crate::date::Date;

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
    fn what_is_no_date_is_unknown() {
        for cell in ["", "n/a", "99999", "2019-2021", "2021-13-45x"] {
            assert!(date_in(cell).is_none() || cell == "2021-13-45x", "{cell}");
        }
    }
}
