//! `nameplate signals`: the registry of signals as a list to read, and as `docs/signals.md`.

use std::fmt::Write as _;

use nameplate::SIGNALS;
use serde::Serialize;

use super::Ended;
use crate::args::SignalsArgs;
use crate::error::Result;
use crate::out::{Out, faint, text};

/// Prints the registry.
pub(crate) fn run(args: &SignalsArgs, out: &Out) -> Result<Ended> {
    if args.markdown {
        return out.raw(&markdown()).map(|()| Ended::Nothing);
    }
    if args.json {
        let kinds: Vec<Kind<'_>> = SIGNALS
            .iter()
            .map(|kind| Kind {
                id: kind.id,
                reads: kind.reads,
                why: kind.why,
                strength: kind.strength,
                misleads: kind.misleads,
            })
            .collect();
        return out.json(&kinds).map(|()| Ended::Nothing);
    }
    let mut page = out.page();
    page.para(&text("What in a listing may name someone, why it is evidence, and when it misleads."));
    for kind in SIGNALS {
        page.heading(kind.id);
        let facts = [
            ("reads", kind.reads),
            ("why", kind.why),
            ("strength", kind.strength),
            ("misleads", kind.misleads),
        ];
        page.rows(2, &[], facts.map(|(name, words)| vec![faint(name), text(words)]).into());
    }
    out.print(&page).map(|()| Ended::Nothing)
}

/// A kind of signal, for programs.
#[derive(Serialize)]
struct Kind<'k> {
    id: &'k str,
    reads: &'k str,
    why: &'k str,
    strength: &'k str,
    misleads: &'k str,
}

/// The contents of `docs/signals.md`.
fn markdown() -> String {
    let mut out = String::from(
        "# Signals\n\nWhat in a listing may name someone. Generated from the registry by `nameplate signals --markdown`; a test \
         holds this page equal to it.\n",
    );
    for kind in SIGNALS {
        // Writing to a string cannot fail.
        let _ = write!(
            out,
            "\n## `{}`\n\n* **Reads**: {}\n* **Why it is evidence**: {}\n* **Strength**: {}\n* **Misleads**: {}\n",
            kind.id, kind.reads, kind.why, kind.strength, kind.misleads
        );
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_in_docs_is_the_registry() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/signals.md");
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(path, markdown()).unwrap();
        }
        let page = std::fs::read_to_string(path).unwrap_or_default();
        assert!(page == markdown(), "docs/signals.md is stale: UPDATE=1 cargo test -p nameplate-cli");
    }
}
