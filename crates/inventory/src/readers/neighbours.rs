//! Tables of neighbours: `arp -a` of Linux, macOS and Windows, `arp -n`, `ip neigh`, and the table that Linux keeps under `/proc`.
//!
//! One reading serves all of them: a line names an IP address or a host, and a MAC address. Whoever did not answer is told as such.

use std::io::{self, BufRead};
use std::net::IpAddr;

use super::Each;
use super::gathered::Gathered;
use crate::device::Device;
use crate::lines::{Line, Lines};
use crate::mac::Mac;
use crate::report::Read;

pub(crate) fn read(lines: &mut Lines<impl BufRead>, report: &mut Read, each: Each<'_>) -> io::Result<()> {
    let mut gathered = Gathered::default();
    while let Some(line) = lines.next()? {
        match line {
            Line::Text(text) => take(&text, lines.number, &mut gathered, report),
            Line::Unusable(why) => report.trouble(lines.number, "line", why),
        }
    }
    gathered.give(report, each);
    Ok(())
}

fn take(text: &str, number: u64, gathered: &mut Gathered, report: &mut Read) {
    if text.trim().is_empty() || is_heading(text) {
        return;
    }
    let neighbour = Neighbour::of(text);
    match neighbour.mac {
        // An address of a group is no device.
        Some(Mac::Nobodys(_)) => {}
        Some(mac) if !neighbour.ip.is_empty() || !neighbour.name.is_empty() => {
            let mut device = Device::at(number);
            device.mac = mac.shown();
            (device.ip, device.name) = (neighbour.ip, neighbour.name);
            gathered.take(device, report);
        }
        None if !neighbour.ip.is_empty() && is_unanswered(text) => {
            report.trouble(number, "mac", format!("nobody answered at {}", neighbour.ip));
        }
        _ => {
            let what = crate::device::shortened(text.trim());
            report.trouble(number, "line", format!("`{what}` names no address and MAC address"));
        }
    }
}

/// Whether a line stands above a table and names its columns or an interface.
pub(crate) fn is_heading(line: &str) -> bool {
    let line = line.trim();
    let columns = [
        "HWtype",
        "HWaddress",
        "HW type",
        "HW address",
        "Internet Address",
        "Physical Address",
        "Internetadresse",
    ];
    // AIX counts its buckets, and tells how full they are.
    let counts =
        line.starts_with("bucket:") || line.starts_with("There are ") || line.starts_with("Entries: ");
    counts || line.contains(" --- 0x") || columns.iter().any(|column| line.contains(column))
}

/// Whether a line is one of such a table. Parted by commas, semicolons or tabs it is of another one.
pub(crate) fn is_neighbour(line: &str) -> bool {
    let neighbour = Neighbour::of(line);
    let told = neighbour.mac.is_some() || is_unanswered(line);
    told && !neighbour.ip.is_empty() && !line.contains([',', ';', '\t'])
}

/// Whether it is said that the address was asked for and nobody answered.
fn is_unanswered(line: &str) -> bool {
    let lower = line.to_ascii_lowercase();
    ["incomplete", "failed"].iter().any(|word| lower.contains(word))
}

#[derive(Default)]
struct Neighbour {
    ip: String,
    name: String,
    mac: Option<Mac>,
}

impl Neighbour {
    fn of(line: &str) -> Self {
        let mut neighbour = Neighbour::default();
        for (at, word) in line.split_whitespace().enumerate() {
            let bare = word.trim_matches(['(', ')', '[', ']']);
            let address = bare.split('%').next().unwrap_or(bare);
            if neighbour.ip.is_empty() && address.parse::<IpAddr>().is_ok() {
                address.clone_into(&mut neighbour.ip);
            } else if let Some(mac) =
                Mac::read(bare).filter(|_| neighbour.mac.is_none() && bare.len() > 12 || bare.contains(':'))
            {
                neighbour.mac.get_or_insert(mac);
            } else if at == 0 && word != "?" && word.chars().any(char::is_alphabetic) {
                word.clone_into(&mut neighbour.name);
            }
        }
        neighbour
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::Format;

    fn devices(text: &str) -> (Vec<Device>, Read) {
        let (mut all, mut report) = (Vec::new(), Read::of(Format::Neighbours));
        read(&mut Lines::new(text.as_bytes()), &mut report, &mut |device| all.push(device)).unwrap();
        (all, report)
    }

    #[test]
    fn every_program_prints_it_otherwise() {
        for (line, ip, name) in [
            ("? (192.168.1.20) at 44:19:b6:00:00:01 [ether] on eth0", "192.168.1.20", ""),
            ("cam.lan (192.168.1.20) at 44:19:b6:0:0:1 on en0 ifscope [ethernet]", "192.168.1.20", "cam.lan"),
            ("  192.168.1.20          44-19-b6-00-00-01     dynamic   ", "192.168.1.20", ""),
            ("192.168.1.20 dev eth0 lladdr 44:19:b6:00:00:01 REACHABLE", "192.168.1.20", ""),
            ("fe80::1 dev eth0 lladdr 44:19:b6:00:00:01 router STALE", "fe80::1", ""),
            (
                "192.168.1.20             ether   44:19:b6:00:00:01   C                     eth0",
                "192.168.1.20",
                "",
            ),
            (
                "cam.lan                  ether   44:19:b6:00:00:01   C                     eth0",
                "",
                "cam.lan",
            ),
            (
                "192.168.1.20     0x1         0x2         44:19:b6:00:00:01     *        eth0",
                "192.168.1.20",
                "",
            ),
        ] {
            let (all, report) = devices(line);
            assert_eq!((all.len(), report.troubled), (1, 0), "{line}");
            assert_eq!(
                (all[0].ip.as_str(), all[0].name.as_str(), all[0].mac.as_str()),
                (ip, name, "44:19:b6:00:00:01"),
                "{line}"
            );
        }
    }

    #[test]
    fn one_device_with_two_addresses_is_one_and_groups_are_none() {
        let (all, report) = devices(
            "192.168.1.20 dev eth0 lladdr 44:19:b6:00:00:01 STALE\n\
             fe80::4619:b6ff:fe00:1 dev eth0 lladdr 44:19:b6:00:00:01 STALE\n\
             224.0.0.22            01-00-5e-00-00-16     static\n\
             bucket:     0    contains:    0 entries\nEntries: 2\tSkipped: 0\tFound: 2\n",
        );
        assert_eq!((all.len(), report.devices, report.troubled), (1, 1, 0));
        assert_eq!(all[0].ip, "192.168.1.20, fe80::4619:b6ff:fe00:1");
    }

    #[test]
    fn what_did_not_answer_and_what_is_no_line_is_told_with_its_number() {
        let (all, report) =
            devices("? (192.168.1.9) at <incomplete> on eth0\n192.168.1.7 dev eth0 FAILED\n\nhello there\n");
        assert!(all.is_empty());
        let told: Vec<(u64, &str)> = report.troubles.iter().map(|one| (one.line, one.field)).collect();
        assert_eq!(told, [(1, "mac"), (2, "mac"), (4, "line")]);
    }
}
