//! The vocabulary: every word that results, rules and facts may hold, as a value. Each is ordered once, here, so that a
//! terminal, a page and a warning put things in the same order.

/// An enum whose variants print as fixed words, in JSON and on screens alike.
macro_rules! words {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident => $word:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Serialize)]
        pub enum $name { $($(#[$doc])* #[serde(rename = $word)] $variant),+ }

        impl $name {
            /// All values, in order.
            pub const ALL: &'static [$name] = &[$($name::$variant),+];

            /// The word as it stands in results.
            pub fn word(self) -> &'static str {
                match self { $($name::$variant => $word),+ }
            }

            /// All words, in order.
            pub fn words() -> Vec<&'static str> {
                Self::ALL.iter().map(|value| value.word()).collect()
            }

            /// The value of that word.
            pub fn from_word(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|v| v.word() == word)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <String as serde::Deserialize>::deserialize(deserializer)?;
                Self::from_word(&text).ok_or_else(|| {
                    serde::de::Error::custom(format!("`{text}` is none of: {}", Self::words().join(", ")))
                })
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.word())
            }
        }
    };
}
pub(crate) use words;

words! {
    /// What is said of a listing. There is no "clean": nothing found is not innocence.
    Verdict {
        /// It could not be judged; `why` says the reason.
        NotChecked => "not_checked",
        /// It was judged, and nothing was found.
        NoConnectionFound => "no_connection_found",
        /// Real but insufficient evidence; `settle` says what would settle it.
        Review => "review",
        /// Evidence in the listing and sourced relations lead to a designated party or class.
        Connected => "connected",
    }
}

words! {
    /// Why a mention of a maker is not counted as saying that the product is its own.
    NotTheMaker {
        /// The words around it say that the product goes with the maker's ("for", "compatible with").
        CompatibleWith => "compatible_with",
        /// It is compared with, or denied ("better than", "not").
        Comparison => "comparison",
        /// The product is an accessory, and another brand or nobody says that it is the maker's own.
        Accessory => "accessory",
        /// A part of the product is the maker's.
        Component => "component",
        /// The name stands inside the longer name of somebody else.
        AnotherParty => "another_party",
        /// The name is an ordinary word, an abbreviation or shared, and nothing beside it says that the maker is meant.
        OrdinaryWord => "ordinary_word",
        /// It is a part of the seller's name, as dealers' names hold those of what they sell.
        DealersName => "dealers_name",
        /// The listing states another brand or maker.
        AnotherBrand => "another_brand",
        /// The goods are of a kind that the maker is not known for.
        OtherGoods => "other_goods",
        /// A text names it without saying whose the product is.
        InPassing => "in_passing",
        /// It is named among other makers.
        AmongOthers => "among_others",
        /// A model number or product line that several makers use.
        SharedCode => "shared_code",
        /// It stands in a category.
        OnTheShelf => "on_the_shelf",
        /// It stands in an address: of the page, of the seller, of whoever answers for the product.
        InAnAddress => "in_an_address",
        /// It stands in a column whose meaning nobody knows.
        UnknownColumn => "unknown_column",
        /// It is the maker or seller, and that leads to no list for these goods on that day.
        LeadsToNoList => "leads_to_no_list",
    }
}

words! {
    /// The answer to "is this the maker (brand owner, seller)?"
    Judgement {
        /// The evidence leads elsewhere or is too thin to ask.
        Different => "different",
        /// Evidence that a person should look at.
        Unsure => "unsure",
        /// It is.
        Same => "same",
    }
}

words! {
    /// How the listing reaches the designated target, from the closest to the farthest.
    Ground {
        /// The maker or brand owner is the listed party itself.
        Named => "named",
        /// The maker or brand owner is a subsidiary of it.
        Subsidiary => "subsidiary",
        /// It controls the maker, or holds a share, without the maker being a stated subsidiary.
        Control => "control",
        /// An affiliate, in the source's own word.
        Affiliate => "affiliate",
        /// Another firm's brand, made by it (OEM, white label).
        MadeBy => "made_by",
        /// A part of the product is its own.
        Component => "component",
        /// The shop is its own or sells its goods.
        SoldBy => "sold_by",
        /// The kind of product is listed, whoever made it.
        Class => "class",
    }
}

words! {
    /// What the mention of a party in a listing says about its part in the product.
    Role {
        /// The party made it.
        MadeBy => "made_by",
        /// It is the brand of the product.
        Brand => "brand",
        /// It sells it.
        SoldBy => "sold_by",
        /// A part of the product is the party's.
        Component => "component",
        /// The product goes with the party's products. Never makes a maker.
        CompatibleWith => "compatible_with",
        /// It is merely mentioned.
        Mention => "mention",
    }
}

words! {
    /// Whether a signal speaks for or against the party.
    Direction {
        /// For.
        For => "for",
        /// Against.
        Against => "against",
    }
}

words! {
    /// What kind of thing is designated.
    TargetKind {
        /// A company, organisation, state body.
        Party => "party",
        /// A kind of product.
        Class => "class",
    }
}

words! {
    /// Kind of a relation. The path runs from the product towards those behind it, whatever the direction of the words.
    RelationKind {
        /// `from` is a stated subsidiary of `to`.
        SubsidiaryOf => "subsidiary_of",
        /// `from` is a brand of `to`.
        BrandOf => "brand_of",
        /// What `from` sells is made by `to`.
        MadeBy => "made_by",
        /// `from` is an affiliate of `to`.
        AffiliateOf => "affiliate_of",
        /// `from` was succeeded by `to`.
        SucceededBy => "succeeded_by",
        /// Both stand in one group, without saying how.
        SameGroupAs => "same_group_as",
        /// `from` holds a share of `to`.
        Owns => "owns",
        /// `from` controls `to`.
        Controls => "controls",
        /// `from` supplies a component of what `to` sells.
        SuppliesComponent => "supplies_component",
        /// The goods of `from` are sold by the storefront `to`.
        SoldBy => "sold_by",
    }
}

impl RelationKind {
    /// Whether the path runs from `to` to `from` (from the owned to the owner).
    pub fn runs_backwards(self) -> bool {
        matches!(
            self,
            RelationKind::Owns
                | RelationKind::Controls
                | RelationKind::SuppliesComponent
                | RelationKind::SoldBy
        )
    }
}

words! {
    /// How firmly a relation is said.
    Standing {
        /// Its sources state it.
        Stated => "stated",
        /// A single source of the technical community reports it.
        Reported => "reported",
        /// It is alleged, not established.
        Alleged => "alleged",
    }
}

words! {
    /// What a list is.
    ListKind {
        /// Names parties or kinds of products, one by one.
        List => "list",
        /// A law, order or statement of a government that bears on parties without a list that is kept of them.
        Measure => "measure",
    }
}

words! {
    /// How much a source may carry.
    Tier {
        /// Official, or the company's own filing.
        A => "A",
        /// Press or law firm.
        B => "B",
        /// Technical community.
        C => "C",
        /// Unsourced.
        D => "D",
    }
}

words! {
    /// Whom a rule speaks to.
    Reader {
        /// Whoever buys for a household.
        Consumer => "consumer",
        /// Whoever sells to others.
        Retailer => "retailer",
        /// Whoever brings goods into the country.
        Importer => "importer",
        /// Whoever sends goods out of it.
        Exporter => "exporter",
        /// A public body.
        Agency => "agency",
        /// Whoever sells to a public body.
        Contractor => "contractor",
        /// Whoever spends public grants or loans.
        GrantRecipient => "grant_recipient",
        /// Whoever holds or buys securities.
        Investor => "investor",
    }
}

words! {
    /// What a rule speaks of.
    Act {
        /// To buy.
        Buy => "buy",
        /// To sell.
        Sell => "sell",
        /// To market: to offer for sale.
        Market => "market",
        /// To import.
        Import => "import",
        /// To export to the listed party.
        ExportTo => "export_to",
        /// To use.
        Use => "use",
        /// To authorise equipment.
        Authorise => "authorise",
        /// To invest.
        Invest => "invest",
        /// To contract with somebody who uses it.
        Contract => "contract",
        /// To own and keep.
        Own => "own",
    }
}

words! {
    /// Whether a rule reaches.
    State {
        /// It does.
        Applies => "applies",
        /// It cannot be told; the reason stands beside it.
        CannotTell => "cannot_tell",
        /// It does not: a plain statement that the act is lawful under the list.
        DoesNotApply => "does_not_apply",
    }
}

words! {
    /// How serious it is where a rule applies, the most serious first.
    Severity {
        /// The act is prohibited.
        Block => "block",
        /// Allowed with limits.
        Limit => "limit",
        /// Something has to be looked at first.
        Check => "check",
        /// Worth knowing.
        Info => "info",
    }
}

words! {
    /// What a claim is about, in the order that matters to a buyer.
    ClaimSubject {
        /// Abuse of human rights.
        RightsAbuse => "rights_abuse",
        /// Forced labour.
        ForcedLabour => "forced_labour",
        /// A risk to the security of networks or people.
        Security => "security",
        /// Ties to armed forces.
        Military => "military",
        /// Control by a state.
        StateControl => "state_control",
        /// A link in the supply chain.
        SupplyLink => "supply_link",
        /// Anything else.
        Other => "other",
    }
}

words! {
    /// How firm a claim is, the firmest first.
    ClaimStatus {
        /// An authority found it.
        OfficialFinding => "official_finding",
        /// A court ruled so.
        CourtRuling => "court_ruling",
        /// The company itself has filed it.
        CompanyFiling => "company_filing",
        /// A report says so.
        Report => "report",
        /// It is alleged.
        Allegation => "allegation",
    }
}

words! {
    /// What became of a case in a later run.
    CaseStatus {
        /// It is said there too.
        Current => "current",
        /// Something else is said there under its key.
        Superseded => "superseded",
        /// Nothing is said there under its key.
        Withdrawn => "withdrawn",
    }
}

words! {
    /// A product fact that a rule may need.
    Fact {
        /// Kind of product.
        Class => "class",
        /// Place of production.
        ProducedIn => "produced_in",
        /// When it was made.
        MadeBetween => "made_between",
        /// When it was authorised.
        AuthorisedOn => "authorised_on",
        /// What for.
        Purpose => "purpose",
    }
}

words! {
    /// A purpose that a rule may be limited to.
    Purpose {
        /// Public safety.
        PublicSafety => "public_safety",
        /// Security of government facilities.
        GovernmentFacilities => "government_facilities",
        /// Physical surveillance of critical infrastructure.
        CriticalInfrastructure => "critical_infrastructure",
        /// Other national security purposes.
        NationalSecurity => "national_security",
        /// Private use at home.
        Household => "household",
    }
}

words! {
    /// What a gate does about a listing before it goes live, from the mildest.
    Action {
        /// It may go live.
        Allow => "allow",
        /// A person looks at it first.
        Hold => "hold",
        /// It does not go live.
        Stop => "stop",
    }
}

words! {
    /// What a person decided about a finding that was held.
    Outcome {
        /// It may go live.
        Release => "release",
        /// It does not go live.
        Stop => "stop",
        /// What was decided before holds no longer.
        Reopen => "reopen",
    }
}
