//! The query of an address: names that may come several times, numbers within their bounds, words for yes and no. What is not known
//! is passed over, as yente does. It knows no route.

use axum::extract::{FromRequestParts, Query};
use axum::http::StatusCode;
use axum::http::request::Parts;

use super::refusal::{Refusal, Result};

/// Longest address that is read.
const LONGEST: usize = 60_000;

/// What stands behind the `?`.
#[derive(Debug, Default)]
pub(crate) struct Params(Vec<(String, String)>);

impl<S: Sync> FromRequestParts<S> for Params {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self> {
        let length = parts.uri.path_and_query().map_or(0, |uri| uri.as_str().len());
        if length > LONGEST {
            return Err(Refusal::new(StatusCode::URI_TOO_LONG, "Request URI too long"));
        }
        let pairs = Query::<Vec<(String, String)>>::try_from_uri(&parts.uri);
        pairs.map(|pairs| Params(pairs.0)).map_err(|error| Refusal::invalid(&["query"], error.body_text()))
    }
}

impl Params {
    /// The last value of a name.
    pub(crate) fn one(&self, name: &str) -> Option<&str> {
        self.all(name).last()
    }

    /// All values of a name.
    pub(crate) fn all<'p, 'n>(&'p self, name: &'n str) -> impl Iterator<Item = &'p str> + use<'p, 'n> {
        self.0.iter().filter(move |(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// A number, at most `most`; below 0 it is 0.
    pub(crate) fn number(&self, name: &str, (usual, most): (usize, usize)) -> Result<usize> {
        let Some(text) = self.one(name) else { return Ok(usual) };
        let bad = |why: String| Refusal::invalid(&["query", name], why);
        let number: i64 = text.parse().map_err(|_| bad("Input should be a valid integer".to_owned()))?;
        let number = usize::try_from(number).unwrap_or(0);
        if number > most {
            return Err(bad(format!("Input should be less than or equal to {most}")));
        }
        Ok(number)
    }

    /// A score.
    pub(crate) fn score(&self, name: &str, usual: f64) -> Result<f64> {
        let Some(text) = self.one(name) else { return Ok(usual) };
        let score = text.parse().ok().filter(|score: &f64| score.is_finite());
        score.ok_or_else(|| Refusal::invalid(&["query", name], "Input should be a valid number"))
    }

    /// Yes or no, if it was said.
    pub(crate) fn flag(&self, name: &str) -> Result<Option<bool>> {
        match self.one(name).map(str::to_ascii_lowercase).as_deref() {
            None => Ok(None),
            Some("true" | "1" | "yes" | "on" | "t" | "y") => Ok(Some(true)),
            Some("false" | "0" | "no" | "off" | "f" | "n") => Ok(Some(false)),
            Some(_) => Err(Refusal::invalid(&["query", name], "Input should be a valid boolean")),
        }
    }

    /// A moment, `2026-11-27` or `2026-11-27T21:00:53`, filled up to the second.
    pub(crate) fn moment(&self, name: &str) -> Result<Option<String>> {
        const SHAPE: &str = "0000-00-00T00:00:00";
        let Some(text) = self.one(name) else { return Ok(None) };
        let fits = text.bytes().zip(SHAPE.bytes()).all(|(is, shape)| match shape {
            b'0' => is.is_ascii_digit(),
            other => is == other,
        });
        let rest = SHAPE.get(text.len()..).filter(|_| fits && matches!(text.len(), 10 | 13 | 16 | 19));
        let bad = || Refusal::invalid(&["query", name], "Input should be a moment like 2026-11-27T21:00:53");
        rest.map(|rest| Some(format!("{text}{rest}"))).ok_or_else(bad)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(pairs: &[(&str, &str)]) -> Params {
        Params(pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
    }

    #[test]
    fn values_are_read_and_bounded() {
        let params =
            of(&[("a", "1"), ("a", "2"), ("limit", "-3"), ("much", "501"), ("yes", "True"), ("no", "x")]);
        assert_eq!(params.all("a").collect::<Vec<_>>(), ["1", "2"]);
        assert_eq!(params.number("limit", (5, 500)).unwrap(), 0);
        assert!(params.number("much", (5, 500)).is_err() && params.flag("no").is_err());
        assert_eq!((params.flag("yes").unwrap(), params.flag("other").unwrap()), (Some(true), None));
    }

    #[test]
    fn a_moment_is_filled_up() {
        for (text, filled) in
            [("2026-11-27", "2026-11-27T00:00:00"), ("2026-11-27T21:00", "2026-11-27T21:00:00")]
        {
            assert_eq!(of(&[("since", text)]).moment("since").unwrap().unwrap(), filled);
        }
        for text in ["2026", "2026-11-27T", "yesterday", "2026-11-27T21:00:53Z"] {
            assert!(of(&[("since", text)]).moment("since").is_err(), "{text}");
        }
    }
}
