//! What goes wrong with what lies elsewhere, in words for who typed the address.

/// An error of a store, or of an address. No message holds anything secret.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RemoteError {
    /// An address that cannot be meant.
    #[error("{name}: {why}")]
    Address {
        /// The address, as far as it may be shown.
        name: String,
        /// What is wrong with it.
        why: String,
    },
    /// There is no such object.
    #[error("{name}: there is no such object")]
    NotFound {
        /// The address.
        name: String,
    },
    /// The credentials, or their absence, do not allow it.
    #[error("{name}: access is denied: {why}")]
    Denied {
        /// The address.
        name: String,
        /// What the server said.
        why: String,
    },
    /// It changed while it was read.
    #[error("{name}: the object was replaced while it was read")]
    Changed {
        /// The address.
        name: String,
    },
    /// A server that has no lists.
    #[error("{0}: a server behind https:// has no list of its files: name each file")]
    NoList(String),
    /// More objects than are taken.
    #[error("{name}: more than {most} objects lie there")]
    TooMany {
        /// The address.
        name: String,
        /// So many are taken.
        most: usize,
    },
    /// Anything else, after it was tried again.
    #[error("{name}: {why}")]
    Failed {
        /// The address.
        name: String,
        /// What happened.
        why: String,
    },
    /// A file on this machine that is sent cannot be read.
    #[error("{path}: cannot be read: {why}")]
    File {
        /// Its path.
        path: String,
        /// What the system said.
        why: String,
    },
    /// This program cannot start what asks stores.
    #[error("stores cannot be asked: {0}")]
    Runtime(String),
}

impl RemoteError {
    pub(crate) fn of(name: &str, error: &object_store::Error) -> Self {
        use object_store::Error as E;
        let name = name.to_owned();
        match error {
            E::NotFound { .. } => RemoteError::NotFound { name },
            E::PermissionDenied { .. } | E::Unauthenticated { .. } => {
                RemoteError::Denied { name, why: innermost(error) }
            }
            E::Precondition { .. } | E::NotModified { .. } => RemoteError::Changed { name },
            other => RemoteError::Failed { name, why: innermost(other) },
        }
    }
}

/// The causes of an error without the addresses that were asked: those are signed at times.
fn innermost(error: &object_store::Error) -> String {
    let mut causes = Vec::new();
    let mut next: Option<&dyn std::error::Error> = Some(error);
    while let Some(cause) = next {
        causes.push(cause.to_string());
        next = cause.source();
    }
    let last = causes.pop().unwrap_or_default();
    let words =
        last.split_whitespace().map(|word| if word.contains("://") { without_query(word) } else { word });
    words.collect::<Vec<_>>().join(" ").chars().take(LONGEST).collect()
}

/// A server may say as much as it likes.
const LONGEST: usize = 400;

fn without_query(address: &str) -> &str {
    address.split(['?', '#']).next().unwrap_or_default()
}
