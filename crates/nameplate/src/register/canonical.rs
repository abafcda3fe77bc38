//! Canonical bytes of statements, and how digests are written.

/// Lower-case hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    bytes
        .iter()
        .flat_map(|b| [DIGITS[usize::from(b >> 4)], DIGITS[usize::from(b & 15)]])
        .map(char::from)
        .collect()
}

/// The canonical bytes of a statement: JSON, its fields in the order and by the names of the files that state it. Digests
/// are made of it, and statements are put in order by it, so that neither depends on a private name.
pub fn canonical(statement: &impl serde::Serialize) -> String {
    // Statements are plain structs of texts, numbers, dates and lists: nothing in them can fail to be written.
    serde_json::to_string(statement).unwrap_or_default()
}
