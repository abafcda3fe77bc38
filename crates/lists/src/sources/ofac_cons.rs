//! OFAC's consolidated (non-SDN) list: NS-CMIC, SSI, NS-PLC and others, in the legacy CSV trio.

use nameplate::register::Tier;

use super::{Checks, Form, Required, Source, at_least, file, percent};
use crate::read::ofac_advanced;
use crate::read::ofac_csv::{self, Trio};
use crate::read::ofac_xml;

/// The source.
pub(crate) static SOURCE: Source = Source {
    id: "ofac-cons",
    name: "Consolidated (non-SDN) Sanctions List",
    authority: "US Treasury, Office of Foreign Assets Control",
    page: "https://sanctionslist.ofac.treas.gov/Home/ConsolidatedList",
    licence: "US public domain",
    tier: Tier::A,
    numbered: true,
    lists: &["ofac-nscmic", "ofac-ssi", "ofac-plc", "ofac-non-sdn"],
    forms: &[
        Form {
            name: "CSV",
            files: &[
                file(
                    "cons_prim.csv",
                    "https://www.treasury.gov/ofac/downloads/consolidated/cons_prim.csv",
                    true,
                ),
                file(
                    "cons_alt.csv",
                    "https://www.treasury.gov/ofac/downloads/consolidated/cons_alt.csv",
                    false,
                ),
                file(
                    "cons_add.csv",
                    "https://www.treasury.gov/ofac/downloads/consolidated/cons_add.csv",
                    false,
                ),
                file(
                    "cons_comments.csv",
                    "https://www.treasury.gov/ofac/downloads/consolidated/cons_comments.csv",
                    false,
                ),
            ],
            tried: true,
            parse: |given| ofac_csv::parse(given, &TRIO),
        },
        Form {
            name: "XML",
            files: &[file(
                "consolidated.xml",
                "https://www.treasury.gov/ofac/downloads/consolidated/consolidated.xml",
                true,
            )],
            tried: true,
            parse: |given| ofac_xml::parse(given, "consolidated.xml", list_of_programmes),
        },
        Form {
            name: "advanced XML",
            files: &[file(
                "cons_advanced.xml",
                "https://www.treasury.gov/ofac/downloads/sanctions/1.0/cons_advanced.xml",
                true,
            )],
            tried: false,
            parse: |given| ofac_advanced::parse(given, "cons_advanced.xml", list_of_programmes),
        },
    ],
    hosts: super::OFAC_HOSTS,
    by_hand: None,
    most_bytes: 32 << 20,
    most_seconds: 300,
    checks: Checks {
        min_entries: at_least(200),
        max_entries: 10_000,
        required: &[Required {
            name: "HANGZHOU HIKVISION DIGITAL TECHNOLOGY CO., LTD.",
            list: "ofac-nscmic",
        }],
        max_lost: percent(20),
        max_changed: 60,
        max_refused: percent(2),
    },
};

static TRIO: Trio = Trio {
    primary: "cons_prim.csv",
    aliases: "cons_alt.csv",
    addresses: "cons_add.csv",
    comments: "cons_comments.csv",
    list_of: list_of_programmes,
};

/// The list that OFAC's programme tags stand for. An entry under several keeps the one that concerns trade most.
pub(crate) fn list_of_programmes(programmes: &[String]) -> &'static str {
    let any = |tag: &str| programmes.iter().any(|p| p.contains(tag));
    if any("CMIC") {
        "ofac-nscmic"
    } else if any("EO13662") {
        "ofac-ssi"
    } else if any("NS-PLC") {
        "ofac-plc"
    } else {
        "ofac-non-sdn"
    }
}
