//! Made-up facts, edits of them, and listings.

use nameplate::date::Date;
use nameplate::register::{
    ClaimIn, DesignationIn, NameIn, NameKind, PartyIn, PartyKind, Place, Register, RegisterInput, RelationIn,
    ResponseIn,
};
use nameplate::{Day, Field, Listing, Policy, Screener};
use proptest::prelude::*;

const NAMES: [&str; 14] = [
    "Tehran Cement Industries",
    "Tehran Cement",
    "Kunlun Optical Instruments Co., Ltd.",
    "Kunlun Optical",
    "Orient Digital Vision",
    "Northwind Trading House",
    "Vostok Elektronika",
    "Elektronika Vostok OOO",
    "Ali Reza Hosseini",
    "Peoples Liberation Cement",
    "Kunlunoptical",
    "Hosseini Trading",
    "Brightwater Digital",
    "Zenith Nonesuch Manufacturing",
];

const PARTIES: [&str; 8] =
    ["northwind", "northwind-home", "brightwater", "eastgate", "bulk-0", "bulk-1", "bulk-2", "bulk-3"];
const DATES: [&str; 6] = ["2019-01-01", "2021-03-12", "2024-06", "2025-06-01", "2026-01-31", "2026-05"];
pub(crate) const DAYS: [&str; 5] = ["2023-12-31", "2024-07-10", "2025-05-06", "2025-05-07", "2026-03-01"];

#[derive(Clone, Debug)]
pub(crate) enum Edit {
    Party { slot: usize, name: usize, person: bool },
    Gone { slot: usize },
    Alias { slot: usize, name: usize },
    Merge { into: usize, from: usize },
    Listed { party: usize, list: bool, since: usize },
    Delisted { at: usize },
    Tie { from: usize, to: usize, kind: usize, since: usize },
    Untie { at: usize },
    Said { party: usize, date: usize },
    Answered { party: usize, date: usize },
    Rule { at: usize, until: usize },
    List { at: usize },
    Source { at: usize },
    Makes { party: usize },
}

pub(crate) fn edit() -> impl Strategy<Value = Edit> {
    let (slot, name, party, date) = (0..4usize, 0..NAMES.len(), 0..PARTIES.len(), 0..DATES.len());
    prop_oneof![
        4 => (slot.clone(), name.clone(), any::<bool>()).prop_map(|(slot, name, person)| Edit::Party { slot, name, person }),
        1 => slot.clone().prop_map(|slot| Edit::Gone { slot }),
        2 => (slot.clone(), name).prop_map(|(slot, name)| Edit::Alias { slot, name }),
        1 => (slot.clone(), slot).prop_map(|(into, from)| Edit::Merge { into, from }),
        3 => (party.clone(), any::<bool>(), date.clone()).prop_map(|(party, list, since)| Edit::Listed { party, list, since }),
        1 => (0..6usize).prop_map(|at| Edit::Delisted { at }),
        2 => (party.clone(), party.clone(), 0..4usize, date.clone())
            .prop_map(|(from, to, kind, since)| Edit::Tie { from, to, kind, since }),
        1 => (0..6usize).prop_map(|at| Edit::Untie { at }),
        1 => (party.clone(), date.clone()).prop_map(|(party, date)| Edit::Said { party, date }),
        1 => (party.clone(), date.clone()).prop_map(|(party, date)| Edit::Answered { party, date }),
        1 => (0..2usize, date).prop_map(|(at, until)| Edit::Rule { at, until }),
        1 => (0..2usize).prop_map(|at| Edit::List { at }),
        1 => (0..2usize).prop_map(|at| Edit::Source { at }),
        1 => party.prop_map(|party| Edit::Makes { party }),
    ]
}

fn has(input: &RegisterInput, id: &str) -> bool {
    input.party.iter().any(|party| party.id == id)
}

fn remove(input: &mut RegisterInput, id: &str) {
    input.party.retain(|party| party.id != id);
    input.designation.retain(|one| one.party != id);
    input.relation.retain(|one| one.from != id && one.to != id);
    input.claim.retain(|one| one.about != id);
    input.response.retain(|one| one.party != id);
}

pub(crate) fn alias(text: &str) -> NameIn {
    NameIn {
        text: text.to_owned(),
        kind: NameKind::Alias,
        common: false,
        place: Place::Anywhere,
        sources: Vec::new(),
        needs_source: true,
        note: String::new(),
    }
}

fn date(at: usize) -> Date {
    DATES[at].parse().unwrap()
}

pub(crate) fn apply(input: &mut RegisterInput, edit: &Edit) {
    let gazette = || vec!["gazette".to_owned()];
    match *edit {
        Edit::Party { slot, name, person } => {
            let id = format!("bulk-{slot}");
            let mut party = PartyIn::named(&id, NAMES[name]);
            party.bulk = true;
            party.sources = gazette();
            if person {
                party.kind = PartyKind::Person;
            }
            input.party.retain(|known| known.id != id);
            input.party.push(party);
        }
        Edit::Gone { slot } => remove(input, &format!("bulk-{slot}")),
        Edit::Alias { slot, name } => {
            let id = format!("bulk-{slot}");
            let party = input.party.iter_mut().find(|party| party.id == id);
            party.into_iter().for_each(|party| party.names.push(alias(NAMES[name])));
        }
        Edit::Merge { into, from } if into != from => {
            let (into, from) = (format!("bulk-{into}"), format!("bulk-{from}"));
            let name = input.party.iter().find(|party| party.id == from).map(|party| party.name.clone());
            if let Some(name) = name.filter(|_| has(input, &into)) {
                input
                    .designation
                    .iter_mut()
                    .filter(|one| one.party == from)
                    .for_each(|one| one.party.clone_from(&into));
                remove(input, &from);
                let party = input.party.iter_mut().find(|party| party.id == into).unwrap();
                party.names.push(alias(&name));
            }
        }
        Edit::Merge { .. } => {}
        Edit::Listed { party, list, since } if has(input, PARTIES[party]) => {
            let list = if list { "watch" } else { "trade" };
            let one: DesignationIn = serde_json::from_value(serde_json::json!({
                "party": PARTIES[party], "list": list, "entry": "An entry", "since": DATES[since], "sources": ["gazette"],
            }))
            .unwrap();
            input.designation.push(one);
        }
        Edit::Listed { .. } => {}
        Edit::Delisted { at } if at < input.designation.len() => drop(input.designation.remove(at)),
        Edit::Delisted { .. } => {}
        Edit::Tie { from, to, kind, since } => {
            let (from, to) = (PARTIES[from], PARTIES[to]);
            if from != to && has(input, from) && has(input, to) {
                let kind = ["subsidiary_of", "made_by", "same_group_as", "sold_by"][kind];
                let one: RelationIn = serde_json::from_value(serde_json::json!({
                    "from": from, "kind": kind, "to": to, "valid_from": DATES[since], "valid_to": "open", "sources": ["gazette", "paper"],
                }))
                .unwrap();
                input.relation.push(one);
            }
        }
        Edit::Untie { at } if at < input.relation.len() => drop(input.relation.remove(at)),
        Edit::Untie { .. } => {}
        Edit::Said { party, date: at } if has(input, PARTIES[party]) => {
            let mut one: ClaimIn = input.claim.first().cloned().unwrap_or_else(|| base().claim.remove(0));
            (one.about, one.date) = (PARTIES[party].to_owned(), date(at));
            input.claim.push(one);
        }
        Edit::Answered { party, date: at } if has(input, PARTIES[party]) => {
            let mut one: ResponseIn =
                input.response.first().cloned().unwrap_or_else(|| base().response.remove(0));
            (one.party, one.date) = (PARTIES[party].to_owned(), date(at));
            input.response.push(one);
        }
        Edit::Said { .. } | Edit::Answered { .. } => {}
        Edit::Rule { at, until } => input.rule[at].to = date(until),
        Edit::List { at } => input.list[at].name.push_str(" (renamed)"),
        Edit::Source { at } => input.source[at].title.push_str(", second edition"),
        Edit::Makes { party } => {
            let party = input.party.iter_mut().find(|one| one.id == PARTIES[party]);
            party.into_iter().for_each(|party| party.makes = vec!["cement".to_owned()]);
        }
    }
}

pub(crate) fn base() -> RegisterInput {
    toml::from_str(include_str!("base.toml")).unwrap()
}

/// Words of listings: names as they are, spelt otherwise, among others, in pieces.
fn words() -> impl Strategy<Value = String> {
    let whole = proptest::sample::select(NAMES.to_vec()).prop_map(str::to_owned);
    let odd = proptest::sample::select(vec![
        "Northwind",
        "northw1nd",
        "North wind",
        "Brightwater",
        "Brigthwater",
        "Eastgate Vision",
        "NW-1234",
        "Tehran Cment",
        "Kunlun Optical USA",
        "k u n l u n o p t i c a l",
        "Cement Tehran",
        "Vostok Electronika",
        "oak desk",
        "dome camera",
        "PLC",
        "Zenith Nonesuch",
        "Unbranded",
        "Orient Digital Vision Store",
        "compatible with Northwind",
        "A. R. Hosseini",
        "cement",
    ])
    .prop_map(str::to_owned);
    prop_oneof![whole, odd]
}

pub(crate) fn listing() -> impl Strategy<Value = Listing<'static>> {
    let field = proptest::sample::select(vec![
        Field::Title,
        Field::Brand,
        Field::Manufacturer,
        Field::Seller,
        Field::Supplier,
        Field::ResponsiblePerson,
        Field::Model,
        Field::Text,
        Field::Other,
    ]);
    let bought = prop_oneof![8 => Just(""), 1 => Just("2025-05-06"), 1 => Just("2026-02-02")];
    (proptest::collection::vec((field, words()), 1..4), bought).prop_map(|(fields, bought)| {
        let mut listing = Listing::default().with(Field::PurchasedOn, bought);
        fields.into_iter().for_each(|(field, text)| listing.set(field, text));
        listing
    })
}

pub(crate) fn at<'r>(bytes: &'r [u8], day: &str) -> Screener<'r> {
    let day: Day = day.parse().unwrap();
    Screener::new(Register::open(bytes).unwrap(), Policy::default(), day)
}
