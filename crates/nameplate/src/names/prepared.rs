//! A name ready for many comparisons: its words laid out for organisations and for persons.

use super::explain::Explanation;
use super::kind::Kind;
use super::score::{Comparison, score};
use super::tok::{Tok, Toks, head};
use super::token::{Form, Name, Token};

/// A name, prepared once and compared often.
#[derive(Clone, Debug)]
pub struct Prepared<'n> {
    text: &'n str,
    /// The forms as names of an organisation, and as names of a person.
    organisations: Vec<Toks<'n>>,
    persons: Vec<Toks<'n>>,
}

impl<'n> Prepared<'n> {
    /// Prepares a name.
    pub fn new(name: &'n Name) -> Self {
        let as_person = |person| name.forms.iter().map(move |form| toks(form, person)).collect();
        Prepared { text: &name.text, organisations: as_person(false), persons: as_person(true) }
    }

    /// Prepares a name of an organisation for look-ups among such names, and for nothing else.
    pub(crate) fn organisation(name: &'n Name) -> Self {
        let plainest = name.forms.first().map(|form| toks(form, false));
        Prepared { text: &name.text, organisations: plainest.into_iter().collect(), persons: Vec::new() }
    }

    /// The words of each form, as a name of that kind has them: only names of persons are read in several languages.
    pub(crate) fn sides(&self, kind: Kind) -> impl Iterator<Item = &Toks<'n>> {
        let (forms, most) = match kind {
            Kind::Person => (&self.persons, self.persons.len()),
            _ => (&self.organisations, 1),
        };
        forms.iter().take(most)
    }

    /// Compares two names: the forms that fit best. `None` where they share nothing that could carry a comparison.
    pub fn compare(&self, other: &Prepared<'_>, kind: Kind) -> Option<Comparison> {
        let mut best: Option<Comparison> = None;
        for (j, b) in other.sides(kind).enumerate() {
            for (i, a) in self.sides(kind).enumerate() {
                if let Some(mut found) = score(a, b, kind, i32::MIN)
                    && best.is_none_or(|best| found.score() > best.score())
                {
                    // A name has at most four forms.
                    found.forms = [i as u8, j as u8];
                    best = Some(found);
                }
            }
        }
        best
    }

    /// The words of a comparison with another name.
    pub fn explain(&self, other: &Prepared<'_>, comparison: &Comparison, kind: Kind) -> Explanation {
        let form = usize::from(comparison.forms[1]);
        other.sides(kind).nth(form).map_or_else(Explanation::default, |toks| {
            self.explain_beside((other.text, toks), comparison, kind)
        })
    }

    /// The words of a comparison with a name of a register.
    pub(crate) fn explain_beside(
        &self,
        other: (&str, &Toks<'_>),
        comparison: &Comparison,
        kind: Kind,
    ) -> Explanation {
        let form = usize::from(comparison.forms[0]);
        self.sides(kind)
            .nth(form)
            .map_or_else(Explanation::default, |toks| Explanation::new(comparison, (self.text, toks), other))
    }
}

impl Token {
    /// The word as comparing sees it, in names of organisations and by itself.
    pub(crate) fn tok(&self) -> Tok<'_> {
        let facts = &self.facts;
        Tok {
            text: self.text.as_bytes(),
            head: head(self.text.as_bytes()),
            sound: facts.sound,
            bare: facts.bare,
            mask: facts.mask,
            group: facts.org_group,
            borne: facts.person_group != 0,
            weight: facts.org_weight,
            flags: facts.flags,
            at: 0,
            // A name holds at most `MOST_BYTES`.
            start: self.start as u16,
            end: self.end as u16,
        }
    }
}

/// The words of a form that take part, and behind them those that do not.
fn toks(form: &Form, person: bool) -> Toks<'_> {
    let mut toks = Toks::new(form.legal);
    let laid_out = |weightless: bool| {
        (0u8..).zip(&form.tokens).filter_map(move |(at, token)| {
            let facts = &token.facts;
            let (weight, group) = match person {
                true => (facts.person_weight, facts.person_group),
                false => (facts.org_weight, facts.org_group),
            };
            ((weight == 0) == weightless).then(|| Tok { weight, group, at, ..token.tok() })
        })
    };
    laid_out(false).for_each(|tok| toks.push(tok));
    laid_out(true).for_each(|tok| toks.push_aside(tok));
    toks
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::names::Term;

    /// Each part of the sum but what one of the two says more: that costs the asker a little more, on purpose.
    fn compared(one: &str, two: &str, kind: Kind) -> Option<Vec<i32>> {
        let (one, two) = (Name::new(one), Name::new(two));
        let found = Prepared::new(&one).compare(&Prepared::new(&two), kind)?;
        let both = |part| !matches!(part, Term::More | Term::Less);
        Some(Term::ALL.into_iter().filter(|part| both(*part)).map(|part| found.part(part)).collect())
    }

    #[track_caller]
    fn is_symmetric(one: &str, two: &str) {
        for kind in [Kind::Organisation, Kind::Person, Kind::Brand, Kind::Storefront] {
            assert_eq!(compared(one, two, kind), compared(two, one, kind), "{one:?}, {two:?}, {kind:?}");
        }
    }

    #[test]
    fn it_makes_no_difference_which_name_is_asked_for() {
        // Words written together take others first, from either side.
        is_symmetric("H\u{fffd}H H", "H HH H");
        is_symmetric("Tehran Cement TehranCement", "TehranCement Tehran Cement Tehran");
        is_symmetric("Shoigu Sergey Shoigu", "Shoigu Shoigu Sergey");
        is_symmetric("PLA Army", "People Liberation Army PLA");
    }

    /// What a look-up rests on that leaves out names which weigh too little.
    #[track_caller]
    fn is_bounded_by_the_lighter_name(one: &str, two: &str) {
        let (one, two) = (Name::new(one), Name::new(two));
        let (one, two) = (Prepared::new(&one), Prepared::new(&two));
        for kind in [Kind::Organisation, Kind::Person] {
            let heaviest = |name: &Prepared<'_>| name.sides(kind).map(|toks| toks.weight).max().unwrap_or(0);
            let most = super::super::score::most(heaviest(&one).min(heaviest(&two)));
            assert!(one.compare(&two, kind).is_none_or(|found| found.score() <= most), "{kind:?}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn no_pair_scores_more_than_the_lighter_name_weighs(
            one in "(Hikvision|Hik|vision|Hikvsion|Hanna|Hana|Co|Trading|PLA|7| ){1,6}",
            two in "(Hikvision|Hik|vision|Hikvsion|Hanna|Hana|Co|Trading|PLA|7| ){1,6}",
        ) {
            is_bounded_by_the_lighter_name(&one, &two);
        }

        #[test]
        fn comparing_is_symmetric(one in "(H|HH|HHH|IH|HI|Hanna|Hana|Co|II| |-){1,7}", two in "(H|HH|HHH|IH|HI|Hanna|Hana|Co|II| |-){1,7}") {
            is_symmetric(&one, &two);
        }
    }
}
