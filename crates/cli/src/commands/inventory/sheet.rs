//! Devices as a table for spreadsheets: a line a device.

use nameplate::Verdict;

use super::judge::{Judged, State};
use crate::error::{CliError, Result};
use pages::asks::Ask;

const HEADER: [&str; 25] = [
    "file",
    "unit",
    "line",
    "also_in",
    "id",
    "ip",
    "mac",
    "mac_kind",
    "name",
    "model",
    "verdict",
    "maker",
    "maker_id",
    "how_sure",
    "why",
    "asks",
    "leads_to",
    "path",
    "lists",
    "rules",
    "bought",
    "first_seen",
    "then_verdict",
    "then_asks",
    "defects",
];

/// The table on its way.
pub(super) struct Sheet(csv::Writer<Vec<u8>>);

impl Sheet {
    pub(super) fn new() -> Result<Self> {
        let mut out = csv::Writer::from_writer(Vec::new());
        out.write_record(HEADER).map_err(failed)?;
        Ok(Sheet(out))
    }

    pub(super) fn add(&mut self, device: &Judged) -> Result<()> {
        let made = &device.made;
        let then = device.then.as_ref();
        let defects = device.defects.iter().map(|defect| format!("{}: {}", defect.field, defect.reason));
        let cells = [
            device.file.to_string(),
            device.unit.to_owned(),
            device.line.to_string(),
            device.also.join("; "),
            device.id.clone(),
            device.ip.clone(),
            device.mac.clone(),
            device.mac_kind.to_owned(),
            device.name.clone(),
            device.model.clone(),
            device.verdict.word().to_owned(),
            made.maker.clone(),
            made.maker_id.clone(),
            made.how_sure.word().to_owned(),
            made.why.clone(),
            asks(&device.now),
            list(device.now.targets.iter().map(|target| target.name.clone())),
            list(device.now.targets.iter().flat_map(|target| target.path.iter().cloned())),
            list(device.now.targets.iter().flat_map(|target| target.lists.iter().cloned())),
            list(device.now.rules.iter().map(|rule| rule.sentence.clone())),
            device.bought.map(|day| day.to_string()).unwrap_or_default(),
            device.first_seen.clone(),
            then.map(|then| then.verdict).map(Verdict::word).unwrap_or_default().to_owned(),
            then.map(asks).unwrap_or_default(),
            list(defects),
        ];
        self.0
            .write_record(cells.iter().map(|cell| scan::spreadsheet_text(cell).into_owned()))
            .map_err(failed)
    }

    /// All of it, as bytes of a file.
    pub(super) fn bytes(self) -> Result<Vec<u8>> {
        self.0
            .into_inner()
            .map_err(|error| CliError::new(format!("the table cannot be put together: {error}")))
    }
}

fn asks(state: &State) -> String {
    list(state.asks.iter().copied().map(Ask::words).map(str::to_owned))
}

fn list(parts: impl Iterator<Item = String>) -> String {
    let mut all: Vec<String> = Vec::new();
    parts.for_each(|part| {
        if !all.contains(&part) {
            all.push(part);
        }
    });
    all.join("; ")
}

fn failed(error: csv::Error) -> CliError {
    CliError::new(format!("the table cannot be put together: {error}"))
}
