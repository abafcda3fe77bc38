//! The files that a parser is given: bounded in size, whatever they unpack to.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};

/// The files of one edition, by the authority's names.
#[derive(Clone, Debug, Default)]
pub struct Given {
    files: Vec<(String, PathBuf)>,
    most: u64,
    interest: Option<Interest>,
}

/// Whom a register is about: sources with millions of entries (GLEIF) give only those that are tied to one of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Interest {
    /// Identifiers without regard to their scheme, in capitals, letters and digits only.
    pub identifiers: BTreeSet<String>,
    /// Normal forms of names ([`nameplate::text::name::name_key`]).
    pub names: BTreeSet<String>,
}

impl Given {
    /// Files of an edition; each may hold at most `most` bytes, packed or unpacked.
    pub fn new(files: Vec<(String, PathBuf)>, most: u64) -> Self {
        Given { files, most, interest: None }
    }

    /// The same files, of which a large source gives only what concerns somebody.
    #[must_use]
    pub fn about(self, interest: Interest) -> Self {
        Given { interest: Some(interest), ..self }
    }

    /// Whom the files are asked about; `None` asks for all of them.
    pub fn interest(&self) -> Option<&Interest> {
        self.interest.as_ref()
    }

    /// The names of the files.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.files.iter().map(|(name, _)| name.as_str())
    }

    /// Whether a file is there.
    pub fn has(&self, name: &str) -> bool {
        self.path(name).is_some()
    }

    /// The whole of a file.
    ///
    /// # Errors
    /// The file is not there, cannot be read, or holds more than the source may.
    pub fn bytes(&self, name: &str) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        self.stream(name)?.read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    /// The whole of a file as text: UTF-8 (with or without a mark), UTF-16 with its mark, else Windows-1252, which is what
    /// the authorities' older files are in.
    ///
    /// # Errors
    /// As [`Given::bytes`].
    pub fn text(&self, name: &str) -> io::Result<String> {
        Ok(decode(&self.bytes(name)?))
    }

    /// A file to be read on the way, for those too large to hold.
    ///
    /// # Errors
    /// The file is not there or cannot be opened; reading fails once it holds more than the source may.
    pub fn stream(&self, name: &str) -> io::Result<BufReader<Bounded<File>>> {
        let path = self.path(name).ok_or_else(|| {
            io::Error::new(io::ErrorKind::NotFound, format!("`{name}` is not among the files"))
        })?;
        Ok(BufReader::with_capacity(1 << 16, Bounded::new(File::open(path)?, self.most)))
    }

    /// How many bytes a file may hold, packed or unpacked.
    pub fn most(&self) -> u64 {
        self.most
    }

    /// Where a file is.
    pub(crate) fn path(&self, name: &str) -> Option<&Path> {
        self.files.iter().find(|(known, _)| known == name).map(|(_, path)| path.as_path())
    }
}

/// A reader that fails, rather than ends, once it was read further than it may be: what unpacks to more than it should
/// never looks like a shorter file.
#[derive(Debug)]
pub struct Bounded<R> {
    inner: R,
    left: u64,
}

impl<R> Bounded<R> {
    /// Reads at most so many bytes.
    pub fn new(inner: R, most: u64) -> Self {
        Bounded { inner, left: most }
    }
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.left = self.left.checked_sub(read as u64).ok_or_else(|| {
            io::Error::new(io::ErrorKind::FileTooLarge, "the file holds more than this source may")
        })?;
        Ok(read)
    }
}

/// Bytes as text; see [`Given::text`].
pub fn decode(bytes: &[u8]) -> String {
    if let Some((encoding, mark)) = encoding_rs::Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(bytes.get(mark..).unwrap_or_default()).0.into_owned();
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_too_large_is_an_error_and_never_a_shorter_file() {
        let mut bounded = Bounded::new(&b"12345"[..], 4);
        assert!(bounded.read_to_end(&mut Vec::new()).is_err());
        let mut bounded = Bounded::new(&b"1234"[..], 4);
        assert_eq!(bounded.read_to_end(&mut Vec::new()).unwrap(), 4);
    }

    #[test]
    fn text_is_decoded_by_its_mark_or_its_content() {
        assert_eq!(decode("\u{feff}é".as_bytes()), "é");
        assert_eq!(decode(b"\xe9"), "é");
        assert_eq!(decode(b"\xff\xfeA\0"), "A");
    }
}
