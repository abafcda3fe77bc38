//! Keys to the API. A key is shown once, when it is made; what is kept is its SHA-256, which is enough for 256 random bits.

use std::collections::BTreeSet;

use sha2::{Digest, Sha256};
use sqlx::Row;

use super::Store;
use crate::random::token;

/// What a key allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// Ask the gate.
    Screen,
    /// Read cases, parties, lists, warnings.
    Read,
    /// Upload catalogs, and read what came of them.
    Scan,
    /// Take decisions, and read them.
    Decide,
    /// Manage webhooks.
    Hooks,
    /// Read metrics.
    Metrics,
}

impl Scope {
    /// All of them.
    pub const ALL: [Scope; 6] =
        [Scope::Screen, Scope::Read, Scope::Scan, Scope::Decide, Scope::Hooks, Scope::Metrics];

    /// As it is written.
    pub fn word(self) -> &'static str {
        match self {
            Scope::Screen => "screen",
            Scope::Read => "read",
            Scope::Scan => "scan",
            Scope::Decide => "decide",
            Scope::Hooks => "hooks",
            Scope::Metrics => "metrics",
        }
    }

    /// The scope of that word.
    pub fn from_word(word: &str) -> Option<Self> {
        Scope::ALL.into_iter().find(|scope| scope.word() == word)
    }
}

/// A key as it is kept.
#[derive(Clone, Debug)]
pub struct Key {
    /// Its id, by which it is revoked.
    pub id: String,
    /// For whom it is.
    pub name: String,
    /// What it allows.
    pub scopes: BTreeSet<Scope>,
    /// When it was made.
    pub created_at: i64,
    /// Until when it opens anything.
    pub expires_at: Option<i64>,
    /// When it was revoked.
    pub revoked_at: Option<i64>,
}

impl Key {
    /// Whether it opens anything at a moment.
    pub fn is_good(&self, now: i64) -> bool {
        self.revoked_at.is_none() && self.expires_at.is_none_or(|end| now < end)
    }
}

/// The digest under which a key is kept.
pub(crate) fn digest(key: &str) -> String {
    nameplate::register::hex(&Sha256::digest(key))
}

const ALL: &str = "SELECT id, name, digest, scopes, created_at, expires_at, revoked_at FROM api_keys ORDER BY created_at, id";

impl Store {
    /// Makes a key: what is kept of it, and the key itself, which nobody can be shown again.
    ///
    /// # Errors
    /// The database refuses, or the system has no randomness.
    pub async fn make_key(
        &self,
        name: &str,
        scopes: &BTreeSet<Scope>,
        expires_at: Option<i64>,
    ) -> Result<(Key, String), sqlx::Error> {
        let random = || token().map_err(|error| sqlx::Error::Io(std::io::Error::other(error.to_string())));
        let (id, secret) = (random()?[..12].to_owned(), format!("npk_{}{}", random()?, random()?));
        let key = Key {
            id,
            name: name.to_owned(),
            scopes: scopes.clone(),
            created_at: crate::clock::seconds(),
            expires_at,
            revoked_at: None,
        };
        let words: Vec<&str> = scopes.iter().map(|scope| scope.word()).collect();
        let sql = "INSERT INTO api_keys (id, name, digest, scopes, created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6)";
        let insert = sqlx::query(sql).bind(&key.id).bind(name).bind(digest(&secret)).bind(words.join(" "));
        insert.bind(key.created_at).bind(expires_at).execute(&self.pool).await?;
        Ok((key, secret))
    }

    /// Revokes a key; says whether there was one.
    ///
    /// # Errors
    /// The database refuses.
    pub async fn revoke_key(&self, id: &str) -> Result<bool, sqlx::Error> {
        let sql = "UPDATE api_keys SET revoked_at = $1 WHERE id = $2 AND revoked_at IS NULL";
        let done = sqlx::query(sql).bind(crate::clock::seconds()).bind(id).execute(&self.pool).await?;
        Ok(done.rows_affected() > 0)
    }

    /// All keys.
    ///
    /// # Errors
    /// The database refuses.
    pub async fn keys(&self) -> Result<Vec<Key>, sqlx::Error> {
        Ok(self.keys_by_digest().await?.into_iter().map(|(_, key)| key).collect())
    }

    /// All keys, by their digests.
    pub(crate) async fn keys_by_digest(&self) -> Result<Vec<(String, Key)>, sqlx::Error> {
        let rows = sqlx::query(ALL).fetch_all(&self.pool).await?;
        rows.iter()
            .map(|row| {
                let scopes: String = row.try_get(3)?;
                let key = Key {
                    id: row.try_get(0)?,
                    name: row.try_get(1)?,
                    scopes: scopes.split(' ').filter_map(Scope::from_word).collect(),
                    created_at: row.try_get(4)?,
                    expires_at: row.try_get(5)?,
                    revoked_at: row.try_get(6)?,
                };
                Ok((row.try_get(2)?, key))
            })
            .collect()
    }
}
