//! What is known of one party on a day, as a value: who it is, on which lists it stands, who stands behind it and whom it stands
//! behind, who owns how much of it, what is said and answered, who only bears its name. Terminal and page print it and decide
//! nothing.
//!
//! A dossier is total and bounded, whatever the register holds: what a bound cut is counted in [`Dossier::left_out`]. Every
//! statement cites its sources; an empty list of sources says that it has none. Rumours are leads, apart from all that
//! is stated.

mod room;
mod profile;
mod place;
mod tie;
mod behind;
mod shares;
mod said;
mod tells;
mod sources;

use std::collections::BTreeMap;

use serde::Serialize;

use crate::connection::ownership;
use crate::date::Day;
use crate::finding::{Claim, Named};
use crate::register::{PartyNo, RegisterId, Source};
use crate::screen::Screener;
pub use behind::{Behind, Further};
pub use ownership::Answer;
pub use place::{Listed, Place};
pub use profile::{Bearing, GoodsKind, Profile, Who};
use room::Room;
pub use room::Section;
pub use said::{Contradiction, Lead, Response, Says, Whose};
pub use shares::{Holder, OwnershipTest, Shares};
pub use tells::{Mark, Marks};
pub use tie::{Doubt, Holdings, Limits, Tie, Tied};

/// What is known of one party on a day.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Dossier {
    /// The day asked for.
    pub as_of: Day,
    /// The day of the newest source, where the day asked for is later: what happened since is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reach: Option<Day>,
    /// Which register answered.
    pub register: RegisterId,
    /// Hash of the policy.
    pub policy_hash: String,
    /// What has to be said where the register holds no published list.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub without_lists: Option<String>,
    /// The party itself.
    pub party: Profile,
    /// Its places on lists: first those in force that day, then those that perhaps were, then those of other times.
    pub places: Vec<Place>,
    /// Who stands behind it that day, the surest first.
    pub behind: Vec<Behind>,
    /// Who stood behind it at another time, or will.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub at_other_times: Vec<Behind>,
    /// Whom it stands behind, by kind of relation.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub holdings: Vec<Holdings>,
    /// Who holds shares in it, and what the legal ownership tests answer; absent where nobody is known to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shares: Option<Shares>,
    /// What is said about it, the firmest first: no allegation stands above what an authority found, whatever it is about.
    pub claims: Vec<Claim>,
    /// What it answers; where it is silent, what its group does; where that is silent too, who bears its name.
    pub responses: Vec<Response>,
    /// Where sources contradict each other.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub contradictions: Vec<Contradiction>,
    /// How its products give themselves away.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub marks: Vec<Marks>,
    /// Rumours: for reviewers, never part of a verdict.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub leads: Vec<Lead>,
    /// Others who bear its name, or one like it, and belong elsewhere.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub namesakes: Vec<Named>,
    /// How much had no room, by section; absent where all had.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub left_out: BTreeMap<Section, usize>,
    /// All sources that are cited, each once, in the order of their ids.
    pub sources: Vec<Source>,
}

impl Dossier {
    /// The dossier of a party; none where the register has no such party.
    pub fn of(screener: &Screener<'_>, no: PartyNo) -> Option<Self> {
        let (register, day) = (screener.register(), screener.as_of());
        let party = register.party(no)?;
        let mut room = Room::default();
        let (behind, at_other_times) = behind::behind(register, day, no, &mut room);
        let mut dossier = Dossier {
            as_of: day,
            reach: screener.reach(),
            register: screener.register_id(),
            policy_hash: screener.policy().hash(),
            without_lists: register.without_lists(),
            party: profile::profile(register, &party, &mut room),
            places: place::places(&party, day, &mut room),
            behind,
            at_other_times,
            holdings: tie::holdings(register, day, no, &mut room),
            shares: shares::shares(register, day, no, &mut room),
            claims: said::claims(&party, &mut room),
            responses: said::responses(screener, no, &mut room),
            contradictions: said::contradictions(&party, &mut room),
            marks: tells::marks(&party, &mut room),
            leads: said::leads(register, &party, &mut room),
            namesakes: profile::namesakes(screener, no, &mut room),
            left_out: room.left_out,
            sources: Vec::new(),
        };
        dossier.sources = sources::cited_in(&dossier);
        Some(dossier)
    }
}
