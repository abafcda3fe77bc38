//! What rules ask of somebody who has a device, in verbs.

use nameplate::finding::{Act, Consequence, Reader, Severity, State};
use serde::Serialize;

/// Duties to report that go with a rule: its code, then the duty in a sentence.
const REPORTS: &str = include_str!("reports.tsv");

/// What is asked, the most serious first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Ask {
    /// It may not be used.
    Remove,
    /// Somebody has to be told of it.
    Report,
    /// No more of it may be bought.
    BuyNoMore,
    /// What the rule depends on is not known, or has to be looked at.
    #[serde(rename = "ask")]
    FindOut,
    /// Having it is lawful, and a rule says so.
    Keep,
}

impl Ask {
    /// As it is printed.
    pub fn words(self) -> &'static str {
        match self {
            Ask::Remove => "remove",
            Ask::Report => "report",
            Ask::BuyNoMore => "buy no more",
            Ask::FindOut => "ask",
            Ask::Keep => "keep",
        }
    }

    /// What one rule asks of who has the thing; nothing where it is about something else, such as selling.
    pub fn of(rule: &Consequence) -> Option<Ask> {
        let having = matches!(rule.act, Act::Use | Act::Own);
        if !having && rule.act != Act::Buy {
            return None;
        }
        match (rule.state, rule.severity) {
            (State::DoesNotApply, _) => Some(Ask::Keep),
            // What is only worth knowing about using a thing is that it may go on.
            (State::Applies, Some(Severity::Info) | None) => having.then_some(Ask::Keep),
            (State::Applies, Some(Severity::Block)) => {
                Some(if having { Ask::Remove } else { Ask::BuyNoMore })
            }
            // What has to be looked at before buying is no question about what is there already.
            (State::Applies, Some(Severity::Limit | Severity::Check)) => having.then_some(Ask::FindOut),
            (State::CannotTell, _) => {
                (having || rule.would_be == Some(Severity::Block)).then_some(Ask::FindOut)
            }
        }
    }
}

/// The duty to report that goes with a rule, for readers whom it binds; none where the rule does not reach.
pub fn report(rule: &Consequence) -> Option<&'static str> {
    if rule.state == State::DoesNotApply {
        return None;
    }
    duties().find(|(code, _)| *code == rule.code).map(|(_, duty)| duty)
}

fn duties() -> impl Iterator<Item = (&'static str, &'static str)> {
    REPORTS.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'))
}

/// Who asks.
pub fn whom(reader: Reader) -> &'static str {
    match reader {
        Reader::Consumer => "a household",
        Reader::Retailer => "a shop",
        Reader::Importer => "an importer",
        Reader::Exporter => "an exporter",
        Reader::Agency => "an agency",
        Reader::Contractor => "a contractor",
        Reader::GrantRecipient => "a grant recipient",
        Reader::Investor => "an investor",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn duties_to_report_belong_to_rules_that_there_are() {
        let register = nameplate::Register::open(lists::starter_register()).unwrap();
        let codes: Vec<String> = register.rules().map(|rule| rule.code().to_owned()).collect();
        assert!(duties().count() > 0);
        for (code, duty) in duties() {
            assert!(codes.iter().any(|known| known == code), "no rule has the code {code}");
            assert!(duty.ends_with('.') && duty.contains("FAR"), "{duty}");
        }
    }
}
