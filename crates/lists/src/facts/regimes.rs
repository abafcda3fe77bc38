//! `docs/regimes.md`: every regime with its rules, as the facts state them.

use std::fmt::Write as _;

use nameplate::date::Date;
use nameplate::register::{ListIn, RegisterInput, RuleIn, canonical};
use nameplate::word::State;

const HEAD: &str = "\
# Regimes

What each list or law means, for whom, for which act, from when to when. Generated from `facts/regimes/`; a test holds this page
equal to them. Not legal advice: with each rule stand its dates, its citation, and whether a source that states it was read (the law
itself, or an official page, law firm or paper that reports it).

*Cannot tell* is a state of its own: the text or its date could not be verified, or the rule needs a fact that a listing does not
give; it is printed with the reason and with what it would be. *Lawful* says plainly that a list bars nothing there. A rule
without its own list (a duty of shops, say) names the lists whose entries make it worth a look.
";

/// The page.
pub(super) fn page(input: &RegisterInput) -> String {
    let mut out = String::from(HEAD);
    let mut lists: Vec<&ListIn> = input.list.iter().collect();
    lists.sort_by_key(|list| (&list.jurisdiction, &list.name));
    for list in lists {
        let mut rules: Vec<&RuleIn> = input.rule.iter().filter(|rule| rule.list == list.id).collect();
        rules.sort_by_key(|rule| (&rule.code, rule.from.to_bits(), canonical(*rule)));
        heading(&mut out, list);
        if rules.is_empty() {
            out.push_str("\nNo rule is written down: a finding says where the entry stands and no more.\n");
        }
        for rule in rules {
            put(&mut out, rule);
        }
    }
    out
}

// Writing to a string cannot fail, in this file.
fn heading(out: &mut String, list: &ListIn) {
    let _ = write!(out, "\n## {}: {} (`{}`)\n\n{}", list.jurisdiction, list.name, list.id, list.authority);
    for part in [&list.citation, &list.url].into_iter().filter(|part| !part.is_empty()) {
        let _ = write!(out, " · {part}");
    }
    if list.needs_source {
        out.push_str("\n\n**Without a source: not compiled.**");
    }
    out.push('\n');
}

fn put(out: &mut String, rule: &RuleIn) {
    let says = match State::from_word(&rule.state) {
        Some(State::DoesNotApply) => "lawful".to_owned(),
        Some(State::CannotTell) => format!("cannot tell, would be {}", rule.severity),
        Some(State::Applies) | None => rule.severity.clone(),
    };
    let until = match rule.to {
        Date::Open => "on".to_owned(),
        date => format!("to {date}"),
    };
    let _ = write!(
        out,
        "\n* `{}` · {}, {} · **{says}** · from {} {until}\n  {}\n",
        rule.code, rule.reader, rule.act, rule.from, rule.sentence
    );
    for line in details(rule) {
        let _ = writeln!(out, "  * {line}");
    }
}

fn details(rule: &RuleIn) -> Vec<String> {
    let mut all = vec![format!("reaches: {}", rule.grounds.join(", "))];
    if let Some(test) = rule.share {
        all.push(format!("ownership test: `{test}`"));
    }
    let limits = [
        ("triggered by", rule.on.join(", ")),
        ("only for", rule.parties.join(", ")),
        ("kinds of product", rule.classes.join(", ")),
        ("purposes", rule.purposes.join(", ")),
        ("produced", rule.produced.clone()),
        ("produced in", rule.produced_in.join(", ")),
        ("models authorised since", known(rule.authorised_since)),
        ("models authorised before", known(rule.authorised_before)),
        ("needs", rule.needs.join(", ")),
        ("excepted", rule.exceptions.join(" ")),
        ("not verified from", known(rule.unverified_from)),
        ("why it cannot be told", rule.why.clone()),
        ("remark", rule.note.clone()),
    ];
    let stated = limits.into_iter().filter(|(_, text)| !text.is_empty());
    all.extend(stated.map(|(name, text)| format!("{name}: {text}")));
    let read = match (rule.needs_source, rule.verified) {
        (true, _) => "without a source, not compiled",
        (false, true) => "source read",
        (false, false) => "not verified",
    };
    let sources: Vec<String> = rule.sources.iter().map(|id| format!("`{id}`")).collect();
    let cited = if sources.is_empty() { String::new() } else { format!(" · {}", sources.join(", ")) };
    all.push(format!("{} · {read}{cited}", rule.citation));
    all
}

fn known(date: Date) -> String {
    if date == Date::Unknown { String::new() } else { date.to_string() }
}
