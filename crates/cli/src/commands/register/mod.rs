//! `nameplate register`: what is in a register, building one, checking one.

mod counts;

use std::path::Path;

use nameplate::Register;
use nameplate::register::{FORMAT_VERSION, build as compile};

use super::Ended;
use super::facts::{print_problems, unreadable};
use crate::args::{BuildArgs, DataDir, RegisterFile, VerifyArgs};
use crate::error::{CliError, Result};
use crate::out::{Out, Page, faint, text};
use crate::setup::RegisterBytes;
use crate::words::count;

/// Prints what is in a register.
pub(crate) fn info(args: &RegisterFile, out: &Out) -> Result<Ended> {
    let bytes = RegisterBytes::load(args.file.as_deref(), &args.data)?;
    let register = bytes.open()?;
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
    write_whole(&args.output, &bytes)?;
    let register = Register::open(&bytes).map_err(|error| CliError::new(error.to_string()))?;
    head(&mut page, &args.output.display().to_string(), &register);
    page.blank();
    page.para(&faint(format!("Use it with --register {}.", args.output.display())));
    out.print(&page).map(|()| Ended::Nothing)
}

/// Checks a register whole.
pub(crate) fn verify(args: &VerifyArgs, out: &Out) -> Result<Ended> {
    let bytes = RegisterBytes::load(Some(&args.file), &DataDir::default())?;
    // A file is checked whole when it is opened.
    let register = bytes.open()?;
    let mut page = out.page();
    page.para(&text(format!("{} is whole.", args.file.display())));
    page.blank();
    head(&mut page, &args.file.display().to_string(), &register);
    out.print(&page).map(|()| Ended::Nothing)
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

/// Written aside, then renamed: a register that is in use keeps its bytes, and nobody ever opens half of one.
fn write_whole(path: &Path, bytes: &[u8]) -> Result<()> {
    let failed = |error: std::io::Error| {
        CliError::new(format!("{}: cannot be written: {error}", path.display()))
            .hint("check that the folder is there and has room")
    };
    let mut aside = path.to_owned().into_os_string();
    aside.push(".partial");
    std::fs::write(&aside, bytes).and_then(|()| std::fs::rename(&aside, path)).map_err(failed)
}
