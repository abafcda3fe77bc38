//! One party, given as options: its hits, and with `--explain` every word that met and every weight.

use nameplate::matching::{Hit, MatchResult, Matcher, PartyQuery, tell_longer_names};
use pages::WithoutLists;

use super::Ended;
use crate::args::MatchArgs;
use crate::error::Result;
use crate::out::{Line, Out, Page, faint, right, text};
use crate::setup::tell_without_lists;
use crate::words::{item, nats};

pub(super) fn run(
    args: &MatchArgs,
    matcher: &Matcher<'_>,
    query: &PartyQuery<'_>,
    out: &Out,
) -> Result<Ended> {
    let mut result = matcher.matches(query);
    if args.only.is_none() {
        tell_longer_names(matcher, query, &mut result);
    }
    let ended = match (result.hits.is_empty(), result.complete) {
        (false, _) => Ended::Found,
        (true, true) => Ended::Nothing,
        (true, false) => Ended::Incomplete,
    };
    let register = matcher.register();
    if args.json {
        let without_lists = register.without_lists();
        return out.json(&WithoutLists { said: &result, without_lists }).map(|()| ended);
    }
    let mut page = out.page();
    match register.without_lists() {
        Some(said) if result.hits.is_empty() && result.complete => {
            page.para(&text(format!("No match, but {said}.")));
        }
        _ => {
            print(&mut page, &result, args.explain);
            tell_without_lists(&mut page, register);
        }
    }
    page.blank();
    page.para(&faint(format!(
        "Register {}, as of {}. A hit is a likeness of names, not a finding.",
        matcher.register_id().version,
        matcher.as_of()
    )));
    out.print(&page).map(|()| ended)
}

fn print(page: &mut Page, result: &MatchResult<'_>, explain: bool) {
    for defect in &result.defects {
        page.para(&faint("could not be used: ").plain(format!("{}: {}", defect.field, defect.reason)));
    }
    if result.hits.is_empty() && !result.complete {
        return;
    }
    if result.hits.is_empty() {
        page.para(&text("No name of the register is like it. That is not a certificate: the register holds whom its sources name."));
        return;
    }
    for (n, hit) in result.hits.iter().enumerate() {
        page.blank();
        print_hit(page, n + 1, hit, explain);
    }
}

fn print_hit(page: &mut Page, number: usize, hit: &Hit, explain: bool) {
    let native = hit.party.native_name.as_deref().map(|name| format!(" ({name})")).unwrap_or_default();
    let head = Line::default().plain(format!("{number}. ")).strong(&hit.party.name).faint(native);
    let probability =
        hit.probability.map(|p| format!(" · {:.0} % of hits of this score are right", p * 100.0));
    page.para(&head.plain(format!(" · score {}", nats(hit.score))).faint(probability.unwrap_or_default()));
    let mut rows = vec![vec![faint("met"), text(format!("{} ({})", hit.name, hit.name_kind))]];
    rows.push(vec![faint("words"), text(&hit.alignment)]);
    if !hit.lists.is_empty() {
        rows.push(vec![faint("lists"), text(hit.lists.join(", "))]);
    }
    if !hit.source_ids.is_empty() {
        rows.push(vec![faint("entries"), text(hit.source_ids.join(", "))]);
    }
    rows.push(vec![faint("party"), text(format!("{} ({})", hit.party.id, hit.party.kind))]);
    if !explain {
        let against: Vec<String> = hit.against.iter().map(|one| one.says.clone()).collect();
        if !against.is_empty() {
            rows.push(vec![faint("against"), text(against.join("; "))]);
        }
    }
    page.rows(3, &[7], rows);
    if explain {
        invoice(page, hit);
    }
}

/// The sum, an item a line.
fn invoice(page: &mut Page, hit: &Hit) {
    let items = hit.speaks_for.iter().chain(&hit.against);
    let rows = items.map(|one| vec![right(&item(one.weight), 9), text(&one.says)]);
    let total = vec![right(&nats(hit.score), 9), Line::default().strong("score")];
    page.rows(3, &[9], rows.chain([total]).collect());
}
