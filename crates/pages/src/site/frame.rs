//! The frame of the site's pages: where one is, who asks, and a policy by which the browser loads and sends nothing elsewhere.

use maud::{DOCTYPE, Markup, PreEscaped, html};
use nameplate::word::Reader;

use super::links::Site;
use crate::frame::{STYLE, hash};
use crate::report::footer;
use crate::safe::{foreign, sentence, visible};
use crate::words::{asked_for, plain};

pub(super) const SITE: &str = include_str!("site.css");

/// A page of the site.
pub(super) struct Page<'p> {
    /// The title in the tab.
    pub(super) title: &'p str,
    /// Which part of the site it is: its path in the navigation.
    pub(super) here: &'static str,
    /// The address that it shows, without who asks: what the form for that leads to.
    pub(super) at: &'p str,
    /// What is shown.
    pub(super) body: Markup,
    /// What makes it move.
    pub(super) script: &'static str,
}

const PARTS: [(&str, &str); 6] = [
    ("/", "Ask"),
    ("/search", "Search"),
    ("/scans", "Scan a catalog"),
    ("/lists", "Lists"),
    ("/how", "How we decide"),
    ("/api", "API"),
];

pub(super) const PLACES: [(&str, &str); 8] = [
    ("US", "United States"),
    ("US-TX", "Texas"),
    ("EU", "European Union"),
    ("DE", "Germany"),
    ("GB", "United Kingdom"),
    ("CA", "Canada"),
    ("AU", "Australia"),
    ("IN", "India"),
];

impl Page<'_> {
    pub(super) fn render(&self, site: &Site<'_>) -> String {
        if site.still {
            // The page without a server has the rest already, and takes no style from elsewhere.
            let inside = html! { title { (visible(self.title, 120)) " · Nameplate" } div id="content" { (self.body) } };
            return inside.into_string();
        }
        let style = format!("{STYLE}{SITE}");
        let page = html! {
            (DOCTYPE)
            html lang="en" {
                head {
                    meta charset="utf-8";
                    meta http-equiv="Content-Security-Policy" content=(policy(&style, self.script));
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="color-scheme" content="light dark";
                    meta name="referrer" content="same-origin";
                    link rel="icon" href="/icon.svg" type="image/svg+xml";
                    title { (visible(self.title, 120)) " · Nameplate" }
                    style { (PreEscaped(&style)) }
                }
                body class="site" {
                    a class="skip" href="#content" { "To the content" }
                    (self.bar(site))
                    div id="content" tabindex="-1" { (self.body) }
                    (foot(site))
                    @if !self.script.is_empty() { script { (PreEscaped(self.script)) } }
                }
            }
        };
        page.into_string()
    }

    fn bar(&self, site: &Site<'_>) -> Markup {
        html! {
            div class="bar" role="banner" {
                a class="name" href=(site.link("/")) { "Nameplate" }
                nav aria-label="Parts of this site" {
                    ul {
                        @for (path, name) in PARTS {
                            li { a href=(site.link(path)) aria-current=[(path == self.here).then_some("page")] { (name) } }
                        }
                    }
                }
                (self.who(site))
            }
        }
    }

    /// Who asks and where: chosen once, and kept in the address.
    fn who(&self, site: &Site<'_>) -> Markup {
        let (path, query) = self.at.split_once('?').unwrap_or((self.at, ""));
        let kept = query.split('&').filter_map(|pair| pair.split_once('='));
        html! {
            form class="who" method="get" action=(path) aria-label="Who asks, and where" {
                @for (name, value) in kept { input type="hidden" name=(name) value=(unescaped(value)); }
                @if site.asked_as_of { input type="hidden" name="as_of" value=(site.as_of); }
                p {
                    label for="reader" { "I ask as" }
                    select id="reader" name="reader" {
                        option value="" { "anybody" }
                        @for reader in Reader::ALL {
                            option value=(reader.word()) selected[site.audience.reader == Some(*reader)] { (plain(reader.word())) }
                        }
                    }
                }
                p {
                    label for="place" { "in" }
                    input id="place" name="place" list="places" placeholder="anywhere" size="8" maxlength="6"
                        autocomplete="off" value=[site.audience.place.as_deref()];
                    datalist id="places" { @for (code, name) in PLACES { option value=(code) { (name) } } }
                }
                p { button type="submit" { "Set" } }
            }
        }
    }
}

/// The value of an address that [`escaped`](super::links::escaped) wrote.
fn unescaped(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let code = after.get(..2).and_then(|two| u8::from_str_radix(std::str::from_utf8(two).ok()?, 16).ok());
        match (first, code) {
            (b'%', Some(code)) => {
                bytes.push(code);
                rest = &after[2..];
            }
            (byte, _) => {
                bytes.push(if byte == b'+' { b' ' } else { byte });
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn foot(site: &Site<'_>) -> Markup {
    html! {
        section class="asked" aria-label="With what this was answered" {
            p {
                "As of " (asked_for(site.as_of, site.reach)) " · register " (foreign(&site.register.version))
                " " code { (crate::words::brief(&site.register.hash)) }
            }
            @if let Some(said) = site.without_lists { p class="limit" { "Little was looked for: " (sentence(said)) "." } }
            p { a href=(site.link("/wrong")) { "Something is wrong about us" } }
        }
        (footer())
    }
}

/// Nothing may be loaded but this style and this script, and nothing sent but to this site.
fn policy(style: &str, script: &str) -> String {
    let runs = if script.is_empty() { "'none'".to_owned() } else { hash(script) };
    let asks = if script.is_empty() { "'none'" } else { "'self'" };
    format!(
        "default-src 'none'; style-src {}; script-src {runs}; connect-src {asks}; img-src 'self'; base-uri 'none'; \
         form-action 'self'",
        hash(style)
    )
}

#[cfg(test)]
mod tests {
    use super::super::links::escaped;
    use super::*;

    #[test]
    fn what_is_escaped_reads_back() {
        for text in ["", "a b+c%&=?", "海康威视", "<script>", "100%"] {
            assert_eq!(unescaped(&escaped(text)), text);
        }
    }
}
