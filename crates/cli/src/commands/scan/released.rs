//! What persons released: a file of decisions, as a service keeps them, and the listings that they speak of.

use std::path::Path;

use nameplate::Screener;
use nameplate::answer::Audience;
use nameplate::finding::ListingResult;
use nameplate::gate::{Decision, Decisions, Gatekeeper};
use nameplate::policy::Gate;
use nameplate::word::Action;
use serde_json::Value;

use crate::error::{CliError, Result};

/// Decisions, and the gate that they were taken at.
#[derive(Debug)]
pub(crate) struct Released {
    decisions: Decisions,
    gate: Gate,
}

impl Released {
    /// Reads a file: an object a line, an array, or what `GET /v1/decisions` answers. Who asks is who the gate asks for.
    pub(super) fn read(path: &Path, gate: &Gate, audience: &Audience) -> Result<Self> {
        let name = path.display();
        let text = std::fs::read_to_string(path)
            .map_err(|error| CliError::new(format!("{name} cannot be read: {error}")))?;
        let gate = gate.asked_for(audience.reader, audience.place.as_deref());
        let decisions = decisions(&text).map_err(|why| {
            CliError::new(format!("{name}: {why}"))
                .hint("a decision has case_key, signals, listing or seller, outcome, reason, by: docs/api.md")
        })?;
        Ok(Released { decisions, gate })
    }

    /// Whether a person released all that the gate would hold of a listing.
    pub(super) fn speaks_of(&self, screener: &Screener<'_>, result: &ListingResult<'_>) -> bool {
        let as_of = result.as_of.unwrap_or_else(|| screener.as_of());
        let gated = Gatekeeper { gate: &self.gate, decisions: &self.decisions, as_of }.ask(result);
        gated.action == Action::Allow && gated.decided.iter().any(|one| one.decision.is_some())
    }
}

fn decisions(text: &str) -> std::result::Result<Decisions, String> {
    let mut all = Vec::new();
    let values = serde_json::Deserializer::from_str(text).into_iter::<Value>();
    for value in values {
        match value.map_err(|error| error.to_string())? {
            Value::Array(many) => all.extend(many),
            Value::Object(mut page) if page.contains_key("results") => {
                if let Some(Value::Array(many)) = page.remove("results") {
                    all.extend(many);
                }
            }
            one => all.push(one),
        }
    }
    let read = |(n, value): (usize, Value)| {
        let mut value = value;
        if let Some(fields) = value.as_object_mut() {
            // What a service says of a decision beside it.
            fields.remove("id");
            fields.remove("taken_at");
        }
        let decision: Decision =
            serde_json::from_value(value).map_err(|error| format!("decision {}: {error}", n + 1))?;
        decision.check().map_err(|error| format!("decision {}: {error}", n + 1))?;
        Ok(decision)
    };
    all.into_iter().enumerate().map(read).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: &str =
        r#"{"case_key":"k","signals":["a:b:c"],"listing":"S1","outcome":"release","reason":"r","by":"desk"}"#;

    #[test]
    fn decisions_are_read_as_lines_as_an_array_and_as_a_service_answers() {
        let kept = ONE.replacen('{', r#"{"id":"x","taken_at":"2026-11-27T00:00:00Z","#, 1);
        for text in [
            format!("{ONE}\n{ONE}\n"),
            format!("[{ONE},{ONE}]"),
            format!("{{\"results\":[{kept},{kept}],\"next\":2}}"),
        ] {
            assert_eq!(decisions(&text).unwrap().len(), 2, "{text}");
        }
        assert!(decisions("").unwrap().is_empty());
    }

    #[test]
    fn what_cannot_be_meant_is_named() {
        let bad = ONE.replace("\"release\"", "\"free\"");
        assert!(decisions(&format!("{ONE}\n{bad}")).unwrap_err().starts_with("decision 2: "));
        assert!(decisions(&ONE.replace("\"listing\":\"S1\",", "")).unwrap_err().contains("listing"));
        assert!(decisions("{").is_err());
    }
}
