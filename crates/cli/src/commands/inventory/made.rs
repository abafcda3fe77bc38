//! Who made a device, how sure that is, and why: in one sentence.

use inventory::Blocks;
use inventory::mac::Mac;
use nameplate::finding::{Direction, Evidence, Judgement, ListingResult, NotTheMaker, PartyVerdict, Verdict};
use nameplate::{Field, Listing, Register};
use serde::Serialize;

use super::registrants::{Registrant, Registrants};
use crate::words::short_name;

/// How sure it is who made a device.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Sure {
    /// The device itself or a reliable column says so.
    #[serde(rename = "sure")]
    Certain,
    /// Only the address of its network part does.
    NetworkPart,
    /// Something does that may mislead.
    Perhaps,
    /// Only who sold it is known.
    SoldBy,
    /// It names a maker or model, and nobody whom the register knows.
    Stated,
    /// Nothing does.
    Unknown,
}

impl Sure {
    /// The word of results.
    pub(super) fn word(self) -> &'static str {
        match self {
            Sure::Certain => "sure",
            Sure::NetworkPart => "network_part",
            Sure::Perhaps => "perhaps",
            Sure::SoldBy => "sold_by",
            Sure::Stated => "stated",
            Sure::Unknown => "unknown",
        }
    }

    /// What stands before the maker's name on a terminal.
    pub(super) fn phrase(self) -> &'static str {
        match self {
            Sure::Certain => "made by",
            Sure::NetworkPart => "network part by",
            Sure::Perhaps => "perhaps by",
            Sure::SoldBy => "sold by",
            Sure::Stated | Sure::Unknown => "maker not known",
        }
    }
}

/// Who made it.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Made {
    /// The everyday name of the maker, brand or maker of the network part; empty where nobody knows.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) maker: String,
    /// Its id in the register.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) maker_id: String,
    pub(super) how_sure: Sure,
    /// Why, in one sentence; of what could not be checked, why not.
    pub(super) why: String,
    /// Whether anything was there that could be checked.
    #[serde(skip)]
    pub(super) checked: bool,
    /// Whether a name that somebody gave, or that a vendor table has, is all that points to the maker.
    #[serde(skip)]
    pub(super) hinted: bool,
}

/// What is known of a device before anybody is named.
pub(super) struct Known<'l> {
    pub(super) listing: &'l Listing<'l>,
    pub(super) mac: Option<&'l Mac>,
    pub(super) blocks: &'l Blocks,
    pub(super) register: &'l Register<'l>,
    pub(super) registrants: &'l Registrants,
}

impl Known<'_> {
    /// What the export states of maker or model.
    pub(super) fn stated(&self) -> Option<String> {
        let fields = [
            (Field::Manufacturer, "maker"),
            (Field::Brand, "brand"),
            (Field::Model, "model"),
            (Field::FccId, "FCC ID"),
            (Field::Title, "name"),
        ];
        let filled = fields.iter().map(|(field, word)| (self.listing.get(*field).trim(), word));
        let model = self.listing.get(Field::Model).trim();
        let filled = filled.filter(|(text, word)| !text.is_empty() && (**word != "name" || *text != model));
        let words: Vec<String> = filled.map(|(text, word)| format!("{word} “{text}”")).collect();
        (!words.is_empty()).then(|| words.join(", "))
    }

    /// Whether an address out of an assigned block could be looked up: the register holds all tables of the IEEE, or knows the block.
    pub(super) fn looked_up(&self) -> Option<bool> {
        match self.mac? {
            mac @ Mac::Assigned(digits) => Some(
                self.blocks.know(digits) || (self.blocks.missing().is_empty() && self.is_registered(mac)),
            ),
            Mac::Random(_) | Mac::Nobodys(_) => None,
        }
    }

    /// Whether its address lies in a block of a party that the register knows.
    fn macs_known(&self) -> bool {
        matches!(self.mac, Some(Mac::Assigned(digits)) if self.blocks.know(digits))
    }

    /// Whether an address lies in a block that was assigned, as far as there are tables to see it by.
    fn is_registered(&self, mac: &Mac) -> bool {
        self.registrants.is_empty() || self.registrants.whose(mac) != Registrant::Nobody
    }
}

impl Made {
    /// What a result comes to.
    pub(super) fn of(known: &Known<'_>, result: &ListingResult<'_>) -> Made {
        let party = result.maker.as_ref().or(result.brand_owner.as_ref()).or(result.seller.as_ref());
        match party {
            Some(party) => named(known, result, party),
            None => hinted(known, result).unwrap_or_else(|| nobody(known, result)),
        }
    }

    /// Nobody knows who made it, for this reason.
    fn unknown(why: impl Into<String>) -> Made {
        Made {
            maker: String::new(),
            maker_id: String::new(),
            how_sure: Sure::Unknown,
            why: why.into(),
            checked: false,
            hinted: false,
        }
    }

    /// The verdict on a device: what could not be checked never looks like nothing found.
    pub(super) fn verdict(&self, of_listing: Verdict) -> Verdict {
        match of_listing {
            Verdict::NoConnectionFound if self.hinted => Verdict::Review,
            Verdict::NoConnectionFound if !self.checked => Verdict::NotChecked,
            other => other,
        }
    }
}

/// So many pieces of evidence are told.
const PIECES: usize = 3;

fn named(known: &Known<'_>, result: &ListingResult<'_>, party: &PartyVerdict) -> Made {
    let evidence: Vec<&Evidence> = result
        .signals
        .iter()
        .filter(|piece| piece.direction() == Direction::For && piece.weight != 0 && piece.party == party.id)
        .collect();
    let mac_alone = match evidence.as_slice() {
        // Nothing is told of whom nothing follows from: then the address is what there is, unless something else is stated.
        [] => known.macs_known() && known.stated().is_none(),
        // A name that somebody gave, beside the address, makes nothing surer.
        pieces => pieces.iter().all(|piece| piece.kind == "mac" || piece.field == Field::Other.name()),
    };
    let sold = result.maker.is_none() && result.brand_owner.is_none();
    let how_sure = match (party.judgement, mac_alone) {
        _ if sold => Sure::SoldBy,
        (Judgement::Same, true) => Sure::NetworkPart,
        (Judgement::Same, false) => Sure::Certain,
        _ => Sure::Perhaps,
    };
    let no = known.register.party_by_id(&party.id).and_then(|no| known.register.party(no));
    let maker = no.map_or_else(|| party.name.clone(), |party| short_name(&party).to_owned());
    let why = sentence(known, how_sure, &evidence);
    Made { maker, maker_id: party.id.to_string(), how_sure, why, checked: true, hinted: false }
}

fn sentence(known: &Known<'_>, how_sure: Sure, evidence: &[&Evidence]) -> String {
    if how_sure == Sure::NetworkPart {
        return "its MAC address lies in a block registered to it; the device around the network part may be another's".to_owned();
    }
    let mut pieces: Vec<String> = Vec::new();
    for piece in evidence {
        // What is a description in a catalog is notes or a banner here.
        let sentence = piece.sentence.replace("the description", "the text about it");
        let words = format!("{sentence} (“{}”)", piece.text);
        if pieces.len() < PIECES && !pieces.contains(&words) {
            pieces.push(words);
        }
    }
    match (pieces.is_empty(), known.stated()) {
        (false, _) => pieces.join("; "),
        (true, Some(stated)) => format!("it states {stated}"),
        (true, None) if known.macs_known() => "its MAC address lies in a block registered to it".to_owned(),
        (true, None) => "what answered on it, or its name, names it".to_owned(),
    }
}

/// A maker that leads to a list, named where nobody is expected to say who made a thing: a reason to look, and no more.
fn hinted(known: &Known<'_>, result: &ListingResult<'_>) -> Option<Made> {
    const REASONS: [NotTheMaker; 2] = [NotTheMaker::UnknownColumn, NotTheMaker::InPassing];
    let fields = [Field::Other.name(), Field::Text.name()];
    let mention =
        result.mentions.iter().find(|one| REASONS.contains(&one.reason) && fields.contains(&one.field))?;
    if !result.findings.is_empty() || known.stated().is_some() {
        return None;
    }
    let party = known.register.party_by_id(&mention.party).and_then(|no| known.register.party(no))?;
    let text =
        known.listing.get(if mention.field == Field::Text.name() { Field::Text } else { Field::Other });
    let place = text.get(..mention.start as usize).unwrap_or_default().lines().count().saturating_sub(1);
    let line = text.lines().nth(place).unwrap_or(&mention.text);
    Some(Made {
        maker: short_name(&party).to_owned(),
        maker_id: mention.party.to_string(),
        how_sure: Sure::Perhaps,
        why: format!("all that points there is “{line}”, which says nothing by itself: look at its label"),
        checked: true,
        hinted: true,
    })
}

/// Nobody whom the register knows: what was there to be checked, or why nothing was.
fn nobody(known: &Known<'_>, result: &ListingResult<'_>) -> Made {
    if !result.findings.is_empty() {
        let why = "what it is names a kind of goods that is listed, whoever made it";
        return Made { checked: true, ..Made::unknown(why) };
    }
    // A heading alone names a thing, and perhaps nobody.
    let identified = result.identified && known.stated().is_some();
    if let Some(stated) = known.stated().filter(|_| identified) {
        let why = format!("it states {stated}, which leads to no list known here");
        return Made { how_sure: Sure::Stated, checked: true, ..Made::unknown(why) };
    }
    match known.mac {
        Some(mac @ Mac::Assigned(_)) => by_block(known, mac),
        Some(Mac::Random(_)) => Made::unknown(
            "its MAC address was made up by software, which is no evidence of a maker, and nothing else identifies it",
        ),
        Some(Mac::Nobodys(_)) => Made::unknown("its address is that of no single device"),
        None => Made::unknown("nothing in it identifies a maker"),
    }
}

/// Who has the block of an address, where nobody whom the register knows does.
fn by_block(known: &Known<'_>, mac: &Mac) -> Made {
    if !known.blocks.missing().is_empty() {
        return Made::unknown(
            "its MAC address is in no block that this register knows, and it has no full IEEE table",
        );
    }
    match known.registrants.whose(mac) {
        _ if known.registrants.is_empty() => {
            Made { checked: true, ..Made::unknown("its MAC address lies in no block of anybody known here") }
        }
        Registrant::Firm(firm) => Made {
            maker: firm.to_owned(),
            how_sure: Sure::NetworkPart,
            checked: true,
            ..Made::unknown(
                "its MAC address lies in a block registered to it, which leads to no list known here",
            )
        },
        Registrant::Unnamed => {
            Made::unknown("its MAC address lies in a block whose registrant asked the IEEE not to be named")
        }
        Registrant::Nobody => {
            Made::unknown("its MAC address lies in no block of the tables of the IEEE that are here")
        }
    }
}
