//! Bytes elsewhere, in order and each once.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::sync::Mutex;

use super::*;

/// Bytes that note what was asked of them.
#[derive(Debug, Default)]
pub(crate) struct Noting {
    pub(crate) bytes: Vec<u8>,
    pub(crate) asked: Mutex<Vec<(u64, usize)>>,
    /// Reading fails from there on.
    pub(crate) broken: Option<u64>,
}

impl Stored for Noting {
    fn name(&self) -> String {
        "s3://shop/catalog".to_owned()
    }

    fn size(&self) -> u64 {
        self.bytes.len() as u64
    }

    fn version(&self) -> String {
        "etag:1".to_owned()
    }

    fn read_at(&self, at: u64, length: usize) -> io::Result<Bytes> {
        self.asked.lock().unwrap().push((at, length));
        if self.broken.is_some_and(|broken| at + length as u64 > broken) {
            return Err(io::Error::other("the store is gone"));
        }
        let at = usize::try_from(at).unwrap();
        Ok(Bytes::copy_from_slice(&self.bytes[at..at + length]))
    }
}

#[test]
fn all_bytes_come_in_order_and_each_once() {
    let bytes: Vec<u8> = (0..30_000_000u32).map(|n| (n % 251) as u8).collect();
    let stored = Arc::new(Noting { bytes: bytes.clone(), ..Noting::default() });
    let mut all = Vec::new();
    InOrder::new(Arc::clone(&stored) as Arc<dyn Stored>).read_to_end(&mut all).unwrap();
    assert!(all == bytes);
    let asked = stored.asked.lock().unwrap();
    assert_eq!(asked.iter().map(|(_, length)| length).sum::<usize>(), bytes.len());
    assert!(asked[0] == (0, 64 << 10) && asked.len() < 12, "{asked:?}");
}

#[test]
fn what_cannot_be_read_is_an_error_and_not_an_end() {
    for broken in [10, 500_000, 20_000_000] {
        let stored = Noting { bytes: vec![7; 30_000_000], broken: Some(broken), ..Noting::default() };
        let mut all = Vec::new();
        let error = InOrder::new(Arc::new(stored)).read_to_end(&mut all).unwrap_err();
        assert_eq!(error.to_string(), "the store is gone");
    }
}
