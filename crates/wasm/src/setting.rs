//! For whom, where, when and in which language something is asked.

use nameplate::Day;
use nameplate::answer::Audience;
use nameplate::word::Reader;
use serde::Deserialize;

use crate::said::Refused;

/// For which day and in which language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Asked {
    pub(crate) as_of: Day,
    /// None where no warning is wanted.
    pub(crate) language: Option<String>,
}

/// For whom, where, when, in which language.
#[derive(Debug, Deserialize)]
pub(crate) struct Setting {
    pub(crate) as_of: Day,
    #[serde(default)]
    reader: Option<Reader>,
    #[serde(default)]
    place: Option<String>,
    /// Of warnings: `en`, `es`, `zh`, or `none`.
    #[serde(default = "english")]
    language: String,
}

fn english() -> String {
    "en".to_owned()
}

impl Setting {
    pub(crate) fn asked(&self) -> Asked {
        Asked { as_of: self.as_of, language: (self.language != "none").then(|| self.language.clone()) }
    }

    pub(crate) fn audience(&self) -> Result<Audience, Refused> {
        let place = match self.place.as_deref().filter(|place| !place.trim().is_empty()) {
            Some(text) => Some(Audience::place_of(text).ok_or_else(|| {
                Refused::new(format!("place: `{text}` is none: a country (US), a part of it (US-TX), or EU"))
            })?),
            None => None,
        };
        Ok(Audience { reader: self.reader, place })
    }
}
