//! What a service counts, as Prometheus reads it.

use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::Registry;

/// Of which route and with which status.
#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
pub(crate) struct Answered {
    route: String,
    method: String,
    status: u16,
}

/// What the gate said.
#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
pub(crate) struct GateSaid {
    action: &'static str,
}

/// The route alone.
#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
pub(crate) struct OfRoute {
    route: String,
}

/// Everything that is counted.
pub(crate) struct Metrics {
    registry: Registry,
    requests: Family<Answered, Counter>,
    seconds: Family<OfRoute, Histogram, fn() -> Histogram>,
    gate: Family<GateSaid, Counter>,
    /// Requests at work.
    pub(crate) at_work: Gauge,
    /// Registers taken in the place of an older one.
    pub(crate) swaps: Counter,
    /// Scans at work.
    pub(crate) scans_running: Gauge,
}

/// Upper ends of the classes of times, in seconds.
const SECONDS: [f64; 12] = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1.0, 5.0, 30.0];

impl Default for Metrics {
    fn default() -> Self {
        let mut registry = Registry::with_prefix("nameplate");
        let requests = Family::default();
        let seconds = Family::new_with_constructor((|| Histogram::new(SECONDS)) as fn() -> Histogram);
        let (gate, at_work, swaps, scans_running) =
            (Family::default(), Gauge::default(), Counter::default(), Gauge::default());
        registry.register("requests", "Requests answered", requests.clone());
        registry.register("request_seconds", "Time until the answer began", seconds.clone());
        registry.register("gate_listings", "Listings that the gate answered for, by action", gate.clone());
        registry.register("requests_at_work", "Requests at work", at_work.clone());
        registry.register("register_swaps", "Registers taken in the place of an older one", swaps.clone());
        registry.register("scans_running", "Scans at work", scans_running.clone());
        Metrics { registry, requests, seconds, gate, at_work, swaps, scans_running }
    }
}

impl Metrics {
    /// A request was answered.
    pub(crate) fn answered(&self, (method, route): (&str, &str), status: u16, seconds: f64) {
        let (method, route) = (method.to_owned(), route.to_owned());
        self.seconds.get_or_create(&OfRoute { route: route.clone() }).observe(seconds);
        self.requests.get_or_create(&Answered { route, method, status }).inc();
    }

    /// The gate said so of so many listings.
    pub(crate) fn gate_said(&self, action: &'static str, listings: u64) {
        if listings > 0 {
            self.gate.get_or_create(&GateSaid { action }).inc_by(listings);
        }
    }

    /// As Prometheus reads it.
    pub(crate) fn text(&self) -> String {
        let mut text = String::new();
        // Writing to a string cannot fail.
        let _ = encode(&mut text, &self.registry);
        text
    }
}
