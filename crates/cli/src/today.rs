//! Which day it is, asked once, here at the edge: the engine has no clock.

use std::time::{SystemTime, UNIX_EPOCH};

use nameplate::Day;

/// Today in UTC.
pub(crate) fn today() -> Option<Day> {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).ok()?.as_secs();
    Day::after_1970(seconds / 86_400)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn today_is_a_day_of_this_century() {
        assert!((2024..2100).contains(&today().unwrap().year()));
    }
}
