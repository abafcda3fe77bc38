//! What an export is, told by its content and never by its name.

use crate::format::Format;
use crate::readers::{dnsmasq, isc, neighbours};

/// Lines that are looked at.
const LINES: usize = 200;

/// What the beginning of a file is; the words for what it is instead, where it is nothing that is read here.
pub(crate) fn tell(head: &[u8]) -> Result<Format, String> {
    if head.iter().all(u8::is_ascii_whitespace) {
        return Err("holds nothing".to_owned());
    }
    let text = String::from_utf8_lossy(head);
    let text = text.trim_start_matches('\u{feff}').trim_start();
    if text.starts_with('<') {
        return xml(text);
    }
    let whole =
        if head.len() < crate::limits::HEAD { text.len() } else { text.rfind('\n').unwrap_or(text.len()) };
    let lines = text.get(..whole).unwrap_or(text).lines().map(str::trim);
    let lines: Vec<&str> =
        lines.filter(|line| !line.is_empty() && !line.starts_with('#')).take(LINES).collect();
    let any = |is: fn(&str) -> bool| lines.iter().any(|line| is(line));
    // Where a file is damaged, one whole line still tells what it was: nothing else looks like it.
    if any(|line| isc::opens(line).is_some() || isc::is_of_six(line)) {
        Ok(Format::Isc)
    } else if any(dnsmasq::is_lease) {
        Ok(Format::Dnsmasq)
    } else if any(neighbours::is_neighbour) {
        Ok(Format::Neighbours)
    } else if lines.first().is_some_and(|line| line.contains(SEPARATORS) || line.starts_with(['[', '{'])) {
        Ok(Format::Table)
    } else {
        Err("is text, and no table, leases or neighbours: its first line holds nothing that parts columns"
            .to_owned())
    }
}

/// What parts the columns of a table.
const SEPARATORS: [char; 4] = [',', ';', '\t', '|'];

fn xml(text: &str) -> Result<Format, String> {
    if text.contains("<nmaprun") {
        return Ok(Format::Nmap);
    }
    if ["ProbeMatch", "schemas.xmlsoap.org/ws/2005/04/discovery", "onvif://"]
        .iter()
        .any(|mark| text.contains(mark))
    {
        return Ok(Format::Discovery);
    }
    let lower = text.get(..text.len().min(512)).unwrap_or(text).to_ascii_lowercase();
    if lower.contains("<!doctype html") || lower.contains("<html") {
        return Err("is a page (HTML), not an export".to_owned());
    }
    Err("is XML, and neither of nmap (nmap -oX) nor of WS-Discovery".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_told_by_their_content() {
        for (text, format) in [
            ("<?xml version=\"1.0\"?>\n<!DOCTYPE nmaprun>\n<nmaprun scanner=\"nmap\">", Format::Nmap),
            ("<s:Envelope><s:Body><d:ProbeMatches><d:ProbeMatch>", Format::Discovery),
            ("? (192.168.1.1) at 44:19:b6:00:00:01 [ether] on eth0\n", Format::Neighbours),
            ("192.168.1.1 dev eth0 lladdr 44:19:b6:00:00:01 REACHABLE\n", Format::Neighbours),
            (
                "\r\nInterface: 192.168.1.5 --- 0x3\r\n  Internet Address      Physical Address      Type\r\n  192.168.1.1           44-19-b6-00-00-01     dynamic\r\n",
                Format::Neighbours,
            ),
            ("# leases\nlease 192.168.1.20 {\n  starts 4 2021/05/06 12:00:00;\n", Format::Isc),
            ("1620302400 44:19:b6:00:00:01 192.168.1.20 cam 01:44:19:b6:00:00:01\n", Format::Dnsmasq),
            ("Asset Tag,Model,MAC Address\n1,X,44:19:b6:00:00:01\n", Format::Table),
            ("192.168.1.1;44:19:b6:00:00:01;router\n", Format::Table),
            ("[{\"mac\":\"44:19:b6:00:00:01\"}]", Format::Table),
        ] {
            assert_eq!(tell(text.as_bytes()), Ok(format), "{text}");
        }
    }

    #[test]
    fn what_is_no_export_is_named() {
        for (text, what) in
            [("  \n", "nothing"), ("<!DOCTYPE html><html>", "page"), ("<rss version=\"2.0\">", "XML")]
        {
            assert!(tell(text.as_bytes()).unwrap_err().contains(what), "{text}");
        }
    }
}
