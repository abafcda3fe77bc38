//! What an authority says of one entry of its list: the form in which every source arrives, whatever its format.
//!
//! A record keeps what was published and adds nothing: persons stay as published, a date keeps its precision, and what the
//! source does not give stays empty. Which source said a value is the record itself: records are merged into parties later
//! (`merge`), and never into each other.

use nameplate::date::Date;
use nameplate::register::{NameKind, RelationKind};
use serde::{Deserialize, Serialize};

/// What an entry is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EntryKind {
    /// A company.
    Company,
    /// An organisation, or the source does not say of which sort ("Entity").
    #[default]
    Organisation,
    /// A person, as published.
    Person,
    /// A body of a state.
    StateBody,
    /// A vessel: kept in the edition, never a party of the register.
    Vessel,
    /// An aircraft: kept in the edition, never a party of the register.
    Aircraft,
    /// A kind of product rather than a firm.
    ProductClass,
    /// A block of numbers (MAC prefix, grantee code) registered to a firm: no designation.
    Registration,
}

/// A name of an entry.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Name {
    /// As written.
    pub text: String,
    /// What it is to the entry: primary, alias (strong), weak, former, native.
    pub kind: NameKind,
}

/// An address. Empty parts were not given.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Address {
    /// All of it but the country, as written, parts joined by `, `.
    pub text: String,
    /// Country as written by the source (name or ISO 3166-1 alpha-2 code).
    pub country: String,
}

/// A number or code that names an entry elsewhere.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Identifier {
    /// What it is, as the source calls it ("Tax ID No.", "LEI", "Registration Number", "ofac" for OFAC's own number).
    pub scheme: String,
    /// The number.
    pub value: String,
    /// Country, as written, if the source gives one.
    pub country: String,
}

/// Where something is said. Empty parts were not given.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Said {
    /// Title.
    pub title: String,
    /// Address.
    pub url: String,
    /// Day of publication.
    pub date: Date,
}

/// An ownership or other tie that the source states, between its own entries or to a name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Tie {
    /// Kind; the entry that holds the tie is `from`.
    pub kind: RelationKind,
    /// Entry id (at the same source) of the other end, or empty where only a name is given.
    pub to: String,
    /// Name of the other end where the source gives a name.
    pub to_name: String,
    /// Least and most share in percent, where given.
    pub share: Option<(f64, f64)>,
    /// Whether held directly, where given.
    pub direct: Option<bool>,
    /// From when.
    pub from: Date,
    /// Until when.
    pub until: Date,
    /// Where it is said, where the source names another than itself.
    pub said: Said,
    /// Tier of the reference where the source tells (`A` to `D`); the source's own otherwise.
    pub tier: String,
}

/// One entry of a source, on one list.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// Id of the entry at its source, stable over editions: the authority's number where there is one, else
    /// [`key_of`] its name and country. Unique within the source.
    pub entry: String,
    /// Id of the list that the entry stands on; empty where the source designates nobody (GLEIF, IEEE, own knowledge).
    pub list: String,
    /// What it is.
    pub kind: EntryKind,
    /// Names; the first is the primary one.
    pub names: Vec<Name>,
    /// Addresses.
    pub addresses: Vec<Address>,
    /// Countries the source ties the entry to, as written, beside those of its addresses.
    pub countries: Vec<String>,
    /// Identifiers.
    pub identifiers: Vec<Identifier>,
    /// Programmes or legal bases.
    pub programmes: Vec<String>,
    /// From when it stands on the list; unknown where the source gives no date.
    pub since: Date,
    /// Until when; open where the source gives none.
    pub until: Date,
    /// Why, in the words of the authority.
    pub reason: String,
    /// Federal Register citation or legal act.
    pub citation: String,
    /// Remarks as published.
    pub remarks: String,
    /// Ties to other entries.
    pub ties: Vec<Tie>,
    /// Everything else that was published of it (date of birth, call sign, licence policy), by the source's own words,
    /// in the order of the source.
    pub details: Vec<(String, String)>,
}

impl Record {
    /// An entry with an id and its primary name.
    pub fn new(entry: impl Into<String>, kind: EntryKind, name: &str) -> Self {
        let mut record = Record { entry: entry.into(), kind, until: Date::Open, ..Record::default() };
        record.name(name, NameKind::Primary);
        record
    }

    /// Adds a name, unless it is empty or known already.
    pub fn name(&mut self, text: &str, kind: NameKind) {
        let text = tidy(text);
        if !text.is_empty() && !self.names.iter().any(|n| n.text == text) {
            self.names.push(Name { text, kind });
        }
    }

    /// Adds an address, unless it is empty or known already.
    pub fn address(&mut self, parts: &[&str], country: &str) {
        let parts: Vec<String> = parts.iter().map(|p| tidy(p)).filter(|p| !p.is_empty()).collect();
        let address = Address { text: parts.join(", "), country: tidy(country) };
        if address != Address::default() && !self.addresses.contains(&address) {
            self.addresses.push(address);
        }
    }

    /// Adds an identifier, unless its value is empty or it is known already.
    pub fn identifier(&mut self, scheme: &str, value: &str, country: &str) {
        let id = Identifier { scheme: tidy(scheme), value: tidy(value), country: tidy(country) };
        if !id.value.is_empty() && !self.identifiers.contains(&id) {
            self.identifiers.push(id);
        }
    }

    /// Adds something else that was published, unless it is empty.
    pub fn detail(&mut self, what: &str, value: &str) {
        let value = tidy(value);
        if !value.is_empty() {
            self.details.push((what.to_owned(), value));
        }
    }

    /// The primary name.
    pub fn primary(&self) -> &str {
        self.names.first().map_or("", |n| n.text.as_str())
    }
}

/// White space at the ends off, runs of it to one space; control characters out. Nothing else is changed.
pub fn tidy(text: &str) -> String {
    if is_tidy(text) {
        return text.to_owned();
    }
    let clean: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    clean.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Most values need nothing done: plain letters with single spaces between.
fn is_tidy(text: &str) -> bool {
    let mut before = b' ';
    for &byte in text.as_bytes() {
        if !(b' '..0x7f).contains(&byte) || (byte == b' ' && before == b' ') {
            return false;
        }
        before = byte;
    }
    before != b' ' || text.is_empty()
}

/// An entry id for sources that number nothing: the normal form of the name (legal form off, so that `Co. Ltd.` and
/// `Co., Ltd.` are one) and the country, with `-` for what lies between words.
pub fn key_of(name: &str, country: &str) -> String {
    let key = nameplate::text::name::name_key(name);
    let folded = nameplate::text::fold::Folded::new(country);
    let mut words: Vec<&str> = key.split(' ').filter(|w| !w.is_empty()).collect();
    words.extend(nameplate::text::name::words(folded.as_str()));
    words.join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_a_legal_form_have_one_key() {
        assert_eq!(key_of("Dahua Technology Co. Ltd.", "CN"), key_of("Dahua Technology Co., Ltd", "cn"));
        assert_ne!(key_of("Dahua Technology", "CN"), key_of("Dahua Electronics Corporation", "US"));
        assert!(!key_of("浙江大华技术股份有限公司", "").is_empty());
    }

    #[test]
    fn what_is_tidy_stays_as_it_is() {
        for (text, tidied) in [
            ("", ""),
            ("a b", "a b"),
            (" a", "a"),
            ("a ", "a"),
            ("a  b", "a b"),
            ("a\tb", "a b"),
            ("é\u{a0}è", "é è"),
        ] {
            assert_eq!(tidy(text), tidied, "{text:?}");
        }
    }

    #[test]
    fn nothing_empty_and_nothing_twice_is_kept() {
        let mut record = Record::new("1", EntryKind::Company, "  A\u{0} B\n C ");
        record.name("A B C", NameKind::Alias);
        record.name(" ", NameKind::Alias);
        record.address(&["", " "], "");
        record.identifier("LEI", " ", "");
        assert_eq!((record.names.len(), record.primary()), (1, "A B C"));
        assert!(record.addresses.is_empty() && record.identifiers.is_empty());
    }
}
