//! Answers under their idempotency keys. Many requests share a commit: a writer takes what came in while the last one was written,
//! and each answer goes out when its own commit is done.

use std::collections::HashMap;

use sqlx::{AssertSqlSafe, Row};
use tokio::sync::{mpsc, oneshot};

use super::Store;

/// An answer to be kept.
#[derive(Debug)]
pub(crate) struct Answer {
    /// Whose key it is.
    pub(crate) account: String,
    /// The idempotency key.
    pub(crate) key: String,
    /// The digest of what was asked.
    pub(crate) request: String,
    /// What was answered.
    pub(crate) body: Vec<u8>,
}

/// What became of an answer.
#[derive(Debug)]
pub(crate) enum Kept {
    /// It is kept, and goes out.
    New(Vec<u8>),
    /// The same was asked before: that answer goes out.
    Before(Vec<u8>),
    /// The key was used for something else.
    Misused,
}

/// An answer, what is written of it, and whoever waits for it.
#[derive(Debug)]
struct Waiting {
    answer: Answer,
    /// The body as it is written, where that is not as it goes out.
    packed: Option<Vec<u8>>,
    to: oneshot::Sender<Result<Kept, sqlx::Error>>,
}

impl Waiting {
    fn written(&self) -> &[u8] {
        self.packed.as_deref().unwrap_or(&self.answer.body)
    }
}

/// Bodies of more bytes are written packed: those of a thousand listings say much the same, and writing them was most of the work.
const PACKED_FROM: usize = 4_096;
/// How a packed body begins (RFC 8878); one that is not packed is JSON.
const PACKED: [u8; 4] = [0x28, 0xB5, 0x2F, 0xFD];

fn pack(body: &[u8]) -> Option<Vec<u8>> {
    (body.len() > PACKED_FROM).then(|| zstd::bulk::compress(body, 1).ok()).flatten()
}

fn unpack(written: Vec<u8>) -> Result<Vec<u8>, sqlx::Error> {
    if !written.starts_with(&PACKED) {
        return Ok(written);
    }
    zstd::stream::decode_all(&*written).map_err(|error| sqlx::Error::Decode(error.into()))
}

/// The way to the writer.
#[derive(Clone, Debug)]
pub(crate) struct Replays(mpsc::Sender<Waiting>);

/// Most answers of a commit: each takes five parameters of at most 32,766 that SQLite allows a statement.
const BATCH: usize = 256;
/// Most answers that wait; beyond, requests wait for their turn.
const WAITING: usize = 4_096;

impl Replays {
    /// Starts the writer, which ends with the last way to it.
    pub(crate) fn start(store: Store) -> Self {
        let (to, mut from) = mpsc::channel::<Waiting>(WAITING);
        tokio::spawn(async move {
            let mut batch = Vec::with_capacity(BATCH);
            while from.recv_many(&mut batch, BATCH).await > 0 {
                write(&store, std::mem::take(&mut batch)).await;
            }
        });
        Replays(to)
    }

    /// Keeps an answer, and says which one goes out.
    pub(crate) async fn keep(&self, answer: Answer) -> Result<Kept, sqlx::Error> {
        let (to, from) = oneshot::channel();
        let packed = pack(&answer.body);
        self.0.send(Waiting { answer, packed, to }).await.map_err(|_| sqlx::Error::PoolClosed)?;
        from.await.map_err(|_| sqlx::Error::PoolClosed)?
    }
}

async fn write(store: &Store, batch: Vec<Waiting>) {
    match store.keep_answers(&batch, crate::clock::seconds()).await {
        Ok(fresh) => {
            for (Waiting { answer, to, .. }, is_new) in batch.into_iter().zip(fresh) {
                let kept = if is_new { Ok(Kept::New(answer.body)) } else { store.answered(answer).await };
                // Who went away has no use for it.
                let _ = to.send(kept);
            }
        }
        Err(error) => {
            tracing::error!(%error, answers = batch.len(), "answers could not be kept");
            for Waiting { to, .. } in batch {
                let _ = to.send(Err(sqlx::Error::PoolTimedOut));
            }
        }
    }
}

impl Store {
    /// Keeps answers in one commit; says of each whether its key was new.
    async fn keep_answers(&self, batch: &[Waiting], now: i64) -> Result<Vec<bool>, sqlx::Error> {
        // Of two with one key the first is kept.
        let mut first: HashMap<(&str, &str), usize> = HashMap::with_capacity(batch.len());
        for (n, Waiting { answer, .. }) in batch.iter().enumerate() {
            first.entry((&answer.account, &answer.key)).or_insert(n);
        }
        let is_first = |n: usize, answer: &Answer| first.get(&(&*answer.account, &*answer.key)) == Some(&n);
        let kept = batch.iter().enumerate().filter(|(n, one)| is_first(*n, &one.answer));
        let kept: Vec<&Waiting> = kept.map(|(_, one)| one).collect();
        let mut sql = String::from(
            "INSERT INTO replays (account, idempotency_key, request, body, answered_at) VALUES ",
        );
        for n in 0..kept.len() {
            let at = n * 5;
            let comma = if n > 0 { ", " } else { "" };
            sql.push_str(&format!(
                "{comma}(${}, ${}, ${}, ${}, ${})",
                at + 1,
                at + 2,
                at + 3,
                at + 4,
                at + 5
            ));
        }
        sql.push_str(" ON CONFLICT (account, idempotency_key) DO NOTHING RETURNING account, idempotency_key");
        let mut insert = sqlx::query(AssertSqlSafe(sql));
        for one in &kept {
            let Answer { account, key, request, .. } = &one.answer;
            insert = insert.bind(account).bind(key).bind(request).bind(one.written()).bind(now);
        }
        let mut step = self.pool.begin().await?;
        let rows = insert.fetch_all(&mut *step).await?;
        step.commit().await?;
        let mut fresh = vec![false; batch.len()];
        for row in &rows {
            let (account, key): (String, String) = (row.try_get(0)?, row.try_get(1)?);
            if let Some(&n) = first.get(&(account.as_str(), key.as_str())) {
                fresh[n] = true;
            }
        }
        Ok(fresh)
    }

    /// What was answered under a key before.
    async fn answered(&self, answer: Answer) -> Result<Kept, sqlx::Error> {
        let sql = "SELECT request, body FROM replays WHERE account = $1 AND idempotency_key = $2";
        let row = sqlx::query(sql).bind(&answer.account).bind(&answer.key).fetch_optional(&self.pool).await?;
        // It was cleared away in between: then what was worked out now is as good.
        let Some(row) = row else { return Ok(Kept::New(answer.body)) };
        let request: String = row.try_get(0)?;
        Ok(if request == answer.request { Kept::Before(unpack(row.try_get(1)?)?) } else { Kept::Misused })
    }

    /// Clears away answers older than a moment.
    pub(crate) async fn forget_answers(&self, before: i64) -> Result<u64, sqlx::Error> {
        let sql = "DELETE FROM replays WHERE answered_at < $1";
        Ok(sqlx::query(sql).bind(before).execute(&self.pool).await?.rows_affected())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on says where")]

    use super::*;

    #[test]
    fn what_is_packed_reads_back_and_small_answers_stay_as_they_are() {
        let large = b"{\"results\":[".repeat(5_000);
        let packed = pack(&large).unwrap();
        assert!(packed.len() * 10 < large.len() && packed.starts_with(&PACKED));
        assert_eq!(unpack(packed).unwrap(), large);
        assert_eq!(pack(b"{}"), None);
        assert_eq!(unpack(b"{}".to_vec()).unwrap(), b"{}");
        assert!(unpack(PACKED.to_vec()).is_err());
    }
}
