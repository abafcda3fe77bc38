//! Every bound of the reading side, as one value: what keeps memory constant whatever the input holds.

/// Bounds on what is read at once. None of them bounds the size of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Longest row, in bytes; a longer one is a row that could not be read.
    pub row_bytes: usize,
    /// Most lines that one quoted CSV field may span; beyond, the quote is taken to be broken.
    pub quoted_lines: u64,
    /// Most fields of one CSV row.
    pub fields: usize,
    /// Most distinct paths of a JSON file that are looked at.
    pub paths: usize,
    /// Most rows of one batch.
    pub batch_rows: usize,
    /// A batch ends after the row that takes its text past this many bytes.
    pub batch_bytes: usize,
    /// Most bytes that pages of a Parquet file may unpack to that are held at once, one of each column.
    pub page_bytes: usize,
    /// Most elements of lists in a row group of a Parquet file, unless it has rows enough for them (64 a row).
    pub items: usize,
    /// A Parquet file may unpack to so many bytes of text, however small it is, ...
    pub unpacked_bytes: u64,
    /// ... and beyond that to so many times its own size.
    pub unpacked_times: u64,
    /// Most bytes that a workbook may have, and that its parts may unpack to.
    pub workbook_bytes: u64,
    /// Most cells that a sheet of a workbook may have, and empty ones between them that a library makes room for.
    pub workbook_cells: u64,
    /// Most columns without a known meaning that are read as plain text; further ones are not read, and named.
    pub plain_columns: usize,
    /// Most bytes of the supplier table, which is held in memory.
    pub supplier_bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            row_bytes: 16 << 20,
            quoted_lines: 1_000,
            fields: 16_384,
            paths: 16_384,
            batch_rows: 4_096,
            batch_bytes: 4 << 20,
            page_bytes: 128 << 20,
            items: 4 << 20,
            unpacked_bytes: 64 << 20,
            unpacked_times: 1_000,
            workbook_bytes: 1 << 30,
            workbook_cells: 1 << 25,
            plain_columns: 64,
            supplier_bytes: 1 << 30,
        }
    }
}
