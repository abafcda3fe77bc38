//! The lease file of dnsmasq: a lease a line, `EXPIRES MAC IP NAME CLIENT-ID`. Leases of IPv6 follow a line `duid` and bear no MAC address.

use std::io::{self, BufRead};
use std::net::IpAddr;

use super::Each;
use super::gathered::Gathered;
use crate::device::{Device, shortened};
use crate::lines::{Line, Lines};
use crate::mac::Mac;
use crate::report::Read;

pub(crate) fn read(lines: &mut Lines<impl BufRead>, report: &mut Read, each: Each<'_>) -> io::Result<()> {
    let mut gathered = Gathered::default();
    let mut six = false;
    while let Some(line) = lines.next()? {
        let text = match line {
            Line::Text(text) => text,
            Line::Unusable(why) => {
                report.trouble(lines.number, "line", why);
                continue;
            }
        };
        six |= text.starts_with("duid ");
        if six || text.trim().is_empty() || text.starts_with('#') {
            continue;
        }
        match lease(&text) {
            Some((mac, ip, name)) => {
                let mut device = Device::at(lines.number);
                device.mac = mac.shown();
                ip.clone_into(&mut device.ip);
                name.clone_into(&mut device.name);
                gathered.take(device, report);
            }
            None => {
                let reason =
                    format!("`{}` is no lease: expected EXPIRES MAC IP NAME", shortened(text.trim()));
                report.trouble(lines.number, "line", reason);
            }
        }
    }
    gathered.give(report, each);
    Ok(())
}

/// Whether a line is a lease.
pub(crate) fn is_lease(line: &str) -> bool {
    lease(line).is_some() || line.starts_with("duid ")
}

/// Address, IP address and name of a lease; a name that nobody gave is a star.
fn lease(line: &str) -> Option<(Mac, &str, &str)> {
    let mut words = line.split_whitespace();
    words.next().filter(|expires| expires.bytes().all(|b| b.is_ascii_digit()))?;
    let mac = words.next()?;
    // What is no Ethernet has the number of its kind before it: `06-44:19:...`.
    let mac = Mac::read(mac).or_else(|| Mac::read(mac.split_once('-')?.1))?;
    let ip = words.next().filter(|ip| ip.parse::<IpAddr>().is_ok())?;
    Some((mac, ip, words.next().filter(|name| *name != "*").unwrap_or("")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::Format;

    #[test]
    fn a_lease_is_a_device_and_what_is_none_is_told() {
        let text = "1620302400 44:19:b6:00:00:01 192.168.1.20 cam 01:44:19:b6:00:00:01\n\
                    0 06-4e:19:b6:00:00:02 192.168.1.21 * *\n\
                    soon 44:19:b6:00:00:03 192.168.1.22 x *\n\
                    duid 00:01:00:01:28:0a\n\
                    1620302400 12345 fd00::5 cam 00:01\n";
        let (mut all, mut report) = (Vec::new(), Read::of(Format::Dnsmasq));
        read(&mut Lines::new(text.as_bytes()), &mut report, &mut |device| all.push(device)).unwrap();
        let told: Vec<(&str, &str, &str)> =
            all.iter().map(|d| (d.mac.as_str(), d.ip.as_str(), d.name.as_str())).collect();
        assert_eq!(
            told,
            [("44:19:b6:00:00:01", "192.168.1.20", "cam"), ("4e:19:b6:00:00:02", "192.168.1.21", "")]
        );
        assert_eq!((report.troubled, report.troubles[0].line), (1, 3));
    }
}
