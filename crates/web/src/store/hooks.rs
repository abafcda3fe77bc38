//! Webhooks and what they are told.

use sqlx::any::AnyRow;
use sqlx::{Any, Row, Transaction};

use super::Store;
use crate::random::token;

/// A webhook.
#[derive(Clone, Debug)]
pub(crate) struct Hook {
    pub(crate) id: String,
    pub(crate) url: String,
    /// With what deliveries are signed.
    pub(crate) secret: String,
    /// The events that it is told of.
    pub(crate) events: Vec<String>,
    pub(crate) created_at: i64,
}

/// Something that a webhook is told.
#[derive(Clone, Debug)]
pub(crate) struct Delivery {
    pub(crate) id: String,
    pub(crate) hook: String,
    pub(crate) event: String,
    pub(crate) body: String,
    /// `waiting`, `done` or `dead`.
    pub(crate) state: String,
    pub(crate) tries: i64,
    pub(crate) next_at: i64,
    pub(crate) error: Option<String>,
    pub(crate) created_at: i64,
    pub(crate) ended_at: Option<i64>,
}

fn hook(row: &AnyRow) -> Result<Hook, sqlx::Error> {
    let events: String = row.try_get(3)?;
    Ok(Hook {
        id: row.try_get(0)?,
        url: row.try_get(1)?,
        secret: row.try_get(2)?,
        events: events.split(' ').filter(|event| !event.is_empty()).map(str::to_owned).collect(),
        created_at: row.try_get(4)?,
    })
}

fn delivery(row: &AnyRow) -> Result<Delivery, sqlx::Error> {
    Ok(Delivery {
        id: row.try_get(0)?,
        hook: row.try_get(1)?,
        event: row.try_get(2)?,
        body: row.try_get(3)?,
        state: row.try_get(4)?,
        tries: row.try_get(5)?,
        next_at: row.try_get(6)?,
        error: row.try_get(7)?,
        created_at: row.try_get(8)?,
        ended_at: row.try_get(9)?,
    })
}

/// A statement over the columns of a delivery.
macro_rules! of_deliveries {
    ($rest:literal) => {
        sqlx::query(concat!(
            "SELECT id, hook, event, body, state, tries, next_at, error, created_at, ended_at FROM deliveries ",
            $rest
        ))
    };
}

impl Store {
    /// Keeps a webhook.
    pub(crate) async fn keep_hook(&self, account: &str, hook: &Hook) -> Result<(), sqlx::Error> {
        let sql = "INSERT INTO hooks (id, account, url, secret, events, created_at) VALUES ($1, $2, $3, $4, $5, $6)";
        let insert = sqlx::query(sql).bind(&hook.id).bind(account).bind(&hook.url).bind(&hook.secret);
        insert.bind(hook.events.join(" ")).bind(hook.created_at).execute(&self.pool).await.map(drop)
    }

    /// The webhooks of an account.
    pub(crate) async fn hooks(&self, account: &str) -> Result<Vec<Hook>, sqlx::Error> {
        let sql = "SELECT id, url, secret, events, created_at FROM hooks WHERE account = $1 AND removed_at IS NULL \
                   ORDER BY created_at, id";
        let rows = sqlx::query(sql).bind(account).fetch_all(&self.pool).await?;
        rows.iter().map(hook).collect()
    }

    /// A webhook, removed or not.
    pub(crate) async fn hook(&self, id: &str) -> Result<Option<Hook>, sqlx::Error> {
        let sql = "SELECT id, url, secret, events, created_at FROM hooks WHERE id = $1";
        sqlx::query(sql).bind(id).fetch_optional(&self.pool).await?.as_ref().map(hook).transpose()
    }

    /// Removes a webhook: what waits for it is put aside. Says whether there was one.
    pub(crate) async fn remove_hook(&self, account: &str, id: &str, now: i64) -> Result<bool, sqlx::Error> {
        let mut step = self.pool.begin().await?;
        let sql = "UPDATE hooks SET removed_at = $1 WHERE id = $2 AND account = $3 AND removed_at IS NULL";
        let done = sqlx::query(sql).bind(now).bind(id).bind(account).execute(&mut *step).await?;
        if done.rows_affected() > 0 {
            let sql = "UPDATE deliveries SET state = 'dead', error = 'the webhook was removed', ended_at = $1 \
                       WHERE hook = $2 AND state = 'waiting'";
            sqlx::query(sql).bind(now).bind(id).execute(&mut *step).await?;
        }
        step.commit().await?;
        Ok(done.rows_affected() > 0)
    }

    /// Queues an event for the webhooks of an account that ask for it; for how many.
    pub(crate) async fn queue(
        &self,
        account: &str,
        event: (&str, &str),
        now: i64,
    ) -> Result<u64, sqlx::Error> {
        let mut step = self.pool.begin().await?;
        let queued = queue(&mut step, account, event, now).await?;
        step.commit().await?;
        Ok(queued)
    }

    /// At most so many deliveries that are due.
    pub(crate) async fn due(&self, now: i64, most: i64) -> Result<Vec<Delivery>, sqlx::Error> {
        let query = of_deliveries!("WHERE state = 'waiting' AND next_at <= $1 ORDER BY next_at, id LIMIT $2");
        let rows = query.bind(now).bind(most).fetch_all(&self.pool).await?;
        rows.iter().map(delivery).collect()
    }

    /// Takes a delivery that is due until a moment, so that nobody else tries it meanwhile; says whether it was still to be had.
    pub(crate) async fn lease(&self, one: &Delivery, until: i64) -> Result<bool, sqlx::Error> {
        let sql = "UPDATE deliveries SET next_at = $1 WHERE id = $2 AND state = 'waiting' AND next_at = $3";
        let done = sqlx::query(sql).bind(until).bind(&one.id).bind(one.next_at).execute(&self.pool).await?;
        Ok(done.rows_affected() > 0)
    }

    /// Notes how a try ended.
    pub(crate) async fn tried(&self, one: &Delivery) -> Result<(), sqlx::Error> {
        let sql = "UPDATE deliveries SET state = $1, tries = $2, next_at = $3, error = $4, ended_at = $5 WHERE id = $6";
        let update = sqlx::query(sql).bind(&one.state).bind(one.tries).bind(one.next_at);
        update.bind(&one.error).bind(one.ended_at).bind(&one.id).execute(&self.pool).await.map(drop)
    }

    /// The deliveries of a webhook, the latest first; those of one state where one is named.
    pub(crate) async fn deliveries(
        &self,
        hook: &str,
        state: Option<&str>,
    ) -> Result<Vec<Delivery>, sqlx::Error> {
        let query = of_deliveries!(
            "WHERE hook = $1 AND ($2 = '' OR state = $2) ORDER BY created_at DESC, id DESC LIMIT 100"
        );
        let rows = query.bind(hook).bind(state.unwrap_or_default()).fetch_all(&self.pool).await?;
        rows.iter().map(delivery).collect()
    }

    /// Lets a delivery be tried anew, under the same id; says whether there was one that is over.
    pub(crate) async fn replay(&self, hook: &str, id: &str, now: i64) -> Result<bool, sqlx::Error> {
        let sql = "UPDATE deliveries SET state = 'waiting', tries = 0, next_at = $1, error = NULL, ended_at = NULL \
                   WHERE id = $2 AND hook = $3 AND state <> 'waiting'";
        let done = sqlx::query(sql).bind(now).bind(id).bind(hook).execute(&self.pool).await?;
        Ok(done.rows_affected() > 0)
    }
}

/// Queues what happened for every webhook of an account that is told of it, in the commit of what happened.
pub(super) async fn queue(
    step: &mut Transaction<'_, Any>,
    account: &str,
    (event, body): (&str, &str),
    now: i64,
) -> Result<u64, sqlx::Error> {
    let mut queued = 0;
    let sql =
        "SELECT id, url, secret, events, created_at FROM hooks WHERE account = $1 AND removed_at IS NULL";
    let rows = sqlx::query(sql).bind(account).fetch_all(&mut **step).await?;
    for row in &rows {
        let hook = hook(row)?;
        if !hook.events.iter().any(|wanted| wanted == event) {
            continue;
        }
        let id = token().map_err(|error| sqlx::Error::Io(std::io::Error::other(error.to_string())))?;
        let sql = "INSERT INTO deliveries (id, hook, event, body, state, tries, next_at, created_at) \
                   VALUES ($1, $2, $3, $4, 'waiting', 0, $5, $5)";
        let insert = sqlx::query(sql).bind(format!("msg_{id}")).bind(&hook.id).bind(event).bind(body);
        insert.bind(now).execute(&mut **step).await?;
        queued += 1;
    }
    Ok(queued)
}
