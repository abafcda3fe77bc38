//! Which ownership test a rule asks, of which company, and what the stated shares answer.

use super::goods::Reach;
use super::question::{About, Question};
use super::rule::ReadyRule;
use crate::connection::ownership::{
    Answer, direct_share, economic_share, eu_control, fifty_percent_rule, uk_control,
};
use crate::date::{Date, Day, Holds};
use crate::register::{PartyKind, PartyNo, Register, Share, ShareTest};
use crate::word::RelationKind;

impl ReadyRule {
    pub(super) fn share_reach(&self, register: &Register<'_>, question: &Question<'_>) -> Reach {
        let (Some((test, at_least)), About::Party(target)) = (self.share, question.about) else {
            return Reach::Yes;
        };
        let Some(owned) = owned(register, question.path) else { return Reach::Yes };
        let listed = || self.listed(register, question);
        let day = question.as_of;
        // A company that stands on the list itself is bound as such, whoever owns it.
        let by_owners = matches!(
            test,
            ShareTest::Ofac50 | ShareTest::Bis50 | ShareTest::EuControl | ShareTest::UkControl
        );
        if by_owners && listed().contains(&owned) {
            return Reach::No;
        }
        let answer = match test {
            ShareTest::Ofac50 | ShareTest::Bis50 => fifty_percent_rule(register, &listed(), owned, day),
            ShareTest::EuControl => eu_control(register, &listed(), owned, day),
            ShareTest::UkControl => uk_control(register, &listed(), owned, day),
            ShareTest::Direct => reached(direct_share(register, target, owned, day), at_least),
            ShareTest::Indirect => reached(economic_share(register, target, owned, day), at_least),
            ShareTest::Aggregate => {
                let shares = listed().into_iter().map(|one| economic_share(register, one, owned, day));
                let sum = shares.fold(Share { min: 0.0, max: 0.0 }, |sum, one| Share {
                    min: sum.min + one.min,
                    max: (sum.max + one.max).min(100.0),
                });
                reached(sum, at_least)
            }
        };
        match answer {
            Answer::Yes => Reach::Yes,
            Answer::No => Reach::No,
            Answer::CannotTell => Reach::Unknown(unsettled(test)),
        }
    }

    /// The shares that an answer on ownership rests on, in words; empty where the rule asks for none.
    pub(super) fn shares_on_record(&self, register: &Register<'_>, question: &Question<'_>) -> String {
        let asked = self.share.and_then(|_| owned(register, question.path));
        asked.map_or_else(String::new, |owned| shares_in(register, owned, question.as_of))
    }

    /// The parties on the lists of the rule on that day.
    fn listed(&self, register: &Register<'_>, question: &Question<'_>) -> Vec<PartyNo> {
        register
            .designations()
            .filter(|one| self.on.contains(&one.list_no()))
            .filter(|one| one.interval().holds(question.as_of) > Holds::No)
            .filter_map(|one| one.party())
            .collect()
    }
}

/// The company whose owners are asked for: the first on the path that is no brand and no shop.
fn owned(register: &Register<'_>, path: &[PartyNo]) -> Option<PartyNo> {
    let is_firm = |no: &PartyNo| {
        register
            .party(*no)
            .is_some_and(|party| !matches!(party.kind(), PartyKind::Brand | PartyKind::Storefront))
    };
    path.iter().copied().find(is_firm)
}

fn reached(share: Share, at_least: u8) -> Answer {
    let least = f64::from(at_least);
    if share.min >= least {
        Answer::Yes
    } else if share.max >= least {
        Answer::CannotTell
    } else {
        Answer::No
    }
}

/// Why the shares on record do not settle a test.
fn unsettled(test: ShareTest) -> String {
    let asked = match test {
        ShareTest::Ofac50 | ShareTest::Bis50 => "whether listed parties together own 50 % or more of it",
        ShareTest::EuControl | ShareTest::UkControl => "whether listed parties own or control enough of it",
        ShareTest::Direct | ShareTest::Indirect | ShareTest::Aggregate => "whether the share is reached",
    };
    format!("What is on record of its owners does not settle {asked}.")
}

/// At most so many holders are named.
const MOST_HOLDERS: usize = 6;

/// Who is on record as holding how much of a company, and as of when.
fn shares_in(register: &Register<'_>, owned: PartyNo, day: Day) -> String {
    let name = |no: PartyNo| register.party(no).map_or("", |party| party.name());
    let stated = register
        .relations_of(owned)
        .filter(|one| one.kind() == RelationKind::Owns && one.interval().holds(day) > Holds::No)
        .filter_map(|one| Some((one.reaches(), one.share()?, one.interval())));
    let said = stated.map(|(holder, share, when)| {
        let asof = match (when.last_confirmed, when.from) {
            (Date::On { .. }, _) => format!(", as of {}", when.last_confirmed),
            (_, Date::On { .. }) => format!(", since {}", when.from),
            _ => String::new(),
        };
        format!("{} {share}{asof}", name(holder))
    });
    let said: Vec<String> = said.take(MOST_HOLDERS).collect();
    if said.is_empty() {
        return format!("No share in {} is on record.", name(owned));
    }
    format!("Shares in {} on record: {}.", name(owned), said.join("; "))
}
