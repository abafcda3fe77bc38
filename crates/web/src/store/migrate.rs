//! The tables, brought to this version step by step. A step that was once released is never changed.

use std::borrow::Cow;

use sqlx::SqlStr;
use sqlx::migrate::{MigrateError, Migration, MigrationType, Migrator};
use sqlx::{AnyPool, AssertSqlSafe, SqlSafeStr};

const STEPS: [(i64, &str, &str); 3] = [
    (1, "begin", include_str!("../../migrations/0001_begin.sql")),
    (2, "facts", include_str!("../../migrations/0002_facts.sql")),
    (3, "origins", include_str!("../../migrations/0003_origins.sql")),
];

/// The last step.
pub(super) const LAST: i64 = STEPS[STEPS.len() - 1].0;

/// Which database it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Sqlite,
    Postgres,
}

/// Brings the tables to this version.
pub(super) async fn migrate(pool: &AnyPool, kind: Kind) -> Result<(), MigrateError> {
    let steps = STEPS.iter().map(|(version, name, sql)| {
        Migration::new(*version, Cow::Borrowed(*name), MigrationType::Simple, written(sql, kind), false)
    });
    let migrator = Migrator { migrations: Cow::Owned(steps.collect()), ..Migrator::DEFAULT };
    migrator.run(pool).await
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
