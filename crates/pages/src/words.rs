//! The words of results in plain English: verdicts, grounds, relations seen from either end, dates. One wording for pages and
//! terminal.

use std::borrow::Cow;
use std::cmp::Reverse;

use nameplate::Screener;
use nameplate::date::{Date, Day, Holds, Interval};
use nameplate::dossier::{self, Dossier, Further, OwnershipTest, Section, Tied, Whose};
use nameplate::finding::{Case, Consequence, Extent, Finding, Ground, Hop, Role, Share, Standing};
use nameplate::register::{Party, RelationKind, Source};
pub use nameplate::text::with_commas as count;
use nameplate::word::{NotTheMaker, Severity, State, Tier};

/// Where neither a company nor anybody of its group or name has answered.
pub const NO_ANSWER: &str = "No answer of the company, its group or a bearer of its name is on file.";

/// With its article: `a retailer in US`, `an agency`.
pub fn one(words: &str) -> String {
    let article = if words.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    format!("{article} {words}")
}

/// A word of the contract without its underscores.
pub fn plain(word: &str) -> String {
    word.replace('_', " ")
}

/// What a ground means.
pub fn ground(ground: Ground) -> &'static str {
    match ground {
        Ground::Named => "the maker or brand is the listed party itself",
        Ground::Subsidiary => "the maker or brand is a subsidiary of the listed party",
        Ground::Control => "the listed party controls the maker or holds a share of it",
        Ground::Affiliate => "the maker or brand is an affiliate of the listed party, in the source's word",
        Ground::MadeBy => "another firm's brand, made by the listed party",
        Ground::Component => "a part of the product is the listed party's",
        Ground::SoldBy => "the shop is the listed party's or sells its goods",
        Ground::Class => "this kind of product is listed, whoever made it",
    }
}

/// From whom a path starts: the brand, the maker or the shop; nobody where a listing leads to the target itself.
pub fn starts_from(case: &Case) -> Option<&str> {
    case.path
        .first()
        .map(|step| if step.relation.runs_backwards() { &*step.to_name } else { &*step.from_name })
}

/// How a listing leads to a listed party, as it follows the party's name: `its own product`, `EZVIZ, a subsidiary`.
pub fn reach(ground: Ground, start: &str) -> String {
    match (ground, start) {
        (Ground::Named, "") => "its own product".to_owned(),
        (Ground::Named, start) => format!("{start}, its own name or brand"),
        (Ground::Class, _) => "a kind that is listed, whoever made it".to_owned(),
        (Ground::Component, _) => "with a part of its".to_owned(),
        (_, "") => plain(ground.word()),
        (Ground::Subsidiary, start) => format!("{start}, a subsidiary"),
        (Ground::Control, start) => format!("{start}, which it controls or holds a share of"),
        (Ground::Affiliate, start) => format!("{start}, an affiliate"),
        (Ground::MadeBy, start) => format!("{start}, another firm's brand made by it"),
        (Ground::SoldBy, start) => format!("sold by {start}"),
    }
}

/// What kind of source it is.
pub fn source_kind(tier: Tier) -> &'static str {
    match tier {
        Tier::A => "official or own filing",
        Tier::B => "press or law firm",
        Tier::C => "technical community",
        Tier::D => "unconfirmed",
    }
}

/// A sentence of some 35 words at most: a longer one up to where a sentence or a clause ends, with a mark of what is left out. A
/// law is never cut between a condition and what it is about, where there is any other place.
pub fn in_brief(sentence: &str) -> Cow<'_, str> {
    const MOST: usize = 230;
    const LEAST: usize = 80;
    // A comma further to the front more often parts the items of a row than clauses.
    const LEAST_OF_COMMAS: usize = 140;
    if sentence.chars().count() <= MOST {
        return Cow::Borrowed(sentence);
    }
    let most = sentence.char_indices().nth(MOST).map_or(sentence.len(), |(at, _)| at);
    let room = &sentence[..most];
    let ends = |marks: &[&str], least: usize| {
        let all = marks.iter().filter_map(|mark| room.rfind(mark));
        all.filter(|at| *at >= least).max()
    };
    let end = ends(&[". ", "; ", ": "], LEAST).or_else(|| ends(&[", "], LEAST_OF_COMMAS));
    let end = end.or_else(|| room.rfind(' ')).unwrap_or(most);
    Cow::Owned(format!("{} …", &room[..end]))
}

/// How strong evidence is, in a word and in steps of five; what speaks against has the same steps.
pub fn strength(millinats: i32) -> (&'static str, usize) {
    match millinats.abs() {
        0 => ("no weight", 0),
        1..1_000 => ("very weak", 1),
        1_000..2_500 => ("weak", 2),
        2_500..5_000 => ("fair", 3),
        5_000..9_000 => ("strong", 4),
        _ => ("very strong", 5),
    }
}

/// Why a mention does not make its party the maker, as it follows a count of listings.
pub fn not_the_maker(reason: NotTheMaker) -> &'static str {
    match reason {
        NotTheMaker::CompatibleWith => "for its products, or compatible with them",
        NotTheMaker::Comparison => "compared with it, or saying that it is not its",
        NotTheMaker::Accessory => "accessories of other makers, or of nobody named",
        NotTheMaker::Component => "with a part of its",
        NotTheMaker::AnotherParty => "another party whose name holds this one",
        NotTheMaker::OrdinaryWord => "the name is an ordinary word there",
        NotTheMaker::DealersName => "a dealer whose name holds this one",
        NotTheMaker::AnotherBrand => "another brand or maker is stated",
        NotTheMaker::OtherGoods => "goods of a kind that it is not known for",
        NotTheMaker::InPassing => "named in passing",
        NotTheMaker::AmongOthers => "named among other makers",
        NotTheMaker::SharedCode => "a code that several makers use",
        NotTheMaker::OnTheShelf => "named in the category only",
        NotTheMaker::InAnAddress => "named in an address only",
        NotTheMaker::UnknownColumn => "named in a column whose meaning is not known",
        NotTheMaker::LeadsToNoList => {
            "made or sold by it, which leads to no list for these goods on that day"
        }
    }
}

/// What a role says.
pub fn role(role: Role) -> &'static str {
    match role {
        Role::MadeBy => "made by",
        Role::Brand => "brand",
        Role::SoldBy => "sold by",
        Role::Component => "with a part of",
        Role::CompatibleWith => "goes with",
        Role::Mention => "mentions",
    }
}

/// A relation, seen from the one whom somebody stands behind: `X is ... Y`.
pub fn behind(kind: RelationKind) -> &'static str {
    match kind {
        RelationKind::SubsidiaryOf => "a subsidiary of",
        RelationKind::BrandOf => "a brand of",
        RelationKind::MadeBy => "made by",
        RelationKind::AffiliateOf => "an affiliate of",
        RelationKind::SucceededBy => "succeeded by",
        RelationKind::SameGroupAs => "in one group with",
        RelationKind::Owns => "owned by",
        RelationKind::Controls => "controlled by",
        RelationKind::SuppliesComponent => "built with parts of",
        RelationKind::SoldBy => "a shop for the goods of",
    }
}

/// A relation, seen from the one who stands behind: a heading for those before.
pub fn before(kind: RelationKind) -> &'static str {
    match kind {
        RelationKind::SubsidiaryOf => "Subsidiaries",
        RelationKind::BrandOf => "Brands",
        RelationKind::MadeBy => "Makes products sold under",
        RelationKind::AffiliateOf => "Affiliates",
        RelationKind::SucceededBy => "Successor of",
        RelationKind::SameGroupAs => "In one group with",
        RelationKind::Owns => "Owns",
        RelationKind::Controls => "Controls",
        RelationKind::SuppliesComponent => "Supplies parts to",
        RelationKind::SoldBy => "Shops for its goods",
    }
}

/// When something held, as far as the sources say.
pub fn dates(interval: &Interval) -> String {
    let from = match (interval.from, interval.first_confirmed) {
        (Date::On { .. }, _) => Some(format!("since {}", interval.from)),
        (_, Date::On { .. }) => Some(format!("since {} or before", interval.first_confirmed)),
        _ => None,
    };
    let to = match (interval.to, interval.last_confirmed) {
        (Date::On { .. }, _) => Some(format!("until {}", interval.to)),
        (Date::Unknown, Date::On { .. }) => Some(format!("until {} or after", interval.last_confirmed)),
        (Date::Unknown, _) => Some("end not known".to_owned()),
        (Date::Open, _) => None,
    };
    match (from, to) {
        (None, None) => "start not stated".to_owned(),
        (Some(from), Some(to)) => format!("{from}, {to}"),
        (from, to) => from.or(to).unwrap_or_default(),
    }
}

/// What is said of two parties, as firmly as its sources say it: `X is made by Y`, `X is alleged to be mostly made by Y`.
pub struct Tie {
    kind: RelationKind,
    standing: Standing,
    extent: Extent,
    share: Option<Share>,
    to: Date,
}

impl Tie {
    /// That of a relation in a dossier.
    pub fn of(tie: &dossier::Tie) -> Self {
        Tie {
            kind: tie.relation,
            standing: tie.standing,
            extent: tie.extent,
            share: tie.share,
            to: tie.valid_to,
        }
    }

    /// What stands between the names: `is a subsidiary of`.
    pub fn sentence(&self) -> String {
        let said = match self.standing {
            Standing::Stated => None,
            Standing::Reported => Some("is reported to"),
            Standing::Alleged => Some("is alleged to"),
        };
        // Whether it goes on, nobody may have said.
        let verb = match (said, self.to) {
            (None, Date::Open) => "is".to_owned(),
            (None, Date::On { .. }) => "was".to_owned(),
            (None, Date::Unknown) => "is or was".to_owned(),
            (Some(said), Date::Open) => format!("{said} be"),
            (Some(said), Date::On { .. }) => format!("{said} have been"),
            (Some(said), Date::Unknown) => format!("{said} be or have been"),
        };
        format!("{verb} {}", self.object())
    }

    /// The same without a verb, for a row of a table: `a subsidiary of`, `allegedly made by`.
    pub fn phrase(&self) -> String {
        let standing = match self.standing {
            Standing::Stated => "",
            Standing::Reported => "reportedly ",
            Standing::Alleged => "allegedly ",
        };
        format!("{standing}{}", self.object())
    }

    /// With how much of what it sells it is about.
    fn object(&self) -> String {
        let words = behind(self.kind);
        if let Some(held) = self.share {
            return words.replace("owned by", &format!("owned to {held} by"));
        }
        let part = match self.extent {
            Extent::All => return words.to_owned(),
            Extent::Most => "mostly",
            Extent::Some => "in part",
            Extent::Few => "in a few products",
        };
        match (self.kind, words.strip_suffix(" by")) {
            (RelationKind::SoldBy, _) => "a shop for some goods of".to_owned(),
            (_, Some(done)) => format!("{done} {part} by"),
            (_, None) => format!("{part} {words}"),
        }
    }
}

/// One hop of a path, in the direction in which it is walked.
pub struct HopInWords<'s> {
    /// Where the hop starts.
    pub start: &'s str,
    /// What stands between the names: `is a subsidiary of`.
    pub words: String,
    /// Where it leads.
    pub end: &'s str,
    /// When it held; and who says so, where it is reported or alleged.
    pub dates: String,
}

impl<'s> HopInWords<'s> {
    /// Reads a hop.
    pub fn new(step: &'s Hop) -> Self {
        let (start, end) = if step.relation.runs_backwards() {
            (&step.to_name, &step.from_name)
        } else {
            (&step.from_name, &step.to_name)
        };
        let tie = Tie {
            kind: step.relation,
            standing: step.standing,
            extent: step.extent,
            share: step.share,
            to: step.valid_to,
        };
        let interval = Interval {
            from: step.valid_from,
            to: step.valid_to,
            last_confirmed: step.last_confirmed.unwrap_or_default(),
            ..Interval::default()
        };
        let mut when = dates(&interval);
        if step.standing != Standing::Stated {
            let by: Vec<String> = step.sources.iter().map(|source| format!("“{}”", source.title)).collect();
            when = format!("{when}; according to {}", by.join(", "));
        }
        HopInWords { start, words: tie.sentence(), end, dates: when }
    }
}

/// The day asked for; where it is later than the newest source, how far knowledge reaches.
pub fn as_of(screener: &Screener<'_>) -> String {
    asked_for(screener.as_of(), screener.reach())
}

/// The same of a day, and of the day of the newest source where that is an earlier one.
pub fn asked_for(day: Day, reach: Option<Day>) -> String {
    let reach = reach.map(|day| format!(" (our newest source is of {day})"));
    format!("{day}{}", reach.unwrap_or_default())
}

/// So many product lines and models of a relation are named.
const MODELS: usize = 8;

/// What a relation is limited to, where it is: `some of its products: cameras`, `for EZVIZ C6N, 2019 to 2021`.
pub fn limits(tie: &dossier::Tie) -> Option<String> {
    let limits = &tie.limits;
    let models = limits.lines.len() + limits.models.len();
    let mut all: Vec<String> = limits.lines.iter().chain(&limits.models).take(MODELS).cloned().collect();
    all.extend((models > MODELS).then(|| format!("and {} more", models - MODELS)));
    all.extend(limits.goods.iter().chain(&limits.markets).cloned());
    all.extend(limits.years.map(|(from, to)| format!("{from} to {to}")));
    let extent = (tie.extent != Extent::All).then(|| format!("{} of its products", tie.extent));
    let all = (!all.is_empty()).then(|| all.join(", "));
    match (extent, all) {
        (Some(extent), Some(all)) => Some(format!("{extent}: {all}")),
        (None, Some(all)) => Some(format!("for {all}")),
        (extent, None) => extent,
    }
}

/// In whose hands somebody was, in one line.
pub fn hand(tied: &Tied) -> String {
    let when = if tied.tie.holds == Holds::No { "at another time " } else { "" };
    let words = Tie::of(&tied.tie).phrase();
    format!("{when}{words} {}: {}", tied.party.name, dates(&tied.tie.interval()))
}

/// Why nothing is told of those behind somebody.
pub fn further(why: Further) -> &'static str {
    match why {
        Further::Elsewhere => "Who stands behind it is told elsewhere in this dossier.",
        Further::NoRoom => "Who stands behind it is not told here: see its own dossier.",
    }
}

/// How much of a section had no room.
pub fn left_out(dossier: &Dossier, section: Section) -> Option<String> {
    let left_out = dossier.left_out.get(&section)?;
    Some(format!("{} more are known, for which a dossier has no room.", count(*left_out as u64)))
}

/// Who answers, where it is somebody else.
pub fn answering(response: &dossier::Response) -> Option<String> {
    let name = &response.said.name;
    match response.whose {
        Whose::Own => None,
        Whose::Group => Some(format!("{name}, of its group now or before")),
        Whose::Family => Some(format!("{name}, who bears its name")),
    }
}

/// What shares are.
pub const ECONOMIC_SHARE: &str =
    "The economic share: multiplied along a chain, added over chains; unknown shares give a range.";

/// What the ownership tests ask.
pub const OWNED_BY_LISTED: &str = "Is it owned by parties on a list, all of them together, level by level?";

/// What their answers are worth.
pub const ARITHMETIC_ONLY: &str = "Whether a list reaches owned firms at all is for its own rules to say; these are the answers \
     to the arithmetic.";

/// What both tests answer.
pub fn tested(test: &OwnershipTest) -> String {
    let [half, more] = [test.half_or_more, test.more_than_half].map(|answer| plain(answer.word()));
    format!("50 % or more: {half}; more than 50 %: {more}")
}

/// Milli-nats as nats, with three decimals, so that sums can be checked.
pub fn nats(millinats: i32) -> String {
    let sign = if millinats < 0 { "-" } else { "" };
    let value = millinats.unsigned_abs();
    format!("{sign}{}.{:03}", value / 1_000, value % 1_000)
}

/// The same, with its sign, as an item of a sum.
pub fn item(millinats: i32) -> String {
    if millinats > 0 { format!("+{}", nats(millinats)) } else { nats(millinats) }
}

/// `1 listing`, `2 listings`.
pub fn counted(n: u64, one: &str, many: &str) -> String {
    format!("{} {}", count(n), if n == 1 { one } else { many })
}

/// Findings in the order in which people ask: the surest, parties before kinds of products, then the nearest. The engine
/// orders by ground and score, by which a maker and its owner are often equal.
pub fn nearest_first(findings: &[Finding]) -> Vec<&Finding> {
    let mut all: Vec<&Finding> = findings.iter().collect();
    all.sort_by_key(|f| (Reverse(f.verdict), f.case.target.kind, f.case.path.len()));
    all
}

/// The first digits of a hash: enough to compare by eye.
pub fn brief(hash: &str) -> &str {
    hash.get(..12).unwrap_or(hash)
}

/// The everyday name of a party.
pub fn short_name<'r>(party: &Party<'r>) -> &'r str {
    let short = party.names().find(|name| name.kind() == nameplate::register::NameKind::Short);
    short.map_or_else(|| party.name(), |name| name.text())
}

/// How serious a consequence is, as one word: the severity where it applies, else its state.
pub fn degree(consequence: &Consequence) -> &'static str {
    match consequence.state {
        State::Applies => consequence.severity.unwrap_or(Severity::Info).word(),
        state => state.word(),
    }
}

/// The degrees of seriousness that are counted, the most serious first.
pub const DEGREES: [&str; 6] = ["block", "limit", "check", "cannot_tell", "info", "does_not_apply"];

/// The place of a degree among [`DEGREES`]; a word that is not known yet counts as what cannot be told.
pub fn rank(degree: &str) -> usize {
    DEGREES.iter().position(|word| *word == degree).unwrap_or(3)
}

/// A degree as it is printed.
pub fn degree_label(rank: usize) -> &'static str {
    match rank {
        0 => "Barred",
        1 => "Limited",
        2 => "Check first",
        4 => "To know",
        5 => "Not restricted",
        _ => "Cannot tell",
    }
}

/// What a degree means.
pub fn degree_meaning(rank: usize) -> &'static str {
    match rank {
        0 => "the act is prohibited to this reader, on that day, along this chain",
        1 => "allowed with limits: a licence, a condition, an exception",
        2 => "something has to be looked at before acting",
        4 => "no duty follows; worth knowing",
        5 => "said plainly: this list or law does not bar the act",
        _ => "a rule may apply; what it depends on is not known",
    }
}

/// A path in words, with the sources of each step as `cite` writes them; where there is none, why.
pub fn path(finding: &Finding, cite: impl Fn(&[Source]) -> String) -> String {
    let path = &finding.case.path;
    if path.is_empty() {
        return ground(finding.case.ground).to_owned();
    }
    let mut words = String::new();
    for (n, hop) in path.iter().enumerate() {
        let step = HopInWords::new(hop);
        let start = if n == 0 { format!("{} ", step.start) } else { ", which ".to_owned() };
        words.push_str(&format!("{start}{} {} ({})", step.words, step.end, step.dates));
        let sources = cite(&hop.sources);
        if !sources.is_empty() {
            words.push_str(&format!(" [{sources}]"));
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn dates_say_what_is_known() {
        let interval = |from, to, last: &str| Interval {
            from: date(from),
            to: date(to),
            last_confirmed: date(last),
            ..Interval::default()
        };
        assert_eq!(dates(&interval("2018-02", "2022-11-24", "unknown")), "since 2018-02, until 2022-11-24");
        assert_eq!(dates(&interval("2019", "open", "unknown")), "since 2019");
        assert_eq!(dates(&interval("unknown", "unknown", "2025-03-03")), "until 2025-03-03 or after");
        assert_eq!(dates(&interval("unknown", "open", "unknown")), "start not stated");
    }

    #[test]
    fn long_sentences_are_told_up_to_a_clause() {
        let law = "New models of video surveillance equipment of Hikvision, Dahua, Hytera or their subsidiaries may not be sold \
                   without an FCC authorisation, and that is given only for uses other than public safety; models approved \
                   before 6 February 2023 are a separate question.";
        assert!(in_brief(law).ends_with("other than public safety …"), "{}", in_brief(law));
        assert_eq!(in_brief("Short, and whole."), "Short, and whole.");
        let han = "视频监控设备".repeat(80);
        assert!(in_brief(&han).chars().count() < 240 && in_brief(&"x".repeat(500)).chars().count() < 240);
    }

    #[test]
    fn numbers_are_easy_to_read_and_sums_can_be_checked() {
        assert_eq!(count(1_234_567), "1,234,567");
        assert_eq!(count(12), "12");
        assert_eq!(
            (nats(5_000).as_str(), nats(-75).as_str(), item(0).as_str()),
            ("5.000", "-0.075", "0.000")
        );
    }
}
