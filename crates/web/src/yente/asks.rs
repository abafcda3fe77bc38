//! What people type into a search: words (all of them have to be there), `"words in a row"`, `beginn*`, `slip~`, `AND`, `OR`, `NOT`, `-`,
//! brackets, `field:value`. What cannot be meant is refused; simple questions are words and nothing else.

use super::words::{Ask, split};

/// Why a question cannot be meant.
pub(crate) type Bad = String;

/// Deepest brackets.
const DEEPEST: usize = 20;

/// A question in words; `slips` where words may be misspelt.
pub(crate) fn simple(text: &str, slips: bool) -> Ask {
    let asks: Vec<Ask> = split(text).into_iter().map(|word| one(word, slips)).collect();
    if asks.is_empty() { Ask::All } else { Ask::And(asks) }
}

fn one(word: String, slips: bool) -> Ask {
    let slips = if slips { usual(&word) } else { 0 };
    Ask::Word(word, slips)
}

/// Letters that may differ in a word.
fn usual(word: &str) -> usize {
    match word.chars().count() {
        0..=2 => 0,
        3..=5 => 1,
        _ => 2,
    }
}

/// A question in the language of searches.
pub(crate) fn read(text: &str, slips: bool) -> Result<Ask, Bad> {
    let mut reader = Reader { tokens: tokens(text)?, at: 0, slips, depth: 0 };
    if reader.tokens.is_empty() {
        return Ok(Ask::All);
    }
    let ask = reader.any()?;
    match reader.at == reader.tokens.len() {
        true => Ok(ask),
        false => Err("a bracket closes that was not opened".to_owned()),
    }
}

#[derive(Clone, Debug, PartialEq)]
enum Token {
    Open,
    Close,
    And,
    Or,
    Not,
    Quoted(String),
    Word(String),
}

fn tokens(text: &str) -> Result<Vec<Token>, Bad> {
    let mut tokens = Vec::new();
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            c if c.is_whitespace() => {}
            '(' => tokens.push(Token::Open),
            ')' => tokens.push(Token::Close),
            '+' => {}
            '-' | '!' => tokens.push(Token::Not),
            '"' => {
                let mut quoted = String::new();
                loop {
                    match letters.next() {
                        Some('"') => break,
                        Some(letter) => quoted.push(letter),
                        None => return Err("a quotation mark is not closed".to_owned()),
                    }
                }
                tokens.push(Token::Quoted(quoted));
            }
            first => {
                let mut word = String::from(first);
                while let Some(letter) =
                    letters.next_if(|letter| !letter.is_whitespace() && !"()\"".contains(*letter))
                {
                    word.push(letter);
                }
                tokens.push(token(word)?);
            }
        }
    }
    Ok(tokens)
}

fn token(word: String) -> Result<Token, Bad> {
    match word.as_str() {
        "AND" | "&&" => Ok(Token::And),
        "OR" | "||" => Ok(Token::Or),
        "NOT" => Ok(Token::Not),
        // Between slashes stand patterns, which are not read; one slash alone opens a pattern that never ends.
        _ if word.contains('/') => Err(format!("`{word}` holds a slash: patterns are not read")),
        _ => Ok(Token::Word(word)),
    }
}

struct Reader {
    tokens: Vec<Token>,
    at: usize,
    slips: bool,
    depth: usize,
}

impl Reader {
    fn next_is(&mut self, token: &Token) -> bool {
        let is = self.tokens.get(self.at) == Some(token);
        self.at += usize::from(is);
        is
    }

    fn any(&mut self) -> Result<Ask, Bad> {
        let mut asks = vec![self.all()?];
        while self.next_is(&Token::Or) {
            asks.push(self.all()?);
        }
        Ok(if asks.len() == 1 { asks.remove(0) } else { Ask::Or(asks) })
    }

    fn all(&mut self) -> Result<Ask, Bad> {
        let mut asks = vec![self.single()?];
        loop {
            let and = self.next_is(&Token::And);
            match self.tokens.get(self.at) {
                Some(Token::Or | Token::Close) | None if and => {
                    return Err("nothing stands behind AND".to_owned());
                }
                Some(Token::Or | Token::Close) | None => break,
                Some(_) => asks.push(self.single()?),
            }
        }
        Ok(if asks.len() == 1 { asks.remove(0) } else { Ask::And(asks) })
    }

    fn single(&mut self) -> Result<Ask, Bad> {
        let Some(token) = self.tokens.get(self.at).cloned() else {
            return Err("the question ends too soon".to_owned());
        };
        self.at += 1;
        match token {
            Token::Not => {
                self.deeper()?;
                let ask = self.single()?;
                self.depth -= 1;
                Ok(Ask::Not(Box::new(ask)))
            }
            Token::Open => {
                self.deeper()?;
                let ask = self.any()?;
                self.depth -= 1;
                if self.next_is(&Token::Close) { Ok(ask) } else { Err("a bracket is not closed".to_owned()) }
            }
            Token::Quoted(text) => Ok(phrase(&text)),
            Token::Word(word) => Ok(self.word(&word)),
            Token::And | Token::Or | Token::Close => {
                Err("AND, OR and brackets stand between words".to_owned())
            }
        }
    }

    fn deeper(&mut self) -> Result<(), Bad> {
        self.depth += 1;
        if self.depth > DEEPEST { Err("the question is nested too deeply".to_owned()) } else { Ok(()) }
    }

    fn word(&mut self, word: &str) -> Ask {
        if let Some((field, value)) = word.split_once(':').filter(|(field, _)| is_field(field)) {
            let quoted = match self.tokens.get(self.at) {
                Some(Token::Quoted(text)) if value.is_empty() => Some(text.clone()),
                _ => None,
            };
            self.at += usize::from(quoted.is_some());
            return Ask::Field(field.to_owned(), quoted.unwrap_or_else(|| value.to_owned()));
        }
        if let Some(start) = word.strip_suffix('*') {
            return split(start).pop().map_or(Ask::All, Ask::Begins);
        }
        let (word, slips) = match word.split_once('~') {
            Some((word, many)) => (word, Some(many.parse::<usize>().unwrap_or_else(|_| usual(word)).min(2))),
            None => (word, None),
        };
        let mut asks: Vec<Ask> = split(word)
            .into_iter()
            .map(|word| match slips {
                Some(slips) => Ask::Word(word, slips),
                None => one(word, self.slips),
            })
            .collect();
        match asks.len() {
            0 => Ask::All,
            1 => asks.remove(0),
            _ => Ask::And(asks),
        }
    }
}

fn is_field(name: &str) -> bool {
    name.chars().next().is_some_and(|first| first.is_ascii_lowercase())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '.' || c == '_')
}

fn phrase(text: &str) -> Ask {
    let words = split(text);
    if words.is_empty() { Ask::All } else { Ask::Phrase(words) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(text: &str) -> Ask {
        Ask::Word(text.to_owned(), 0)
    }

    #[test]
    fn questions_are_read() {
        let not = Ask::Not(Box::new(word("c")));
        assert_eq!(read("a AND b -c", false).unwrap(), Ask::And(vec![word("a"), word("b"), not]));
        assert_eq!(
            read("a OR (b c)", false).unwrap(),
            Ask::Or(vec![word("a"), Ask::And(vec![word("b"), word("c")])])
        );
        assert_eq!(
            read("huawei~ zt*", false).unwrap(),
            Ask::And(vec![Ask::Word("huawei".to_owned(), 2), Ask::Begins("zt".to_owned())])
        );
        assert_eq!(read("countries:ru", false).unwrap(), Ask::Field("countries".to_owned(), "ru".to_owned()));
        assert_eq!(read("  ", false).unwrap(), Ask::All);
    }

    #[test]
    fn what_cannot_be_meant_is_refused_and_simple_questions_never_are() {
        for text in ["invalid/query", "\"open", "(a", "a)", "a AND", "OR a", "NOT"] {
            assert!(read(text, false).is_err(), "{text}");
            simple(text, true);
        }
    }
}
