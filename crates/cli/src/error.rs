//! What goes wrong, in words for the person who typed the command: what failed and on what, then what to do.

/// An error of a command. The message is lower case, without a full stop; each hint is a sentence or a command.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct CliError {
    /// What failed, and on what. Empty where there is nothing to say: the reader of our output has gone.
    pub(crate) message: String,
    /// What to do.
    pub(crate) hints: Vec<String>,
}

/// What commands return.
pub(crate) type Result<T> = std::result::Result<T, CliError>;

impl CliError {
    /// An error without a hint.
    pub(crate) fn new(message: impl Into<String>) -> Self {
        CliError { message: message.into(), hints: Vec::new() }
    }

    /// Adds a hint.
    #[must_use]
    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// Nobody reads what we print any more (`nameplate ... | head`): the command ends, quietly.
    pub(crate) fn nobody_reads() -> Self {
        CliError::new("")
    }

    /// Whether to end without a word.
    pub(crate) fn is_quiet(&self) -> bool {
        self.message.is_empty()
    }
}

impl From<scan::Error> for CliError {
    fn from(error: scan::Error) -> Self {
        let hint = error.hint();
        CliError::new(error.to_string()).hint(hint)
    }
}
