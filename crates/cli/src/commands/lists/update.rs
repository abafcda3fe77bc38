//! Fetches what has changed, checks it, and builds a register of it.

use std::path::Path;

use lists::edition::Edition;
use lists::facts::Facts;
use lists::registers::{Installed, Rebuilt, rebuild};
use lists::sources::Source;
use lists::store::Store;
use lists::update::{Fetcher, Options, Origin, Outcome, update as update_source};
use nameplate::Day;

use super::common::{contents, origin, reachable, sources, unreadable};
use super::progress::Line as Progress;
use crate::args::UpdateArgs;
use crate::commands::Ended;
use crate::commands::facts::{print_problems, unreadable as unreadable_facts};
use crate::error::{CliError, Result};
use crate::out::{Line, Out, Page, Tone, faint, strong, text};
use crate::setup::{clock, store};
use crate::words::{brief, count, counted};

/// Updates sources and the register.
pub(crate) fn update(args: &UpdateArgs, out: &Out) -> Result<Ended> {
    let store = store(&args.data)?;
    let sources = sources(&args.only)?;
    let options = options(args)?;
    let Some(facts) = facts(args, out)? else { return Ok(Ended::Incomplete) };
    reachable(&sources, &options.origin)?;
    let progress = Progress::new(!args.quiet);
    let _lock = store.lock(|| progress.aside(|| out.note(&waiting(out)))).map_err(|why| unreadable(&why))?;
    let show = |how_far: lists::update::Progress<'_>| progress.show(how_far);
    let fetcher = Fetcher::new(&show);
    let (mut well, mut absent) = (true, Vec::new());
    for &source in &sources {
        progress.begin(source.id);
        let outcome = update_source(&store, source, &options, &fetcher);
        well &= outcome.is_well();
        if let Outcome::Absent(why) = &outcome {
            absent.push((source, why.clone()));
            continue;
        }
        let mut page = out.page();
        let in_use = store.current(source.id).map_err(|why| unreadable(&why))?;
        tell(&mut page, source, &outcome, in_use.as_ref());
        progress.aside(|| out.print(&page))?;
    }
    if let Origin::Folder(folder) = &options.origin
        && absent.len() == sources.len()
    {
        return Err(nothing_there(folder, &sources));
    }
    progress.say("building the register".to_owned());
    let rebuilt = rebuild(&store, &facts);
    drop(progress);
    let mut page = out.page();
    missing(&mut page, &absent, matches!(options.origin, Origin::Official));
    finish(&mut page, &store, rebuilt)?;
    out.print(&page)?;
    Ok(if well { Ended::Nothing } else { Ended::Incomplete })
}

fn options(args: &UpdateArgs) -> Result<Options> {
    let origin = origin(args.from.as_deref())?;
    let day = args.edition.or_else(|| named_day(&origin));
    Ok(Options { origin, today: clock("--edition")?, day, accept: args.accept })
}

/// A folder in which no file is one that was looked for: what is there, and what was expected.
fn nothing_there(folder: &Path, sources: &[&Source]) -> CliError {
    const SHOWN: usize = 12;
    let names = |source: &Source| {
        let form = source.forms.first().map(|form| form.files).unwrap_or_default();
        let names: Vec<&str> = form.iter().filter(|file| file.required).map(|file| file.name).collect();
        let names =
            if names.is_empty() { form.iter().take(1).map(|file| file.name).collect() } else { names };
        format!("{} ({})", names.join(" and "), source.id)
    };
    let mut expected: Vec<String> = sources.iter().take(SHOWN).map(|source| names(source)).collect();
    if sources.len() > SHOWN {
        expected.push("others that docs/sources.md lists".to_owned());
    }
    let mut there: Vec<String> = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    there.sort();
    let there = match there.len() {
        0 => "the folder is empty".to_owned(),
        n if n > SHOWN => format!(
            "the folder holds {}, and {} more",
            there.get(..SHOWN).unwrap_or_default().join(", "),
            n - SHOWN
        ),
        _ => format!("the folder holds {}", there.join(", ")),
    };
    CliError::new(format!("{}: no file there is a list that was looked for; {there}", folder.display()))
        .hint(format!("expected, by the authorities' own names: {}", expected.join(", ")))
        .hint("two authorities call theirs consolidated.xml: such a file stands in a folder named like its source (un-consolidated/)")
}

/// The day that a folder is called by (`lists/2024-04-26`).
fn named_day(origin: &Origin) -> Option<Day> {
    match origin {
        Origin::Folder(folder) => folder.file_name()?.to_str()?.parse().ok(),
        _ => None,
    }
}

/// The facts of the program, or those of a folder, if they hold together.
fn facts(args: &UpdateArgs, out: &Out) -> Result<Option<Facts>> {
    let Some(folder) = &args.facts else {
        return lists::starter_facts().map(Some).map_err(|error| unreadable_facts(&error));
    };
    let facts = lists::facts::load(folder).map_err(|error| unreadable_facts(&error))?;
    let problems = facts.check();
    if problems.is_empty() {
        return Ok(Some(facts));
    }
    let mut page = out.page();
    print_problems(&mut page, &problems);
    out.print(&page).map(|()| None)
}

fn waiting(out: &Out) -> Page {
    let mut page = out.page();
    page.para(&text("Another update of this data folder is going on; waiting for it to end."));
    page
}

fn tell(page: &mut Page, source: &Source, outcome: &Outcome, in_use: Option<&Edition>) {
    let stays = in_use.map_or_else(
        || "nothing of it is in use".to_owned(),
        |edition| format!("edition {} stays in use", edition.id),
    );
    let head = strong(source.id).plain(": ");
    match outcome {
        Outcome::New(edition) => {
            let mut line = head.plain(format!(
                "edition {}, {}",
                edition.id,
                counted(edition.entries, "entry", "entries")
            ));
            if edition.refused > 0 {
                let aside = format!(", {} of {} rows put aside", count(edition.refused), count(edition.rows));
                line = line.add(Tone::Caution, aside);
            }
            page.hanging(0, 4, &line);
            for failure in &edition.accepted {
                page.hanging(4, 6, &Line::default().add(Tone::Caution, "accepted though ").plain(failure));
            }
        }
        Outcome::Same(edition) => {
            page.hanging(0, 4, &head.faint(format!("edition {} is still the last one", edition.id)))
        }
        Outcome::Older(edition) => {
            page.hanging(0, 4, &head.plain(format!("edition {} kept; a later one is in use", edition.id)));
        }
        Outcome::Refused(edition, failures) => {
            let refused = format!("edition {} was refused; {stays}", edition.id);
            page.hanging(0, 4, &head.add(Tone::Alarm, refused));
            for failure in failures {
                page.hanging(4, 6, &text(failure.to_string()));
            }
            let hint = format!("look at it, and take it all the same with --only {} --accept", source.id);
            page.hanging(4, 6, &faint(hint));
        }
        Outcome::Failed(why) => {
            page.hanging(0, 4, &head.add(Tone::Alarm, "failed: ").plain(format!("{why}; {stays}")));
            page.hanging(4, 6, &faint(format!("by hand: {}", source.what_to_do())));
            let hint = format!("nameplate lists doctor --only {} shows what came", source.id);
            page.hanging(4, 6, &faint(hint));
        }
        Outcome::Absent(_) => {}
    }
}

fn missing(page: &mut Page, absent: &[(&Source, String)], official: bool) {
    if absent.is_empty() {
        return;
    }
    page.blank();
    if official {
        page.para(&text("These need a hand:"));
        for (source, why) in absent {
            page.hanging(2, 4, &strong(source.id).plain(": ").faint(why));
        }
        return;
    }
    let ids: Vec<&str> = absent.iter().map(|(source, _)| source.id).collect();
    page.hanging(0, 2, &faint(format!("Absent there: {}", ids.join(", "))));
}

fn finish(page: &mut Page, store: &Store, rebuilt: std::io::Result<Rebuilt>) -> Result<()> {
    page.blank();
    match rebuilt {
        Ok(Rebuilt::New(installed)) => built(page, "New register: ", &installed),
        Ok(Rebuilt::Same(installed)) => built(page, "The register stays: ", &installed),
        Ok(Rebuilt::Nothing) => {
            page.para(&text("No edition of any source is here, so no register was built from lists."));
            page.para(&faint(format!("Data folder: {}", store.root().display())));
        }
        Err(why) => {
            return Err(CliError::new(format!("no register could be built: {why}"))
                .hint("the register in use stays; `nameplate lists` shows the editions"));
        }
    }
    Ok(())
}

fn built(page: &mut Page, head: &str, installed: &Installed) {
    let receipt = &installed.receipt;
    page.para(&strong(head).plain(&receipt.version).faint(format!(" · sha-256 {}", brief(&receipt.hash))));
    page.hanging(2, 2, &contents(receipt));
}
