//! `nameplate inventory`: what is already there, and what that means. Reads exports of networks, asset systems and ledgers; looks at no
//! network itself.

mod registrants;
mod made;
mod judge;
mod tally;
mod found;
mod page;
mod sheet;

use std::sync::Arc;

use inventory::{Blocks, Read, Source, Trouble};
use nameplate::finding::Reader;
use pages::asks;
use scan::Input;

use super::Ended;
use super::scan::{form, mapping};
use crate::args::InventoryArgs;
use crate::error::{CliError, Result};
use crate::files;
use crate::out::Out;
use crate::setup::{Setup, files_of, store, tell_without_lists};
use crate::words;
use found::{Found, Place};
use judge::{Judge, Judged};
use page::About;
use registrants::Registrants;
use sheet::Sheet;
use tally::Tally;

/// Devices of a group on a terminal, unless asked otherwise.
const DEVICES: usize = 20;

/// Reads exports and says what is in them.
pub(crate) fn run(args: &InventoryArgs, out: &Out) -> Result<Ended> {
    if let Some(path) = &args.output {
        refuse(path, args)?;
    }
    let setup = Setup::of_table(&args.question)?;
    let screener = setup.screener()?;
    let blocks = Blocks::of(screener.register());
    let (mut found, mut read) = (Found::default(), Files::default());
    for input in args.inputs.iter().map(Input::typed) {
        let source = Source {
            input,
            format: args.format,
            mapping: mapping(&args.mappings, &args.question)?,
            form: form(&args.form),
            as_of: setup.as_of,
        };
        read.take(&source, &mut found, out);
    }
    read.no_room(found.left_out, out);
    let mut told = Told { out: *out, json: args.json, text: String::new(), sheet: None };
    if args.output.is_some() {
        told.sheet = Some(Sheet::new()?);
    }
    let registrants = Registrants::of(&store(&args.question.data)?)?;
    let mut judge = Judge::new(&screener, (&blocks, &registrants), args.reader);
    let (mut tally, limit) = (Tally::default(), limit(args, out));
    for seen in found.all {
        let device = judge.judge(seen);
        told.add(&device)?;
        tally.add(device, limit);
    }
    finish(&Finish { args, judge: &judge, tally: &tally, read: &read }, told)?;
    Ok(read.ended(&tally))
}

/// The table may not replace what it is made from.
fn refuse(path: &std::path::Path, args: &InventoryArgs) -> Result<()> {
    let inputs = args.inputs.iter().filter(|typed| *typed != "-").map(std::path::PathBuf::from);
    let read: Vec<_> = files_of(&args.question).into_iter().chain(inputs).collect();
    Ok(scan::publish::refuse_inputs(&[path.to_owned()], &read)?)
}

fn limit(args: &InventoryArgs, out: &Out) -> usize {
    match args.limit {
        Some(0) => usize::MAX,
        Some(limit) => limit,
        None if out.is_terminal => DEVICES,
        None => usize::MAX,
    }
}

/// Where devices are told as they come.
struct Told {
    out: Out,
    json: bool,
    /// Records that wait to be printed.
    text: String,
    sheet: Option<Sheet>,
}

/// Records are printed in pieces of so many bytes.
const PIECE: usize = 64 << 10;

impl Told {
    fn add(&mut self, device: &Judged) -> Result<()> {
        if self.json {
            self.record(device)?;
        }
        self.sheet.as_mut().map_or(Ok(()), |sheet| sheet.add(device))
    }

    fn record(&mut self, record: &impl serde::Serialize) -> Result<()> {
        let json = serde_json::to_string(record);
        self.text.push_str(&json.map_err(|error| CliError::new(format!("cannot write JSON: {error}")))?);
        self.text.push('\n');
        if self.text.len() < PIECE { Ok(()) } else { self.print() }
    }

    fn print(&mut self) -> Result<()> {
        self.out.records(&std::mem::take(&mut self.text))
    }
}

/// What became of the files.
#[derive(Default)]
struct Files {
    read: usize,
    failed: bool,
    troubled: u64,
    first: Option<String>,
}

impl Files {
    /// Reads a file; its devices are told apart from those of other files by their addresses.
    fn take(&mut self, source: &Source, found: &mut Found, out: &Out) {
        let file: Arc<str> = source.input.name().into();
        let number = self.read;
        let read = inventory::read(source, &mut |format, device| {
            found.take(Place { file: &file, format, number }, device)
        });
        match read {
            Ok(report) => self.note(&file, &report),
            Err(error) => {
                self.failed = true;
                out.error(&error.into());
            }
        }
        self.read += 1;
    }

    /// Says how many devices were left out, if any were: then nothing is complete.
    fn no_room(&mut self, left_out: u64, out: &Out) {
        if left_out > 0 {
            self.failed = true;
            let words = format!(
                "{} devices were left out: one run holds {}",
                words::count(left_out),
                words::count(found::MOST as u64)
            );
            out.error(&CliError::new(words).hint("name fewer files, or parts of them, and run it again"));
        }
    }

    fn note(&mut self, file: &str, report: &Read) {
        self.troubled += report.troubled;
        if let Some(Trouble { line, field, reason }) = report.troubles.first() {
            self.first
                .get_or_insert_with(|| format!("{file} {} {line}, {field}: {reason}", report.format.unit()));
        }
    }

    /// Nothing found can only be said where everything was read, and something was there to be checked.
    fn ended(&self, tally: &Tally) -> Ended {
        let counts = &tally.counts;
        if self.failed || counts.devices == counts.not_checked {
            Ended::Incomplete
        } else if counts.connected + counts.review > 0 {
            Ended::Found
        } else {
            Ended::Nothing
        }
    }
}

/// What a run comes to in the end.
struct Finish<'a> {
    args: &'a InventoryArgs,
    judge: &'a Judge<'a>,
    tally: &'a Tally,
    read: &'a Files,
}

fn finish(all: &Finish<'_>, mut told: Told) -> Result<()> {
    let Finish { args, judge, tally, read } = all;
    if let (Some(sheet), Some(path)) = (told.sheet.take(), &args.output) {
        files::write(path, &sheet.bytes()?)?;
    }
    if args.json {
        told.record(&Summary {
            record: "summary",
            reader: args.reader,
            counts: &tally.counts,
            lines_not_used: read.troubled,
        })?;
        return told.print();
    }
    let mut page = told.out.page();
    if args.output.is_none() {
        page::groups(&mut page, tally, args.inputs.len() > 1);
    }
    if !args.quiet {
        let register = judge.screener.register();
        let about = About {
            as_of: words::as_of(judge.screener),
            reader: asks::whom(args.reader),
            register: register.version(),
            missing: judge.blocks.missing(),
            blocks: judge.blocks.count(),
            troubles: (read.troubled, read.first.clone()),
            files: read.read,
        };
        page::summary(&mut page, tally, &about);
        tell_without_lists(&mut page, register);
    }
    told.out.print(&page)
}

/// The last record.
#[derive(serde::Serialize)]
struct Summary<'a> {
    #[serde(rename = "type")]
    record: &'static str,
    reader: Reader,
    #[serde(flatten)]
    counts: &'a tally::Counts,
    lines_not_used: u64,
}
