//! The parties that were considered, each with its evidence added up like an invoice.

use nameplate::{Considering, Screener, Trace};

use crate::out::{Line, Page, Tone, faint, right, text};
use crate::words::{item, judgement_tone, nats, plain, quoted};

/// Prints every party considered.
pub(super) fn print(page: &mut Page, screener: &Screener<'_>, trace: &Trace<'_>) {
    if trace.considered.is_empty() {
        return page.hanging(3, 3, &text("Nobody to consider."));
    }
    let policy = screener.policy();
    for (n, party) in trace.considered.iter().enumerate() {
        if n > 0 {
            page.blank();
        }
        invoice(page, party);
    }
    page.blank();
    page.hanging(
        3,
        3,
        &faint(format!(
            "Weights are natural log-odds. From {} the party is taken to be the same, from {} somebody should look. The score \
             orders alerts; it is no probability.",
            nats(policy.same_from),
            nats(policy.unsure_from)
        )),
    );
}

fn invoice(page: &mut Page, party: &Considering) {
    let part = match party.part {
        "product" => "as maker or brand",
        "component" => "as maker of a part",
        _ => "as seller",
    };
    page.hanging(3, 5, &Line::default().strong(&party.name).faint(format!(" · {part}")));
    let mut rows: Vec<Vec<Line>> = party
        .evidence
        .iter()
        .map(|piece| {
            let tone = if piece.weight < 0 { Tone::Alarm } else { Tone::Plain };
            let weight = Line::default().add(tone, format!("{:>8}", item(piece.weight)));
            let words =
                text(piece.sentence).faint(format!(" · {} ", plain(piece.field))).faint(quoted(&piece.text));
            vec![weight, words]
        })
        .collect();
    // What the engine takes off: a place in the text counts once, and of what is of one kind the rest counts a quarter.
    let off = party.score - party.evidence.iter().map(|piece| piece.weight).sum::<i32>();
    if off != 0 {
        let why = "of evidence of one kind the strongest counts in full and the rest a quarter; a place counts once";
        rows.push(vec![right(&item(off), 8), faint(why)]);
    }
    let sum = Line::default().add(Tone::Strong, format!("{:>8}", nats(party.score)));
    let answer = Line::default().add(judgement_tone(party.judgement), party.judgement.word());
    rows.push(vec![faint("────────"), Line::default()]);
    rows.push(vec![sum, answer]);
    page.rows(5, &[8], rows);
}
