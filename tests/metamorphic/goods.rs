//! The goods: labelled listings of this repository, real rows where the shared data is present, and ordinary goods to put between
//! them, made by a generator or taken from a real shop.

use std::path::Path;
use std::rc::Rc;

use nameplate::{Field, Listing, Verdict};
use nameplate_tests::catalogs::Lcg;
use nameplate_tests::labelled::{self, Case};
use nameplate_tests::places::shared;

use crate::tables::{Tables, lines};

/// One row before it is dressed.
#[derive(Clone)]
pub(crate) struct Goods {
    /// What a shop would shelve it as.
    pub(crate) kind: &'static str,
    /// Its cells.
    pub(crate) listing: Listing<'static>,
    /// What is expected of it; nothing of ordinary goods but silence.
    pub(crate) label: Option<Rc<Label>>,
}

/// A label, and the set it belongs to.
pub(crate) struct Label {
    /// `written`, `blind` or `real`.
    pub(crate) set: &'static str,
    /// What was labelled, as it was.
    pub(crate) case: Case,
}

impl Label {
    /// Whether only silence is right.
    pub(crate) fn silent(&self) -> bool {
        self.case.verdicts.iter().all(|verdict| *verdict == Verdict::NoConnectionFound)
    }

    /// Whether only `connected` is right.
    pub(crate) fn must_connect(&self) -> bool {
        self.case.verdicts.iter().all(|verdict| *verdict == Verdict::Connected)
    }

    /// Whether the kind of goods is what it is judged by.
    pub(crate) fn by_class(&self) -> bool {
        let class = |target: &String| target.starts_with("class:");
        self.case.slice == "product_class"
            || self.case.grounds == ["class"]
            || self.case.targets.iter().any(class)
    }
}

fn dressed_later(set: &'static str, case: Case, tables: &Tables) -> Goods {
    let kind =
        *tables.kinds.get(&*case.id).unwrap_or_else(|| panic!("{}: its kind is not in kinds.tsv", case.id));
    Goods { kind, listing: case.listing.clone(), label: Some(Rc::new(Label { set, case })) }
}

/// Labelled listings of this repository.
pub(crate) fn labelled(tables: &Tables) -> Vec<Goods> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scoreboard");
    let sets = [("written", "listings.csv"), ("blind", "blind.csv")];
    let read = |(set, file)| labelled::read(&folder.join(file)).into_iter().map(move |case| (set, case));
    sets.into_iter().flat_map(read).map(|(set, case)| dressed_later(set, case, tables)).collect()
}

/// Real rows with labels, where the shared data is present.
pub(crate) fn real(tables: &Tables) -> Option<Vec<Goods>> {
    const FILE: &str = "cctv_shops/gericom_ke.csv";
    let rows = records(&shared(&format!("data/products/{FILE}"))?);
    let labels = records(&shared("data/listings_dev_labels.csv")?);
    let mut goods = Vec::new();
    for label in labels.iter().filter(|label| label("file") == FILE) {
        let number: usize = label("row").parse().expect("a row");
        let row = &rows[number];
        let mut listing = Listing::default();
        for (field, column) in [
            (Field::Title, "title"),
            (Field::Brand, "brand"),
            (Field::Category, "category"),
            (Field::Text, "description"),
        ] {
            listing.set(field, row(column));
        }
        let split = |name: &str| -> Vec<String> {
            label(name).split('|').filter(|word| *word != "none").map(str::to_owned).collect()
        };
        let case = Case {
            id: format!("gericom-{number:03}"),
            slice: label("slice"),
            as_of: label("as_of").parse().expect("a day"),
            listing,
            verdicts: label("expect_verdict").split('|').filter_map(Verdict::from_word).collect(),
            targets: split("expect_party"),
            grounds: split("expect_ground"),
            why: label("why"),
        };
        goods.push(dressed_later("real", case, tables));
    }
    Some(goods)
}

/// The ordinary goods of a real shop, where the shared data is present.
pub(crate) fn real_ordinary(tables: &Tables) -> Option<Vec<Goods>> {
    let rows = records(&shared("data/products/amazon_in_2023/catalogue_without_security_cameras.csv")?);
    // Its one article of a maker that stands on a list, since 2026, is no ordinary good.
    let ordinary = rows.iter().filter(|row| !row("name").starts_with("Xiaomi "));
    let goods = ordinary.map(|row| {
        let shelf = row("main_category");
        let listing = Listing::default()
            .with(Field::Title, row("name"))
            .with(Field::Category, format!("{shelf} > {}", row("sub_category")));
        Goods { kind: tables.shelves.get(&*shelf).copied().unwrap_or("home"), listing, label: None }
    });
    Some(goods.collect())
}

type Record = Box<dyn Fn(&str) -> String>;

fn records(path: &Path) -> Vec<Record> {
    let mut reader = csv::Reader::from_path(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let names = Rc::new(reader.headers().expect("a header").clone());
    let record = |row: Result<csv::StringRecord, csv::Error>| -> Record {
        let (row, names) = (row.expect("a row"), Rc::clone(&names));
        Box::new(move |name| {
            let at =
                names.iter().position(|known| known == name).unwrap_or_else(|| panic!("no column `{name}`"));
            row[at].to_owned()
        })
    };
    reader.records().map(record).collect()
}

/// Ordinary goods from `ordinary.tsv`: so many, the same on every machine.
pub(crate) fn made_ordinary(rows: usize) -> Vec<Goods> {
    let shelves: Vec<Vec<Vec<&'static str>>> = lines(include_str!("data/ordinary.tsv"))
        .map(|line| line.into_iter().map(|cell| cell.split('|').collect()).collect())
        .collect();
    let mut random = Lcg(20_261_126);
    (0..rows).map(|_| ordinary(&shelves[random.below(shelves.len())], &mut random)).collect()
}

fn ordinary(shelf: &[Vec<&'static str>], random: &mut Lcg) -> Goods {
    let [brand, detail, thing, size] = [1, 2, 3, 4].map(|column: usize| random.pick(&shelf[column]));
    let code = format!("{}-{}", random.pick(&shelf[5]), 100 + random.below(900));
    let title = match random.below(4) {
        0 => format!("{brand} {detail} {thing} {size}"),
        1 => format!("{detail} {thing}, {size} ({code})"),
        2 => format!("{thing} {detail} {size} by {brand}"),
        _ => format!("{brand} {code} {thing} - {detail}, {size}"),
    };
    let mut listing = Listing::default().with(Field::Title, title);
    let mut sometimes = |of: usize, field: Field, text: &str| {
        if random.below(of) > 0 {
            listing.set(field, text.to_owned());
        }
    };
    sometimes(4, Field::Brand, brand);
    sometimes(2, Field::Model, &code);
    sometimes(2, Field::Manufacturer, &format!("{brand} Ltd."));
    sometimes(2, Field::Text, &format!("{detail} {} for everyday use. Size: {size}.", thing.to_lowercase()));
    sometimes(2, Field::Origin, ["China", "India", "Germany", "Vietnam"][code.len() % 4]);
    sometimes(2, Field::Category, shelf[0][0]);
    Goods { kind: shelf[0][0], listing, label: None }
}
