//! What buyers are told: the texts as they are printed, in three languages, and what no text may say or leave out.
//! `UPDATE=1 cargo test -p nameplate-tests --test warnings` rewrites the texts; the diff is read by somebody who knows the
//! language.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on has failed")]

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use nameplate::finding::{Finding, Verdict, Warning};
use nameplate::register::{RelationKind, RuleIn};
use nameplate::warning::{LANGUAGES, PREFIXES};
use nameplate::word::{ClaimStatus, ClaimSubject, Purpose};
use nameplate::{Field, Listing, Messages, Policy, Screener};
use nameplate_tests::labelled;
use nameplate_tests::places::{hold, root};
use nameplate_tests::screening::{TODAY, listing, screener, starter};

/// Name of the text, listing of the scoreboard, target.
const TEXTS: &[(&str, &str, &str)] = &[
    ("own-brand", "own-001", "hikvision"),
    ("own-brand-owner-behind", "own-001", "cetc"),
    ("subsidiary", "sub-001", "hikvision"),
    ("brand-of-a-subsidiary", "sub-032", "zte"),
    ("made-for-another-brand", "wl-004", "dahua"),
    ("made-by-its-group", "wl-002", "cetc"),
    ("affiliate", "wl-034", "hikvision"),
    ("component", "wl-045", "quectel"),
    ("storefront", "shop-006", "hikvision"),
    ("kind-of-product", "own-041", "class:drone"),
    ("forced-labour", "own-055", "ninestar"),
    ("software", "own-052", "kaspersky"),
    ("router", "own-048", "tp-link-technologies"),
];

fn speaking(language: &str, day: &str) -> Screener<'static> {
    screener(day).with_messages(Messages::of(language).unwrap())
}

fn cases(file: &str) -> Vec<labelled::Case> {
    labelled::read(&root().join("tests/scoreboard").join(file))
}

/// The text of a fixture.
fn printed(warning: &Warning) -> String {
    format!("{}\n\n{}\n\n{}\n{}\n", warning.short, warning.long, warning.codes.join("\n"), warning.evidence)
}

fn warn(screener: &Screener<'_>, listing: &Listing<'_>, target: &str) -> Warning {
    let result = screener.screen(listing);
    let finding =
        result.findings.into_iter().find(|f| f.case.target.id == target).expect("the target is found");
    finding.case.warning.clone().expect("the finding warns")
}

#[test]
fn the_texts_are_as_they_were_read() {
    let cases = cases("listings.csv");
    for (language, _) in LANGUAGES {
        let screener = speaking(language, TODAY);
        for (name, id, target) in TEXTS {
            let case = cases.iter().find(|case| case.id == *id).expect("the case is there");
            let warning = warn(&screener, &case.listing, target);
            let path = root().join(format!("tests/fixtures/warnings/{name}.{language}.txt"));
            hold(&path, &printed(&warning));
        }
        let lorex = listing(&[(Field::Brand, "Lorex"), (Field::Title, "4K camera")]);
        let warning = warn(&speaking(language, "2021-06-01"), &lorex, "dahua");
        let path = root().join(format!("tests/fixtures/warnings/in-2021.{language}.txt"));
        hold(&path, &printed(&warning));
    }
}

/// The findings of all labelled listings, each on its day, in one language. Worked out once: getting ready for a day takes
/// longer than judging.
fn all(language: &str) -> &'static [Finding] {
    static ALL: OnceLock<BTreeMap<&str, Vec<Finding>>> = OnceLock::new();
    let all = ALL.get_or_init(|| {
        let cases = [cases("listings.csv"), cases("blind.csv")].concat();
        LANGUAGES.iter().map(|(language, _)| (*language, findings(language, &cases))).collect()
    });
    &all[language]
}

fn findings(language: &str, cases: &[labelled::Case]) -> Vec<Finding> {
    let days: BTreeSet<_> = cases.iter().map(|case| case.as_of).collect();
    let mut findings = Vec::new();
    for day in days {
        let screener = speaking(language, &day.to_string());
        let of_day = cases.iter().filter(|case| case.as_of == day);
        findings.extend(of_day.flat_map(|case| screener.screen(&case.listing).findings));
    }
    assert!(findings.len() > 300);
    findings
}

/// A text without what it quotes: names, list titles, sentences and sources of the register. What is left is ours.
fn own_words(finding: &Finding, warning: &Warning) -> String {
    let mut quoted: Vec<&str> = vec![&finding.case.target.name];
    // How entries on kinds of products say what they cover.
    quoted.extend(["produced in a foreign country", "producidos en un país extranjero", "在外国生产的"]);
    quoted.extend(finding.case.target.native_name.as_deref());
    for step in finding.case.path.iter() {
        quoted.extend([step.from_name.as_str(), &step.to_name, &step.scope]);
        quoted.extend(step.sources.iter().flat_map(|s| [s.title.as_str(), &s.url]));
    }
    for one in finding.case.designations.iter() {
        quoted.push(&one.list_name);
        quoted.extend(one.sources.iter().flat_map(|s| [s.title.as_str(), &s.url]));
    }
    for one in finding.case.consequences.iter() {
        quoted.extend([one.sentence.as_str(), &one.why, &one.citation, &one.regime]);
    }
    for one in finding.case.claims.iter() {
        quoted.extend([one.sentence.as_str(), &one.by]);
        quoted.extend(one.sources.iter().flat_map(|s| [s.title.as_str(), &s.url]));
    }
    for one in finding.case.responses.iter() {
        quoted.push(&one.sentence);
        quoted.extend(one.sources.iter().flat_map(|s| [s.title.as_str(), &s.url]));
    }
    quoted.sort_by_key(|text| std::cmp::Reverse(text.len()));
    let text = format!("{}\n{}", warning.short, warning.long);
    quoted.into_iter().filter(|q| !q.is_empty()).fold(text, |text, quote| text.replace(quote, "*"))
}

#[test]
fn no_text_judges_anyone_or_names_a_nationality() {
    let words = std::fs::read_to_string(root().join("tests/fixtures/warnings/never.txt")).unwrap();
    for (language, _) in LANGUAGES {
        let mark = format!("{language} ");
        let never: Vec<&str> = words.lines().filter_map(|line| line.strip_prefix(&mark)).collect();
        assert!(never.len() > 10, "{language} has no list of words");
        for finding in all(language) {
            let Some(warning) = finding.case.warning.as_ref() else { continue };
            let own = own_words(finding, warning).to_lowercase();
            for word in &never {
                let found = own.match_indices(word).any(|(at, _)| is_word(&own, at, word.len()));
                assert!(!found, "{}: `{word}` in {own}", finding.case.target.id);
            }
        }
    }
}

/// A list binds somewhere, and a shopper has to be told where; nothing else in our words names a country.
#[test]
fn countries_are_named_only_where_a_list_binds() {
    const PLACES: &[(&str, &[&str])] = &[
        (
            "en",
            &[
                "United States",
                "US",
                "Canada",
                "United Kingdom",
                "UK",
                "Texas",
                "European",
                "China",
                "Russia",
            ],
        ),
        ("es", &["Estados Unidos", "EE", "Canadá", "Reino Unido", "Texas", "Europea", "China", "Rusia"]),
        ("zh", &["美国", "加拿大", "英国", "得克萨斯", "欧盟", "中国", "俄罗斯"]),
    ];
    for (language, places) in PLACES {
        let (_, text) = LANGUAGES.iter().find(|(tag, _)| tag == language).unwrap();
        let begin = text.find("\nlist-purpose =").unwrap();
        let end = begin + text[begin..].find("\n    }").unwrap();
        let rest = [&text[..begin], &text[end..]].concat();
        for place in *places {
            let named = rest.match_indices(place).any(|(at, _)| is_word(&rest, at, place.len()));
            assert!(!named, "{language}: `{place}`");
        }
    }
}

/// Whether what was found is a word of its own. Han is written without spaces: there every hit counts.
fn is_word(text: &str, at: usize, length: usize) -> bool {
    let outside = |c: Option<char>| c.is_none_or(|c| !c.is_alphabetic());
    let is_han = text[at..at + length].chars().any(|c| !c.is_ascii() && c > '\u{2e80}');
    is_han || (outside(text[..at].chars().next_back()) && outside(text[at + length..].chars().next()))
}

#[test]
fn only_what_is_connected_warns_and_every_warning_says_what_it_has_to() {
    for (language, _) in LANGUAGES {
        let messages = Messages::of(language).unwrap();
        for finding in all(language) {
            let Some(warning) = finding.case.warning.as_ref() else {
                assert_ne!(finding.verdict, Verdict::Connected);
                continue;
            };
            assert_eq!(finding.verdict, Verdict::Connected);
            assert_eq!(warning.language, messages.language());
            let (short, long) = (&warning.short, &warning.long);
            assert!(!short.contains('\n') && short.chars().count() <= 600, "{short}");
            assert!(!short.contains("{$") && !long.contains("{$"), "{long}");
            // What stood on no list that day for certain is not named; what did is, with what is said and answered.
            for one in finding.case.designations.iter() {
                let named = one.in_force == Verdict::Connected;
                let told = format!("“{}” (", one.list_name);
                assert!(named || !(short.contains(&told) || long.contains(&told)), "{long}");
                assert_eq!(warning.codes.contains(&format!("list.{}", one.list)), named);
            }
            for claim in finding.case.claims.iter().filter(|claim| long.contains(&claim.sentence)) {
                assert!(!claim.by.is_empty() && long.contains(&claim.by), "who says {}?", claim.sentence);
            }
            let latest = finding.case.responses.iter().max_by_key(|answer| answer.date.to_bits());
            assert!(latest.is_none_or(|answer| long.contains(&answer.name)), "{long}");
            let answered = latest.is_some();
            let code = |code: &str| warning.codes.iter().any(|known| known == code);
            let is_class = code("target.class");
            assert_eq!((code("response.present"), code("response.none_due")), (answered, is_class));
            assert_eq!(code("response.absent"), !answered && !is_class);
        }
    }
}

/// A claim that is told has its standing in the same sentence as who makes it. That an allegation is called one where nothing
/// firmer is on record, `crates/nameplate/src/warning/tests.rs` holds.
#[test]
fn a_claim_is_told_with_its_standing_and_who_makes_it() {
    let standings = |language: &str| match language {
        "en" => ["Official finding", "Court ruling", "Company filing", "Report", "Allegation"],
        "es" => ["Conclusión oficial", "Resolución judicial", "Documento", "Informe o noticia", "Acusación"],
        _ => ["官方认定", "法院裁判", "公司披露文件", "报道或报告", "指控"],
    };
    for (language, _) in LANGUAGES {
        let words: BTreeMap<ClaimStatus, &str> = std::iter::zip(
            [
                ClaimStatus::OfficialFinding,
                ClaimStatus::CourtRuling,
                ClaimStatus::CompanyFiling,
                ClaimStatus::Report,
                ClaimStatus::Allegation,
            ],
            standings(language),
        )
        .collect();
        let mut seen = BTreeSet::new();
        for finding in all(language) {
            let Some(warning) = finding.case.warning.as_ref() else { continue };
            let claims =
                finding.case.claims.iter().filter(|claim| claim.subject <= ClaimSubject::StateControl);
            let Some(told) = claims.min_by_key(|claim| (claim.subject, claim.status, claim.date.to_bits()))
            else {
                continue;
            };
            let line = warning.long.lines().find(|line| line.starts_with(words[&told.status]));
            let line = line.unwrap_or_else(|| panic!("{} is not told: {}", told.sentence, warning.long));
            let sentence = line.split(['。', '[']).next().unwrap();
            assert!(sentence.contains(&told.by), "{line}");
            seen.insert(told.status);
        }
        assert!(seen.len() > 1, "{language}: only {seen:?} were told");
    }
}

#[test]
fn what_the_listing_says_never_gets_into_a_warning() {
    let plain = listing(&[(Field::Brand, "EZVIZ"), (Field::Title, "EZVIZ baby monitor")]);
    let hostile = listing(&[
        (Field::Brand, "EZVIZ"),
        (Field::Title, "EZVIZ baby monitor \u{202e} <script>alert(1)</script> { $by } \u{1b}[2J"),
    ]);
    let screener = speaking("en", TODAY);
    assert_eq!(warn(&screener, &plain, "hikvision"), warn(&screener, &hostile, "hikvision"));
}

/// What a house lists is its own matter: a buyer is not told of it as if an authority said so, nor of a list whose words about
/// the place of production the listing does not settle.
#[test]
fn a_list_of_the_house_makes_no_warning() {
    let rule = RuleIn {
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
    let policy = Policy { rule: vec![rule], ..Policy::default() };
    let screener = Screener::new(starter(), policy, TODAY.parse().unwrap());
    let screener = screener.with_messages(Messages::of("en").unwrap());
    let drone = |origin: &str| {
        let title = "Foldable GPS drone with two batteries";
        let result = screener.screen(&listing(&[(Field::Title, title), (Field::Origin, origin)])).findings;
        let finding = result.into_iter().find(|finding| finding.case.target.id == "class:drone").unwrap();
        let lists: Vec<String> = finding.designations().map(|one| one.list.to_string()).collect();
        (finding.verdict, lists, finding.case.warning.is_some())
    };
    let named = |lists: &[&str]| lists.iter().map(|list| (*list).to_owned()).collect::<Vec<_>>();
    assert_eq!(drone("USA"), (Verdict::Connected, named(&["house"]), false));
    assert_eq!(drone(""), (Verdict::Connected, named(&["fcc-covered", "house"]), false));
    assert_eq!(drone("China"), (Verdict::Connected, named(&["fcc-covered", "house"]), true));
}

#[test]
fn codes_verdicts_and_digest_do_not_depend_on_the_language() {
    let case = listing(&[(Field::Brand, "Lorex"), (Field::Title, "Lorex 4K camera")]);
    let mut digests = BTreeSet::new();
    let mut codes = BTreeSet::new();
    for (language, _) in LANGUAGES {
        let screener = speaking(language, "2021-06-01");
        let result = screener.screen(&case);
        codes.extend(result.findings.iter().filter_map(|f| Some(f.case.warning.as_ref()?.codes.clone())));
        let mut line = Vec::new();
        nameplate::report::digest_line(&result, &mut line);
        digests.insert(line);
    }
    assert_eq!((codes.len(), digests.len()), (1, 1));
    let silent = screener("2021-06-01").screen(&case).findings.iter().all(|f| f.case.warning.is_none());
    assert!(silent, "without messages nobody is told");
}

#[test]
fn a_memory_says_the_same_as_none() {
    let screener = speaking("en", TODAY);
    let mut memo = screener.memo();
    for case in cases("listings.csv") {
        let told = screener.screen_with(&mut memo, &case.listing);
        assert_eq!(told, screener.screen(&case.listing), "{}", case.id);
    }
}

/// The words in brackets of a message.
fn choices(id: &str) -> BTreeSet<String> {
    let (_, english) = LANGUAGES[0];
    let begin = format!("\n{id} =");
    let after = english.split(&begin).nth(1).unwrap_or_else(|| panic!("`{id}` is a message"));
    let message = after.split("\n    }").next().unwrap();
    let keys = message.lines().filter_map(|line| line.trim().trim_start_matches('*').strip_prefix('['));
    keys.filter_map(|rest| Some(rest.split_once(']')?.0.to_owned())).filter(|key| key != "other").collect()
}

/// All lists and laws, and those that somebody can stand on: a law that only speaks of what stands on other lists has no
/// entries of its own.
fn lists() -> (BTreeSet<String>, BTreeSet<String>) {
    let read =
        |path: &std::path::Path| -> toml::Table { std::fs::read_to_string(path).unwrap().parse().unwrap() };
    let texts =
        |of: &toml::Value| of.as_array().unwrap().iter().map(|id| id.as_str().unwrap().to_owned()).collect();
    let (mut with_entries, mut ruled, mut all) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    for entry in std::fs::read_dir(root().join("facts/regimes")).unwrap() {
        let facts = read(&entry.unwrap().path());
        let tables =
            |name: &str| facts.get(name).and_then(toml::Value::as_array).cloned().unwrap_or_default();
        for list in tables("list") {
            let id = list["id"].as_str().unwrap().to_owned();
            // What has no source that states it is not compiled: nobody stands on it.
            if list.get("needs_source").is_some() {
                ruled.insert(id.clone());
            }
            all.insert(id);
        }
        for rule in tables("rule") {
            let own = rule["list"].as_str().unwrap().to_owned();
            let triggers: Vec<String> = rule.get("on").map_or_else(|| vec![own.clone()], texts);
            ruled.insert(own);
            with_entries.extend(triggers);
        }
    }
    with_entries.extend(all.difference(&ruled).cloned());
    (all, with_entries)
}

#[test]
fn every_word_of_the_register_has_a_message() {
    let set = |words: &[&str]| words.iter().map(|w| (*w).to_owned()).filter(|w| w != "other").collect();
    let told = choices("list-purpose");
    let (all, with_entries) = lists();
    assert!(told.is_subset(&all), "{:?}", told.difference(&all));
    assert!(with_entries.is_subset(&told), "{:?}", with_entries.difference(&told));
    let kinds = RelationKind::ALL.iter().map(|kind| kind.word());
    let of_a_part = ["made_by_most", "made_by_some", "made_by_few"];
    let steps = kinds.chain(of_a_part).map(str::to_owned).collect();
    assert_eq!(choices("step"), steps);
    assert_eq!(choices("step-next"), steps);
    let purposes: BTreeSet<String> = Purpose::ALL.iter().map(|one| one.word().to_owned()).collect();
    assert_eq!(choices("purpose"), purposes);
    assert_eq!(choices("claim-subject"), set(&ClaimSubject::words()));
    assert_eq!(choices("claim-status"), set(&ClaimStatus::words()));
    assert_eq!(choices("claim-status-short"), set(&ClaimStatus::words()));
    let grounds = nameplate::finding::Ground::ALL.iter().map(|ground| ground.word());
    assert_eq!(choices("short"), grounds.chain(["made_by_part"]).map(str::to_owned).collect());
    let register = starter();
    let classes = register.classes().filter(|(_, class)| class.designations().next().is_some());
    assert_eq!(choices("class-name"), classes.map(|(_, class)| class.id().to_owned()).collect());
}

#[test]
fn the_page_on_warnings_tells_every_code_and_language() {
    let page = std::fs::read_to_string(root().join("docs/warnings.md")).unwrap();
    for (prefix, meaning) in PREFIXES {
        assert!(
            page.contains(&format!("| `{prefix}` | {meaning} |")),
            "`{prefix}` is not told as in the code"
        );
    }
    for (language, _) in LANGUAGES {
        assert!(page.contains(&format!("`{language}`")), "`{language}` is not told");
    }
    for finding in all("en") {
        for code in finding.case.warning.iter().flat_map(|warning| &warning.codes) {
            assert!(PREFIXES.iter().any(|(prefix, _)| code.starts_with(prefix)), "{code}");
        }
    }
}
