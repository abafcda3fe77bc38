//! What the sources of a relation can carry (DESIGN: the tier gates relations).

use super::input::Status;
use crate::word::Tier;
use crate::word::Verdict;

/// A or B, or two independent C, can carry `connected`; one C, or an allegation whoever makes it, carries `review`;
/// D carries nothing: `None`.
pub fn carried_by(tiers: impl Iterator<Item = Tier>, status: Status) -> Option<Verdict> {
    let (mut strong, mut community) = (0, 0);
    for tier in tiers {
        match tier {
            Tier::A | Tier::B => strong += 1,
            Tier::C => community += 1,
            Tier::D => {}
        }
    }
    match (strong, community, status) {
        (0, 0, _) => None,
        (_, _, Status::Allegation) | (0, 1, _) => Some(Verdict::Review),
        _ => Some(Verdict::Connected),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn carried(tiers: &[Tier], status: Status) -> Option<Verdict> {
        carried_by(tiers.iter().copied(), status)
    }

    #[test]
    fn the_tier_gates_relations() {
        assert_eq!(carried(&[Tier::A], Status::Fact), Some(Verdict::Connected));
        assert_eq!(carried(&[Tier::B], Status::Fact), Some(Verdict::Connected));
        assert_eq!(carried(&[Tier::C, Tier::C], Status::Fact), Some(Verdict::Connected));
        assert_eq!(carried(&[Tier::C], Status::Fact), Some(Verdict::Review));
        assert_eq!(carried(&[Tier::C, Tier::D], Status::Fact), Some(Verdict::Review));
        assert_eq!(carried(&[Tier::D], Status::Fact), None);
        assert_eq!(carried(&[], Status::Fact), None);
    }

    #[test]
    fn an_allegation_never_carries_more_than_review() {
        assert_eq!(carried(&[Tier::A, Tier::A], Status::Allegation), Some(Verdict::Review));
    }
}
