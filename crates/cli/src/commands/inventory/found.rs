//! Devices of all files, each once: what a scan, a lease and an asset system say of one address is said of one device.

use std::collections::HashMap;
use std::sync::Arc;

use inventory::mac::Mac;
use inventory::{Device, Format};

use super::judge::Seen;

/// Devices in the order in which they were first found.
#[derive(Default)]
pub(super) struct Found {
    pub(super) all: Vec<Seen>,
    /// Where each address stands, and the last file that told of it.
    places: HashMap<String, (usize, usize)>,
    /// Devices for which there was no room.
    pub(super) left_out: u64,
}

/// So many devices are held; whoever has more asks for them in several runs.
pub(super) const MOST: usize = 500_000;

/// Where a device was found.
pub(super) struct Place<'p> {
    pub(super) file: &'p Arc<str>,
    pub(super) format: Format,
    /// The number of the file.
    pub(super) number: usize,
}

impl Found {
    /// Takes a device up. What one file tells of twice stays two: it has its reasons, or an error that is not ours to hide.
    pub(super) fn take(&mut self, place: Place<'_>, device: Device) {
        let Place { file, format, number } = place;
        let mac = device.read_mac().filter(|mac| !matches!(mac, Mac::Nobodys(_)));
        let mac = mac.map(|mac| mac.digits().to_owned());
        let before =
            mac.as_ref().and_then(|mac| self.places.get_mut(mac)).filter(|(_, last)| *last != number);
        if let Some((at, last)) = before
            && let Some(seen) = self.all.get_mut(*at)
        {
            *last = number;
            seen.also.push(format!("{file} {} {}", format.unit(), device.listing.row));
            seen.device.merge(device);
            return;
        }
        if self.all.len() >= MOST {
            self.left_out += 1;
            return;
        }
        if let Some(mac) = mac {
            self.places.entry(mac).or_insert((self.all.len(), number));
        }
        self.all.push(Seen { file: Arc::clone(file), unit: format.unit(), device, also: Vec::new() });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn device(mac: &str, row: u64) -> Device {
        let mut device = Device::at(row);
        device.mac = mac.to_owned();
        device
    }

    #[test]
    fn a_device_of_two_files_is_one_and_of_one_file_two() {
        let (one, other): (Arc<str>, Arc<str>) = ("net.xml".into(), "assets.csv".into());
        let mut found = Found::default();
        let mut take = |file: &Arc<str>, number, row, mac| {
            found.take(Place { file, format: Format::Table, number }, device(mac, row));
        };
        take(&one, 0, 1, "44:19:b6:00:00:01");
        take(&one, 0, 2, "44:19:b6:00:00:01");
        take(&other, 1, 5, "44-19-B6-00-00-01");
        take(&other, 1, 6, "44-19-B6-00-00-01");
        take(&other, 1, 7, "");
        let told: Vec<(u64, &[String])> =
            found.all.iter().map(|s| (s.device.listing.row, s.also.as_slice())).collect();
        let also = ["assets.csv row 5".to_owned()];
        assert_eq!(told, [(1, &also[..]), (2, &[]), (6, &[]), (7, &[])]);
    }
}
