//! Opens a register from bytes: checks the header and that every section lies inside, then reads in place.
//!
//! The full check of hash and references is [`Register::verify`]; it is done once, when a register is installed. After
//! that every read is still bounds-checked: a damaged file gives empty answers, never undefined ones.

use zerocopy::{FromBytes, Immutable, KnownLayout, Unaligned};

use super::canonical::hex;
use super::format::*;

/// Why bytes are no register.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OpenError {
    /// Too short, or another kind of file.
    #[error("this is not a Nameplate register")]
    NotARegister,
    /// Written by another version.
    #[error("the register has format {found}, this program reads {FORMAT_VERSION}: build it again")]
    Version {
        /// Version of the file.
        found: u32,
    },
    /// The file was cut, or something was added.
    #[error("the register is {found} bytes long and should be {expected}: it was damaged on the way")]
    Length {
        /// As found.
        found: u64,
        /// As its header says.
        expected: u64,
    },
    /// A section does not lie where its directory says.
    #[error("section {section} of the register is damaged")]
    Section {
        /// Number of the section.
        section: usize,
    },
    /// The contents are not those the hash was taken of.
    #[error("the register does not have the hash that its header states: it was changed or damaged")]
    Hash,
    /// A record points outside.
    #[error("the register is damaged: {0}")]
    Reference(String),
}

/// An open register. Cheap to copy: it only borrows the bytes.
#[derive(Clone, Copy)]
pub struct Register<'r> {
    pub(crate) bytes: &'r [u8],
    pub(crate) header: &'r Header,
    /// Where the sections lie, as it was checked when it was opened. Kept where they are: a view of a party or a relation holds a
    /// copy of this, and there are thousands of them.
    directory: &'r [Entry],
    /// All text: what is asked for most.
    heap: &'r [u8],
}

impl std::fmt::Debug for Register<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Register")
            .field("version", &self.version())
            .field("bytes", &self.bytes.len())
            .finish()
    }
}

impl<'r> Register<'r> {
    /// Opens a register.
    ///
    /// # Errors
    /// Says what is wrong with the file. The contents are not checked here: see [`Register::verify`].
    pub fn open(bytes: &'r [u8]) -> Result<Self, OpenError> {
        let (header, rest) = Header::ref_from_prefix(bytes).map_err(|_| OpenError::NotARegister)?;
        if header.magic != MAGIC {
            return Err(OpenError::NotARegister);
        }
        if header.version.get() != FORMAT_VERSION {
            return Err(OpenError::Version { found: header.version.get() });
        }
        if header.sections.get() as usize != SECTIONS {
            return Err(OpenError::NotARegister);
        }
        if header.length.get() != bytes.len() as u64 {
            return Err(OpenError::Length { found: bytes.len() as u64, expected: header.length.get() });
        }
        let directory = <[Entry]>::ref_from_prefix_with_elems(rest, SECTIONS);
        let (directory, _) = directory.map_err(|_| OpenError::NotARegister)?;
        for (n, entry) in directory.iter().enumerate() {
            section_of(bytes, entry, n).ok_or(OpenError::Section { section: n })?;
        }
        let heap = directory.get(Section::Heap as usize).and_then(|entry| place(bytes, entry));
        Ok(Register { bytes, header, directory, heap: heap.unwrap_or_default() })
    }

    /// Version of the contents, as given when it was built.
    pub fn version(&self) -> &'r str {
        self.table::<MetaRow>(Section::Meta).first().map_or("", |meta| self.text(meta.version))
    }

    /// Whether its names were read with the tables of this program.
    pub fn names_are_current(&self) -> bool {
        let meta = self.table::<MetaRow>(Section::Meta).first();
        meta.is_some_and(|meta| self.text(meta.built_from) == crate::names::TABLES)
    }

    /// SHA-256 of the contents, as the header states it.
    pub fn hash(&self) -> String {
        hex(&self.header.hash)
    }

    /// Size in bytes.
    pub fn size(&self) -> usize {
        self.bytes.len()
    }

    pub(crate) fn table<T: FromBytes + Immutable + KnownLayout + Unaligned>(
        &self,
        section: Section,
    ) -> &'r [T] {
        <[T]>::ref_from_bytes(self.raw(section)).unwrap_or_default()
    }

    pub(crate) fn raw(&self, section: Section) -> &'r [u8] {
        // What does not fit was refused when it was opened.
        self.directory.get(section as usize).and_then(|entry| place(self.bytes, entry)).unwrap_or_default()
    }

    pub(crate) fn text_bytes(&self, text: Text) -> Option<&'r [u8]> {
        let start = text.offset.get() as usize;
        let end = start.checked_add(text.length.get() as usize)?;
        self.heap.get(start..end)
    }

    pub(crate) fn text(&self, text: Text) -> &'r str {
        self.text_bytes(text).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default()
    }

    pub(crate) fn span<T: FromBytes + Immutable + KnownLayout + Unaligned>(
        &self,
        section: Section,
        span: Span,
    ) -> &'r [T] {
        let start = span.start.get() as usize;
        let end = start.saturating_add(span.length.get() as usize);
        self.table::<T>(section).get(start..end).unwrap_or_default()
    }
}

fn place<'r>(bytes: &'r [u8], entry: &Entry) -> Option<&'r [u8]> {
    let start = usize::try_from(entry.offset.get()).ok()?;
    let end = start.checked_add(usize::try_from(entry.length.get()).ok()?)?;
    bytes.get(start..end)
}

fn section_of<'r>(bytes: &'r [u8], entry: &Entry, n: usize) -> Option<&'r [u8]> {
    let section = place(bytes, entry)?;
    let size = entry.size.get() as usize;
    let fits = size == record_size(n) && section.len().is_multiple_of(size);
    (fits && entry.section.get() as usize == n).then_some(section)
}

/// The record size that this version expects of each section.
fn record_size(section: usize) -> usize {
    const SIZES: [usize; SECTIONS] = [
        size_of::<MetaRow>(),
        size_of::<SourceRow>(),
        size_of::<PartyRow>(),
        4,
        size_of::<NameRow>(),
        4,
        size_of::<RelationRow>(),
        size_of::<LeadRow>(),
        size_of::<DesignationRow>(),
        size_of::<ClaimRow>(),
        size_of::<ResponseRow>(),
        size_of::<ContradictionRow>(),
        size_of::<StatementRow>(),
        size_of::<TellRow>(),
        size_of::<ListRow>(),
        size_of::<RuleRow>(),
        size_of::<ClassRow>(),
        4,
        size_of::<Text>(),
        size_of::<FormRow>(),
        size_of::<TokenRow>(),
        size_of::<WordRow>(),
        size_of::<KeyRow>(),
        size_of::<KeyRow>(),
        4,
        1,
    ];
    SIZES[section]
}
