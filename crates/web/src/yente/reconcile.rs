//! OpenRefine's reconciliation of tables (version 0.2 of its API), as yente speaks it: the manifest, questions in batches, and values of
//! entities for columns of their own.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Form;
use axum::body::{Body, Bytes};
use axum::extract::{FromRequest, Path, State};
use axum::http::{HeaderMap, HeaderValue, Request, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde_json::{Value, json};

use super::algorithms;
use super::desk::Desk;
use super::example::{Example, Given};
use super::filters::Filters;
use super::matching::{Choice, MOST, Scored, label, matched, on_a_core};
use super::model::{MODEL, THING};
use super::params::Params;
use super::refusal::{Refusal, Result};
use super::score::THRESHOLD;
use super::suggest::{kind_of, kinds};
use crate::api::asked;
use crate::app::App;

/// Where types and properties are described.
const SPACE: &str = "https://www.opensanctions.org/reference/#schema";

/// What a question is, where the client puts it in the address or sends a form.
#[derive(Debug, Default)]
struct Parts {
    queries: Option<String>,
    extend: Option<String>,
}

#[derive(Deserialize)]
struct Question {
    #[serde(default)]
    query: Option<String>,
    #[serde(default, rename = "type")]
    kind: Option<OneOrMany>,
    #[serde(default = "five")]
    limit: i64,
    #[serde(default)]
    properties: Vec<Has>,
}

fn five() -> i64 {
    5
}

#[derive(Deserialize)]
#[serde(untagged)]
enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

#[derive(Deserialize)]
struct Has {
    pid: String,
    v: Value,
}

/// The manifest of reconciliation, or the answers to `queries` in the address
#[utoipa::path(
    get, path = "/reconcile/{dataset}", tag = "yente", operation_id = "yenteReconcileManifest",
    params(("dataset" = String, Path, description = "A list, source or collection", example = "default")),
    responses(
        (status = 200, description = "The manifest", body = Object, content_type = "application/json"),
        (status = "4XX", description = "There is no such dataset", body = Object, content_type = "application/json"),
    ),
    security(("key" = ["read"])),
)]
pub(crate) async fn manifest(
    State(app): State<Arc<App>>,
    Path(dataset): Path<String>,
    params: Params,
    headers: HeaderMap,
) -> Result<Response> {
    let text = |name: &str| params.one(name).map(str::to_owned);
    let parts = Parts { queries: text("queries"), extend: text("extend") };
    if parts.queries.is_some() || parts.extend.is_some() {
        return answer(&app, (dataset, params), parts).await;
    }
    let desk = Desk::of(&app);
    let at = desk.dataset(&dataset)?;
    let title = desk.table.datasets.get(at).map_or("", |dataset| dataset.title.as_str());
    let base = base(&headers);
    let service = format!("{base}/reconcile/{dataset}");
    let part = |path: &str| json!({ "service_url": service, "service_path": path });
    Ok(axum::Json(json!({
        "versions": ["0.2"],
        "name": format!("{title} (Nameplate)"),
        "identifierSpace": SPACE,
        "schemaSpace": SPACE,
        "documentation": "https://github.com/nameplate/nameplate/blob/main/docs/yente.md",
        "batchSize": 50,
        "view": { "url": format!("{base}/entities/{{{{id}}}}") },
        "suggest": {
            "entity": part("/suggest/entity"),
            "type": part("/suggest/type"),
            "property": part("/suggest/property"),
        },
        "extend": {
            "propose_properties": part("/extend/property"),
            // As the specification calls it, and as yente does.
            "property_settings": settings(),
            "propose_settings": settings(),
        },
        "defaultTypes": kinds(&desk, at).into_iter().map(kind_of).collect::<Vec<_>>(),
    }))
    .into_response())
}

/// How values of a column may be asked for.
fn settings() -> Value {
    json!([
        {
            "name": "limit", "label": "Limit", "type": "number", "default": 0, "choices": [],
            "help_text": "Maximum number of values to return per row (0 for no limit).",
        },
        {
            "name": "render", "label": "Value rendering", "type": "select", "default": "caption",
            "choices": [
                { "value": "caption", "id": "caption", "name": "User-readable value" },
                { "value": "raw", "id": "raw", "name": "Machine-readable value" },
            ],
            "help_text": "Return readable value (e.g. 'Sanctioned') instead of raw value ('sanction').",
        },
    ])
}

/// Where the service is reached, as the client wrote it.
fn base(headers: &HeaderMap) -> String {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let scheme = if text("x-forwarded-proto") == Some("https") { "https" } else { "http" };
    format!("{scheme}://{}", text("host").unwrap_or("localhost"))
}

/// Questions in a batch, or values for columns
#[utoipa::path(
    post, path = "/reconcile/{dataset}", tag = "yente", operation_id = "yenteReconcile",
    params(("dataset" = String, Path, description = "A list, source or collection", example = "default")),
    request_body(content = String, content_type = "application/x-www-form-urlencoded"),
    responses(
        (status = 200, description = "The answers", body = Object, content_type = "application/json"),
        (status = "4XX", description = "They cannot be meant", body = Object, content_type = "application/json"),
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
    let parts = parts(&headers, bytes).await?;
    answer(&app, (dataset, params), parts).await
}

/// A form, or JSON with the same names.
async fn parts(headers: &HeaderMap, bytes: Bytes) -> Result<Parts> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if kind.starts_with("application/json") {
        let all: BTreeMap<String, Value> =
            serde_json::from_slice(&bytes).map_err(|error| Refusal::invalid(&["body"], error.to_string()))?;
        let part = |name: &str| match all.get(name) {
            None | Some(Value::Null) => None,
            Some(Value::String(text)) => Some(text.clone()),
            Some(value) => Some(value.to_string()),
        };
        return Ok(Parts { queries: part("queries"), extend: part("extend") });
    }
    let request = Request::post("/")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(bytes));
    let bad = |why: String| Refusal::invalid(&["body"], why);
    let request = request.map_err(|error| bad(error.to_string()))?;
    let form = Form::<Vec<(String, String)>>::from_request(request, &())
        .await
        .map_err(|error| bad(error.body_text()))?;
    let part = |name: &str| form.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone());
    Ok(Parts { queries: part("queries"), extend: part("extend") })
}

async fn answer(app: &Arc<App>, (dataset, params): (String, Params), parts: Parts) -> Result<Response> {
    let desk = Desk::of(app);
    if let Some(extend) = parts.extend.filter(|text| !text.trim().is_empty()) {
        let (rows, said) = extended(&desk, &extend)?;
        return Ok(batch(rows, said));
    }
    let Some(queries) = parts.queries else {
        return Err(Refusal::bad("No queries or extend request provided."));
    };
    desk.dataset(&dataset)?;
    algorithms::check(params.one("algorithm"), (&BTreeMap::new(), &BTreeMap::new()))?;
    let questions: BTreeMap<String, Question> = serde_json::from_str(&queries)
        .map_err(|error| Refusal::invalid(&["body", "queries"], error.to_string()))?;
    if questions.len() > MOST {
        return Err(Refusal::bad(format!("Too many queries in one batch (limit: {MOST})")));
    }
    let rows = questions.len();
    let said = on_a_core(app, move || {
        let one = |(name, question): (String, Question)| {
            Ok((name, reconciled(&desk, question, (&dataset, &params))?))
        };
        questions.into_iter().map(one).collect::<Result<BTreeMap<String, Value>>>()
    });
    Ok(batch(rows, json!(said.await?)))
}

fn batch(rows: usize, said: Value) -> Response {
    let mut response = axum::Json(said).into_response();
    response.headers_mut().insert("x-batch-size", HeaderValue::from(rows));
    response
}

fn reconciled(desk: &Desk, question: Question, (dataset, params): (&str, &Params)) -> Result<Value> {
    let kind = match question.kind {
        Some(OneOrMany::One(kind)) => Some(kind),
        Some(OneOrMany::Many(kinds)) => kinds.into_iter().next(),
        None => None,
    };
    let mut properties: BTreeMap<String, Value> = BTreeMap::new();
    properties.extend(question.query.map(|query| ("name".to_owned(), json!([query]))));
    for has in question.properties {
        let name = MODEL.qualified(&has.pid).map_or(has.pid.as_str(), |(name, _)| name).to_owned();
        match properties.get_mut(&name).and_then(Value::as_array_mut) {
            Some(values) => values.push(has.v),
            None => {
                properties.insert(name, json!([has.v]));
            }
        }
    }
    let example =
        Example::of(Given { id: None, schema: kind.unwrap_or_else(|| THING.to_owned()), properties })?;
    let limit = usize::try_from(question.limit).unwrap_or(0).min(super::search::PAGE.1);
    // A person chooses among what is told, so what is less alike is told as well.
    let choice = Choice { limit, threshold: THRESHOLD, cutoff: THRESHOLD / 2.0 };
    let filters = Filters::of(desk, (dataset, example.schema), params)?;
    let known = desk.known();
    let found = matched(desk, &example, (filters, choice)).results;
    let told = |one: &Scored| {
        let (party, row) = (known.register.party(one.no)?, known.table.row(one.no)?);
        Some(json!({
            "id": row.id,
            "name": party.name(),
            "description": label(row.schema),
            "type": MODEL.schema(row.schema).map(kind_of).into_iter().collect::<Vec<_>>(),
            "score": one.said.score,
            "match": one.said.is_match,
        }))
    };
    let results: Vec<Value> = found.iter().filter_map(told).collect();
    Ok(json!({ "result": results }))
}

#[derive(Deserialize)]
struct Columns {
    ids: Vec<String>,
    properties: Vec<Column>,
}

#[derive(Deserialize)]
struct Column {
    id: String,
    #[serde(default)]
    settings: Settings,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Settings {
    limit: Option<Value>,
    render: Option<String>,
}

impl Settings {
    /// At most so many values; OpenRefine sends numbers as they were typed.
    fn most(&self) -> usize {
        let number = match &self.limit {
            Some(Value::String(text)) => text.trim().parse().ok(),
            Some(value) => value.as_u64(),
            None => None,
        };
        number
            .and_then(|number| usize::try_from(number).ok())
            .filter(|number| *number > 0)
            .unwrap_or(usize::MAX)
    }
}

fn extended(desk: &Desk, text: &str) -> Result<(usize, Value)> {
    let value: Value =
        serde_json::from_str(text).map_err(|_| Refusal::bad("Cannot decode extension request"))?;
    let columns: Columns = serde_json::from_value(value)
        .map_err(|error| Refusal::invalid(&["body", "extend"], error.to_string()))?;
    if columns.ids.len() > MOST {
        return Err(Refusal::bad(format!("Too many queries in one batch (limit: {MOST})")));
    }
    let (known, mut rows, mut metas) = (desk.known(), BTreeMap::new(), Vec::new());
    for id in &columns.ids {
        let Some(no) = desk.table.told_as(id) else {
            if desk.table.referent(id).is_some() {
                return Err(Refusal::bad("Please specify the canonical entity ID, not a referent"));
            }
            rows.insert(id.clone(), json!({}));
            continue;
        };
        let Some(entity) = known.party(no) else { continue };
        let schema = MODEL.schema(entity.schema);
        let mut row: BTreeMap<&str, Vec<Value>> = BTreeMap::new();
        for column in &columns.properties {
            let Some(property) = schema.and_then(|schema| schema.properties.get(&column.id)) else {
                continue;
            };
            if !metas.iter().any(|meta: &Value| meta["id"] == column.id.as_str()) {
                metas.push(json!({ "id": column.id, "name": property.label }));
            }
            let raw = column.settings.render.as_deref() == Some("raw");
            let said = |text: &str| match MODEL.topics.labels.get(text) {
                Some(label) if !raw && property.kind == "topic" => label.clone(),
                _ => text.to_owned(),
            };
            let values =
                entity.properties.get(&column.id).into_iter().flatten().filter_map(|value| value.text());
            let values = values.take(column.settings.most()).map(|text| json!({ "str": said(text) }));
            row.insert(&column.id, values.collect());
        }
        rows.insert(id.clone(), json!(row));
    }
    Ok((rows.len(), json!({ "meta": metas, "rows": rows })))
}
