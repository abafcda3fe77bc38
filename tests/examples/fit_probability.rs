//! How often hits of a score are right: how `crates/nameplate/data/probability.tsv` is made.
//!
//! `cargo run -p nameplate-tests --example fit_probability > probability.tsv`, with the shared data beside the repository. Brands,
//! suppliers and sellers of public lists are matched with the starter register; whether the best hit of each is right was read
//! by eye (`tests/scoreboard/names_read.tsv`). Counted by halves of a thousand of the score; neighbours that fall are put
//! together, so that a higher score is never less probable, and so are those of few hits.

use nameplate::Policy;
use nameplate::matching::{FoundBy, Matcher};
use nameplate_tests::ordinary::{Ordinary, hits};
use nameplate_tests::screening::{TODAY, starter};

/// Scores that are counted together, in milli-nats.
const STEP: i32 = 500;
/// A share of fewer hits than this says nothing.
const FEWEST: u32 = 8;

/// First score, hits, right ones.
type Pool = (i32, u32, u32);

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let policy = Policy { match_from: 2_000, ..Policy::default() };
    let from = Policy::default().match_from;
    let matcher = Matcher::new(starter(), policy, TODAY.parse()?);
    let mut counted: Vec<Pool> = Vec::new();
    for list in Ordinary::ALL {
        for one in hits(&matcher, list).ok_or("the ordinary lists are not here")? {
            // Below the threshold nobody read what was found.
            if one.hit.found_by != FoundBy::Name || one.hit.score < from {
                continue;
            }
            let right = one.right.ok_or_else(|| format!("nobody read {}", one.name))?;
            counted.push((one.hit.score / STEP * STEP, 1, u32::from(right)));
        }
    }
    counted.sort_unstable();
    print(&pooled(&counted));
    Ok(())
}

/// Neighbours that are few or that fall are pooled.
fn pooled(counted: &[Pool]) -> Vec<Pool> {
    let mut pools: Vec<Pool> = Vec::new();
    for &(from, hits, right) in counted {
        match pools.last_mut() {
            Some(last) if last.0 == from || last.1 < FEWEST => {
                (last.1, last.2) = (last.1 + hits, last.2 + right)
            }
            _ => pools.push((from, hits, right)),
        }
        while let [.., before, last] = &pools[..]
            && u64::from(before.2) * u64::from(last.1) >= u64::from(last.2) * u64::from(before.1)
            && last.1 >= FEWEST
        {
            let joined = (before.0, before.1 + last.1, before.2 + last.2);
            pools.truncate(pools.len() - 2);
            pools.push(joined);
        }
    }
    if let [.., before, last] = &pools[..]
        && last.1 < FEWEST
    {
        let joined = (before.0, before.1 + last.1, before.2 + last.2);
        pools.truncate(pools.len() - 2);
        pools.push(joined);
    }
    pools
}

fn print(pools: &[Pool]) {
    println!(
        "# How often hits of a score are right: score from, in milli-nats; right ones in thousand; hits counted."
    );
    println!(
        "# Brands, suppliers and sellers of public lists matched with the starter register, every hit read by eye; made by"
    );
    println!(
        "# tests/examples/fit_probability.rs. Beside other names: the last tables of tests/scoreboard/names*.txt."
    );
    for (from, hits, right) in pools {
        // The rule of succession: that all of some hits were right does not make the next one sure.
        println!("{from}\t{}\t{hits}", (right + 1) * 1_000 / (hits + 2));
    }
}
