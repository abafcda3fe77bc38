//! Dates as authorities write them.

use nameplate::date::Date;

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// Reads `2024-04-26`, `2024-04`, `2024`, `26 Apr 2024`, `April 26, 2024`, `Apr 2024`, and an ISO date with a time.
pub(crate) fn date(text: &str) -> Option<Date> {
    let text = text.trim();
    // Dates of XML Schema may bear a time or a zone.
    let zoned = text.as_bytes().get(10).is_some_and(|mark| matches!(mark, b'T' | b'Z' | b'+' | b'-'));
    let text = if zoned { text.get(..10)? } else { text };
    text.parse().ok().filter(|d| matches!(d, Date::On { .. })).or_else(|| in_words(text))
}

/// Reads `11/21/2011` and `6/28/16`: month first, as US authorities write.
pub(crate) fn month_first(text: &str) -> Option<Date> {
    let [month, day, year] = three(text, '/')?;
    on(year, month, day).or_else(|| date(text))
}

/// Reads `29/06/2012`: day first, as UK authorities write.
pub(crate) fn day_first(text: &str) -> Option<Date> {
    let [day, month, year] = three(text, '/')?;
    on(year, month, day).or_else(|| date(text))
}

fn three(text: &str, at: char) -> Option<[u32; 3]> {
    let mut parts = text.trim().split(at).map(|part| part.trim().parse().ok());
    let all = [parts.next()??, parts.next()??, parts.next()??];
    parts.next().is_none().then_some(all)
}

/// A year of two digits lies between 1950 and 2049.
fn on(year: u32, month: u32, day: u32) -> Option<Date> {
    let year = match year {
        0..50 => 2000 + year,
        50..100 => 1900 + year,
        _ => year,
    };
    nameplate::Day::new(year, month, day).map(Date::of)
}

fn in_words(text: &str) -> Option<Date> {
    let parts: Vec<&str> = text.split([' ', ',', '-']).filter(|p| !p.is_empty()).collect();
    let month = |word: &str| {
        let start = word.get(..3)?.to_ascii_lowercase();
        let at = MONTHS.iter().position(|m| *m == start)?;
        u32::try_from(at + 1).ok()
    };
    let number = |word: &str| word.parse::<u32>().ok();
    match parts.as_slice() {
        [a, b, year] if month(a).is_some() => on(number(year)?, month(a)?, number(b)?),
        [a, b, year] => on(number(year)?, month(b)?, number(a)?),
        [a, year] => {
            let (year, month) = (number(year)?, month(a)?);
            (1000..=9999).contains(&year).then_some(Date::On { year, month: Some(month), day: None })
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ways_of_the_authorities() {
        let day: Date = "2024-04-06".parse().unwrap();
        for text in [
            "2024-04-06",
            "06 Apr 2024",
            "April 6, 2024",
            "2024-04-06T08:00:00Z",
            "2024-04-06-04:00",
            "06-Apr-2024",
        ] {
            assert_eq!(date(text), Some(day), "{text}");
        }
        assert_eq!(month_first("4/6/2024"), Some(day));
        assert_eq!(month_first("04/06/24"), Some(day));
        assert_eq!(day_first("06/04/2024"), Some(day));
        assert_eq!(date("Apr 2024"), "2024-04".parse().ok());
        assert_eq!(date("1955"), "1955".parse().ok());
        assert_eq!(month_first("1/13/19943768"), None);
        assert_eq!(date("13 Jan 4294967295"), None);
        for text in ["", "circa 1955", "31 Feb 2020", "open", "unknown", "13/45/2020", "2020 2021 2022 2023"]
        {
            assert_eq!(date(text), None, "{text}");
        }
    }
}
