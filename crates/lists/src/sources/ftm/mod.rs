//! FollowTheMoney entities: any `entities.ftm.json`, with its manifest and the deltas that lead on from it. Whoever holds a
//! licence for such data can use it here; none is shipped.
//!
//! Schemata: <https://followthemoney.tech/explorer/>.

mod delta;
mod entity;

use std::collections::BTreeMap;
use std::io::{self, Read};

use nameplate::Day;
use nameplate::register::{Tier, hex};
use serde_json::Value;
use sha1::{Digest, Sha1};

use super::{Form, Source, file, of_any_size};
use crate::given::Given;
use crate::parsed::Parsed;
use crate::read::dates;
use crate::read::json::{list, objects, text};

pub use delta::{BrokenChain, Change, Op, chain};

const FILE: &str = "entities.ftm.json";
const INDEX: &str = "index.json";
const CHAIN: &str = "delta.json";
const DELTA: &str = "*/entities.delta.json";

/// The source.
pub(crate) static SOURCE: Source = Source {
    id: "ftm",
    name: "FollowTheMoney entities",
    authority: "the publisher of the file",
    page: "https://followthemoney.tech/",
    licence: "the publisher's; some allow no commercial use",
    tier: Tier::B,
    numbered: true,
    lists: &["ftm"],
    forms: &[Form {
        name: "JSON lines",
        files: &[
            file(FILE, "", true),
            file(INDEX, "", false),
            file(CHAIN, "", false),
            file(DELTA, "", false),
        ],
        tried: true,
        parse,
    }],
    hosts: &[],
    by_hand: Some(
        "put entities.ftm.json (and index.json, delta.json, <version>/entities.delta.json) into a folder `ftm` and give the folder above to --from",
    ),
    most_bytes: 8 << 30,
    most_seconds: 3_600,
    checks: of_any_size(30),
};

fn parse(given: &Given) -> io::Result<Parsed> {
    let mut parsed = Parsed::default();
    let index = manifest(given)?;
    let mut entities: BTreeMap<String, Value> = BTreeMap::new();
    objects(given.stream(FILE)?, |number, value| {
        parsed.row(FILE);
        match value {
            Ok(value) if !text(&value, "id").is_empty() && !text(&value, "schema").is_empty() => {
                parsed.merged(FILE);
                entities.insert(text(&value, "id"), value);
            }
            Ok(_) => parsed.refuse(FILE, number, "", "has no id or no schema"),
            Err(why) => parsed.refuse(FILE, number, "", why),
        }
    })?;
    let newest = lead_on(given, &index, &mut entities, &mut parsed)?;
    parsed.published = newest.or_else(|| dates::date(&text(&index, "updated_at"))?.first_day());
    let records = entity::records(&entities);
    // What became a record of its own was counted as taken up.
    if let Some(tally) = parsed.tallies.get_mut(FILE) {
        tally.entries = tally.merged.min(records.len() as u64);
        tally.merged -= tally.entries;
    }
    parsed.records = records;
    Ok(parsed.finish())
}

/// The manifest, if there is one; the digest that it gives must be the file's.
fn manifest(given: &Given) -> io::Result<Value> {
    if !given.has(INDEX) {
        return Ok(Value::Null);
    }
    let index: Value = serde_json::from_slice(&given.bytes(INDEX)?)?;
    let resource = list(&index, "resources").iter().find(|resource| text(resource, "name") == FILE);
    let told = resource.map(|resource| text(resource, "checksum")).unwrap_or_default();
    if told.is_empty() {
        return Ok(index);
    }
    let (mut stream, mut hasher, mut buffer) = (given.stream(FILE)?, Sha1::new(), vec![0; 1 << 16]);
    loop {
        match stream.read(&mut buffer)? {
            0 => break,
            read => hasher.update(buffer.get(..read).unwrap_or_default()),
        }
    }
    let is = hex(&hasher.finalize());
    if is.eq_ignore_ascii_case(&told) {
        return Ok(index);
    }
    let why = format!("{FILE} is not the file of its manifest: SHA-1 {is}, {INDEX} gives {told}");
    Err(io::Error::new(io::ErrorKind::InvalidData, why))
}

/// The day of a version: `20240527134702-zbn`.
fn day_of(version: &str) -> Option<Day> {
    let part = |from: usize, to: usize| version.get(from..to);
    format!("{}-{}-{}", part(0, 4)?, part(4, 6)?, part(6, 8)?).parse().ok()
}

/// Follows the chain of deltas from the version of the file to the newest; gives the day of the last one.
fn lead_on(
    given: &Given,
    index: &Value,
    entities: &mut BTreeMap<String, Value>,
    parsed: &mut Parsed,
) -> io::Result<Option<Day>> {
    let mut newest = None;
    if !given.has(CHAIN) {
        return Ok(newest);
    }
    let told: Value = serde_json::from_slice(&given.bytes(CHAIN)?)?;
    let versions: Vec<String> = told
        .get("versions")
        .and_then(Value::as_object)
        .map(|all| all.keys().cloned().collect())
        .unwrap_or_default();
    let base = text(index, "version");
    let base = if base.is_empty() { versions.iter().min().cloned().unwrap_or_default() } else { base };
    for version in chain(&versions, &base).map_err(io::Error::other)? {
        let file = format!("{version}.entities.delta.json");
        if !given.has(&file) {
            return Err(io::Error::other(BrokenChain::Missing(version)));
        }
        objects(given.stream(&file)?, |number, value| {
            parsed.row(&file);
            match value.and_then(|value| Change::read(&value)) {
                Ok(change) => {
                    parsed.merged(&file);
                    change.apply(entities);
                }
                Err(why) => parsed.refuse(&file, number, "", why),
            }
        })?;
        newest = day_of(&version).or(newest);
    }
    Ok(newest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::EntryKind;
    use crate::sources::tried::read;

    const FILE_TEXT: &str = r#"{"id":"c1","schema":"Company","caption":"Alpha Ltd","datasets":["one"],"properties":{"name":["Alpha Ltd"],"alias":["Alfa"],"weakAlias":["A"],"country":["ru"],"innCode":["7702070139"],"topics":["sanction"],"addressEntity":["a1"]},"referents":["c1","gb-1"]}
{"id":"c2","schema":"Company","caption":"Beta Ltd","datasets":["one"],"properties":{"name":["Beta Ltd"]}}
{"id":"a1","schema":"Address","datasets":["one"],"properties":{"full":["1 Street, Moscow"],"country":["ru"]}}
{"id":"s1","schema":"Sanction","datasets":["one"],"properties":{"entity":["c1"],"authority":["Office"],"program":["P-1"],"startDate":["2022-02-24"],"reason":["stated"]}}
{"id":"o1","schema":"Ownership","datasets":["one"],"properties":{"owner":["c1"],"asset":["c2"],"percentage":["51%"],"startDate":["2019"]}}
not json
"#;

    #[test]
    fn entities_sanctions_addresses_and_ownership_come_together() {
        let parsed = read(parse, &[(FILE, FILE_TEXT.as_bytes())]).unwrap();
        let [alpha, beta] = parsed.records.as_slice() else { panic!("{:?}", parsed.records) };
        assert_eq!(
            (alpha.list.as_str(), alpha.since.to_string().as_str(), alpha.reason.as_str()),
            ("ftm:one", "2022-02-24", "stated")
        );
        assert_eq!((alpha.addresses[0].text.as_str(), alpha.kind), ("1 Street, Moscow", EntryKind::Company));
        let referents = alpha.identifiers.iter().filter(|id| id.scheme == "Referent");
        assert_eq!(referents.map(|id| id.value.as_str()).collect::<Vec<_>>(), ["gb-1"]);
        assert_eq!((alpha.ties[0].to.as_str(), alpha.ties[0].share), ("c2", Some((51.0, 51.0))));
        assert_eq!((beta.list.as_str(), parsed.defects[0].row), ("", 6));
    }

    #[test]
    fn a_file_that_is_not_the_one_of_its_manifest_is_refused() {
        let index = br#"{"resources":[{"name":"entities.ftm.json","checksum":"0000000000000000000000000000000000000000"}]}"#;
        let error = read(parse, &[(FILE, FILE_TEXT.as_bytes()), (INDEX, index)]).unwrap_err();
        assert!(error.to_string().contains("is not the file of its manifest"), "{error}");
    }

    #[test]
    fn deltas_lead_on_and_a_hole_in_the_chain_is_an_error() {
        let chain = br#"{"versions":{"20240101000000-aaa":"x","20240102000000-bbb":"y"}}"#;
        let delta = r#"{"op":"DEL","entity":{"id":"c2"}}
{"op":"ADD","entity":{"id":"c3","schema":"Company","datasets":["one"],"properties":{"name":["Gamma"]}}}"#;
        let files: [(&str, &[u8]); 3] = [
            (FILE, FILE_TEXT.as_bytes()),
            (CHAIN, chain),
            ("20240102000000-bbb.entities.delta.json", delta.as_bytes()),
        ];
        let names: Vec<String> =
            read(parse, &files).unwrap().records.iter().map(|r| r.entry.clone()).collect();
        assert_eq!(names, ["c1", "c3"]);
        assert_eq!(read(parse, &files).unwrap().published.unwrap().to_string(), "2024-01-02");
        let error = read(parse, &files[..2]).unwrap_err();
        assert!(error.to_string().contains("20240102000000-bbb"), "{error}");
    }
}
