//! Which published lists a register was built from; and what has to be said where there is none, so that "nothing found" is
//! never read as "on no list".

use super::{Register, Source};

impl Register<'_> {
    /// The editions of published lists that it was built from: ids of sources like `us-csl@2026-11-01`.
    pub fn editions(&self) -> impl Iterator<Item = String> + use<'_> {
        // A source that an edition itself cites has a number behind `#`.
        let is_edition = |id: &String| id.contains('@') && !id.contains('#');
        self.sources().map(|source| source.id.as_str().to_owned()).filter(is_edition)
    }

    /// What every answer has to say where no published list is loaded: how few were looked for, and what to do.
    pub fn without_lists(&self) -> Option<String> {
        // An edition of a firm's own tables, or of block numbers, puts nobody on a list.
        let by_an_edition = |source: Source| source.id.contains('@');
        if self.designations().any(|place| place.sources().into_iter().any(by_an_edition)) {
            return None;
        }
        let reviewed = grouped(self.party_count());
        Some(format!(
            "no published list is loaded: only the {reviewed} companies, brands and shops that Nameplate has reviewed were looked \
             for; run `nameplate lists update`"
        ))
    }
}

/// A number with commas.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn numbers_are_read_at_a_glance() {
        assert_eq!([7, 999, 1_234, 1_234_567].map(grouped), ["7", "999", "1,234", "1,234,567"]);
    }
}
