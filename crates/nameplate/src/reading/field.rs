//! One field of a listing as read: folded, with the literals found in it, and as a name.

use std::hash::BuildHasher as _;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use super::hit::{Cue, NameHit, Spot};
use super::imitation::Imitation;
use super::telltales::{Meaning, TellTales};
use crate::lookup::{AlikeName, Finder, WordMemo, core_bearers, group_names, is_nobodys};
use crate::names::{Kind, Name, Prepared, distance};
use crate::quick::QuickMap;
use crate::register::{ClassNo, NameKind, PartyNo, Register, TellKind};
use crate::text::fold::Folded;
use crate::text::name::{is_no_brand, key_of_folded, without_noise};

/// At most so many names and tell-tales of one field are looked at, and as many nouns: a text of nothing but names must not
/// cost more than it is worth.
const MOST_HITS: usize = 200;

/// What the words around a hit say, and which words.
type FoundCue = (Cue, Range<usize>);

/// One field, folded and searched.
#[derive(Clone, Debug, Default)]
pub(crate) struct FieldReading {
    pub(crate) folded: Folded,
    pub(crate) hits: Vec<Spot>,
    /// Whether any of the hits may name someone or announces an identifier: nouns alone do not.
    pub(crate) names_someone: bool,
    /// Whether it announces where or when something was made.
    pub(crate) tells_of_making: bool,
    /// Whether there was more in it than is looked at.
    pub(crate) cut: bool,
    keys: OnceLock<NameKeys>,
    whole: OnceLock<Vec<WholeName>>,
    similar: OnceLock<Vec<PartyNo>>,
    imitations: OnceLock<Vec<Imitation>>,
    nearly: OnceLock<Vec<NameHit>>,
    /// For each hit what the words around it say.
    cues: OnceLock<Box<[OnceLock<FoundCue>]>>,
    /// As a category: the kind of product that it names, and where.
    pub(crate) shelf: OnceLock<Option<(ClassNo, Range<usize>)>>,
}

/// Evidence, in milli-nats, from which a name is nearly another one: all words meet, with a slip or two.
pub(crate) const NEARLY: i32 = 8_500;
/// A field that is longer is no name.
const LONGEST_NAME: usize = 160;

/// A party whose name the whole field is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct WholeName {
    pub(crate) party: PartyNo,
    /// The name is an ordinary word, shared, or a weak alias.
    pub(crate) common: bool,
}

/// A field as a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NameKeys {
    /// Its normal form.
    pub(crate) key: String,
    /// The same without what shops write around a name.
    pub(crate) bare: String,
    /// It says that there is no brand.
    pub(crate) no_brand: bool,
}

impl FieldReading {
    pub(crate) fn new(tales: &TellTales, text: &str) -> Self {
        let mut reading = FieldReading::default();
        reading.read(tales, text);
        reading
    }

    /// Reads a text into one that is as new.
    fn read(&mut self, tales: &TellTales, text: &str) {
        self.folded.push(text);
        tales.find(self.folded.as_str(), &mut self.hits);
        let (mut naming, mut others) = (0, 0);
        let found = self.hits.len();
        self.hits.retain(|hit| {
            let count = if tales.names_someone(hit.literal) { &mut naming } else { &mut others };
            *count += 1;
            *count <= MOST_HITS
        });
        self.cut = self.hits.len() < found;
        self.names_someone = naming > 0;
        self.tells_of_making = self.hits.iter().any(|hit| tales.tells_of_making(hit.literal));
    }

    /// Makes it as new, but for the memory of its text and its hits.
    fn forget(&mut self) {
        let (mut folded, mut hits) = (std::mem::take(&mut self.folded), std::mem::take(&mut self.hits));
        folded.clear();
        hits.clear();
        *self = FieldReading { folded, hits, ..FieldReading::default() };
    }

    /// Parties whose name the whole field is, legal form and shop words aside; looked up once for a distinct value. This is
    /// the road of the hundreds of thousands of names on lists, which are not in the automaton.
    pub(crate) fn whole_names(&self, register: &Register<'_>, tales: &TellTales) -> &[WholeName] {
        self.whole.get_or_init(|| {
            let sieve = tales.sieve(register);
            let keys = self.keys();
            let mut found = Vec::new();
            for (n, key) in [&keys.key, &keys.bare].into_iter().enumerate() {
                let may_be = sieve.is_none_or(|sieve| sieve.may_be_a_name(key));
                if key.is_empty() || !may_be || (n == 1 && keys.key == keys.bare) {
                    continue;
                }
                for name in register.names_with_key(key) {
                    let common = name.is_common() || name.kind() == NameKind::Weak;
                    let whole = WholeName { party: name.party(), common };
                    if !found.contains(&whole) {
                        found.push(whole);
                    }
                }
            }
            found
        })
    }

    /// Companies whose name is nearly what the field says, where it is nobody's exactly; looked up once for a distinct value.
    /// For fields in which no name of the automaton stands.
    pub(crate) fn similar_names(&self, register: &Register<'_>, tales: &TellTales) -> &[PartyNo] {
        self.similar_with(None, register, tales)
    }

    /// The same by a thread that looks up many.
    pub(crate) fn similar_with(
        &self,
        mut memo: Option<&mut WordMemo>,
        register: &Register<'_>,
        tales: &TellTales,
    ) -> &[PartyNo] {
        self.similar.get_or_init(|| {
            if !self.whole_names(register, tales).is_empty()
                || self.keys().no_brand
                || self.text().len() > LONGEST_NAME
            {
                return Vec::new();
            }
            let finder = Finder::sieved(register, tales.sieve(register));
            if memo.as_deref_mut().is_some_and(|memo| is_nobodys(&finder, memo, self.text(), NEARLY)) {
                return Vec::new();
            }
            let name = Name::new(self.text());
            let (kind, query) = (Kind::Organisation, Prepared::organisation(&name));
            let hits = match Finder::may_reach(&query, kind, NEARLY) {
                true => finder.find_with(memo, &query, Some(kind), NEARLY).hits,
                false => Vec::new(),
            };
            let best = hits.first().map_or(0, |hit| hit.comparison.score());
            let best = hits.iter().take_while(|hit| hit.comparison.score() == best);
            let alike: Vec<PartyNo> =
                best.filter(|hit| self.is_spelt_like(register, hit)).map(|hit| hit.party).collect();
            if !alike.is_empty() {
                return alike;
            }
            // A group's own company: its name, with a place.
            group_names(register, &name).into_iter().map(|found| found.party).collect()
        })
    }

    /// Whom the field may nearly name, before the likest is chosen, and whether a bound cut something off: what the choice of
    /// [`FieldReading::similar_names`] rests on.
    pub(crate) fn near_names(&self, register: &Register<'_>, tales: &TellTales) -> (Vec<PartyNo>, bool) {
        if self.keys().no_brand || self.text().len() > LONGEST_NAME {
            return (Vec::new(), false);
        }
        let name = Name::new(self.text());
        let (kind, query) = (Kind::Organisation, Prepared::organisation(&name));
        let mut parties = Vec::new();
        let mut cut = false;
        if Finder::may_reach(&query, kind, NEARLY) {
            let found = Finder::sieved(register, tales.sieve(register)).find(&query, Some(kind), NEARLY);
            parties.extend(found.hits.iter().map(|hit| hit.party));
            cut = found.cut;
        }
        parties.extend(core_bearers(register, &name));
        (parties, cut)
    }

    /// Whether a name that sounds alike has nearly the same letters. Between scripts the sound is what there is; within one, `Tenda` is
    /// not `Tiandy`.
    fn is_spelt_like(&self, register: &Register<'_>, hit: &AlikeName) -> bool {
        const LETTERS_A_SLIP: usize = 6;
        let ours = &self.keys().key;
        let theirs = register.name(hit.name).map_or("", |name| name.key());
        !hit.comparison.rests_on_sound()
            || !ours.is_ascii()
            || !theirs.is_ascii()
            || distance(ours.as_bytes(), theirs.as_bytes()) as usize <= ours.len() / LETTERS_A_SLIP
    }

    /// Where the cue of a hit is kept, if a hit stands there.
    pub(super) fn cue_of_hit(&self, start: usize, end: usize) -> Option<&OnceLock<(Cue, Range<usize>)>> {
        let at = self.hits.partition_point(|hit| (hit.start, hit.end) < (start, end));
        self.hits.get(at).filter(|hit| (hit.start, hit.end) == (start, end))?;
        self.cues.get_or_init(|| self.hits.iter().map(|_| OnceLock::new()).collect()).get(at)
    }

    /// What imitates a name in it; looked up once.
    pub(crate) fn imitations(&self, tales: &TellTales) -> &[Imitation] {
        self.imitations.get_or_init(|| tales.imitated.find(self.text(), &self.hits))
    }

    /// Names that the whole field is one slip away from, where it is nobody's name; looked up once for a distinct value.
    pub(crate) fn nearly(&self, tales: &TellTales) -> &[NameHit] {
        self.nearly
            .get_or_init(|| if self.names_someone { Vec::new() } else { tales.imitated.nearly(self.text()) })
    }

    pub(crate) fn text(&self) -> &str {
        self.folded.as_str()
    }

    /// The field read as a name; worked out once for a distinct value.
    pub(crate) fn keys(&self) -> &NameKeys {
        self.keys.get_or_init(|| {
            let key = key_of_folded(self.text());
            NameKeys { bare: without_noise(&key), no_brand: is_no_brand(&key), key }
        })
    }

    /// Name hits, without those that lie inside a longer name or a domain.
    pub(crate) fn names<'a>(&'a self, tales: &'a TellTales) -> impl Iterator<Item = (Spot, NameHit)> + 'a {
        self.hits.iter().flat_map(move |hit| {
            tales.meanings(hit.literal).iter().filter_map(move |meaning| match meaning {
                Meaning::Name(name) if !self.lies_inside(tales, *hit, *name) => Some((*hit, *name)),
                _ => None,
            })
        })
    }

    /// Where the first name of a maker stands at or behind `from`, if no name stands before that; else 0.
    pub(crate) fn names_before(&self, tales: &TellTales, from: usize) -> usize {
        let mut names = self.names(tales).filter(|(_, name)| !name.field_only).map(|(hit, _)| hit.start);
        match names.next() {
            Some(start) if start >= from => start,
            Some(_) => 0,
            None => usize::MAX,
        }
    }

    /// Words for kinds of products, with the plural ending that they have here.
    pub(crate) fn nouns<'a>(&'a self, tales: &'a TellTales) -> impl Iterator<Item = Spot> + 'a {
        let is_noun = |meaning: &Meaning| matches!(meaning, Meaning::Noun(_));
        self.hits.iter().filter(move |hit| tales.meanings(hit.literal).iter().any(is_noun)).copied()
    }

    /// Hits of tell-tales.
    pub(crate) fn tells<'a>(&'a self, tales: &'a TellTales) -> impl Iterator<Item = (Spot, usize)> + 'a {
        self.hits.iter().flat_map(|hit| {
            tales.meanings(hit.literal).iter().filter_map(|meaning| match meaning {
                Meaning::Tell(n) => Some((*hit, *n)),
                _ => None,
            })
        })
    }

    /// A name inside a longer one is not meant ("Dahua Electronics" is not Dahua), unless the two are known to stand in one
    /// group under that name ("Dahua Vision" is Dahua's). Nor is a name inside a domain or an app id.
    pub(crate) fn lies_inside(&self, tales: &TellTales, hit: Spot, name: NameHit) -> bool {
        let longer = |other: &&Spot| {
            other.start <= hit.start && hit.end <= other.end && other.end - other.start > hit.end - hit.start
        };
        let shadows = |other: &Spot| {
            tales.meanings(other.literal).iter().any(|meaning| match meaning {
                Meaning::Name(other) => !tales.in_one_group(name.party, other.party),
                Meaning::Tell(n) => matches!(tales.tells[*n].kind, TellKind::Domain | TellKind::App),
                _ => false,
            })
        };
        self.hits.iter().filter(longer).any(shadows)
    }
}

/// Values longer than this are not kept.
const LONGEST_KEPT: usize = 512;

/// About what a value comes to beside its text, with all that may be found in it.
const OF_A_VALUE: usize = 800;

/// Readings that are kept to be used again, and the longest text of one.
const MOST_SPARE: usize = 16;
const LONGEST_SPARE: usize = 8 << 10;

/// So many values are kept whether or not they come again.
const KEPT_AT_ONCE: usize = 256;
/// Values that are known to have been read once: a place for each of so many hashes.
const ONCE: usize = 1 << 15;

/// What one thread remembers of fields. Answers are the same with and without.
#[derive(Debug)]
pub(crate) struct FieldMemo {
    read: QuickMap<String, Arc<FieldReading>>,
    bytes: usize,
    /// So many bytes are kept; then it starts anew.
    most: usize,
    /// Hashes of values that were read once. Most sellers of a catalog are, and are not worth keeping.
    once: Vec<u32>,
    /// Readings that nobody needs any more.
    spare: Vec<Arc<FieldReading>>,
}

impl FieldMemo {
    pub(crate) fn within(most: usize) -> Self {
        FieldMemo {
            read: QuickMap::default(),
            bytes: 0,
            most,
            once: Vec::new(),
            spare: Vec::with_capacity(MOST_SPARE),
        }
    }

    /// A value that may come again.
    pub(super) fn field(&mut self, tales: &TellTales, text: &str) -> Arc<FieldReading> {
        if text.len() > LONGEST_KEPT {
            return self.fresh(tales, text);
        }
        if let Some(known) = self.read.get(text) {
            return Arc::clone(known);
        }
        let fresh = self.fresh(tales, text);
        if !self.is_worth_keeping(text) {
            return fresh;
        }
        if self.bytes >= self.most {
            (self.read, self.bytes) = (QuickMap::default(), 0);
        }
        // The text, its folded form and its normal forms.
        self.bytes += OF_A_VALUE + 4 * text.len();
        self.read.insert(text.to_owned(), Arc::clone(&fresh));
        fresh
    }

    /// A value that hardly comes again.
    pub(super) fn fresh(&mut self, tales: &TellTales, text: &str) -> Arc<FieldReading> {
        let mut reading = self.spare.pop().unwrap_or_default();
        match Arc::get_mut(&mut reading) {
            Some(only) => only.read(tales, text),
            None => reading = Arc::new(FieldReading::new(tales, text)),
        }
        reading
    }

    /// Takes back what is not kept, so that its memory is used again.
    pub(super) fn take_back(&mut self, mut reading: Arc<FieldReading>) {
        let room = self.spare.len() < MOST_SPARE && reading.text().len() <= LONGEST_SPARE;
        if let Some(only) = Arc::get_mut(&mut reading).filter(|_| room) {
            only.forget();
            self.spare.push(reading);
        }
    }

    /// Whether a value is worth keeping: it was read before, as far as is known. From now on it was.
    fn is_worth_keeping(&mut self, text: &str) -> bool {
        if self.read.len() < KEPT_AT_ONCE {
            return true;
        }
        self.once.resize(ONCE, 0);
        let hash = self.read.hasher().hash_one(text);
        // The upper half tells of values, the lower places them; 0 is no value.
        let (tag, at) = ((hash >> 32) as u32 | 1, hash as usize % ONCE);
        self.once.get_mut(at).is_some_and(|place| std::mem::replace(place, tag) == tag)
    }
}
