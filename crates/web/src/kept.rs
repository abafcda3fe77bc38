//! What is kept beside a case: the listing that led to it, so that the question can be asked again, and what those answered who were
//! invited to.

use nameplate::finding::Case;
use nameplate::listing::Listing;
use serde::Serialize;

use crate::clock::moment;
use crate::store::answers::Given;
use crate::store::cases::Served;

/// A case as it is kept, with the listing that led to it.
pub(crate) fn served(case: &Case, listing: String) -> Served {
    Served {
        id: case.id.to_string(),
        key: case.key.to_string(),
        body: serde_json::to_string(case).unwrap_or_default(),
        listing,
    }
}

/// A listing as JSON, under the names of its fields.
pub(crate) fn written(listing: &Listing<'_>) -> String {
    serde_json::to_string(&listing.texts()).unwrap_or_default()
}

/// The listing that was written; fields that this version does not know are left out.
pub(crate) fn read(text: &str) -> Listing<'static> {
    Listing::of_texts(serde_json::from_str(text).unwrap_or_default())
}

/// An answer as it stands beside a case.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct GivenAnswer {
    /// Who was invited.
    pub(crate) who: String,
    /// Who signed it.
    pub(crate) signed: String,
    /// What they say. It was not checked.
    pub(crate) sentence: String,
    /// A document that says so.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) url: String,
    /// When.
    pub(crate) answered_at: String,
}

impl From<Given> for GivenAnswer {
    fn from(one: Given) -> Self {
        let answered_at = moment(one.answered_at);
        GivenAnswer { who: one.who, signed: one.signed, sentence: one.sentence, url: one.url, answered_at }
    }
}

#[cfg(test)]
mod tests {
    use nameplate::Field;

    use super::*;

    #[test]
    fn what_is_written_reads_back() {
        let listing = Listing::default().with(Field::Title, "a \"b\"\n").with(Field::Category, "Kameras");
        assert_eq!(read(&written(&listing)), listing);
        assert_eq!(read("broken"), Listing::default());
    }
}
