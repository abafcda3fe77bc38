//! Kinds of goods by number: codes of standard classifications that catalogs and purchase files use instead of words.

use std::sync::LazyLock;

use crate::register::{ClassNo, Register};

/// Scheme, first digits of a code, class: out of `data/category_codes.tsv`, whose head says where the codes come from.
static CODES: LazyLock<Vec<[&str; 3]>> = LazyLock::new(|| {
    let rows = include_str!("../../data/category_codes.tsv").lines().filter(|line| !line.starts_with('#'));
    rows.filter_map(|row| row.split('\t').collect::<Vec<_>>().try_into().ok()).collect()
});

/// The class that a standard code stands for. Schemes are told apart by their codes: UNSPSC has eight digits, the
/// Harmonised System six, eight or ten (or fewer with a full stop) in other segments than UNSPSC, Google at most six.
pub(super) fn class_of_code(register: &Register<'_>, text: &str) -> Option<ClassNo> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let is_code = |c: char| c.is_ascii_digit() || matches!(c, '.' | ' ' | '-');
    if !(2..=10).contains(&digits.len()) || !text.trim().chars().all(is_code) {
        return None;
    }
    let parted = text.contains('.');
    let fits = |[scheme, first, _]: &&[&'static str; 3]| match *scheme {
        "hs" => (parted || matches!(digits.len(), 6 | 8 | 10)) && digits.starts_with(first),
        "unspsc" => !parted && digits.len() == 8 && digits.starts_with(first),
        _ => !parted && digits == *first,
    };
    let [.., class] = CODES.iter().filter(fits).max_by_key(|[_, first, _]| first.len())?;
    register.classes().find(|(_, known)| known.id() == *class).map(|(no, _)| no)
}
