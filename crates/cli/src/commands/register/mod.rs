//! `nameplate register`: what is in a register, building one, checking one, signing one.

mod counts;
mod signing;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use nameplate::Register;
use nameplate::register::{FORMAT_VERSION, build as compile};
use scan::publish;
use serde::Serialize;

pub(crate) use signing::{keygen, sign};

use super::Ended;
use super::facts::{print_problems, unreadable};
use crate::args::{BuildArgs, DataDir, RegisterFile, VerifyArgs};
use crate::error::{CliError, Result};
use crate::files;
use crate::out::{Out, Page, faint, text};
use crate::setup::load;
use crate::words::count;

/// Prints what is in a register.
pub(crate) fn info(args: &RegisterFile, out: &Out) -> Result<Ended> {
    let bytes = load(args.file.as_deref(), &args.data)?;
    let register = bytes.open()?;
    if args.json {
        let counts = counts::of(&register).into_iter().collect();
        return out.json(&Known::of(bytes.name(), &register).with(counts)).map(|()| Ended::Nothing);
    }
    let mut page = out.page();
    head(&mut page, &bytes.name(), &register);
    counts::print(&mut page, &register);
    out.print(&page).map(|()| Ended::Nothing)
}

/// Compiles a folder of facts.
pub(crate) fn build(args: &BuildArgs, out: &Out) -> Result<Ended> {
    let facts = lists::facts::load(&args.folder).map_err(|error| unreadable(&error))?;
    let problems = facts.check();
    let mut page = out.page();
    if !problems.is_empty() {
        print_problems(&mut page, &problems);
        return out.print(&page).map(|()| Ended::Incomplete);
    }
    let bytes = compile(&facts.input, &facts.version()).map_err(|error| CliError::new(error.to_string()))?;
    publish::refuse_inputs(std::slice::from_ref(&args.output), &facts_in(&args.folder))?;
    files::write(&args.output, &bytes)?;
    let register = Register::open(&bytes).map_err(|error| CliError::new(error.to_string()))?;
    if args.json {
        let known = Known::of(args.output.display().to_string(), &register);
        return out.json(&known).map(|()| Ended::Nothing);
    }
    head(&mut page, &args.output.display().to_string(), &register);
    page.blank();
    page.para(&faint(format!("Use it with --register {}.", args.output.display())));
    out.print(&page).map(|()| Ended::Nothing)
}

/// Checks a register whole.
pub(crate) fn verify(args: &VerifyArgs, out: &Out) -> Result<Ended> {
    if let Some(public_key) = &args.signed.signed_by {
        return signing::verify(args, public_key, out);
    }
    let bytes = load(Some(&args.file), &DataDir::default())?;
    // A file is checked whole when it is opened.
    let register = bytes.open()?;
    if args.json {
        let known = Known::of(args.file.display().to_string(), &register);
        return out.json(&known).map(|()| Ended::Nothing);
    }
    let mut page = out.page();
    page.para(&text(format!("{} is whole.", args.file.display())));
    page.blank();
    head(&mut page, &args.file.display().to_string(), &register);
    out.print(&page).map(|()| Ended::Nothing)
}

/// The files of a folder of facts, which its register must not replace.
fn facts_in(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .flat_map(|entry| {
            let path = entry.path();
            if entry.file_type().is_ok_and(|kind| kind.is_dir()) { facts_in(&path) } else { vec![path] }
        })
        .collect()
}

/// A register, for programs.
#[derive(Serialize)]
struct Known {
    register: String,
    version: String,
    sha256: String,
    bytes: usize,
    format: u32,
    /// By section: what is counted, and how many.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    counts: BTreeMap<String, counts::Counts>,
}

impl Known {
    fn of(name: String, register: &Register<'_>) -> Self {
        Known {
            register: name,
            version: register.version().to_owned(),
            sha256: register.hash(),
            bytes: register.size(),
            format: FORMAT_VERSION,
            counts: BTreeMap::new(),
        }
    }

    fn with(self, counts: BTreeMap<String, counts::Counts>) -> Self {
        Known { counts, ..self }
    }
}

fn head(page: &mut Page, name: &str, register: &Register<'_>) {
    let rows = [
        ("register", name.to_owned()),
        ("version", register.version().to_owned()),
        ("sha-256", register.hash()),
        ("size", format!("{} bytes", count(register.size() as u64))),
        ("format", FORMAT_VERSION.to_string()),
    ];
    page.rows(0, &[], rows.map(|(name, value)| vec![faint(name), text(value)]).into());
}
