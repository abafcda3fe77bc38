//! Folding: text as it is compared (NFKC, lower case, no invisible characters), with a way back to the bytes that the
//! catalog had, since evidence quotes the catalog.
//!
//! Sellers hide names behind full-width letters, zero-width characters and look-alike letters of other scripts; folding
//! sees through these. Idempotent, and total for any input.

use std::sync::atomic::{AtomicU32, Ordering};

use super::is_word;
use super::markup::{Shown, shown};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Folded text. For ASCII the bytes correspond one to one; otherwise `origin` maps them back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folded {
    text: String,
    /// For each byte of `text`, where it came from in the original; empty where they correspond one to one.
    origin: Vec<u32>,
    /// Length of the original.
    length: usize,
}

impl Folded {
    /// Folds a text.
    pub fn new(text: &str) -> Self {
        let mut folded = Folded::default();
        folded.push(text);
        folded
    }

    /// Empties it, keeping its memory.
    pub fn clear(&mut self) {
        self.text.clear();
        self.origin.clear();
        self.length = 0;
    }

    /// Appends the folded form of a text.
    pub fn push(&mut self, text: &str) {
        if is_plain(text) {
            return self.push_lowered(text);
        }
        if let Some(page) = shown(text) {
            return self.push_shown(text.len(), page);
        }
        let before = (self.text.len(), self.origin.len(), self.length);
        self.push_plain(text);
        // Wide signs, capitals and control characters may hide markup that shows once they are folded.
        if shown(&self.text[before.0..]).is_some() {
            self.text.truncate(before.0);
            self.origin.truncate(if before.1 == 0 { 0 } else { before.0 });
            self.length = before.2;
            self.push_shown(text.len(), Shown::plain(text));
        }
    }

    /// Appends a text that held markup. What it shows may hold markup of its own, where signs of other scripts or widths were
    /// folded into it; that is read too, so that folded text folds to itself.
    fn push_shown(&mut self, length: usize, mut page: Shown) {
        const MOST_LAYERS: usize = 4;
        for layer in 1.. {
            let folded = Folded::plain(&page.text);
            let origin = |n: usize| page.origin.get(n).copied().unwrap_or(offset(length));
            let origins = (0..folded.text.len()).map(|n| origin(folded.original(n, n).0)).collect();
            page = Shown { text: folded.text, origin: origins };
            let Some(inner) = shown(&page.text) else { break };
            if layer == MOST_LAYERS {
                // Nobody nests markup so deep but to be slow to read: what is left of it opens nothing any more.
                page.text = page.text.replace(['<', '&'], ".");
                break;
            }
            let origin = |&n: &u32| page.origin.get(n as usize).copied().unwrap_or(offset(length));
            page = Shown { origin: inner.origin.iter().map(origin).collect(), text: inner.text };
        }
        self.map_back();
        let start = offset(self.length);
        self.length += length;
        self.text.push_str(&page.text);
        self.origin.extend(page.origin.iter().map(|at| start + at));
    }

    fn plain(text: &str) -> Self {
        let mut folded = Folded::default();
        folded.push_plain(text);
        folded
    }

    /// Appends a text that holds no markup.
    fn push_plain(&mut self, text: &str) {
        let from = self.text.len();
        self.push_letters(text);
        if self.text[from..].contains("  ") {
            self.close_up(from);
        }
    }

    /// Leaves one blank where there are several: words that belong together stand one blank apart.
    fn close_up(&mut self, from: usize) {
        self.map_back();
        let mut bytes = std::mem::take(&mut self.text).into_bytes();
        let (mut kept, mut blank) = (from, false);
        for at in from..bytes.len() {
            let again = blank && bytes[at] == b' ';
            blank = bytes[at] == b' ';
            if !again {
                (bytes[kept], self.origin[kept]) = (bytes[at], self.origin[at]);
                kept += 1;
            }
        }
        bytes.truncate(kept);
        self.origin.truncate(kept);
        // Without some of its blanks it is UTF-8 as before.
        self.text = String::from_utf8(bytes).unwrap_or_default();
    }

    /// Gives each byte its origin, where so far they corresponded one to one.
    fn map_back(&mut self) {
        if self.origin.is_empty() {
            self.origin.extend((0..self.text.len()).map(offset));
        }
    }

    /// Appends a text of ASCII in which nothing but capitals is folded.
    fn push_lowered(&mut self, text: &str) {
        let (from, start) = (self.text.len(), self.length);
        self.length += text.len();
        self.text.push_str(text);
        self.text[from..].make_ascii_lowercase();
        if !self.origin.is_empty() {
            self.origin.extend((start..self.length).map(offset));
        }
    }

    fn push_letters(&mut self, text: &str) {
        let start = self.length;
        self.length += text.len();
        if text.is_ascii() {
            let from = self.text.len();
            self.length = start;
            self.push_lowered(text);
            return self.blank_controls(from);
        }
        self.map_back();
        let before = (self.text.len(), self.origin.len());
        if self.push_undisguised(text, start).is_none() {
            self.text.truncate(before.0);
            self.origin.truncate(before.1);
            for (c, at, _) in un_disguise(fold_characters(text)) {
                self.push_sign(c, offset(start) + at);
            }
        }
    }

    fn push_sign(&mut self, c: char, at: u32) {
        self.text.push(c);
        self.origin.extend(std::iter::repeat_n(at, c.len_utf8()));
    }

    /// Appends a text as [`fold_characters`] folds it, stretches of ASCII as a whole; `None` where a word may be disguised, so that
    /// words have to be looked at as a whole.
    fn push_undisguised(&mut self, text: &str, start: usize) -> Option<()> {
        let (start, _) = (u32::try_from(start).ok()?, u32::try_from(start + text.len()).ok()?);
        let (mut pieces, mut word) = (Vec::new(), Letters::default());
        let mut at = 0;
        while at < text.len() {
            let ascii = ascii_run(&text[at..]);
            if ascii > 0 {
                let from = self.text.len();
                self.push_ascii(&text[at..at + ascii], start + offset(at));
                word.run(&self.text.as_bytes()[from..])?;
                at += ascii;
                continue;
            }
            let end = cluster_end(text, at);
            pieces.clear();
            fold_known(&text[at..end], offset(at), &mut pieces);
            for &(c, at, twin) in &pieces {
                word.sign(c, twin)?;
                self.push_sign(c, start + at);
            }
            at = end;
        }
        Some(())
    }

    fn push_ascii(&mut self, text: &str, start: u32) {
        let from = self.text.len();
        self.text.push_str(text);
        self.text[from..].make_ascii_lowercase();
        self.blank_controls(from);
        self.origin.extend(start..start + offset(text.len()));
    }

    /// Control characters separate words like a space does; line ends are kept, since they end clauses.
    fn blank_controls(&mut self, from: usize) {
        let odd = |byte: u8| (byte.is_ascii_control() & (byte != b'\n')) | matches!(byte, b'`' | b'~');
        if self.text.as_bytes()[from..].iter().fold(false, |any, &byte| any | odd(byte)) {
            let blanked: String = self.text[from..].chars().map(plain).collect();
            self.text.replace_range(from.., &blanked);
        }
    }

    /// The folded text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The bytes of the original that a range of the folded text came from.
    pub fn original(&self, start: usize, end: usize) -> (usize, usize) {
        if self.origin.is_empty() {
            return (start, end);
        }
        let at = |n: usize| self.origin.get(n).map_or(self.length, |&o| o as usize);
        (at(start), at(end))
    }
}

/// Whether folding changes nothing of a text but its capitals: ASCII, without what may be markup, control characters, signs that
/// fold, and blanks side by side. Without a branch in either pass, so that a machine looks at many bytes at once.
fn is_plain(text: &str) -> bool {
    let bytes = text.as_bytes();
    let odd = |byte: u8| {
        (byte < b' ' && byte != b'\n') | (byte >= 0x7f) | matches!(byte, b'>' | b'&' | b'`' | b'~')
    };
    let after = bytes.get(1..).unwrap_or_default();
    !bytes.iter().fold(false, |any, &byte| any | odd(byte))
        && !bytes.iter().zip(after).fold(false, |any, (&a, &b)| any | ((a == b' ') & (b == b' ')))
}

fn offset(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// A folded character: what it is, where it came from, and the Latin letter it may pass for.
type Piece = (char, u32, Option<char>);

/// Folds cluster by cluster (a character and its combining marks), remembering where each came from.
fn fold_characters(text: &str) -> Vec<Piece> {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text.char_indices().peekable();
    while let Some((at, c)) = rest.next() {
        // Most signs of a text that holds one of another kind stand for themselves, without looking anything up.
        if is_itself(c) && rest.peek().is_none_or(|&(_, next)| is_itself(next)) {
            out.push((plain(c.to_ascii_lowercase()), offset(at), None));
            continue;
        }
        let end = cluster_end(text, at);
        while rest.next_if(|&(next, _)| next < end).is_some() {}
        fold_cluster(&text[at..end], offset(at), &mut out);
    }
    out
}

/// The bytes of ASCII that a text begins with, without a last one that takes up the marks behind it.
fn ascii_run(text: &str) -> usize {
    let run = text.bytes().position(|byte| byte >= 0x80).unwrap_or(text.len());
    run - usize::from(run > 0 && text[run..].starts_with(belongs_to_the_sign_before))
}

/// What the letters of the word that is being read may be: nothing is disguised where no Latin letter stands beside one of
/// another script that looks like one.
#[derive(Default)]
struct Letters {
    latin: bool,
    twin: bool,
}

impl Letters {
    /// Takes the next sign; `None` where the word may be disguised.
    fn sign(&mut self, c: char, twin: Option<char>) -> Option<()> {
        if is_accent(c) {
            return None;
        }
        if !is_word(c) {
            *self = Letters::default();
            return Some(());
        }
        self.latin |= c.is_ascii_alphabetic();
        self.twin |= twin.is_some();
        (!(self.latin && self.twin)).then_some(())
    }

    /// Takes a stretch of ASCII: its first word goes on with this one, its last word goes on behind it.
    fn run(&mut self, ascii: &[u8]) -> Option<()> {
        let first = ascii.iter().position(|byte| !byte.is_ascii_alphanumeric());
        self.latin |= ascii[..first.unwrap_or(ascii.len())].iter().any(u8::is_ascii_alphabetic);
        if self.latin && self.twin {
            return None;
        }
        if first.is_some() {
            let last = ascii.iter().rev().take_while(|byte| byte.is_ascii_alphanumeric());
            *self = Letters { latin: last.into_iter().any(u8::is_ascii_alphabetic), twin: false };
        }
        Some(())
    }
}

/// Signs below this are remembered once they were folded: all that people write and draw.
const REMEMBERED: usize = 0x2_0000;
/// A sign folds to something else than one sign.
const SEVERAL: u32 = u32::MAX;

/// As [`fold_cluster`] folds it, which is asked once for each sign.
fn fold_known(cluster: &str, at: u32, out: &mut Vec<Piece>) {
    /// What each sign folds to, and above that the Latin letter that it may pass for.
    static KNOWN: [AtomicU32; REMEMBERED] = [const { AtomicU32::new(0) }; REMEMBERED];
    const TWIN: u32 = 24;
    let mut signs = cluster.chars();
    // What prints nothing changes nothing of the sign before it.
    let Some(sign) = signs.next().filter(|_| signs.all(is_invisible)) else {
        return fold_cluster(cluster, at, out);
    };
    if is_itself(sign) {
        return out.push((plain(sign.to_ascii_lowercase()), at, None));
    }
    let Some(known) = KNOWN.get(sign as usize) else { return fold_cluster(cluster, at, out) };
    let folded = known.load(Ordering::Relaxed);
    if let Some(c) = char::from_u32(folded & ((1 << TWIN) - 1)).filter(|_| folded != 0) {
        let twin = char::from_u32(folded >> TWIN).filter(|twin| *twin != '\0');
        return out.push((c, at, twin));
    }
    let before = out.len();
    fold_cluster(cluster, at, out);
    let one = match out[before..] {
        // The letters that others pass for are ASCII.
        [(c, _, twin)] => u32::from(c) | twin.map_or(0, u32::from) << TWIN,
        _ => SEVERAL,
    };
    known.store(one, Ordering::Relaxed);
}

/// Where a sign ends that begins at a place, with the marks that follow it.
fn cluster_end(text: &str, at: usize) -> usize {
    let mut signs = text[at..].char_indices().skip(1);
    signs.find(|(_, c)| !belongs_to_the_sign_before(*c)).map_or(text.len(), |(next, _)| at + next)
}

fn belongs_to_the_sign_before(c: char) -> bool {
    !is_itself(c) && (is_combining_mark(c) || is_invisible(c))
}

/// Whether a sign is no mark on another one, and folding changes at most its case: ASCII, and Han as it is written today.
fn is_itself(c: char) -> bool {
    c.is_ascii() || matches!(c, '\u{4e00}'..='\u{9fff}')
}

fn fold_cluster(cluster: &str, at: u32, out: &mut Vec<Piece>) {
    let mut visible: Vec<char> = cluster.chars().filter(|&c| !is_invisible(c)).nfkd().collect();
    // Accents on Latin letters are dropped: catalogs write them or not (camera, câmera). Elsewhere marks make letters.
    // A cluster can hold several letters (ŉ is an apostrophe and an n): each has its own.
    let mut latin = false;
    visible.retain(|c| {
        if is_accent(*c) {
            return !latin;
        }
        latin = c.is_ascii_alphabetic() || (latin && is_combining_mark(*c));
        true
    });
    let composed: Vec<char> = visible.into_iter().nfkc().collect();
    let mut lowered: Vec<(char, Option<char>)> = Vec::with_capacity(composed.len());
    for c in composed {
        // Some lower-case forms are longer and decompose (İ): composed again, without the marks that are left over.
        for lower in c.to_lowercase().nfkc().filter(|l| !is_accent(*l) || !c.is_alphabetic()) {
            // A capital passes for what it looks like itself, or else for what its small letter does: folded text is read
            // again, and must not say something else then.
            lowered.push((lower, latin_twin(c).or_else(|| latin_twin(lower))));
        }
    }
    // A small letter may take up an accent that its capital cannot (ΰ).
    let again: Vec<char> = lowered.iter().map(|(c, _)| *c).nfkc().collect();
    if again.len() < lowered.len() {
        lowered = again.into_iter().map(|c| (c, latin_twin(c))).collect();
    }
    out.extend(lowered.into_iter().map(|(c, twin)| (plain(c), at, twin)));
}

/// Spaces of all kinds read as one; so do the apostrophes that type-setters use.
fn plain(c: char) -> char {
    match c {
        '\u{2018}' | '\u{2019}' | '\u{02BC}' | '\u{00B4}' | '`' => '\'',
        // Shops put it between words as if it were a blank.
        '~' => ' ',
        c if c == '\n' || (!c.is_control() && !c.is_whitespace()) => c,
        _ => ' ',
    }
}

/// Characters that print nothing: zero-width, direction marks, soft hyphen, variation selectors, tags.
fn is_invisible(c: char) -> bool {
    matches!(u32::from(c),
        0x00AD | 0x034F | 0x061C | 0x115F..=0x1160 | 0x17B4..=0x17B5 | 0x180B..=0x180F
        | 0x200B..=0x200F | 0x202A..=0x202E | 0x2060..=0x206F | 0x3164 | 0xFE00..=0xFE0F
        | 0xFEFF | 0xFFA0 | 0xFFF0..=0xFFF8 | 0x1BCA0..=0x1BCA3 | 0xE0000..=0xE0FFF)
}

/// Cyrillic and Greek letters that look like a Latin one (Unicode Technical Standard #39, the part that fits names).
/// Capitals and small letters are told apart: the Greek capital Nu looks like N, the small one like v.
fn latin_twin(c: char) -> Option<char> {
    const TWINS: &[(char, char)] = &[
        ('а', 'a'),
        ('в', 'b'),
        ('с', 'c'),
        ('ԁ', 'd'),
        ('е', 'e'),
        ('һ', 'h'),
        ('н', 'h'),
        ('і', 'i'),
        ('ј', 'j'),
        ('к', 'k'),
        ('ӏ', 'l'),
        ('м', 'm'),
        ('о', 'o'),
        ('р', 'p'),
        ('ԛ', 'q'),
        ('ѕ', 's'),
        ('т', 't'),
        ('у', 'y'),
        ('ѵ', 'v'),
        ('ԝ', 'w'),
        ('х', 'x'),
        ('α', 'a'),
        ('ε', 'e'),
        ('ι', 'i'),
        ('κ', 'k'),
        ('ν', 'v'),
        ('ο', 'o'),
        ('ρ', 'p'),
        ('τ', 't'),
        ('υ', 'u'),
        ('χ', 'x'),
        ('А', 'a'),
        ('В', 'b'),
        ('С', 'c'),
        ('Е', 'e'),
        ('Н', 'h'),
        ('І', 'i'),
        ('Ј', 'j'),
        ('К', 'k'),
        ('М', 'm'),
        ('О', 'o'),
        ('Р', 'p'),
        ('Ѕ', 's'),
        ('Т', 't'),
        ('У', 'y'),
        ('Х', 'x'),
        ('Ѵ', 'v'),
        ('Α', 'a'),
        ('Β', 'b'),
        ('Ε', 'e'),
        ('Ζ', 'z'),
        ('Η', 'h'),
        ('Ι', 'i'),
        ('Κ', 'k'),
        ('Μ', 'm'),
        ('Ν', 'n'),
        ('Ο', 'o'),
        ('Ρ', 'p'),
        ('Τ', 't'),
        ('Υ', 'y'),
        ('Χ', 'x'),
    ];
    // Greek is where look-alikes begin.
    if c < '\u{370}' {
        return None;
    }
    TWINS.iter().find(|(twin, _)| *twin == c).map(|(_, latin)| *latin)
}

/// Accents: they are dropped from Latin letters.
fn is_accent(c: char) -> bool {
    matches!(u32::from(c), 0x0300..=0x036F)
}

/// In a word that mixes Latin with look-alikes, reads the look-alikes as Latin, and drops their accents like those of Latin
/// letters. Words of one script stay as they are.
fn un_disguise(mut pieces: Vec<Piece>) -> Vec<Piece> {
    /// What no piece is, since control characters are blanks by now.
    const DROPPED: char = '\0';
    let mut start = 0;
    while start < pieces.len() {
        let in_word = |c: char| c.is_alphanumeric() || is_accent(c);
        let length = pieces[start..].iter().take_while(|(c, ..)| in_word(*c)).count();
        let word = &mut pieces[start..start + length];
        let has_latin = word.iter().any(|(c, ..)| c.is_ascii_alphabetic());
        if has_latin && word.iter().all(|(c, _, twin)| c.is_ascii() || twin.is_some() || is_accent(*c)) {
            for (c, _, twin) in word {
                *c = if is_accent(*c) { DROPPED } else { twin.unwrap_or(*c) };
            }
        }
        start += length + 1;
    }
    pieces.retain(|(c, ..)| *c != DROPPED);
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn fold(text: &str) -> String {
        Folded::new(text).as_str().to_owned()
    }

    /// Folding cluster by cluster, whatever stands in them.
    fn the_long_way(text: &str) -> Vec<Piece> {
        let mut out = Vec::new();
        let mut clusters: Vec<(usize, String)> = Vec::new();
        for (at, c) in text.char_indices() {
            match clusters.last_mut() {
                Some((_, cluster)) if is_combining_mark(c) || is_invisible(c) => cluster.push(c),
                _ => clusters.push((at, c.to_string())),
            }
        }
        clusters.iter().for_each(|(at, cluster)| fold_cluster(cluster, offset(*at), &mut out));
        out
    }

    proptest! {
        #[test]
        fn what_stands_for_itself_folds_as_all_else_does(
            text in "([ -~\n\t\u{0}-\u{1f}]|[A-Za-z]\u{301}|[éÅßŉİ®–’Жα中文海康\u{200b}\u{ad}]|\\PC){0,24}"
        ) {
            prop_assert_eq!(fold_characters(&text), the_long_way(&text));
        }

        #[test]
        fn stretches_fold_as_signs_do(
            text in "([ -~\n\t\u{0}-\u{1f}]|[A-Za-z]\u{301}|[éÅßŉİ®–’Жαасе中文海康\u{200b}\u{ad}]|[a-zа-яα-ω]{3}|\\PC){0,24}"
        ) {
            let mut quickly = Folded::default();
            if quickly.push_undisguised(&text, 0).is_some() {
                let mut slowly = Folded::default();
                for (c, at, _) in un_disguise(the_long_way(&text)) {
                    slowly.push_sign(c, at);
                }
                prop_assert_eq!(quickly, slowly);
            }
        }
    }

    #[test]
    fn sees_through_disguise() {
        assert_eq!(fold("ＨＩＫＶＩＳＩＯＮ"), "hikvision");
        assert_eq!(fold("Hik\u{200b}vis\u{00ad}ion"), "hikvision");
        assert_eq!(fold("НIKVIЅIОN"), "hikvision");
        assert_eq!(fold("U\u{308}berwachung"), "uberwachung");
        assert_eq!(fold("Úníviéw"), "uniview");
        assert_eq!(fold("НІКVІЅІОΝ"), "hikvision");
        // Capitals whose small letter alone looks Latin.
        assert_eq!(fold("ԀAҺUA"), "dahua");
        // A small letter takes up an accent that its capital leaves alone.
        assert_eq!(fold("Ϋ\u{301}"), "ΰ");
        // An accent that no letter takes up does not part the word.
        assert_eq!(fold("daһ\u{300}ua"), "dahua");
        assert_eq!(fold("Bin’an"), "bin'an");
        assert_eq!(fold("a\tb\u{a0}c"), "a b c");
    }

    #[test]
    fn each_letter_of_a_cluster_loses_its_own_accents() {
        for text in ["\u{149}\u{301}\u{341}", "\u{301}\u{149}\u{301}\u{36b}", "\u{1c6}\u{301}"] {
            assert_eq!(fold(&fold(text)), fold(text), "{text:?}");
        }
        assert_eq!(fold("\u{149}\u{301}"), "'n");
    }

    #[test]
    fn markup_behind_a_disguise_is_read_at_once() {
        for text in ["\u{ff1c}b\u{ff1e}Hik", "<u\0\0>Hik", "&UUML;ber", "<u\0>&AMP;lt;u>\u{341}x"] {
            assert_eq!(fold(&fold(text)), fold(text), "{text:?}");
        }
        assert_eq!(fold("\u{ff1c}b\u{ff1e}Hik"), " hik");
        let mut folded = Folded::new("Ä ");
        folded.push("<u\0>Hik");
        assert_eq!(folded.as_str(), "a  hik");
        assert_eq!(folded.original(3, 6), (7, 10));
        let deep = format!("{}b>x", "<b\0".repeat(9));
        assert_eq!(fold(&fold(&deep)), fold(&deep));
        let deep = format!("{}x", "&amp\u{37e}lt;".repeat(9));
        assert_eq!(fold(&fold(&deep)), fold(&deep));
    }

    #[test]
    fn leaves_other_scripts_alone() {
        assert_eq!(fold("Хиквижн камера"), "хиквижн камера");
        assert_eq!(fold("海康威视"), "海康威视");
    }

    #[test]
    fn leads_back_to_the_original() {
        let text = "Visor ＨＩＫ — 海康威视";
        let folded = Folded::new(text);
        let at = folded.as_str().find("海康威视").unwrap();
        let (start, end) = folded.original(at, at + "海康威视".len());
        assert_eq!(&text[start..end], "海康威视");
        let at = folded.as_str().find("hik").unwrap();
        let (start, end) = folded.original(at, at + 3);
        assert_eq!(&text[start..end], "ＨＩＫ");
    }

    #[test]
    fn pushes_map_across_texts() {
        let mut folded = Folded::default();
        folded.push("ABC\n");
        folded.push("Ünit");
        folded.push("DE");
        assert_eq!(folded.as_str(), "abc\nunitde");
        let (start, end) = folded.original(4, 8);
        assert_eq!(&"ABC\nÜnitDE"[start..end], "Ünit");
    }

    proptest! {
        #[test]
        fn is_idempotent_and_never_panics(text in ".{0,80}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }

        #[test]
        fn is_idempotent_where_scripts_are_mixed(text in "[a-zA-Z\u{370}-\u{530}\u{300}-\u{345} ]{0,12}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }

        #[test]
        fn is_idempotent_where_markup_is_hidden(text in "(<|\u{ff1c}|&|\u{ff06}|;|\u{37e}|>|u|b|AMP|lt|amp|#60|\0|/| |\u{341}|\u{338}|~){0,24}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }

        #[test]
        fn original_ranges_are_character_boundaries(text in ".{0,40}") {
            let folded = Folded::new(&text);
            for (at, c) in folded.as_str().char_indices() {
                let (start, end) = folded.original(at, at + c.len_utf8());
                prop_assert!(text.get(start..end.max(start)).is_some());
            }
        }
    }
}
