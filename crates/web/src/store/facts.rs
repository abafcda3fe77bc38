//! What facts and rules changed, as it was seen: appended, never changed.

use sqlx::Row;

use super::Store;

/// A change, written down.
pub(crate) struct Seen {
    /// The party or rule that it is about; once for two registers.
    pub(crate) about: String,
    /// What is told of it.
    pub(crate) body: String,
}

impl Store {
    /// Appends what changed from one register to another, all or none; what is known already stays as it is.
    pub(crate) async fn see(
        &self,
        (from, to): (&str, &str),
        changes: &[Seen],
        now: i64,
    ) -> Result<(), sqlx::Error> {
        let mut step = self.pool.begin().await?;
        for change in changes {
            let sql = "INSERT INTO fact_changes (register_from, register_to, about, body, seen_at) \
                       VALUES ($1, $2, $3, $4, $5) ON CONFLICT (register_from, register_to, about) DO NOTHING";
            let row = sqlx::query(sql).bind(from).bind(to).bind(&change.about);
            row.bind(&change.body).bind(now).execute(&mut *step).await?;
        }
        step.commit().await
    }

    /// At most so many changes that were seen since a moment, newest first, each with its moment.
    pub(crate) async fn seen_since(&self, since: i64, most: i64) -> Result<Vec<(i64, String)>, sqlx::Error> {
        let sql = "SELECT seen_at, body FROM fact_changes WHERE seen_at >= $1 ORDER BY seq DESC LIMIT $2";
        let rows = sqlx::query(sql).bind(since).bind(most).fetch_all(&self.pool).await?;
        rows.iter().map(|row| Ok((row.try_get(0)?, row.try_get(1)?))).collect()
    }
}
