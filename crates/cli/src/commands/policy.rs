//! `nameplate policy show`: the default thresholds, as a file that can be changed and given back.

use std::fmt::Write as _;

use nameplate::Policy;

use super::Ended;
use crate::error::Result;
use crate::out::Out;

/// Prints the default policy.
pub(crate) fn show(out: &Out) -> Result<Ended> {
    out.raw(&as_toml(&Policy::default())).map(|()| Ended::Nothing)
}

/// Every value with what it means. Taking the policy apart makes sure that none is forgotten.
fn as_toml(policy: &Policy) -> String {
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
            "A hit that is so much behind the best one is no hit: a name names one party.",
        ),
        ("match_limit", match_limit.to_string(), "At most so many hits of one name."),
    ];
    let mut toml = String::from(
        "# The thresholds of Nameplate. Change what you need and give the file to --policy; what it does not name keeps\n\
         # its default. Every report prints the hash of the policy it was made with.\n",
    );
    for (name, value, meaning) in values {
        // Writing to a string cannot fail.
        let _ = write!(toml, "\n# {meaning}\n{name} = {value}\n");
    }
    toml
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shown_reads_back_as_the_default() {
        let policy: Policy = toml::from_str(&as_toml(&Policy::default())).unwrap();
        assert_eq!(policy, Policy::default());
    }
}
