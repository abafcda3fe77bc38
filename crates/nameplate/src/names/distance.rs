//! Edit distance with swaps of neighbours (optimal string alignment), bit-parallel: Hyyrö, "A bit-vector algorithm for
//! computing Levenshtein and Damerau edit distances", 2003. Words of a-z and 0-9, of which the first 64 letters count.

/// Letters that take part: one machine word.
const MOST: usize = 64;

/// How many letters have to be put in, taken out, replaced or swapped with their neighbour.
pub(crate) fn distance(a: &[u8], b: &[u8]) -> u32 {
    let (a, b) = (&a[..a.len().min(MOST)], &b[..b.len().min(MOST)]);
    let (a, b) = if a.len() < b.len() { (b, a) } else { (a, b) };
    let (a, b) = trimmed(a, b);
    if b.is_empty() {
        return u32::try_from(a.len()).unwrap_or(u32::MAX);
    }
    let mut at = [0u64; 36];
    for (n, letter) in a.iter().enumerate() {
        at[place(*letter)] |= 1 << n;
    }
    let last = 1u64 << (a.len() - 1);
    let (mut up, mut down, mut diagonal, mut before) = (u64::MAX, 0u64, 0u64, 0u64);
    let mut distance = u32::try_from(a.len()).unwrap_or(u32::MAX);
    for letter in b {
        let equal = at[place(*letter)];
        diagonal =
            (((!diagonal & equal) << 1) & before) | ((equal & up).wrapping_add(up) ^ up) | equal | down;
        let rises = down | !(diagonal | up);
        let falls = diagonal & up;
        distance += u32::from(rises & last != 0);
        distance -= u32::from(falls & last != 0);
        let rises = rises << 1 | 1;
        up = falls << 1 | !(diagonal | rises);
        down = diagonal & rises;
        before = equal;
    }
    distance
}

/// Whether exactly one letter has to be put in, taken out, replaced or swapped with its neighbour: the same as a distance of 1, found
/// without the table.
pub(crate) fn is_one_slip(a: &[u8], b: &[u8]) -> bool {
    let (a, b) = (&a[..a.len().min(MOST)], &b[..b.len().min(MOST)]);
    if a.len().abs_diff(b.len()) > 1 {
        return false;
    }
    match trimmed(a, b) {
        ([_], []) | ([], [_]) | ([_], [_]) => true,
        ([a, b], [c, d]) => a == d && b == c,
        _ => false,
    }
}

/// Which letters a word has.
pub(crate) fn mask(word: &[u8]) -> u32 {
    word.iter().fold(0, |mask, letter| {
        mask | match letter {
            b'a'..=b'z' => 1 << (letter - b'a'),
            // Digits share the bits that are left.
            _ => 1 << (26 + (letter & 3)),
        }
    })
}

/// What both begin with and end on cannot differ.
fn trimmed<'w>(a: &'w [u8], b: &'w [u8]) -> (&'w [u8], &'w [u8]) {
    let front = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[front..], &b[front..]);
    let back = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    (&a[..a.len() - back], &b[..b.len() - back])
}

fn place(letter: u8) -> usize {
    match letter {
        b'0'..=b'9' => usize::from(letter - b'0') + 26,
        _ => usize::from(letter.wrapping_sub(b'a')) % 26,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The textbook table.
    fn plain(a: &[u8], b: &[u8]) -> usize {
        let mut rows = vec![vec![0; b.len() + 1]; a.len() + 1];
        for i in 0..=a.len() {
            for j in 0..=b.len() {
                if i == 0 || j == 0 {
                    rows[i][j] = i + j;
                    continue;
                }
                let differs = usize::from(a[i - 1] != b[j - 1]);
                let mut least =
                    (rows[i - 1][j] + 1).min(rows[i][j - 1] + 1).min(rows[i - 1][j - 1] + differs);
                if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                    least = least.min(rows[i - 2][j - 2] + 1);
                }
                rows[i][j] = least;
            }
        }
        rows[a.len()][b.len()]
    }

    proptest! {
        #[test]
        fn equals_the_textbook(a in "[a-d0-1]{0,12}", b in "[a-d0-1]{0,12}") {
            prop_assert_eq!(distance(a.as_bytes(), b.as_bytes()) as usize, plain(a.as_bytes(), b.as_bytes()));
        }

        #[test]
        fn one_slip_is_a_distance_of_one(a in "[a-c]{0,7}", b in "[a-c]{0,7}") {
            prop_assert_eq!(is_one_slip(a.as_bytes(), b.as_bytes()), plain(a.as_bytes(), b.as_bytes()) == 1);
        }

        #[test]
        fn is_symmetric(a in "[a-z]{0,80}", b in "[a-z]{0,80}") {
            prop_assert_eq!(distance(a.as_bytes(), b.as_bytes()), distance(b.as_bytes(), a.as_bytes()));
        }
    }
}
