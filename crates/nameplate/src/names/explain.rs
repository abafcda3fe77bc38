//! A comparison in plain words: which words met, how, and what speaks against it. Made of the alignment that the score came
//! from; there is no second road.

use std::fmt;

use serde::Serialize;

use super::likeness::How;
use super::score::{Comparison, Term};
use super::tables::flag;
use super::tok::Toks;

/// What a word that met nothing is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum WordKind {
    /// A word of the name.
    Word,
    /// A number.
    Number,
    /// A place.
    Place,
    /// A legal form.
    LegalForm,
    /// An article, a title, what shops put around a name.
    Small,
}

/// Words of both names that met.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Met {
    /// As the first name has them.
    pub query: String,
    /// As the second name has them.
    pub listed: String,
    /// In what way.
    pub how: How,
    /// How alike, in thousandths.
    pub alike: u16,
}

/// A comparison in words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Explanation {
    /// Words that met, in the order of the first name.
    pub met: Vec<Met>,
    /// Words that only the first name has.
    pub only_query: Vec<(String, WordKind)>,
    /// Words that only the second name has.
    pub only_listed: Vec<(String, WordKind)>,
    /// Whether the words stand in another order.
    pub reordered: bool,
    /// What speaks against it, in plain words, with what it costs in milli-nats.
    pub against: Vec<(String, i32)>,
}

type Side<'s, 'n> = (&'s str, &'s Toks<'n>);

impl Explanation {
    pub(crate) fn new(comparison: &Comparison, a: Side<'_, '_>, b: Side<'_, '_>) -> Explanation {
        let alignment = &comparison.alignment;
        let mut met: Vec<(u32, Met)> = alignment
            .links()
            .iter()
            .map(|link| {
                let (query, listed) = (quoted(a, link.a), quoted(b, link.b));
                (link.a.trailing_zeros(), Met { query, listed, how: link.how, alike: link.alike })
            })
            .collect();
        met.sort_by_key(|(at, _)| *at);
        let mut explanation = Explanation {
            met: met.into_iter().map(|(_, met)| met).collect(),
            only_query: left(a, alignment.left_a),
            only_listed: left(b, alignment.left_b),
            reordered: alignment.is_reordered(),
            against: Vec::new(),
        };
        explanation.against = explanation.against(comparison);
        explanation
    }

    fn against(&self, comparison: &Comparison) -> Vec<(String, i32)> {
        let words = |left: &[(String, WordKind)], only: Option<WordKind>| {
            let said = left.iter().filter(|(_, role)| match only {
                Some(only) => *role == only,
                None => !matches!(role, WordKind::LegalForm | WordKind::Small),
            });
            let mut words = String::new();
            for (word, _) in said {
                words.push_str(if words.is_empty() { "" } else { " " });
                words.push_str(word);
            }
            words
        };
        let query = |only| words(&self.only_query, only);
        let listed = |only| words(&self.only_listed, only);
        let says = |part: Term| match part {
            Term::Unlike => "words that are not spelt alike".to_owned(),
            Term::Near => {
                "no word of its own meets exactly: short words are like those of strangers".to_owned()
            }
            Term::Contradiction => ["“", &query(None), "” stands against “", &listed(None), "”"].concat(),
            Term::More => ["“", &query(None), "” is in the query only"].concat(),
            Term::Less => ["“", &listed(None), "” is in the listed name only"].concat(),
            Term::Number => {
                two("the number", (query(Some(WordKind::Number)), listed(Some(WordKind::Number))))
            }
            Term::Place => two("the place", (query(Some(WordKind::Place)), listed(Some(WordKind::Place)))),
            Term::Ordinary => "few words meet, and firms of many names bear them".to_owned(),
            Term::Legal => "legal forms differ".to_owned(),
            Term::Order => "word order differs".to_owned(),
            Term::Met | Term::Whole => String::new(),
        };
        let costs = Term::ALL.into_iter().filter(|part| comparison.part(*part) < 0);
        costs.map(|part| (says(part), comparison.part(part))).collect()
    }
}

fn two(what: &str, (a, b): (String, String)) -> String {
    match (a.is_empty(), b.is_empty()) {
        (false, false) => format!("{what} “{a}” stands against “{b}”"),
        (false, true) => format!("{what} “{a}” is in the query only"),
        _ => format!("{what} “{b}” is in the listed name only"),
    }
}

/// What a name says at its words of these places, as written.
fn quoted((text, toks): Side<'_, '_>, bits: u32) -> String {
    let mut out = String::new();
    let mut end = 0;
    for (n, tok) in toks.as_slice().iter().enumerate().filter(|(n, _)| bits & 1 << n != 0) {
        let (from, to) = (usize::from(tok.start), usize::from(tok.end));
        // Several words can come of one stretch of Han characters.
        if n > 0 && from < end {
            continue;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(text.get(from..to).unwrap_or_default());
        end = to;
    }
    out
}

/// Words of a name that met nothing, and those that take no part.
fn left((text, toks): Side<'_, '_>, bits: u32) -> Vec<(String, WordKind)> {
    let words = toks.as_slice().iter().enumerate().filter(|(n, _)| bits & 1 << n != 0).map(|(_, tok)| tok);
    let mut left: Vec<_> = words.chain(toks.aside()).collect();
    left.sort_by_key(|tok| tok.at);
    let mut said: Vec<(String, WordKind)> = Vec::with_capacity(left.len());
    let mut end = 0;
    for tok in left {
        let role = match tok.flags {
            _ if tok.weight == 0 && tok.flags & flag::LEGAL == 0 => WordKind::Small,
            flags if flags & flag::LEGAL != 0 => WordKind::LegalForm,
            flags if flags & flag::NUMBER != 0 => WordKind::Number,
            flags if flags & flag::PLACE != 0 => WordKind::Place,
            _ => WordKind::Word,
        };
        if end == 0 || tok.start >= end {
            said.push((text.get(tok.start.into()..tok.end.into()).unwrap_or_default().to_owned(), role));
            end = tok.end;
        }
    }
    said
}

impl fmt::Display for Explanation {
    /// `GUANGZHOU = 广州, COMM ~ Communications (cut short), GRP: legal form, word order differs`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut pieces: Vec<String> = self.met.iter().map(Met::to_string).collect();
        for (left, whose) in
            [(&self.only_query, "only in the query"), (&self.only_listed, "only in the listed name")]
        {
            for (word, role) in left {
                pieces.push(match role {
                    WordKind::LegalForm => format!("{word}: legal form"),
                    WordKind::Small => format!("{word}: not counted"),
                    WordKind::Word | WordKind::Number | WordKind::Place => format!("{word}: {whose}"),
                });
            }
        }
        if self.reordered {
            pieces.push("word order differs".to_owned());
        }
        f.write_str(&pieces.join(", "))
    }
}

impl fmt::Display for Met {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Met { query, listed, how, .. } = self;
        match how {
            How::Equal => write!(f, "{query} = {listed}"),
            How::Same => write!(f, "{query} = {listed} (means the same)"),
            How::Joined => write!(f, "{query} = {listed} (written together or apart)"),
            How::Initials => write!(f, "{query} ~ {listed} (first letters)"),
            How::Initial => write!(f, "{query} ~ {listed} (an initial)"),
            How::CutShort => write!(f, "{query} ~ {listed} (cut short)"),
            How::Sound => write!(f, "{query} ~ {listed} (sounds alike)"),
            How::Typo => write!(f, "{query} ~ {listed} (a letter differs)"),
            How::Slips => write!(f, "{query} ~ {listed} (letters differ)"),
            How::Repeated if query.is_empty() => write!(f, "{listed}: nothing new"),
            How::Repeated => write!(f, "{query}: nothing new"),
        }
    }
}
