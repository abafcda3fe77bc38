//! The scans of a node: their folders, and those that are at work.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use serde::Serialize;
use tokio::sync::{Notify, watch};

use crate::random::token;
use crate::store::make;

/// How far a scan at work is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Far {
    /// Which pass over the catalog it is: one for each format.
    pub(crate) pass: usize,
    /// How many there are.
    pub(crate) passes: usize,
    /// Rows judged in this pass.
    pub(crate) rows: u64,
    /// Bytes read in this pass.
    pub(crate) bytes: u64,
}

/// A scan at work.
#[derive(Clone, Debug)]
pub(crate) struct AtWork {
    pub(crate) stop: Arc<AtomicBool>,
    pub(crate) far: watch::Receiver<Far>,
}

/// The scans of a node.
#[derive(Debug)]
pub(crate) struct Jobs {
    pub(super) folder: PathBuf,
    /// Whose files these are, where several nodes share a database.
    pub(crate) node: String,
    /// Whether it got its name just now: folders that are there already are somebody's, a backup's that lacks the name perhaps.
    pub(super) is_new: bool,
    pub(super) wake: Notify,
    at_work: Mutex<BTreeMap<String, AtWork>>,
    /// Held as long as the service runs: what is in the folder without a row belongs to nobody.
    _lock: std::fs::File,
}

/// The file that an upload is kept in.
const UPLOAD: &str = "upload";
/// The folder of results.
const RESULTS: &str = "results";
impl Jobs {
    /// The scans whose files are in a folder.
    ///
    /// # Errors
    /// The folder cannot be made, or another service is at work in it.
    pub(crate) fn open(service: &Path) -> std::io::Result<Self> {
        make(service)?;
        let folder = service.join("scans");
        std::fs::create_dir_all(&folder)?;
        let lock = std::fs::File::create(service.join("lock"))?;
        lock.try_lock().map_err(|_| {
            std::io::Error::other(format!("another service is at work in {}", service.display()))
        })?;
        let name = service.join("node");
        let is_new = !name.exists();
        let node = match std::fs::read_to_string(&name) {
            Ok(node) if !node.trim().is_empty() => node.trim().to_owned(),
            _ => {
                let node = token().map_err(std::io::Error::other)?;
                std::fs::write(&name, &node)?;
                node
            }
        };
        Ok(Jobs { folder, node, is_new, wake: Notify::new(), at_work: Mutex::default(), _lock: lock })
    }

    /// The folder of a scan.
    pub(crate) fn folder(&self, id: &str) -> PathBuf {
        self.folder.join(id)
    }

    /// The upload of a scan.
    pub(crate) fn upload(&self, id: &str) -> PathBuf {
        self.folder(id).join(UPLOAD)
    }

    /// The results of a scan.
    pub(crate) fn results(&self, id: &str) -> PathBuf {
        self.folder(id).join(RESULTS)
    }

    /// There is something to do.
    pub(crate) fn wake(&self) {
        self.wake.notify_one();
    }

    /// A scan at work.
    pub(crate) fn at_work(&self, id: &str) -> Option<AtWork> {
        self.at_work.lock().unwrap_or_else(PoisonError::into_inner).get(id).cloned()
    }

    /// Notes a scan at work, or that it is no longer.
    pub(super) fn set(&self, id: &str, at_work: Option<AtWork>) {
        let mut all = self.at_work.lock().unwrap_or_else(PoisonError::into_inner);
        match at_work {
            Some(at_work) => all.insert(id.to_owned(), at_work),
            None => all.remove(id),
        };
    }

    /// Tells all scans at work to stop.
    pub(crate) fn stop_all(&self) {
        for at_work in self.at_work.lock().unwrap_or_else(PoisonError::into_inner).values() {
            at_work.stop.store(true, Ordering::Relaxed);
        }
    }
}
