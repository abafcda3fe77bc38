//! The lease file of ISC dhcpd: blocks `lease IP { ... }`. A lease that was renewed stands there again; the first start is kept.

use std::io::{self, BufRead};
use std::net::IpAddr;

use nameplate::{Day, Field};

use super::Each;
use super::gathered::Gathered;
use crate::device::{Device, shortened};
use crate::lines::{Line, Lines};
use crate::mac::Mac;
use crate::report::Read;

pub(crate) fn read(lines: &mut Lines<impl BufRead>, report: &mut Read, each: Each<'_>) -> io::Result<()> {
    let mut gathered = Gathered::default();
    let mut open: Option<Device> = None;
    while let Some(line) = lines.next()? {
        let text = match line {
            Line::Text(text) => text,
            Line::Unusable(why) => {
                report.trouble(lines.number, "line", why);
                continue;
            }
        };
        let text = text.trim();
        if is_of_six(text) && !text.starts_with("server-duid") {
            report.trouble(lines.number, "mac", "a lease of IPv6 names no hardware address");
        } else if let Some(ip) = opens(text) {
            if let Some(unclosed) = open.take() {
                report.trouble(
                    unclosed.listing.row,
                    "line",
                    "the lease does not end before the next one begins",
                );
                close(unclosed, &mut gathered, report);
            }
            let mut device = Device::at(lines.number);
            ip.clone_into(&mut device.ip);
            open = Some(device);
        } else if text == "}" {
            if let Some(device) = open.take() {
                close(device, &mut gathered, report);
            }
        } else if let Some(device) = &mut open {
            says(device, text);
        }
    }
    if let Some(unclosed) = open {
        report.trouble(unclosed.listing.row, "line", "the lease does not end: the file is cut off");
        close(unclosed, &mut gathered, report);
    }
    gathered.give(report, each);
    Ok(())
}

/// The address of a lease that a line opens.
pub(crate) fn opens(line: &str) -> Option<&str> {
    let address = line.strip_prefix("lease ")?.strip_suffix('{')?.trim();
    address.parse::<IpAddr>().is_ok().then_some(address)
}

/// Whether a line opens leases of IPv6, which bear an identifier of the client and no address of its hardware, or stands above them.
pub(crate) fn is_of_six(line: &str) -> bool {
    ["ia-na ", "ia-ta ", "ia-pd ", "server-duid "].iter().any(|word| line.starts_with(word))
}

fn close(device: Device, gathered: &mut Gathered, report: &mut Read) {
    let row = device.listing.row;
    if device.mac.is_empty() {
        report.trouble(row, "mac", format!("the lease of {} names no hardware address", device.ip));
    } else if device.read_mac().is_none() {
        report.trouble(row, "mac", format!("`{}` is not a MAC address", shortened(&device.mac)));
    } else {
        gathered.take(device, report);
    }
}

/// A statement of a lease.
fn says(device: &mut Device, text: &str) {
    let text = text.split('#').next().unwrap_or(text).trim().trim_end_matches(';');
    let Some((word, rest)) = text.split_once(' ') else { return };
    let bare = rest.trim().trim_matches('"');
    match word {
        "hardware" => {
            // A kind of network comes before the address.
            let address = rest.trim().rsplit(' ').next().unwrap_or_default();
            device.mac = Mac::read(address).map_or_else(|| address.to_owned(), |mac| mac.shown());
        }
        "client-hostname" => bare.clone_into(&mut device.name),
        "starts" => device.first_seen = day(rest.trim()).unwrap_or_default(),
        "set" => {
            if let Some((name, value)) = rest.split_once('=')
                && name.trim() == "vendor-class-identifier"
            {
                device.add(Field::Text, &format!("vendor class: {}", value.trim().trim_matches('"')));
            }
        }
        _ => {}
    }
}

/// The day of `4 2021/05/06 12:00:00` (the first number is that of the weekday) or of `epoch 1620302400`.
fn day(text: &str) -> Option<String> {
    if let Some(seconds) = text.strip_prefix("epoch ") {
        let seconds: u64 = seconds.trim().parse().ok()?;
        return Day::after_1970(seconds / 86_400).map(|day| day.to_string());
    }
    let date = text.split(' ').nth(1)?.replace('/', "-");
    date.parse::<Day>().ok().map(|day| day.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::Format;

    fn devices(text: &str) -> (Vec<Device>, Read) {
        let (mut all, mut report) = (Vec::new(), Read::of(Format::Isc));
        read(&mut Lines::new(text.as_bytes()), &mut report, &mut |device| all.push(device)).unwrap();
        (all, report)
    }

    #[test]
    fn a_renewed_lease_is_one_device_since_its_first_start() {
        let lease = |day: &str| {
            format!(
                "lease 192.168.1.20 {{\n  starts 4 {day} 12:00:00;\n  binding state active;\n  hardware ethernet 44:19:b6:00:00:01;\n  \
                 set vendor-class-identifier = \"Hikvision-IPC\";\n  client-hostname \"cam\";\n}}\n"
            )
        };
        let (all, report) =
            devices(&format!("# The format of this file\n{}{}", lease("2021/05/06"), lease("2024/01/02")));
        assert_eq!((all.len(), report.troubled), (1, 0));
        let cam = &all[0];
        assert_eq!((cam.name.as_str(), cam.first_seen.as_str(), cam.listing.row), ("cam", "2021-05-06", 2));
        assert_eq!(cam.listing.get(Field::Text), "vendor class: Hikvision-IPC");
        assert_eq!(day("epoch 1620302400").as_deref(), Some("2021-05-06"));
    }

    #[test]
    fn what_is_broken_is_told_with_its_line() {
        let (all, report) = devices(
            "lease 192.168.1.20 {\n  hardware ethernet 44:19;\n}\nlease 192.168.1.21 {\n}\nlease 192.168.1.22 {\n  hardware ethernet 44:19:b6:00:00:02;\n",
        );
        assert_eq!(all.len(), 1, "what was read of a cut file is kept");
        let told: Vec<(u64, &str)> = report.troubles.iter().map(|one| (one.line, one.field)).collect();
        assert_eq!(told, [(1, "mac"), (4, "mac"), (6, "line")]);
    }
}
