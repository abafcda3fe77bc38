//! The options of keys and signed registers.

use std::path::PathBuf;

use clap::Args;
use nameplate::Day;

use super::options::DataDir;

/// A pair of keys that is made.
#[derive(Debug, Args)]
pub(crate) struct KeygenArgs {
    /// Where the private key goes: a new file, outside of every repository
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: PathBuf,
    /// Print it as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// A register that is signed.
#[derive(Debug, Args)]
pub(crate) struct SignArgs {
    /// A register file [default: the one that `lists update` built, else the starter register]
    #[arg(value_name = "FILE")]
    pub(crate) file: Option<PathBuf>,
    /// The private key that `register keygen` made
    #[arg(long, value_name = "FILE")]
    pub(crate) key: PathBuf,
    /// Where the signed register goes
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: PathBuf,
    /// The last day on which it may be taken [default: 180 days after it is signed]
    #[arg(long, value_name = "DATE")]
    pub(crate) expires: Option<Day>,
    /// Its number, higher than that of the one before [default: the day and 00, as 2026112600]
    #[arg(long, value_name = "NUMBER")]
    pub(crate) sequence: Option<u64>,
    /// The day of the signature [default: today, in UTC]
    #[arg(long, value_name = "DATE")]
    pub(crate) made: Option<Day>,
    /// Print it as JSON
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) data: DataDir,
}

/// A register that is checked.
#[derive(Debug, Args)]
pub(crate) struct VerifyArgs {
    /// Print it as JSON
    #[arg(long)]
    pub(crate) json: bool,
    /// The register file
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    #[command(flatten)]
    pub(crate) signed: SignedBy,
}

/// By whom and when a register has to be signed.
#[derive(Debug, Args)]
pub(crate) struct SignedBy {
    /// The file is a signed register: check its signature with this public key, and its days
    #[arg(long, value_name = "PUBLIC_KEY")]
    pub(crate) signed_by: Option<String>,
    /// The number of the signed register that is held; one that is no newer is refused
    #[arg(long, value_name = "NUMBER", requires = "signed_by")]
    pub(crate) held: Option<u64>,
    /// The day on which it is taken [default: today, in UTC]
    #[arg(long, value_name = "DATE", requires = "signed_by")]
    pub(crate) on: Option<Day>,
}
