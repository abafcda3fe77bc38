//! `nameplate.toml`: what somebody would type every time. A value of the file stands in the place of a default, so an option and the
//! environment go before it.

use std::path::PathBuf;

use clap::Command;

use crate::error::{CliError, Result};

/// A key of the file: the option that it stands for, the variable that goes before it, and what it is.
pub(crate) struct Key {
    pub(crate) name: &'static str,
    option: &'static str,
    pub(crate) variable: Option<&'static str>,
    pub(crate) meaning: &'static str,
}

const fn key(
    name: &'static str,
    option: &'static str,
    variable: Option<&'static str>,
    meaning: &'static str,
) -> Key {
    Key { name, option, variable, meaning }
}

/// Every key.
pub(crate) const KEYS: [Key; 13] = [
    key("reader", "reader", Some("NAMEPLATE_READER"), "who asks, such as retailer"),
    key("place", "place", Some("NAMEPLATE_PLACE"), "where, such as US"),
    key("language", "language", None, "language of warnings, such as es"),
    key("policy", "policy", None, "a policy file"),
    key("register", "register", None, "a register file"),
    key("listen", "listen", Some("NAMEPLATE_LISTEN"), "where `serve` listens, such as 127.0.0.1:8417"),
    key("host", "host", Some("NAMEPLATE_HOST"), "names under which `serve` is reached"),
    key("keys", "keys", Some("NAMEPLATE_KEYS"), "true: `serve` asks for keys on this machine too"),
    key("log", "log", Some("NAMEPLATE_LOG"), "how `serve` writes its log: text, json, quiet"),
    key("traces", "traces", Some("NAMEPLATE_TRACES"), "the OpenTelemetry collector of `serve`"),
    key(
        "database",
        "database",
        Some("NAMEPLATE_DATABASE"),
        "the database of `serve`: postgres://USER@HOST/NAME",
    ),
    key(
        "contact",
        "contact",
        Some("NAMEPLATE_CONTACT"),
        "whom a company writes to that wants something corrected",
    ),
    key("data_dir", "data_dir", Some("NAMEPLATE_DATA"), "the folder of lists and registers"),
];

/// What a file says.
#[derive(Debug, Default)]
pub(crate) struct Config {
    /// Where it is, or would be; none on an account without a home.
    pub(crate) path: Option<PathBuf>,
    /// Whether there is such a file.
    pub(crate) is_there: bool,
    values: Vec<(&'static str, String)>,
}

impl Config {
    /// Reads the file that `NAMEPLATE_CONFIG` names (an empty name: none), else that of the platform's folder, if there is one.
    pub(crate) fn load() -> Result<Config> {
        let named = std::env::var_os("NAMEPLATE_CONFIG").map(PathBuf::from);
        if named.as_ref().is_some_and(|path| path.as_os_str().is_empty()) {
            return Ok(Config::default());
        }
        let usual = || {
            let place = etcetera::choose_base_strategy().ok()?;
            Some(etcetera::BaseStrategy::config_dir(&place).join("nameplate").join("nameplate.toml"))
        };
        let asked = named.is_some();
        let Some(path) = named.or_else(usual) else { return Ok(Config::default()) };
        match std::fs::read_to_string(&path) {
            Ok(text) => {
                let values = read(&text).map_err(|error| error.in_file(&path))?;
                Ok(Config { path: Some(path), is_there: true, values })
            }
            Err(error) if !asked && error.kind() == std::io::ErrorKind::NotFound => {
                Ok(Config { path: Some(path), ..Config::default() })
            }
            Err(error) => Err(CliError::new(format!("{}: cannot be read: {error}", path.display()))
                .hint("NAMEPLATE_CONFIG names the configuration file; empty, it names none")),
        }
    }

    /// What the file says of a key.
    pub(crate) fn value(&self, name: &str) -> Option<&str> {
        self.values.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str())
    }

    /// The command line with the values of the file as defaults.
    pub(crate) fn apply(&self, command: Command) -> Command {
        let names: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
        let command = names
            .into_iter()
            .fold(command, |command, name| command.mut_subcommand(name, |sub| self.apply(sub)));
        KEYS.iter().fold(command, |command, key| {
            let known = command.get_arguments().any(|arg| arg.get_id() == key.option);
            // The data folder's variable is read where the folder is opened, behind the option.
            let before = key.name == "data_dir" && std::env::var_os("NAMEPLATE_DATA").is_some();
            match self.value(key.name).filter(|_| known && !before) {
                // Read once, and needed for as long as the program runs.
                Some(value) => {
                    command.mut_arg(key.option, |arg| arg.default_value(&*value.to_owned().leak()))
                }
                None => command,
            }
        })
    }
}

/// What is wrong with a file.
#[derive(Debug)]
struct Wrong {
    line: Option<usize>,
    what: String,
    hint: String,
}

impl Wrong {
    fn in_file(self, path: &std::path::Path) -> CliError {
        let line = self.line.map(|line| format!(", line {line}")).unwrap_or_default();
        CliError::new(format!("{}{line}: {}", path.display(), self.what)).hint(self.hint)
    }
}

fn read(text: &str) -> std::result::Result<Vec<(&'static str, String)>, Wrong> {
    let line_at = |at: usize| text[..text.floor_char_boundary(at)].matches('\n').count() + 1;
    let table: toml::Table = toml::from_str(text).map_err(|error| Wrong {
        line: error.span().map(|span| line_at(span.start)),
        what: error.message().to_owned(),
        hint: "write KEY = \"value\", a line each; docs/config.md has an example".to_owned(),
    })?;
    let line_of =
        |name: &str| text.lines().position(|line| line.trim_start().starts_with(name)).map(|n| n + 1);
    let mut values = Vec::new();
    for (name, value) in table {
        let Some(key) = KEYS.iter().find(|key| key.name == name) else {
            let near = KEYS.iter().max_by(|a, b| {
                strsim::jaro_winkler(a.name, &name).total_cmp(&strsim::jaro_winkler(b.name, &name))
            });
            let near = near.map_or("", |key| key.name);
            let all = KEYS.map(|key| key.name).join(", ");
            let what = format!("`{name}` is no key");
            return Err(Wrong {
                line: line_of(&name),
                what,
                hint: format!("did you mean `{near}`? The keys are {all}"),
            });
        };
        match in_words(value) {
            Some(value) => values.push((key.name, value)),
            None => {
                let (what, hint) =
                    (format!("`{name}` has to be text"), format!("write {name} = \"...\": {}", key.meaning));
                return Err(Wrong { line: line_of(&name), what, hint });
            }
        }
    }
    Ok(values)
}

/// A value as it would be typed: text, a yes or no, or several texts with commas.
fn in_words(value: toml::Value) -> Option<String> {
    match value {
        toml::Value::String(text) => Some(text),
        toml::Value::Boolean(yes) => Some(yes.to_string()),
        toml::Value::Array(all) => {
            let texts: Option<Vec<String>> = all.into_iter().map(in_words).collect();
            texts.map(|texts| texts.join(","))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;
    use crate::args::Cli;

    #[test]
    fn a_file_is_read_and_what_is_wrong_is_told_with_its_line() {
        assert_eq!(read("reader = \"retailer\"\nplace = \"US\"\n").unwrap().len(), 2);
        let all = read("host = [\"a.example\", \"b.example\"]\nkeys = true\n").unwrap();
        assert_eq!(all, [("host", "a.example,b.example".to_owned()), ("keys", "true".to_owned())]);
        for (text, line, what) in [
            ("place = \"US\"\nreeder = \"x\"\n", 2, "`reeder` is no key"),
            ("reader = 3\n", 1, "`reader` has to be text"),
            ("place = \"US\"\n\nreader =\n", 3, "string"),
        ] {
            let wrong = read(text).unwrap_err();
            assert!(wrong.line == Some(line) && wrong.what.contains(what), "{wrong:?}");
        }
        assert!(read("reeder = \"x\"").unwrap_err().hint.contains("did you mean `reader`?"));
    }

    #[test]
    fn every_key_is_an_option_of_some_command_and_becomes_its_default() {
        let values = KEYS.iter().map(|key| (key.name, "x".to_owned())).collect();
        let command = Config { values, ..Config::default() }.apply(Cli::command());
        for key in &KEYS {
            let mut of_commands = command.get_subcommands().flat_map(clap::Command::get_arguments);
            let has = |arg: &clap::Arg| arg.get_id() == key.option && arg.get_default_values() == ["x"];
            assert!(of_commands.any(has), "{}", key.name);
        }
    }
}
