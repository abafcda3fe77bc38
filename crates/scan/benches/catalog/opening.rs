//! How long a register of 100,000 parties takes to open, and what memory it takes.

use std::path::{Path, PathBuf};
use std::time::Instant;

use nameplate::register::{PartyIn, RegisterInput, build};
use nameplate::{Day, Policy, Register, Screener};

use crate::generate;
use crate::measure::peak_memory;

/// The argument by which the program calls itself.
pub(crate) const CHILD: &str = "--open";

/// Opens a register of 100,000 parties in a process of its own, so that its memory can be told.
pub(crate) fn measured(folder: &Path) {
    let path = folder.join("large.register");
    let mut input = RegisterInput::default();
    for n in 0..100_000 {
        let mut party = PartyIn::named(
            &format!("party-{n:06}"),
            &format!("{} Trading Company {n} Limited", generate::word(n)),
        );
        party.bulk = true;
        input.party.push(party);
    }
    std::fs::write(&path, build(&input, "bench").expect("a register")).expect("a file");
    let program: PathBuf = std::env::current_exe().expect("this program");
    let child = std::process::Command::new(program).arg(CHILD).arg(&path).status().expect("a child");
    assert!(child.success());
}

/// Opens it and tells what it took: the child.
pub(crate) fn open(path: &Path) {
    let start = Instant::now();
    let bytes = std::fs::read(path).expect("the register");
    let register = Register::open(&bytes).expect("a register");
    let opened = start.elapsed();
    let found = register.names_with_key("nothing of the kind").count();
    let day = Day::new(2026, 11, 23).expect("a day");
    let screener = Screener::new(register, Policy::default(), day);
    println!(
        "\nregister of {} parties ({} MB): read and opened in {opened:?}, ready to screen after {:?}, {} MB resident ({found} found)",
        register.party_count(),
        bytes.len() >> 20,
        start.elapsed(),
        peak_memory(),
    );
    drop(screener);
}
