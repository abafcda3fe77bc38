//! What is counted and kept of all devices: groups for the terminal, coverage for the summary.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use nameplate::finding::Verdict;
use serde::Serialize;

use super::judge::{Judged, Rule};
use super::made::Sure;
use pages::asks::Ask;

/// So many devices are kept to be shown; the others are counted.
const MOST: usize = 50_000;

/// Devices that lead to the same targets and of which the same is asked, the most serious first.
#[derive(PartialEq, Eq, PartialOrd, Ord, Clone, Debug)]
pub(super) struct Key {
    verdict: Reverse<Verdict>,
    /// Whether nothing is asked; then what is.
    asks: (bool, Vec<Ask>),
    /// Whom they lead to; of what leads nowhere, nothing.
    targets: Vec<String>,
    /// Whether only the network part is known.
    part: bool,
}

/// Devices of a group.
#[derive(Default, Debug)]
pub(super) struct Group {
    /// All of them, counted.
    pub(super) count: u64,
    /// What rules say of any of them, each once, the most serious first.
    pub(super) rules: Vec<Rule>,
    /// The lists, by name.
    pub(super) lists: BTreeSet<String>,
    /// Those that are shown.
    pub(super) devices: Vec<Judged>,
}

/// Counts of a run: the last record of results.
#[derive(Clone, Debug, Default, Serialize)]
pub(super) struct Counts {
    pub(super) devices: u64,
    pub(super) connected: u64,
    pub(super) review: u64,
    pub(super) no_connection_found: u64,
    pub(super) not_checked: u64,
    /// With an address that could be looked up: it was assigned, and the register holds the tables or knows the block.
    pub(super) mac_looked_up: u64,
    /// With an address that was assigned and could not be looked up.
    pub(super) mac_not_looked_up: u64,
    /// With an address that software made up.
    pub(super) mac_random: u64,
    /// With a model, maker or name that says what it is.
    pub(super) stated: u64,
    /// With nothing to go by.
    pub(super) nothing: u64,
    /// Bought on a known day.
    pub(super) bought: u64,
    /// Of which the answer was another on the day of purchase.
    pub(super) changed: u64,
}

/// All of a run.
#[derive(Default)]
pub(super) struct Tally {
    pub(super) counts: Counts,
    pub(super) groups: BTreeMap<Key, Group>,
    kept: usize,
}

impl Tally {
    /// Takes a device up; at most `limit` of a group are kept.
    pub(super) fn add(&mut self, device: Judged, limit: usize) {
        self.count(&device);
        let hint = (device.verdict == Verdict::Review).then(|| device.made.maker.clone());
        let targets = device.now.targets.iter().map(|one| one.name.clone());
        let targets = targets.chain(hint.filter(|_| device.now.targets.is_empty())).collect();
        let part = device.made.how_sure == Sure::NetworkPart && device.verdict >= Verdict::Review;
        let asks = (device.now.asks.is_empty(), device.now.asks.clone());
        let key = Key { verdict: Reverse(device.verdict), asks, targets, part };
        let group = self.groups.entry(key).or_default();
        group.count += 1;
        for rule in &device.now.rules {
            if !group.rules.iter().any(|known| (&known.code, &known.sentence) == (&rule.code, &rule.sentence))
            {
                group.rules.push(rule.clone());
            }
        }
        group.rules.sort_by_key(Rule::rank);
        group.lists.extend(device.now.targets.iter().flat_map(|target| target.lists.iter().cloned()));
        if group.devices.len() < limit && self.kept < MOST {
            self.kept += 1;
            group.devices.push(device);
        }
    }

    fn count(&mut self, device: &Judged) {
        let counts = &mut self.counts;
        counts.devices += 1;
        *match device.verdict {
            Verdict::Connected => &mut counts.connected,
            Verdict::Review => &mut counts.review,
            Verdict::NoConnectionFound => &mut counts.no_connection_found,
            Verdict::NotChecked => &mut counts.not_checked,
        } += 1;
        let random = device.mac_kind == "random";
        counts.mac_looked_up += u64::from(device.looked_up == Some(true));
        counts.mac_not_looked_up += u64::from(device.looked_up == Some(false));
        counts.mac_random += u64::from(random);
        counts.stated += u64::from(device.stated);
        counts.nothing += u64::from(device.looked_up != Some(true) && !device.stated);
        counts.bought += u64::from(device.bought.is_some());
        counts.changed += u64::from(device.then.is_some());
    }
}
