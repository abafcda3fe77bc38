//! Traces of the service to an OpenTelemetry collector that was named: a span a request, within the trace that the request belongs to.

use std::time::Duration;

use async_trait::async_trait;
use opentelemetry::propagation::TextMapPropagator;
use opentelemetry::trace::TracerProvider as _;
use opentelemetry_http::{Bytes, HeaderExtractor, HttpClient, HttpError, Request, Response};
use opentelemetry_otlp::{SpanExporter, WithExportConfig, WithHttpConfig};
use opentelemetry_sdk::Resource;
use opentelemetry_sdk::propagation::TraceContextPropagator;
use opentelemetry_sdk::trace::{SdkTracer, SdkTracerProvider};
use tracing::Span;
use tracing_opentelemetry::OpenTelemetrySpanExt;
use ureq::http::HeaderMap;

use crate::error::{CliError, Result};

/// A collector that takes longer is given up.
const PATIENCE: Duration = Duration::from_secs(5);
/// Most of an answer of the collector that is read.
const MOST_BYTES: u64 = 1 << 20;

/// Where spans go; what waits is sent when it is ended.
pub(crate) struct Traces(SdkTracerProvider);

impl Traces {
    /// To a collector that speaks OTLP over HTTP: `http://127.0.0.1:4318`.
    pub(crate) fn to(collector: &str) -> Result<Self> {
        let refused = |error: &dyn std::fmt::Display| {
            CliError::new(format!("--traces {collector}: {error}")).hint(
                "name the address of a collector that speaks OTLP over HTTP: --traces http://127.0.0.1:4318",
            )
        };
        if !(collector.starts_with("http://") || collector.starts_with("https://")) {
            return Err(refused(&"an address begins with http:// or https://"));
        }
        let agent = ureq::Agent::config_builder()
            .timeout_global(Some(PATIENCE))
            .http_status_as_error(false)
            .max_redirects(0)
            .build();
        let exporter = SpanExporter::builder()
            .with_http()
            .with_http_client(Client(agent.into()))
            .with_endpoint(format!("{}/v1/traces", collector.trim_end_matches('/')))
            .build()
            .map_err(|error| refused(&error))?;
        let resource = Resource::builder().with_service_name("nameplate").build();
        Ok(Traces(SdkTracerProvider::builder().with_batch_exporter(exporter).with_resource(resource).build()))
    }

    /// What makes spans.
    pub(crate) fn tracer(&self) -> SdkTracer {
        self.0.tracer("nameplate")
    }

    /// Sends what waits.
    pub(crate) fn end(&self) {
        if let Err(error) = self.0.shutdown() {
            tracing::warn!(%error, "the last traces were not sent");
        }
    }
}

/// Makes the span of a request part of the trace that its head names (W3C Trace Context).
pub(crate) fn adopt(span: &Span, headers: &HeaderMap) {
    let parent = TraceContextPropagator::new().extract(&HeaderExtractor(headers));
    // A span that nobody collects has no parent.
    let _ = span.set_parent(parent);
}

#[derive(Debug)]
struct Client(ureq::Agent);

#[async_trait]
impl HttpClient for Client {
    /// Called on the exporter's own thread, which has nothing else to do.
    async fn send_bytes(&self, request: Request<Bytes>) -> std::result::Result<Response<Bytes>, HttpError> {
        let (head, body) = request.into_parts();
        let answer = self.0.run(Request::from_parts(head, body.to_vec()))?;
        let (head, mut body) = answer.into_parts();
        let bytes = body.with_config().limit(MOST_BYTES).read_to_vec()?;
        Ok(Response::from_parts(head, Bytes::from(bytes)))
    }
}
