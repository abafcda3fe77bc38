//! A case that was served, whether it still stands, and what buyers are told of it.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::Response;
use nameplate::case::status::statuses;
use nameplate::finding::Case;
use nameplate::warning::Messages;
use nameplate::word::CaseStatus;
use nameplate::{Day, Screener};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use utoipa::{IntoParams, ToSchema};

use super::asked::{Query, day, json, shown, tagged};
use crate::app::App;
use crate::engine::Ready;
use crate::kept::{self, GivenAnswer};
use crate::problem::{Problem, Result};
use crate::store::cases::Served;

/// The day of a question.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct DayQuery {
    /// The day that is asked for; today where none is named.
    #[param(example = "2026-11-23", value_type = Option<String>, format = Date)]
    pub(crate) as_of: Option<String>,
}

/// A case, and what became of it. Its body never changes; its status does.
#[derive(Serialize)]
struct WithStatus<'c> {
    status: CaseStatus,
    /// What is said of the same key instead.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    by: BTreeSet<String>,
    case: &'c RawValue,
    /// What those answered who were invited to.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    answers: Vec<GivenAnswer>,
}

/// What became of a case by the register that answers now.
pub(crate) struct Standing {
    pub(crate) status: CaseStatus,
    pub(crate) by: BTreeSet<String>,
    /// The case itself, where it is said still, in the language of the screener.
    pub(crate) case: Option<Arc<Case>>,
}

/// Asks the question again that a case once answered.
pub(crate) fn standing(screener: &Screener<'_>, served: &Served) -> Standing {
    let listing = kept::read(&served.listing);
    let result = screener.screen(&listing);
    let now: Vec<_> = result.findings.iter().map(|one| (one.case.id.clone(), one.case.key.clone())).collect();
    let before = [(served.id.as_str().into(), served.key.as_str().into())];
    let told = statuses(&before, &now).into_iter().next();
    let case =
        result.findings.iter().map(|one| &one.case).find(|case| case.id.as_str() == served.id).cloned();
    match told {
        Some(told) => {
            let by = told.by.iter().map(ToString::to_string).collect();
            Standing { status: told.status, by, case }
        }
        None => Standing { status: CaseStatus::Withdrawn, by: BTreeSet::new(), case },
    }
}

/// A case that was served, or the problem.
pub(crate) async fn served(app: &App, id: &str) -> Result<Served> {
    app.store.case(id).await?.ok_or_else(|| {
        Problem::missing(format!("no case `{}` was served here", shown(id)))
            .hint("cases get their ids in answers of POST /v1/screen and in results of scans")
    })
}

/// A case, and whether it still stands
///
/// What a case says never changes. `status` is `current` where the register that answers now says the same of the listing that led
/// to it, `superseded` where it says something else of the same key (`by`), `withdrawn` where it says nothing of it any more.
#[utoipa::path(
    get, path = "/v1/cases/{id}", tag = "knowledge", operation_id = "case",
    params(("id" = String, Path, description = "The id of a case: 32 hexadecimal digits"), DayQuery),
    responses(
        (status = 200, description = "The case", body = crate::openapi::CaseWithStatus, content_type = "application/json"),
        (status = 304, description = "Whoever asks has it already"),
        (status = "4XX", description = "There is none", body = Problem, content_type = "application/problem+json"),
        (status = "5XX", description = "It could not be read", body = Problem, content_type = "application/problem+json"),
    ),
    security(("key" = ["read"])),
)]
pub(crate) async fn case(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    Query(query): Query<DayQuery>,
    headers: HeaderMap,
) -> Result<Response> {
    let as_of = day(query.as_of.as_deref(), app.today())?;
    let served = served(&app, &id).await?;
    let ready = app.engine.now();
    let Standing { status, by, .. } = standing(&ready.on(as_of), &served);
    let answers = app.store.answers(&served.key).await?.into_iter().map(GivenAnswer::from).collect();
    let case = RawValue::from_string(served.body).map_err(|error| Problem::fault(&error))?;
    let body = json(&WithStatus { status, by, case: &case, answers })?;
    Ok(tagged(&headers, &ready, ("application/json", body)))
}

/// Which warning is wanted.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct WarningQuery {
    /// The case that it is about.
    #[param(example = "0123456789abcdef0123456789abcdef")]
    case: String,
    /// Its language: `en`, `es` or `zh`; that of the service where none is named.
    language: Option<String>,
    /// As what it is written.
    #[param(value_type = Option<WarningAs>, inline)]
    format: Option<WarningAs>,
    /// The day that is asked for; today where none is named.
    #[param(example = "2026-11-23", value_type = Option<String>, format = Date)]
    as_of: Option<String>,
}

/// As what a warning is written.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum WarningAs {
    /// All of it.
    Json,
    /// The line for a product page.
    Short,
    /// The text behind it.
    Long,
}

#[derive(Serialize)]
struct OfCase<'w> {
    case: &'w str,
    #[serde(flatten)]
    warning: &'w nameplate::finding::Warning,
}

/// What a buyer is told
///
/// The text for a product page, in one of the languages. A case that is said no longer has none: the answer is 410.
#[utoipa::path(
    get, path = "/v1/warnings", tag = "knowledge", operation_id = "warning",
    params(WarningQuery),
    responses(
        (status = 200, description = "The warning", content((crate::openapi::Warning = "application/json"), (String = "text/plain"))),
        (status = 304, description = "Whoever asks has it already"),
        (status = "4XX", description = "There is none", body = Problem, content_type = "application/problem+json"),
        (status = "5XX", description = "It could not be read", body = Problem, content_type = "application/problem+json"),
    ),
    security(("key" = ["read"])),
)]
pub(crate) async fn warning(
    State(app): State<Arc<App>>,
    Query(query): Query<WarningQuery>,
    headers: HeaderMap,
) -> Result<Response> {
    let as_of = day(query.as_of.as_deref(), app.today())?;
    let language = query.language.as_deref().unwrap_or(&app.settings.language);
    let format = query.format.unwrap_or(WarningAs::Json);
    told(&app, &headers, (&query.case, as_of, language, format)).await
}

/// Which language a notice is wanted in, and by whose key.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct NoticeQuery {
    /// The language: `en`, `es` or `zh`; that of the service where none is named.
    language: Option<String>,
    /// The shop's publishable key, where keys are asked for.
    #[serde(rename = "key")]
    _key: Option<String>,
}

/// A notice for the page of a shop
///
/// The warning of a case as of today, for `<nameplate-notice>`. The key may be seen by anybody: it opens this and nothing else, to pages of
/// the origin that it is bound to. A case that is said no longer has no notice: the answer is 410, and the shop takes down what it showed.
#[utoipa::path(
    get, path = "/v1/notices/{id}", tag = "knowledge", operation_id = "notice",
    params(("id" = String, Path, description = "The id of a case: 32 hexadecimal digits"), NoticeQuery),
    responses(
        (status = 200, description = "The notice", body = crate::openapi::Warning, content_type = "application/json"),
        (status = 304, description = "Whoever asks has it already"),
        (status = "4XX", description = "There is none", body = Problem, content_type = "application/problem+json"),
        (status = "5XX", description = "It could not be read", body = Problem, content_type = "application/problem+json"),
    ),
    security(("key" = ["notice"])),
)]
pub(crate) async fn notice(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    Query(query): Query<NoticeQuery>,
    headers: HeaderMap,
) -> Result<Response> {
    let language = query.language.as_deref().unwrap_or(&app.settings.language);
    told(&app, &headers, (&id, app.today(), language, WarningAs::Json)).await
}

/// What buyers are told of a case on a day.
async fn told(
    app: &App,
    headers: &HeaderMap,
    (id, as_of, language, format): (&str, Day, &str, WarningAs),
) -> Result<Response> {
    let served = served(app, id).await?;
    let ready = app.engine.now();
    let case = said_in(&ready, as_of, (&served, language))?;
    let Some(warning) = &case.warning else {
        let detail = "this case makes no warning: only what is connected is told to buyers";
        return Err(Problem::missing(detail));
    };
    let content = match format {
        WarningAs::Json => ("application/json", json(&OfCase { case: &served.id, warning })?),
        WarningAs::Short => ("text/plain; charset=utf-8", warning.short.clone().into_bytes()),
        WarningAs::Long => ("text/plain; charset=utf-8", warning.long.clone().into_bytes()),
    };
    let mut response = tagged(headers, &ready, content);
    if let Ok(language) = warning.language.parse() {
        response.headers_mut().insert(header::CONTENT_LANGUAGE, language);
    }
    Ok(response)
}

/// A case as it is said now, in a language.
fn said_in(ready: &Ready, as_of: Day, (served, language): (&Served, &str)) -> Result<Arc<Case>> {
    let messages = Messages::of(language)
        .map_err(|error| Problem::asked(error.to_string()).hint("there are en, es and zh"))?;
    let standing = standing(&ready.on(as_of).with_messages(messages), served);
    standing.case.ok_or_else(|| {
        let detail = format!("this case is {}: nothing may be told to buyers by it", standing.status.word());
        Problem::new(StatusCode::GONE, "not-current", detail).hint("screen the listing again")
    })
}
