//! Who may be meant by a name: parties, narrowed by what they are, where they are, and whether a list names them.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use nameplate::Day;
use nameplate::date::Holds;
use nameplate::lookup::typed::{Match, beginning, by_name, nearest};
use nameplate::register::{Party, PartyNo, Register};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::asked::{Query, json, limit, offset, tagged};
use crate::app::App;
use crate::problem::{Problem, Result};

/// What is looked for.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct SearchQuery {
    /// A name, a part of one, or an id; at most 200 letters.
    #[param(example = "EZVIZ", min_length = 1, max_length = 200, pattern = "\\S")]
    q: String,
    /// Only parties of this kind: company, brand, person, ...; the facets of an answer name those that there are.
    #[serde(default)]
    kind: String,
    /// Only parties of this country: CN; `none` for those of which it is not known.
    #[serde(default)]
    country: String,
    /// Only those that a list names today (`yes`), or only the others (`no`).
    #[serde(default)]
    #[param(pattern = "^(yes|no)?$")]
    listed: String,
    /// At most so many: 1 to 100, 20 where none is named.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<usize>,
    /// Where the last page ended: its `next`.
    #[param(pattern = "^[0-9]{1,9}$")]
    cursor: Option<String>,
}

/// A party that may be meant.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct Hit {
    /// Its id.
    pub(crate) id: String,
    /// Its name.
    pub(crate) name: String,
    /// Its name in its own script.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) native_name: Option<String>,
    /// Company, brand, storefront, state body.
    pub(crate) kind: &'static str,
    /// Where it is, as far as known.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) country: String,
    /// Whether a list names the party itself on the day of the question.
    pub(crate) listed: bool,
}

/// Who may be meant.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Hits {
    /// How the words were found: `id or name`, `several`, `group`, `part of a name`, `beginning of a name`, `nothing`.
    pub(crate) found_as: &'static str,
    /// So many in all, narrowed as asked.
    pub(crate) total: usize,
    /// This page of them.
    pub(crate) results: Vec<Hit>,
    /// Where the next page begins.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) next: Option<String>,
    /// How many there would be of each kind, country and state, each beside what else was asked.
    pub(crate) facets: Facets,
    /// Names that are like what was typed, where nobody bears it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) nearest: Vec<String>,
}

/// By what a search can be narrowed, each word with its count.
#[derive(Clone, Debug, Default, Serialize, ToSchema)]
pub(crate) struct Facets {
    /// By kind.
    pub(crate) kind: BTreeMap<String, usize>,
    /// By country; `none` where it is not known.
    pub(crate) country: BTreeMap<String, usize>,
    /// `yes`: a list names it; `no`.
    pub(crate) listed: BTreeMap<String, usize>,
}

/// Longest words that are looked for, in letters.
const LONGEST: usize = 200;
/// Parties of a page.
const USUAL: usize = 20;
const MOST: usize = 100;

/// Find parties by name
#[utoipa::path(
    get, path = "/v1/search", tag = "knowledge", operation_id = "search",
    params(SearchQuery),
    responses(
        (status = 200, description = "Who may be meant", body = Hits, content_type = "application/json"),
        (status = 304, description = "Whoever asks has it already"),
        (status = "4XX", description = "The question cannot be meant", body = Problem, content_type = "application/problem+json"),
    ),
    security(("key" = ["read"])),
)]
pub(crate) async fn search(
    State(app): State<Arc<App>>,
    Query(query): Query<SearchQuery>,
    headers: HeaderMap,
) -> Result<Response> {
    let ready = app.engine.now();
    let screener = ready.on(app.today());
    let narrowed = Narrowed { kind: &query.kind, country: &query.country, listed: &query.listed };
    let page = (offset(query.cursor.as_deref())?, limit(query.limit, (USUAL, MOST))?);
    let asked = Looked { typed: &query.q, narrowed, page, as_of: app.today() };
    let hits = look(screener.register(), &asked)?;
    Ok(tagged(&headers, &ready, ("application/json", json(&hits)?)))
}

/// By what a search is narrowed; an empty word narrows nothing.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Narrowed<'n> {
    pub(crate) kind: &'n str,
    pub(crate) country: &'n str,
    pub(crate) listed: &'n str,
}

/// A search: the words, what narrows them, where the page begins and how long it is, and the day.
pub(crate) struct Looked<'l> {
    pub(crate) typed: &'l str,
    pub(crate) narrowed: Narrowed<'l>,
    pub(crate) page: (usize, usize),
    pub(crate) as_of: Day,
}

/// What a search is narrowed by, of one party.
type Words = [String; 3];

impl Narrowed<'_> {
    /// Whether a party is wanted, whatever the facet says that is left out.
    fn takes(&self, words: &Words, but: Option<usize>) -> bool {
        let asked = [self.kind, self.country, self.listed];
        let is_wanted = |(n, (asked, word)): (usize, (&str, &String))| {
            but == Some(n) || asked.is_empty() || asked.eq_ignore_ascii_case(word)
        };
        asked.into_iter().zip(words).enumerate().all(is_wanted)
    }
}

/// Looks words up, a page at a time.
pub(crate) fn look(register: &Register<'_>, asked: &Looked<'_>) -> Result<Hits> {
    let typed = asked.typed.trim();
    if typed.is_empty() || typed.chars().count() > LONGEST {
        return Err(Problem::asked("q: 1 to 200 letters of a name, or an id"));
    }
    if !matches!(asked.narrowed.listed, "" | "yes" | "no") {
        return Err(Problem::asked("listed: yes or no"));
    }
    let (found_as, all) = match by_name(register, typed) {
        Match::One(no) => ("id or name", vec![no]),
        Match::Several(all) => ("several", all),
        Match::Group(all) => ("group", all),
        Match::Parts(all) => ("part of a name", all),
        Match::None => match beginning(register, typed) {
            all if all.is_empty() => ("nothing", all),
            all => ("beginning of a name", all),
        },
    };
    let mut facets = Facets::default();
    let mut wanted = Vec::new();
    for &no in &all {
        let Some(party) = register.party(no) else { continue };
        let words = words_of(&party, asked.as_of);
        for (n, counts) in [&mut facets.kind, &mut facets.country, &mut facets.listed].into_iter().enumerate()
        {
            if asked.narrowed.takes(&words, Some(n)) {
                *counts.entry(words[n].clone()).or_default() += 1;
            }
        }
        if asked.narrowed.takes(&words, None) {
            wanted.push(no);
        }
    }
    let (from, limit) = asked.page;
    let next = from.saturating_add(limit);
    let page =
        wanted.iter().skip(from).take(limit).filter_map(|no| hit(register, *no, asked.as_of)).collect();
    Ok(Hits {
        found_as,
        total: wanted.len(),
        results: page,
        next: (next < wanted.len()).then(|| next.to_string()),
        facets,
        nearest: if all.is_empty() { nearest(register, typed) } else { Vec::new() },
    })
}

fn words_of(party: &Party<'_>, as_of: Day) -> Words {
    let country = if party.country().is_empty() { "none" } else { party.country() };
    let listed = if is_listed(party, as_of) { "yes" } else { "no" };
    [party.kind().word().to_owned(), country.to_owned(), listed.to_owned()]
}

/// Whether a list names the party itself on a day.
fn is_listed(party: &Party<'_>, as_of: Day) -> bool {
    party.designations().any(|one| one.list().is_some() && one.interval().holds(as_of) > Holds::No)
}

/// A party as it is shown.
pub(crate) fn hit(register: &Register<'_>, no: PartyNo, as_of: Day) -> Option<Hit> {
    let party = register.party(no)?;
    Some(Hit {
        id: party.id().to_owned(),
        name: party.name().to_owned(),
        native_name: party.native().map(str::to_owned),
        kind: party.kind().word(),
        country: party.country().to_owned(),
        listed: is_listed(&party, as_of),
    })
}
