//! One file over HTTP: conditional, with patience for what passes and none for what does not.

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::Path;
use std::time::{Duration, Instant};

use flate2::read::MultiGzDecoder;
use ureq::http::{HeaderMap, Response};
use ureq::{Agent, Body};

use super::address::{Allowed, is_on_this_machine, join};
use super::progress::Progress;
use crate::edition::EditionFile;
use crate::given::Bounded;

/// As what servers see us.
pub(super) const USER_AGENT: &str = concat!("nameplate/", env!("CARGO_PKG_VERSION"));
/// How often one file is asked for.
const ATTEMPTS: u32 = 4;
/// How many redirects lead to a file.
pub(super) const MOST_REDIRECTS: usize = 6;
/// The longest that a server may make us wait between two attempts.
const LONGEST_WAIT: Duration = Duration::from_secs(60);

/// A file to be asked for.
pub(super) struct Request<'a> {
    pub(super) agent: &'a Agent,
    pub(super) allowed: &'a Allowed,
    pub(super) name: &'a str,
    pub(super) address: String,
    /// What is known of it: the answer may be that it has not changed.
    pub(super) known: Option<&'a EditionFile>,
    pub(super) most_bytes: u64,
    pub(super) deadline: Instant,
    /// The first wait between two attempts; each following one is twice as long.
    pub(super) patience: Duration,
    pub(super) progress: &'a dyn Fn(Progress<'_>),
}

/// What a server answered.
pub(super) enum Answer {
    /// The file has not changed.
    Same,
    /// The file.
    File(EditionFile),
    /// There is none.
    None,
}

/// Why an attempt came to nothing.
enum Trouble {
    /// It may pass: try again, after so long if the server says so.
    Passing(String, Option<Duration>),
    /// It will not.
    Lasting(String),
}

impl Request<'_> {
    /// Asks, and asks again.
    ///
    /// # Errors
    /// Says what the server did, in words.
    pub(super) fn get(&self, into: &Path) -> io::Result<Answer> {
        let mut wait = self.patience;
        for attempt in 1..=ATTEMPTS {
            let (why, asked) = match self.attempt(into) {
                Ok(answer) => return Ok(answer),
                Err(Trouble::Lasting(why)) => {
                    return Err(io::Error::other(format!("{}: {why}", self.address)));
                }
                Err(Trouble::Passing(why, asked)) => (why, asked),
            };
            let pause = asked.unwrap_or(wait).min(LONGEST_WAIT);
            if attempt == ATTEMPTS || Instant::now() + pause >= self.deadline {
                let why = format!("{}: {why}, after {attempt} attempts", self.address);
                return Err(io::Error::other(why));
            }
            (self.progress)(Progress::Waiting { file: self.name, seconds: pause.as_secs(), why: &why });
            std::thread::sleep(pause);
            wait *= 2;
        }
        Err(io::Error::other(format!("{}: no attempt was made", self.address)))
    }

    fn attempt(&self, into: &Path) -> Result<Answer, Trouble> {
        let mut address = self.address.clone();
        for _ in 0..MOST_REDIRECTS {
            if let Some(why) = self.allowed.refuses(&address) {
                return Err(Trouble::Lasting(format!("refused to go there: {why}")));
            }
            let response = self.send(&address)?;
            match response.status().as_u16() {
                200 => return self.save(response, &address, into).map(Answer::File),
                304 if self.known.is_some() => return Ok(Answer::Same),
                301 | 302 | 303 | 307 | 308 => {
                    let to = header(response.headers(), "location");
                    let next = join(&address, &to);
                    address = next.ok_or_else(|| Trouble::Lasting(format!("redirects to `{to}`")))?;
                }
                404 | 410 => return Ok(Answer::None),
                status @ (408 | 425 | 429 | 500..=599) => {
                    let asked =
                        header(response.headers(), "retry-after").parse().ok().map(Duration::from_secs);
                    return Err(Trouble::Passing(format!("the server answered {status}"), asked));
                }
                status => return Err(Trouble::Lasting(format!("the server answered {status}"))),
            }
        }
        Err(Trouble::Lasting("redirects without an end".to_owned()))
    }

    fn send(&self, address: &str) -> Result<Response<Body>, Trouble> {
        let left = self.deadline.saturating_duration_since(Instant::now());
        let config = self.agent.get(address).config().timeout_global(Some(left));
        // A proxy is for what lies outside: it would look for a mirror on this machine on its own.
        let config = if is_on_this_machine(address) { config.proxy(None) } else { config };
        let mut request = config.build();
        if let Some(known) = self.known {
            for (name, value) in [("if-none-match", &known.etag), ("if-modified-since", &known.last_modified)]
            {
                if !value.is_empty() {
                    request = request.header(name, value);
                }
            }
        }
        request.call().map_err(trouble)
    }

    fn save(&self, response: Response<Body>, address: &str, into: &Path) -> Result<EditionFile, Trouble> {
        let headers = response.headers().clone();
        // The length that a server announces is that of what it sends: packed, it says nothing about the file.
        let packed = headers.contains_key("content-encoding");
        let announced: Option<u64> = header(&headers, "content-length").parse().ok().filter(|_| !packed);
        if announced.is_some_and(|length| length > self.most_bytes) {
            return Err(Trouble::Lasting(format!("larger than the {} bytes it may have", self.most_bytes)));
        }
        let mut reader = Bounded::new(unpacked(response), self.most_bytes);
        let read = self.copy(&mut reader, into, announced)?;
        if announced.is_some_and(|length| length != read) {
            return Err(Trouble::Passing(format!("cut off after {read} bytes"), None));
        }
        if read == 0 {
            return Err(Trouble::Passing("an empty file".to_owned(), None));
        }
        let (bytes, sha256) =
            crate::edition::digest_file(into).map_err(|why| Trouble::Lasting(why.to_string()))?;
        Ok(EditionFile {
            name: self.name.to_owned(),
            bytes,
            sha256,
            from: address.to_owned(),
            etag: header(&headers, "etag"),
            last_modified: header(&headers, "last-modified"),
        })
    }

    fn copy(&self, from: &mut impl Read, into: &Path, announced: Option<u64>) -> Result<u64, Trouble> {
        let lasting = |why: io::Error| Trouble::Lasting(why.to_string());
        let mut file = File::create(into).map_err(lasting)?;
        let (mut buffer, mut all) = (vec![0; 1 << 16], 0);
        loop {
            let read = match from.read(&mut buffer) {
                Ok(0) => break,
                Ok(read) => read,
                Err(why) if why.kind() == io::ErrorKind::FileTooLarge => return Err(lasting(why)),
                Err(why) => return Err(Trouble::Passing(format!("cut off after {all} bytes: {why}"), None)),
            };
            file.write_all(buffer.get(..read).unwrap_or_default()).map_err(lasting)?;
            all += read as u64;
            if Instant::now() >= self.deadline {
                return Err(Trouble::Lasting(format!("too slow: {all} bytes in the time it may take")));
            }
            (self.progress)(Progress::Reading { file: self.name, bytes: all, of: announced });
        }
        file.sync_all().map_err(lasting)?;
        Ok(all)
    }
}

/// What was sent, unpacked where it was packed on its way.
pub(super) fn unpacked(response: Response<Body>) -> Box<dyn Read> {
    let packed = header(response.headers(), "content-encoding").eq_ignore_ascii_case("gzip");
    let body = response.into_body().into_reader();
    if packed { Box::new(MultiGzDecoder::new(body)) } else { Box::new(body) }
}

pub(super) fn header(headers: &HeaderMap, name: &str) -> String {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().trim().to_owned()
}

/// What is worth another attempt: a network that fails may come back; a certificate that is wrong stays wrong.
fn trouble(why: ureq::Error) -> Trouble {
    match why {
        ureq::Error::Io(why) if is_certificate(&why) => {
            Trouble::Lasting(format!("no trustworthy connection: {why}"))
        }
        ureq::Error::Rustls(why) => Trouble::Lasting(format!("no trustworthy connection: {why}")),
        ureq::Error::Tls(why) => Trouble::Lasting(format!("no trustworthy connection: {why}")),
        ureq::Error::Timeout(_) => Trouble::Lasting("too slow: no answer in the time it may take".to_owned()),
        ureq::Error::Io(_)
        | ureq::Error::ConnectionFailed
        | ureq::Error::HostNotFound
        | ureq::Error::Protocol(_) => Trouble::Passing(why.to_string(), None),
        why => Trouble::Lasting(why.to_string()),
    }
}

/// What went wrong, in words.
pub(super) fn in_words(why: ureq::Error) -> String {
    match trouble(why) {
        Trouble::Lasting(why) | Trouble::Passing(why, _) => why,
    }
}

/// Whether an error shows that somebody answered.
pub(super) fn is_answer(why: &ureq::Error) -> bool {
    match why {
        ureq::Error::Io(why) => is_certificate(why),
        ureq::Error::Rustls(_) | ureq::Error::Tls(_) | ureq::Error::Protocol(_) => true,
        _ => false,
    }
}

/// Errors of the TLS library come wrapped as errors of reading.
fn is_certificate(why: &io::Error) -> bool {
    why.kind() == io::ErrorKind::InvalidData
}
