//! Findings in the cells of a table that people read: what they mean for whom, why, on which lists, what is said and what is
//! answered. A sentence never stands alone: a rule has its reader, its state and its citation, a claim its kind, its date and its
//! source.

use std::collections::BTreeSet;

use nameplate::answer::{Audience, Meaning};
use nameplate::date::Date;
use nameplate::finding::{
    Claim, Consequence, Designation, Direction, Evidence, Finding, Ground, ListingResult, Reader, Response,
    Source, Tier, Verdict, home_first,
};

/// So many claims and answers stand in a cell; the others are counted.
const CLAIMS: usize = 3;
const ANSWERS: usize = 2;
/// So many rules for one reader; where nobody is named, each reader has one.
const RULES: usize = 3;
/// So many pieces of evidence for a finding.
const PIECES: usize = 3;

/// What stands between the items of a cell.
pub(super) fn list(items: impl IntoIterator<Item = String>) -> String {
    let items: Vec<String> = items.into_iter().filter(|item| !item.is_empty()).collect();
    let last = items.len().saturating_sub(1);
    let end = |(n, item): (usize, String)| match n < last {
        true => item.strip_suffix('.').map(str::to_owned).unwrap_or(item),
        false => item,
    };
    items.into_iter().enumerate().map(end).collect::<Vec<_>>().join("; ")
}

/// A word of the contract without its underscores.
pub(super) fn plain(word: &str) -> String {
    word.replace('_', " ")
}

/// The columns of what findings mean: one for who asks, else one for each reader.
pub(super) fn meaning_columns(audience: &Audience) -> Vec<&'static str> {
    match audience.reader {
        Some(_) => vec!["for_you"],
        None => Reader::ALL.iter().map(|reader| reader.word()).collect(),
    }
}

/// What these findings of a listing mean, for each of [`meaning_columns`]: the most serious of them. What was not checked says
/// so; where nothing was found there is nothing to say.
pub(super) fn meanings(
    result: &ListingResult<'_>,
    of: &[&Finding],
    audience: &Audience,
) -> Vec<&'static str> {
    audiences(audience)
        .iter()
        .map(|one| match of.iter().map(|finding| Meaning::for_audience(finding, one)).min() {
            Some(meaning) => meaning.word(),
            None if result.verdict == Verdict::NotChecked => "not checked",
            None => "",
        })
        .collect()
}

/// Who asks; everybody, where nobody is named.
fn audiences(audience: &Audience) -> Vec<Audience> {
    let with = |reader: &Reader| Audience { reader: Some(*reader), place: audience.place.clone() };
    match audience.reader {
        Some(_) => vec![audience.clone()],
        None => Reader::ALL.iter().map(with).collect(),
    }
}

/// How strong the evidence is, in a word: what one field says by itself is fair.
pub(super) fn strength(millinats: i32) -> &'static str {
    match millinats {
        9_000.. => "very strong",
        6_000.. => "strong",
        4_000.. => "fair",
        _ => "weak",
    }
}

/// What in the listing says so, in one sentence.
pub(super) fn because(result: &ListingResult<'_>, finding: &Finding) -> String {
    let mut pieces: Vec<&Evidence> = Vec::new();
    for one in result.evidence(finding) {
        if !pieces.iter().any(|known| (known.field, &known.text) == (one.field, &one.text)) {
            pieces.push(one);
        }
    }
    let (against, by): (Vec<&Evidence>, Vec<&Evidence>) =
        pieces.into_iter().partition(|one| one.direction() == Direction::Against);
    let says = |one: &Evidence| format!("the {} says “{}”{}", plain(one.field), one.text, what(one.kind));
    let by: Vec<String> = by.into_iter().take(PIECES).map(says).collect();
    let against: Vec<String> = against.into_iter().take(PIECES).map(says).collect();
    let because = match (by.is_empty(), finding.case.ground) {
        (false, _) => enumerated(&by),
        (true, Ground::Class) => "it is of a kind that is listed, whoever made it".to_owned(),
        (true, _) => "nothing in its fields speaks for it by itself".to_owned(),
    };
    let against = match against.is_empty() {
        true => String::new(),
        false => format!("; against it, {}", enumerated(&against)),
    };
    capital(&format!("{because}{against}."))
}

/// What it is, where the words of the listing do not show it.
fn what(kind: &str) -> &'static str {
    match kind {
        "address" => " (an address)",
        "app" => " (an app)",
        "domain" => " (a domain)",
        "fcc_id" => " (an FCC ID)",
        "gtin" => " (a GTIN)",
        "imitation" => " (written like a name)",
        "mac" => " (a MAC address)",
        "model_number" => " (a model number)",
        "product_line" => " (a product line)",
        "similar_name" => " (a similar name)",
        "technical" => " (a technical mark)",
        _ => "",
    }
}

fn enumerated(items: &[String]) -> String {
    match items.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} and {last}", others.join(", ")),
        None => String::new(),
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|letter| letter.to_uppercase().to_string()).unwrap_or_default();
    first + letters.as_str()
}

/// The target, with its name in its own script.
pub(super) fn target(finding: &Finding) -> String {
    let target = &finding.case.target;
    let native = target.native_name.as_ref().map(|name| format!(" ({name})")).unwrap_or_default();
    format!("{}{native}", target.name)
}

/// A place on a list, with when and by what.
pub(super) fn listed(one: &Designation) -> String {
    let since = match (one.since, one.first_seen) {
        (Date::Unknown, Some(seen)) => format!(", first seen {seen}"),
        (since, _) => format!(" since {since}"),
    };
    let citation = if one.citation.is_empty() { String::new() } else { format!(" ({})", one.citation) };
    let doubt = if one.in_force == Verdict::Connected { "" } else { "perhaps " };
    format!("{doubt}{}{since}{citation}", one.list_name)
}

/// The rules of findings that speak to who asks: the most serious of them, with how many more there are. Where nobody is named,
/// the most serious of each reader.
pub(super) fn rules(of: &[&Finding], audience: &Audience) -> String {
    let all: Vec<(&Finding, &Consequence)> = of
        .iter()
        .flat_map(|finding| home_first(finding.consequences()).into_iter().map(move |rule| (*finding, rule)))
        .collect();
    let most = if audience.reader.is_some() { RULES } else { 1 };
    list(audiences(audience).iter().map(|one| rules_for(&all, one, most)))
}

fn rules_for(all: &[(&Finding, &Consequence)], audience: &Audience, most: usize) -> String {
    let mut known = BTreeSet::new();
    let mut own: Vec<(Meaning, &Consequence)> = all
        .iter()
        .filter(|(_, rule)| audience.is_bound_by(rule))
        .map(|(finding, rule)| (meaning(finding, rule), *rule))
        .collect();
    // Sorting keeps the order among equals: first what holds where most of the lists are.
    own.sort_by_key(|(meaning, _)| *meaning);
    own.retain(|(_, rule)| known.insert((&rule.code, &rule.sentence)));
    let told = own.iter().take(most).map(|(meaning, one)| rule(*meaning, one));
    let more = own.len().saturating_sub(most);
    let more = (more > 0).then(|| {
        let whom = audience.reader.map(|reader| plain(reader.word())).unwrap_or_default();
        format!("{more} more for the {whom}")
    });
    list(told.chain(more))
}

/// What a rule asks along a finding: what is for review bars nothing before it is confirmed.
fn meaning(finding: &Finding, rule: &Consequence) -> Meaning {
    match Meaning::of(rule) {
        Meaning::Stop if finding.verdict < Verdict::Connected => Meaning::MayBar,
        meaning => meaning,
    }
}

fn rule(meaning: Meaning, rule: &Consequence) -> String {
    let place =
        if rule.jurisdiction.is_empty() { String::new() } else { format!(" ({})", rule.jurisdiction) };
    let state = plain(rule.state.word());
    // Where the one word says the other, once is enough.
    let asks = if meaning.word() == state { String::new() } else { format!(", {}", meaning.word()) };
    let citation = if rule.citation.is_empty() { &rule.regime } else { &rule.citation };
    let open = if rule.why.is_empty() { String::new() } else { format!(" Open: {}", rule.why) };
    let reader = plain(rule.reader.word());
    format!("{reader}{place}{asks}, {state}: {} [{citation}, since {}]{open}", rule.sentence, rule.since)
}

/// What is said of the parties, each piece with what it is; and what they answer.
pub(super) fn said(of: &[&Finding]) -> (String, String) {
    let mut known = BTreeSet::new();
    let claims = of.iter().flat_map(|finding| &finding.case.claims);
    let claims: Vec<&Claim> =
        claims.filter(|one| known.insert((&one.about, &one.sentence, one.date.to_string()))).collect();
    let mut known = BTreeSet::new();
    let answers = of.iter().flat_map(|finding| &finding.case.responses);
    let answers: Vec<&Response> =
        answers.filter(|one| known.insert((&one.party, &one.sentence, one.date.to_string()))).collect();
    let said = first_of(&claims, CLAIMS, |one| claim(one));
    let answered = match (claims.is_empty(), answers.is_empty()) {
        (false, true) => "No answer of the company, its group or a bearer of its name is on file.".to_owned(),
        _ => first_of(&answers, ANSWERS, |one| answer(one)),
    };
    (said, answered)
}

fn first_of<T>(all: &[T], most: usize, words: impl Fn(&T) -> String) -> String {
    let more = all.len().saturating_sub(most);
    let more = (more > 0).then(|| format!("{more} more: `nameplate explain --full`"));
    list(all.iter().take(most).map(words).chain(more))
}

fn claim(claim: &Claim) -> String {
    let by = if claim.by.is_empty() { String::new() } else { format!("{}, ", claim.by) };
    let among = match claim.among {
        0 => String::new(),
        n => format!(" (said of {n} parties together)"),
    };
    let kind = plain(claim.status.word());
    format!(
        "{kind}: {}{among} [{by}{}{}]",
        claim.sentence,
        claim.date,
        after(sources_in_words(&claim.sources))
    )
}

fn answer(answer: &Response) -> String {
    format!(
        "{}: {} [{}{}]",
        answer.name,
        answer.sentence,
        answer.date,
        after(sources_in_words(&answer.sources))
    )
}

fn after(words: String) -> String {
    if words.is_empty() { words } else { format!("; {words}") }
}

/// Where it can be read, of what day and kind that is, and how many more there are.
pub fn sources_in_words(all: &[Source]) -> String {
    let Some((first, others)) = all.split_first() else { return String::new() };
    let more = if others.is_empty() { String::new() } else { format!(", and {} more", others.len()) };
    format!("{}, {}, {}{more}", first.title, first.dated(), kind(first.tier))
}

/// What kind of source a tier is.
fn kind(tier: Tier) -> &'static str {
    match tier {
        Tier::A => "official or company filing",
        Tier::B => "press or law firm",
        Tier::C => "technical community",
        Tier::D => "without a source",
    }
}

/// An address that a program can open and a person may click on.
pub(super) fn is_link(address: &str) -> bool {
    let scheme = address.split_once("://").map(|(scheme, _)| scheme);
    scheme.is_some_and(|scheme| ["http", "https"].iter().any(|known| scheme.eq_ignore_ascii_case(known)))
        && !address.contains(|c: char| c.is_whitespace() || c.is_control())
}

/// Where the connection can be read of: what the lists say, else what the path rests on; official sources before others.
pub(super) fn source_link(finding: &Finding) -> String {
    let listed = finding.designations().flat_map(|one| &one.sources).map(|source| (source, false));
    let path = finding.case.path.iter().flat_map(|hop| &hop.sources).map(|source| (source, true));
    let links = listed.chain(path).filter(|(source, _)| is_link(&source.url));
    // Of equals the first: the order of the case.
    let best = links.min_by_key(|(source, of_path)| (*of_path, source.tier));
    best.map(|(source, _)| source.url.clone()).unwrap_or_default()
}

/// Findings in the order in which people ask: the surest, parties before kinds of goods, then the nearest.
pub(super) fn nearest_first<'f>(result: &'f ListingResult<'_>) -> Vec<&'f Finding> {
    let mut all: Vec<&Finding> = result.findings.iter().collect();
    all.sort_by_key(|one| (std::cmp::Reverse(one.verdict), one.case.target.kind, one.case.path.len()));
    all
}
