//! The sheet that says what a workbook is: made of the manifest, which says with what the results were made.

use nameplate::answer::Audience;
use nameplate::report::Manifest;
use rust_xlsxwriter::{Format as Look, FormatAlign, Workbook, XlsxError};
use serde::Serialize;
use serde_json::Value;

use super::contents::Scope;
use super::filled::Filled;
use super::safe::sheet_text;
use super::told::plain;

/// Rows of two cells: what, and which.
pub(super) struct About {
    rows: Vec<(String, String)>,
}

/// So many inputs and sources are named.
const MOST: usize = 10_000;

/// For whom the words are that say what a finding means.
fn whom(audience: &Audience) -> String {
    let place = audience.place.as_ref().map(|place| format!(" in {place}")).unwrap_or_default();
    audience.words().unwrap_or_else(|| format!("every reader{place}: nobody was named"))
}

fn scope_in_words(scope: Scope) -> &'static str {
    match scope {
        Scope::All => "all; the sheet Findings has those with a finding and those that could not be judged",
        Scope::Findings => {
            "those with a finding, and those that could not be judged; all others were judged and are left out"
        }
    }
}

impl About {
    pub(super) fn new<C: Serialize>(manifest: &Manifest<C>, filled: Option<&Filled>) -> About {
        let audience = filled.map(Filled::audience).cloned().unwrap_or_default();
        let mut about = About { rows: Vec::new() };
        about.row("Made by", format!("Nameplate {}", manifest.tool_version));
        about.row("As of", manifest.as_of.to_string());
        if let Some(scope) = filled.and_then(|filled| filled.scope) {
            about.row("For whom", whom(&audience));
            about.row("Listings in this file", scope_in_words(scope));
        }
        about.row(
            "Complete",
            match &manifest.stopped {
                None if manifest.complete => "yes: every input was read to its end".to_owned(),
                why => format!("NO: {}", why.as_deref().unwrap_or_default()),
            },
        );
        about.made_with(manifest);
        about.counts(&serde_json::to_value(&manifest.counts).unwrap_or_default());
        about.inputs(manifest);
        about.limits();
        about
    }

    fn row(&mut self, what: &str, which: impl Into<String>) {
        self.rows.push((what.to_owned(), which.into()));
    }

    fn made_with<C>(&mut self, manifest: &Manifest<C>) {
        self.row("Register", manifest.register.version.clone());
        self.row("Register, SHA-256", manifest.register.hash.clone());
        if let Some(said) = &manifest.without_lists {
            self.row("Published lists", said.clone());
        }
        self.row("Sources of the register", manifest.editions.len().to_string());
        self.row("Policy, SHA-256", manifest.policy_hash.clone());
        if let Some(messages) = &manifest.messages {
            self.row(
                "Warnings to buyers",
                format!("language {}, SHA-256 {}", messages.language, messages.hash),
            );
        }
        self.row("Digest of the results, SHA-256", manifest.digest.clone());
    }

    /// Counts over all listings, also over those that are not in the file.
    fn counts(&mut self, counts: &Value) {
        for (name, what) in [
            ("listings", "Listings read"),
            ("queries", "Names read"),
            ("hits", "Hits"),
            ("identified", "Listings that identify a maker, brand or seller"),
            ("with_defects", "Rows with something that could not be used"),
        ] {
            if let Some(n) = counts.get(name).and_then(Value::as_u64) {
                self.row(what, n.to_string());
            }
        }
        for (verdict, n) in counts.get("by_verdict").and_then(Value::as_object).into_iter().flatten() {
            self.row(&format!("Listings: {}", plain(verdict)), n.to_string());
        }
    }

    fn inputs<C>(&mut self, manifest: &Manifest<C>) {
        for input in manifest.inputs.iter().take(MOST) {
            let hash = match input.hash.as_str() {
                "" => "was not read to its end".to_owned(),
                hash => format!("SHA-256 {hash}"),
            };
            self.row("Input", format!("{}: {} rows, {hash}", input.file, input.rows));
        }
        if let Some(more) = manifest.inputs.len().checked_sub(MOST).filter(|more| *more > 0) {
            self.row("Input", format!("and {more} more, in the manifest"));
        }
    }

    fn limits(&mut self) {
        self.row("No certificate", "Where nothing was found, nothing was found in what was read and in what the register knows: that is no certificate.");
        self.row(
            "For review",
            "What is for review is a question and no verdict; “what would settle it” says what to ask.",
        );
        self.row("Allegations", "What is said of a company is shown with its kind, date and source beside what the company answers; it makes no verdict by itself.");
        self.row("Rows", "Rows are counted from 0 and without the header; rows of a workbook have the numbers that they have there.");
    }

    /// Adds the sheet, with what the others had no room for.
    pub(super) fn write(&self, book: &mut Workbook, limits: &[String]) -> Result<(), XlsxError> {
        let sheet = book.add_worksheet();
        sheet.set_name("About")?;
        let head = Look::new().set_bold().set_align(FormatAlign::Top);
        let body = Look::new().set_text_wrap().set_align(FormatAlign::Top);
        sheet.set_column_width(0, 44)?;
        sheet.set_column_width(1, 100)?;
        let limits = limits.iter().map(|limit| ("Left out", limit.as_str()));
        let rows = self.rows.iter().map(|(what, which)| (what.as_str(), which.as_str()));
        for (row, (what, which)) in (0_u32..).zip(rows.chain(limits)) {
            sheet.write_string_with_format(row, 0, &*sheet_text(what), &head)?;
            sheet.write_string_with_format(row, 1, &*sheet_text(which), &body)?;
        }
        Ok(())
    }
}
