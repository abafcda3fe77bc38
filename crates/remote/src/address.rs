//! Addresses of objects, and the store behind each.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use object_store::aws::{AmazonS3Builder, S3ConditionalPut};
use object_store::azure::MicrosoftAzureBuilder;
use object_store::gcp::GoogleCloudStorageBuilder;
use object_store::http::HttpBuilder;
use object_store::path::Path;
use object_store::{BackoffConfig, ClientOptions, RetryConfig};
use url::{Host, Url};

use crate::client::{Client, LEADS_ON};
use crate::error::RemoteError;
use crate::runtime::Store;

/// What addresses of stores begin with.
const SCHEMES: [&str; 10] = ["s3", "s3a", "gs", "az", "adl", "azure", "abfs", "abfss", "http", "https"];

/// Whether a text is an address and not the name of a file.
pub fn is_remote(text: &str) -> bool {
    text.split_once("://").is_some_and(|(scheme, _)| SCHEMES.contains(&scheme.to_ascii_lowercase().as_str()))
}

/// An address: the store, and the path in it.
#[derive(Clone)]
pub struct Address {
    url: Url,
    /// What the address begins with, up to the path in the store.
    base: String,
    pub(crate) path: Path,
}

/// By its name: nothing secret is in that.
impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name())
    }
}

impl Address {
    /// An address as typed. Patterns are not looked at.
    ///
    /// # Errors
    /// It is none, has a password or a signature in it, or would go over the open network without TLS.
    pub fn parse(text: &str) -> Result<Self, RemoteError> {
        let shown = text.split(['?', '#']).next().unwrap_or_default();
        let shown = shown.split_once('@').map_or(shown, |(before, after)| {
            if before.contains("://") && !before.rsplit("://").next().unwrap_or_default().contains('/') {
                after
            } else {
                shown
            }
        });
        let refused = |why: &str| RemoteError::Address { name: shown.to_owned(), why: why.to_owned() };
        // In the path of an object these are letters like others.
        let url = Url::parse(&text.replace('?', "%3F").replace('#', "%23"))
            .map_err(|error| refused(&format!("is no address: {error}")))?;
        let plain = matches!(url.scheme(), "http" | "https");
        if plain && text.contains('?') {
            return Err(refused(
                "an address with a query is not read: it may hold a signature, which would stand in reports",
            ));
        }
        let is_azure_container = url.scheme().starts_with("abfs") && url.password().is_none();
        if url.password().is_some() || (!url.username().is_empty() && !is_azure_container) {
            return Err(refused(
                "names and passwords do not belong into addresses: credentials come from the environment",
            ));
        }
        if url.scheme() == "http" && !is_local(&url) {
            return Err(refused("http:// is spoken with this machine alone: use https://"));
        }
        if url.host_str().is_none_or(str::is_empty) {
            return Err(refused("names no bucket and no host"));
        }
        let base = match url.username() {
            "" => format!("{}://{}", url.scheme(), &url[url::Position::BeforeHost..url::Position::AfterPort]),
            user => format!(
                "{}://{user}@{}",
                url.scheme(),
                &url[url::Position::BeforeHost..url::Position::AfterPort]
            ),
        };
        let path = Path::from_url_path(url.path()).map_err(|error| refused(&error.to_string()))?;
        Ok(Address { url, base, path })
    }

    /// As it is shown.
    pub fn name(&self) -> String {
        self.with(&self.path)
    }

    /// The address of another object of the store.
    pub(crate) fn with(&self, path: &Path) -> String {
        format!("{}/{path}", self.base)
    }

    /// The same with a name below it.
    pub fn below(&self, name: &str) -> Self {
        Address { path: self.path.clone().join(name), ..self.clone() }
    }

    /// The folder that it lies in.
    pub fn folder(&self) -> Self {
        let mut parts: Vec<_> = self.path.parts().collect();
        parts.pop();
        Address { path: parts.into_iter().collect(), ..self.clone() }
    }

    /// Its last part.
    pub fn file_name(&self) -> String {
        self.path.filename().unwrap_or_default().to_owned()
    }

    /// Whether its store can say what lies in a folder.
    pub(crate) fn lists(&self) -> bool {
        !matches!(self.url.scheme(), "http" | "https")
    }

    /// The store behind it.
    pub(crate) fn open(&self) -> Result<Store, RemoteError> {
        let host = self.url.host_str().unwrap_or_default();
        let client = Client { redirects: 0, https_only: false };
        let retry = RetryConfig {
            backoff: BackoffConfig {
                init_backoff: Duration::from_millis(200),
                max_backoff: Duration::from_secs(10),
                base: 2.0,
            },
            max_retries: 6,
            retry_timeout: Duration::from_secs(150),
        };
        let made: Result<Store, object_store::Error> = match self.url.scheme() {
            "s3" | "s3a" => {
                let local = ["AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL", "AWS_ENDPOINT"].iter().any(|name| {
                    std::env::var(name)
                        .ok()
                        .and_then(|text| Url::parse(&text).ok())
                        .is_some_and(|url| is_local(&url))
                });
                let mut builder = AmazonS3Builder::from_env()
                    .with_bucket_name(host)
                    .with_conditional_put(S3ConditionalPut::ETagMatch)
                    .with_http_connector(client)
                    .with_retry(retry);
                if local {
                    builder = builder.with_allow_http(true);
                }
                builder.build().map(|store| Arc::new(store) as Store)
            }
            "gs" => GoogleCloudStorageBuilder::from_env()
                .with_bucket_name(host)
                .with_http_connector(client)
                .with_retry(retry)
                .build()
                .map(|store| Arc::new(store) as Store),
            "http" | "https" => {
                let away = Client { redirects: LEADS_ON, https_only: self.url.scheme() == "https" };
                HttpBuilder::new()
                    .with_url(self.base.clone())
                    .with_client_options(ClientOptions::new().with_allow_http(is_local(&self.url)))
                    .with_http_connector(away)
                    .with_retry(retry)
                    .build()
                    .map(|store| Arc::new(store) as Store)
            }
            _ => {
                let local = std::env::var("AZURE_STORAGE_USE_EMULATOR").is_ok_and(|value| value == "true");
                let container = if self.url.username().is_empty() { host } else { self.url.username() };
                MicrosoftAzureBuilder::from_env()
                    .with_container_name(container)
                    .with_use_emulator(local)
                    .with_http_connector(client)
                    .with_retry(retry)
                    .build()
                    .map(|store| Arc::new(store) as Store)
            }
        };
        made.map_err(|error| RemoteError::of(&self.name(), &error))
    }
}

/// Whether an address leads to this machine.
fn is_local(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_told_from_names_of_files() {
        for text in [
            "s3://b/x.csv",
            "S3://b/x",
            "gs://b/x",
            "az://c/x",
            "abfss://c@a.dfs.core.windows.net/x",
            "https://h/x",
        ] {
            assert!(is_remote(text), "{text}");
        }
        for text in ["c:\\x.csv", "s3:/b/x", "file:///x", "ftp://h/x", "x.csv", "a/b://c"] {
            assert!(!is_remote(text), "{text}");
        }
    }

    #[test]
    fn an_address_is_shown_as_typed_and_never_with_a_secret() {
        for text in [
            "s3://shop/cat alog/day=2026-11-28/a%2Bb.csv",
            "https://example.org:8443/x/y.parquet",
            "s3://b/x?y#z.csv",
        ] {
            let address = Address::parse(text).unwrap();
            assert!(!address.name().contains("%20"), "{}", address.name());
        }
        assert_eq!(Address::parse("s3://shop/day=1/a.csv").unwrap().name(), "s3://shop/day=1/a.csv");
        assert_eq!(Address::parse("s3://shop/a/").unwrap().below("b.csv").name(), "s3://shop/a/b.csv");
        for text in [
            "https://me:geheim@example.org/x.csv",
            "https://example.org/x.csv?X-Amz-Signature=geheim",
            "http://example.org/x.csv",
            "s3://me:geheim@shop/x.csv",
            "s3:///x.csv",
        ] {
            let error = Address::parse(text).unwrap_err().to_string();
            assert!(!error.contains("geheim"), "{error}");
        }
        assert!(Address::parse("http://127.0.0.1:9000/x.csv").is_ok());
    }
}
