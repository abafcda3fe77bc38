//! Scans of uploaded catalogs: one at a time on all cores, begun again after a restart, ended on request. What is acknowledged is on
//! disk and in the table; a folder without a row is an upload that broke off, and goes away at the next start.

pub(crate) mod kept;
mod compare;
mod found;
mod run;
mod tables;

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use tokio::sync::watch;

use crate::app::App;
use crate::clock;
use crate::store::scans::{EndOfScan, ScanJob, State};
use kept::{AtWork, Far};

/// How often it is noted how far a scan is.
const NOTE: std::time::Duration = std::time::Duration::from_secs(2);

/// Begins where the service ended before, while nobody can ask it yet: scans that were at work wait again, and uploads that were never
/// acknowledged go.
pub(crate) async fn begin(app: &App) -> Result<(), sqlx::Error> {
    let again = app.store.queue_again(&app.jobs.node).await?;
    if again > 0 {
        tracing::info!(again, "scans that were at work are begun again");
    }
    if app.jobs.is_new {
        return Ok(());
    }
    let known = app.store.scans_of(&app.jobs.node).await?;
    clear_broken(&app.jobs.folder, &known).map_err(sqlx::Error::Io)
}

/// Works through the queue until the service ends.
pub(crate) async fn work(app: Arc<App>) {
    loop {
        match app.store.next_scan(&app.jobs.node).await {
            Ok(Some(job)) => one(&app, job).await,
            Ok(None) => tokio::select! {
                () = app.stop.cancelled() => return,
                () = app.jobs.wake.notified() => {}
                // Another process may have queued one, or the database may be back.
                () = tokio::time::sleep(std::time::Duration::from_secs(30)) => {}
            },
            Err(error) => {
                tracing::error!(%error, "the queue cannot be read");
                tokio::time::sleep(std::time::Duration::from_secs(2)).await;
            }
        }
        if app.stop.is_cancelled() {
            return;
        }
    }
}

/// Folders of uploads that were never acknowledged.
fn clear_broken(folder: &Path, known: &[String]) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        if !known.iter().any(|id| entry.file_name() == id.as_str()) {
            std::fs::remove_dir_all(entry.path())?;
        }
    }
    Ok(())
}

/// Runs a scan and notes how it ended.
async fn one(app: &Arc<App>, job: ScanJob) {
    let (to, far) = watch::channel(Far::default());
    let stop = Arc::new(AtomicBool::new(false));
    app.jobs.set(&job.id, Some(AtWork { stop: Arc::clone(&stop), far: far.clone() }));
    app.metrics.scans_running.inc();
    let before = match job.catalog.is_empty() {
        true => Ok(None),
        false => app.store.scan_before(&job).await.map(|before| before.map(|job| job.id)),
    };
    let before = before.map_err(|error| error.to_string());
    let work = run::Work { app: Arc::clone(app), job: job.clone(), before, stop, far: to };
    let mut running = tokio::task::spawn_blocking(move || run::run(&work));
    let done = loop {
        tokio::select! {
            done = &mut running => break done,
            () = tokio::time::sleep(NOTE) => {
                let far = *far.borrow();
                let (rows, bytes) = (signed(far.rows), signed(far.bytes));
                if let Err(error) = app.store.scan_went_on(&job.id, rows, bytes).await {
                    tracing::warn!(%error, scan = job.id, "how far a scan is could not be noted");
                }
            }
        }
    };
    app.metrics.scans_running.dec();
    let ended = match done {
        Ok(ended) => ended,
        Err(error) => Err(run::Unfinished::Failed(format!("a fault of this program: {error}"))),
    };
    end(app, &job, ended).await;
    app.jobs.set(&job.id, None);
}

fn signed(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

async fn end(app: &App, job: &ScanJob, ended: Result<run::Done, run::Unfinished>) {
    let (state, why, outcome, rows) = match ended {
        Ok(done) => (State::Done, None, Some(done.outcome), signed(done.rows)),
        // It is begun again when the service is there again.
        Err(run::Unfinished::Stopped) if app.stop.is_cancelled() => return,
        Err(run::Unfinished::Stopped) => (State::Cancelled, None, None, 0),
        Err(run::Unfinished::Failed(why)) => (State::Failed, Some(why), None, 0),
    };
    tracing::info!(scan = job.id, state = state.word(), why, rows, "a scan ended");
    let end = ending(job, EndOfScan { state, why, outcome, rows, at: clock::seconds(), events: Vec::new() });
    // Where the database is gone, the scan is begun again at the next start.
    for wait in [0, 1, 5, 20] {
        tokio::time::sleep(std::time::Duration::from_secs(wait)).await;
        match app.store.end_scan(job, &end).await {
            Ok(_) => return,
            Err(error) => tracing::error!(%error, scan = job.id, "the end of a scan could not be noted"),
        }
    }
}

/// The end of a scan with what webhooks are told of it.
pub(crate) fn ending(job: &ScanJob, end: EndOfScan) -> EndOfScan {
    let outcome: serde_json::Value =
        end.outcome.as_deref().and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default();
    let changes = &outcome["changes"];
    let body = |event: &str| {
        let scan = serde_json::json!({
            "id": job.id, "catalog": job.catalog, "file": job.file, "state": end.state.word(), "why": end.why,
            "counts": outcome["counts"]["by_verdict"], "not_allowed": outcome["not_allowed"], "changes": changes,
        });
        serde_json::json!({ "type": event, "timestamp": clock::moment(end.at), "data": { "scan": scan } })
            .to_string()
    };
    let event = match end.state {
        State::Done => "scan.done",
        State::Cancelled => "scan.cancelled",
        _ => "scan.failed",
    };
    let moved = ["new", "changed", "gone"].iter().any(|what| changes[*what].as_u64() > Some(0));
    let mut events = vec![(event, body(event))];
    if moved {
        events.push(("findings.changed", body("findings.changed")));
    }
    EndOfScan { events, ..end }
}

/// Clears away the files of scans that were kept until now.
pub(crate) async fn expire(app: &App) {
    match app.store.expire_scans(&app.jobs.node, clock::seconds()).await {
        Ok(ids) => {
            for id in ids {
                if let Err(error) = std::fs::remove_dir_all(app.jobs.folder(&id)) {
                    tracing::warn!(%error, scan = id, "the files of a scan could not be cleared away");
                }
            }
        }
        Err(error) => tracing::error!(%error, "old scans could not be cleared away"),
    }
}
