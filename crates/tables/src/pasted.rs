//! A page or a text that somebody pastes, as a listing: structured data of schema.org where the page has them, else its title,
//! its lines of `name: value`, and its text. What the names mean is decided by the same code that reads catalogs.

use html5gum::{Token, Tokenizer};
use nameplate::Listing;
use serde_json::{Map, Value};

use crate::error::Error;
use crate::held::{Held, Row};

/// So much of the text of a page is looked at: as much as the engine reads of a field.
const TEXT: usize = 60_000;

/// So many lines of `name: value` are taken, and no longer names.
const PAIRS: usize = 100;
const NAME: usize = 40;

/// As what it is read.
const NAME_OF_IT: &str = "page.json";

/// The listing that a page or a text tells of; none where there is no text in it.
///
/// # Errors
/// What it says cannot be read as a row of a catalog.
pub fn pasted(text: &str) -> Result<Option<Listing<'static>>, Error> {
    let record = record(text);
    if record.is_empty() {
        return Ok(None);
    }
    let bytes = Value::Array(vec![Value::Object(record)]).to_string().into_bytes();
    let mut found = None;
    Held::open(NAME_OF_IT, bytes.into())?.next(1, &mut |row| {
        found = Some(match row {
            Row::Read(listing) => Ok(owned(&listing)),
            Row::Unread(_, reason) => {
                Err(Error::Row { file: NAME_OF_IT.to_owned(), reason: reason.to_owned() })
            }
        });
    })?;
    found.transpose()
}

/// A copy that borrows nothing.
pub fn owned(listing: &Listing<'_>) -> Listing<'static> {
    let mut copy = Listing::default();
    copy.id = listing.id.clone().into_owned().into();
    copy.file = listing.file.clone().into_owned().into();
    copy.row = listing.row;
    copy.defects.clone_from(&listing.defects);
    for (field, text) in listing.filled() {
        copy.set(field, text.to_owned());
    }
    copy
}

/// What is known of the product, by name, as a record of a catalog.
fn record(text: &str) -> Map<String, Value> {
    let page = Shown::read(text);
    let is_structured = page.product.is_some();
    let mut record = page.product.unwrap_or_default();
    for (name, value) in pairs(&page.text) {
        // What structured data say stands; what a page says beside them is added.
        record.entry(name.to_owned()).or_insert_with(|| value.into());
    }
    let mut lines = page.text.lines().map(str::trim).filter(|line| !line.is_empty());
    let title = Some(page.title.trim().to_owned()).filter(|title| !title.is_empty());
    if let Some(title) = title.or_else(|| lines.next().map(str::to_owned)) {
        let named = record.contains_key("name");
        if !named {
            record.entry("title").or_insert_with(|| title.into());
        }
    }
    let rest = lines.collect::<Vec<_>>().join("\n");
    if !is_structured && !rest.is_empty() {
        record.entry("description").or_insert_with(|| cut(&rest).into());
    }
    record
}

fn cut(text: &str) -> &str {
    &text[..text.floor_char_boundary(TEXT)]
}

/// Lines of `name: value`, as tables of product data become when they are copied.
fn pairs(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let pair = |line: &'_ str| -> Option<(usize, usize)> {
        let at = line.find([':', '：'])?;
        let after = at + line[at..].chars().next()?.len_utf8();
        let is_name = (1..=NAME).contains(&line[..at].trim().chars().count());
        (is_name && !line[after..].trim().is_empty() && !line[after..].starts_with("//"))
            .then_some((at, after))
    };
    let lines = text.lines().filter_map(move |line| pair(line).map(|(at, after)| (line, at, after)));
    lines.map(|(line, at, after)| (line[..at].trim(), line[after..].trim())).take(PAIRS)
}

/// What a page shows, and the product that its structured data describe.
#[derive(Default)]
struct Shown {
    title: String,
    text: String,
    product: Option<Map<String, Value>>,
}

/// Tags that end a line of text, and tags whose content is no text of the page.
const LINES: &[&[u8]] = &[
    b"p", b"div", b"h1", b"h2", b"h3", b"h4", b"h5", b"li", b"table", b"tr", b"br", b"section", b"ul", b"dd",
];
const SILENT: &[&[u8]] = &[b"style", b"noscript", b"template", b"svg", b"nav", b"footer"];

impl Shown {
    /// Reads HTML, or a text as it stands.
    fn read(text: &str) -> Shown {
        let lower = text[..text.floor_char_boundary(4_096)].to_ascii_lowercase();
        let is_html =
            ["<html", "<!doctype", "<body", "<head", "<div", "<script"].iter().any(|tag| lower.contains(tag));
        if !is_html {
            return Shown { text: text.to_owned(), ..Shown::default() };
        }
        let mut reader = PageReader::default();
        for Ok(token) in Tokenizer::new(text) {
            match token {
                Token::StartTag(tag) => {
                    let kind = tag.attributes.get(b"type".as_slice()).map(|kind| kind.to_ascii_lowercase());
                    reader.start(&tag.name, kind.as_deref(), tag.self_closing);
                }
                Token::EndTag(tag) => reader.end(&tag.name),
                Token::String(words) => reader.words(&String::from_utf8_lossy(&words)),
                _ => {}
            }
        }
        reader.page
    }
}

/// Where in the page the reader is.
#[derive(Default)]
struct PageReader {
    page: Shown,
    silent: usize,
    in_title: bool,
    /// A script, and whether it holds structured data.
    script: Option<bool>,
    data: String,
}

impl PageReader {
    fn start(&mut self, tag: &[u8], kind: Option<&[u8]>, self_closing: bool) {
        match tag {
            b"script" => {
                self.script = Some(kind == Some(b"application/ld+json"));
                self.data.clear();
            }
            b"title" => self.in_title = self.page.title.is_empty(),
            // A cell after the heading of its row is its value.
            b"td" | b"dd" if !self.page.text.ends_with(['\n', ' ']) && !self.page.text.is_empty() => {
                self.page.text.push_str(": ");
            }
            tag if SILENT.contains(&tag) && !self_closing => self.silent += 1,
            tag if LINES.contains(&tag) => self.page.text.push('\n'),
            _ => {}
        }
    }

    fn end(&mut self, tag: &[u8]) {
        match tag {
            b"script" => self.end_script(),
            b"title" => self.in_title = false,
            tag if SILENT.contains(&tag) => self.silent = self.silent.saturating_sub(1),
            tag if LINES.contains(&tag) => self.page.text.push('\n'),
            _ => {}
        }
    }

    /// The first product that structured data describe is the page's.
    fn end_script(&mut self) {
        if self.script.take() == Some(true) && self.page.product.is_none() {
            self.page.product = product(&self.data);
        }
    }

    fn words(&mut self, words: &str) {
        if self.script.is_some() {
            self.data.push_str(words);
        } else if self.in_title {
            self.page.title.push_str(words);
        } else if self.silent == 0 {
            let words: Vec<&str> = words.split_whitespace().collect();
            if !words.is_empty() {
                if !self.page.text.is_empty() && !self.page.text.ends_with(['\n', ' ']) {
                    self.page.text.push(' ');
                }
                self.page.text.push_str(&words.join(" "));
            }
        }
    }
}

/// The first product in structured data of schema.org.
fn product(data: &str) -> Option<Map<String, Value>> {
    let value: Value = serde_json::from_str(data.trim()).ok()?;
    let mut waiting = vec![value];
    while let Some(value) = waiting.pop() {
        match value {
            Value::Array(all) => waiting.extend(all.into_iter().rev()),
            Value::Object(mut object) if is_product(&object) => {
                object.retain(|name, _| !name.starts_with('@'));
                return Some(object);
            }
            Value::Object(mut object) => {
                waiting.extend(object.remove("@graph").or_else(|| object.remove("mainEntity")))
            }
            _ => {}
        }
    }
    None
}

fn is_product(object: &Map<String, Value>) -> bool {
    let is = |kind: &Value| {
        matches!(kind.as_str(), Some("Product" | "IndividualProduct" | "ProductModel" | "ProductGroup"))
    };
    match object.get("@type") {
        Some(Value::Array(kinds)) => kinds.iter().any(is),
        Some(kind) => is(kind),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str, name: &str) -> String {
        record(text)
            .get(name)
            .map(|value| value.as_str().map_or_else(|| value.to_string(), str::to_owned))
            .unwrap_or_default()
    }

    #[test]
    fn a_text_is_its_first_line_and_what_it_says_of_itself() {
        let text = "Baby monitor, 1080p\nBrand: EZVIZ\nSold by： DC Security\nsee https://example.org/x\nGood night vision.";
        assert_eq!(said(text, "title"), "Baby monitor, 1080p");
        assert_eq!(
            (said(text, "Brand"), said(text, "Sold by")),
            ("EZVIZ".to_owned(), "DC Security".to_owned())
        );
        assert!(said(text, "description").contains("Good night vision."));
        assert_eq!(said(text, "see https"), "");
        assert!(record(" \n ").is_empty());
    }

    #[test]
    fn structured_data_stand_before_what_else_a_page_says() {
        let page = r#"<!doctype html><head><title>Shop | Camera</title>
            <script type="application/ld+json">{"@graph":[{"@type":"WebSite","name":"Shop"},
            {"@type":["Product"],"name":"Camera C6N","brand":{"@type":"Brand","name":"EZVIZ"},"offers":{"seller":{"name":"Eyes"}}}]}</script>
            </head><body><p>You may also like: Hikvision</p><table><tr><th>Model</th><td>C6N</td></tr></table></body>"#;
        let record = record(page);
        assert_eq!(
            (record["name"].as_str(), record["brand"]["name"].as_str()),
            (Some("Camera C6N"), Some("EZVIZ"))
        );
        assert_eq!(record["Model"].as_str(), Some("C6N"));
        assert!(!record.contains_key("description") && !record.contains_key("title"), "{record:?}");
    }

    #[test]
    fn a_page_without_them_gives_its_title_its_tables_and_its_text() {
        let page = "<html><title>EZVIZ baby monitor</title><style>p{}</style><script>var brand = 'x: y';</script>\
                    <body><dl><dt>Brand</dt><dd>EZVIZ</dd></dl><p>Night <b>vision</b></p></body>";
        assert_eq!(
            (said(page, "title"), said(page, "Brand")),
            ("EZVIZ baby monitor".to_owned(), "EZVIZ".to_owned())
        );
        assert!(
            said(page, "description").contains("Night vision") && !said(page, "description").contains("var")
        );
    }

    #[test]
    fn what_is_broken_or_hostile_is_read_as_far_as_it_goes() {
        for text in [
            "<html><script type=\"application/ld+json\">{",
            "<div",
            "\u{0}<html><td>",
            "<title></title><html>x",
            ":",
            "：：",
        ] {
            record(text);
        }
        let deep = format!("<html><script type='application/ld+json'>{}</script>", "[".repeat(100_000));
        assert!(record(&deep).get("name").is_none());
        let long = format!("Title\n{}", "ä".repeat(200_000));
        assert!(said(&long, "description").len() <= TEXT);
    }
}
