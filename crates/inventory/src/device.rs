//! One thing that somebody has, as an export tells of it, and the listing that it becomes.

use nameplate::{Defect, Field, Listing};

use crate::blocks::Blocks;
use crate::limits::TEXT;
use crate::mac::Mac;

/// A device, or a row of a ledger.
///
/// What says something by itself (model, manufacturer, a banner) goes into its listing at once. What needs care is kept apart and put there
/// by [`Device::into_listing`]: addresses that may be made up, names that somebody gave, and what a table of vendors said of the address.
#[derive(Clone, Debug, Default)]
pub struct Device {
    /// The listing so far. Its id is that of the export; its row the line, or the number of the row.
    pub listing: Listing<'static>,
    /// Its IP address.
    pub ip: String,
    /// Its MAC address, as the export has it.
    pub mac: String,
    /// The name that it goes by on the network: given by its owner or by its maker, nobody knows.
    pub name: String,
    /// Whom the export's own table of MAC prefixes names. It says no more than the address does.
    pub mac_vendor: String,
    /// When the export saw it first; not when it was bought.
    pub first_seen: String,
}

impl Device {
    /// A device that stands at that line or row.
    pub fn at(row: u64) -> Self {
        let mut device = Device::default();
        device.listing.row = row;
        device
    }

    /// What its MAC address is worth; of several, the first that was assigned.
    pub fn read_mac(&self) -> Option<Mac> {
        let all = self.macs();
        all.iter().find(|mac| matches!(mac, Mac::Assigned(_))).or(all.first()).cloned()
    }

    /// Its addresses: a device with two network parts has two.
    fn macs(&self) -> Vec<Mac> {
        match Mac::read(&self.mac) {
            Some(mac) => vec![mac],
            None => self.mac.split([';', ',', ' ', '\n']).filter_map(Mac::read).collect(),
        }
    }

    /// Adds what another export, or a later line, says of the same device; what is known already stays.
    pub fn merge(&mut self, later: Device) {
        for ip in later.ip.split(", ").filter(|ip| !ip.is_empty()) {
            if !self.ip.split(", ").any(|known| known == ip) {
                let between = if self.ip.is_empty() { "" } else { ", " };
                self.ip = format!("{}{between}{ip}", self.ip);
            }
        }
        for (mine, other) in [
            (&mut self.mac, later.mac),
            (&mut self.name, later.name),
            (&mut self.mac_vendor, later.mac_vendor),
            (&mut self.first_seen, later.first_seen),
        ] {
            if mine.is_empty() {
                *mine = other;
            }
        }
        if self.listing.id.is_empty() {
            self.listing.id.clone_from(&later.listing.id);
        }
        for (field, text) in later.listing.filled() {
            match field {
                Field::Text | Field::Other => text.lines().for_each(|line| self.add(field, line)),
                _ if self.listing.get(field).is_empty() => self.listing.set(field, text.to_owned()),
                _ => {}
            }
        }
        self.listing.defects.extend(later.listing.defects);
    }

    /// Adds a line to a field, unless it stands there already or there is no room.
    pub(crate) fn add(&mut self, field: Field, text: &str) {
        let (text, before) = (text.trim(), self.listing.get(field));
        if text.is_empty() || before.lines().any(|line| line == text) || before.len() + text.len() >= TEXT {
            return;
        }
        let whole = if before.is_empty() { text.to_owned() } else { format!("{before}\n{text}") };
        self.listing.set(field, whole);
    }

    /// Notes what is wrong with it.
    pub(crate) fn defect(&mut self, field: Field, reason: impl Into<String>) {
        self.listing.defects.push(Defect::field(field, reason));
    }

    /// The listing that the engine judges.
    ///
    /// An address that software made up is left out. The name goes where no maker is expected, so that it is a reason to look and never a
    /// verdict. A vendor that was looked up by the address is left out where the register knows the block itself: the same statement would
    /// count twice.
    #[must_use]
    pub fn into_listing(mut self, blocks: &Blocks) -> Listing<'static> {
        let macs = self.macs();
        let assigned: Vec<String> =
            macs.iter().filter(|mac| matches!(mac, Mac::Assigned(_))).map(Mac::shown).collect();
        if macs.is_empty() && !self.mac.trim().is_empty() {
            let reason = format!("`{}` is not a MAC address", shortened(self.mac.trim()));
            self.defect(Field::Mac, reason);
        }
        self.listing.set(Field::Mac, assigned.join("; "));
        if !self.name.trim().is_empty() {
            // Words of a host name stand behind lines, on which no name begins.
            let name = format!("name on the network: {}", self.name.trim().replace('_', " "));
            self.add(Field::Other, &name);
        }
        let known = macs.iter().any(|mac| blocks.know(mac.digits()));
        let made_up = !macs.is_empty() && assigned.is_empty();
        if !known && !made_up && !self.mac_vendor.trim().is_empty() {
            let vendor = format!("vendor of the network part: {}", self.mac_vendor.trim());
            self.add(Field::Other, &vendor);
        }
        self.listing
    }
}

/// A text of a stranger, short enough to be quoted.
pub(crate) fn shortened(text: &str) -> String {
    const MOST: usize = 40;
    let mut short: String = text.chars().take(MOST).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    fn device(mac: &str, vendor: &str) -> Device {
        Device { mac: mac.to_owned(), mac_vendor: vendor.to_owned(), ..Device::at(7) }
    }

    #[test]
    fn a_made_up_address_is_no_evidence_and_neither_is_who_is_said_to_have_made_it() {
        let listing = device("4e:19:b6:00:00:01", "Hikvision").into_listing(&Blocks::default());
        assert_eq!((listing.get(Field::Mac), listing.get(Field::Other)), ("", ""));
        let listing = device("44:19:b6:0:0:1", "").into_listing(&Blocks::default());
        assert_eq!(listing.get(Field::Mac), "44:19:b6:00:00:01");
    }

    #[test]
    fn what_two_exports_say_of_a_device_is_said_of_one() {
        let mut one = Device { ip: "10.0.0.2".to_owned(), ..device("44:19:b6:0:0:1", "") };
        let mut other = Device { ip: "10.0.0.2, 10.0.0.3".to_owned(), ..device("", "Hikvision") };
        other.listing.set(Field::Model, "DS-2CD2143G2-I");
        one.merge(other);
        assert_eq!((one.ip.as_str(), one.mac_vendor.as_str()), ("10.0.0.2, 10.0.0.3", "Hikvision"));
        assert_eq!((one.listing.get(Field::Model), one.listing.row), ("DS-2CD2143G2-I", 7));
        let two = device("4e:19:b6:00:00:01; 44:19:b6:00:00:02", "").into_listing(&Blocks::default());
        assert_eq!(two.get(Field::Mac), "44:19:b6:00:00:02");
    }

    #[test]
    fn what_is_no_address_is_a_defect() {
        let listing = device("<incomplete>", "").into_listing(&Blocks::default());
        assert_eq!(listing.defects.len(), 1);
        assert!(listing.defects[0].reason.contains("not a MAC address"));
    }

    #[test]
    fn texts_are_kept_once_and_within_bounds() {
        let mut device = Device::at(1);
        for _ in 0..3 {
            device.add(Field::Text, " Hikvision-Webs ");
        }
        assert_eq!(device.listing.get(Field::Text), "Hikvision-Webs");
        device.add(Field::Text, &"x".repeat(TEXT));
        assert_eq!(device.listing.get(Field::Text), "Hikvision-Webs");
    }
}
