//! Pages of the authorities: the cells of their tables and the text between them, by the tokenizer of the HTML standard.

use html5gum::{Token, Tokenizer};

use crate::record::tidy;

/// A piece of a page, in the order of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    /// Text outside of tables, a block (paragraph, heading, list item) a piece.
    Text(String),
    /// A row of a table: its cells, and whether they are headings.
    Row { cells: Vec<String>, heading: bool },
}

/// Tags that end a block of text.
const BLOCKS: &[&[u8]] =
    &[b"p", b"div", b"h1", b"h2", b"h3", b"h4", b"h5", b"li", b"table", b"br", b"section"];
/// Tags whose content is no text of the page.
const SILENT: &[&[u8]] = &[b"script", b"style", b"noscript", b"template"];

#[derive(Default)]
struct Reader {
    pieces: Vec<Piece>,
    text: String,
    row: Option<(Vec<String>, bool)>,
    silent: usize,
}

/// Reads a page.
pub(crate) fn pieces(page: &str) -> Vec<Piece> {
    let mut reader = Reader::default();
    for Ok(token) in Tokenizer::new(page) {
        match token {
            Token::StartTag(tag) => reader.start(&tag.name, tag.self_closing),
            Token::EndTag(tag) => reader.end(&tag.name),
            Token::String(text) if reader.silent == 0 => {
                reader.text.push_str(&String::from_utf8_lossy(&text))
            }
            _ => {}
        }
    }
    reader.end_text();
    reader.pieces
}

/// Where the links of a page lead, as written.
pub(crate) fn links(page: &str) -> Vec<String> {
    let link = |token: Token| match token {
        Token::StartTag(tag) if tag.name.as_slice() == b"a" => {
            let href = tag.attributes.iter().find(|(name, _)| name.as_slice() == b"href")?.1;
            Some(String::from_utf8_lossy(href).trim().to_owned())
        }
        _ => None,
    };
    Tokenizer::new(page).filter_map(|Ok(token)| link(token)).collect()
}

impl Reader {
    fn start(&mut self, name: &[u8], closed: bool) {
        if SILENT.contains(&name) && !closed {
            self.silent += 1;
        }
        match name {
            b"tr" => {
                self.end_text();
                self.row = Some((Vec::new(), true));
            }
            b"td" | b"th" => {
                self.text.clear();
                if let Some((_, heading)) = &mut self.row {
                    *heading &= name == b"th";
                }
            }
            _ if BLOCKS.contains(&name) => self.end_block(),
            _ => {}
        }
    }

    fn end(&mut self, name: &[u8]) {
        if SILENT.contains(&name) {
            self.silent = self.silent.saturating_sub(1);
        }
        match name {
            b"td" | b"th" => {
                let cell = tidy(&std::mem::take(&mut self.text));
                if let Some((cells, _)) = &mut self.row {
                    cells.push(cell);
                }
            }
            b"tr" => {
                if let Some((cells, heading)) = self.row.take() {
                    self.pieces.push(Piece::Row { cells, heading });
                }
                self.text.clear();
            }
            _ if BLOCKS.contains(&name) => self.end_block(),
            _ => {}
        }
    }

    /// Inside a cell a block is no end, only a gap.
    fn end_block(&mut self) {
        if self.row.is_some() {
            self.text.push(' ');
        } else {
            self.end_text();
        }
    }

    fn end_text(&mut self) {
        let text = tidy(&std::mem::take(&mut self.text));
        if !text.is_empty() {
            self.pieces.push(Piece::Text(text));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_found_however_they_are_written() {
        let page = "<p><a class=x href='/a.csv?b&amp;c'>A</a><A HREF=b.csv>B</A><a>none</a><link href=c.css>";
        assert_eq!(links(page), ["/a.csv?b&c", "b.csv"]);
    }

    #[test]
    fn rows_and_text_come_in_the_order_of_the_page() {
        let page = "<script>var a='<td>';</script><h2>Part &amp; one</h2><table><thead><tr><th>Name</th></tr></thead>\
                    <tr><td>G&amp;G<br>Ltd</td></tr></table><p>after";
        assert_eq!(
            pieces(page),
            [
                Piece::Text("Part & one".into()),
                Piece::Row { cells: vec!["Name".into()], heading: true },
                Piece::Row { cells: vec!["G&G Ltd".into()], heading: false },
                Piece::Text("after".into()),
            ]
        );
    }
}
