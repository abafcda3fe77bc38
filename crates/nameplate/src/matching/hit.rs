//! What leaves: one line a query, with all that was found and why.

use std::borrow::Cow;

use serde::Serialize;

use super::qualifier::Qualifier;
use super::query::PartyQuery;
use crate::listing::Defect;
use crate::lookup::GroupName;
use crate::names::{Comparison, Explanation, How, Met, Term};
use crate::register::{NameKind, Party, PartyKind, PartyNo};
use crate::word::words;

words! {
    /// What a hit rests on.
    FoundBy {
        /// A name of the party that is alike.
        Name => "name",
        /// The name says it is a company of the party's group: the group's name with a place or with what firms of every kind are
        /// called. A lead, no likeness.
        GroupName => "group_name",
        /// A number that the party has; the names share nothing.
        Identifier => "identifier",
    }
}

/// The most that a group's name says, in milli-nats.
const MOST_OF_A_NAME: i32 = 9_000;
/// A company of the group is not the party of that name, and a stranger may be called so.
const ANOTHER_COMPANY: i32 = -1_000;

/// The query as it is told back.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct QueryEcho<'q> {
    /// The id that the list gives it.
    pub id: &'q str,
    /// File.
    pub file: &'q str,
    /// Row of the file.
    pub row: u64,
    /// Its first name.
    pub name: &'q str,
}

/// A party of the register.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct MatchedParty {
    /// Id.
    pub id: String,
    /// The name that reports print.
    pub name: String,
    /// Its name in its own script.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub native_name: Option<String>,
    /// What it is.
    pub kind: &'static str,
}

/// Something that speaks for or against, in plain words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Says {
    /// In words.
    pub says: String,
    /// In milli-nats.
    pub weight: i32,
}

/// A party that a query may mean.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Hit {
    /// The party.
    pub party: MatchedParty,
    /// Entries of published lists that it is, `source:entry`.
    pub source_ids: Vec<String>,
    /// Lists that it stands or stood on.
    pub lists: Vec<String>,
    /// Evidence in milli-nats: it orders hits.
    pub score: i32,
    /// What it rests on.
    pub found_by: FoundBy,
    /// How often hits of that score are right, as measured (see `docs/matching.md`); only of names that are alike.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub probability: Option<f64>,
    /// The name of the party that met.
    pub name: String,
    /// What that name is to the party.
    pub name_kind: &'static str,
    /// What met what, in plain words.
    pub alignment: String,
    /// The same, as data.
    pub met: Vec<Met>,
    /// What speaks for it beside the words that met.
    #[serde(rename = "for")]
    pub speaks_for: Vec<Says>,
    /// What speaks against it.
    pub against: Vec<Says>,
    /// Letters of another script were read as what they look like.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub disguised: bool,
}

/// What became of one query.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct MatchResult<'q> {
    /// The query.
    pub query: QueryEcho<'q>,
    /// Whom it may mean, the likest first.
    pub hits: Vec<Hit>,
    /// What could not be used of the query.
    pub defects: Vec<Defect>,
    /// Whether there was a name, and everything that is like it was compared: else no hit does not mean that nobody is meant. The
    /// defects say why.
    #[serde(skip)]
    pub complete: bool,
}

impl<'q> MatchResult<'q> {
    pub(super) fn new(query: &'q PartyQuery<'q>) -> Self {
        let name = query.names.first().map_or("", Cow::as_ref);
        MatchResult {
            query: QueryEcho { id: &query.id, file: &query.file, row: query.row, name },
            ..MatchResult::default()
        }
    }

    /// A row of which nothing could be read.
    pub fn not_read(query: &'q PartyQuery<'q>) -> Self {
        MatchResult { defects: query.defects.clone(), ..MatchResult::new(query) }
    }
}

impl Hit {
    pub(super) fn new(party: Option<Party<'_>>, no: PartyNo, listed: &str, kind: NameKind) -> Self {
        let mut hit = Hit {
            party: MatchedParty { id: no.0.to_string(), ..MatchedParty::default() },
            source_ids: Vec::new(),
            lists: Vec::new(),
            score: 0,
            found_by: FoundBy::Name,
            probability: None,
            name: listed.to_owned(),
            name_kind: kind.word(),
            alignment: String::new(),
            met: Vec::new(),
            speaks_for: Vec::new(),
            against: Vec::new(),
            disguised: false,
        };
        let Some(party) = party else { return hit };
        let mut lists: Vec<String> =
            party.designations().filter_map(|one| Some(one.list()?.id().to_owned())).collect();
        lists.sort();
        lists.dedup();
        hit.party = MatchedParty {
            id: party.id().to_owned(),
            name: party.name().to_owned(),
            native_name: party.native().map(str::to_owned),
            kind: PartyKind::word(party.kind()),
        };
        hit.source_ids = party.entries().map(str::to_owned).collect();
        hit.lists = lists;
        hit
    }

    /// A name that bears the party's, with words around it.
    pub(super) fn of_group(party: Option<Party<'_>>, found: &GroupName<'_, '_>) -> Self {
        let around = found.around.join(" ");
        let mut hit = Hit::new(party, found.party, found.listed, found.kind);
        hit.found_by = FoundBy::GroupName;
        hit.alignment = format!(
            "bears the name {} = {}, with “{around}”: perhaps a company of the group",
            found.written, found.listed
        );
        let (query, listed) = (found.written.to_owned(), found.listed.to_owned());
        hit.met = vec![Met { query, listed, how: How::Equal, alike: 1_000 }];
        let says = format!("“{around}” makes it another company than the one of that name");
        hit.weighed(vec![
            Says { says: "words that met".to_owned(), weight: found.weight.min(MOST_OF_A_NAME) },
            Says { says, weight: ANOTHER_COMPANY },
        ]);
        hit
    }

    /// A party with the same number, whatever it is called.
    pub(super) fn of_number(party: Option<Party<'_>>, no: PartyNo, beside: &[Qualifier]) -> Self {
        let listed = party.map_or("", |party| party.name());
        let mut hit = Hit::new(party, no, listed, NameKind::Primary);
        hit.found_by = FoundBy::Identifier;
        let number = beside.iter().find(|one| one.what == "identifier").map_or("", |one| &one.says);
        hit.alignment = format!("found by {number}; the names are not alike");
        hit.weighed(beside.iter().map(|one| Says { says: one.says.clone(), weight: one.weight }).collect());
        hit
    }

    /// Its score is the sum of what is said.
    fn weighed(&mut self, says: Vec<Says>) {
        self.score = says.iter().map(|one| one.weight).sum();
        (self.speaks_for, self.against) =
            says.into_iter().filter(|one| one.weight != 0).partition(|one| one.weight > 0);
    }

    pub(super) fn explained(&mut self, comparison: &Comparison, words: Explanation, beside: &[Qualifier]) {
        self.alignment = words.to_string();
        if self.disguised {
            self.alignment.push_str(", letters of another script read as what they look like");
        }
        let mut says = vec![Says { says: "words that met".to_owned(), weight: comparison.part(Term::Met) }];
        if comparison.part(Term::Whole) > 0 {
            says.push(Says { says: "nothing is left over".to_owned(), weight: comparison.part(Term::Whole) });
        }
        says.extend(words.against.into_iter().map(|(says, weight)| Says { says, weight }));
        let qualifiers = beside.iter().filter(|one| one.weight != 0);
        says.extend(qualifiers.map(|one| Says { says: one.says.clone(), weight: one.weight }));
        (self.speaks_for, self.against) = says.into_iter().partition(|one| one.weight > 0);
        self.met = words.met;
    }
}
