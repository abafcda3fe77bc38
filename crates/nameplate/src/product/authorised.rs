//! Whether and when a model was authorised (47 CFR part 2), as an offer states it.

use super::when::date_in;
use crate::date::{Date, Day};

/// The value of a listing that says that its model was not authorised.
const NOT_AUTHORISED: &str = "none";

/// Whether and when equipment was authorised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Authorised {
    /// The offer says that it was not.
    Never,
    /// On that date.
    On(Date),
}

impl Authorised {
    /// A date, or `none`.
    pub fn read(value: &str) -> Option<Self> {
        if value == NOT_AUTHORISED {
            return Some(Authorised::Never);
        }
        value.parse().ok().map(Authorised::On)
    }

    /// Whether it was authorised on that day or later, or never.
    pub(crate) fn is_new_since(self, day: Day) -> Option<bool> {
        match self {
            Authorised::Never => Some(true),
            Authorised::On(date) => {
                let (first, last) = (date.first_day()?, date.last_day()?);
                if first >= day {
                    Some(true)
                } else if last < day {
                    Some(false)
                } else {
                    None
                }
            }
        }
    }
}

/// When a cell says that the model was authorised, or that it was not.
pub(super) fn authorised_on(cell: &str) -> Option<String> {
    if cell.is_empty() {
        return None;
    }
    const NOT: [&str; 4] = [NOT_AUTHORISED, "not authorised", "not authorized", "unauthorised"];
    if NOT.iter().any(|word| cell.trim().eq_ignore_ascii_case(word)) {
        return Some(NOT_AUTHORISED.to_owned());
    }
    date_in(cell).map(|date| date.to_string())
}
