//! Datasets: each list of a register is one, each source that tells of parties on no list is one, and collections hold several of
//! them. They bear names as FollowTheMoney allows (`ofac_sdn`); ids of the register (`ofac-sdn`, `ftm:eu_fsf`) lead to them as well.
//! It knows no party.

use std::collections::BTreeMap;

use lists::open::loaded_lists;
use lists::sources::by_id;
use nameplate::register::Register;

/// The collection of everything.
pub(crate) const DEFAULT: &str = "default";
/// The collection of lists whose entries are sanctioned.
const SANCTIONS: &str = "sanctions";
/// What the project's own reviewed facts say of parties on no list.
pub(crate) const REVIEWED: &str = "nameplate";
/// The source whose lists bear names of their own.
const FTM: &str = "ftm";

/// A dataset.
#[derive(Clone, Debug, Default)]
pub(crate) struct Dataset {
    /// Its name.
    pub(crate) name: String,
    /// The id of the list or source in the register.
    pub(crate) id: String,
    /// For people.
    pub(crate) title: String,
    /// Who publishes it.
    pub(crate) authority: String,
    /// Its page.
    pub(crate) url: String,
    /// The datasets of a collection.
    pub(crate) children: Vec<usize>,
    /// Parties in it.
    pub(crate) entities: usize,
    /// Topics of its entries.
    pub(crate) topics: &'static [&'static str],
}

/// The datasets of a register, collections last.
#[derive(Debug, Default)]
pub(crate) struct Datasets {
    all: Vec<Dataset>,
    by_name: BTreeMap<String, usize>,
}

/// Which datasets are asked, by their number.
pub(crate) type Asked = Vec<bool>;

/// What the entries of lists are, in the vocabulary of FollowTheMoney. Who is listed elsewhere has no topic.
const TOPICS: &[(&[&str], &[&str])] = &[
    (
        &[
            "ofac-sdn",
            "ofac-ssi",
            "ofac-plc",
            "ofac-fse",
            "ofac-capta",
            "ofac-mbs",
            "ofac-non-sdn",
            "eu-sanctions",
            "uk-sanctions",
            "un-sanctions",
        ],
        &["sanction"],
    ),
    (&["ofac-nscmic"], &["invest.ban", "sanction"]),
    (&["state-isn"], &["export.control", "sanction"]),
    (&["bis-entity-list", "bis-meu", "bis-dpl"], &["export.control"]),
    (&["bis-uvl"], &["export.risk"]),
    (&["state-dtc"], &["debarment", "export.control"]),
    (
        &[
            "s889",
            "s5949",
            "s154",
            "asda-drones",
            "dod-1260h",
            "texas-prohibited",
            "uk-procurement",
            "canada-federal-use",
            "au-removal",
        ],
        &["debarment"],
    ),
    (&["fcc-covered", "icts-kaspersky", "icts-vehicles"], &["reg.action"]),
    (&["uflpa", "cbp-wro", "eu-forced-labour"], &["export.risk", "forced.labor"]),
];

fn topics(list: &str) -> &'static [&'static str] {
    if list.starts_with("ftm:") || list.starts_with("senzing:") {
        // Only who is sanctioned, debarred or under export control stands on such a list; which of them it is, the register keeps not.
        return &["sanction"];
    }
    TOPICS.iter().find(|(lists, _)| lists.contains(&list)).map_or(&[], |(_, topics)| topics)
}

/// A name as FollowTheMoney allows it.
pub(crate) fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for letter in text.chars().flat_map(char::to_lowercase) {
        match letter.is_ascii_alphanumeric() {
            true => slug.push(letter),
            false if slug.ends_with('_') || slug.is_empty() => {}
            false => slug.push('_'),
        }
    }
    slug.trim_end_matches('_').to_owned()
}

impl Datasets {
    /// The datasets of a register.
    pub(crate) fn of(register: &Register<'_>) -> Self {
        let mut datasets = Datasets::default();
        let mut lists: Vec<_> = register.lists().collect();
        lists.sort_by_key(|list| list.id());
        let loaded = loaded_lists(register);
        let borne: std::collections::BTreeSet<&str> = register
            .designations()
            .filter(|one| one.party().is_some())
            .filter_map(|one| Some(one.list()?.id()))
            .collect();
        for list in lists.iter().filter(|list| borne.contains(list.id()) || loaded.contains(&list.id())) {
            datasets.add(Dataset {
                id: list.id().to_owned(),
                title: list.name().to_owned(),
                authority: list.authority().to_owned(),
                url: list.url().to_owned(),
                topics: topics(list.id()),
                ..Dataset::default()
            });
        }
        datasets.add(Dataset {
            id: REVIEWED.to_owned(),
            title: "Reviewed facts on companies, brands and storefronts".to_owned(),
            authority: "Nameplate".to_owned(),
            ..Dataset::default()
        });
        for edition in register.editions() {
            let source = by_id(edition.split('@').next().unwrap_or_default());
            let Some(source) = source.filter(|source| datasets.find(source.id).is_none()) else { continue };
            datasets.add(Dataset {
                id: source.id.to_owned(),
                title: source.name.to_owned(),
                authority: source.authority.to_owned(),
                url: source.page.to_owned(),
                ..Dataset::default()
            });
        }
        datasets.collections();
        datasets
    }

    fn add(&mut self, mut dataset: Dataset) {
        let whole = slug(&dataset.id);
        let own = dataset.id.split_once(':').filter(|(source, _)| *source == FTM).map(|(_, own)| slug(own));
        let is_free = |name: &String| {
            !name.is_empty() && name != DEFAULT && name != SANCTIONS && !self.by_name.contains_key(name)
        };
        let name = own.filter(is_free).unwrap_or_else(|| whole.clone());
        let at = self.all.len();
        self.by_name.entry(whole).or_insert(at);
        self.by_name.entry(name.clone()).or_insert(at);
        dataset.name = name;
        self.all.push(dataset);
    }

    fn collections(&mut self) {
        let leaves = || (0..).zip(&self.all);
        let all: Vec<usize> = leaves().map(|(at, _)| at).collect();
        let sanctions: Vec<usize> =
            leaves().filter(|(_, one)| one.topics.contains(&"sanction")).map(|(at, _)| at).collect();
        for (name, title, children) in
            [(DEFAULT, "All lists and sources", all), (SANCTIONS, "Lists of sanctions", sanctions)]
        {
            self.add(Dataset {
                id: name.to_owned(),
                title: title.to_owned(),
                children,
                ..Dataset::default()
            });
        }
    }

    /// All of them.
    pub(crate) fn all(&self) -> &[Dataset] {
        &self.all
    }

    /// The dataset of that number.
    pub(crate) fn get(&self, at: usize) -> Option<&Dataset> {
        self.all.get(at)
    }

    /// The number of a dataset, by its name or the id of its list.
    pub(crate) fn find(&self, name: &str) -> Option<usize> {
        self.by_name.get(&slug(name)).copied()
    }

    /// Notes that a party is in a dataset.
    pub(crate) fn count(&mut self, at: usize) {
        let holds = |(n, one): &(usize, &mut Dataset)| *n == at || one.children.contains(&at);
        self.all.iter_mut().enumerate().filter(holds).for_each(|(_, one)| one.entities += 1);
    }

    /// Those that are asked: within one, of those that are to be in, without those that are to be out.
    pub(crate) fn asked<'n>(
        &self,
        within: usize,
        included: impl Iterator<Item = &'n str>,
        excluded: impl Iterator<Item = &'n str>,
    ) -> Asked {
        let mut asked = self.leaves([within].into_iter());
        let mut included = included.peekable();
        if included.peek().is_some() {
            let kept = self.leaves(included.filter_map(|name| self.find(name)));
            asked.iter_mut().zip(kept).for_each(|(asked, kept)| *asked &= kept);
        }
        let out = self.leaves(excluded.filter_map(|name| self.find(name)));
        asked.iter_mut().zip(out).for_each(|(asked, out)| *asked &= !out);
        asked
    }

    fn leaves(&self, of: impl Iterator<Item = usize>) -> Asked {
        let mut leaves = vec![false; self.all.len()];
        for at in of {
            let children = self.get(at).map_or(&[][..], |one| one.children.as_slice());
            for at in std::iter::once(&at).chain(children) {
                leaves.get_mut(*at).into_iter().for_each(|leaf| *leaf = true);
            }
        }
        leaves
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_datasets_under_both_their_names() {
        let register = Register::open(lists::starter_register()).unwrap();
        let datasets = Datasets::of(&register);
        let at = datasets.find("bis-entity-list").unwrap();
        assert_eq!(
            (datasets.find("bis_entity_list"), datasets.all()[at].name.as_str()),
            (Some(at), "bis_entity_list")
        );
        assert!(datasets.find("banana").is_none());
        let asked = |within: &str, with: &[&'static str], without: &[&'static str]| {
            let within = datasets.find(within).unwrap();
            datasets.asked(within, with.iter().copied(), without.iter().copied())[at]
        };
        assert!(
            asked("default", &[], &[]) && asked("bis-entity-list", &[], &[]) && !asked("sanctions", &[], &[])
        );
        assert!(!asked("default", &["s889"], &[]) && !asked("default", &[], &["bis_entity_list"]));
    }

    #[test]
    fn names_are_as_the_model_allows() {
        for (id, name) in
            [("ofac-sdn", "ofac_sdn"), ("ftm:EU fsf ", "ftm_eu_fsf"), ("a::b", "a_b"), ("é", "")]
        {
            assert_eq!(slug(id), name);
        }
    }
}
