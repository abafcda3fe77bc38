//! One listing judged: what the command line says of it, as data.

use nameplate::answer::{Audience, Meaning};
use nameplate::case::Warning;
use nameplate::finding::{Finding, ListingResult, Source};
use nameplate::report::RegisterId;
use nameplate::word::{Act, Reader};
use nameplate::{Day, Listing, Verdict};
use pages::WithoutLists;
use pages::asks::Ask;
use pages::brief::{Depth, Row, brief, of_nothing};
use pages::line::{Line, text};
use pages::words::{nearest_first, plain};
use serde::Serialize;

use crate::engine::Engine;
use crate::said::{Refused, json};
use crate::setting::Setting;

#[derive(Serialize)]
struct Judged<'a> {
    verdict: Verdict,
    as_of: Day,
    register: RegisterId,
    /// The day of the newest source, where the day asked for is later.
    #[serde(skip_serializing_if = "Option::is_none")]
    reach: Option<Day>,
    answer: Answer<'a>,
    /// What a buyer is told of the nearest finding that is connected, in the language asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    warning: Option<&'a Warning>,
    /// What the rules for households ask of somebody who has one.
    owned: Vec<Owned<'a>>,
    result: WithoutLists<'a, ListingResult<'a>>,
}

/// The answer in words, as `nameplate check` prints it.
#[derive(Serialize)]
struct Answer<'a> {
    /// Who, how sure, whereto.
    headline: Line,
    /// What it means for who asks, in a word of the contract; none where nobody is named or nothing was found.
    #[serde(skip_serializing_if = "Option::is_none")]
    meaning: Option<&'static str>,
    /// The lines below, each with its heading.
    rows: Vec<Row>,
    /// What the numbers in brackets cite.
    sources: Vec<&'a Source>,
    /// Further targets that the listing leads to, by name and verdict.
    also: Vec<(&'a str, Verdict)>,
}

/// What a rule for households asks of somebody who has the thing.
#[derive(Serialize)]
struct Owned<'a> {
    /// `remove`, `report`, `buy_no_more`, `ask` or `keep`.
    ask: Ask,
    act: Act,
    jurisdiction: &'a str,
    sentence: &'a str,
    citation: &'a str,
}

/// Judges a listing.
pub(crate) fn judge(
    engine: &mut Engine,
    listing: &Listing<'_>,
    setting: &Setting,
) -> Result<String, Refused> {
    let audience = setting.audience()?;
    let register = engine.register_id();
    let screener = engine.screener(&setting.asked())?;
    let result = screener.screen(listing);
    let findings = nearest_first(&result.findings);
    let said = WithoutLists { said: &result, without_lists: screener.register().without_lists() };
    Ok(json(&Judged {
        verdict: result.verdict,
        as_of: screener.as_of(),
        register,
        reach: screener.reach(),
        answer: answer(&result, &findings, &audience),
        warning: findings.iter().find_map(|finding| finding.case.warning.as_ref()),
        owned: findings.first().map(|finding| owned(finding, &audience)).unwrap_or_default(),
        result: said,
    }))
}

/// What a pasted page or text tells of a product, by the names of fields.
pub(crate) fn paste(text: &str) -> Result<String, Refused> {
    #[derive(Serialize)]
    struct Pasted<'l> {
        listing: std::collections::BTreeMap<&'static str, &'l str>,
    }
    let listing = pasted(text)?;
    Ok(json(&Pasted { listing: listing.texts() }))
}

/// The listing that a pasted page or text tells of.
pub(crate) fn pasted(text: &str) -> Result<Listing<'static>, Refused> {
    let found = tables::pasted(text).map_err(|error| Refused::new(error.to_string()))?;
    found.ok_or_else(|| Refused::new("there is no text in it: paste the text of a product page, or its HTML"))
}

/// Judges a listing and says what `nameplate check --json` says.
pub(crate) fn check(
    engine: &mut Engine,
    listing: &Listing<'_>,
    setting: &Setting,
) -> Result<String, Refused> {
    let screener = engine.screener(&setting.asked())?;
    let said = &screener.screen(listing);
    let said = WithoutLists { said, without_lists: screener.register().without_lists() };
    let json = serde_json::to_string_pretty(&said).map_err(|error| Refused::new(error.to_string()))?;
    Ok(pages::shown_json(&format!("{json}\n")))
}

fn answer<'a>(result: &ListingResult<'_>, findings: &[&'a Finding], audience: &Audience) -> Answer<'a> {
    let Some((first, others)) = findings.split_first() else {
        let headline = text(plain(result.verdict.word())).plain(of_nothing(result));
        return Answer { headline, meaning: None, rows: Vec::new(), sources: Vec::new(), also: Vec::new() };
    };
    let told = brief(result, first, audience, Depth::Short);
    let meaning = audience.reader.map(|_| Meaning::for_audience(first, audience).word());
    let also = others.iter().map(|finding| (finding.case.target.name.as_str(), finding.verdict)).collect();
    Answer { headline: told.headline, meaning, rows: told.rows, sources: told.sources, also }
}

fn owned<'a>(finding: &'a Finding, audience: &Audience) -> Vec<Owned<'a>> {
    let rules = finding.case.consequences.iter();
    let rules = rules.filter(|rule| rule.reader == Reader::Consumer && audience.holds(rule));
    let mut all: Vec<Owned<'a>> = Vec::new();
    for rule in rules {
        let Some(ask) = Ask::of(rule) else { continue };
        if !all.iter().any(|known| known.ask == ask && known.sentence == rule.sentence) {
            all.push(Owned {
                ask,
                act: rule.act,
                jurisdiction: &rule.jurisdiction,
                sentence: &rule.sentence,
                citation: &rule.citation,
            });
        }
    }
    all.sort_by_key(|one| one.ask);
    all
}
