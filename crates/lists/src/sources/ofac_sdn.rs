//! OFAC's Specially Designated Nationals and Blocked Persons list: the legacy CSV trio and the XML forms.
//!
//! Format of the trio: <https://ofac.treasury.gov/specially-designated-nationals-list-data-formats-data-schemas>.

use nameplate::register::Tier;

use super::{Checks, Form, Required, Source, at_least, file, percent};
use crate::read::ofac_advanced;
use crate::read::ofac_csv::{self, Trio};
use crate::read::ofac_xml;

/// The source.
pub(crate) static SOURCE: Source = Source {
    id: "ofac-sdn",
    name: "Specially Designated Nationals and Blocked Persons List",
    authority: "US Treasury, Office of Foreign Assets Control",
    page: "https://sanctionslist.ofac.treas.gov/Home/SdnList",
    licence: "US public domain",
    tier: Tier::A,
    numbered: true,
    lists: &["ofac-sdn"],
    forms: &[
        Form {
            name: "CSV",
            files: &[
                file("sdn.csv", "https://www.treasury.gov/ofac/downloads/sdn.csv", true),
                file("alt.csv", "https://www.treasury.gov/ofac/downloads/alt.csv", false),
                file("add.csv", "https://www.treasury.gov/ofac/downloads/add.csv", false),
                file("sdn_comments.csv", "https://www.treasury.gov/ofac/downloads/sdn_comments.csv", false),
            ],
            tried: true,
            parse: |given| ofac_csv::parse(given, &TRIO),
        },
        Form {
            name: "XML",
            files: &[file("sdn.xml", "https://www.treasury.gov/ofac/downloads/sdn.xml", true)],
            tried: true,
            parse: |given| ofac_xml::parse(given, "sdn.xml", |_| "ofac-sdn"),
        },
        Form {
            name: "advanced XML",
            files: &[file(
                "sdn_advanced.xml",
                "https://www.treasury.gov/ofac/downloads/sanctions/1.0/sdn_advanced.xml",
                true,
            )],
            tried: false,
            parse: |given| ofac_advanced::parse(given, "sdn_advanced.xml", |_| "ofac-sdn"),
        },
    ],
    hosts: super::OFAC_HOSTS,
    by_hand: None,
    most_bytes: 64 << 20,
    most_seconds: 300,
    checks: Checks {
        min_entries: at_least(5_000),
        max_entries: 60_000,
        required: &[Required { name: "BANCO NACIONAL DE CUBA", list: "ofac-sdn" }],
        max_lost: percent(10),
        max_changed: 50,
        max_refused: percent(1),
    },
};

static TRIO: Trio = Trio {
    primary: "sdn.csv",
    aliases: "alt.csv",
    addresses: "add.csv",
    comments: "sdn_comments.csv",
    list_of: |_| "ofac-sdn",
};
