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
    /// Who asks where an address does not say.
    pub usual: &'s Audience,
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
    /// Whether it is a page without a server: its links stay in it, and nothing leaves the browser.
    pub still: bool,
}

impl Site<'_> {
    /// An address of this site that keeps who asks, where and when.
    pub fn link(&self, path: &str) -> String {
        let mut link = format!("{}{path}", if self.still { "#" } else { "" });
        let mut mark = if path.contains('?') { '&' } else { '?' };
        let mut add = |name: &str, value: &str| {
            // Writing to a string cannot fail.
            let _ = write!(link, "{mark}{name}={}", escaped(value));
            mark = '&';
        };
        for (name, value) in self.kept() {
            add(name, &value);
        }
        link
    }

    /// Who asks, where and when, as addresses and forms of this site have it. Nobody is named too, where somebody is usual.
    pub(super) fn kept(&self) -> impl Iterator<Item = (&'static str, String)> {
        let (asks, usual) = (self.audience, self.usual);
        let reader = asks.reader.map(|reader| reader.word().to_owned());
        let reader = reader.or_else(|| usual.reader.map(|_| String::new()));
        let place = asks.place.clone().or_else(|| usual.place.as_ref().map(|_| String::new()));
        let as_of = self.asked_as_of.then(|| self.as_of.to_string());
        [("reader", reader), ("place", place), ("as_of", as_of)]
            .into_iter()
            .filter_map(|(name, value)| Some((name, value?)))
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
