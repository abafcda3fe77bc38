//! Names of a register as they are compared, read in place, and what they are found by.

use zerocopy::little_endian::U32;

use super::format::*;
use super::open::Register;
use super::sieve::Sieve;
use super::view::PartyNo;
use crate::names::{Kind, Outline, Tok, Toks, flag};

/// The tables of names of a register, looked at once for many look-ups.
#[derive(Clone, Copy)]
pub(crate) struct Compared<'r> {
    register: Register<'r>,
    forms: &'r [FormRow],
    words: &'r [WordRow],
    word_keys: &'r [KeyRow],
    form_keys: &'r [KeyRow],
    /// Tells of most keys that nothing stands under them.
    sieve: Option<&'r Sieve>,
}

/// A name of a register as it is compared.
#[derive(Clone, Copy)]
pub(crate) struct FormView<'r> {
    row: &'r FormRow,
}

impl FormView<'_> {
    /// The party that bears it.
    pub(crate) fn party(&self) -> PartyNo {
        PartyNo(self.row.party.get())
    }

    /// The number of the name.
    pub(crate) fn name(&self) -> u32 {
        self.row.name.get()
    }

    /// What it names.
    pub(crate) fn kind(&self) -> Kind {
        Kind::from_byte(self.row.kind)
    }

    /// What its words weigh together, in milli-nats.
    pub(crate) fn weight(&self) -> u32 {
        self.row.weight.get()
    }
}

impl<'r> Compared<'r> {
    pub(crate) fn new(register: &Register<'r>) -> Self {
        Compared {
            register: *register,
            forms: register.table(Section::Forms),
            words: register.table(Section::Words),
            word_keys: register.table(Section::WordKeys),
            form_keys: register.table(Section::FormKeys),
            sieve: None,
        }
    }

    /// The same with what tells of most keys that nothing stands under them.
    pub(crate) fn with(self, sieve: Option<&'r Sieve>) -> Self {
        Compared { sieve, ..self }
    }

    /// All forms of names.
    pub(crate) fn forms(&self) -> impl ExactSizeIterator<Item = FormView<'r>> + use<'r> {
        self.forms.iter().map(|row| FormView { row })
    }

    pub(crate) fn form(&self, no: u32) -> Option<FormView<'r>> {
        self.forms.get(no as usize).map(|row| FormView { row })
    }

    /// A word as comparing sees it.
    pub(crate) fn word(&self, no: u32, person: bool) -> Option<Tok<'r>> {
        self.words.get(no as usize).map(|row| self.tok(row, person))
    }

    /// What a word weighs, in milli-nats.
    pub(crate) fn weight_of(&self, no: u32, person: bool) -> i32 {
        let weight = |row: &WordRow| if person { row.person_weight.get() } else { row.org_weight.get() };
        self.words.get(no as usize).map_or(0, |row| i32::from(weight(row)))
    }

    fn tok(&self, row: &'r WordRow, person: bool) -> Tok<'r> {
        let text = self.register.text_bytes(row.text).unwrap_or_default();
        let (weight, group) = match person {
            true => (row.person_weight, row.person_group),
            false => (row.org_weight, row.org_group),
        };
        Tok {
            text,
            head: row.head.get(),
            sound: row.sound.get(),
            bare: row.bare.get(),
            mask: row.mask.get(),
            group: group.get(),
            borne: row.person_group.get() != 0,
            weight: weight.get(),
            flags: row.flags.get(),
            ..Tok::NONE
        }
    }

    /// The words of a form: those that take part, and behind them the others.
    pub(crate) fn toks(&self, form: FormView<'r>) -> Toks<'r> {
        let mut toks = Toks::default();
        self.fill(form, &mut toks);
        toks
    }

    /// All words of a form in outline, whether or not they take part.
    pub(crate) fn outlines(&self, form: FormView<'r>) -> impl Iterator<Item = Outline> {
        let person = form.kind() == Kind::Person;
        let rows = self.register.span::<TokenRow>(Section::Tokens, form.row.tokens);
        rows.iter().filter_map(move |row| self.words.get(row.word.get() as usize)).map(move |row| Outline {
            head: row.head.get(),
            sound: row.sound.get(),
            mask: row.mask.get(),
            letters: row.text.length.get(),
            weight: if person { row.person_weight.get() } else { row.org_weight.get() },
            is_number: row.flags.get() & flag::NUMBER != 0,
        })
    }

    /// The same into memory that is there.
    pub(crate) fn fill(&self, form: FormView<'r>, toks: &mut Toks<'r>) {
        toks.restart(form.row.legal.get());
        let person = form.kind() == Kind::Person;
        let rows = self.register.span::<TokenRow>(Section::Tokens, form.row.tokens);
        let tok = |at: u8, row: &TokenRow, word: &'r WordRow| Tok {
            at,
            start: row.start.get(),
            end: row.end.get(),
            ..self.tok(word, person)
        };
        let words = || {
            let word = |row: &TokenRow| self.words.get(row.word.get() as usize);
            (0u8..).zip(rows).filter_map(move |(at, row)| Some((at, row, word(row)?)))
        };
        let takes_part = |word: &WordRow| {
            if person { word.person_weight.get() > 0 } else { word.org_weight.get() > 0 }
        };
        let mut asides = false;
        for (at, row, word) in words() {
            if takes_part(word) { toks.push(tok(at, row, word)) } else { asides = true }
        }
        if asides {
            let others = words().filter(|(.., word)| !takes_part(word));
            others.for_each(|(at, row, word)| toks.push_aside(tok(at, row, word)));
        }
    }

    /// Words that a key finds.
    pub(crate) fn words_by(&self, key: u64) -> impl Iterator<Item = u32> + use<'r> {
        let may_stand = self.sieve.is_none_or(|sieve| sieve.may_find_word(key));
        found(if may_stand { self.word_keys } else { &[] }, key)
    }

    /// Forms that a key finds.
    pub(crate) fn forms_by(&self, key: u64) -> impl Iterator<Item = u32> + use<'r> {
        let may_stand = self.sieve.is_none_or(|sieve| sieve.may_find_form(key));
        found(if may_stand { self.form_keys } else { &[] }, key)
    }

    /// Words that begin with these letters.
    pub(crate) fn words_from(&self, start: &[u8]) -> impl Iterator<Item = u32> + use<'r> {
        let text = |row: &WordRow| self.register.text_bytes(row.text).unwrap_or_default();
        let from = self.words.partition_point(|row| text(row) < start);
        let rest = self.words.get(from..).unwrap_or_default();
        let count = rest.partition_point(|row| text(row).starts_with(start));
        let small = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        small(from)..small(from + count)
    }

    /// Forms that hold a word.
    pub(crate) fn forms_of(&self, word: u32) -> &'r [U32] {
        let Some(row) = self.words.get(word as usize) else { return &[] };
        self.register.span(Section::WordForms, row.forms)
    }
}

/// What stands under a key. Keys are spread evenly, so the place of one can be guessed: a step or two instead of twenty.
fn found(rows: &[KeyRow], key: u64) -> impl Iterator<Item = u32> + use<'_> {
    let length = rows.len();
    // Below the length, so it fits.
    let guess = ((u128::from(key) * length as u128) >> 64) as usize;
    let (mut low, mut high, mut step) = (guess, guess, 16);
    while low > 0 && rows.get(low - 1).is_some_and(|row| row.key.get() >= key) {
        low = low.saturating_sub(step);
        step *= 4;
    }
    step = 16;
    while high < length && rows.get(high).is_some_and(|row| row.key.get() < key) {
        high = (high + step).min(length);
        step *= 4;
    }
    let window = rows.get(low..high.max(low)).unwrap_or_default();
    let start = low + window.partition_point(|row| row.key.get() < key);
    rows.get(start..)
        .unwrap_or_default()
        .iter()
        .take_while(move |row| row.key.get() == key)
        .map(|row| row.to.get())
}
