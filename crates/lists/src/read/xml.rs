//! XML of the authorities, an element at a time: whatever the size of the document, only the element that is read is held.
//!
//! A document type with declarations of its own is refused, and no entity but the five of XML and numbers is expanded, so
//! that a small document cannot unfold into a large one.

use std::io::{self, BufRead};

use quick_xml::encoding::DecodingReader;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::paced::Paced;
use crate::parsed::{Parsed, Wrong};
use crate::record::{Record, tidy};

/// How deep elements may be nested.
const MOST_DEPTH: usize = 64;
/// How many elements and attributes one wanted element may hold: more is no list of anything.
const MOST_PARTS: usize = 1 << 20;
/// How many bytes of text and attributes one wanted element may hold.
const MOST_TEXT: usize = 16 << 20;
/// How much text an element outside of the wanted ones keeps: white space between entries adds up.
const MOST_KEPT: usize = 64 << 10;
/// How many texts outside of the wanted elements are kept.
const MOST_OUTLINE: usize = 10_000;

/// An element: its local name, its attributes, its own text, and the elements inside.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Element {
    pub(crate) name: String,
    pub(crate) attributes: Vec<(String, String)>,
    pub(crate) text: String,
    pub(crate) children: Vec<Element>,
}

/// The elements of an entry that its parser knows by name.
pub(crate) struct Vocabulary {
    /// Those that have fields of their own.
    pub(crate) used: &'static [&'static str],
    /// Those that are kept as they are.
    pub(crate) kept: &'static [&'static str],
}

/// A file whose entries are elements.
pub(crate) struct EntryFile {
    /// Its name, as the authority has it.
    pub(crate) name: &'static str,
    /// The name of the root element.
    pub(crate) root: &'static str,
    /// The names of the elements that are entries.
    pub(crate) entries: &'static [&'static str],
}

/// What a document holds outside of the wanted elements.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Outline {
    /// The root without its children.
    pub(crate) root: Element,
    /// Every other element outside, by its path from below the root (`publshInformation/Publish_Date`), with its text.
    pub(crate) texts: Vec<(String, String)>,
    /// How many wanted elements there were.
    pub(crate) wanted: u64,
}

impl Element {
    /// All children of a name.
    pub(crate) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Element> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// All elements at the end of a path (`akaList/aka`), whatever the number on the way.
    pub(crate) fn each(&self, path: &str) -> Vec<&Element> {
        let mut at = vec![self];
        for name in path.split('/') {
            at = at
                .into_iter()
                .flat_map(|element| element.children.iter().filter(|c| c.name == name))
                .collect();
        }
        at
    }

    /// The text of the first element at the end of a path, tidied; empty where there is none.
    pub(crate) fn get(&self, path: &str) -> String {
        self.each(path).first().map(|element| tidy(&element.text)).unwrap_or_default()
    }

    /// An attribute; empty where there is none.
    pub(crate) fn attribute(&self, name: &str) -> &str {
        self.attributes.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.as_str())
    }
}

impl Element {
    /// All texts and attributes inside, one behind the other.
    pub(crate) fn flat(&self) -> String {
        let own = std::iter::once(tidy(&self.text));
        let attributes = self.attributes.iter().map(|(name, value)| format!("{name} {}", tidy(value)));
        let children = self.children.iter().map(Element::flat);
        own.chain(attributes).chain(children).filter(|text| !text.is_empty()).collect::<Vec<_>>().join(", ")
    }

    /// Keeps what has no field of its own: children that the parser does not use become details, and those that it does not
    /// know are noted as well.
    pub(crate) fn rest(&self, names: &Vocabulary, record: &mut Record, file: &str, parsed: &mut Parsed) {
        for child in self.children.iter().filter(|child| !names.used.contains(&child.name.as_str())) {
            if !names.kept.contains(&child.name.as_str()) {
                parsed.unknown(file, &child.name);
            }
            record.detail(&child.name, &child.flat());
        }
    }
}

impl Outline {
    /// Whether this is the document that was expected.
    pub(crate) fn expect(&self, root: &str) -> io::Result<()> {
        if self.root.name == root {
            return Ok(());
        }
        // Well-formed, and another authority's: some call their files the same.
        let why = format!("the root element is `{}`, not `{root}`", self.root.name);
        Err(io::Error::new(io::ErrorKind::Unsupported, why))
    }

    /// The text at a path outside of the wanted elements; empty where there is none.
    pub(crate) fn get(&self, path: &str) -> &str {
        self.texts.iter().find(|(at, _)| at == path).map_or("", |(_, text)| text.as_str())
    }
}

/// Reads a document: calls `each` with the number (from 1) and the content of every element that bears one of the
/// `wanted` local names and does not lie in another such element.
///
/// # Errors
/// The document is no XML, is cut off, is nested too deep, declares entities, or cannot be read.
pub(crate) fn elements(
    from: impl BufRead,
    wanted: &[&str],
    mut each: impl FnMut(u64, Element),
) -> io::Result<Outline> {
    let mut reader = Reader::from_reader(Paced::new(DecodingReader::new(from)));
    let mut walk = Walk::default();
    let mut buffer = Vec::new();
    loop {
        reader.get_mut().begin();
        let event =
            reader.read_event_into(&mut buffer).map_err(|why| broken(&why, reader.buffer_position()))?;
        match event {
            Event::Start(tag) => walk.start(&tag, wanted)?,
            Event::Empty(tag) => {
                walk.start(&tag, wanted)?;
                walk.end(&mut each);
            }
            Event::End(_) => walk.end(&mut each),
            Event::Text(text) => walk.text(&text.xml10_content())?,
            Event::CData(text) => walk.text(&text.xml10_content())?,
            Event::GeneralRef(reference) => walk.text(&meant(&reference)?)?,
            Event::DocType(text) if text.xml10_content().contains('[') => {
                return Err(invalid(
                    "the document declares entities of its own; such documents are not read",
                ));
            }
            Event::Eof => break,
            Event::DocType(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
        }
        buffer.clear();
    }
    if !walk.ended {
        return Err(io::Error::new(
            io::ErrorKind::UnexpectedEof,
            "the document ends before its root element does: it is cut off, or no XML",
        ));
    }
    Ok(walk.outline)
}

impl EntryFile {
    /// Reads the file: an element a row.
    ///
    /// # Errors
    /// As [`elements`], and if the root is another.
    pub(crate) fn read(
        &self,
        from: impl BufRead,
        parsed: &mut Parsed,
        record: impl Fn(&Element, &mut Parsed) -> Result<Record, Wrong>,
    ) -> io::Result<Outline> {
        let outline = elements(from, self.entries, |number, element| {
            parsed.row(self.name);
            let read = record(&element, parsed);
            parsed.take(self.name, number, read);
        })?;
        outline.expect(self.root).map(|()| outline)
    }
}

#[derive(Default)]
struct Walk {
    outline: Outline,
    /// Names of the open elements outside of a wanted one, the root first, with their texts.
    path: Vec<(String, String)>,
    /// The open elements of a wanted one, outermost first.
    open: Vec<Element>,
    parts: usize,
    /// Bytes of text and attributes in the wanted element.
    bytes: usize,
    ended: bool,
}

impl Walk {
    fn start(&mut self, tag: &BytesStart<'_>, wanted: &[&str]) -> io::Result<()> {
        if self.path.len() + self.open.len() >= MOST_DEPTH {
            return Err(invalid("elements are nested deeper than a list needs"));
        }
        if self.ended {
            return Err(invalid("the document goes on after its root element"));
        }
        let element = opened(tag)?;
        self.parts += 1 + element.attributes.len();
        if self.parts > MOST_PARTS {
            return Err(invalid("one entry holds more than a million elements"));
        }
        self.weigh(element.attributes.iter().map(|(name, value)| name.len() + value.len()).sum())?;
        if self.path.is_empty() {
            self.path.push((element.name.clone(), String::new()));
            self.outline.root = element;
        } else if !self.open.is_empty() || wanted.contains(&element.name.as_str()) {
            self.open.push(element);
        } else {
            (self.parts, self.bytes) = (0, 0);
            self.path.push((element.name, String::new()));
        }
        Ok(())
    }

    fn end(&mut self, each: &mut impl FnMut(u64, Element)) {
        if let Some(element) = self.open.pop() {
            if let Some(parent) = self.open.last_mut() {
                parent.children.push(element);
            } else {
                (self.parts, self.bytes) = (0, 0);
                self.outline.wanted += 1;
                each(self.outline.wanted, element);
            }
            return;
        }
        let names: Vec<&str> = self.path.iter().skip(1).map(|(name, _)| name.as_str()).collect();
        let path = names.join("/");
        if let Some((_, text)) = self.path.pop()
            && !path.is_empty()
            && self.outline.texts.len() < MOST_OUTLINE
        {
            self.outline.texts.push((path, tidy(&text)));
        }
        self.ended = self.path.is_empty();
    }

    fn text(&mut self, text: &str) -> io::Result<()> {
        if let Some(element) = self.open.last_mut() {
            element.text.push_str(text);
            self.weigh(text.len())?;
        } else if let Some((_, known)) = self.path.last_mut().filter(|(_, known)| known.len() < MOST_KEPT) {
            known.push_str(text);
        }
        Ok(())
    }

    /// Counts what the wanted element holds.
    fn weigh(&mut self, bytes: usize) -> io::Result<()> {
        self.bytes += bytes;
        if self.bytes > MOST_TEXT {
            return Err(invalid("one entry holds more than 16 megabytes of text"));
        }
        Ok(())
    }
}

fn opened(tag: &BytesStart<'_>) -> io::Result<Element> {
    let mut element = Element { name: tag.local_name().as_ref().to_owned(), ..Element::default() };
    for attribute in tag.attributes() {
        let attribute = attribute.map_err(|why| invalid(&format!("an attribute cannot be read: {why}")))?;
        let value = attribute.normalized_value(XmlVersion::Implicit1_0);
        let value = value.map_err(|why| invalid(&format!("an attribute cannot be read: {why}")))?;
        element.attributes.push((attribute.key.local_name().as_ref().to_owned(), value.into_owned()));
    }
    Ok(element)
}

fn meant(reference: &BytesRef<'_>) -> io::Result<String> {
    let number = reference.resolve_char_ref().map_err(|why| invalid(&why.to_string()))?;
    if let Some(character) = number {
        return Ok(character.to_string());
    }
    let name = reference.xml10_content();
    let known = quick_xml::escape::resolve_predefined_entity(&name);
    known.map(str::to_owned).ok_or_else(|| invalid(&format!("`&{name};` is no entity of XML")))
}

fn broken(why: &quick_xml::Error, at: u64) -> io::Error {
    match why {
        quick_xml::Error::Io(why) => io::Error::new(why.kind(), why.to_string()),
        _ => invalid(&format!("no well-formed XML at byte {at}: {why}")),
    }
}

fn invalid(why: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, why.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(document: &str) -> io::Result<(Outline, Vec<Element>)> {
        let mut all = Vec::new();
        let outline = elements(document.as_bytes(), &["e"], |_, element| all.push(element))?;
        Ok((outline, all))
    }

    #[test]
    fn elements_come_one_by_one_and_the_rest_is_an_outline() {
        let (outline, all) = read(
            "<?xml version='1.0'?><x:r xmlns:x='u' made='1'><head><day> 2024 </day></head>\
             <e id='7'><a>b &amp; c</a><a><![CDATA[<d>]]></a><n/></e><list><e>&#65;</e></list></x:r>",
        )
        .unwrap();
        assert_eq!((outline.root.name.as_str(), outline.root.attribute("made")), ("r", "1"));
        assert_eq!((outline.get("head/day"), outline.wanted), ("2024", 2));
        let texts: Vec<&str> = all[0].all("a").map(|a| a.text.as_str()).collect();
        assert_eq!(texts, ["b & c", "<d>"]);
        assert_eq!(
            (all[0].attribute("id"), all[0].get("a").as_str(), all[1].text.as_str()),
            ("7", "b & c", "A")
        );
        assert!(all[0].all("n").next().is_some() && all[0].get("n/none").is_empty());
    }

    #[test]
    fn what_is_broken_or_hostile_is_an_error() {
        let bomb = "<!DOCTYPE r [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><r><e>&b;</e></r>";
        assert!(read(bomb).unwrap_err().to_string().contains("declares entities"));
        assert!(read("<r><e>&b;</e></r>").unwrap_err().to_string().contains("no entity"));
        assert_eq!(read("<r><e>").unwrap_err().kind(), io::ErrorKind::UnexpectedEof);
        assert!(read("").is_err() && read("no xml").is_err() && read("<r></e></r>").is_err());
        let deep = format!("{}{}", "<a>".repeat(100), "</a>".repeat(100));
        assert!(read(&deep).unwrap_err().to_string().contains("deeper"));
    }

    #[test]
    fn texts_that_do_not_end_are_errors_and_never_fill_the_memory() {
        let long = "x".repeat(crate::read::paced::MOST_PIECE + (1 << 20));
        for document in [
            format!("<r><e>{long}</e></r>"),
            format!("<r><e a='{long}'/></r>"),
            format!("<r><!--{long}--></r>"),
        ] {
            let error = read(&document).map(drop).unwrap_err();
            assert!(error.to_string().contains("more than 4 megabytes"), "{error}");
        }
        let many = format!("<a>{}</a>", "x".repeat(1 << 20)).repeat(17);
        let error = read(&format!("<r><e>{many}</e></r>")).map(drop).unwrap_err();
        assert!(error.to_string().contains("16 megabytes"), "{error}");
        // As much text in entries of their own is none of its business.
        let (_, all) = read(&format!("<r>{}</r>", many.replace("a>", "e>"))).unwrap();
        assert_eq!(all.len(), 17);
    }

    #[test]
    fn utf_16_is_read_by_its_mark() {
        let bytes: Vec<u8> = "\u{feff}<r><e>é</e></r>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let mut texts = Vec::new();
        elements(&bytes[..], &["e"], |_, element| texts.push(element.text)).unwrap();
        assert_eq!(texts, ["é"]);
    }
}
