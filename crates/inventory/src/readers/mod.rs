//! One file for each format: bytes in, devices out.

mod gathered;
pub(crate) mod neighbours;
pub(crate) mod dnsmasq;
pub(crate) mod isc;
pub(crate) mod nmap;
pub(crate) mod discovery;
pub(crate) mod table;

use crate::device::Device;

/// Takes devices as they are found.
pub(crate) type Each<'e> = &'e mut (dyn FnMut(Device) + Send);
