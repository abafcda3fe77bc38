//! Dates as sources give them: a year, a month or a day, and `unknown` apart from `open`.
//!
//! A question is asked for one [`Day`]; whether something held on that day has three answers ([`Holds`]).

use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};

use crate::word::words;

/// A calendar day (proleptic Gregorian), ordered. The as-of date of a question is a `Day`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Day(u32);

impl Day {
    /// The day, if year, month and day name a real one between 1000 and 9999.
    pub fn new(year: u32, month: u32, day: u32) -> Option<Self> {
        let real = (1000..=9999).contains(&year)
            && (1..=12).contains(&month)
            && (1..=days_in_month(year, month)).contains(&day);
        // Put together only once it is known to be one: a year of eight digits does not fit.
        real.then(|| Self(year * 10_000 + month * 100 + day))
    }

    /// The day that lies so many days after 1970-01-01, where clocks begin to count (Hinnant, "chrono-compatible low-level
    /// date algorithms").
    pub fn after_1970(days: u64) -> Option<Self> {
        let shifted = days.checked_add(719_468)?;
        let (era, of_era) = (shifted / 146_097, shifted % 146_097);
        let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let from_march = (5 * of_year + 2) / 153;
        let day = of_year - (153 * from_march + 2) / 5 + 1;
        let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
        let year = year_of_era.checked_add(era.checked_mul(400)?)? + u64::from(month <= 2);
        Day::new(u32::try_from(year).ok()?, u32::try_from(month).ok()?, u32::try_from(day).ok()?)
    }

    /// Days since another day; negative if that one is later.
    pub fn days_since(self, other: Day) -> i64 {
        self.since_1970() - other.since_1970()
    }

    /// The inverse of [`Day::after_1970`], also for days before.
    fn since_1970(self) -> i64 {
        let (year, month, day) =
            (i64::from(self.year()), i64::from(self.0 / 100 % 100), i64::from(self.0 % 100));
        let (year, from_march) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
        let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
        let of_year = (153 * from_march + 2) / 5 + day - 1;
        era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
    }

    /// The year of the day.
    pub fn year(self) -> u32 {
        self.0 / 10_000
    }

    /// `YYYYMMDD` as a number, as it is stored.
    pub fn number(self) -> u32 {
        self.0
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.0 / 10_000, self.0 / 100 % 100, self.0 % 100)
    }
}

impl FromStr for Day {
    type Err = BadDate;

    fn from_str(text: &str) -> Result<Self, BadDate> {
        match text.parse()? {
            Date::On { year, month: Some(month), day: Some(day) } => {
                Day::new(year, month, day).ok_or_else(|| BadDate(text.to_owned()))
            }
            _ => Err(BadDate(text.to_owned())),
        }
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for Day {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <String as serde::Deserialize>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

fn days_in_month(year: u32, month: u32) -> u32 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// A text that is no date.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a date: expected YYYY, YYYY-MM, YYYY-MM-DD, `open` or `unknown`")]
pub struct BadDate(pub String);

/// A date with the precision its source gives.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Date {
    /// Nobody told.
    #[default]
    Unknown,
    /// Still going on (as an end).
    Open,
    /// A year, a month or a day.
    On {
        /// Four-digit year.
        year: u32,
        /// 1 to 12, if known.
        month: Option<u32>,
        /// Day of the month, if known; never without a month.
        day: Option<u32>,
    },
}

impl Date {
    /// A date of full precision.
    pub fn of(day: Day) -> Self {
        Date::On { year: day.0 / 10_000, month: Some(day.0 / 100 % 100), day: Some(day.0 % 100) }
    }

    /// The first day that the date may mean; `None` for unknown and open.
    pub fn first_day(self) -> Option<Day> {
        match self {
            Date::On { year, month, day } => Day::new(year, month.unwrap_or(1), day.unwrap_or(1)),
            Date::Unknown | Date::Open => None,
        }
    }

    /// The last day that the date may mean; `None` for unknown and open.
    pub fn last_day(self) -> Option<Day> {
        match self {
            Date::On { year, month, day } => {
                let month = month.unwrap_or(12);
                Day::new(year, month, day.unwrap_or_else(|| days_in_month(year, month)))
            }
            Date::Unknown | Date::Open => None,
        }
    }

    /// The date in 32 bits, as the register stores it: 0 unknown, all ones open, else `YYYYMMDD` with zeros for what
    /// is not known.
    pub fn to_bits(self) -> u32 {
        match self {
            Date::Unknown => 0,
            Date::Open => u32::MAX,
            // What is no day of the calendar has no place among the numbers: it reads as unknown, as it would from them.
            Date::On { year, month, day } => {
                self.first_day().map_or(0, |_| year * 10_000 + month.unwrap_or(0) * 100 + day.unwrap_or(0))
            }
        }
    }

    /// The inverse of [`Date::to_bits`]; bits that are no date read as unknown.
    pub fn from_bits(bits: u32) -> Self {
        if bits == u32::MAX {
            return Date::Open;
        }
        let (year, month, day) = (bits / 10_000, bits / 100 % 100, bits % 100);
        let date = Date::On { year, month: (month > 0).then_some(month), day: (day > 0).then_some(day) };
        if (month == 0 && day > 0) || date.first_day().is_none() { Date::Unknown } else { date }
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Date::Unknown => f.write_str("unknown"),
            Date::Open => f.write_str("open"),
            Date::On { year, month: None, .. } => write!(f, "{year:04}"),
            Date::On { year, month: Some(month), day: None } => write!(f, "{year:04}-{month:02}"),
            Date::On { year, month: Some(month), day: Some(day) } => {
                write!(f, "{year:04}-{month:02}-{day:02}")
            }
        }
    }
}

impl FromStr for Date {
    type Err = BadDate;

    fn from_str(text: &str) -> Result<Self, BadDate> {
        let bad = || BadDate(text.to_owned());
        match text {
            "unknown" => return Ok(Date::Unknown),
            "open" => return Ok(Date::Open),
            _ => {}
        }
        let mut parts = text.split('-');
        let mut number = |width: usize| -> Result<Option<u32>, BadDate> {
            let Some(part) = parts.next() else { return Ok(None) };
            if part.len() != width || !part.bytes().all(|b| b.is_ascii_digit()) {
                return Err(bad());
            }
            part.parse().map(Some).map_err(|_| bad())
        };
        let (year, month, day) = (number(4)?.ok_or_else(bad)?, number(2)?, number(2)?);
        let date = Date::On { year, month, day };
        if parts.next().is_some() || date.first_day().is_none() { Err(bad()) } else { Ok(date) }
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

words! {
    /// Whether something held on a day.
    Holds {
        /// It did not.
        No => "no",
        /// The sources do not settle it.
        Unknown => "unknown",
        /// It did.
        Yes => "yes",
    }
}

impl Holds {
    /// Both must hold.
    pub fn and(self, other: Holds) -> Holds {
        self.min(other)
    }
}

/// From when to when something is known to hold. Both ends are inclusive.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Interval {
    /// First day; unknown is taken to lie before any question, unless `first_confirmed` says how far back it is known.
    pub from: Date,
    /// Last day, or open, or unknown.
    pub to: Date,
    /// With an unknown start: the first day on which it certainly held.
    pub first_confirmed: Date,
    /// With an unknown end: the last day on which it certainly held.
    pub last_confirmed: Date,
}

impl Default for Interval {
    fn default() -> Self {
        Interval {
            from: Date::Unknown,
            to: Date::Open,
            first_confirmed: Date::Unknown,
            last_confirmed: Date::Unknown,
        }
    }
}

impl Interval {
    /// From one date, still going on.
    pub fn since(from: Date) -> Self {
        Interval { from, ..Interval::default() }
    }

    /// Whether it held on that day.
    pub fn holds(&self, day: Day) -> Holds {
        self.begun(day).and(self.not_over(day))
    }

    fn begun(&self, day: Day) -> Holds {
        match (self.from.first_day(), self.from.last_day()) {
            (Some(first), _) if day < first => Holds::No,
            (_, Some(last)) if day < last => Holds::Unknown,
            (Some(_), _) => Holds::Yes,
            (None, _) => match self.first_confirmed.last_day() {
                Some(confirmed) if day < confirmed => Holds::Unknown,
                _ => Holds::Yes,
            },
        }
    }

    fn not_over(&self, day: Day) -> Holds {
        match self.to {
            Date::Open => Holds::Yes,
            Date::Unknown => match self.last_confirmed.first_day() {
                Some(confirmed) if day <= confirmed => Holds::Yes,
                _ => Holds::Unknown,
            },
            Date::On { .. } => match (self.to.first_day(), self.to.last_day()) {
                (Some(first), _) if day <= first => Holds::Yes,
                (_, Some(last)) if day <= last => Holds::Unknown,
                _ => Holds::No,
            },
        }
    }

    /// Whether the two ends cross: such an interval can never hold.
    pub fn crosses(&self) -> bool {
        matches!((self.from.first_day(), self.to.last_day()), (Some(from), Some(to)) if to < from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_since_1970_become_dates() {
        for (days, date) in [
            (0, "1970-01-01"),
            (59, "1970-03-01"),
            (11_016, "2000-02-29"),
            (19_782, "2024-02-29"),
            (19_783, "2024-03-01"),
            (20_780, "2026-11-23"),
            (47_540, "2100-02-28"),
            (47_541, "2100-03-01"),
        ] {
            let day = Day::after_1970(days).unwrap();
            assert_eq!(day.to_string(), date, "{days}");
            assert_eq!(day.days_since(Day::new(1970, 1, 1).unwrap()), i64::try_from(days).unwrap());
        }
        assert_eq!(Day::after_1970(u64::MAX), None);
    }

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn date(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn dates_keep_their_precision() {
        for text in ["2021", "2021-03", "2021-03-12", "open", "unknown"] {
            assert_eq!(date(text).to_string(), text);
            assert_eq!(Date::from_bits(date(text).to_bits()), date(text));
        }
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in ["", "21", "2021-13", "2021-02-30", "2021-3-1", "2021-01-01-01", "2021/01/01", "0999"] {
            assert!(text.parse::<Date>().is_err(), "{text}");
        }
        assert!("2021-02".parse::<Day>().is_err());
        assert!(Day::new(2024, 2, 29).is_some() && Day::new(2023, 2, 29).is_none());
    }

    #[test]
    fn a_year_beyond_the_calendar_is_no_day_and_overflows_nothing() {
        for year in [0, 999, 10_000, 19_943_768, 429_497, u32::MAX] {
            assert_eq!(Day::new(year, 1, 13), None, "{year}");
            let date = Date::On { year, month: Some(1), day: Some(13) };
            assert_eq!((date.first_day(), date.last_day(), date.to_bits()), (None, None, 0), "{year}");
        }
        for (month, day) in [(0, 1), (1, 0), (13, 1), (u32::MAX, u32::MAX)] {
            assert_eq!(Date::On { year: 2021, month: Some(month), day: Some(day) }.to_bits(), 0);
        }
    }

    #[test]
    fn an_interval_is_inclusive_and_knows_what_it_does_not_know() {
        let lorex = Interval { from: date("2018-02-06"), to: date("2022-11-24"), ..Interval::default() };
        assert_eq!(lorex.holds(day("2018-02-05")), Holds::No);
        assert_eq!(lorex.holds(day("2018-02-06")), Holds::Yes);
        assert_eq!(lorex.holds(day("2022-11-24")), Holds::Yes);
        assert_eq!(lorex.holds(day("2022-11-25")), Holds::No);

        let month = Interval { from: date("2012-12"), to: date("2018-02"), ..Interval::default() };
        assert_eq!(month.holds(day("2012-12-15")), Holds::Unknown);
        assert_eq!(month.holds(day("2013-01-01")), Holds::Yes);
        assert_eq!(month.holds(day("2018-02-15")), Holds::Unknown);
        assert_eq!(month.holds(day("2018-03-01")), Holds::No);
    }

    #[test]
    fn unknown_is_not_open() {
        let imou = Interval {
            to: Date::Unknown,
            last_confirmed: date("2025-03-03"),
            first_confirmed: date("2019"),
            ..Interval::default()
        };
        assert_eq!(imou.holds(day("2018-06-01")), Holds::Unknown);
        assert_eq!(imou.holds(day("2024-06-01")), Holds::Yes);
        assert_eq!(imou.holds(day("2026-06-01")), Holds::Unknown);
        assert_eq!(Interval::default().holds(day("2026-06-01")), Holds::Yes);
    }
}
