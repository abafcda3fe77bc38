//! The description of the API in OpenAPI 3.1: routes from the handlers, results and cases from the schemas that the project holds
//! itself to (`docs/schema/`).

use serde_json::{Map, Value, json};
use utoipa::openapi::OpenApi;
use utoipa::{OpenApi as _, ToSchema};

/// Stands for the schema of that name until [`whole`] puts it in.
macro_rules! put_in_later {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(ToSchema)]
        pub(crate) struct $name {}
    )+};
}

put_in_later! {
    /// The answer of the gate.
    Screened,
    /// A case, and what became of it.
    CaseWithStatus,
    /// What a buyer is told.
    Warning,
    /// A decision, or an array of them.
    DecisionOrMany,
    /// A page of decisions.
    Decisions,
    /// An event of a scan as it goes on.
    ScanEvent,
}

#[derive(utoipa::OpenApi)]
#[openapi(
    info(
        title = "Nameplate",
        description = "Who is really behind a product, how do we know, and what does it mean for you.",
        license(name = "Apache-2.0", identifier = "Apache-2.0"),
    ),
    components(schemas(crate::problem::Problem)),
    tags(
        (name = "gate", description = "Listings before they go live, and what persons decided"),
        (name = "scans", description = "Catalogs in bulk"),
        (name = "knowledge", description = "Cases, parties, lists, warnings"),
        (name = "webhooks", description = "Who is told of what happens"),
        (name = "yente", description = "What clients of yente and OpenRefine ask: the same answers under the same addresses"),
        (name = "operations", description = "For whoever runs the service"),
    ),
)]
struct Frame;

/// The frame that routes are put into.
pub(crate) fn frame() -> OpenApi {
    Frame::openapi()
}

/// The whole description.
pub(crate) fn whole(routes: &OpenApi) -> Value {
    let mut all = serde_json::to_value(routes).unwrap_or_default();
    all["openapi"] = json!("3.1.0");
    all["info"]["version"] = json!(env!("CARGO_PKG_VERSION"));
    all["components"]["securitySchemes"] = json!({
        "key": { "type": "http", "scheme": "bearer", "description": "A key of `nameplate keys create`. None is needed where the service listens on this machine alone." }
    });
    refusals(&mut all["paths"]);
    let schemas = &mut all["components"]["schemas"];
    schemas["Case"] = contract(include_str!("../../../docs/schema/case.json"));
    schemas["House"] = contract(include_str!("../../../docs/schema/house.json"));
    schemas["Source"] = contract(include_str!("../../../docs/schema/source.json"));
    schemas["Result"] = gated(contract(include_str!("../../../docs/schema/result.json")));
    schemas["Screened"] = screened();
    schemas["CaseWithStatus"] = case_with_status();
    schemas["Warning"] = warning();
    let (one, taken) = decision();
    schemas["Decision"] = one;
    let one = json!({ "$ref": "#/components/schemas/Decision" });
    schemas["DecisionOrMany"] =
        json!({ "oneOf": [one, { "type": "array", "minItems": 1, "maxItems": 1000, "items": one }] });
    schemas["Decisions"] = object(
        &["results"],
        json!({ "results": { "type": "array", "items": taken }, "next": { "type": "integer", "description": "`after` of the next page" } }),
    );
    schemas["ScanEvent"] = object(
        &["data"],
        json!({ "event": { "type": "string", "enum": ["progress", "end"] }, "data": text("The scan as it stands, as JSON") }),
    );
    schemas["HookWanted"] = hook();
    days(&mut all);
    all
}

/// What every route behind a key may answer before it is asked.
fn refusals(paths: &mut Value) {
    const REFUSALS: [(&str, &str); 3] = [
        ("401", "There is no good key"),
        ("403", "The key does not allow it"),
        ("429", "Too much is asked at a time"),
    ];
    let of_paths = paths.as_object_mut().into_iter().flat_map(Map::values_mut);
    for about in of_paths.filter_map(Value::as_object_mut).flat_map(Map::values_mut) {
        if about["security"].is_null() {
            continue;
        }
        for (status, description) in REFUSALS {
            about["responses"][status] = json!({
                "description": description,
                "content": { "application/problem+json": { "schema": { "$ref": "#/components/schemas/Problem" } } },
            });
        }
    }
}

/// A schema of the contract, without the word that tells records of a stream apart.
fn contract(text: &str) -> Value {
    let mut schema: Value = serde_json::from_str(text).unwrap_or_default();
    if let Some(properties) = schema["properties"].as_object_mut() {
        properties.remove("type");
    }
    if let Some(required) = schema["required"].as_array_mut() {
        required.retain(|name| name != "type");
    }
    if let Some(all) = schema.as_object_mut() {
        all.remove("$schema");
    }
    schema
}

fn object(required: &[&str], properties: Value) -> Value {
    json!({ "type": "object", "additionalProperties": false, "required": required, "properties": properties })
}

fn text(description: &str) -> Value {
    json!({ "type": "string", "description": description })
}

fn action() -> Value {
    json!({ "type": "string", "enum": ["allow", "hold", "stop"], "description": "What is done before the listing goes live" })
}

/// A result with what the gate does about it.
fn gated(mut result: Value) -> Value {
    let because = object(
        &["rule", "sentence"],
        json!({
            "rule": text("The rule of the gate that decided, or `decision`"),
            "sentence": text("The rule in words"),
            "case": text("The finding that it is about"),
            "law": text("The reason code of the law that asks for it"),
            "fails": { "type": "string", "enum": ["open", "closed"], "description": "How the gate fails where the listing could not be judged" },
            "decision": text("The decision that a person took"),
        }),
    );
    let decided = object(
        &["case", "case_key", "action", "rule", "signals"],
        json!({
            "case": text("The case"),
            "case_key": text("What it is about, whatever the words; decisions repeat it"),
            "action": action(),
            "rule": text("The rule"),
            "law": text("The reason code of the law that asks for it"),
            "decision": text("The decision that a person took of the same evidence"),
            "signals": { "type": "array", "items": { "type": "string" }, "description": "The evidence; decisions repeat it" },
        }),
    );
    let mut more = Map::new();
    more.insert("action".to_owned(), action());
    more.insert("because".to_owned(), because);
    more.insert("decided".to_owned(), json!({ "type": "array", "items": decided }));
    if let Some(properties) = result["properties"].as_object_mut() {
        properties.extend(more);
    }
    if let Some(required) = result["required"].as_array_mut() {
        required.extend([json!("action"), json!("because")]);
    }
    result
}

fn screened() -> Value {
    let all =
        |name: &str| json!({ "type": "array", "items": { "$ref": format!("#/components/schemas/{name}") } });
    object(
        &["schema_version", "as_of", "register", "policy_hash", "gate", "results"],
        json!({
            "schema_version": { "type": "integer" },
            "as_of": { "type": "string", "format": "date" },
            "register": object(&["version", "hash"], json!({ "version": text("Its version"), "hash": text("Its SHA-256") })),
            "policy_hash": text("SHA-256 of the policy"),
            "gate": object(&["reader"], json!({ "reader": text("For whom the laws are asked"), "place": text("Where; anywhere where none is named") })),
            "without_lists": text("What has to be said where no published list is loaded"),
            "results": all("Result"),
            "cases": all("Case"),
            "house": all("House"),
            "sources": all("Source"),
        }),
    )
}

fn case_with_status() -> Value {
    object(
        &["status", "case"],
        json!({
            "status": { "type": "string", "enum": ["current", "superseded", "withdrawn"] },
            "by": { "type": "array", "items": { "type": "string" }, "description": "What is said of the same key instead" },
            "case": { "$ref": "#/components/schemas/Case" },
            "answers": { "type": "array", "description": "What those answered who were invited to; not checked", "items": answer() },
        }),
    )
}

fn answer() -> Value {
    object(
        &["who", "signed", "sentence", "answered_at"],
        json!({
            "who": text("Who was invited"),
            "signed": text("Who signed it"),
            "sentence": text("What they say"),
            "url": text("A document that says so"),
            "answered_at": { "type": "string", "format": "date-time" },
        }),
    )
}

fn warning() -> Value {
    object(
        &["case", "language", "short", "long", "codes", "evidence"],
        json!({
            "case": text("The case"),
            "language": text("Language of both texts"),
            "short": text("One line, for a product page"),
            "long": text("Paragraphs with an empty line between"),
            "codes": { "type": "array", "items": { "type": "string" } },
            "evidence": text("Anchor of the evidence"),
        }),
    )
}

/// A decision as it is sent, of a listing or of a seller, and as it is kept.
fn decision() -> (Value, Value) {
    let words = json!({ "type": "string", "minLength": 1, "maxLength": 500, "pattern": "\\S" });
    let named = json!({
        "case_key": words,
        "signals": { "type": "array", "minItems": 1, "maxItems": 200, "items": { "type": "string", "maxLength": 500 } },
        "outcome": { "type": "string", "enum": ["release", "stop", "reopen"] },
        "reason": words,
        "by": words,
        "until": { "type": "string", "format": "date", "description": "The last day on which it holds" },
    });
    let of = |scope: &str| {
        let mut properties = named.clone();
        properties[scope] = words.clone();
        object(&["case_key", "signals", "outcome", "reason", "by", scope], properties)
    };
    let sent = json!({ "oneOf": [of("listing"), of("seller")] });
    let mut kept = named.clone();
    for scope in ["listing", "seller"] {
        kept[scope] = words.clone();
    }
    kept["id"] = text("Its id");
    kept["taken_at"] = json!({ "type": "string", "format": "date-time" });
    (sent, object(&["id", "taken_at", "case_key", "signals", "outcome", "reason", "by"], kept))
}

fn hook() -> Value {
    object(
        &["url"],
        json!({
            "url": {
                "type": "string", "maxLength": 2000, "example": "https://example.org/nameplate",
                "pattern": "^https://",
                "description": "Where it is told; an address of the public internet",
            },
            "events": { "type": "array", "maxItems": 10, "items": { "type": "string", "enum": crate::hooks::EVENTS } },
        }),
    )
}

/// Days are those of the calendar with a year of four digits.
fn days(value: &mut Value) {
    match value {
        Value::Object(all) => {
            if all.get("format").is_some_and(|format| format == "date") {
                all.insert("pattern".to_owned(), json!("^[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}$"));
            }
            all.values_mut().for_each(days);
        }
        Value::Array(all) => all.iter_mut().for_each(days),
        _ => {}
    }
}
