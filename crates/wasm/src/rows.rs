//! A table opened, judged a piece at a time, and summed up.

use std::sync::Arc;

use tables::Held;

use crate::catalog::Catalog;
use crate::engine::Engine;
use crate::said::{Refused, json};
use crate::setting::Setting;

/// Opens a table.
pub(crate) fn open(
    engine: &mut Engine,
    (name, bytes): (&str, Box<[u8]>),
    setting: &Setting,
) -> Result<String, Refused> {
    let audience = setting.audience()?;
    let screener = engine.screener(&setting.asked())?.on(setting.as_of);
    let held = Held::open(name, Arc::from(bytes)).map_err(|error| Refused::new(error.to_string()))?;
    let (catalog, opened) = Catalog::of(held, screener, audience);
    engine.catalog = Some(Box::new(catalog));
    Ok(json(&opened))
}

/// Judges the next rows.
pub(crate) fn next(engine: &mut Engine, most: usize) -> Result<String, Refused> {
    let mut catalog = engine.catalog.take().ok_or_else(no_table)?;
    let piece = catalog.next(most, &mut |cases| engine.told(cases));
    engine.catalog = Some(catalog);
    piece.map(|piece| json(&piece))
}

/// What was found so far.
pub(crate) fn sum(engine: &mut Engine) -> Result<String, Refused> {
    let catalog = engine.catalog.as_ref().ok_or_else(no_table)?;
    Ok(json(&catalog.sum()))
}

fn no_table() -> Refused {
    Refused::new("no table was opened")
}
