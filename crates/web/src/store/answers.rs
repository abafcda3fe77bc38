//! Invitations to answer a finding, and the answers.

use sqlx::Row;

use super::Store;

/// An invitation.
#[derive(Clone, Debug)]
pub(crate) struct Invitation {
    /// The digest of its token.
    pub(crate) digest: String,
    /// The case that it is about, as it was served.
    pub(crate) case_id: String,
    /// What that is about, whatever the words: answers hold on to it.
    pub(crate) case_key: String,
    /// Who was invited.
    pub(crate) who: String,
    pub(crate) created_at: i64,
    pub(crate) expires_at: i64,
}

/// An answer.
#[derive(Clone, Debug)]
pub(crate) struct Given {
    pub(crate) case_key: String,
    /// Who was invited.
    pub(crate) who: String,
    /// Who signed it.
    pub(crate) signed: String,
    pub(crate) sentence: String,
    /// A document that says so; empty where none was named.
    pub(crate) url: String,
    pub(crate) answered_at: i64,
}

impl Store {
    /// Keeps an invitation.
    pub(crate) async fn invite(&self, account: &str, one: &Invitation) -> Result<(), sqlx::Error> {
        let sql = "INSERT INTO invitations (digest, account, case_id, case_key, who, created_at, expires_at) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7)";
        let insert = sqlx::query(sql).bind(&one.digest).bind(account).bind(&one.case_id).bind(&one.case_key);
        insert.bind(&one.who).bind(one.created_at).bind(one.expires_at).execute(&self.pool).await.map(drop)
    }

    /// The invitation of a token that holds still.
    pub(crate) async fn invitation(&self, digest: &str, now: i64) -> Result<Option<Invitation>, sqlx::Error> {
        let sql = "SELECT digest, case_id, case_key, who, created_at, expires_at FROM invitations \
                   WHERE digest = $1 AND expires_at > $2";
        let row = sqlx::query(sql).bind(digest).bind(now).fetch_optional(&self.pool).await?;
        row.map(|row| {
            Ok(Invitation {
                digest: row.try_get(0)?,
                case_id: row.try_get(1)?,
                case_key: row.try_get(2)?,
                who: row.try_get(3)?,
                created_at: row.try_get(4)?,
                expires_at: row.try_get(5)?,
            })
        })
        .transpose()
    }

    /// How often somebody who was invited has answered.
    pub(crate) async fn times_answered(&self, case_key: &str, who: &str) -> Result<i64, sqlx::Error> {
        let sql = "SELECT COUNT(*) FROM answers WHERE case_key = $1 AND who = $2";
        sqlx::query(sql).bind(case_key).bind(who).fetch_one(&self.pool).await?.try_get(0)
    }

    /// Keeps an answer.
    pub(crate) async fn answer(&self, one: &Given) -> Result<(), sqlx::Error> {
        let sql = "INSERT INTO answers (case_key, who, signed, sentence, url, answered_at) VALUES ($1, $2, $3, $4, $5, $6)";
        let insert =
            sqlx::query(sql).bind(&one.case_key).bind(&one.who).bind(&one.signed).bind(&one.sentence);
        insert.bind(&one.url).bind(one.answered_at).execute(&self.pool).await.map(drop)
    }

    /// The answers to what a case is about: of each who was invited the latest, in the order of their names.
    pub(crate) async fn answers(&self, case_key: &str) -> Result<Vec<Given>, sqlx::Error> {
        let sql = "SELECT case_key, who, signed, sentence, url, answered_at FROM answers \
                   WHERE seq IN (SELECT MAX(seq) FROM answers WHERE case_key = $1 GROUP BY who) ORDER BY who";
        let rows = sqlx::query(sql).bind(case_key).fetch_all(&self.pool).await?;
        rows.iter()
            .map(|row| {
                Ok(Given {
                    case_key: row.try_get(0)?,
                    who: row.try_get(1)?,
                    signed: row.try_get(2)?,
                    sentence: row.try_get(3)?,
                    url: row.try_get(4)?,
                    answered_at: row.try_get(5)?,
                })
            })
            .collect()
    }
}
