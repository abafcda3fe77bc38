//! Counts in how many published names each word stands: how `crates/nameplate/data/word_counts.tsv` is made.
//!
//! `cargo run --release -p nameplate-tests --example count_words -- ORGANISATIONS.txt PERSONS.txt > word_counts.tsv`; each
//! file holds one name a line. Words seen fewer than twice are left out: they weigh what a word weighs that was never seen.

use std::collections::{BTreeMap, BTreeSet};

use nameplate::names::Name;

/// Words seen less often say no more than words that were never seen.
const LEAST: u32 = 2;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let files: Vec<String> = std::env::args().skip(1).collect();
    let [organisations, persons] = &files[..] else {
        return Err("give two files: names of organisations and names of persons, one a line".into());
    };
    let mut counts: BTreeMap<String, [u32; 2]> = BTreeMap::new();
    let mut names = [0u32; 2];
    for (column, file) in [organisations, persons].into_iter().enumerate() {
        for line in std::fs::read_to_string(file)?.lines().filter(|line| !line.trim().is_empty()) {
            names[column] += 1;
            let name = Name::new(line);
            for word in name.words().collect::<BTreeSet<_>>() {
                counts.entry(word.to_owned()).or_default()[column] += 1;
            }
        }
    }
    println!(
        "# In how many names each word was seen: word, names of organisations, names of persons. The row `*` counts the"
    );
    println!(
        "# names. Counted once over published names (OFAC, UN and US lists, IEEE registrants, a public table of firms), kept"
    );
    println!(
        "# as a version: a pair of names scores the same whatever lists are loaded. Made by tests/examples/count_words.rs."
    );
    println!("*\t{}\t{}", names[0], names[1]);
    for (word, [organisations, persons]) in counts {
        if organisations + persons >= LEAST && word.len() > 1 && !word.bytes().all(|b| b.is_ascii_digit()) {
            println!("{word}\t{organisations}\t{persons}");
        }
    }
    Ok(())
}
