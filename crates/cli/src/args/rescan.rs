//! What `rescan` takes.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::Args;
use nameplate::Day;

use super::options::{DataDir, day};

#[derive(Debug, Args)]
pub(crate) struct RescanArgs {
    /// The folder that `nameplate scan --state DIR` left
    #[arg(long, value_name = "DIR")]
    pub(crate) state: PathBuf,
    /// Catalogs that changed or are new: scanned again, and held beside what was kept of them
    #[arg(long, value_name = "FILE", num_args = 1..)]
    pub(crate) catalog: Vec<OsString>,
    /// Catalogs that are no more, by the names under which they were scanned
    #[arg(long, value_name = "FILE", num_args = 1..)]
    pub(crate) gone: Vec<OsString>,
    /// The newer register [default: the one that `lists update` built, else the starter register]
    #[arg(long, value_name = "FILE")]
    pub(crate) register: Option<PathBuf>,
    /// The day the question is asked for [default: today, in UTC]
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) as_of: Option<Day>,
    /// Another policy; all is judged anew then [default: the policy of the state]
    #[arg(long, value_name = "FILE")]
    pub(crate) policy: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) data: DataDir,
    /// Write the findings that changed here, a JSON object a line; - for standard output
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Write every row with its present answer here, a JSON object a line
    #[arg(long, value_name = "FILE")]
    pub(crate) results: Option<PathBuf>,
    /// Print so many changes, 0 for all
    #[arg(long, value_name = "N", default_value_t = 50)]
    pub(crate) limit: usize,
    /// Print JSON: what was done, and all changes
    #[arg(long)]
    pub(crate) json: bool,
}
