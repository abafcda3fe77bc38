//! `GET /algorithms`: the matcher, under the names that clients ask for. All names lead to the one matcher: a client that names another
//! algorithm is answered by it and not refused; settings of other algorithms are taken and change nothing.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Value, json};

use super::refusal::{Refusal, Result};
use super::score::FEATURES;

/// The matcher's own name.
const OWN: &str = "nameplate";
/// Names that clients of yente ask for.
const OTHERS: &[&str] = &["logic-v2", "ofac", "name-based", "name-qualified", "logic-v1", "regression-v1"];
/// Settings of these that a client may send.
const CONFIG: &[&str] = &[
    "nm_name_property",
    "nm_number_mismatch",
    "nm_extra_query_name",
    "nm_extra_result_name",
    "nm_family_name_weight",
    "nm_fuzzy_cutoff_factor",
];
const PAGE: &str = "https://github.com/nameplate/nameplate/blob/main/docs/matching.md";

/// What a feature is.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Documented {
    description: &'static str,
    coefficient: f64,
    url: &'static str,
}

/// The features of the matcher.
pub(crate) fn features() -> BTreeMap<&'static str, Documented> {
    let of = |(name, description): &(&'static str, &'static str)| {
        (*name, Documented { description, coefficient: 1.0, url: PAGE })
    };
    FEATURES.iter().map(of).collect()
}

/// Refuses an algorithm or a setting that there is not.
pub(crate) fn check(
    name: Option<&str>,
    (config, _weights): (&BTreeMap<String, Value>, &BTreeMap<String, f64>),
) -> Result<()> {
    let plain = name.map(|name| name.trim().to_lowercase());
    let is_known = |name: &str| name == "best" || name == OWN || OTHERS.contains(&name);
    if let Some(name) = plain.filter(|name| !is_known(name)) {
        let short: String = name.chars().take(80).collect();
        return Err(Refusal::bad(format!("Invalid algorithm: {short}")));
    }
    if let Some(key) = config.keys().find(|key| !CONFIG.contains(&key.as_str())) {
        let short: String = key.chars().take(80).collect();
        return Err(Refusal::bad(format!("Invalid configuration parameter: {short} for algorithm {OWN}")));
    }
    Ok(())
}

/// The settings that an algorithm of that name is given elsewhere.
fn config(name: &str) -> Value {
    let of = |key: &&str| {
        let kind = if *key == "nm_name_property" { "string" } else { "float" };
        (
            (*key).to_owned(),
            json!({ "type": kind, "description": "Taken, and changes nothing.", "default": null }),
        )
    };
    let all = CONFIG.iter().filter(|_| name == "logic-v2").map(of);
    Value::Object(all.collect())
}

/// The names of the matcher, as JSON
#[utoipa::path(
    get, path = "/algorithms", tag = "yente", operation_id = "yenteAlgorithms",
    responses((status = 200, description = "The names of the matcher", body = Object, content_type = "application/json")),
    security(("key" = ["read"])),
)]
pub(crate) async fn list() -> axum::Json<Value> {
    let one = |name: &str| {
        let description = match name {
            OWN => {
                "Evidence in milli-nats from words, by how rare they are, with country, numbers, dates and addresses beside them."
            }
            _ => "Another name of `nameplate`, for clients that ask for it.",
        };
        json!({
            "name": name,
            "description": description,
            "features": features(),
            "docs": { "name": name, "description": description, "config": config(name), "features": features() },
        })
    };
    let all: Vec<Value> = std::iter::once(&OWN).chain(OTHERS).map(|name| one(name)).collect();
    axum::Json(json!({ "algorithms": all, "default": OWN, "best": OWN }))
}
