//! The answer of a dossier in a sentence or two: on how many lists the party stands itself, and to whom it leads who does.

use nameplate::date::Holds;
use nameplate::dossier::{Behind, Dossier, Listed, Tie};
use nameplate::finding::ListKind;

use crate::words::{self, counted};

/// The first line of a dossier, the same on a page, on a terminal and for programs.
pub fn answer(dossier: &Dossier) -> String {
    let name = dossier.party.who.called();
    let own = own_places(dossier);
    match (own, way(&dossier.behind)) {
        (Some(own), None) => format!("{name} itself is on {own}."),
        (Some(own), Some(way)) => format!("{name} itself is on {own}. {}.", said(name, &way)),
        (None, Some(way)) => format!("{}; {name} itself is on none that we know of.", said(name, &way)),
        (None, None) => led_nowhere(dossier, name),
    }
}

/// On how many lists and under how many measures it stands itself that day.
fn own_places(dossier: &Dossier) -> Option<String> {
    let on = |kind| {
        let places = dossier.places.iter().filter(|place| place.kind == kind);
        places.filter(|place| place.listed.in_force == Holds::Yes).count() as u64
    };
    lists_and_measures(on(ListKind::List), on(ListKind::Measure))
}

fn lists_and_measures(lists: u64, measures: u64) -> Option<String> {
    let all = [(lists, "list", "lists"), (measures, "government measure", "government measures")];
    let all = all.into_iter().filter(|(n, ..)| *n > 0).map(|(n, one, many)| counted(n, one, many));
    let all: Vec<String> = all.collect();
    (!all.is_empty()).then(|| all.join(" and "))
}

/// The steps from the party to the nearest one behind it that stands on a list.
fn way(behind: &[Behind]) -> Option<Vec<&Behind>> {
    let mut level: Vec<Vec<&Behind>> = behind.iter().map(|one| vec![one]).collect();
    while !level.is_empty() {
        if let Some(way) = level.iter().find(|way| way.last().is_some_and(|one| is_listed(&one.listed))) {
            return Some(way.clone());
        }
        let next = level.iter().flat_map(|way| {
            let above = way.last().map_or(&[][..], |one| &one.behind);
            above.iter().map(|one| way.iter().copied().chain([one]).collect())
        });
        level = next.collect();
    }
    None
}

fn is_listed(listed: &[Listed]) -> bool {
    listed.iter().any(|one| one.in_force == Holds::Yes)
}

/// `X is a brand of Y, which is a subsidiary of Z, which is on 8 lists`.
fn said(name: &str, way: &[&Behind]) -> String {
    let steps: Vec<String> = way.iter().filter_map(|one| Some(step(one.ties.first()?, one))).collect();
    let last = way.last().map_or(&[][..], |one| &one.listed);
    let on = last.iter().filter(|one| one.in_force == Holds::Yes).count() as u64;
    format!(
        "{name} {}, which is on {}",
        steps.join(", which "),
        counted(on, "list or measure", "lists and measures")
    )
}

/// A step, as firmly as its sources say it, with when it was known to hold where that is not certain.
fn step(tie: &Tie, one: &Behind) -> String {
    let words = words::Tie::of(tie).sentence();
    let when = match (tie.holds, tie.last_confirmed) {
        (Holds::Unknown, Some(last)) => format!(" (last known to hold {last})"),
        (Holds::Unknown, None) => " (not certain that day)".to_owned(),
        _ => String::new(),
    };
    format!("{words} {}{when}", one.party.called())
}

fn led_nowhere(dossier: &Dossier, name: &str) -> String {
    let perhaps = dossier.places.iter().any(|place| place.listed.in_force == Holds::Unknown);
    let doubt = if perhaps { " Whether it stood on one that day is not certain." } else { "" };
    match dossier.behind.first().and_then(|one| Some((one, one.ties.first()?))) {
        Some((one, tie)) => {
            format!(
                "{name} {}; neither it nor anybody known behind it is on a list that we hold.{doubt}",
                step(tie, one)
            )
        }
        None => format!(
            "{name} is on no list that we hold, and nobody is known to stand behind it. That is no certificate.{doubt}"
        ),
    }
}

#[cfg(test)]
mod tests {
    use nameplate::{Policy, Register, Screener};

    use super::*;

    fn said_of(id: &str, day: &str) -> String {
        let register = Register::open(lists::starter_register()).unwrap();
        let screener = Screener::new(register, Policy::default(), day.parse().unwrap());
        let no = screener.register().party_by_id(id).unwrap();
        answer(&Dossier::of(&screener, no).unwrap())
    }

    #[test]
    fn it_says_who_is_on_lists_and_how_firmly_the_way_is_known() {
        let ezviz = said_of("ezviz", "2026-11-23");
        assert!(ezviz.starts_with("EZVIZ is a brand of ") && ezviz.contains("Hikvision"), "{ezviz}");
        assert!(ezviz.ends_with("EZVIZ itself is on none that we know of."), "{ezviz}");
        let hikvision = said_of("hikvision", "2026-11-23");
        assert!(
            hikvision.starts_with("Hikvision itself is on 5 lists and 3 government measures"),
            "{hikvision}"
        );
        let lorex = said_of("lorex", "2026-11-23");
        assert!(lorex.contains("alleged"), "an allegation is called one in the same sentence: {lorex}");
    }

    #[test]
    fn every_party_has_an_answer_and_no_answer_says_clean() {
        let register = Register::open(lists::starter_register()).unwrap();
        let screener = Screener::new(register, Policy::default(), "2026-11-23".parse().unwrap());
        for (no, party) in screener.register().parties() {
            let said = answer(&Dossier::of(&screener, no).unwrap());
            assert!(
                said.ends_with('.') && !said.contains("  ") && !said.contains("clean"),
                "{}: {said}",
                party.id()
            );
            assert!(said.contains("list"), "{}: {said}", party.id());
        }
    }
}
