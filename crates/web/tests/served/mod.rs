//! A service that runs in the test, on a port that the system chose, and a client that speaks real HTTP.

#![allow(dead_code, reason = "each test program uses some of it")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on says where")]

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use serde_json::Value;
use tempfile::TempDir;
use tokio::sync::oneshot;
use web::{Service, Settings};

/// A service at work; it ends with the value.
pub(crate) struct Served {
    pub(crate) address: SocketAddr,
    pub(crate) folder: TempDir,
    end: Option<oneshot::Sender<()>>,
    thread: Option<std::thread::JoinHandle<()>>,
}

/// What was answered.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|e| panic!("{e}: {} {}", self.status, self.text()))
    }

    /// The end of a problem's kind: `too-many-rows`.
    pub(crate) fn problem(&self) -> String {
        assert_eq!(self.header("content-type"), Some("application/problem+json"), "{}", self.text());
        let problem = self.json();
        assert_eq!(problem["status"], self.status);
        assert!(!problem["detail"].as_str().unwrap().is_empty());
        problem["type"].as_str().unwrap().strip_prefix("urn:nameplate:problem:").unwrap().to_owned()
    }
}

/// What every test asks with, so that no answer depends on the clock.
pub(crate) const DAY: &str = "2026-11-23";

/// A service on this machine with what a test changes.
pub(crate) fn serve(change: impl FnOnce(&mut Settings)) -> Served {
    serve_in(tempfile::tempdir().unwrap(), change)
}

/// The database of a folder: SQLite in it, or one of its own in the cluster that the environment names, by which the same tests run on
/// PostgreSQL.
pub(crate) fn database(folder: &std::path::Path) -> Option<String> {
    let cluster = std::env::var("NAMEPLATE_TEST_DATABASE").ok()?;
    let kept = folder.join("database");
    if let Ok(address) = std::fs::read_to_string(&kept) {
        return Some(address);
    }
    let name =
        format!("t{}", folder.file_name().unwrap().to_string_lossy().to_lowercase().replace(['.', '-'], "_"));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        use sqlx::Connection as _;
        let mut connection = sqlx::PgConnection::connect(&format!("{cluster}/postgres")).await.unwrap();
        let sql = sqlx::AssertSqlSafe(format!("CREATE DATABASE \"{name}\""));
        sqlx::query(sql).execute(&mut connection).await.unwrap();
    });
    let address = format!("{cluster}/{name}");
    std::fs::write(kept, &address).unwrap();
    Some(address)
}

/// The same over a folder that was served before.
pub(crate) fn serve_in(folder: TempDir, change: impl FnOnce(&mut Settings)) -> Served {
    let mut settings = Settings::local(folder.path().to_owned());
    settings.listen = "127.0.0.1:0".parse().unwrap();
    settings.as_of = Some(DAY.parse().unwrap());
    settings.database = database(folder.path());
    change(&mut settings);
    let (end, ended) = oneshot::channel::<()>();
    let (tell, told) = std::sync::mpsc::channel();
    let thread = std::thread::spawn(move || {
        let runtime =
            tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        runtime.block_on(async {
            let service = Service::open(settings).await.unwrap_or_else(|error| panic!("{error}"));
            tell.send(service.address().unwrap()).unwrap();
            service.run(async { drop(ended.await) }).await;
        });
    });
    let address = told.recv_timeout(Duration::from_secs(60)).unwrap();
    Served { address, folder, end: Some(end), thread: Some(thread) }
}

impl Served {
    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    pub(crate) fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &[], b"")
    }

    pub(crate) fn post(&self, path: &str, body: impl AsRef<[u8]>) -> Answer {
        self.ask("POST", path, &[], body.as_ref())
    }

    pub(crate) fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
        let agent: ureq::Agent =
            ureq::Agent::config_builder().http_status_as_error(false).max_redirects(0).build().into();
        let mut request = ureq::http::Request::builder().method(method).uri(self.url(path));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let mut response = agent.run(request.body(body.to_vec()).unwrap()).unwrap();
        let headers = response
            .headers()
            .iter()
            .map(|(name, value)| (name.to_string(), value.to_str().unwrap_or_default().to_owned()))
            .collect();
        let body = response.body_mut().with_config().limit(1 << 30).read_to_vec().unwrap();
        Answer { status: response.status().as_u16(), headers, body }
    }

    /// Ends the service and hands its folder back.
    pub(crate) fn end(mut self) -> TempDir {
        self.stop();
        std::mem::replace(&mut self.folder, tempfile::tempdir().unwrap())
    }

    fn stop(&mut self) {
        if let Some(end) = self.end.take() {
            let _ = end.send(());
        }
        if let Some(thread) = self.thread.take() {
            thread.join().unwrap();
        }
    }

    /// Asks until something holds.
    pub(crate) fn until(&self, path: &str, holds: impl Fn(&Value) -> bool) -> Value {
        let begun = Instant::now();
        loop {
            let answer = self.get(path).json();
            if holds(&answer) {
                return answer;
            }
            assert!(begun.elapsed() < Duration::from_secs(60), "never: {answer}");
            std::thread::sleep(Duration::from_millis(30));
        }
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        if let Some(end) = self.end.take() {
            let _ = end.send(());
        }
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}
