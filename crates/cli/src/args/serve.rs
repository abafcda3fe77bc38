//! What `serve` and `keys` take.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use nameplate::Day;

use super::options::{AudienceArgs, DataDir};

/// Where a service keeps what it keeps.
#[derive(Debug, Args)]
pub(crate) struct Kept {
    #[command(flatten)]
    pub(crate) data: DataDir,
    /// A database: postgres://USER@HOST/NAME [default: SQLite in the data folder]
    #[arg(long, value_name = "ADDRESS", env = "NAMEPLATE_DATABASE", hide_env_values = true)]
    pub(crate) database: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct ServeArgs {
    /// Where to listen. Beyond this machine every request needs a key: see `nameplate keys`
    #[arg(long, value_name = "ADDRESS:PORT", env = "NAMEPLATE_LISTEN", default_value = "127.0.0.1:8417")]
    pub(crate) listen: SocketAddr,
    /// A name under which it is reached, such as nameplate.example; may be repeated
    #[arg(long, value_name = "NAME", env = "NAMEPLATE_HOST", value_delimiter = ',')]
    pub(crate) host: Vec<String>,
    /// Ask for keys also where it listens on this machine alone: behind a proxy, say
    #[arg(long, env = "NAMEPLATE_KEYS", hide_env_values = true)]
    pub(crate) keys: bool,
    #[command(flatten)]
    pub(crate) audience: AudienceArgs,
    /// Whom a company writes to that wants something corrected: an address, printed on the pages
    #[arg(long, value_name = "TEXT", env = "NAMEPLATE_CONTACT")]
    pub(crate) contact: Option<String>,
    /// Webhooks may lead into private networks and to http addresses: receivers of a team's own network
    #[arg(long)]
    pub(crate) private_hooks: bool,
    /// The day that is asked for where a request names none [default: today, in UTC]
    #[arg(long, value_name = "DATE")]
    pub(crate) as_of: Option<Day>,
    /// A register file [default: the one that `lists update` built, else the starter register]; a newer one is taken as it comes
    #[arg(long, value_name = "FILE")]
    pub(crate) register: Option<PathBuf>,
    /// A policy file (TOML): thresholds, rules of the house, and what the gate does
    #[arg(long, value_name = "FILE")]
    pub(crate) policy: Option<PathBuf>,
    /// Language of the warnings to buyers: en, es, zh
    #[arg(long, value_name = "LANGUAGE", default_value = "en")]
    pub(crate) language: String,
    #[command(flatten)]
    pub(crate) kept: Kept,
    /// How logs are written to standard error
    #[arg(long, value_enum, value_name = "FORM", env = "NAMEPLATE_LOG", default_value_t = Log::Text)]
    pub(crate) log: Log,
    /// Send a span a request to an OpenTelemetry collector (OTLP over HTTP), such as http://127.0.0.1:4318 [default: nowhere]
    #[arg(long, value_name = "ADDRESS", env = "NAMEPLATE_TRACES")]
    pub(crate) traces: Option<String>,
    /// Say what it would be started with, open the register and the database, and end
    #[arg(long)]
    pub(crate) check_config: bool,
    /// Print the description of the API (OpenAPI 3.1) and end
    #[arg(long, conflicts_with = "check_config")]
    pub(crate) print_openapi: bool,
}

/// How logs are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Log {
    /// A line for people
    Text,
    /// A JSON object a line
    Json,
    /// Only what is wrong
    Quiet,
}

#[derive(Debug, Subcommand)]
pub(crate) enum KeysCommand {
    /// Make a key; it is shown once
    Create(KeyCreateArgs),
    /// List keys: for whom, what they allow, until when
    List(KeyListArgs),
    /// Take a key out of use
    Revoke(KeyRevokeArgs),
}

#[derive(Debug, Args)]
pub(crate) struct KeyCreateArgs {
    /// For whom it is
    #[arg(long, value_name = "NAME")]
    pub(crate) name: String,
    /// What it allows: screen, read, scan, decide, hooks, metrics; notice alone makes one that may stand in a shop's pages
    #[arg(long, value_name = "SCOPES", value_delimiter = ',', default_value = "screen,read", value_parser = scope)]
    pub(crate) scope: Vec<web::Scope>,
    /// With --scope notice: whose pages it is for, as https://shop.example
    #[arg(long, value_name = "ORIGIN", value_parser = web::Origin::of)]
    pub(crate) origin: Option<web::Origin>,
    /// So many days it opens anything; 0: until it is revoked
    #[arg(long, value_name = "DAYS", default_value_t = 90)]
    pub(crate) days: u32,
    #[command(flatten)]
    pub(crate) kept: Kept,
}

#[derive(Debug, Args)]
pub(crate) struct KeyListArgs {
    #[command(flatten)]
    pub(crate) kept: Kept,
    /// Print JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct KeyRevokeArgs {
    /// Its id, as `nameplate keys list` shows it
    #[arg(value_name = "ID")]
    pub(crate) id: String,
    #[command(flatten)]
    pub(crate) kept: Kept,
}

fn scope(text: &str) -> Result<web::Scope, String> {
    web::Scope::from_word(text).ok_or_else(|| {
        let all: Vec<&str> = web::Scope::ALL.iter().map(|scope| scope.word()).collect();
        format!("there are {}", all.join(", "))
    })
}
