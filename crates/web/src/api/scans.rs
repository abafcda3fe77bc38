//! Catalogs in bulk: an upload becomes a job, with its progress as it goes on, and files to be downloaded when it is done.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use axum::body::Body;
use axum::extract::{Extension, Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::stream::{Stream, StreamExt, unfold};
use nameplate::answer::Audience;
use nameplate::word::Reader;
use scan::{Format, Mapping};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use tokio::io::AsyncWriteExt;
use utoipa::{IntoParams, ToSchema};

use super::asked::{Query, day, json, limit, shown};
use crate::access::Account;
use crate::app::App;
use crate::clock::{day_of, moment, seconds};
use crate::jobs::ending;
use crate::jobs::kept::Far;
use crate::problem::{Problem, Result};
use crate::random::token;
use crate::store::scans::{AskedOfScan, EndOfScan, ScanJob, State as Stage};

/// How an upload is to be scanned.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct UploadQuery {
    /// The name of the file, for results and reports.
    #[param(example = "catalog.csv", max_length = 200, pattern = "^[^\\x00-\\x1f\\x7f-\\x9f]*$")]
    pub(crate) file: String,
    /// The catalog that this is an edition of: findings are compared with those of the last upload under the same name.
    #[param(example = "spring", max_length = 200, pattern = "^[^\\x00-\\x1f\\x7f-\\x9f]*$")]
    pub(crate) catalog: String,
    /// The day that is asked for; today where none is named.
    #[param(example = "2026-11-23", value_type = Option<String>, format = Date)]
    pub(crate) as_of: Option<String>,
    /// For whom the report is worded: `retailer`, `agency` and others.
    #[param(pattern = "^(consumer|retailer|importer|exporter|agency|contractor|grant_recipient|investor)?$")]
    pub(crate) reader: String,
    /// Where they are: `US`, `US-TX`, `EU`.
    #[param(pattern = "^([A-Z]{2}(-[A-Z0-9]{1,3})?)?$")]
    pub(crate) place: String,
    /// What columns mean, where they are recognised wrongly: `brand=Marke,title=name`.
    #[param(pattern = "^((brand|title|model|seller|id)=[A-Za-z0-9]{1,40})?$")]
    pub(crate) map: String,
    /// The formats of results, with commas: `parquet`, `csv`, `xlsx`, `jsonl`; all of them where none is named. Each is a pass.
    #[param(pattern = "^((parquet|csv|xlsx|jsonl)(,(parquet|csv|xlsx|jsonl)){0,3})?$")]
    pub(crate) formats: String,
}

/// A scan as it stands.
#[derive(Serialize, ToSchema)]
pub(crate) struct OfScan {
    /// Its id.
    pub(crate) id: String,
    /// How far it is.
    pub(crate) state: Stage,
    /// Why it failed.
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<String>,
    /// The catalog that it is an edition of.
    #[serde(skip_serializing_if = "String::is_empty")]
    catalog: String,
    /// The name of the file.
    file: String,
    /// The day asked for.
    as_of: String,
    /// Which pass over the catalog it is: one for each format.
    #[serde(skip_serializing_if = "Option::is_none")]
    pass: Option<usize>,
    /// Rows judged in this pass.
    rows: i64,
    /// Bytes read in this pass.
    bytes: i64,
    /// Bytes of the upload.
    total: i64,
    /// What came of it: counts, digest, register, and what changed since the last upload of the same catalog.
    #[schema(value_type = Option<Object>)]
    #[serde(skip_serializing_if = "Option::is_none")]
    outcome: Option<Box<RawValue>>,
    /// Files to be downloaded.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    files: Vec<OfFile>,
    /// When it was sent.
    created_at: String,
    /// When it ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    ended_at: Option<String>,
    /// Until which day its files are kept.
    keep_until: String,
}

/// A file of results.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct OfFile {
    /// Its name, and the end of its address: `/v1/scans/{id}/files/{name}`.
    pub(crate) name: String,
    /// How many bytes it has.
    pub(crate) bytes: u64,
    /// What it is.
    pub(crate) what: &'static str,
}

/// What the files of a scan are.
const FILES: [(&str, &str); 14] = [
    ("report.html", "the report, to read"),
    ("findings.csv", "a line a listing that leads somewhere, for spreadsheets"),
    ("findings.xlsx", "the same as a workbook"),
    ("takedowns.csv", "what is held or stopped, by SKU and ASIN, with a notice for the seller"),
    ("sellers.csv", "how much each seller has of it"),
    ("changes.jsonl", "findings that are new, changed or gone since the last upload of the catalog"),
    ("results.parquet", "all results"),
    ("results.cases.parquet", "the cases that results cite"),
    ("results.house.parquet", "what the house adds to cases"),
    ("results.sources.parquet", "the sources that cases cite"),
    ("results.jsonl", "all results, an object a line"),
    ("results.cases.jsonl", "the cases that they cite"),
    ("results.house.jsonl", "what the house adds to them"),
    ("results.sources.jsonl", "the sources that cases cite"),
];

/// What a file of results is; nothing for names that are none.
fn what_is(name: &str) -> Option<&'static str> {
    if name.strip_suffix(".manifest.json").is_some_and(|of| what_is(of).is_some()) {
        return Some("with what it was asked, counts and digests");
    }
    FILES.iter().find(|(known, _)| *known == name).map(|(_, what)| *what)
}

/// Upload a catalog to be scanned
///
/// The body is the file: CSV, JSON, JSON lines, Parquet, a workbook, compressed or not; what it is, is told by its bytes. The answer
/// names the job; `GET /v1/scans/{id}/events` tells how far it is.
#[utoipa::path(
    post, path = "/v1/scans", tag = "scans", operation_id = "upload",
    params(UploadQuery),
    request_body(content = Vec<u8>, content_type = "application/octet-stream", description = "The catalog"),
    responses(
        (status = 202, description = "It is queued; `Location` is its address", body = OfScan, content_type = "application/json"),
        (status = "4XX", description = "It cannot be scanned", body = Problem, content_type = "application/problem+json"),
        (status = "5XX", description = "Nothing was kept", body = Problem, content_type = "application/problem+json"),
    ),
    security(("key" = ["scan"])),
)]
pub(crate) async fn upload(
    State(app): State<Arc<App>>,
    Extension(Account(account)): Extension<Account>,
    Query(query): Query<UploadQuery>,
    body: Body,
) -> Result<Response> {
    let asked = Asked::of(&app, &query)?;
    let bytes = body.into_data_stream().map(|bytes| bytes.map_err(|_| broken_off()));
    let job = queue(&app, account, (asked, Box::pin(bytes))).await?;
    let place = format!("/v1/scans/{}", job.id);
    let body = json(&of_scan(&app, job)?)?;
    let kind = HeaderValue::from_static("application/json");
    let mut response = (StatusCode::ACCEPTED, [(header::CONTENT_TYPE, kind)], body).into_response();
    if let Ok(place) = HeaderValue::from_str(&place) {
        response.headers_mut().insert(header::LOCATION, place);
    }
    Ok(response)
}

pub(crate) fn broken_off() -> Problem {
    Problem::new(StatusCode::BAD_REQUEST, "body", "the upload broke off; nothing was kept")
}

/// What is asked of a scan, checked.
pub(crate) struct Asked {
    file: String,
    catalog: String,
    of: AskedOfScan,
}

const NAMES: usize = 200;

impl Asked {
    /// Checks what an address or a form says.
    pub(crate) fn of(app: &App, query: &UploadQuery) -> Result<Self> {
        let name = |field: &str, text: &str| match text.chars().count() <= NAMES
            && !text.contains(char::is_control)
        {
            true => Ok(text.trim().to_owned()),
            false => Err(Problem::asked(format!(
                "{field}: at most {NAMES} letters, none of them a control character"
            ))),
        };
        let file = name("file", query.file.rsplit(['/', '\\']).next().unwrap_or_default())?;
        let as_of = day(query.as_of.as_deref(), app.today())?.to_string();
        let readers =
            || format!("reader: `{}` is none of: {}", shown(&query.reader), Reader::words().join(", "));
        if !query.reader.is_empty() && Reader::from_word(&query.reader).is_none() {
            return Err(Problem::asked(readers()));
        }
        let place = match query.place.trim() {
            "" => String::new(),
            text => Audience::place_of(text).ok_or_else(|| {
                Problem::asked(format!("place: `{}` is not a place", shown(text)))
                    .hint("write it as US, US-TX, EU")
            })?,
        };
        if !query.map.is_empty() {
            Mapping::parse(&query.map)?;
        }
        let of = AskedOfScan {
            as_of,
            reader: query.reader.clone(),
            place,
            map: query.map.clone(),
            formats: formats(&query.formats)?,
        };
        let file = if file.is_empty() { "catalog".to_owned() } else { file };
        Ok(Asked { file, catalog: name("catalog", &query.catalog)?, of })
    }
}

fn formats(text: &str) -> Result<Vec<String>> {
    const ALL: [Format; 4] = [Format::Parquet, Format::Csv, Format::Xlsx, Format::Jsonl];
    let names: Vec<&str> = text.split(',').map(str::trim).filter(|name| !name.is_empty()).collect();
    if names.is_empty() {
        return Ok(ALL.iter().map(|format| format.name().to_owned()).collect());
    }
    let mut known = BTreeSet::new();
    let mut all = Vec::new();
    for name in names {
        let format = Format::from_name(name).ok_or_else(|| {
            Problem::asked(format!("formats: `{}` is none of parquet, csv, xlsx, jsonl", shown(name)))
        })?;
        if known.insert(format.name()) {
            all.push(format.name().to_owned());
        }
    }
    Ok(all)
}

/// The bytes of an upload as they come.
pub(crate) type Bytes<'b> = std::pin::Pin<Box<dyn Stream<Item = Result<axum::body::Bytes>> + Send + 'b>>;

/// Keeps an upload and queues it. Nothing is acknowledged before the bytes are on disk and the row is in the table.
pub(crate) async fn queue(
    app: &App,
    account: String,
    (asked, mut bytes): (Asked, Bytes<'_>),
) -> Result<ScanJob> {
    let id = token().map_err(|error| Problem::fault(&error))?;
    let folder = app.jobs.folder(&id);
    tokio::fs::create_dir_all(&folder).await.map_err(|error| no_room(&error))?;
    let kept = keep(app, &id, &mut bytes).await;
    let total = match kept {
        Ok(total) => total,
        Err(problem) => {
            let _ = tokio::fs::remove_dir_all(&folder).await;
            return Err(problem);
        }
    };
    let now = seconds();
    let keep = i64::try_from(app.settings.limits.keep.as_secs()).unwrap_or(i64::MAX);
    let Asked { file, catalog, of } = asked;
    let job = ScanJob {
        id,
        account,
        catalog,
        file,
        asked: of,
        state: Stage::Queued,
        why: None,
        rows: 0,
        bytes: 0,
        total,
        outcome: None,
        created_at: now,
        ended_at: None,
        keep_until: now.saturating_add(keep),
    };
    if let Err(error) = app.store.queue_scan(&app.jobs.node, &job).await {
        let _ = tokio::fs::remove_dir_all(&folder).await;
        return Err(error.into());
    }
    app.jobs.wake();
    Ok(job)
}

fn no_room(error: &std::io::Error) -> Problem {
    tracing::error!(%error, "an upload could not be kept");
    let detail = "the upload could not be written to disk; nothing was kept";
    Problem::new(StatusCode::INSUFFICIENT_STORAGE, "disk", detail)
        .hint("whoever runs the service has to make room")
}

async fn keep(app: &App, id: &str, bytes: &mut Bytes<'_>) -> Result<i64> {
    /// How long the next bytes may take.
    const PATIENCE: Duration = Duration::from_secs(60);
    let most = app.settings.limits.upload_bytes;
    let mut file = tokio::fs::File::create(app.jobs.upload(id)).await.map_err(|error| no_room(&error))?;
    let mut total: u64 = 0;
    loop {
        let next = tokio::time::timeout(PATIENCE, bytes.next()).await.map_err(|_| {
            Problem::new(StatusCode::REQUEST_TIMEOUT, "too-slow", "no byte of the upload came for 60 s")
        })?;
        let Some(chunk) = next else { break };
        let chunk = chunk?;
        total += chunk.len() as u64;
        if total > most {
            let detail = format!("more than {most} bytes");
            return Err(Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "too-many-bytes", detail)
                .hint("split the catalog, or scan it where it is: nameplate scan FILE"));
        }
        file.write_all(&chunk).await.map_err(|error| no_room(&error))?;
    }
    if total == 0 {
        return Err(Problem::asked("the upload is empty").hint("send the file as the body of the request"));
    }
    file.flush().await.map_err(|error| no_room(&error))?;
    file.sync_all().await.map_err(|error| no_room(&error))?;
    i64::try_from(total).map_err(|error| Problem::fault(&error))
}

/// A scan as it stands, with what is known of it while it is at work.
pub(crate) fn of_scan(app: &App, job: ScanJob) -> Result<OfScan> {
    let far = app.jobs.at_work(&job.id).map(|at_work| *at_work.far.borrow());
    let outcome =
        job.outcome.map(RawValue::from_string).transpose().map_err(|error| Problem::fault(&error))?;
    let files = if job.state == Stage::Done { files(app, &job.id) } else { Vec::new() };
    Ok(OfScan {
        id: job.id,
        state: job.state,
        why: job.why,
        catalog: job.catalog,
        file: job.file,
        as_of: job.asked.as_of,
        pass: far.map(|far| far.pass),
        rows: far.map_or(job.rows, |far| i64::try_from(far.rows).unwrap_or(i64::MAX)),
        bytes: far.map_or(job.bytes, |far| i64::try_from(far.bytes).unwrap_or(i64::MAX)),
        total: job.total,
        outcome,
        files,
        created_at: moment(job.created_at),
        ended_at: job.ended_at.map(moment),
        keep_until: day_of(job.keep_until).to_string(),
    })
}

/// The files of a scan, in the order in which people look for them.
pub(crate) fn files(app: &App, id: &str) -> Vec<OfFile> {
    let folder = app.jobs.results(id);
    let manifests = FILES.iter().map(|(name, _)| format!("{name}.manifest.json"));
    let names = FILES.iter().map(|(name, _)| (*name).to_owned()).chain(manifests);
    names
        .filter_map(|name| {
            let bytes = folder.join(&name).metadata().ok()?.len();
            Some(OfFile { what: what_is(&name)?, name, bytes })
        })
        .collect()
}

/// A scan, or the problem. A key sees what was sent with it, and no other's.
pub(crate) async fn found(app: &App, account: &str, id: &str) -> Result<ScanJob> {
    let missing = || Problem::missing(format!("there is no scan `{}`", shown(id)));
    app.store.scan(id).await?.filter(|job| job.account == account).ok_or_else(missing)
}

/// How far a scan is, and what came of it
#[utoipa::path(
    get, path = "/v1/scans/{id}", tag = "scans", operation_id = "scan",
    params(("id" = String, Path, description = "The id of a scan")),
    responses(
        (status = 200, description = "The scan", body = OfScan, content_type = "application/json"),
        (status = "4XX", description = "There is none", body = Problem, content_type = "application/problem+json"),
        (status = "5XX", description = "It could not be read", body = Problem, content_type = "application/problem+json"),
    ),
    security(("key" = ["scan"])),
)]
pub(crate) async fn scan(
    State(app): State<Arc<App>>,
    Extension(Account(account)): Extension<Account>,
    Path(id): Path<String>,
) -> Result<Response> {
    let job = found(&app, &account, &id).await?;
    let body = json(&of_scan(&app, job)?)?;
    Ok(([(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-store")], body)
        .into_response())
}

/// Which scans are wanted.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct ScansQuery {
    /// `next` of the page before.
    #[param(pattern = "^[0-9]{1,12}\\.[0-9a-f]{32}$")]
    cursor: Option<String>,
    /// At most so many: 1 to 100, 20 where none is named.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<usize>,
}

/// A page of scans, the latest first.
#[derive(Serialize, ToSchema)]
pub(crate) struct Scans {
    results: Vec<OfScan>,
    /// Where the next page begins.
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<String>,
}

/// The scans, the latest first
#[utoipa::path(
    get, path = "/v1/scans", tag = "scans", operation_id = "scans",
    params(ScansQuery),
    responses(
        (status = 200, description = "A page of them", body = Scans, content_type = "application/json"),
        (status = "4XX", description = "The question cannot be meant", body = Problem, content_type = "application/problem+json"),
        (status = "5XX", description = "They could not be read", body = Problem, content_type = "application/problem+json"),
    ),
    security(("key" = ["scan"])),
)]
pub(crate) async fn scans(
    State(app): State<Arc<App>>,
    Extension(Account(account)): Extension<Account>,
    Query(query): Query<ScansQuery>,
) -> Result<Response> {
    let limit = limit(query.limit, (20, 100))?;
    let before = match query.cursor.as_deref() {
        None => (i64::MAX, String::new()),
        Some(cursor) => {
            let is_id = |id: &&str| id.len() == 32 && id.bytes().all(|byte| byte.is_ascii_hexdigit());
            let parts = cursor.split_once('.').filter(|(_, id)| is_id(id));
            let parts = parts.and_then(|(at, id)| Some((at.parse().ok()?, id.to_owned())));
            parts.ok_or_else(|| Problem::asked("cursor: take it from `next` of the page before"))?
        }
    };
    let (all, next) = latest(&app, &account, (before, limit)).await?;
    let results: Result<Vec<OfScan>> = all.into_iter().map(|job| of_scan(&app, job)).collect();
    let body = json(&Scans { results: results?, next })?;
    Ok(([(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-store")], body)
        .into_response())
}

/// A page of the scans of an account, and where the next one begins.
pub(crate) async fn latest(
    app: &App,
    account: &str,
    ((at, id), limit): ((i64, String), usize),
) -> Result<(Vec<ScanJob>, Option<String>)> {
    let most = i64::try_from(limit).unwrap_or(100);
    let all = app.store.scans(account, (at, &id), most).await?;
    let last = all.last().filter(|_| all.len() == limit);
    let next = last.map(|job| format!("{}.{}", job.created_at, job.id));
    Ok((all, next))
}

/// End a scan that is not over
#[utoipa::path(
    post, path = "/v1/scans/{id}/cancel", tag = "scans", operation_id = "cancel",
    params(("id" = String, Path, description = "The id of a scan")),
    responses(
        (status = 202, description = "It ends", body = OfScan, content_type = "application/json"),
        (status = "4XX", description = "There is none, or it is over", body = Problem, content_type = "application/problem+json"),
        (status = "5XX", description = "It could not be ended", body = Problem, content_type = "application/problem+json"),
    ),
    security(("key" = ["scan"])),
)]
pub(crate) async fn cancel(
    State(app): State<Arc<App>>,
    Extension(Account(account)): Extension<Account>,
    Path(id): Path<String>,
) -> Result<Response> {
    end(&app, &account, &id).await?;
    let job = found(&app, &account, &id).await?;
    let body = json(&of_scan(&app, job)?)?;
    Ok((StatusCode::ACCEPTED, [(header::CONTENT_TYPE, "application/json")], body).into_response())
}

/// Ends a scan that is not over.
pub(crate) async fn end(app: &App, account: &str, id: &str) -> Result<()> {
    let job = found(app, account, id).await?;
    let over = |stage: Stage| {
        let detail = format!("this scan is {} already", stage.word());
        Problem::new(StatusCode::CONFLICT, "over", detail)
    };
    if job.state.is_over() {
        return Err(over(job.state));
    }
    let end = EndOfScan {
        state: Stage::Cancelled,
        why: None,
        outcome: None,
        rows: 0,
        at: seconds(),
        events: Vec::new(),
    };
    let ended = app.store.end_scan(&job, &ending(&job, end)).await?;
    if let Some(at_work) = app.jobs.at_work(id) {
        at_work.stop.store(true, Ordering::Relaxed);
    }
    if ended { Ok(()) } else { Err(over(found(app, account, id).await?.state)) }
}

/// How far a scan is, as it goes on
///
/// Server-sent events: `progress` while it is queued or at work, `end` when it is over.
#[utoipa::path(
    get, path = "/v1/scans/{id}/events", tag = "scans", operation_id = "events",
    params(("id" = String, Path, description = "The id of a scan")),
    responses(
        (status = 200, description = "Events until it is over", body = crate::openapi::ScanEvent, content_type = "text/event-stream"),
        (status = "4XX", description = "There is none", body = Problem, content_type = "application/problem+json"),
        (status = "5XX", description = "It could not be read", body = Problem, content_type = "application/problem+json"),
    ),
    security(("key" = ["scan"])),
)]
pub(crate) async fn events(
    State(app): State<Arc<App>>,
    Extension(Account(account)): Extension<Account>,
    Path(id): Path<String>,
) -> Result<Response> {
    found(&app, &account, &id).await?;
    let told = unfold(Telling { app, account, id, last: None, over: false }, Telling::next).fuse();
    Ok(Sse::new(told).keep_alive(KeepAlive::default()).into_response())
}

/// A scan that somebody looks on at.
struct Telling {
    app: Arc<App>,
    account: String,
    id: String,
    last: Option<(Stage, Option<Far>)>,
    over: bool,
}

type Told = std::result::Result<Event, std::convert::Infallible>;

impl Telling {
    /// How often it is looked how far the scan is.
    const LOOK: Duration = Duration::from_millis(300);

    async fn next(mut self) -> Option<(Told, Telling)> {
        if self.over {
            return None;
        }
        loop {
            let job = found(&self.app, &self.account, &self.id).await.ok()?;
            let far = self.app.jobs.at_work(&self.id).map(|at_work| *at_work.far.borrow());
            let now = (job.state, far);
            self.over = job.state.is_over() || self.app.stop.is_cancelled();
            if self.last != Some(now) || self.over {
                self.last = Some(now);
                let name = if job.state.is_over() { "end" } else { "progress" };
                let data = json(&of_scan(&self.app, job).ok()?).ok()?;
                let event = Event::default().event(name).data(String::from_utf8(data).ok()?);
                return Some((Ok(event), self));
            }
            tokio::time::sleep(Self::LOOK).await;
        }
    }
}

/// A file of results
#[utoipa::path(
    get, path = "/v1/scans/{id}/files/{name}", tag = "scans", operation_id = "file",
    params(("id" = String, Path, description = "The id of a scan"), ("name" = String, Path, description = "The name of a file", example = "findings.csv")),
    responses(
        (status = 200, description = "The file", body = Vec<u8>, content_type = "application/octet-stream"),
        (status = "4XX", description = "There is none, or it was kept until an earlier day", body = Problem, content_type = "application/problem+json"),
        (status = "5XX", description = "It could not be read", body = Problem, content_type = "application/problem+json"),
    ),
    security(("key" = ["scan"])),
)]
pub(crate) async fn file(
    State(app): State<Arc<App>>,
    Extension(Account(account)): Extension<Account>,
    Path((id, name)): Path<(String, String)>,
) -> Result<Response> {
    let job = found(&app, &account, &id).await?;
    match job.state {
        Stage::Done => {}
        Stage::Expired => {
            let detail = format!("the files of this scan were kept until {}", day_of(job.keep_until));
            return Err(Problem::new(StatusCode::GONE, "expired", detail).hint("upload the catalog again"));
        }
        other => {
            let detail = format!("this scan is {}: it has no files", other.word());
            return Err(Problem::new(StatusCode::CONFLICT, "not-done", detail));
        }
    }
    let missing = || Problem::missing(format!("this scan has no file `{}`", shown(&name)));
    what_is(&name).ok_or_else(missing)?;
    let file = tokio::fs::File::open(app.jobs.results(&id).join(&name)).await.map_err(|_| missing())?;
    let bytes = file.metadata().await.map_err(|error| Problem::fault(&error))?.len();
    let stream = unfold(Some(file), |file| async move {
        use tokio::io::AsyncReadExt;
        let mut file = file?;
        let mut chunk = Vec::with_capacity(CHUNK);
        match (&mut file).take(CHUNK as u64).read_to_end(&mut chunk).await {
            Ok(0) => None,
            Ok(_) => Some((Ok(axum::body::Bytes::from(chunk)), Some(file))),
            Err(error) => Some((Err(error), None)),
        }
    });
    // Compression asks once more after the end.
    let stream = stream.fuse();
    let mut response = Body::from_stream(stream).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind(&name)));
    headers.insert(header::CONTENT_LENGTH, bytes.into());
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    let shown_in_place = name == "report.html";
    let place = if shown_in_place { "inline".to_owned() } else { format!("attachment; filename=\"{name}\"") };
    if let Ok(place) = HeaderValue::from_str(&place) {
        headers.insert(header::CONTENT_DISPOSITION, place);
    }
    if shown_in_place {
        // The page's own policy lets nothing else run; this keeps it apart from the rest of the service as well.
        let apart = "sandbox allow-scripts allow-downloads allow-popups allow-popups-to-escape-sandbox";
        headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(apart));
    }
    Ok(response)
}

const CHUNK: usize = 64 << 10;

fn kind(name: &str) -> &'static str {
    match name.rsplit_once('.').map(|(_, end)| end) {
        Some("html") => "text/html; charset=utf-8",
        Some("csv") => "text/csv; charset=utf-8",
        Some("json") => "application/json",
        Some("jsonl") => "application/x-ndjson",
        Some("parquet") => "application/vnd.apache.parquet",
        Some("xlsx") => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_results_are_files() {
        for name in
            ["report.html", "findings.csv", "results.parquet.manifest.json", "report.html.manifest.json"]
        {
            assert!(what_is(name).is_some(), "{name}");
        }
        for name in ["../upload", "upload", "found.jsonl", "", ".manifest.json", "report.html/../upload"] {
            assert!(what_is(name).is_none(), "{name}");
        }
    }

    #[test]
    fn formats_are_named_once() {
        assert_eq!(formats("csv, csv,parquet").unwrap(), ["csv", "parquet"]);
        assert_eq!(formats("").unwrap().len(), 4);
        assert!(formats("pdf").is_err());
    }
}
