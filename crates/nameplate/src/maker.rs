//! Step four: weighs all the evidence on who made, brands or sells a product.
//!
//! Leads never enter here. A name that is an ordinary word never decides alone.

use crate::candidate::Part;
use crate::listing::Field;
use crate::policy::Policy;
use crate::register::PartyNo;
use crate::signal::Signal;
use crate::signal::weights::{self, Family, Weight};
use crate::word::Judgement;

/// A party considered in one capacity, with all that speaks for and against it.
#[derive(Clone, Debug)]
pub struct Considered {
    /// Who.
    pub party: PartyNo,
    /// As what.
    pub part: Part,
    /// What speaks for and against, the strongest first.
    pub evidence: Vec<Signal>,
    /// Sum in milli-nats.
    pub score: i32,
    /// The answer.
    pub judgement: Judgement,
}

/// Sums the evidence: within a family the strongest counts in full and the rest for a quarter, since mentions of one name
/// are not independent of each other; families add, and what speaks against is taken off.
pub fn score(evidence: &[Weight]) -> i32 {
    const FAMILIES: [Family; 6] =
        [Family::Name, Family::Code, Family::Identifier, Family::Place, Family::Technical, Family::Class];
    let of = |family: Family| evidence.iter().filter(move |w| w.family == family).map(|w| w.millinats);
    let gained: i32 = FAMILIES
        .iter()
        .map(|&family| {
            let strongest = of(family).max().unwrap_or(0);
            strongest + (of(family).sum::<i32>() - strongest) / 4
        })
        .sum();
    gained + of(Family::Against).sum::<i32>()
}

/// What names a party where a catalog puts the name of the maker or brand.
const NAMED: [&Weight; 8] = [
    &weights::BRAND,
    &weights::BRAND_AMONG,
    &weights::MANUFACTURER,
    &weights::SUPPLIER,
    &weights::TITLE_HEAD,
    &weights::TITLE_BY,
    &weights::TITLE_MAKER,
    &weights::MODEL_NAME,
];

/// Whether a party is named where a maker or brand is, and nothing in the same words says that the goods are none of its own. What
/// other columns say may make that doubtful, but never unsaid.
fn is_named(evidence: &[&Signal]) -> bool {
    let unsays =
        |weight: &Weight| [weights::ORDINARY_GOODS.id, weights::ACCESSORY_ALONE.id].contains(&weight.id);
    let unsaid = |field: Field| evidence.iter().any(|other| other.field == field && unsays(&other.weight));
    let says = |signal: &&&Signal| NAMED.iter().any(|named| named.id == signal.weight.id);
    evidence.iter().filter(says).any(|signal| signal.field != Field::Title || !unsaid(Field::Title))
}

/// The answer that a score gives under a policy.
pub fn judge(score: i32, policy: &Policy) -> Judgement {
    if score >= policy.same_from {
        Judgement::Same
    } else if score >= policy.unsure_from {
        Judgement::Unsure
    } else {
        Judgement::Different
    }
}

/// Judges one party from its signals.
pub(crate) fn consider(party: PartyNo, part: Part, mut evidence: Vec<Signal>, policy: &Policy) -> Considered {
    evidence.sort_by_key(|s| (-s.weight.millinats, s.field, s.start, s.end, s.kind));
    // One place in the text is one piece of evidence, and a weight that repeats itself says nothing new.
    let mut counted: Vec<&Signal> = Vec::new();
    for signal in &evidence {
        let repeats = |known: &&&Signal| {
            known.weight.id == signal.weight.id
                || (known.weight.family == signal.weight.family
                    && known.weight.family != Family::Against
                    && known.field == signal.field
                    && known.start < signal.end
                    && signal.start < known.end)
        };
        if !counted.iter().any(|known| repeats(&known)) {
            counted.push(signal);
        }
    }
    let named = is_named(&counted);
    let counted: Vec<Weight> = counted.into_iter().map(|signal| signal.weight).collect();
    let floor = if named { policy.unsure_from } else { i32::MIN };
    let score = score(&counted).max(floor);
    Considered { party, part, evidence, score, judgement: judge(score, policy) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::signal::weights::*;
    use crate::word::Role;

    #[test]
    fn mentions_of_one_name_do_not_pile_up() {
        assert_eq!(score(&[BRAND, TITLE]), 5000 + 4300 / 4);
        assert_eq!(score(&[BRAND, MODEL_TITLE]), 5000 + 4300);
    }

    #[test]
    fn what_speaks_against_is_taken_off() {
        assert_eq!(judge(score(&[TITLE, RIVAL_BRAND]), &Policy::default()), Judgement::Unsure);
        assert_eq!(judge(score(&[TITLE, MODEL_TITLE, RIVAL_BRAND]), &Policy::default()), Judgement::Same);
    }

    #[test]
    fn who_is_named_in_its_own_field_is_never_unsaid_by_a_shelf() {
        let judged = |field: Field, weights: &[Weight]| {
            let signal = |weight: &Weight| Signal {
                kind: "test",
                field,
                start: 0,
                end: 1,
                party: PartyNo(0),
                role: Role::Brand,
                weight: *weight,
            };
            let evidence = weights.iter().map(signal).collect();
            consider(PartyNo(0), Part::Product, evidence, &Policy::default()).judgement
        };
        let title = |weights: &[Weight]| judged(Field::Title, weights);
        assert_eq!(title(&[TITLE_HEAD, RIVAL_BRAND, ORDINARY_SHELF]), Judgement::Unsure);
        assert_eq!(title(&[TITLE_HEAD, ORDINARY_GOODS]), Judgement::Different);
        assert_eq!(title(&[COMMON_NAME]), Judgement::Different);
        assert_eq!(judged(Field::Brand, &[BRAND, ORDINARY_GOODS, RIVAL_BRAND]), Judgement::Unsure);
    }

    #[test]
    fn a_common_name_alone_decides_nothing() {
        assert_eq!(judge(score(&[COMMON_NAME]), &Policy::default()), Judgement::Different);
        assert_eq!(judge(score(&[COMMON_NAME, CLASS_FITS]), &Policy::default()), Judgement::Same);
    }

    #[test]
    fn every_weight_has_its_own_id_and_a_sentence() {
        for (n, weight) in WEIGHTS.iter().enumerate() {
            assert!(!weight.sentence.is_empty());
            assert!(WEIGHTS[..n].iter().all(|other| other.id != weight.id));
            assert_eq!(weight.millinats < 0, weight.family == Family::Against, "{}", weight.id);
        }
    }
}
