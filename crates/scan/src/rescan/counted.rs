//! A Parquet file of a state, read in stretches; how many bytes were read is counted, since that is what a rescan is to save.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use parquet::arrow::arrow_reader::{
    ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReaderBuilder,
};
use parquet::errors::Result as ParquetResult;
use parquet::file::metadata::PageIndexPolicy;
use parquet::file::reader::{ChunkReader, Length};

use super::error::StateError;

/// A file of which every byte that is read is counted.
#[derive(Clone, Debug)]
pub(super) struct Counted {
    path: Arc<PathBuf>,
    length: u64,
    read: Arc<AtomicU64>,
}

impl Counted {
    pub(super) fn open(path: &Path, read: &Arc<AtomicU64>) -> Result<Self, StateError> {
        let failed = |cause| StateError::Io { path: path.to_owned(), cause };
        let length = path.metadata().map_err(failed)?.len();
        Ok(Counted { path: Arc::new(path.to_owned()), length, read: Arc::clone(read) })
    }

    /// Opened, with what tells of its pages.
    pub(super) fn reader(self) -> Result<ParquetRecordBatchReaderBuilder<Counted>, StateError> {
        let path = Arc::clone(&self.path);
        let options = ArrowReaderOptions::new().with_page_index_policy(PageIndexPolicy::Required);
        let damaged = |cause| StateError::damaged(&path, cause);
        let metadata = ArrowReaderMetadata::load(&self, options).map_err(damaged)?;
        Ok(ParquetRecordBatchReaderBuilder::new_with_metadata(self, metadata))
    }
}

impl Length for Counted {
    fn len(&self) -> u64 {
        self.length
    }
}

impl ChunkReader for Counted {
    type T = CountedRead;

    fn get_read(&self, start: u64) -> ParquetResult<CountedRead> {
        let mut file = File::open(&*self.path)?;
        file.seek(SeekFrom::Start(start))?;
        Ok(CountedRead { file, read: Arc::clone(&self.read) })
    }

    fn get_bytes(&self, start: u64, length: usize) -> ParquetResult<bytes::Bytes> {
        let mut buffer = vec![0; length];
        self.get_read(start)?.read_exact(&mut buffer)?;
        Ok(buffer.into())
    }
}

/// A stretch of such a file.
pub(super) struct CountedRead {
    file: File,
    read: Arc<AtomicU64>,
}

impl Read for CountedRead {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let n = self.file.read(buffer)?;
        self.read.fetch_add(n as u64, Ordering::Relaxed);
        Ok(n)
    }
}
