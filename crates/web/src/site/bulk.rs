//! Scans in a browser.

use std::sync::Arc;

use axum::extract::FromRequest;
use axum::extract::{Extension, Multipart, Path, Request, State};
use axum::response::{IntoResponse, Redirect, Response};
use futures_util::stream::unfold;
use pages::site::{FileRow, ScanRow};
use serde_json::Value;

use super::asking::{Asking, PageResult, Setting};
use crate::access::Account;
use crate::api::asked::Query;
use crate::api::scans::{Asked, UploadQuery, broken_off, end, files, found, latest, queue};
use crate::app::App;
use crate::clock::{day_of, moment};
use crate::page::html;
use crate::problem::{Problem, Result};
use crate::store::scans::{ScanJob, State as Stage};

/// Scans of a page.
const A_PAGE: usize = 30;

/// All scans, and a form for the next.
pub(crate) async fn scans(
    State(app): State<Arc<App>>,
    Extension(Account(account)): Extension<Account>,
    Query(asking): Query<Asking>,
) -> PageResult {
    let setting = Setting::of(&app, &asking)?;
    let cursor = asking.cursor.split_once('.').and_then(|(at, id)| Some((at.parse().ok()?, id.to_owned())));
    let from = cursor.unwrap_or((i64::MAX, String::new()));
    let (all, next) =
        latest(&app, &account, (from, A_PAGE)).await.map_err(|problem| setting.shown(problem))?;
    let rows: Vec<ScanRow> = all.into_iter().map(|job| row(&app, job)).collect();
    Ok(html(pages::site::scans(&setting.site(), &rows, next.as_deref())))
}

/// One scan.
pub(crate) async fn scan(
    State(app): State<Arc<App>>,
    Extension(Account(account)): Extension<Account>,
    Path(id): Path<String>,
    Query(asking): Query<Asking>,
) -> PageResult {
    let setting = Setting::of(&app, &asking)?;
    let job = found(&app, &account, &id).await.map_err(|problem| setting.shown(problem))?;
    let all = if job.state == Stage::Done { files(&app, &id) } else { Vec::new() };
    let files: Vec<FileRow> = all
        .into_iter()
        .map(|file| FileRow { name: file.name, bytes: file.bytes, what: file.what.to_owned() })
        .collect();
    Ok(html(pages::site::scan(&setting.site(), &row(&app, job), &files)))
}

fn row(app: &App, job: ScanJob) -> ScanRow {
    let far = app.jobs.at_work(&job.id).map(|at_work| *at_work.far.borrow());
    let outcome: Value =
        job.outcome.as_deref().and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default();
    let count = |value: &Value| value.as_u64().unwrap_or(0);
    let verdicts = &outcome["counts"]["by_verdict"];
    let found = verdicts.is_object().then(|| (count(&verdicts["connected"]), count(&verdicts["review"])));
    let changes = &outcome["changes"];
    let changes = changes
        .is_object()
        .then_some(changes)
        .filter(|changes| changes["why"].is_null())
        .map(|changes| (count(&changes["new"]), count(&changes["changed"]), count(&changes["gone"])));
    let unsigned = |number: i64| u64::try_from(number).unwrap_or(0);
    let not_compared = outcome["changes"]["why"].as_str().map(str::to_owned);
    ScanRow {
        not_compared,
        id: job.id,
        catalog: job.catalog,
        file: job.file,
        state: job.state.word().to_owned(),
        why: job.why,
        rows: far.map_or(unsigned(job.rows), |far| far.rows),
        bytes: far.map_or(unsigned(job.bytes), |far| far.bytes),
        total: unsigned(job.total),
        found,
        changes,
        created: moment(job.created_at),
        keep_until: day_of(job.keep_until).to_string(),
    }
}

/// A file that was dropped on the page.
pub(crate) async fn upload(
    State(app): State<Arc<App>>,
    Extension(Account(account)): Extension<Account>,
    Query(asking): Query<Asking>,
    request: Request,
) -> PageResult {
    let setting = Setting::of(&app, &asking)?;
    let reader = setting.audience.reader.map(|reader| reader.word().to_owned()).unwrap_or_default();
    let query = UploadQuery {
        as_of: Some(setting.as_of.to_string()),
        reader,
        place: setting.audience.place.clone().unwrap_or_default(),
        ..UploadQuery::default()
    };
    let job = take(&app, account, (query, request)).await.map_err(|problem| setting.shown(problem))?;
    Ok(Redirect::to(&setting.site().link(&format!("/scans/{}", job.id))).into_response())
}

/// Reads the form: what comes before the file belongs to it.
async fn take(app: &App, account: String, (mut query, request): (UploadQuery, Request)) -> Result<ScanJob> {
    let bad = |_| Problem::asked("this is not what the form of the page sends");
    let mut form = Multipart::from_request(request, &()).await.map_err(bad)?;
    let mut catalog = String::new();
    while let Some(field) = form.next_field().await.map_err(|_| broken_off())? {
        match field.name() {
            Some("catalog") => catalog = field.text().await.map_err(|_| broken_off())?,
            Some("file") => {
                query.file = field.file_name().unwrap_or_default().to_owned();
                query.catalog = std::mem::take(&mut catalog);
                let asked = Asked::of(app, &query)?;
                let bytes = unfold(Some(field), |field| async move {
                    let mut field = field?;
                    match field.chunk().await {
                        Ok(Some(chunk)) => Some((Ok(chunk), Some(field))),
                        Ok(None) => None,
                        Err(_) => Some((Err(broken_off()), None)),
                    }
                });
                return queue(app, account, (asked, Box::pin(bytes))).await;
            }
            _ => {}
        }
    }
    Err(Problem::asked("no file was chosen"))
}

/// Ends a scan.
pub(crate) async fn cancel(
    State(app): State<Arc<App>>,
    Extension(Account(account)): Extension<Account>,
    Path(id): Path<String>,
    Query(asking): Query<Asking>,
) -> std::result::Result<Response, crate::page::Shown> {
    let setting = Setting::of(&app, &asking)?;
    end(&app, &account, &id).await.map_err(|problem| setting.shown(problem))?;
    Ok(Redirect::to(&setting.site().link(&format!("/scans/{id}"))).into_response())
}
