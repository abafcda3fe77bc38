//! Compiles `facts/` into the starter register that is embedded in the binary.
#![allow(
    dead_code,
    unused_imports,
    unreachable_pub,
    reason = "the module is shared with the library, where all of it is used and public"
)]

#[path = "src/facts/mod.rs"]
mod facts;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

fn main() -> ExitCode {
    match compile() {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            for line in why.lines() {
                say(&format!("cargo::error={line}"));
            }
            ExitCode::FAILURE
        }
    }
}

fn compile() -> Result<(), String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../facts");
    say(&format!("cargo::rerun-if-changed={}", folder.display()));
    let facts = facts::load(&folder).map_err(|e| e.to_string())?;
    let problems = facts.check();
    if !problems.is_empty() {
        let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
        return Err(format!("facts do not hold together:\n{}", lines.join("\n")));
    }
    let bytes = nameplate::register::build(&facts.input, &facts.version()).map_err(|e| e.to_string())?;
    let out = std::env::var_os("OUT_DIR").map(PathBuf::from).ok_or("no OUT_DIR")?;
    std::fs::write(out.join("starter.register"), bytes).map_err(|e| e.to_string())?;
    std::fs::write(out.join("facts.toml"), texts(&folder)?).map_err(|e| e.to_string())
}

/// All files of facts in one: they hold nothing but arrays of tables, so that one behind the other they are one document.
fn texts(folder: &Path) -> Result<String, String> {
    let mut all = String::new();
    for path in facts::files(folder).map_err(|e| e.to_string())? {
        all.push_str(&std::fs::read_to_string(&path).map_err(|e| e.to_string())?);
        all.push('\n');
    }
    Ok(all)
}

fn say(line: &str) {
    println!("{line}");
}
