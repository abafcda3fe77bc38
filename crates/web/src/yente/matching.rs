//! `POST /match/{dataset}`: examples of whom somebody looks for, and the parties that each may mean, as yente answers. The matcher
//! judges; here its hits are put into the shape that clients read.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use nameplate::Defect;
use nameplate::matching::{Among, Hit};
use nameplate::policy::Policy;
use nameplate::register::PartyNo;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use serde_json::value::RawValue;

use super::algorithms::{self, Documented};
use super::desk::Desk;
use super::entity::Known;
use super::example::{Example, Given};
use super::filters::Filters;
use super::model::MODEL;
use super::params::Params;
use super::refusal::{Refusal, Result};
use super::score::{Explanations, THRESHOLD, evidence, explanations, features, score};
use crate::api::asked;
use crate::app::App;
use crate::problem::Problem;

/// Most examples of a request.
pub(crate) const MOST: usize = 100;
/// Results of an example where nothing is said, and most.
const PAGE: (usize, usize) = (5, 500);
/// Examples that are answered where the request is read; more take a core of their own.
const AT_ONCE: usize = 4;
/// Fewest hits that are looked at, so that all matches are counted.
const COUNTED: usize = 20;

/// The body of a request.
#[derive(Deserialize)]
struct Asks {
    #[serde(default)]
    weights: BTreeMap<String, f64>,
    #[serde(default)]
    config: BTreeMap<String, Value>,
    queries: BTreeMap<String, Option<Given>>,
}

/// How hits are chosen.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Choice {
    /// At most so many.
    pub(crate) limit: usize,
    /// The score from which on a hit is a match.
    pub(crate) threshold: f64,
    /// The score from which on it is told.
    pub(crate) cutoff: f64,
}

/// A party that an example may mean.
pub(crate) struct Scored {
    /// The party.
    pub(crate) no: PartyNo,
    pub(crate) said: Judged,
}

/// What is said of it beside the entity.
#[derive(Serialize)]
pub(crate) struct Judged {
    pub(crate) score: f64,
    #[serde(rename = "match")]
    pub(crate) is_match: bool,
    features: BTreeMap<String, f64>,
    explanations: Explanations,
    /// What the hit rests on, in the matcher's words.
    found_by: &'static str,
    /// Evidence in milli-nats: it orders hits.
    evidence: i32,
    /// How often hits with that evidence are right, as measured on ordinary lists of names.
    #[serde(skip_serializing_if = "Option::is_none")]
    probability: Option<f64>,
}

impl Scored {
    /// The entity with what is said of it, as one object.
    fn written(&self, known: Known<'_>) -> Option<Box<RawValue>> {
        let write = || serde_json::to_string(&known.party(self.no)?).ok();
        let entity = known.table.written(self.no, write)?;
        let said = serde_json::to_string(&self.said).ok()?;
        let both = format!("{},{}", entity.strip_suffix('}')?, said.strip_prefix('{')?);
        RawValue::from_string(both).ok()
    }
}

/// How many there are.
#[derive(Clone, Copy, Debug, Serialize)]
pub(crate) struct Total {
    value: usize,
    relation: &'static str,
}

impl Total {
    /// Counted.
    pub(crate) fn of(value: usize) -> Self {
        Total { value, relation: "eq" }
    }
}

/// What became of an example.
#[derive(Serialize)]
struct Answer {
    status: u16,
    results: Vec<Box<RawValue>>,
    total: Total,
    query: Example,
    /// What could not be used of the example, and whose very name it is though it is told too little: more than yente says.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    defects: Vec<Defect>,
}

/// What became of all.
#[derive(Serialize)]
struct Answers {
    responses: BTreeMap<String, Answer>,
    matcher: BTreeMap<&'static str, Documented>,
    limit: usize,
}

/// Match examples against a dataset, as yente does
#[utoipa::path(
    post, path = "/match/{dataset}", tag = "yente", operation_id = "yenteMatch",
    params(("dataset" = String, Path, description = "A list, source or collection", example = "default")),
    request_body = Object,
    responses(
        (status = 200, description = "Whom each example may mean", body = Object, content_type = "application/json"),
        (status = "4XX", description = "It cannot be meant", body = Object, content_type = "application/json"),
    ),
    security(("key" = ["read"])),
)]
pub(crate) async fn ask(
    State(app): State<Arc<App>>,
    Path(dataset): Path<String>,
    params: Params,
    (headers, body): (HeaderMap, Body),
) -> Result<Response> {
    let bytes = asked::body(&headers, body, app.settings.limits.body_bytes).await?;
    let desk = Desk::of(&app);
    desk.dataset(&dataset)?;
    let choice = choice(&params)?;
    let asks: Asks =
        serde_json::from_slice(&bytes).map_err(|error| Refusal::invalid(&["body"], error.to_string()))?;
    algorithms::check(params.one("algorithm"), (&asks.config, &asks.weights))?;
    if asks.queries.len() > MOST {
        return Err(Refusal::bad(format!("Too many queries in one batch (limit: {MOST})")));
    }
    let many = asks.queries.len() > AT_ONCE;
    let work = move || answer_all(&desk, asks.queries, (&dataset, choice, &params));
    let answers = if many { on_a_core(&app, work).await? } else { work()? };
    let batch = HeaderValue::from(answers.responses.len());
    let body = asked::json(&answers)?;
    let mut response = ([(header::CONTENT_TYPE, "application/json")], body).into_response();
    response.headers_mut().insert("x-batch-size", batch);
    Ok(response)
}

fn choice(params: &Params) -> Result<Choice> {
    let threshold = params.score("threshold", THRESHOLD)?;
    let cutoff = params.score("cutoff", THRESHOLD)?.min(threshold);
    params.flag("fuzzy")?;
    Ok(Choice { limit: params.number("limit", PAGE)?, threshold, cutoff })
}

/// Works where it holds up nobody who asks less.
pub(crate) async fn on_a_core<T: Send + 'static>(
    app: &Arc<App>,
    work: impl FnOnce() -> Result<T> + Send + 'static,
) -> Result<T> {
    let turn = Arc::clone(&app.cores).acquire_owned().await.map_err(|error| Problem::fault(&error))?;
    let done = tokio::task::spawn_blocking(move || {
        let _turn = turn;
        work()
    });
    done.await.map_err(|error| Problem::fault(&error))?
}

fn answer_all(
    desk: &Desk,
    queries: BTreeMap<String, Option<Given>>,
    (dataset, choice, params): (&str, Choice, &Params),
) -> Result<Answers> {
    let given = queries.into_iter().filter_map(|(name, given)| Some((name, given?)));
    let examples = given.map(|(name, given)| Ok((name, Example::of(given)?))).collect::<Result<Vec<_>>>()?;
    if examples.is_empty() {
        return Err(Refusal::bad("No queries provided."));
    }
    let mut responses = BTreeMap::new();
    for (name, query) in examples {
        let filters = Filters::of(desk, (dataset, query.schema), params)?;
        let Matched { results, total, defects } = matched(desk, &query, (filters, choice));
        let results = results.iter().filter_map(|one| one.written(desk.known())).collect();
        responses.insert(name, Answer { status: 200, results, total: Total::of(total), query, defects });
    }
    Ok(Answers { responses, matcher: algorithms::features(), limit: choice.limit })
}

/// Whom an example may mean.
pub(crate) struct Matched {
    /// The best of them.
    pub(crate) results: Vec<Scored>,
    /// How many are matches.
    total: usize,
    defects: Vec<Defect>,
}

/// Whom an example may mean, of those that are asked for.
pub(crate) fn matched(desk: &Desk, example: &Example, (filters, choice): (Filters, Choice)) -> Matched {
    let matcher = desk.ready.matcher();
    let register = matcher.register();
    let from = matcher.policy().match_from;
    let table = Arc::clone(&desk.table);
    let among: Among = Arc::new(move |no| filters.passes(&table, no));
    let narrowed = matcher.narrowed(policy(matcher.policy(), choice), Some(among));
    let question = example.question();
    let mut found = narrowed.matches(&question);
    let scored = |hit: &Hit| score(hit.score, from);
    found.hits.retain(|hit| scored(hit) >= choice.cutoff && scored(hit) > 0.0);
    let total = found.hits.iter().filter(|hit| scored(hit) >= choice.threshold).count();
    let query = question.names.first().map_or("", AsRef::as_ref);
    let result = |hit: &Hit| {
        let explanations = explanations(hit, query);
        let said = Judged {
            score: (scored(hit) * 10_000.0).floor() / 10_000.0,
            is_match: scored(hit) >= choice.threshold,
            features: features(&explanations)
                .into_iter()
                .map(|(name, score)| (name.to_owned(), score))
                .collect(),
            explanations,
            found_by: hit.found_by.word(),
            evidence: hit.score,
            probability: hit.probability,
        };
        Some(Scored { no: register.party_by_id(&hit.party.id)?, said })
    };
    let results = found.hits.iter().take(choice.limit).filter_map(result).collect();
    Matched { results, total, defects: found.defects }
}

/// The policy of a question: the service's own, and for who wants to see what is less alike a lower mark and all rivals.
fn policy(own: &Policy, choice: Choice) -> Policy {
    let mut policy = own.clone();
    policy.match_limit = choice.limit.max(COUNTED);
    if choice.cutoff < THRESHOLD {
        policy.match_from = evidence(choice.cutoff, own.match_from);
        policy.match_rivals = i32::MAX / 2;
    }
    policy
}

/// The name of a type in words.
pub(crate) fn label(schema: &str) -> &str {
    MODEL.schema(schema).map_or(schema, |schema| schema.label.as_str())
}
