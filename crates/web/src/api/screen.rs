//! The gate: listings in, what is done about each before it goes live, and why.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Extension, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use nameplate::contract::Row;
use nameplate::finding::{Case, House, ListingResult, SCHEMA_VERSION, Source};
use nameplate::gate::{Gated, Gatekeeper};
use nameplate::report::RegisterId;
use nameplate::word::{Action, Reader};
use nameplate::{Day, Listing};
use scan::{Few, FewAs, Judging, screen_few};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use utoipa::IntoParams;

use super::asked::{Query, body, day, json, shown};
use crate::access::Account;
use crate::app::App;
use crate::engine::Ready;
use crate::kept;
use crate::problem::{Problem, Result};
use crate::store::cases::Served;
use crate::store::replays::{Answer, Kept};

/// What is asked beside the listings.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct ScreenQuery {
    /// The day that is asked for; today where none is named.
    #[param(example = "2026-11-23", value_type = Option<String>, format = Date)]
    as_of: Option<String>,
    /// `cases`: the cases, what the house adds to them and their sources stand in the answer too.
    #[param(value_type = Option<Expand>, inline)]
    expand: Option<Expand>,
}

/// What stands in an answer beside results.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, utoipa::ToSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Expand {
    /// Cases, blocks of a house and sources.
    Cases,
}

/// A body up to so many bytes is judged at once; a larger one by a thread of its own.
const AT_ONCE: usize = 16_384;
/// Longest idempotency key, in bytes.
const LONGEST_KEY: usize = 255;

/// Ask the gate about listings before they go live
///
/// One listing (an object), several (an array, or an object a line), or an Arrow stream; at most 1,000 listings or 10 MB a
/// request. Fields are those of a catalog: `title`, `brand`, `manufacturer`, `seller`, `model`, `gtin`, `text`, `url`, `category`
/// and others, under these or the usual names of catalogs. Each listing is answered by `allow`, `hold` or `stop` with the rule that
/// decided, and with its findings as cases. With an `Idempotency-Key`, the same request is given the same bytes.
#[utoipa::path(
    post, path = "/v1/screen", tag = "gate", operation_id = "screen",
    params(ScreenQuery, ("Idempotency-Key" = Option<String>, Header, description = "The same key and the same request give the same bytes, for a day.", pattern = "^[!-~]{1,255}$")),
    request_body(content(
        (serde_json::Value = "application/json"),
        (String = "application/x-ndjson"),
        (Vec<u8> = "application/vnd.apache.arrow.stream"),
    ), description = "Listings"),
    responses(
        (status = 200, description = "What is done about each listing, in their order", body = crate::openapi::Screened, content_type = "application/json"),
        (status = "4XX", description = "What was asked cannot be answered", body = Problem, content_type = "application/problem+json"),
        (status = "5XX", description = "Nothing was checked", body = Problem, content_type = "application/problem+json"),
    ),
    security(("key" = ["screen"])),
)]
pub(crate) async fn screen(
    State(app): State<Arc<App>>,
    Extension(Account(account)): Extension<Account>,
    Query(query): Query<ScreenQuery>,
    request: Request,
) -> Result<Response> {
    let (Parts { headers, .. }, content) = request.into_parts();
    let key = idempotency_key(&headers)?;
    let as_of = day(query.as_of.as_deref(), app.today())?;
    let written = written_as(&headers)?;
    let bytes = body(&headers, content, app.settings.limits.body_bytes).await?;
    let request = key.is_some().then(|| digest_of(&query, &bytes));
    let asked = Asked { as_of, expand: query.expand.is_some(), written, bytes };
    let answered = work(&app, asked).await?;
    app.keep_cases(answered.cases).await?;
    for (action, listings) in answered.counts {
        app.metrics.gate_said(action.word(), listings);
    }
    let (bytes, replayed) = match (key, request) {
        (Some(key), Some(request)) => {
            let answer = Answer { account, key, request, body: answered.body };
            match app.replays.keep(answer).await? {
                Kept::New(bytes) => (bytes, false),
                Kept::Before(bytes) => (bytes, true),
                Kept::Misused => {
                    let detail = "this idempotency key was used for another request";
                    return Err(Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "idempotency-key", detail)
                        .hint("take a new key for each request, and the same one only to repeat it"));
                }
            }
        }
        _ => (answered.body, false),
    };
    let mut response = ([(header::CONTENT_TYPE, "application/json")], bytes).into_response();
    if replayed {
        response.headers_mut().insert("idempotent-replayed", HeaderValue::from_static("true"));
    }
    Ok(response)
}

fn idempotency_key(headers: &HeaderMap) -> Result<Option<String>> {
    let Some(value) = headers.get("idempotency-key") else { return Ok(None) };
    let key = value.to_str().ok().map(str::trim).filter(|key| !key.is_empty() && key.len() <= LONGEST_KEY);
    key.map(|key| Some(key.to_owned())).ok_or_else(|| {
        Problem::new(
            StatusCode::BAD_REQUEST,
            "idempotency-key",
            "an idempotency key is 1 to 255 printable ASCII characters",
        )
    })
}

fn written_as(headers: &HeaderMap) -> Result<FewAs> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    match kind.as_str() {
        "application/vnd.apache.arrow.stream" => Ok(FewAs::ArrowStream),
        // What `curl -d` says of any text.
        ""
        | "application/json"
        | "application/x-ndjson"
        | "application/jsonl"
        | "text/plain"
        | "application/x-www-form-urlencoded" => Ok(FewAs::Json),
        other => {
            let detail = format!("listings are not read as `{}`", shown(other));
            Err(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "content-type", detail)
                .hint("send application/json, application/x-ndjson or application/vnd.apache.arrow.stream; a file of another kind goes to POST /v1/scans"))
        }
    }
}

fn digest_of(query: &ScreenQuery, bytes: &Bytes) -> String {
    let mut digest = Sha256::new();
    let expand = if query.expand.is_some() { "cases" } else { "" };
    digest.update(format!("screen\n{}\n{expand}\n", query.as_of.as_deref().unwrap_or_default()));
    digest.update(bytes);
    nameplate::register::hex(&digest.finalize())
}

struct Asked {
    as_of: Day,
    expand: bool,
    written: FewAs,
    bytes: Bytes,
}

/// What the engine said.
struct Answered {
    body: Vec<u8>,
    cases: Vec<Served>,
    counts: BTreeMap<Action, u64>,
}

async fn work(app: &Arc<App>, asked: Asked) -> Result<Answered> {
    if asked.bytes.len() <= AT_ONCE {
        return answer(app, &asked);
    }
    let turn = Arc::clone(&app.cores).acquire_owned().await.map_err(|error| Problem::fault(&error))?;
    let app = Arc::clone(app);
    let done = tokio::task::spawn_blocking(move || {
        let _turn = turn;
        answer(&app, &asked)
    });
    done.await.map_err(|error| Problem::fault(&error))?
}

/// With what an answer was worked out.
#[derive(Serialize)]
struct Head<'h> {
    schema_version: u32,
    as_of: Day,
    register: &'h RegisterId,
    policy_hash: &'h str,
    gate: For<'h>,
    #[serde(skip_serializing_if = "Option::is_none")]
    without_lists: Option<&'h str>,
}

/// For whom the gate asks, and where.
#[derive(Serialize)]
struct For<'f> {
    reader: Reader,
    #[serde(skip_serializing_if = "str::is_empty")]
    place: &'f str,
}

/// A listing with what is done about it.
#[derive(Serialize)]
struct OfListing<'l> {
    #[serde(flatten)]
    gated: &'l Gated,
    #[serde(flatten)]
    row: Row<'l>,
}

/// What stands once in an answer, by id.
#[derive(Default)]
struct Beside {
    cases: BTreeMap<String, Arc<Case>>,
    house: BTreeMap<String, Arc<House>>,
}

#[derive(Serialize)]
struct BesideInJson<'b> {
    cases: Vec<&'b Case>,
    house: Vec<&'b House>,
    sources: Vec<&'b Source>,
}

fn answer(app: &App, asked: &Asked) -> Result<Answered> {
    let ready = app.engine.now();
    let screener = ready.on(asked.as_of);
    let decisions = app.decisions.load_full();
    let keeper = Gatekeeper { gate: &ready.gate, decisions: &decisions, as_of: asked.as_of };
    let few = Few {
        name: "body",
        written: asked.written,
        bytes: asked.bytes.to_vec().into(),
        most: app.settings.limits.rows,
    };
    let mut desk = Desk {
        app,
        keeper,
        body: begin(&ready, asked.as_of)?,
        beside: Beside::default(),
        cases: Vec::new(),
        counts: BTreeMap::new(),
        failed: None,
    };
    let seen = ready.remembering(|memo| {
        screen_few(Judging { judge: &screener, memo }, &few, &mut |result, listing| desk.add(result, listing))
    })?;
    if seen == 0 {
        return Err(Problem::asked("there is no listing in it")
            .hint("send an object such as {\"title\": \"4K PoE bullet camera\", \"brand\": \"Loryta\"}"));
    }
    desk.finish(asked.expand)
}

fn begin(ready: &Ready, as_of: Day) -> Result<Vec<u8>> {
    let gate = &ready.gate;
    let head = Head {
        schema_version: SCHEMA_VERSION,
        as_of,
        register: &ready.register,
        policy_hash: &ready.policy_hash,
        gate: For { reader: gate.reader, place: &gate.place },
        without_lists: ready.without_lists.as_deref(),
    };
    let mut body = json(&head)?;
    body.pop();
    body.extend_from_slice(b",\"results\":[");
    Ok(body)
}

/// Where an answer is put together.
struct Desk<'d> {
    app: &'d App,
    keeper: Gatekeeper<'d>,
    body: Vec<u8>,
    beside: Beside,
    cases: Vec<Served>,
    counts: BTreeMap<Action, u64>,
    failed: Option<serde_json::Error>,
}

impl Desk<'_> {
    fn add(&mut self, result: &ListingResult<'_>, listing: &Listing<'_>) {
        let gated = self.keeper.ask(result);
        *self.counts.entry(gated.action).or_default() += 1;
        if self.body.last() != Some(&b'[') {
            self.body.push(b',');
        }
        if let Err(error) =
            serde_json::to_writer(&mut self.body, &OfListing { gated: &gated, row: Row(result) })
        {
            self.failed = Some(error);
        }
        for finding in &result.findings {
            self.note(&finding.case, listing);
            if let Some(house) = &finding.house {
                self.beside.house.entry(house.id.to_string()).or_insert_with(|| Arc::clone(house));
            }
        }
    }

    fn note(&mut self, case: &Arc<Case>, listing: &Listing<'_>) {
        let id = case.id.as_str();
        if self.beside.cases.contains_key(id) {
            return;
        }
        self.beside.cases.insert(id.to_owned(), Arc::clone(case));
        if !self.app.knows_case(id) {
            self.cases.push(kept::served(case, kept::written(listing)));
        }
    }

    fn finish(self, expand: bool) -> Result<Answered> {
        let Desk { mut body, beside, cases, counts, failed, .. } = self;
        if let Some(error) = failed {
            return Err(Problem::fault(&error));
        }
        body.push(b']');
        if expand {
            let all: Vec<&Case> = beside.cases.values().map(|case| &**case).collect();
            let sources = all.iter().flat_map(|case| case.sources());
            let sources: BTreeMap<&str, &Source> =
                sources.map(|source| (source.id.as_str(), source)).collect();
            let house = beside.house.values().map(|house| &**house).collect();
            let beside = json(&BesideInJson { house, sources: sources.into_values().collect(), cases: all })?;
            body.push(b',');
            body.extend_from_slice(&beside[1..beside.len() - 1]);
        }
        body.extend_from_slice(b"}\n");
        Ok(Answered { body, cases, counts })
    }
}
