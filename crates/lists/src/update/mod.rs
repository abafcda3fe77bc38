//! From an authority (or a folder, or a mirror) to an edition in use: taken aside, parsed, checked, then swapped in.
//!
//! The last good edition stays in use whatever goes wrong. One source that fails never stops the others.

mod taken;
mod checks;
mod fetch;
mod folder;

use std::io;
use std::path::{Path, PathBuf};

use nameplate::Day;
use nameplate::date::Date;

pub use checks::{Before, Failure, check};
pub(crate) use fetch::Asked;
pub use fetch::{Fetcher, NoNetwork, Progress, Visited, reach};

pub(crate) use folder::take as taken_from;
use taken::Taken;

use crate::edition::{DayFrom, Edition, EditionFile, digest_file, digest_of};
use crate::given::{Given, Interest};
use crate::look;
use crate::parsed::Parsed;
use crate::sources::{Form, SOURCES, Source};
use crate::store::{State, Store, given, named};

/// Where files are taken from.
#[derive(Clone, Debug)]
pub enum Origin {
    /// The authorities' own addresses.
    Official,
    /// A folder.
    Folder(PathBuf),
    /// A mirror: the address under which the files bear the authorities' names.
    Mirror(String),
}

/// With what sources are updated.
#[derive(Clone, Debug)]
pub struct Options {
    /// Where from.
    pub origin: Origin,
    /// Today, as the edge of the program resolved it.
    pub today: Day,
    /// The day of the edition, where the files do not tell it and the user does.
    pub day: Option<Day>,
    /// Whether a person looked at the edition and takes it whatever the checks say.
    pub accept: bool,
}

/// What became of a source.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// A new edition is in use.
    New(Edition),
    /// Nothing has changed since the edition in use.
    Same(Edition),
    /// An edition older than the one in use: it is kept beside it.
    Older(Edition),
    /// Nothing of it is there: no file in the folder, or nothing that a program could fetch. Not a failure.
    Absent(String),
    /// The edition failed checks; the one before stays in use.
    Refused(Edition, Vec<Failure>),
    /// It could not be taken or read; the one before stays in use.
    Failed(String),
}

impl Outcome {
    /// Whether the source is as its authority (or the folder) has it.
    pub fn is_well(&self) -> bool {
        !matches!(self, Outcome::Refused(..) | Outcome::Failed(_))
    }
}

/// Updates one source. The caller holds the store's lock.
pub fn update(store: &Store, source: &'static Source, options: &Options, fetcher: &Fetcher<'_>) -> Outcome {
    let attempt = match store.state(source.id) {
        Ok(state) => Attempt { store, source, options, state },
        Err(why) => return Outcome::Failed(why.to_string()),
    };
    let outcome = attempt.outcome(fetcher).unwrap_or_else(|why| Outcome::Failed(why.to_string()));
    match attempt.note(&outcome) {
        Ok(()) => outcome,
        Err(why) => Outcome::Failed(why.to_string()),
    }
}

/// An update of one source, with what the store has noted of it so far.
struct Attempt<'a> {
    store: &'a Store,
    source: &'static Source,
    options: &'a Options,
    state: State,
}

impl Attempt<'_> {
    fn outcome(&self, fetcher: &Fetcher<'_>) -> io::Result<Outcome> {
        let Attempt { store, source, options, .. } = *self;
        // An edition whose files were damaged since is taken anew, whatever its validators say.
        let current = store.current(source.id)?.filter(|edition| whole(store, edition).is_ok());
        let aside = Aside(store.aside(source.id)?);
        let taken = match &options.origin {
            Origin::Folder(path) => match folder::take(source, path, &aside.0)? {
                Some((form, files)) => Taken::Files(form, files),
                None => Taken::Nothing("no file of it in the folder".to_owned()),
            },
            Origin::Official => fetcher.take(source, None, &aside.0, current.as_ref())?,
            Origin::Mirror(base) => fetcher.take(source, Some(base), &aside.0, current.as_ref())?,
        };
        let (form, files) = match (taken, current) {
            (Taken::Files(form, files), _) => (form, files),
            (Taken::Same, Some(current)) => return Ok(Outcome::Same(current)),
            (Taken::Same, None) => {
                return Err(io::Error::other("the server says that nothing has changed since never"));
            }
            (Taken::Nothing(why), _) => return Ok(Outcome::Absent(why)),
        };
        let shared = matches!(options.origin, Origin::Folder(_)) && is_shared(source, &files);
        match self.judge(&aside.0, form, files) {
            // In a folder for all of them, the file is the other authority's.
            Err(why) if shared && why.kind() == io::ErrorKind::Unsupported => {
                Ok(Outcome::Absent(why.to_string()))
            }
            judged => judged,
        }
    }

    fn judge(&self, aside: &Path, form: &'static Form, files: Vec<EditionFile>) -> io::Result<Outcome> {
        let Attempt { store, source, options, .. } = *self;
        let sha256 = digest_of(&files);
        let mut editions = store.editions(source.id)?;
        if let Some(at) =
            editions.iter().position(|known| known.sha256 == sha256 && whole(store, known).is_err())
        {
            store.discard(&editions.remove(at))?;
        }
        if let Some(known) = editions.iter().find(|edition| edition.sha256 == sha256) {
            // Also an edition that was installed by a process that died before it was named as the one in use.
            let newest = editions.last().is_some_and(|last| last.id == known.id);
            let same = newest || known.id == self.state.current;
            return Ok(if same { Outcome::Same(known.clone()) } else { Outcome::Older(known.clone()) });
        }
        let mut edition = self.skeleton(form, files, sha256);
        let parsed = judged(source, form, given(source, &edition, aside))?;
        date(&mut edition, &parsed, options);
        edition.count(&parsed);
        edition.id = free_id(&edition, &editions);
        let newest = editions.last().is_none_or(|last| self.follows(last, &edition));
        let in_use = editions.iter().find(|known| known.id == self.state.current);
        // What would be in use is compared with what is; an older one with the one before it.
        let before = match newest {
            true => in_use.or(editions.last()),
            false => editions.iter().rev().find(|known| known.moment() <= edition.moment()),
        };
        let failures = self.failures(&edition, &parsed, before);
        if !failures.is_empty() && !options.accept {
            store.refuse(aside, &edition)?;
            return Ok(Outcome::Refused(edition, failures));
        }
        edition.accepted = failures.iter().map(ToString::to_string).collect();
        store.install(aside, &edition)?;
        Ok(if newest { Outcome::New(edition) } else { Outcome::Older(edition) })
    }

    /// Whether an edition comes after the last one. Days of different origin cannot be compared: what the authority itself gives
    /// now then comes after what was had before.
    fn follows(&self, last: &Edition, edition: &Edition) -> bool {
        let of_now = matches!(self.options.origin, Origin::Official) && last.day_from != edition.day_from;
        of_now || last.moment() <= edition.moment()
    }

    /// Everything that speaks against an edition. What it cannot be compared with is told like any other failed check: a
    /// person may take it all the same.
    fn failures(&self, edition: &Edition, parsed: &Parsed, before: Option<&Edition>) -> Vec<Failure> {
        let source = self.source;
        let mut failures =
            Held { store: self.store, source, known: &self.state.accepted_unknown }.check(parsed, before);
        let Some(before) = before else { return failures };
        // Entries without their aliases would look like a change of each.
        let fixed =
            |name: &str| source.forms.iter().flat_map(|form| form.files).any(|file| file.name == name);
        let gone = before.files.iter().filter(|file| fixed(&file.name) && edition.file(&file.name).is_none());
        for file in gone.filter(|_| before.form == edition.form) {
            let found = format!("{} was there in edition {}", file.name, before.id);
            failures.push(Failure { check: "all files", found });
        }
        failures
    }

    fn skeleton(&self, form: &Form, files: Vec<EditionFile>, sha256: String) -> Edition {
        Edition {
            source: self.source.id.to_owned(),
            id: String::new(),
            day: Date::Unknown,
            day_from: DayFrom::Nothing,
            form: form.name.to_owned(),
            taken: Date::of(self.options.today),
            files,
            sha256,
            entries: 0,
            rows: 0,
            refused: 0,
            unknown: Default::default(),
            accepted: Vec::new(),
        }
    }

    fn note(self, outcome: &Outcome) -> io::Result<()> {
        let Attempt { store, source, options, mut state } = self;
        match outcome {
            Outcome::Absent(_) => return Ok(()),
            Outcome::New(edition) | Outcome::Same(edition) => {
                state.current.clone_from(&edition.id);
                state.refused.clear();
                state.trouble.clear();
                if options.accept {
                    let unknown = edition.unknown.values().flatten().cloned();
                    state.accepted_unknown.extend(unknown);
                    state.accepted_unknown.sort();
                    state.accepted_unknown.dedup();
                }
            }
            Outcome::Older(_) => {}
            Outcome::Refused(edition, failures) => {
                state.refused.clone_from(&edition.id);
                let failures: Vec<String> = failures.iter().map(ToString::to_string).collect();
                state.trouble = failures.join("; ");
            }
            Outcome::Failed(why) => state.trouble.clone_from(why),
        }
        if !matches!(outcome, Outcome::Failed(_)) {
            state.checked = Date::of(options.today);
        }
        store.put_state(source.id, &state)
    }
}

/// What is held of a source, to check an edition by.
pub(crate) struct Held<'a> {
    pub(crate) store: &'a Store,
    pub(crate) source: &'static Source,
    /// Columns and elements that a person accepted though the parser does not know them.
    pub(crate) known: &'a [String],
}

impl Held<'_> {
    /// Runs all checks, beside an edition that is held. One that cannot be read is a failure of its own.
    pub(crate) fn check(&self, parsed: &Parsed, before: Option<&Edition>) -> Vec<Failure> {
        let Held { store, source, known } = *self;
        let Some(before) = before else { return check(source, parsed, Before::Nothing, known) };
        if source.is_vast() {
            return check(source, parsed, Before::Count(before.entries as usize), known);
        }
        match records(store, source, before, None) {
            Ok(records) => check(source, parsed, Before::Entries(&records.records), known),
            Err(why) => {
                let found = format!("edition {} cannot be read to compare with: {why}", before.id);
                let failure = Failure { check: "the edition before", found };
                check(source, parsed, Before::Nothing, known).into_iter().chain([failure]).collect()
            }
        }
    }
}

/// Whether another source calls a file the same.
fn is_shared(source: &Source, files: &[EditionFile]) -> bool {
    let others = SOURCES.iter().filter(|other| other.id != source.id);
    let mut names = others.flat_map(|other| other.forms).flat_map(|form| form.files).map(|file| file.name);
    names.any(|name| files.iter().any(|file| file.name == name))
}

/// A folder that goes away with an attempt that came to nothing. What was kept has been renamed by then.
struct Aside(PathBuf);

impl Drop for Aside {
    fn drop(&mut self) {
        // What cannot be removed now is cleared away by the next update.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Parses the files of an edition in the store; a large source gives only what concerns somebody, where `interest` says whom.
///
/// # Errors
/// A file cannot be read, is not the one that was taken, or nothing of it can be used.
pub fn records(
    store: &Store,
    source: &'static Source,
    edition: &Edition,
    interest: Option<&Interest>,
) -> io::Result<Parsed> {
    let form = source.forms.iter().find(|form| form.name == edition.form);
    let form =
        form.ok_or_else(|| io::Error::other(format!("{} has no form `{}`", source.id, edition.form)))?;
    whole(store, edition)?;
    let files = store.given(source, edition);
    read(
        source,
        form,
        &match interest {
            Some(interest) => files.about(interest.clone()),
            None => files,
        },
    )
}

/// Whether the files are the ones that were taken.
fn whole(store: &Store, edition: &Edition) -> io::Result<()> {
    for file in &edition.files {
        let path = store.path(&edition.source, &edition.id, &file.name);
        let (_, sha256) = digest_file(&path).map_err(|why| named(&path, &why))?;
        if sha256 != file.sha256 {
            let why = "the file is not the one that was taken: its SHA-256 differs";
            return Err(io::Error::new(io::ErrorKind::InvalidData, format!("{}: {why}", path.display())));
        }
    }
    Ok(())
}

/// Parses files to judge them: what is too large to be held is counted.
pub(crate) fn judged(source: &Source, form: &Form, files: Given) -> io::Result<Parsed> {
    look::all(&files)
        .map_err(|why| io::Error::new(why.kind(), format!("{} as {}: {why}", source.id, form.name)))?;
    let files = if source.is_vast() { files.about(Interest::default()) } else { files };
    read(source, form, &files)
}

fn read(source: &Source, form: &Form, files: &Given) -> io::Result<Parsed> {
    (form.parse)(files)
        .map_err(|why| io::Error::new(why.kind(), format!("{} as {}: {why}", source.id, form.name)))
}

/// The day of an edition: what the file says, else what the user says, else the server; else it stays unknown, since the day
/// on which a file was read says nothing about it. No edition is of the future.
fn date(edition: &mut Edition, parsed: &Parsed, options: &Options) {
    let modified = edition.files.iter().filter_map(|file| fetch::day_of(&file.last_modified)).max();
    let told = [
        (parsed.published, DayFrom::Published),
        (options.day, DayFrom::Given),
        (modified, DayFrom::LastModified),
    ];
    for (day, from) in told {
        if let Some(day) = day.filter(|day| *day <= options.today) {
            (edition.day, edition.day_from) = (Date::of(day), from);
            return;
        }
    }
}

/// The day, or the day with the first number that no edition of it bears.
fn free_id(edition: &Edition, editions: &[Edition]) -> String {
    let day = match edition.day_from {
        DayFrom::Nothing => format!("undated-{}", edition.taken),
        _ => edition.day.to_string(),
    };
    let taken = |id: &str| editions.iter().any(|known| known.id == id);
    let numbered = (2..).map(|n: u32| format!("{day}.{n}"));
    std::iter::once(day.clone()).chain(numbered).find(|id| !taken(id)).unwrap_or_default()
}
