//! MAC addresses.

use std::ops::Range;

use super::kind::{Found, Signal, SignalKind};
use super::look::Look;
use super::weights::{self, Weight};
use crate::listing::{Defect, Field, Span};
use crate::reading::telltales::{Marker, Meaning};
use crate::register::PartyNo;

pub(crate) const KIND: SignalKind = SignalKind {
    id: "mac",
    reads: "MAC addresses or their first bytes in their field; in texts, what has the form of one (44:19:b6:12:34:56, 4419.b612.3456), stands after an IP address or behind \"MAC\".",
    why: "The first 24, 28 or 36 bits are assigned by the IEEE to a registrant with an address.",
    strength: "Decisive for who made the network part.",
    misleads: "The network module may be another's; addresses can be set by software.",
    find,
};

fn find(look: &Look<'_>, found: &mut Found) {
    if let Some(reading) = look.field(Field::Mac) {
        let read = addresses(reading.text(), Written::InItsField);
        if read.is_empty() {
            let reason = format!("`{}` is not a MAC address", reading.text().trim());
            found.defects.push(Defect::field(Field::Mac, reason));
        }
        for (place, digits) in read {
            add(look, found, (Span::new(Field::Mac, place), &digits), weights::MAC_FIELD);
        }
    }
    for field in TEXTS {
        let Some(reading) = look.field(field) else { continue };
        let announces = Meaning::Marker(Marker::Mac);
        for hit in reading.hits.iter().filter(|h| look.tales.meanings(h.literal).contains(&announces)) {
            if let Some((start, end, digits)) = address_at(reading.text(), hit.end) {
                add(look, found, (Span::new(field, start..end), &digits), weights::MAC_TEXT);
            }
        }
        for (place, digits) in addresses(reading.text(), Written::Anywhere) {
            add(look, found, (Span::new(field, place), &digits), weights::MAC_TEXT);
        }
    }
}

/// Fields of running text, in which an address is known by its form or by the words before it.
const TEXTS: [Field; 4] = [Field::Title, Field::Model, Field::Text, Field::Other];

/// Whether an address stands in running text that nothing announces.
pub(super) fn stands_in(field: Field, text: &str) -> bool {
    TEXTS.contains(&field) && !addresses(text, Written::Anywhere).is_empty()
}

/// Whether signs stand as far apart as those of an address do: five alike with two digits between, two full stops with four; or, for
/// an address that follows an IP address, a full stop between digits. Without a branch, so that a machine looks at many bytes at once.
fn may_hold_one(bytes: &[u8]) -> bool {
    // Slices of one length, so that no step asks where a text ends.
    let beside = |apart: usize| {
        let length = bytes.len().saturating_sub(apart);
        move |n: usize| bytes.get(n..n + length).unwrap_or_default()
    };
    let sign = |byte: u8| (byte == b':') | (byte == b'-') | (byte == b' ');
    let at = beside(12);
    let [a, b, c, d, e] = [at(0), at(3), at(6), at(9), at(12)];
    let parted = (0..a.len()).fold(0, |any, n| {
        let unlike = (a[n] ^ b[n]) | (a[n] ^ c[n]) | (a[n] ^ d[n]) | (a[n] ^ e[n]);
        any | u8::from(sign(a[n]) & (unlike == 0))
    });
    let at = beside(5);
    let stops = at(0).iter().zip(at(5)).fold(0, |any, (a, b)| any | u8::from((*a == b'.') & (*b == b'.')));
    let at = beside(1);
    let digit = |byte: u8| byte.wrapping_sub(b'0') < 10;
    let ip = at(0).iter().zip(at(1)).fold(0, |any, (a, b)| any | u8::from((*a == b'.') & digit(*b)));
    parted | stops | ip != 0
}

/// What is known of a text in which addresses are looked for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Written {
    /// It is a field for them: first bytes, and addresses without separators, are read too.
    InItsField,
    /// It is any text: only what can hardly be anything else.
    Anywhere,
}

/// Addresses by their form: six bytes parted by colons, hyphens or blanks, three groups of four digits parted by full stops, or
/// twelve digits right after an IP address. In a field for them, the first three to five bytes too.
fn addresses(text: &str, written: Written) -> Vec<(Range<usize>, String)> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    if written == Written::Anywhere && !may_hold_one(bytes) {
        return found;
    }
    let mut at = 0;
    while at < bytes.len() {
        let run = bytes[at..].iter().take_while(|b| b.is_ascii_hexdigit()).count();
        let alone = at == 0 || !bytes[at - 1].is_ascii_alphanumeric();
        if run == 0 || !alone {
            at += run.max(1);
            continue;
        }
        // In any text an address has two, four or twelve digits in a row.
        if written == Written::Anywhere && !matches!(run, 2 | 4 | 12) {
            at += run;
            continue;
        }
        let (end, groups) = parted_at(bytes, at, run);
        let digits = groups * run;
        let grown_up = digits == 12 && (end > at + 12 || follows_an_ip(text, at));
        let first = written == Written::InItsField && (6..=12).contains(&digits) && digits.is_multiple_of(2);
        let ends = bytes.get(end).is_none_or(|b| !b.is_ascii_alphanumeric());
        if (grown_up || first) && ends {
            found.push((at..end, text[at..end].chars().filter(char::is_ascii_hexdigit).collect()));
        }
        at = end.max(at + 1);
    }
    found
}

/// Groups of as many hexadecimal digits, parted by one sign that stays the same, from `at` on: where they end, and how many.
fn parted_at(bytes: &[u8], at: usize, group: usize) -> (usize, usize) {
    let mut end = at + group;
    let mut groups = 1;
    let Some(&sign) = bytes.get(end).filter(|sign| matches!(sign, b':' | b'-' | b'.' | b' ')) else {
        return (end, groups);
    };
    let fits = group == 2 && sign != b'.' || group == 4 && sign == b'.';
    while fits && bytes.get(end) == Some(&sign) && groups * group < 12 {
        let next = &bytes[end + 1..];
        if next.iter().take(group + 1).take_while(|b| b.is_ascii_hexdigit()).count() != group {
            break;
        }
        groups += 1;
        end += 1 + group;
    }
    (end, groups)
}

/// Whether an IP address stands right before: tables of devices write one beside the other.
fn follows_an_ip(text: &str, at: usize) -> bool {
    let before = text[..at].trim_end_matches([' ', ',', ';', '|', '(', '/', '\t']);
    let start = before.rfind(|c: char| !c.is_ascii_digit() && c != '.').map_or(0, |at| at + 1);
    let parts: Vec<&str> = before.get(start..).unwrap_or_default().split('.').collect();
    parts.len() == 4 && parts.iter().all(|part| part.parse::<u8>().is_ok())
}

/// Adds the registrant of the block that an address lies in, if it is known.
fn add(look: &Look<'_>, found: &mut Found, (span, digits): (Span, &str), weight: Weight) {
    if let Some(party) = registrant(look, digits) {
        found.signals.push(Signal::made_by(KIND.id, span, party, weight));
    }
}

/// The registrant of the smallest block that holds the address: 36, 28, then 24 bits.
fn registrant(look: &Look<'_>, digits: &str) -> Option<PartyNo> {
    [9, 7, 6].into_iter().find_map(|length| look.tales.macs.get(digits.get(..length)?).copied())
}

/// An address at or shortly behind `from`: three to six bytes in hexadecimal, parted or not.
fn address_at(text: &str, from: usize) -> Option<(usize, usize, String)> {
    let rest = &text[from..];
    let skipped = rest.trim_start_matches([' ', ':', '=', '：', '(', 'i', 's', 'p', 'r', 'x']).len();
    let start = from + rest.len() - skipped;
    let mut digits = String::new();
    let mut end = start;
    for (at, c) in text[start..].char_indices() {
        match c {
            '0'..='9' | 'a'..='f' => {
                digits.push(c);
                end = start + at + 1;
            }
            ':' | '-' | '.' if !digits.is_empty() => {}
            _ => break,
        }
        if digits.len() == 12 {
            break;
        }
    }
    (digits.len() >= 6 && digits.len().is_multiple_of(2)).then_some((start, end, digits))
}

#[cfg(test)]
mod tests {
    use super::{Written, address_at, addresses};

    #[test]
    fn addresses_are_read_in_every_usual_form() {
        for text in ["44:19:b6:12:34:56", "44-19-b6-12-34-56", "4419b6123456", "4419.b612.3456"] {
            assert_eq!(address_at(text, 0).unwrap().2, "4419b6123456", "{text}");
        }
        assert_eq!(address_at("44:19:b6", 0).unwrap().2, "4419b6");
        assert_eq!(address_at("os big sur", 0), None);
    }

    fn read(text: &str, written: Written) -> Vec<String> {
        addresses(text, written).into_iter().map(|(_, digits)| digits).collect()
    }

    #[test]
    fn addresses_are_known_by_their_form() {
        for text in [
            "cam 44:19:b6:12:34:56 lobby",
            "cam 44-19-b6-12-34-56, lobby",
            "4419.b612.3456",
            "44 19 b6 12 34 56",
            "10.0.0.7 4419b6123456",
            "192.168.1.64 (4419b6123456)",
        ] {
            assert_eq!(read(text, Written::Anywhere), ["4419b6123456"], "{text}");
        }
        for text in [
            "4419b6123456",
            "44:19:b6",
            "2024-10-12-11-30-55x",
            "12:30:45",
            "1.2.3.4",
            "a:b",
            "x44:19:b6:12:34:56",
        ] {
            assert_eq!(read(text, Written::Anywhere), Vec::<String>::new(), "{text}");
        }
        assert_eq!(read("(c0:56:e3|bc:ad:28)", Written::InItsField), ["c056e3", "bcad28"]);
        assert_eq!(read("4419b6123456; 44:19:b6", Written::InItsField), ["4419b6123456", "4419b6"]);
        assert_eq!(read("none", Written::InItsField), Vec::<String>::new());
    }
}
