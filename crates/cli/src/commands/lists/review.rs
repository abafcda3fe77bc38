//! What is left to a person after lists and facts were put together.

use lists::compile::Review;
use lists::merge::Pair;

use super::common::unreadable;
use crate::args::ReviewArgs;
use crate::commands::Ended;
use crate::error::{CliError, Result};
use crate::out::{Out, Page, faint, strong, text};
use crate::setup::store;
use crate::words::count;

/// Shows it.
pub(crate) fn review(args: &ReviewArgs, out: &Out) -> Result<Ended> {
    let installed = store(&args.data)?.register().map_err(|why| unreadable(&why))?;
    let installed = installed.ok_or_else(|| {
        CliError::new("no register was built from lists yet").hint("fetch them: `nameplate lists update`")
    })?;
    let review = installed.review().map_err(|why| unreadable(&why))?;
    let merges = if args.merges { installed.merges().map_err(|why| unreadable(&why))? } else { Vec::new() };
    if args.json {
        let all = serde_json::json!({ "review": review, "merges": merges });
        return out.json(&all).map(|()| Ended::Nothing);
    }
    let mut page = out.page();
    pairs(&mut page, "Merged", &merges);
    pairs(&mut page, "May be one, and were not merged", &review.unsure);
    differences(&mut page, &review);
    page.blank();
    page.para(&faint(
        "Decide a pair in facts: [[identity]] one = \"...\", other = \"...\", same = true or false, why = \"...\".",
    ));
    out.print(&page).map(|()| Ended::Nothing)
}

fn pairs(page: &mut Page, heading: &str, pairs: &[Pair]) {
    if pairs.is_empty() {
        return;
    }
    page.heading(&format!("{heading}: {}", count(pairs.len() as u64)));
    for pair in pairs {
        page.hanging(2, 4, &strong(&pair.one_name).faint(format!("  {}", pair.one)));
        page.hanging(2, 4, &strong(&pair.other_name).faint(format!("  {}", pair.other)));
        page.hanging(4, 6, &text(&pair.why));
    }
}

fn differences(page: &mut Page, review: &Review) {
    let mut section = |heading: &str, lines: Vec<String>| {
        if !lines.is_empty() {
            page.heading(&format!("{heading}: {}", count(lines.len() as u64)));
            lines.iter().for_each(|line| page.hanging(2, 4, &text(line)));
        }
    };
    section(
        "Facts name a party on a list, and the edition in use does not",
        review.not_on_edition.iter().map(|[party, list]| format!("{party} on {list}")).collect(),
    );
    section(
        "Facts and a list give different dates",
        review
            .dates
            .iter()
            .map(|[party, list, facts, other]| format!("{party} on {list}: facts {facts}, list {other}"))
            .collect(),
    );
    section(
        "A list gives one party a name that facts give to another; not compiled",
        review.names.iter().map(|[entry, name, owner]| format!("{entry}: `{name}` is {owner}")).collect(),
    );
    section(
        "Entries that are kinds of products, and that facts do not describe",
        review.classes.iter().map(|[list, entry]| format!("{list}: {entry}")).collect(),
    );
}
