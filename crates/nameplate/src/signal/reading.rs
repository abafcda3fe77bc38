//! A listing as the signals see it: each field folded, with the literals found in it.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use super::telltales::{Hit, Meaning, NameHit, TellTales};
use crate::listing::{Field, Listing};
use crate::register::TellKind;
use crate::text::fold::Folded;
use crate::text::name::{is_no_brand, name_key, without_noise};

/// One field, folded and searched.
#[derive(Clone, Debug, Default)]
pub(crate) struct FieldReading {
    pub(crate) folded: Folded,
    pub(crate) hits: Vec<Hit>,
    keys: OnceLock<NameKeys>,
}

/// A field as a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NameKeys {
    /// Its normal form.
    pub(crate) key: String,
    /// The same without what shops write around a name.
    pub(crate) bare: String,
    /// It says that there is no brand.
    pub(crate) no_brand: bool,
}

impl FieldReading {
    pub(crate) fn new(tales: &TellTales, text: &str) -> Self {
        let mut reading = FieldReading { folded: Folded::new(text), ..FieldReading::default() };
        tales.find(reading.folded.as_str(), &mut reading.hits);
        reading
    }

    pub(crate) fn text(&self) -> &str {
        self.folded.as_str()
    }

    /// The field read as a name; worked out once for a distinct value.
    pub(crate) fn keys(&self) -> &NameKeys {
        self.keys.get_or_init(|| {
            let key = name_key(self.text());
            NameKeys { bare: without_noise(&key), no_brand: is_no_brand(&key), key }
        })
    }

    /// Name hits, without those that lie inside a longer name or a domain.
    pub(crate) fn names<'a>(&'a self, tales: &'a TellTales) -> impl Iterator<Item = (Hit, NameHit)> + 'a {
        self.hits.iter().flat_map(move |hit| {
            tales.meanings(hit.literal).iter().filter_map(move |meaning| match meaning {
                Meaning::Name(name) if !self.lies_inside(tales, *hit, *name) => Some((*hit, *name)),
                _ => None,
            })
        })
    }

    /// Hits of tell-tales.
    pub(crate) fn tells<'a>(&'a self, tales: &'a TellTales) -> impl Iterator<Item = (Hit, usize)> + 'a {
        self.hits.iter().flat_map(|hit| {
            tales.meanings(hit.literal).iter().filter_map(|meaning| match meaning {
                Meaning::Tell(n) => Some((*hit, *n)),
                _ => None,
            })
        })
    }

    /// A name inside a longer one is not meant ("Dahua Electronics" is not Dahua), unless the two are known to stand in one
    /// group under that name ("Dahua Vision" is Dahua's). Nor is a name inside a domain or an app id.
    fn lies_inside(&self, tales: &TellTales, hit: Hit, name: NameHit) -> bool {
        let longer = |other: &&Hit| {
            other.start <= hit.start && hit.end <= other.end && other.end - other.start > hit.end - hit.start
        };
        let shadows = |other: &Hit| {
            tales.meanings(other.literal).iter().any(|meaning| match meaning {
                Meaning::Name(other) => !tales.in_one_group(name.party, other.party),
                Meaning::Tell(n) => matches!(tales.tells[*n].kind, TellKind::Domain | TellKind::App),
                _ => false,
            })
        };
        self.hits.iter().filter(longer).any(shadows)
    }
}

/// Fields whose values repeat over a catalog: each distinct value is read once.
const REPEATING: &[Field] = &[
    Field::Brand,
    Field::Manufacturer,
    Field::Seller,
    Field::SellerAddress,
    Field::Category,
    Field::Origin,
    Field::ResponsiblePerson,
    Field::Supplier,
    Field::SupplierAddress,
    Field::App,
];

/// Values longer than this are not kept.
const LONGEST_KEPT: usize = 512;

/// At most so many distinct values are kept; then it starts anew, so that memory stays bounded.
const MOST_KEPT: usize = 200_000;

/// What one thread remembers of distinct values. Answers are the same with and without.
#[derive(Debug, Default)]
pub struct Memo {
    read: HashMap<String, Arc<FieldReading>>,
}

impl Memo {
    fn field(&mut self, tales: &TellTales, text: &str) -> Arc<FieldReading> {
        if text.len() > LONGEST_KEPT {
            return Arc::new(FieldReading::new(tales, text));
        }
        if let Some(known) = self.read.get(text) {
            return Arc::clone(known);
        }
        if self.read.len() >= MOST_KEPT {
            self.read.clear();
        }
        let fresh = Arc::new(FieldReading::new(tales, text));
        self.read.insert(text.to_owned(), Arc::clone(&fresh));
        fresh
    }
}

/// A listing, read.
#[derive(Debug)]
pub(crate) struct Reading<'l> {
    pub(crate) listing: &'l Listing<'l>,
    fields: Vec<(Field, Arc<FieldReading>)>,
}

impl<'l> Reading<'l> {
    pub(crate) fn new(tales: &TellTales, memo: &mut Memo, listing: &'l Listing<'l>, longest: usize) -> Self {
        let fields = listing
            .filled()
            .map(|(field, text)| {
                let text = cut(text, longest);
                let reading = if REPEATING.contains(&field) {
                    memo.field(tales, text)
                } else {
                    Arc::new(FieldReading::new(tales, text))
                };
                (field, reading)
            })
            .collect();
        Reading { listing, fields }
    }

    /// The field, if it holds anything.
    pub(crate) fn field(&self, field: Field) -> Option<&FieldReading> {
        self.fields.iter().find(|(f, _)| *f == field).map(|(_, reading)| &**reading)
    }

    /// Whether any literal was found anywhere: if not, there is nothing to judge in the text.
    pub(crate) fn has_hits(&self) -> bool {
        self.fields.iter().any(|(_, reading)| !reading.hits.is_empty())
    }
}

/// The first `longest` bytes, at a character boundary.
pub(crate) fn cut(text: &str, longest: usize) -> &str {
    if text.len() <= longest {
        return text;
    }
    let end = (0..=longest).rev().find(|&n| text.is_char_boundary(n)).unwrap_or(0);
    &text[..end]
}
