//! One file asked for once, for whoever wants to know what the address really returns: status, headers, body, whatever they
//! are. An answer that an update would refuse is told here like any other.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::time::{Duration, Instant};

use serde::Serialize;
use ureq::Agent;
use ureq::http::HeaderMap;

use super::address::{self, Allowed, is_on_this_machine, join};
use super::request::{MOST_REDIRECTS, header, in_words, unpacked};
use crate::given::{Bounded, decode};
use crate::sources::{FileSpec, Source};

/// No file is waited for longer than this.
const MOST_SECONDS: u64 = 120;
/// No file is taken further than this.
const MOST_BYTES: u64 = 512 << 20;

/// What an address returned.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Visited {
    /// The address that was asked.
    pub address: String,
    /// Where it led, one behind the other; the last one may be one that was not followed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub redirects: Vec<String>,
    /// Status of the last answer; none where there was no answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<u16>,
    /// `Content-Type` of the answer.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub content_type: String,
    /// `Last-Modified` of the answer.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub last_modified: String,
    /// What went wrong, in words.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub trouble: String,
}

/// A visit to one source.
pub(super) struct Visit<'a> {
    pub(super) agent: &'a Agent,
    pub(super) source: &'a Source,
    pub(super) mirror: Option<&'a str>,
    /// Most seconds that it may take.
    pub(super) seconds: u64,
}

impl Visit<'_> {
    /// Asks once for a file, and keeps the body of whatever answer comes in `into`.
    pub(super) fn ask(&self, file: &FileSpec, into: &Path) -> Visited {
        let Visit { agent, source, mirror, seconds } = *self;
        let seconds = seconds.min(source.most_seconds).min(MOST_SECONDS);
        let address = address::of_file(file, mirror);
        let mut walk = Walk {
            agent,
            allowed: Allowed::of(source, mirror),
            most_bytes: source.most_bytes.min(MOST_BYTES),
            deadline: Instant::now() + Duration::from_secs(seconds),
            seen: Visited { address, ..Visited::default() },
        };
        let link = if mirror.is_some() { "" } else { file.link };
        if let Err(why) = walk.whole(link, into) {
            walk.seen.trouble = why;
        }
        walk.seen
    }
}

/// From an address to a file, and what was seen on the way.
struct Walk<'a> {
    agent: &'a Agent,
    allowed: Allowed,
    most_bytes: u64,
    deadline: Instant,
    seen: Visited,
}

impl Walk<'_> {
    /// Goes to the address; where it is a page that links to the file, on to the file.
    fn whole(&mut self, link: &str, into: &Path) -> Result<(), String> {
        let address = self.seen.address.clone();
        let page = self.go(address, into)?;
        if link.is_empty() || self.seen.status != Some(200) {
            return Ok(());
        }
        let text = std::fs::read(into).map_err(|why| why.to_string())?;
        let file = address::linked(&decode(&text), &page, link)?;
        self.seen.redirects.push(file.clone());
        self.go(file, into).map(drop)
    }

    /// Gives the address from which the last answer came.
    fn go(&mut self, mut address: String, into: &Path) -> Result<String, String> {
        for _ in 0..MOST_REDIRECTS {
            if let Some(why) = self.allowed.refuses(&address) {
                return Err(format!("not followed: {why}"));
            }
            let left = self.deadline.saturating_duration_since(Instant::now());
            let config = self.agent.get(&address).config().timeout_global(Some(left));
            let config = if is_on_this_machine(&address) { config.proxy(None) } else { config };
            let response = config.build().call().map_err(in_words)?;
            let status = response.status().as_u16();
            self.note(status, response.headers());
            if matches!(status, 301 | 302 | 303 | 307 | 308) {
                let to = header(response.headers(), "location");
                address = join(&address, &to).ok_or_else(|| format!("redirects to `{to}`"))?;
                self.seen.redirects.push(address.clone());
                continue;
            }
            let body = Bounded::new(unpacked(response), self.most_bytes);
            self.keep(body, into).map_err(|why| format!("the answer broke off: {why}"))?;
            return Ok(address);
        }
        Err("redirects without an end".to_owned())
    }

    fn note(&mut self, status: u16, headers: &HeaderMap) {
        self.seen.status = Some(status);
        self.seen.content_type = header(headers, "content-type");
        self.seen.last_modified = header(headers, "last-modified");
    }

    fn keep(&self, mut body: impl Read, into: &Path) -> io::Result<()> {
        io::copy(&mut body, &mut File::create(into)?).map(drop)
    }
}
