//! What keeps a relation from carrying a verdict here: as a remark beside the step, and as a request to whoever can settle it.

use crate::date::Date;
use crate::word::RelationKind;

/// Why a relation carries no more than a review.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Limit {
    /// Whether it held that day is not known; the last day on which it is known to have held, if any.
    Unconfirmed(Option<Date>),
    /// It is of some kinds of products, and the kind of this one is not known.
    KindUnknown,
    /// It is of some kinds of products, and what this accessory goes with is not known.
    AccessoryUnknown,
    /// Of most of the products.
    Most,
    /// Of some of the products.
    Some,
    /// An allegation.
    Alleged,
    /// Only the technical community says so.
    SingleSource,
    /// In some markets only.
    SomeMarkets,
}

/// A relation by the names of both ends, as the register has it.
#[derive(Clone, Copy)]
pub(crate) struct Ends<'a> {
    pub(crate) relation: RelationKind,
    pub(crate) from: &'a str,
    pub(crate) to: &'a str,
}

impl Limit {
    /// A remark beside the step.
    pub(crate) fn remark(self) -> String {
        match self {
            Limit::Unconfirmed(None) => "whether it held on that date is not known".to_owned(),
            Limit::Unconfirmed(Some(date)) => {
                format!("whether it held on that date is not known, last confirmed {date}")
            }
            Limit::KindUnknown => {
                "holds for some kinds of products, and the kind of this one is not known".to_owned()
            }
            Limit::AccessoryUnknown => {
                "holds for some kinds of products, and what this accessory goes with is not known".to_owned()
            }
            Limit::Most => "covers most, not all of its products; the model would settle it".to_owned(),
            Limit::Some => "covers some of its products; the model would settle it".to_owned(),
            Limit::Alleged => "alleged, not established".to_owned(),
            Limit::SingleSource => "rests on a single source of the technical community".to_owned(),
            Limit::SomeMarkets => "holds for some markets only".to_owned(),
        }
    }

    /// What to ask for, and why: a sentence that can be sent to a seller as it stands. `tie` says the relation no more firmly than
    /// its sources do.
    fn request(self, ends: Ends<'_>, beside: &[Limit]) -> String {
        let firmness = firmness(beside);
        let tie = format!("{}{firmness}", ends.tie(beside));
        match self {
            Limit::Unconfirmed(None) => {
                format!("Ask whether it still held on the day asked for that {tie}: its sources do not say.")
            }
            Limit::Unconfirmed(Some(date)) => format!(
                "Ask whether it still held on the day asked for that {tie}: it was last confirmed for {date}."
            ),
            Limit::KindUnknown => {
                format!("Ask what kind of product it is: that {tie} holds for some kinds only.")
            }
            Limit::AccessoryUnknown => {
                format!("Ask what product it goes with: that {tie} holds for some kinds of products only.")
            }
            Limit::Most => format!("Ask for the model number: {}{firmness}.", ends.share("most")),
            Limit::Some => format!("Ask for the model number: {}{firmness}.", ends.share("some")),
            Limit::Alleged => format!(
                "Ask {} for papers that settle it: that {} is alleged, not established.",
                ends.whom(),
                ends.tie(beside)
            ),
            Limit::SingleSource => {
                // An allegation outweighs who else says so.
                let tie = if beside.contains(&Limit::Alleged) { tie } else { ends.tie(beside) };
                let whom = ends.whom();
                format!(
                    "Ask {whom} for papers that settle it: that {tie} rests on a single source of the technical community."
                )
            }
            Limit::SomeMarkets => {
                format!("Ask for which country it was made: that {tie} holds in some markets only.")
            }
        }
    }
}

/// What to ask for, one request for each limit. Each stands alone, so each says what is only alleged.
pub(crate) fn requests<'a>(limits: &'a [Limit], ends: Ends<'a>) -> impl Iterator<Item = String> + 'a {
    limits.iter().map(move |limit| limit.request(ends, limits))
}

/// How firmly a relation is said, in brackets where its sources do not state it.
fn firmness(limits: &[Limit]) -> &'static str {
    if limits.contains(&Limit::Alleged) {
        " (alleged, not established)"
    } else if limits.contains(&Limit::SingleSource) {
        " (by a single source of the technical community)"
    } else {
        ""
    }
}

impl Ends<'_> {
    /// The relation as half a sentence, in words that say no more than it does.
    fn tie(self, limits: &[Limit]) -> String {
        let Ends { relation, from, to } = self;
        if relation == RelationKind::MadeBy && limits.contains(&Limit::Most) {
            return self.share("most");
        }
        if relation == RelationKind::MadeBy && limits.contains(&Limit::Some) {
            return self.share("some");
        }
        match relation {
            RelationKind::SubsidiaryOf => format!("{from} is a subsidiary of {to}"),
            RelationKind::BrandOf => format!("{from} is a brand of {to}"),
            RelationKind::MadeBy => format!("{to} makes what is sold as {from}"),
            RelationKind::AffiliateOf => format!("{from} is an affiliate of {to}"),
            RelationKind::SucceededBy => format!("{from} was succeeded by {to}"),
            RelationKind::SameGroupAs => format!("{from} is in one group with {to}"),
            RelationKind::Owns => format!("{from} holds a share of {to}"),
            RelationKind::Controls => format!("{from} controls {to}"),
            RelationKind::SuppliesComponent => format!("{from} supplies parts of what {to} sells"),
            RelationKind::SoldBy => format!("{to} sells goods of {from}"),
        }
    }

    /// Of how many products it is.
    fn share(self, share: &str) -> String {
        let Ends { relation, from, to } = self;
        match relation {
            RelationKind::MadeBy => format!("{to} makes {share}, not all, of what is sold as {from}"),
            RelationKind::BrandOf => format!("{share}, not all, of what is sold as {from} comes from {to}"),
            RelationKind::SuppliesComponent => {
                format!("{from} supplies parts of {share}, not all, of what {to} sells")
            }
            RelationKind::SoldBy => format!("{share}, not all, of what {to} sells comes from {from}"),
            RelationKind::SubsidiaryOf
            | RelationKind::AffiliateOf
            | RelationKind::SucceededBy
            | RelationKind::SameGroupAs
            | RelationKind::Owns
            | RelationKind::Controls => {
                format!("that {} bears on {share}, not all, of its products", self.tie(&[]))
            }
        }
    }

    /// Who would know: the end that is nearer to the product.
    fn whom(self) -> String {
        let near = if self.relation.runs_backwards() { self.to } else { self.from };
        format!("{near} or the seller")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [Limit; 9] = [
        Limit::Unconfirmed(None),
        Limit::Unconfirmed(Some(Date::On { year: 2023, month: Some(10), day: Some(16) })),
        Limit::KindUnknown,
        Limit::AccessoryUnknown,
        Limit::Most,
        Limit::Some,
        Limit::Alleged,
        Limit::SingleSource,
        Limit::SomeMarkets,
    ];

    #[test]
    fn a_request_asks_and_names_both_ends_and_no_word_of_the_contract() {
        for relation in RelationKind::ALL {
            let ends = Ends { relation: *relation, from: "Amcrest", to: "Dahua" };
            for request in ALL.iter().flat_map(|limit| requests(std::slice::from_ref(limit), ends)) {
                assert!(request.starts_with("Ask ") && request.ends_with('.'), "{request}");
                assert!(request.contains("Amcrest") && request.contains("Dahua"), "{request}");
                assert!(!request.contains('_') && !request.contains("relation"), "{request}");
            }
        }
    }

    /// Each request may be sent alone: what is alleged is called so in each.
    #[test]
    fn an_allegation_is_called_one_in_every_request() {
        for (firm, word) in
            [(Limit::Alleged, "alleged, not established"), (Limit::SingleSource, "a single source")]
        {
            for relation in RelationKind::ALL {
                let ends = Ends { relation: *relation, from: "Lorex", to: "Dahua" };
                for request in
                    ALL.iter().flat_map(|limit| requests(&[*limit, firm], ends).collect::<Vec<_>>())
                {
                    assert!(request.contains(word) || request.contains("alleged"), "{request}");
                }
            }
        }
    }

    #[test]
    fn what_is_of_most_products_is_asked_for_as_such() {
        let ends = Ends { relation: RelationKind::MadeBy, from: "Amcrest", to: "Dahua" };
        let asked = |limits: &[Limit]| requests(limits, ends).collect::<Vec<_>>();
        assert_eq!(
            asked(&[Limit::Most]),
            ["Ask for the model number: Dahua makes most, not all, of what is sold as Amcrest."]
        );
        assert_eq!(
            asked(&[Limit::Some, Limit::Alleged]),
            [
                "Ask for the model number: Dahua makes some, not all, of what is sold as Amcrest (alleged, not \
                 established).",
                "Ask Amcrest or the seller for papers that settle it: that Dahua makes some, not all, of what is sold \
                 as Amcrest is alleged, not established."
            ]
        );
    }
}
