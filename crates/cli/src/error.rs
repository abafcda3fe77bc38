//! What goes wrong, in words for the person who typed the command: what failed and on what, then what to do.

use lists::open::Which;
use nameplate::error::ErrorKind;
use scan::rescan::StateError;

use crate::ended::Ended;

/// An error of a command. The message is lower case, without a full stop; each hint is a sentence or a command.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct CliError {
    /// What failed, and on what. Empty where there is nothing to say: the reader of our output has gone.
    pub(crate) message: String,
    /// What to do.
    pub(crate) hints: Vec<String>,
    /// What kind of failure it is; it decides how the command ends.
    pub(crate) kind: ErrorKind,
}

/// What commands return.
pub(crate) type Result<T> = std::result::Result<T, CliError>;

impl CliError {
    /// An error without a hint.
    pub(crate) fn new(message: impl Into<String>) -> Self {
        CliError { message: message.into(), hints: Vec::new(), kind: ErrorKind::Asked }
    }

    /// Adds several hints.
    #[must_use]
    fn hints(mut self, hints: &[&str]) -> Self {
        self.hints.extend(hints.iter().map(|hint| (*hint).to_owned()));
        self
    }

    /// Says what kind of failure it is.
    #[must_use]
    pub(crate) fn of(mut self, kind: ErrorKind) -> Self {
        self.kind = kind;
        self
    }

    /// How the command ends. All kinds end alike today: nothing can be said, and scripts need not tell why.
    pub(crate) fn ended(&self) -> Ended {
        match self.kind {
            ErrorKind::Asked
            | ErrorKind::NotFound
            | ErrorKind::Unreadable
            | ErrorKind::Busy
            | ErrorKind::NotWritten
            | ErrorKind::Bug => Ended::Incomplete,
        }
    }

    /// Adds a hint.
    #[must_use]
    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// Nobody reads what we print any more (`nameplate ... | head`): the command ends, quietly.
    pub(crate) fn nobody_reads() -> Self {
        CliError::new("")
    }

    /// Whether to end without a word.
    pub(crate) fn is_quiet(&self) -> bool {
        self.message.is_empty()
    }
}

#[cfg(feature = "remote")]
impl From<remote::RemoteError> for CliError {
    fn from(error: remote::RemoteError) -> Self {
        use remote::RemoteError as E;
        let said = CliError::new(error.to_string());
        match &error {
            E::Denied { name, .. } if name.starts_with("http") => {
                said.of(ErrorKind::Unreadable).hint("only what anybody may read is read over HTTPS: fetch the file first")
            }
            E::Denied { .. } => said.of(ErrorKind::Unreadable).hint(
                "credentials come from the environment (AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_REGION; GOOGLE_APPLICATION_CREDENTIALS; AZURE_STORAGE_ACCOUNT_NAME and _KEY) or from the machine's role",
            ),
            E::NotFound { .. } => said.of(ErrorKind::NotFound),
            E::Changed { .. } => said.of(ErrorKind::Unreadable).hint("scan it again when nobody writes it"),
            E::Failed { .. } => {
                said.of(ErrorKind::Unreadable).hint("it was tried several times; is the address right, and the server well?")
            }
            E::Runtime(_) => said.of(ErrorKind::Bug),
            E::Address { .. } | E::NoList(_) | E::TooMany { .. } | E::File { .. } => said,
        }
    }
}

impl From<scan::Error> for CliError {
    fn from(error: scan::Error) -> Self {
        if matches!(error, scan::Error::NobodyReads) {
            return CliError::nobody_reads();
        }
        let near = nearest(&error).map(|near| format!("did you mean {near}?"));
        let said = CliError::new(error.to_string()).of(error.kind());
        near.into_iter().fold(said, CliError::hint).hints(hints(&error))
    }
}

/// The columns whose names are nearest to one that is not there.
fn nearest(error: &scan::Error) -> Option<String> {
    const NEAR: f64 = 0.8;
    const MOST: usize = 3;
    let (scan::Error::NoSuchColumn { column, found, .. } | scan::Error::UnknownColumn { column, found, .. }) =
        error
    else {
        return None;
    };
    let wanted = column.to_lowercase();
    let likeness = |name: &String| strsim::jaro_winkler(&wanted, &name.to_lowercase());
    let mut near: Vec<(f64, &String)> = found.iter().map(|name| (likeness(name), name)).collect();
    near.retain(|(likeness, _)| *likeness >= NEAR);
    near.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(b.1)));
    let near: Vec<String> = near.iter().take(MOST).map(|(_, name)| format!("`{name}`")).collect();
    (!near.is_empty()).then(|| near.join(" or "))
}

/// How rows are counted where people read of them.
const COUNTED: &str =
    "rows are counted from 1, below the names of the columns; rows of workbooks as in the sheet";

/// What can be done about an error of a catalog or of results, on the command line.
fn hints(error: &scan::Error) -> &'static [&'static str] {
    match error {
        scan::Error::Open { .. } => &["check the name and the rights; the other files were scanned"],
        scan::Error::Read { .. } => {
            &["the rows before are in the results; get the file again or repair it from there on"]
        }
        scan::Error::Kind { .. } => &[
            "export it as CSV, JSON Lines, Parquet or a workbook (.xlsx, .xls, .ods); gzip and zstd are fine for the first two",
        ],
        scan::Error::NoUsableColumn { .. } => &[
            "nothing in it says what is sold; say which column does: --map title=COLUMN,brand=COLUMN,model=COLUMN (nested JSON by path: brand.name; by place from 1: brand=3)",
            "--no-header where no row names the columns, --header where the first one does",
        ],
        scan::Error::UnknownColumn { .. } => {
            &["take one of the columns found; nested JSON by path, for instance brand.name"]
        }
        scan::Error::NoSuchColumn { .. } => {
            &["name columns as the catalog does, with commas between them: --keep price,category"]
        }
        scan::Error::KeepFormat(_) => &[
            "results join to the catalog by file and row, or by id; or write a table: --format csv, --format xlsx",
        ],
        scan::Error::OutputTerminal => {
            &["name a file (-o results.xlsx), or send it on: -o - --format xlsx > results.xlsx"]
        }
        scan::Error::NoSuchSheet { .. } => {
            &["take one of the sheets found, by its name or its number: --sheet 2"]
        }
        scan::Error::NoSuchId { .. } => &[
            "take the id from a scan, or the row: nameplate explain FILE --row 1",
            "if the catalog keeps its ids in another column: --map id=COLUMN",
        ],
        scan::Error::NoId { .. } => &[
            "say which column holds ids: --map id=COLUMN; or leave --expect-id out: rows are then told apart by their places",
            COUNTED,
        ],
        scan::Error::SameId { .. } => &[
            "give each row an id of its own, over all files; or leave --expect-id out: rows are then told apart by their places",
            COUNTED,
        ],
        scan::Error::NoSuchRow { .. } => &[COUNTED],
        scan::Error::TooManyRows { .. } | scan::Error::Row { .. } | scan::Error::NobodyReads => &[],
        scan::Error::Mapping { .. } => {
            &["write FIELD=COLUMN, several with commas: --map brand=Marke,title=name,id=sku"]
        }
        scan::Error::Suppliers { .. } => &["rename the columns to sku, supplier, address, country"],
        scan::Error::SuppliersTooLarge { .. } => &["leave only the suppliers of this catalog in the file"],
        scan::Error::Encoding(_) => {
            &["take a label of the WHATWG Encoding Standard, such as gb18030 or shift_jis"]
        }
        scan::Error::OutputFormat { .. } => {
            &["end the name in .parquet, .jsonl, .csv, .xlsx or .html, or give --format"]
        }
        scan::Error::OutputStream => {
            &["--format jsonl or csv for standard output, or the name of a file or folder: -o out/"]
        }
        scan::Error::OutputIsInput { .. } | scan::Error::OutputTwice { .. } => {
            &["give another name for the results"]
        }
        scan::Error::OutputKind { .. } => &[
            "give the name of a file, or that of a folder without --format; `>` writes to devices and pipes",
        ],
        scan::Error::Busy { .. } => &["wait until it has ended, or give another name for these results"],
        scan::Error::OtherRun { .. } => {
            &["repeat the command as it was given first, or remove that file to begin anew"]
        }
        scan::Error::NothingToResume => &["name a file or a folder: -o out/"],
        scan::Error::NotOurs { .. } => {
            &["take it out of the folder, give another folder for the results, or --force to replace it"]
        }
        scan::Error::IsThere { .. } => {
            &["give another name for the results, or --force to replace what is there"]
        }
        scan::Error::Changed { .. } => &[
            "keep it under another name, or give one for the results; --force replaces it, with what was changed in it",
        ],
        scan::Error::Write { path, reason } => write_hints(path, reason),
        scan::Error::Thread(_) => &["this is a bug: please report it with the file that it happened on"],
    }
}

/// What to do where results cannot be written: each cause has its own remedy. What stood there is as it was.
fn write_hints(path: &str, reason: &str) -> &'static [&'static str] {
    let is = |code: u8| reason.contains(&format!("(os error {code})"));
    let parent = std::path::Path::new(path).parent().filter(|parent| !parent.as_os_str().is_empty());
    if is(2) && parent.is_some_and(|parent| !parent.exists()) {
        return &["the folder is not there: make it first, or look for a slip in its name"];
    }
    if is(20) {
        return &["a file stands where the path needs a folder: give another place"];
    }
    if is(21) {
        return &["that is a folder: give the name of a file in it"];
    }
    if is(13) || is(1) {
        return &[
            "you have no right to write there: give another place, or ask who owns it; older results are as they were",
        ];
    }
    if is(30) {
        return &["that file system can only be read: give another place"];
    }
    // No room on the disk, a quota, and a limit on the size of files.
    if is(28) || is(122) || is(27) {
        return &[
            "there is no room left: free some, or give another place; nothing is left of these results, and older ones are as they were",
        ];
    }
    &[
        "see to the place, or give another one; nothing is left of these results, and older ones are as they were",
    ]
}

impl From<StateError> for CliError {
    fn from(error: StateError) -> Self {
        let message = error.to_string();
        let again = "scan again with --state, into the same folder or another one";
        match error {
            StateError::Missing(_) => CliError::new(message)
                .of(ErrorKind::NotFound)
                .hint("make one: nameplate scan CATALOG --state DIR"),
            StateError::Busy(_) => {
                CliError::new(message).of(ErrorKind::Busy).hint("wait for it, or take another folder")
            }
            StateError::Version(_) | StateError::Damaged { .. } => {
                CliError::new(message).of(ErrorKind::Unreadable).hint(again)
            }
            StateError::Twice(_) | StateError::TooMany(_) => CliError::new(message),
            StateError::Stopped => CliError::new(message).hint("nameplate rescan goes on from there"),
            StateError::Io { .. } => CliError::new(message).of(ErrorKind::NotWritten),
        }
    }
}

impl From<inventory::Error> for CliError {
    fn from(error: inventory::Error) -> Self {
        let hint = match error {
            inventory::Error::Table(error) => return error.into(),
            inventory::Error::Open { .. } => "check the name and the rights; the other files were read",
            inventory::Error::Broken { .. } => {
                "the devices before are in the results; export it again, or repair it from there on"
            }
            inventory::Error::Unknown { .. } => {
                "what is read: nmap -oX, arp -a, ip neigh, dhcpd.leases, dnsmasq.leases, WS-Discovery XML, and tables; --format says which it is"
            }
            inventory::Error::TooLarge { .. } => "save it as a file, or export it in several",
        };
        CliError::new(error.to_string()).of(ErrorKind::Unreadable).hint(hint)
    }
}

impl From<lists::open::Error> for CliError {
    fn from(error: lists::open::Error) -> Self {
        let hint = match error.which() {
            Which::Lists => "build it again: `nameplate lists update`",
            Which::File | Which::Starter => {
                "build it again with `nameplate register build FACTS_DIR -o FILE`, or leave --register out"
            }
        };
        CliError::new(error.to_string()).of(error.kind()).hint(hint)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_cause_of_a_failed_write_has_its_own_remedy() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        std::fs::write(&file, "x").unwrap();
        let at = |path: std::path::PathBuf, reason: &str| write_hints(&path.display().to_string(), reason)[0];
        let here = folder.path().join("r.csv");
        let hints = [
            at(folder.path().join("gone").join("r.csv"), "No such file or directory (os error 2)"),
            at(file.join("r.csv"), "Not a directory (os error 20)"),
            at(here.clone(), "Is a directory (os error 21)"),
            at(here.clone(), "Permission denied (os error 13)"),
            at(here.clone(), "Read-only file system (os error 30)"),
            at(here.clone(), "No space left on device (os error 28)"),
            at(here, "something else"),
        ];
        let distinct: std::collections::BTreeSet<&str> = hints.into_iter().collect();
        assert_eq!(distinct.len(), hints.len(), "{hints:?}");
        assert!(
            hints[0].contains("make it first") && hints[3].contains("no right") && hints[5].contains("room")
        );
    }
}
