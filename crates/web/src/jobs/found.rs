//! What a scan keeps of each listing that leads somewhere: enough to be compared with the next upload of the same catalog, and to tell
//! sellers.

use std::io::{self, BufRead, BufWriter, Write};
use std::path::Path;

use nameplate::finding::ListingResult;
use nameplate::gate::{Gated, Gatekeeper};
use nameplate::listing::row_for_people;
use nameplate::word::Action;
use serde::{Deserialize, Serialize};

/// A listing that leads somewhere, or that the gate does not let through.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq, Eq)]
pub(crate) struct Found {
    /// By what the listing is known from one upload to the next: its id, else its row.
    pub(crate) listing: String,
    /// The row, as people count.
    pub(crate) row: u64,
    pub(crate) title: String,
    pub(crate) seller: String,
    /// The seller's own number and the id of the offer on Amazon, where the table has columns for them.
    #[serde(default)]
    pub(crate) sku: String,
    #[serde(default)]
    pub(crate) asin: String,
    pub(crate) gtin: String,
    pub(crate) url: String,
    pub(crate) action: String,
    pub(crate) rule: String,
    pub(crate) sentence: String,
    pub(crate) law: Option<String>,
    /// The case that decided, else the first one.
    pub(crate) case: Option<String>,
    /// All cases: key and id.
    pub(crate) cases: Vec<(String, String)>,
}

/// Longest text that is kept of a listing, in bytes.
const LONGEST: usize = 300;

fn short(text: &str) -> String {
    text[..text.floor_char_boundary(LONGEST)].to_owned()
}

impl Found {
    /// What is kept of a result; nothing where nothing was found and the listing may go live.
    pub(crate) fn of(
        keeper: &Gatekeeper<'_>,
        result: &ListingResult<'_>,
        line: &scan::CatalogLine<'_>,
    ) -> Option<Found> {
        let gated = keeper.ask(result);
        if result.findings.is_empty() && gated.action == Action::Allow {
            return None;
        }
        let Gated { action, because, .. } = gated;
        let echo = &result.listing;
        let row = row_for_people(echo.file, echo.row);
        let listing = if echo.id.is_empty() { format!("row {row}") } else { short(echo.id) };
        let case = because.case.map(|id| id.to_string());
        let case = case.or_else(|| result.findings.first().map(|one| one.case.id.to_string()));
        Some(Found {
            listing,
            row,
            title: short(echo.title),
            seller: short(echo.seller),
            sku: short(line.sku()),
            asin: short(line.asin()),
            gtin: short(echo.gtin),
            url: short(echo.url),
            action: action.word().to_owned(),
            rule: because.rule,
            sentence: because.sentence,
            law: because.law,
            case,
            cases: result
                .findings
                .iter()
                .map(|one| (one.case.key.to_string(), one.case.id.to_string()))
                .collect(),
        })
    }
}

/// Writes what was found, a line each.
pub(crate) struct Writer(BufWriter<std::fs::File>);

impl Writer {
    /// Into a new file.
    pub(crate) fn create(path: &Path) -> io::Result<Self> {
        Ok(Writer(BufWriter::new(std::fs::File::create(path)?)))
    }

    /// One more.
    pub(crate) fn add(&mut self, found: &Found) -> io::Result<()> {
        serde_json::to_writer(&mut self.0, found)?;
        self.0.write_all(b"\n")
    }

    /// All of it is on disk.
    pub(crate) fn finish(mut self) -> io::Result<()> {
        self.0.flush()?;
        self.0.get_ref().sync_all()
    }
}

/// Reads what was found, a line at a time.
pub(crate) fn read(path: &Path) -> io::Result<impl Iterator<Item = io::Result<Found>> + use<>> {
    let file = io::BufReader::new(std::fs::File::open(path)?);
    Ok(file.lines().map(|line| serde_json::from_str(&line?).map_err(io::Error::from)))
}
