//! `facts check`: refuses what does not hold together, naming file and statement.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use nameplate::consequence::MOST_TEXT;
use nameplate::date::{Date, Interval};
use nameplate::register::{
    NameIn, NameKind, RegisterInput, RelationIn, RuleIn, ShareTest, SourceIn, TellIn, TellKind, Tier,
    carried_by,
};
use nameplate::text::name::name_key;
use nameplate::word::{Act, ClaimStatus, ClaimSubject, Fact, Ground, Purpose, Reader, Severity, State};

use super::stated::Facts;

/// Something in the facts that does not hold.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The file, where known.
    pub file: String,
    /// Which statement.
    pub what: String,
    /// What is wrong, and what to do.
    pub why: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let file = if self.file.is_empty() { "facts" } else { &self.file };
        write!(f, "{file}: {}: {}", self.what, self.why)
    }
}

/// Ordinary words that are names of somebody. Not a dictionary: the ones that brands and firms of this field bear, and the
/// commonest words of titles.
const ORDINARY_WORDS: &[&str] = &[
    "alibi",
    "alpha",
    "apex",
    "baby",
    "blink",
    "camel",
    "capture",
    "case",
    "classic",
    "compass",
    "dawning",
    "delta",
    "dome",
    "eagle",
    "elite",
    "ens",
    "envision",
    "eve",
    "eye",
    "face",
    "focus",
    "galaxy",
    "gold",
    "guardian",
    "home",
    "honor",
    "honour",
    "hunt",
    "icon",
    "king",
    "leon",
    "life",
    "light",
    "line",
    "link",
    "luma",
    "master",
    "max",
    "mini",
    "nature",
    "night",
    "northern",
    "nova",
    "omega",
    "orient",
    "phantom",
    "pioneer",
    "power",
    "prime",
    "pro",
    "ring",
    "safe",
    "secure",
    "sense",
    "shield",
    "sky",
    "smart",
    "solar",
    "spark",
    "star",
    "storm",
    "sun",
    "swan",
    "titan",
    "top",
    "trust",
    "ultra",
    "union",
    "unity",
    "universal",
    "view",
    "vision",
    "wave",
    "world",
    "zoom",
];

/// Ids that statements may refer to. What needs a source itself is not compiled, so nothing compiled may lean on it.
struct Known<'a> {
    sources: BTreeMap<&'a str, &'a SourceIn>,
    parties: BTreeSet<&'a str>,
    waiting: BTreeSet<&'a str>,
    lists: BTreeSet<&'a str>,
    classes: BTreeSet<&'a str>,
}

struct Checker<'a> {
    facts: &'a Facts,
    known: Known<'a>,
    problems: Vec<Problem>,
}

pub(super) fn check(facts: &Facts) -> Vec<Problem> {
    let input = &facts.input;
    let known = Known {
        sources: input.source.iter().map(|s| (s.id.as_str(), s)).collect(),
        parties: input.party.iter().filter(|p| !p.needs_source).map(|p| p.id.as_str()).collect(),
        waiting: input.party.iter().filter(|p| p.needs_source).map(|p| p.id.as_str()).collect(),
        lists: input.list.iter().filter(|l| !l.needs_source).map(|l| l.id.as_str()).collect(),
        classes: input.class.iter().map(|c| c.id.as_str()).collect(),
    };
    let mut checker = Checker { facts, known, problems: Vec::new() };
    checker.ids(input);
    checker.parties(input);
    checker.relations(input);
    checker.designations(input);
    checker.statements(input);
    checker.signals(input);
    checker.regimes(input);
    checker.classes(input);
    checker.identities(input);
    checker.problems.sort();
    checker.problems.dedup();
    checker.problems
}

impl<'a> Checker<'a> {
    fn problem(&mut self, what: &str, why: impl Into<String>) {
        let file = self.facts.file_of(what).to_owned();
        self.problems.push(Problem { file, what: what.to_owned(), why: why.into() });
    }

    fn ids(&mut self, input: &RegisterInput) {
        let kinds: [(&str, Vec<&str>); 4] = [
            ("source", input.source.iter().map(|s| s.id.as_str()).collect()),
            ("party", input.party.iter().map(|p| p.id.as_str()).collect()),
            ("list", input.list.iter().map(|l| l.id.as_str()).collect()),
            ("class", input.class.iter().map(|c| c.id.as_str()).collect()),
        ];
        for (kind, ids) in kinds {
            let mut seen = BTreeSet::new();
            for id in ids {
                let what = format!("{kind} {id}");
                if !seen.insert(id) {
                    self.problem(&what, "the id is given twice");
                }
                if !is_slug(id) {
                    self.problem(&what, "an id is made of lower-case letters, digits, `-` and `_`");
                }
            }
        }
    }

    fn sources(&mut self, what: &str, sources: &[String], needs_source: bool) {
        if sources.is_empty() && !needs_source {
            self.problem(what, "has no source: name one, or mark it `needs_source = true`");
        }
        for id in sources {
            if !self.known.sources.contains_key(id.as_str()) {
                self.problem(what, format!("refers to the source `{id}`, which nobody defines"));
            }
        }
    }

    /// A reference to a party; `leans` where a statement that is compiled may not lean on one that is not.
    fn party(&mut self, what: &str, id: &str, leans: bool) {
        if self.known.waiting.contains(id) {
            if leans {
                self.problem(what, format!("leans on the party `{id}`, which itself needs a source"));
            }
        } else if !self.known.parties.contains(id) {
            self.problem(what, format!("refers to the party `{id}`, which nobody defines"));
        }
    }

    fn class(&mut self, what: &str, id: &str) {
        if !self.known.classes.contains(id) {
            self.problem(what, format!("refers to the product class `{id}`, which nobody defines"));
        }
    }

    fn list(&mut self, what: &str, id: &str) {
        if !self.known.lists.contains(id) {
            self.problem(
                what,
                format!("refers to the list `{id}`, which nobody defines or which needs a source"),
            );
        }
    }

    fn parties(&mut self, input: &RegisterInput) {
        for party in &input.party {
            let what = format!("party {}", party.id);
            self.sources(&what, &party.sources, party.needs_source);
            if !party.country.is_empty() && !is_country(&party.country) {
                self.problem(&what, format!("`{}` is no ISO 3166-1 alpha-2 code", party.country));
            }
            for class in &party.makes {
                self.class(&what, class);
            }
            for name in &party.names {
                self.ordinary_word(&what, name);
                if name.text.trim().is_empty() {
                    self.problem(&what, "has an empty name");
                }
                // A name is no allegation: it may come without a source, and is counted by `--gaps`.
                self.sources(&format!("{what}, name {}", name.text), &name.sources, true);
            }
        }
    }

    /// A name that is an ordinary word would find itself in every catalog.
    fn ordinary_word(&mut self, what: &str, name: &NameIn) {
        let key = name_key(&name.text);
        let guarded = name.common || name.kind == NameKind::Weak;
        if !guarded && ORDINARY_WORDS.contains(&key.as_str()) {
            self.problem(
                what,
                format!("the name `{}` is an ordinary word: mark it `common = true`", name.text),
            );
        }
    }

    fn relations(&mut self, input: &RegisterInput) {
        for relation in &input.relation {
            let what = format!("relation {} {} {}", relation.from, relation.kind, relation.to);
            self.sources(&what, &relation.sources, relation.needs_source);
            self.party(&what, &relation.from, !relation.needs_source);
            self.party(&what, &relation.to, !relation.needs_source);
            self.interval(&what, relation.interval());
            self.carried(&what, relation);
            self.voices(&what, relation);
            for class in &relation.scope.classes {
                self.class(&what, class);
            }
            let in_range = relation.share.iter().all(|s| (0.0..=100.0).contains(s));
            if relation.share.len() > 2 || !in_range || !relation.share.is_sorted() {
                self.problem(&what, "`share` is one percentage, or the least and the most");
            }
            if relation.from == relation.to {
                self.problem(&what, "leads from a party to itself");
            }
        }
    }

    fn carried(&mut self, what: &str, relation: &RelationIn) {
        if relation.needs_source || relation.sources.is_empty() {
            return;
        }
        let tiers =
            relation.sources.iter().filter_map(|id| self.known.sources.get(id.as_str())).map(|s| s.tier);
        if carried_by(tiers, relation.status).is_none() {
            self.problem(
                what,
                "is a lead, not a relation: no source above tier D carries it. Write it as [[lead]]",
            );
        }
    }

    /// Two community sources carry `connected` because they are independent: two pages of one author are one voice.
    fn voices(&mut self, what: &str, relation: &RelationIn) {
        let cited: Vec<&SourceIn> = relation
            .sources
            .iter()
            .filter_map(|id| self.known.sources.get(id.as_str()).copied())
            .filter(|source| source.tier != Tier::D)
            .collect();
        if cited.len() < 2 || cited.iter().any(|source| source.tier != Tier::C) {
            return;
        }
        let voices: BTreeSet<&str> = cited.iter().map(|source| voice(&source.url)).collect();
        if voices.len() == 1 {
            self.problem(what, "leans on community sources of one author only: cite one of them");
        }
    }

    fn interval(&mut self, what: &str, interval: Interval) {
        if interval.crosses() {
            self.problem(what, format!("ends ({}) before it begins ({})", interval.to, interval.from));
        }
        if interval.last_confirmed != Date::Unknown && interval.to != Date::Unknown {
            self.problem(what, "`last_confirmed` belongs to `valid_to = \"unknown\"`");
        }
        if interval.first_confirmed != Date::Unknown && interval.from != Date::Unknown {
            self.problem(what, "`first_confirmed` belongs to an unknown `valid_from`");
        }
        if interval.from == Date::Open {
            self.problem(what, "a start cannot be open");
        }
    }

    fn designations(&mut self, input: &RegisterInput) {
        for item in &input.designation {
            let what = format!("designation of {}{} on {}", item.party, item.class, item.list);
            self.sources(&what, &item.sources, item.needs_source);
            self.list(&what, &item.list);
            match (item.party.is_empty(), item.class.is_empty()) {
                (false, true) => self.party(&what, &item.party, !item.needs_source),
                (true, false) => self.class(&what, &item.class),
                _ => self.problem(&what, "names either a party or a class"),
            }
            if item.entry.is_empty() {
                self.problem(&what, "has no `entry` as printed");
            }
            self.interval(&what, Interval { from: item.since, to: item.until, ..Interval::default() });
        }
    }

    fn statements(&mut self, input: &RegisterInput) {
        for claim in &input.claim {
            let what = format!("claim about {}", claim.about);
            self.sources(&what, &claim.sources, claim.needs_source);
            self.party(&what, &claim.about, !claim.needs_source);
            self.one_of(&what, "subject", &claim.subject, &ClaimSubject::words());
            self.one_of(&what, "status", &claim.status, &ClaimStatus::words());
            if claim.among == 0 && speaks_of_many(&claim.sentence) {
                self.problem(&what, "speaks of so many parties together: say of how many, `among = 28`");
            }
        }
        for response in &input.response {
            let what = format!("response of {}", response.party);
            self.sources(&what, &response.sources, response.needs_source);
            self.party(&what, &response.party, !response.needs_source);
        }
        for lead in &input.lead {
            let what = format!("lead {} to {}", lead.from, lead.to);
            self.sources(&what, &lead.sources, true);
            self.party(&what, &lead.from, false);
            if !lead.to.is_empty() {
                self.party(&what, &lead.to, false);
            }
        }
        for item in &input.contradiction {
            let what = format!("contradiction about {}", item.about);
            self.party(&what, &item.about, false);
            if item.statements.len() < 2 {
                self.problem(&what, "takes two statements at the least");
            }
            for statement in item.statements.iter().filter(|s| !s.source.is_empty()) {
                self.sources(&what, std::slice::from_ref(&statement.source), true);
            }
        }
    }

    fn signals(&mut self, input: &RegisterInput) {
        for signal in &input.signal {
            let what = format!("signal {} of {}", signal.kind, signal.party);
            self.sources(&what, &signal.sources, signal.needs_source);
            self.party(&what, &signal.party, false);
            if !signal.class.is_empty() {
                self.class(&what, &signal.class);
            }
            self.literals(&what, signal);
        }
    }

    fn literals(&mut self, what: &str, signal: &TellIn) {
        let is_model = signal.kind == TellKind::Model;
        let literals = if is_model { &signal.prefixes } else { &signal.values };
        if literals.is_empty() {
            let field = if is_model { "prefixes" } else { "values" };
            self.problem(what, format!("has no `{field}`"));
        }
        if is_model {
            // Compiled as the engine does: lower case, without Unicode tables.
            let grammar = format!("^(?:{})", signal.rest.to_ascii_lowercase());
            if let Err(cause) = regex::RegexBuilder::new(&grammar).unicode(false).size_limit(1 << 20).build()
            {
                self.problem(what, format!("`rest` is no regular expression: {cause}"));
            }
        }
        for literal in literals {
            let hex = literal.chars().filter(char::is_ascii_hexdigit).count();
            let fits = match signal.kind {
                TellKind::Mac => matches!(hex, 6 | 7 | 9),
                TellKind::FccGrantee => matches!(literal.len(), 3 | 5),
                _ => literal.trim().chars().count() >= 2,
            };
            if !fits {
                self.problem(what, format!("`{literal}` is no value of that kind"));
            }
        }
    }

    fn regimes(&mut self, input: &RegisterInput) {
        for list in &input.list {
            self.sources(&format!("list {}", list.id), &list.sources, list.needs_source);
        }
        let mut codes: BTreeMap<&str, (&str, &str, &str)> = BTreeMap::new();
        for rule in input.rule.iter().filter(|r| !r.needs_source) {
            let what = format!("rule {}", rule.code);
            let spoken_to = (rule.list.as_str(), rule.reader.as_str(), rule.act.as_str());
            if !is_code(&rule.code) {
                self.problem(&what, "has no `code` like `us.s889.a1a.agency.buy`: shops filter on it");
            } else if *codes.entry(&rule.code).or_insert(spoken_to) != spoken_to {
                self.problem(&what, "is the code of another list, reader or act as well");
            }
            self.rule_words(&what, rule);
            self.rule_state(&what, rule);
            self.rule_names(&what, rule);
        }
    }

    fn rule_words(&mut self, what: &str, rule: &RuleIn) {
        self.one_of(what, "reader", &rule.reader, &Reader::words());
        self.one_of(what, "act", &rule.act, &Act::words());
        for word in &rule.purposes {
            self.one_of(what, "purposes", word, &Purpose::words());
        }
        for word in &rule.needs {
            self.one_of(what, "needs", word, &Fact::words());
        }
        if !rule.produced.is_empty() {
            self.one_of(what, "produced", &rule.produced, &["foreign"]);
        }
        for country in rule.produced_in.iter().filter(|code| !is_country(code)) {
            self.problem(what, format!("`produced_in`: `{country}` is no country code"));
        }
        if rule.grounds.is_empty() {
            self.problem(what, "names no `grounds`");
        }
        for ground in rule.grounds.iter().filter(|g| Ground::from_word(g).is_none()) {
            self.problem(what, format!("names the ground `{ground}`, which does not exist"));
        }
        let takes =
            matches!(rule.share, Some(ShareTest::Direct | ShareTest::Indirect | ShareTest::Aggregate));
        if takes != rule.share_at_least.is_some_and(|percent| (1..=100).contains(&percent)) {
            self.problem(
                what,
                "`share_at_least` (1 to 100) goes with the tests direct, indirect and aggregate",
            );
        }
    }

    fn rule_state(&mut self, what: &str, rule: &RuleIn) {
        self.one_of(what, "state", &rule.state, &State::words());
        if rule.state == State::DoesNotApply.word() {
            if !rule.severity.is_empty() {
                self.problem(what, "what does not apply has no `severity`");
            }
        } else {
            self.one_of(what, "severity", &rule.severity, &Severity::words());
        }
        let unsure = rule.state == State::CannotTell.word() || rule.unverified_from != Date::Unknown;
        if unsure && rule.why.trim().is_empty() {
            self.problem(what, "says no `why`: what cannot be told needs its reason");
        }
        if rule.sentence.trim().is_empty() || rule.citation.trim().is_empty() {
            self.problem(what, "needs a `sentence` and a `citation`: without them nothing may be printed");
        }
        let texts = [&rule.sentence, &rule.citation, &rule.why].into_iter().chain(&rule.exceptions);
        if texts.into_iter().any(|text| text.len() > MOST_TEXT) {
            self.problem(what, format!("has a text of more than {MOST_TEXT} bytes"));
        }
        self.interval(what, Interval { from: rule.from, to: rule.to, ..Interval::default() });
    }

    fn rule_names(&mut self, what: &str, rule: &RuleIn) {
        self.sources(what, &rule.sources, rule.needs_source);
        for list in std::iter::once(&rule.list).chain(&rule.on) {
            self.list(what, list);
        }
        for party in &rule.parties {
            self.party(what, party, true);
        }
        for class in &rule.classes {
            self.class(what, class);
        }
    }

    fn identities(&mut self, input: &RegisterInput) {
        for identity in &input.identity {
            let what = format!("identity {} {}", identity.one, identity.other);
            if identity.why.trim().is_empty() {
                self.problem(&what, "says no `why`: a decision on who is who needs one");
            }
            if identity.one == identity.other {
                self.problem(&what, "names one thing twice");
            }
            // Records have a colon: whether they are there depends on the lists that are read.
            for id in [&identity.one, &identity.other].into_iter().filter(|id| !id.contains(':')) {
                if !self.known.parties.contains(id.as_str()) {
                    self.problem(
                        &what,
                        format!("`{id}` is no party; a record is written source, colon, entry"),
                    );
                }
            }
            self.sources(&what, &identity.sources, true);
        }
    }

    fn classes(&mut self, input: &RegisterInput) {
        for class in input.class.iter().filter(|c| !c.parent.is_empty()) {
            self.class(&format!("class {}", class.id), &class.parent);
        }
    }

    fn one_of(&mut self, what: &str, field: &str, value: &str, allowed: &[&str]) {
        if !allowed.contains(&value) {
            self.problem(what, format!("`{field} = \"{value}\"` is none of: {}", allowed.join(", ")));
        }
    }
}

/// Whose voice an address is: the owner of a repository, else the host.
fn voice(url: &str) -> &str {
    let place = url.split_once("://").map_or(url, |(_, place)| place);
    let (host, path) = place.split_once('/').unwrap_or((place, ""));
    let host_of_many = matches!(host.trim_start_matches("www."), "github.com" | "raw.githubusercontent.com");
    if host_of_many { path.split('/').next().unwrap_or(path) } else { host }
}

/// Whether a sentence says that a finding is about so many parties ("among 28 entities", "one of 34 Chinese entities").
fn speaks_of_many(sentence: &str) -> bool {
    let words: Vec<&str> = sentence.split_whitespace().collect();
    let is_number = |word: &str| word.parse::<u32>().is_ok() || NUMBERS.contains(&word);
    let counts = |at: usize| {
        let of_many = words[at] == "among" || (words[at] == "of" && at > 0 && words[at - 1] == "one");
        of_many && words.get(at + 1).is_some_and(|word| is_number(word))
    };
    (0..words.len()).any(counts)
}

const NUMBERS: &[&str] =
    &["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

fn is_slug(id: &str) -> bool {
    !id.is_empty()
        && id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'-' | b'_'))
}

/// Words with dots between them, from the widest to the narrowest.
fn is_code(code: &str) -> bool {
    code.contains('.') && code.split('.').all(is_slug)
}

fn is_country(code: &str) -> bool {
    code.len() == 2 && code.bytes().all(|b| b.is_ascii_uppercase())
}
