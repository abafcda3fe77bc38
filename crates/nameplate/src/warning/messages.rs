//! Messages in one language: a Fluent file, checked against the English one before a word of it is used.

use std::fmt;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use sha2::{Digest, Sha256};
use unic_langid::LanguageIdentifier;

use super::complete::{self, Shapes};
use crate::text::plain_line;

/// Languages that are in the program: tag and file. Another language is another file and a line here.
pub const LANGUAGES: &[(&str, &str)] = &[
    ("en", include_str!("../../messages/en.ftl")),
    ("es", include_str!("../../messages/es.ftl")),
    ("zh", include_str!("../../messages/zh.ftl")),
];

/// The largest message file that is read.
const MOST_BYTES: usize = 256 * 1024;

/// Placeables and calls that one message may open. The parser descends into each, so this bounds its stack.
const MOST_OPENED: usize = 256;

/// Messages that cannot be used, and why.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadMessages {
    /// No such language in the program.
    #[error("there are no messages in `{0}`")]
    NoSuchLanguage(String),
    /// The tag is none.
    #[error("`{0}` is no language tag, such as en, pt-BR or zh-Hant")]
    Tag(String),
    /// Too much of it.
    #[error("{0}")]
    TooLarge(String),
    /// Not Fluent.
    #[error("line {line}: {what}")]
    Syntax {
        /// 1-based.
        line: usize,
        /// What the parser says.
        what: String,
    },
    /// It does not say what the English messages say.
    #[error("{}", .0.join("; "))]
    Differs(Vec<String>),
}

/// Messages in one language, ready to be said. Shared by all threads.
pub struct Messages {
    language: String,
    hash: String,
    bundle: FluentBundle<FluentResource>,
}

impl fmt::Debug for Messages {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Messages").field("language", &self.language).field("hash", &self.hash).finish()
    }
}

impl Messages {
    /// The messages of a language that is in the program.
    ///
    /// # Errors
    /// There is no such language.
    pub fn of(language: &str) -> Result<Self, BadMessages> {
        let found = LANGUAGES.iter().find(|(tag, _)| *tag == language);
        let (tag, text) = found.ok_or_else(|| BadMessages::NoSuchLanguage(language.to_owned()))?;
        Messages::parse(tag, text)
    }

    /// Messages from a text in Fluent syntax. It has to hold every message of the English file with the same variables
    /// and the same words to choose by, and no others: a translation may not drop who alleges.
    ///
    /// # Errors
    /// Says what is wrong and where.
    pub fn parse(language: &str, text: &str) -> Result<Self, BadMessages> {
        let tag: LanguageIdentifier = language.parse().map_err(|_| BadMessages::Tag(plain_line(language)))?;
        let resource = resource(text)?;
        let (_, english) = LANGUAGES[0];
        let differs = complete::differences(&Shapes::of(&self::resource(english)?), &Shapes::of(&resource));
        if !differs.is_empty() {
            return Err(BadMessages::Differs(differs));
        }
        let mut bundle = FluentBundle::new_concurrent(vec![tag.clone()]);
        // Marks of direction around every name would end up on product pages.
        bundle.set_use_isolating(false);
        bundle.add_resource(resource).map_err(|errors| {
            BadMessages::Differs(errors.iter().map(|error| plain_line(&error.to_string())).collect())
        })?;
        let hash = crate::register::hex(&Sha256::digest(text.as_bytes()));
        Ok(Messages { language: tag.to_string(), hash, bundle })
    }

    /// The language tag.
    pub fn language(&self) -> &str {
        &self.language
    }

    /// SHA-256 of the message file, for the manifest.
    pub fn hash(&self) -> &str {
        &self.hash
    }

    /// A message as one line of plain text. What is put in cannot break out of it: line breaks and marks that nobody sees
    /// are taken out.
    pub(super) fn say<'v>(&self, id: &str, values: &[(&'static str, FluentValue<'v>)]) -> String {
        let message = self.bundle.get_message(id);
        let Some(pattern) = message.as_ref().and_then(|message| message.value()) else {
            return String::new();
        };
        let args: FluentArgs<'v> = values.iter().cloned().collect();
        one_stop(&plain_line(&self.bundle.format_pattern(pattern, Some(&args), &mut Vec::new())))
    }
}

/// A company's name may end with the stop of a sentence ("Co., Ltd."): one of the two is enough.
fn one_stop(line: &str) -> String {
    let mut text = String::with_capacity(line.len());
    for word in line.split(' ') {
        let word =
            if word.ends_with("..") && !word.ends_with("...") { &word[..word.len() - 1] } else { word };
        text.push_str(word);
        text.push(' ');
    }
    text.pop();
    text
}

fn resource(text: &str) -> Result<FluentResource, BadMessages> {
    if text.len() > MOST_BYTES {
        return Err(BadMessages::TooLarge(format!("more than {MOST_BYTES} bytes of messages")));
    }
    let mut opened = 0;
    for (line, words) in text.lines().enumerate() {
        opened = if begins_message(words) { 0 } else { opened };
        opened += words.bytes().filter(|byte| matches!(byte, b'{' | b'(')).count();
        if opened > MOST_OPENED {
            return Err(BadMessages::TooLarge(format!(
                "line {}: a message opens more than {MOST_OPENED} braces and brackets",
                line + 1
            )));
        }
        if cut_escape(words) {
            let what = r"an escape is \u with 4 or \U with 6 hexadecimal digits".to_owned();
            return Err(BadMessages::Syntax { line: line + 1, what });
        }
    }
    FluentResource::try_new(text.to_owned()).map_err(|(_, errors)| {
        let first = errors.into_iter().next();
        let at = first.as_ref().map_or(0, |error| error.pos.start);
        let before = text.as_bytes().get(..at).unwrap_or_default();
        let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
        let what = first.map_or_else(|| "no Fluent syntax".to_owned(), |error| error.kind.to_string());
        BadMessages::Syntax { line, what: plain_line(&what) }
    })
}

/// Whether an escape is cut short by a letter beyond ASCII. fluent-syntax 0.12 quotes the escape with one byte more than it
/// read, and panics where that byte is in the middle of a letter.
fn cut_escape(line: &str) -> bool {
    [(r"\u", 4), (r"\U", 6)].iter().any(|(escape, digits)| {
        line.match_indices(escape).any(|(at, _)| {
            let after = &line[at + escape.len()..];
            let read = after.bytes().take(*digits).take_while(u8::is_ascii_hexdigit).count();
            read < *digits && after.as_bytes().get(read).is_some_and(|byte| !byte.is_ascii())
        })
    })
}

/// Whether a line begins a message: there the parser is out of whatever was open before.
fn begins_message(line: &str) -> bool {
    let name = line.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    line.starts_with(|c: char| c.is_ascii_alphabetic() || c == '-') && name.trim_start().starts_with('=')
}
