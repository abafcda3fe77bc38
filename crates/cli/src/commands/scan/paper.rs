//! The pages of a scan: a report to read, and the record of an inquiry to sign.

use std::path::{Path, PathBuf};

use nameplate::Day;
use pages::{Beside, Gathered, Inquiry};
use scan::{Options, Outcome};

use crate::args::{self, ScanArgs};
use crate::error::{CliError, Result};
use crate::files;
use crate::setup::clock;

/// Which pages are wanted.
#[derive(Debug, Default)]
pub(crate) struct Paper {
    report: Option<PathBuf>,
    /// A folder of results gets a report too.
    in_folder: bool,
    record: Option<Record>,
}

#[derive(Debug)]
struct Record {
    path: PathBuf,
    asked_by: String,
    question: String,
    asked_on: Day,
}

impl Paper {
    /// Reads the options. A report takes the place of other results, unless they go into a folder.
    pub(super) fn new(args: &ScanArgs, options: &mut Options) -> Result<Self> {
        let output = options.output.take();
        let is_html = matches!(args.format, Some(args::Format::Html));
        let by_name = |path: &Path| path.extension().is_some_and(|end| end.eq_ignore_ascii_case("html"));
        let mut paper = Paper { record: record(args)?, ..Paper::default() };
        match output {
            Some(output) if is_html && output.is_folder() => {
                std::fs::create_dir_all(&output.path).map_err(|error| {
                    CliError::new(format!("{}: cannot be made: {error}", output.path.display()))
                })?;
                paper.report = Some(output.path.join("report.html"));
            }
            Some(output) if is_html || (args.format.is_none() && by_name(&output.path)) => {
                paper.report = Some(output.path);
            }
            Some(output) => {
                paper.in_folder = output.is_folder();
                options.output = Some(output);
            }
            None => {}
        }
        paper.refuse_inputs(options)?;
        Ok(paper)
    }

    /// Whether listings have to be gathered at all.
    pub(super) fn is_wanted(&self) -> bool {
        self.in_folder || self.report.is_some() || self.record.is_some()
    }

    /// A page never replaces what it was made from, nor what is written with it.
    fn refuse_inputs(&self, options: &Options) -> Result<()> {
        let record = self.record.as_ref().map(|record| &record.path);
        let results = options.output.as_ref().map(|output| &output.path);
        if record.is_some() && (record == self.report.as_ref() || record == results) {
            return Err(CliError::new("the record and the results have one name").hint("give them two names"));
        }
        let paths = self.report.iter().chain(self.record.as_ref().map(|record| &record.path));
        for path in paths.filter_map(|path| path.canonicalize().ok()) {
            let is_input = |input: &scan::Input| match input {
                scan::Input::Path(input) => input.canonicalize().is_ok_and(|input| input == path),
                _ => false,
            };
            if options.inputs.iter().chain(&options.suppliers).any(is_input) {
                return Err(CliError::new(format!("{}: is an input of this scan", path.display()))
                    .hint("give the page another name"));
            }
        }
        Ok(())
    }

    /// Writes the pages, and says which in the outcome.
    pub(super) fn write(&self, outcome: &mut Outcome, gathered: &Gathered) -> Result<()> {
        let results = outcome.written.first().cloned();
        let beside =
            results.as_deref().and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned());
        let in_folder =
            results.as_ref().filter(|_| self.in_folder).map(|path| path.with_file_name("report.html"));
        if let Some(path) = self.report.clone().or(in_folder) {
            let beside = beside.as_deref().map_or(Beside::Nowhere, Beside::File);
            files::write(&path, &pages::report(&outcome.manifest, gathered, beside))?;
            outcome.written.push(path);
        }
        if let Some(record) = &self.record {
            let inquiry =
                Inquiry { asked_by: &record.asked_by, question: &record.question, asked_on: record.asked_on };
            files::write(&record.path, &pages::record(&outcome.manifest, gathered, &inquiry))?;
            outcome.written.push(record.path.clone());
        }
        Ok(())
    }
}

fn record(args: &ScanArgs) -> Result<Option<Record>> {
    let (Some(path), Some(asked_by)) = (&args.record, &args.asked_by) else { return Ok(None) };
    Ok(Some(Record {
        path: path.clone(),
        asked_by: asked_by.clone(),
        question: args.asked.clone().unwrap_or_else(|| Inquiry::QUESTION.to_owned()),
        asked_on: args.asked_on.map_or_else(|| clock("--asked-on"), Ok)?,
    }))
}
