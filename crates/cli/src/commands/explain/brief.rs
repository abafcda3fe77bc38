//! The explanation in short: the answer for who asks, the sum that it rests on, and what there is to read beyond.

use nameplate::answer::Audience;
use nameplate::{Screener, Trace};

use super::{chain, invoice};
use crate::commands::answer::{self, Depth};
use crate::commands::check::{mention, said_of_nothing};
use crate::out::{Page, faint};
use crate::words::{counted, nearest_first, verdict};

/// Prints the answer and the sum.
pub(super) fn print(page: &mut Page, screener: &Screener<'_>, trace: &Trace<'_>, audience: &Audience) {
    let result = &trace.result;
    chain::head(page, screener, result);
    page.blank();
    let findings = nearest_first(&result.findings);
    match findings.first() {
        Some(first) => {
            page.para(&answer::headline(first));
            page.blank();
            page.rows(2, &[8], answer::rows(result, first, audience, Depth::Longer));
        }
        None => page.para(&verdict(result.verdict).then(said_of_nothing(result))),
    }
    result.mentions.iter().for_each(|one| page.hanging(2, 4, &mention(one)));
    if !trace.considered.is_empty() {
        page.heading("The sum");
        invoice::print(page, screener, trace);
    }
    let known = [
        (trace.signals.len(), "sign of somebody", "signs of somebody"),
        (findings.len(), "listed party or kind of goods", "listed parties or kinds of goods"),
    ];
    let known: Vec<String> = known.map(|(n, one, many)| counted(n as u64, one, many)).into();
    page.blank();
    page.para(&faint(format!(
        "--full shows all of it: {}, with every step, rule, claim and source.",
        known.join(", ")
    )));
}
