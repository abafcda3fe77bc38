//! `nameplate facts check`: whether the reviewed facts hold together, and what still needs a source.

use std::collections::BTreeMap;

use lists::facts::{Coverage, Facts, Gap, LoadError, Maker, Problem, load};
use serde::Serialize;

use super::Ended;
use crate::args::FactsArgs;
use crate::error::{CliError, Result};
use crate::out::{Line, Out, Page, Tone, faint, right, text};
use crate::words::{count, counted};

/// Checks a folder of facts.
pub(crate) fn check(args: &FactsArgs, out: &Out) -> Result<Ended> {
    let facts = load(&args.folder).map_err(|error| unreadable(&error))?;
    let problems = facts.check();
    if args.json {
        let ended = if problems.is_empty() { Ended::Nothing } else { Ended::Incomplete };
        return out.json(&Checked::of(&facts, &problems)).map(|()| ended);
    }
    let mut page = out.page();
    if !problems.is_empty() {
        print_problems(&mut page, &problems);
        return out.print(&page).map(|()| Ended::Incomplete);
    }
    if let Some(count) = args.sample {
        return out.raw(&facts.sheet(&facts.sample(count, args.seed))).map(|()| Ended::Nothing);
    }
    print_counts(&mut page, &args.folder.display().to_string(), &facts);
    print_coverage(&mut page, &facts.coverage(), args.gaps);
    let gaps = facts.gaps();
    print_gaps(&mut page, &gaps, args.gaps);
    out.print(&page).map(|()| Ended::Nothing)
}

/// What came out, for programs.
#[derive(Serialize)]
struct Checked<'f> {
    version: String,
    problems: Vec<BTreeMap<&'static str, &'f str>>,
    counts: BTreeMap<&'static str, usize>,
    /// Makers on a list, with a claim, with an answer, and with a claim and no answer.
    coverage: BTreeMap<&'static str, usize>,
    gaps: Vec<String>,
}

impl<'f> Checked<'f> {
    fn of(facts: &Facts, problems: &'f [Problem]) -> Self {
        let problem = |one: &'f Problem| {
            BTreeMap::from([
                ("file", one.file.as_str()),
                ("what", one.what.as_str()),
                ("why", one.why.as_str()),
            ])
        };
        let coverage = facts.coverage();
        Checked {
            version: facts.version(),
            problems: problems.iter().map(problem).collect(),
            counts: counts(facts).into(),
            coverage: BTreeMap::from([
                ("makers_on_a_list", coverage.makers.len()),
                ("with_claim", coverage.with_claim()),
                ("with_answer", coverage.with_answer()),
                ("with_claim_and_no_answer", coverage.unanswered()),
            ]),
            gaps: facts.gaps().iter().map(ToString::to_string).collect(),
        }
    }
}

/// How many statements there are of each kind.
fn counts(facts: &Facts) -> [(&'static str, usize); 13] {
    let input = &facts.input;
    [
        ("sources", input.source.len()),
        ("parties", input.party.len()),
        ("names", input.party.iter().map(|party| party.names.len() + 1).sum()),
        ("relations", input.relation.len()),
        ("designations", input.designation.len()),
        ("claims", input.claim.len()),
        ("answers", input.response.len()),
        ("contradictions", input.contradiction.len()),
        ("leads", input.lead.len()),
        ("signals", input.signal.len()),
        ("lists", input.list.len()),
        ("rules", input.rule.len()),
        ("product classes", input.class.len()),
    ]
}

/// An error of loading, with what to do.
pub(crate) fn unreadable(error: &LoadError) -> CliError {
    let hint = match error {
        LoadError::Io { .. } | LoadError::Empty { .. } => {
            "give the folder of facts: `nameplate facts check DIR`; in the repository it is `facts`"
        }
        LoadError::Toml { .. } => "`facts/README.md` shows every table and key that facts may hold",
    };
    CliError::new(error.to_string()).hint(hint)
}

/// Lists what does not hold, by file.
pub(crate) fn print_problems(page: &mut Page, problems: &[Problem]) {
    let mut by_file: BTreeMap<&str, Vec<&Problem>> = BTreeMap::new();
    for problem in problems {
        let file = if problem.file.is_empty() { "facts" } else { &problem.file };
        by_file.entry(file).or_default().push(problem);
    }
    for (file, problems) in by_file {
        page.heading(file);
        for problem in problems {
            page.hanging(
                2,
                4,
                &Line::default().add(Tone::Alarm, &problem.what).plain(": ").plain(&problem.why),
            );
        }
    }
    page.blank();
    page.para(&text(format!(
        "{}. Nothing is compiled from facts that do not hold together.",
        counted(problems.len() as u64, "problem", "problems")
    )));
}

fn print_counts(page: &mut Page, folder: &str, facts: &Facts) {
    page.para(&text(format!("The facts in {folder} hold together ({}).", facts.version())));
    page.blank();
    let row = |(name, n): (&str, usize)| vec![right(&count(n as u64), 7), text(name)];
    page.rows(0, &[], counts(facts).map(row).into());
}

/// How far the facts reach, as numbers; with `all`, whom they leave out, the most reached first.
fn print_coverage(page: &mut Page, coverage: &Coverage, all: bool) {
    let makers = coverage.makers.len();
    page.heading(&format!("{} on a list", counted(makers as u64, "maker", "makers")));
    let rows = [
        ("with a sourced claim about them or their group", coverage.with_claim()),
        ("with an answer of theirs or of their group", coverage.with_answer()),
        ("with a claim and without an answer", coverage.unanswered()),
    ];
    let row = |(what, n): (&str, usize)| {
        let share = text(what).faint(format!(" · {} %", percent(n, makers)));
        vec![right(&count(n as u64), 7), share]
    };
    page.rows(0, &[], rows.map(row).into());
    for maker in coverage.makers.iter().filter(|maker| all && !is_covered(maker)) {
        page.hanging(9, 11, &text(maker.to_string()));
    }
}

fn is_covered(maker: &Maker) -> bool {
    maker.has_claim && maker.has_answer
}

/// Rounded to the nearest.
fn percent(part: usize, whole: usize) -> usize {
    if whole == 0 { 100 } else { (part * 200 + whole) / (whole * 2) }
}

fn print_gaps(page: &mut Page, gaps: &[Gap], all: bool) {
    let mut by_kind: BTreeMap<&str, Vec<&Gap>> = BTreeMap::new();
    for gap in gaps {
        by_kind.entry(gap.kind).or_default().push(gap);
    }
    page.heading(&format!("{} without a source", counted(gaps.len() as u64, "statement", "statements")));
    for (kind, gaps) in by_kind {
        let used = gaps.iter().filter(|gap| gap.compiled).count() as u64;
        let line = text(kind).faint(match used {
            0 => " · not used".to_owned(),
            n => format!(" · {} used, marked as unsourced", count(n)),
        });
        page.rows(0, &[], vec![vec![right(&count(gaps.len() as u64), 7), line]]);
        if all {
            for gap in gaps {
                let what = text(&gap.what).faint(if gap.compiled { "" } else { " (not used)" });
                page.hanging(9, 11, &what);
            }
        }
    }
    if !all && !gaps.is_empty() {
        page.blank();
        page.para(&faint("`nameplate facts check --gaps` lists them."));
    }
}
