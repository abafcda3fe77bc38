//! What a category says of the product. The last shelf of a path says what stands on it; those above it are asked only where
//! it is silent, and only where they name one kind of thing: "TV, Audio & Cameras" names a department.

use std::ops::Range;

use super::head::{Head, head_in};
use super::standard_code::class_of_code;
use crate::reading::FieldReading;
use crate::reading::telltales::TellTales;
use crate::register::{ClassNo, Register};

/// Marks between the shelves of a path, the plainest first: the first that occurs parts the path.
const PARTED_BY: [&[&str]; 3] = [&[">", "»", "›", "→", "::", "\\"], &["|", " / ", "/"], &[", ", ","]];
/// So many shelves of a path are looked at.
const MOST_SHELVES: usize = 12;
/// Words that make one shelf a department of several kinds of things.
const AND: [&str; 9] = [",", "&", "+", " and ", " und ", " y ", " et ", "、", "・"];

/// The class that a category names, and where; worked out once for a distinct value.
pub(super) fn class_on_shelf(
    register: &Register<'_>,
    tales: &TellTales,
    category: &FieldReading,
) -> Option<(ClassNo, Range<usize>)> {
    category.shelf.get_or_init(|| read(register, tales, category)).clone()
}

fn read(
    register: &Register<'_>,
    tales: &TellTales,
    category: &FieldReading,
) -> Option<(ClassNo, Range<usize>)> {
    let text = category.text();
    if let Some(class) = class_of_code(register, text) {
        return Some((class, 0..text.len()));
    }
    let shelves = shelves(text);
    let head = |shelf: &Range<usize>| head_in(tales, category, shelf.clone());
    let found = |head: Head| (head.class, head.start..head.end);
    // Whatever is filed under books is a book, on however fine a shelf.
    let (leaf, above) = shelves.split_last()?;
    if let Some(media) = above.iter().filter(|shelf| is_one_thing(&text[(*shelf).clone()])).find_map(head)
        && tales.kinds.get(media.class).is_some_and(|kind| kind.media)
    {
        return Some(found(media));
    }
    head(leaf).map(found).or_else(|| {
        let single = above.iter().rev().filter(|shelf| is_one_thing(&text[(*shelf).clone()]));
        // A department of daily goods holds much that a leaf names otherwise.
        single
            .filter_map(head)
            .find(|head| !tales.kinds.get(head.class).is_some_and(|kind| kind.ordinary))
            .map(found)
    })
}

fn is_one_thing(shelf: &str) -> bool {
    !AND.iter().any(|and| shelf.contains(and))
}

/// The shelves of a path, from the root to the leaf, without those that hold nothing. Of a path that is no path, the last few.
fn shelves(text: &str) -> Vec<Range<usize>> {
    let marks = PARTED_BY.iter().find(|marks| marks.iter().any(|mark| text.contains(mark)));
    let mut ends: Vec<(usize, usize)> = marks
        .into_iter()
        .flat_map(|marks| marks.iter())
        .flat_map(|mark| text.match_indices(mark).map(|(at, mark)| (at, at + mark.len())))
        .collect();
    ends.sort_unstable();
    let mut shelves = Vec::new();
    let mut start = 0;
    for (end, next) in ends.into_iter().chain([(text.len(), text.len())]) {
        // Marks that overlap (", " and ",") part once.
        if end >= start && !text[start..end].trim().is_empty() {
            shelves.push(start..end);
        }
        start = next.max(start);
    }
    shelves.split_off(shelves.len().saturating_sub(MOST_SHELVES))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parted(text: &str) -> Vec<&str> {
        shelves(text).into_iter().map(|shelf| text[shelf].trim()).collect()
    }

    #[test]
    fn paths_are_parted_by_their_plainest_mark() {
        assert_eq!(
            parted("tv, audio & cameras | security cameras"),
            ["tv, audio & cameras", "security cameras"]
        );
        assert_eq!(parted("a > b, c > d / e"), ["a", "b, c", "d / e"]);
        assert_eq!(parted("a/b"), ["a", "b"]);
        assert_eq!(parted("surveillance video, ip cameras"), ["surveillance video", "ip cameras"]);
        assert_eq!(parted(" > > "), Vec::<&str>::new());
        assert!(parted("").is_empty());
    }
}
