//! `GET /search/{dataset}`: parties by words, narrowed by what is asked for, counted by facet, a page at a time, as yente answers.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::{Path, State};
use nameplate::register::PartyNo;
use serde::Serialize;
use serde_json::{Value, json};

use super::asks;
use super::desk::Desk;
use super::entity::{Entity, Known};
use super::filters::{Filters, values_of};
use super::matching::{Total, on_a_core};
use super::model::{MODEL, THING};
use super::params::Params;
use super::refusal::{Refusal, Result};
use super::table::moment;
use super::words::{Ask, Found, split};
use crate::app::App;

/// Results of a page where nothing is said, and most.
pub(crate) const PAGE: (usize, usize) = (10, 500);
/// Where a page begins at most.
pub(crate) const MOST_OFFSET: usize = 9_499;
/// Values of a facet at most.
const MOST_VALUES: usize = 1_000;
/// What a party weighs more that bears the very words as its name.
const THE_VERY_NAME: u32 = 10_000;
const FACETS: &[&str] = &["datasets", "schema", "countries", "identifiers", "topics", "genders"];
const USUAL_FACETS: &[&str] = &["countries", "topics", "datasets"];

/// What is answered.
#[derive(Serialize)]
pub(crate) struct Answer {
    results: Vec<Entity>,
    facets: BTreeMap<String, Value>,
    total: Total,
    limit: usize,
    offset: usize,
}

/// Search a dataset by words, as yente does
#[utoipa::path(
    get, path = "/search/{dataset}", tag = "yente", operation_id = "yenteSearch",
    params(("dataset" = String, Path, description = "A list, source or collection", example = "default")),
    responses(
        (status = 200, description = "A page of entities", body = Object, content_type = "application/json"),
        (status = "4XX", description = "It cannot be meant", body = Object, content_type = "application/json"),
    ),
    security(("key" = ["read"])),
)]
pub(crate) async fn ask(
    State(app): State<Arc<App>>,
    Path(dataset): Path<String>,
    params: Params,
) -> Result<axum::Json<Answer>> {
    let desk = Desk::of(&app);
    on_a_core(&app, move || answer(&desk, &dataset, &params)).await.map(axum::Json)
}

/// The page that limit and offset name.
pub(crate) fn page(params: &Params) -> Result<(usize, usize)> {
    Ok((params.number("limit", PAGE)?, params.number("offset", (0, MOST_OFFSET))?))
}

fn answer(desk: &Desk, dataset: &str, params: &Params) -> Result<Answer> {
    let (limit, offset) = page(params)?;
    desk.dataset(dataset)?;
    let schema =
        MODEL.schema(params.one("schema").unwrap_or(THING)).ok_or_else(|| Refusal::bad("Invalid schema"))?;
    let mut filters = Filters::of(desk, (dataset, schema), params)?;
    filters.all = match params.one("filter_op").unwrap_or("OR") {
        "OR" => false,
        "AND" => true,
        _ => return Err(Refusal::invalid(&["query", "filter_op"], "Input should be 'AND' or 'OR'")),
    };
    for field in ["countries", "datasets"] {
        filters.add(field, params.all(field));
    }
    for filter in params.all("filter") {
        let (field, value) =
            filter.split_once(':').ok_or_else(|| Refusal::bad(format!("Invalid filter: '{filter}'")))?;
        filters.add(field, [value].into_iter());
    }
    if let Some(target) = params.flag("target")? {
        filters.add("target", [if target { "true" } else { "false" }].into_iter());
    }
    let facets = facets(params)?;
    let typed = params.one("q").unwrap_or_default();
    let slips = params.flag("fuzzy")?.unwrap_or(false);
    let ask = match params.flag("simple")?.unwrap_or(false) {
        true => asks::simple(typed, slips),
        false => asks::read(typed, slips).map_err(|why| Refusal::bad(format!("Invalid query: {why}")))?,
    };
    let known = desk.known();
    let found = found(&known, (&ask, typed), &filters);
    let mut order: Vec<(PartyNo, u32)> = found.into_iter().collect();
    sort(&known, &mut order, params);
    let results = order.iter().skip(offset).take(limit).filter_map(|(no, _)| known.party(*no)).collect();
    let facets = facets.into_iter().map(|facet| (facet.to_owned(), counted(&known, facet, &order))).collect();
    Ok(Answer { results, facets, total: Total::of(order.len()), limit, offset })
}

fn facets(params: &Params) -> Result<Vec<&'static str>> {
    let mut asked = params.all("facets").peekable();
    if asked.peek().is_none() {
        return Ok(USUAL_FACETS.to_vec());
    }
    let known = |name: &str| FACETS.iter().copied().find(|facet| *facet == name);
    let bad =
        || Refusal::invalid(&["query", "facets"], format!("Input should be one of {}", FACETS.join(", ")));
    asked.map(|name| known(name).ok_or_else(bad)).collect()
}

/// Who fits, of those that are asked for.
fn found(known: &Known<'_>, (ask, typed): (&Ask, &str), filters: &Filters) -> Found {
    let with_value = |field: &str, value: &str| -> Found {
        let has = |no: &PartyNo| values(known, *no, field).iter().any(|one| one.eq_ignore_ascii_case(value));
        known.table.rows().map(|(no, _)| no).filter(has).map(|no| (no, 1)).collect()
    };
    let mut found = known.table.words(known.register).find(ask, (known.register, &with_value));
    found.retain(|no, _| filters.passes(known.table, *no));
    let in_entities: Vec<_> = filters.fields.iter().filter(|(field, _)| !in_table(known, field)).collect();
    found.retain(|no, _| {
        in_entities.iter().all(|(field, wanted)| {
            let has = values(known, *no, field);
            filters.fits(wanted, |value| has.iter().any(|one| one == value))
        })
    });
    let words = split(typed);
    for (no, weight) in &mut found {
        let Some(party) = known.register.party(*no) else { continue };
        if !words.is_empty() && party.names().any(|name| split(name.text()) == words) {
            *weight = weight.saturating_add(THE_VERY_NAME);
        }
    }
    found
}

fn in_table(known: &Known<'_>, field: &str) -> bool {
    known.table.row(PartyNo(0)).is_some_and(|row| values_of(known.table, row, field).is_some())
}

/// Values of a field, as searches name fields: `countries`, `properties.birthDate`, `birthDate`, `id`.
fn values(known: &Known<'_>, no: PartyNo, field: &str) -> Vec<String> {
    let Some(row) = known.table.row(no) else { return Vec::new() };
    if let Some(values) = values_of(known.table, row, field) {
        return values.into_iter().map(str::to_owned).collect();
    }
    let Some(entity) = known.party(no) else { return Vec::new() };
    match field {
        "id" | "entity_id" => return vec![entity.id],
        "caption" => return vec![entity.caption],
        "referents" => return entity.referents,
        "first_seen" | "last_seen" | "last_change" => return vec![by_moment(known, no, field)],
        _ => {}
    }
    let property = field.strip_prefix("properties.").unwrap_or(field);
    let is_asked = |name: &str| {
        let kind = MODEL
            .schema(entity.schema)
            .and_then(|schema| schema.properties.get(name))
            .map(|property| property.kind.as_str());
        name == property || kind.and_then(|kind| MODEL.group(kind)) == Some(property)
    };
    let asked = entity.properties.iter().filter(|(name, _)| is_asked(name));
    asked.flat_map(|(_, values)| values).filter_map(|value| Some(value.text()?.to_owned())).collect()
}

fn by_moment(known: &Known<'_>, no: PartyNo, field: &str) -> String {
    let day = known.table.row(no).and_then(|row| match field {
        "first_seen" => row.first_seen,
        "last_seen" => row.last_seen,
        _ => row.last_change,
    });
    day.map(moment).unwrap_or_default()
}

/// Puts what was found into order: as it is asked, then the best first, then by id. What has no value comes last.
fn sort(known: &Known<'_>, order: &mut [(PartyNo, u32)], params: &Params) {
    let id = |no: PartyNo| known.table.row(no).map(|row| row.id.as_str());
    order.sort_by(|one, other| (Reverse(one.1), id(one.0)).cmp(&(Reverse(other.1), id(other.0))));
    let sorts: Vec<&str> = params.all("sort").collect();
    // Sorting is stable: the first criterion is applied last.
    for sort in sorts.into_iter().rev() {
        let (field, way) = sort.rsplit_once(':').unwrap_or((sort, "asc"));
        let value = |no: PartyNo| match field {
            "first_seen" | "last_seen" | "last_change" => by_moment(known, no, field),
            _ => values(known, no, field).into_iter().min().unwrap_or_default(),
        };
        match way {
            "desc" => order.sort_by_cached_key(|(no, _)| Reverse(value(*no))),
            _ => order.sort_by_cached_key(|(no, _)| {
                let value = value(*no);
                (value.is_empty(), value)
            }),
        }
    }
}

/// How many of those that were found have which value.
fn counted(known: &Known<'_>, facet: &str, order: &[(PartyNo, u32)]) -> Value {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for (no, _) in order {
        for value in values(known, *no, facet) {
            *counts.entry(value).or_default() += 1;
        }
    }
    let mut counts: Vec<(String, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| Reverse(*count));
    counts.truncate(MOST_VALUES);
    let name = |value: &str| -> String {
        match facet {
            "datasets" => {
                let dataset = known.table.datasets.find(value).and_then(|at| known.table.datasets.get(at));
                dataset.map_or_else(|| value.to_owned(), |dataset| dataset.title.clone())
            }
            "schema" => MODEL.schema(value).map_or_else(|| value.to_owned(), |schema| schema.plural.clone()),
            "topics" => MODEL.topics.labels.get(value).cloned().unwrap_or_else(|| value.to_owned()),
            _ => value.to_owned(),
        }
    };
    let label = match facet {
        "datasets" => "Data sources",
        "schema" => "Entity types",
        _ => {
            let of = |kind: &&super::model::Type| kind.group.as_deref() == Some(facet);
            MODEL.types.values().find(of).map_or(facet, |kind| kind.plural.as_str())
        }
    };
    let values: Vec<Value> = counts
        .iter()
        .map(|(value, count)| json!({ "name": value, "label": name(value), "count": count }))
        .collect();
    json!({ "label": label, "values": values })
}
