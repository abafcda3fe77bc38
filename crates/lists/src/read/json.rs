//! Objects of a JSON file: one a line, or the elements of one array.

use std::io::{self, BufRead, BufReader, Read};

use serde_json::Value;

/// How many bytes one line may hold.
const MOST_LINE: u64 = 16 << 20;

/// Calls `each` with the number (from 1) of every object and the object, or why it is none.
pub(crate) fn objects(from: impl Read, mut each: impl FnMut(u64, Result<Value, String>)) -> io::Result<()> {
    let mut reader = BufReader::new(from);
    if first(&mut reader)? == Some(b'[') {
        let all: Vec<Value> = serde_json::from_reader(reader)?;
        (1..).zip(all).for_each(|(number, value)| each(number, object(value)));
        return Ok(());
    }
    let mut number = 0;
    let mut line = Vec::new();
    loop {
        line.clear();
        let read = reader.by_ref().take(MOST_LINE).read_until(b'\n', &mut line)?;
        if read == 0 {
            return Ok(());
        }
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        number += 1;
        if read as u64 == MOST_LINE && line.last() != Some(&b'\n') {
            each(number, Err("the line is longer than 16 megabytes".to_owned()));
            skip_line(&mut reader)?;
            continue;
        }
        let value = serde_json::from_slice(&line).map_err(|why| format!("is no JSON: {why}"));
        each(number, value.and_then(object));
    }
}

fn object(value: Value) -> Result<Value, String> {
    if value.is_object() { Ok(value) } else { Err("is no object".to_owned()) }
}

/// The first byte that is no white space or mark of order, without taking it.
fn first(reader: &mut impl BufRead) -> io::Result<Option<u8>> {
    loop {
        let buffer = reader.fill_buf()?;
        let Some(&byte) = buffer.first() else { return Ok(None) };
        if !byte.is_ascii_whitespace() && !matches!(byte, 0xef | 0xbb | 0xbf) {
            return Ok(Some(byte));
        }
        reader.consume(1);
    }
}

fn skip_line(reader: &mut impl BufRead) -> io::Result<()> {
    loop {
        let buffer = reader.fill_buf()?;
        let (length, ended) = match buffer.iter().position(|byte| *byte == b'\n') {
            Some(at) => (at + 1, true),
            None => (buffer.len(), buffer.is_empty()),
        };
        reader.consume(length);
        if ended {
            return Ok(());
        }
    }
}

/// A text at a key; numbers are written out; empty where there is none.
pub(crate) fn text(value: &Value, key: &str) -> String {
    match value.get(key) {
        Some(Value::String(text)) => crate::record::tidy(text),
        Some(Value::Number(number)) => number.to_string(),
        Some(Value::Bool(yes)) => yes.to_string(),
        _ => String::new(),
    }
}

/// The elements of an array at a key; none where there is no array.
pub(crate) fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value.get(key).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<Result<String, String>> {
        let mut all = Vec::new();
        objects(text.as_bytes(), |_, value| all.push(value.map(|v| self::text(&v, "a")))).unwrap();
        all
    }

    #[test]
    fn lines_and_arrays_are_read_and_what_is_broken_is_named() {
        assert_eq!(read("{\"a\":\"x\"}\n\n{\"a\":1}\n"), [Ok("x".to_owned()), Ok("1".to_owned())]);
        assert_eq!(read("\u{feff} [{\"a\":\"x\"}]"), [Ok("x".to_owned())]);
        let broken = read("{\"a\":\n[1]\n{\"a\":true}");
        assert!(broken[0].is_err() && broken[1] == Err("is no object".to_owned()));
        assert_eq!(broken[2], Ok("true".to_owned()));
        assert!(objects(&b"[{"[..], |_, _| {}).is_err());
    }
}
