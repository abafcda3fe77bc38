//! Lists that sources name and facts do not describe: they get a name, an authority and a page, so that a finding can say
//! where an entry stands. What they mean for whom is for facts to say.

use std::collections::BTreeSet;

use nameplate::register::ListIn;
use nameplate::word::ListKind;

use super::{Part, Work};

/// Id, name, jurisdiction.
const NAMES: &[(&str, &str, &str)] = &[
    ("bis-uvl", "BIS Unverified List", "US"),
    ("state-isn", "Nonproliferation sanctions", "US"),
    ("state-dtc", "AECA debarred parties (ITAR)", "US"),
    ("ofac-ssi", "OFAC Sectoral Sanctions Identifications List", "US"),
    ("ofac-plc", "OFAC Palestinian Legislative Council List", "US"),
    ("ofac-fse", "OFAC Foreign Sanctions Evaders List", "US"),
    (
        "ofac-capta",
        "OFAC list of foreign institutions subject to correspondent or payable-through account sanctions",
        "US",
    ),
    ("ofac-mbs", "OFAC Non-SDN Menu-Based Sanctions List", "US"),
    ("ofac-non-sdn", "OFAC consolidated (non-SDN) list", "US"),
];

pub(super) fn add(work: &mut Work<'_>, parts: &[Part<'_>]) {
    let mut known: BTreeSet<String> =
        work.input.list.iter().filter(|list| !list.needs_source).map(|list| list.id.clone()).collect();
    for part in parts {
        for record in part.records.iter().filter(|record| !record.list.is_empty()) {
            if known.insert(record.list.clone()) {
                let named = NAMES.iter().find(|(id, ..)| *id == record.list);
                let (name, jurisdiction) =
                    named.map_or((record.list.as_str(), ""), |(_, name, place)| (name, place));
                work.input.list.retain(|list| list.id != record.list);
                work.input.list.push(ListIn {
                    kind: ListKind::List,
                    id: record.list.clone(),
                    name: name.to_owned(),
                    authority: part.source.authority.to_owned(),
                    jurisdiction: jurisdiction.to_owned(),
                    citation: String::new(),
                    url: part.source.page.to_owned(),
                    sources: vec![part.edition.source_id()],
                    needs_source: false,
                    note: String::new(),
                });
            }
        }
    }
}
