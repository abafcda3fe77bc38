//! `GET /entities/{id}`: one entity, with what is linked to it nested or a page at a time, as yente answers; and on request which list
//! or source states which value, which yente cannot say.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use nameplate::register::PartyNo;
use serde::Serialize;

use super::desk::Desk;
use super::entity::{Entity, Known, Value};
use super::links::Link;
use super::matching::Total;
use super::model::MODEL;
use super::params::Params;
use super::refusal::{Refusal, Result};
use super::search::page;
use super::statements::{state, state_link};
use crate::app::App;

/// What an id leads to.
enum Node<'t> {
    Party(PartyNo),
    Link(&'t Link),
}

/// What stands beside an entity, by property.
type Adjacent = BTreeMap<String, Vec<Entity>>;

impl<'t> Node<'t> {
    fn entity(&self, known: Known<'_>, stated: bool) -> Option<Entity> {
        match self {
            Node::Party(no) => {
                let mut entity = known.party(*no)?;
                if stated {
                    state(known, *no, &mut entity);
                }
                Some(entity)
            }
            Node::Link(link) => {
                let mut entity = known.link(link);
                if stated {
                    state_link(&mut entity);
                }
                Some(entity)
            }
        }
    }

    /// What it leads to and what leads to it. Links name the entity itself by its id and nest who is at their other end; nothing
    /// further is followed.
    fn adjacent(&self, known: Known<'t>, stated: bool) -> Adjacent {
        let mut all = Adjacent::new();
        let mut add =
            |property: &str, entity: Entity| all.entry(property.to_owned()).or_default().push(entity);
        match self {
            Node::Link(link) => {
                for (property, no) in &link.ends {
                    Node::Party(*no)
                        .entity(known, stated)
                        .into_iter()
                        .for_each(|entity| add(property, entity));
                }
            }
            Node::Party(own) => {
                for (property, parties) in [
                    ("parent", known.table.links.parents(*own)),
                    ("subsidiaries", known.table.links.subsidiaries(*own)),
                ] {
                    let parties = parties.iter().filter_map(|no| Node::Party(*no).entity(known, stated));
                    parties.for_each(|entity| add(property, entity));
                }
                for link in known.table.links.of_party(*own) {
                    let schema = MODEL.schema(link.schema);
                    for (property, _) in link.ends.iter().filter(|(_, no)| no == own) {
                        let reverse =
                            schema.and_then(|schema| schema.properties.get(*property)?.reverse.as_ref());
                        let Some(reverse) = reverse else { continue };
                        add(&reverse.name, nested(known, link, (*own, stated)));
                    }
                }
            }
        }
        all
    }
}

/// A link with who is at its other end in place of an id.
fn nested(known: Known<'_>, link: &Link, (own, stated): (PartyNo, bool)) -> Entity {
    let mut entity = Node::Link(link).entity(known, stated).unwrap_or_default();
    for (property, no) in link.ends.iter().filter(|(_, no)| *no != own) {
        let other = Node::Party(*no).entity(known, stated).map(|other| Value::Entity(Box::new(other)));
        entity.properties.insert((*property).to_owned(), other.into_iter().collect());
    }
    entity
}

/// What an id leads to, or where it is told now.
fn node<'t>(desk: &'t Desk, id: &str) -> Result<std::result::Result<Node<'t>, String>> {
    let table = &desk.table;
    if let Some(no) = table.told_as(id) {
        return Ok(Ok(Node::Party(no)));
    }
    if let Some(link) = table.links.get(id) {
        return Ok(Ok(Node::Link(link)));
    }
    let row = table.referent(id).and_then(|no| table.row(no));
    row.map(|row| Err(row.id.clone())).ok_or_else(|| Refusal::missing("No such entity!"))
}

/// The way to the id under which an entity is told.
fn moved(id: &str, rest: &str) -> Response {
    let mut path = String::from("/entities/");
    for byte in id.bytes() {
        match byte {
            b if b.is_ascii_alphanumeric() || b"-._~:".contains(&b) => path.push(char::from(b)),
            b => path.push_str(&format!("%{b:02X}")),
        }
    }
    path.push_str(rest);
    let mut response = StatusCode::PERMANENT_REDIRECT.into_response();
    if let Ok(place) = HeaderValue::from_str(&path) {
        response.headers_mut().insert(header::LOCATION, place);
    }
    response
}

/// One entity, as yente gives it
#[utoipa::path(
    get, path = "/entities/{id}", tag = "yente", operation_id = "yenteEntity",
    params(("id" = String, Path, description = "The id of an entity", example = "hikvision")),
    responses(
        (status = 200, description = "The entity", body = Object, content_type = "application/json"),
        (status = 308, description = "It is told under another id"),
        (status = "4XX", description = "There is none", body = Object, content_type = "application/json"),
    ),
    security(("key" = ["read"])),
)]
pub(crate) async fn entity(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    params: Params,
) -> Result<Response> {
    let desk = Desk::of(&app);
    let known = desk.known();
    let nest = params.flag("nested")?.unwrap_or(true);
    let stated = params.flag("statements")?.unwrap_or(false);
    let node = match node(&desk, &id)? {
        Ok(node) => node,
        Err(told) => return Ok(moved(&told, "")),
    };
    let mut entity = node.entity(known, stated).ok_or_else(|| Refusal::missing("No such entity!"))?;
    if nest {
        for (property, others) in node.adjacent(known, stated) {
            let others = others.into_iter().map(|other| Value::Entity(Box::new(other))).collect();
            entity.properties.insert(property, others);
        }
    }
    Ok(axum::Json(entity).into_response())
}

/// A page of what stands beside an entity.
#[derive(Serialize)]
struct Page {
    results: Vec<Entity>,
    total: Total,
    limit: usize,
    offset: usize,
}

impl Page {
    fn of(all: Vec<Entity>, (limit, offset): (usize, usize)) -> Self {
        let total = Total::of(all.len());
        Page { results: all.into_iter().skip(offset).take(limit).collect(), total, limit, offset }
    }
}

#[derive(Serialize)]
struct Beside {
    entity: Entity,
    adjacent: BTreeMap<String, Page>,
}

/// What stands beside an entity, as yente gives it
#[utoipa::path(
    get, path = "/entities/{id}/adjacent", tag = "yente", operation_id = "yenteAdjacent",
    params(("id" = String, Path, description = "The id of an entity", example = "hikvision")),
    responses(
        (status = 200, description = "What stands beside it, by property", body = Object, content_type = "application/json"),
        (status = 308, description = "It is told under another id"),
        (status = "4XX", description = "There is none", body = Object, content_type = "application/json"),
    ),
    security(("key" = ["read"])),
)]
pub(crate) async fn adjacent(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    params: Params,
) -> Result<Response> {
    let desk = Desk::of(&app);
    let known = desk.known();
    let window = page(&params)?;
    let node = match node(&desk, &id)? {
        Ok(node) => node,
        Err(told) => return Ok(moved(&told, "/adjacent")),
    };
    let entity = node.entity(known, false).ok_or_else(|| Refusal::missing("No such entity!"))?;
    let beside = node.adjacent(known, false).into_iter();
    let adjacent = beside.map(|(property, all)| (property, Page::of(all, window))).collect();
    Ok(axum::Json(Beside { entity, adjacent }).into_response())
}

/// What a property of an entity leads to, as yente gives it
#[utoipa::path(
    get, path = "/entities/{id}/adjacent/{property}", tag = "yente", operation_id = "yenteAdjacentBy",
    params(
        ("id" = String, Path, description = "The id of an entity", example = "hikvision"),
        ("property" = String, Path, description = "A property that leads to entities", example = "sanctions"),
    ),
    responses(
        (status = 200, description = "A page of entities", body = Object, content_type = "application/json"),
        (status = 308, description = "It is told under another id"),
        (status = "4XX", description = "There is none", body = Object, content_type = "application/json"),
    ),
    security(("key" = ["read"])),
)]
pub(crate) async fn adjacent_by(
    State(app): State<Arc<App>>,
    Path((id, property)): Path<(String, String)>,
    params: Params,
) -> Result<Response> {
    let desk = Desk::of(&app);
    let known = desk.known();
    let window = page(&params)?;
    let node = match node(&desk, &id)? {
        Ok(node) => node,
        Err(told) => return Ok(moved(&told, &format!("/adjacent/{property}"))),
    };
    let schema = match &node {
        Node::Party(no) => known.table.row(*no).map_or("", |row| row.schema),
        Node::Link(link) => link.schema,
    };
    let leads = MODEL
        .schema(schema)
        .and_then(|schema| schema.properties.get(&property))
        .is_some_and(|one| one.kind == "entity");
    if !leads {
        return Err(Refusal::missing("No such property!"));
    }
    let all = node.adjacent(known, false).remove(&property).unwrap_or_default();
    Ok(axum::Json(Page::of(all, window)).into_response())
}
