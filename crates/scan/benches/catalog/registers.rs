//! The registers that a catalog is judged against: the one in the program, and one with all published lists
//! of the shared data.

use std::path::Path;

use lists::open::RegisterBytes;
use lists::registers::{Rebuilt, rebuild};
use lists::sources::SOURCES;
use lists::store::Store;
use lists::update::{Fetcher, Options, Origin, Progress, update};

use crate::real::shared;

/// A register with what it is called here.
pub(crate) struct Known {
    /// What it is called here.
    pub(crate) name: String,
    /// Its bytes.
    pub(crate) bytes: RegisterBytes,
}

/// The register in the program.
pub(crate) fn starter() -> Known {
    Known { name: "starter register".to_owned(), bytes: RegisterBytes::Starter }
}

/// Files of the shared data, by source and under the names that the authorities give them: one edition of each list.
const FILES: &[(&str, &str, &str)] = &[
    ("ofac-sdn", "sdn.csv", "lists/ofac_sdn_2024-04-26.csv"),
    ("ofac-sdn", "alt.csv", "lists/ofac_2025-02_alt.csv"),
    ("ofac-sdn", "add.csv", "lists/ofac_2025-02_add.csv"),
    ("ofac-cons", "cons_prim.csv", "lists/cons_prim.csv"),
    ("ofac-cons", "cons_alt.csv", "lists/cons_alt.csv"),
    ("ofac-cons", "cons_add.csv", "lists/cons_add.csv"),
    ("ofac-cons", "cons_comments.csv", "lists/cons_comments.csv"),
    ("us-csl", "consolidated.csv", "lists/csl.csv"),
    ("us-bis-dpl", "dpl.txt", "lists/dpl.txt"),
    ("us-bis-el", "el.csv", "lists/ita_fixtures/el__el.csv"),
    ("us-bis-meu", "meu.csv", "lists/ita_fixtures/meu__meu.csv"),
    ("us-bis-uvl", "uvl.csv", "lists/ita_fixtures/uvl__uvl.csv"),
    ("us-state-isn", "isn.csv", "lists/ita_fixtures/isn__isn.csv"),
    ("us-state-dtc", "itar_debarred_parties.csv", "lists/ita_fixtures/dtc__itar_debarred_parties.csv"),
    ("us-uflpa", "uflpa-entity-list.html", "lists/nsfreg_2026-07/source-uflpa-2026-07-09.html"),
    ("un-consolidated", "consolidated.xml", "lists/un_consolidated_2018-10-29.xml"),
    ("ieee-ma-l", "oui.csv", "signals/ieee_oui_2023-11.csv"),
    ("ieee-ma-m", "mam.csv", "signals/ieee_mam.csv"),
    ("ieee-ma-s", "oui36.csv", "signals/ieee_oui36.csv"),
];

/// A register with every list of the shared data, made in a folder; none where the data is not there.
pub(crate) fn with_lists(folder: &Path) -> Option<Known> {
    let from = folder.join("from");
    for (source, name, path) in FILES {
        let Some(path) = shared(&format!("data/{path}")) else { continue };
        std::fs::create_dir_all(from.join(source)).expect("a folder for lists");
        std::fs::copy(path, from.join(source).join(name)).expect("a copy of a list");
    }
    if !from.is_dir() {
        return None;
    }
    let store = Store::at(folder.join("data"));
    let today = "2026-11-24".parse().expect("a day");
    let options = Options { origin: Origin::Folder(from), today, day: None, accept: true };
    let quiet = |_: Progress<'_>| {};
    for source in SOURCES {
        update(&store, source, &options, &Fetcher::new(&quiet));
    }
    let built = rebuild(&store, &lists::starter_facts().expect("the starter facts")).expect("a register");
    assert!(matches!(built, Rebuilt::New(_)), "the shared data holds no list");
    let editions = SOURCES.iter().filter_map(|source| store.current(source.id).expect("an edition"));
    let (lists, entries) = editions.fold((0, 0), |(lists, all), edition| (lists + 1, all + edition.entries));
    let bytes = RegisterBytes::of_store(&store).expect("the register");
    Some(Known { name: format!("register with {lists} lists, {entries} entries"), bytes })
}
