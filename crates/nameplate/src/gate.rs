//! What is done about a listing before it goes live: the answers for the reader that a house asks for, and what a person decided of
//! the same evidence before, come to one action with the rule that decided.

mod decision;

use serde::Serialize;

use crate::answer::{Audience, Meaning};
use crate::date::Day;
use crate::finding::{Evidence, Finding, ListingResult, home_first};
use crate::id::{CaseId, CaseKey};
use crate::policy::Gate;
use crate::text::name::name_key;
use crate::word::{Action, Outcome, Verdict};
use decision::Evidenced;
pub use decision::{BadDecision, Decision, Decisions};

/// What is done about a listing, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Gated {
    /// What is done.
    pub action: Action,
    /// The rule of the gate that decided.
    pub because: Because,
    /// Every finding with what would be done for it alone, in the order of the findings.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub decided: Vec<Decided>,
}

/// The rule that decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Because {
    /// Its name in the policy: `gate.stop`; `decision` where a person decided.
    pub rule: String,
    /// In words.
    pub sentence: String,
    /// The finding that it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub case: Option<CaseId>,
    /// The law that asks for it, by its reason code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub law: Option<String>,
    /// How the gate fails, where the listing could not be judged: `closed` or `open`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fails: Option<&'static str>,
    /// The decision that a person took.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decision: Option<String>,
}

/// What is done for one finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Decided {
    /// The case.
    pub case: CaseId,
    /// What it is about, whatever the words: decisions hold on to it.
    pub case_key: CaseKey,
    /// What is done.
    pub action: Action,
    /// The rule: `gate.check`, or `decision`.
    pub rule: String,
    /// The law that asks for it, by its reason code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub law: Option<String>,
    /// The decision that a person took of the same evidence.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decision: Option<String>,
    /// The evidence for it, as decisions repeat it.
    pub signals: Vec<String>,
    #[serde(skip)]
    sentence: &'static str,
}

/// A gate at work: the rules of the house, what was decided, and the day.
#[derive(Clone, Copy, Debug)]
pub struct Gatekeeper<'g> {
    /// The rules.
    pub gate: &'g Gate,
    /// What persons decided.
    pub decisions: &'g Decisions,
    /// The day asked for: a decision may hold until a day.
    pub as_of: Day,
}

impl Gatekeeper<'_> {
    /// What is done about a listing.
    pub fn ask(&self, result: &ListingResult<'_>) -> Gated {
        if result.verdict == Verdict::NotChecked {
            return self.not_checked(result);
        }
        let audience = self.audience();
        let decided: Vec<Decided> =
            result.findings.iter().map(|finding| self.of_finding(result, finding, &audience)).collect();
        // The first of the most serious: findings stand in the order of their weight.
        let mut worst: Option<&Decided> = None;
        for one in &decided {
            if worst.is_none_or(|known| one.action > known.action) {
                worst = Some(one);
            }
        }
        let Some(worst) = worst else { return self.nothing(result) };
        let because = Because {
            rule: worst.rule.clone(),
            sentence: worst.sentence.to_owned(),
            case: Some(worst.case.clone()),
            law: worst.law.clone(),
            fails: None,
            decision: worst.decision.clone(),
        };
        Gated { action: worst.action, because, decided }
    }

    fn audience(&self) -> Audience {
        let place = Some(self.gate.place.clone()).filter(|place| !place.is_empty());
        Audience { reader: Some(self.gate.reader), place }
    }

    fn of_finding(&self, result: &ListingResult<'_>, finding: &Finding, audience: &Audience) -> Decided {
        let meaning = Meaning::for_audience(finding, audience);
        let (name, action, sentence) = self.rule(meaning);
        // Of laws that ask the same, the one of where most of the lists are.
        let rules = home_first(finding.consequences()).into_iter().filter(|one| audience.is_bound_by(one));
        let law = rules.min_by_key(|one| Meaning::of(one)).map(|one| one.code.clone());
        let signals = marks(result, finding);
        let mut decided = Decided {
            case: finding.case.id.clone(),
            case_key: finding.case.key.clone(),
            action,
            rule: format!("gate.{name}"),
            law,
            decision: None,
            signals,
            sentence,
        };
        let found = Evidenced { case_key: &decided.case_key, signals: &decided.signals };
        if action == Action::Hold
            && let Some(decision) = self.decisions.about(found, result, self.as_of)
        {
            decided.action = match decision.outcome {
                Outcome::Release => Action::Allow,
                Outcome::Stop => Action::Stop,
                Outcome::Reopen => Action::Hold,
            };
            decided.rule = "decision".to_owned();
            decided.decision = Some(decision.id());
            decided.sentence = "a person decided so of the same evidence";
        }
        decided
    }

    fn rule(&self, meaning: Meaning) -> (&'static str, Action, &'static str) {
        let at = match meaning {
            Meaning::Stop => 0,
            Meaning::MayBar => 1,
            Meaning::Check => 2,
            Meaning::CannotTell => 3,
            Meaning::Know => 4,
            Meaning::Allowed => 5,
            Meaning::NoRule => 6,
        };
        self.gate.rules()[at]
    }

    fn nothing(&self, result: &ListingResult<'_>) -> Gated {
        let rules = self.gate.rules();
        let (name, action, sentence) = rules[if result.identified { 7 } else { 8 }];
        Gated { action, because: Because::by(name, sentence.to_owned()), decided: Vec::new() }
    }

    fn not_checked(&self, result: &ListingResult<'_>) -> Gated {
        let (name, action, sentence) = self.gate.rules()[9];
        let why = result.why.as_deref().unwrap_or_default();
        let sentence = if why.is_empty() { sentence.to_owned() } else { format!("{sentence}: {why}") };
        let fails = Some(if action == Action::Allow { "open" } else { "closed" });
        Gated { action, because: Because { fails, ..Because::by(name, sentence) }, decided: Vec::new() }
    }
}

impl Because {
    fn by(name: &str, sentence: String) -> Self {
        let rule = format!("gate.{name}");
        Because { rule, sentence, case: None, law: None, fails: None, decision: None }
    }
}

/// The evidence for a finding, as decisions repeat it: the kind of signal, whom it may mean, and its words, sorted.
pub fn marks(result: &ListingResult<'_>, finding: &Finding) -> Vec<String> {
    let mark = |one: &Evidence| format!("{}:{}:{}", one.kind, one.party, name_key(&one.text));
    let mut all: Vec<String> = result.evidence(finding).filter(|one| one.weight > 0).map(mark).collect();
    all.sort_unstable();
    all.dedup();
    all
}
