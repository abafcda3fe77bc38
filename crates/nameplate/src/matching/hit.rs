//! What leaves: one line a query, with all that was found and why.

use std::borrow::Cow;

use serde::Serialize;

use super::qualifier::Qualifier;
use super::query::PartyQuery;
use crate::listing::Defect;
use crate::names::{Comparison, Explanation, Met, Term};
use crate::register::{NameKind, Party, PartyKind, PartyNo};

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
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Hit {
    /// The party.
    pub party: MatchedParty,
    /// Entries of published lists that it is, `source:entry`.
    pub source_ids: Vec<String>,
    /// Lists that it stands or stood on.
    pub lists: Vec<String>,
    /// Evidence in milli-nats: it orders hits.
    pub score: i32,
    /// How often hits of that score are right, as measured (see `docs/matching.md`).
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
        let Some(party) = party else {
            return Hit {
                party: MatchedParty { id: no.0.to_string(), ..MatchedParty::default() },
                ..Hit::default()
            };
        };
        let mut lists: Vec<String> =
            party.designations().filter_map(|one| Some(one.list()?.id().to_owned())).collect();
        lists.sort();
        lists.dedup();
        Hit {
            party: MatchedParty {
                id: party.id().to_owned(),
                name: party.name().to_owned(),
                native_name: party.native().map(str::to_owned),
                kind: PartyKind::word(party.kind()),
            },
            source_ids: party.entries().map(str::to_owned).collect(),
            lists,
            name: listed.to_owned(),
            name_kind: kind.word(),
            ..Hit::default()
        }
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
