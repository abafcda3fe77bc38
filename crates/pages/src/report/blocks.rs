//! What many findings share is rendered once and referred to by number: a chain, the lists of a target, what follows, what is
//! said and answered. Fifty thousand findings lead along some dozens of chains.

use std::collections::{HashMap, HashSet};

use maud::{Markup, html};
use nameplate::answer::Audience;
use nameplate::finding::{Case, Designation};
use nameplate::id::{CaseId, HouseId};
use serde::Serialize;

use crate::gather::Found;
use crate::parts;
use crate::safe::foreign;

/// The numbers of the blocks of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Numbers {
    pub(super) chain: usize,
    pub(super) lists: usize,
    pub(super) means: usize,
    pub(super) said: usize,
    pub(super) told: usize,
}

/// All blocks, in the order in which they were first met.
#[derive(Default)]
pub(super) struct Blocks {
    /// For whom they are worded.
    audience: Audience,
    rendered: Vec<Markup>,
    /// By what they say: two cases may share the better part.
    by_content: HashMap<String, usize>,
    /// By case, and what a house adds to it: a way around looking at it again.
    by_case: HashMap<(CaseId, Option<HouseId>), Numbers>,
    /// Those that the static page has shown.
    shown: HashSet<usize>,
    /// Anchors that the static page has given.
    given: HashSet<String>,
}

impl Blocks {
    pub(super) fn for_audience(audience: &Audience) -> Self {
        Blocks { audience: audience.clone(), ..Blocks::default() }
    }

    /// Whether somebody asks.
    pub(super) fn asked(&self) -> bool {
        self.audience.reader.is_some()
    }

    /// The blocks of a finding.
    pub(super) fn of(&mut self, found: &Found) -> Numbers {
        let (finding, case) = (&found.finding, found.case());
        let audience = self.audience.clone();
        let of = (case.id.clone(), finding.house.as_ref().map(|house| house.id.clone()));
        if let Some(numbers) = self.by_case.get(&of) {
            return *numbers;
        }
        let lists: Vec<&Designation> = finding.designations().collect();
        let means = finding.consequences();
        let numbers = Numbers {
            chain: self.number('c', &(&case.target, &case.path, &case.other_paths), || chain(case)),
            lists: self.number('l', &lists, || parts::designations(lists.iter().copied())),
            means: self.number('m', &means, || parts::consequences(means.clone(), &audience)),
            said: self.number('s', &(&case.claims, &case.responses), || {
                parts::said(&case.claims, &case.responses, |id| name(case, id))
            }),
            told: self.number('w', &case.warning, || parts::warning(case.warning.as_ref())),
        };
        self.by_case.insert(of, numbers);
        numbers
    }

    /// The number of a block.
    fn number(&mut self, kind: char, content: &impl Serialize, render: impl FnOnce() -> Markup) -> usize {
        // Contents are plain data, which always has a JSON form.
        let key = format!("{kind}{}", serde_json::to_string(content).unwrap_or_default());
        let next = self.rendered.len();
        let number = *self.by_content.entry(key).or_insert(next);
        if number == next {
            self.rendered.push(render());
        }
        number
    }

    /// The block of that number.
    pub(super) fn get(&self, number: usize) -> Markup {
        self.rendered.get(number).cloned().unwrap_or_default()
    }

    /// The block where it is first shown in the static page, a link to it elsewhere.
    pub(super) fn once(&mut self, number: usize) -> Markup {
        if self.shown.insert(number) {
            html! { div id={ "s" (number) } { (self.get(number)) } }
        } else {
            html! { p { a href={ "#s" (number) } { "As shown further up" } } }
        }
    }

    /// The anchor of a finding where the static page first shows its target: an anchor stands once in a page.
    pub(super) fn anchor<'f>(&mut self, found: &'f Found) -> Option<&'f str> {
        let anchor = Some(found.anchor()).filter(|anchor| !anchor.is_empty())?;
        self.given.insert(anchor.to_owned()).then_some(anchor)
    }

    /// All of them, for the script to take copies of.
    pub(super) fn templates(&self) -> Markup {
        html! { @for (n, block) in self.rendered.iter().enumerate() { template id={ "k" (n) } { (block) } } }
    }
}

/// The name of a party on the chain of a case.
fn name<'f>(case: &'f Case, id: &str) -> Option<&'f str> {
    let steps = case.path.iter().chain(case.other_paths.iter().flat_map(|path| path.iter()));
    let mut named = steps.flat_map(|step| [(&step.from, &step.from_name), (&step.to, &step.to_name)]);
    let on_path = named.find(|(party, _)| *party == id).map(|(_, name)| name.as_str());
    on_path.or_else(|| (case.target.id == id).then_some(case.target.name.as_str()))
}

fn chain(case: &Case) -> Markup {
    html! {
        (parts::chain(&case.path, &case.target))
        @if !case.other_paths.is_empty() {
            p class="fine" { "Other chains to the same target:" }
            ul class="fine" { @for other in &case.other_paths { li { (parts::in_short(other)) } } }
        }
        @if case.path.last().is_some_and(|step| step.to_name != case.target.name && step.from_name != case.target.name) {
            p { "and so to " (foreign(&case.target.name)) }
        }
    }
}
