//! Addresses that may be asked: a source's own, the hosts that it declares, and nothing else. Redirects are followed by
//! hand, so that an authority's server cannot send us anywhere it likes.

use std::collections::BTreeSet;

use ureq::http::Uri;

use crate::sources::{FileSpec, Form, Source};

/// Which addresses a source may be fetched from.
#[derive(Debug)]
pub(super) struct Allowed {
    /// Hosts, with their port where it is not the usual one.
    hosts: BTreeSet<String>,
    /// Plain HTTP is for a mirror that the user chose.
    http: bool,
}

impl Allowed {
    /// The hosts of a source, or the host of a mirror alone.
    pub(super) fn of(source: &Source, mirror: Option<&str>) -> Self {
        if let Some(base) = mirror {
            let http = base.starts_with("http://");
            return Allowed { hosts: host_of(base).into_iter().collect(), http };
        }
        let files = source.forms.iter().flat_map(|form| form.files);
        let hosts = files.filter_map(|file| host_of(file.url));
        let declared = source.hosts.iter().map(|host| (*host).to_owned());
        Allowed { hosts: hosts.chain(declared).collect(), http: false }
    }

    /// Why an address may not be asked; `None` if it may.
    pub(super) fn refuses(&self, address: &str) -> Option<String> {
        let scheme = address.split("://").next().unwrap_or_default();
        if scheme != "https" && !(scheme == "http" && self.http) {
            return Some(format!("{address} is not https"));
        }
        match host_of(address) {
            Some(host) if self.hosts.contains(&host) => None,
            Some(host) => {
                let known: Vec<&str> = self.hosts.iter().map(String::as_str).collect();
                Some(format!("{host} is no host of this source, which declares {}", known.join(", ")))
            }
            None => Some(format!("`{address}` is no address")),
        }
    }
}

/// Host of an address, with its port if one is named.
pub(super) fn host_of(address: &str) -> Option<String> {
    let uri: Uri = address.parse().ok()?;
    let host = uri.host()?.to_ascii_lowercase();
    Some(uri.port_u16().map_or(host.clone(), |port| format!("{host}:{port}")))
}

/// Whether an address is one of the machine itself.
pub(super) fn is_on_this_machine(address: &str) -> bool {
    let uri: Option<Uri> = address.parse().ok();
    let host = uri.as_ref().and_then(Uri::host).unwrap_or_default().trim_matches(['[', ']']);
    host == "localhost" || host.parse::<std::net::IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

/// The address of a file: its own, or the mirror's with the file's name.
pub(super) fn of_file(file: &FileSpec, mirror: Option<&str>) -> String {
    mirror.map_or_else(|| file.url.to_owned(), |base| format!("{}/{}", base.trim_end_matches('/'), file.name))
}

/// The address of a file that a page links to.
pub(super) fn linked(page: &str, from: &str, link: &str) -> Result<String, String> {
    let links = crate::read::html::links(page);
    let found = links.iter().find(|address| address.contains(link)).and_then(|address| join(from, address));
    found.ok_or_else(|| format!("none of the {} links of {from} is one to a file like `{link}`", links.len()))
}

/// The first form that can be fetched.
pub(super) fn form(source: &'static Source, mirror: Option<&str>) -> Option<&'static Form> {
    source.forms.iter().find(|form| mirror.is_some() || form.files.iter().any(|file| !file.url.is_empty()))
}

/// Where a redirect leads: a whole address, one on the same host, or one beside the page.
pub(super) fn join(from: &str, to: &str) -> Option<String> {
    if to.contains("://") {
        return Some(to.to_owned());
    }
    let uri: Uri = from.parse().ok()?;
    let root = format!("{}://{}", uri.scheme_str()?, uri.authority()?);
    if let Some(rest) = to.strip_prefix("//") {
        return Some(format!("{}://{rest}", uri.scheme_str()?));
    }
    if to.starts_with('/') {
        return Some(format!("{root}{to}"));
    }
    let folder = uri.path().rsplit_once('/').map_or("", |(folder, _)| folder);
    Some(format!("{root}{folder}/{to}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::by_id;

    #[test]
    fn only_declared_hosts_are_asked_and_only_over_https() {
        let source = by_id("ofac-sdn").unwrap();
        let allowed = Allowed::of(source, None);
        assert_eq!(allowed.refuses("https://www.treasury.gov/x"), None);
        assert_eq!(allowed.refuses("https://sanctionslistservice.ofac.treas.gov/x"), None);
        for address in [
            "http://www.treasury.gov/x",
            "https://www.treasury.gov:8443/x",
            "https://www.treasury.gov.example.org/x",
            "https://www.treasury.gov@example.org/x",
            "https://127.0.0.1/x",
            "file:///etc/passwd",
            "nothing",
        ] {
            assert!(allowed.refuses(address).is_some(), "{address}");
        }
        let mirror = Allowed::of(source, Some("http://mirror.example:8080/lists"));
        assert_eq!(mirror.refuses("http://mirror.example:8080/other"), None);
        assert!(mirror.refuses("http://mirror.example/other").is_some());
        assert!(mirror.refuses("https://www.treasury.gov/x").is_some());
    }

    #[test]
    fn the_machine_itself_is_known_by_its_names() {
        for (address, own) in [
            ("http://127.0.0.1:80/x", true),
            ("http://localhost/x", true),
            ("https://[::1]:8443/x", true),
            ("https://localhost.example.org/x", false),
            ("https://10.0.0.1/x", false),
        ] {
            assert_eq!(is_on_this_machine(address), own, "{address}");
        }
    }

    #[test]
    fn files_are_found_by_what_their_link_holds() {
        let page = "<a href=/x>x</a><a href=\"/sites/default/files/dpl_04142026.csv\">Export as CSV</a>";
        let found = linked(page, "https://www.bis.gov/list", "/dpl_").unwrap();
        assert_eq!(found, "https://www.bis.gov/sites/default/files/dpl_04142026.csv");
        assert!(
            linked(page, "https://www.bis.gov/list", "/uvl_").unwrap_err().contains("none of the 2 links")
        );
    }

    #[test]
    fn redirects_may_be_relative() {
        let from = "https://a.example/b/c?d";
        assert_eq!(join(from, "https://e.example/f").unwrap(), "https://e.example/f");
        assert_eq!(join(from, "//e.example/f").unwrap(), "https://e.example/f");
        assert_eq!(join(from, "/f").unwrap(), "https://a.example/f");
        assert_eq!(join(from, "f").unwrap(), "https://a.example/b/f");
    }
}
