//! Tables: asset systems, routers, ledgers. They are read as catalogs are, and each row is a device or a thing that was bought.

use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};

use nameplate::date::Day;
use nameplate::finding::ListingResult;
use nameplate::listing::row_for_people;
use nameplate::report::{Edition, RegisterId};
use nameplate::{Field, Listing, Policy};
use scan::{Form, Input, Judge, Mapping, Options, Recognised, Table, Watch};

use super::Each;
use crate::device::Device;
use crate::error::Error;
use crate::mac::Mac;
use crate::report::Read;

/// A table, and what the user says of it.
pub(crate) struct Asked<'a> {
    pub(crate) input: Input,
    pub(crate) mapping: &'a Mapping,
    pub(crate) form: &'a Form,
    pub(crate) as_of: Day,
}

pub(crate) fn read(asked: Asked<'_>, report: &mut Read, each: Each<'_>) -> Result<(), Error> {
    let taker = Taker { each: Mutex::new((each, 0)), policy: Policy::default(), as_of: asked.as_of };
    let looking = Looking { report: Mutex::new(report) };
    let options = Options {
        inputs: vec![asked.input],
        table: Table::Inventory,
        mapping: asked.mapping.clone(),
        form: asked.form.clone(),
        // One thread, so that devices come in the order of the rows.
        threads: 1,
        allow_empty: true,
        ..Options::default()
    };
    let ran = scan::run(&taker, &options, &looking);
    let (_, found) = taker.each.into_inner().unwrap_or_else(PoisonError::into_inner);
    let report = looking.report.into_inner().unwrap_or_else(PoisonError::into_inner);
    report.devices += found;
    match ran?.files.into_iter().find_map(|file| file.error) {
        Some(error) => Err(error.into()),
        None => Ok(()),
    }
}

/// Why a row that was taken is not judged here.
const TAKEN: &str = "taken";

/// Judges nothing: hands rows on as devices.
struct Taker<'e> {
    each: Mutex<(Each<'e>, u64)>,
    policy: Policy,
    as_of: Day,
}

impl Judge for Taker<'_> {
    type Memo = ();

    fn memo(&self, _: usize) {}

    fn judge<'l>(&self, (): &mut (), listing: &'l Listing<'l>) -> ListingResult<'l> {
        if listing.filled().next().is_some() {
            let mut each = self.each.lock().unwrap_or_else(PoisonError::into_inner);
            each.1 += 1;
            (each.0)(device(owned(listing)));
        }
        ListingResult::not_checked(listing, TAKEN)
    }

    fn as_of(&self) -> Day {
        self.as_of
    }

    fn policy(&self) -> &Policy {
        &self.policy
    }

    fn register_id(&self) -> RegisterId {
        RegisterId { version: String::new(), hash: String::new() }
    }

    fn editions(&self) -> Vec<Edition> {
        Vec::new()
    }
}

/// Notes how the columns were understood, and rows that could not be read.
struct Looking<'r> {
    report: Mutex<&'r mut Read>,
}

impl Watch for Looking<'_> {
    type Seen = ();

    fn look(&self, result: &ListingResult<'_>) -> Option<()> {
        if result.why.as_deref() != Some(TAKEN) {
            let why = result.why.clone().unwrap_or_default();
            self.report.lock().unwrap_or_else(PoisonError::into_inner).trouble(
                row_for_people(result.listing.file, result.listing.row),
                "row",
                why,
            );
        }
        None
    }

    fn opened(&self, recognised: &Recognised) {
        self.report.lock().unwrap_or_else(PoisonError::into_inner).recognised = Some(recognised.clone());
    }
}

fn owned(listing: &Listing<'_>) -> Listing<'static> {
    let mut copy = Listing::default();
    copy.row = row_for_people(&listing.file, listing.row);
    copy.defects.clone_from(&listing.defects);
    copy.id = listing.id.clone().into_owned().into();
    for (field, text) in listing.filled() {
        copy.set(field, text.to_owned());
    }
    copy
}

/// A row as a device: what only inventories have stands in its plain text, a line a column.
fn device(listing: Listing<'static>) -> Device {
    let mut device = Device { mac: listing.get(Field::Mac).to_owned(), listing, ..Device::default() };
    device.listing.set(Field::Mac, "");
    take_beside(&mut device);
    let on_network = !device.mac.is_empty() || !device.ip.is_empty();
    if on_network {
        take_title(&mut device);
        take_vendor(&mut device);
    } else if device.listing.get(Field::Title).is_empty() && !device.name.is_empty() {
        // In a ledger, what is named is what was bought.
        let name = std::mem::take(&mut device.name);
        device.listing.set(Field::Title, name);
    }
    device
}

/// Takes addresses, names and days out of the plain text; what is none of them stays there.
fn take_beside(device: &mut Device) {
    let plain = device.listing.get(Field::Other).to_owned();
    let mut rest = Vec::new();
    for line in plain.lines() {
        let Some((column, cell)) = line.split_once(": ") else {
            rest.push(line);
            continue;
        };
        match beside(column, cell) {
            Beside::Ip => join(&mut device.ip, cell),
            Beside::Vendor => join(&mut device.mac_vendor, cell),
            Beside::Name => join(&mut device.name, cell),
            Beside::FirstSeen if device.first_seen.is_empty() => device.first_seen = day(cell),
            Beside::FirstSeen | Beside::LastSeen => {}
            Beside::Text => rest.push(line),
        }
    }
    device.listing.set(Field::Other, rest.join("\n"));
}

/// What a column of plain text holds.
enum Beside {
    Ip,
    Vendor,
    Name,
    FirstSeen,
    LastSeen,
    Text,
}

fn beside(column: &str, cell: &str) -> Beside {
    let key: String = column.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    let has = |words: &[&str]| words.iter().any(|word| key.contains(word));
    if is_ip(cell) {
        Beside::Ip
    } else if has(&["oui", "macvendor", "nicvendor"]) {
        Beside::Vendor
    } else if has(&["first", "created"]) {
        Beside::FirstSeen
    } else if has(&["last", "discovered"]) {
        Beside::LastSeen
    } else if has(&["host", "name", "alias", "fqdn"]) {
        Beside::Name
    } else {
        Beside::Text
    }
}

/// Whether a cell holds IP addresses, with or without the length of a network, and nothing else.
fn is_ip(cell: &str) -> bool {
    let mut words = cell.split([',', ' ']).filter(|word| !word.is_empty()).peekable();
    words.peek().is_some()
        && words.all(|word| word.split('/').next().unwrap_or(word).parse::<IpAddr>().is_ok())
}

fn join(text: &mut String, more: &str) {
    if !text.split(", ").any(|part| part == more) {
        let between = if text.is_empty() { "" } else { ", " };
        text.push_str(between);
        text.push_str(more);
    }
}

/// A day as the export has it; seconds or milliseconds since 1970 are written out.
fn day(cell: &str) -> String {
    let seconds = match (cell.len(), cell.parse::<u64>()) {
        (10, Ok(seconds)) => Some(seconds),
        (13, Ok(milliseconds)) => Some(milliseconds / 1_000),
        _ => None,
    };
    let day = seconds.and_then(|seconds| Day::after_1970(seconds / 86_400));
    // The time of day is left out.
    let written = cell.get(..10).and_then(|day| day.parse::<Day>().ok());
    day.or(written).map_or_else(|| cell.to_owned(), |day| day.to_string())
}

/// What is on a network has a name that somebody gave it, whatever its column is called. A heading that holds the model says what it is;
/// one that is the model was taken from there.
fn take_title(device: &mut Device) {
    let (title, model) =
        (device.listing.get(Field::Title).to_owned(), device.listing.get(Field::Model).to_owned());
    if !model.is_empty() && title.contains(&model) && title != model {
        return;
    }
    if !title.is_empty() && !model.contains(&title) {
        join(&mut device.name, &title);
    }
    device.listing.set(Field::Title, "");
}

/// Beside a MAC address and nothing else that would be known of a device, a vendor is what a table of prefixes says of the address:
/// no second witness.
fn take_vendor(device: &mut Device) {
    let known = [Field::Model, Field::Gtin, Field::FccId, Field::PurchasedOn, Field::Supplier];
    let bare =
        device.listing.id.is_empty() && known.iter().all(|field| device.listing.get(*field).is_empty());
    if !bare || Mac::read(&device.mac).is_none() {
        return;
    }
    for field in [Field::Manufacturer, Field::Brand] {
        let vendor = device.listing.get(field).to_owned();
        if !vendor.is_empty() {
            join(&mut device.mac_vendor, &vendor);
            device.listing.set(field, "");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::Format;

    fn devices(text: &str) -> (Vec<Device>, Read) {
        let (mut all, mut report) = (Vec::new(), Read::of(Format::Table));
        let input = Input::Bytes { name: "table".to_owned(), bytes: text.as_bytes().into() };
        let (mapping, form) = (Mapping::default(), Form::default());
        let as_of = Day::new(2026, 11, 23).unwrap();
        let asked = Asked { input, mapping: &mapping, form: &form, as_of };
        read(asked, &mut report, &mut |device| all.push(device)).unwrap();
        (all, report)
    }

    #[test]
    fn an_asset_system_tells_maker_model_and_day_of_purchase() {
        let (all, report) = devices(
            "Asset Name,Asset Tag,Serial,Model,Model No.,Category,Manufacturer,Purchase Date,MAC Address,IP Address\n\
             Lobby cam,A-1,X1,Dome 4MP,DS-2CD2143G2-I,IP Cameras,Hikvision,2018-11-05,44:19:b6:00:00:01,10.0.0.20\n",
        );
        assert_eq!((report.devices, report.troubled), (1, 0));
        let cam = &all[0];
        assert_eq!((&*cam.listing.id, cam.name.as_str(), cam.ip.as_str()), ("A-1", "Lobby cam", "10.0.0.20"));
        assert_eq!(cam.listing.get(Field::Manufacturer), "Hikvision");
        assert_eq!(cam.listing.get(Field::PurchasedOn), "2018-11-05");
        assert!(cam.listing.get(Field::Model).contains("DS-2CD2143G2-I"));
        assert_eq!(cam.mac, "44:19:b6:00:00:01");
    }

    #[test]
    fn a_router_knows_no_more_than_the_address() {
        let (all, _) = devices(
            "Name,Hostname,MAC Address,IP Address,Manufacturer,First Seen,Last Seen\n\
             Front door,cam-1,44:19:b6:00:00:01,192.168.1.20,Hikvision,1620302400,1720302400\n",
        );
        let cam = &all[0];
        assert_eq!((cam.mac_vendor.as_str(), cam.listing.get(Field::Manufacturer)), ("Hikvision", ""));
        assert_eq!((cam.name.as_str(), cam.first_seen.as_str()), ("cam-1, Front door", "2021-05-06"));
        assert!(cam.listing.filled().next().is_none(), "{:?}", cam.listing);
    }

    #[test]
    fn a_ledger_tells_what_was_bought_and_when() {
        let (all, _) = devices(
            "Order Date,Item,Vendor,Amount\n2021-03-05,Hikvision DS-2CD2143G2-I dome camera,CamDepot,99.00\n",
        );
        let bought = &all[0].listing;
        assert_eq!(bought.get(Field::Title), "Hikvision DS-2CD2143G2-I dome camera");
        assert_eq!((bought.get(Field::PurchasedOn), bought.get(Field::Seller)), ("2021-03-05", "CamDepot"));
    }

    #[test]
    fn rows_that_cannot_be_read_are_troubles_with_their_number() {
        let (all, report) =
            devices("Model,MAC Address\nX,44:19:b6:00:00:01\n\"Y,44:19:b6:00:00:02\nZ,44:19:b6:00:00:03\n");
        assert!(report.troubled + all.len() as u64 >= 2, "{report:?}");
        assert_eq!(all[0].mac, "44:19:b6:00:00:01");
    }
}
