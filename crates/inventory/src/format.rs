//! What an export is.

/// What an export is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// What `nmap -oX` writes.
    Nmap,
    /// What `arp` and `ip neigh` print.
    Neighbours,
    /// The lease file of ISC dhcpd.
    Isc,
    /// The lease file of dnsmasq.
    Dnsmasq,
    /// Answers to a WS-Discovery probe, as ONVIF tools keep them.
    Discovery,
    /// A table: an asset system, a router, a ledger; CSV, JSON, Parquet or a workbook.
    Table,
}

impl Format {
    /// All of them.
    pub const ALL: [Format; 6] =
        [Format::Nmap, Format::Neighbours, Format::Isc, Format::Dnsmasq, Format::Discovery, Format::Table];

    /// The word for it in options and results.
    pub fn word(self) -> &'static str {
        match self {
            Format::Nmap => "nmap",
            Format::Neighbours => "arp",
            Format::Isc => "dhcpd",
            Format::Dnsmasq => "dnsmasq",
            Format::Discovery => "onvif",
            Format::Table => "table",
        }
    }

    /// What a device stands at: a line, or a row of a table.
    pub fn unit(self) -> &'static str {
        if self == Format::Table { "row" } else { "line" }
    }

    /// What it is, as it is printed.
    pub fn name(self) -> &'static str {
        match self {
            Format::Nmap => "nmap XML",
            Format::Neighbours => "neighbours (arp, ip neigh)",
            Format::Isc => "leases of ISC dhcpd",
            Format::Dnsmasq => "leases of dnsmasq",
            Format::Discovery => "WS-Discovery (ONVIF)",
            Format::Table => "table",
        }
    }
}
