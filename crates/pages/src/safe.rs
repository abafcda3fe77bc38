//! Text of strangers on a page. The template escapes what HTML would read as a tag; here invisible characters and marks of
//! direction become visible, long texts are cut in view with their length said, and addresses are links only where they
//! lead to the web.

use std::fmt::Write as _;

use maud::{Markup, html};
use nameplate::text::unseen::is_unseen;

/// So many characters of a foreign text are shown.
pub(crate) const SHOWN: usize = 220;

/// The text as people can see it: what is unseen written out as `⟦U+202E⟧`, what is too long cut.
pub(crate) fn visible(text: &str, most: usize) -> String {
    let mut out = String::with_capacity(text.len().min(most * 2));
    for (n, c) in text.chars().enumerate() {
        if n == most {
            let all = crate::words::count(text.chars().count() as u64);
            // Writing to a string cannot fail.
            let _ = write!(out, "… (cut; {all} characters in all)");
            break;
        }
        match c {
            '\n' | '\t' | '\r' => out.push(' '),
            c if is_unseen(c) => {
                let _ = write!(out, "⟦U+{:04X}⟧", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out
}

/// A foreign text, kept apart from the direction of what stands around it.
pub(crate) fn foreign(text: &str) -> Markup {
    html! { bdi { (visible(text, SHOWN)) } }
}

/// A foreign text that was made visible when it was gathered.
pub(crate) fn seen(text: &str) -> Markup {
    html! { bdi { (text) } }
}

/// A sentence of facts or lists: it may be longer than a title.
pub(crate) fn sentence(text: &str) -> Markup {
    html! { bdi { (visible(text, 4_000)) } }
}

/// A link where the address leads to the web, else the text alone: an address may be hostile too.
pub(crate) fn link(url: &str, text: &str) -> Markup {
    let lower = url.get(..8).unwrap_or(url).to_ascii_lowercase();
    if lower.starts_with("https://") || lower.starts_with("http://") {
        html! { a href=(url) rel="noopener noreferrer" { (sentence(text)) } }
    } else {
        sentence(text)
    }
}

/// JSON that can stand inside a script element: no `<` can end it.
pub(crate) fn in_script(json: &str) -> String {
    json.replace('<', "\\u003c")
}

/// JSON that says the same, with characters that rewrite a screen or hide text as JSON writes them: `\u202e`. Line breaks stand only between values.
pub fn shown_json(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        if c == '\n' || !is_unseen(c) {
            out.push(c);
            continue;
        }
        for unit in c.encode_utf16(&mut [0; 2]) {
            // Writing to a string cannot fail.
            let _ = write!(out, "\\u{unit:04x}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_become_text() {
        let page = foreign("<script>alert(1)</script>\" onmouseover=\"x").into_string();
        assert_eq!(page, "<bdi>&lt;script&gt;alert(1)&lt;/script&gt;&quot; onmouseover=&quot;x</bdi>");
    }

    #[test]
    fn what_turns_or_hides_text_is_seen() {
        assert_eq!(visible("user\u{202e}gpj.exe", 99), "user⟦U+202E⟧gpj.exe");
        assert_eq!(visible("a\u{0}b\u{200b}c\u{e0041}", 99), "a⟦U+0000⟧b⟦U+200B⟧c⟦U+E0041⟧");
        assert_eq!(visible("海康威视 كاميرا 🎥", 99), "海康威视 كاميرا 🎥");
    }

    #[test]
    fn long_text_is_cut_and_says_so() {
        let long = "x".repeat(100_000);
        let shown = visible(&long, SHOWN);
        assert!(shown.len() < 300 && shown.contains("100,000 characters"), "{shown}");
    }

    #[test]
    fn only_addresses_of_the_web_are_links() {
        assert!(link("https://example.org/a?b=1&c", "x").into_string().contains("href=\"https://"));
        for url in ["javascript:alert(1)", "data:text/html,x", " https://x", "//x", "", "JAVASCRIPT:x"] {
            assert!(!link(url, "x").into_string().contains("href"), "{url}");
        }
    }

    #[test]
    fn no_json_ends_its_script() {
        let json = serde_json::to_string("</script><!--<script>").unwrap();
        let safe = in_script(&json);
        assert!(!safe.contains('<'));
        assert_eq!(serde_json::from_str::<String>(&safe).unwrap(), "</script><!--<script>");
    }

    #[test]
    fn json_says_the_same_when_it_is_made_harmless() {
        let value = serde_json::json!({"title": "a\u{202e}b\u{9b}c\u{e0041}\n海"});
        let json = shown_json(&serde_json::to_string_pretty(&value).unwrap());
        assert!(json.contains("\\u202e") && json.contains("\\udb40\\udc41") && json.contains('海'), "{json}");
        assert_eq!(serde_json::from_str::<serde_json::Value>(&json).unwrap(), value);
    }
}
