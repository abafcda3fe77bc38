//! What links parties, each an entity of its own in FollowTheMoney: a place on a list (`Sanction`), a share (`Ownership`), control,
//! succession, and other ties. It knows ids and properties, and says nothing of the parties themselves.

use std::collections::{BTreeMap, HashMap};

use nameplate::date::Date;
use nameplate::register::{PartyNo, Register, Relation, RelationKind};

use super::datasets::slug;

/// A link.
#[derive(Debug)]
pub(crate) struct Link {
    /// Its id.
    pub(crate) id: String,
    /// Its type.
    pub(crate) schema: &'static str,
    /// The properties that lead to parties, and to whom.
    pub(crate) ends: Vec<(&'static str, PartyNo)>,
    of: Of,
}

/// Which row of the register it is.
#[derive(Clone, Copy, Debug)]
enum Of {
    /// A place of a party on a list.
    Place(PartyNo, usize),
    /// A relation that the path leaves a party by.
    Tie(PartyNo, usize),
}

/// What is said of a link.
#[derive(Debug, Default)]
pub(crate) struct Said {
    /// Values by property, parties aside.
    pub(crate) properties: BTreeMap<&'static str, Vec<String>>,
    /// The list that says it.
    pub(crate) list: Option<String>,
    /// Ids of the sources that say it.
    pub(crate) sources: Vec<String>,
    /// The newest day of these.
    pub(crate) seen: Option<nameplate::Day>,
}

/// All links of a register.
#[derive(Debug, Default)]
pub(crate) struct Links {
    all: Vec<Link>,
    by_id: HashMap<String, usize>,
    by_party: HashMap<PartyNo, Vec<usize>>,
    parents: BTreeMap<PartyNo, Vec<PartyNo>>,
    subsidiaries: BTreeMap<PartyNo, Vec<PartyNo>>,
}

impl Links {
    /// The links of a register; `told` gives the id of a party.
    pub(crate) fn of<'t>(register: &Register<'_>, told: &impl Fn(PartyNo) -> &'t str) -> Self {
        let mut links = Links::default();
        for (no, party) in register.parties() {
            for (nth, place) in party.designations().enumerate() {
                let list = place.list().map_or("", |list| list.id());
                let id = format!("{}.{}", told(no), slug(list));
                links.add(Link {
                    id,
                    schema: "Sanction",
                    ends: vec![("entity", no)],
                    of: Of::Place(no, nth),
                });
            }
            for (nth, tie) in register.relations_of(no).enumerate() {
                let (schema, (one, other)) = shape(tie.kind());
                let (from, to) = if tie.kind() == RelationKind::SubsidiaryOf {
                    (tie.to(), tie.from())
                } else {
                    (tie.from(), tie.to())
                };
                let id = format!("{}.{}.{}", told(tie.from()), tie.kind().word(), told(tie.to()));
                if tie.kind() == RelationKind::SubsidiaryOf {
                    links.parents.entry(tie.from()).or_default().push(tie.to());
                    links.subsidiaries.entry(tie.to()).or_default().push(tie.from());
                }
                links.add(Link { id, schema, ends: vec![(one, from), (other, to)], of: Of::Tie(no, nth) });
            }
        }
        let several = links.parents.values_mut();
        for parties in several.chain(links.subsidiaries.values_mut()) {
            parties.sort_unstable();
            parties.dedup();
        }
        links
    }

    fn add(&mut self, mut link: Link) {
        let at = self.all.len();
        // Several places on one list, several ties of one kind: told apart by a number.
        let same = |n: usize| if n == 1 { link.id.clone() } else { format!("{}.{n}", link.id) };
        link.id = (1..).map(same).find(|id| !self.by_id.contains_key(id)).unwrap_or_default();
        self.by_id.insert(link.id.clone(), at);
        let mut ends: Vec<PartyNo> = link.ends.iter().map(|(_, no)| *no).collect();
        ends.dedup();
        for no in ends {
            self.by_party.entry(no).or_default().push(at);
        }
        self.all.push(link);
    }

    /// The link of that id.
    pub(crate) fn get(&self, id: &str) -> Option<&Link> {
        self.all.get(*self.by_id.get(id)?)
    }

    /// Links that lead to a party.
    pub(crate) fn of_party(&self, no: PartyNo) -> impl Iterator<Item = &Link> {
        self.by_party.get(&no).into_iter().flatten().filter_map(|at| self.all.get(*at))
    }

    /// Whose subsidiary it is.
    pub(crate) fn parents(&self, no: PartyNo) -> &[PartyNo] {
        self.parents.get(&no).map_or(&[], Vec::as_slice)
    }

    /// Its subsidiaries.
    pub(crate) fn subsidiaries(&self, no: PartyNo) -> &[PartyNo] {
        self.subsidiaries.get(&no).map_or(&[], Vec::as_slice)
    }
}

/// The type of a relation, and the properties of its ends.
fn shape(kind: RelationKind) -> (&'static str, (&'static str, &'static str)) {
    match kind {
        RelationKind::Owns | RelationKind::SubsidiaryOf => ("Ownership", ("owner", "asset")),
        RelationKind::Controls => ("Control", ("controller", "controlled")),
        RelationKind::SucceededBy => ("Succession", ("predecessor", "successor")),
        _ => ("UnknownLink", ("subject", "object")),
    }
}

impl Link {
    /// What the register says of it.
    pub(crate) fn said(&self, register: &Register<'_>) -> Said {
        match self.of {
            Of::Place(no, nth) => place(register, no, nth),
            Of::Tie(no, nth) => {
                register.relations_of(no).nth(nth).map(|tie| of_tie(&tie)).unwrap_or_default()
            }
        }
    }
}

impl Said {
    fn put(&mut self, property: &'static str, value: impl Into<String>) {
        let value = value.into();
        if !value.is_empty() {
            self.properties.entry(property).or_default().push(value);
        }
    }

    fn date(&mut self, property: &'static str, date: Date) {
        if let Date::On { .. } = date {
            self.put(property, date.to_string());
        }
    }

    fn sources(&mut self, sources: Vec<nameplate::register::Source>) {
        self.seen = sources.iter().filter_map(|source| source.date.first_day()).max();
        for source in sources {
            self.put("sourceUrl", source.url);
            self.sources.push(source.id.as_str().to_owned());
        }
    }
}

fn place(register: &Register<'_>, no: PartyNo, nth: usize) -> Said {
    let mut said = Said::default();
    let Some(place) = register.party(no).and_then(|party| party.designations().nth(nth)) else { return said };
    if let Some(list) = place.list() {
        said.list = Some(list.id().to_owned());
        said.put("authority", list.authority());
        said.put("program", list.name());
        said.put("programUrl", list.url());
        said.put("country", list.jurisdiction().to_lowercase());
    }
    said.put("recordId", place.entry());
    said.put("reason", place.reason());
    said.put("provisions", place.citation());
    let interval = place.interval();
    for property in ["listingDate", "startDate"] {
        said.date(property, interval.from);
    }
    said.date("endDate", interval.to);
    said.sources(place.sources());
    said
}

fn of_tie(tie: &Relation<'_>) -> Said {
    let mut said = Said::default();
    let interval = tie.interval();
    said.put("role", tie.kind().word().replace('_', " "));
    said.put("status", tie.standing().word());
    if let Some(share) = tie.share() {
        said.put("percentage", share.to_string());
    }
    if tie.kind() == RelationKind::Owns {
        said.put("ownershipType", if tie.is_direct() { "direct" } else { "indirect" });
    }
    said.date("startDate", interval.from);
    said.date("endDate", interval.to);
    said.put("description", tie.note());
    said.sources(tie.sources());
    said
}
