//! `nameplate completions`, `man` and `config`: what a program brings along for who uses it every day.

use clap::CommandFactory;
use serde::Serialize;

use super::Ended;
use crate::args::{Cli, CompletionsArgs, ConfigCommand, ConfigShowArgs, ManArgs};
use crate::config::{Config, KEYS, Key};
use crate::error::{CliError, Result};
use crate::files;
use crate::out::{Out, faint, strong, text};

/// Prints what a shell needs to complete commands and options.
pub(crate) fn completions(args: &CompletionsArgs, out: &Out) -> Result<Ended> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "nameplate", &mut script);
    out.raw(&String::from_utf8_lossy(&script)).map(|()| Ended::Nothing)
}

/// Writes a manual page for the program and for each command.
pub(crate) fn man(args: &ManArgs, out: &Out) -> Result<Ended> {
    std::fs::create_dir_all(&args.output)
        .map_err(|error| CliError::new(format!("{} cannot be made: {error}", args.output.display())))?;
    let mut command = Cli::command();
    command.build();
    let mut written = 0_u64;
    for (name, command) in pages("nameplate", &command) {
        let mut page = Vec::new();
        let man = clap_mangen::Man::new(command.name(name.clone().leak() as &'static str)).date("");
        man.render(&mut page).map_err(|error| CliError::new(format!("{name}.1: {error}")))?;
        files::write(&args.output.join(format!("{name}.1")), &page)?;
        written += 1;
    }
    let mut page = out.page();
    page.para(&text(format!(
        "{}: {}",
        args.output.display(),
        crate::words::counted(written, "page", "pages")
    )));
    page.para(&faint(format!("man -l {}", args.output.join("nameplate.1").display())));
    out.print(&page).map(|()| Ended::Nothing)
}

/// A command and those below it, each with the name of its page.
fn pages(name: &str, command: &clap::Command) -> Vec<(String, clap::Command)> {
    let below = command.get_subcommands().filter(|sub| sub.get_name() != "help");
    let below = below.flat_map(|sub| pages(&format!("{name}-{}", sub.get_name()), sub));
    std::iter::once((name.to_owned(), command.clone())).chain(below).collect()
}

/// Shows the configuration, or where it is.
pub(crate) fn config(command: &ConfigCommand, out: &Out) -> Result<Ended> {
    let config = Config::load()?;
    match command {
        ConfigCommand::Path => {
            let path = config.path.ok_or_else(|| CliError::new("no configuration file is read"))?;
            out.raw(&format!("{}\n", path.display()))?;
        }
        ConfigCommand::Show(args) => show(&config, args, out)?,
    }
    Ok(Ended::Nothing)
}

/// A key with its value and where that comes from.
#[derive(Serialize)]
struct Shown {
    key: &'static str,
    value: Option<String>,
    from: &'static str,
}

fn shown(config: &Config, key: &Key) -> Shown {
    let variable = key.variable.and_then(|name| std::env::var(name).ok()).filter(|value| !value.is_empty());
    let (value, from) = match (variable, config.value(key.name)) {
        (Some(value), _) => (Some(value), "environment"),
        (None, Some(value)) => (Some(value.to_owned()), "file"),
        (None, None) => (None, "default"),
    };
    Shown { key: key.name, value, from }
}

fn show(config: &Config, args: &ConfigShowArgs, out: &Out) -> Result<()> {
    if args.json {
        return out.json(&KEYS.iter().map(|key| shown(config, key)).collect::<Vec<_>>());
    }
    let mut page = out.page();
    match &config.path {
        Some(path) if config.is_there => page.para(&faint("From ").plain(path.display().to_string())),
        Some(path) => page.para(&faint(format!("There is no {}: all is as it comes.", path.display()))),
        None => page.para(&faint("No configuration file is read.")),
    }
    page.blank();
    let row = |key: &Key| {
        let shown = shown(config, key);
        let value = shown.value.map_or_else(|| faint("not set"), strong);
        vec![text(key.name), value, faint(shown.from), faint(key.meaning)]
    };
    page.rows(2, &[], KEYS.iter().map(row).collect());
    page.blank();
    page.para(&faint(
        "An option goes before the environment, the environment before the file. docs/config.md says more.",
    ));
    out.print(&page)
}
