//! A guard that cannot be noisy: instructions a row, a look-up of a name and an opening, counted by callgrind
//! and held against `tests/scoreboard/instructions.txt`.
//!
//! ```sh
//! export NAMEPLATE_BENCH_ONLY=instructions
//! cargo bench --profile release -p nameplate-scan                         # compares
//! UPDATE=1 cargo bench --profile release -p nameplate-scan                # rewrites the file, if nothing rose too far
//! UPDATE=1 REASON='...' cargo bench --profile release -p nameplate-scan   # rewrites it whatever rose, and says why
//! ```
//!
//! Counted in the profile `release`: what ships is the same code with link-time optimisation (`dist`), which
//! takes longer to build.
//!
//! Each piece of work is done twice in processes of their own, a little and more of it; the difference over
//! the difference of units is what is held, so that whatever is done once cancels out. A row is counted alone
//! (`judged`: from a listing to its result) and as part of a run on one thread, from Parquet to results in a
//! file.

mod held;
#[path = "../../../../nameplate/benches/names/made.rs"]
mod made;
mod work;

use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitCode, Stdio};

use held::{Count, Held};
pub(crate) use work::work;
use work::{Piece, prepare};

/// The argument by which the program calls itself.
pub(crate) const CHILD: &str = "--work";

/// Counts everything and compares it with what is held.
pub(crate) fn guard(folder: &Path) -> ExitCode {
    if Command::new("valgrind").arg("--version").stdout(Stdio::null()).status().is_err() {
        eprintln!(
            "valgrind is not installed (Debian's package `valgrind`), and nothing else can count instructions"
        );
        return ExitCode::FAILURE;
    }
    prepare(folder);
    let mut counts = Vec::new();
    for piece in Piece::all() {
        let per = counted(folder, &piece);
        println!("{:<32} {per:>14} instructions {}", piece.name(), piece.unit());
        counts.push(Count { name: piece.name(), unit: piece.unit().to_owned(), instructions: per });
    }
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/scoreboard/instructions.txt");
    let held = Held::read(&file);
    let wanted = if std::env::var_os("UPDATE").is_some() {
        held.updated(counts, std::env::var("REASON").ok()).map(|text| {
            std::fs::write(&file, text).expect("the held figures");
            format!("written: {}", file.display())
        })
    } else {
        held.compared(&counts)
    };
    match wanted {
        Ok(says) => {
            println!("{says}");
            ExitCode::SUCCESS
        }
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}

/// Instructions of one unit of work. Little and much are counted side by side.
fn counted(folder: &Path, piece: &Piece) -> u64 {
    let [few, many] = piece.units();
    let [little, much] = [few, many].map(|units| start(folder, piece, units)).map(collected);
    (much - little) / (many - few) as u64
}

fn start(folder: &Path, piece: &Piece, units: usize) -> Child {
    let program: PathBuf = std::env::current_exe().expect("this program");
    Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(program)
        .args([CHILD, &piece.name(), &units.to_string()])
        .arg(folder)
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("valgrind")
}

/// What callgrind says at its end: `Collected : 123`.
fn collected(child: Child) -> u64 {
    let output = child.wait_with_output().expect("valgrind");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "the work could not be done: {said}");
    let line = said.lines().find_map(|line| line.split_once("Collected : "));
    line.and_then(|(_, number)| number.trim().parse().ok()).unwrap_or_else(|| panic!("no count: {said}"))
}
