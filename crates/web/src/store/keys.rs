//! Keys to the API. A key is shown once, when it is made; what is kept is its SHA-256, which is enough for 256 random bits.

use std::collections::BTreeSet;
use std::net::IpAddr;

use axum::http::uri::Authority;
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
    /// Let pages of one shop ask for the notices of their cases: for keys that stand in a page's source.
    Notice,
}

impl Scope {
    /// All of them.
    pub const ALL: [Scope; 7] =
        [Scope::Screen, Scope::Read, Scope::Scan, Scope::Decide, Scope::Hooks, Scope::Metrics, Scope::Notice];

    /// As it is written.
    pub fn word(self) -> &'static str {
        match self {
            Scope::Screen => "screen",
            Scope::Read => "read",
            Scope::Scan => "scan",
            Scope::Decide => "decide",
            Scope::Hooks => "hooks",
            Scope::Metrics => "metrics",
            Scope::Notice => "notice",
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
    /// The pages that it opens anything to, where it is one that everybody may see.
    pub origin: Option<Origin>,
}

impl Key {
    /// Whether it opens anything at a moment.
    pub fn is_good(&self, now: i64) -> bool {
        self.revoked_at.is_none() && self.expires_at.is_none_or(|end| now < end)
    }
}

/// Whose pages a publishable key is for, as browsers write it: `https://shop.example`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin(String);

impl Origin {
    /// Reads one. Only what no browser would send as it stands is refused, and what travels in the clear beyond this machine.
    ///
    /// # Errors
    /// What is wrong, in words.
    pub fn of(text: &str) -> Result<Self, String> {
        let given = text.trim().trim_end_matches('/').to_ascii_lowercase();
        let wanted = || format!("`{given}` is no origin: write it as https://shop.example");
        let (scheme, rest) = given.split_once("://").ok_or_else(wanted)?;
        let authority: Authority = rest.parse().map_err(|_| wanted())?;
        let host = authority.host();
        let port = rest.strip_prefix(host).map(port).ok_or_else(wanted)?.ok_or_else(wanted)?;
        if host.is_empty() || host.contains(['*', '@']) || !host.is_ascii() {
            return Err(wanted());
        }
        match (scheme, port) {
            ("https", Some(443) | None) => Ok(Origin(format!("https://{host}"))),
            ("https", Some(port)) => Ok(Origin(format!("https://{host}:{port}"))),
            ("http", _) if !is_this_machine(host) => {
                Err(format!("`{given}` is not encrypted: a shop's pages come over https"))
            }
            ("http", Some(80) | None) => Ok(Origin(format!("http://{host}"))),
            ("http", Some(port)) => Ok(Origin(format!("http://{host}:{port}"))),
            _ => Err(wanted()),
        }
    }

    /// As browsers send it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The port behind a host: none, or its number; browsers leave the usual one out. Nothing where it is no port.
fn port(rest: &str) -> Option<Option<u16>> {
    if rest.is_empty() { Some(None) } else { rest.strip_prefix(':')?.parse().ok().map(Some) }
}

fn is_this_machine(host: &str) -> bool {
    let ip = host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
    host == "localhost" || ip.is_ok_and(|ip| ip.is_loopback())
}

/// The digest under which a key is kept.
pub(crate) fn digest(key: &str) -> String {
    nameplate::register::hex(&Sha256::digest(key))
}

const ALL: &str = "SELECT id, name, digest, scopes, created_at, expires_at, revoked_at, origin FROM api_keys ORDER BY created_at, id";

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
        self.make(name, ("npk_", scopes, None), expires_at).await
    }

    /// Makes a key that may stand in the source of a shop's pages: it opens notices, to pages of that origin.
    ///
    /// # Errors
    /// The database refuses, or the system has no randomness.
    pub async fn make_publishable_key(
        &self,
        name: &str,
        origin: &Origin,
        expires_at: Option<i64>,
    ) -> Result<(Key, String), sqlx::Error> {
        self.make(name, ("npp_", &BTreeSet::from([Scope::Notice]), Some(origin)), expires_at).await
    }

    async fn make(
        &self,
        name: &str,
        (begins, scopes, origin): (&str, &BTreeSet<Scope>, Option<&Origin>),
        expires_at: Option<i64>,
    ) -> Result<(Key, String), sqlx::Error> {
        let random = || token().map_err(|error| sqlx::Error::Io(std::io::Error::other(error.to_string())));
        let (id, secret) = (random()?[..12].to_owned(), format!("{begins}{}{}", random()?, random()?));
        let key = Key {
            id,
            name: name.to_owned(),
            scopes: scopes.clone(),
            created_at: crate::clock::seconds(),
            expires_at,
            revoked_at: None,
            origin: origin.cloned(),
        };
        let words: Vec<&str> = scopes.iter().map(|scope| scope.word()).collect();
        let sql = "INSERT INTO api_keys (id, name, digest, scopes, created_at, expires_at, origin) VALUES ($1, $2, $3, $4, $5, $6, $7)";
        let insert = sqlx::query(sql).bind(&key.id).bind(name).bind(digest(&secret)).bind(words.join(" "));
        let insert = insert.bind(key.created_at).bind(expires_at).bind(origin.map(Origin::as_str));
        insert.execute(&self.pool).await?;
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
                    origin: row.try_get::<Option<String>, _>(7)?.map(Origin),
                };
                Ok((row.try_get(2)?, key))
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_is_what_browsers_send() {
        let of = |text: &str| Origin::of(text).map(|origin| origin.0).ok();
        assert_eq!(of("https://Shop.Example/").as_deref(), Some("https://shop.example"));
        assert_eq!(of("https://shop.example:443").as_deref(), Some("https://shop.example"));
        assert_eq!(of("https://shop.example:8443").as_deref(), Some("https://shop.example:8443"));
        for here in ["http://localhost:8000", "http://127.0.0.1:8000", "http://[::1]:8000"] {
            assert_eq!(of(here).as_deref(), Some(here));
        }
        for bad in [
            "",
            "null",
            "*",
            "https://",
            "https://*",
            "shop.example",
            "https://me@shop.example",
            "https://shop.example/a",
            "https://shop.example?a",
            "https://a.example https://b.example",
            "https://bücher.example",
            "http://shop.example",
            "http://localhost.evil.example",
            "file:///tmp",
            "javascript://x",
            "https://shop.example#a",
            "https://shop.example\r\nx: y",
            "https://shop.example:",
            "https://shop.example:x",
            "https://shop.example:99999",
            "https://[::1",
        ] {
            assert_eq!(of(bad), None, "{bad}");
        }
    }
}
