//! `nameplate register keygen`, `sign`, and `verify --signed-by`: registers that a browser takes from whoever it trusts.

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use nameplate::Day;
use nameplate::error::ErrorKind;
use scan::publish;
use serde::Serialize;
use signed::{Held, Manifest, PublicKey, SecretKey, Terms, accept};

use crate::args::{KeygenArgs, SignArgs, VerifyArgs};
use crate::commands::Ended;
use crate::error::{CliError, Result};
use crate::files;
use crate::out::{Out, Page, faint, text};
use crate::setup::load;
use crate::today::today;
use crate::words::count;

/// For so many days a register is signed, unless asked otherwise: lists change every week.
const DAYS: u64 = 180;

/// No file of a key is longer.
const LONGEST_KEY: u64 = 4_096;

/// Makes a pair of keys.
pub(crate) fn keygen(args: &KeygenArgs, out: &Out) -> Result<Ended> {
    if let Some(repository) = repository_of(&args.output) {
        let words = format!(
            "{} would lie in a repository ({}): a private key must not get into one",
            args.output.display(),
            repository.display()
        );
        return Err(
            CliError::new(words).hint("name a file elsewhere; a key that was committed once is public")
        );
    }
    let mut chance = [0; 32];
    let refused = |error| CliError::new(format!("the system gives no random numbers: {error}"));
    getrandom::fill(&mut chance).map_err(refused)?;
    let key = SecretKey::of_chance(&chance);
    write_key(&args.output, &key)?;
    let public_key = key.public().text();
    if args.json {
        #[derive(Serialize)]
        struct Made {
            private_key: PathBuf,
            public_key: String,
        }
        let made = Made { private_key: args.output.clone(), public_key };
        return out.json(&made).map(|()| Ended::Nothing);
    }
    let mut page = out.page();
    let rows = [("private key", args.output.display().to_string()), ("public key", public_key)];
    page.rows(0, &[], rows.map(|(name, value)| vec![faint(name), text(value)]).into());
    page.blank();
    page.para(&faint(
        "The public key is built into the extension. Whoever has the private one can tell its users anything: keep it offline.",
    ));
    out.print(&page).map(|()| Ended::Nothing)
}

/// Signs a register.
pub(crate) fn sign(args: &SignArgs, out: &Out) -> Result<Ended> {
    let key = read_key(&args.key)?;
    let register = load(args.file.as_deref(), &args.data)?;
    let read: Vec<PathBuf> = args.file.iter().chain([&args.key]).cloned().collect();
    publish::refuse_inputs(std::slice::from_ref(&args.output), &read)?;
    let made = args.made.map_or_else(this_day, Ok)?;
    let expires = args.expires.or_else(|| later(made)).ok_or_else(|| CliError::new("no such day"))?;
    if expires < made {
        let words = format!("it would be signed on {made} and could be taken until {expires}: by nobody");
        return Err(CliError::new(words).hint("--expires names a day that is not over"));
    }
    let sequence = args.sequence.unwrap_or_else(|| u64::from(made.number()) * 100);
    let terms = Terms { made, expires, sequence };
    let file = signed::sign(register.bytes(), terms, &key)
        .map_err(|error| CliError::new(format!("{}: {error}", register.name())))?;
    let public = key.public();
    // What is handed out was read back as the extension reads it.
    let accepted = accept(&file, &public, made, Held::default()).map_err(|error| {
        CliError::new(format!("the register that was signed is refused: {error}")).of(ErrorKind::Bug)
    })?;
    files::write(&args.output, &file)?;
    let manifest = accepted.manifest;
    let path = args.output.display().to_string();
    tell(&Told { path, public_key: public.text(), manifest }, (args.json, out))
}

/// Checks a signed register as the extension does.
pub(super) fn verify(args: &VerifyArgs, public_key: &str, out: &Out) -> Result<Ended> {
    let public = PublicKey::parse(public_key).map_err(|error| CliError::new(error.to_string()))?;
    let path = args.file.display().to_string();
    let file = std::fs::read(&args.file).map_err(|error| {
        CliError::new(format!("{path} cannot be read: {error}")).of(ErrorKind::Unreadable)
    })?;
    let day = args.signed.on.map_or_else(this_day, Ok)?;
    let accepted = accept(&file, &public, day, Held { sequence: args.signed.held });
    let accepted =
        accepted.map_err(|refused| CliError::new(format!("{path}: {refused}")).of(ErrorKind::Unreadable))?;
    tell(&Told { path, public_key: public.text(), manifest: accepted.manifest }, (args.json, out))
}

/// A signed register, for programs.
#[derive(Serialize)]
struct Told {
    #[serde(rename = "signed_register")]
    path: String,
    public_key: String,
    #[serde(flatten)]
    manifest: Manifest,
}

fn tell(told: &Told, (json, out): (bool, &Out)) -> Result<Ended> {
    if json {
        return out.json(told).map(|()| Ended::Nothing);
    }
    let mut page = out.page();
    print(&mut page, told);
    out.print(&page).map(|()| Ended::Nothing)
}

fn print(page: &mut Page, told: &Told) {
    let Manifest { version, sha256, bytes, made, expires, sequence } = &told.manifest;
    let rows = [
        ("signed register", told.path.clone()),
        ("number", sequence.to_string()),
        ("signed on", made.to_string()),
        ("until", expires.to_string()),
        ("public key", told.public_key.clone()),
        ("version", version.clone()),
        ("sha-256", sha256.clone()),
        ("size", format!("{} bytes", count(*bytes))),
    ];
    page.rows(0, &[], rows.map(|(name, value)| vec![faint(name), text(value)]).into());
}

fn this_day() -> Result<Day> {
    today()
        .ok_or_else(|| CliError::new("the clock of this machine is wrong").hint("name the day: --made, --on"))
}

/// The last day, if nobody names one.
fn later(made: Day) -> Option<Day> {
    let days = made.days_since(Day::new(1970, 1, 1)?);
    Day::after_1970(u64::try_from(days).ok()? + DAYS)
}

/// Writes a key where nothing stood, readable by nobody else.
fn write_key(path: &Path, key: &SecretKey) -> Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let refused = |error: io::Error| {
        match error.kind() {
        io::ErrorKind::AlreadyExists => CliError::new(format!("{} is there already", path.display()))
            .of(ErrorKind::NotWritten)
            .hint("a key that is replaced is lost, and what it signed cannot be followed by a newer one: name another file"),
        _ => CliError::new(format!("{} cannot be written: {error}", path.display())).of(ErrorKind::NotWritten),
    }
    };
    let mut file = options.open(path).map_err(refused)?;
    file.write_all(key.text().as_bytes()).and_then(|()| file.sync_all()).map_err(refused)
}

/// Reads a key that nobody else can read.
fn read_key(path: &Path) -> Result<SecretKey> {
    let unreadable = |error: io::Error| {
        CliError::new(format!("{} cannot be read: {error}", path.display())).of(ErrorKind::Unreadable)
    };
    let file = File::open(path).map_err(unreadable)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = file.metadata().map_err(unreadable)?.permissions().mode();
        if mode & 0o077 != 0 {
            return Err(CliError::new(format!("{} can be read by others", path.display()))
                .hint(format!("chmod 600 {}", path.display())));
        }
    }
    let mut text = String::new();
    file.take(LONGEST_KEY).read_to_string(&mut text).map_err(unreadable)?;
    SecretKey::parse(&text).map_err(|error| CliError::new(format!("{}: {error}", path.display())))
}

/// The repository in which a file would lie, whatever links lead there.
fn repository_of(path: &Path) -> Option<PathBuf> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let folder = folder.canonicalize().ok()?;
    let found = folder
        .ancestors()
        .find(|folder| [".git", ".hg", ".svn"].iter().any(|name| folder.join(name).exists()));
    found.map(Path::to_owned)
}
