//! `nameplate site`: the page that needs no server. The engine in it is a file beside the program and not a part of it: it is built by another
//! compiler target, and who scans catalogs has no use for five megabytes of it.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::write::GzEncoder;
use nameplate::{Day, Policy, Register, Screener};
use pages::site::{Still, still};

use super::Ended;
use crate::args::SiteArgs;
use crate::error::{CliError, Result};
use crate::files;
use crate::out::{Out, faint, text};
use crate::setup::{load, tell_without_lists};
use crate::words::count;

/// The engine's name beside the program.
const ENGINE: &str = "nameplate.wasm";

/// What calls the engine.
const CALLS: &str = include_str!("../../../wasm/js/engine.mjs");

/// First bytes of WebAssembly.
const MAGIC: &[u8] = b"\0asm\x01\0\0\0";

/// Writes the page.
pub(crate) fn run(args: &SiteArgs, out: &Out) -> Result<Ended> {
    let engine = engine(args.engine.as_deref())?;
    let bytes = load(args.register.as_deref(), &args.data)?;
    let register = bytes.open()?;
    let (version, hash) = (register.version(), register.hash());
    let page = still(&Still {
        engine: &packed(&engine)?,
        register: &packed(bytes.bytes())?,
        version,
        hash: &hash,
        calls: CALLS,
        newest: newest(register),
        without_lists: register.without_lists().as_deref(),
    });
    std::fs::create_dir_all(&args.output)
        .map_err(|error| CliError::new(format!("{}: cannot be made: {error}", args.output.display())))?;
    let path = args.output.join("index.html");
    files::write(&path, page.as_bytes())?;
    let mut said = out.page();
    said.para(&text(format!(
        "{} ({} bytes), with register {version}.",
        path.display(),
        count(page.len() as u64)
    )));
    said.para(&faint("Open it from disk, or put it on any static host: it loads nothing and sends nothing."));
    tell_without_lists(&mut said, &register);
    out.print(&said).map(|()| Ended::Nothing)
}

/// The engine's bytes.
fn engine(given: Option<&Path>) -> Result<Vec<u8>> {
    let beside = || std::env::current_exe().ok().map(|program| program.with_file_name(ENGINE));
    let path: Option<PathBuf> = given.map(Path::to_owned).or_else(|| beside().filter(|path| path.is_file()));
    let hint = "`crates/wasm/build out` in a clone makes out/nameplate.wasm: name it by --engine, or put it beside the program";
    let Some(path) = path else {
        return Err(CliError::new(format!("there is no {ENGINE} beside the program")).hint(hint));
    };
    let bytes = std::fs::read(&path)
        .map_err(|error| CliError::new(format!("{}: cannot be read: {error}", path.display())).hint(hint))?;
    if !bytes.starts_with(MAGIC) {
        return Err(CliError::new(format!("{}: is no WebAssembly", path.display())).hint(hint));
    }
    Ok(bytes)
}

/// Bytes as a page holds them: packed by gzip, in base64. The same bytes give the same text.
fn packed(bytes: &[u8]) -> Result<String> {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    let packed = gzip.write_all(bytes).and_then(|()| gzip.finish());
    let packed = packed.map_err(|error| CliError::new(format!("cannot be packed: {error}")))?;
    Ok(STANDARD.encode(packed))
}

/// The day of the newest source in a register.
fn newest(register: Register<'_>) -> Option<Day> {
    let late = "9999-12-31".parse().ok()?;
    Screener::new(register, Policy::default(), late).reach()
}
