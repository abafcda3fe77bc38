//! Rules of the house, checked against the register that they speak of: what is unknown is named, with the rule, the field
//! and what was probably meant.

use std::collections::BTreeSet;

use super::{BadPolicy, Policy};
use crate::register::{Register, RuleIn, ShareTest};
use crate::word::{Act, Fact, Ground, Purpose, Reader, Severity, State};

impl Policy {
    /// Checks the rules of the house: each must be one that a register can answer.
    ///
    /// # Errors
    /// Names the first rule and field that cannot be meant.
    pub fn check_rules(&self, register: &Register<'_>) -> Result<(), BadPolicy> {
        let mut codes = BTreeSet::new();
        for (n, rule) in self.rule.iter().enumerate() {
            let at = At { n, rule };
            at.words()?;
            at.names(register)?;
            at.share()?;
            at.meaning()?;
            if !rule.code.is_empty() && !codes.insert(&rule.code) {
                return at.bad("code", "is the code of a rule above: give each its own");
            }
        }
        match self.places.iter().find(|place| !is_place(place)) {
            Some(place) => {
                Err(BadPolicy(format!("places: `{place}` is not a place: write `US`, `US-TX`, `DE`, `EU`")))
            }
            None if !self.gate.place.is_empty() && !is_place(&self.gate.place) => Err(BadPolicy(format!(
                "gate: place: `{}` is not a place: write `US`, `US-TX`, `DE`, `EU`",
                self.gate.place
            ))),
            None => Ok(()),
        }
    }
}

/// Two capital letters, for parts of countries a hyphen and more.
fn is_place(place: &str) -> bool {
    let (country, part) = place.split_once('-').unwrap_or((place, "A"));
    let capitals = |text: &str| text.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
    country.len() == 2 && capitals(country) && !part.is_empty() && capitals(part)
}

struct At<'a> {
    n: usize,
    rule: &'a RuleIn,
}

impl At<'_> {
    fn bad<T>(&self, field: &str, why: &str) -> Result<T, BadPolicy> {
        let code = if self.rule.code.is_empty() { String::new() } else { format!(" ({})", self.rule.code) };
        Err(BadPolicy(format!("rule {}{code}: {field}: {why}", self.n + 1)))
    }

    fn known(&self, field: &str, word: &str, all: &[&str]) -> Result<(), BadPolicy> {
        /// So many words can still be read through.
        const FEW: usize = 12;
        if all.contains(&word) {
            return Ok(());
        }
        let meant = near(word, all.iter().copied()).map(|near| format!("did you mean `{near}`?"));
        let others = || match all.len() {
            0..=FEW => format!("one of: {}", all.join(", ")),
            _ => "see the register".to_owned(),
        };
        self.bad(field, &format!("`{word}` is not known: {}", meant.unwrap_or_else(others)))
    }

    fn words(&self) -> Result<(), BadPolicy> {
        let rule = self.rule;
        self.known("reader", &rule.reader, &Reader::words())?;
        self.known("act", &rule.act, &Act::words())?;
        self.known("state", &rule.state, &State::words())?;
        if rule.state != State::DoesNotApply.word() {
            self.known("severity", &rule.severity, &Severity::words())?;
        }
        for ground in &rule.grounds {
            self.known("grounds", ground, &Ground::words())?;
        }
        for purpose in &rule.purposes {
            self.known("purposes", purpose, &Purpose::words())?;
        }
        for fact in &rule.needs {
            self.known("needs", fact, &Fact::words())?;
        }
        if !rule.produced.is_empty() {
            self.known("produced", &rule.produced, &["foreign"])?;
        }
        Ok(())
    }

    fn names(&self, register: &Register<'_>) -> Result<(), BadPolicy> {
        let rule = self.rule;
        let lists: Vec<&str> = register.lists().map(|list| list.id()).collect();
        for list in rule.on.iter().chain((!rule.list.is_empty()).then_some(&rule.list)) {
            self.known("list", list, &lists)?;
        }
        let classes: Vec<&str> = register.classes().map(|(_, class)| class.id()).collect();
        for class in &rule.classes {
            self.known("classes", class, &classes)?;
        }
        for party in rule.parties.iter().filter(|id| register.party_by_id(id).is_none()) {
            let all: Vec<&str> = register.parties().map(|(_, party)| party.id()).collect();
            self.known("parties", party, &all)?;
        }
        if rule.list.is_empty() && rule.on.is_empty() && rule.classes.is_empty() {
            return self.bad("list", "names neither a list nor classes: a rule speaks of one of them");
        }
        Ok(())
    }

    fn share(&self) -> Result<(), BadPolicy> {
        let takes = !matches!(
            self.rule.share,
            Some(ShareTest::Ofac50 | ShareTest::Bis50 | ShareTest::EuControl | ShareTest::UkControl)
        );
        match self.rule.share_at_least {
            Some(percent) if percent == 0 || percent > 100 => {
                self.bad("share_at_least", "is a percentage from 1 to 100")
            }
            Some(_) if !takes => {
                self.bad("share_at_least", "the test named in `share` has its own threshold")
            }
            None if takes && self.rule.share.is_some() => {
                self.bad("share", "this test takes a percentage: set `share_at_least`")
            }
            Some(_) if self.rule.list.is_empty() && self.rule.on.is_empty() => {
                self.bad("share_at_least", "whose share? name a `list`")
            }
            _ => Ok(()),
        }
    }

    fn meaning(&self) -> Result<(), BadPolicy> {
        if self.rule.sentence.trim().is_empty() {
            return self.bad("sentence", "says nothing: it is what people are told");
        }
        if self.rule.needs_source || !self.rule.sources.is_empty() {
            return self.bad("sources", "a rule of the house is its own source: leave it out");
        }
        let unsure =
            self.rule.state == State::CannotTell.word() || self.rule.unverified_from.first_day().is_some();
        if unsure && self.rule.why.trim().is_empty() {
            return self.bad("why", "says nothing: what cannot be told needs its reason");
        }
        Ok(())
    }
}

/// The known word that differs by two letters at the most.
fn near<'k>(word: &str, all: impl Iterator<Item = &'k str>) -> Option<&'k str> {
    let best = all.map(|known| (distance(word, known), known)).min()?;
    (best.0 <= 2.min(word.len() / 2)).then_some(best.1)
}

/// Letters to change, insert or leave out (Levenshtein).
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (n, a) in one.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = n + 1;
        for (m, b) in other.iter().enumerate() {
            let replaced = diagonal + usize::from(a != *b);
            diagonal = row[m + 1];
            row[m + 1] = replaced.min(row[m] + 1).min(diagonal + 1);
        }
    }
    row[other.len()]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::{ClassIn, RegisterInput, build};

    const GOOD: &str = r#"
        reader = "retailer"
        act = "sell"
        severity = "check"
        list = "a-list"
        share_at_least = 25
        sentence = "We ask the desk before we sell what a listed party owns a quarter of."
    "#;

    fn check(change: (&str, &str)) -> Result<(), String> {
        let text = GOOD.replace(change.0, change.1);
        let rule: RuleIn = serde_json::from_value(toml_like(&text)).map_err(|e| e.to_string())?;
        let input = RegisterInput {
            list: vec![serde_json::from_str(r#"{"id":"a-list","name":"A list"}"#).unwrap()],
            class: vec![ClassIn::named("drone", &["drone"])],
            ..RegisterInput::default()
        };
        let bytes = build(&input, "test").unwrap();
        let policy = Policy { rule: vec![rule], ..Policy::default() };
        policy.check_rules(&Register::open(&bytes).unwrap()).map_err(|e| e.to_string())
    }

    /// `key = value` lines, whose values are JSON as well.
    fn toml_like(text: &str) -> serde_json::Value {
        let lines = text.lines().filter_map(|line| line.split_once(" = "));
        lines
            .map(|(key, value)| (key.trim().to_owned(), serde_json::from_str(value).unwrap()))
            .collect::<serde_json::Map<_, _>>()
            .into()
    }

    #[track_caller]
    fn refused(change: (&str, &str), parts: &[&str]) {
        let why = check(change).unwrap_err();
        for part in parts {
            assert!(why.contains(part), "`{part}` is not in: {why}");
        }
    }

    #[test]
    fn a_good_rule_passes() {
        assert_eq!(check(("", "")), Ok(()));
    }

    #[test]
    fn what_is_unknown_is_named_with_the_near_miss() {
        refused(("a-list", "a-lst"), &["rule 1", "list", "`a-lst`", "did you mean `a-list`"]);
        refused(("retailer", "retailers"), &["reader", "did you mean `retailer`"]);
        refused(("\"check\"", "\"warn\""), &["severity", "block, limit, check, info"]);
        refused(("list = \"a-list\"", "classes = [\"drones\"]"), &["classes", "did you mean `drone`"]);
        refused(("list = \"a-list\"", "grounds = [\"owned\"]"), &["grounds", "`owned`"]);
    }

    #[test]
    fn what_cannot_be_meant_is_refused() {
        refused(("= 25", "= 0"), &["share_at_least", "1 to 100"]);
        refused(("list = \"a-list\"", "note = \"none\""), &["list", "neither a list nor classes"]);
        refused(("share_at_least = 25", "share = \"direct\""), &["share", "set `share_at_least`"]);
        refused(("share_at_least = 25", "state = \"cannot_tell\""), &["why"]);
        refused(("list = \"a-list\"", "list = \"a-list\"\nshare = \"ofac_50\""), &["own threshold"]);
    }

    #[test]
    fn places_are_codes() {
        for (place, good) in [("US", true), ("US-TX", true), ("EU", true), ("usa", false), ("U", false)] {
            assert_eq!(is_place(place), good, "{place}");
        }
    }
}
