//! Beneficial Ownership Data Standard 0.4: statements on entities, persons and the relationships between them.
//!
//! <https://standard.openownership.org/en/0.4.0/>

use std::collections::BTreeMap;
use std::io;

use nameplate::date::Date;
use nameplate::register::{NameKind, RelationKind, Tier};
use serde_json::Value;

use super::{Form, Source, file, of_any_size};
use crate::given::Given;
use crate::parsed::Parsed;
use crate::read::dates;
use crate::read::json::{list, objects, text};
use crate::record::{EntryKind, Record, Said, Tie};

const FILE: &str = "bods.json";

/// The source.
pub(crate) static SOURCE: Source = Source {
    id: "bods",
    name: "Beneficial ownership statements (BODS 0.4)",
    authority: "the publisher that the statements name",
    page: "https://standard.openownership.org/en/0.4.0/",
    licence: "the publisher's",
    // Whoever hands a file in may have it from a company register or not.
    tier: Tier::B,
    numbered: true,
    lists: &[],
    forms: &[Form { name: "JSON", files: &[file(FILE, "", true)], tried: true, parse }],
    hosts: &[],
    by_hand: Some("save statements as bods.json (an array, or one a line) and give the folder to --from"),
    most_bytes: 2 << 30,
    most_seconds: 600,
    checks: of_any_size(30),
};

/// The newest statement on each record.
type Newest = BTreeMap<String, (String, Value)>;

fn parse(given: &Given) -> io::Result<Parsed> {
    let mut parsed = Parsed::default();
    let mut newest = Newest::new();
    objects(given.stream(FILE)?, |number, value| {
        parsed.row(FILE);
        match value.map_err(|why| ("", why)).and_then(sound) {
            Ok((id, date, value)) => {
                parsed.merged(FILE);
                parsed.published = parsed.published.max(published(&value));
                let known = newest.get(&id).is_none_or(|(known, _)| *known <= date);
                if known {
                    newest.insert(id, (date, value));
                }
            }
            Err((field, why)) => parsed.refuse(FILE, number, field, why),
        }
    })?;
    let known: BTreeMap<&str, &Value> = newest.iter().map(|(id, (_, value))| (id.as_str(), value)).collect();
    let mut records: BTreeMap<String, Record> = BTreeMap::new();
    for (id, value) in &known {
        records.extend(party(id, value).map(|record| ((*id).to_owned(), record)));
    }
    let mut parties = Parties { known: &known, records };
    for (id, value) in known.iter().filter(|(_, value)| text(value, "recordType") == "relationship") {
        parties.relate(id, value, &mut parsed);
    }
    parsed.records = parties.records.into_values().collect();
    Ok(parsed.finish())
}

/// A statement of this version, by the id of its record and its date.
fn sound(value: Value) -> Result<(String, String, Value), (&'static str, String)> {
    let version =
        value.get("publicationDetails").map(|details| text(details, "bodsVersion")).unwrap_or_default();
    if value.get("recordType").is_none() || !(version.is_empty() || version.starts_with("0.4")) {
        let version = if version.is_empty() { "an older version".to_owned() } else { version };
        return Err(("bodsVersion", format!("is {version}, only 0.4 is read")));
    }
    let id = text(&value, "recordId");
    if id.is_empty() {
        return Err(("recordId", "is missing".to_owned()));
    }
    Ok((id, text(&value, "statementDate"), value))
}

/// The day on which the publisher gave the statement out: the last one is that of the file.
fn published(statement: &Value) -> Option<nameplate::Day> {
    dates::date(&text(statement.get("publicationDetails")?, "publicationDate"))?.first_day()
}

fn party(id: &str, statement: &Value) -> Option<Record> {
    let details = statement.get("recordDetails")?;
    let person = match text(statement, "recordType").as_str() {
        "entity" => false,
        "person" => true,
        _ => return None,
    };
    let names: Vec<String> = list(details, "names").iter().map(|name| text(name, "fullName")).collect();
    let name = if person { names.first().cloned().unwrap_or_default() } else { text(details, "name") };
    // Anonymous and unknown parties stay in the chain, without a name that could be met.
    let kind = match (person, details.get("entityType").map(|kind| text(kind, "type")).as_deref()) {
        (true, _) => EntryKind::Person,
        (_, Some("state" | "stateBody")) => EntryKind::StateBody,
        _ => EntryKind::Company,
    };
    let mut record = Record::new(id, kind, &name);
    names.iter().skip(1).for_each(|name| record.name(name, NameKind::Alias));
    list(details, "alternateNames")
        .iter()
        .filter_map(Value::as_str)
        .for_each(|name| record.name(name, NameKind::Alias));
    for id in list(details, "identifiers") {
        let scheme = if text(id, "scheme").is_empty() { text(id, "schemeName") } else { text(id, "scheme") };
        let lei = scheme.to_uppercase().contains("LEI");
        // Schemes of org-id.guide begin with the country: GB-COH.
        let country = scheme.split_once('-').map_or("", |(country, _)| country).to_owned();
        record.identifier(
            if lei { "LEI" } else { "Registration Number" },
            &text(id, "id"),
            if lei { "" } else { &country },
        );
    }
    for address in list(details, "addresses") {
        let country = address.get("country").map(|country| text(country, "code")).unwrap_or_default();
        record.address(&[&text(address, "address"), &text(address, "postCode")], &country);
    }
    if let Some(jurisdiction) = details.get("jurisdiction") {
        record.countries = Some(text(jurisdiction, "code")).into_iter().filter(|c| !c.is_empty()).collect();
    }
    Some(record)
}

/// The parties of a file, while relationships tie them to each other.
struct Parties<'a> {
    /// All statements, by the id of what they are about.
    known: &'a BTreeMap<&'a str, &'a Value>,
    records: BTreeMap<String, Record>,
}

impl Parties<'_> {
    /// A relationship becomes a tie of the one who holds the interest. One that only sums up a chain whose links are there is
    /// not counted beside them.
    fn relate(&mut self, id: &str, statement: &Value, parsed: &mut Parsed) {
        let Some(details) = statement.get("recordDetails") else { return };
        let (subject, holder) = (text(details, "subject"), text(details, "interestedParty"));
        if holder.is_empty() {
            // "Unspecified" with a reason: told, but no tie.
            let reason =
                details.get("interestedParty").map(|party| text(party, "reason")).unwrap_or_default();
            if let Some(record) = self.records.get_mut(&subject) {
                record.detail("owner not stated", &reason);
            }
            return;
        }
        let links = list(details, "componentRecords");
        if !links.is_empty()
            && links.iter().filter_map(Value::as_str).all(|link| self.known.contains_key(link))
        {
            return;
        }
        let Some(name) = self.records.get(&subject).map(|record| record.primary().to_owned()) else {
            return parsed.remark(
                FILE,
                0,
                "subject",
                format!("relationship {id} is about {subject}, which is not there"),
            );
        };
        let Some(record) = self.records.get_mut(&holder) else {
            return parsed.remark(
                FILE,
                0,
                "interestedParty",
                format!("relationship {id} names {holder}, which is not there"),
            );
        };
        for interest in list(details, "interests") {
            let tie = tie(interest, &subject, &name, statement);
            if !record.ties.contains(&tie) {
                record.ties.push(tie);
            }
        }
    }
}

fn tie(interest: &Value, subject: &str, name: &str, statement: &Value) -> Tie {
    let owns =
        matches!(text(interest, "type").as_str(), "shareholding" | "rightsToSurplusAssetsOnDissolution");
    let date = |key: &str| dates::date(&text(interest, key));
    // A record that was closed has ended by the day of the statement that says so, at the latest.
    let closed = text(statement, "recordStatus") == "closed";
    let end = dates::date(&text(statement, "statementDate")).filter(|_| closed).unwrap_or(Date::Open);
    let by = statement.get("source").map(|source| text(source, "url")).unwrap_or_default();
    Tie {
        kind: if owns { RelationKind::Owns } else { RelationKind::Controls },
        to: subject.to_owned(),
        to_name: name.to_owned(),
        share: interest.get("share").and_then(share).filter(|_| owns),
        direct: match text(interest, "directOrIndirect").as_str() {
            "direct" => Some(true),
            "indirect" => Some(false),
            _ => None,
        },
        from: date("startDate").unwrap_or_default(),
        until: date("endDate").unwrap_or(end),
        said: Said { url: by, ..Said::default() },
        tier: String::new(),
    }
}

fn share(share: &Value) -> Option<(f64, f64)> {
    let number = |keys: &[&str]| keys.iter().find_map(|key| share.get(*key).and_then(Value::as_f64));
    if let Some(exact) = number(&["exact"]) {
        return Some((exact, exact));
    }
    let least = number(&["minimum", "exclusiveMinimum"]);
    let most = number(&["maximum", "exclusiveMaximum"]);
    (least.is_some() || most.is_some()).then(|| (least.unwrap_or(0.0), most.unwrap_or(100.0)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::tried::read;

    const FILE_TEXT: &str = r#"[
 {"recordId":"a","recordType":"entity","recordStatus":"new","statementDate":"2020-01-01","publicationDetails":{"bodsVersion":"0.4","publicationDate":"2024-03-02"},
  "recordDetails":{"entityType":{"type":"registeredEntity"},"name":"Company A","identifiers":[{"scheme":"GB-COH","id":"09999999"}],"jurisdiction":{"code":"GB"}}},
 {"recordId":"b","recordType":"entity","recordStatus":"new","statementDate":"2020-01-01","publicationDetails":{"bodsVersion":"0.4"},
  "recordDetails":{"entityType":{"type":"registeredEntity"},"name":"Company B"}},
 {"recordId":"p","recordType":"person","recordStatus":"new","statementDate":"2020-01-01","recordDetails":{"names":[{"fullName":"Person One"}]}},
 {"recordId":"r1","recordType":"relationship","recordStatus":"new","statementDate":"2020-01-01",
  "recordDetails":{"subject":"a","interestedParty":"b","interests":[{"type":"shareholding","share":{"minimum":25,"maximum":50},"directOrIndirect":"direct","startDate":"2018-02"}]}},
 {"recordId":"r2","recordType":"relationship","recordStatus":"new","statementDate":"2020-01-01",
  "recordDetails":{"subject":"b","interestedParty":"p","interests":[{"type":"shareholding","share":{"exact":100}}]}},
 {"recordId":"r3","recordType":"relationship","recordStatus":"new","statementDate":"2020-01-01",
  "recordDetails":{"subject":"a","interestedParty":"p","componentRecords":["r1","r2"],"interests":[{"type":"shareholding","directOrIndirect":"indirect"}]}},
 {"statementID":"x","statementType":"entityStatement"}]"#;

    #[test]
    fn chains_are_counted_once_and_shares_are_kept_as_stated() {
        let parsed = read(parse, &[(FILE, FILE_TEXT.as_bytes())]).unwrap();
        let ties: Vec<_> = parsed
            .records
            .iter()
            .flat_map(|r| r.ties.iter().map(move |t| (r.primary(), t.to_name.as_str(), t.share)))
            .collect();
        assert_eq!(
            ties,
            [
                ("Company B", "Company A", Some((25.0, 50.0))),
                ("Person One", "Company B", Some((100.0, 100.0)))
            ]
        );
        assert!(parsed.defects[0].reason.contains("only 0.4 is read"));
        assert_eq!(parsed.published.unwrap().to_string(), "2024-03-02");
    }
}
