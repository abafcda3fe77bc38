//! The command line of Nameplate. Each command is a file under `commands`; what they print goes through `out`; how they
//! end is decided here: 0 nothing found, 1 something connected or for review, 2 could not complete.

mod args;
mod config;
mod ended;
mod error;
mod files;
mod today;
mod traces;
mod kept;
mod setup;
mod out;
mod words;
mod notes;
mod commands;

use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches};

use args::{Cli, Command, ListsCommand, RegisterCommand};
use ended::Ended;
use error::Result;
use out::Out;

fn main() -> ExitCode {
    let config = match config::Config::load() {
        Ok(config) => config,
        Err(error) => {
            Out::new(anstream::ColorChoice::Auto).error(&error);
            return error.ended().code();
        }
    };
    let matches = config.apply(Cli::command()).try_get_matches();
    let cli = match matches.and_then(|matches| Cli::from_arg_matches(&matches)) {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version come this way too; they go to standard output and are no failure.
            let _ = error.print();
            return if error.use_stderr() { Ended::Incomplete.code() } else { ExitCode::SUCCESS };
        }
    };
    let out = Out::new(cli.color.choice());
    match run(cli, &out) {
        Ok(ended) => ended.code(),
        Err(error) => {
            out.error(&error);
            error.ended().code()
        }
    }
}

fn run(cli: Cli, out: &Out) -> Result<Ended> {
    let Some(command) = cli.command else {
        return out.raw(&Cli::command().render_help().to_string()).map(|()| Ended::Nothing);
    };
    match command {
        Command::Demo(args) => commands::demo::run(&args, out),
        Command::Site(args) => commands::site::run(&args, out),
        Command::Scan(args) => commands::scan::run(&args, out),
        Command::Rescan(args) => commands::rescan::run(&args, out),
        Command::Watch(args) => commands::watch::run(&args, out),
        Command::Check(args) => commands::check::run(&args, out),
        Command::Explain(args) => commands::explain::run(&args, out),
        Command::Inventory(args) => commands::inventory::run(&args, out),
        Command::Match(args) => commands::matching::run(&args, out),
        Command::Serve(args) => commands::serve::run(&args, out),
        Command::Keys { command: args::KeysCommand::Create(args) } => commands::serve::create(&args, out),
        Command::Keys { command: args::KeysCommand::List(args) } => commands::serve::list(&args, out),
        Command::Keys { command: args::KeysCommand::Revoke(args) } => commands::serve::revoke(&args, out),
        Command::Who(args) => commands::who::run(&args, out),
        Command::Lists { command: None, status } => commands::lists::status(&status, out),
        Command::Lists { command: Some(command), .. } => match command {
            ListsCommand::Update(args) => commands::lists::update(&args, out),
            ListsCommand::Doctor(args) => commands::lists::doctor(&args, out),
            ListsCommand::Diff(args) => commands::lists::diff(&args, out),
            ListsCommand::Show(args) => commands::lists::show(&args, out),
            ListsCommand::Review(args) => commands::lists::review(&args, out),
        },
        Command::Register { command: RegisterCommand::Info(args) } => commands::register::info(&args, out),
        Command::Register { command: RegisterCommand::Build(args) } => commands::register::build(&args, out),
        Command::Register { command: RegisterCommand::Verify(args) } => {
            commands::register::verify(&args, out)
        }
        Command::Register { command: RegisterCommand::Keygen(args) } => {
            commands::register::keygen(&args, out)
        }
        Command::Register { command: RegisterCommand::Sign(args) } => commands::register::sign(&args, out),
        Command::Facts { command: args::FactsCommand::Check(args) } => commands::facts::check(&args, out),
        Command::Completions(args) => commands::tools::completions(&args, out),
        Command::Man(args) => commands::tools::man(&args, out),
        Command::Config { command } => commands::tools::config(&command, out),
        Command::Signals(args) => commands::signals::run(&args, out),
        Command::Policy { command: args::PolicyCommand::Show(args) } => commands::policy::show(&args, out),
        Command::Policy { command: args::PolicyCommand::Check(args) } => commands::policy::check(&args, out),
    }
}
