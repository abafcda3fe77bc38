//! Questions and their answers, JSON in and out. What cannot be answered is refused in a sentence.

use std::collections::BTreeMap;

use nameplate::report::RegisterId;
use nameplate::warning::LANGUAGES;
use nameplate::word::Reader;
use nameplate::{Day, Field, Listing};
use serde::{Deserialize, Serialize};

use crate::engine::Engine;
use crate::said::{Refused, json, refusal};
use crate::setting::{Asked, Setting};
use crate::{accept, judge, page, rows, who};

/// Longer questions are refused: no page of a shop is larger.
const LONGEST: usize = 8 << 20;

/// What is asked.
#[derive(Debug, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case", deny_unknown_fields)]
enum Question {
    /// What is in here.
    About {
        #[serde(default)]
        as_of: Option<Day>,
    },
    /// One listing: the whole result with the answer in words.
    Judge {
        listing: BTreeMap<String, String>,
        #[serde(flatten)]
        setting: Setting,
    },
    /// One listing: what `nameplate check --json` prints, byte by byte.
    Check {
        listing: BTreeMap<String, String>,
        #[serde(flatten)]
        setting: Setting,
    },
    /// What is known of a company, brand or shop.
    Who { name: String, as_of: Day },
    /// A page or a text that was pasted: the listing that it tells of.
    Paste { text: String },
    /// A page of the site, as HTML: the answer to a text, a case, a dossier.
    Page {
        at: String,
        #[serde(default)]
        text: String,
        #[serde(flatten)]
        setting: Setting,
    },
    /// Opens the table that was given.
    Table {
        name: String,
        #[serde(flatten)]
        setting: Setting,
    },
    /// Its next rows, judged.
    Rows { most: usize },
    /// What was found in the rows so far.
    Sum,
    /// Whether the signed register that was given may be used: by that key, today, by whoever has the register of that number.
    Accept {
        key: String,
        today: Day,
        #[serde(default)]
        sequence: Option<u64>,
    },
}

/// What is in here, and for which day it was asked.
#[derive(Serialize)]
struct About {
    engine: &'static str,
    register: RegisterId,
    bytes: usize,
    /// What was built into the register of published lists; empty where it holds researched facts only.
    editions: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    without_lists: Option<String>,
    /// The day of its newest source, where the day asked for is later: nothing later is known here.
    #[serde(skip_serializing_if = "Option::is_none")]
    reach: Option<Day>,
    languages: Vec<&'static str>,
    readers: Vec<&'static str>,
    fields: Vec<&'static str>,
}

/// Answers a question, which may be about bytes that were given; without a register, only whether a signed one may be used.
pub fn ask(engine: Option<&mut Engine>, question: &[u8], given: Option<Box<[u8]>>) -> String {
    answer(engine, question, given).unwrap_or_else(|refused| refusal(&refused))
}

fn answer(engine: Option<&mut Engine>, question: &[u8], given: Option<Box<[u8]>>) -> Result<String, Refused> {
    if question.len() > LONGEST {
        return Err(Refused::new(format!("the question is longer than {} MB", LONGEST >> 20)));
    }
    let question: Question = serde_json::from_slice(question)
        .map_err(|error| Refused::new(format!("the question cannot be read: {error}")))?;
    let given = || given.ok_or_else(|| Refused::new("no bytes were given"));
    if let Question::Accept { key, today, sequence } = question {
        return accept::accept(&given()?, &key, today, sequence);
    }
    let engine = engine.ok_or_else(|| Refused::new("no register was opened"))?;
    match question {
        Question::About { as_of } => about(engine, as_of),
        Question::Judge { listing, setting } => judge::judge(engine, &self::listing(listing)?, &setting),
        Question::Check { listing, setting } => judge::check(engine, &self::listing(listing)?, &setting),
        Question::Who { name, as_of } => who::who(engine, &name, as_of),
        Question::Paste { text } => judge::paste(&text),
        Question::Page { at, text, setting } => page::page(engine, (&at, &text), &setting),
        Question::Table { name, setting } => rows::open(engine, (&name, given()?), &setting),
        Question::Rows { most } => rows::next(engine, most),
        Question::Sum => rows::sum(engine),
        // Answered above, without a register.
        Question::Accept { .. } => Err(Refused::new("asked twice")),
    }
}

fn about(engine: &mut Engine, as_of: Option<Day>) -> Result<String, Refused> {
    let reach = match as_of {
        Some(as_of) => engine.screener(&Asked { as_of, language: None })?.reach(),
        None => None,
    };
    let register = engine.register();
    Ok(json(&About {
        engine: env!("CARGO_PKG_VERSION"),
        register: engine.register_id(),
        bytes: register.size(),
        editions: register.editions().collect(),
        without_lists: register.without_lists(),
        reach,
        languages: LANGUAGES.iter().map(|(tag, _)| *tag).collect(),
        readers: Reader::words(),
        fields: Field::ALL.iter().map(|field| field.name()).collect(),
    }))
}

/// A listing by the names of its fields, as the engine has them, and `id`.
fn listing(texts: BTreeMap<String, String>) -> Result<Listing<'static>, Refused> {
    let mut listing = Listing::default();
    for (name, text) in texts {
        match Field::from_name(&name) {
            Some(field) => listing.set(field, text),
            None if name == "id" => listing.id = text.into(),
            None => {
                let fields: Vec<&str> = Field::ALL.iter().map(|field| field.name()).collect();
                let fields = fields.join(", ");
                return Err(Refused::new(format!("`{name}` is no field of a listing; fields: id, {fields}")));
            }
        }
    }
    if listing.filled().next().is_none() {
        return Err(Refused::new(
            "the listing holds nothing that could be judged: give a title, a brand, a model or a seller",
        ));
    }
    Ok(listing)
}
