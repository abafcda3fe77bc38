//! What `nmap -oX` writes: hosts with addresses, names, open ports, what answered on them and what scripts read there.

use std::io::BufRead;

use nameplate::Field;

use super::Each;
use crate::device::Device;
use crate::mac::Mac;
use crate::report::Read;
use crate::xml::{Attributes, Broken, Node, walk};

/// So much of what one script printed is kept.
const SCRIPT: usize = 1_000;

pub(crate) fn read(from: impl BufRead, report: &mut Read, each: Each<'_>) -> Result<(), Broken> {
    let mut host = Host::default();
    let (mut found, mut root) = (0, false);
    let walked = walk(from, &mut |line, node| match node {
        Node::Open("nmaprun", _) => root = true,
        Node::Open("host", _) => host = Host { device: Some(Device::at(line)), ..Host::default() },
        Node::Open(name, attributes) => host.open(name, attributes),
        Node::Close("host") => {
            if let Some(device) = host.close() {
                found += 1;
                each(device);
            }
        }
        Node::Close("port") => host.port = None,
        Node::Close(_) | Node::Text(_) => {}
    });
    report.devices += found;
    walked?;
    if root {
        Ok(())
    } else {
        Err(Broken { line: 1, reason: "the root element is not `nmaprun`".to_owned() })
    }
}

/// The host that is read.
#[derive(Default)]
struct Host {
    device: Option<Device>,
    down: bool,
    /// The open port that is read; none of one that is closed.
    port: Option<String>,
    /// What the operating system was guessed to be for, once that is certain.
    kind: String,
}

impl Host {
    fn open(&mut self, name: &str, attributes: &Attributes) {
        let Some(device) = &mut self.device else { return };
        match name {
            "status" => self.down = attributes.get("state") == "down",
            "address" => address(device, attributes),
            "hostname" if device.name.is_empty() => attributes.get("name").clone_into(&mut device.name),
            "port" => self.port = Some(attributes.get("portid").to_owned()),
            "state" if attributes.get("state") != "open" => self.port = None,
            "service" if self.port.is_some() => service(device, attributes),
            "script" => script(device, attributes),
            "osclass" if attributes.get("accuracy") == "100" && self.kind.is_empty() => {
                attributes.get("type").clone_into(&mut self.kind);
            }
            "osmatch" if attributes.get("accuracy") == "100" => {
                device.add(
                    Field::Other,
                    &format!("operating system, as nmap guesses: {}", attributes.get("name")),
                );
            }
            _ => {}
        }
    }

    /// The device, unless nobody was there.
    fn close(&mut self) -> Option<Device> {
        let host = std::mem::take(self);
        let mut device = host.device.filter(|_| !host.down)?;
        if device.listing.get(Field::Category).is_empty() {
            device.add(Field::Category, &host.kind);
        }
        Some(device)
    }
}

fn address(device: &mut Device, attributes: &Attributes) {
    let address = attributes.get("addr");
    if attributes.get("addrtype") == "mac" {
        device.mac = Mac::read(address).map_or_else(|| address.to_owned(), |mac| mac.shown());
        attributes.get("vendor").clone_into(&mut device.mac_vendor);
    } else {
        let between = if device.ip.is_empty() { "" } else { ", " };
        device.ip = format!("{}{between}{address}", device.ip);
    }
}

/// What answered on a port: what nmap takes it for, and what kind of device has it.
fn service(device: &mut Device, attributes: &Attributes) {
    let words = ["product", "version", "extrainfo"].map(|name| attributes.get(name));
    let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
    if !words.is_empty() {
        device.add(Field::Text, &words.join(" "));
    }
    if device.listing.get(Field::Category).is_empty() {
        device.add(Field::Category, attributes.get("devicetype"));
    }
    if device.name.is_empty() {
        attributes.get("hostname").clone_into(&mut device.name);
    }
}

/// What a script read: titles of pages, certificates, banners. What it says of other hosts or of weaknesses is its own affair.
fn script(device: &mut Device, attributes: &Attributes) {
    let id = attributes.get("id");
    if id.contains("vuln") || id.contains("brute") || id == "traceroute-geolocation" {
        return;
    }
    let output: String = attributes.get("output").chars().take(SCRIPT).collect();
    output.lines().for_each(|line| device.add(Field::Text, line));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::Format;

    fn devices(text: &str) -> (Vec<Device>, Result<(), String>) {
        let (mut all, mut report) = (Vec::new(), Read::of(Format::Nmap));
        let read = read(text.as_bytes(), &mut report, &mut |device| all.push(device));
        (all, read.map_err(|broken| format!("{} {}", broken.line, broken.reason)))
    }

    const HOSTS: &str = r#"<?xml version="1.0"?><!DOCTYPE nmaprun>
<nmaprun scanner="nmap">
<host><status state="up"/><address addr="192.168.1.20" addrtype="ipv4"/><address addr="44:19:B6:00:00:01" addrtype="mac" vendor="Hangzhou Hikvision Digital Technology"/>
<hostnames><hostname name="cam.lan" type="PTR"/></hostnames>
<ports><port protocol="tcp" portid="80"><state state="open"/><service name="http" product="Hikvision IPCam control port" devicetype="webcam"/>
<script id="http-title" output="&#xa;  index"/><script id="http-vuln-x" output="VULNERABLE"/></port>
<port protocol="tcp" portid="81"><state state="closed"/><service name="http" product="Elsewhere"/></port></ports></host>
<host><status state="down"/><address addr="192.168.1.21" addrtype="ipv4"/></host>
"#;

    #[test]
    fn a_host_is_a_device_with_what_answered_on_open_ports() {
        let (all, read) = devices(&format!("{HOSTS}</nmaprun>"));
        assert_eq!((all.len(), read), (1, Ok(())));
        let cam = &all[0];
        assert_eq!(
            (cam.ip.as_str(), cam.mac.as_str(), cam.name.as_str()),
            ("192.168.1.20", "44:19:b6:00:00:01", "cam.lan")
        );
        assert_eq!(cam.mac_vendor, "Hangzhou Hikvision Digital Technology");
        assert_eq!(cam.listing.get(Field::Text), "Hikvision IPCam control port\nindex");
        assert_eq!((cam.listing.get(Field::Category), cam.listing.row), ("webcam", 3));
    }

    #[test]
    fn a_scan_that_was_cut_off_gives_what_it_had_and_says_so() {
        let (all, read) = devices(HOSTS);
        assert_eq!(all.len(), 1);
        assert!(read.unwrap_err().contains("cut off"));
        assert!(devices("<other/>").1.unwrap_err().contains("nmaprun"));
    }
}
