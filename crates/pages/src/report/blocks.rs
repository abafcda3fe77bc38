//! What many findings share is rendered once and referred to by number: a chain, the lists of a target, what follows, what is
//! said and answered. Fifty thousand findings lead along some dozens of chains.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use maud::{Markup, html};
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
    rendered: Vec<Markup>,
    /// By what they say: equal content from two threads is one block.
    by_content: HashMap<String, usize>,
    /// By where the content is kept: a way around looking at it again.
    by_place: HashMap<Place, usize>,
    /// Those that the static page has shown.
    shown: HashSet<usize>,
    /// Anchors that the static page has given.
    given: HashSet<String>,
}

/// Where the content of a block is kept, by kind.
type Place = (char, [usize; 3]);

fn place<T>(shared: &Arc<[T]>) -> usize {
    shared.as_ptr().addr()
}

impl Blocks {
    /// The blocks of a finding; the finding has to outlive them.
    pub(super) fn of(&mut self, found: &Found) -> Numbers {
        let others = found.other_paths.first().map_or(0, place);
        let chain_at = ('c', [place(&found.path), others, found.other_paths.len()]);
        let chain_said = (&found.target, &found.path, &found.other_paths);
        // An empty chain may be one place for several targets.
        let chain_at = (!found.path.is_empty()).then_some(chain_at);
        let said = (&found.claims, &found.responses);
        let said_at = ('s', [place(&found.claims), place(&found.responses), 0]);
        let told_at = found.warning.as_ref().map(|warning| ('w', [Arc::as_ptr(warning).addr(), 0, 0]));
        let (lists, means) = (&found.designations, &found.consequences);
        Numbers {
            chain: self.number('c', chain_at, &chain_said, || chain(found)),
            lists: self.number('l', Some(('l', [place(lists), 0, 0])), lists, || parts::designations(lists)),
            means: self.number('m', Some(('m', [place(means), 0, 0])), means, || parts::consequences(means)),
            said: self.number('s', Some(said_at), &said, || {
                parts::said(&found.claims, &found.responses, |id| name(found, id))
            }),
            told: self.number('w', told_at, &found.warning, || parts::warning(found.warning.as_deref())),
        }
    }

    /// The number of a block. What stands at a known place is not looked at again.
    fn number(
        &mut self,
        kind: char,
        at: Option<Place>,
        content: &impl Serialize,
        render: impl FnOnce() -> Markup,
    ) -> usize {
        if let Some(number) = at.and_then(|at| self.by_place.get(&at)) {
            return *number;
        }
        // Contents are plain data, which always has a JSON form.
        let key = format!("{kind}{}", serde_json::to_string(content).unwrap_or_default());
        let next = self.rendered.len();
        let number = *self.by_content.entry(key).or_insert(next);
        if number == next {
            self.rendered.push(render());
        }
        if let Some(at) = at {
            self.by_place.insert(at, number);
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

/// The name of a party on the chain of a finding.
fn name<'f>(found: &'f Found, id: &str) -> Option<&'f str> {
    let steps = found.path.iter().chain(found.other_paths.iter().flat_map(|path| path.iter()));
    let mut named = steps.flat_map(|step| [(&step.from, &step.from_name), (&step.to, &step.to_name)]);
    let on_path = named.find(|(party, _)| *party == id).map(|(_, name)| name.as_str());
    on_path.or_else(|| (found.target.id == id).then_some(found.target.name.as_str()))
}

fn chain(found: &Found) -> Markup {
    html! {
        (parts::chain(&found.path, &found.target))
        @if !found.other_paths.is_empty() {
            p class="fine" { "Other chains to the same target:" }
            ul class="fine" { @for other in &found.other_paths { li { (parts::in_short(other)) } } }
        }
        @if found.path.last().is_some_and(|step| step.to_name != found.target.name && step.from_name != found.target.name) {
            p { "and so to " (foreign(&found.target.name)) }
        }
    }
}
