//! Opens an input: a file, standard input or bytes in memory, as it is or compressed, and hands on a stream of bytes in
//! bounded memory. Tells the kind of catalog by its first bytes, never by its name. Knows nothing of rows.

mod patient;
mod tap;

use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, BufReader, Cursor, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use patient::Patient;
use tables::error::Error;
use tables::source::{Plain, Told, peek, tell};
pub(crate) use tables::source::{Reading, SAMPLE, TextStream};
pub(crate) use tap::{Tap, hex};

/// What is scanned.
#[derive(Clone, Debug)]
pub enum Input {
    /// A file.
    Path(PathBuf),
    /// A file that is printed under another name: an upload, whose place is nobody's business.
    Named {
        /// Name in reports.
        name: String,
        /// Where it is.
        path: PathBuf,
    },
    /// Standard input: CSV or JSON.
    Stdin,
    /// Bytes that are in memory already, and the name to print for them.
    Bytes {
        /// Name in reports.
        name: String,
        /// The bytes of the file.
        bytes: Arc<[u8]>,
    },
}

impl Input {
    /// An input as typed: `-` is standard input.
    pub fn typed(text: impl AsRef<OsStr>) -> Input {
        let text = text.as_ref();
        if text == "-" { Input::Stdin } else { Input::Path(PathBuf::from(text)) }
    }

    /// The name in reports: what is no text in it, and what would not stand on one line, is written out.
    pub fn name(&self) -> String {
        match self {
            Input::Path(path) => written(path.as_os_str()),
            Input::Stdin => "-".to_owned(),
            Input::Named { name, .. } | Input::Bytes { name, .. } => name.clone(),
        }
    }

    /// How many bytes it has, if that is known before it is read.
    pub fn size(&self) -> Option<u64> {
        match self {
            Input::Path(path) | Input::Named { path, .. } => {
                path.metadata().ok().filter(std::fs::Metadata::is_file).map(|meta| meta.len())
            }
            Input::Stdin => None,
            Input::Bytes { bytes, .. } => Some(bytes.len() as u64),
        }
    }

    fn open(&self) -> Result<Box<dyn Read + Send>, Error> {
        let failed = |source| Error::Open { file: self.name(), source };
        Ok(match self {
            Input::Path(path) | Input::Named { path, .. } => {
                // Looked at before it is opened: opening some devices does something.
                let kind = path.metadata().map_err(failed)?.file_type();
                if kind.is_dir() {
                    return Err(failed(io::Error::other("is a folder")));
                }
                if is_device(kind) && !is_stream(path) {
                    return Err(Error::Kind { file: self.name(), kind: "a device" });
                }
                if kind.is_file() {
                    Box::new(File::open(path).map_err(failed)?)
                } else {
                    // A pipe may wait for its writer already while it is opened.
                    let path = path.clone();
                    Box::new(Patient::new(move || File::open(path)).map_err(failed)?)
                }
            }
            Input::Stdin => Box::new(Patient::new(|| Ok(io::stdin())).map_err(failed)?),
            Input::Bytes { bytes, .. } => Box::new(Cursor::new(Arc::clone(bytes))),
        })
    }

    /// The file that it is.
    pub(crate) fn path(&self) -> Option<&Path> {
        match self {
            Input::Path(path) | Input::Named { path, .. } => Some(path),
            Input::Stdin | Input::Bytes { .. } => None,
        }
    }

    /// Whether it can be read at any place and again: a regular file.
    fn is_in_place(&self) -> bool {
        self.path().is_some_and(Path::is_file)
    }
}

fn written(name: &OsStr) -> String {
    let mut out = String::new();
    for chunk in name.as_encoded_bytes().utf8_chunks() {
        for c in chunk.valid().chars() {
            if c.is_control() { out.extend(c.escape_default()) } else { out.push(c) }
        }
        chunk.invalid().iter().for_each(|byte| out.push_str(&format!("\\x{byte:02x}")));
    }
    out
}

/// Disks and terminals, and what has no end: `/dev/zero`.
#[cfg(unix)]
fn is_device(kind: std::fs::FileType) -> bool {
    use std::os::unix::fs::FileTypeExt;
    kind.is_char_device() || kind.is_block_device()
}

#[cfg(not(unix))]
fn is_device(_: std::fs::FileType) -> bool {
    false
}

/// Devices that stand for what a program was given (`<(zcat x)` is `/dev/fd/63`), and the one that is empty.
fn is_stream(path: &Path) -> bool {
    ["/dev/fd", "/proc/self/fd", "/dev/stdin", "/dev/null"].iter().any(|stream| path.starts_with(stream))
}

/// What kind of catalog an input is.
pub(crate) enum Opened {
    /// Rows of text with a separator.
    Csv(TextStream),
    /// JSON Lines, an array, or documents.
    Json(TextStream),
    /// A workbook with sheets, or what looks like one by its first bytes; all of it.
    Workbook(Vec<u8>),
    /// Parquet: read in place, not as a stream.
    Parquet,
}

/// Opens an input and tells its kind. All raw bytes go through the tap.
pub(crate) fn open(input: &Input, tap: &Tap, reading: Reading<'_>) -> Result<Opened, Error> {
    let name = input.name();
    let failed = |source| Error::Open { file: name.clone(), source };
    let kind = |kind| Error::Kind { file: name.clone(), kind };
    tap.begin(input.open()?);
    let in_place =
        !matches!(input, Input::Stdin) && (input.is_in_place() || matches!(input, Input::Bytes { .. }));
    let (head, raw) = peek(Box::new(tap.clone()), SAMPLE).map_err(failed)?;
    if head.starts_with(b"PAR1") {
        return match input {
            Input::Stdin => Err(kind("Parquet from standard input")),
            _ if input.path().is_some() && !input.is_in_place() => Err(kind("Parquet from a pipe")),
            _ => Ok(Opened::Parquet),
        };
    }
    let (compression, read) = decompress(&head, raw).map_err(failed)?;
    let most = reading.workbook_bytes;
    match tell(Plain { name: name.clone(), read, compression, in_place }, reading)? {
        Told::Csv(stream) => Ok(Opened::Csv(stream)),
        Told::Json(stream) => Ok(Opened::Json(stream)),
        Told::Workbook(plain) => workbook(plain, most).map(Opened::Workbook).map_err(|reason| Error::Read {
            file: name,
            rows: 0,
            reason,
        }),
    }
}

/// All bytes of a workbook, if there are not too many.
fn workbook(plain: Box<dyn Read + Send>, most: u64) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    plain.take(most.saturating_add(1)).read_to_end(&mut bytes).map_err(|error| error.to_string())?;
    if bytes.len() as u64 > most {
        return Err(format!("the workbook has more than {most} bytes: export the sheet as CSV"));
    }
    Ok(bytes)
}

type Unpacked = (Option<&'static str>, Box<dyn Read + Send>);

fn decompress(head: &[u8], raw: Box<dyn Read + Send>) -> io::Result<Unpacked> {
    Ok(if head.starts_with(&[0x1f, 0x8b]) {
        (Some("gzip"), Box::new(flate2::read::MultiGzDecoder::new(BufReader::with_capacity(SAMPLE, raw))))
    } else if head.starts_with(&[0x28, 0xb5, 0x2f, 0xfd]) {
        // The window of a frame is bounded by the library (128 MiB): a file cannot make us take more.
        (Some("zstd"), Box::new(zstd::stream::read::Decoder::new(raw)?))
    } else {
        (None, raw)
    })
}

#[cfg(test)]
mod tests;
