//! Which values of a shifted row still line up. A row with too many fields has a separator inside an unquoted text: what
//! stands before the texts lines up from the left, what stands after them from the right, and the texts are kept whole,
//! so that "mount for Hikvision, Dahua" does not become a mount by Dahua.

use std::ops::Range;

/// Which fields of a row are the value of each column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Alignment {
    extra: usize,
    texts: Option<(usize, usize)>,
}

impl Alignment {
    /// For a row with so many fields, where the header has `width` and the free texts stand from the first to the last
    /// of `texts`.
    pub(crate) fn new(fields: usize, width: usize, texts: Option<(usize, usize)>) -> Self {
        Alignment { extra: fields.saturating_sub(width), texts }
    }

    /// The fields that are the value of a column; several are one text with separators in it, none is no value.
    pub(crate) fn fields(&self, column: usize) -> Range<usize> {
        match self.texts {
            Some((first, last)) if self.extra > 0 => {
                if column < first {
                    column..column + 1
                } else if column == first {
                    // With one text column this is exactly its value; with several, all that may belong to any of them.
                    first..last + self.extra + 1
                } else if column > last {
                    column + self.extra..column + self.extra + 1
                } else {
                    column..column
                }
            }
            _ => column..column + 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_stay_whole_and_the_rest_lines_up() {
        // id, title, brand; the title had a comma.
        let row = Alignment::new(4, 3, Some((1, 1)));
        assert_eq!((row.fields(0), row.fields(1), row.fields(2)), (0..1, 1..3, 3..4));
        // id, title, brand, description, price: the brand may stand anywhere.
        let row = Alignment::new(6, 5, Some((1, 3)));
        assert_eq!((row.fields(1), row.fields(2), row.fields(4)), (1..5, 2..2, 5..6));
        let row = Alignment::new(2, 3, Some((1, 1)));
        assert_eq!(row.fields(1), 1..2);
        let row = Alignment::new(4, 3, None);
        assert_eq!(row.fields(2), 2..3);
    }
}
