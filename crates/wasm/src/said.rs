//! What goes out: an answer as JSON, or why there is none.

use serde::Serialize;

/// Why nothing was answered, in a sentence for people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Refused {
    /// The sentence.
    pub message: String,
}

impl Refused {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Refused { message: message.into() }
    }
}

/// What was refused, as JSON.
pub(crate) fn refusal(refused: &Refused) -> String {
    #[derive(Serialize)]
    struct Said<'r> {
        refused: &'r str,
    }
    json(&Said { refused: &refused.message })
}

/// An answer as JSON, with what could rewrite a screen or hide text written as JSON writes it.
pub(crate) fn json(said: &impl Serialize) -> String {
    // Maps have texts as keys here, and numbers are whole: nothing of it can fail to be written.
    let json = serde_json::to_string(said)
        .unwrap_or_else(|_| r#"{"refused":"the answer cannot be written"}"#.to_owned());
    pages::shown_json(&json)
}
