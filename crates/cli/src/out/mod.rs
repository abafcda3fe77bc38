//! The only place that prints. A reader who has gone (`| head`) ends the command quietly; colours only where they are
//! wanted.

mod line;
mod page;
mod safe;

use std::io::{self, IsTerminal, Write};

use anstream::{AutoStream, ColorChoice};

use crate::error::{CliError, Result};
pub(crate) use line::{Line, Tone, faint, strong, text};
pub(crate) use page::{Page, right};

/// Width where there is no terminal that could tell.
const WIDTH: usize = 100;

/// Where a command prints.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Out {
    color: ColorChoice,
    width: usize,
    /// Whether people look at standard output.
    pub(crate) is_terminal: bool,
}

impl Out {
    /// Looks at what standard output is.
    pub(crate) fn new(color: ColorChoice) -> Self {
        let asked = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
        let known = terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
        let width = asked.or(known).filter(|width| *width > 0).unwrap_or(WIDTH);
        Out { color, width, is_terminal: io::stdout().is_terminal() }
    }

    /// An empty page of the right width.
    pub(crate) fn page(&self) -> Page {
        Page::new(self.width)
    }

    /// Prints a page.
    pub(crate) fn print(&self, page: &Page) -> Result<()> {
        self.write(page.as_str())
    }

    /// Prints text that is for machines, as it is.
    pub(crate) fn raw(&self, text: &str) -> Result<()> {
        let mut stdout = io::stdout().lock();
        ended(stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()))
    }

    /// Prints a value as JSON.
    pub(crate) fn json(&self, value: &impl serde::Serialize) -> Result<()> {
        let json = serde_json::to_string_pretty(value);
        let mut json = json.map_err(|error| CliError::new(format!("cannot write JSON: {error}")))?;
        json.push('\n');
        self.raw(&pages::shown_json(&json))
    }

    /// Prints records for machines: JSON lines, with what could rewrite a screen written as JSON writes it.
    pub(crate) fn records(&self, lines: &str) -> Result<()> {
        self.raw(&pages::shown_json(lines))
    }

    fn write(&self, text: &str) -> Result<()> {
        let mut stdout = AutoStream::new(io::stdout(), self.color).lock();
        ended(stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()))
    }

    /// Says something beside the results, on standard error. Nobody can be told when that fails.
    pub(crate) fn note(&self, page: &Page) {
        let mut stderr = AutoStream::new(io::stderr(), self.color).lock();
        let _ = stderr.write_all(page.as_str().as_bytes());
    }

    /// Prints an error: what failed, an empty line, what to do.
    pub(crate) fn error(&self, error: &CliError) {
        if error.is_quiet() {
            return;
        }
        let mut page = self.page();
        // Errors of TOML show the line in question below the message.
        for (n, line) in error.message.trim_end().lines().enumerate() {
            let head =
                if n == 0 { Line::default().add(Tone::Alarm, "error:").plain(" ") } else { Line::default() };
            if n == 0 { page.para(&head.plain(line)) } else { page.verbatim(&text(line)) }
        }
        if !error.hints.is_empty() {
            page.blank();
        }
        for hint in &error.hints {
            page.hanging(0, 6, &Line::default().strong("hint:").plain(" ").plain(hint));
        }
        self.note(&page);
    }
}

fn ended(written: io::Result<()>) -> Result<()> {
    written.map_err(|error| match error.kind() {
        io::ErrorKind::BrokenPipe => CliError::nobody_reads(),
        _ => CliError::new(format!("cannot print: {error}")),
    })
}
