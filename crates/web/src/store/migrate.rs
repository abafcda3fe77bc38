//! The tables, brought to this version step by step. A step that was once released is never changed.

use std::borrow::Cow;

use sqlx::SqlStr;
use sqlx::migrate::{MigrateError, Migration, MigrationType, Migrator};
use sqlx::{AssertSqlSafe, SqlSafeStr};

use super::{Kind, Store};

const STEPS: [(i64, &str, &str); 1] = [(1, "begin", include_str!("../../migrations/0001_begin.sql"))];

/// Brings the tables to this version.
pub(crate) async fn migrate(store: &Store) -> Result<(), MigrateError> {
    let steps = STEPS.iter().map(|(version, name, sql)| {
        Migration::new(
            *version,
            Cow::Borrowed(*name),
            MigrationType::Simple,
            written(sql, store.kind()),
            false,
        )
    });
    let migrator = Migrator { migrations: Cow::Owned(steps.collect()), ..Migrator::DEFAULT };
    migrator.run(&store.pool).await
}

/// A step in the words of a database. The steps are texts of this program.
fn written(sql: &str, kind: Kind) -> SqlStr {
    let sql = match kind {
        Kind::Postgres => sql.to_owned(),
        Kind::Sqlite => sql
            .replace("BIGSERIAL PRIMARY KEY", "INTEGER PRIMARY KEY AUTOINCREMENT")
            .replace("BYTEA", "BLOB")
            .replace("BIGINT", "INTEGER"),
    };
    AssertSqlSafe(sql).into_sql_str()
}
