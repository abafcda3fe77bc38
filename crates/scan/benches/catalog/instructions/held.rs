//! The figures that are held in the repository, and what may become of them.

use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

/// So much more, in percent, is a loss that nobody may commit without a word.
const MOST_RISE: f64 = 3.0;

/// Instructions of one unit of a piece of work.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Count {
    pub(super) name: String,
    pub(super) unit: String,
    pub(super) instructions: u64,
}

/// What the file holds.
pub(super) struct Held {
    counts: Vec<Count>,
    compiler: String,
    reason: String,
}

const HEAD: &str = "\
Instructions, counted by callgrind in the profile `release`: repeatable where wall time is not. What rises by
more than 3 % fails, unless this file rises in the same commit and says why. Counts move with the
compiler and with what the processor can do: searching chooses its instructions at run time. Under callgrind
hashing never has those for SHA.
To repeat: NAMEPLATE_BENCH_ONLY=instructions cargo bench --profile release -p nameplate-scan
To rewrite: the same with UPDATE=1, and with REASON='why' where something rose
";

impl Held {
    pub(super) fn read(file: &Path) -> Held {
        let text = std::fs::read_to_string(file).unwrap_or_default();
        let after =
            |mark: &str| text.lines().find_map(|line| line.strip_prefix(mark)).unwrap_or_default().to_owned();
        let lines = text.lines().filter(|line| line.starts_with("  "));
        Held {
            counts: lines.filter_map(count).collect(),
            compiler: after("compiler: "),
            reason: after("reason: "),
        }
    }

    /// Says how the counts stand beside what is held.
    ///
    /// # Errors
    /// Something rose too far, or is not held.
    pub(super) fn compared(&self, now: &[Count]) -> Result<String, String> {
        let mut says = String::new();
        for count in now {
            let Some(held) = self.held(&count.name) else { continue };
            let _ = writeln!(says, "{:<32} {:>+7.2} %", count.name, rise(held, count));
        }
        let bad: Vec<String> = now.iter().filter_map(|count| self.complaint(count)).collect();
        let gone = self.counts.iter().filter(|held| !now.iter().any(|count| count.name == held.name));
        let bad: Vec<String> =
            bad.into_iter().chain(gone.map(|held| format!("`{}` is no longer counted", held.name))).collect();
        if self.compiler != here() {
            let _ = writeln!(
                says,
                "NOTE: held for `{}`, counted on `{}`: compare with care",
                self.compiler,
                here()
            );
        }
        if bad.is_empty() {
            return Ok(says + "no count rose by more than 3 %");
        }
        Err(format!(
            "{says}{}\nIf it has to be: UPDATE=1 REASON='why' rewrites tests/scoreboard/instructions.txt",
            bad.join("\n")
        ))
    }

    /// The file with new counts.
    ///
    /// # Errors
    /// Something rose too far and nobody says why.
    pub(super) fn updated(&self, now: Vec<Count>, reason: Option<String>) -> Result<String, String> {
        let rose =
            now.iter().any(|count| self.held(&count.name).is_some_and(|held| rise(held, count) > MOST_RISE));
        let reason = match reason {
            Some(reason) => reason,
            None if rose => return Err("counts rose by more than 3 %: REASON='why' is needed".to_owned()),
            None => self.reason.clone(),
        };
        let mut text = format!("{HEAD}compiler: {}\nreason: {reason}\n\n", here());
        for Count { name, unit, instructions } in now {
            let _ = writeln!(text, "  {name:<32} {instructions:>12} {unit}");
        }
        Ok(text)
    }

    fn held(&self, name: &str) -> Option<&Count> {
        self.counts.iter().find(|count| count.name == name)
    }

    fn complaint(&self, now: &Count) -> Option<String> {
        let Some(held) = self.held(&now.name) else { return Some(format!("`{}` is not held yet", now.name)) };
        let rise = rise(held, now);
        (rise > MOST_RISE).then(|| {
            format!(
                "`{}` rose by {rise:.1} %: {} instructions {}, held {}",
                now.name, now.instructions, now.unit, held.instructions
            )
        })
    }
}

fn rise(held: &Count, now: &Count) -> f64 {
    (now.instructions as f64 / held.instructions.max(1) as f64 - 1.0) * 100.0
}

/// A line of the file: name, number, unit.
fn count(line: &str) -> Option<Count> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let at = words.iter().position(|word| word.parse::<u64>().is_ok())?;
    let (name, unit) = (words[..at].join(" "), words[at + 1..].join(" "));
    Some(Count { name, unit, instructions: words[at].parse().ok()? })
}

/// The compiler that built this, and whether the processor has the instructions that searching uses.
fn here() -> String {
    let version =
        Command::new("rustc").arg("--version").output().map(|output| output.stdout).unwrap_or_default();
    let flags = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let wide = if flags.split_whitespace().any(|flag| flag == "avx2") { "AVX2" } else { "no AVX2" };
    format!("{}, {}, {wide}", String::from_utf8_lossy(&version).trim(), std::env::consts::ARCH)
}
