//! The whole path for one listing.

mod told;
mod asked;
mod memo;
mod listed;
mod evidence;
mod parties;
mod assemble;
mod class_target;
mod kin;
mod mentions;
mod trace;
mod rests;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::candidate::{Part, candidates};
use crate::connection::{Path, PathMemo, Setting};
use crate::date::Day;
use crate::finding::{Echo, Evidence, Finding, ListingResult, Mention, Mentioned, Named};
use crate::listing::{Defect, Field, Listing};
use crate::maker::{Considered, consider};
use crate::policy::Policy;
use crate::product::{Product, day_in, origin_defect};
use crate::reading::telltales::TellTales;
use crate::reading::{FieldReading, Reading};
use crate::register::{PartyNo, Register, Response};
use crate::report::{Edition, MessagesId, RegisterId};
use crate::signal::weights::{Family, WEIGHTS};
use crate::signal::{self, Found, Known};
use crate::warning::Messages;
use crate::word::{Judgement, Verdict};
use asked::Asked;
use assemble::Assembly;
use class_target::Desk;
use evidence::Pieces;
pub use memo::Memo;
use mentions::Mentions;
pub use rests::{Rests, RestsMemo};
pub use trace::{Considering, Trace};

/// A register, a policy and a day: ready to judge listings. Shared by all threads.
pub struct Screener<'r> {
    asked: Asked<'r>,
    tales: Arc<TellTales>,
}

/// No purchase that is asked about was earlier; spreadsheets and databases write 1900 and 1970 for days that nobody knows.
const EARLIEST: u32 = 1990;

/// Bytes that a thread remembers of fields, unless asked otherwise.
const USUAL_MEMORY: usize = 32 << 20;

/// One listing on its way, with all that was thought about it.
struct Judged<'l> {
    reading: Reading<'l>,
    product: Product,
    found: Found,
    considered: Vec<Considered>,
    evidence: Vec<Evidence>,
    findings: Vec<Finding>,
    mentions: (Vec<Mention>, Vec<Mentioned>),
}

impl std::fmt::Debug for Screener<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Screener")
            .field("register", &self.asked.register)
            .field("as_of", &self.asked.as_of)
            .finish_non_exhaustive()
    }
}

impl<'r> Screener<'r> {
    /// Gets ready: collects the tell-tales of the register.
    pub fn new(register: Register<'r>, policy: Policy, as_of: Day) -> Self {
        let tales = Arc::new(TellTales::new(&register));
        Screener { asked: Asked::new(register, policy, as_of), tales }
    }

    /// The same for another day; what does not depend on the day is shared.
    #[must_use]
    pub fn on(&self, as_of: Day) -> Self {
        Screener { asked: self.asked.on(as_of), tales: Arc::clone(&self.tales) }
    }

    /// The same, and `connected` findings come with a warning in these words. Verdicts and digest do not depend on it.
    #[must_use]
    pub fn with_messages(mut self, messages: Messages) -> Self {
        self.asked = self.asked.speaking(messages);
        self
    }

    /// Which words warnings are made of, for the manifest; none where there are no warnings.
    pub fn messages_id(&self) -> Option<MessagesId> {
        let id = |m: &Messages| MessagesId { language: m.language().to_owned(), hash: m.hash().to_owned() };
        self.asked.messages.as_deref().map(id)
    }

    /// The day asked for.
    pub fn as_of(&self) -> Day {
        self.asked.as_of
    }

    /// The day of the newest source, where the day asked for is later: what happened since is not known here.
    pub fn reach(&self) -> Option<Day> {
        self.asked.reach()
    }

    /// What a party answers; where it is silent, what its group does, or who bears its name.
    pub fn answers(&self, party: PartyNo) -> Vec<Response> {
        self.asked.kin.answers(&self.asked.register, &self.asked.groups, &[party])
    }

    /// Companies that bear a name of a party, belong elsewhere and stand on no list themselves.
    pub fn namesakes(&self, party: PartyNo) -> Vec<Named> {
        self.asked.kin.namesakes(&self.asked.register, &self.asked.groups, party)
    }

    /// Whether two parties belong together at all, on any date.
    pub(crate) fn are_related(&self, one: PartyNo, other: PartyNo) -> bool {
        self.asked.groups.are_related(one, other)
    }

    /// Parties that could be taken for each other by a name that theirs begin with.
    pub(crate) fn families(&self) -> impl Iterator<Item = &BTreeSet<PartyNo>> {
        self.asked.kin.families()
    }

    /// The policy.
    pub fn policy(&self) -> &Policy {
        &self.asked.policy
    }

    /// The register.
    pub fn register(&self) -> &Register<'r> {
        &self.asked.register
    }

    /// The reasons that signals cite, in words, for the manifest.
    pub fn reasons() -> BTreeMap<&'static str, &'static str> {
        let weights = WEIGHTS.iter().map(|weight| (weight.id, weight.sentence));
        weights.chain(class_target::reasons()).collect()
    }

    /// Which register this is, for the manifest.
    pub fn register_id(&self) -> RegisterId {
        RegisterId { version: self.asked.register.version().to_owned(), hash: self.asked.register.hash() }
    }

    /// The sources of the register with their dates, for the manifest.
    pub fn editions(&self) -> Vec<Edition> {
        let edition = |source: crate::register::Source| Edition { source: source.id, date: source.date };
        self.asked.register.sources().map(edition).collect()
    }

    /// How many literals a bare pass finds in a text, case folded: the baseline that benchmarks measure against. It judges
    /// nothing.
    #[doc(hidden)]
    pub fn bare_pass(&self, text: &str) -> usize {
        self.tales.count(crate::text::fold::Folded::new(text).as_str())
    }

    /// Whether a text holds a name that the register knows: what tells of a column that it holds names, whatever it is called.
    pub fn names_in_text(&self, text: &str) -> bool {
        FieldReading::new(&self.tales, text).names_someone
    }

    /// What a thread remembers of distinct values.
    pub fn memo(&self) -> Memo {
        self.memo_within(USUAL_MEMORY)
    }

    /// The same, of about so many bytes: then it starts anew.
    pub fn memo_within(&self, bytes: usize) -> Memo {
        Memo::within(bytes)
    }

    /// Judges one listing.
    pub fn screen<'l>(&self, listing: &'l Listing<'l>) -> ListingResult<'l> {
        self.screen_with(&mut self.memo(), listing)
    }

    /// Judges one listing of many: the same answer, faster, since distinct values are read once.
    pub fn screen_with<'l>(&self, memo: &mut Memo, listing: &'l Listing<'l>) -> ListingResult<'l> {
        if listing.filled().next().is_none() {
            return ListingResult::not_checked(listing, "the row holds nothing that could be judged");
        }
        match self.own_day(listing) {
            None => {
                let judged = self.judge(memo, listing);
                self.result(memo, judged)
            }
            Some((day, defect)) => {
                let screener = self.on(day);
                let judged = screener.judge(memo, listing);
                let mut result = screener.result(memo, judged);
                result.as_of = Some(day);
                result.defects.extend(defect);
                result
            }
        }
    }

    /// What the answer about a listing rests on.
    pub fn rests(&self, (memo, near): (&mut Memo, &mut RestsMemo), listing: &Listing<'_>) -> Rests {
        if listing.filled().next().is_none() {
            return Rests::default();
        }
        let (register, tales) = (&self.asked.register, &*self.tales);
        let reading = Reading::new(tales, &mut memo.fields, listing, self.asked.policy.max_field_bytes);
        let product = Product::read(register, tales, &reading);
        let found = self.signals(&reading, &product);
        rests::ReadBy { register, tales }.rests(near, &reading, &found)
    }

    /// The day on which the listing was bought, where it says so, and what is wrong with how it says it. The law of that day is
    /// asked for; nobody knows that of a day to come.
    fn own_day(&self, listing: &Listing<'_>) -> Option<(Day, Option<Defect>)> {
        let cell = listing.get(Field::PurchasedOn);
        if cell.trim().is_empty() {
            return None;
        }
        let defect = |reason: String| Some(Defect::field(Field::PurchasedOn, reason));
        let Some((day, exact)) = day_in(cell) else {
            let today = self.asked.as_of;
            return Some((today, defect(format!("`{}` is not a day: judged for {today}", cell.trim()))));
        };
        let today = self.asked.as_of;
        if day > today || day.year() < EARLIEST {
            let reason = format!(
                "`{}` is not a day on which it can have been bought: judged for {today}",
                cell.trim()
            );
            return Some((today, defect(reason)));
        }
        let doubt = format!("`{}` may be several days: judged for the last of them, {day}", cell.trim());
        Some((day, if exact { None } else { defect(doubt) }))
    }

    /// Judges one listing and shows the whole way, for `explain`.
    pub fn trace<'l>(&self, listing: &'l Listing<'l>) -> Trace<'l> {
        if listing.filled().next().is_none() {
            return Trace { result: self.screen(listing), signals: Vec::new(), considered: Vec::new() };
        }
        let Some((day, defect)) = self.own_day(listing) else { return self.traced(listing) };
        let mut trace = self.on(day).traced(listing);
        trace.result.as_of = Some(day);
        trace.result.defects.extend(defect);
        trace
    }

    fn traced<'l>(&self, listing: &'l Listing<'l>) -> Trace<'l> {
        let memo = &mut self.memo();
        let judged = self.judge(memo, listing);
        let register = &self.asked.register;
        let signals = trace::pieces(register, &judged.reading, &judged.found.signals);
        let considered = trace::considering(register, &judged.reading, &judged.considered);
        Trace { signals, considered, result: self.result(memo, judged) }
    }

    /// The path, one step a line.
    fn judge<'l>(&self, memo: &mut Memo, listing: &'l Listing<'l>) -> Judged<'l> {
        let reading = Reading::new(&self.tales, &mut memo.fields, listing, self.asked.policy.max_field_bytes);
        signal::look_up(&mut memo.words, (&self.asked.register, &self.tales), &reading);
        let product = Product::read(&self.asked.register, &self.tales, &reading);
        let mut found = self.signals(&reading, &product);
        let (candidates, cut) = candidates(&found.signals, self.asked.policy.max_candidates);
        found.defects.extend(cut);
        let considered: Vec<Considered> = candidates
            .into_iter()
            .map(|c| consider(c.party, c.part, c.signals, &self.asked.policy))
            .collect();
        let paths = self.connections(&mut memo.paths, (&reading, &product), &considered);
        let (asked, cases, pieces) = (&self.asked, &mut memo.cases, &mut Pieces::default());
        let mut findings = Assembly { asked, cases, reading: &reading, product: &product, pieces }
            .findings(&considered, &paths);
        findings.extend(class_target::findings(asked, &mut Desk { cases, pieces }, &product));
        findings.sort_by_cached_key(assemble::rank);
        let evidence = std::mem::take(&mut pieces.all);
        let mentions = self.mentions(&reading, &found, (&considered, &paths));
        Judged { reading, product, found, considered, evidence, findings, mentions }
    }

    /// What names a maker and supports no finding.
    fn mentions(
        &self,
        reading: &Reading<'_>,
        found: &Found,
        (considered, paths): (&[Considered], &[Vec<Path<'r>>]),
    ) -> (Vec<Mention>, Vec<Mentioned>) {
        if !reading.fields().any(|(_, field)| field.names_someone) {
            return Default::default();
        }
        let leading = considered
            .iter()
            .zip(paths)
            .filter(|(_, paths)| paths.iter().any(|path| assemble::is_listed(&self.asked, path.target)));
        let rests_on: Vec<PartyNo> =
            leading.flat_map(|(c, paths)| paths.iter().map(|path| path.target).chain([c.party])).collect();
        let (asked, tales, groups) = (&self.asked, &self.tales, &self.asked.groups);
        Mentions { asked, tales, groups, reading, signals: &found.signals, considered, found: &rests_on }
            .all()
    }

    fn signals(&self, reading: &Reading<'_>, product: &Product) -> Found {
        // Most listings of a catalog name nobody we know: they are done here.
        if signal::is_silent(&self.asked.register, &self.tales, reading) {
            let defects = signal::gtin_defect(reading.listing).into_iter().collect();
            return Found { signals: Vec::new(), defects };
        }
        let known = Known { register: &self.asked.register, tales: &self.tales, groups: &self.asked.groups };
        signal::find(known, reading, product)
    }

    fn connections(
        &self,
        memo: &mut PathMemo,
        (reading, product): (&Reading<'_>, &Product),
        considered: &[Considered],
    ) -> Vec<Vec<Path<'r>>> {
        if considered.is_empty() {
            return Vec::new();
        }
        let words = scope_words(reading, considered);
        let pointed_to = pointed_to(considered);
        let setting = Setting { as_of: self.asked.as_of, product, words: &words, pointed_to: &pointed_to };
        considered
            .iter()
            .map(|c| match c.judgement {
                Judgement::Different => Vec::new(),
                Judgement::Same | Judgement::Unsure => {
                    memo.paths(&self.asked.register, &self.asked.policy, &setting, c.party)
                }
            })
            .collect()
    }

    fn result<'l>(&self, memo: &mut Memo, judged: Judged<'l>) -> ListingResult<'l> {
        let listing = judged.reading.listing;
        let mut defects = listing.defects.clone();
        defects.extend(judged.found.defects);
        defects.extend(origin_defect(&self.tales, &judged.reading));
        defects.extend(too_long(listing, self.asked.policy.max_field_bytes));
        let cut = judged.reading.cut_fields();
        defects.extend(
            cut.map(|field| Defect::field(field, "names so much that only its beginning was looked at")),
        );
        let [maker, brand_owner, seller] = parties::parties(&self.asked, &judged.product, &judged.considered);
        let identified = !judged.considered.is_empty() || names_itself(&judged.reading);
        judged.reading.give_back(&mut memo.fields);
        ListingResult {
            listing: Echo::of(listing),
            identified,
            product: judged.product.facts,
            verdict: judged.findings.iter().map(|f| f.verdict).max().unwrap_or(Verdict::NoConnectionFound),
            why: None,
            maker,
            brand_owner,
            seller,
            defects,
            signals: judged.evidence,
            findings: judged.findings,
            as_of: None,
            mentions: judged.mentions.0,
            mentioned: judged.mentions.1,
        }
    }
}

impl<'l> Echo<'l> {
    /// Repeats a listing.
    pub fn of(listing: &'l Listing<'l>) -> Self {
        Echo {
            id: &listing.id,
            file: &listing.file,
            row: listing.row,
            title: listing.get(Field::Title),
            brand: listing.get(Field::Brand),
            manufacturer: listing.get(Field::Manufacturer),
            seller: listing.get(Field::Seller),
            model: listing.get(Field::Model),
            gtin: listing.get(Field::Gtin),
            url: listing.get(Field::Url),
        }
    }
}

impl<'l> ListingResult<'l> {
    /// A listing that could not be judged, and why.
    pub fn not_checked(listing: &'l Listing<'l>, why: &str) -> Self {
        ListingResult {
            listing: Echo::of(listing),
            product: crate::finding::ProductFacts::default(),
            verdict: Verdict::NotChecked,
            why: Some(why.to_owned()),
            maker: None,
            brand_owner: None,
            seller: None,
            identified: false,
            defects: listing.defects.clone(),
            signals: Vec::new(),
            findings: Vec::new(),
            as_of: None,
            mentions: Vec::new(),
            mentioned: Vec::new(),
        }
    }
}

/// Whether a listing carries anything that could name a maker, known to us or not. Without it, nothing found means nothing; a
/// shop's name alone says nothing of who made the goods.
fn names_itself(reading: &Reading<'_>) -> bool {
    const NAMING: [Field; 5] = [Field::Brand, Field::Manufacturer, Field::FccId, Field::Mac, Field::Model];
    NAMING.into_iter().filter_map(|field| reading.field(field)).any(|reading| !reading.keys().no_brand)
}

fn too_long(listing: &Listing<'_>, longest: usize) -> Vec<Defect> {
    let long = listing.filled().filter(|(_, text)| text.len() > longest);
    long.map(|(field, text)| {
        Defect::field(field, format!("{} bytes long: only the first {longest} were read", text.len()))
    })
    .collect()
}

/// The folded text in which models and lines of a scope are looked for; empty where nobody was considered.
fn scope_words(reading: &Reading<'_>, considered: &[Considered]) -> String {
    if considered.is_empty() {
        return String::new();
    }
    let texts = [Field::Title, Field::Model, Field::Brand, Field::Manufacturer, Field::Text].into_iter();
    let texts: Vec<&str> = texts.filter_map(|field| reading.field(field)).map(|r| r.text()).collect();
    texts.join("\n")
}

/// Parties that something in the product itself points to.
fn pointed_to(considered: &[Considered]) -> Vec<PartyNo> {
    let of_the_product = |c: &&Considered| c.part == Part::Product && c.judgement > Judgement::Different;
    let by_itself = |c: &&Considered| {
        let marks = [Family::Code, Family::Identifier, Family::Place];
        c.evidence.iter().any(|s| marks.contains(&s.weight.family))
    };
    considered.iter().filter(of_the_product).filter(by_itself).map(|c| c.party).collect()
}
