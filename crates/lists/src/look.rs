//! What a file looks like before anybody parses it, by its first bytes: a server that denies access sends a page, and a page
//! must never be read as a table with strange columns.

use std::fmt;
use std::io::{self, Read};

use crate::given::{Given, decode};

/// So many bytes tell what a file is.
const HEAD: u64 = 4 << 10;
/// So many letters of a page's title are repeated.
const TITLE: usize = 80;

/// Elements that a page begins with, and no list.
const PAGE: &[&str] = &["html", "head", "body", "title", "meta", "script", "div", "h1", "h2", "p", "center"];

/// What the first bytes look like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Look {
    /// Nothing but white space.
    Empty,
    /// An HTML page, with its title.
    Page(String),
    /// XML that is no page.
    Xml,
    /// JSON: an object or a list.
    Json,
    /// A zip archive; workbooks and documents are such.
    Zip,
    /// Packed by gzip.
    Gzip,
    /// A PDF.
    Pdf,
    /// Bytes that are no text.
    Binary,
    /// Text: a table, perhaps.
    Text,
}

impl fmt::Display for Look {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Look::Empty => "empty",
            Look::Page(title) if title.is_empty() => "an HTML page",
            Look::Page(title) => return write!(f, "an HTML page, “{title}”"),
            Look::Xml => "XML",
            Look::Json => "JSON",
            Look::Zip => "a zip archive",
            Look::Gzip => "packed by gzip",
            Look::Pdf => "a PDF",
            Look::Binary => "no text",
            Look::Text => "text",
        })
    }
}

/// What the beginning of a file looks like.
pub fn look(head: &[u8]) -> Look {
    for (mark, look) in [
        (&b"PK\x03\x04"[..], Look::Zip),
        (b"PK\x05\x06", Look::Zip),
        (b"\x1f\x8b", Look::Gzip),
        (b"%PDF", Look::Pdf),
    ] {
        if head.starts_with(mark) {
            return look;
        }
    }
    let text = decode(head);
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    if text.chars().any(|c| c == '\0') {
        return Look::Binary;
    }
    match text.chars().next() {
        None => Look::Empty,
        Some('<') if is_page(text) => Look::Page(title(text)),
        Some('<') => Look::Xml,
        Some('{' | '[') => Look::Json,
        Some(_) => Look::Text,
    }
}

/// Whether markup is a page rather than data: its first element says so. Pages may begin with a comment, and XHTML begins
/// like XML.
fn is_page(text: &str) -> bool {
    let mut rest = text;
    loop {
        let lower: String = rest.chars().take(16).flat_map(char::to_lowercase).collect();
        let end = match lower.as_str() {
            lower if lower.starts_with("<!doctype html") => return true,
            lower if lower.starts_with("<!--") => "-->",
            lower if lower.starts_with("<?") || lower.starts_with("<!") => ">",
            lower => {
                let name = lower.trim_start_matches('<');
                let name = name.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
                return PAGE.contains(&name);
            }
        };
        match rest.split_once(end) {
            Some((_, after)) => rest = after.trim_start(),
            None => return false,
        }
    }
}

fn title(text: &str) -> String {
    let lower = text.to_ascii_lowercase();
    let from = lower.find("<title").and_then(|at| Some(at + lower.get(at..)?.find('>')? + 1));
    let title = from.and_then(|from| text.get(from..)?.split('<').next());
    let title = title.unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
    title.chars().filter(|c| !c.is_control()).take(TITLE).collect()
}

/// What a file of that name is, in words, where it looks like something else.
fn is_not(name: &str, look: &Look) -> Option<&'static str> {
    let (fits, what) = match name.rsplit('.').next().unwrap_or_default() {
        "csv" => (matches!(look, Look::Text), "a table (CSV)"),
        "txt" => (matches!(look, Look::Text | Look::Json), "text"),
        "xml" => (matches!(look, Look::Xml), "XML"),
        "json" => (matches!(look, Look::Json), "JSON"),
        "html" => (matches!(look, Look::Page(_) | Look::Xml), "a page (HTML)"),
        "zip" => (matches!(look, Look::Zip), "a zip archive"),
        _ => (!matches!(look, Look::Empty), "a file with something in it"),
    };
    (!fits).then_some(what)
}

/// The first bytes of a file.
///
/// # Errors
/// It cannot be read.
pub fn head(given: &Given, name: &str) -> io::Result<Vec<u8>> {
    let mut head = Vec::new();
    given.stream(name)?.take(HEAD).read_to_end(&mut head)?;
    Ok(head)
}

/// Refuses files that are not at all what their names say.
///
/// # Errors
/// A file cannot be read, or looks like something else.
pub(crate) fn all(given: &Given) -> io::Result<()> {
    for name in given.names() {
        let look = look(&head(given, name)?);
        if let Some(what) = is_not(name, &look) {
            let why = format!("{name} is {look}, not {what}");
            return Err(io::Error::new(io::ErrorKind::InvalidData, why));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_told_by_their_first_bytes() {
        let page = |title: &str| Look::Page(title.to_owned());
        for (bytes, expected) in [
            (&b""[..], Look::Empty),
            (b" \r\n\xef\xbb\xbf", Look::Empty),
            (
                b"<!DOCTYPE HTML PUBLIC \"x\">\n<HTML><HEAD><TITLE>Access\n Denied</TITLE>",
                page("Access Denied"),
            ),
            (b"<html lang=en><title>Just a moment...</title>", page("Just a moment...")),
            (b"<!-- x -->\n<?xml version=\"1.0\"?><!DOCTYPE html><html><body>", page("")),
            (b"<h1>403 Forbidden</h1>", page("")),
            (b"<?xml version=\"1.0\"?>\n<sdnList>", Look::Xml),
            (b"<headquarters><office/>", Look::Xml),
            (b"<export generationDate=\"x\">", Look::Xml),
            (b"\xef\xbb\xbf{\"a\":1}", Look::Json),
            (b"[]", Look::Json),
            (b"PK\x03\x04rest", Look::Zip),
            (b"\x1f\x8b\x08", Look::Gzip),
            (b"%PDF-1.7", Look::Pdf),
            (b"\0\0\0\0", Look::Binary),
            (b"\xff\xfeN\0a\0", Look::Text),
            (b"36,\"AEROCARIBBEAN AIRLINES\"", Look::Text),
        ] {
            assert_eq!(look(bytes), expected, "{:?}", String::from_utf8_lossy(bytes));
        }
    }

    #[test]
    fn names_say_what_a_file_should_be() {
        assert_eq!(is_not("sdn.csv", &Look::Page(String::new())), Some("a table (CSV)"));
        assert_eq!(is_not("consolidated.json", &Look::Text), Some("JSON"));
        assert_eq!(is_not("lei2.xml.zip", &Look::Xml), Some("a zip archive"));
        assert_eq!(is_not("covered-list.html", &Look::Page("FCC".to_owned())), None);
        assert_eq!(is_not("names", &Look::Empty), Some("a file with something in it"));
    }
}
