//! The JSON schemas of the contract: made of the types that results are written by, and kept in `docs/schema/`. Real outputs are validated
//! against them by `tests/sql/run`.

use nameplate_tests::places::{hold, root};
use scan::arrow_out::schemas;
use serde_json::{Map, Value, json};

/// What every record of a kind has; all else is absent where it is empty.
const ALWAYS: [(&str, &[&str]); 5] = [
    ("result", &["type", "id", "file", "row", "verdict", "identified"]),
    (
        "case",
        &[
            "type",
            "id",
            "key",
            "target",
            "ground",
            "verdict",
            "path",
            "designations",
            "consequences",
            "claims",
            "responses",
        ],
    ),
    ("house", &["type", "id"]),
    ("source", &["type", "id", "title", "date", "tier"]),
    ("expanded", &["schema_version", "id", "file", "row", "verdict", "identified", "listing"]),
];

/// What a value of an Arrow type is in JSON.
fn of_type(data_type: &arrow_schema::DataType) -> Value {
    use arrow_schema::DataType::{Boolean, Float64, Int32, Int64, List, Struct, Utf8};
    match data_type {
        Utf8 => json!({ "type": "string" }),
        Boolean => json!({ "type": "boolean" }),
        Int32 | Int64 => json!({ "type": "integer" }),
        Float64 => json!({ "type": "number" }),
        List(item) => json!({ "type": "array", "items": of_type(item.data_type()) }),
        Struct(fields) => object(fields, Map::new()),
        other => panic!("{other} is not in the contract"),
    }
}

fn object(fields: &arrow_schema::Fields, more: Map<String, Value>) -> Value {
    let members = fields.iter().map(|field| (field.name().clone(), of_type(field.data_type())));
    let properties: Map<String, Value> = more.into_iter().chain(members).collect();
    json!({ "type": "object", "additionalProperties": false, "properties": properties })
}

#[test]
fn the_schemas_are_those_of_the_types() {
    for ((name, columns), (of, always)) in schemas().into_iter().zip(ALWAYS) {
        assert_eq!(name, of);
        let mut more = Map::new();
        if name == "expanded" {
            more.insert("schema_version".to_owned(), json!({ "const": nameplate::finding::SCHEMA_VERSION }));
            let reasons = json!({ "type": "object", "additionalProperties": { "type": "string" } });
            more.insert("reasons".to_owned(), reasons);
            more.insert("without_lists".to_owned(), json!({ "type": "string" }));
        } else {
            more.insert("type".to_owned(), json!({ "const": name }));
        }
        let mut schema = object(columns.fields(), more);
        schema["$schema"] = "https://json-schema.org/draft/2020-12/schema".into();
        schema["title"] =
            format!("nameplate {name}, contract version {}", nameplate::finding::SCHEMA_VERSION).into();
        schema["required"] = json!(always);
        let text = serde_json::to_string_pretty(&schema).unwrap() + "\n";
        hold(&root().join(format!("docs/schema/{name}.json")), &text);
    }
}
