//! Listings that must come out right. Each stands for a mistake that name screeners make: a second firm with nearly the
//! same name, a brand that was sold, a shop name that says nothing, a common word.

use nameplate::date::Holds;
use nameplate::finding::{Evidence, Ground, ListingResult, PartyVerdict, Verdict};
use nameplate::{Day, Field};
use nameplate_tests::screening::{TODAY, finding, line, listing, screener, starter};

/// What a test says of a result; the whole result is printed where it does not hold.
struct Answer(ListingResult<'static>);

fn ask(day: &str, fields: &[(Field, &str)]) -> Answer {
    let listing = Box::leak(Box::new(listing(fields)));
    Answer(screener(day).screen(listing))
}

impl Answer {
    #[track_caller]
    fn verdict(&self, expected: Verdict) -> &Self {
        assert_eq!(self.0.verdict, expected, "{:#?}", self.0);
        self
    }

    #[track_caller]
    fn maker(&self, name: &str) -> &Self {
        assert_eq!(named(self.0.maker.as_ref()), name, "{:#?}", self.0);
        self
    }

    #[track_caller]
    fn brand_owner(&self, name: &str) -> &Self {
        assert_eq!(named(self.0.brand_owner.as_ref()), name, "{:#?}", self.0);
        self
    }

    /// The listing reaches that target, on that ground, with that certainty, along that path.
    #[track_caller]
    fn reaches(&self, target: &str, ground: Ground, verdict: Verdict, path: &str) -> &Self {
        let found = finding(&self.0, target).unwrap_or_else(|| panic!("no {target} in {:#?}", self.0));
        assert_eq!((found.case.ground, found.verdict), (ground, verdict), "{found:#?}");
        assert_eq!(line(&found.case.path), path, "{found:#?}");
        assert!(
            found.case.designations.iter().all(|d| !d.sources.is_empty()),
            "{:#?}",
            found.case.designations
        );
        assert!(found.case.path.iter().all(|step| !step.sources.is_empty()), "{:#?}", found.case.path);
        assert!(!found.signals.is_empty(), "{found:#?}");
        self
    }

    /// The lists on which a target stands on that day, in order.
    #[track_caller]
    fn on_lists(&self, target: &str, expected: &[&str]) -> &Self {
        let found = finding(&self.0, target).unwrap_or_else(|| panic!("no {target} in {:#?}", self.0));
        let lists: Vec<&str> = found.case.designations.iter().map(|d| d.list.as_str()).collect();
        assert_eq!(lists, expected);
        self
    }

    /// The targets, whatever their order.
    #[track_caller]
    fn only(&self, expected: &[&str]) -> &Self {
        let mut targets: Vec<&str> = self.0.findings.iter().map(|f| f.case.target.id.as_str()).collect();
        targets.sort_unstable();
        assert_eq!(targets, expected, "{:#?}", self.0);
        self
    }

    /// No party of that id anywhere in the result, but for mentions that say why it is not meant.
    #[track_caller]
    fn nowhere(&self, party: &str) -> &Self {
        let meant = ListingResult { mentions: Vec::new(), mentioned: Vec::new(), ..self.0.clone() };
        let json = nameplate_tests::screening::json(&meant);
        assert!(!json.contains(&format!("\"{party}\"")), "{party} stands in {json}");
        self
    }

    fn signals(&self, target: &str) -> Vec<(&str, &str)> {
        let evidence = finding(&self.0, target).into_iter().flat_map(|found| self.0.evidence(found));
        evidence.map(|Evidence { kind, text, .. }| (*kind, text.as_str())).collect()
    }

    fn settle(&self, target: &str) -> String {
        finding(&self.0, target).map(|f| f.case.settle.join("; ")).unwrap_or_default()
    }
}

fn named(party: Option<&PartyVerdict>) -> &str {
    party.map_or("", |party| party.name.as_str())
}

const HIKVISION: &str = "Hangzhou Hikvision Digital Technology Co., Ltd.";
const DAHUA: &str = "Zhejiang Dahua Technology Co., Ltd.";
const HIKVISION_LISTS: &[&str] = &[
    "au-removal",
    "bis-entity-list",
    "canada-federal-use",
    "dod-1260h",
    "fcc-covered",
    "ofac-nscmic",
    "s889",
    "uk-sensitive-sites",
];
const DAHUA_LISTS: &[&str] = &[
    "au-removal",
    "bis-entity-list",
    "dod-1260h",
    "fcc-covered",
    "s889",
    "texas-prohibited",
    "uk-sensitive-sites",
];
/// Before the list of Texas.
const DAHUA_LISTS_OF_2024: &[&str] =
    &["au-removal", "bis-entity-list", "dod-1260h", "fcc-covered", "s889", "uk-sensitive-sites"];

#[test]
fn a_maker_that_names_itself_in_the_title() {
    let answer = ask(TODAY, &[(Field::Title, "HIKVISION DS-2CD2143G2-I 4MP AcuSense Dome")]);
    answer
        .verdict(Verdict::Connected)
        .maker(HIKVISION)
        .brand_owner(HIKVISION)
        .reaches("hikvision", Ground::Named, Verdict::Connected, "")
        .on_lists("hikvision", HIKVISION_LISTS)
        .reaches("cetc", Ground::Control, Verdict::Connected, "cetc controls hikvision")
        .nowhere("dahua");
    let signals = answer.signals("hikvision");
    assert!(signals.contains(&("model_number", "DS-2CD2143G2-I")), "{signals:?}");
    assert!(signals.iter().any(|(_, text)| *text == "HIKVISION"), "{signals:?}");
}

#[test]
fn the_brand_dahua_is_the_one_of_zhejiang() {
    for title in ["4MP dome network camera", ""] {
        ask(TODAY, &[(Field::Title, title), (Field::Brand, "Dahua")])
            .verdict(Verdict::Connected)
            .maker(DAHUA)
            .reaches("dahua", Ground::Named, Verdict::Connected, "")
            .on_lists("dahua", DAHUA_LISTS)
            .only(&["dahua"])
            .nowhere("dahua-electronics-ny");
    }
}

#[test]
fn the_firm_of_new_york_is_not_the_one_of_zhejiang() {
    let fields = [
        (Field::Title, "Wholesale lot of LED flashlights, 50 pieces"),
        (Field::Seller, "DAHUA ELECTRONICS CORPORATION"),
        (Field::SellerAddress, "134-12 59th Avenue, Flushing, NY 11355"),
    ];
    ask(TODAY, &fields).verdict(Verdict::NoConnectionFound).only(&[]).nowhere("dahua");
    // The order of denial ran from 2017 to 2025.
    ask("2024-03-01", &fields).only(&["dahua-electronics-ny"]).nowhere("dahua");
}

#[test]
fn a_baby_monitor_of_a_subsidiary() {
    let monitor = [(Field::Title, "EZVIZ BM1 battery-powered 2K baby monitor"), (Field::Brand, "EZVIZ")];
    let answer = ask(TODAY, &monitor);
    answer
        .verdict(Verdict::Connected)
        .maker("Hangzhou Ezviz Network Co., Ltd.")
        .reaches("hikvision", Ground::Subsidiary, Verdict::Connected, "ezviz-network subsidiary_of hikvision")
        .on_lists("hikvision", HIKVISION_LISTS);
    assert_eq!(answer.0.product.class.as_ref().map(|class| class.value.as_str()), Some("baby_monitor"));
    ask(TODAY, &monitor[..1]).verdict(Verdict::Connected).maker("Hangzhou Ezviz Network Co., Ltd.");
}

#[test]
fn a_harmless_shop_name_with_a_tell_tale_model() {
    let camera = [(Field::Title, "IPC-HFW2831T-ZS 8MP bullet camera"), (Field::Seller, "DC Security")];
    let answer = ask(TODAY, &camera);
    answer
        .verdict(Verdict::Connected)
        .maker(DAHUA)
        .reaches("dahua", Ground::Named, Verdict::Connected, "")
        .only(&["dahua"])
        .nowhere("hikvision");
    assert!(answer.signals("dahua").contains(&("model_number", "IPC-HFW2831T-ZS")));
    // The shop alone names nobody: other firms bear that name, and what it sells is not all of one maker.
    let shop = [(Field::Title, "8MP bullet camera"), (Field::Seller, "DC Security")];
    assert_ne!(ask(TODAY, &shop).0.verdict, Verdict::Connected);
}

#[test]
fn a_maker_in_its_own_script() {
    for field in [Field::Title, Field::Brand] {
        ask(TODAY, &[(field, "海康威视")])
            .verdict(Verdict::Connected)
            .maker(HIKVISION)
            .reaches("hikvision", Ground::Named, Verdict::Connected, "")
            .on_lists("hikvision", HIKVISION_LISTS)
            .nowhere("dahua");
    }
    ask(TODAY, &[(Field::Title, "海康威视 400万 网络摄像机 红外 POE")])
        .verdict(Verdict::Connected)
        .maker(HIKVISION);
}

const LOREX: &[(Field, &str)] = &[(Field::Title, "Lorex 4K security camera"), (Field::Brand, "Lorex")];

#[test]
fn lorex_as_of_2017_was_of_flir_and_no_list_was_in_force() {
    ask("2017-06-01", LOREX)
        .verdict(Verdict::NoConnectionFound)
        .brand_owner("Lorex Technology Inc.")
        .only(&[]);
    let day: Day = "2017-06-01".parse().unwrap();
    let held = |party: &str, relation: &str, to: &str| {
        let register = starter();
        let id = |no| register.party(no).map_or("", |party| party.id());
        let from = register.party_by_id(party).unwrap();
        register
            .relations_of(from)
            .any(|r| r.kind().word() == relation && id(r.to()) == to && r.interval().holds(day) == Holds::Yes)
    };
    assert!(held("lorex-technology", "subsidiary_of", "flir"));
    assert!(!held("lorex-technology", "subsidiary_of", "dahua"));
    assert!(held("lorex", "made_by", "dahua"), "FLIR said so itself");
}

#[test]
fn lorex_as_of_2021_was_a_subsidiary_of_dahua() {
    ask("2021-06-01", LOREX)
        .verdict(Verdict::Connected)
        .maker("Lorex Technology Inc.")
        .reaches("dahua", Ground::Subsidiary, Verdict::Connected, "lorex-technology subsidiary_of dahua")
        .on_lists("dahua", &["bis-entity-list", "fcc-covered", "s889"])
        .only(&["dahua"])
        .nowhere("hikvision");
}

#[test]
fn lorex_as_of_2024_is_of_somebody_else_and_may_still_be_made_by_dahua() {
    let answer = ask("2024-06-01", LOREX);
    answer
        .verdict(Verdict::Review)
        .reaches("dahua", Ground::MadeBy, Verdict::Review, "lorex made_by dahua")
        .only(&["dahua"]);
    let found = finding(&answer.0, "dahua").unwrap();
    let paths: Vec<String> =
        found.case.other_paths.iter().map(|path| line(path)).chain([line(&found.case.path)]).collect();
    assert!(!paths.iter().any(|path| path.contains("subsidiary_of dahua")), "it was sold in 2022: {paths:?}");
    assert!(answer.settle("dahua").contains("alleged"), "{}", answer.settle("dahua"));
    // Stock keeps the maker of the day on which it was made.
    let stock = [LOREX, &[(Field::MadeOn, "2021-05")]].concat();
    ask("2024-06-01", &stock).verdict(Verdict::Connected).only(&["dahua"]);
}

const IMOU: &[(Field, &str)] = &[(Field::Title, "Imou Ranger 2C 4MP indoor camera"), (Field::Brand, "Imou")];
const IMOU_PATH: &str = "imou brand_of huacheng, huacheng subsidiary_of dahua";

#[test]
fn imou_as_of_2024_is_a_subsidiary_of_dahua() {
    ask("2024-06-01", IMOU)
        .verdict(Verdict::Connected)
        .maker("Hangzhou Huacheng Network Technology Co., Ltd.")
        .reaches("dahua", Ground::Subsidiary, Verdict::Connected, IMOU_PATH)
        .on_lists("dahua", DAHUA_LISTS_OF_2024)
        .only(&["dahua"]);
}

#[test]
fn imou_today_is_for_review_since_its_sale_was_agreed() {
    let answer = ask(TODAY, IMOU);
    answer
        .verdict(Verdict::Review)
        .reaches("dahua", Ground::Subsidiary, Verdict::Review, IMOU_PATH)
        .only(&["dahua"]);
    assert!(answer.settle("dahua").contains("last confirmed for 2025-03-03"), "{}", answer.settle("dahua"));
}

#[test]
fn common_words_and_near_names_are_not_connected() {
    let brands = ["Anker", "Pioneer", "Orient", "Global Vision", "TP-Link Systems", "TP-Link Systems Inc."];
    let products = ["security camera 4MP outdoor", "65W charger", "digital video recorder", "watch", ""];
    for brand in brands {
        for product in products {
            for field in [Field::Brand, Field::Manufacturer, Field::Seller] {
                let title = format!("{brand} {product}");
                ask(TODAY, &[(Field::Title, &title), (field, brand)])
                    .verdict(Verdict::NoConnectionFound)
                    .only(&[]);
            }
        }
        ask(TODAY, &[(Field::Title, brand)]).verdict(Verdict::NoConnectionFound).only(&[]);
    }
}

#[test]
fn tp_link_systems_is_not_the_firm_of_shenzhen() {
    let router = [
        (Field::Title, "TP-Link Archer AX55 dual-band router"),
        (Field::Brand, "TP-Link"),
        (Field::Manufacturer, "TP-Link Systems Inc."),
    ];
    let answer = ask(TODAY, &router);
    // Routers made abroad are a listed class; the firm is on no list.
    answer.maker("TP-Link Systems Inc.").only(&["class:router"]).nowhere("tp-link-technologies");
    assert_ne!(answer.0.verdict, Verdict::Connected);
    // One brand, two firms that use it: the listing says which.
    let switch =
        [(Field::Title, "TL-SG1024 24-port switch"), (Field::Manufacturer, "TP-Link Technologies Co., Ltd.")];
    ask(TODAY, &switch)
        .verdict(Verdict::Connected)
        .reaches("tp-link-technologies", Ground::Named, Verdict::Connected, "")
        .only(&["tp-link-technologies"])
        .maker("TP-Link Technologies Co., Ltd.");
}

/// A maker's name in another spelling is a reason to look, and no more.
#[test]
fn a_name_that_is_nearly_a_listed_one_is_for_review() {
    for name in ["Zhejiang Dauha Technology Co., Ltd.", "Hytara Communications Corporation"] {
        ask(TODAY, &[(Field::Title, "4MP dome camera"), (Field::Manufacturer, name)])
            .verdict(Verdict::Review);
    }
    ask(TODAY, &[(Field::Title, "4MP dome camera"), (Field::Manufacturer, "Zhejiang Dunhuang Technology")])
        .verdict(Verdict::NoConnectionFound);
}
