//! A page or a text that somebody pastes: out of a file, from standard input, or as words.

use std::ffi::OsStr;
use std::io::{IsTerminal, Read};
use std::path::Path;

use nameplate::Listing;

use crate::error::{CliError, Result};
use crate::out::{self, Out, text};

/// No page of a shop is larger; what is, is a catalog.
const LARGEST: u64 = 8 << 20;

/// A listing of what was given: a file, `-` for standard input, or the words themselves.
pub(super) fn listing(given: &OsStr, out: &Out) -> Result<Listing<'static>> {
    let text = match given.to_str() {
        Some("-") => {
            if std::io::stdin().is_terminal() {
                out.note(&waiting(out));
            }
            text_of("standard input", std::io::stdin().lock())?
        }
        _ if Path::new(given).is_dir() => {
            return Err(CliError::new(format!("{} is a folder", given.display())).hint(
                "`nameplate scan` reads folders; check takes one page, one text, or - for standard input",
            ));
        }
        Some(name) if is_table(name) && Path::new(given).is_file() => {
            return Err(CliError::new(format!("{name} is a table: check takes one product page")).hint(
                format!("nameplate scan {name}, or one of its rows: nameplate explain {name} --row 1"),
            ));
        }
        _ if Path::new(given).is_file() => {
            let name = given.display().to_string();
            let file = std::fs::File::open(given)
                .map_err(|error| CliError::new(format!("{name} cannot be opened: {error}")))?;
            text_of(&name, file)?
        }
        Some(words) if is_path(words) => {
            return Err(CliError::new(format!("{words}: there is no such file"))
                .hint("words of a listing are taken as they are; a path has to lead to a file"));
        }
        Some(words) => words.to_owned(),
        None => return Err(CliError::new(format!("{}: there is no such file", given.display()))),
    };
    scan::pasted(&text)?.ok_or_else(|| {
        CliError::new("there is no text in it").hint("paste the text of a product page, or its HTML")
    })
}

/// What a person is told who has to paste something.
fn waiting(out: &Out) -> out::Page {
    let mut page = out.page();
    page.para(&text("Paste the page or its text; end it with Ctrl-D on a line of its own."));
    page
}

/// Whether what was given is meant as a path: one word with a folder or the ending of a page in it.
fn is_path(words: &str) -> bool {
    let one_word = !words.contains(char::is_whitespace) && !words.contains("://");
    let ends = [".html", ".htm", ".txt", ".json", ".mhtml"];
    one_word
        && (words.starts_with(['/', '.', '~'])
            || ends.iter().any(|end| words.to_ascii_lowercase().ends_with(end)))
}

/// Whether a name is that of a catalog.
fn is_table(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let plain = name.strip_suffix(".gz").or_else(|| name.strip_suffix(".zst")).unwrap_or(&name);
    [".csv", ".tsv", ".jsonl", ".ndjson", ".parquet", ".xlsx", ".xls", ".ods"]
        .iter()
        .any(|end| plain.ends_with(end))
}

fn text_of(name: &str, source: impl Read) -> Result<String> {
    let mut bytes = Vec::new();
    let read = source.take(LARGEST + 1).read_to_end(&mut bytes);
    read.map_err(|error| CliError::new(format!("{name} cannot be read: {error}")))?;
    if bytes.len() as u64 > LARGEST {
        let words = format!("{name} holds more than {} MB: that is no page", LARGEST >> 20);
        return Err(CliError::new(words).hint("`nameplate scan` reads catalogs"));
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
