//! The layout of a register file: a header, a directory of sections, then tables of fixed-size little-endian records
//! and one heap of text. Nothing is parsed on opening; every read is bounds-checked.
//!
//! ```text
//! magic "NAMEPLT\0" | format version | sections | length | SHA-256 of all that follows the header
//! directory: section number, record size, offset, length
//! tables ...
//! heap of UTF-8 text
//! ```
//! The types are unaligned and carry no padding, so a file reads the same on every machine and from any address.

use zerocopy::little_endian::{U16, U32, U64};
use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout, Unaligned};

/// First bytes of a register.
pub(crate) const MAGIC: [u8; 8] = *b"NAMEPLT\0";

/// Version of the layout. A file of another version is refused.
pub const FORMAT_VERSION: u32 = 5;

macro_rules! record {
    ($(#[$doc:meta])* $name:ident { $($(#[$fdoc:meta])* $field:ident: $type:ty),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, FromBytes, IntoBytes, Immutable, KnownLayout, Unaligned)]
        #[repr(C)]
        pub(crate) struct $name { $($(#[$fdoc])* pub(crate) $field: $type),+ }
    };
}

record! {
    /// Start of the file.
    Header { magic: [u8; 8], version: U32, sections: U32, length: U64, hash: [u8; 32] }
}

record! {
    /// Where a section stands.
    Entry { section: U32, size: U32, offset: U64, length: U64 }
}

record! {
    /// Text in the heap.
    #[derive(PartialEq, Eq, Hash, Default)]
    Text { offset: U32, length: U32 }
}

record! {
    /// A run of records in another table.
    #[derive(Default)]
    Span { start: U32, length: U32 }
}

record! {
    /// When something held.
    Dates { from: U32, to: U32, first_confirmed: U32, last_confirmed: U32 }
}

record! {
    SourceRow { id: Text, title: Text, url: Text, date: U32, tier: u8 }
}

record! {
    PartyRow {
        id: Text, name: Text, native: Text, note: Text, country: Text, kind: u8, bulk: u8,
        names: Span, makes: Span, sources: Span,
        designations: Span, claims: Span, responses: Span, contradictions: Span, leads: Span, tells: Span,
        entries: Span, countries: Span, addresses: Span, identifiers: Span, born: Span,
    }
}

record! {
    NameRow { text: Text, key: Text, party: U32, kind: u8, flags: u8 }
}

/// Flag of a name: an ordinary word.
pub(crate) const COMMON: u8 = 1;
/// Flag of a name: looked for in fields only.
pub(crate) const FIELD_ONLY: u8 = 2;
/// Flag of a name: not sourced (a name is no allegation).
pub(crate) const UNSOURCED: u8 = 4;

record! {
    /// An edge, stored under the party that the path leaves.
    RelationRow {
        from: U32, to: U32, leaves: U32, reaches: U32,
        kind: u8, extent: u8, status: u8, carries: u8, direct: u8, has_share: u8,
        share_min: U16, share_max: U16,
        dates: Dates, year_from: U16, year_to: U16,
        models: Span, lines: Span, classes: Span, markets: Span, sources: Span, note: Text,
    }
}

record! {
    LeadRow { from: U32, to: U32, sentence: Text, sources: Span }
}

record! {
    DesignationRow {
        party: U32, class: U32, produced: Text, purposes: Span, list: U32, entry: Text, since: U32, until: U32,
        first_seen: U32, reason: Text, citation: Text, sources: Span,
    }
}

record! {
    ClaimRow {
        about: U32, subject: Text, status: Text, by: Text, sentence: Text, date: U32, among: U32, sources: Span,
    }
}

record! {
    ResponseRow { party: U32, sentence: Text, date: U32, sources: Span }
}

record! {
    ContradictionRow { about: U32, topic: Text, resolution: Text, statements: Span }
}

record! {
    StatementRow { says: Text, source: U32 }
}

record! {
    /// A tell-tale: one row a literal.
    TellRow { kind: u8, strength: u8, party: U32, literal: Text, rest: Text, class: U32, sources: Span }
}

record! {
    ListRow { id: Text, name: Text, kind: Text, authority: Text, jurisdiction: Text, citation: Text, url: Text }
}

record! {
    RuleRow {
        code: Text, list: U32, on: Span, jurisdiction: Text, grounds: U16, share: u8, share_at_least: u8,
        reader: Text, act: Text, severity: Text, state: Text, why: Text, from: U32, to: U32, unverified_from: U32,
        parties: Span, classes: Span, produced: Text, produced_in: Span, authorised_since: U32,
        authorised_before: U32, purposes: Span, needs: Span, exceptions: Span, sentence: Text, citation: Text,
        verified: u8,
    }
}

record! {
    ClassRow {
        id: Text, name: Text, parent: U32, accessory: u8, nouns: Span, not_before: Span, not_after: Span,
        designations: Span,
    }
}

record! {
    /// A name as it is compared: one way to read it.
    FormRow { name: U32, party: U32, tokens: Span, weight: U32, legal: U16, kind: u8 }
}

record! {
    /// A word of a form, and where it stands in the name as written.
    TokenRow { word: U32, start: U16, end: U16 }
}

record! {
    /// A word that names are made of, with all that comparing needs to know of it; its first letters stand here as well, so
    /// that most words are told apart without going to the text.
    WordRow {
        text: Text, head: U64, sound: U64, bare: U64, mask: U32, org_group: U16, person_group: U16,
        org_weight: U16, person_weight: U16, flags: U16, forms: Span,
    }
}

record! {
    /// What a word or a form is found by.
    KeyRow { key: U64, to: U32 }
}

record! {
    /// What the register says of itself.
    MetaRow { version: Text, built_from: Text }
}

/// A rule that asks no ownership test.
pub(crate) const NO_SHARE: u8 = u8::MAX;

/// No record: where an index is missing.
pub(crate) const NONE: u32 = u32::MAX;

/// Sections in the order of the file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u32)]
pub(crate) enum Section {
    Meta,
    Sources,
    Parties,
    /// Party numbers by id.
    PartiesById,
    Names,
    /// Name numbers by key.
    NamesByKey,
    Relations,
    Leads,
    Designations,
    Claims,
    Responses,
    Contradictions,
    Statements,
    Tells,
    Lists,
    Rules,
    Classes,
    /// Runs of numbers that spans point into.
    Numbers,
    /// Runs of text that spans point into.
    Texts,
    /// Names as they are compared.
    Forms,
    Tokens,
    /// Words of names, by text.
    Words,
    /// What words are found by, by key.
    WordKeys,
    /// What forms are found by beside their words, by key.
    FormKeys,
    /// Numbers of forms, a run a word.
    WordForms,
    Heap,
}

/// How many sections a file of this version has.
pub(crate) const SECTIONS: usize = Section::Heap as usize + 1;
