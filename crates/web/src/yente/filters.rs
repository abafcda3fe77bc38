//! Which parties are asked for: datasets, types, topics, countries, since when something changed, who is left out. It tells by what
//! stands in the table, without making entities.

use std::collections::BTreeSet;

use nameplate::register::PartyNo;

use super::datasets::Asked;
use super::desk::Desk;
use super::model::{MODEL, Schema};
use super::params::Params;
use super::refusal::{Refusal, Result};
use super::table::{Row, SCHEMATA, Table, moment};

/// Which parties are asked for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Filters {
    datasets: Asked,
    schemata: Vec<&'static str>,
    /// Values by field, several for one field.
    pub(crate) fields: Vec<(String, Vec<String>)>,
    /// Whether a party has to have all values of a field; else one.
    pub(crate) all: bool,
    since: Option<String>,
    out: BTreeSet<PartyNo>,
}

/// Most ids that are left out.
const MOST_OUT: usize = 50;

impl Filters {
    /// What the query of an address asks for, of a dataset and of what may be compared with a type.
    pub(crate) fn of(desk: &Desk, (dataset, schema): (&str, &Schema), params: &Params) -> Result<Self> {
        let datasets = &desk.table.datasets;
        let asked = datasets.asked(
            desk.dataset(dataset)?,
            params.all("include_dataset"),
            params.all("exclude_dataset"),
        );
        let out: Vec<&str> = params.all("exclude_entity_ids").collect();
        if out.len() > MOST_OUT {
            return Err(Refusal::invalid(
                &["query", "exclude_entity_ids"],
                format!("at most {MOST_OUT} ids"),
            ));
        }
        let table = &desk.table;
        let out = out.into_iter().filter_map(|id| table.told_as(id).or_else(|| table.referent(id))).collect();
        let mut filters =
            Filters { datasets: asked, since: params.moment("changed_since")?, out, ..Filters::default() };
        filters.set_schemata(schema, params);
        filters.add("topics", params.all("topics"));
        Ok(filters)
    }

    /// Takes the types that may be compared with one.
    pub(crate) fn set_schemata(&mut self, schema: &Schema, params: &Params) {
        let beside = MODEL.beside(schema);
        let (mut within, out): (Vec<&str>, Vec<&str>) =
            (params.all("include_schema").collect(), params.all("exclude_schema").collect());
        within.retain(|name| !name.is_empty());
        let is_kept = |name: &&'static str| {
            beside.contains(*name) && (within.is_empty() || within.contains(name)) && !out.contains(name)
        };
        self.schemata = SCHEMATA.iter().copied().filter(is_kept).collect();
    }

    /// Adds values of a field.
    pub(crate) fn add<'v>(&mut self, field: &str, values: impl Iterator<Item = &'v str>) {
        let values: Vec<String> = values.map(str::to_owned).collect();
        match self.fields.iter_mut().find(|(known, _)| known == field) {
            Some((_, known)) => known.extend(values),
            None if values.is_empty() => {}
            None => self.fields.push((field.to_owned(), values)),
        }
    }

    /// Whether a party is asked for, as far as the table tells.
    pub(crate) fn passes(&self, table: &Table, no: PartyNo) -> bool {
        let Some(row) = table.row(no) else { return false };
        let is_asked = |at: &usize| self.datasets.get(*at).copied().unwrap_or(false);
        let changed = |since: &String| row.last_change.is_some_and(|day| moment(day) > *since);
        self.schemata.contains(&row.schema)
            && row.datasets.iter().any(is_asked)
            && self.since.as_ref().is_none_or(changed)
            && !self.out.contains(&no)
            && self.fields.iter().all(|(field, values)| {
                let Some(has) = values_of(table, row, field) else { return true };
                self.fits(values, |value| has.contains(&value))
            })
    }

    /// Whether values are met: one of them, or all.
    pub(crate) fn fits(&self, values: &[String], has: impl Fn(&str) -> bool) -> bool {
        match self.all {
            true => values.iter().all(|value| has(value)),
            false => values.iter().any(|value| has(value)),
        }
    }
}

/// Values of a field that stand in the table; none for a field that does not.
pub(crate) fn values_of<'t>(table: &'t Table, row: &'t Row, field: &str) -> Option<Vec<&'t str>> {
    Some(match field {
        "countries" => row.countries.iter().map(String::as_str).collect(),
        "topics" => row.topics.clone(),
        "datasets" => {
            row.datasets.iter().filter_map(|at| Some(table.datasets.get(*at)?.name.as_str())).collect()
        }
        "schema" => vec![row.schema],
        "schemata" => MODEL
            .schema(row.schema)
            .into_iter()
            .flat_map(|schema| &schema.schemata)
            .map(String::as_str)
            .collect(),
        "target" => vec![if row.target { "true" } else { "false" }],
        _ => return None,
    })
}
