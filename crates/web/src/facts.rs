//! What reviewed facts and rules changed from one register to the next: digests of what was stated are kept in the folder of the service,
//! so that an upgrade of the program is told apart as well. Entries of lists are compared by their editions instead
//! (`crate::compared`).

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use nameplate::register::{Register, RegisterId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::app::App;
use crate::clock;
use crate::store::facts::Seen;

/// What was stated when it was last looked at.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Known {
    /// Since when changes are noted here, in seconds.
    since: i64,
    register: String,
    version: String,
    parties: BTreeMap<String, OfParty>,
    rules: BTreeMap<String, String>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct OfParty {
    name: String,
    stated: BTreeMap<String, String>,
}

/// A party or a rule of which something else is stated than before.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub(crate) struct FactChange {
    /// The party.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) party: Option<String>,
    /// Its name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) name: Option<String>,
    /// The rule.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) rule: Option<String>,
    /// `added`, `changed` or `removed`.
    pub(crate) became: String,
    /// What changed of a party: party, names, relations, designations, claims, answers, leads, telltales, contradictions.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) stated: Vec<String>,
    /// Version of the register before.
    pub(crate) from: String,
    /// Version of the register since.
    pub(crate) to: String,
    /// The day on which the service saw it.
    #[serde(default)]
    pub(crate) seen: String,
}

/// Of several parties and rules, so many are told at a time.
pub(crate) const MOST: i64 = 1_000;

fn path(folder: &Path) -> PathBuf {
    folder.join("facts.json")
}

/// What a register states: reviewed parties, and rules.
fn known(register: &Register<'_>, id: &RegisterId, since: i64) -> Known {
    let reviewed = register.parties().filter(|(_, party)| !party.is_bulk());
    let parties = reviewed.map(|(_, party)| {
        let stated =
            party.stated(register).into_iter().map(|(kind, digest)| (kind.word().to_owned(), digest));
        (party.id().to_owned(), OfParty { name: party.name().to_owned(), stated: stated.collect() })
    });
    let mut rules: BTreeMap<String, String> = BTreeMap::new();
    for rule in register.rules() {
        // One code stands for several rules: a law by reader and act, and one that changed keeps its code.
        rules.entry(rule.code().to_owned()).or_default().push_str(&rule.stated(register));
    }
    let (register, version) = (id.hash.clone(), id.version.clone());
    Known { since, register, version, parties: parties.collect(), rules }
}

fn changes(before: &Known, after: &Known) -> Vec<FactChange> {
    let blank = |became: &str| FactChange {
        party: None,
        name: None,
        rule: None,
        became: became.to_owned(),
        stated: Vec::new(),
        from: before.version.clone(),
        to: after.version.clone(),
        seen: String::new(),
    };
    let of_party = |id: &String, party: &OfParty, became: &str, stated: Vec<String>| FactChange {
        party: Some(id.clone()),
        name: Some(party.name.clone()),
        stated,
        ..blank(became)
    };
    let mut all = Vec::new();
    for (id, party) in &after.parties {
        match before.parties.get(id) {
            None => all.push(of_party(id, party, "added", party.stated.keys().cloned().collect())),
            Some(old) => {
                let kinds = old.stated.keys().chain(party.stated.keys());
                let mut other: Vec<String> =
                    kinds.filter(|kind| old.stated.get(*kind) != party.stated.get(*kind)).cloned().collect();
                other.sort_unstable();
                other.dedup();
                if !other.is_empty() {
                    all.push(of_party(id, party, "changed", other));
                }
            }
        }
    }
    let gone = before.parties.iter().filter(|(id, _)| !after.parties.contains_key(*id));
    all.extend(gone.map(|(id, party)| of_party(id, party, "removed", Vec::new())));
    let of_rule = |code: &String, became: &str| FactChange { rule: Some(code.clone()), ..blank(became) };
    for (code, rule) in &after.rules {
        match before.rules.get(code) {
            None => all.push(of_rule(code, "added")),
            Some(old) if old != rule => all.push(of_rule(code, "changed")),
            Some(_) => {}
        }
    }
    let gone = before.rules.keys().filter(|code| !after.rules.contains_key(*code));
    all.extend(gone.map(|code| of_rule(code, "removed")));
    all
}

/// Notes what the register that answers states otherwise than the one before it.
pub(crate) async fn note(app: &App) -> Result<(), Failed> {
    let ready = app.engine.now();
    let file = path(&app.settings.folder());
    let now = clock::seconds();
    let work = tokio::task::spawn_blocking(move || {
        let before = read(&file);
        let since = before.as_ref().map_or(now, |before| before.since);
        let is_same = before.as_ref().is_some_and(|before| before.register == ready.register.hash);
        let after = (!is_same).then(|| known(ready.on(clock::today()).register(), &ready.register, since));
        (file, since, before, after)
    });
    let (file, since, before, after) = work.await?;
    if let Some(after) = after {
        keep(app, (&file, now), (before, after)).await?;
    }
    app.facts_noted_since.get_or_init(|| since);
    Ok(())
}

type Failed = Box<dyn std::error::Error + Send + Sync>;

async fn keep(
    app: &App,
    (file, now): (&Path, i64),
    (before, after): (Option<Known>, Known),
) -> Result<(), Failed> {
    if let Some(before) = &before {
        let seen: Result<Vec<Seen>, serde_json::Error> =
            changes(before, &after).iter().map(written).collect();
        app.store.see((&before.register, &after.register), &seen?, now).await?;
    }
    // Last: what is not in the database yet is compared again at the next start.
    lists::store::replace(file, &serde_json::to_vec(&after)?)?;
    Ok(())
}

fn written(change: &FactChange) -> Result<Seen, serde_json::Error> {
    let about = match (&change.party, &change.rule) {
        (Some(party), _) => format!("party {party}"),
        (None, rule) => format!("rule {}", rule.as_deref().unwrap_or_default()),
    };
    Ok(Seen { about, body: serde_json::to_string(change)? })
}

/// What was known; nothing where there is no such file yet. One that cannot be read is told: changes are then noted from now on, which the
/// answers say.
fn read(file: &Path) -> Option<Known> {
    let told = |error: &dyn std::fmt::Display| {
        tracing::warn!(file = %file.display(), %error, "what was known of facts cannot be read; changes are noted from now on");
    };
    match std::fs::read(file) {
        Ok(bytes) => serde_json::from_slice(&bytes).map_err(|error| told(&error)).ok(),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
        Err(error) => {
            told(&error);
            None
        }
    }
}

/// Facts and rules that changed since a moment, newest first, and since when changes are noted here.
pub(crate) async fn since(app: &App, moment: i64) -> Result<(Vec<FactChange>, Option<i64>), sqlx::Error> {
    let rows = app.store.seen_since(moment, MOST).await?;
    let told = rows.into_iter().map(|(at, body)| {
        let mut change: FactChange =
            serde_json::from_str(&body).map_err(|error| sqlx::Error::Decode(error.into()))?;
        change.seen = clock::day_of(at).to_string();
        Ok(change)
    });
    let noted = app.facts_noted_since.get().copied();
    Ok((told.collect::<Result<_, sqlx::Error>>()?, noted))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stated(parties: &[(&str, &[(&str, &str)])], rules: &[(&str, &str)]) -> Known {
        let pairs =
            |all: &[(&str, &str)]| all.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect();
        let party = |(id, all): &(&str, &[(&str, &str)])| {
            ((*id).to_owned(), OfParty { name: id.to_uppercase(), stated: pairs(all) })
        };
        Known {
            since: 0,
            register: String::new(),
            version: String::new(),
            parties: parties.iter().map(party).collect(),
            rules: pairs(rules),
        }
    }

    #[test]
    fn what_became_otherwise_is_told_by_party_and_rule() {
        let before = stated(
            &[("a", &[("names", "1")]), ("b", &[("claims", "1")]), ("c", &[])],
            &[("x", "1"), ("y", "1")],
        );
        let after = stated(
            &[("a", &[("names", "1")]), ("b", &[("answers", "1")]), ("d", &[("names", "2")])],
            &[("x", "2"), ("z", "1")],
        );
        let told: Vec<String> = changes(&before, &after)
            .iter()
            .map(|one| {
                let about = one.party.as_ref().or(one.rule.as_ref()).unwrap();
                format!("{about} {} {}", one.became, one.stated.join("+"))
            })
            .collect();
        assert_eq!(
            told,
            [
                "b changed answers+claims",
                "d added names",
                "c removed ",
                "x changed ",
                "z added ",
                "y removed "
            ]
        );
        assert!(changes(&after, &after).is_empty());
    }
}
