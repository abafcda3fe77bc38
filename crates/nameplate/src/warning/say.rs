//! Small phrases: dates, rows, times of relations.

use super::messages::Messages;
use crate::case::Designation;
use crate::connection::Hop;
use crate::date::Date;
use crate::register::Share;

impl Messages {
    pub(super) fn date(&self, date: Date) -> String {
        let Date::On { year, month, day } = date else { return self.say("date-unknown", &[]) };
        let year = ("year", year.to_string().into());
        let Some(number) = month else { return self.say("date-year", &[year]) };
        let month = ("month", self.say("month", &[("number", number.into())]).into());
        match day {
            Some(day) => self.say("date-day", &[year, month, ("day", day.to_string().into())]),
            None => self.say("date-month", &[year, month]),
        }
    }

    /// `a, b and c`.
    pub(super) fn row(&self, items: &[String]) -> String {
        match items {
            [] => String::new(),
            [one] => one.clone(),
            [before @ .., last] => {
                let first = self.fold("row-comma", before).into();
                self.say("row-and", &[("first", first), ("last", last.into())])
            }
        }
    }

    /// Sentences, one after another.
    pub(super) fn sentences(&self, items: &[String]) -> String {
        self.fold("sentences", items)
    }

    fn fold(&self, id: &'static str, items: &[String]) -> String {
        let mut all = items.iter().cloned();
        let first = all.next().unwrap_or_default();
        all.fold(first, |row, next| self.say(id, &[("first", row.into()), ("next", next.into())]))
    }

    /// A sentence of the register, marked as English where the language is another.
    pub(super) fn original(&self, sentence: &str) -> String {
        self.say("original", &[("sentence", sentence.into())])
    }

    pub(super) fn native(&self, name: &str, native: Option<&str>) -> String {
        let Some(native) = native.filter(|native| *native != name) else { return name.to_owned() };
        self.say("name-native", &[("name", name.into()), ("native", native.into())])
    }

    /// Since when a target stands on a list.
    pub(super) fn since(&self, designation: &Designation) -> String {
        match (designation.since, designation.first_seen) {
            (Date::On { .. }, _) => self.dated("since", designation.since),
            (_, Some(seen)) => self.say("since-seen", &[("date", self.date(seen).into())]),
            _ => self.say("since-unknown", &[]),
        }
    }

    /// The same by month, for the short text.
    pub(super) fn since_month(&self, designation: &Designation) -> String {
        let month = |date: Date| match date {
            Date::On { year, month, .. } => Date::On { year, month, day: None },
            other => other,
        };
        match (designation.since, designation.first_seen) {
            (Date::On { .. }, _) => self.dated("since", month(designation.since)),
            (_, Some(seen)) => self.say("short-seen", &[("date", self.date(month(seen)).into())]),
            _ => self.say("since-unknown", &[]),
        }
    }

    /// A phrase with a date in it, which may be a day or longer.
    fn dated(&self, id: &'static str, date: Date) -> String {
        let span = if matches!(date, Date::On { day: Some(_), .. }) { "day" } else { "longer" };
        self.say(id, &[("span", span.into()), ("date", self.date(date).into())])
    }

    /// When a relation held, for what share, and what it is limited to; nothing where nothing of that is known.
    pub(super) fn when(&self, step: &Hop, with_scope: bool) -> Option<String> {
        let dated = |id, date: Date| match date {
            Date::On { .. } => Some(self.dated(id, date)),
            Date::Unknown | Date::Open => None,
        };
        let mut all: Vec<String> = [
            dated("since", step.valid_from),
            dated("when-until", step.valid_to),
            step.last_confirmed.and_then(|date| dated("when-confirmed", date)),
        ]
        .into_iter()
        .flatten()
        .collect();
        all.extend(step.share.map(|share| self.share(share)));
        if with_scope && !step.scope.is_empty() {
            all.push(self.say("when-scope", &[("scope", self.original(&step.scope).into())]));
        }
        (!all.is_empty()).then(|| self.fold("phrases", &all))
    }

    fn share(&self, share: Share) -> String {
        let percent = |value: f64| {
            let two = format!("{value:.2}");
            two.trim_end_matches('0').trim_end_matches('.').to_owned()
        };
        if (share.max - share.min).abs() < 0.005 {
            return self.say("when-share", &[("share", percent(share.min).into())]);
        }
        let (min, max) = (percent(share.min), percent(share.max));
        self.say("when-shares", &[("min", min.into()), ("max", max.into())])
    }
}
