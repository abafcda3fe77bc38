//! What a service is started with, resolved by whoever starts it: nothing here reads a file, the clock or the environment.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use axum::http::HeaderMap;
use nameplate::answer::Audience;
use nameplate::policy::Gate;
use nameplate::{Day, Policy};

use crate::hooks::Outside;

/// The target of the spans of requests.
pub const SPANS: &str = "nameplate::request";

/// What makes a span part of the trace that a request names.
pub type Adopt = fn(&tracing::Span, &HeaderMap);

/// What a service is started with.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Where it listens.
    pub listen: SocketAddr,
    /// Names under which it is reached (`nameplate.example`), beside its address and those of this machine.
    pub hosts: Vec<String>,
    /// Whether every request to the API needs a key. Always so where it listens beyond this machine.
    pub keys: bool,
    /// The data folder: lists, registers, and in `service` what the service keeps.
    pub data: PathBuf,
    /// A register file, in the place of the one of the data folder.
    pub register: Option<PathBuf>,
    /// The address of a database (`postgres://...`); none: SQLite in the data folder.
    pub database: Option<String>,
    /// Thresholds, rules of the house and of the gate.
    pub policy: Policy,
    /// For whom the gate and the pages ask where a request or an address names nobody; what is named here goes before the policy.
    pub audience: Audience,
    /// Language of warnings.
    pub language: String,
    /// The day that is asked for where a request names none; none: today, by the clock in UTC.
    pub as_of: Option<Day>,
    /// Whom a company writes to that wants something corrected.
    pub contact: Option<String>,
    /// Whether webhooks may lead into private networks, and to `http` addresses.
    pub private_hooks: bool,
    /// Makes the span of a request part of the trace that it belongs to, where traces are kept.
    pub adopt: Option<Adopt>,
    /// Bounds of what is asked.
    pub limits: Limits,
}

/// Bounds of what is asked of a service. Each is named in the answer that refuses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Most bytes of a request to the gate.
    pub body_bytes: usize,
    /// Most listings of a request to the gate.
    pub rows: usize,
    /// Most bytes of an uploaded catalog.
    pub upload_bytes: u64,
    /// Longest time that a request may take, uploads and downloads aside.
    pub time: Duration,
    /// Most requests at work at a time; more are answered with 429.
    pub at_once: usize,
    /// How long an answer is kept under its idempotency key.
    pub replay: Duration,
    /// How long the results of a scan are kept.
    pub keep: Duration,
    /// The pause after a delivery that was not taken is never longer than this.
    pub hook_pause: Duration,
}

const DAY: u64 = 24 * 60 * 60;

impl Default for Limits {
    fn default() -> Self {
        Limits {
            body_bytes: 10_000_000,
            rows: 1_000,
            upload_bytes: 4 << 30,
            time: Duration::from_secs(30),
            at_once: 256,
            replay: Duration::from_secs(DAY),
            keep: Duration::from_secs(30 * DAY),
            hook_pause: Duration::from_secs(DAY),
        }
    }
}

impl Settings {
    /// What a service on this machine is started with, for whoever sits at it.
    pub fn local(data: PathBuf) -> Self {
        Settings {
            listen: SocketAddr::from(([127, 0, 0, 1], 8417)),
            hosts: Vec::new(),
            keys: false,
            data,
            register: None,
            database: None,
            policy: Policy::default(),
            audience: Audience::default(),
            language: "en".to_owned(),
            as_of: None,
            contact: None,
            private_hooks: false,
            adopt: None,
            limits: Limits::default(),
        }
    }

    /// Whether requests need a key.
    pub fn needs_keys(&self) -> bool {
        self.keys || !self.listen.ip().is_loopback()
    }

    /// What the gate does, and for whom: the policy's rules, asked for the reader and the place that the service was started with.
    pub fn gate(&self) -> Gate {
        let mut gate = self.policy.gate.clone();
        if let Some(reader) = self.audience.reader {
            gate.reader = reader;
        }
        if let Some(place) = &self.audience.place {
            gate.place.clone_from(place);
        }
        gate
    }

    /// Where webhooks may lead.
    pub(crate) fn outside(&self) -> Outside {
        if self.private_hooks { Outside::Any } else { Outside::Public }
    }

    /// The pause after a try, in seconds.
    pub(crate) fn hook_pause(&self, usual: i64) -> i64 {
        usual.min(i64::try_from(self.limits.hook_pause.as_secs()).unwrap_or(i64::MAX))
    }

    /// The folder of what the service keeps.
    pub fn folder(&self) -> PathBuf {
        self.data.join("service")
    }
}
