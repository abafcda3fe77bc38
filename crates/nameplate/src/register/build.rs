//! Builds a register: statements in, bytes out. The same statements give the same bytes, whatever their order.

use std::collections::{BTreeMap, HashMap};

use sha2::{Digest, Sha256};
use zerocopy::IntoBytes;
use zerocopy::little_endian::{U16, U32, U64};

use super::canonical::canonical;
use super::carry;
use super::format::*;
use super::input::*;
use super::name_index::{NameIndex, NameTables};
use super::rules::RuleIn;
use crate::date::{Date, Interval};
use crate::names::TABLES;
use crate::text::name::name_key;
use crate::word::{Ground, Tier};

/// Why statements make no register. Facts are checked before (`lists`), so this names what slipped through.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BuildError {
    /// Something refers to an id that nobody defines.
    #[error("{what} refers to {kind} `{id}`, which is not defined")]
    Dangling {
        /// Who refers.
        what: String,
        /// To what.
        kind: &'static str,
        /// The id.
        id: String,
    },
    /// Two things have one id.
    #[error("{kind} `{id}` is defined twice")]
    Twice {
        /// What.
        kind: &'static str,
        /// The id.
        id: String,
    },
    /// A rule names a ground that does not exist.
    #[error("rule of `{list}` names the ground `{ground}`, which does not exist")]
    Ground {
        /// List of the rule.
        list: String,
        /// The word.
        ground: String,
    },
    /// More than four gigabytes of text or records.
    #[error("the register grows beyond what its format can hold")]
    TooLarge,
}

/// Builds the bytes of a register. Statements marked `needs_source` are left out (names excepted), and so are relations
/// that their sources cannot carry.
///
/// # Errors
/// Names the first reference that leads nowhere.
pub fn build(input: &RegisterInput, version: &str) -> Result<Vec<u8>, BuildError> {
    let mut builder = Builder::new(input)?;
    builder.sources(input)?;
    builder.classes(input)?;
    builder.lists(input)?;
    builder.parties(input)?;
    builder.relations(input)?;
    builder.designations(input)?;
    builder.statements(input)?;
    builder.tells(input)?;
    builder.rules(input)?;
    builder.finish(version)
}

#[derive(Default)]
struct Heap {
    bytes: Vec<u8>,
    seen: HashMap<String, Text>,
}

impl Heap {
    fn add(&mut self, text: &str) -> Text {
        if text.is_empty() {
            return Text::default();
        }
        if let Some(&known) = self.seen.get(text) {
            return known;
        }
        let place = Text {
            offset: U32::new(u32::try_from(self.bytes.len()).unwrap_or(NONE)),
            length: U32::new(u32::try_from(text.len()).unwrap_or(NONE)),
        };
        self.bytes.extend_from_slice(text.as_bytes());
        self.seen.insert(text.to_owned(), place);
        place
    }
}

#[derive(Default)]
struct Builder {
    heap: Heap,
    numbers: Vec<U32>,
    texts: Vec<Text>,
    source_at: BTreeMap<String, u32>,
    party_at: BTreeMap<String, u32>,
    list_at: BTreeMap<String, u32>,
    class_at: BTreeMap<String, u32>,
    sources: Vec<SourceRow>,
    parties: Vec<PartyRow>,
    names: Vec<NameRow>,
    relations: Vec<RelationRow>,
    leads: Vec<LeadRow>,
    designations: Vec<DesignationRow>,
    claims: Vec<ClaimRow>,
    responses: Vec<ResponseRow>,
    contradictions: Vec<ContradictionRow>,
    statements: Vec<StatementRow>,
    tells: Vec<TellRow>,
    lists: Vec<ListRow>,
    rules: Vec<RuleRow>,
    classes: Vec<ClassRow>,
}

fn flag(set: bool, bit: u8) -> u8 {
    if set { bit } else { 0 }
}

fn number(n: usize) -> U32 {
    U32::new(u32::try_from(n).unwrap_or(NONE))
}

fn span(start: usize, end: usize) -> Span {
    Span { start: number(start), length: number(end - start) }
}

fn date(date: Date) -> U32 {
    U32::new(date.to_bits())
}

fn dates(interval: Interval) -> Dates {
    Dates {
        from: date(interval.from),
        to: date(interval.to),
        first_confirmed: date(interval.first_confirmed),
        last_confirmed: date(interval.last_confirmed),
    }
}

/// Numbers ids in their order, so that the file does not depend on the order of the input.
fn number_ids<'a>(
    kind: &'static str,
    ids: impl Iterator<Item = &'a str>,
) -> Result<BTreeMap<String, u32>, BuildError> {
    let mut at = BTreeMap::new();
    for id in ids {
        if at.insert(id.to_owned(), 0).is_some() {
            return Err(BuildError::Twice { kind, id: id.to_owned() });
        }
    }
    for (n, value) in at.values_mut().enumerate() {
        *value = u32::try_from(n).map_err(|_| BuildError::TooLarge)?;
    }
    Ok(at)
}

fn sorted<T>(items: &[T], keep: impl Fn(&T) -> bool, key: impl Fn(&T) -> String) -> Vec<&T> {
    let mut kept: Vec<&T> = items.iter().filter(|item| keep(item)).collect();
    kept.sort_by_cached_key(|item| key(item));
    kept
}

impl Builder {
    fn new(input: &RegisterInput) -> Result<Self, BuildError> {
        let parties = input.party.iter().filter(|p| !p.needs_source).map(|p| p.id.as_str());
        let lists = input.list.iter().filter(|l| !l.needs_source).map(|l| l.id.as_str());
        Ok(Builder {
            source_at: number_ids("source", input.source.iter().map(|s| s.id.as_str()))?,
            party_at: number_ids("party", parties)?,
            list_at: number_ids("list", lists)?,
            class_at: number_ids("class", input.class.iter().map(|c| c.id.as_str()))?,
            ..Builder::default()
        })
    }

    fn party(&self, what: &str, id: &str) -> Result<U32, BuildError> {
        find(&self.party_at, what, "party", id)
    }

    fn texts<T: AsRef<str>>(&mut self, texts: impl IntoIterator<Item = T>) -> Span {
        let start = self.texts.len();
        for text in texts {
            let place = self.heap.add(text.as_ref());
            self.texts.push(place);
        }
        span(start, self.texts.len())
    }

    fn dates(&mut self, dates: &[Date]) -> Span {
        let start = self.numbers.len();
        self.numbers.extend(dates.iter().map(|&one| date(one)));
        span(start, self.numbers.len())
    }

    fn refs(
        &mut self,
        at: fn(&Self) -> &BTreeMap<String, u32>,
        kind: &'static str,
        what: &str,
        ids: &[String],
    ) -> Result<Span, BuildError> {
        let start = self.numbers.len();
        for id in ids {
            let n = find(at(self), what, kind, id)?;
            self.numbers.push(n);
        }
        Ok(span(start, self.numbers.len()))
    }

    fn source_refs(&mut self, what: &str, ids: &[String]) -> Result<Span, BuildError> {
        self.refs(|b| &b.source_at, "source", what, ids)
    }

    fn class_refs(&mut self, what: &str, ids: &[String]) -> Result<Span, BuildError> {
        self.refs(|b| &b.class_at, "class", what, ids)
    }

    fn sources(&mut self, input: &RegisterInput) -> Result<(), BuildError> {
        for source in sorted(&input.source, |_| true, |s| s.id.clone()) {
            self.sources.push(SourceRow {
                id: self.heap.add(&source.id),
                title: self.heap.add(&source.title),
                url: self.heap.add(&source.url),
                date: date(source.date),
                tier: source.tier as u8,
            });
        }
        Ok(())
    }

    fn classes(&mut self, input: &RegisterInput) -> Result<(), BuildError> {
        for class in sorted(&input.class, |_| true, |c| c.id.clone()) {
            let parent = match class.parent.as_str() {
                "" => U32::new(NONE),
                id => find(&self.class_at, &format!("class `{}`", class.id), "class", id)?,
            };
            let row = ClassRow {
                id: self.heap.add(&class.id),
                name: self.heap.add(&class.name),
                parent,
                accessory: u8::from(class.accessory),
                nouns: self.texts(&class.nouns),
                not_before: self.texts(&class.not_before),
                not_after: self.texts(&class.not_after),
                designations: Span::default(),
            };
            self.classes.push(row);
        }
        Ok(())
    }

    fn lists(&mut self, input: &RegisterInput) -> Result<(), BuildError> {
        for list in sorted(&input.list, |l| !l.needs_source, |l| l.id.clone()) {
            self.lists.push(ListRow {
                id: self.heap.add(&list.id),
                name: self.heap.add(&list.name),
                kind: self.heap.add(list.kind.word()),
                authority: self.heap.add(&list.authority),
                jurisdiction: self.heap.add(&list.jurisdiction),
                citation: self.heap.add(&list.citation),
                url: self.heap.add(&list.url),
            });
        }
        Ok(())
    }

    fn parties(&mut self, input: &RegisterInput) -> Result<(), BuildError> {
        for party in sorted(&input.party, |p| !p.needs_source, |p| p.id.clone()) {
            let what = format!("party `{}`", party.id);
            let start = self.names.len();
            let at = self.party(&what, &party.id)?;
            self.name(at, &party.name, NameKind::Primary, flag(party.common, COMMON));
            for name in &party.names {
                let flags = flag(name.common, COMMON)
                    | flag(name.place == Place::Field || party.bulk, FIELD_ONLY)
                    | flag(name.needs_source, UNSOURCED);
                self.name(at, &name.text, name.kind, flags);
            }
            let native = party.names.iter().find(|n| n.kind == NameKind::Native);
            let row = PartyRow {
                id: self.heap.add(&party.id),
                name: self.heap.add(&party.name),
                native: self.heap.add(native.map_or("", |n| n.text.as_str())),
                note: self.heap.add(&party.note),
                country: self.heap.add(&party.country),
                kind: party.kind as u8,
                bulk: u8::from(party.bulk),
                names: span(start, self.names.len()),
                makes: self.class_refs(&what, &party.makes)?,
                sources: self.source_refs(&what, &party.sources)?,
                designations: Span::default(),
                claims: Span::default(),
                responses: Span::default(),
                contradictions: Span::default(),
                leads: Span::default(),
                tells: Span::default(),
                entries: self.texts(&party.entries),
                countries: self.texts(&party.countries),
                addresses: self.texts(&party.addresses),
                identifiers: self.texts(&party.identifiers),
                born: self.dates(&party.born),
            };
            self.parties.push(row);
        }
        Ok(())
    }

    fn name(&mut self, party: U32, text: &str, kind: NameKind, flags: u8) {
        let row = NameRow {
            text: self.heap.add(text),
            key: self.heap.add(&name_key(text)),
            party,
            kind: kind as u8,
            flags,
        };
        self.names.push(row);
    }

    fn relations(&mut self, input: &RegisterInput) -> Result<(), BuildError> {
        let tiers: HashMap<&str, Tier> = input.source.iter().map(|s| (s.id.as_str(), s.tier)).collect();
        let mut rows = Vec::new();
        for relation in sorted(&input.relation, |r| !r.needs_source, canonical) {
            let what = format!("relation {} {} {}", relation.from, relation.kind, relation.to);
            let sources = relation.sources.iter().filter_map(|id| tiers.get(id.as_str()).copied());
            let Some(carries) = carry::carried_by(sources, relation.status) else { continue };
            let (from, to) = (self.party(&what, &relation.from)?, self.party(&what, &relation.to)?);
            let (leaves, reaches) = if relation.kind.runs_backwards() { (to, from) } else { (from, to) };
            let share = |n: usize| relation.share.get(n).or(relation.share.last()).copied().unwrap_or(0.0);
            let year = |n: usize| relation.scope.years.get(n).copied().unwrap_or(0);
            rows.push(RelationRow {
                from,
                to,
                leaves,
                reaches,
                kind: relation.kind as u8,
                extent: relation.extent as u8,
                status: relation.status as u8,
                carries: carries as u8,
                direct: u8::from(relation.direct),
                has_share: u8::from(!relation.share.is_empty()),
                share_min: U16::new(basis_points(share(0))),
                share_max: U16::new(basis_points(share(1))),
                dates: dates(relation.interval()),
                year_from: U16::new(year(0)),
                year_to: U16::new(year(1).max(year(0))),
                models: self.texts(&relation.scope.models),
                lines: self.texts(&relation.scope.lines),
                classes: self.class_refs(&what, &relation.scope.classes)?,
                markets: self.texts(&relation.scope.markets),
                sources: self.source_refs(&what, &relation.sources)?,
                note: self.heap.add(&relation.note),
            });
        }
        rows.sort_by_key(|r| r.leaves.get());
        self.relations = rows;
        Ok(())
    }

    fn designations(&mut self, input: &RegisterInput) -> Result<(), BuildError> {
        let mut rows = Vec::new();
        for item in sorted(&input.designation, |d| !d.needs_source, canonical) {
            let what = format!("designation on {}", item.list);
            let party = match item.party.as_str() {
                "" => U32::new(NONE),
                id => self.party(&what, id)?,
            };
            let class = match item.class.as_str() {
                "" => U32::new(NONE),
                id => find(&self.class_at, &what, "class", id)?,
            };
            rows.push(DesignationRow {
                party,
                class,
                produced: self.heap.add(&item.produced),
                purposes: self.texts(item.purposes.iter().map(|purpose| purpose.word())),
                list: find(&self.list_at, &what, "list", &item.list)?,
                entry: self.heap.add(&item.entry),
                since: date(item.since),
                until: date(item.until),
                first_seen: date(item.first_seen),
                reason: self.heap.add(&item.reason),
                citation: self.heap.add(&item.citation),
                sources: self.source_refs(&what, &item.sources)?,
            });
        }
        rows.sort_by_key(|r| (r.party.get(), r.class.get()));
        for (n, row) in self.parties.iter_mut().enumerate() {
            row.designations = run(&rows, n, |r| r.party.get());
        }
        for (n, row) in self.classes.iter_mut().enumerate() {
            // Designations of classes stand behind those of parties, by class.
            let class = |r: &DesignationRow| if r.party.get() == NONE { r.class.get() + 1 } else { 0 };
            row.designations = run(&rows, n + 1, class);
        }
        self.designations = rows;
        Ok(())
    }

    fn statements(&mut self, input: &RegisterInput) -> Result<(), BuildError> {
        self.claims_and_responses(input)?;
        self.contradictions(input)?;
        for lead in sorted(&input.lead, |_| true, canonical) {
            // A lead may name parties that only leads know of: such a lead is kept in the facts alone.
            let Some(&from) = self.party_at.get(&lead.from) else { continue };
            let row = LeadRow {
                from: U32::new(from),
                to: U32::new(self.party_at.get(&lead.to).copied().unwrap_or(NONE)),
                sentence: self.heap.add(&lead.sentence),
                sources: self.source_refs("lead", &lead.sources)?,
            };
            self.leads.push(row);
        }
        self.leads.sort_by_key(|r| r.from.get());
        for (n, row) in self.parties.iter_mut().enumerate() {
            row.leads = run(&self.leads, n, |r| r.from.get());
        }
        Ok(())
    }

    fn claims_and_responses(&mut self, input: &RegisterInput) -> Result<(), BuildError> {
        for claim in sorted(&input.claim, |c| !c.needs_source, |c| format!("{}{}", c.date, canonical(c))) {
            let row = ClaimRow {
                about: self.party("claim", &claim.about)?,
                subject: self.heap.add(&claim.subject),
                status: self.heap.add(&claim.status),
                by: self.heap.add(&claim.by),
                sentence: self.heap.add(&claim.sentence),
                date: date(claim.date),
                among: claim.among.into(),
                sources: self.source_refs("claim", &claim.sources)?,
            };
            self.claims.push(row);
        }
        for response in
            sorted(&input.response, |r| !r.needs_source, |r| format!("{}{}", r.date, canonical(r)))
        {
            let row = ResponseRow {
                party: self.party("response", &response.party)?,
                sentence: self.heap.add(&response.sentence),
                date: date(response.date),
                sources: self.source_refs("response", &response.sources)?,
            };
            self.responses.push(row);
        }
        self.claims.sort_by_key(|r| r.about.get());
        self.responses.sort_by_key(|r| r.party.get());
        for (n, row) in self.parties.iter_mut().enumerate() {
            row.claims = run(&self.claims, n, |r| r.about.get());
            row.responses = run(&self.responses, n, |r| r.party.get());
        }
        Ok(())
    }

    fn contradictions(&mut self, input: &RegisterInput) -> Result<(), BuildError> {
        for item in sorted(&input.contradiction, |_| true, canonical) {
            let Some(&about) = self.party_at.get(&item.about) else { continue };
            let start = self.statements.len();
            for statement in &item.statements {
                let source = match statement.source.as_str() {
                    "" => U32::new(NONE),
                    id => find(&self.source_at, "contradiction", "source", id)?,
                };
                let says = self.heap.add(&statement.says);
                self.statements.push(StatementRow { says, source });
            }
            self.contradictions.push(ContradictionRow {
                about: U32::new(about),
                topic: self.heap.add(&item.topic),
                resolution: self.heap.add(&item.resolution),
                statements: span(start, self.statements.len()),
            });
        }
        self.contradictions.sort_by_key(|r| r.about.get());
        for (n, row) in self.parties.iter_mut().enumerate() {
            row.contradictions = run(&self.contradictions, n, |r| r.about.get());
        }
        Ok(())
    }

    fn tells(&mut self, input: &RegisterInput) -> Result<(), BuildError> {
        for tell in sorted(&input.signal, is_usable, canonical) {
            let what = format!("signal {} of {}", tell.kind, tell.party);
            // A tell-tale of a party that is not sourced yet waits with it.
            let Some(&party) = self.party_at.get(&tell.party) else { continue };
            let class = match tell.class.as_str() {
                "" => U32::new(NONE),
                id => find(&self.class_at, &what, "class", id)?,
            };
            let sources = self.source_refs(&what, &tell.sources)?;
            let literals = if tell.kind == TellKind::Model { &tell.prefixes } else { &tell.values };
            for literal in literals {
                self.tells.push(TellRow {
                    kind: tell.kind as u8,
                    strength: tell.strength as u8,
                    party: U32::new(party),
                    literal: self.heap.add(literal),
                    rest: self.heap.add(if tell.kind == TellKind::Model { &tell.rest } else { "" }),
                    class,
                    sources,
                });
            }
        }
        self.tells.sort_by_key(|r| r.party.get());
        for (n, row) in self.parties.iter_mut().enumerate() {
            row.tells = run(&self.tells, n, |r| r.party.get());
        }
        Ok(())
    }

    fn rules(&mut self, input: &RegisterInput) -> Result<(), BuildError> {
        for rule in sorted(&input.rule, |r| !r.needs_source, canonical) {
            let what = format!("rule of `{}`", rule.list);
            let mut grounds = 0u16;
            for word in &rule.grounds {
                let ground = Ground::from_word(word)
                    .ok_or_else(|| BuildError::Ground { list: rule.list.clone(), ground: word.clone() })?;
                grounds |= 1 << ground as u16;
            }
            let row = self.rule(&what, rule, grounds)?;
            self.rules.push(row);
        }
        Ok(())
    }

    fn rule(&mut self, what: &str, rule: &RuleIn, grounds: u16) -> Result<RuleRow, BuildError> {
        let on = if rule.on.is_empty() { std::slice::from_ref(&rule.list) } else { &rule.on };
        Ok(RuleRow {
            code: self.heap.add(&rule.code),
            list: find(&self.list_at, what, "list", &rule.list)?,
            on: self.refs(|b| &b.list_at, "list", what, on)?,
            jurisdiction: self.heap.add(&rule.jurisdiction),
            grounds: U16::new(grounds),
            share: rule.share.map_or(NO_SHARE, |test| test as u8),
            share_at_least: rule.share_at_least.unwrap_or_default(),
            reader: self.heap.add(&rule.reader),
            act: self.heap.add(&rule.act),
            severity: self.heap.add(&rule.severity),
            state: self.heap.add(&rule.state),
            why: self.heap.add(&rule.why),
            from: date(rule.from),
            to: date(rule.to),
            unverified_from: date(rule.unverified_from),
            parties: self.refs(|b| &b.party_at, "party", what, &rule.parties)?,
            classes: self.class_refs(what, &rule.classes)?,
            produced: self.heap.add(&rule.produced),
            produced_in: self.texts(&rule.produced_in),
            authorised_since: date(rule.authorised_since),
            authorised_before: date(rule.authorised_before),
            purposes: self.texts(&rule.purposes),
            needs: self.texts(&rule.needs),
            exceptions: self.texts(&rule.exceptions),
            sentence: self.heap.add(&rule.sentence),
            citation: self.heap.add(&rule.citation),
            verified: u8::from(rule.verified),
        })
    }

    fn finish(mut self, version: &str) -> Result<Vec<u8>, BuildError> {
        let by_id: Vec<U32> = self.party_at.values().map(|&n| U32::new(n)).collect();
        let meta = [MetaRow { version: self.heap.add(version), built_from: self.heap.add(TABLES) }];
        let by_key = self.names_by_key();
        let names = self.compared();
        let tables: [(&[u8], usize); SECTIONS] = [
            table(&meta),
            table(&self.sources),
            table(&self.parties),
            table(&by_id),
            table(&self.names),
            table(&by_key),
            table(&self.relations),
            table(&self.leads),
            table(&self.designations),
            table(&self.claims),
            table(&self.responses),
            table(&self.contradictions),
            table(&self.statements),
            table(&self.tells),
            table(&self.lists),
            table(&self.rules),
            table(&self.classes),
            table(&self.numbers),
            table(&self.texts),
            table(&names.forms),
            table(&names.tokens),
            table(&names.words),
            table(&names.word_keys),
            table(&names.form_keys),
            table(&names.word_forms),
            (&self.heap.bytes, 1),
        ];
        if tables.iter().any(|(bytes, _)| bytes.len() >= NONE as usize) {
            return Err(BuildError::TooLarge);
        }
        Ok(assemble(&tables))
    }

    /// Names as they are compared, and what they are found by.
    fn compared(&mut self) -> NameTables {
        let mut index = NameIndex::default();
        let heap = &self.heap.bytes;
        let text = |text: Text| {
            let start = text.offset.get() as usize;
            let bytes = heap.get(start..start + text.length.get() as usize).unwrap_or_default();
            std::str::from_utf8(bytes).unwrap_or_default()
        };
        for (n, row) in self.names.iter().enumerate() {
            let kind = self.parties.get(row.party.get() as usize).map_or(0, |party| party.kind);
            let kind = PartyKind::ALL.get(usize::from(kind)).copied().unwrap_or(PartyKind::Organisation);
            index.add(number(n), row.party, kind.into(), text(row.text));
        }
        index.finish(|word| self.heap.add(word))
    }

    fn names_by_key(&self) -> Vec<U32> {
        let key = |n: u32| {
            let key = self.names[n as usize].key;
            let start = key.offset.get() as usize;
            self.heap.bytes.get(start..start + key.length.get() as usize).unwrap_or_default()
        };
        let mut order: Vec<u32> = (0..u32::try_from(self.names.len()).unwrap_or(NONE)).collect();
        order.sort_by_key(|&n| (key(n), n));
        order.into_iter().map(U32::new).collect()
    }
}

/// An identifier decides by itself who answers for a product, so it needs a source; other signals are hints whose strength
/// is measured. GS1 prefixes wait for a check with GS1.
fn is_usable(tell: &TellIn) -> bool {
    match tell.kind {
        TellKind::GtinPrefix => false,
        TellKind::FccGrantee | TellKind::Mac => !tell.needs_source,
        _ => true,
    }
}

fn find(at: &BTreeMap<String, u32>, what: &str, kind: &'static str, id: &str) -> Result<U32, BuildError> {
    at.get(id).map(|&n| U32::new(n)).ok_or_else(|| BuildError::Dangling {
        what: what.to_owned(),
        kind,
        id: id.to_owned(),
    })
}

fn basis_points(percent: f64) -> u16 {
    // Clamped to 0..=10000, so the cast cannot truncate.
    (percent * 100.0).round().clamp(0.0, 10_000.0) as u16
}

/// The run of rows whose key is `n`, in a table sorted by that key.
fn run<T>(rows: &[T], n: usize, key: impl Fn(&T) -> u32) -> Span {
    let n = u32::try_from(n).unwrap_or(NONE);
    span(rows.partition_point(|r| key(r) < n), rows.partition_point(|r| key(r) <= n))
}

fn table<T: IntoBytes + zerocopy::Immutable>(rows: &[T]) -> (&[u8], usize) {
    (rows.as_bytes(), size_of::<T>())
}

fn assemble(tables: &[(&[u8], usize); SECTIONS]) -> Vec<u8> {
    let mut offset = size_of::<Header>() + SECTIONS * size_of::<Entry>();
    let mut directory = Vec::with_capacity(SECTIONS);
    for (n, (bytes, size)) in tables.iter().enumerate() {
        directory.push(Entry {
            section: number(n),
            size: number(*size),
            offset: U64::new(offset as u64),
            length: U64::new(bytes.len() as u64),
        });
        offset += bytes.len();
    }
    let mut body = directory.as_bytes().to_vec();
    for (bytes, _) in tables {
        body.extend_from_slice(bytes);
    }
    let header = Header {
        magic: MAGIC,
        version: U32::new(FORMAT_VERSION),
        sections: number(SECTIONS),
        length: U64::new(offset as u64),
        hash: Sha256::digest(&body).into(),
    };
    let mut file = header.as_bytes().to_vec();
    file.append(&mut body);
    file
}
