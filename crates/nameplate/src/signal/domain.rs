//! Internet domains of makers.

use super::kind::{Found, Signal, SignalKind};
use super::look::Look;
use super::weights;
use crate::listing::Field;
use crate::reading::cue::{Cue, cue_at};
use crate::register::TellKind;
use crate::word::Role;

pub(crate) const KIND: SignalKind = SignalKind {
    id: "domain",
    reads: "A maker's domain: the host of the offer's address, the seller field, or a link in the text.",
    why: "A maker's own shop sells its goods; a text that sends buyers there for firmware names the maker.",
    strength: "Strong for the shop itself, a hint in a text.",
    misleads: "Resellers link to makers' pages for data sheets.",
    find,
};

fn find(look: &Look<'_>, found: &mut Found) {
    for field in [Field::Url, Field::Seller, Field::Text] {
        let Some(reading) = look.field(field) else { continue };
        for (hit, tell) in reading.tells(look.tales) {
            let tell = &look.tales.tells[tell];
            // Of an address only the host counts: shops name makers in their paths.
            let counts = |end: usize| field != Field::Url || end <= host_end(reading.text());
            if tell.kind != TellKind::Domain || !counts(hit.end) {
                continue;
            }
            let own = matches!(cue_at(reading, look.tales, hit.start, hit.end), Cue::None | Cue::MadeBy);
            let (role, weight) = match field {
                Field::Text if own => (Role::MadeBy, weights::DOMAIN_TEXT),
                Field::Text => (Role::Mention, weights::DOMAIN_TEXT),
                _ => (Role::SoldBy, weights::DOMAIN_URL),
            };
            let (kind, start, end, party) = (KIND.id, hit.start, hit.end, tell.party);
            found.signals.push(Signal { kind, field, start, end, party, role, weight });
        }
    }
}

/// Where the host of an address ends.
fn host_end(url: &str) -> usize {
    let start = url.find("://").map_or(0, |at| at + 3);
    url[start..].find(['/', '?', '#']).map_or(url.len(), |at| start + at)
}

#[cfg(test)]
mod tests {
    use super::host_end;

    #[test]
    fn the_host_ends_where_the_path_begins() {
        assert_eq!(host_end("https://www.ezviz.com/product/c6n"), 21);
        assert_eq!(host_end("ezviz.com"), 9);
    }
}
