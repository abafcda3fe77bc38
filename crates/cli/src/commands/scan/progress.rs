//! How far a scan is, on standard error: rows, rows per second, time left. Nothing for what is done in a moment, and
//! nothing where nobody looks.

use std::io::IsTerminal;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

use crate::words::count;

/// Work that is done within this time shows no bar.
const PATIENCE: Duration = Duration::from_millis(500);

/// The bar, once it is worth one.
pub(crate) struct Bar {
    wanted: bool,
    started: Instant,
    bar: Mutex<Option<ProgressBar>>,
}

impl Bar {
    pub(crate) fn new(wanted: bool) -> Self {
        let wanted = wanted && std::io::stderr().is_terminal();
        Bar { wanted, started: Instant::now(), bar: Mutex::default() }
    }

    /// Shows how far it is.
    pub(crate) fn show(&self, progress: scan::Progress) {
        let elapsed = self.started.elapsed();
        if !self.wanted || elapsed < PATIENCE {
            return;
        }
        let mut slot = self.bar.lock().unwrap_or_else(PoisonError::into_inner);
        let bar = slot.get_or_insert_with(|| bar(progress.total));
        let millis = u64::try_from(elapsed.as_millis()).unwrap_or(u64::MAX).max(1);
        let per_second = progress.rows.saturating_mul(1_000) / millis;
        bar.set_message(format!("{} rows, {} a second", count(progress.rows), count(per_second)));
        bar.set_position(progress.bytes);
    }

    /// Prints while the bar stands aside.
    pub(crate) fn aside<T>(&self, print: impl FnOnce() -> T) -> T {
        let slot = self.bar.lock().unwrap_or_else(PoisonError::into_inner);
        match slot.as_ref() {
            Some(bar) => bar.suspend(print),
            None => print(),
        }
    }

    /// Takes the bar away.
    pub(crate) fn end(&self) {
        if let Some(bar) = self.bar.lock().unwrap_or_else(PoisonError::into_inner).take() {
            bar.finish_and_clear();
        }
    }
}

fn bar(total: Option<u64>) -> ProgressBar {
    let (bar, template) = match total {
        Some(total) => (ProgressBar::new(total), "{bar:24} {percent:>3} %  {msg}, {eta} left"),
        None => (ProgressBar::new_spinner(), "{spinner} {msg}"),
    };
    let style = ProgressStyle::with_template(template);
    let style = style.unwrap_or_else(|_| ProgressStyle::default_bar());
    bar.with_style(style.progress_chars("━╸─"))
}
