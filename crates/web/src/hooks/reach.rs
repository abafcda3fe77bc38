//! The way to a webhook's target. An address that somebody typed may be meant to reach what only this machine can: names are looked up
//! once, private addresses are refused after that, and no redirect is followed.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::time::Duration;

use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};

/// Which targets are allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outside {
    /// Public addresses, by HTTPS.
    Public,
    /// Any, by HTTP too: for a team whose receivers stand in its own network.
    Any,
}

/// What is posted.
pub(super) struct Asked {
    pub(super) url: String,
    pub(super) headers: [(&'static str, String); 4],
    pub(super) body: String,
    pub(super) outside: Outside,
    pub(super) patience: Duration,
}

/// Longest address.
const LONGEST: usize = 2_000;

/// Whether an address can be that of a webhook; what is wrong with it otherwise.
pub(crate) fn check_url(url: &str, outside: Outside) -> Result<(), String> {
    if url.len() > LONGEST {
        return Err(format!("longer than {LONGEST} bytes"));
    }
    let uri: Uri = url.parse().map_err(|_| "is no address of the web".to_owned())?;
    match (uri.scheme_str(), outside) {
        (Some("https"), _) | (Some("http"), Outside::Any) => {}
        (Some("http"), Outside::Public) => return Err("begins with http: take https".to_owned()),
        _ => return Err("is no address of the web: it begins with https://".to_owned()),
    }
    let Some(authority) = uri.authority() else { return Err("names no host".to_owned()) };
    if authority.as_str().contains('@') {
        return Err("holds a password: sign in by what the signature proves".to_owned());
    }
    let host = authority.host().trim_start_matches('[').trim_end_matches(']');
    match host.parse::<IpAddr>() {
        Ok(ip) if outside == Outside::Public && !is_public(ip) => {
            Err("leads into a private network".to_owned())
        }
        _ if host.eq_ignore_ascii_case("localhost") && outside == Outside::Public => {
            Err("leads to this machine".to_owned())
        }
        _ => Ok(()),
    }
}

/// Whether an address is one of the public internet (RFC 6890 and its registries).
fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => is_public_v4(ip),
        IpAddr::V6(ip) => is_public_v6(ip),
    }
}

fn is_public_v4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    let shared = a == 100 && (64..128).contains(&b);
    let benchmarks = a == 198 && (18..20).contains(&b);
    let protocols = a == 192 && b == 0 && c == 0;
    let relays = a == 192 && b == 88 && c == 99;
    !(ip.is_private()
        || ip.is_loopback()
        || ip.is_link_local()
        || ip.is_broadcast()
        || ip.is_documentation()
        || ip.is_multicast()
        || a == 0
        || a >= 240
        || shared
        || benchmarks
        || protocols
        || relays)
}

fn is_public_v6(ip: Ipv6Addr) -> bool {
    // An IPv4 address in other clothes leads where that leads.
    let first = ip.segments();
    let [.., high, low] = first;
    let inside = Ipv4Addr::from((u32::from(high) << 16) | u32::from(low));
    if let Some(mapped) = ip.to_ipv4_mapped() {
        return is_public_v4(mapped);
    }
    let translated = first[..6] == [0x64, 0xff9b, 0, 0, 0, 0];
    let to_4 = first[0] == 0x2002;
    let global = (0x2000..0x4000).contains(&first[0]);
    let documentation = first[0] == 0x2001 && first[1] == 0xdb8;
    let special = first[0] == 0x2001 && first[1] < 0x200;
    match (translated, to_4) {
        (true, _) => is_public_v4(inside),
        (_, true) => is_public_v4(Ipv4Addr::from((u32::from(first[1]) << 16) | u32::from(first[2]))),
        _ => global && !documentation && !special,
    }
}

/// Looks names up, and leaves out what is not public.
#[derive(Debug)]
struct Guarded {
    inside: DefaultResolver,
    outside: Outside,
}

impl Resolver for Guarded {
    fn resolve(
        &self,
        uri: &Uri,
        config: &ureq::config::Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let found = self.inside.resolve(uri, config, timeout)?;
        if self.outside == Outside::Any {
            return Ok(found);
        }
        let mut kept = self.empty();
        for address in found.iter().filter(|address| is_public(address.ip())) {
            kept.push(*address);
        }
        if kept.is_empty() {
            return Err(ureq::Error::Other("the name leads into a private network".into()));
        }
        Ok(kept)
    }
}

/// Posts; any answer of success is enough.
pub(super) fn post(asked: &Asked) -> Result<(), String> {
    check_url(&asked.url, asked.outside)?;
    let config = ureq::Agent::config_builder()
        .timeout_global(Some(asked.patience))
        .max_redirects(0)
        .max_redirects_will_error(false)
        .http_status_as_error(false)
        .proxy(None)
        .user_agent("Nameplate-Webhooks/1")
        .build();
    let resolver = Guarded { inside: DefaultResolver::default(), outside: asked.outside };
    let agent = ureq::Agent::with_parts(config, DefaultConnector::default(), resolver);
    let mut request = agent.post(&asked.url);
    for (name, value) in &asked.headers {
        request = request.header(*name, value);
    }
    let answer = request.send(&asked.body).map_err(|error| error.to_string())?;
    let status = answer.status().as_u16();
    if (200..300).contains(&status) { Ok(()) } else { Err(format!("the target answered {status}")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn private_addresses_in_any_clothes_are_told() {
        for ip in [
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "224.0.0.1",
            "255.255.255.255",
            "198.18.0.1",
            "192.0.0.8",
            "::1",
            "::",
            "fe80::1",
            "fc00::1",
            "fd12::1",
            "ff02::1",
            "::ffff:10.0.0.1",
            "::ffff:127.0.0.1",
            "64:ff9b::a00:1",
            "2002:7f00:1::",
            "2001:db8::1",
            "::127.0.0.1",
        ] {
            assert!(!is_public(ip.parse().unwrap()), "{ip}");
        }
        for ip in ["93.184.216.34", "8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"] {
            assert!(is_public(ip.parse().unwrap()), "{ip}");
        }
    }

    #[test]
    fn addresses_that_no_webhook_has_are_refused() {
        for url in [
            "",
            "x",
            "ftp://example.org",
            "http://example.org",
            "https://localhost/x",
            "https://127.0.0.1/",
            "https://[::1]/",
            "https://u:p@example.org/",
            "file:///etc/passwd",
            "https://169.254.169.254/latest",
            "javascript:alert(1)",
        ] {
            assert!(check_url(url, Outside::Public).is_err(), "{url}");
        }
        assert_eq!(check_url("https://example.org/hook", Outside::Public), Ok(()));
        assert_eq!(check_url("http://localhost:9/hook", Outside::Any), Ok(()));
    }
}
