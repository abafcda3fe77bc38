//! What time it is, asked here at the edge: the engine has no clock.

use std::time::{SystemTime, UNIX_EPOCH};

use nameplate::Day;

/// Seconds since 1970, in UTC.
pub(crate) fn seconds() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_secs()).unwrap_or(i64::MAX)
}

/// Today in UTC.
pub(crate) fn today() -> Day {
    day_of(seconds())
}

/// The day of a moment.
pub(crate) fn day_of(seconds: i64) -> Day {
    let days = u64::try_from(seconds / 86_400).unwrap_or(0);
    // No clock of a machine that works shows a day that is none.
    Day::after_1970(days)
        .or_else(|| Day::new(2026, 1, 1))
        .unwrap_or_else(|| unreachable!("1 January is a day"))
}

/// The first second of a day.
pub(crate) fn midnight(day: Day) -> i64 {
    Day::new(1970, 1, 1).map_or(0, |first| day.days_since(first) * 86_400)
}

/// A moment as RFC 3339 has it: `2026-11-27T21:00:53Z`.
pub(crate) fn moment(seconds: i64) -> String {
    let of_day = seconds.rem_euclid(86_400);
    format!("{}T{:02}:{:02}:{:02}Z", day_of(seconds), of_day / 3_600, of_day / 60 % 60, of_day % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_written_in_utc() {
        assert_eq!(moment(0), "1970-01-01T00:00:00Z");
        assert_eq!(moment(1_795_813_253), "2026-11-27T21:00:53Z");
        assert_eq!(moment(midnight(day_of(1_795_813_253))), "2026-11-27T00:00:00Z");
    }
}
