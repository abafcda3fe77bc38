//! How things are said, as rules: each over every company that the starter register has reviewed, and in every language.
//! The cases that an audit of the texts found wrong are held word for word in `tests/fixtures/told`;
//! `UPDATE=1 cargo test -p nameplate-tests --test wording` rewrites them.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on has failed")]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::sync::OnceLock;

use nameplate::consequence::{About, Goods, Question, Rules};
use nameplate::dossier;
use nameplate::finding::{
    Claim, Designation, Extent, Finding, Ground, ListKind, ListingResult, Reader, Standing, State,
    TargetKind, Verdict,
};
use nameplate::product::Authorised;
use nameplate::register::{PartyKind, RelationKind};
use nameplate::warning::LANGUAGES;
use nameplate::{Field, Listing, Messages, Policy, Register, Screener};
use nameplate_tests::labelled;
use nameplate_tests::places::{hold, root};
use nameplate_tests::screening::{TODAY, listing, screener, starter};
use pages::words::{HopInWords, Tie, behind};

fn speaking(language: &str, day: &str) -> Screener<'static> {
    screener(day).with_messages(Messages::of(language).unwrap())
}

/// A listing for each kind of goods that a reviewed party makes, under its own name.
fn listings(register: &Register<'_>) -> Vec<Listing<'static>> {
    let mut all = Vec::new();
    for (_, party) in register.parties().filter(|(_, party)| !party.is_bulk()) {
        let field = if party.kind() == PartyKind::Storefront { Field::Seller } else { Field::Manufacturer };
        let classes = party.makes().filter_map(|no| register.class(no)).map(|class| class.name().to_owned());
        for class in classes.take(2).chain(["goods".to_owned()]) {
            let title = format!("{} {class}", party.name());
            let fields = [(field, party.name()), (Field::Title, title.as_str()), (Field::Origin, "China")];
            all.push(listing(&fields));
        }
    }
    assert!(all.len() > 300, "{} listings", all.len());
    all
}

/// What is found for all of them and for the labelled listings, by language.
fn all(language: &str) -> &'static [Finding] {
    static ALL: OnceLock<BTreeMap<&str, Vec<Finding>>> = OnceLock::new();
    let all = ALL.get_or_init(|| {
        let mut listings = listings(&starter());
        let labelled = labelled::read(&root().join("tests/scoreboard/listings.csv"));
        listings.extend(labelled.into_iter().map(|case| case.listing));
        let findings = |language: &str| {
            let screener = speaking(language, TODAY);
            listings.iter().flat_map(|listing| screener.screen(listing).findings).collect()
        };
        LANGUAGES.iter().map(|(language, _)| (*language, findings(language))).collect()
    });
    &all[language]
}

/// The findings that warn, with the short and the long text.
fn warned(language: &str) -> impl Iterator<Item = (&'static Finding, &'static str, &'static str)> {
    let warned = all(language).iter().filter_map(|finding| Some((finding, finding.case.warning.as_ref()?)));
    warned.map(|(finding, warning)| (finding, warning.short.as_str(), warning.long.as_str()))
}

/// One text for each language.
type InLanguages = [(&'static str, &'static str); 3];

#[test]
fn no_relation_is_said_more_firmly_than_its_sources_say_it() {
    let (register, day) = (starter(), TODAY.parse().unwrap());
    let (mut doubtful, mut partial) = (0, 0);
    for (no, _) in register.parties() {
        for relation in register.relations_of(no) {
            let (sentence, bare) =
                (Tie::of(&dossier::Tie::of(&register, &relation, day)).sentence(), behind(relation.kind()));
            let firmly = ["is", "was", "is or was"].map(|verb| format!("{verb} {bare}"));
            let word = match relation.standing() {
                Standing::Alleged => "alleged",
                Standing::Reported => "reported",
                Standing::Stated => "",
            };
            assert!(sentence.contains(word), "{sentence}");
            doubtful += usize::from(!word.is_empty());
            let is_partial = relation.extent() != Extent::All;
            partial += usize::from(is_partial);
            let is_firm = word.is_empty() && !is_partial;
            assert!(is_firm || !firmly.contains(&sentence), "{sentence}");
        }
    }
    assert!(doubtful > 10 && partial > 10, "{doubtful} doubtful, {partial} partial");
}

/// A finding says its steps as the register does, and a warning is never made of what is only reported or alleged.
#[test]
fn steps_of_findings_keep_the_standing() {
    let mut seen = BTreeSet::new();
    for finding in all("en") {
        for step in finding.case.path.iter() {
            let words = HopInWords::new(step);
            seen.insert(step.standing);
            let by_whom = step.sources.iter().all(|source| words.dates.contains(&source.title));
            assert!(step.standing == Standing::Stated || by_whom, "{} {}", words.words, words.dates);
            assert!(finding.case.warning.is_none() || step.standing == Standing::Stated, "{}", words.words);
        }
    }
    assert_eq!(seen.len(), Standing::ALL.len());
}

#[test]
fn a_warning_says_of_how_many_products_a_step_is() {
    let words: [(&str, [&str; 3]); 3] = [
        ("en", ["Most products of", "Some products of", "A few products of"]),
        (
            "es",
            [
                "La mayor parte de los productos de",
                "Una parte de los productos de",
                "Unos pocos productos de",
            ],
        ),
        ("zh", ["的大部分产品由", "的部分产品由", "的少数产品由"]),
    ];
    let mut seen = 0;
    for (language, [most, some, few]) in words {
        let part = match language {
            "en" => "a part of what is sold",
            "es" => "una parte de lo que se vende",
            _ => "部分商品",
        };
        for (finding, short, long) in warned(language) {
            for step in finding.case.path.iter().filter(|step| step.relation == RelationKind::MadeBy) {
                let is_partial = finding.case.ground == Ground::MadeBy && step.extent != Extent::All;
                assert!(!is_partial || short.contains(part), "{short}");
                let word = match step.extent {
                    Extent::All => continue,
                    Extent::Most => most,
                    Extent::Some => some,
                    Extent::Few => few,
                };
                seen += 1;
                assert!(long.contains(word), "{word}: {long}");
            }
        }
    }
    assert!(seen > 0);
}

#[test]
fn nobody_is_said_to_be_silent_whose_group_has_answered() {
    let register = starter();
    let mut answered_for = 0;
    for finding in all("en").iter().filter(|finding| finding.case.target.kind == TargetKind::Party) {
        let target = register.party_by_id(&finding.case.target.id).unwrap();
        let group = register.relations_of(target).filter(|relation| {
            matches!(
                relation.kind(),
                RelationKind::SubsidiaryOf
                    | RelationKind::BrandOf
                    | RelationKind::Controls
                    | RelationKind::SameGroupAs
            )
        });
        let answers = group.filter_map(|relation| register.party(relation.reaches()));
        let answered = answers.flat_map(|party| party.responses()).next().is_some();
        assert!(!answered || !finding.case.responses.is_empty(), "{} is not silent", finding.case.target.id);
        let own = |party: &str| finding.case.target.id.as_str() == party || on_path(finding, party);
        answered_for += usize::from(finding.case.responses.iter().any(|one| !own(&one.party)));
        let silent = warned("en").find(|(one, ..)| *one == finding);
        if let Some((_, short, _)) = silent {
            assert_eq!(short.contains("We know of no answer"), finding.case.responses.is_empty(), "{short}");
        }
    }
    assert!(answered_for > 5, "{answered_for} answers of others");
}

fn on_path(finding: &Finding, party: &str) -> bool {
    finding.case.path.iter().any(|step| step.from.as_str() == party || step.to.as_str() == party)
}

/// An answer of somebody else is shown under that one's name.
#[test]
fn an_answer_says_whose_it_is() {
    for (language, _) in LANGUAGES {
        for (finding, short, long) in warned(language) {
            let shown = finding.case.responses.iter().filter(|one| long.contains(&one.sentence));
            for answer in shown {
                let line = long.lines().find(|line| line.contains(&answer.sentence)).unwrap();
                assert!(line.contains(&answer.name), "{line}");
                if answer.party.as_str() != finding.case.target.id.as_str()
                    && finding.case.responses.len() == 1
                {
                    assert!(short.contains(&answer.name), "{short}");
                }
            }
        }
    }
}

/// The list that a text tells of: the others are counted.
fn told_list(finding: &'static Finding, text: &str) -> &'static Designation {
    let in_force = |one: &&Designation| one.in_force == Verdict::Connected;
    let named = |one: &&Designation| behind_the_name(text, &one.list_name).is_some();
    finding.case.designations.iter().filter(in_force).find(named).expect("a list in force is named")
}

/// What follows the name of a list, in quotation marks, and the bracket behind it.
fn behind_the_name<'t>(text: &'t str, list: &str) -> Option<&'t str> {
    let marks = [("“", "” ("), ("«", "» ("), ("“", "”（")];
    marks.into_iter().find_map(|(before, behind)| {
        text.split_once(&format!("{before}{list}{behind}")).map(|(_, rest)| rest)
    })
}

#[test]
fn a_measure_is_never_called_a_list() {
    let official: InLanguages = [("en", "official list"), ("es", "lista oficial"), ("zh", "官方清单")];
    let measure: InLanguages =
        [("en", "government measure"), ("es", "medida de un gobierno"), ("zh", "政府措施")];
    for ((language, list), (_, measure)) in official.into_iter().zip(measure) {
        let mut seen = 0;
        for (finding, short, long) in warned(language) {
            let one = told_list(finding, long);
            let kind = behind_the_name(long, &one.list_name).unwrap();
            let is_measure = one.kind == ListKind::Measure;
            assert_eq!(
                (kind.starts_with(list), kind.starts_with(measure)),
                (!is_measure, is_measure),
                "{long}"
            );
            let before = short.find(&one.list_name).map_or("", |at| &short[..at]);
            let before = before.trim_end_matches(['“', '«', ' ']);
            assert_eq!(
                (before.ends_with(list), before.ends_with(measure)),
                (!is_measure, is_measure),
                "{short}"
            );
            seen += usize::from(is_measure);
        }
        assert!(seen > 0, "no measure was told in {language}");
    }
}

/// Both texts name one list; of the others it is said how many there are.
#[test]
fn lists_that_are_not_named_are_counted() {
    let mut seen = 0;
    for (finding, short, long) in warned("en") {
        let in_force = finding.case.designations.iter().filter(|one| one.in_force == Verdict::Connected);
        let lists: BTreeSet<&str> =
            in_force.filter(|one| one.list.as_str() != "house").map(|one| one.list.as_str()).collect();
        let (first, second) = (told_list(finding, short), told_list(finding, long));
        assert_eq!(first.list, second.list);
        let left = lists.len() - 1;
        let counted = match left {
            0 => continue,
            1 => "one list or measure".to_owned(),
            _ => format!("{left} lists or measures"),
        };
        let more = if left == 1 { "one ".to_owned() } else { format!("{left} ") };
        assert!(long.contains(&counted) && short.contains(&more), "{left}: {short}\n{long}");
        seen += 1;
    }
    assert!(seen > 50, "{seen} texts with several lists");
}

/// Words; of a script without blanks two signs are one, and the mark of a source is none.
fn words(text: &str) -> usize {
    let mut text = text.to_owned();
    for number in 1..=9 {
        text = text.replace(&format!("[{number}]"), "");
    }
    let of_a_part = |part: &str| {
        let signs = part.chars().filter(|&c| c > '\u{2e80}').count();
        signs.div_ceil(2) + usize::from(signs < part.chars().count())
    };
    text.split_whitespace().map(of_a_part).sum()
}

/// The long text and the lines of its sources.
fn with_sources(long: &str) -> (&str, Vec<&str>) {
    let (text, sources) = long.rsplit_once("\n\n").expect("paragraphs");
    (text, sources.lines().filter(|line| line.starts_with("- ")).collect())
}

#[test]
fn both_texts_are_short_enough_to_be_read() {
    for (language, _) in LANGUAGES {
        let (mut longest, mut told, mut quoted, mut all) = (("", ""), 0, 0, 0);
        for (finding, short, long) in warned(language) {
            let (text, sources) = with_sources(long);
            longest.0 = std::cmp::max_by_key(longest.0, short, |text| words(text));
            longest.1 = std::cmp::max_by_key(longest.1, text, |text| words(text));
            assert!((1..=6).contains(&sources.len()), "{} sources: {long}", sources.len());
            for number in 1..=sources.len() {
                let mark = format!("[{number}]");
                assert!(text.contains(&mark) && sources[number - 1].contains(&mark), "{mark}: {long}");
            }
            assert!(!text.contains(&format!("[{}]", sources.len() + 1)), "{long}");
            let claims = &finding.case.claims;
            told += usize::from(claims.iter().any(|claim| short.contains(name_of(&claim.by))));
            quoted += usize::from(claims.iter().any(|claim| text.contains(&claim.sentence)));
            all += usize::from(!claims.is_empty());
        }
        let most = (words(longest.0), words(longest.1));
        println!(
            "{language}: at most {most:?} words; of {all} with claims {told} tell one briefly, {quoted} quote one"
        );
        assert!(most.0 <= 60, "{} words: {}", most.0, longest.0);
        assert!(most.1 <= 200, "{} words: {}", most.1, longest.1);
        assert!(told * 2 > all, "{told} of {all} short texts tell a claim");
    }
}

/// Codes and anchors are for machines; a reader is told in words.
#[test]
fn no_code_stands_in_a_text() {
    for finding in LANGUAGES.iter().flat_map(|(language, _)| all(language)) {
        let Some(warning) = finding.case.warning.as_ref() else { continue };
        let (long, _) = with_sources(&warning.long);
        for text in [warning.short.as_str(), long] {
            assert!(!text.contains(['_', '{', '}', '<', '|']), "{text}");
            let codes = warning.codes.iter().chain([&warning.evidence]);
            codes.for_each(|code| assert!(!text.contains(code.as_str()), "{code}: {text}"));
        }
    }
}

/// The name of an authority as the short text may have it: up to its first comma.
fn name_of(by: &str) -> &str {
    by.split(", ").next().unwrap_or(by)
}

/// Nine sentences of ten have 25 words at most, those of the register among them.
#[test]
fn sentences_are_short() {
    for (language, _) in LANGUAGES {
        let mut lengths = Vec::new();
        for (_, short, long) in warned(language) {
            let (text, _) = with_sources(long);
            let lines = [short, text].map(|text| text.replace(". ", ".\n"));
            let sentences = lines.iter().flat_map(|text| text.split(['。', '\n']));
            lengths.extend(sentences.map(words).filter(|&count| count > 0));
        }
        lengths.sort_unstable();
        let at = |tenths: usize| lengths[lengths.len() * tenths / 10];
        println!(
            "{language}: median {}, 90th percentile {}, most {}",
            at(5),
            at(9),
            lengths[lengths.len() - 1]
        );
        assert!(at(9) <= 25, "{language}: {} words", at(9));
    }
}

#[test]
fn a_notice_about_a_kind_of_product_says_it_as_the_entry_does() {
    let abroad: InLanguages = [
        ("en", "produced in a foreign country"),
        ("es", "producidos en un país extranjero"),
        ("zh", "在外国生产的"),
    ];
    for (language, words) in abroad {
        let mut seen = 0;
        for (finding, short, long) in
            warned(language).filter(|(one, ..)| one.case.target.kind == TargetKind::Class)
        {
            let is_foreign = finding.case.designations.iter().all(|one| one.produced == "foreign");
            assert_eq!(short.contains(words), is_foreign, "{short}");
            assert_eq!(long.contains(words), is_foreign, "{long}");
            assert_eq!(finding.case.target.name.ends_with("produced in a foreign country"), is_foreign);
            seen += usize::from(is_foreign);
        }
        assert!(seen > 2, "{seen} in {language}");
    }
}

#[test]
fn of_a_company_on_no_list_it_is_said_and_of_one_on_a_list_not() {
    let register = starter();
    let briefly: InLanguages =
        [("en", "on no known list"), ("es", "en ninguna lista conocida"), ("zh", "未见列入任何清单")];
    let unlisted: InLanguages = [
        ("en", "(on no list that we know of)"),
        ("es", "(en ninguna lista conocida)"),
        ("zh", "（就我们所知未被列入任何清单）"),
    ];
    for ((language, words), (_, briefly)) in unlisted.into_iter().zip(briefly) {
        let mut seen = 0;
        for (finding, short, long) in warned(language) {
            let said = (short.contains(words) || short.contains(briefly), long.contains(words));
            assert_eq!(said, (finding.case.unlisted.is_some(), finding.case.unlisted.is_some()), "{short}");
            seen += usize::from(finding.case.unlisted.is_some());
        }
        assert!(seen > 5, "{seen} in {language}");
    }
    for finding in all("en") {
        if let Some(company) = &finding.case.unlisted {
            let party = register.party(register.party_by_id(&company.id).unwrap()).unwrap();
            let day = TODAY.parse().unwrap();
            let listed =
                party.designations().any(|one| one.interval().holds(day) == nameplate::date::Holds::Yes);
            assert!(!listed, "{} is listed", company.id);
            assert_ne!(company.id.as_str(), finding.case.target.id.as_str());
        }
        let is_own = finding.case.ground == Ground::Named;
        assert!(!is_own || finding.case.unlisted.is_none(), "{}", finding.case.target.id);
    }
}

/// What somebody said of many companies together is told with their number.
#[test]
fn a_statement_about_many_is_not_told_of_one() {
    let mut seen = 0;
    for (language, _) in LANGUAGES {
        for (finding, short, _) in warned(language) {
            // Of several claims by one authority, the short text tells one.
            for claim in finding
                .case
                .claims
                .iter()
                .filter(|claim| claim.among > 1 && short.contains(name_of(&claim.by)))
            {
                let told = |one: &Claim| one.among < 2 || short.contains(&one.among.to_string());
                assert!(finding.case.claims.iter().any(|one| one.by == claim.by && told(one)), "{short}");
                seen += 1;
            }
        }
    }
    assert!(seen > 0, "nobody is named among many");
}

#[test]
fn an_entry_for_certain_purposes_is_told_with_them() {
    let words: InLanguages = [("en", "public safety"), ("es", "seguridad pública"), ("zh", "公共安全")];
    let briefly: InLanguages =
        [("en", "for certain uses only"), ("es", "solo para ciertos usos"), ("zh", "仅限特定用途")];
    for ((language, word), (_, briefly)) in words.into_iter().zip(briefly) {
        let mut seen = 0;
        for (finding, short, long) in warned(language) {
            let limited = !told_list(finding, long).purposes.is_empty();
            assert_eq!((short.contains(briefly), long.contains(word)), (limited, limited), "{short}\n{long}");
            seen += usize::from(limited);
        }
        assert!(seen > 5, "{seen} short texts in {language}");
    }
}

/// A day later than every source: how far knowledge reaches is said.
#[test]
fn every_notice_says_how_far_its_sources_reach() {
    let words: InLanguages =
        [("en", "Newest source: "), ("es", "Fuente más reciente: "), ("zh", "最新来源日期：")];
    for (language, words) in words {
        for (finding, _, long) in warned(language) {
            assert_eq!(long.contains(words), finding.case.newest_source().is_some(), "{language}: {long}");
        }
    }
    let reach = screener("2035-01-01").reach().expect("the register has dated sources");
    assert_eq!(screener(&reach.to_string()).reach(), None, "nothing is missing on the day itself");
}

/// Where a rule takes the place of another, one question has one answer, also on the day of the change.
#[test]
fn no_question_is_answered_with_lawful_and_barred_at_once() {
    let register = starter();
    let rules = Rules::new(&register, &Policy::default());
    let mut days: BTreeSet<nameplate::Day> = BTreeSet::new();
    for rule in register.rules() {
        let ends = [rule.interval().from, rule.interval().to];
        days.extend(ends.iter().flat_map(|end| [end.first_day(), end.last_day()]).flatten());
    }
    assert!(days.len() > 20, "{} days", days.len());
    let class = register.class_by_id("camera");
    let authorised = [None, Authorised::read("2021-05-01"), Authorised::read("2024-05-01")];
    let goods = authorised.map(|authorised| Goods { class, authorised, ..Goods::default() });
    let listed = register.parties().filter(|(_, party)| party.designations().next().is_some());
    let mut asked = 0;
    for (no, _) in listed.filter(|(_, party)| !party.is_bulk()) {
        for (as_of, goods) in days.iter().flat_map(|day| goods.iter().map(move |goods| (*day, goods))) {
            let question = Question {
                about: About::Party(no),
                path: &[no],
                ground: Ground::Named,
                goods,
                as_of,
                reader: None,
                act: None,
                places: &[],
            };
            let mut answers: BTreeMap<String, BTreeSet<bool>> = BTreeMap::new();
            for one in rules.ask(&register, &question) {
                answers.entry(one.code).or_default().insert(one.state == State::DoesNotApply);
            }
            let two = answers.iter().find(|(_, lawful)| lawful.len() > 1);
            assert!(two.is_none(), "{as_of}: {two:?}");
            asked += answers.len();
        }
    }
    assert!(asked > 10_000, "{asked} answers");
}

/// Ownership rules give the shares that they rest on, and never ask them of a company that is listed itself.
#[test]
fn an_answer_on_ownership_gives_the_shares() {
    let mut seen = BTreeSet::new();
    for finding in all("en") {
        let owned = finding.case.consequences.iter().filter(|one| !one.shares.is_empty());
        for one in owned {
            assert!(one.shares.contains('%') || one.shares.contains("No share in"), "{}", one.shares);
            seen.insert(one.shares.contains('%'));
        }
    }
    assert_eq!(seen.len(), 2, "with and without shares on record");
}

/// Whoever lives where most of the lists hold is not told of another country first.
#[test]
fn what_concerns_another_country_comes_last() {
    for finding in all("en") {
        let told = finding.consequences_for(Reader::Consumer);
        let places: Vec<&str> = told.iter().map(|one| one.jurisdiction.as_str()).collect();
        let lists = |place: &str| {
            let there = finding.case.consequences.iter().filter(|one| one.jurisdiction == place);
            there.map(|one| one.list.as_str()).collect::<BTreeSet<_>>().len()
        };
        assert!(places.is_sorted_by_key(|place| std::cmp::Reverse(lists(place))), "{places:?}");
    }
}

/// Name of the text, day, what the listing says.
type Case = (&'static str, &'static str, &'static [(Field, &'static str)]);

/// What an audit of facts and texts found said wrongly, each in its own case.
const CASES: &[Case] = &[
    ("lexmark", TODAY, &[(Field::Brand, "Lexmark"), (Field::Title, "Lexmark C3224 printer")]),
    ("lexmark-2024", "2024-06-01", &[(Field::Brand, "Lexmark"), (Field::Title, "Lexmark C3224 printer")]),
    (
        "empiretech",
        TODAY,
        &[(Field::Brand, "EmpireTech"), (Field::Title, "EmpireTech IPC-T54IR-AS 4MP camera")],
    ),
    (
        "bosch-dinion",
        TODAY,
        &[(Field::Brand, "Bosch"), (Field::Title, "Bosch DINION IP 3000i bullet camera")],
    ),
    ("bosch-divar", TODAY, &[(Field::Brand, "Bosch"), (Field::Title, "Bosch DIVAR network 3000 recorder")]),
    ("anzu", TODAY, &[(Field::Brand, "Anzu"), (Field::Title, "Anzu Raptor T drone")]),
    ("skyrover", TODAY, &[(Field::Brand, "SkyRover"), (Field::Title, "SkyRover X1 drone")]),
    (
        "tp-link-technologies",
        TODAY,
        &[
            (Field::Manufacturer, "TP-Link Technologies Co., Ltd."),
            (Field::Brand, "TP-Link"),
            (Field::Title, "TP-Link Archer AX21 router"),
        ],
    ),
    (
        "tp-link-systems",
        TODAY,
        &[
            (Field::Manufacturer, "TP-Link Systems Inc."),
            (Field::Brand, "TP-Link"),
            (Field::Title, "TP-Link Archer AX21 router"),
        ],
    ),
    ("honeywell", TODAY, &[(Field::Brand, "Honeywell"), (Field::Title, "Honeywell HC30W25R3 IP camera")]),
    (
        "netgear-router",
        TODAY,
        &[
            (Field::Brand, "Netgear"),
            (Field::Title, "Netgear Nighthawk RAX50 router"),
            (Field::Origin, "Vietnam"),
        ],
    ),
    ("bulb-sold-by-alibaba", TODAY, &[(Field::Title, "LED bulb E27 9W"), (Field::Seller, "Alibaba")]),
    ("hikmicro", TODAY, &[(Field::Brand, "HIKMICRO"), (Field::Title, "HIKMICRO B10 thermal camera")]),
    ("ezviz", TODAY, &[(Field::Brand, "EZVIZ"), (Field::Title, "EZVIZ BM1 baby monitor")]),
    ("lorex-2021", "2021-06-01", &[(Field::Brand, "Lorex"), (Field::Title, "Lorex 4K camera")]),
    ("lorex-2023", "2023-06-01", &[(Field::Brand, "Lorex"), (Field::Title, "Lorex 4K camera")]),
    ("lorex", TODAY, &[(Field::Brand, "Lorex"), (Field::Title, "Lorex 4K camera")]),
    (
        "dahua-electronics-ny",
        "2020-06-01",
        &[(Field::Manufacturer, "Dahua Electronics Corporation"), (Field::Title, "Connector set")],
    ),
    ("dc-security", TODAY, &[(Field::Seller, "DC Security"), (Field::Title, "4MP dome IP camera")]),
    (
        "model-of-2021",
        "2026-07-01",
        &[
            (Field::Brand, "Hikvision"),
            (Field::Title, "Hikvision DS-2CD2143G2-I camera"),
            (Field::AuthorisedOn, "2021-05-01"),
        ],
    ),
];

#[test]
fn the_cases_of_the_audit_are_told_as_they_were_read() {
    for (language, _) in LANGUAGES {
        for (name, day, fields) in CASES {
            let case = listing(fields);
            let result = speaking(language, day).screen(&case);
            let path = root().join(format!("tests/fixtures/told/{name}.{language}.txt"));
            hold(&path, &told(&result, day));
        }
    }
}

/// Verdict, path and what would settle it, and the warning; of what stands behind the first finding, the short text.
fn told(result: &ListingResult<'_>, day: &str) -> String {
    let mut text = format!("{} on {day}\n", result.verdict);
    for (n, finding) in result.findings.iter().enumerate() {
        writeln!(text, "\n{} · {} · {}", finding.case.target.name, finding.verdict, finding.case.ground)
            .unwrap();
        for step in finding.case.path.iter() {
            let hop = HopInWords::new(step);
            writeln!(text, "  {} {} {} ({})", hop.start, hop.words, hop.end, hop.dates).unwrap();
        }
        for what in &finding.case.settle {
            writeln!(text, "  to settle: {what}").unwrap();
        }
        for warning in finding.case.warning.iter() {
            writeln!(text, "\n{}", warning.short).unwrap();
            if n == 0 {
                writeln!(text, "\n{}", warning.long).unwrap();
            }
        }
    }
    text
}
