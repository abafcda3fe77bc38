//! Ids, each a type of its own, so that the id of a list is never handed in where that of a party is asked for. In JSON they
//! are plain text.

/// A text that identifies something of one kind.
macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, serde::Serialize, serde::Deserialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// The id as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(id: &str) -> Self {
                $name(id.to_owned())
            }
        }

        impl From<String> for $name {
            fn from(id: String) -> Self {
                $name(id)
            }
        }

        impl std::ops::Deref for $name {
            type Target = str;

            fn deref(&self) -> &str {
                &self.0
            }
        }

        impl PartialEq<str> for $name {
            fn eq(&self, other: &str) -> bool {
                self.0 == other
            }
        }

        impl PartialEq<&str> for $name {
            fn eq(&self, other: &&str) -> bool {
                self.0 == *other
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(&self.0)
            }
        }
    )+};
}

ids! {
    /// A party: the slug in facts, else the id of the first record of it that was ever seen.
    PartyId;
    /// What is designated: a party, by its id, or a kind of product, by `class:` and the id of the class.
    TargetId;
    /// A published list, a law without a list, or the list of a house (`house`).
    ListId;
    /// A source: the document that says so.
    SourceId;
    /// A case, by what it says: 32 hexadecimal digits.
    CaseId;
    /// What a case is about, whatever the words: target, ground, relations on the path and kind of goods, divided by slashes.
    CaseKey;
    /// What a house adds to a case, by what it says: 32 hexadecimal digits.
    HouseId;
}
