//! What a report keeps of a scan: counts of everything, and the most serious listings with what they share held once.
//! Memory stays bounded however large the catalog is; the order of the input decides nothing but ties.

mod counts;
mod kept;
mod lines;
mod told;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use nameplate::ListId;
use nameplate::Verdict;
use nameplate::answer::{Audience, Meaning};
use nameplate::finding::{Evidence, Finding, Ground, ListingResult, Reader, Severity, Target};
use nameplate::listing::row_for_people;
use nameplate::report::chief_reason;
use nameplate::word::NotTheMaker;

use crate::safe::{SHOWN, visible};
use crate::words::{degree, nearest_first, plain, rank};
pub(crate) use counts::{Names, Two};
pub(crate) use kept::{Found, Kept};
pub use lines::Bought;
pub(crate) use lines::{Answer, Covered, Line, Lines, MOST_LINES, SECTION_889};
pub(crate) use told::{Duty, GroupKey, Said, Told};

/// So many listings are kept with their evidence; of the others only counts.
pub const MOST_LISTINGS: usize = 50_000;

/// So many rows that could not be judged are kept.
const MOST_UNJUDGED: usize = 200;

/// So many listings are shown that name a maker for one reason and are not its product.
const MOST_MENTIONING: usize = 12;

/// A row that could not be judged.
#[derive(Clone, Debug)]
pub(crate) struct Unjudged {
    pub(crate) file: String,
    pub(crate) row: u64,
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) why: String,
}

/// A listing that names a maker and was judged not to be its product: an example of its reason.
#[derive(Clone, Debug)]
pub(crate) struct Mentioning {
    pub(crate) file: String,
    pub(crate) row: u64,
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) reason: NotTheMaker,
    /// The maker (id), the field, the words that name it, and the words that say why not.
    pub(crate) party: String,
    pub(crate) field: &'static str,
    pub(crate) text: String,
    pub(crate) cue: String,
}

/// For whom a result is looked at, and the line of a purchase list that it comes from, where a record names every line.
#[derive(Clone, Copy, Debug)]
pub struct Looking<'l> {
    /// Who asks.
    pub audience: &'l Audience,
    /// Only where a record is wanted.
    pub line: Option<Bought<'l>>,
}

/// What is kept of one result.
#[derive(Debug)]
pub struct Seen {
    line: Option<Box<Line>>,
    mentioning: Option<Box<Mentioning>>,
    kept: Option<Box<Kept>>,
    unjudged: Option<Box<Unjudged>>,
    defects: Vec<(String, String)>,
}

/// Looks at a result, on whatever thread; what it returns is handed to [`Gatherer::add`] in the order of the input.
pub fn look(result: &ListingResult<'_>, looking: &Looking<'_>) -> Option<Seen> {
    let audience = looking.audience;
    let line = looking.line.map(|bought| Box::new(Line::of(result, &bought, audience)));
    let kept = (!result.findings.is_empty()).then(|| Box::new(keep(result, audience)));
    let listing = &result.listing;
    let unjudged = (result.verdict == Verdict::NotChecked).then(|| {
        Box::new(Unjudged {
            file: visible(listing.file, SHOWN),
            row: row_for_people(listing.file, listing.row),
            id: visible(listing.id, SHOWN),
            title: visible(listing.title, SHOWN),
            why: visible(result.why.as_deref().unwrap_or("no reason given"), SHOWN),
        })
    });
    let defects: Vec<_> = result
        .defects
        .iter()
        .map(|defect| (defect.field.to_string(), visible(&defect.reason, SHOWN)))
        .collect();
    let mentioning = mentioning(result);
    let something =
        line.is_some() || kept.is_some() || unjudged.is_some() || mentioning.is_some() || !defects.is_empty();
    something.then_some(Seen { line, mentioning, kept, unjudged, defects })
}

fn mentioning(result: &ListingResult<'_>) -> Option<Box<Mentioning>> {
    let reason = chief_reason(result)?;
    let example = result.mentions.iter().find(|mention| mention.reason == reason)?;
    let listing = &result.listing;
    Some(Box::new(Mentioning {
        file: visible(listing.file, SHOWN),
        row: row_for_people(listing.file, listing.row),
        id: visible(listing.id, SHOWN),
        title: visible(listing.title, SHOWN),
        reason,
        party: example.party.to_string(),
        field: example.field,
        text: visible(&example.text, SHOWN),
        cue: visible(&example.cue, SHOWN),
    }))
}

fn keep(result: &ListingResult<'_>, audience: &Audience) -> Kept {
    let listing = &result.listing;
    let evidence = |signal: &Evidence| Evidence { text: visible(&signal.text, SHOWN), ..signal.clone() };
    let signals: Vec<Arc<Evidence>> = result.signals.iter().map(|one| Arc::new(evidence(one))).collect();
    let nearest = nearest_first(&result.findings).into_iter();
    let findings: Vec<Found> = nearest.map(|finding| found(finding, &signals, audience)).collect();
    let strongest = findings.iter().filter(|f| f.finding.verdict == result.verdict);
    let (rank, score) = strongest
        .fold((usize::MAX, i32::MIN), |(rank, score), f| (rank.min(f.rank), score.max(f.finding.score)));
    let maker = result.maker.as_ref().or(result.brand_owner.as_ref());
    let made = result.product.made_between.as_ref();
    Kept {
        file: visible(listing.file, SHOWN),
        row: row_for_people(listing.file, listing.row),
        id: visible(listing.id, SHOWN),
        title: visible(listing.title, SHOWN),
        brand: visible(listing.brand, SHOWN),
        seller: visible(listing.seller, SHOWN),
        model: visible(listing.model, SHOWN),
        url: visible(listing.url, SHOWN),
        maker: maker.map(|maker| visible(&maker.name, SHOWN)),
        year: made.and_then(|made| made.value.get(..4)).and_then(|year| year.parse().ok()),
        verdict: result.verdict,
        meaning: findings.iter().map(|found| found.meaning).min().unwrap_or(Meaning::NoRule),
        rank,
        score,
        number: 0,
        findings,
    }
}

fn found(finding: &Finding, signals: &[Arc<Evidence>], audience: &Audience) -> Found {
    let consequences = finding.consequences();
    let ranks = consequences.iter().map(|consequence| rank(degree(consequence)));
    let most = ranks.min().unwrap_or(rank(Severity::Info.word()));
    let concerned = consequences.iter().filter(|consequence| rank(degree(consequence)) == most);
    let readers: BTreeSet<Reader> = concerned.map(|consequence| consequence.reader).collect();
    let readers: Vec<String> = readers.into_iter().map(|reader| plain(reader.word())).collect();
    Found {
        finding: finding.clone(),
        meaning: Meaning::for_audience(finding, audience),
        rank: most,
        for_whom: readers.join(", ").into(),
        signals: finding.signals.iter().filter_map(|&place| signals.get(place as usize)).cloned().collect(),
    }
}

/// What is counted of a target.
#[derive(Clone, Debug)]
pub(crate) struct ByTarget {
    pub(crate) two: Two,
    /// The surest verdict, and the most serious degree along chains that are as sure.
    pub(crate) most: (Reverse<Verdict>, usize),
    pub(crate) for_whom: Arc<str>,
    pub(crate) by_ground: BTreeMap<Ground, u64>,
    pub(crate) lists: BTreeSet<String>,
}

/// Counts over all listings that led somewhere, whether kept or not.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tally {
    pub(crate) listings: Two,
    pub(crate) findings: u64,
    /// By the most serious that follows for each reader; of what is for review only where nothing is connected.
    pub(crate) readers: BTreeMap<Reader, [Two; 6]>,
    pub(crate) targets: BTreeMap<Target, ByTarget>,
    pub(crate) makers: Names,
    pub(crate) sellers: Names,
    pub(crate) lists: Names,
    /// Names of the lists that were met, by id.
    pub(crate) list_names: BTreeMap<ListId, String>,
    pub(crate) grounds: BTreeMap<Ground, Two>,
    pub(crate) years: BTreeMap<u32, Two>,
}

impl Tally {
    fn add(&mut self, kept: &Kept) {
        self.listings.add(kept.verdict);
        self.findings += kept.findings.len() as u64;
        let brand = Some(kept.brand.as_str()).filter(|brand| !brand.is_empty());
        self.makers.add(kept.maker.as_deref().or(brand).unwrap_or("not known"), kept.verdict);
        self.sellers.add(if kept.seller.is_empty() { "not stated" } else { &kept.seller }, kept.verdict);
        if let Some(year) = kept.year {
            self.years.entry(year).or_default().add(kept.verdict);
        }
        let mut readers: BTreeMap<Reader, (Reverse<Verdict>, usize)> = BTreeMap::new();
        let (mut lists, mut grounds) = (BTreeMap::new(), BTreeMap::new());
        for found in &kept.findings {
            self.target(found);
            keep_most(&mut grounds, found.case().ground, found.finding.verdict);
            for designation in found.finding.designations() {
                keep_most(&mut lists, designation.list_name.as_str(), found.finding.verdict);
                if !self.list_names.contains_key(&designation.list) {
                    self.list_names.insert(designation.list.clone(), designation.list_name.clone());
                }
            }
            for consequence in found.finding.consequences() {
                let one = (Reverse(found.finding.verdict), rank(degree(consequence)));
                readers.entry(consequence.reader).and_modify(|best| *best = one.min(*best)).or_insert(one);
            }
        }
        for (reader, (Reverse(verdict), rank)) in readers {
            if let Some(two) = self.readers.entry(reader).or_default().get_mut(rank) {
                two.add(verdict);
            }
        }
        lists.into_iter().for_each(|(list, verdict)| self.lists.add(list, verdict));
        grounds
            .into_iter()
            .for_each(|(ground, verdict)| self.grounds.entry(ground).or_default().add(verdict));
    }

    fn target(&mut self, found: &Found) {
        if !self.targets.contains_key(&found.case().target) {
            let lists = found.finding.designations().map(|d| d.list_name.clone()).collect();
            let most = (Reverse(found.finding.verdict), found.rank);
            let for_whom = Arc::clone(&found.for_whom);
            let new = ByTarget { two: Two::default(), most, for_whom, by_ground: BTreeMap::new(), lists };
            self.targets.insert(found.case().target.clone(), new);
        }
        if let Some(target) = self.targets.get_mut(&found.case().target) {
            target.two.add(found.finding.verdict);
            let most = (Reverse(found.finding.verdict), found.rank);
            if most < target.most {
                target.most = most;
                target.for_whom.clone_from(&found.for_whom);
            }
            *target.by_ground.entry(found.case().ground).or_default() += 1;
        }
    }
}

fn keep_most<K: Ord>(all: &mut BTreeMap<K, Verdict>, key: K, verdict: Verdict) {
    let best = all.entry(key).or_insert(verdict);
    *best = verdict.max(*best);
}

/// Takes what was seen, in the order of the input.
#[derive(Debug, Default)]
pub struct Gatherer {
    most: usize,
    audience: Audience,
    number: u64,
    gathered: Gathered,
}

/// All that a report says of the listings.
#[derive(Clone, Debug, Default)]
pub struct Gathered {
    pub(crate) tally: Tally,
    pub(crate) told: Told,
    /// Where a record is wanted.
    pub(crate) lines: Lines,
    /// The most serious first.
    pub(crate) kept: Vec<Kept>,
    pub(crate) unjudged: Vec<Unjudged>,
    pub(crate) why: Names,
    pub(crate) defects: Names,
    /// Listings that name a maker whose product they are not, by reason: a few of each.
    pub(crate) mentioning: BTreeMap<NotTheMaker, Vec<Mentioning>>,
}

impl Gatherer {
    /// Keeps at most so many listings, the most serious for who asks.
    pub fn new(most: usize, audience: Audience) -> Self {
        Gatherer { most, audience, ..Gatherer::default() }
    }

    /// Adds what was seen of the next listing.
    pub fn add(&mut self, seen: Seen) {
        let all = &mut self.gathered;
        if let Some(line) = seen.line {
            all.lines.add(*line);
        }
        if let Some(mut kept) = seen.kept {
            all.tally.add(&kept);
            all.told.add(&kept, &self.audience);
            kept.number = self.number;
            self.number += 1;
            all.kept.push(*kept);
            if all.kept.len() > self.most + self.most / 4 {
                trim(&mut all.kept, self.most);
            }
        }
        if let Some(unjudged) = seen.unjudged {
            all.why.add(&unjudged.why, Verdict::NotChecked);
            if all.unjudged.len() < MOST_UNJUDGED {
                all.unjudged.push(*unjudged);
            }
        }
        if let Some(mentioning) = seen.mentioning {
            let examples = all.mentioning.entry(mentioning.reason).or_default();
            if examples.len() < MOST_MENTIONING {
                examples.push(*mentioning);
            }
        }
        for (field, reason) in seen.defects {
            all.defects.add(&format!("{field}: {reason}"), Verdict::NotChecked);
        }
    }

    /// Sorts, and ends.
    pub fn finish(mut self) -> Gathered {
        trim(&mut self.gathered.kept, self.most);
        self.gathered
    }
}

/// The most serious first; equal ones as they came.
fn trim(kept: &mut Vec<Kept>, most: usize) {
    kept.sort_by_key(|k| (k.meaning, Reverse(k.verdict), k.rank, Reverse(k.score), k.number));
    kept.truncate(most);
}
