//! Whom a name may mean: names of the register that are alike, by an index over their words.
//!
//! The rarest words of the query are read first, and no more of them than it takes: what is left unread could not carry a
//! comparison by itself (`LEAST`), so nothing is missed. What is found is compared; where a bound cut something, the answer says so.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use zerocopy::little_endian::U32;

use super::bound::{Bound, Shared};
use super::word_memo::{Beside, WordMemo, Words};
use crate::names::{
    Comparison, Kind, LEAST, MOST_JOINED, Prepared, Tok, Toks, equal_joined, keys, likeness, most, score,
};
use crate::register::{Compared, PartyNo, Register, Sieve};

/// Names of the register that are compared with one query, at most.
const MOST_COMPARED: usize = 2_000;
/// Mentions of words that are read for one query, at most.
const MOST_READ: usize = 200_000;
/// Words of the register that one word of a query is held against, at most.
const MOST_WORDS: usize = 1_000;

/// A name of the register beside a query.
#[derive(Clone, Copy, Debug)]
pub struct AlikeName {
    /// Who bears it.
    pub party: PartyNo,
    /// Its number among the names of the register.
    pub name: u32,
    /// As what it was compared.
    pub kind: Kind,
    /// What came of it.
    pub comparison: Comparison,
    /// The form of the register's name.
    pub(crate) form: u32,
}

/// What a look-up found.
#[derive(Clone, Debug, Default)]
pub struct AlikeNames {
    /// The best name of each party, the likest first, ties by party.
    pub hits: Vec<AlikeName>,
    /// Whether a bound cut something off.
    pub cut: bool,
    /// Names that were compared.
    pub compared: usize,
}

/// A form of a query and a form of a name of the register: what is compared. For those who measure.
#[derive(Clone, Copy, Debug)]
#[doc(hidden)]
pub struct Pair {
    /// Which form of the query.
    at: u8,
    kind: Kind,
    /// The form of the register's name.
    form: u32,
}

/// Looks names up in a register.
#[derive(Clone, Copy)]
pub struct Finder<'r> {
    names: Compared<'r>,
}

impl<'r> Finder<'r> {
    /// Looks up in this register.
    pub fn new(register: &Register<'r>) -> Self {
        Finder { names: Compared::new(register) }
    }

    /// The same, for many look-ups most of which find nothing: `sieve` tells so of most words without going to the tables.
    pub(crate) fn sieved(register: &Register<'r>, sieve: Option<&'r Sieve>) -> Self {
        Finder { names: Compared::new(register).with(sieve) }
    }

    /// Parties with a name like this one, from a score on. `kind`: what the query names, if known; a name of a person is then
    /// not compared with those of organisations, and the other way round.
    pub fn find(&self, query: &Prepared<'_>, kind: Option<Kind>, from: i32) -> AlikeNames {
        self.find_with(None, query, kind, from)
    }

    /// The same, where one thread looks up many names that share words: the same answer, faster.
    pub(crate) fn find_with(
        &self,
        mut memo: Option<&mut WordMemo>,
        query: &Prepared<'_>,
        kind: Option<Kind>,
        from: i32,
    ) -> AlikeNames {
        let mut found = AlikeNames::default();
        let mut best = BTreeMap::new();
        let mut listed = Toks::default();
        for person in [false, true] {
            if kind.is_some_and(|kind| (kind == Kind::Person) != person) {
                continue;
            }
            let side = if person { Kind::Person } else { Kind::Organisation };
            for (at, toks) in (0u8..).zip(query.sides(side)) {
                let gathered = Gathered::new(self.names, toks, person).all(memo.as_deref_mut());
                let forms = gathered.promising(from, &mut found.cut);
                found.compared += forms.len();
                for form in forms {
                    self.hit((toks, at), form, from, &mut listed)
                        .into_iter()
                        .for_each(|hit| keep(hit, &mut best));
                }
            }
        }
        found.hits = best.into_values().collect();
        found.hits.sort_by_key(|hit| (-hit.comparison.score(), hit.party));
        found
    }

    /// Whether a name of an organisation in the register has a word that keys find beside this one, or words that are it together.
    /// Nothing where a bound cut something off.
    pub(super) fn has_one_like(&self, tok: &Tok<'_>) -> Option<bool> {
        let mut name = Toks::default();
        name.push(*tok);
        let gathered = Gathered::new(self.names, &name, false);
        let beside = gathered.read(tok);
        let words = gathered.words_beside(tok);
        let none = words.found.is_empty() && beside.together.is_empty() && beside.initials.is_empty();
        (!words.cut).then_some(!none)
    }

    /// Whether the register has a word that neighbours of a name are together, or their first letters.
    pub(super) fn has_parts_of(&self, toks: &Toks<'_>) -> bool {
        let stands = |key| self.names.words_by(key).next().is_some();
        let mut found = false;
        keys::joins(toks, |joined, parts, _| found |= keys::of_joined(joined, parts).any(stands));
        keys::acronyms(toks.as_slice(), |letters, _| found |= stands(keys::exact(letters)));
        found
    }

    /// Whether a name of that kind can reach a score at all, whatever it meets.
    pub(crate) fn may_reach(query: &Prepared<'_>, kind: Kind, from: i32) -> bool {
        query.sides(kind).any(|toks| most(toks.weight) >= from)
    }

    // What only tests and benchmarks call is hidden: it is not what the library promises.

    /// The same by comparing with every name: what [`Finder::find`] has to equal.
    #[doc(hidden)]
    pub fn find_slowly(&self, query: &Prepared<'_>, kind: Option<Kind>, from: i32) -> AlikeNames {
        let mut best = BTreeMap::new();
        let mut listed = Toks::default();
        for (no, form) in (0u32..).zip(self.names.forms()) {
            let person = form.kind() == Kind::Person;
            if kind.is_some_and(|kind| (kind == Kind::Person) != person) {
                continue;
            }
            for (at, toks) in (0u8..).zip(query.sides(form.kind())) {
                self.hit((toks, at), no, from, &mut listed).into_iter().for_each(|hit| keep(hit, &mut best));
            }
        }
        let mut hits: Vec<AlikeName> = best.into_values().collect();
        hits.sort_by_key(|hit| (-hit.comparison.score(), hit.party));
        AlikeNames { hits, ..AlikeNames::default() }
    }

    /// What [`Finder::find`] compares a query with, one by one.
    #[doc(hidden)]
    pub fn pairs(&self, query: &Prepared<'_>, kind: Option<Kind>) -> Vec<Pair> {
        let mut pairs = Vec::new();
        for person in [false, true] {
            if kind.is_some_and(|kind| (kind == Kind::Person) != person) {
                continue;
            }
            let side = if person { Kind::Person } else { Kind::Organisation };
            for (at, toks) in (0u8..).zip(query.sides(side)) {
                let forms = Gathered::new(self.names, toks, person).all(None).promising(i32::MIN, &mut false);
                pairs.extend(forms.into_iter().filter_map(|form| self.pair(at, form)));
            }
        }
        pairs
    }

    /// Forms of names in the register.
    #[doc(hidden)]
    pub fn forms(&self) -> u32 {
        u32::try_from(self.names.forms().len()).unwrap_or(u32::MAX)
    }

    /// A form of a query beside any form of the register.
    #[doc(hidden)]
    pub fn pair(&self, at: u8, form: u32) -> Option<Pair> {
        Some(Pair { at, kind: self.names.form(form)?.kind(), form })
    }

    /// Compares pairs of one query, from a score on.
    #[doc(hidden)]
    pub fn score(&self, query: &Prepared<'_>, pairs: &[Pair], from: i32, mut each: impl FnMut(AlikeName)) {
        let mut listed = Toks::default();
        for pair in pairs {
            if let Some(toks) = query.sides(pair.kind).nth(usize::from(pair.at)) {
                self.hit((toks, pair.at), pair.form, from, &mut listed).into_iter().for_each(&mut each);
            }
        }
    }

    /// The number of the register's name in a pair.
    #[doc(hidden)]
    pub fn listed(&self, pair: Pair) -> u32 {
        self.names.form(pair.form).map_or(u32::MAX, |form| form.name())
    }

    /// One comparison. `listed`: memory for the words of the register's name, the same for all.
    fn hit(
        &self,
        (toks, at): (&Toks<'_>, u8),
        no: u32,
        from: i32,
        listed: &mut Toks<'r>,
    ) -> Option<AlikeName> {
        let form = self.names.form(no).filter(|form| most(form.weight()) >= from)?;
        self.names.fill(form, listed);
        let mut comparison = score(toks, listed, form.kind(), from)?;
        comparison.forms = [at, 0];
        Some(AlikeName { party: form.party(), name: form.name(), kind: form.kind(), comparison, form: no })
    }

    /// A hit in words.
    pub fn explain(&self, query: &Prepared<'_>, listed: &str, hit: &AlikeName) -> crate::names::Explanation {
        let toks = self.names.form(hit.form).map(|form| self.names.toks(form)).unwrap_or_default();
        query.explain_beside((listed, &toks), &hit.comparison, hit.kind)
    }
}

/// Keeps the best name of each party.
fn keep(hit: AlikeName, best: &mut BTreeMap<PartyNo, AlikeName>) {
    let rank = |hit: &AlikeName| (-hit.comparison.score(), hit.name, hit.form);
    let known = best.entry(hit.party).or_insert(hit);
    if rank(&hit) < rank(known) {
        *known = hit;
    }
}

/// Forms that share something with a query, and how much.
struct Gathered<'r, 'q> {
    names: Compared<'r>,
    name: &'q Toks<'q>,
    toks: &'q [Tok<'q>],
    person: bool,
    kind: Kind,
    /// Forms that hold a word; a form can stand in several.
    lists: Vec<(&'r [U32], Shared)>,
    /// Forms that were found by a key of the whole name.
    single: Vec<(u32, Shared)>,
    /// How many there are in all.
    read: usize,
    /// Weight of the words that were not read.
    unread: i32,
    cut: bool,
}

impl<'r, 'q> Gathered<'r, 'q> {
    fn new(names: Compared<'r>, name: &'q Toks<'q>, person: bool) -> Self {
        Gathered {
            names,
            name,
            toks: name.as_slice(),
            person,
            kind: if person { Kind::Person } else { Kind::Organisation },
            lists: Vec::new(),
            single: Vec::new(),
            read: 0,
            unread: i32::try_from(name.weight).unwrap_or(i32::MAX),
            cut: false,
        }
    }

    fn all(mut self, mut memo: Option<&mut WordMemo>) -> Self {
        let beside: Vec<Arc<Beside>> =
            self.toks.iter().map(|tok| self.beside(tok, memo.as_deref_mut())).collect();
        self.words(&beside);
        self.written_together(&beside);
        self.abbreviated(&beside);
        self
    }

    /// The rarest words first, until the rest could not carry a comparison.
    fn words(&mut self, beside: &[Arc<Beside>]) {
        let mut order: Vec<(&Tok<'_>, &Arc<Beside>)> = self.toks.iter().zip(beside).collect();
        order.sort_by_key(|(tok, _)| (std::cmp::Reverse(tok.weight), tok.at));
        for (tok, beside) in order {
            if self.unread < LEAST {
                break;
            }
            let Words { found, cut } = beside.words.get_or_init(|| self.words_beside(tok));
            self.cut |= cut;
            for (word, evidence) in found {
                self.add_all(*word, *evidence, i32::from(tok.weight));
            }
            self.unread -= i32::from(tok.weight);
        }
    }

    /// What the register has beside one word of the query, whatever stands around it.
    fn beside(&self, tok: &Tok<'_>, memo: Option<&mut WordMemo>) -> Arc<Beside> {
        let Some(memo) = memo else { return Arc::new(self.read(tok)) };
        if let Some(known) = memo.get(tok, self.person) {
            return known;
        }
        let fresh = Arc::new(self.read(tok));
        // Whatever is kept is counted, so nothing of it may come later.
        fresh.words.get_or_init(|| self.words_beside(tok));
        memo.keep(tok, self.person, &fresh);
        fresh
    }

    fn read(&self, tok: &Tok<'_>) -> Beside {
        let weight = i32::from(tok.weight);
        let forms =
            |key, evidence| self.names.forms_by(key).take(MOST_READ + 1).map(move |form| (form, evidence));
        let mut together: Vec<(u32, i32)> = forms(keys::joined(tok.text), weight).collect();
        for key in keys::joined_sound(tok.sound).into_iter().chain(keys::joined_bare(tok.bare)) {
            together.extend(forms(key, weight * i32::from(MOST_JOINED) / 1_000));
        }
        let initials = match tok.text.len() {
            3..=6 => forms(keys::initials(tok.text), weight).collect(),
            _ => Vec::new(),
        };
        Beside { words: OnceLock::new(), together, initials }
    }

    fn words_beside(&self, tok: &Tok<'_>) -> Words {
        let (alike, cut) = self.alike(tok);
        let found = alike.into_iter().filter_map(|word| Some((word, self.evidence(word, tok)?))).collect();
        Words { found, cut }
    }

    /// What a word of the register adds, if it belongs with a word of the query.
    fn evidence(&self, word: u32, tok: &Tok<'_>) -> Option<i32> {
        let other = self.names.word(word, self.person)?;
        let (alike, how) = likeness(tok, &other, self.kind);
        let anchors = alike > 0 && how.anchors();
        anchors.then(|| i32::from(tok.weight.min(other.weight)) * i32::from(alike) / 1_000)
    }

    /// Words of the register that may belong with a word, and whether there are more.
    fn alike(&self, tok: &Tok<'_>) -> (Vec<u32>, bool) {
        let mut found_by = Vec::with_capacity(16);
        found_by.push(keys::exact(tok.text));
        keys::of_query(tok, self.person, &mut found_by);
        let mut words: Vec<u32> = Vec::new();
        for key in found_by {
            words.extend(self.names.words_by(key).take(MOST_WORDS + 1));
        }
        if tok.text.len() >= 4 && tok.text.first().is_some_and(u8::is_ascii_alphabetic) {
            words.extend(self.names.words_from(tok.text).take(MOST_WORDS + 1));
            for end in 4..tok.text.len() {
                words.extend(self.names.words_by(keys::exact(&tok.text[..end])));
            }
        }
        words.sort_unstable();
        words.dedup();
        let cut = words.len() > MOST_WORDS;
        words.truncate(MOST_WORDS);
        (words, cut)
    }

    /// Forms that hold a word. `asked`: what the words of the query weigh that it is.
    fn add_all(&mut self, word: u32, evidence: i32, asked: i32) {
        let forms = self.names.forms_of(word);
        let listed = self.names.weight_of(word, self.person);
        let room = MOST_READ.saturating_sub(self.read);
        self.cut |= forms.len() > room;
        let forms = &forms[..forms.len().min(room)];
        self.read += forms.len();
        self.lists.push((forms, Shared { evidence, asked, listed }));
    }

    /// Forms some words of which together are one word of the query, which weighs so much.
    fn add_forms(&mut self, forms: &[(u32, i32)], asked: u16) {
        let room = MOST_READ.saturating_sub(self.read);
        self.cut |= forms.len() > room;
        let forms = &forms[..forms.len().min(room)];
        let shared = |&(form, evidence): &(u32, i32)| (form, Shared::with_any(evidence, i32::from(asked)));
        self.single.extend(forms.iter().map(shared));
        self.read += forms.len();
    }

    /// `TEHRANCEMENT` for `TEHRAN CEMENT`, and the other way round.
    fn written_together(&mut self, beside: &[Arc<Beside>]) {
        let toks = self.toks;
        toks.iter().zip(beside).for_each(|(tok, beside)| self.add_forms(&beside.together, tok.weight));
        keys::joins(self.name, |joined, parts, _| {
            let weight: i32 = parts.iter().map(|part| i32::from(part.weight)).sum();
            for key in keys::of_joined(joined, parts) {
                let words: Vec<u32> = self.names.words_by(key).take(MOST_WORDS).collect();
                for word in words {
                    let Some(whole) = self.names.word(word, self.person) else { continue };
                    if let Some((_, alike)) = equal_joined(&whole, parts, self.kind) {
                        let evidence = weight.min(i32::from(whole.weight)) * i32::from(alike) / 1_000;
                        self.add_all(word, evidence, weight);
                    }
                }
            }
        });
    }

    /// `PLA` for `People's Liberation Army`, and the other way round.
    fn abbreviated(&mut self, beside: &[Arc<Beside>]) {
        let toks = self.toks;
        toks.iter().zip(beside).for_each(|(tok, beside)| self.add_forms(&beside.initials, tok.weight));
        keys::acronyms(toks, |letters, words| {
            let weight: i32 = words.iter().map(|word| i32::from(word.weight)).sum();
            let found: Vec<u32> = self.names.words_by(keys::exact(letters)).collect();
            for word in found {
                let Some(other) = self.names.word(word, self.person) else { continue };
                self.add_all(word, weight.min(i32::from(other.weight)), weight);
            }
        });
    }

    /// All that was found, by form.
    fn by_form(&mut self) -> Vec<(u32, Shared)> {
        let mut forms = Vec::with_capacity(self.read);
        for (list, shared) in &self.lists {
            forms.extend(list.iter().map(|form| (form.get(), *shared)));
        }
        forms.append(&mut self.single);
        // A stable sort, because it sees that lists are sorted and merges them.
        forms.sort_by_key(|(form, _)| *form);
        forms
    }

    /// What is worth comparing where a score is asked for, by form.
    fn promising(mut self, from: i32, cut: &mut bool) -> Vec<u32> {
        *cut |= self.cut;
        let bound = Bound::of(self.name, self.kind, from);
        let mut promising: Vec<(i32, u32)> = Vec::new();
        for run in self.by_form().chunk_by(|a, b| a.0 == b.0) {
            let form = run[0].0;
            let mut shared = Shared::default();
            run.iter().for_each(|(_, more)| shared.add(*more));
            let evidence = shared.evidence;
            if evidence + self.unread < LEAST {
                continue;
            }
            let view = self.names.form(form).filter(|view| (view.kind() == Kind::Person) == self.person);
            let Some(view) = view else { continue };
            if self.unread > 0 {
                shared.add(Shared::with_any(self.unread, self.unread));
            }
            if bound.as_ref().is_some_and(|bound| !bound.may_reach(&self.names, view, shared)) {
                continue;
            }
            // Of two that share as much, the shorter one.
            let rest = i32::try_from(view.weight()).unwrap_or(i32::MAX).saturating_sub(evidence).max(0);
            promising.push((rest / 4 - evidence, form));
        }
        if promising.len() > MOST_COMPARED {
            *cut = true;
            promising.select_nth_unstable(MOST_COMPARED);
            promising.truncate(MOST_COMPARED);
            // In the order of the register they are read faster.
            promising.sort_unstable_by_key(|(_, form)| *form);
        }
        promising.into_iter().map(|(_, form)| form).collect()
    }
}
