//! What each source really returns, and what the checks say of it: nothing is kept and nothing in use is changed. For the
//! first look on a new network, and for whoever reports that a list cannot be taken.

use std::io;
use std::path::Path;

use serde::Serialize;

use crate::edition::Edition;
use crate::given::Given;
use crate::look::{head, look};
use crate::parsed::Parsed;
use crate::sources::{FileSpec, Form, Source};
use crate::store::Store;
use crate::update::{Asked, Fetcher, Held, Origin, Visited, judged, taken_from};

/// So many of the first bytes are shown.
const SHOWN: usize = 160;

/// How a source stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Health {
    /// What came passes every check.
    Well,
    /// It does not: what stands under `problems` says why.
    Ill,
    /// Nothing can be fetched: a person takes it.
    ByHand,
    /// No file of it is in the folder or on the mirror.
    Absent,
}

/// What a source returned.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    /// Source id.
    pub source: &'static str,
    /// Its name.
    pub name: &'static str,
    /// A page for people.
    pub page: &'static str,
    /// How it stands.
    pub health: Health,
    /// The form that was looked at; empty where there was nothing to look at.
    pub form: &'static str,
    /// What came of each file.
    pub files: Vec<FileReport>,
    /// Entries that were read.
    pub entries: u64,
    /// Rows, and how many of them were put aside.
    pub rows: u64,
    /// Rows that were put aside.
    pub refused: u64,
    /// The day that the file itself gives; empty where it gives none.
    pub published: String,
    /// The edition in use, with which it was compared; empty where there is none.
    pub in_use: String,
    /// What is wrong, a line each: what did not come, what the parser says, which checks do not hold.
    pub problems: Vec<String>,
    /// What a person can do.
    pub by_hand: String,
}

/// What came of a file.
#[derive(Clone, Debug, Default, Serialize)]
pub struct FileReport {
    /// The authority's name for it.
    pub name: String,
    /// Whether the list can be read without it.
    pub required: bool,
    /// What the address returned, where one was asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answer: Option<Visited>,
    /// Its length.
    pub bytes: u64,
    /// What its first bytes look like; empty where nothing came.
    pub looks_like: String,
    /// The first bytes, what cannot be printed written out.
    pub begins: String,
}

/// With what sources are looked at.
#[derive(Debug)]
pub struct Doctor<'a> {
    /// What is held already, to compare with.
    pub store: &'a Store,
    /// Where files come from.
    pub origin: &'a Origin,
    /// Asks the servers.
    pub fetcher: &'a Fetcher<'a>,
}

impl Doctor<'_> {
    /// Looks at a source.
    ///
    /// # Errors
    /// This machine does not let files be written aside or read.
    pub fn look_at(&self, source: &'static Source) -> io::Result<Report> {
        let aside = tempfile::tempdir()?;
        let mut report = Report::new(source);
        let form = match self.origin {
            Origin::Folder(folder) => from_folder(&mut report, source, folder, aside.path()),
            Origin::Official => {
                let asked = Asked { source, mirror: None, into: aside.path() };
                self.ask(&mut report, &asked, source.forms)
            }
            Origin::Mirror(base) => {
                let asked = Asked { source, mirror: Some(base), into: aside.path() };
                self.ask(&mut report, &asked, source.forms)
            }
        };
        for file in &mut report.files {
            file.look(aside.path())?;
        }
        if let Some(form) = form {
            report.form = form.name;
            self.judge(&mut report, source, form, aside.path())?;
        }
        Ok(report)
    }

    fn is_folder(&self) -> bool {
        matches!(self.origin, Origin::Folder(_))
    }

    /// Asks for every file of the first form that has addresses.
    fn ask(&self, report: &mut Report, asked: &Asked<'_>, forms: &'static [Form]) -> Option<&'static Form> {
        let Asked { mirror, into, .. } = *asked;
        let fetchable =
            |file: &&FileSpec| !file.name.contains('*') && (mirror.is_some() || !file.url.is_empty());
        let Some(form) = forms.iter().find(|form| form.files.iter().any(|file| fetchable(&file))) else {
            report.health = Health::ByHand;
            return None;
        };
        let files: Vec<&FileSpec> = form.files.iter().filter(fetchable).collect();
        for (file, answer) in files.iter().zip(self.fetcher.visit(asked, &files)) {
            let fine = answer.status == Some(200) && answer.trouble.is_empty();
            if !fine {
                // What is not the file must not be parsed; its first bytes are told all the same.
                let _ = std::fs::rename(into.join(file.name), into.join(format!("{}.refused", file.name)));
            }
            report.problems.extend(problem(file, &answer));
            report.files.push(FileReport {
                name: file.name.to_owned(),
                required: file.required,
                answer: Some(answer),
                ..FileReport::default()
            });
        }
        let is_missing = |file: &FileReport| {
            file.answer.as_ref().is_some_and(|answer| matches!(answer.status, Some(404 | 410)))
        };
        if mirror.is_some() && report.files.iter().filter(|file| file.required).all(is_missing) {
            report.health = Health::Absent;
            report.problems.clear();
            return None;
        }
        if !report.problems.is_empty() {
            report.health = Health::Ill;
            return None;
        }
        Some(form)
    }

    /// Parses what came and runs the checks.
    fn judge(
        &self,
        report: &mut Report,
        source: &'static Source,
        form: &'static Form,
        folder: &Path,
    ) -> io::Result<()> {
        let there = report.files.iter().map(|file| (file.name.clone(), folder.join(&file.name)));
        let files = there.filter(|(_, path)| path.is_file()).collect();
        let in_use = self.store.current(source.id)?;
        let state = self.store.state(source.id)?;
        match judged(source, form, Given::new(files, source.most_bytes)) {
            Ok(parsed) => {
                report.count(&parsed, in_use.as_ref());
                let held = Held { store: self.store, source, known: &state.accepted_unknown };
                let failures = held.check(&parsed, in_use.as_ref());
                report.problems.extend(failures.iter().map(ToString::to_string));
            }
            // In a folder for all of them, the file is another authority's that calls its own the same.
            Err(why) if why.kind() == io::ErrorKind::Unsupported && self.is_folder() => {
                report.files.clear();
                report.health = Health::Absent;
                return Ok(());
            }
            Err(why) => report.problems.push(why.to_string()),
        }
        report.health = if report.problems.is_empty() { Health::Well } else { Health::Ill };
        Ok(())
    }
}

/// Takes the files of a source out of a folder.
fn from_folder(
    report: &mut Report,
    source: &'static Source,
    folder: &Path,
    into: &Path,
) -> Option<&'static Form> {
    let (form, files) = match taken_from(source, folder, into) {
        Ok(Some(taken)) => taken,
        Ok(None) => {
            report.health = Health::Absent;
            return None;
        }
        Err(why) => {
            report.health = Health::Ill;
            report.problems.push(why.to_string());
            return None;
        }
    };
    let required = |name: &str| form.files.iter().any(|file| file.name == name && file.required);
    report.files = files
        .into_iter()
        .map(|file| FileReport { required: required(&file.name), name: file.name, ..FileReport::default() })
        .collect();
    Some(form)
}

/// What is wrong with an answer, if anything is. A file that need not be there may be missing.
fn problem(file: &FileSpec, answer: &Visited) -> Option<String> {
    match (answer.status, answer.trouble.as_str()) {
        (Some(200), "") => None,
        (Some(404 | 410), "") if !file.required => None,
        (Some(status), "") => Some(format!("{}: the server answered {status}", file.name)),
        (_, why) => Some(format!("{}: {why}", file.name)),
    }
}

impl Report {
    fn new(source: &'static Source) -> Self {
        Report {
            source: source.id,
            name: source.name,
            page: source.page,
            health: Health::Well,
            form: "",
            files: Vec::new(),
            entries: 0,
            rows: 0,
            refused: 0,
            published: String::new(),
            in_use: String::new(),
            problems: Vec::new(),
            by_hand: source.what_to_do(),
        }
    }

    fn count(&mut self, parsed: &Parsed, in_use: Option<&Edition>) {
        self.entries = parsed.entry_count() as u64;
        self.rows = parsed.tallies.values().map(|tally| tally.rows).sum();
        self.refused = parsed.tallies.values().map(|tally| tally.refused).sum();
        self.published = parsed.published.map(|day| day.to_string()).unwrap_or_default();
        self.in_use = in_use.map(|edition| edition.id.clone()).unwrap_or_default();
    }
}

impl FileReport {
    /// Notes what came, wherever it was put.
    fn look(&mut self, folder: &Path) -> io::Result<()> {
        let refused = format!("{}.refused", self.name);
        let there = [self.name.clone(), refused].into_iter().map(|name| (name.clone(), folder.join(name)));
        let Some((name, path)) = there.into_iter().find(|(_, path)| path.is_file()) else { return Ok(()) };
        self.bytes = path.metadata()?.len();
        let first = head(&Given::new(vec![(name.clone(), path)], u64::MAX), &name)?;
        self.looks_like = look(&first).to_string();
        self.begins = written_out(first.get(..SHOWN.min(first.len())).unwrap_or_default());
        Ok(())
    }
}

/// Bytes as text that is safe to print and to paste: what is no printable ASCII is written out.
fn written_out(bytes: &[u8]) -> String {
    let one = |byte: &u8| match byte {
        b'"' | b'\'' => char::from(*byte).to_string(),
        other => other.escape_ascii().to_string(),
    };
    bytes.iter().map(one).collect()
}
