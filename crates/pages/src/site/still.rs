//! The page that needs no server: one file with the engine, a register and a worker inside, for any host and for `file://`. What it shows
//! of a product is rendered by the engine in it, by the same code as the pages of the service.

use maud::{DOCTYPE, Markup, PreEscaped, html};
use nameplate::Day;
use nameplate::warning::LANGUAGES;
use nameplate::word::Reader;

use super::frame::{PLACES, SITE};
use crate::frame::{STYLE, hash};
use crate::report::footer;
use crate::safe::foreign;
use crate::words::{brief, plain};

const SCRIPT: &str = include_str!("still.js");
const WORKER: &str = include_str!("still_worker.js");
const LOOK: &str = include_str!("still.css");

/// What is inside.
#[derive(Clone, Copy, Debug)]
pub struct Still<'s> {
    /// The engine: WebAssembly, packed by gzip, in base64.
    pub engine: &'s str,
    /// The register, the same way.
    pub register: &'s str,
    /// Its version and digest.
    pub version: &'s str,
    /// SHA-256 of its contents.
    pub hash: &'s str,
    /// What calls the engine: `engine.mjs`.
    pub calls: &'s str,
    /// The day of the newest source in it, as far as it tells one.
    pub newest: Option<Day>,
    /// What has to be said where no published list is in it.
    pub without_lists: Option<&'s str>,
}

/// The page.
pub fn still(inside: &Still<'_>) -> String {
    let style = format!("{STYLE}{SITE}{LOOK}");
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy(&style));
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="referrer" content="no-referrer";
                title { "Who is really behind a product? · Nameplate" }
                style { (PreEscaped(&style)) }
            }
            body class="site" {
                a class="skip" href="#content" { "To the content" }
                (bar())
                noscript { p class="alarm" { "This page works by a script that is inside it. Without scripts, `nameplate check` on a command line says the same." } }
                p id="state" class="fine" role="status" { "Getting ready …" }
                div id="content" tabindex="-1" {}
                (catalog())
                (foot(inside))
                // Data, which nothing runs: the script unpacks them.
                script type="application/octet-stream" id="engine" { (PreEscaped(inside.engine)) }
                script type="application/octet-stream" id="register" { (PreEscaped(inside.register)) }
                script type="text/plain" id="worker" { (PreEscaped(worker(inside.calls))) }
                script { (PreEscaped(SCRIPT)) }
            }
        }
    };
    page.into_string()
}

/// What the worker runs: no module, since a page from disk may load none.
fn worker(calls: &str) -> String {
    let calls: String =
        calls.lines().map(|line| format!("{}\n", line.strip_prefix("export ").unwrap_or(line))).collect();
    // Nothing in it may end the element that it stands in.
    format!("{calls}{WORKER}").replace("</", "<\\/")
}

/// Nothing may be loaded or sent; what runs is this script, the worker that it makes of this page's text, and the engine in it.
fn policy(style: &str) -> String {
    format!(
        "default-src 'none'; style-src {}; script-src {} 'wasm-unsafe-eval'; worker-src blob:; connect-src 'none'; img-src 'none'; \
         base-uri 'none'; form-action 'none'",
        hash(style),
        hash(SCRIPT)
    )
}

fn bar() -> Markup {
    html! {
        div class="bar" role="banner" {
            a class="name" href="#/" { "Nameplate" }
            nav aria-label="Parts of this page" {
                ul { li { a href="#/" { "Ask" } } li { a href="#/scan" { "Scan a catalog" } } }
            }
            form class="who" id="setting" aria-label="Who asks, where, for which day" {
                p {
                    label for="reader" { "I ask as" }
                    select id="reader" {
                        option value="" { "anybody" }
                        @for reader in Reader::ALL { option value=(reader.word()) { (plain(reader.word())) } }
                    }
                }
                p {
                    label for="place" { "in" }
                    input id="place" list="places" placeholder="anywhere" size="8" maxlength="6" autocomplete="off";
                    datalist id="places" { @for (code, name) in PLACES { option value=(code) { (name) } } }
                }
                p { label for="as_of" { "on" } input id="as_of" type="date" required; }
                p {
                    label for="language" { "warnings in" }
                    select id="language" {
                        @for (tag, _) in LANGUAGES { option value=(tag) { (language(tag)) } }
                    }
                }
            }
        }
    }
}

/// The name of a language in itself.
fn language(tag: &str) -> &str {
    match tag {
        "en" => "English",
        "es" => "español",
        "zh" => "中文",
        other => other,
    }
}

fn catalog() -> Markup {
    html! {
        main id="scan" hidden {
            h1 { "Scan a catalog" }
            p class="lead" { "A table of products as CSV or JSON, up to 100,000 rows. It is read and judged in this browser, and sent nowhere." }
            form id="upload" class="upload" {
                p { label for="file" { "The file; or drop it here" } input id="file" type="file" accept=".csv,.tsv,.txt,.json,.jsonl,.ndjson" required; }
                p { button id="go" class="go" type="submit" { "Scan it" } " " button id="stop" type="button" hidden { "Stop" } }
            }
            div id="progress" hidden { label for="bar" id="rows" { "0 rows" } progress id="bar" max="1" value="0" {} }
            p id="read" class="fine" {}
            p id="failed" class="alarm" role="alert" hidden {}
            div id="found" hidden {
                section aria-labelledby="counts" { h2 id="counts" tabindex="-1" { "What was found" } div id="tiles" class="tiles" {} }
                section aria-labelledby="whom" { h2 id="whom" { "Who they are" } ul id="targets" {} }
                section aria-labelledby="listed" {
                    h2 id="listed" { "The listings" }
                    p class="buttons" { button id="csv" type="button" { "As CSV" } " " button id="jsonl" type="button" { "As JSON lines" } }
                    div class="wide" tabindex="0" role="region" aria-label="Table of the listings" {
                        table {
                            thead { tr { th scope="col" { "Line" } th scope="col" { "Listing" } th scope="col" { "Leads to" } th scope="col" { "For you" } } }
                            tbody id="listings" {}
                        }
                    }
                    p id="more" class="fine" {}
                }
                p id="digest" class="fine" {}
            }
        }
    }
}

fn foot(inside: &Still<'_>) -> Markup {
    html! {
        section class="asked" aria-label="With what this is answered" {
            p { "Register " (foreign(inside.version)) " " code { (brief(inside.hash)) } @if let Some(day) = inside.newest { ", sources up to " (day) } }
            @if let Some(said) = inside.without_lists { p class="limit" { "Little is looked for: " (foreign(said)) "." } }
            p { "This page holds everything that it needs. It loads nothing, sends nothing and keeps nothing." }
        }
        (footer())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_loaded_and_nothing_sent() {
        let inside = Still {
            engine: "AAAA",
            register: "AAAA",
            version: "<v>",
            hash: "0123456789abcdef",
            calls: "export const a = \"</script>\";\n",
            newest: None,
            without_lists: None,
        };
        let page = still(&inside);
        for rule in ["default-src 'none'", "connect-src 'none'", "worker-src blob:", "form-action 'none'"] {
            assert!(page.contains(rule), "{rule}");
        }
        assert!(
            !page.contains("unsafe-inline") && !page.contains("src=\"") && !page.contains("'unsafe-eval'")
        );
        assert!(page.contains("const a = \"<\\/script>\"") && !page.contains("export const"));
        assert!(page.contains("&lt;v&gt;"));
    }
}
