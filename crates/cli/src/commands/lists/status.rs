//! What is in use of each source, how old it is, in which state.

use std::collections::BTreeMap;

use lists::edition::{DayFrom, Edition};
use lists::registers::Installed;
use lists::sources::{SOURCES, Source};
use lists::store::{State, Store};
use nameplate::Day;
use serde::Serialize;

use super::common::{asked, contents, unreadable};
use crate::args::ListsArgs;
use crate::commands::Ended;
use crate::error::Result;
use crate::out::{Line, Out, Page, Tone, faint, strong, text};
use crate::setup::store;
use crate::today::today;
use crate::words::counted;

/// A source as it stands here.
#[derive(Debug, Serialize)]
struct Row {
    source: &'static str,
    name: &'static str,
    authority: &'static str,
    page: &'static str,
    lists: &'static [&'static str],
    in_words: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    age_days: Option<i64>,
    experimental: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    edition: Option<Edition>,
    #[serde(skip)]
    about: &'static Source,
    #[serde(flatten)]
    known: State,
}

/// Shows all sources.
pub(crate) fn status(args: &ListsArgs, out: &Out) -> Result<Ended> {
    if args.markdown {
        return out.raw(&super::markdown::markdown()).map(|()| Ended::Nothing);
    }
    let store = store(&args.data)?;
    // Without a usable clock there is everything but the ages.
    let rows = rows(&store, today()).map_err(|why| unreadable(&why))?;
    if args.json {
        return out.json(&rows).map(|()| Ended::Nothing);
    }
    let mut page = out.page();
    for row in rows.iter().filter(|row| row.edition.is_some()) {
        print(&mut page, row, args.verbose);
    }
    let without: Vec<&Row> = rows.iter().filter(|row| row.edition.is_none()).collect();
    if !without.is_empty() {
        page.heading("Not taken yet");
        without.into_iter().for_each(|row| print(&mut page, row, args.verbose));
    }
    let installed = store.register().map_err(|why| unreadable(&why))?;
    register(&mut page, &store, installed.as_ref());
    out.print(&page).map(|()| Ended::Nothing)
}

fn rows(store: &Store, today: Option<Day>) -> std::io::Result<Vec<Row>> {
    let row = |source: &&'static Source| {
        let known = store.state(source.id)?;
        let edition = store.current(source.id)?;
        let age_days = edition.as_ref().and_then(|e| Some(today?.days_since(e.day.first_day()?)));
        let form = edition.as_ref().and_then(|e| source.forms.iter().find(|form| form.name == e.form));
        let experimental =
            form.map_or_else(|| !source.forms.iter().any(|form| form.tried), |form| !form.tried);
        Ok(Row {
            source: source.id,
            name: source.name,
            authority: source.authority,
            page: source.page,
            lists: source.lists,
            in_words: state(source, &known, edition.as_ref()),
            age_days,
            experimental,
            edition,
            about: source,
            known,
        })
    };
    SOURCES.iter().map(row).collect()
}

fn state(source: &Source, known: &State, edition: Option<&Edition>) -> String {
    match (edition, known.trouble.as_str()) {
        (Some(edition), "") if !edition.accepted.is_empty() => "in use, accepted by hand".to_owned(),
        (Some(_), "") => "in use".to_owned(),
        (Some(_), _) => "in use; the last update failed".to_owned(),
        (None, "") if source.by_hand.is_some() => "by hand".to_owned(),
        (None, "") => "never taken".to_owned(),
        (None, _) => "failed".to_owned(),
    }
}

fn print(page: &mut Page, row: &Row, verbose: bool) {
    let mut head = strong(row.source).plain("  ").plain(row.name);
    if row.experimental {
        head = head.add(Tone::Caution, "  experimental");
    }
    page.hanging(0, 4, &head);
    if let Some(edition) = &row.edition {
        let mut line = text(format!("edition {}", edition.id));
        let from = match edition.day_from {
            DayFrom::Published => "",
            DayFrom::LastModified => ", dated by the server",
            DayFrom::Given => ", dated by you",
            DayFrom::Nothing => ", date unknown: the file does not say of which day it is",
        };
        line = line.plain(from).plain(format!(" · {}", counted(edition.entries, "entry", "entries")));
        if edition.refused > 0 {
            let aside = counted(edition.refused, "row put aside", "rows put aside");
            line = line.add(Tone::Caution, format!(" · {aside}"));
        }
        line = line.plain(format!(" · taken {}", edition.taken));
        if row.known.checked != edition.taken {
            line = line.plain(format!(", last asked {}", row.known.checked));
        }
        if let Some(age) = row.age_days {
            line = line.plain(format!(" · {} old", counted(age.max(0).unsigned_abs(), "day", "days")));
        }
        page.hanging(2, 4, &line.plain(" · ").then(tone(&row.in_words)));
    } else if row.in_words != "never taken" {
        page.hanging(2, 4, &tone(&row.in_words));
    }
    page.hanging(2, 4, &faint(row.authority));
    if !row.known.trouble.is_empty() {
        page.hanging(2, 4, &Line::default().add(Tone::Alarm, "last update: ").plain(&row.known.trouble));
    }
    if row.edition.is_none()
        && (row.known.trouble.is_empty() || verbose)
        && let Some(by_hand) = row.about.by_hand
    {
        page.hanging(2, 4, &faint(by_hand));
    }
    if verbose {
        details(page, row);
    }
}

fn tone(state: &str) -> Line {
    if state == "in use" || state == "by hand" {
        text(state)
    } else {
        Line::default().add(Tone::Caution, state)
    }
}

fn details(page: &mut Page, row: &Row) {
    let source = row.about;
    let mut rows = vec![
        vec![faint("page"), text(source.page)],
        vec![faint("licence"), text(source.licence)],
        vec![
            faint("lists"),
            text(if source.lists.is_empty() {
                "none: ownership or numbers".to_owned()
            } else {
                source.lists.join(", ")
            }),
        ],
    ];
    for form in source.forms {
        let mark = if form.tried { "" } else { " (experimental: never run on a real sample)" };
        let files: Vec<&str> = form.files.iter().map(|file| file.name).collect();
        rows.push(vec![faint("form"), text(format!("{}{mark}: {}", form.name, files.join(", ")))]);
        for file in form.files.iter().filter(|file| !file.url.is_empty()) {
            rows.push(vec![faint("address"), text(file.url)]);
        }
    }
    let checks = &source.checks;
    rows.push(vec![faint("checks"), text(asked(checks))]);
    for required in checks.required {
        rows.push(vec![faint("must name"), text(format!("{} on {}", required.name, required.list))]);
    }
    for file in row.edition.iter().flat_map(|edition| &edition.files) {
        rows.push(vec![faint("sha-256"), text(format!("{} {}", file.sha256, file.name))]);
    }
    page.rows(2, &[9], rows);
}

fn register(page: &mut Page, store: &Store, installed: Option<&Installed>) {
    page.blank();
    let Some(installed) = installed else {
        page.para(&text(
            "No register is built from lists yet: scans use the starter register of the program.",
        ));
        return page.para(&faint(format!("Data folder: {}", store.root().display())));
    };
    let receipt = &installed.receipt;
    let by_source: BTreeMap<&str, &str> =
        receipt.editions.iter().map(|used| (used.source.as_str(), used.edition.as_str())).collect();
    let head = strong("Register in use: ").plain(&receipt.version);
    page.para(&head.faint(format!(" · sha-256 {}", crate::words::brief(&receipt.hash))));
    page.hanging(2, 2, &contents(receipt));
    let editions: Vec<String> =
        by_source.iter().map(|(source, edition)| format!("{source} {edition}")).collect();
    page.hanging(2, 2, &faint(editions.join(", ")));
    page.hanging(2, 2, &faint(installed.path().display().to_string()));
}
