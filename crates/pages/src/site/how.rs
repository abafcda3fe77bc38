//! How we decide: made of the registries that decide, so that the page cannot say anything else than the program does.

use std::collections::BTreeMap;

use maud::{Markup, html};
use nameplate::answer::Meaning;
use nameplate::policy::Policy;
use nameplate::word::{Ground, NotTheMaker, Tier};
use nameplate::{SIGNALS, Verdict};

use super::frame::Page;
use super::links::Site;
use crate::parts;
use crate::safe::sentence;
use crate::words::{count, ground, not_the_maker, plain, source_kind};

/// What decides.
#[derive(Clone, Copy, Debug)]
pub struct How<'h> {
    /// The thresholds and rules in use.
    pub policy: &'h Policy,
    /// The reasons that signals cite, in words.
    pub reasons: &'h BTreeMap<&'static str, &'static str>,
    /// Parties of the register.
    pub parties: usize,
    /// Lists and measures.
    pub lists: usize,
    /// Rules of laws.
    pub rules: usize,
}

/// The page.
pub fn how(site: &Site<'_>, how: &How<'_>) -> String {
    let body = html! {
        main {
            h1 { "How we decide" }
            p class="lead" {
                "This page is made of the tables that decide. The register in use knows " (count(how.parties as u64)) " parties, "
                (how.lists) " lists and measures, and " (count(how.rules as u64)) " rules of laws."
            }
            (path())
            (signals(how))
            (words())
            (sources())
            (gate(how.policy))
            (thresholds(how.policy))
        }
    };
    Page { title: "How we decide", here: "/how", at: "/how", body, script: "" }.render(site)
}

fn path() -> Markup {
    const STEPS: [(&str, &str); 7] = [
        (
            "Read",
            "The row or page becomes a listing: which words are the title, the brand, the seller. What cannot be used is said.",
        ),
        (
            "Signals",
            "Words and codes that may name somebody are found, each with its place and with what it says of that party's part: made it, sells it, or only goes with it.",
        ),
        (
            "Maker",
            "All evidence for and against a party is added up. Above one sum it is the party; above a lower one a person should look; “for”, “compatible with” and “works with” never make a maker.",
        ),
        (
            "Connections",
            "From the maker, brand or seller the register's relations are followed on the day asked for: owner, parent, brand owner, maker of another firm's brand, storefront. Each step has a source and a date, and carries no more than its sources do.",
        ),
        (
            "Lists",
            "Whether somebody on that path, or the kind of goods itself, stands on a government list that day.",
        ),
        (
            "Consequences",
            "What each law says to each reader, for each act, on that day. Where it depends on something that is not known, the answer is “cannot tell”, with what would tell.",
        ),
        (
            "What is said",
            "What authorities found, what is alleged, and what the companies answer stand beside the finding. They never make it.",
        ),
    ];
    html! {
        section aria-labelledby="steps" {
            h2 id="steps" { "The path of a listing" }
            ol { @for (name, what) in STEPS { li { strong { (name) ". " } (what) } } }
        }
    }
}

fn signals(how: &How<'_>) -> Markup {
    html! {
        section aria-labelledby="signals" {
            h2 id="signals" { "What is read in a listing" }
            div class="scroll" tabindex="0" role="region" aria-label="Kinds of signals" {
                table {
                    thead { tr { th scope="col" { "Signal" } th scope="col" { "What is read" } th scope="col" { "When it misleads" } } }
                    tbody {
                        @for signal in SIGNALS {
                            tr { th scope="row" { (plain(signal.id)) } td { (signal.reads) } td { (signal.misleads) } }
                        }
                    }
                }
            }
            details {
                summary { "Why each piece of evidence counts: " (how.reasons.len()) " reasons" }
                dl class="facts" { @for (id, why) in how.reasons { dt { code { (id) } } dd { (sentence(why)) } } }
            }
            details {
                summary { "Why a mention is not taken for the maker" }
                ul { @for reason in NotTheMaker::ALL { li { (not_the_maker(*reason)) } } }
            }
        }
    }
}

fn words() -> Markup {
    const VERDICTS: [(Verdict, &str); 4] = [
        (
            Verdict::Connected,
            "evidence in the listing and sourced relations lead to somebody, or a kind of goods, on a list",
        ),
        (Verdict::Review, "there is evidence, and it is not enough: what would settle it is said"),
        (Verdict::NoConnectionFound, "it was judged and nothing was found; that is not a certificate"),
        (Verdict::NotChecked, "it could not be judged, and why is said"),
    ];
    const MEANINGS: [(Meaning, &str); 7] = [
        (Meaning::Stop, "a law bars the act"),
        (Meaning::MayBar, "a law may bar it, and what that depends on is not known"),
        (Meaning::Check, "allowed with a limit, or after something has been looked at"),
        (Meaning::CannotTell, "whether a rule applies cannot be told"),
        (Meaning::Know, "no duty follows; worth knowing"),
        (Meaning::Allowed, "said plainly not to be barred"),
        (Meaning::NoRule, "no rule that is held speaks to you there, which is no permission"),
    ];
    html! {
        section aria-labelledby="words" {
            h2 id="words" { "What the words mean" }
            dl class="facts" {
                @for (verdict, what) in VERDICTS { dt { (parts::verdict(verdict)) } dd { (what) } }
                @for (meaning, what) in MEANINGS { dt { (parts::meaning(meaning)) } dd { (what) } }
            }
            h3 { "How a listing reaches somebody on a list" }
            dl class="facts" { @for one in Ground::ALL { dt { (plain(one.word())) } dd { (ground(*one)) } } }
        }
    }
}

fn sources() -> Markup {
    const CARRIES: [(Tier, &str); 4] = [
        (Tier::A, "can carry a connection"),
        (Tier::B, "can carry a connection"),
        (Tier::C, "one makes a review, two that are independent can carry a connection"),
        (Tier::D, "carries nothing; a name alone is kept, and marked"),
    ];
    html! {
        section aria-labelledby="sources" {
            h2 id="sources" { "What a source may carry" }
            dl class="facts" { @for (tier, carries) in CARRIES { dt { (source_kind(tier)) } dd { (carries) } } }
            p { "An allegation never makes more than a review, and is called one in the same line. A rumour makes nothing. Where a company is from is never a ground." }
        }
    }
}

fn gate(policy: &Policy) -> Markup {
    let gate = &policy.gate;
    html! {
        section aria-labelledby="gate" {
            h2 id="gate" { "What the gate does before a listing goes live" }
            p {
                "It asks for a " (plain(gate.reader.word())) @if gate.place.is_empty() { ", anywhere" } @else { " in " (gate.place) }
                ". A person can release what is held; the same evidence is not held again, new evidence is."
            }
            div class="scroll" tabindex="0" role="region" aria-label="Rules of the gate" {
                table {
                    thead { tr { th scope="col" { "Rule" } th scope="col" { "When" } th scope="col" { "What is done" } } }
                    tbody { @for (name, action, when) in gate.rules() { tr { th scope="row" { code { "gate." (name) } } td { (when) } td { (action.word()) } } } }
                }
            }
        }
    }
}

fn thresholds(policy: &Policy) -> Markup {
    html! {
        section aria-labelledby="policy" {
            h2 id="policy" { "Thresholds" }
            dl class="facts" {
                dt { "the same party from" } dd { (policy.same_from) " milli-nats of evidence" }
                dt { "a person looks from" } dd { (policy.unsure_from) }
                dt { "longest path" } dd { (policy.max_hops) " steps" }
                dt { "a holding counts from" } dd { (policy.min_share) "%" }
                @if !policy.name.is_empty() { dt { "rules of the house" } dd { (policy.rule.len()) " of " (sentence(&policy.name)) } }
                dt { "policy" } dd { code { (policy.hash()) } }
            }
        }
    }
}
