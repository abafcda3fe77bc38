//! What can be typed. The help is part of the interface: `tests/help.txt` holds all of it.

mod examples;
mod listing;
mod options;
mod rescan;
mod serve;
mod signing;

use anstream::ColorChoice;
use clap::{Parser, Subcommand, ValueEnum};

use examples::{
    ABOUT, AFTER, CHECK, DEMO, EXPLAIN, FACTS, INVENTORY, KEYS, LISTS, LISTS_DIFF, LISTS_DOCTOR, LISTS_SHOW,
    LISTS_UPDATE, MATCH, POLICY, REGISTER_BUILD, REGISTER_INFO, REGISTER_SIGN, RESCAN, SCAN, SERVE, SITE,
    WATCH, WHO,
};
pub(crate) use options::*;
pub(crate) use rescan::*;
pub(crate) use serve::*;
pub(crate) use signing::*;

/// The command line.
#[derive(Debug, Parser)]
#[command(name = "nameplate", version, about = ABOUT, after_help = AFTER)]
pub(crate) struct Cli {
    /// When to use colours; auto: on a terminal, unless NO_COLOR is set
    #[arg(long, global = true, display_order = 100, value_enum, default_value_t = Color::Auto, value_name = "WHEN")]
    pub(crate) color: Color,
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
}

/// When to use colours.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Color {
    Auto,
    Always,
    Never,
}

impl Color {
    pub(crate) fn choice(self) -> ColorChoice {
        match self {
            Color::Auto => ColorChoice::Auto,
            Color::Always => ColorChoice::Always,
            Color::Never => ColorChoice::Never,
        }
    }
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Scan the example catalog that is in the program: what this is, in ten seconds
    #[command(after_help = DEMO)]
    Demo(DemoArgs),
    /// Scan catalogs: one line a finding, and a summary
    #[command(after_help = SCAN)]
    Scan(ScanArgs),
    /// Keep a scan current: judge anew what a newer register, or a later day, may change
    #[command(after_help = RESCAN)]
    Rescan(RescanArgs),
    /// Keep a scan current by itself: update lists, rescan, tell webhooks, again and again
    #[command(after_help = WATCH)]
    Watch(WatchArgs),
    /// Judge one listing, given as options
    #[command(after_help = CHECK)]
    Check(CheckArgs),
    /// Show the whole chain of one listing: every step, source and weight, for and against
    #[command(after_help = EXPLAIN)]
    Explain(ExplainArgs),
    /// What do we own? Devices out of exports of networks, asset systems and ledgers: who made them, and what rules ask
    #[command(after_help = INVENTORY)]
    Inventory(InventoryArgs),
    /// Match names of parties (suppliers, sellers, manufacturers) with the register
    #[command(after_help = MATCH)]
    Match(MatchArgs),
    /// Show what is known of a company, brand or storefront
    #[command(after_help = WHO)]
    Who(WhoArgs),
    /// Run the service: a gate before listings go live, an API, and pages, on this machine or for a team
    #[command(after_help = SERVE)]
    Serve(ServeArgs),
    /// Write the page that needs no server: the engine and a register in one file, for any static host or to be opened from disk
    #[command(after_help = SITE)]
    Site(SiteArgs),
    /// Keys to the service: who may ask it what, until when
    #[command(after_help = KEYS)]
    Keys {
        /// What to do with them.
        #[command(subcommand)]
        command: KeysCommand,
    },
    /// Published lists: what is in use, fetch, compare, look up
    #[command(after_help = LISTS, args_conflicts_with_subcommands = true)]
    Lists {
        /// What to do with them [default: show what is in use].
        #[command(subcommand)]
        command: Option<ListsCommand>,
        #[command(flatten)]
        status: ListsArgs,
    },
    /// Look at, build and verify registers: the compiled knowledge that answers
    Register {
        /// What to do with it.
        #[command(subcommand)]
        command: RegisterCommand,
    },
    /// Check the reviewed facts that registers are built from
    Facts {
        /// What to do with them.
        #[command(subcommand)]
        command: FactsCommand,
    },
    /// List the kinds of signals: what is read in a listing, and when it misleads
    Signals(SignalsArgs),
    /// Print a script by which a shell completes commands and options
    Completions(CompletionsArgs),
    /// Write manual pages
    Man(ManArgs),
    /// Show what the configuration file says, and where it is
    Config {
        /// What to show.
        #[command(subcommand)]
        command: ConfigCommand,
    },
    /// Show or check a policy: thresholds and rules of the house
    Policy {
        /// What to do with them.
        #[command(subcommand)]
        command: PolicyCommand,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum ConfigCommand {
    /// Print each value with where it comes from: environment, file or default
    Show(ConfigShowArgs),
    /// Print where the file is looked for
    Path,
}

#[derive(Debug, Subcommand)]
pub(crate) enum RegisterCommand {
    /// Print version, hash and what is in it
    #[command(after_help = REGISTER_INFO)]
    Info(RegisterFile),
    /// Compile a folder of facts into a register
    #[command(after_help = REGISTER_BUILD)]
    Build(BuildArgs),
    /// Check that a register is whole: hash, text, references, order; and by whom it was signed
    Verify(VerifyArgs),
    /// Make a pair of keys: the private one signs registers, the public one is built into what takes them
    #[command(after_help = REGISTER_SIGN)]
    Keygen(KeygenArgs),
    /// Sign a register, so that a browser that trusts the key takes it
    #[command(after_help = REGISTER_SIGN)]
    Sign(SignArgs),
}

#[derive(Debug, Subcommand)]
pub(crate) enum ListsCommand {
    /// Fetch what has changed, check it, and build a register of it
    #[command(after_help = LISTS_UPDATE)]
    Update(UpdateArgs),
    /// What each source really returns, and what the checks say of it; keeps nothing
    #[command(after_help = LISTS_DOCTOR)]
    Doctor(DoctorArgs),
    /// What changed between two editions: added, removed, changed
    #[command(after_help = LISTS_DIFF)]
    Diff(DiffArgs),
    /// Entries of a source or list, as its authority published them
    #[command(after_help = LISTS_SHOW)]
    Show(ShowArgs),
    /// What a person should look at: records that may be one company, facts and lists that differ
    Review(ReviewArgs),
}

#[derive(Debug, Subcommand)]
pub(crate) enum FactsCommand {
    /// Refuse what has no source, dangles or contradicts itself; count the rest
    #[command(after_help = FACTS)]
    Check(FactsArgs),
}

#[derive(Debug, Subcommand)]
pub(crate) enum PolicyCommand {
    /// Print a policy as TOML, ready to be changed and given to --policy: the default one, or that of a file
    Show(PolicyShowArgs),
    /// Check a policy file: values, rules of the house, and whether the register knows what they name
    #[command(after_help = POLICY)]
    Check(PolicyCheckArgs),
}
