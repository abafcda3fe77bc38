//! How often hits of a score are right: how `crates/nameplate/data/probability.tsv` is made.
//!
//! `cargo run --release -p nameplate-tests --example fit_probability -- sdn.csv alt.csv > probability.tsv`. Every alias of an
//! entry is matched with the primary names of all entries; a hit is right if it is the entry's own. Counted by thousands of
//! the score, and neighbours that fall are put together, so that a higher score is never less probable.

use lists::record::{EntryKind, Record};
use lists::sources::by_id;
use nameplate::matching::{Matcher, PartyField, PartyQuery};
use nameplate::names::Kind;
use nameplate::register::{NameKind, PartyIn, PartyKind, RegisterInput, build};
use nameplate::{Policy, Register};
use nameplate_tests::lists_of::records;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let files: Vec<String> = std::env::args().skip(1).collect();
    let [sdn, alt] = &files[..] else { return Err("give two files: sdn.csv and alt.csv".into()) };
    let source = by_id("ofac-sdn").ok_or("no such source")?;
    let records = records(source, 0, &[("sdn.csv", sdn.into()), ("alt.csv", alt.into())]);
    let mut input = RegisterInput::default();
    for record in &records {
        let mut party = PartyIn::named(&record.entry, record.primary());
        party.kind =
            if record.kind == EntryKind::Person { PartyKind::Person } else { PartyKind::Organisation };
        input.party.push(party);
    }
    let bytes = build(&input, "primary names")?;
    let policy = Policy { match_from: 2_000, ..Policy::default() };
    let matcher = Matcher::new(Register::open(&bytes)?, policy, "2021-07-31".parse()?);
    print(&counted(&matcher, &records));
    Ok(())
}

/// Hits and right ones, by thousands of the score.
fn counted(matcher: &Matcher<'_>, records: &[Record]) -> Vec<[u32; 2]> {
    let mut bins = vec![[0u32; 2]; 15];
    for record in records {
        let kind = if record.kind == EntryKind::Person { Kind::Person } else { Kind::Organisation };
        for alias in record.names.iter().filter(|name| name.kind != NameKind::Primary) {
            let mut query = PartyQuery { kind: Some(kind), ..PartyQuery::default() };
            query.set(PartyField::Name, alias.text.as_str());
            for hit in matcher.matches(&query).hits {
                let bin = &mut bins[usize::try_from(hit.score / 1_000).unwrap_or(0).min(14)];
                *bin = [bin[0] + 1, bin[1] + u32::from(hit.party.id == record.entry)];
            }
        }
    }
    bins
}

fn print(bins: &[[u32; 2]]) {
    // First bin, hits, right ones; neighbours that fall are pooled.
    let mut pools: Vec<(usize, u32, u32)> = Vec::new();
    for (from, [hits, right]) in bins.iter().enumerate().filter(|(_, [hits, _])| *hits > 0) {
        pools.push((from, *hits, *right));
        while let [.., before, last] = &pools[..]
            && u64::from(before.2) * u64::from(last.1) >= u64::from(last.2) * u64::from(before.1)
        {
            let joined = (before.0, before.1 + last.1, before.2 + last.2);
            pools.truncate(pools.len() - 2);
            pools.push(joined);
        }
    }
    println!(
        "# How often hits of a score are right: score from, in milli-nats; right ones in thousand; hits counted."
    );
    println!(
        "# Aliases of OFAC's list of July 2021 matched with its primary names; made by tests/examples/fit_probability.rs."
    );
    println!("# Checked on other names: see the last table of tests/scoreboard/names.txt.");
    for (from, hits, right) in pools {
        println!("{}\t{}\t{hits}", from * 1_000, right * 1_000 / hits);
    }
}
