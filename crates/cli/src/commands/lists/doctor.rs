//! What each source really returns, on a page or as JSON: what somebody can paste who reports that a list does not come.

use lists::doctor::{Doctor, FileReport, Health, Report};
use lists::update::{Fetcher, Origin};

use super::common::{origin, reachable, sources, unreadable};
use super::progress::Line as Progress;
use crate::args::DoctorArgs;
use crate::commands::Ended;
use crate::error::Result;
use crate::out::{Line, Out, Page, Tone, faint, strong, text};
use crate::setup::store;
use crate::words::{count, counted};

/// Looks at sources.
pub(crate) fn doctor(args: &DoctorArgs, out: &Out) -> Result<Ended> {
    let store = store(&args.data)?;
    let sources = sources(&args.only)?;
    let origin = origin(args.from.as_deref())?;
    reachable(&sources, &origin)?;
    let progress = Progress::new(!args.json);
    let show = |how_far: lists::update::Progress<'_>| progress.show(how_far);
    let fetcher = Fetcher::new(&show);
    let doctor = Doctor { store: &store, origin: &origin, fetcher: &fetcher };
    let mut reports: Vec<Report> = Vec::new();
    for source in sources {
        progress.begin(source.id);
        let report = doctor.look_at(source).map_err(|why| unreadable(&why))?;
        if !args.json {
            let mut page = out.page();
            print(&mut page, &report);
            progress.aside(|| out.print(&page))?;
        }
        reports.push(report);
    }
    drop(progress);
    let ended = if reports.iter().any(|report| report.health == Health::Ill) {
        Ended::Incomplete
    } else {
        Ended::Nothing
    };
    if args.json {
        return out.json(&reports).map(|()| ended);
    }
    let mut page = out.page();
    summary(&mut page, &reports, &origin);
    out.print(&page).map(|()| ended)
}

fn print(page: &mut Page, report: &Report) {
    let health = match report.health {
        Health::Well => text("well"),
        Health::Ill => Line::default().add(Tone::Alarm, "ill"),
        Health::ByHand => Line::default().add(Tone::Caution, "by hand"),
        Health::Absent => faint("absent"),
    };
    page.hanging(0, 4, &strong(report.source).plain("  ").plain(report.name).plain("  ").then(health));
    report.files.iter().for_each(|one| file(page, one));
    if !report.form.is_empty() && report.rows > 0 {
        let mut said = format!(
            "{} as {}, {} of {} put aside",
            counted(report.entries, "entry", "entries"),
            report.form,
            count(report.refused),
            counted(report.rows, "row", "rows")
        );
        match report.published.as_str() {
            "" => said.push_str(" · date unknown"),
            day => said.push_str(&format!(" · of {day} by its own word")),
        }
        if !report.in_use.is_empty() {
            said.push_str(&format!(" · compared with edition {}, which is in use", report.in_use));
        }
        page.hanging(4, 6, &text(said));
    }
    for problem in &report.problems {
        page.hanging(4, 6, &Line::default().add(Tone::Alarm, "problem: ").plain(problem));
    }
    if matches!(report.health, Health::Ill | Health::ByHand) {
        page.hanging(4, 6, &faint("by hand: ").plain(&report.by_hand));
        page.hanging(4, 6, &faint("page: ").plain(report.page));
    }
    page.blank();
}

fn file(page: &mut Page, file: &FileReport) {
    let mut head = text(&file.name);
    if let Some(answer) = &file.answer {
        let status = answer.status.map_or_else(|| "no answer".to_owned(), |status| status.to_string());
        head = head.plain(format!("  {status}"));
        for said in [&answer.content_type, &answer.last_modified] {
            if !said.is_empty() {
                head = head.plain(format!(" · {said}"));
            }
        }
    }
    if !file.looks_like.is_empty() {
        head = head.plain(format!(
            " · {} · looks like {}",
            counted(file.bytes, "byte", "bytes"),
            file.looks_like
        ));
    }
    page.hanging(4, 6, &head);
    for (mark, address) in file.answer.iter().flat_map(|answer| {
        let first = std::iter::once(("", &answer.address));
        first.chain(answer.redirects.iter().map(|address| ("redirects to ", address)))
    }) {
        page.hanging(6, 8, &faint(mark).faint(address));
    }
    if !file.begins.is_empty() {
        page.hanging(6, 8, &faint("begins: ").plain(&file.begins));
    }
}

fn summary(page: &mut Page, reports: &[Report], origin: &Origin) {
    let of = |health: Health| reports.iter().filter(|report| report.health == health).count();
    let words = [
        (of(Health::Well), "well"),
        (of(Health::Ill), "ill"),
        (of(Health::ByHand), "to be taken by hand"),
        (of(Health::Absent), "absent"),
    ];
    let words: Vec<String> =
        words.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}")).collect();
    page.para(&strong(format!("{}.", words.join(", "))));
    let looked = match origin {
        Origin::Folder(_) => {
            "Nothing was kept: `nameplate lists update` with the same --from takes what is well."
        }
        _ => "Nothing was kept and nothing in use was changed. For a report, add --json and paste all of it.",
    };
    page.para(&faint(looked));
}
