//! Companion apps.

use super::kind::{Found, Signal, SignalKind};
use super::look::Look;
use super::weights;
use crate::listing::Field;
use crate::reading::cue::{Cue, cue_at};
use crate::register::TellKind;
use crate::word::Role;

pub(crate) const KIND: SignalKind = SignalKind {
    id: "app",
    reads: "The companion app: its package id or its name, in its field or in the text.",
    why: "A device speaks the protocol of the firm that publishes its app; white-label goods keep the app.",
    strength: "Strong for a package id, fair for a name.",
    misleads: "Recorders and hubs of others can be added to some apps.",
    find,
};

fn find(look: &Look<'_>, found: &mut Found) {
    for field in [Field::App, Field::Text, Field::Title, Field::Other] {
        let Some(reading) = look.field(field) else { continue };
        for (hit, tell) in reading.tells(look.tales) {
            let tell = &look.tales.tells[tell];
            let weight = match (tell.kind, field) {
                (TellKind::App, _) | (TellKind::AppName, Field::App) => weights::APP,
                (TellKind::AppName, _) => weights::APP_NAME,
                _ => continue,
            };
            // "Works with the Hik-Connect app" is what a device of that family says; only a denial speaks otherwise.
            let denied = cue_at(reading, look.tales, hit.start, hit.end) == Cue::Not;
            let accessory = look.product.is_accessory(look.register) && !look.brand_is(tell.party);
            let role = if denied || accessory { Role::Mention } else { Role::MadeBy };
            let (kind, start, end, party) = (KIND.id, hit.start, hit.end, tell.party);
            found.signals.push(Signal { kind, field, start, end, party, role, weight });
        }
    }
}
