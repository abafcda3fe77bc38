//! Answers to a WS-Discovery probe, as ONVIF tools keep them: what a device says of itself in scopes such as
//! `onvif://www.onvif.org/hardware/DS-2CD2143G2-I`. Several answers may follow each other in one file.

use std::io::BufRead;

use nameplate::Field;

use super::Each;
use super::gathered::Gathered;
use crate::device::Device;
use crate::limits::TEXT;
use crate::mac::Mac;
use crate::report::Read;
use crate::xml::{Broken, Node, walk};

pub(crate) fn read(from: impl BufRead, report: &mut Read, each: Each<'_>) -> Result<(), Broken> {
    let mut gathered = Gathered::default();
    let mut answer: Option<Answer> = None;
    let mut text = String::new();
    let walked = walk(from, &mut |line, node| match node {
        Node::Open("ProbeMatch" | "Hello" | "ResolveMatch", _) => {
            answer = Some(Answer { line, ..Answer::default() })
        }
        Node::Open(..) => text.clear(),
        Node::Text(more) if answer.is_some() && text.len() + more.len() <= TEXT => text.push_str(more),
        Node::Text(_) => {}
        Node::Close("ProbeMatch" | "Hello" | "ResolveMatch") => {
            if let Some(answer) = answer.take() {
                answer.give(&mut gathered, report);
            }
        }
        Node::Close(name) => {
            if let Some(answer) = &mut answer {
                answer.says(name, text.trim());
            }
            text.clear();
        }
    });
    gathered.give(report, each);
    walked
}

/// What one device answers.
#[derive(Default)]
struct Answer {
    line: u64,
    id: String,
    types: String,
    scopes: String,
    addresses: String,
}

impl Answer {
    fn says(&mut self, element: &str, text: &str) {
        let field = match element {
            "Address" => &mut self.id,
            "Types" => &mut self.types,
            "Scopes" => &mut self.scopes,
            "XAddrs" => &mut self.addresses,
            _ => return,
        };
        text.clone_into(field);
    }

    fn give(self, gathered: &mut Gathered, report: &mut Read) {
        if self.scopes.is_empty() && self.addresses.is_empty() {
            report.trouble(self.line, "line", "the answer holds neither scopes nor addresses");
            return;
        }
        let mut device = Device::at(self.line);
        device.ip = hosts(&self.addresses).join(", ");
        let mut named = String::new();
        for (key, value) in self.scopes.split_whitespace().filter_map(scope) {
            match key.as_str() {
                "name" => named = value.replace('_', " "),
                "hardware" => device.listing.set(Field::Model, value),
                "manufacturer" | "mfr" => device.listing.set(Field::Manufacturer, value),
                "mac" => device.mac = Mac::read(&value).map_or(value, |mac| mac.shown()),
                "type" | "profile" | "location" => {}
                _ => device.add(Field::Text, &format!("{key}: {value}")),
            }
        }
        if self.types.contains("NetworkVideoTransmitter") {
            device.listing.set(Field::Category, "network camera");
        }
        name(&mut device, named);
        device.listing.id = self.id.into();
        gathered.take(device, report);
    }
}

/// A name that holds the model too was set by the firmware, and is what the device calls itself; any other one may be the owner's.
fn name(device: &mut Device, named: String) {
    let model = device.listing.get(Field::Model);
    if !model.is_empty() && named.len() > model.len() && named.contains(model) {
        device.listing.set(Field::Title, named);
    } else {
        device.name = named;
    }
}

/// Key and value of a scope: `onvif://www.onvif.org/name/HIKVISION%20DS-2CD2143G2-I`.
fn scope(scope: &str) -> Option<(String, String)> {
    let path = scope.strip_prefix("onvif://")?.split_once('/')?.1;
    let (key, value) = path.split_once('/')?;
    let value = unescaped(value);
    let value = value.trim();
    (!value.is_empty()).then(|| (key.to_ascii_lowercase(), value.to_owned()))
}

/// Text without its percent signs.
fn unescaped(text: &str) -> String {
    let bytes = text.as_bytes();
    let (mut out, mut at) = (Vec::with_capacity(bytes.len()), 0);
    while let Some(&byte) = bytes.get(at) {
        let digits = (byte == b'%').then(|| text.get(at + 1..at + 3)).flatten();
        match digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(meant) => {
                out.push(meant);
                at += 3;
            }
            None => {
                out.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// The hosts of the addresses at which a device can be asked, each once.
fn hosts(addresses: &str) -> Vec<String> {
    let mut hosts = Vec::new();
    for address in addresses.split_whitespace() {
        let Some((_, rest)) = address.split_once("://") else { continue };
        let authority = rest.split('/').next().unwrap_or_default();
        let host = match authority.strip_prefix('[') {
            Some(six) => six.split(']').next().unwrap_or_default(),
            None => authority.split(':').next().unwrap_or_default(),
        };
        if !host.is_empty() && !hosts.iter().any(|known| known == host) {
            hosts.push(host.to_owned());
        }
    }
    hosts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::Format;

    fn devices(text: &str) -> (Vec<Device>, Read) {
        let (mut all, mut report) = (Vec::new(), Read::of(Format::Discovery));
        let read = read(text.as_bytes(), &mut report, &mut |device| all.push(device));
        assert!(read.is_ok());
        (all, report)
    }

    fn answer(scopes: &str) -> String {
        format!(
            "<?xml version='1.0'?><s:Envelope xmlns:s='s' xmlns:d='d' xmlns:a='a'><s:Body><d:ProbeMatches><d:ProbeMatch>\
             <a:EndpointReference><a:Address>urn:uuid:1</a:Address></a:EndpointReference>\
             <d:Types>dn:NetworkVideoTransmitter tds:Device</d:Types><d:Scopes>{scopes}</d:Scopes>\
             <d:XAddrs>http://192.168.1.20/onvif/device_service http://[fe80::1]:80/onvif/device_service</d:XAddrs>\
             </d:ProbeMatch></d:ProbeMatches></s:Body></s:Envelope>"
        )
    }

    #[test]
    fn a_device_says_what_it_is() {
        let text = answer(
            "onvif://www.onvif.org/type/video_encoder onvif://www.onvif.org/hardware/DS-2CD2143G2-I \
             onvif://www.onvif.org/name/HIKVISION%20DS-2CD2143G2-I onvif://www.onvif.org/MAC/44:19:b6:00:00:01",
        );
        let (all, report) = devices(&format!("{text}\n{text}"));
        assert_eq!((all.len(), report.troubled), (1, 0), "the same device twice is one");
        let cam = &all[0];
        assert_eq!(cam.listing.get(Field::Title), "HIKVISION DS-2CD2143G2-I");
        assert_eq!(
            (cam.listing.get(Field::Model), cam.ip.as_str()),
            ("DS-2CD2143G2-I", "192.168.1.20, fe80::1")
        );
        assert_eq!(
            (cam.mac.as_str(), cam.listing.get(Field::Category)),
            ("44:19:b6:00:00:01", "network camera")
        );
    }

    #[test]
    fn a_name_that_may_be_the_owners_is_no_heading() {
        let (all, _) = devices(&answer(
            "onvif://www.onvif.org/name/Hikvision%20old onvif://www.onvif.org/hardware/P3245",
        ));
        assert_eq!((all[0].listing.get(Field::Title), all[0].name.as_str()), ("", "Hikvision old"));
        assert_eq!(unescaped("100%"), "100%");
        assert_eq!(unescaped("%e6%b5%b7"), "海");
    }

    #[test]
    fn an_empty_answer_is_told() {
        let (all, report) = devices("<Envelope>\n<ProbeMatch><Types>x</Types></ProbeMatch></Envelope>");
        assert!(all.is_empty());
        assert_eq!((report.troubled, report.troubles[0].line), (1, 2));
    }
}
