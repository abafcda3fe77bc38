//! Files that may come packed: `name`, or `name.zip` with one file inside. What they unpack to is bounded like everything
//! else.

use std::fs::File;
use std::io::{self, BufRead, BufReader};

use crate::given::{Bounded, Given};

/// So many times as large as it came may a file become: XML of entities packs to a twentieth, a bomb to a thousandth.
const MOST_TIMES: u64 = 100;
/// What any file may unpack to.
const ALWAYS: u64 = 16 << 20;

/// Whether a file is there, packed or not.
pub(crate) fn has(given: &Given, name: &str) -> bool {
    given.has(name) || given.has(&format!("{name}.zip"))
}

/// Reads a file, packed or not.
///
/// # Errors
/// The file is not there, is no zip file of one file, unpacks to more than it may or than files of its length do, or `read`
/// fails.
pub(crate) fn read<T>(
    given: &Given,
    name: &str,
    read: impl FnOnce(&mut dyn BufRead) -> io::Result<T>,
) -> io::Result<T> {
    let packed = format!("{name}.zip");
    let Some(path) = given.path(&packed) else { return read(&mut given.stream(name)?) };
    let mut archive = zip::ZipArchive::new(BufReader::new(File::open(path)?)).map_err(io::Error::other)?;
    if archive.len() != 1 {
        return Err(io::Error::other(format!("{packed} holds {} files, not one", archive.len())));
    }
    let packed = path.metadata()?.len();
    let most = packed.saturating_mul(MOST_TIMES).max(ALWAYS).min(given.most());
    let file = archive.by_index(0).map_err(io::Error::other)?;
    if file.size() > most {
        let why = format!("unpacks to {} bytes, at most {most} may be", file.size());
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, why));
    }
    // What the archive says of itself may be wrong: what comes out is counted all the same.
    read(&mut BufReader::with_capacity(1 << 16, Bounded::new(file, most)))
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    /// A zip file with so many zeros inside, which may say of itself that they are few.
    fn zipped(zeros: usize) -> Vec<u8> {
        let mut writer = zip::ZipWriter::new(io::Cursor::new(Vec::new()));
        writer.start_file("x.xml", zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(&vec![b' '; zeros]).unwrap();
        writer.finish().unwrap().into_inner()
    }

    fn unpack(bytes: &[u8], most: u64) -> io::Result<u64> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("x.xml.zip");
        std::fs::write(&path, bytes)?;
        let given = Given::new(vec![("x.xml.zip".to_owned(), path)], most);
        super::read(&given, "x.xml", |stream| io::copy(stream, &mut io::sink()))
    }

    #[test]
    fn what_unpacks_to_more_than_it_may_is_an_error() {
        let (small, bomb) = (zipped(1 << 20), zipped(64 << 20));
        assert_eq!(unpack(&small, 1 << 30).unwrap(), 1 << 20);
        assert_eq!(unpack(&small, 1 << 19).unwrap_err().kind(), io::ErrorKind::FileTooLarge);
        assert_eq!(unpack(&bomb, 1 << 40).unwrap_err().kind(), io::ErrorKind::FileTooLarge);
        // Both records of the length are made to lie.
        let length = (64u32 << 20).to_le_bytes();
        let mut lying = bomb.clone();
        for at in 0..lying.len() - 4 {
            if lying[at..at + 4] == length {
                lying[at..at + 4].copy_from_slice(&1_000u32.to_le_bytes());
            }
        }
        assert_ne!(lying, bomb);
        assert!(unpack(&lying, 1 << 40).is_err());
    }
}
