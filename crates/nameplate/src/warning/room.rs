//! How much room a text has, in words. What finds room is decided by the words of the register alone, never by those of a
//! language: so every language says the same.

use crate::text::plain_line;

/// Words of a name that are told; a longer one is cut, since no list bounds what it prints.
const MOST_OF_A_NAME: usize = 10;

/// Signs of a name that are told.
const MOST_SIGNS: usize = 100;

/// Room that is left.
pub(super) struct Room(usize);

impl Room {
    pub(super) fn of(words: usize) -> Self {
        Room(words)
    }

    /// Takes so many words that have to be told.
    pub(super) fn take(&mut self, words: usize) {
        self.0 = self.0.saturating_sub(words);
    }

    /// Takes room for what may be told, where there is enough.
    pub(super) fn fits(&mut self, words: usize) -> bool {
        let fits = words <= self.0;
        if fits {
            self.take(words);
        }
        fits
    }
}

/// Words of a text; two signs of a script that has no blanks count as one.
pub(super) fn words(text: &str) -> usize {
    let of_a_part = |part: &str| {
        let signs = part.chars().filter(|&c| c > '\u{2e80}').count();
        signs.div_ceil(2) + usize::from(signs < part.chars().count())
    };
    text.split_whitespace().map(of_a_part).sum()
}

/// A name of the register, whole where it has the length of one.
pub(super) fn name(text: &str) -> String {
    let text = plain_line(text);
    let kept: Vec<&str> = text.split_whitespace().take(MOST_OF_A_NAME).collect();
    let mut kept: String = kept.join(" ").chars().take(MOST_SIGNS).collect();
    if words(&kept) > MOST_OF_A_NAME {
        // A script without blanks: two signs are a word.
        kept = kept.chars().take(2 * MOST_OF_A_NAME).collect();
    }
    if kept.len() < text.len() { format!("{kept} …") } else { kept }
}

/// The name of an authority up to its first comma: "US Department of Commerce, Bureau of Industry and Security". A company's
/// name goes on behind a comma ("X Co., Ltd."), and what stands before one there may be another company.
pub(super) fn authority(by: &str, is_official: bool) -> String {
    match by.split_once(", ") {
        Some((before, _)) if is_official => name(before),
        _ => name(by),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_counted_in_every_script() {
        assert_eq!(words("Zhejiang Dahua Technology Co., Ltd."), 5);
        assert_eq!(words("官方清单“FCC Covered List”"), 2 + 3);
        assert_eq!(words(""), 0);
    }

    #[test]
    fn names_have_a_bound_and_a_comma_in_a_company_is_none_of_an_authority() {
        assert_eq!(name("Lorex"), "Lorex");
        assert!(name(&"long ".repeat(500)).ends_with(" …"));
        assert!(name(&"长".repeat(500)).chars().count() <= MOST_SIGNS + 2);
        assert_eq!(
            authority("US Department of Commerce, Bureau of Industry", true),
            "US Department of Commerce"
        );
        assert_eq!(authority("Lorex, Inc.", false), "Lorex, Inc.");
    }

    #[test]
    fn what_does_not_fit_takes_nothing() {
        let mut room = Room::of(10);
        assert!(!room.fits(11) && room.fits(10) && !room.fits(1));
    }
}
