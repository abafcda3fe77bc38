//! The answer about one listing, what matters first: who, how sure, what it means for who asks, what to do, what is said, what they
//! answer. In about ten lines; or longer, with every sentence whole.

use std::borrow::Cow;

use nameplate::answer::{Audience, Meaning};
use nameplate::finding::{
    Claim, Consequence, Direction, Evidence, Finding, Judgement, ListingResult, PartyVerdict, Source,
};
use pages::answering::{Law, by_reader, laws, named_by, reaches, todo};

use crate::out::{Line, Tone, faint, text};
use crate::words::{self, HopInWords, counted, in_brief, native, plain, strength};

/// How loud a meaning is printed.
pub(super) fn tone(meaning: Meaning) -> Tone {
    match meaning {
        Meaning::Stop => Tone::Alarm,
        Meaning::MayBar | Meaning::Check | Meaning::CannotTell => Tone::Caution,
        Meaning::Know | Meaning::Allowed | Meaning::NoRule => Tone::Plain,
    }
}

/// How much is told.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Depth {
    /// About ten lines: the most serious law, long sentences up to a comma.
    Short,
    /// The three most serious laws, every sentence whole.
    Longer,
}

impl Depth {
    /// So many laws of the reader's own are told in words; the others are counted.
    fn laws(self) -> usize {
        match self {
            Depth::Short => 1,
            Depth::Longer => 3,
        }
    }

    /// A sentence, whole or up to where a clause ends.
    fn sentence(self, sentence: &str) -> Cow<'_, str> {
        match self {
            Depth::Longer => Cow::Borrowed(sentence),
            Depth::Short => in_brief(sentence),
        }
    }
}

/// Sources in the order in which they are cited.
#[derive(Default)]
struct Sources<'f> {
    cited: Vec<&'f Source>,
}

impl<'f> Sources<'f> {
    /// The number of the first of these sources, as it stands in the text; nothing where there is none.
    fn cite(&mut self, sources: &'f [Source]) -> String {
        let Some(first) = sources.first() else { return String::new() };
        let known = self.cited.iter().position(|one| one.id == first.id);
        let number = known.unwrap_or_else(|| {
            self.cited.push(first);
            self.cited.len() - 1
        });
        format!(" [{}]", number + 1)
    }
}

/// Who, and whereto, in one sentence.
pub(super) fn headline(finding: &Finding) -> Line {
    let case = &finding.case;
    let reach = format!("{} {}", reaches(finding), case.target.name);
    let places = named_by(finding);
    words::verdict(finding.verdict)
        .plain(": ")
        .strong(reach)
        .faint(native(case.target.native_name.as_deref()))
        .plain(if places.is_empty() { String::new() } else { format!(", named by {places}") })
}

/// The lines below it, each with its heading.
pub(super) fn rows(
    result: &ListingResult<'_>,
    finding: &Finding,
    audience: &Audience,
    depth: Depth,
) -> Vec<Vec<Line>> {
    let mut sources = Sources::default();
    let mut rows = meaning(finding, audience, depth);
    rows.push(vec![faint("because"), because(result, finding)]);
    if !finding.case.path.is_empty() {
        rows.push(vec![faint("path"), path(finding, &mut sources)]);
    }
    rows.extend(finding.case.namesakes.iter().map(|other| {
        let words = format!("{} bears a like name and is another company", other.name);
        vec![faint("not"), text(words)]
    }));
    rows.extend(parties(result, finding));
    rows.extend(said(finding, depth, &mut sources));
    rows.extend(settle(finding));
    if depth == Depth::Short {
        rows.extend(sources.cited.iter().enumerate().map(|(n, source)| cited(n, source)));
    }
    rows
}

/// A source that is cited, on one line: its address stands in `explain`.
fn cited(n: usize, source: &Source) -> Vec<Line> {
    const TITLE: usize = 54;
    let title = text(format!("[{}] {}", n + 1, source.title)).cut(TITLE);
    vec![faint(if n == 0 { "sources" } else { "" }), title.faint(format!(", {}", source.dated()))]
}

/// Who made, brands and sells it, where the path does not begin with them; one whom two roles name stands once.
fn parties(result: &ListingResult<'_>, finding: &Finding) -> Vec<Vec<Line>> {
    let mut told = vec![words::starts_from(&finding.case).unwrap_or(&finding.case.target.name)];
    let roles = [("made by", &result.maker), ("brand of", &result.brand_owner), ("sold by", &result.seller)];
    let mut rows = Vec::new();
    for (role, party) in roles {
        let Some(party) = party.as_ref().filter(|party| !told.contains(&party.name.as_str())) else {
            continue;
        };
        told.push(&party.name);
        rows.push(vec![faint(role), party_line(party)]);
    }
    rows
}

/// A party with how certain it is.
pub(super) fn party_line(party: &PartyVerdict) -> Line {
    let sure = match party.judgement {
        Judgement::Same => "",
        Judgement::Unsure => " · not certain",
        Judgement::Different => " · more likely another",
    };
    text(&party.name).faint(native(party.native_name.as_deref())).faint(sure)
}

fn settle(finding: &Finding) -> Vec<Vec<Line>> {
    finding.case.settle.iter().map(|what| vec![faint("to settle"), text(plain(what))]).collect()
}

/// The path, and that the company where it starts stands on no list itself.
fn path<'f>(finding: &'f Finding, sources: &mut Sources<'f>) -> Line {
    let mut line = Line::default();
    for (n, step) in finding.case.path.iter().enumerate() {
        let cite = sources.cite(&step.sources);
        let step = HopInWords::new(step);
        line = if n == 0 { line.plain(step.start).plain(" ") } else { line.plain(", which ") };
        line = line.plain(step.words).plain(" ").plain(step.end).faint(format!(" ({}){cite}", step.dates));
    }
    match &finding.case.unlisted {
        Some(company) if words::starts_from(&finding.case) == Some(&*company.name) => {
            line.plain("; the first of them is on no list that we know of")
        }
        Some(company) => line.plain(format!("; {} is on no list that we know of", company.name)),
        None => line,
    }
}

/// What it means: for who asks in words, else for each reader in short.
fn meaning(finding: &Finding, audience: &Audience, depth: Depth) -> Vec<Vec<Line>> {
    let (Some(reader), Some(whom)) = (audience.reader, audience.words()) else {
        let all = finding.consequences();
        return in_short(all.into_iter().filter(|one| audience.holds(one)));
    };
    let own = finding.consequences_for(reader);
    let laws = laws(own.into_iter().filter(|one| audience.holds(one)).collect());
    let word = Meaning::for_audience(finding, audience);
    let todo =
        Line::default().add(tone(word), word.word()).plain(format!(": {}", todo(finding, audience, &laws)));
    let mut rows = vec![vec![faint("for you"), todo]];
    let heading = |n: usize| faint(if n == 0 { "law" } else { "" });
    let told = laws.iter().take(depth.laws()).enumerate();
    rows.extend(told.map(|(n, law)| vec![heading(n), in_words(law, depth)]));
    if laws.is_empty() {
        let none = format!("no rule that we hold speaks to this {whom}; that is not a permission");
        rows.push(vec![heading(0), text(none)]);
    }
    if let Some(more) = laws.len().checked_sub(depth.laws()).filter(|more| *more > 0) {
        let more = counted(more as u64, "more law or list", "more laws and lists");
        rows.push(vec![faint(""), faint(format!("and {more} for this {whom}: `explain --full`"))]);
    }
    rows
}

/// One law: what to do, why, by what law and since when.
fn in_words(law: &Law<'_>, depth: Depth) -> Line {
    let one = law.rule;
    // A rule of the house may hold everywhere.
    let place = if one.jurisdiction.is_empty() { String::new() } else { format!("{}, ", one.jurisdiction) };
    let citation = format!(" ({place}{}, since {})", one.citation, one.since);
    let open =
        if one.why.is_empty() { String::new() } else { format!(" Open: {}", depth.sentence(&one.why)) };
    let acts: Vec<String> = law.acts.iter().map(|act| plain(act.word())).collect();
    Line::default()
        .add(tone(law.meaning), law.meaning.word())
        .plain(format!(" · to {}: ", acts.join(", ")))
        .plain(depth.sentence(&one.sentence))
        .faint(citation)
        .plain(open)
}

/// The most serious meaning for each reader with where it holds, and how to learn more.
fn in_short<'c>(rules: impl Iterator<Item = &'c Consequence>) -> Vec<Vec<Line>> {
    let line = |(n, (word, readers)): (usize, (Meaning, Vec<String>))| {
        let line = Line::default().add(tone(word), word.word()).plain(" · ").plain(readers.join(", "));
        vec![faint(if n == 0 { "means" } else { "" }), line]
    };
    let mut rows: Vec<Vec<Line>> = by_reader(rules).into_iter().enumerate().map(line).collect();
    if !rows.is_empty() {
        rows.push(vec![faint(""), faint("what it means for you: --reader retailer --place US")]);
    }
    rows
}

/// What is alleged or found, and what they answer, side by side.
fn said<'f>(finding: &'f Finding, depth: Depth, sources: &mut Sources<'f>) -> Vec<Vec<Line>> {
    let case = &finding.case;
    let Some((first, others)) = case.claims.split_first() else { return Vec::new() };
    let more = |n: usize| if n == 0 { String::new() } else { format!("; {n} more") };
    let cite = sources.cite(&first.sources);
    let statement = claim(first, depth).faint(format!("{cite}{}", more(others.len())));
    let mut rows = vec![vec![faint("said"), statement]];
    let answer = match case.responses.split_first() {
        Some((one, others)) => text(format!("{}: {}", one.name, depth.sentence(&one.sentence)))
            .faint(format!(" ({}){}{}", one.date, sources.cite(&one.sources), more(others.len()))),
        None => text(words::NO_ANSWER),
    };
    rows.push(vec![faint("answered"), answer]);
    rows
}

/// A claim with what it is: an allegation is called one in the same line.
fn claim(claim: &Claim, depth: Depth) -> Line {
    let by = if claim.by.is_empty() { String::new() } else { format!(", {}", claim.by) };
    // Where it is cut, the sentence that says so may be what is cut off.
    let among = match claim.among {
        0 => String::new(),
        n => format!(" about {n} companies together"),
    };
    Line::default()
        .strong(plain(claim.status.word()))
        .plain(format!("{among}: {}", depth.sentence(&claim.sentence)))
        .faint(format!(" ({}{by})", claim.date))
}

/// How strong the evidence is, the strongest pieces for, then what speaks against, each once.
fn because(result: &ListingResult<'_>, finding: &Finding) -> Line {
    let mut pieces: Vec<&Evidence> = Vec::new();
    for signal in result.evidence(finding) {
        if !pieces.iter().any(|known| (known.field, &known.text) == (signal.field, &signal.text)) {
            pieces.push(signal);
        }
    }
    let (against, by): (Vec<&Evidence>, Vec<&Evidence>) =
        pieces.into_iter().partition(|piece| piece.direction() == Direction::Against);
    let piece = |signal: &&Evidence| format!("{} “{}”", plain(signal.field), signal.text);
    let by: Vec<String> = by.iter().take(3).map(piece).collect();
    let mut line = text(by.join(", "));
    if finding.score != 0 {
        line = line.faint(format!(" ({} evidence)", strength(finding.score).0));
    }
    if !against.is_empty() {
        let against: Vec<String> = against.iter().map(piece).collect();
        line = line.plain(format!("; against it: {}", against.join(", ")));
    }
    line
}
