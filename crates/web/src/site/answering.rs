//! The page on which somebody who was invited answers a finding.

use std::sync::Arc;

use axum::extract::{Form, Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect};
use pages::site::{AnswerShown, Invited};
use serde::Deserialize;

use super::asking::{Asking, PageResult, Setting};
use crate::api::asked::Query;
use crate::api::cases::standing;
use crate::app::App;
use crate::clock::{day_of, moment, seconds};
use crate::page::html;
use crate::problem::{Problem, Result};
use crate::store::answers::{Given, Invitation};
use crate::store::keys::digest;

/// Longest answer, and longest name, in letters.
const SENTENCE: usize = 2_000;
const NAME: usize = 200;
/// An answer may be corrected so often: whoever has the address of the page cannot fill the database.
const MOST: i64 = 50;

/// What the form sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Answer {
    signed: String,
    sentence: String,
    url: String,
}

async fn invited(app: &App, token: &str) -> Result<Invitation> {
    let missing = || Problem::missing("this invitation is not known, or has expired");
    app.store.invitation(&digest(token), seconds()).await?.ok_or_else(missing)
}

/// The finding, and a form.
pub(crate) async fn page(
    State(app): State<Arc<App>>,
    Path(token): Path<String>,
    Query(asking): Query<Asking>,
) -> PageResult {
    let setting = Setting::of(&app, &asking)?;
    let shown = async {
        let one = invited(&app, &token).await?;
        let served = app
            .store
            .case(&one.case_id)
            .await?
            .ok_or_else(|| Problem::missing("the case is not kept any more"))?;
        let given = app.store.answers(&one.case_key).await?.into_iter().find(|given| given.who == one.who);
        Ok::<_, Problem>((one, served, given))
    };
    let (one, served, given) = shown.await.map_err(|problem| setting.shown(problem))?;
    let case = standing(&setting.ready.on(setting.as_of), &served).case;
    let given = given.map(shown_answer);
    let until = day_of(one.expires_at).to_string();
    let told =
        Invited { token: &token, who: &one.who, until: &until, case: case.as_deref(), given: given.as_ref() };
    Ok(html(pages::site::answer(&setting.site(), &told)))
}

/// An answer as pages show it.
pub(crate) fn shown_answer(one: Given) -> AnswerShown {
    AnswerShown {
        who: one.who,
        signed: one.signed,
        sentence: one.sentence,
        url: one.url,
        answered_at: moment(one.answered_at),
    }
}

/// Keeps an answer.
pub(crate) async fn answer(
    State(app): State<Arc<App>>,
    Path(token): Path<String>,
    Query(asking): Query<Asking>,
    Form(sent): Form<Answer>,
) -> PageResult {
    let setting = Setting::of(&app, &asking)?;
    let keep = async {
        let one = invited(&app, &token).await?;
        let given = checked(&one, sent)?;
        if app.store.times_answered(&one.case_key, &one.who).await? >= MOST {
            let detail = format!("this has been answered {MOST} times, and the last answer stands");
            let hint = "write to those who sent you the invitation";
            return Err(Problem::new(StatusCode::CONFLICT, "answered", detail).hint(hint));
        }
        app.store.answer(&given).await.map_err(Problem::from)
    };
    keep.await.map_err(|problem| setting.shown(problem))?;
    Ok(Redirect::to(&setting.site().link(&format!("/answer/{token}"))).into_response())
}

fn checked(one: &Invitation, sent: Answer) -> Result<Given> {
    let within = |text: &str, most: usize| (1..=most).contains(&text.trim().chars().count());
    if !within(&sent.signed, NAME) {
        return Err(Problem::asked("say who signs the answer, in at most 200 letters"));
    }
    if !within(&sent.sentence, SENTENCE) {
        return Err(Problem::asked("say what is right, in at most 2,000 letters"));
    }
    let url = sent.url.trim();
    if !(url.is_empty() || (url.starts_with("https://") && url.len() <= SENTENCE)) {
        return Err(Problem::asked("the address of a document begins with https://"));
    }
    Ok(Given {
        case_key: one.case_key.clone(),
        who: one.who.clone(),
        signed: sent.signed.trim().to_owned(),
        sentence: sent.sentence.trim().to_owned(),
        url: url.to_owned(),
        answered_at: seconds(),
    })
}
