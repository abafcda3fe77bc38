//! What of a section had no room.

use maud::{Markup, html};
use nameplate::dossier::{Dossier, Section};

use crate::words::left_out;

pub(super) fn more(dossier: &Dossier, section: Section) -> Markup {
    html! { @if let Some(said) = left_out(dossier, section) { p class="fine" { (said) } } }
}
