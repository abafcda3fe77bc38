//! What each piece of evidence weighs, in milli-nats (thousandths of a natural log-odds unit): one reviewed table.
//!
//! Integers, so that sums are equal on every platform and in every order. How often each weight speaks on the labelled
//! listings, and how often rightly, is counted in `tests/scoreboard/weights.txt`.

/// What kind of source a piece of evidence is. Evidence of one family is not independent: the strongest counts in full,
/// the rest for a quarter. Families add.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Family {
    /// What somebody wrote into a name field or a text.
    Name,
    /// Model numbers and product lines.
    Code,
    /// Identifiers that an authority or a platform gave.
    Identifier,
    /// Addresses and domains.
    Place,
    /// Firmware and protocol marks.
    Technical,
    /// What the kind of product says.
    Class,
    /// What speaks against.
    Against,
}

/// One row of the table.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Weight {
    /// Id.
    pub id: &'static str,
    /// Milli-nats.
    pub millinats: i32,
    /// Family.
    pub family: Family,
    /// Why it weighs what it weighs; printed as the reason.
    pub sentence: &'static str,
}

macro_rules! weights {
    ($($(#[$doc:meta])* $name:ident: $family:ident, $millinats:literal, $sentence:literal;)+) => {
        $($(#[$doc])* pub(crate) const $name: Weight = Weight {
            id: stringify!($name), millinats: $millinats, family: Family::$family, sentence: $sentence,
        };)+

        /// All weights.
        pub const WEIGHTS: &[Weight] = &[$($name),+];
    };
}

weights! {
    BRAND: Name, 5000, "the brand field is this name";
    BRAND_AMONG: Name, 3000, "the field lists this name among others";
    BRAND_PART: Name, 1100, "the brand field holds this name among other words, so it may be another brand";
    COMMON_BRAND: Name, 2000, "the brand field is this name, which others bear too, and the kind of product is not known";
    MANUFACTURER: Name, 5600, "the manufacturer field is this name";
    MANUFACTURER_PART: Name, 4200, "the manufacturer field holds this name, and an address or other names";
    MANUFACTURER_INSIDE: Name, 2000, "the manufacturer field holds this name inside what may be another firm's name";
    SUPPLIER: Name, 5200, "the purchase file names it as the supplier";
    RESPONSIBLE: Name, 4600, "the responsible person or importer bears this name";
    SIMILAR: Name, 2000, "the field holds nearly this name, which is a reason to look";
    TITLE: Name, 4300, "the title names it as what is sold";
    TITLE_HEAD: Name, 4300, "the title opens with it";
    WEAK_HEAD: Name, 2000, "the title opens with this name, which is an abbreviation or a word that others use too, and the product is of its trade";
    TITLE_BY: Name, 4300, "the title says that it is by this maker";
    TITLE_MAKER: Name, 4300, "the title states it as the manufacturer";
    TEXT_ALONE: Name, 2000, "the description mentions it, nothing else names a maker, and the product is of its trade";
    TITLE_UNCLEAR: Name, 2600, "the title names it, but not clearly as what is sold";
    TITLE_AMONG: Name, 1000, "the title names it among other makers";
    TITLE_SPACED: Name, 4000, "the title spells the name letter by letter";
    MODEL_NAME: Name, 4300, "the model field opens with the name";
    MODEL_NAME_INSIDE: Name, 2000, "the model field holds the name";
    IMITATION: Name, 3000, "it is written so that it looks like this name, as those do who hide it";
    ELSEWHERE: Name, 2000, "it is named where no maker is expected, and nothing else names one";
    NEARLY: Name, 2000, "the brand is one letter off from this name, and the product is of its trade";
    TEXT_BY: Name, 3200, "the description says who made it or whose brand it is";
    TEXT_MAKER: Name, 4300, "the description states it as the manufacturer";
    TEXT_LEADS: Name, 2600, "the description opens with the name";
    TEXT: Name, 900, "the description mentions it";
    COMMON_NAME: Name, 1200, "the name is an ordinary word or shared by others, and decides nothing alone";
    PERSON_NAME: Name, 1600, "a person on a list bears this name, and so do others: no more than a reason to look";
    SELLER: Name, 4600, "the seller bears this name";
    SELLER_PART: Name, 1200, "the seller's name holds this name among other words, as resellers' names do";
    COMPONENT: Name, 4100, "the listing says that a part of it is this maker's";

    MODEL_FIELD: Code, 4800, "the model number follows this maker's own grammar";
    MODEL_TITLE: Code, 4300, "a model number in the title follows this maker's own grammar";
    MODEL_TEXT: Code, 2800, "a model number in the description follows this maker's own grammar";
    MODEL_SHARED: Code, 1000, "the model number follows a grammar that several makers share";
    MODEL_SHARED_FITS: Code, 1600, "the model number follows a grammar that several makers share, no brand is stated, and the product is of their kind";
    LINE: Code, 2200, "it bears the name of one of this maker's product lines";
    LINE_SHARED: Code, 700, "it bears the name of a product line that others use too";

    FCC_FIELD: Identifier, 6500, "the FCC ID begins with this applicant's grantee code";
    FCC_TEXT: Identifier, 5000, "an FCC ID in the text begins with this applicant's grantee code";
    MAC_FIELD: Identifier, 5500, "the MAC address lies in a block registered to it";
    MAC_TEXT: Identifier, 4400, "a MAC address in the text lies in a block registered to it";
    APP: Identifier, 4400, "the companion app is published by it";
    APP_NAME: Identifier, 2400, "it is used with an app of this maker";

    ADDRESS_FIELD: Place, 5000, "the address is the maker's own";
    ADDRESS_SELLER: Place, 4600, "the seller gives the maker's own address";
    ADDRESS_TEXT: Place, 4300, "the text gives the maker's own address";
    ADDRESS_ELSEWHERE: Place, 2000, "a column whose meaning nobody knows holds the maker's own address";
    DOMAIN_URL: Place, 4300, "the offer stands on the maker's own site";
    DOMAIN_TEXT: Place, 1400, "the text points to the maker's site";

    TECHNICAL: Technical, 1800, "the text describes a mark of this maker's firmware";

    CLASS_FITS: Class, 3000, "the product is of a kind that it is known for";

    RIVAL_BRAND: Against, -2700, "the brand field names another brand";
    ORDINARY_GOODS: Against, -3400, "the product is of a kind that it is not known to make";
    ORDINARY_SHELF: Against, -1500, "the shop files it among goods that it is not known to make";
    COMMON_SELLER: Against, -1000, "a common name: another firm may bear it";
    ACCESSORY_ALONE: Against, -1700, "the product is an accessory, and nothing says whose";
}
