//! One device, judged: as of the day of the run, and by the law of the day on which it was bought.

use std::sync::Arc;

use inventory::mac::Mac;
use inventory::{Blocks, Device};
use nameplate::date::Day;
use nameplate::finding::{Consequence, Finding, Hop, ListingResult, Reader, State as Certainty, Verdict};
use nameplate::{Defect, Field, Listing, Memo, Screener};
use serde::Serialize;

use super::made::{Known, Made, Sure};
use super::registrants::{Registrant, Registrants};
use crate::words::{HopInWords, nearest_first, short_name};
use pages::asks::{self, Ask};

/// With what devices are judged.
pub(super) struct Judge<'a> {
    pub(super) screener: &'a Screener<'a>,
    pub(super) blocks: &'a Blocks,
    registrants: &'a Registrants,
    pub(super) reader: Reader,
    memo: Memo,
}

/// A device, and where it stands.
pub(super) struct Seen {
    pub(super) file: Arc<str>,
    pub(super) unit: &'static str,
    pub(super) device: Device,
    /// Other files that tell of it, with their lines.
    pub(super) also: Vec<String>,
}

/// A device, and what is said of it: a record of results.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Judged {
    #[serde(rename = "type")]
    pub(super) record: &'static str,
    pub(super) file: Arc<str>,
    /// Where it stands: `line`, or `row` of a table.
    pub(super) unit: &'static str,
    /// The line, from 1; the row, from 0 below the names of the columns.
    pub(super) line: u64,
    /// Where else it stands, in other files.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) also: Vec<String>,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) id: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) ip: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) mac: String,
    /// What the address is worth: `assigned`, `random`, `nobodys`, `none`, `unreadable`.
    pub(super) mac_kind: &'static str,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) name: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) model: String,
    /// Whether an assigned address could be looked up; absent where there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) looked_up: Option<bool>,
    /// Whether a maker, brand, model or name of it is stated.
    #[serde(skip)]
    pub(super) stated: bool,
    pub(super) verdict: Verdict,
    #[serde(flatten)]
    pub(super) made: Made,
    /// The day of purchase as it was understood.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) bought: Option<Day>,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) first_seen: String,
    /// What holds as of the day of the run.
    pub(super) now: State,
    /// What held on the day of purchase, where that is another answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) then: Option<State>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) defects: Vec<Defect>,
}

/// What holds on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct State {
    pub(super) as_of: Day,
    pub(super) verdict: Verdict,
    /// What rules ask, the most serious first.
    pub(super) asks: Vec<Ask>,
    /// Whom it leads to, the nearest first.
    pub(super) targets: Vec<Target>,
    /// What the rules say to the reader, each once, the most serious first.
    pub(super) rules: Vec<Rule>,
}

/// A party or kind of goods on a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Target {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) verdict: Verdict,
    pub(super) ground: &'static str,
    /// From the maker to it, a sentence a step, as firmly as its sources say it: an allegation is called one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) path: Vec<String>,
    pub(super) lists: Vec<String>,
    pub(super) case: String,
    /// What would settle a review.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) settle: Vec<String>,
}

/// What a rule says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Rule {
    pub(super) code: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) ask: Option<Ask>,
    pub(super) regime: String,
    pub(super) jurisdiction: String,
    pub(super) sentence: String,
    /// Why it cannot be told.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) why: String,
    pub(super) citation: String,
    /// Whether it is certain that it applies.
    pub(super) certain: bool,
    /// A duty to report that goes with it, where it applies.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) report: Option<&'static str>,
}

impl Rule {
    /// Its place among others: what asks something comes first, the most serious before the rest.
    pub(super) fn rank(&self) -> (bool, Option<Ask>) {
        (self.ask.is_none(), self.ask)
    }
}

impl<'a> Judge<'a> {
    pub(super) fn new(
        screener: &'a Screener<'a>,
        (blocks, registrants): (&'a Blocks, &'a Registrants),
        reader: Reader,
    ) -> Self {
        Judge { screener, blocks, registrants, reader, memo: screener.memo() }
    }

    /// Judges a device of a file.
    pub(super) fn judge(&mut self, seen: Seen) -> Judged {
        let Seen { file, unit, mut device, also } = seen;
        let mac = device.read_mac();
        if let Some(Registrant::Firm(firm)) = mac.as_ref().map(|mac| self.registrants.whose(mac)) {
            // What the IEEE says is said rather than what some program's copy of it does.
            firm.clone_into(&mut device.mac_vendor);
        }
        let mac_kind = match &mac {
            Some(mac) => mac.word(),
            None if device.mac.trim().is_empty() => "none",
            None => "unreadable",
        };
        let (ip, name, first_seen) = (device.ip.clone(), device.name.clone(), device.first_seen.clone());
        let mac_text = mac.as_ref().map_or_else(|| device.mac.clone(), Mac::shown);
        let mut listing = device.into_listing(self.blocks);
        let bought = listing.get(Field::PurchasedOn).to_owned();
        let owned = (!bought.trim().is_empty()).then(|| self.then(&listing));
        listing.set(Field::PurchasedOn, "");
        let result = self.screener.screen_with(&mut self.memo, &listing);
        let mut now = self.state(&result, self.screener.as_of());
        let known = Known {
            listing: &listing,
            mac: mac.as_ref(),
            blocks: self.blocks,
            register: self.screener.register(),
            registrants: self.registrants,
        };
        let made = Made::of(&known, &result);
        let (looked_up, stated) = (known.looked_up(), known.stated().is_some());
        let name = if name.is_empty() { listing.get(Field::Title).to_owned() } else { name };
        let verdict = made.verdict(result.verdict);
        let doubt = |state: &mut State| {
            if made.how_sure == Sure::NetworkPart {
                state.asks = doubted(&state.asks);
            }
        };
        doubt(&mut now);
        if verdict == Verdict::Review && now.verdict != verdict {
            (now.verdict, now.asks) = (verdict, vec![Ask::FindOut]);
        }
        let mut defects = result.defects.clone();
        let (bought, then) = match owned {
            Some((day, mut state, more)) => {
                defects.extend(more);
                state.iter_mut().for_each(doubt);
                (day, state.filter(|then| differ(then, &now)))
            }
            None => (None, None),
        };
        Judged {
            record: "device",
            file,
            unit,
            line: listing.row,
            also,
            id: listing.id.clone().into_owned(),
            ip,
            mac: mac_text,
            mac_kind,
            name,
            model: listing.get(Field::Model).to_owned(),
            looked_up,
            stated,
            verdict,
            made,
            bought,
            first_seen,
            now,
            then,
            defects,
        }
    }

    /// The day of purchase, what held on it, and what is wrong with how it is written. A day that cannot be meant is a defect.
    fn then(&mut self, listing: &Listing<'_>) -> (Option<Day>, Option<State>, Vec<Defect>) {
        let result = self.screener.screen_with(&mut self.memo, listing);
        let named = Field::PurchasedOn.name();
        let defects: Vec<Defect> =
            result.defects.iter().filter(|defect| defect.field == named).cloned().collect();
        // Where it is no day, the engine judges for that of the run and says so.
        let day = result.as_of.filter(|day| defects.is_empty() || *day < self.screener.as_of());
        let state = day.map(|day| self.state(&result, day));
        (day, state, defects)
    }

    fn state(&self, result: &ListingResult<'_>, as_of: Day) -> State {
        let findings = nearest_first(&result.findings);
        let targets: Vec<Target> = findings.iter().map(|finding| self.target(finding)).collect();
        let mut rules: Vec<Rule> = Vec::new();
        for consequence in findings.iter().flat_map(|finding| finding.consequences_for(self.reader)) {
            let rule = rule(consequence);
            if !rules.iter().any(|known| (&known.code, &known.sentence) == (&rule.code, &rule.sentence)) {
                rules.push(rule);
            }
        }
        rules.sort_by_key(Rule::rank);
        let verdict = result.verdict;
        State { as_of, verdict, asks: asked(verdict, &rules), targets, rules }
    }

    fn target(&self, finding: &Finding) -> Target {
        let register = self.screener.register();
        let id = &finding.case.target.id;
        let party = register.party_by_id(id).and_then(|no| register.party(no));
        let mut lists: Vec<String> = finding.designations().map(|one| one.list_name.clone()).collect();
        lists.dedup();
        Target {
            id: id.to_string(),
            name: party
                .map_or_else(|| finding.case.target.name.clone(), |party| short_name(&party).to_owned()),
            verdict: finding.verdict,
            ground: finding.case.ground.word(),
            path: finding.case.path.iter().map(step).collect(),
            lists,
            case: finding.case.id.to_string(),
            settle: finding.case.settle.clone(),
        }
    }
}

/// A step of a path as a sentence.
fn step(hop: &Hop) -> String {
    let HopInWords { start, words, end, dates } = HopInWords::new(hop);
    format!("{start} {words} {end} ({dates})")
}

fn rule(consequence: &Consequence) -> Rule {
    Rule {
        code: consequence.code.clone(),
        ask: Ask::of(consequence),
        regime: consequence.regime.clone(),
        jurisdiction: consequence.jurisdiction.clone(),
        sentence: consequence.sentence.clone(),
        why: consequence.why.clone(),
        citation: consequence.citation.clone(),
        certain: consequence.state != Certainty::CannotTell,
        report: asks::report(consequence),
    }
}

/// What is asked in all. Of what is only for review, nothing is asked but to find out; and not even that where every rule leaves it be.
fn asked(verdict: Verdict, rules: &[Rule]) -> Vec<Ask> {
    if verdict == Verdict::Review {
        let left_alone =
            !rules.is_empty() && rules.iter().all(|rule| matches!(rule.ask, Some(Ask::Keep) | None));
        return vec![if left_alone { Ask::Keep } else { Ask::FindOut }];
    }
    let report = rules.iter().any(|rule| rule.report.is_some() && rule.certain).then_some(Ask::Report);
    let mut all: Vec<Ask> = rules.iter().filter_map(|rule| rule.ask).chain(report).collect();
    all.sort();
    all.dedup();
    // What one rule leaves lawful is not said beside another that bars it.
    if all.contains(&Ask::Remove) {
        all.retain(|ask| *ask != Ask::Keep);
    }
    all
}

/// What is asked where only the network part is known: whose the device is has to be found out before anything is done to it.
fn doubted(asks: &[Ask]) -> Vec<Ask> {
    let keeps = |ask: &&Ask| **ask == Ask::Keep;
    if asks.iter().all(|ask| keeps(&ask)) {
        return asks.to_vec();
    }
    [Ask::FindOut].into_iter().chain(asks.iter().filter(keeps).copied()).collect()
}

/// Whether two days give different answers: other verdicts, lists or rules.
fn differ(then: &State, now: &State) -> bool {
    let lists = |state: &State| -> Vec<(String, Vec<String>)> {
        state.targets.iter().map(|target| (target.id.clone(), target.lists.clone())).collect()
    };
    let rules = |state: &State| -> Vec<(String, Option<Ask>)> {
        state.rules.iter().map(|rule| (rule.code.clone(), rule.ask)).collect()
    };
    then.verdict != now.verdict || lists(then) != lists(now) || rules(then) != rules(now)
}
