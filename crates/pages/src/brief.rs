//! The answer about one listing, what matters first: who, how sure, what it means for who asks, what to do, what is said, what they
//! answer. In about ten lines; or longer, with every sentence whole. A terminal prints them, a browser shows them.

use std::borrow::Cow;

use nameplate::Verdict;
use nameplate::answer::{Audience, Meaning};
use nameplate::finding::{
    Claim, Consequence, Direction, Evidence, Finding, Judgement, ListingResult, PartyVerdict, Source,
};
use serde::Serialize;

use crate::answering::{Law, by_reader, laws, named_by, reaches, todo};
use crate::line::{Line, Tone, faint, text};
use crate::words::{self, HopInWords, counted, in_brief, plain, strength};

/// A line with its heading; empty where it goes on with what stands above.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Row {
    /// What the line says: `for you`, `law`, `because`.
    pub label: &'static str,
    /// The line.
    pub line: Line,
    /// Where there is more to ask for; each face says how.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hint: Option<Hint>,
}

/// What more there is to ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Hint {
    /// The laws that are counted only.
    AllLaws,
    /// What it means for one reader: nobody has said who asks.
    WhoAsks,
}

fn row(label: &'static str, line: Line) -> Row {
    Row { label, line, hint: None }
}

/// The answer about one finding.
#[derive(Clone, Debug)]
pub struct Brief<'f> {
    /// Who, and whereto, in one sentence.
    pub headline: Line,
    /// The lines below it.
    pub rows: Vec<Row>,
    /// What is cited in them, by numbers in brackets: the first is 1.
    pub sources: Vec<&'f Source>,
}

/// How loud a meaning is printed.
pub fn meaning_tone(meaning: Meaning) -> Tone {
    match meaning {
        Meaning::Stop => Tone::Alarm,
        Meaning::MayBar | Meaning::Check | Meaning::CannotTell => Tone::Caution,
        Meaning::Know | Meaning::Allowed | Meaning::NoRule => Tone::Plain,
    }
}

/// How much is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
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
pub fn headline(finding: &Finding) -> Line {
    let case = &finding.case;
    let reach = format!("{} {}", reaches(finding), case.target.name);
    let places = named_by(finding);
    Line::default()
        .add(verdict_tone(finding.verdict), plain(finding.verdict.word()))
        .plain(": ")
        .strong(reach)
        .faint(native(case.target.native_name.as_deref()))
        .plain(if places.is_empty() { String::new() } else { format!(", named by {places}") })
}

/// How a verdict looks.
pub fn verdict_tone(verdict: Verdict) -> Tone {
    match verdict {
        Verdict::Connected => Tone::Alarm,
        Verdict::Review => Tone::Caution,
        Verdict::NoConnectionFound | Verdict::NotChecked => Tone::Plain,
    }
}

/// A name in its own script, in brackets.
pub fn native(name: Option<&str>) -> String {
    name.map(|name| format!(" ({name})")).unwrap_or_default()
}

/// What has to be said when nothing was found, behind the verdict; empty where something was.
pub fn of_nothing(result: &ListingResult<'_>) -> String {
    match (result.verdict, result.identified) {
        (Verdict::NoConnectionFound, true) => {
            " · what the listing names leads to no list; that is not a certificate".to_owned()
        }
        (Verdict::NoConnectionFound, false) => {
            " · but the listing has no maker, brand, model or code to look up, so that says nothing"
                .to_owned()
        }
        (Verdict::NotChecked, _) => format!(" · {}", result.why.as_deref().unwrap_or("")),
        (Verdict::Connected | Verdict::Review, _) => String::new(),
    }
}

/// The answer about one finding of a listing.
pub fn brief<'f>(
    result: &ListingResult<'_>,
    finding: &'f Finding,
    audience: &Audience,
    depth: Depth,
) -> Brief<'f> {
    let mut sources = Sources::default();
    let mut rows = meaning(finding, audience, depth);
    rows.push(row("because", because(result, finding)));
    if !finding.case.path.is_empty() {
        rows.push(row("path", path(finding, &mut sources)));
    }
    rows.extend(finding.case.namesakes.iter().map(|other| {
        let words = format!("{} bears a like name and is another company", other.name);
        row("not", text(words))
    }));
    rows.extend(parties(result, finding));
    rows.extend(said(finding, depth, &mut sources));
    rows.extend(finding.case.settle.iter().map(|what| row("to settle", text(plain(what)))));
    Brief { headline: headline(finding), rows, sources: sources.cited }
}

/// Who made, brands and sells it, where the path does not begin with them; one whom two roles name stands once.
fn parties(result: &ListingResult<'_>, finding: &Finding) -> Vec<Row> {
    let mut told = vec![words::starts_from(&finding.case).unwrap_or(&finding.case.target.name)];
    let roles = [("made by", &result.maker), ("brand of", &result.brand_owner), ("sold by", &result.seller)];
    let mut rows = Vec::new();
    for (role, party) in roles {
        let Some(party) = party.as_ref().filter(|party| !told.contains(&party.name.as_str())) else {
            continue;
        };
        told.push(&party.name);
        rows.push(row(role, party_line(party)));
    }
    rows
}

/// A party with how certain it is.
pub fn party_line(party: &PartyVerdict) -> Line {
    let sure = match party.judgement {
        Judgement::Same => "",
        Judgement::Unsure => " · not certain",
        Judgement::Different => " · more likely another",
    };
    text(&party.name).faint(native(party.native_name.as_deref())).faint(sure)
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
fn meaning(finding: &Finding, audience: &Audience, depth: Depth) -> Vec<Row> {
    let (Some(reader), Some(whom)) = (audience.reader, audience.words()) else {
        let all = finding.consequences();
        return in_short(all.into_iter().filter(|one| audience.holds(one)));
    };
    let own = finding.consequences_for(reader);
    let laws = laws(own.into_iter().filter(|one| audience.holds(one)).collect());
    let word = Meaning::for_audience(finding, audience);
    let todo = Line::default()
        .add(meaning_tone(word), word.word())
        .plain(format!(": {}", todo(finding, audience, &laws)));
    let mut rows = vec![row("for you", todo)];
    let heading = |n: usize| if n == 0 { "law" } else { "" };
    let told = laws.iter().take(depth.laws()).enumerate();
    rows.extend(told.map(|(n, law)| row(heading(n), in_words(law, depth))));
    if laws.is_empty() {
        let none = format!("no rule that we hold speaks to this {whom}; that is not a permission");
        rows.push(row(heading(0), text(none)));
    }
    if let Some(more) = laws.len().checked_sub(depth.laws()).filter(|more| *more > 0) {
        let more = counted(more as u64, "more law or list", "more laws and lists");
        let line = faint(format!("and {more} for this {whom}"));
        rows.push(Row { hint: Some(Hint::AllLaws), ..row("", line) });
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
        .add(meaning_tone(law.meaning), law.meaning.word())
        .plain(format!(" · to {}: ", acts.join(", ")))
        .plain(depth.sentence(&one.sentence))
        .faint(citation)
        .plain(open)
}

/// The most serious meaning for each reader with where it holds, and how to learn more.
fn in_short<'c>(rules: impl Iterator<Item = &'c Consequence>) -> Vec<Row> {
    let line = |(n, (word, readers)): (usize, (Meaning, Vec<String>))| {
        let line =
            Line::default().add(meaning_tone(word), word.word()).plain(" · ").plain(readers.join(", "));
        row(if n == 0 { "means" } else { "" }, line)
    };
    let mut rows: Vec<Row> = by_reader(rules).into_iter().enumerate().map(line).collect();
    if !rows.is_empty() {
        rows.push(Row { hint: Some(Hint::WhoAsks), ..row("", faint("what it means for you")) });
    }
    rows
}

/// What is alleged or found, and what they answer, side by side.
fn said<'f>(finding: &'f Finding, depth: Depth, sources: &mut Sources<'f>) -> Vec<Row> {
    let case = &finding.case;
    let Some((first, others)) = case.claims.split_first() else { return Vec::new() };
    let more = |n: usize| if n == 0 { String::new() } else { format!("; {n} more") };
    let cite = sources.cite(&first.sources);
    let statement = claim(first, depth).faint(format!("{cite}{}", more(others.len())));
    let mut rows = vec![row("said", statement)];
    let answer = match case.responses.split_first() {
        Some((one, others)) => text(format!("{}: {}", one.name, depth.sentence(&one.sentence)))
            .faint(format!(" ({}){}{}", one.date, sources.cite(&one.sources), more(others.len()))),
        None => text(words::NO_ANSWER),
    };
    rows.push(row("answered", answer));
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
