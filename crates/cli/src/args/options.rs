//! The options of each command.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use nameplate::Day;
use nameplate::answer::Audience;
use nameplate::finding::Reader;

use super::listing::ListingArgs;

/// Where lists and the register built of them are kept.
#[derive(Clone, Debug, Default, Args)]
pub(crate) struct DataDir {
    /// The folder of lists and registers [default: the platform's, or NAMEPLATE_DATA]
    #[arg(long, value_name = "DIR", display_order = 99)]
    pub(crate) data_dir: Option<PathBuf>,
}

/// What every question is asked with.
#[derive(Debug, Default, Args)]
pub(crate) struct Question {
    /// The day the question is asked for [default: today, in UTC]; with a table also `column:NAME`, the column that says when each row
    /// was bought: each is judged by the law of its own day
    #[arg(long, value_name = "DATE|column:NAME", value_parser = as_of)]
    pub(crate) as_of: Option<AsOf>,
    /// A register file [default: the one that `lists update` built, else the starter register]
    #[arg(long, value_name = "FILE")]
    pub(crate) register: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) data: DataDir,
    /// A policy file (TOML); what it does not name keeps its default
    #[arg(long, value_name = "FILE")]
    pub(crate) policy: Option<PathBuf>,
}

/// In which words buyers are told.
#[derive(Debug, Args)]
pub(crate) struct Speech {
    /// Language of the warnings to buyers: en, es, zh, one that --messages brings, or none
    #[arg(long, value_name = "LANGUAGE", default_value = "en")]
    pub(crate) language: String,
    /// A message file (Fluent) for that language, in place of the one in the program
    #[arg(long, value_name = "FILE")]
    pub(crate) messages: Option<PathBuf>,
}

/// How tables are written, where it is recognised wrongly.
#[derive(Debug, Default, Args)]
pub(crate) struct FormArgs {
    /// Encoding of text inputs, where it is recognised wrongly: gb18030, shift_jis, windows-1251, ...
    #[arg(long, value_name = "LABEL", requires = "inputs")]
    pub(crate) encoding: Option<String>,
    /// The first row of a table names its columns [default: found out by looking at the rows]
    #[arg(long, conflicts_with = "no_header", requires = "inputs")]
    pub(crate) header: bool,
    /// No row names the columns: they are called by their places, 1, 2, 3 ...
    #[arg(long, requires = "inputs")]
    pub(crate) no_header: bool,
    /// Which sheet of a workbook: its name, or its number from 1 [default: the first]
    #[arg(long, value_name = "NAME|N", requires = "inputs")]
    pub(crate) sheet: Option<String>,
}

/// The day that a question is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum AsOf {
    /// One for all.
    Day(Day),
    /// Each row has its own, in that column.
    Column(String),
}

pub(super) fn day(text: &str) -> Result<Day, String> {
    text.parse().map_err(|_| "expected a day, such as 2026-11-23".to_owned())
}

fn as_of(text: &str) -> Result<AsOf, String> {
    if let Some(column) = text.strip_prefix("column:").map(str::trim).filter(|column| !column.is_empty()) {
        return Ok(AsOf::Column(column.to_owned()));
    }
    let expected = "expected a day, such as 2026-11-23, or column:NAME";
    text.parse().map(AsOf::Day).map_err(|_| expected.to_owned())
}

/// The demo.
#[derive(Debug, Args)]
pub(crate) struct DemoArgs {
    /// Explain this listing of the example catalog
    #[arg(value_name = "ID")]
    pub(crate) id: Option<String>,
    /// Join the example purchase file
    #[arg(long)]
    pub(crate) suppliers: bool,
    /// Write the example files into this folder and do nothing else
    #[arg(long, value_name = "FOLDER", conflicts_with_all = ["id", "suppliers"])]
    pub(crate) save: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) question: Question,
}

/// A scan.
#[derive(Debug, Args)]
pub(crate) struct ScanArgs {
    /// Files, folders, quoted patterns, or - for standard input
    #[arg(required = true, value_name = "INPUT")]
    pub(crate) inputs: Vec<OsString>,
    /// Write results here: a report to read (.html), a workbook (.xlsx), a file (.parquet, .jsonl, .csv, also .gz and .zst; cases,
    /// sources and a manifest go beside it), a folder, which gets all of them and a report, or - for records on standard output
    #[arg(short, long, value_name = "OUT")]
    pub(crate) output: Option<PathBuf>,
    /// Format of the results, where the name does not tell: parquet and jsonl hold everything, csv one line a finding, xlsx and html are
    /// to be read
    #[arg(long, value_enum, requires = "output")]
    pub(crate) format: Option<Format>,
    /// Put the whole case into each row that cites it, instead of once into a table beside: larger, and whole by itself
    #[arg(long, requires = "output")]
    pub(crate) expand: bool,
    /// Write only listings with a finding and those that could not be judged [default for csv and xlsx]
    #[arg(long, requires = "output", conflicts_with = "all_rows")]
    pub(crate) only_findings: bool,
    /// Write every row of the catalog [default for parquet and jsonl]
    #[arg(long, requires = "output")]
    pub(crate) all_rows: bool,
    /// Columns of the catalog to append as they stand, to csv and xlsx [default: none to csv, all to xlsx]
    #[arg(long, value_name = "COLUMN,...", value_delimiter = ',', requires = "output")]
    pub(crate) keep: Vec<String>,
    /// Replace a file that no manifest says is Nameplate's, or that was changed since
    #[arg(long)]
    pub(crate) force: bool,
    /// Write the record of a reasonable inquiry (section 889) here, as a page to print and sign
    #[arg(long, value_name = "FILE", requires = "asked_by")]
    pub(crate) record: Option<PathBuf>,
    /// Who asks: a name, with the organisation
    #[arg(long, value_name = "NAME", requires = "record")]
    pub(crate) asked_by: Option<String>,
    /// What is asked, in your words [default: whether covered equipment is among the listings]
    #[arg(long = "question", value_name = "TEXT", requires = "record")]
    pub(crate) asked: Option<String>,
    /// The day on which it is asked [default: today, in UTC]
    #[arg(long, value_name = "DATE", value_parser = day, requires = "record")]
    pub(crate) asked_on: Option<Day>,
    /// Print one line a finding instead of groups, also when results are written to files
    #[arg(long)]
    pub(crate) table: bool,
    /// Print one line a listing: its strongest finding, and how many more there are
    #[arg(long)]
    pub(crate) brief: bool,
    /// Print at most so many lines of the table, 0 for all [default: 50 on a terminal, all elsewhere]
    #[arg(long, value_name = "N")]
    pub(crate) limit: Option<usize>,
    /// What columns mean, where their names do not tell: FIELD=COLUMN,... (nested JSON by path: brand.name; a column by its place from 1:
    /// brand=3)
    #[arg(long = "map", value_name = "FIELD=COLUMN")]
    pub(crate) mappings: Vec<String>,
    /// Tell rows apart by the ids of the catalog: a row without one of its own is refused, and the digest is the same however the catalog is
    /// cut or ordered. Up to 160 bytes a row are kept for it, beside --memory
    #[arg(long)]
    pub(crate) expect_id: bool,
    /// Keep what is done beside the output, so that the same command goes on after a kill, a Ctrl-C or a full disk; give it from the
    /// beginning. What is kept goes away when the results are whole
    #[arg(long, requires = "output", conflicts_with = "state")]
    pub(crate) resume: bool,
    /// A file of suppliers or purchases, joined by SKU
    #[arg(long, value_name = "FILE")]
    pub(crate) suppliers: Option<OsString>,
    /// Decisions of persons, as `GET /v1/decisions` of the service gives them or a JSON object a line: what they released is counted, and
    /// not shown again; results in files hold everything
    #[arg(long, value_name = "FILE")]
    pub(crate) decisions: Option<PathBuf>,
    /// Leave in this folder what `nameplate rescan` needs to keep the answers current; a state that stands there is replaced
    #[arg(long, value_name = "DIR", conflicts_with_all = ["messages", "suppliers"])]
    pub(crate) state: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) audience: AudienceArgs,
    #[command(flatten)]
    pub(crate) form: FormArgs,
    /// Accept an input without any row: without this, a run that meets no row at all ends with 2
    #[arg(long)]
    pub(crate) allow_empty: bool,
    /// Threads that judge [default: as many as there are cores]
    #[arg(long, value_name = "N")]
    pub(crate) threads: Option<usize>,
    /// Memory to keep within, beside the register and what is held whole (workbooks, suppliers): 400M, 2G [default: 400M]
    #[arg(long, value_name = "SIZE", value_parser = size)]
    pub(crate) memory: Option<usize>,
    /// Print the manifest of the run as JSON, with all counts, instead of groups and summary
    #[arg(long, conflicts_with_all = ["table", "brief", "limit", "details", "quiet"])]
    pub(crate) json: bool,
    /// Print the summary in full: all columns, targets, reasons and editions
    #[arg(long, conflicts_with = "quiet")]
    pub(crate) details: bool,
    /// No progress and no summary: only results, as a table where no file is asked for, errors and the exit code
    #[arg(short, long)]
    pub(crate) quiet: bool,
    #[command(flatten)]
    pub(crate) speech: Speech,
    #[command(flatten)]
    pub(crate) question: Question,
}

/// Less memory than this holds no row and what is said of it.
const LEAST_MEMORY: usize = 64 << 20;

/// Bytes, in M or G.
fn size(text: &str) -> Result<usize, String> {
    let unit = |c: char| match c.to_ascii_uppercase() {
        'M' => Some(20),
        'G' => Some(30),
        _ => None,
    };
    let text = text.trim();
    let shift = text.chars().last().and_then(unit).ok_or("write a number and M or G, such as 400M or 2G")?;
    let number: usize =
        text[..text.len() - 1].trim().parse().map_err(|_| "write a number and M or G, such as 400M or 2G")?;
    let bytes = number
        .checked_shl(shift)
        .filter(|bytes| bytes >> shift == number)
        .ok_or("more than this machine can count")?;
    if bytes < LEAST_MEMORY {
        return Err(format!("at least {}M", LEAST_MEMORY >> 20));
    }
    Ok(bytes)
}

/// How results of a scan are written.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Format {
    Parquet,
    Jsonl,
    Csv,
    Xlsx,
    Html,
}

impl Format {
    /// The same, where it is written row by row.
    pub(crate) fn of_rows(self) -> Option<RowFormat> {
        match self {
            Format::Parquet => Some(RowFormat::Parquet),
            Format::Jsonl => Some(RowFormat::Jsonl),
            Format::Csv => Some(RowFormat::Csv),
            Format::Xlsx => Some(RowFormat::Xlsx),
            Format::Html => None,
        }
    }
}

/// How results are written row by row.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum RowFormat {
    Parquet,
    Jsonl,
    Csv,
    Xlsx,
}

/// One listing.
#[derive(Debug, Args)]
pub(crate) struct CheckArgs {
    /// A product page: a file of text or HTML, the words themselves, or - for standard input; or none, and a listing given as options
    #[arg(value_name = "PAGE", conflicts_with = "listing")]
    pub(crate) page: Option<OsString>,
    #[command(flatten)]
    pub(crate) listing: ListingArgs,
    /// Print the result as JSON
    #[arg(long)]
    pub(crate) json: bool,
    /// Print what a buyer is told, short and long, and nothing else
    #[arg(long, conflicts_with = "json")]
    pub(crate) warning: bool,
    #[command(flatten)]
    pub(crate) audience: AudienceArgs,
    #[command(flatten)]
    pub(crate) speech: Speech,
    #[command(flatten)]
    pub(crate) question: Question,
}

/// Who asks, and where: what binds them comes first.
#[derive(Clone, Debug, Default, Args)]
pub(crate) struct AudienceArgs {
    /// Who asks: consumer, retailer, importer, exporter, agency, contractor, grant_recipient, investor
    #[arg(long, env = "NAMEPLATE_READER", hide_env_values = true, value_name = "READER", value_parser = reader)]
    pub(crate) reader: Option<Reader>,
    /// Where: only what holds there is told, as US, US-TX, EU, IN
    #[arg(long, env = "NAMEPLATE_PLACE", hide_env_values = true, value_name = "PLACE", value_parser = place)]
    pub(crate) place: Option<String>,
}

impl AudienceArgs {
    /// The same for the engine.
    pub(crate) fn audience(&self) -> Audience {
        Audience { reader: self.reader, place: self.place.clone() }
    }
}

/// A country, with a part of it or without, or the European Union.
fn place(text: &str) -> Result<String, String> {
    Audience::place_of(text).ok_or_else(|| {
        "expected a country by its two letters, with a part of it or without: US, US-TX, EU".to_owned()
    })
}

/// One listing, in full.
#[derive(Debug, Args)]
pub(crate) struct ExplainArgs {
    /// A catalog; or none, and a listing given as options
    #[arg(id = "inputs", value_name = "FILE", requires = "which", conflicts_with = "listing")]
    pub(crate) file: Option<OsString>,
    /// Which listing, by the id that the catalog gives it
    #[arg(long, group = "which", requires = "inputs")]
    pub(crate) id: Option<String>,
    /// Which listing, by its row
    #[arg(long, group = "which", requires = "inputs")]
    pub(crate) row: Option<u64>,
    /// What columns mean, where their names do not tell: FIELD=COLUMN,...
    #[arg(long = "map", value_name = "FIELD=COLUMN", requires = "inputs")]
    pub(crate) mappings: Vec<String>,
    #[command(flatten)]
    pub(crate) form: FormArgs,
    /// A file of suppliers or purchases, joined by SKU
    #[arg(long, value_name = "FILE", requires = "inputs")]
    pub(crate) suppliers: Option<OsString>,
    /// Print everything: all fields, signals, connections, rules, claims and answers, each with its sources
    #[arg(long, conflicts_with = "json")]
    pub(crate) full: bool,
    /// Print everything as JSON
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) audience: AudienceArgs,
    #[command(flatten)]
    pub(crate) speech: Speech,
    #[command(flatten)]
    pub(crate) question: Question,
    #[command(flatten)]
    pub(crate) listing: ListingArgs,
}

/// Names of parties.
#[derive(Debug, Args)]
pub(crate) struct MatchArgs {
    /// Tables of parties: files, folders, quoted patterns, or - for standard input
    #[arg(value_name = "INPUT", conflicts_with = "name")]
    pub(crate) inputs: Vec<OsString>,
    /// A name to match, in any script; several are names of one party
    #[arg(long, value_name = "NAME")]
    pub(crate) name: Vec<String>,
    /// What it is: company, person, brand, storefront [default: any]
    #[arg(long, value_name = "KIND", requires = "name")]
    pub(crate) kind: Vec<String>,
    /// Its country, by name or code
    #[arg(long, value_name = "COUNTRY", requires = "name")]
    pub(crate) country: Vec<String>,
    /// Its address
    #[arg(long, value_name = "TEXT", requires = "name")]
    pub(crate) address: Vec<String>,
    /// A number that an authority gave it, also as SCHEME:NUMBER; finds a party by itself
    #[arg(long, value_name = "NUMBER", conflicts_with = "inputs")]
    pub(crate) identifier: Vec<String>,
    /// When the person was born
    #[arg(long, value_name = "DATE", requires = "name")]
    pub(crate) born: Vec<String>,
    /// When the firm was founded
    #[arg(long, value_name = "DATE", requires = "name", conflicts_with = "born")]
    pub(crate) founded: Vec<String>,
    /// Show the sum: every piece for and against with its weight
    #[arg(long, requires = "name")]
    pub(crate) explain: bool,
    /// Print the result as JSON
    #[arg(long, requires = "name")]
    pub(crate) json: bool,
    /// Only parties that stand or stood on this list
    #[arg(long, value_name = "LIST")]
    pub(crate) only: Option<String>,
    /// At most so many hits of one name [default: 10, by the policy]
    #[arg(long, value_name = "N")]
    pub(crate) limit: Option<usize>,
    /// Evidence, in thousandths, from which a name is a hit [default: 4000, by the policy]
    #[arg(long, value_name = "N", allow_negative_numbers = true)]
    pub(crate) threshold: Option<i32>,
    /// Also hits that score far below the best one
    #[arg(long)]
    pub(crate) all_hits: bool,
    /// Write results here: a file (.parquet, .jsonl, .xlsx, .csv, also .gz and .zst) or a folder; a manifest goes with them
    #[arg(short, long, value_name = "OUT", requires = "inputs")]
    pub(crate) output: Option<PathBuf>,
    /// Format of the results, where the name does not tell
    #[arg(long, value_enum, requires = "output")]
    pub(crate) format: Option<RowFormat>,
    /// Replace a file that no manifest says is Nameplate's, or that was changed since
    #[arg(long, requires = "output")]
    pub(crate) force: bool,
    /// Print at most so many lines, 0 for all [default: 50 on a terminal, all elsewhere]
    #[arg(long, value_name = "N")]
    pub(crate) lines: Option<usize>,
    /// What columns mean, where their names do not tell: FIELD=COLUMN,...
    #[arg(long = "map", value_name = "FIELD=COLUMN", requires = "inputs")]
    pub(crate) mappings: Vec<String>,
    #[command(flatten)]
    pub(crate) form: FormArgs,
    /// Accept an input without any row: without this, a run that meets no row at all ends with 2
    #[arg(long, requires = "inputs")]
    pub(crate) allow_empty: bool,
    /// Threads that match [default: as many as there are cores]
    #[arg(long, value_name = "N", requires = "inputs")]
    pub(crate) threads: Option<usize>,
    /// No progress and no summary
    #[arg(short, long)]
    pub(crate) quiet: bool,
    #[command(flatten)]
    pub(crate) question: Question,
}

/// What somebody has.
#[derive(Debug, Args)]
pub(crate) struct InventoryArgs {
    /// Exports: files, or - for standard input
    #[arg(required = true, value_name = "FILE")]
    pub(crate) inputs: Vec<OsString>,
    /// Who asks: consumer, retailer, importer, exporter, agency, contractor, grant_recipient, investor
    #[arg(long, env = "NAMEPLATE_READER", hide_env_values = true, value_name = "READER", default_value = "consumer", value_parser = reader)]
    pub(crate) reader: Reader,
    /// What the files are, where their content tells it wrongly: nmap, arp, dhcpd, dnsmasq, onvif, table
    #[arg(long, value_name = "FORMAT", value_parser = format)]
    pub(crate) format: Option<inventory::Format>,
    /// Print devices as JSON lines, a summary last
    #[arg(long)]
    pub(crate) json: bool,
    /// Write a table of all devices here (CSV), and print the summary only
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Print at most so many devices of a group, 0 for all [default: 20 on a terminal, all elsewhere]
    #[arg(long, value_name = "N")]
    pub(crate) limit: Option<usize>,
    /// What columns of a table mean, where their names do not tell: FIELD=COLUMN,...
    #[arg(long = "map", value_name = "FIELD=COLUMN")]
    pub(crate) mappings: Vec<String>,
    #[command(flatten)]
    pub(crate) form: FormArgs,
    /// No summary
    #[arg(short, long)]
    pub(crate) quiet: bool,
    #[command(flatten)]
    pub(crate) question: Question,
}

fn reader(text: &str) -> Result<Reader, String> {
    Reader::from_word(text).ok_or_else(|| format!("expected one of {}", Reader::words().join(", ")))
}

fn format(text: &str) -> Result<inventory::Format, String> {
    let all = inventory::Format::ALL;
    let words = || all.map(inventory::Format::word).join(", ");
    all.into_iter().find(|format| format.word() == text).ok_or_else(|| format!("expected one of {}", words()))
}

/// A party.
#[derive(Debug, Args)]
#[command(group = clap::ArgGroup::new("whom").required(true))]
pub(crate) struct WhoArgs {
    /// A name in any script, or a part of one
    #[arg(group = "whom", value_name = "NAME", num_args = 1..)]
    pub(crate) name: Vec<String>,
    /// The id of a party, as results print it
    #[arg(long, group = "whom")]
    pub(crate) id: Option<String>,
    /// The name of a shop or seller
    #[arg(long, group = "whom", value_name = "NAME")]
    pub(crate) seller: Option<String>,
    /// Write the dossier here, as a page (HTML)
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Write a folder to be published and checked: the page, JSON, sources, a readme and SHA256SUMS
    #[arg(long, value_name = "FOLDER", conflicts_with_all = ["output", "all", "json"])]
    pub(crate) bundle: Option<PathBuf>,
    /// Print all of it: every tell-tale and every relation
    #[arg(long)]
    pub(crate) all: bool,
    /// Print the dossier as JSON
    #[arg(long, conflicts_with_all = ["output", "all"])]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) question: Question,
}

/// The page that needs no server.
#[derive(Debug, Args)]
pub(crate) struct SiteArgs {
    /// The folder that it is written into, as index.html; made if it is not there
    #[arg(short, long, value_name = "DIR")]
    pub(crate) output: PathBuf,
    /// The register in it [default: the one that `lists update` built, else the starter register]
    #[arg(long, value_name = "FILE")]
    pub(crate) register: Option<PathBuf>,
    /// The engine as WebAssembly [default: nameplate.wasm beside the program]
    #[arg(long, value_name = "FILE")]
    pub(crate) engine: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) data: DataDir,
}

/// A register.
#[derive(Debug, Args)]
pub(crate) struct RegisterFile {
    /// Print it as JSON
    #[arg(long)]
    pub(crate) json: bool,
    /// A register file [default: the one that `lists update` built, else the starter register]
    #[arg(value_name = "FILE")]
    pub(crate) file: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) data: DataDir,
}

/// A register that is built.
#[derive(Debug, Args)]
pub(crate) struct BuildArgs {
    /// Print it as JSON
    #[arg(long)]
    pub(crate) json: bool,
    /// A folder of facts
    #[arg(value_name = "FACTS_DIR")]
    pub(crate) folder: PathBuf,
    /// Where the register goes
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: PathBuf,
}

/// Facts that are checked.
#[derive(Debug, Args)]
pub(crate) struct FactsArgs {
    /// Print it as JSON, with every gap
    #[arg(long, conflicts_with = "sample")]
    pub(crate) json: bool,
    /// A folder of facts
    #[arg(value_name = "DIR", default_value = "facts")]
    pub(crate) folder: PathBuf,
    /// List what still needs a source, and the makers of whom no claim or no answer is on record
    #[arg(long)]
    pub(crate) gaps: bool,
    /// Print so many statements with their sources instead, as a table in Markdown to be filled in
    #[arg(long, value_name = "N", conflicts_with = "gaps")]
    pub(crate) sample: Option<usize>,
    /// Which sample: the same number gives the same statements
    #[arg(long, value_name = "N", default_value_t = 1, requires = "sample")]
    pub(crate) seed: u64,
}

/// A policy that is shown.
#[derive(Debug, Args)]
pub(crate) struct PolicyShowArgs {
    /// Print it as JSON
    #[arg(long)]
    pub(crate) json: bool,
    /// A policy file [default: the default policy]
    #[arg(value_name = "FILE")]
    pub(crate) file: Option<PathBuf>,
}

/// A policy that is checked.
#[derive(Debug, Args)]
pub(crate) struct PolicyCheckArgs {
    /// Print it as JSON
    #[arg(long)]
    pub(crate) json: bool,
    /// The policy file
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// A register file [default: the one that `lists update` built, else the starter register]
    #[arg(long, value_name = "FILE")]
    pub(crate) register: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) data: DataDir,
}

/// The kinds of signals.
#[derive(Debug, Args)]
pub(crate) struct SignalsArgs {
    /// Print it as JSON
    #[arg(long, conflicts_with = "markdown")]
    pub(crate) json: bool,
    /// Print docs/signals.md
    #[arg(long)]
    pub(crate) markdown: bool,
}

/// A script for a shell.
#[derive(Debug, Args)]
pub(crate) struct CompletionsArgs {
    /// For which shell
    #[arg(value_enum)]
    pub(crate) shell: clap_complete::Shell,
}

/// Manual pages.
#[derive(Debug, Args)]
pub(crate) struct ManArgs {
    /// The folder that they go to
    #[arg(short, long, value_name = "FOLDER")]
    pub(crate) output: PathBuf,
}

/// The configuration.
#[derive(Debug, Args)]
pub(crate) struct ConfigShowArgs {
    /// Print it as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// The state of the lists.
#[derive(Debug, Args)]
pub(crate) struct ListsArgs {
    /// All that is known of each source: forms, addresses, checks, licence
    #[arg(short, long)]
    pub(crate) verbose: bool,
    /// Print docs/sources.md
    #[arg(long, conflicts_with_all = ["verbose", "json"])]
    pub(crate) markdown: bool,
    /// Print it as JSON
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) data: DataDir,
}

/// An update.
#[derive(Debug, Args)]
pub(crate) struct UpdateArgs {
    /// Only these sources, by their ids
    #[arg(long, value_name = "SOURCE,...", value_delimiter = ',')]
    pub(crate) only: Vec<String>,
    /// A folder or the address of a mirror, in place of the authorities' own addresses
    #[arg(long, value_name = "DIR|URL")]
    pub(crate) from: Option<String>,
    /// The day of the editions, where files do not tell it themselves [default: the folder's name if it is a day, else as the
    /// server says, else unknown]
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) edition: Option<Day>,
    /// Take editions that fail their checks: for a person who looked at them. Names its sources by --only
    #[arg(long, requires = "only")]
    pub(crate) accept: bool,
    /// A folder of facts in place of those in the program
    #[arg(long, value_name = "DIR")]
    pub(crate) facts: Option<PathBuf>,
    /// No progress
    #[arg(short, long)]
    pub(crate) quiet: bool,
    #[command(flatten)]
    pub(crate) data: DataDir,
}

/// A look at what sources return.
#[derive(Debug, Args)]
pub(crate) struct DoctorArgs {
    /// Only these sources, by their ids
    #[arg(long, value_name = "SOURCE,...", value_delimiter = ',')]
    pub(crate) only: Vec<String>,
    /// A folder or the address of a mirror, in place of the authorities' own addresses
    #[arg(long, value_name = "DIR|URL")]
    pub(crate) from: Option<String>,
    /// Print it as JSON: what to paste into a report
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) data: DataDir,
}

/// A comparison.
#[derive(Debug, Args)]
pub(crate) struct DiffArgs {
    /// A source
    #[arg(value_name = "SOURCE")]
    pub(crate) source: String,
    /// The earlier edition [default: the last but one]
    #[arg(value_name = "FROM")]
    pub(crate) from: Option<String>,
    /// The later edition [default: the last]
    #[arg(value_name = "TO", requires = "from")]
    pub(crate) to: Option<String>,
    /// Print at most so many entries, 0 for all [default: 50 on a terminal, all elsewhere]
    #[arg(long, value_name = "N")]
    pub(crate) limit: Option<usize>,
    /// Print the delta as JSON
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) data: DataDir,
}

/// Entries.
#[derive(Debug, Args)]
pub(crate) struct ShowArgs {
    /// A source or a list
    #[arg(value_name = "SOURCE|LIST")]
    pub(crate) what: String,
    /// Entries that have these words in a name
    #[arg(long, value_name = "NAME")]
    pub(crate) name: Option<String>,
    /// The entry of this id
    #[arg(long, value_name = "ID")]
    pub(crate) entry: Option<String>,
    /// Print at most so many entries, 0 for all [default: 20 on a terminal, all elsewhere]
    #[arg(long, value_name = "N")]
    pub(crate) limit: Option<usize>,
    /// Print them as JSON
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) data: DataDir,
}

/// What is left to a person.
#[derive(Debug, Args)]
pub(crate) struct ReviewArgs {
    /// Also print what was merged, and why
    #[arg(long)]
    pub(crate) merges: bool,
    /// Print it as JSON
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) data: DataDir,
}
