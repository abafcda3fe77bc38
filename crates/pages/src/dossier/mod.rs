//! The dossier of one party as a page, from the register alone: names, owners over time, lists with their reasons, what is said
//! and answered, contradictions and rumours as what they are.

mod said;
mod ties;

use std::collections::BTreeMap;

use maud::{Markup, html};
use nameplate::date::Holds;
use nameplate::finding::Designation;
use nameplate::register::{DesignationView, Name, NameKind, Party, PartyNo, Strength, Tell};
use nameplate::{Screener, Verdict};

use crate::frame::Frame;
use crate::report::footer;
use crate::safe::{foreign, sentence};
use crate::words::{as_of, plain, short_name};
use crate::{charts, parts};

/// So many tell-tales of a kind are shown openly.
const TELLS: usize = 12;

/// A party, and with what it is asked about.
struct Dossier<'s> {
    screener: &'s Screener<'s>,
    no: PartyNo,
    party: Party<'s>,
}

/// Renders the dossier of a party; nothing if the register has no such party.
pub fn dossier(screener: &Screener<'_>, no: PartyNo) -> Option<String> {
    let party = screener.register().party(no)?;
    let dossier = Dossier { screener, no, party };
    let title = format!("{}: dossier, {}", short_name(&party), screener.as_of());
    let body = html! {
        (charts::patterns())
        (dossier.head())
        main {
            (dossier.lists())
            (ties::timeline(&dossier))
            (ties::behind(&dossier))
            (ties::before(&dossier))
            (said::said(&dossier))
            (said::contradictions(&dossier))
            (dossier.tells())
            (said::leads(&dossier))
            (dossier.asked_with())
        }
        (footer())
    };
    Some(Frame { title: &title, kind: "dossier", body, script: "" }.render())
}

impl Dossier<'_> {
    fn head(&self) -> Markup {
        let party = &self.party;
        let register = self.screener.register();
        let makes: Vec<&str> =
            party.makes().filter_map(|no| register.class(no)).map(|class| class.name()).collect();
        html! {
            header {
                p class="kicker" { "Nameplate dossier · as of " (self.screener.as_of()) }
                h1 { (parts::named(party.name(), party.native())) }
                p class="lead" {
                    (plain(party.kind().word()))
                    @if !party.country().is_empty() { " · " (party.country()) }
                    " · id " code { (party.id()) }
                    @if !makes.is_empty() { " · known for " (foreign(&makes.join(", "))) }
                }
                @if !party.note().is_empty() { p { (sentence(party.note())) } }
                (self.names())
                details { summary { "Who says that it exists" } (parts::sources(&party.sources())) }
            }
        }
    }

    fn names(&self) -> Markup {
        let mut by_kind: BTreeMap<NameKind, Vec<Name<'_>>> = BTreeMap::new();
        for name in self.party.names() {
            by_kind.entry(name.kind()).or_default().push(name);
        }
        html! {
            section aria-labelledby="names" {
                h2 id="names" { "Names" }
                dl class="facts" {
                    @for (kind, names) in &by_kind {
                        dt { (plain(kind.word())) }
                        dd {
                            @for (n, name) in names.iter().enumerate() {
                                @if n > 0 { ", " } (foreign(name.text()))
                                @if name.is_unsourced() { span class="fine" { " (unsourced)" } }
                                @if name.is_common() { span class="fine" { " (ordinary word)" } }
                            }
                        }
                    }
                }
            }
        }
    }

    fn lists(&self) -> Markup {
        let (mut on, mut off) = (Vec::new(), Vec::new());
        for view in self.party.designations() {
            let holds = view.interval().holds(self.screener.as_of());
            let Some(one) = designation(&view, holds) else { continue };
            if holds == Holds::No { off.push(one) } else { on.push(one) }
        }
        html! {
            section aria-labelledby="lists" {
                h2 id="lists" { "On lists on " (self.screener.as_of()) }
                @if on.is_empty() { p { "On none that this register holds. Those who stand behind it may be: see below." } }
                @else { (parts::designations(&on)) }
                @if let Some(said) = self.screener.register().without_lists() {
                    p class="fine" { "Little was looked for: " (said) "." }
                }
                @if !off.is_empty() { h3 { "At other times" } (parts::designations(&off)) }
            }
        }
    }

    fn tells(&self) -> Markup {
        let mut by_kind: BTreeMap<(String, Strength), Vec<Tell<'_>>> = BTreeMap::new();
        for tell in self.party.tells() {
            by_kind.entry((plain(tell.kind().word()), tell.strength())).or_default().push(tell);
        }
        if by_kind.is_empty() {
            return html! {};
        }
        html! {
            section aria-labelledby="tells" {
                h2 id="tells" { "How its products give themselves away" }
                dl class="facts" {
                    @for ((kind, strength), tells) in &by_kind {
                        dt { (kind) @if *strength == Strength::Weak { " (shared with others)" } }
                        dd { (literals(tells)) }
                    }
                }
            }
        }
    }

    fn asked_with(&self) -> Markup {
        let id = self.screener.register_id();
        html! {
            section aria-labelledby="asked" {
                h2 id="asked" { "With what it was asked" }
                dl class="facts" {
                    dt { "As of" } dd { (as_of(self.screener)) }
                    dt { "Register" } dd { (foreign(&id.version)) " " code { (id.hash) } }
                    dt { "Policy" } dd { code { (self.screener.policy().hash()) } }
                }
                p class="fine" { "Tier A: official, or the company's own filing. B: press or law firm. C: technical community. D: unsourced." }
            }
        }
    }
}

fn literals(tells: &[Tell<'_>]) -> Markup {
    let one = |tell: &Tell<'_>| {
        html! { code { (foreign(tell.literal())) } @if tell.sources().is_empty() { span class="fine" { " (unsourced)" } } " " }
    };
    let mut sources: Vec<_> = tells.iter().flat_map(Tell::sources).collect();
    sources.sort_by(|a, b| a.id.cmp(&b.id));
    sources.dedup_by(|a, b| a.id == b.id);
    html! {
        @for tell in tells.iter().take(TELLS) { (one(tell)) }
        @if tells.len() > TELLS {
            details { summary { "and " (tells.len() - TELLS) " more" } @for tell in tells.iter().skip(TELLS) { (one(tell)) } }
        }
        @if !sources.is_empty() { details { summary { "Sources" } (parts::sources(&sources)) } }
    }
}

/// A place on a list as results have it, also of another day.
fn designation(view: &DesignationView<'_>, holds: Holds) -> Option<Designation> {
    let in_force = if holds == Holds::Unknown { Verdict::Review } else { Verdict::Connected };
    Designation::of(view, in_force)
}

#[cfg(test)]
mod tests {
    use super::*;
    use nameplate::{Policy, Register};

    fn page(id: &str, day: &str) -> String {
        let register = Register::open(lists::starter_register()).unwrap();
        let screener = Screener::new(register, Policy::default(), day.parse().unwrap());
        let no = screener.register().party_by_id(id).unwrap();
        dossier(&screener, no).unwrap()
    }

    #[test]
    fn a_dossier_holds_names_lists_what_is_said_and_what_is_answered() {
        let page = page("hikvision", "2026-11-23");
        for words in
            ["海康威视", "NDAA FY2019 section 889", "What is answered", "What is said", "timeline", "EZVIZ"]
        {
            assert!(page.contains(words), "{words}");
        }
    }

    #[test]
    fn the_same_question_gives_the_same_bytes() {
        assert_eq!(page("lorex", "2021-06-01"), page("lorex", "2021-06-01"));
        assert_ne!(page("lorex", "2021-06-01"), page("lorex", "2024-06-01"));
    }

    #[test]
    fn every_party_has_a_dossier() {
        let register = Register::open(lists::starter_register()).unwrap();
        let screener = Screener::new(register, Policy::default(), "2026-11-23".parse().unwrap());
        for (no, party) in screener.register().parties() {
            let page = dossier(&screener, no).unwrap();
            assert!(page.ends_with("</html>") && !page.contains("<script"), "{}", party.id());
        }
    }
}
