//! A few rows that are in memory already, judged on the caller's thread: what a service is asked. Read by the same code as files, so
//! that the answer is that of a scan.

use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use arrow_array::RecordBatch;
use arrow_buffer::Buffer;
use arrow_ipc::reader::StreamDecoder;
use nameplate::Listing;
use nameplate::finding::ListingResult;

use crate::guard::guarded;
use crate::kernel::{Judge, Judging, for_each};
use crate::open::open;
use crate::parquet::columns_of_schema;
use crate::reader::Asked;
use crate::rows::{RowBase, Rows};
use crate::source::{Input, Tap};
use tables::columns::{Header, Keep, Mapping, Table};
use tables::error::Error;
use tables::limits::Limits;

/// Rows in memory.
#[derive(Clone, Debug)]
pub struct Few {
    /// Name in errors and results.
    pub name: &'static str,
    /// As what they are written.
    pub written: FewAs,
    /// The bytes.
    pub bytes: Arc<[u8]>,
    /// More rows than these are refused.
    pub most: usize,
}

/// As what a few rows are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FewAs {
    /// JSON: an object, an array of objects, or one a line.
    Json,
    /// An Arrow IPC stream.
    ArrowStream,
}

/// What sees each result, with the listing that was judged.
pub type EachOfFew<'e> = &'e mut dyn FnMut(&ListingResult<'_>, &Listing<'_>);

/// Judges a few rows in their order.
///
/// # Errors
/// Bytes that are not what they are said to be, columns of which none has a known meaning, or more rows than are allowed. `each` may
/// have seen rows before that.
pub fn screen_few<J: Judge>(judging: Judging<'_, J>, few: &Few, each: EachOfFew<'_>) -> Result<usize, Error> {
    let mut desk = Desk { judging, most: few.most, name: few.name, seen: 0 };
    match few.written {
        FewAs::Json => desk.json(few, each)?,
        FewAs::ArrowStream => desk.arrow(few, each)?,
    }
    Ok(desk.seen)
}

struct Desk<'j, J: Judge> {
    judging: Judging<'j, J>,
    most: usize,
    name: &'static str,
    seen: usize,
}

impl<J: Judge> Desk<'_, J> {
    fn json(&mut self, few: &Few, each: EachOfFew<'_>) -> Result<(), Error> {
        let first = few
            .bytes
            .trim_ascii_start()
            .strip_prefix(b"\xef\xbb\xbf")
            .unwrap_or(few.bytes.trim_ascii_start());
        if !matches!(first.trim_ascii_start().first(), Some(b'{' | b'[')) {
            return Err(
                self.unread(few, "it is no JSON: an object, an array of objects, or an object a line")
            );
        }
        let input = Input::Bytes { name: few.name.to_owned(), bytes: Arc::clone(&few.bytes) };
        let asked = Asked {
            mapping: &Mapping::default(),
            limits: Limits::default(),
            encoding: Some("utf-8"),
            table: Table::Catalog,
            header: Header::default(),
            sheet: None,
            keep: &Keep::None,
            lines: false,
        };
        let mut reader = open(&input, &Tap::new(Arc::new(AtomicU64::new(0))), &asked)?;
        while let Some(rows) = reader.next_batch()? {
            self.judge(&rows, each)?;
        }
        Ok(())
    }

    fn arrow(&mut self, few: &Few, each: EachOfFew<'_>) -> Result<(), Error> {
        // The decoder waits for bytes instead of making room for as many as a message claims to have.
        let batches = guarded(|| {
            let (mut decoder, mut all) = (StreamDecoder::new(), Vec::<RecordBatch>::new());
            let mut bytes = Buffer::from(few.bytes.to_vec());
            while let Some(batch) = decoder.decode(&mut bytes).map_err(|error| error.to_string())? {
                all.push(batch);
            }
            decoder.finish().map_err(|error| error.to_string())?;
            Ok(all)
        })
        .map_err(|reason| self.unread(few, &reason))?;
        for batch in batches {
            let columns = Arc::new(columns_of_schema(few.name, batch.schema_ref(), &Mapping::default())?);
            let base = RowBase { file: few.name.into(), first_row: self.seen as u64, ..RowBase::default() };
            self.judge(&Rows { batch, columns, base }, each)?;
        }
        Ok(())
    }

    fn judge(&mut self, rows: &Rows, each: EachOfFew<'_>) -> Result<(), Error> {
        self.seen = self.seen.saturating_add(rows.batch.num_rows());
        if self.seen > self.most {
            return Err(Error::TooManyRows { file: self.name.to_owned(), most: self.most });
        }
        let judging = Judging { judge: self.judging.judge, memo: &mut *self.judging.memo };
        for_each(judging, rows, None, &mut |result, _, line| {
            each(result, line.listing);
            true
        });
        Ok(())
    }

    fn unread(&self, few: &Few, reason: &str) -> Error {
        Error::Read { file: few.name.to_owned(), rows: self.seen as u64, reason: reason.to_owned() }
    }
}
