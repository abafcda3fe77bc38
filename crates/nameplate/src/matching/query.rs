//! What is asked: a party as a supplier list, an order or a seller page names it.

use std::borrow::Cow;

use crate::date::Date;
use crate::listing::Defect;
use crate::names::Kind;
use crate::word::words;

words! {
    /// What a column of a list of parties means.
    PartyField {
        /// A name; several are names of one party.
        Name => "name",
        /// Company, person, brand or storefront.
        Kind => "kind",
        /// Country of registration, residence or nationality.
        Country => "country",
        /// Postal address.
        Address => "address",
        /// A number that an authority gave it.
        Identifier => "identifier",
        /// Date of birth: only persons have one.
        Born => "born",
        /// Date of foundation.
        Founded => "founded",
    }
}

/// A party, and what is known of it.
#[derive(Clone, Debug, Default)]
pub struct PartyQuery<'q> {
    /// The id that the list itself gives it.
    pub id: Cow<'q, str>,
    /// File and row that it came from.
    pub file: Cow<'q, str>,
    /// Row of the file.
    pub row: u64,
    /// Its names.
    pub names: Vec<Cow<'q, str>>,
    /// What it is, if that is known.
    pub kind: Option<Kind>,
    /// Countries, ISO 3166-1 alpha-2.
    pub countries: Vec<&'static str>,
    /// Address.
    pub address: Cow<'q, str>,
    /// Numbers, as written.
    pub identifiers: Vec<Cow<'q, str>>,
    /// When it was born or founded.
    pub born: Date,
    /// What could not be used.
    pub defects: Vec<Defect>,
}

impl<'q> PartyQuery<'q> {
    /// Takes a value of a field; what it cannot be is a defect.
    pub fn set(&mut self, field: PartyField, text: impl Into<Cow<'q, str>>) {
        let text = text.into();
        if text.trim().is_empty() {
            return;
        }
        match field {
            PartyField::Name => self.names.push(text),
            PartyField::Address if self.address.is_empty() => self.address = text,
            PartyField::Address => {
                let both = format!("{}, {text}", self.address);
                self.address = both.into();
            }
            PartyField::Identifier => self.identifiers.push(text),
            PartyField::Kind => match kind(&text) {
                Some(kind) => self.kind = kind,
                None => self
                    .bad(field, format!("`{text}` is no kind of party: company, person, brand, storefront")),
            },
            PartyField::Country => {
                for part in text.split([';', '|']) {
                    match crate::text::country::code(part.trim()) {
                        "" => self.bad(field, format!("`{}` is no country that is known", part.trim())),
                        code => self.countries.push(code),
                    }
                }
            }
            PartyField::Born | PartyField::Founded => match date(text.trim()) {
                Some(date) => {
                    self.born = date;
                    if field == PartyField::Born && self.kind.is_none() {
                        self.kind = Some(Kind::Person);
                    }
                }
                None => self.bad(field, format!("`{text}` is no date: expected YYYY-MM-DD, YYYY-MM or YYYY")),
            },
        }
    }

    fn bad(&mut self, field: PartyField, reason: String) {
        self.defects.push(Defect { field: Cow::Borrowed(field.word()), reason });
    }
}

/// What lists call kinds of parties. `Some(None)`: it may be anything.
fn kind(text: &str) -> Option<Option<Kind>> {
    Some(match text.trim().to_lowercase().as_str() {
        "company" | "organization" | "organisation" | "business" | "entity" | "supplier" | "manufacturer" => {
            Some(Kind::Organisation)
        }
        "person" | "individual" => Some(Kind::Person),
        "brand" | "trademark" => Some(Kind::Brand),
        "storefront" | "seller" | "shop" | "store" => Some(Kind::Storefront),
        "legalentity" | "legal entity" | "unknown" | "any" | "thing" => None,
        _ => return None,
    })
}

/// `1980-02-01`, `1980`, `01/02/1980` where only one reading is a date.
fn date(text: &str) -> Option<Date> {
    if let Ok(date @ Date::On { .. }) = text.parse() {
        return Some(date);
    }
    let day = text.split(['T', ' ']).next().unwrap_or_default();
    if let Ok(date @ Date::On { .. }) = day.parse() {
        return Some(date);
    }
    let parts: Vec<u32> = text.split(['/', '.']).map(|part| part.parse().ok()).collect::<Option<_>>()?;
    let [first, second, year] = parts[..] else { return None };
    let on = |month, day| crate::date::Day::new(year, month, day).map(Date::of);
    match (on(second, first), on(first, second)) {
        (Some(one), Some(other)) if one == other => Some(one),
        // Day and month cannot be told apart: the year is what is sure.
        (Some(_), Some(_)) => Some(Date::On { year, month: None, day: None }),
        (one, other) => one.or(other),
    }
}
