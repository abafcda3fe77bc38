//! The words of results on a terminal. What they are in plain English, they share with the pages.

use nameplate::Verdict;
use nameplate::finding::Judgement;
pub(crate) use pages::brief::{native, verdict_tone as tone};
pub(crate) use pages::words::{
    ARITHMETIC_ONLY, ECONOMIC_SHARE, HopInWords, NO_ANSWER, OWNED_BY_LISTED, Tie, answering, as_of,
    asked_for, before, brief, count, counted, dates, further, ground, hand, item, left_out, limits, nats,
    nearest_first, not_the_maker, plain, role, short_name, tested,
};

use crate::out::{Line, Tone};

/// How an answer looks.
pub(crate) fn judgement_tone(judgement: Judgement) -> Tone {
    match judgement {
        Judgement::Same => Tone::Strong,
        Judgement::Unsure => Tone::Caution,
        Judgement::Different => Tone::Faint,
    }
}

/// A verdict as it is printed.
pub(crate) fn verdict(verdict: Verdict) -> Line {
    Line::default().add(tone(verdict), plain(verdict.word()))
}

/// The catalog's own words.
pub(crate) fn quoted(words: &str) -> String {
    format!("“{words}”")
}
