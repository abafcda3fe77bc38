//! Files from an authority or a mirror over HTTP, all of one moment.
//!
//! TLS and its roots are `rustls`'s; proxies are taken from the usual variables (`HTTPS_PROXY`, `ALL_PROXY`, `NO_PROXY`).

mod progress;
mod address;
mod request;
mod reach;
mod visit;

use std::fmt;
use std::io;
use std::path::Path;
use std::time::{Duration, Instant, UNIX_EPOCH};

use nameplate::Day;
use ureq::Agent;

use super::taken::Taken;
use crate::edition::{Edition, EditionFile};
use crate::given::decode;
use crate::sources::{FileSpec, Form, Source};
use address::Allowed;
pub use progress::Progress;
pub use reach::{NoNetwork, reach};
use request::{Answer, Request, USER_AGENT};
use visit::Visit;
pub use visit::Visited;

/// How often all files of a source are taken again because one changed while the others were read.
const ROUNDS: usize = 3;

/// Fetches files.
pub struct Fetcher<'p> {
    agent: Agent,
    patience: Duration,
    most_seconds: Option<u64>,
    progress: &'p dyn Fn(Progress<'_>),
}

impl fmt::Debug for Fetcher<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Fetcher").field("patience", &self.patience).finish_non_exhaustive()
    }
}

impl<'p> Fetcher<'p> {
    /// A fetcher that tells how far it is.
    pub fn new(progress: &'p dyn Fn(Progress<'_>)) -> Self {
        let agent = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .timeout_connect(Some(Duration::from_secs(10)))
            .user_agent(USER_AGENT)
            .accept_encoding("gzip")
            .build()
            .into();
        Fetcher { agent, patience: Duration::from_secs(1), most_seconds: None, progress }
    }

    /// The first wait between two attempts (one second otherwise), and the most seconds that a source may take whatever it
    /// declares: for tests, and for those in a hurry.
    #[must_use]
    pub fn hurried(mut self, patience: Duration, most_seconds: u64) -> Self {
        (self.patience, self.most_seconds) = (patience, Some(most_seconds));
        self
    }

    /// Asks once for each of some files of a source, and keeps whatever answers come in a folder.
    pub(crate) fn visit(&self, asked: &Asked<'_>, files: &[&FileSpec]) -> Vec<Visited> {
        let Asked { source, mirror, into } = *asked;
        let visit =
            Visit { agent: &self.agent, source, mirror, seconds: self.most_seconds.unwrap_or(u64::MAX) };
        files.iter().map(|file| visit.ask(file, &into.join(file.name))).collect()
    }

    /// Takes all files of a source into a folder, unless none of them has changed since the edition in use.
    pub(super) fn take(
        &self,
        source: &'static Source,
        mirror: Option<&str>,
        into: &Path,
        current: Option<&Edition>,
    ) -> io::Result<Taken> {
        let Some(form) = address::form(source, mirror) else {
            let why = source.by_hand.unwrap_or("there is no address: take the file by --from");
            return Ok(Taken::Nothing(why.to_owned()));
        };
        let current = current.filter(|edition| edition.form == form.name);
        let seconds = self.most_seconds.map_or(source.most_seconds, |most| most.min(source.most_seconds));
        let job = Job {
            fetcher: self,
            source,
            form,
            mirror,
            allowed: Allowed::of(source, mirror),
            deadline: Instant::now() + Duration::from_secs(seconds),
            into,
        };
        for _ in 0..ROUNDS {
            let taken = job.round(current)?;
            let Some(files) = taken else { return Ok(Taken::Same) };
            if files.is_empty() {
                return Ok(Taken::Nothing("the mirror has no file of it".to_owned()));
            }
            if job.is_of_one_moment(&files)? {
                return Ok(Taken::Files(form, files));
            }
        }
        Err(io::Error::other("the files changed each time while they were read"))
    }
}

/// A source that is asked, where, and where its answers go.
pub(crate) struct Asked<'a> {
    pub(crate) source: &'a Source,
    pub(crate) mirror: Option<&'a str>,
    pub(crate) into: &'a Path,
}

/// One source that is being fetched.
struct Job<'a> {
    fetcher: &'a Fetcher<'a>,
    source: &'static Source,
    form: &'static Form,
    mirror: Option<&'a str>,
    allowed: Allowed,
    deadline: Instant,
    into: &'a Path,
}

impl Job<'_> {
    /// Takes all files once; `None` where none has changed. Where some have changed, all are taken: an edition is whole.
    fn round(&self, current: Option<&Edition>) -> io::Result<Option<Vec<EditionFile>>> {
        let known = |file: &FileSpec| {
            let known = current.and_then(|edition| edition.file(file.name));
            known.filter(|known| !known.etag.is_empty() || !known.last_modified.is_empty())
        };
        let mut files: Vec<EditionFile> = Vec::new();
        let mut same: Vec<&FileSpec> = Vec::new();
        for file in self.form.files.iter().filter(|file| !file.name.contains('*')) {
            match self.request(file, known(file))?.get(&self.into.join(file.name))? {
                Answer::Same => same.push(file),
                Answer::File(taken) => files.push(taken),
                Answer::None if file.required && self.mirror.is_none() => {
                    return Err(io::Error::other(format!(
                        "{}: the server has no such file",
                        address::of_file(file, self.mirror)
                    )));
                }
                // What a mirror does not carry is absent.
                Answer::None if file.required => return Ok(Some(Vec::new())),
                Answer::None => {}
            }
        }
        if files.is_empty() && !same.is_empty() {
            return Ok(None);
        }
        for file in same {
            match self.request(file, None)?.get(&self.into.join(file.name))? {
                Answer::File(taken) => files.push(taken),
                Answer::Same | Answer::None => {
                    let address = address::of_file(file, self.mirror);
                    return Err(io::Error::other(format!(
                        "{address}: the file was there a moment ago and is gone"
                    )));
                }
            }
        }
        files.sort_by_key(|file| self.form.files.iter().position(|spec| spec.name == file.name));
        Ok(Some(files))
    }

    /// Whether no file has changed since it was read, where there are several and the server can tell.
    fn is_of_one_moment(&self, files: &[EditionFile]) -> io::Result<bool> {
        for known in files.iter().rev().skip(1) {
            let told = !known.etag.is_empty() || !known.last_modified.is_empty();
            let file = self.form.files.iter().find(|file| file.name == known.name);
            if let Some(file) = file.filter(|_| told) {
                let again = self.into.join(format!("{}.again", file.name));
                let answer = self.request(file, Some(known))?.get(&again)?;
                // Some servers answer a conditional request with the whole file: its digest tells.
                let changed = match answer {
                    Answer::Same => false,
                    Answer::File(now) => now.sha256 != known.sha256,
                    Answer::None => true,
                };
                if again.exists() {
                    std::fs::remove_file(&again)?;
                }
                if changed {
                    return Ok(false);
                }
            }
        }
        Ok(true)
    }

    /// A request for a file; where a page links to it, the page is asked first.
    fn request<'a>(&'a self, file: &'a FileSpec, known: Option<&'a EditionFile>) -> io::Result<Request<'a>> {
        let address = address::of_file(file, self.mirror);
        if file.link.is_empty() || self.mirror.is_some() {
            return Ok(self.asks(file, address, known));
        }
        let page = self.into.join(format!("{}.page", file.name));
        let (text, from) = match self.asks(file, address.clone(), None).get(&page)? {
            Answer::File(taken) => (decode(&std::fs::read(&page)?), taken.from),
            Answer::Same | Answer::None => {
                return Err(io::Error::other(format!("{address}: the server has no such page")));
            }
        };
        std::fs::remove_file(&page)?;
        let address = address::linked(&text, &from, file.link).map_err(io::Error::other)?;
        Ok(self.asks(file, address, known))
    }

    fn asks<'a>(
        &'a self,
        file: &'a FileSpec,
        address: String,
        known: Option<&'a EditionFile>,
    ) -> Request<'a> {
        Request {
            agent: &self.fetcher.agent,
            allowed: &self.allowed,
            name: file.name,
            address,
            known,
            most_bytes: self.source.most_bytes,
            deadline: self.deadline,
            patience: self.fetcher.patience,
            progress: self.fetcher.progress,
        }
    }
}

/// The day of a `Last-Modified`.
pub(super) fn day_of(last_modified: &str) -> Option<Day> {
    let seconds = httpdate::parse_http_date(last_modified).ok()?.duration_since(UNIX_EPOCH).ok()?.as_secs();
    Day::after_1970(seconds / 86_400)
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};
    use std::net::TcpListener;

    use super::*;
    use crate::sources::by_id;

    /// A server whose page links to a file, once behind a redirect; gives its address.
    fn authority() -> String {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        std::thread::spawn(move || {
            for mut stream in listener.incoming().flatten() {
                let (mut head, mut byte) = (Vec::new(), [0]);
                while !head.ends_with(b"\r\n\r\n") && stream.read(&mut byte).is_ok_and(|read| read == 1) {
                    head.push(byte[0]);
                }
                let head = String::from_utf8_lossy(&head).into_owned();
                let (status, more, body) = match head.split(' ').nth(1).unwrap_or_default() {
                    "/old" => ("301 Moved", "Location: /lists/dpl\r\n", ""),
                    "/lists/dpl" => {
                        ("200 OK", "", "<a href='/about'>About</a><a href='files/dpl_04142026.csv'>CSV</a>")
                    }
                    "/lists/files/dpl_04142026.csv" => ("200 OK", "", "Name and Address\n"),
                    "/away" => ("302 Found", "Location: https://elsewhere.example/x\r\n", ""),
                    _ => ("404 Not Found", "", ""),
                };
                let length = body.len();
                let answer = format!(
                    "HTTP/1.1 {status}\r\nConnection: close\r\n{more}Content-Length: {length}\r\n\r\n{body}"
                );
                let _ = stream.write_all(answer.as_bytes());
            }
        });
        address
    }

    /// A file that a page of the server links to.
    fn linked_from(page: String, link: &'static str) -> FileSpec {
        FileSpec { name: "dpl.csv", url: page.leak(), link, required: true }
    }

    #[test]
    fn a_file_under_a_name_that_changes_is_found_on_its_page() {
        let (server, folder) = (authority(), tempfile::tempdir().unwrap());
        let quiet = |_: Progress<'_>| {};
        let fetcher = Fetcher::new(&quiet).hurried(Duration::from_millis(5), 5);
        let source = by_id("us-bis-dpl").unwrap();
        let job = Job {
            fetcher: &fetcher,
            source,
            form: &source.forms[0],
            mirror: None,
            // As a mirror on this machine would be: plain HTTP, one host.
            allowed: Allowed::of(source, Some(&server)),
            deadline: Instant::now() + Duration::from_secs(5),
            into: folder.path(),
        };
        let into = folder.path().join("dpl.csv");
        let file = linked_from(format!("{server}/old"), "/dpl_");
        // The link is relative to where the page was found in the end.
        let Answer::File(taken) = job.request(&file, None).unwrap().get(&into).unwrap() else {
            panic!("none")
        };
        assert_eq!(taken.from, format!("{server}/lists/files/dpl_04142026.csv"));
        assert_eq!(std::fs::read_to_string(&into).unwrap(), "Name and Address\n");
        let other = linked_from(format!("{server}/lists/dpl"), "/uvl_");
        let why = job.request(&other, None).map(drop).unwrap_err().to_string();
        assert!(why.contains("none of the 2 links"), "{why}");
        assert_eq!(folder.path().read_dir().unwrap().count(), 1, "no page is left behind");
    }

    #[test]
    fn a_visit_tells_where_an_address_leads_and_goes_nowhere_else() {
        let (server, folder) = (authority(), tempfile::tempdir().unwrap());
        let quiet = |_: Progress<'_>| {};
        let fetcher = Fetcher::new(&quiet).hurried(Duration::from_millis(5), 5);
        let (source, into) = (by_id("us-bis-dpl").unwrap(), folder.path());
        let asked = Asked { source, mirror: Some(&server), into };
        let away = FileSpec { name: "away", url: "", link: "", required: true };
        let none = FileSpec { name: "none", url: "", link: "", required: true };
        let seen = fetcher.visit(&asked, &[&away, &none]);
        assert_eq!(
            (seen[0].status, seen[0].redirects.as_slice()),
            (Some(302), &["https://elsewhere.example/x".to_owned()][..])
        );
        assert!(seen[0].trouble.contains("not followed: "), "{:?}", seen[0]);
        assert_eq!((seen[1].status, seen[1].trouble.as_str()), (Some(404), ""));
    }
}
