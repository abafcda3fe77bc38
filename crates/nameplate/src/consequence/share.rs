//! Which ownership test a rule asks, of which company, and what the stated shares answer.

use super::goods::Reach;
use super::question::{About, Question};
use super::rule::ReadyRule;
use crate::connection::ownership::{
    Answer, direct_share, economic_share, eu_control, fifty_percent_rule, uk_control,
};
use crate::date::{Day, Holds};
use crate::register::{PartyKind, PartyNo, Register, Share, ShareTest};

impl ReadyRule {
    pub(super) fn share_reach(&self, register: &Register<'_>, question: &Question<'_>) -> Reach {
        let (Some((test, at_least)), About::Party(target)) = (self.share, question.about) else {
            return Reach::Yes;
        };
        let Some(owned) = owned(register, question.path) else { return Reach::Yes };
        let listed = || self.listed(register, question);
        let day = question.as_of;
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
            Answer::CannotTell => Reach::Unknown(Holding { register, target, owned, day }.unsettled(test)),
        }
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

/// A listed party, and the company whose owners are asked for.
struct Holding<'a, 'r> {
    register: &'a Register<'r>,
    target: PartyNo,
    owned: PartyNo,
    day: Day,
}

impl Holding<'_, '_> {
    /// Why what is stated of it does not settle a test.
    fn unsettled(&self, test: ShareTest) -> String {
        let name = |no: PartyNo| self.register.party(no).map_or("", |party| party.name());
        let held = economic_share(self.register, self.target, self.owned, self.day);
        let stated = if held.max <= 0.0 {
            "none".to_owned()
        } else if held.max - held.min > 99.99 {
            "not known on that day".to_owned()
        } else if held.max - held.min < 0.005 {
            format!("{:.2} %", held.max)
        } else {
            format!("{:.2} to {:.2} %", held.min, held.max)
        };
        let asked = match test {
            ShareTest::Ofac50 | ShareTest::Bis50 => "whether listed parties together own 50 % or more",
            ShareTest::EuControl | ShareTest::UkControl => {
                "whether listed parties own or control enough of it"
            }
            ShareTest::Direct | ShareTest::Indirect | ShareTest::Aggregate => "whether the share is reached",
        };
        format!(
            "Stated holding of {} in {}: {stated}. That does not settle {asked}.",
            name(self.target),
            name(self.owned)
        )
    }
}
