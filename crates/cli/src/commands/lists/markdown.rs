//! The contents of `docs/sources.md`, out of the registry.

use std::fmt::Write as _;

use lists::sources::{SOURCES, Source};

pub(super) fn markdown() -> String {
    let mut out = String::from(
        "# Sources\n\nEvery published list and file that Nameplate reads. Generated from the registry by `nameplate lists \
         --markdown`; a test holds this page equal to it. `experimental` marks a form whose parser was never run on a real file.\n",
    );
    for source in SOURCES {
        // Writing to a string cannot fail.
        let _ = write(&mut out, source);
    }
    out
}

fn write(out: &mut String, source: &Source) -> std::fmt::Result {
    writeln!(out, "\n## `{}`\n\n{} - {}. <{}>\n", source.id, source.name, source.authority, source.page)?;
    let lists = if source.lists.is_empty() {
        "none: ownership or numbers".to_owned()
    } else {
        source.lists.join(", ")
    };
    writeln!(out, "* **Lists**: {lists}")?;
    writeln!(out, "* **Licence**: {}; tier {}", source.licence, source.tier)?;
    for form in source.forms {
        let files: Vec<String> = form.files.iter().map(|file| format!("`{}`", file.name)).collect();
        let mark = if form.tried { "" } else { " (experimental)" };
        writeln!(out, "* **{}**{mark}: {}", form.name, files.join(", "))?;
    }
    if let Some(by_hand) = source.by_hand {
        writeln!(out, "* **By hand**: {by_hand}")?;
    }
    let checks = &source.checks;
    writeln!(out, "* **Checks**: {}", super::common::asked(checks))?;
    for required in checks.required {
        writeln!(out, "* **Must name**: {} on {}", required.name, required.list)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_in_docs_is_the_registry() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/sources.md");
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(path, markdown()).unwrap();
        }
        let page = std::fs::read_to_string(path).unwrap_or_default();
        assert!(page == markdown(), "docs/sources.md is stale: UPDATE=1 cargo test -p nameplate-cli");
    }
}
