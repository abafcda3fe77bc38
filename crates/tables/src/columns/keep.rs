//! Columns of the catalog that go into the results as they stand, whether they mean anything or not.

use super::meaning::Kept;

/// Which columns of the catalog are kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Keep {
    /// None.
    #[default]
    None,
    /// All of them.
    All,
    /// Those of these names, in this order.
    Named(Vec<String>),
}

impl Keep {
    /// Whether a column is kept.
    pub fn takes(&self, name: &str) -> bool {
        match self {
            Keep::None => false,
            // A column without a name and one inside a list of things that hang on a listing are taken when they are asked for.
            Keep::All => !name.is_empty() && !name.contains('*'),
            Keep::Named(names) => names.iter().any(|wanted| wanted == name),
        }
    }

    /// The columns that were found, in the order in which they are written.
    pub fn in_order(&self, found: Vec<Kept>) -> Vec<Kept> {
        let Keep::Named(names) = self else { return found };
        let of_name = |name: &String| {
            let path = found.iter().find(|kept| kept.name == *name).and_then(|kept| kept.path.clone());
            Kept { name: name.clone(), path }
        };
        names.iter().map(of_name).collect()
    }

    /// The first column asked for that a file has not.
    pub fn missing<'k>(&'k self, found: &[String]) -> Option<&'k String> {
        match self {
            Keep::Named(names) => names.iter().find(|name| !found.contains(name)),
            Keep::None | Keep::All => None,
        }
    }
}
