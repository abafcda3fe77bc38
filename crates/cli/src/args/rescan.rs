//! What `rescan` takes.

use std::ffi::OsString;
use std::path::PathBuf;
use std::time::Duration;

use clap::Args;
use nameplate::Day;

use super::options::{DataDir, day};
use super::serve::Kept;

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

/// A watch over a state.
#[derive(Debug, Args)]
pub(crate) struct WatchArgs {
    /// The folder that `nameplate scan --state DIR` left
    #[arg(long, value_name = "DIR")]
    pub(crate) state: PathBuf,
    /// The catalogs of the state, named as for the scan: files, folders, quoted patterns. New ones are scanned, changed ones again, and
    /// those that are no more taken out [default: the catalogs are not looked at]
    #[arg(long, value_name = "INPUT", num_args = 1..)]
    pub(crate) catalogs: Vec<OsString>,
    /// Fetch lists that changed first, as `nameplate lists update` does
    #[arg(long)]
    pub(crate) update: bool,
    /// A folder or the address of a mirror for that, in place of the authorities' own addresses
    #[arg(long, value_name = "DIR|URL", requires = "update")]
    pub(crate) from: Option<String>,
    /// From the beginning of one round to that of the next: 30m, 6h, 1d
    #[arg(long, value_name = "TIME", value_parser = time, default_value = "1d")]
    pub(crate) every: Duration,
    /// One round only
    #[arg(long, conflicts_with = "every")]
    pub(crate) once: bool,
    /// Queue what changed for the webhooks of the service, as `findings.changed`
    #[arg(long)]
    pub(crate) hooks: bool,
    /// The key whose webhooks are told, by its id [default: webhooks that were made without a key]
    #[arg(long, value_name = "ID", requires = "hooks")]
    pub(crate) key: Option<String>,
    /// The register to hold the state beside [default: the one that `lists update` built, else the starter register]
    #[arg(long, value_name = "FILE", conflicts_with = "update")]
    pub(crate) register: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) kept: Kept,
}

/// A time in minutes, hours or days.
fn time(text: &str) -> Result<Duration, String> {
    let told = "write a number and m, h or d, such as 30m, 6h or 1d";
    let seconds = match text.trim().chars().last() {
        Some('m') => 60,
        Some('h') => 60 * 60,
        Some('d') => 24 * 60 * 60,
        _ => return Err(told.to_owned()),
    };
    let number: u64 = text.trim().trim_end_matches(['m', 'h', 'd']).parse().map_err(|_| told.to_owned())?;
    match number.checked_mul(seconds) {
        Some(0) | None => Err(told.to_owned()),
        Some(seconds) => Ok(Duration::from_secs(seconds)),
    }
}
