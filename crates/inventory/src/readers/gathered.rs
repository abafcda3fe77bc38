//! Devices of a file that tells of each several times: an address a line, a lease a day.

use std::collections::HashMap;

use super::Each;
use crate::device::Device;
use crate::report::Read;

/// So many devices of one file are told apart; a network with more is kept in several files.
const MOST: usize = 500_000;

/// Devices in the order in which they were first named.
#[derive(Default)]
pub(super) struct Gathered {
    all: Vec<Device>,
    places: HashMap<String, usize>,
}

impl Gathered {
    /// Takes a device up, or adds to what is known of it.
    pub(super) fn take(&mut self, device: Device, report: &mut Read) {
        let key = key(&device);
        let full = self.all.len() >= MOST;
        match self.places.get(&key).and_then(|place| self.all.get_mut(*place)) {
            Some(known) => known.merge(device),
            None if full => {
                report.trouble(
                    device.listing.row,
                    "line",
                    format!("more than {MOST} devices: this one was left out"),
                );
            }
            None => {
                self.places.insert(key, self.all.len());
                self.all.push(device);
            }
        }
    }

    /// Hands all of them on.
    pub(super) fn give(self, report: &mut Read, each: Each<'_>) {
        report.devices += self.all.len() as u64;
        self.all.into_iter().for_each(each);
    }
}

/// What a device is told by: its MAC address, else what it calls itself, else its IP address.
fn key(device: &Device) -> String {
    match device.read_mac() {
        Some(mac) => mac.digits().to_owned(),
        None if !device.listing.id.is_empty() => device.listing.id.to_string(),
        None => device.ip.clone(),
    }
}
