//! What a service keeps, in SQLite or PostgreSQL by the same statements. Whoever is told that something was kept can rely on it: an
//! answer waits for the commit. SQLite runs with a write-ahead log and `synchronous = NORMAL`: a crash of the program loses nothing, and a
//! crash of the machine may lose the last moments.

mod migrate;
pub(crate) mod answers;
pub(crate) mod cases;
pub(crate) mod decisions;
pub(crate) mod facts;
pub(crate) mod hooks;
pub(crate) mod keys;
pub(crate) mod replays;
pub(crate) mod scans;

use std::path::Path;
use std::time::Duration;

use sqlx::any::AnyPoolOptions;
use sqlx::migrate::MigrateError;
use sqlx::{AnyConnection, AnyPool, Connection, Executor, Row};

use migrate::{Kind, LAST, migrate};

/// The tables of a service.
#[derive(Clone, Debug)]
pub struct Store {
    pub(crate) pool: AnyPool,
}

/// Why the tables cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The folder of the service cannot be made.
    #[error("{}: {cause}", path.display())]
    Folder {
        /// The folder.
        path: std::path::PathBuf,
        /// What the system said.
        cause: std::io::Error,
    },
    /// The address is that of no database that is known.
    #[error("{0}: neither a PostgreSQL address (postgres://user@host/name) nor a SQLite one (sqlite://FILE)")]
    Address(String),
    /// The database refused.
    #[error("the database: {0}")]
    Database(#[from] sqlx::Error),
    /// A later version of the program has changed the tables.
    #[error(
        "the tables of the service were changed by a later version of Nameplate (step {found}; this version knows {known}): \
         go on with that version, or restore the backup from before"
    )]
    Later {
        /// The step that is not known.
        found: i64,
        /// The last one that is.
        known: i64,
    },
    /// The tables could not be brought to this version.
    #[error("the tables of the service could not be brought to this version: {0}")]
    Migrate(MigrateError),
}

/// The database of a folder.
const FILE: &str = "service.sqlite";

/// How long a statement waits for a lock of SQLite, or a connection for its turn.
const PATIENCE: Duration = Duration::from_secs(5);

impl Store {
    /// Opens the database at an address, or the one of a folder, and brings its tables to this version.
    ///
    /// # Errors
    /// It cannot be reached, or is of a later version.
    pub async fn open(address: Option<&str>, folder: &Path) -> Result<Self, StoreError> {
        if address.is_none() {
            let failed = |cause| StoreError::Folder { path: folder.to_owned(), cause };
            make(folder).map_err(failed)?;
        }
        let (pool, kind) = connect(address, folder).await?;
        migrate(&pool, kind).await.map_err(|error| match error {
            MigrateError::VersionMissing(found) => StoreError::Later { found, known: LAST },
            error => StoreError::Migrate(error),
        })?;
        Ok(Store { pool })
    }

    /// Looks whether the database can be reached, and whether it has a key that opens anything; changes nothing. One that is not there
    /// yet will be made.
    ///
    /// # Errors
    /// It cannot be reached.
    pub(crate) async fn look(address: Option<&str>, folder: &Path) -> Result<bool, StoreError> {
        if address.is_none() && !folder.join(FILE).exists() {
            return Ok(false);
        }
        let store = Store { pool: connect(address, folder).await?.0 };
        let step = sqlx::query("SELECT max(version) FROM _sqlx_migrations").fetch_one(&store.pool).await;
        // Without tables nothing was ever changed, and there is no key.
        let step = step.ok().and_then(|row| row.try_get::<i64, _>(0).ok()).unwrap_or(0);
        if step > LAST {
            return Err(StoreError::Later { found: step, known: LAST });
        }
        let keys = store.keys().await.unwrap_or_default();
        Ok(keys.iter().any(|key| key.is_good(crate::clock::seconds())))
    }

    /// Whether the database answers.
    pub(crate) async fn is_there(&self) -> Result<(), sqlx::Error> {
        self.pool.execute("SELECT 1").await.map(drop)
    }
}

/// Makes the folder of a service: uploads, and the secrets of webhooks, are nobody else's to read.
pub(crate) fn make(folder: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o700))?;
    }
    Ok(())
}

async fn connect(address: Option<&str>, folder: &Path) -> Result<(AnyPool, Kind), StoreError> {
    let own = || format!("sqlite://{}?mode=rwc", folder.join(FILE).display());
    let address = address.map_or_else(own, str::to_owned);
    let kind = match address.split_once(':').map(|(scheme, _)| scheme) {
        Some("sqlite") => Kind::Sqlite,
        Some("postgres" | "postgresql") => Kind::Postgres,
        _ => return Err(StoreError::Address(hide(&address))),
    };
    sqlx::any::install_default_drivers();
    try_once(kind, &address).await?;
    Ok((options(kind).connect(&address).await?, kind))
}

/// A first connection by itself: a pool tries again and again, and tells of its patience rather than of the cause.
async fn try_once(kind: Kind, address: &str) -> Result<(), sqlx::Error> {
    let first = async {
        let mut connection = AnyConnection::connect(address).await?;
        prepare(kind, &mut connection).await?;
        connection.close().await
    };
    tokio::time::timeout(PATIENCE, first).await.unwrap_or(Err(sqlx::Error::PoolTimedOut))
}

async fn prepare(kind: Kind, connection: &mut AnyConnection) -> Result<(), sqlx::Error> {
    if kind == Kind::Sqlite {
        connection.execute("PRAGMA busy_timeout = 5000").await?;
        connection.execute("PRAGMA journal_mode = WAL").await?;
        connection.execute("PRAGMA synchronous = NORMAL").await?;
        connection.execute("PRAGMA foreign_keys = ON").await?;
    }
    Ok(())
}

fn options(kind: Kind) -> AnyPoolOptions {
    let most = match kind {
        Kind::Sqlite => 4,
        Kind::Postgres => 8,
    };
    let options = AnyPoolOptions::new().max_connections(most).acquire_timeout(PATIENCE);
    // A rollback that fails, as on a full disk, leaves a transaction open that nobody would ever commit: what is written next would seem to
    // be kept and go away with the connection. Such a connection is not used again.
    let options = options.after_release(move |connection, _| {
        Box::pin(async move { Ok(kind == Kind::Postgres || connection.execute("ROLLBACK").await.is_err()) })
    });
    options.after_connect(move |connection, _| Box::pin(prepare(kind, connection)))
}

/// An address without what stands before the host: a password is never told.
fn hide(address: &str) -> String {
    match (address.split_once("://"), address.rsplit_once('@')) {
        (Some((scheme, _)), Some((_, host))) => format!("{scheme}://...@{host}"),
        _ => address.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[allow(clippy::unwrap_used, reason = "a test that cannot go on says where")]
    fn tables_of_a_later_version_are_refused_in_words() {
        let folder = tempfile::tempdir().unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let store = Store::open(None, folder.path()).await.unwrap();
            let later = "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) \
                         VALUES (99, 'later', 1, x'00', 0)";
            store.pool.execute(later).await.unwrap();
            store.pool.close().await;
            for refused in [
                Store::open(None, folder.path()).await.map(drop),
                Store::look(None, folder.path()).await.map(drop),
            ] {
                let said = refused.unwrap_err().to_string();
                assert!(said.contains("later version") && said.contains("step 99"), "{said}");
            }
            // What is no database is told as it is, at once.
            std::fs::write(folder.path().join(FILE), "no database, but long enough to be looked at").unwrap();
            let said = Store::open(None, folder.path()).await.unwrap_err().to_string();
            assert!(said.contains("not a database"), "{said}");
        });
    }

    #[test]
    fn a_password_is_never_told() {
        assert_eq!(hide("mysql://me:secret@db/x"), "mysql://...@db/x");
        assert_eq!(hide("nonsense"), "nonsense");
    }
}
