//! Cases that were served: their bodies never change.

use sqlx::Row;

use super::Store;

/// A case as it was served.
#[derive(Clone, Debug)]
pub(crate) struct Served {
    /// Its id.
    pub(crate) id: String,
    /// Its key.
    pub(crate) key: String,
    /// Its JSON.
    pub(crate) body: String,
    /// A listing that led to it, as JSON.
    pub(crate) listing: String,
}

impl Store {
    /// Keeps cases; those that are kept already stay as they are.
    pub(crate) async fn keep_cases(&self, cases: &[Served], now: i64) -> Result<(), sqlx::Error> {
        let mut step = self.pool.begin().await?;
        for case in cases {
            let sql = "INSERT INTO cases (id, case_key, body, listing, served_at) VALUES ($1, $2, $3, $4, $5) \
                       ON CONFLICT (id) DO NOTHING";
            let insert = sqlx::query(sql).bind(&case.id).bind(&case.key).bind(&case.body);
            insert.bind(&case.listing).bind(now).execute(&mut *step).await?;
        }
        step.commit().await
    }

    /// The ids of all cases that are kept.
    pub(crate) async fn case_ids(&self) -> Result<Vec<String>, sqlx::Error> {
        let rows = sqlx::query("SELECT id FROM cases").fetch_all(&self.pool).await?;
        rows.iter().map(|row| row.try_get(0)).collect()
    }

    /// A case.
    pub(crate) async fn case(&self, id: &str) -> Result<Option<Served>, sqlx::Error> {
        let sql = "SELECT id, case_key, body, listing FROM cases WHERE id = $1";
        let row = sqlx::query(sql).bind(id).fetch_optional(&self.pool).await?;
        row.map(|row| {
            Ok(Served {
                id: row.try_get(0)?,
                key: row.try_get(1)?,
                body: row.try_get(2)?,
                listing: row.try_get(3)?,
            })
        })
        .transpose()
    }
}
