//! The model of FollowTheMoney: which types of entities there are, which extends which, and what may be said of each. Read once from
//! `data/ftm-model.json`, which is made of the published model by a script; nothing of it is written here. It knows no register.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use serde::Deserialize;

/// The model.
pub(crate) static MODEL: LazyLock<Model> =
    LazyLock::new(|| Model::of(include_str!("../../data/ftm-model.json")));

/// All types of entities, kinds of values and topics.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Model {
    /// The release that it was made of.
    pub(crate) version: String,
    /// Types of entities, by name.
    pub(crate) schemata: BTreeMap<String, Schema>,
    /// Kinds of values, by name.
    pub(crate) types: BTreeMap<String, Type>,
    /// The vocabulary of topics.
    pub(crate) topics: Topics,
}

/// A type of entities.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Schema {
    /// Its name.
    #[serde(skip)]
    pub(crate) name: String,
    pub(crate) label: String,
    pub(crate) plural: String,
    pub(crate) description: String,
    extends: Vec<String>,
    /// Whether entities of it can be asked for.
    pub(crate) matchable: bool,
    /// The properties that people look at first.
    pub(crate) featured: Vec<String>,
    /// What may be said of it, by name; of the types that it extends as well, and what leads to it from others.
    pub(crate) properties: BTreeMap<String, Property>,
    /// Itself and all that it extends.
    #[serde(skip)]
    pub(crate) schemata: BTreeSet<String>,
}

/// Something that may be said of an entity.
#[derive(Clone, Debug, Default, Deserialize)]
pub(crate) struct Property {
    pub(crate) label: String,
    /// The kind of its values.
    #[serde(rename = "type")]
    pub(crate) kind: String,
    /// Whether entities are compared by it.
    pub(crate) matchable: bool,
    #[serde(default)]
    pub(crate) description: String,
    #[serde(default)]
    pub(crate) hidden: bool,
    #[serde(default)]
    range: Option<String>,
    #[serde(default)]
    pub(crate) reverse: Option<Reverse>,
    /// The type of entities that it was defined for.
    #[serde(skip)]
    pub(crate) of: String,
    /// Whether it is only how another property looks from the other end.
    #[serde(skip)]
    pub(crate) stub: bool,
}

/// How a property is called from the other end.
#[derive(Clone, Debug, Default, Deserialize)]
pub(crate) struct Reverse {
    pub(crate) name: String,
    label: String,
}

/// A kind of values.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Type {
    /// Under which name all values of the kind are counted.
    pub(crate) group: Option<String>,
    pub(crate) plural: String,
}

/// The vocabulary of topics.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Topics {
    /// In words.
    pub(crate) labels: BTreeMap<String, String>,
    /// Those that make a party a target.
    pub(crate) risks: BTreeSet<String>,
}

/// The type that all things are.
pub(crate) const THING: &str = "Thing";

impl Model {
    fn of(text: &str) -> Self {
        // The text is part of the program: that it can be read is held by a test.
        let mut model: Model = serde_json::from_str(text).unwrap_or_default();
        for (name, schema) in &mut model.schemata {
            schema.name.clone_from(name);
            schema.properties.values_mut().for_each(|property| property.of.clone_from(name));
        }
        model.turn_around();
        model.inherit();
        model
    }

    /// Properties that lead to others are known from the other end too.
    fn turn_around(&mut self) {
        let mut stubs = Vec::new();
        for schema in self.schemata.values() {
            for property in schema.properties.values() {
                let (Some(range), Some(reverse)) = (&property.range, &property.reverse) else { continue };
                let stub = Property {
                    label: reverse.label.clone(),
                    kind: "entity".to_owned(),
                    of: range.clone(),
                    stub: true,
                    ..Property::default()
                };
                stubs.push((range.clone(), reverse.name.clone(), stub));
            }
        }
        for (range, name, stub) in stubs {
            if let Some(schema) = self.schemata.get_mut(&range) {
                schema.properties.entry(name).or_insert(stub);
            }
        }
    }

    fn inherit(&mut self) {
        let above: BTreeMap<String, BTreeSet<String>> =
            self.schemata.keys().map(|name| (name.clone(), self.above(name))).collect();
        let own: BTreeMap<String, BTreeMap<String, Property>> =
            self.schemata.iter().map(|(name, schema)| (name.clone(), schema.properties.clone())).collect();
        for (name, schema) in &mut self.schemata {
            schema.schemata = above.get(name).cloned().unwrap_or_default();
            for property in schema.schemata.iter().filter_map(|above| own.get(above)).flatten() {
                schema.properties.entry(property.0.clone()).or_insert_with(|| property.1.clone());
            }
        }
    }

    fn above(&self, name: &str) -> BTreeSet<String> {
        let mut all = BTreeSet::new();
        let mut next = vec![name.to_owned()];
        while let Some(name) = next.pop() {
            next.extend(self.schemata.get(&name).into_iter().flat_map(|schema| schema.extends.clone()));
            all.insert(name);
        }
        all
    }

    /// The type of that name.
    pub(crate) fn schema(&self, name: &str) -> Option<&Schema> {
        self.schemata.get(name)
    }

    /// The types that entities of a type may be compared with: those that it extends and those that extend it, of which entities can be
    /// asked for. For a type that cannot be asked for, all that extend it.
    pub(crate) fn beside(&self, schema: &Schema) -> BTreeSet<&str> {
        let below = |other: &&Schema| other.schemata.contains(&schema.name);
        let all = self.schemata.values();
        if !schema.matchable {
            return all.filter(below).map(|other| other.name.as_str()).collect();
        }
        let near =
            |other: &&Schema| other.matchable && (below(other) || schema.schemata.contains(&other.name));
        all.filter(near).map(|other| other.name.as_str()).collect()
    }

    /// The property of a name like `Thing:country`.
    pub(crate) fn qualified(&self, name: &str) -> Option<(&str, &Property)> {
        let (schema, property) = name.split_once(':')?;
        self.schema(schema)?
            .properties
            .get_key_value(property)
            .map(|(name, property)| (name.as_str(), property))
    }

    /// The group that a kind of values is counted in.
    pub(crate) fn group(&self, kind: &str) -> Option<&str> {
        self.types.get(kind)?.group.as_deref()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_model_is_read_and_types_inherit() {
        let company = MODEL.schema("Company").unwrap();
        assert!(!MODEL.version.is_empty() && company.schemata.contains("Asset"));
        for name in ["name", "leiCode", "sanctions", "ownershipOwner", "ownershipAsset", "subsidiaries"] {
            assert!(company.properties.contains_key(name), "{name}");
        }
        assert!(company.properties["sanctions"].stub && !company.properties["weakAlias"].matchable);
        assert_eq!(MODEL.qualified("Thing:country").unwrap().1.kind, "country");
        assert!(MODEL.topics.risks.contains("sanction"));
    }

    #[test]
    fn companies_are_compared_with_organisations_and_never_with_persons() {
        let beside = |name| MODEL.beside(MODEL.schema(name).unwrap());
        let company = beside("Company");
        assert!(
            company.contains("LegalEntity")
                && company.contains("Organization")
                && !company.contains("Person")
        );
        assert!(!beside("Person").contains("Company") && beside(THING).contains("Vessel"));
        assert!(!beside("Vessel").contains("Company"));
    }
}
