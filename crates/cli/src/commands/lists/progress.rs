//! How far an update is, on standard error, where somebody looks.

use std::cell::RefCell;
use std::io::IsTerminal;
use std::time::Duration;

use indicatif::{HumanBytes, ProgressBar, ProgressStyle};
use lists::update::Progress;

/// One line that says what is being done.
pub(super) struct Line {
    bar: Option<ProgressBar>,
    source: RefCell<String>,
}

impl Line {
    pub(super) fn new(wanted: bool) -> Self {
        let bar = (wanted && std::io::stderr().is_terminal()).then(|| {
            let style = ProgressStyle::with_template("{spinner} {msg}");
            let bar = ProgressBar::new_spinner()
                .with_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner()));
            bar.enable_steady_tick(Duration::from_millis(120));
            bar
        });
        Line { bar, source: RefCell::default() }
    }

    /// Which source is being done.
    pub(super) fn begin(&self, source: &str) {
        source.clone_into(&mut self.source.borrow_mut());
        self.say(source.to_owned());
    }

    pub(super) fn show(&self, progress: Progress<'_>) {
        let source = self.source.borrow();
        self.say(match progress {
            Progress::Reading { file, bytes, of: Some(of) } => {
                format!("{source}: {file}, {} of {}", HumanBytes(bytes), HumanBytes(of))
            }
            Progress::Reading { file, bytes, of: None } => format!("{source}: {file}, {}", HumanBytes(bytes)),
            Progress::Waiting { file, seconds, why } => {
                format!("{source}: {file}: {why}; trying again in {seconds} s")
            }
        });
    }

    /// Prints while the line stands aside.
    pub(super) fn aside<T>(&self, print: impl FnOnce() -> T) -> T {
        match &self.bar {
            Some(bar) => bar.suspend(print),
            None => print(),
        }
    }

    pub(super) fn say(&self, words: String) {
        if let Some(bar) = &self.bar {
            bar.set_message(words);
        }
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
