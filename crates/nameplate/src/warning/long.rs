//! The long text: paragraphs that fit on a page, and the sources behind them.

use super::cost;
use super::messages::Messages;
use super::pick::Picked;
use super::room::{self, Room};
use super::sources::Sources;
use super::text::{about, kinds, name, subject, whom};
use crate::case::Designation;
use crate::connection::Hop;
use crate::consequence::Consequence;
use crate::id::PartyId;
use crate::register::{Claim, Extent};
use crate::word::{Act, Purpose, RelationKind, Severity, State};

/// The long text and what it is made with.
struct Long<'s, 'f> {
    say: &'s Messages,
    picked: &'s Picked<'f>,
    sources: Sources<'f>,
    room: Room,
    /// What is left to the evidence: the word for it, and how much.
    left: Vec<(&'static str, usize)>,
}

/// Everything that a buyer has to know, in paragraphs with an empty line between; lines of a row begin with a dash.
pub(super) fn long(say: &Messages, picked: &Picked<'_>) -> String {
    let mut long =
        Long { say, picked, sources: Sources::default(), room: Room::of(cost::LONG), left: Vec::new() };
    let quoted = long.quoted();
    let mut paragraphs = vec![
        long.who(),
        long.lists(),
        long.claim(quoted.claim),
        long.answer(quoted.answer),
        long.shopper(&quoted),
        long.closing(quoted.rule || quoted.answer || quoted.claim),
        long.cited(),
    ];
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    paragraphs.join("\n\n")
}

/// Which sentences of the register find room.
struct Quoted {
    papers: bool,
    rule: bool,
    answer: bool,
    claim: bool,
}

impl<'f> Long<'_, 'f> {
    /// Takes room for what has to be told, then decides what else is: first what a shopper has to know, then the answer, and the
    /// claim never in more words than its answer.
    fn quoted(&mut self) -> Quoted {
        let picked = self.picked;
        self.room.take(cost::of_the_long(picked));
        let papers = self.papers().is_some() && self.room.fits(cost::PAPERS);
        let mut fits = |sentence: &str| self.room.fits(cost::quoted(sentence));
        let rule = !papers && picked.rule().is_some_and(|rule| fits(&in_full(rule)));
        let answer = picked.answer.is_some_and(|answer| fits(&answer.sentence));
        let heard = answer || picked.answer.is_none();
        let claim = heard && picked.claim.is_some_and(|claim| fits(&claim.sentence));
        Quoted { papers, rule, answer, claim }
    }

    /// Whom the listing points to, and the path from there, step by step.
    fn who(&mut self) -> String {
        let (say, case) = (self.say, self.picked.case);
        let mut all = Vec::new();
        if self.picked.steps.is_empty() {
            let first = say.native(&name(say, self.picked), case.target.native_name.as_deref());
            all.push(say.say("who-listing", &[("whom", whom(self.picked).into()), ("first", first.into())]));
        }
        let left = case.path.len() - self.picked.steps.len();
        for (n, hop) in self.picked.steps.clone().into_iter().enumerate() {
            // Behind what is left out, "that company" would be another one.
            let is_next = n > 0 && (left == 0 || n + 1 < self.picked.steps.len());
            all.push(self.step(hop, is_next));
        }
        self.leave("steps", left);
        all.extend(self.namesakes());
        say.sentences(&all)
    }

    fn step(&mut self, hop: &'f Hop, is_next: bool) -> String {
        let say = self.say;
        let ends = [(&hop.from, &hop.from_name), (&hop.to, &hop.to_name)];
        let [from, to] = ends.map(|(id, name)| self.on_the_path(id, name));
        let (from, to) = if hop.relation.runs_backwards() { (to, from) } else { (from, to) };
        let values = [("relation", relation(hop).into()), ("from", from.into()), ("to", to.into())];
        let step = if is_next { say.say("step-next", &values) } else { say.say("step", &values) };
        let when = say.when(hop, cost::is_told(&hop.scope));
        let step = match when {
            Some(when) => say.say("step-dated", &[("step", step.into()), ("when", when.into())]),
            None => step,
        };
        let step = self.sources.cited(say, step, &hop.sources);
        say.say("sentence", &[("words", step.into())])
    }

    /// A name on the path, and of the company whose product it is, that it stands on no list itself.
    fn on_the_path(&self, id: &PartyId, name: &str) -> String {
        let name = room::name(name);
        let is_unlisted = self.picked.case.unlisted.as_ref().is_some_and(|company| company.id == *id);
        if is_unlisted { self.say.say("unlisted", &[("name", name.into())]) } else { name }
    }

    /// Companies that bear a like name and are not meant.
    fn namesakes(&mut self) -> Option<String> {
        let all = &self.picked.case.namesakes;
        let names: Vec<String> = all.iter().take(cost::NAMESAKES).map(|one| room::name(&one.name)).collect();
        self.leave("namesakes", all.len() - names.len());
        let values = [("names", self.say.row(&names).into()), ("count", names.len().into())];
        (!names.is_empty()).then(|| self.say.say("who-namesakes", &values))
    }

    /// The list that bears most on a household, and how many there are.
    fn lists(&mut self) -> String {
        let (say, picked) = (self.say, self.picked);
        let Some((first, others)) = picked.lists.split_first() else { return String::new() };
        let target = name(say, picked);
        let line = self.list_line(first, &target);
        let line = self.sources.cited(say, line, &first.sources);
        let mut all = vec![
            say.say("sentence", &[("words", line.into())]),
            say.say("list-purpose", &[("list", first.list.as_str().into())]),
        ];
        all.extend(purposes(say, first));
        self.leave("lists", others.len());
        all.retain(|sentence| !sentence.is_empty());
        say.sentences(&all)
    }

    fn list_line(&self, one: &Designation, target: &str) -> String {
        let (say, lists) = (self.say, &self.picked.lists);
        let mut values = vec![
            ("target", target.into()),
            ("list", room::name(&one.list_name).into()),
            ("kind", say.say("list-kind", &[("kind", one.kind.word().into())]).into()),
            ("since", say.since(one).into()),
        ];
        if lists.len() > 1 {
            values.extend([("kinds", kinds(lists).into()), ("count", lists.len().into())]);
            return say.say("lists-many", &values);
        }
        values.push(("whom", whom(self.picked).into()));
        say.say("list-line", &values)
    }

    /// What somebody says, with status, who and when.
    fn claim(&mut self, is_quoted: bool) -> String {
        let (say, picked) = (self.say, self.picked);
        let Some(claim) = picked.claim else {
            self.leave("claims", picked.claims.len());
            return String::new();
        };
        self.leave("claims", picked.claims.len() - 1);
        let line = self.claim_line(claim);
        let line = self.sources.cited(say, line, &claim.sources);
        let about = [
            ("whom", about(picked, claim).into()),
            ("among", claim.among.into()),
            ("about", room::name(picked.name_of(&claim.about)).into()),
        ];
        let mut all = vec![say.say("sentence", &[("words", line.into())]), say.say("claim-about", &about)];
        all.extend(is_quoted.then(|| summary(say, &claim.sentence)));
        say.sentences(&all)
    }

    fn claim_line(&self, claim: &Claim) -> String {
        let say = self.say;
        let values = [
            ("status", say.say("claim-status", &[("status", claim.status.word().into())]).into()),
            ("by", room::name(&claim.by).into()),
            ("date", say.date(claim.date).into()),
            ("subject", subject(say, claim).into()),
        ];
        say.say("claim-line", &values)
    }

    /// What the rules for consumers come to: never that nothing is barred, unless they say so.
    fn shopper(&mut self, quoted: &Quoted) -> String {
        let (say, picked) = (self.say, self.picked);
        let all = picked.lists.len();
        let allowed = picked.lawful_lists();
        let rule = picked.rule().filter(|rule| quoted.rule || picked.serious().any(|c| c == *rule));
        let summary = if picked.is_lawful() {
            let kept = if picked.may_be_kept() { "yes" } else { "no" };
            say.say("shopper-lawful", &[("kept", kept.into())])
        } else if allowed > 0 {
            say.say("shopper-part", &[("count", allowed.into()), ("all", all.into())])
        } else if picked.rules.is_empty() {
            say.say("shopper-none", &[])
        } else if rule.is_none() {
            say.say("shopper-evidence", &[])
        } else {
            String::new()
        };
        let mut told = vec![summary];
        told.extend(self.papers().filter(|_| quoted.papers));
        told.extend(rule.map(|rule| rule_line(say, rule, quoted.rule)));
        self.leave("rules", picked.rules.len() - usize::from(rule.is_some() || quoted.papers));
        if picked.may_be_kept() && !picked.is_lawful() {
            told.push(say.say("shopper-kept", &[]));
        }
        told.retain(|sentence| !sentence.is_empty());
        say.sentences(&told)
    }

    /// What to ask a seller for, where the rule on buying of the list named speaks of papers and none is more serious.
    fn papers(&self) -> Option<String> {
        let picked = self.picked;
        let list = picked.lists.first()?;
        let speaks = |rule: &&Consequence| rule.act == Act::Buy && rule.list == list.list;
        picked.rule().filter(speaks).filter(|_| picked.serious().next().is_none())?;
        let words = self.say.say("shopper-papers", &[("list", list.list.as_str().into())]);
        (!words.is_empty()).then_some(words)
    }

    fn answer(&mut self, is_quoted: bool) -> String {
        let (say, picked) = (self.say, self.picked);
        if picked.is_class() {
            return say.say("answers-class", &[]);
        }
        let Some(answer) = picked.answer else { return say.say("answers-none", &[]) };
        self.leave("answers", picked.case.responses.len() - 1);
        let values = [("party", room::name(&answer.name).into()), ("date", say.date(answer.date).into())];
        let line = say.say("answer-line", &values);
        let line = self.sources.cited(say, line, &answer.sources);
        let mut all = Vec::new();
        if !picked.case.responses.iter().any(|one| picked.is_on_the_path(one)) {
            all.push(say.say("answers-others", &[]));
        }
        all.push(say.say("sentence", &[("words", line.into())]));
        all.extend(is_quoted.then(|| summary(say, &answer.sentence)));
        say.sentences(&all)
    }

    /// How much more there is and where, how far the sources reach, and what this text is not.
    fn closing(&self, is_quoted: bool) -> String {
        let (say, picked) = (self.say, self.picked);
        let mut all = Vec::new();
        if !self.left.is_empty() {
            let item = |&(what, count): &(&'static str, usize)| {
                say.say("left-item", &[("what", what.into()), ("count", count.into())])
            };
            let items: Vec<String> = self.left.iter().map(item).collect();
            all.push(say.say("left", &[("items", say.row(&items).into())]));
        }
        all.extend(picked.newest.map(|date| say.say("reach", &[("date", say.date(date).into())])));
        all.extend(is_quoted.then(|| say.say("closing-quoted", &[])));
        all.push(say.say("closing", &[]));
        say.sentences(&all)
    }

    /// Where what was cited can be read: every number above leads somewhere.
    fn cited(&self) -> String {
        let say = self.say;
        let lines: Vec<String> = self
            .sources
            .all()
            .map(|(number, source)| {
                let values = [
                    ("number", number.to_string().into()),
                    ("title", source.title.as_str().into()),
                    ("date", say.date(source.date).into()),
                    ("address", source.url.as_str().into()),
                ];
                say.say("source-line", &values)
            })
            .collect();
        if lines.is_empty() {
            return String::new();
        }
        lines.iter().fold(say.say("sources-intro", &[]), |text, line| format!("{text}\n- {line}"))
    }

    fn leave(&mut self, what: &'static str, count: usize) {
        if count > 0 {
            self.left.push((what, count));
        }
    }
}

/// Which sentence says a step: that somebody makes products says of how many of them.
fn relation(step: &Hop) -> &'static str {
    match (step.relation, step.extent) {
        (RelationKind::MadeBy, Extent::Most) => "made_by_most",
        (RelationKind::MadeBy, Extent::Some) => "made_by_some",
        (RelationKind::MadeBy, Extent::Few) => "made_by_few",
        (relation, _) => relation.word(),
    }
}

/// That an entry covers goods only as far as they are used for certain purposes.
fn purposes(say: &Messages, list: &Designation) -> Option<String> {
    let purpose = |one: &Purpose| say.say("purpose", &[("purpose", one.word().into())]);
    let all: Vec<String> = list.purposes.iter().map(purpose).collect();
    (!all.is_empty()).then(|| say.say("purposes", &[("purposes", say.row(&all).into())]))
}

/// A sentence of the register, called our own.
fn summary(say: &Messages, sentence: &str) -> String {
    say.say("summary", &[("original", say.original(sentence).into())])
}

/// What a rule says, and where it cannot be told, why.
fn in_full(rule: &Consequence) -> String {
    format!("{} {}", rule.sentence, rule.why).trim_end().to_owned()
}

fn rule_line(say: &Messages, rule: &Consequence, is_quoted: bool) -> String {
    let severity = rule.severity.filter(|_| rule.state == State::Applies).map_or("unsure", Severity::word);
    let values = [("severity", severity.into()), ("list", room::name(&rule.regime).into())];
    let line = say.say("shopper-line", &values);
    if is_quoted {
        let original = say.original(&in_full(rule));
        return say.say("shopper-quoted", &[("line", line.into()), ("original", original.into())]);
    }
    say.say("sentence", &[("words", line.into())])
}
