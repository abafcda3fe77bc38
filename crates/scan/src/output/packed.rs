//! Encoded results as bytes and back, for a run that is taken up again.

use std::io::Cursor;

use arrow_ipc::reader::StreamReader;
use arrow_ipc::writer::StreamWriter;

use super::book::Sheets;
use super::encode::Encoded;

const NOTHING: u8 = 0;
const BYTES: u8 = 1;
const COLUMNS: u8 = 2;
const SHEETS: u8 = 3;

impl Encoded {
    /// Appends them.
    pub(crate) fn pack(&self, out: &mut Vec<u8>) -> Result<(), String> {
        match self {
            Encoded::Nothing => out.push(NOTHING),
            Encoded::Bytes(bytes) => {
                out.push(BYTES);
                out.extend_from_slice(bytes);
            }
            Encoded::Columns(batch) => {
                out.push(COLUMNS);
                let written = StreamWriter::try_new(&mut *out, &batch.schema())
                    .and_then(|mut writer| writer.write(batch).and_then(|()| writer.finish()));
                written.map_err(|error| error.to_string())?;
            }
            Encoded::Sheets(Sheets { people, rows, kept }) => {
                out.push(SHEETS);
                put(out, &serde_json::to_vec(kept).map_err(|error| error.to_string())?);
                for (lines, count) in [people, rows] {
                    out.extend_from_slice(&count.to_le_bytes());
                    put(out, lines);
                }
            }
        }
        Ok(())
    }

    /// What [`Encoded::pack`] wrote; nothing where it is anything else.
    pub(crate) fn unpack(bytes: &[u8]) -> Option<Encoded> {
        let (kind, mut rest) = bytes.split_first()?;
        match *kind {
            NOTHING => Some(Encoded::Nothing),
            BYTES => Some(Encoded::Bytes(rest.to_vec())),
            COLUMNS => {
                let mut batches = StreamReader::try_new(Cursor::new(rest), None).ok()?;
                let batch = batches.next()?.ok()?;
                batches.next().is_none().then_some(Encoded::Columns(batch))
            }
            SHEETS => {
                let kept = serde_json::from_slice(take(&mut rest)?).ok()?;
                let mut lines = || {
                    let (count, after) = rest.split_first_chunk()?;
                    rest = after;
                    Some((take(&mut rest)?.to_vec(), u64::from_le_bytes(*count)))
                };
                Some(Encoded::Sheets(Sheets { people: lines()?, rows: lines()?, kept }))
            }
            _ => None,
        }
    }
}

/// Appends bytes behind their number.
pub(crate) fn put(out: &mut Vec<u8>, bytes: &[u8]) {
    out.extend_from_slice(&(bytes.len() as u64).to_le_bytes());
    out.extend_from_slice(bytes);
}

/// Takes what [`put`] appended.
pub(crate) fn take<'b>(from: &mut &'b [u8]) -> Option<&'b [u8]> {
    let (length, rest) = from.split_first_chunk()?;
    let length = usize::try_from(u64::from_le_bytes(*length)).ok()?;
    let (bytes, rest) = rest.split_at_checked(length)?;
    *from = rest;
    Some(bytes)
}
