//! What is printed: groups of devices, the most serious first, and the summary.

use nameplate::Verdict;

use super::judge::{Judged, Rule, State};
use super::made::Sure;
use super::tally::{Group, Tally};
use crate::out::{Line, Page, Tone, faint, text};
use crate::words::{count, counted, plain, quoted, tone};
use pages::asks::Ask;

/// So many rules of a group are printed in full.
const RULES: usize = 3;
/// So many lists and targets are named.
const NAMES: usize = 4;

/// Prints all groups. `files` tells whether lines are told with the file that they stand in.
pub(super) fn groups(page: &mut Page, tally: &Tally, files: bool) {
    for group in tally.groups.values() {
        page.blank();
        print(page, group, files);
    }
}

fn print(page: &mut Page, group: &Group, files: bool) {
    let Some(first) = group.devices.first() else { return };
    let verdict = first.verdict;
    let devices = counted(group.count, "device", "devices");
    let mut heading = Line::default().add(tone(verdict), headline(verdict));
    let target = first.now.targets.first().map(|target| &target.name);
    if let Some(name) = target.or(Some(&first.made.maker).filter(|_| verdict == Verdict::Review)) {
        heading = heading.plain(" · ").strong(name);
        if first.made.how_sure == Sure::NetworkPart {
            heading = heading.plain(", by its network part only");
        }
    }
    page.para(&heading.plain(format!(" · {devices}")));
    if verdict >= Verdict::Review {
        about(page, group, first);
    }
    if verdict >= Verdict::Review {
        group.devices.iter().for_each(|device| found(page, device, files));
    } else {
        others(page, &group.devices, files);
    }
    let hidden = group.count - group.devices.len() as u64;
    if hidden > 0 {
        page.hanging(2, 2, &faint(format!("and {} more", count(hidden))));
    }
}

fn headline(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Connected => "connected",
        Verdict::Review => "to be looked at",
        Verdict::NoConnectionFound => "nothing found",
        Verdict::NotChecked => "could not be checked",
    }
}

/// What is common to the devices of a group.
fn about(page: &mut Page, group: &Group, first: &Judged) {
    let now = &first.now;
    let mut rows = vec![vec![faint("asks"), asks(now)]];
    let also: Vec<String> = now.targets.iter().skip(1).map(|target| target.name.clone()).collect();
    if !also.is_empty() {
        rows.push(vec![faint("also"), text(some(&also))]);
    }
    if !group.lists.is_empty() {
        let lists: Vec<String> = group.lists.iter().cloned().collect();
        rows.push(vec![faint("lists"), text(some(&lists))]);
    }
    let unsure = match (now.verdict, first.made.how_sure) {
        (Verdict::Review, _) => "if confirmed: ",
        (_, Sure::NetworkPart) => "if the device is theirs too: ",
        _ => "",
    };
    let shown = shown(&group.rules);
    for rule in &shown {
        rows.push(vec![faint("rule"), faint(unsure).then(said(rule))]);
        if let Some(duty) = rule.report.filter(|_| unsure.is_empty()) {
            let doubt = if rule.certain { "" } else { "if it does: " };
            rows.push(vec![faint("report"), faint(doubt).plain(duty)]);
        }
    }
    if group.rules.len() > shown.len() {
        let more = counted((group.rules.len() - shown.len()) as u64, "more rule", "more rules");
        rows.push(vec![faint(""), faint(format!("{more}: --json and -o FILE have all of them"))]);
    }
    let settle = now.targets.first().into_iter().flat_map(|target| &target.settle);
    rows.extend(settle.take(2).map(|what| vec![faint("to settle"), text(what)]));
    page.rows(2, &[9], rows);
}

/// The rules that are printed: those that ask something; of several that leave a thing lawful, the first says it.
fn shown(rules: &[Rule]) -> Vec<&Rule> {
    let mut shown: Vec<&Rule> = Vec::new();
    for rule in rules.iter().filter(|rule| rule.ask.is_some()) {
        let again = rule.ask == Some(Ask::Keep) && shown.iter().any(|known| known.ask == rule.ask);
        if !again && shown.len() < RULES {
            shown.push(rule);
        }
    }
    if shown.is_empty() { rules.iter().take(1).collect() } else { shown }
}

fn asks(state: &State) -> Line {
    if state.asks.is_empty() {
        return faint("no rule known here asks anything of this reader");
    }
    let words: Vec<&str> = state.asks.iter().copied().map(Ask::words).collect();
    Line::default().add(tone(state.verdict), words.join(", "))
}

/// A rule in words: where, what it asks, what it says and why that is not certain.
fn said(rule: &Rule) -> Line {
    let ask = rule.ask.map(|ask| format!("{}: ", ask.words())).unwrap_or_default();
    let line = Line::default()
        .strong(ask)
        .plain(&rule.sentence)
        .faint(format!(" ({}, {})", rule.jurisdiction, rule.citation));
    if rule.why.is_empty() { line } else { line.plain(" Not certain: ").plain(&rule.why) }
}

/// A device that leads somewhere: which, who made it and why, since when it is owned.
fn found(page: &mut Page, device: &Judged, files: bool) {
    page.hanging(2, 4, &which(device, files));
    let made = &device.made;
    let who = if made.maker.is_empty() { String::new() } else { format!(" {}", made.maker) };
    page.hanging(
        4,
        6,
        &Line::default().plain(made.how_sure.phrase()).strong(who).plain(format!(": {}", made.why)),
    );
    if let Some(path) = device.now.targets.first().map(|target| &target.path).filter(|path| !path.is_empty())
    {
        page.hanging(4, 6, &text(path.join("; ")));
    }
    owned(page, device);
    for defect in &device.defects {
        page.hanging(4, 6, &faint(format!("{}: {}", plain(&defect.field), defect.reason)));
    }
}

fn owned(page: &mut Page, device: &Judged) {
    match (device.bought, &device.then) {
        (Some(day), Some(then)) => {
            page.hanging(4, 6, &faint("then ").plain(format!("(bought {day}): ")).then(short(then)));
            page.hanging(
                4,
                6,
                &faint("now  ").plain(format!("({}): ", device.now.as_of)).then(short(&device.now)),
            );
        }
        (Some(day), None) => page.hanging(4, 6, &text(format!("bought {day}; the answer was the same then"))),
        (None, _) if !device.first_seen.is_empty() => {
            page.hanging(4, 6, &text(format!("on the network since {} or before", device.first_seen)));
        }
        (None, _) => {}
    }
}

/// A state in a line.
fn short(state: &State) -> Line {
    let verdict = Line::default().add(tone(state.verdict), headline(state.verdict));
    if state.targets.is_empty() {
        return verdict;
    }
    let mut lists: Vec<String> =
        state.targets.iter().flat_map(|target| target.lists.iter().cloned()).collect();
    lists.sort();
    lists.dedup();
    let asks: Vec<&str> = state.asks.iter().copied().map(Ask::words).collect();
    let asks = if asks.is_empty() { "asks nothing".to_owned() } else { asks.join(", ") };
    verdict.plain(format!(" · {asks} · {}", counted(lists.len() as u64, "list", "lists")))
}

/// Devices that lead nowhere: what is said of several is said once above them.
fn others(page: &mut Page, devices: &[Judged], files: bool) {
    let mut reasons: Vec<(String, Vec<&Judged>)> = Vec::new();
    for device in devices {
        let reason = reason(device);
        match reasons.iter_mut().find(|(known, _)| *known == reason) {
            Some((_, alike)) => alike.push(device),
            None => reasons.push((reason, vec![device])),
        }
    }
    for (reason, alike) in reasons {
        if let [one] = alike.as_slice() {
            page.hanging(2, 4, &which(one, files).faint(format!(" · {reason}")));
            continue;
        }
        page.hanging(2, 2, &text(format!("{reason}:")));
        alike.into_iter().for_each(|device| page.hanging(4, 6, &which(device, files)));
    }
}

fn reason(device: &Judged) -> String {
    let made = &device.made;
    if made.maker.is_empty() {
        return made.why.clone();
    }
    format!("{} {}: {}", made.how_sure.phrase(), made.maker, made.why)
}

/// Which device it is.
fn which(device: &Judged, files: bool) -> Line {
    let place = format!("{} {}", device.unit, device.line);
    let place = if files { format!("{} {place}", device.file) } else { place };
    let also =
        if device.also.is_empty() { String::new() } else { format!(" (also {})", device.also.join(", ")) };
    let model = if device.model.is_empty() { String::new() } else { device.model.replace('\n', ", ") };
    let name = if device.name.is_empty() { String::new() } else { quoted(&device.name) };
    let parts = [&device.id, &device.ip, &name, &model, &device.mac];
    let parts: Vec<&str> = parts.into_iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    faint(place).faint(also).plain("  ").plain(parts.join(" · "))
}

fn some(names: &[String]) -> String {
    let more = names.len().saturating_sub(NAMES);
    let named = names.iter().take(NAMES).cloned().collect::<Vec<_>>().join("; ");
    if more > 0 { format!("{named}; and {more} more") } else { named }
}

/// What the summary tells beside the counts.
pub(super) struct About<'a> {
    pub(super) as_of: String,
    pub(super) reader: &'static str,
    pub(super) register: &'a str,
    /// The ids of the IEEE tables that the register was built without.
    pub(super) missing: &'a [&'static str],
    pub(super) blocks: usize,
    /// How many things could not be used, and the first of them.
    pub(super) troubles: (u64, Option<String>),
    pub(super) files: usize,
}

/// The summary: at most six lines.
pub(super) fn summary(page: &mut Page, tally: &Tally, about: &About<'_>) {
    let counts = &tally.counts;
    let files = counted(about.files as u64, "file", "files");
    page.blank();
    let mut lines = vec![
        Line::default().strong(counted(counts.devices, "device", "devices")).plain(format!(
            " in {files}: {} connected, {} to be looked at, {} nothing found,",
            count(counts.connected),
            count(counts.review),
            count(counts.no_connection_found)
        )),
        text(format!(
            "{} could not be checked; day of purchase known {}, other answer then {}",
            count(counts.not_checked),
            count(counts.bought),
            count(counts.changed)
        )),
        text(format!(
            "MACs: {} looked up, {} not, {} random; maker or model {}; nothing {}",
            count(counts.mac_looked_up),
            count(counts.mac_not_looked_up),
            count(counts.mac_random),
            count(counts.stated),
            count(counts.nothing)
        )),
    ];
    if !about.missing.is_empty() {
        let words = format!(
            "no full IEEE table ({} blocks known): run `nameplate lists update`",
            count(about.blocks as u64)
        );
        lines.push(Line::default().add(Tone::Caution, words));
    }
    if let (troubles @ 1.., Some(first)) = (about.troubles.0, &about.troubles.1) {
        let words = counted(troubles, "line not used", "lines not used");
        lines.push(Line::default().add(Tone::Caution, words).plain(format!(": {first}")));
    }
    lines.push(faint(format!(
        "for {} as of {}, {}; silence is not innocence",
        about.reader, about.as_of, about.register
    )));
    let width = page.width();
    lines.iter().for_each(|line| page.verbatim(&line.cut(width)));
}
