//! Markup in the texts of a catalog: tags and entities, as exports of web shops leave them in titles and brands. They are read
//! as what a page would show.

use html_escape::decode_html_entities;

/// A text as a page would show it, and for each of its bytes the byte of the original that it came from.
pub(super) struct Shown {
    pub(super) text: String,
    pub(super) origin: Vec<u32>,
}

/// The longest entity that is read, with `&` and `;`.
const LONGEST_ENTITY: usize = 10;
/// Elements whose tags are taken for tags. Anything else in angle brackets is text.
const ELEMENTS: &[&str] = &[
    "a", "b", "br", "center", "div", "em", "font", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img",
    "li", "ol", "p", "section", "small", "span", "strong", "sub", "sup", "table", "tbody", "td", "th",
    "thead", "tr", "u", "ul",
];

/// The text as shown; `None` where it holds no markup.
pub(super) fn shown(text: &str) -> Option<Shown> {
    let last_tag_end = text.rfind('>').unwrap_or(0);
    if last_tag_end == 0 && !(text.contains('&') && text.contains(';')) {
        return None;
    }
    let mut shown = Shown { text: String::with_capacity(text.len()), origin: Vec::with_capacity(text.len()) };
    let (mut at, mut found) = (0, false);
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at..];
        let tag = if c == '<' && at < last_tag_end { tag(rest) } else { None };
        if let Some(length) = tag {
            shown.push(" ", at);
            (at, found) = (at + length, true);
        } else if let Some((decoded, length)) = (c == '&').then(|| entity(rest)).flatten() {
            shown.push(&decoded, at);
            (at, found) = (at + length, true);
        } else {
            shown.push(&rest[..c.len_utf8()], at);
            at += c.len_utf8();
        }
    }
    found.then_some(shown)
}

impl Shown {
    /// A text as it stands.
    pub(super) fn plain(text: &str) -> Self {
        Shown { text: text.to_owned(), origin: (0..text.len()).map(byte).collect() }
    }

    fn push(&mut self, text: &str, at: usize) {
        self.text.push_str(text);
        // What one sign of the original became is all its own; letters that stay are parted byte by byte.
        self.origin.extend(std::iter::repeat_n(byte(at), text.len()));
    }
}

fn byte(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// The length of the tag that a text begins with.
fn tag(text: &str) -> Option<usize> {
    let inner = text[1..].strip_prefix('/').unwrap_or(&text[1..]);
    let length = inner.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let name = inner[..length].to_ascii_lowercase();
    let ends = inner[length..].starts_with([' ', '>', '/', '\n', '\t']);
    (ends && ELEMENTS.contains(&name.as_str())).then(|| text.find('>').map(|end| end + 1)).flatten()
}

/// What the entity that a text begins with stands for, and its length. An ampersand that is itself written as an entity opens
/// the next one: exports escape twice.
fn entity(text: &str) -> Option<(String, usize)> {
    let (mut decoded, length) = named(text.strip_prefix('&')?)?;
    let mut length = 1 + length;
    while decoded == "&" {
        let Some((inner, more)) = named(&text[length..]) else { break };
        (decoded, length) = (inner, length + more);
    }
    Some((decoded, length))
}

/// What `name;` at the beginning of a text stands for behind an ampersand, and how long it is.
fn named(text: &str) -> Option<(String, usize)> {
    let end = text.bytes().take(LONGEST_ENTITY).position(|b| b == b';')?;
    let name = text.get(..end)?;
    if name.is_empty() || !name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'#') {
        return None;
    }
    let written = format!("&{name};");
    let decoded = decode_html_entities(&written);
    (decoded != written).then(|| (decoded.into_owned(), end + 1))
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn tags_and_entities_are_read_as_a_page_shows_them() {
        let read = |text: &str| shown(text).map(|shown| shown.text);
        assert_eq!(read("Robot&nbsp;Toy").as_deref(), Some("Robot\u{a0}Toy"));
        assert_eq!(read("AT&amp;amp;T").as_deref(), Some("AT&T"));
        assert_eq!(read("<p><b>Hikvision</b> dome</p>").as_deref(), Some("  Hikvision  dome "));
        assert_eq!(read("DS&#45;2CD &Uuml;ber").as_deref(), Some("DS-2CD Über"));
        for plain in ["Marks & Spencer; London", "a < b > c", "3 <4>", "<hikvision>", "&unknown;", "&;"] {
            assert_eq!(read(plain), None, "{plain}");
        }
    }
}
