//! XML a tag at a time: nothing is held but the tag that is read. A document that declares entities of its own is refused, and no entity but
//! the five of XML and numbers is expanded, so that a small document cannot unfold into a large one.

use std::io::{self, BufRead, Read};

use quick_xml::encoding::DecodingReader;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use crate::limits::{DEPTH, FILE, PIECE};

/// What stands in a document.
pub(crate) enum Node<'n> {
    /// A tag opens: its local name and its attributes.
    Open(&'n str, &'n Attributes),
    /// Text between tags.
    Text(&'n str),
    /// The tag of that name closes.
    Close(&'n str),
}

/// The attributes of a tag.
#[derive(Debug, Default)]
pub(crate) struct Attributes(Vec<(String, String)>);

impl Attributes {
    /// The value of an attribute; empty where there is none.
    pub(crate) fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.as_str())
    }
}

/// Where and why a document cannot be read on.
pub(crate) struct Broken {
    pub(crate) line: u64,
    pub(crate) reason: String,
}

/// Walks through a document, or through several that follow each other, as a dump of many answers has them. `each` is told the line.
pub(crate) fn walk(from: impl BufRead, each: &mut dyn FnMut(u64, Node<'_>)) -> Result<(), Broken> {
    let mut reader = Reader::from_reader(Paced::new(DecodingReader::new(from)));
    let mut open: Vec<String> = Vec::new();
    let mut buffer = Vec::new();
    loop {
        reader.get_mut().begin();
        let read = reader.read_event_into(&mut buffer).map_err(|why| why.to_string());
        let line = reader.get_ref().line;
        let broken = |reason: String| Broken { line, reason };
        match read.map_err(broken)? {
            Event::Start(tag) => {
                let (name, attributes) = opened(&tag).map_err(broken)?;
                if open.len() >= DEPTH {
                    return Err(broken("elements are nested deeper than an export needs".to_owned()));
                }
                each(line, Node::Open(&name, &attributes));
                open.push(name);
            }
            Event::Empty(tag) => {
                let (name, attributes) = opened(&tag).map_err(broken)?;
                each(line, Node::Open(&name, &attributes));
                each(line, Node::Close(&name));
            }
            Event::End(_) => {
                if let Some(name) = open.pop() {
                    each(line, Node::Close(&name));
                }
            }
            Event::Text(text) => each(line, Node::Text(&text.xml10_content())),
            Event::CData(text) => each(line, Node::Text(&text.xml10_content())),
            Event::GeneralRef(reference) => each(line, Node::Text(&meant(&reference).map_err(broken)?)),
            Event::DocType(text) if text.xml10_content().contains('[') => {
                return Err(broken(
                    "it declares entities of its own; such documents are not read".to_owned(),
                ));
            }
            Event::Eof if open.is_empty() => return Ok(()),
            Event::Eof => return Err(broken("it ends in the middle: it is cut off".to_owned())),
            Event::DocType(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
        }
        buffer.clear();
    }
}

fn opened(tag: &BytesStart<'_>) -> Result<(String, Attributes), String> {
    let name = tag.local_name().as_ref().to_owned();
    let mut attributes = Attributes::default();
    for attribute in tag.attributes() {
        let attribute = attribute.map_err(|why| why.to_string())?;
        let key = attribute.key.local_name().as_ref().to_owned();
        let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|why| why.to_string())?;
        attributes.0.push((key, value.into_owned()));
    }
    Ok((name, attributes))
}

fn meant(reference: &BytesRef<'_>) -> Result<String, String> {
    if let Some(character) = reference.resolve_char_ref().map_err(|why| why.to_string())? {
        return Ok(character.to_string());
    }
    let name = reference.xml10_content();
    let known = quick_xml::escape::resolve_predefined_entity(&name);
    known.map(str::to_owned).ok_or_else(|| format!("`&{name};` is no entity of XML"))
}

/// A reader that gives up on a tag or text that does not end, and on a file that does not; it counts lines.
struct Paced<R> {
    inner: R,
    left: usize,
    bytes: u64,
    line: u64,
}

impl<R> Paced<R> {
    fn new(inner: R) -> Self {
        Paced { inner, left: PIECE, bytes: 0, line: 1 }
    }

    /// The next tag or text begins.
    fn begin(&mut self) {
        self.left = PIECE;
    }
}

impl<R: BufRead> BufRead for Paced<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        let too_large = |why: String| Err(io::Error::new(io::ErrorKind::FileTooLarge, why));
        if self.left == 0 {
            return too_large(format!("one tag or text holds more than {} kilobytes", PIECE >> 10));
        }
        if self.bytes > FILE {
            return too_large(format!("it holds more than {} gigabytes", FILE >> 30));
        }
        self.inner.fill_buf()
    }

    fn consume(&mut self, bytes: usize) {
        self.left = self.left.saturating_sub(bytes);
        self.bytes += bytes as u64;
        if let Ok(buffer) = self.inner.fill_buf() {
            let taken = buffer.get(..bytes).unwrap_or(buffer);
            self.line += taken.iter().filter(|byte| **byte == b'\n').count() as u64;
        }
        self.inner.consume(bytes);
    }
}

impl<R: BufRead> Read for Paced<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.fill_buf()?.read(buffer)?;
        self.consume(read);
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(document: &str) -> Result<Vec<String>, String> {
        let mut all = Vec::new();
        let walked = walk(io::BufReader::new(document.as_bytes()), &mut |line, node| match node {
            Node::Open(name, attributes) => all.push(format!("{line} <{name} {}", attributes.get("a"))),
            Node::Text(text) if text.trim().is_empty() => {}
            Node::Text(text) => all.push(text.to_owned()),
            Node::Close(name) => all.push(format!("</{name}")),
        });
        walked.map(|()| all).map_err(|broken| format!("{} {}", broken.line, broken.reason))
    }

    #[test]
    fn tags_and_texts_come_in_order_with_their_lines() {
        let all =
            read("<?xml version='1.0'?>\n<x:r a='1 &amp; 2'>\n<b/>c&#65;</x:r>\n<?xml version='1.0'?><d/>")
                .unwrap();
        assert_eq!(all, ["2 <r 1 & 2", "3 <b ", "</b", "c", "A", "</r", "4 <d ", "</d"]);
    }

    #[test]
    fn what_is_broken_or_hostile_is_an_error_with_its_line() {
        let bomb = "<!DOCTYPE r [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><r>&b;</r>";
        assert!(read(bomb).unwrap_err().contains("declares entities"));
        assert!(read("<r>\n&b;</r>").unwrap_err().contains("no entity"));
        assert!(read("<r>\n<e>").unwrap_err().starts_with("2 it ends in the middle"));
        assert!(read(&"<a>".repeat(100)).unwrap_err().contains("deeper"));
        let long = "x".repeat(2 * PIECE);
        for document in
            [format!("<r>{long}</r>"), format!("<r a='{long}'/>"), format!("<r><!--{long}--></r>")]
        {
            assert!(read(&document).unwrap_err().contains("more than 1024 kilobytes"));
        }
    }

    #[test]
    fn utf_16_is_read_by_its_mark() {
        let bytes: Vec<u8> = "\u{feff}<r>é</r>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let mut texts = Vec::new();
        let walked = walk(&bytes[..], &mut |_, node| {
            if let Node::Text(text) = node {
                texts.push(text.to_owned());
            }
        });
        assert!(walked.is_ok());
        assert_eq!(texts, ["é"]);
    }
}
