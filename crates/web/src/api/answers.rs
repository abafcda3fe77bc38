//! A seller or maker answers: whoever decides invites them, they write on a page with a token, and what they say stands beside the finding.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Extension, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::asked::{body, json};
use super::cases::served;
use crate::access::Account;
use crate::app::App;
use crate::clock::{moment, seconds};
use crate::problem::{Problem, Result};
use crate::random::token;
use crate::store::answers::Invitation;
use crate::store::keys::digest;

/// Most bytes of a request.
const MOST_BYTES: usize = 20_000;
/// Longest name, in letters.
const NAME: usize = 200;
/// How long an invitation holds, in seconds.
const HOLDS: i64 = 60 * 24 * 60 * 60;

/// Who is invited to answer.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct InvitationWanted {
    /// The case that they are to answer: its id.
    #[schema(example = "0123456789abcdef0123456789abcdef", min_length = 1, max_length = 64)]
    case: String,
    /// Who they are: the seller or maker, by name.
    #[schema(example = "CamDepot LLC", min_length = 1, max_length = 200, pattern = "\\S")]
    who: String,
}

/// An invitation that was made.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Invited {
    /// The page on which they answer, on this host. Whoever has it can answer: it is told once.
    page: String,
    /// Until when it opens.
    expires_at: String,
}

/// Invite a seller or maker to answer a finding
///
/// They get a page of their own; what they write stands beside the case (`answers` of `GET /v1/cases/{id}`, and its page), marked as given
/// by them and not checked.
#[utoipa::path(
    post, path = "/v1/invitations", tag = "gate", operation_id = "invite",
    request_body(content = InvitationWanted, content_type = "application/json"),
    responses(
        (status = 201, description = "They can answer", body = Invited, content_type = "application/json"),
        (status = "4XX", description = "It cannot be meant", body = Problem, content_type = "application/problem+json"),
        (status = "5XX", description = "It was not kept", body = Problem, content_type = "application/problem+json"),
    ),
    security(("key" = ["decide"])),
)]
pub(crate) async fn invite(
    State(app): State<Arc<App>>,
    Extension(Account(account)): Extension<Account>,
    headers: HeaderMap,
    content: Body,
) -> Result<Response> {
    let bytes = body(&headers, content, MOST_BYTES).await?;
    let wanted: InvitationWanted = serde_json::from_slice(&bytes).map_err(|error| {
        Problem::asked(format!("no invitation: {error}"))
            .hint("send {\"case\": \"...\", \"who\": \"CamDepot LLC\"}")
    })?;
    if wanted.who.trim().is_empty() || wanted.who.chars().count() > NAME {
        return Err(Problem::asked("who: 1 to 200 letters"));
    }
    let case = served(&app, &wanted.case).await?;
    let random = || token().map_err(|error| Problem::fault(&error));
    let secret = format!("{}{}", random()?, random()?);
    let now = seconds();
    let one = Invitation {
        digest: digest(&secret),
        case_id: case.id,
        case_key: case.key,
        who: wanted.who.trim().to_owned(),
        created_at: now,
        expires_at: now + HOLDS,
    };
    app.store.invite(&account, &one).await?;
    let said = Invited { page: format!("/answer/{secret}"), expires_at: moment(one.expires_at) };
    Ok((StatusCode::CREATED, [(header::CONTENT_TYPE, "application/json")], json(&said)?).into_response())
}
