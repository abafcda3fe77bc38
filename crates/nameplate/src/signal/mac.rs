//! MAC addresses.

use super::kind::{Found, Signal, SignalKind};
use super::look::Look;
use super::weights::{self, Weight};
use crate::listing::{Defect, Field, Span};
use crate::reading::telltales::{Marker, Meaning};
use crate::register::PartyNo;

pub(crate) const KIND: SignalKind = SignalKind {
    id: "mac",
    reads: "A MAC address or its first bytes, in its field or behind \"MAC\" in the text.",
    why: "The first 24, 28 or 36 bits are assigned by the IEEE to a registrant with an address.",
    strength: "Decisive for who made the network part.",
    misleads: "The network module may be another's; addresses can be set by software.",
    find,
};

fn find(look: &Look<'_>, found: &mut Found) {
    if let Some(reading) = look.field(Field::Mac) {
        let text = reading.text();
        match address_at(text, 0) {
            Some((start, end, digits)) => {
                add(look, found, (Span::new(Field::Mac, start..end), &digits), weights::MAC_FIELD);
            }
            None => {
                let reason = format!("`{}` is no MAC address", text.trim());
                found.defects.push(Defect::field(Field::Mac, reason));
            }
        }
    }
    for field in [Field::Title, Field::Text] {
        let Some(reading) = look.field(field) else { continue };
        let announces = Meaning::Marker(Marker::Mac);
        for hit in reading.hits.iter().filter(|h| look.tales.meanings(h.literal).contains(&announces)) {
            if let Some((start, end, digits)) = address_at(reading.text(), hit.end) {
                add(look, found, (Span::new(field, start..end), &digits), weights::MAC_TEXT);
            }
        }
    }
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
    use super::address_at;

    #[test]
    fn addresses_are_read_in_every_usual_form() {
        for text in ["44:19:b6:12:34:56", "44-19-b6-12-34-56", "4419b6123456", "4419.b612.3456"] {
            assert_eq!(address_at(text, 0).unwrap().2, "4419b6123456", "{text}");
        }
        assert_eq!(address_at("44:19:b6", 0).unwrap().2, "4419b6");
        assert_eq!(address_at("os big sur", 0), None);
    }
}
