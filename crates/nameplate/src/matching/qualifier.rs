//! What is known beside the name, and what it says: the same country, number or date, or another one. Each weight with its
//! sentence; all of them in milli-nats, like the names.

use serde::Serialize;

use super::query::PartyQuery;
use crate::date::Date;
use crate::lookup::{Identifiers, plain, scheme_and_value};
use crate::names::Kind;
use crate::register::{NameKind, Party};

/// Something beside the name that speaks for or against.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Qualifier {
    /// What it is.
    pub what: &'static str,
    /// What was met, in words.
    pub says: String,
    /// In milli-nats, for (above 0) or against.
    pub weight: i32,
}

/// What a qualifier is that says something of the name itself.
pub(super) const NAME: &str = "name";
/// One name of the party is only sometimes used for it, or by others as well.
const WEAK_NAME: i32 = -1_500;
/// It is a word that many others use for themselves too.
const ORDINARY_WORD: i32 = -2_000;
/// It does not bear that name any more.
const FORMER_NAME: i32 = -300;
/// Both are in one country: most pairs by chance are not.
const SAME_COUNTRY: i32 = 800;
/// A firm may have a branch in another country.
const OTHER_COUNTRY: i32 = -1_500;
/// A person has one nationality more often than several.
const OTHER_NATIONALITY: i32 = -3_000;
/// A number is given to one party.
const SAME_NUMBER: i32 = 8_000;
/// Numbers of one kind that differ: a party can have several, and most have one.
const OTHER_NUMBER: i32 = -2_500;
/// The same day of birth.
const SAME_DAY: i32 = 4_000;
/// The same year, where one of both tells no more.
const SAME_YEAR: i32 = 1_500;
/// A year beside: lists guess.
const NEXT_YEAR: i32 = -1_500;
/// Other dates.
const OTHER_DATE: i32 = -7_000;
/// Streets and numbers that are the same.
const SAME_ADDRESS: i32 = 2_000;

/// How a party bears the name that was met.
#[derive(Clone, Copy, Debug)]
pub(super) struct Borne {
    pub(super) kind: NameKind,
    /// Whether it is a word that others are called by too.
    pub(super) is_ordinary: bool,
}

/// All that can be said of a party beside its name.
pub(super) fn all(query: &PartyQuery<'_>, party: &Party<'_>, name: &Borne, kind: Kind) -> Vec<Qualifier> {
    let mut all = Vec::new();
    all.extend(of_name(name.kind));
    if name.is_ordinary {
        let says = "an ordinary word, that others are called by too".to_owned();
        all.push(Qualifier { what: NAME, says, weight: ORDINARY_WORD });
    }
    all.extend(country(query, party, kind));
    all.extend(number(query, party));
    all.extend(born(query, party));
    all.extend(address(query, party));
    all
}

fn of_name(kind: NameKind) -> Option<Qualifier> {
    let (says, weight) = match kind {
        NameKind::Weak => ("the list itself calls this name weak", WEAK_NAME),
        NameKind::Former => ("a name that it does not bear any more", FORMER_NAME),
        _ => return None,
    };
    Some(Qualifier { what: NAME, says: says.to_owned(), weight })
}

fn country(query: &PartyQuery<'_>, party: &Party<'_>, kind: Kind) -> Option<Qualifier> {
    let listed: Vec<&str> = party.countries().collect();
    let (first, known) = (query.countries.first()?, listed.first()?);
    let same = query.countries.iter().find(|code| listed.contains(code));
    Some(match same {
        Some(code) => Qualifier { what: "country", says: format!("both in {code}"), weight: SAME_COUNTRY },
        None => {
            let says = format!("{first} stands against {known}");
            // Brands and shops are where they sell.
            let weight = match kind {
                Kind::Brand | Kind::Storefront => 0,
                Kind::Organisation => OTHER_COUNTRY,
                Kind::Person => OTHER_NATIONALITY,
            };
            Qualifier { what: "country", says, weight }
        }
    })
}

fn number(query: &PartyQuery<'_>, party: &Party<'_>) -> Option<Qualifier> {
    let read = |id| {
        let (scheme, value) = scheme_and_value(id);
        (scheme, plain(value))
    };
    let listed: Vec<(&str, String)> = party.identifiers().map(read).collect();
    for given in query.identifiers.iter().filter(|given| Identifiers::can_find(given)) {
        let (scheme, value) = read(given);
        let same_scheme = |listed: &str| scheme.is_empty() || listed.eq_ignore_ascii_case(scheme);
        if let Some((scheme, _)) =
            listed.iter().find(|(scheme, other)| *other == value && same_scheme(scheme))
        {
            let says = format!("the same {scheme} {given}");
            return Some(Qualifier { what: "identifier", says, weight: SAME_NUMBER });
        }
        let other =
            listed.iter().find(|(listed, _)| !scheme.is_empty() && listed.eq_ignore_ascii_case(scheme));
        if let Some((scheme, other)) = other {
            let says = format!("another {scheme}: {other}");
            return Some(Qualifier { what: "identifier", says, weight: OTHER_NUMBER });
        }
    }
    None
}

fn born(query: &PartyQuery<'_>, party: &Party<'_>) -> Option<Qualifier> {
    let Date::On { .. } = query.born else { return None };
    // Lists give several dates where they do not know: the nearest counts.
    let weighed = party.born().filter_map(|listed| Some((weigh(query.born, listed)?, listed)));
    let best = weighed.max_by_key(|(weight, listed)| (*weight, std::cmp::Reverse(listed.to_bits())))?;
    let (weight, listed) = best;
    let says = match weight {
        SAME_DAY => format!("both born on {listed}"),
        SAME_YEAR => format!("both born in {listed}"),
        _ => format!("born {} stands against {listed}", query.born),
    };
    Some(Qualifier { what: "born", says, weight })
}

fn weigh(given: Date, listed: Date) -> Option<i32> {
    let (Date::On { year, month, day }, Date::On { year: other, month: other_month, day: other_day }) =
        (given, listed)
    else {
        return None;
    };
    let differs = |one: Option<u32>, two: Option<u32>| one.is_some() && two.is_some() && one != two;
    Some(match year.abs_diff(other) {
        0 if day.is_some() && (month, day) == (other_month, other_day) => SAME_DAY,
        0 if !differs(month, other_month) && !differs(day, other_day) => SAME_YEAR,
        0 | 1 => NEXT_YEAR,
        _ => OTHER_DATE,
    })
}

fn address(query: &PartyQuery<'_>, party: &Party<'_>) -> Option<Qualifier> {
    if query.address.trim().is_empty() {
        return None;
    }
    let given = words(&query.address);
    party.addresses().find_map(|listed| {
        let listed_words = words(listed);
        let met: Vec<&String> = given.iter().filter(|word| listed_words.contains(word)).collect();
        let number = met.iter().any(|word| word.bytes().any(|b| b.is_ascii_digit()));
        (met.len() >= 3 && number).then(|| Qualifier {
            what: "address",
            says: format!("{} words of the address are those of “{listed}”", met.len()),
            weight: SAME_ADDRESS,
        })
    })
}

/// What tells addresses apart: words of some length, and numbers.
fn words(address: &str) -> Vec<String> {
    let folded = crate::text::fold::Folded::new(address);
    let mut words: Vec<String> = crate::text::name::words(folded.as_str())
        .filter(|word| word.len() >= 4 || word.bytes().any(|b| b.is_ascii_digit()))
        .map(str::to_owned)
        .collect();
    words.sort_unstable();
    words.dedup();
    words
}
