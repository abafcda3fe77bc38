//! What OpenRefine proposes while somebody types: entities, types, properties, and columns that a table can be extended by.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use serde_json::{Value, json};

use super::desk::Desk;
use super::filters::Filters;
use super::matching::{label, on_a_core};
use super::model::{MODEL, Property, Schema, THING};
use super::params::Params;
use super::refusal::{Refusal, Result};
use super::search::PAGE;
use super::words::{Ask, Found, split};
use crate::app::App;

/// Proposals of types and properties at most.
const MOST: usize = 5;

/// A type, as reconciliation writes it.
pub(crate) fn kind_of(schema: &Schema) -> Value {
    let description = if schema.description.is_empty() { &schema.label } else { &schema.description };
    json!({ "id": schema.name, "name": schema.plural, "description": description })
}

/// The types of the entities of a dataset that can be asked for, and those that they extend.
pub(crate) fn kinds(desk: &Desk, dataset: usize) -> Vec<&'static Schema> {
    let asked = desk.table.datasets.asked(dataset, std::iter::empty(), std::iter::empty());
    let is_asked = |at: &usize| asked.get(*at).copied().unwrap_or(false);
    let rows = desk.table.rows().filter(|(_, row)| row.datasets.iter().any(is_asked));
    let used: BTreeSet<&str> = rows.map(|(_, row)| row.schema).collect();
    let used = used.into_iter().filter_map(|name| MODEL.schema(name));
    let all: BTreeSet<&str> = used.flat_map(|schema| &schema.schemata).map(String::as_str).collect();
    all.into_iter().filter_map(|name| MODEL.schema(name)).collect()
}

/// Whether one of the words begins with what was typed.
fn begins(typed: &str, words: [&str; 2]) -> bool {
    let typed = typed.trim().to_lowercase();
    !typed.is_empty() && words.iter().any(|word| word.to_lowercase().starts_with(&typed))
}

fn proposed(prefix: &str, result: Vec<Value>) -> Json<Value> {
    Json(json!({ "code": "/api/status/ok", "status": "200 OK", "prefix": prefix, "result": result }))
}

/// Entities that are meant by what is typed
#[utoipa::path(
    get, path = "/reconcile/{dataset}/suggest/entity", tag = "yente", operation_id = "yenteSuggestEntity",
    params(("dataset" = String, Path, description = "A list, source or collection", example = "default")),
    responses(
        (status = 200, description = "Proposals", body = Object, content_type = "application/json"),
        (status = "4XX", description = "There is no such dataset", body = Object, content_type = "application/json"),
    ),
    security(("key" = ["read"])),
)]
pub(crate) async fn entity(
    State(app): State<Arc<App>>,
    Path(dataset): Path<String>,
    params: Params,
) -> Result<Json<Value>> {
    let desk = Desk::of(&app);
    let limit = params.number("limit", PAGE)?;
    desk.dataset(&dataset)?;
    on_a_core(&app, move || {
        let prefix = params.one("prefix").unwrap_or_default();
        let result = entities(&desk, (&dataset, prefix), &params)?.into_iter().take(limit).collect();
        Ok(proposed(prefix, result))
    })
    .await
}

fn entities(desk: &Desk, (dataset, prefix): (&str, &str), params: &Params) -> Result<Vec<Value>> {
    let mut words = split(prefix);
    let Some(last) = words.pop() else { return Ok(Vec::new()) };
    let schema = MODEL.schema(THING).ok_or_else(|| Refusal::bad("Invalid schema"))?;
    let filters = Filters::of(desk, (dataset, schema), params)?;
    let known = desk.known();
    let mut asks: Vec<Ask> = words.into_iter().map(|word| Ask::Word(word, 0)).collect();
    asks.push(Ask::Begins(last));
    let no_field = |_: &str, _: &str| Found::new();
    let found = desk.table.words(known.register).find(&Ask::And(asks), (known.register, &no_field));
    let mut found: Vec<_> = found.into_iter().filter(|(no, _)| filters.passes(known.table, *no)).collect();
    found.sort_by_key(|(no, weight)| (std::cmp::Reverse(*weight), *no));
    let entity = |no| {
        let entity = known.party(no)?;
        let kind: Vec<Value> = MODEL.schema(entity.schema).map(kind_of).into_iter().collect();
        Some(
            json!({ "id": entity.id, "name": entity.caption, "description": label(entity.schema), "type": kind }),
        )
    };
    Ok(found.into_iter().take(PAGE.1).filter_map(|(no, _)| entity(no)).collect())
}

/// Types that are meant by what is typed
#[utoipa::path(
    get, path = "/reconcile/{dataset}/suggest/type", tag = "yente", operation_id = "yenteSuggestType",
    params(("dataset" = String, Path, description = "A list, source or collection", example = "default")),
    responses(
        (status = 200, description = "Proposals", body = Object, content_type = "application/json"),
        (status = "4XX", description = "There is no such dataset", body = Object, content_type = "application/json"),
    ),
    security(("key" = ["read"])),
)]
pub(crate) async fn kind(
    State(app): State<Arc<App>>,
    Path(dataset): Path<String>,
    params: Params,
) -> Result<Json<Value>> {
    let desk = Desk::of(&app);
    let prefix = params.one("prefix").unwrap_or_default();
    let all = kinds(&desk, desk.dataset(&dataset)?).into_iter();
    let result =
        all.filter(|schema| begins(prefix, [&schema.name, &schema.label])).take(MOST).map(kind_of).collect();
    Ok(proposed(prefix, result))
}

/// Properties that are meant by what is typed
#[utoipa::path(
    get, path = "/reconcile/{dataset}/suggest/property", tag = "yente", operation_id = "yenteSuggestProperty",
    params(("dataset" = String, Path, description = "A list, source or collection", example = "default")),
    responses(
        (status = 200, description = "Proposals", body = Object, content_type = "application/json"),
        (status = "4XX", description = "There is no such dataset", body = Object, content_type = "application/json"),
    ),
    security(("key" = ["read"])),
)]
pub(crate) async fn property(
    State(app): State<Arc<App>>,
    Path(dataset): Path<String>,
    params: Params,
) -> Result<Json<Value>> {
    let desk = Desk::of(&app);
    let prefix = params.one("prefix").unwrap_or_default();
    let all = kinds(&desk, desk.dataset(&dataset)?).into_iter();
    let own =
        all.flat_map(|schema| schema.properties.iter().filter(|(_, property)| property.of == schema.name));
    let fits = |(name, property): &(&String, &Property)| {
        !property.hidden && property.kind != "entity" && begins(prefix, [name.as_str(), &property.label])
    };
    let told = |(name, property): (&String, &Property)| {
        let description = Some(&property.description).filter(|text| !text.is_empty());
        json!({ "id": format!("{}:{name}", property.of), "name": property.label, "description": description })
    };
    Ok(proposed(prefix, own.filter(fits).take(MOST).map(told).collect()))
}

/// Columns that a table of entities of a type can be extended by
#[utoipa::path(
    get, path = "/reconcile/{dataset}/extend/property", tag = "yente", operation_id = "yenteExtendProperty",
    params(("dataset" = String, Path, description = "A list, source or collection", example = "default")),
    responses(
        (status = 200, description = "Columns", body = Object, content_type = "application/json"),
        (status = "4XX", description = "There is no such type", body = Object, content_type = "application/json"),
    ),
    security(("key" = ["read"])),
)]
pub(crate) async fn columns(
    State(app): State<Arc<App>>,
    Path(dataset): Path<String>,
    params: Params,
) -> Result<Json<Value>> {
    Desk::of(&app).dataset(&dataset)?;
    let kind = params.one("type").unwrap_or(THING);
    let unknown = || Refusal::bad(format!("Invalid type: {}", kind.chars().take(80).collect::<String>()));
    let schema = MODEL.schema(kind).ok_or_else(unknown)?;
    let limit = params.number("limit", (0, usize::MAX))?;
    let featured = schema.featured.iter().filter_map(|name| schema.properties.get_key_value(name));
    let rest = schema.properties.iter().filter(|(name, property)| {
        !property.hidden && property.kind != "entity" && !schema.featured.contains(name)
    });
    let mut all: Vec<(&String, &Property)> = featured.chain(rest).collect();
    if limit > 0 {
        all.truncate(limit);
    }
    all.sort_by(|one, other| one.1.label.cmp(&other.1.label));
    let all: Vec<Value> =
        all.into_iter().map(|(name, property)| json!({ "id": name, "name": property.label })).collect();
    Ok(Json(json!({ "limit": limit, "type": schema.name, "properties": all })))
}

#[cfg(test)]
mod tests {
    use super::super::table::SCHEMATA;
    use super::*;

    #[test]
    fn all_types_of_parties_stand_in_the_model() {
        assert!(SCHEMATA.iter().all(|name| MODEL.schema(name).is_some_and(|schema| schema.matchable)));
        assert!(begins("organ", ["Organization", "x"]) && !begins("", ["a", "b"]));
    }
}
