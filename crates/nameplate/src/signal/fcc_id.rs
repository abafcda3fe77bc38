//! FCC identifiers.

use super::kind::{Found, Signal, SignalKind};
use super::look::Look;
use super::weights::{self, Weight};
use crate::listing::{Defect, Field, Span};
use crate::reading::telltales::{Marker, Meaning};

pub(crate) const KIND: SignalKind = SignalKind {
    id: "fcc_id",
    reads: "The FCC ID, in its field, behind \"FCC ID\" in a text, or by itself where its grantee code has five characters and a hyphen follows (2ADTD-...): a grantee code of three or five characters, then the product code (47 CFR 2.926).",
    why: "The code belongs to the applicant who answers to the FCC for the equipment.",
    strength: "Decisive for who applied.",
    misleads: "The applicant may be the brand and not the maker; a module inside has an ID of its own.",
    find,
};

fn find(look: &Look<'_>, found: &mut Found) {
    if let Some(reading) = look.field(Field::FccId) {
        let text = reading.text();
        match code_at(text, 0) {
            Some((start, end)) => add(look, found, Span::new(Field::FccId, start..end), weights::FCC_FIELD),
            None => {
                found
                    .defects
                    .push(Defect::field(Field::FccId, format!("`{}` is not an FCC ID", text.trim())));
            }
        }
    }
    for field in [Field::Title, Field::Model, Field::Text, Field::Other] {
        let Some(reading) = look.field(field) else { continue };
        for hit in &reading.hits {
            let meanings = look.tales.meanings(hit.literal);
            let announced = meanings.contains(&Meaning::Marker(Marker::FccId));
            let from = if announced { hit.end } else { hit.start };
            let begins = meanings.contains(&Meaning::Marker(Marker::Grantee))
                && reading.text()[hit.end..].starts_with('-');
            if let Some((start, end)) = code_at(reading.text(), from).filter(|_| announced || begins) {
                add(look, found, Span::new(field, start..end), weights::FCC_TEXT);
            }
        }
    }
}

/// Adds the applicant whose grantee code an FCC ID begins with, if it is known.
fn add(look: &Look<'_>, found: &mut Found, span: Span, weight: Weight) {
    let Some(reading) = look.field(span.field) else { return };
    let code: String =
        reading.text()[span.range.clone()].chars().filter(char::is_ascii_alphanumeric).collect();
    let Some(&party) = grantee_code(&code).and_then(|code| look.tales.grantees.get(code)) else { return };
    found.signals.push(Signal::made_by(KIND.id, span, party, weight));
}

/// The grantee code of an FCC ID: five characters where it begins with a digit, else three.
fn grantee_code(id: &str) -> Option<&str> {
    let length = if id.starts_with(|c: char| c.is_ascii_digit()) { 5 } else { 3 };
    id.get(..length)
}

/// Where the identifier at or behind `from` stands: letters, digits and hyphens, at least four characters.
fn code_at(text: &str, from: usize) -> Option<(usize, usize)> {
    let rest = &text[from..];
    let start = from + rest.len() - rest.trim_start_matches([' ', ':', '#', '：', '=']).len();
    let is_part = |b: u8| b.is_ascii_alphanumeric() || b == b'-';
    let length = text.as_bytes()[start..].iter().take_while(|b| is_part(**b)).count();
    let code = &text[start..start + length];
    let plain = code.bytes().filter(u8::is_ascii_alphanumeric).count();
    (plain >= 4 && code.bytes().next().is_some_and(|b| b.is_ascii_alphanumeric()))
        .then_some((start, start + length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grantee_codes_have_three_or_five_characters() {
        assert_eq!(grantee_code("2adtd5604sd"), Some("2adtd"));
        assert_eq!(grantee_code("ss3mt3pd"), Some("ss3"));
        assert_eq!(grantee_code("2a"), None);
    }

    #[test]
    fn identifiers_are_found_behind_their_marker() {
        let text = "fcc id: 2adtd-5604sd, ce";
        assert_eq!(code_at(text, 6).map(|(start, end)| &text[start..end]), Some("2adtd-5604sd"));
        assert_eq!(code_at("fcc id: n/a", 6), None);
    }
}
