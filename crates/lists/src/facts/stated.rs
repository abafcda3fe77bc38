//! The facts of a folder, as they were read.

use nameplate::register::RegisterInput;

/// The facts of a folder.
#[derive(Debug, Default)]
pub struct Facts {
    /// All statements.
    pub input: RegisterInput,
    /// Which file defines what: `kind id` or a description, and the file.
    pub files: Vec<(String, String)>,
}

impl Facts {
    /// Version of the facts: the newest date of a source, so that it changes with what is known and not with the clock.
    pub fn version(&self) -> String {
        let dates = self.input.source.iter().filter_map(|s| s.date.first_day());
        dates.max().map_or_else(|| "facts".to_owned(), |day| format!("facts-{day}"))
    }

    /// The file that holds a statement, as far as known.
    pub(crate) fn file_of(&self, what: &str) -> &str {
        self.files.iter().find(|(name, _)| name == what).map_or("", |(_, file)| file.as_str())
    }
}
