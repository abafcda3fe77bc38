//! What changed between two editions of a source.

use lists::diff::{Delta, Diff, diff as compare};
use lists::edition::Edition;
use lists::record::Record;
use lists::store::Store;
use lists::update::records;

use super::common::{most, source, unreadable};
use super::entry;
use crate::args::DiffArgs;
use crate::commands::Ended;
use crate::error::{CliError, Result};
use crate::out::{Line, Out, Page, Tone, faint, right, strong, text};
use crate::setup::store;
use crate::words::{count, counted};

/// Entries on a terminal, unless asked otherwise.
const SHOWN: usize = 50;

/// Compares.
pub(crate) fn diff(args: &DiffArgs, out: &Out) -> Result<Ended> {
    let store = store(&args.data)?;
    let source = source(&args.source)?;
    let (from, to) = editions(&store, args)?;
    let read = |edition: &Edition| records(&store, source, edition, None).map_err(|why| unreadable(&why));
    let (before, after) = (read(&from)?, read(&to)?);
    let diff = compare(&before.records, &after.records, source.numbered);
    if args.json {
        return out.json(&Delta::of(source.id, &from.id, &to.id, &diff)).map(|()| Ended::Nothing);
    }
    let most = most(args.limit, SHOWN, out);
    let mut page = out.page();
    print(&mut page, &diff, most);
    Compared { name: source.name, from: &from, to: &to, diff: &diff }.summary(&mut page);
    out.print(&page).map(|()| Ended::Nothing)
}

/// The two editions that were asked for, else the last two.
fn editions(store: &Store, args: &DiffArgs) -> Result<(Edition, Edition)> {
    let mut all = store.editions(&args.source).map_err(|why| unreadable(&why))?;
    let known: Vec<String> = all.iter().map(|edition| edition.id.clone()).collect();
    let mut take = |id: Option<&String>| -> Result<Edition> {
        let at = match id {
            Some(id) => all.iter().position(|edition| edition.id == *id),
            None => all.len().checked_sub(1),
        };
        at.map(|at| all.remove(at)).ok_or_else(|| {
            let missing = id.map_or_else(|| "two editions".to_owned(), |id| format!("an edition {id}"));
            let here = if known.is_empty() { "there is none yet".to_owned() } else { known.join(", ") };
            CliError::new(format!("{} has not {missing} here", args.source))
                .hint(format!("editions here: {here}"))
        })
    };
    let to = take(args.to.as_ref())?;
    let from = take(args.from.as_ref())?;
    Ok((from, to))
}

fn print(page: &mut Page, diff: &Diff<'_>, most: usize) {
    let all = diff.added.len() + diff.removed.len() + diff.changed.len();
    let mut left = most;
    let mut some = |page: &mut Page, heading: &str, tone: Tone, mark: &str, records: &[&Record]| {
        if records.is_empty() || left == 0 {
            return;
        }
        page.heading(heading);
        for record in records.iter().take(left) {
            page.hanging(0, 4, &Line::default().add(tone, mark).plain(" ").then(head(record)));
        }
        left = left.saturating_sub(records.len());
    };
    some(page, "Added", Tone::Alarm, "+", &diff.added);
    some(page, "Removed", Tone::Caution, "-", &diff.removed);
    if left > 0 && !diff.changed.is_empty() {
        page.heading("Changed");
        for changed in diff.changed.iter().take(left) {
            page.hanging(0, 4, &text("~ ").then(head(changed.after)));
            for field in &changed.fields {
                for gone in &field.before {
                    page.hanging(4, 8, &faint(format!("{} - ", field.field)).plain(gone));
                }
                for new in &field.after {
                    page.hanging(4, 8, &faint(format!("{} + ", field.field)).plain(new));
                }
            }
        }
    }
    entry::and_more(page, most, all);
}

fn head(record: &Record) -> Line {
    strong(record.primary()).faint(format!("  {} · {}", record.entry, record.list))
}

/// Two editions of a source, and what changed between them.
struct Compared<'a> {
    /// The name of the source.
    name: &'a str,
    from: &'a Edition,
    to: &'a Edition,
    diff: &'a Diff<'a>,
}

impl Compared<'_> {
    fn summary(&self, page: &mut Page) {
        let Compared { name, from, to, diff } = *self;
        page.blank();
        page.para(&strong(name).plain(format!(", {} to {}", from.id, to.id)));
        let rows = [
            (diff.added.len(), "added"),
            (diff.removed.len(), "removed"),
            (diff.changed.len(), "changed"),
            (diff.same, "the same"),
        ];
        page.rows(2, &[], rows.map(|(n, what)| vec![right(&count(n as u64), 7), text(what)]).into());
        page.para(&faint(format!(
            "{} then, {} now",
            counted(from.entries, "entry", "entries"),
            counted(to.entries, "entry", "entries")
        )));
    }
}
