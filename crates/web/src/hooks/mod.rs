//! Webhooks: what happened is queued with what happened, signed as Standard Webhooks has it, tried again with growing pauses, and put
//! aside where nobody takes it.

mod reach;
mod sign;

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Semaphore;

use crate::access::EVERYBODY;
use crate::app::App;
use crate::clock;
use crate::store::Store;
use crate::store::hooks::{Delivery, Hook};
pub(crate) use reach::{Outside, check_url};
pub(crate) use sign::new_secret;

/// The events that a webhook may be told of.
pub(crate) const EVENTS: [&str; 4] = ["scan.done", "scan.failed", "scan.cancelled", "findings.changed"];

/// Pauses after tries that failed, in seconds: some 30 hours in all. After the last, a delivery is put aside.
const PAUSES: [i64; 8] = [5, 60, 300, 1_800, 7_200, 18_000, 36_000, 43_200];
/// Deliveries that are tried at a time: a target that hangs keeps the others waiting no longer than this many of its kind.
const AT_ONCE: usize = 16;
/// How long a try may take.
const PATIENCE: Duration = Duration::from_secs(10);
/// How often it is looked for what is due.
const LOOK: Duration = Duration::from_millis(500);
/// How long a delivery belongs to whoever tries it, in seconds.
const LEASE: i64 = 60;

/// Tells the webhooks of a key, or those made without one, that a rescan found something changed: the service that runs on this database
/// delivers it. `rescan` says what. For how many it is queued.
///
/// # Errors
/// The database cannot be written.
pub async fn tell_of_changes(
    store: &Store,
    key: Option<&str>,
    rescan: &serde_json::Value,
) -> Result<u64, sqlx::Error> {
    let now = clock::seconds();
    let event = "findings.changed";
    let body =
        serde_json::json!({ "type": event, "timestamp": clock::moment(now), "data": { "rescan": rescan } });
    store.queue(key.unwrap_or(EVERYBODY), (event, &body.to_string()), now).await
}

/// Delivers until the service ends.
pub(crate) async fn work(app: Arc<App>) {
    let room = Arc::new(Semaphore::new(AT_ONCE));
    loop {
        tokio::select! {
            () = app.stop.cancelled() => return,
            () = tokio::time::sleep(LOOK) => {}
        }
        let free = i64::try_from(room.available_permits()).unwrap_or(0);
        let due = match app.store.due(clock::seconds(), free).await {
            Ok(due) => due,
            Err(error) => {
                tracing::error!(%error, "deliveries cannot be read");
                continue;
            }
        };
        for one in due {
            let Ok(permit) = Arc::clone(&room).try_acquire_owned() else { break };
            let app = Arc::clone(&app);
            tokio::spawn(async move {
                let _permit = permit;
                if let Err(error) = deliver(&app, one).await {
                    tracing::error!(%error, "a delivery could not be noted");
                }
            });
        }
    }
}

/// Tries a delivery, and notes how that ended.
async fn deliver(app: &App, mut one: Delivery) -> Result<(), sqlx::Error> {
    let now = clock::seconds();
    if !app.store.lease(&one, now + LEASE).await? {
        return Ok(());
    }
    let Some(hook) = app.store.hook(&one.hook).await? else { return Ok(()) };
    let sent = send(app, &hook, &one).await;
    one.tries += 1;
    match sent {
        Ok(()) => {
            one.state = "done".to_owned();
            one.error = None;
            one.ended_at = Some(clock::seconds());
        }
        Err(why) => {
            let pause = usize::try_from(one.tries - 1).ok().and_then(|tries| PAUSES.get(tries));
            match pause {
                Some(pause) => one.next_at = clock::seconds() + app.settings.hook_pause(*pause),
                None => {
                    one.state = "dead".to_owned();
                    one.ended_at = Some(clock::seconds());
                }
            }
            tracing::warn!(
                delivery = one.id,
                tries = one.tries,
                state = one.state,
                why,
                "a delivery was not taken"
            );
            one.error = Some(why);
        }
    }
    app.store.tried(&one).await
}

async fn send(app: &App, hook: &Hook, one: &Delivery) -> Result<(), String> {
    let timestamp = clock::seconds();
    let signature =
        sign::signature(&hook.secret, (&one.id, timestamp), &one.body).ok_or("the secret is damaged")?;
    let asked = reach::Asked {
        url: hook.url.clone(),
        headers: [
            ("content-type", "application/json".to_owned()),
            ("webhook-id", one.id.clone()),
            ("webhook-timestamp", timestamp.to_string()),
            ("webhook-signature", signature),
        ],
        body: one.body.clone(),
        outside: app.settings.outside(),
        patience: PATIENCE,
    };
    tokio::task::spawn_blocking(move || reach::post(&asked)).await.map_err(|error| error.to_string())?
}
