//! An example of whom somebody looks for: a type and some properties, as a client sends it, cleaned as the model has it, and what of it
//! the matcher can be asked. What the model does not know is passed over.

use std::borrow::Cow;
use std::collections::BTreeMap;

use nameplate::matching::{PartyField, PartyQuery};
use nameplate::names::Kind;
use nameplate::text::country::code;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::model::{MODEL, Schema, THING};
use super::refusal::{Refusal, Result};

/// An example as it is sent.
#[derive(Debug, Deserialize)]
pub(crate) struct Given {
    #[serde(default)]
    pub(crate) id: Option<String>,
    pub(crate) schema: String,
    pub(crate) properties: BTreeMap<String, Value>,
}

/// An example as it was understood.
#[derive(Debug, Serialize)]
pub(crate) struct Example {
    pub(crate) id: Option<String>,
    #[serde(rename = "schema")]
    name: &'static str,
    pub(crate) properties: BTreeMap<String, Vec<String>>,
    #[serde(skip)]
    pub(crate) schema: &'static Schema,
}

/// Most values of a property that are read.
const MOST: usize = 200;

/// Texts of a value: a text, a number, or several of them.
fn texts(value: &Value, to: &mut Vec<String>) {
    if to.len() >= MOST {
        return;
    }
    match value {
        Value::String(text) => to.push(text.trim().to_owned()),
        Value::Number(number) => to.push(number.to_string()),
        Value::Array(all) => all.iter().for_each(|value| texts(value, to)),
        Value::Null | Value::Bool(_) | Value::Object(_) => {}
    }
}

/// A value as the model has values of that kind; none where it is no such value.
fn clean(kind: &str, text: String) -> Option<String> {
    match kind {
        _ if text.is_empty() => None,
        "country" => Some(code(&text).to_lowercase()).filter(|code| !code.is_empty()),
        "email" => Some(text.to_lowercase()).filter(|text| text.contains('@')),
        "date" => text.starts_with(|c: char| c.is_ascii_digit()).then_some(text),
        _ => Some(text),
    }
}

impl Example {
    /// Reads an example.
    pub(crate) fn of(given: Given) -> Result<Self> {
        let no = |why: String| Refusal::bad(format!("Cannot parse example entity: {why}"));
        let unknown =
            || no(format!("Unknown schema: '{}'", given.schema.chars().take(80).collect::<String>()));
        let schema = MODEL.schema(&given.schema).ok_or_else(unknown)?;
        if schema.name != THING && !schema.matchable {
            return Err(no(format!("Non-matchable schema for query: {}", schema.name)));
        }
        let mut properties: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (name, value) in &given.properties {
            let Some(property) = schema.properties.get(name).filter(|property| !property.stub) else {
                continue;
            };
            let mut all = Vec::new();
            texts(value, &mut all);
            let mut cleaned: Vec<String> = Vec::new();
            for text in all.into_iter().filter_map(|text| clean(&property.kind, text)) {
                if !cleaned.contains(&text) {
                    cleaned.push(text);
                }
            }
            if !cleaned.is_empty() {
                properties.insert(name.clone(), cleaned);
            }
        }
        let mut example = Example { id: given.id, name: &schema.name, properties, schema };
        example.put_names_together();
        Ok(example)
    }

    fn values(&self, name: &str) -> &[String] {
        self.properties.get(name).map_or(&[], Vec::as_slice)
    }

    /// Values of a kind that entities are compared by.
    fn of_kind<'e>(&'e self, kind: &'e str) -> impl Iterator<Item = (&'e str, &'e String)> {
        let compared = move |name: &str| {
            self.schema
                .properties
                .get(name)
                .is_some_and(|property| property.kind == kind && property.matchable)
        };
        let known = self.properties.iter().filter(move |(name, _)| compared(name));
        known.flat_map(|(name, values)| values.iter().map(move |value| (name.as_str(), value)))
    }

    /// A person of whom only parts of the name are given is called by all of them.
    fn put_names_together(&mut self) {
        if self.of_kind("name").any(|(name, _)| matches!(name, "name" | "alias" | "previousName")) {
            return;
        }
        let first = self.values("firstName");
        let middle: Vec<&str> = ["secondName", "middleName", "fatherName"]
            .iter()
            .filter_map(|name| Some(self.values(name).first()?.as_str()))
            .collect();
        let mut names = Vec::new();
        for last in self.values("lastName") {
            let firsts = first.iter().map(String::as_str).chain(first.is_empty().then_some(""));
            for first in firsts {
                let mut parts = vec![first];
                parts.extend(&middle);
                parts.push(last);
                names.push(parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" "));
            }
        }
        if !names.is_empty() {
            self.properties.insert("name".to_owned(), names);
        }
    }

    /// What the matcher is asked.
    pub(crate) fn question(&self) -> PartyQuery<'static> {
        let mut query = PartyQuery { kind: self.kind(), ..PartyQuery::default() };
        // Names that stand for a part only come last, and only where nothing else names the party.
        let whole: Vec<&String> =
            self.of_kind("name").filter(|(name, _)| !is_part(name)).map(|(_, value)| value).collect();
        query.names = whole.into_iter().map(|name| Cow::Owned(name.clone())).collect();
        for (_, country) in self.of_kind("country") {
            query.set(PartyField::Country, country.clone());
        }
        for (_, address) in self.of_kind("address") {
            query.set(PartyField::Address, address.clone());
        }
        for (name, number) in self.of_kind("identifier") {
            let number = if name == "leiCode" { format!("LEI:{number}") } else { number.clone() };
            query.set(PartyField::Identifier, number);
        }
        for name in ["birthDate", "incorporationDate"] {
            self.values(name)
                .first()
                .into_iter()
                .for_each(|date| query.set(PartyField::Founded, date.clone()));
        }
        query
    }

    fn kind(&self) -> Option<Kind> {
        match self.schema.name.as_str() {
            "Person" => Some(Kind::Person),
            name if self.schema.schemata.contains("Organization") || name == "PublicBody" => {
                Some(Kind::Organisation)
            }
            _ => None,
        }
    }
}

/// Whether a property holds a part of a name.
fn is_part(name: &str) -> bool {
    matches!(name, "firstName" | "lastName" | "middleName" | "secondName" | "fatherName" | "motherName")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Result<Example> {
        Example::of(serde_json::from_str(text).unwrap())
    }

    #[test]
    fn values_are_cleaned_and_what_is_not_known_is_passed_over() {
        let example = of(r#"{"schema":"Person","properties":{"name":"A B","birthDate":[1965],"country":"Russia","shoeSize":"43"}}"#).unwrap();
        assert_eq!(example.properties["country"], ["ru"]);
        assert_eq!(example.properties["birthDate"], ["1965"]);
        assert!(!example.properties.contains_key("shoeSize"));
        let question = example.question();
        assert_eq!(
            (question.kind, question.names.len(), question.countries.as_slice()),
            (Some(Kind::Person), 1, &["RU"][..])
        );
    }

    #[test]
    fn types_that_cannot_be_asked_for_are_refused() {
        for schema in ["xxx", "Sanction", "Interval"] {
            assert!(of(&format!(r#"{{"schema":"{schema}","properties":{{}}}}"#)).is_err(), "{schema}");
        }
        assert!(of(r#"{"schema":"Thing","properties":{}}"#).unwrap().question().kind.is_none());
    }

    #[test]
    fn parts_of_a_name_are_put_together() {
        let example =
            of(r#"{"schema":"Person","properties":{"firstName":["Jo"],"lastName":["Doe"]}}"#).unwrap();
        assert_eq!(example.question().names, ["Jo Doe"]);
    }
}
