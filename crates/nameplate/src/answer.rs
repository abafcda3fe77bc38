//! Who asks, and what a finding means for them in a word: what every output is ordered and worded by.

use crate::consequence::holds_in;
use crate::finding::{Consequence, Finding};
use crate::word::{Reader, Severity, State, Verdict};

/// Who asks, and where. Without a reader nothing is left out; without a place what holds anywhere counts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Audience {
    /// Who asks.
    pub reader: Option<Reader>,
    /// Where: a country, a part of it, or `EU`, as rules name them.
    pub place: Option<String>,
}

impl Audience {
    /// A place as people write it: a country by its two letters, with a part of it or without, or the European Union (`us-tx`, `EU`).
    pub fn place_of(text: &str) -> Option<String> {
        let place = text.trim().to_ascii_uppercase();
        let (country, part) =
            place.split_once('-').map_or((place.as_str(), None), |(c, part)| (c, Some(part)));
        let is_code = |code: &str, most: usize| {
            (1..=most).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_alphanumeric())
        };
        let country = country.len() == 2 && country.bytes().all(|byte| byte.is_ascii_uppercase());
        (country && part.is_none_or(|part| is_code(part, 3))).then_some(place)
    }

    /// Whether a rule holds where they are.
    pub fn holds(&self, rule: &Consequence) -> bool {
        self.place.as_ref().is_none_or(|place| holds_in(&rule.jurisdiction, place))
    }

    /// Whether a rule speaks to them there.
    pub fn is_bound_by(&self, rule: &Consequence) -> bool {
        self.reader.is_none_or(|reader| rule.reader == reader) && self.holds(rule)
    }

    /// Who asks, in words: `retailer in US`; none where nobody is named.
    pub fn words(&self) -> Option<String> {
        let place = self.place.as_deref().map(|place| format!(" in {place}")).unwrap_or_default();
        self.reader.map(|reader| format!("{}{place}", reader.word().replace('_', " ")))
    }
}

/// What a rule, or a finding with all its rules, asks of one reader, the most serious first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Meaning {
    /// The act is barred.
    Stop,
    /// Whether a rule bars it cannot be told, since what it depends on is not known or the maker is not certain; it would.
    MayBar,
    /// Allowed with a limit, or after something has been looked at.
    Check,
    /// Whether a rule applies cannot be told; it would not bar the act.
    CannotTell,
    /// No duty follows; worth knowing.
    Know,
    /// Said plainly not to be barred.
    Allowed,
    /// No rule that is held speaks to that reader there: no permission either.
    NoRule,
}

impl Meaning {
    /// All of them, the most serious first.
    pub const ALL: [Meaning; 7] = [
        Meaning::Stop,
        Meaning::MayBar,
        Meaning::Check,
        Meaning::CannotTell,
        Meaning::Know,
        Meaning::Allowed,
        Meaning::NoRule,
    ];

    /// What one rule asks.
    pub fn of(rule: &Consequence) -> Meaning {
        match (rule.state, rule.severity) {
            (State::DoesNotApply, _) => Meaning::Allowed,
            (State::CannotTell, _) if rule.would_be == Some(Severity::Block) => Meaning::MayBar,
            (State::CannotTell, _) => Meaning::CannotTell,
            (State::Applies, Some(Severity::Block)) => Meaning::Stop,
            (State::Applies, Some(Severity::Limit | Severity::Check)) => Meaning::Check,
            (State::Applies, Some(Severity::Info) | None) => Meaning::Know,
        }
    }

    /// The most serious that a finding has for who asks; for anybody where nobody is named. What is for review bars nothing
    /// before it is confirmed.
    pub fn for_audience(finding: &Finding, audience: &Audience) -> Meaning {
        let rules = finding.consequences().into_iter().filter(|one| audience.is_bound_by(one));
        match rules.map(Meaning::of).min().unwrap_or(Meaning::NoRule) {
            Meaning::Stop if finding.verdict < Verdict::Connected => Meaning::MayBar,
            meaning => meaning,
        }
    }

    /// As it is printed.
    pub fn word(self) -> &'static str {
        match self {
            Meaning::Stop => "stop",
            Meaning::MayBar => "may be barred",
            Meaning::Check => "check",
            Meaning::CannotTell => "cannot tell",
            Meaning::Know => "know",
            Meaning::Allowed => "allowed",
            Meaning::NoRule => "no rule",
        }
    }
}
