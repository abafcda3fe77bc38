//! What is kept of a row, so that its answer can be made anew without the catalog: the listing as it was judged, its answer, and the keys
//! under which it is found when what the answer rests on changes.

use std::borrow::Cow;
use std::collections::BTreeMap;

use nameplate::contract::Row;
use nameplate::finding::ListingResult;
use nameplate::{Defect, Listing, Rests, Verdict};
use serde::{Deserialize, Serialize};

/// A row as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    /// The row in the catalog.
    pub(super) row: u64,
    /// The listing, as JSON.
    pub(super) listing: String,
    /// Its answer, as JSON, with 0 in the place of the row: rows move.
    pub(super) result: String,
    /// Its findings.
    pub(super) findings: Vec<Finding>,
    /// Under what it is found.
    pub(super) keys: Vec<String>,
}

/// A finding of a row.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Finding {
    /// What the case is about; stays when only its words change.
    pub case_key: String,
    /// The case.
    pub case: String,
    /// Who or what is listed.
    pub target: String,
    /// `connected` or `review`.
    pub verdict: String,
}

/// A listing as it is kept.
#[derive(Debug, Serialize, Deserialize)]
struct Kept {
    #[serde(default, skip_serializing_if = "String::is_empty")]
    id: String,
    fields: BTreeMap<String, String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    defects: Vec<(String, String)>,
    /// It could not be judged, whatever the register.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    unread: Option<bool>,
}

/// Where a row stands.
const ROW: &str = "\"row\":";

/// A listing as JSON, without its place.
pub(super) fn written(listing: &Listing<'_>, unread: bool) -> serde_json::Result<String> {
    let fields = listing.texts().into_iter().map(|(name, text)| (name.to_owned(), text.to_owned())).collect();
    let defects = listing.defects.iter().map(|one| (one.field.to_string(), one.reason.clone())).collect();
    let kept = Kept { id: listing.id.to_string(), fields, defects, unread: unread.then_some(true) };
    serde_json::to_string(&kept)
}

/// The listing that was kept, in its place; none where it could not be judged.
pub(super) fn read(text: &str, (file, row): (&str, u64)) -> serde_json::Result<Option<Listing<'static>>> {
    let kept: Kept = serde_json::from_str(text)?;
    if kept.unread.is_some() {
        return Ok(None);
    }
    let mut listing = Listing::of_texts(kept.fields);
    listing.id = Cow::Owned(kept.id);
    listing.file = Cow::Owned(file.to_owned());
    listing.row = row;
    let defect = |(field, reason): (String, String)| Defect { field: Cow::Owned(field), reason };
    listing.defects = kept.defects.into_iter().map(defect).collect();
    Ok(Some(listing))
}

/// The id of a listing that was kept.
pub(super) fn id(text: &str) -> serde_json::Result<String> {
    serde_json::from_str::<Kept>(text).map(|kept| kept.id)
}

/// An answer as JSON, with 0 in the place of its row. In JSON no text can hold the mark itself: its quotes would be escaped.
pub(super) fn without_row(result: &ListingResult<'_>) -> serde_json::Result<String> {
    let text = serde_json::to_string(&Row(result))?;
    let row = format!("{ROW}{}", result.listing.row);
    Ok(text.replacen(&row, &format!("{ROW}0"), 1))
}

/// The same with its row.
pub(super) fn with_row(text: &str, row: u64) -> String {
    text.replacen(&format!("{ROW}0"), &format!("{ROW}{row}"), 1)
}

impl Entry {
    /// The same, found by what its answer rests on now.
    pub(super) fn found_by(self, rests: Rests) -> Self {
        Entry { keys: keys(rests), ..self }
    }

    /// What is kept of a result.
    pub(super) fn of(
        listing: &Listing<'_>,
        result: &ListingResult<'_>,
        rests: Option<Rests>,
    ) -> serde_json::Result<Self> {
        let unread = result.verdict == Verdict::NotChecked;
        let findings = result.findings.iter().map(|one| Finding {
            case_key: one.case.key.to_string(),
            case: one.case.id.to_string(),
            target: one.case.target.name.clone(),
            verdict: one.verdict.word().to_owned(),
        });
        Ok(Entry {
            row: listing.row,
            listing: written(listing, unread)?,
            result: without_row(result)?,
            findings: findings.collect(),
            keys: rests.map(keys).unwrap_or_default(),
        })
    }
}

/// A party that anything in the listing may mean.
pub(super) const PARTY: char = 'p';
/// A name in its normal form.
pub(super) const NAME: char = 'n';
/// A field that was held beside all names.
pub(super) const VALUE: char = 'v';
/// The look-up of a name met a bound.
pub(super) const CUT: &str = "x";
/// Judged for a day of its own.
pub(super) const DATED: &str = "d";

fn keys(rests: Rests) -> Vec<String> {
    let under = |mark: char, all: std::collections::BTreeSet<String>| {
        all.into_iter().map(move |text| format!("{mark}{text}"))
    };
    let mut keys: Vec<String> = under(PARTY, rests.parties)
        .chain(under(NAME, rests.names))
        .chain(under(VALUE, rests.values))
        .collect();
    keys.extend(rests.cut.then(|| CUT.to_owned()));
    keys.extend(rests.dated.then(|| DATED.to_owned()));
    keys
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on says where")]

    use nameplate::Field;

    use super::*;

    #[test]
    fn a_listing_reads_back() {
        let mut listing = Listing::default().with(Field::Title, "a \"row\":7 b").with(Field::Seller, "Shop");
        (listing.file, listing.row) = (Cow::Borrowed("a.csv"), 7);
        listing.id = Cow::Borrowed("S1");
        listing.defects.push(Defect::field(Field::Gtin, "no digits"));
        let text = written(&listing, false).unwrap();
        assert_eq!(read(&text, ("a.csv", 7)).unwrap(), Some(listing.clone()));
        assert_eq!(id(&text).unwrap(), "S1");
        assert_eq!(read(&written(&listing, true).unwrap(), ("a.csv", 7)).unwrap(), None);
    }

    #[test]
    fn a_row_moves_and_texts_that_look_like_one_do_not() {
        let text = "{\"listing\":{\"id\":\"x \\\"row\\\":0\",\"row\":0},\"title\":\"\\\"row\\\":0\"}";
        let moved = with_row(text, 12);
        assert_eq!(
            moved,
            "{\"listing\":{\"id\":\"x \\\"row\\\":0\",\"row\":12},\"title\":\"\\\"row\\\":0\"}"
        );
    }
}
