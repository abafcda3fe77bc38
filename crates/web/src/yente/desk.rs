//! What a request works with: the register that answers when it begins, and the table of it. A newer register does not change a
//! request that is under way.

use std::sync::Arc;

use super::datasets::DEFAULT;
use super::entity::Known;
use super::refusal::{Refusal, Result};
use super::table::Table;
use crate::app::App;
use crate::engine::Ready;

/// A register and its table.
#[derive(Clone)]
pub(crate) struct Desk {
    pub(crate) ready: Arc<Ready>,
    pub(crate) table: Arc<Table>,
}

impl Desk {
    /// The register that answers now.
    pub(crate) fn of(app: &App) -> Self {
        let ready = app.engine.now();
        let table = app.yente.of((&ready.register.hash, app.today()), ready.matcher().register());
        Desk { ready, table }
    }

    /// What entities are made of.
    pub(crate) fn known(&self) -> Known<'_> {
        Known { register: self.ready.matcher().register(), table: &self.table }
    }

    /// The number of a dataset.
    pub(crate) fn dataset(&self, name: &str) -> Result<usize> {
        let found = self.table.datasets.find(name);
        found.ok_or_else(|| {
            Refusal::missing(format!("No such dataset. GET /catalog names them; `{DEFAULT}` is all of them."))
        })
    }
}
