//! `nameplate policy`: thresholds and rules of the house, as a file that can be changed, checked and given back.

use std::fmt::Write as _;

use nameplate::Policy;
use nameplate::policy::Gate;
use nameplate::register::RuleIn;

use super::Ended;
use crate::args::{PolicyCheckArgs, PolicyShowArgs};
use crate::error::{CliError, Result};
use crate::out::{Line, Out, faint, text};
use crate::setup::{check_rules, load, read_policy};
use crate::words::{brief, counted};

/// Prints the default policy, or that of a file with all that it leaves at its default.
pub(crate) fn show(args: &PolicyShowArgs, out: &Out) -> Result<Ended> {
    let policy = args.file.as_deref().map_or_else(|| Ok(Policy::default()), read_policy)?;
    if args.json {
        return out.json(&policy).map(|()| Ended::Nothing);
    }
    out.raw(&as_toml(&policy)?).map(|()| Ended::Nothing)
}

/// Says whether a policy can be meant, and what its rules are.
pub(crate) fn check(args: &PolicyCheckArgs, out: &Out) -> Result<Ended> {
    let policy = read_policy(&args.file)?;
    let bytes = load(args.register.as_deref(), &args.data)?;
    let register = bytes.open()?;
    check_rules(&args.file, &policy, &register)?;
    if args.json {
        let checked = Checked {
            file: args.file.display().to_string(),
            hash: policy.hash(),
            citation: policy.citation(),
            register: register.version(),
            policy: &policy,
        };
        return out.json(&checked).map(|()| Ended::Nothing);
    }
    let mut page = out.page();
    let rules = counted(policy.rule.len() as u64, "rule of the house", "rules of the house");
    page.para(&text(format!("{} can be used: {rules}.", args.file.display())).faint(format!(
        " Cited as “{}”; checked against register {}; hash {}, as reports print it.",
        policy.citation(),
        register.version(),
        brief(&policy.hash())
    )));
    page.rows(2, &[], policy.rule.iter().enumerate().map(|(n, rule)| row(n, rule)).collect());
    out.print(&page).map(|()| Ended::Nothing)
}

/// A policy that can be used, for programs.
#[derive(serde::Serialize)]
struct Checked<'p> {
    file: String,
    hash: String,
    citation: String,
    register: &'p str,
    policy: &'p Policy,
}

fn row(n: usize, rule: &RuleIn) -> Vec<Line> {
    let code = if rule.code.is_empty() { format!("house.{}", n + 1) } else { rule.code.clone() };
    let about = if rule.list.is_empty() { rule.classes.join(", ") } else { rule.list.clone() };
    let state = if rule.state == "applies" { &rule.severity } else { &rule.state };
    let whom = format!("{} {}", rule.reader, rule.act);
    vec![faint(code), text(about), text(whom), text(state.as_str()), text(rule.sentence.as_str())]
}

/// Every value with what it means. Taking the policy apart makes sure that none is forgotten.
fn as_toml(policy: &Policy) -> Result<String> {
    let Policy {
        same_from,
        unsure_from,
        max_candidates,
        max_hops,
        max_paths,
        max_field_bytes,
        min_share,
        match_from,
        match_rivals,
        match_limit,
        name,
        places,
        gate,
        rule,
    } = policy;
    let values: [(&str, String, &str); 10] = [
        (
            "same_from",
            same_from.to_string(),
            "Evidence, in thousandths of a natural log-odds unit, from which a maker, brand or seller counts as the party.",
        ),
        (
            "unsure_from",
            unsure_from.to_string(),
            "Evidence from which a person should look: below it, a party is not considered.",
        ),
        (
            "max_candidates",
            max_candidates.to_string(),
            "At most so many parties are considered for one listing; the result says when there were more.",
        ),
        (
            "max_hops",
            max_hops.to_string(),
            "The longest path that is followed from a party: brand of, subsidiary of, owned by, ...",
        ),
        ("max_paths", max_paths.to_string(), "At most so many paths to one listed party are reported."),
        (
            "max_field_bytes",
            max_field_bytes.to_string(),
            "At most so many bytes of one field are read; what is left out is reported as a defect.",
        ),
        ("min_share", min_share.to_string(), "A holding of at least so many percent is followed as control."),
        (
            "match_from",
            match_from.to_string(),
            "Evidence from which a name of the register is a hit of `nameplate match`.",
        ),
        (
            "match_rivals",
            match_rivals.to_string(),
            "A hit that scores so much below the best one is left out: a name names one party.",
        ),
        ("match_limit", match_limit.to_string(), "At most so many hits of one name."),
    ];
    let mut toml = String::from(
        "# The policy of Nameplate. Change what you need and give the file to --policy; what it does not name keeps its\n\
         # default. Every report prints the hash of the policy it was made with. `nameplate policy check --help` shows rules\n\
         # of the house.\n",
    );
    for (name, value, meaning) in values {
        // Writing to a string cannot fail.
        let _ = write!(toml, "\n# {meaning}\n{name} = {value}\n");
    }
    toml.push_str(&tables(&House { name, places }, gate, rule)?);
    Ok(toml)
}

/// What the house calls its policy, the rules of its gate, and its own rules.
fn tables(house: &House<'_>, gate: &Gate, rule: &[RuleIn]) -> Result<String> {
    let mut toml = String::new();
    let written = |part: std::result::Result<String, toml::ser::Error>| {
        part.map_err(|error| CliError::new(format!("the policy cannot be written as TOML: {error}")))
    };
    let _ = write!(
        toml,
        "\n# What the house calls its policy: its rules are cited under that name.\n\
         # Places whose law is printed (US, US-TX, DE); none: everywhere.\n{}",
        written(toml::to_string(house))?
    );
    let _ = write!(
        toml,
        "\n# What the gate of `nameplate serve` does about a listing, by the most serious answer for `reader` in `place` (US, EU, DE;\n\
         # empty: anywhere): allow, hold or stop. not_checked: hold and stop fail closed, allow fails open.\n[gate]\n{}",
        written(toml::to_string(gate))?
    );
    if !rule.is_empty() {
        let _ = write!(toml, "\n{}", written(toml::to_string(&Rules { rule }))?);
    }
    Ok(toml)
}

#[derive(serde::Serialize)]
struct House<'p> {
    name: &'p str,
    places: &'p [String],
}

#[derive(serde::Serialize)]
struct Rules<'p> {
    rule: &'p [RuleIn],
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shown_reads_back_as_the_default() {
        let policy: Policy = toml::from_str(&as_toml(&Policy::default()).unwrap()).unwrap();
        assert_eq!(policy, Policy::default());
    }

    #[test]
    fn rules_of_the_house_are_shown_and_read_back() {
        let rule = RuleIn {
            code: "house.drones".to_owned(),
            classes: vec!["drone".to_owned()],
            reader: "retailer".to_owned(),
            act: "sell".to_owned(),
            severity: "block".to_owned(),
            state: "applies".to_owned(),
            from: "2026-01-01".parse().unwrap(),
            to: nameplate::Date::Open,
            sentence: "We sell no drones.".to_owned(),
            ..RuleIn::default()
        };
        let policy = Policy { name: "shop".to_owned(), rule: vec![rule], ..Policy::default() };
        let read: Policy = toml::from_str(&as_toml(&policy).unwrap()).unwrap();
        assert_eq!(read, policy);
    }
}
