//! Decisions: appended, never changed.

use nameplate::gate::Decision;
use sqlx::Row;

use super::Store;

/// A decision that was taken.
#[derive(Clone, Debug)]
pub(crate) struct Taken {
    /// Its place in the table: the order in which they were taken.
    pub(crate) seq: i64,
    /// When.
    pub(crate) at: i64,
    /// What.
    pub(crate) decision: Decision,
}

impl Store {
    /// Appends decisions, all or none.
    pub(crate) async fn take(&self, decisions: &[Decision], now: i64) -> Result<(), sqlx::Error> {
        let mut step = self.pool.begin().await?;
        for decision in decisions {
            let body = serde_json::to_string(decision).map_err(|error| sqlx::Error::Encode(error.into()))?;
            let sql = "INSERT INTO decisions (id, body, taken_at) VALUES ($1, $2, $3)";
            sqlx::query(sql).bind(decision.id()).bind(body).bind(now).execute(&mut *step).await?;
        }
        step.commit().await
    }

    /// At most so many decisions after a place, in the order in which they were taken.
    pub(crate) async fn decisions(&self, after: i64, most: i64) -> Result<Vec<Taken>, sqlx::Error> {
        let sql = "SELECT seq, taken_at, body FROM decisions WHERE seq > $1 ORDER BY seq LIMIT $2";
        let rows = sqlx::query(sql).bind(after).bind(most).fetch_all(&self.pool).await?;
        rows.iter()
            .map(|row| {
                let body: String = row.try_get(2)?;
                let decision =
                    serde_json::from_str(&body).map_err(|error| sqlx::Error::Decode(error.into()))?;
                Ok(Taken { seq: row.try_get(0)?, at: row.try_get(1)?, decision })
            })
            .collect()
    }
}
