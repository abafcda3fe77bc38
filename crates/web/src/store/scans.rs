//! Scans of uploaded catalogs: what was asked, and how far each is.

use serde::{Deserialize, Serialize};
use sqlx::Row;
use sqlx::any::AnyRow;

use super::Store;
use super::hooks::queue;

/// How far a scan is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum State {
    /// It waits for its turn.
    Queued,
    /// It is at work.
    Running,
    /// It is done.
    Done,
    /// It could not be completed; `why` says the reason.
    Failed,
    /// Somebody ended it.
    Cancelled,
    /// Its files were cleared away on the stated day.
    Expired,
}

impl State {
    const ALL: [State; 6] =
        [State::Queued, State::Running, State::Done, State::Failed, State::Cancelled, State::Expired];

    /// As it is kept and shown.
    pub(crate) fn word(self) -> &'static str {
        match self {
            State::Queued => "queued",
            State::Running => "running",
            State::Done => "done",
            State::Failed => "failed",
            State::Cancelled => "cancelled",
            State::Expired => "expired",
        }
    }

    fn from_word(word: &str) -> Result<Self, sqlx::Error> {
        let found = State::ALL.into_iter().find(|state| state.word() == word);
        found.ok_or_else(|| sqlx::Error::Decode(format!("`{word}` is no state of a scan").into()))
    }

    /// Whether nothing more will come.
    pub(crate) fn is_over(self) -> bool {
        !matches!(self, State::Queued | State::Running)
    }
}

/// What was asked of a scan.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq, Eq)]
pub(crate) struct AskedOfScan {
    /// The day asked for.
    pub(crate) as_of: String,
    /// Who asks; empty where nobody is named.
    pub(crate) reader: String,
    /// Where; empty for anywhere.
    pub(crate) place: String,
    /// What columns mean, where somebody said so.
    pub(crate) map: String,
    /// The formats of results.
    pub(crate) formats: Vec<String>,
}

/// A scan.
#[derive(Clone, Debug)]
pub(crate) struct ScanJob {
    pub(crate) id: String,
    /// Whose key it was started with.
    pub(crate) account: String,
    /// The catalog that it is an edition of; empty where none was named.
    pub(crate) catalog: String,
    /// The name of the file, as it was sent.
    pub(crate) file: String,
    pub(crate) asked: AskedOfScan,
    pub(crate) state: State,
    pub(crate) why: Option<String>,
    pub(crate) rows: i64,
    pub(crate) bytes: i64,
    pub(crate) total: i64,
    /// What came of it, as JSON.
    pub(crate) outcome: Option<String>,
    pub(crate) created_at: i64,
    pub(crate) ended_at: Option<i64>,
    pub(crate) keep_until: i64,
}

const COLUMNS: &str = "id, account, catalog, file, asked, state, why, rows_done, bytes_done, bytes_total, outcome, created_at, \
                       ended_at, keep_until";

fn of_row(row: &AnyRow) -> Result<ScanJob, sqlx::Error> {
    let (asked, state): (String, String) = (row.try_get(4)?, row.try_get(5)?);
    Ok(ScanJob {
        id: row.try_get(0)?,
        account: row.try_get(1)?,
        catalog: row.try_get(2)?,
        file: row.try_get(3)?,
        asked: serde_json::from_str(&asked).map_err(|error| sqlx::Error::Decode(error.into()))?,
        state: State::from_word(&state)?,
        why: row.try_get(6)?,
        rows: row.try_get(7)?,
        bytes: row.try_get(8)?,
        total: row.try_get(9)?,
        outcome: row.try_get(10)?,
        created_at: row.try_get(11)?,
        ended_at: row.try_get(12)?,
        keep_until: row.try_get(13)?,
    })
}

/// A statement over the columns of a scan.
macro_rules! of_scans {
    ($rest:literal) => {
        sqlx::query(sqlx::AssertSqlSafe(format!(concat!("SELECT {} FROM scans ", $rest), COLUMNS)))
    };
}

impl Store {
    /// Queues a scan whose upload is on disk.
    pub(crate) async fn queue_scan(&self, node: &str, job: &ScanJob) -> Result<(), sqlx::Error> {
        let asked = serde_json::to_string(&job.asked).map_err(|error| sqlx::Error::Encode(error.into()))?;
        let sql = "INSERT INTO scans (id, node, account, catalog, file, asked, state, rows_done, bytes_done, bytes_total, \
                   created_at, keep_until) VALUES ($1, $2, $3, $4, $5, $6, $7, 0, 0, $8, $9, $10)";
        let insert = sqlx::query(sql).bind(&job.id).bind(node).bind(&job.account).bind(&job.catalog);
        let insert = insert.bind(&job.file).bind(asked).bind(job.state.word()).bind(job.total);
        insert.bind(job.created_at).bind(job.keep_until).execute(&self.pool).await.map(drop)
    }

    /// A scan.
    pub(crate) async fn scan(&self, id: &str) -> Result<Option<ScanJob>, sqlx::Error> {
        let row = of_scans!("WHERE id = $1").bind(id).fetch_optional(&self.pool).await?;
        row.as_ref().map(of_row).transpose()
    }

    /// At most so many scans of an account that began before a moment and an id, the latest first.
    pub(crate) async fn scans(
        &self,
        account: &str,
        before: (i64, &str),
        most: i64,
    ) -> Result<Vec<ScanJob>, sqlx::Error> {
        let (at, id) = before;
        let query = of_scans!(
            "WHERE account = $1 AND (created_at < $2 OR (created_at = $2 AND id < $3)) \
             ORDER BY created_at DESC, id DESC LIMIT $4"
        );
        let rows = query.bind(account).bind(at).bind(id).bind(most).fetch_all(&self.pool).await?;
        rows.iter().map(of_row).collect()
    }

    /// Takes the scan that waits longest on a node, and marks it as running.
    pub(crate) async fn next_scan(&self, node: &str) -> Result<Option<ScanJob>, sqlx::Error> {
        let query = of_scans!("WHERE state = 'queued' AND node = $1 ORDER BY created_at, id LIMIT 1");
        let Some(row) = query.bind(node).fetch_optional(&self.pool).await? else { return Ok(None) };
        let job = of_row(&row)?;
        let sql = "UPDATE scans SET state = 'running' WHERE id = $1 AND state = 'queued'";
        let done = sqlx::query(sql).bind(&job.id).execute(&self.pool).await?;
        Ok((done.rows_affected() > 0).then_some(ScanJob { state: State::Running, ..job }))
    }

    /// Puts the scans of a node that were at work when it ended back into the queue.
    pub(crate) async fn queue_again(&self, node: &str) -> Result<u64, sqlx::Error> {
        let sql = "UPDATE scans SET state = 'queued', rows_done = 0, bytes_done = 0 WHERE state = 'running' AND node = $1";
        Ok(sqlx::query(sql).bind(node).execute(&self.pool).await?.rows_affected())
    }

    /// Notes how far a scan is.
    pub(crate) async fn scan_went_on(&self, id: &str, rows: i64, bytes: i64) -> Result<(), sqlx::Error> {
        let sql = "UPDATE scans SET rows_done = $1, bytes_done = $2 WHERE id = $3 AND state = 'running'";
        sqlx::query(sql).bind(rows).bind(bytes).bind(id).execute(&self.pool).await.map(drop)
    }

    /// Ends a scan that is not over, and queues what webhooks are told of it; says whether it was not.
    pub(crate) async fn end_scan(&self, job: &ScanJob, end: &EndOfScan) -> Result<bool, sqlx::Error> {
        let mut step = self.pool.begin().await?;
        let sql = "UPDATE scans SET state = $1, why = $2, outcome = $3, ended_at = $4, rows_done = $5, \
                   bytes_done = CASE WHEN $1 = 'done' THEN bytes_total ELSE bytes_done END \
                   WHERE id = $6 AND state IN ('queued', 'running')";
        let update = sqlx::query(sql).bind(end.state.word()).bind(&end.why).bind(&end.outcome);
        let done = update.bind(end.at).bind(end.rows).bind(&job.id).execute(&mut *step).await?;
        if done.rows_affected() > 0 {
            for (event, body) in &end.events {
                queue(&mut step, &job.account, (event, body), end.at).await?;
            }
        }
        step.commit().await?;
        Ok(done.rows_affected() > 0)
    }

    /// The scan before this one of the same catalog that was done.
    pub(crate) async fn scan_before(&self, job: &ScanJob) -> Result<Option<ScanJob>, sqlx::Error> {
        let query = of_scans!(
            "WHERE catalog = $1 AND account = $2 AND state = 'done' AND id <> $3 AND created_at <= $4 \
             ORDER BY created_at DESC, id DESC LIMIT 1"
        );
        let query = query.bind(&job.catalog).bind(&job.account).bind(&job.id).bind(job.created_at);
        query.fetch_optional(&self.pool).await?.as_ref().map(of_row).transpose()
    }

    /// Marks the scans of a node that were to be kept until a moment; their files may go.
    pub(crate) async fn expire_scans(&self, node: &str, now: i64) -> Result<Vec<String>, sqlx::Error> {
        let sql = "UPDATE scans SET state = 'expired' WHERE node = $1 AND keep_until < $2 \
                   AND state IN ('done', 'failed', 'cancelled') RETURNING id";
        let rows = sqlx::query(sql).bind(node).bind(now).fetch_all(&self.pool).await?;
        rows.iter().map(|row| row.try_get(0)).collect()
    }

    /// The ids of all scans whose files a node keeps.
    pub(crate) async fn scans_of(&self, node: &str) -> Result<Vec<String>, sqlx::Error> {
        let sql = "SELECT id FROM scans WHERE node = $1 AND state <> 'expired'";
        let rows = sqlx::query(sql).bind(node).fetch_all(&self.pool).await?;
        rows.iter().map(|row| row.try_get(0)).collect()
    }
}

/// How a scan ended.
#[derive(Clone, Debug)]
pub(crate) struct EndOfScan {
    pub(crate) state: State,
    pub(crate) why: Option<String>,
    pub(crate) outcome: Option<String>,
    pub(crate) rows: i64,
    pub(crate) at: i64,
    /// What webhooks are told: the event, and its body.
    pub(crate) events: Vec<(&'static str, String)>,
}
