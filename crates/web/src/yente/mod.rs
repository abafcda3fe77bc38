//! The API of yente, so that who asks it changes nothing but the address: matching of examples, search, entities with what is linked to
//! them, the catalog, and reconciliation for OpenRefine. It answers out of the same register by the same matcher as everything else;
//! `docs/yente.md` says what is the same, what differs and what is more.

mod refusal;
mod params;
mod model;
mod datasets;
mod links;
mod words;
pub(crate) mod table;
mod entity;
mod statements;
mod desk;
mod filters;
mod score;
mod example;
mod asks;
mod algorithms;
mod matching;
mod search;
mod entities;
mod catalog;
mod suggest;
mod reconcile;

use std::sync::Arc;

use nameplate::matching::{PartyField, PartyQuery};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::App;

/// Works out what requests need once a register, so that no request waits for it.
pub(crate) fn warm(app: &App) {
    let desk = desk::Desk::of(app);
    // The tables of names and numbers are read when the first of them is asked for.
    let mut question = PartyQuery::default();
    question.set(PartyField::Name, "Nameplate 海康");
    question.set(PartyField::Identifier, "00000000");
    let _ = desk.ready.matcher().matches(&question);
}

/// What may be read.
pub(crate) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .routes(routes!(matching::ask))
        .routes(routes!(search::ask))
        .routes(routes!(entities::entity))
        .routes(routes!(entities::adjacent))
        .routes(routes!(entities::adjacent_by))
        .routes(routes!(catalog::catalog))
        .route("/manifest", axum::routing::get(catalog::catalog))
        .routes(routes!(algorithms::list))
        .routes(routes!(reconcile::manifest, reconcile::ask))
        .routes(routes!(suggest::entity))
        .routes(routes!(suggest::kind))
        .routes(routes!(suggest::property))
        .routes(routes!(suggest::columns))
}

/// What looks at keys itself, since a client gives them in the address.
pub(crate) fn open() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(catalog::update))
}
