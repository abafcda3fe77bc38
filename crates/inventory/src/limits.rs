//! The bounds of reading: an export of a large agency is far below each of them, and what is above is refused in words.

/// So many bytes are looked at before the format is told.
pub(crate) const HEAD: usize = 64 << 10;
/// Bytes of one line of text; of a longer one nothing is kept.
pub(crate) const LINE: usize = 64 << 10;
/// Bytes of one tag or text in XML.
pub(crate) const PIECE: usize = 1 << 20;
/// How deep elements may be nested.
pub(crate) const DEPTH: usize = 64;
/// Bytes of text that one device may collect: banners of a thousand open ports.
pub(crate) const TEXT: usize = 48 << 10;
/// Bytes of one file of text or XML.
pub(crate) const FILE: u64 = 4 << 30;
/// Bytes of what comes through a pipe and is a table, or is in UTF-16: that is held whole.
pub(crate) const HELD: u64 = 256 << 20;
/// Troubles of a file that are kept as examples; all are counted.
pub(crate) const TROUBLES: usize = 20;
