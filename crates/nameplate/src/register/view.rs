//! What the rest of the engine sees of a register: parties, names, relations and so on, read in place.

mod rule;

use zerocopy::little_endian::U32;

use super::format::*;
use super::input::{Extent, NameKind, PartyKind, Status, Strength, TellKind};
use super::open::Register;
use crate::date::{Date, Interval};
use crate::register::{Claim, Response, Share, Source};
use crate::word::{ClaimStatus, ClaimSubject, ListKind, Purpose, RelationKind, Standing, Tier, Verdict};

/// Number of a party in its register. Never leaves the engine: reports print ids.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct PartyNo(pub u32);

/// Number of a product class in its register.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct ClassNo(pub u32);

fn word<T: Copy>(all: &[T], byte: u8, otherwise: T) -> T {
    all.get(usize::from(byte)).copied().unwrap_or(otherwise)
}

fn interval(dates: Dates) -> Interval {
    Interval {
        from: Date::from_bits(dates.from.get()),
        to: Date::from_bits(dates.to.get()),
        first_confirmed: Date::from_bits(dates.first_confirmed.get()),
        last_confirmed: Date::from_bits(dates.last_confirmed.get()),
    }
}

/// A view of one record.
macro_rules! view {
    ($(#[$doc:meta])* $name:ident, $row:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy)]
        pub struct $name<'r> {
            register: Register<'r>,
            row: &'r $row,
        }
    };
}

view!(
    /// A party.
    Party, PartyRow
);
view!(
    /// A name of a party.
    Name, NameRow
);
view!(
    /// A relation, seen along the path.
    Relation, RelationRow
);
view!(
    /// A place on a list.
    DesignationView, DesignationRow
);
view!(
    /// A tell-tale.
    Tell, TellRow
);
view!(
    /// A list.
    List, ListRow
);
view!(
    /// A rule.
    Rule, RuleRow
);
view!(
    /// A product class.
    Class, ClassRow
);
view!(
    /// A rumour: for reviewers only.
    Lead, LeadRow
);
view!(
    /// Sources that contradict each other.
    Contradiction, ContradictionRow
);

impl<'r> Register<'r> {
    /// How many parties there are.
    pub fn party_count(&self) -> usize {
        self.table::<PartyRow>(Section::Parties).len()
    }

    /// The party of that number.
    pub fn party(&self, no: PartyNo) -> Option<Party<'r>> {
        self.table::<PartyRow>(Section::Parties).get(no.0 as usize).map(|row| Party { register: *self, row })
    }

    /// All parties, by id.
    pub fn parties(&self) -> impl Iterator<Item = (PartyNo, Party<'r>)> + use<'r> {
        let register = *self;
        (0u32..)
            .zip(self.table::<PartyRow>(Section::Parties))
            .map(move |(n, row)| (PartyNo(n), Party { register, row }))
    }

    /// The party of that id.
    pub fn party_by_id(&self, id: &str) -> Option<PartyNo> {
        let by_id = self.table::<U32>(Section::PartiesById);
        let rows = self.table::<PartyRow>(Section::Parties);
        let id_of = |n: &U32| rows.get(n.get() as usize).map_or("", |row| self.text(row.id));
        let at = by_id.binary_search_by(|n| id_of(n).cmp(id)).ok()?;
        by_id.get(at).map(|n| PartyNo(n.get()))
    }

    /// All names.
    pub fn names(&self) -> impl Iterator<Item = Name<'r>> + use<'r> {
        let register = *self;
        self.table::<NameRow>(Section::Names).iter().map(move |row| Name { register, row })
    }

    /// The name of that number.
    pub fn name(&self, no: u32) -> Option<Name<'r>> {
        self.table::<NameRow>(Section::Names).get(no as usize).map(|row| Name { register: *self, row })
    }

    /// Names whose normal form is exactly `key`.
    pub fn names_with_key(&self, key: &str) -> impl Iterator<Item = Name<'r>> + use<'r> {
        let register = *self;
        let by_key = self.table::<U32>(Section::NamesByKey);
        let rows = self.table::<NameRow>(Section::Names);
        let key_of = |n: &U32| {
            rows.get(n.get() as usize).and_then(|row| register.text_bytes(row.key)).unwrap_or_default()
        };
        let start = by_key.partition_point(|n| key_of(n) < key.as_bytes());
        let end = by_key.partition_point(|n| key_of(n) <= key.as_bytes());
        by_key
            .get(start..end)
            .unwrap_or_default()
            .iter()
            .filter_map(move |n| rows.get(n.get() as usize))
            .map(move |row| Name { register, row })
    }

    /// All tell-tales.
    pub fn tells(&self) -> impl Iterator<Item = Tell<'r>> + use<'r> {
        let register = *self;
        self.table::<TellRow>(Section::Tells).iter().map(move |row| Tell { register, row })
    }

    /// All product classes.
    pub fn classes(&self) -> impl Iterator<Item = (ClassNo, Class<'r>)> + use<'r> {
        let register = *self;
        (0u32..)
            .zip(self.table::<ClassRow>(Section::Classes))
            .map(move |(n, row)| (ClassNo(n), Class { register, row }))
    }

    /// Whether a kind of product is another one, or one of its kinds.
    pub fn is_a(&self, class: ClassNo, wanted: ClassNo) -> bool {
        let mut at = Some(class);
        // Classes are a few levels deep; the bound ends a cycle.
        for _ in 0..8 {
            match at {
                Some(no) if no == wanted => return true,
                Some(no) => at = self.class(no).and_then(|class| class.parent()),
                None => return false,
            }
        }
        false
    }

    /// The class of that number.
    pub fn class(&self, no: ClassNo) -> Option<Class<'r>> {
        self.table::<ClassRow>(Section::Classes).get(no.0 as usize).map(|row| Class { register: *self, row })
    }

    /// All sources.
    pub fn sources(&self) -> impl Iterator<Item = Source> + use<'r> {
        let register = *self;
        self.table::<SourceRow>(Section::Sources).iter().map(move |row| register.source(row))
    }

    /// All lists.
    pub fn lists(&self) -> impl Iterator<Item = List<'r>> + use<'r> {
        let register = *self;
        self.table::<ListRow>(Section::Lists).iter().map(move |row| List { register, row })
    }

    /// Number of the list of that id, as rules use it.
    pub(crate) fn list_by_id(&self, id: &str) -> Option<u32> {
        let at = self.table::<ListRow>(Section::Lists).iter().position(|row| self.text(row.id) == id)?;
        u32::try_from(at).ok()
    }

    /// The class of that id.
    pub fn class_by_id(&self, id: &str) -> Option<ClassNo> {
        let at = self.table::<ClassRow>(Section::Classes).iter().position(|row| self.text(row.id) == id)?;
        u32::try_from(at).ok().map(ClassNo)
    }

    /// All rules.
    pub fn rules(&self) -> impl Iterator<Item = Rule<'r>> + use<'r> {
        let register = *self;
        self.table::<RuleRow>(Section::Rules).iter().map(move |row| Rule { register, row })
    }

    /// All places on lists.
    pub fn designations(&self) -> impl Iterator<Item = DesignationView<'r>> + use<'r> {
        let register = *self;
        self.table::<DesignationRow>(Section::Designations)
            .iter()
            .map(move |row| DesignationView { register, row })
    }

    /// How many relations, claims, answers, leads and contradictions there are.
    pub fn statement_counts(&self) -> [usize; 5] {
        [
            self.table::<RelationRow>(Section::Relations).len(),
            self.table::<ClaimRow>(Section::Claims).len(),
            self.table::<ResponseRow>(Section::Responses).len(),
            self.table::<LeadRow>(Section::Leads).len(),
            self.table::<ContradictionRow>(Section::Contradictions).len(),
        ]
    }

    /// Relations that the path may leave that party by.
    pub fn relations_of(&self, party: PartyNo) -> impl Iterator<Item = Relation<'r>> + use<'r> {
        let register = *self;
        let rows = self.table::<RelationRow>(Section::Relations);
        let start = rows.partition_point(|r| r.leaves.get() < party.0);
        rows.get(start..)
            .unwrap_or_default()
            .iter()
            .take_while(move |r| r.leaves.get() == party.0)
            .map(move |row| Relation { register, row })
    }

    /// The relation of that number.
    pub(crate) fn relation(&self, no: u32) -> Option<Relation<'r>> {
        let rows = self.table::<RelationRow>(Section::Relations);
        rows.get(no as usize).map(|row| Relation { register: *self, row })
    }

    /// Relations that lead to that party: its brands, subsidiaries, customers.
    pub fn relations_to(&self, party: PartyNo) -> impl Iterator<Item = Relation<'r>> + use<'r> {
        let register = *self;
        self.table::<RelationRow>(Section::Relations)
            .iter()
            .filter(move |r| r.reaches.get() == party.0)
            .map(move |row| Relation { register, row })
    }

    fn source(&self, row: &SourceRow) -> Source {
        Source {
            id: self.text(row.id).into(),
            title: self.text(row.title).to_owned(),
            url: self.text(row.url).to_owned(),
            date: Date::from_bits(row.date.get()),
            tier: word(Tier::ALL, row.tier, Tier::D),
        }
    }

    fn source_at(&self, n: U32) -> Option<Source> {
        self.table::<SourceRow>(Section::Sources).get(n.get() as usize).map(|row| self.source(row))
    }

    pub(crate) fn sources_in(&self, span: Span) -> Vec<Source> {
        self.span::<U32>(Section::Numbers, span).iter().filter_map(|&n| self.source_at(n)).collect()
    }

    fn texts_in(&self, span: Span) -> impl Iterator<Item = &'r str> + use<'r> {
        let register = *self;
        self.span::<Text>(Section::Texts, span).iter().map(move |&text| register.text(text))
    }

    fn numbers_in(&self, span: Span) -> impl Iterator<Item = u32> + use<'r> {
        self.span::<U32>(Section::Numbers, span).iter().map(|n| n.get())
    }
}

impl<'r> Party<'r> {
    /// Id.
    pub fn id(&self) -> &'r str {
        self.register.text(self.row.id)
    }

    /// The name that reports print.
    pub fn name(&self) -> &'r str {
        self.register.text(self.row.name)
    }

    /// Its name in its own script, if known.
    pub fn native(&self) -> Option<&'r str> {
        Some(self.register.text(self.row.native)).filter(|text| !text.is_empty())
    }

    /// What it is.
    pub fn kind(&self) -> PartyKind {
        word(PartyKind::ALL, self.row.kind, PartyKind::Organisation)
    }

    /// Whether it comes from a published list in bulk.
    pub fn is_bulk(&self) -> bool {
        self.row.bulk != 0
    }

    /// ISO 3166-1 alpha-2; empty if not known.
    pub fn country(&self) -> &'r str {
        self.register.text(self.row.country)
    }

    /// Remark of the facts.
    pub fn note(&self) -> &'r str {
        self.register.text(self.row.note)
    }

    /// Product classes that it is known for.
    pub fn makes(&self) -> impl Iterator<Item = ClassNo> + use<'r> {
        self.register.numbers_in(self.row.makes).map(ClassNo)
    }

    /// All its names, the primary one first.
    pub fn names(&self) -> impl Iterator<Item = Name<'r>> + use<'r> {
        let register = self.register;
        register.span::<NameRow>(Section::Names, self.row.names).iter().map(move |row| Name { register, row })
    }

    /// Who says that it exists.
    pub fn sources(&self) -> Vec<Source> {
        self.register.sources_in(self.row.sources)
    }

    /// Entries of published lists that it is, `source:entry`.
    pub fn entries(&self) -> impl Iterator<Item = &'r str> + use<'r> {
        self.register.texts_in(self.row.entries)
    }

    /// All countries that it is tied to.
    pub fn countries(&self) -> impl Iterator<Item = &'r str> + use<'r> {
        let own = Some(self.country()).filter(|code| !code.is_empty());
        own.into_iter().chain(self.register.texts_in(self.row.countries))
    }

    /// Addresses, as published.
    pub fn addresses(&self) -> impl Iterator<Item = &'r str> + use<'r> {
        self.register.texts_in(self.row.addresses)
    }

    /// Numbers that a register or authority gave it, `scheme:number`.
    pub fn identifiers(&self) -> impl Iterator<Item = &'r str> + use<'r> {
        self.register.texts_in(self.row.identifiers)
    }

    /// When it was born or founded, as published.
    pub fn born(&self) -> impl Iterator<Item = Date> + use<'r> {
        self.register.numbers_in(self.row.born).map(Date::from_bits)
    }

    /// Its places on lists.
    pub fn designations(&self) -> impl Iterator<Item = DesignationView<'r>> + use<'r> {
        let register = self.register;
        register
            .span::<DesignationRow>(Section::Designations, self.row.designations)
            .iter()
            .map(move |row| DesignationView { register, row })
    }

    /// Its tell-tales.
    pub fn tells(&self) -> impl Iterator<Item = Tell<'r>> + use<'r> {
        let register = self.register;
        register.span::<TellRow>(Section::Tells, self.row.tells).iter().map(move |row| Tell { register, row })
    }

    /// What is said about it. Of a damaged register, what says neither subject nor status is left out.
    pub fn claims(&self) -> impl Iterator<Item = Claim> + use<'r> {
        let (register, about) = (self.register, self.id());
        register.span::<ClaimRow>(Section::Claims, self.row.claims).iter().filter_map(move |row| {
            Some(Claim {
                about: about.into(),
                subject: ClaimSubject::from_word(register.text(row.subject))?,
                status: ClaimStatus::from_word(register.text(row.status))?,
                by: register.text(row.by).to_owned(),
                sentence: register.text(row.sentence).to_owned(),
                date: Date::from_bits(row.date.get()),
                among: row.among.get(),
                sources: register.sources_in(row.sources),
            })
        })
    }

    /// What it answers.
    pub fn responses(&self) -> impl Iterator<Item = Response> + use<'r> {
        let (register, party, name) = (self.register, self.id(), self.name());
        register.span::<ResponseRow>(Section::Responses, self.row.responses).iter().map(move |row| Response {
            party: party.into(),
            name: name.to_owned(),
            sentence: register.text(row.sentence).to_owned(),
            date: Date::from_bits(row.date.get()),
            sources: register.sources_in(row.sources),
        })
    }

    /// Rumours about it.
    pub fn leads(&self) -> impl Iterator<Item = Lead<'r>> + use<'r> {
        let register = self.register;
        register.span::<LeadRow>(Section::Leads, self.row.leads).iter().map(move |row| Lead { register, row })
    }

    /// Where its sources contradict each other.
    pub fn contradictions(&self) -> impl Iterator<Item = Contradiction<'r>> + use<'r> {
        let register = self.register;
        register
            .span::<ContradictionRow>(Section::Contradictions, self.row.contradictions)
            .iter()
            .map(move |row| Contradiction { register, row })
    }
}

impl<'r> Name<'r> {
    /// As written.
    pub fn text(&self) -> &'r str {
        self.register.text(self.row.text)
    }

    /// Its normal form.
    pub fn key(&self) -> &'r str {
        self.register.text(self.row.key)
    }

    /// Whose name it is.
    pub fn party(&self) -> PartyNo {
        PartyNo(self.row.party.get())
    }

    /// What it is to the party.
    pub fn kind(&self) -> NameKind {
        word(NameKind::ALL, self.row.kind, NameKind::Weak)
    }

    /// An ordinary word, or shared by others.
    pub fn is_common(&self) -> bool {
        self.row.flags & COMMON != 0
    }

    /// Looked for in brand, manufacturer, seller and supplier fields only.
    pub fn is_field_only(&self) -> bool {
        self.row.flags & FIELD_ONLY != 0
    }

    /// Not sourced.
    pub fn is_unsourced(&self) -> bool {
        self.row.flags & UNSOURCED != 0
    }
}

impl<'r> Relation<'r> {
    /// Its number among the relations of its register.
    pub(crate) fn number(&self) -> u32 {
        let first = self.register.table::<RelationRow>(Section::Relations).as_ptr().addr();
        let number = self.identity().saturating_sub(first) / size_of::<RelationRow>();
        u32::try_from(number).unwrap_or(u32::MAX)
    }

    /// Tells relations of one register apart, for as long as it is open.
    pub(crate) fn identity(&self) -> usize {
        std::ptr::from_ref(self.row).addr()
    }

    /// The party that the path leaves.
    pub fn leaves(&self) -> PartyNo {
        PartyNo(self.row.leaves.get())
    }

    /// The party that the path reaches.
    pub fn reaches(&self) -> PartyNo {
        PartyNo(self.row.reaches.get())
    }

    /// The subject of the words.
    pub fn from(&self) -> PartyNo {
        PartyNo(self.row.from.get())
    }

    /// The object of the words.
    pub fn to(&self) -> PartyNo {
        PartyNo(self.row.to.get())
    }

    /// Kind.
    pub fn kind(&self) -> RelationKind {
        word(RelationKind::ALL, self.row.kind, RelationKind::SameGroupAs)
    }

    /// How much it covers.
    pub fn extent(&self) -> Extent {
        word(Extent::ALL, self.row.extent, Extent::Some)
    }

    /// Stated or alleged.
    pub fn status(&self) -> Status {
        word(Status::ALL, self.row.status, Status::Allegation)
    }

    /// What its sources carry.
    pub fn carries(&self) -> Verdict {
        word(Verdict::ALL, self.row.carries, Verdict::Review)
    }

    /// How firmly it is said.
    pub fn standing(&self) -> Standing {
        match (self.status(), self.carries()) {
            (Status::Allegation, _) => Standing::Alleged,
            (Status::Fact, Verdict::Connected) => Standing::Stated,
            (Status::Fact, _) => Standing::Reported,
        }
    }

    /// Whether held directly.
    pub fn is_direct(&self) -> bool {
        self.row.direct != 0
    }

    /// Percent held.
    pub fn share(&self) -> Option<Share> {
        let percent = |points: u16| f64::from(points) / 100.0;
        (self.row.has_share != 0)
            .then(|| Share { min: percent(self.row.share_min.get()), max: percent(self.row.share_max.get()) })
    }

    /// When it held.
    pub fn interval(&self) -> Interval {
        interval(self.row.dates)
    }

    /// Model numbers it is limited to, `*` for any ending.
    pub fn models(&self) -> impl Iterator<Item = &'r str> + use<'r> {
        self.register.texts_in(self.row.models)
    }

    /// Product lines it is limited to.
    pub fn lines(&self) -> impl Iterator<Item = &'r str> + use<'r> {
        self.register.texts_in(self.row.lines)
    }

    /// Product classes it is limited to.
    pub fn classes(&self) -> impl Iterator<Item = ClassNo> + use<'r> {
        self.register.numbers_in(self.row.classes).map(ClassNo)
    }

    /// Markets it is limited to.
    pub fn markets(&self) -> impl Iterator<Item = &'r str> + use<'r> {
        self.register.texts_in(self.row.markets)
    }

    /// First and last year it is limited to.
    pub fn years(&self) -> Option<(u32, u32)> {
        let (from, to) = (u32::from(self.row.year_from.get()), u32::from(self.row.year_to.get()));
        (from > 0).then_some((from, to))
    }

    /// Remark.
    pub fn note(&self) -> &'r str {
        self.register.text(self.row.note)
    }

    /// Who says so.
    pub fn sources(&self) -> Vec<Source> {
        self.register.sources_in(self.row.sources)
    }
}

impl<'r> DesignationView<'r> {
    /// The party, if it is one.
    pub fn party(&self) -> Option<PartyNo> {
        Some(PartyNo(self.row.party.get())).filter(|no| no.0 != NONE)
    }

    /// The product class, if it is one.
    pub fn class(&self) -> Option<ClassNo> {
        Some(ClassNo(self.row.class.get())).filter(|no| no.0 != NONE)
    }

    /// Whether it speaks of goods produced in a foreign country.
    pub fn foreign_only(&self) -> bool {
        self.register.text(self.row.produced) == "foreign"
    }

    /// The purposes that the entry is limited to; none where it covers goods whatever they are used for.
    pub fn purposes(&self) -> impl Iterator<Item = Purpose> + use<'r> {
        self.register.texts_in(self.row.purposes).filter_map(Purpose::from_word)
    }

    /// Number of the list, as rules use it.
    pub(crate) fn list_no(&self) -> u32 {
        self.row.list.get()
    }

    /// The list.
    pub fn list(&self) -> Option<List<'r>> {
        let rows = self.register.table::<ListRow>(Section::Lists);
        rows.get(self.list_no() as usize).map(|row| List { register: self.register, row })
    }

    /// As printed.
    pub fn entry(&self) -> &'r str {
        self.register.text(self.row.entry)
    }

    /// When it stood there.
    pub fn interval(&self) -> Interval {
        Interval {
            from: Date::from_bits(self.row.since.get()),
            to: Date::from_bits(self.row.until.get()),
            first_confirmed: Date::from_bits(self.row.first_seen.get()),
            ..Interval::default()
        }
    }

    /// The stated reason; empty where none is published.
    pub fn reason(&self) -> &'r str {
        self.register.text(self.row.reason)
    }

    /// Federal Register or statute.
    pub fn citation(&self) -> &'r str {
        self.register.text(self.row.citation)
    }

    /// Who says so.
    pub fn sources(&self) -> Vec<Source> {
        self.register.sources_in(self.row.sources)
    }
}

impl<'r> Tell<'r> {
    /// Kind.
    pub fn kind(&self) -> TellKind {
        word(TellKind::ALL, self.row.kind, TellKind::Technical)
    }

    /// How much it says.
    pub fn strength(&self) -> Strength {
        word(Strength::ALL, self.row.strength, Strength::Weak)
    }

    /// Whom it points to.
    pub fn party(&self) -> PartyNo {
        PartyNo(self.row.party.get())
    }

    /// The literal, or the start of a model number.
    pub fn literal(&self) -> &'r str {
        self.register.text(self.row.literal)
    }

    /// What must follow the start of a model number.
    pub fn rest(&self) -> &'r str {
        self.register.text(self.row.rest)
    }

    /// Product class of such a code.
    pub fn class(&self) -> Option<ClassNo> {
        Some(ClassNo(self.row.class.get())).filter(|no| no.0 != NONE)
    }

    /// Who says so; may be empty: signals are not gated by tier.
    pub fn sources(&self) -> Vec<Source> {
        self.register.sources_in(self.row.sources)
    }
}

impl<'r> List<'r> {
    /// Id.
    pub fn id(&self) -> &'r str {
        self.register.text(self.row.id)
    }

    /// Name.
    pub fn name(&self) -> &'r str {
        self.register.text(self.row.name)
    }

    /// Whether it is a list, or a measure that keeps none.
    pub fn kind(&self) -> ListKind {
        ListKind::from_word(self.register.text(self.row.kind)).unwrap_or(ListKind::Measure)
    }

    /// Who keeps it.
    pub fn authority(&self) -> &'r str {
        self.register.text(self.row.authority)
    }

    /// Where it holds.
    pub fn jurisdiction(&self) -> &'r str {
        self.register.text(self.row.jurisdiction)
    }

    /// Statute or rule.
    pub fn citation(&self) -> &'r str {
        self.register.text(self.row.citation)
    }

    /// Official page.
    pub fn url(&self) -> &'r str {
        self.register.text(self.row.url)
    }
}

impl<'r> Class<'r> {
    /// Id.
    pub fn id(&self) -> &'r str {
        self.register.text(self.row.id)
    }

    /// In words.
    pub fn name(&self) -> &'r str {
        self.register.text(self.row.name)
    }

    /// A wider class.
    pub fn parent(&self) -> Option<ClassNo> {
        Some(ClassNo(self.row.parent.get())).filter(|no| no.0 != NONE)
    }

    /// Goes with another product.
    pub fn is_accessory(&self) -> bool {
        self.row.accessory != 0
    }

    /// Words that name it.
    pub fn nouns(&self) -> impl Iterator<Item = &'r str> + use<'r> {
        self.register.texts_in(self.row.nouns)
    }

    /// Words behind which the noun does not count.
    pub fn not_after(&self) -> impl Iterator<Item = &'r str> + use<'r> {
        self.register.texts_in(self.row.not_after)
    }

    /// Words before which the noun does not count.
    pub fn not_before(&self) -> impl Iterator<Item = &'r str> + use<'r> {
        self.register.texts_in(self.row.not_before)
    }

    /// Its places on lists.
    pub fn designations(&self) -> impl Iterator<Item = DesignationView<'r>> + use<'r> {
        let register = self.register;
        register
            .span::<DesignationRow>(Section::Designations, self.row.designations)
            .iter()
            .map(move |row| DesignationView { register, row })
    }
}

impl<'r> Lead<'r> {
    /// To whom it leads, where the rumour names one.
    pub fn to(&self) -> Option<PartyNo> {
        Some(PartyNo(self.row.to.get())).filter(|no| no.0 != NONE)
    }

    /// In words.
    pub fn sentence(&self) -> &'r str {
        self.register.text(self.row.sentence)
    }

    /// Who says so; mostly nobody.
    pub fn sources(&self) -> Vec<Source> {
        self.register.sources_in(self.row.sources)
    }
}

impl<'r> Contradiction<'r> {
    /// What about.
    pub fn topic(&self) -> &'r str {
        self.register.text(self.row.topic)
    }

    /// What we make of it.
    pub fn resolution(&self) -> &'r str {
        self.register.text(self.row.resolution)
    }

    /// Who says what.
    pub fn statements(&self) -> impl Iterator<Item = (&'r str, Option<Source>)> + use<'r> {
        let register = self.register;
        register
            .span::<StatementRow>(Section::Statements, self.row.statements)
            .iter()
            .map(move |row| (register.text(row.says), register.source_at(row.source)))
    }
}
