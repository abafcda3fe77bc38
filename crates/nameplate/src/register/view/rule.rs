//! A rule, as the engine reads it.

use zerocopy::little_endian::U32;

use super::{ClassNo, List, PartyNo, Rule};
use crate::date::{Date, Interval};
use crate::register::ShareTest;
use crate::register::format::{ListRow, Section};
use crate::word::{Act, Reader, Severity, State};

impl<'r> Rule<'r> {
    /// Stable reason code.
    pub fn code(&self) -> &'r str {
        self.register.text(self.row.code)
    }

    /// The list that it belongs to.
    pub fn list(&self) -> Option<List<'r>> {
        let rows = self.register.table::<ListRow>(Section::Lists);
        rows.get(self.row.list.get() as usize).map(|row| List { register: self.register, row })
    }

    /// Numbers of the lists that trigger it.
    pub(crate) fn on(&self) -> impl Iterator<Item = u32> + use<'r> {
        self.register.numbers_in(self.row.on)
    }

    /// Where it holds; empty where the list holds.
    pub fn jurisdiction(&self) -> &'r str {
        self.register.text(self.row.jurisdiction)
    }

    /// The grounds that it reaches, a bit each.
    pub(crate) fn grounds(&self) -> u16 {
        self.row.grounds.get()
    }

    /// The ownership test that it asks, with the percentage that some take.
    pub fn share(&self) -> Option<(ShareTest, u8)> {
        ShareTest::ALL.get(usize::from(self.row.share)).map(|test| (*test, self.row.share_at_least))
    }

    /// For whom; none in a damaged register.
    pub fn reader(&self) -> Option<Reader> {
        Reader::from_word(self.register.text(self.row.reader))
    }

    /// For which act; none in a damaged register.
    pub fn act(&self) -> Option<Act> {
        Act::from_word(self.register.text(self.row.act))
    }

    /// How serious it is, where it applies.
    pub fn severity(&self) -> Option<Severity> {
        Severity::from_word(self.register.text(self.row.severity))
    }

    /// Whether it reaches; none in a damaged register.
    pub fn state(&self) -> Option<State> {
        State::from_word(self.register.text(self.row.state))
    }

    /// Why it cannot be told.
    pub fn why(&self) -> &'r str {
        self.register.text(self.row.why)
    }

    /// When it holds.
    pub fn interval(&self) -> Interval {
        Interval {
            from: Date::from_bits(self.row.from.get()),
            to: Date::from_bits(self.row.to.get()),
            ..Interval::default()
        }
    }

    /// From when its state could not be verified.
    pub fn unverified_from(&self) -> Date {
        Date::from_bits(self.row.unverified_from.get())
    }

    /// The targets that it speaks of; none: all.
    pub fn parties(&self) -> impl Iterator<Item = PartyNo> + use<'r> {
        self.register.numbers_in(self.row.parties).map(PartyNo)
    }

    /// The classes that it speaks of; none: all.
    pub fn classes(&self) -> impl Iterator<Item = ClassNo> + use<'r> {
        self.register.numbers_in(self.row.classes).map(ClassNo)
    }

    /// Whether it speaks of goods produced abroad only.
    pub fn foreign_only(&self) -> bool {
        self.register.text(self.row.produced) == "foreign"
    }

    /// The countries of production that it is limited to.
    pub fn produced_in(&self) -> impl Iterator<Item = &'r str> + use<'r> {
        self.register.texts_in(self.row.produced_in)
    }

    /// The days of authorisation that it is limited to: since, before.
    pub fn authorised(&self) -> (Date, Date) {
        let date = |bits: U32| Date::from_bits(bits.get());
        (date(self.row.authorised_since), date(self.row.authorised_before))
    }

    /// The purposes that it is limited to.
    pub fn purposes(&self) -> impl Iterator<Item = &'r str> + use<'r> {
        self.register.texts_in(self.row.purposes)
    }

    /// The product facts without which it cannot be answered.
    pub fn needs(&self) -> impl Iterator<Item = &'r str> + use<'r> {
        self.register.texts_in(self.row.needs)
    }

    /// What the text excepts.
    pub fn exceptions(&self) -> impl Iterator<Item = &'r str> + use<'r> {
        self.register.texts_in(self.row.exceptions)
    }

    /// What is printed.
    pub fn sentence(&self) -> &'r str {
        self.register.text(self.row.sentence)
    }

    /// Statute or rule.
    pub fn citation(&self) -> &'r str {
        self.register.text(self.row.citation)
    }

    /// Whether the text was read.
    pub fn is_verified(&self) -> bool {
        self.row.verified != 0
    }
}
