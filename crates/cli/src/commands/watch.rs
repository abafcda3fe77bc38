//! `nameplate watch`: a state that keeps itself current, round after round.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use scan::Input;
use scan::rescan::State;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::scan::inputs::expand;
use super::scan::stop_on_request;
use super::serve::{refused, runtime, tables};
use super::{Ended, lists, rescan};
use crate::args::{RescanArgs, UpdateArgs, WatchArgs};
use crate::error::{CliError, Result};
use crate::files;
use crate::out::{Out, faint, text};
use crate::words::counted;

/// How soon a request to stop is heard between rounds.
const LOOK: Duration = Duration::from_millis(200);

/// So many changes go into one message to a webhook; the file has all.
const TOLD: usize = 100;

/// The file of a state that says up to which of its changes webhooks were told.
const TOLD_FILE: &str = "told";

/// Watches until Ctrl-C, or for one round.
pub(crate) fn run(args: &WatchArgs, out: &Out) -> Result<Ended> {
    let stop = Arc::new(AtomicBool::new(false));
    stop_on_request(Arc::clone(&stop), *out);
    if args.hooks {
        begin_telling(&args.state)?;
    }
    loop {
        let began = Instant::now();
        let ended = round(args, out);
        if args.once {
            return ended;
        }
        let last = ended.unwrap_or_else(|error| {
            out.error(&error);
            error.ended()
        });
        let mut page = out.page();
        page.para(&faint(format!(
            "The next round begins in {}; Ctrl-C ends the watch.",
            in_words(args.every)
        )));
        out.note(&page);
        while began.elapsed() < args.every {
            if stop.load(Ordering::SeqCst) {
                return Ok(last);
            }
            thread::sleep(LOOK);
        }
        if stop.load(Ordering::SeqCst) {
            return Ok(last);
        }
    }
}

fn in_words(time: Duration) -> String {
    match time.as_secs() / 60 {
        minutes if minutes % (24 * 60) == 0 => counted(minutes / (24 * 60), "day", "days"),
        minutes if minutes % 60 == 0 => counted(minutes / 60, "hour", "hours"),
        minutes => counted(minutes, "minute", "minutes"),
    }
}

/// One round. What was found earlier and could not be queued is queued whatever becomes of the rest.
fn round(args: &WatchArgs, out: &Out) -> Result<Ended> {
    let mut well = true;
    if args.update {
        // Old lists are no reason to leave catalogs unread: what failed is told, and the round ends as incomplete.
        well = match lists::update(&update(args), out) {
            Ok(ended) => ended != Ended::Incomplete,
            Err(error) => {
                out.error(&error);
                false
            }
        };
    }
    let rescanned = moved(args, out).and_then(|moved| rescan::run(&rescan(args, moved), out));
    if args.hooks {
        tell(args, out)?;
    }
    let ended = rescanned?;
    Ok(if well { ended } else { Ended::Incomplete })
}

fn update(args: &WatchArgs) -> UpdateArgs {
    UpdateArgs {
        only: Vec::new(),
        from: args.from.clone(),
        edition: None,
        accept: false,
        facts: None,
        quiet: true,
        data: args.kept.data.clone(),
    }
}

fn rescan(args: &WatchArgs, moved: Moved) -> RescanArgs {
    let paths = |names: Vec<String>| names.into_iter().map(Into::into).collect();
    RescanArgs {
        state: args.state.clone(),
        catalog: paths(moved.changed),
        gone: paths(moved.gone),
        register: args.register.clone(),
        as_of: None,
        policy: None,
        data: args.kept.data.clone(),
        output: None,
        results: None,
        limit: 50,
        json: false,
    }
}

/// Catalogs that are not as they were scanned.
#[derive(Debug, Default, PartialEq, Eq)]
struct Moved {
    /// New, or of other bytes.
    changed: Vec<String>,
    /// No more among those that are asked for.
    gone: Vec<String>,
}

/// Holds the catalogs on disk beside those of the state.
fn moved(args: &WatchArgs, out: &Out) -> Result<Moved> {
    if args.catalogs.is_empty() {
        return Ok(Moved::default());
    }
    let state = State::open(&args.state)?;
    let known: BTreeMap<String, String> =
        state.catalogs().map(|(name, sha256)| (name.to_owned(), sha256.to_owned())).collect();
    drop(state);
    let inputs = expand(&args.catalogs, out)?;
    let mut moved = Moved::default();
    for input in &inputs {
        let name = input.name();
        let is_as_before = known.get(&name).is_some_and(|before| match input {
            // What was read in parts has no hash.
            Input::Stored(stored) if *before == stored.version() => true,
            _ => *before == sha256(input).unwrap_or_default(),
        });
        if !is_as_before {
            moved.changed.push(name);
        }
    }
    let is_there = |name: &String| inputs.iter().any(|input| input.name() == *name);
    moved.gone = known.into_keys().filter(|name| !is_there(name)).collect();
    Ok(moved)
}

/// The SHA-256 of a file; none where it cannot be read, which the scan will tell.
fn sha256(input: &Input) -> Option<String> {
    let mut digest = Sha256::new();
    std::io::copy(&mut input.open().ok()?, &mut digest).ok()?;
    Some(digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}

fn told_at(state: &Path) -> PathBuf {
    state.join(TOLD_FILE)
}

/// What a state found before anybody watched it is not news.
fn begin_telling(folder: &Path) -> Result<()> {
    if told_at(folder).exists() {
        return Ok(());
    }
    let state = State::open(folder)?;
    files::write(&told_at(folder), format!("{}\n", state.number()).as_bytes())
}

/// Queues what rescans found and nobody was told of; in order, so that what fails is begun with in the next round.
fn tell(args: &WatchArgs, out: &Out) -> Result<()> {
    let state = State::open(&args.state)?;
    let path = told_at(&args.state);
    let text = fs::read_to_string(&path).unwrap_or_default();
    let told = text.trim().parse().map_err(|_| {
        CliError::new(format!(
            "{}: says no number, so it is not known what webhooks were told",
            path.display()
        ))
        .hint("remove it: what is found from then on is told")
    })?;
    let waiting = state.changes_after(told);
    if waiting.is_empty() {
        return Ok(());
    }
    let (runtime, key) = (runtime()?, args.key.as_deref());
    let store = runtime.block_on(tables(&args.kept))?;
    for (number, changes) in waiting {
        let rescan = message(&state, (number, &changes))?;
        let hooks = runtime.block_on(web::tell_of_changes(&store, key, &rescan)).map_err(refused)?;
        files::write(&path, format!("{number}\n").as_bytes())?;
        let mut page = out.page();
        page.para(&text_of(hooks));
        out.note(&page);
    }
    Ok(())
}

fn text_of(hooks: u64) -> crate::out::Line {
    match hooks {
        0 => text("No webhook asks for findings.changed: nobody is told. POST /v1/hooks makes one."),
        hooks => text(format!("Queued for {}.", counted(hooks, "webhook", "webhooks"))),
    }
}

/// What a webhook is told of a change: counts, and the first of its findings.
fn message(state: &State, (number, path): (u64, &Path)) -> Result<Value> {
    let failed = |error: &dyn std::fmt::Display| CliError::new(format!("{}: {error}", path.display()));
    let lines = fs::read_to_string(path).map_err(|error| failed(&error))?;
    let changes: Vec<Value> = lines
        .lines()
        .map(serde_json::from_str)
        .collect::<std::result::Result<_, _>>()
        .map_err(|error| failed(&error))?;
    let count = |became: &str| changes.iter().filter(|change| change["became"] == became).count();
    let counts = json!({ "new": count("new"), "changed": count("changed"), "gone": count("gone") });
    let asked = state.asked();
    Ok(json!({
        "number": number,
        "file": path.file_name().map(|name| name.to_string_lossy().into_owned()),
        "rows": state.rows(),
        "changes": counts,
        "register": { "version": asked.register, "hash": asked.register_hash },
        "as_of": asked.as_of,
        "findings": changes.iter().take(TOLD).collect::<Vec<_>>(),
        "findings_left_out": changes.len().saturating_sub(TOLD),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_told_in_the_largest_whole_unit() {
        let told = |minutes: u64| in_words(Duration::from_secs(minutes * 60));
        assert_eq!(
            [1, 90, 360, 1_440, 2_880].map(told),
            ["1 minute", "90 minutes", "6 hours", "1 day", "2 days"]
        );
    }
}
