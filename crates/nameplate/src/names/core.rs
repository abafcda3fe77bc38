//! What of a name may be a group's own: the words that are left when places, legal forms and what firms of every kind are
//! called are taken off either end. `Huawei Technologies USA`, `OOO Hikvision Rus`.

use super::tables::flag;
use super::token::{Name, Token};

/// What may stand around a group's own name.
const AROUND: u16 = flag::LEGAL | flag::SMALL | flag::NOISE | flag::PLACE | flag::COMMON;
/// What makes a company of it: with a mere legal form it is the same name.
const TELLING: u16 = flag::PLACE | flag::COMMON;
/// Words that nobody owns.
const NOBODYS: u16 = AROUND | flag::NUMBER | flag::LETTER;

/// A stretch of a name that may be a group's own name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Core<'n> {
    /// As written.
    pub(crate) text: &'n str,
    /// What its own words weigh, in milli-nats.
    pub(crate) weight: i32,
    /// How many letters these have.
    pub(crate) letters: usize,
    /// What stands around it and makes another company of it, as written.
    pub(crate) around: Vec<&'n str>,
    /// Whether a place is among that.
    pub(crate) place: bool,
}

impl Name {
    /// All stretches that may be a group's own name, the longest first. None where nothing stands around one.
    pub(crate) fn cores(&self) -> Vec<Core<'_>> {
        let Some(form) = self.forms.first() else { return Vec::new() };
        let tokens = &form.tokens;
        let is = |token: &Token, flags: u16| token.facts.flags & flags != 0;
        let Some(last) = tokens.iter().rposition(|token| !is(token, AROUND)) else { return Vec::new() };
        let before =
            tokens.iter().take_while(|token| is(token, flag::LEGAL | flag::SMALL | flag::PLACE)).count();
        let mut cores = Vec::new();
        for start in 0..=before {
            cores.extend((last + 1..=tokens.len()).filter_map(|end| self.core(tokens, start, end)));
        }
        cores.sort_by_key(|core| std::cmp::Reverse(core.text.len()));
        cores
    }

    fn core<'n>(&'n self, tokens: &'n [Token], start: usize, end: usize) -> Option<Core<'n>> {
        let telling =
            |token: &&Token| token.facts.flags & TELLING != 0 && token.facts.flags & flag::LEGAL == 0;
        let around = || tokens[..start].iter().chain(&tokens[end..]).filter(telling);
        around().next()?;
        // Several words can come of one stretch of Han characters, which is not cut.
        let parted = |at: usize| at == 0 || at == tokens.len() || tokens[at - 1].end <= tokens[at].start;
        if !parted(start) || !parted(end) {
            return None;
        }
        let own = || tokens[start..end].iter().filter(|token| token.facts.flags & NOBODYS == 0);
        let text = |from: u32, to: u32| self.text.get(from as usize..to as usize);
        Some(Core {
            text: text(tokens[start].start, tokens[end - 1].end)?,
            weight: own().map(|token| i32::from(token.facts.org_weight)).sum(),
            letters: own().map(|token| token.text.len()).sum(),
            around: around().filter_map(|token| text(token.start, token.end)).collect(),
            place: around().any(|token| token.facts.flags & flag::PLACE != 0),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cores(text: &str) -> Vec<(String, bool)> {
        let name = Name::new(text);
        name.cores().into_iter().map(|core| (core.text.to_owned(), core.place)).collect()
    }

    #[test]
    fn places_forms_and_what_firms_are_called_are_taken_off() {
        assert_eq!(
            cores("Huawei Technologies USA Inc."),
            [("Huawei Technologies".to_owned(), true), ("Huawei".to_owned(), true)]
        );
        assert_eq!(cores("OOO Hikvision (Russia)").last(), Some(&("Hikvision".to_owned(), true)));
        assert_eq!(cores("华为技术美国有限公司").last(), Some(&("华为".to_owned(), true)));
    }

    #[test]
    fn a_legal_form_alone_makes_no_other_company() {
        assert_eq!(cores("Hikvision GmbH"), []);
        assert_eq!(cores("China Technology Group"), []);
        assert_eq!(cores(""), []);
    }
}
