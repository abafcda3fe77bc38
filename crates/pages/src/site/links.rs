//! What every page of the site says and keeps: who asks, where, and the day, in the addresses of its links.

use std::fmt::Write as _;

use nameplate::Day;
use nameplate::answer::Audience;
use nameplate::report::RegisterId;

/// What every page of the site says and needs.
#[derive(Clone, Copy, Debug)]
pub struct Site<'s> {
    /// Who asks, and where.
    pub audience: &'s Audience,
    /// The day that is asked for.
    pub as_of: Day,
    /// Whether the address names the day: then links name it too.
    pub asked_as_of: bool,
    /// The register that answers.
    pub register: &'s RegisterId,
    /// The day of its newest source, where the day asked for is later.
    pub reach: Option<Day>,
    /// What has to be said where no published list is loaded.
    pub without_lists: Option<&'s str>,
}

impl Site<'_> {
    /// An address of this site that keeps who asks, where and when.
    pub fn link(&self, path: &str) -> String {
        let mut link = path.to_owned();
        let mut mark = if path.contains('?') { '&' } else { '?' };
        let mut add = |name: &str, value: &str| {
            // Writing to a string cannot fail.
            let _ = write!(link, "{mark}{name}={}", escaped(value));
            mark = '&';
        };
        if let Some(reader) = self.audience.reader {
            add("reader", reader.word());
        }
        if let Some(place) = &self.audience.place {
            add("place", place);
        }
        if self.asked_as_of {
            add("as_of", &self.as_of.to_string());
        }
        link
    }
}

/// A text as a part of an address (RFC 3986): what is neither a letter, a digit nor one of `-._~` by its bytes.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => out.push(char::from(byte)),
            byte => {
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    out
}
