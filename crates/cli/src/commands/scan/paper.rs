//! The pages of a scan: a report to read, and the record of an inquiry to sign.

use std::path::Path;

use nameplate::Day;
use nameplate::answer::Audience;
use pages::{Beside, Gathered, Inquiry, Told};
use scan::{Options, PagesOf};

use crate::args::{self, ScanArgs};
use crate::error::Result;
use crate::setup::clock;

/// Which pages are wanted; where they go stands in the options of the scan.
#[derive(Debug, Default)]
pub(crate) struct Paper {
    report: bool,
    record: Option<Record>,
}

#[derive(Debug)]
struct Record {
    asked_by: String,
    question: String,
    asked_on: Day,
}

impl Paper {
    /// Reads the options. A report takes the place of other results, unless they go into a folder, which gets one too.
    pub(super) fn new(args: &ScanArgs, options: &mut Options) -> Result<Self> {
        let output = options.output.take();
        options.pages.force = args.force;
        let is_html = matches!(args.format, Some(args::Format::Html));
        let by_name = |path: &Path| path.extension().is_some_and(|end| end.eq_ignore_ascii_case("html"));
        let pages = &mut options.pages;
        match output {
            Some(output) if output.is_folder() => {
                pages.paths.push(output.path.join("report.html"));
                pages.folder = Some(output.path.clone());
                options.output = (!is_html).then_some(output);
            }
            Some(output) if is_html || (args.format.is_none() && by_name(&output.path)) => {
                pages.paths.push(output.path);
            }
            other => options.output = other,
        }
        let report = !pages.paths.is_empty();
        pages.paths.extend(args.record.clone());
        options.lines = args.record.is_some();
        Ok(Paper { report, record: record(args)? })
    }

    /// Whether listings have to be gathered at all.
    pub(super) fn is_wanted(&self) -> bool {
        self.report || self.record.is_some()
    }

    /// Whether the lines of the list are wanted, for a record.
    pub(super) fn has_record(&self) -> bool {
        self.record.is_some()
    }

    /// The pages, in the order of the options.
    pub(super) fn pages(&self, of: &PagesOf<'_>, gathered: &Gathered, audience: &Audience) -> Vec<String> {
        let name = of.results.and_then(Path::file_name).map(|name| name.to_string_lossy());
        let beside = name.as_deref().map_or(Beside::Nowhere, Beside::File);
        let told = Told { manifest: of.manifest, gathered, audience, beside };
        let report = self.report.then(|| pages::report(&told));
        // A record of nothing is none.
        let is_read = of.manifest.counts.listings > 0 || of.manifest.complete;
        let record = self.record.as_ref().filter(|_| is_read).map(|record| {
            let inquiry =
                Inquiry { asked_by: &record.asked_by, question: &record.question, asked_on: record.asked_on };
            pages::record(of.manifest, gathered, &inquiry)
        });
        report.into_iter().chain(record).collect()
    }
}

fn record(args: &ScanArgs) -> Result<Option<Record>> {
    let (Some(_), Some(asked_by)) = (&args.record, &args.asked_by) else { return Ok(None) };
    Ok(Some(Record {
        asked_by: asked_by.clone(),
        question: args.asked.clone().unwrap_or_else(|| Inquiry::QUESTION.to_owned()),
        asked_on: args.asked_on.map_or_else(|| clock("--asked-on"), Ok)?,
    }))
}
