//! The frame of every page: one style, at most one script, and a policy by which the browser refuses everything else.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest, Sha256};

/// The style of every page.
pub(crate) const STYLE: &str = include_str!("style.css");

/// A page.
pub(crate) struct Frame<'p> {
    /// The title in the tab and in lists of files.
    pub(crate) title: &'p str,
    /// What kind of page it is, as a class of its body.
    pub(crate) kind: &'static str,
    /// What is shown.
    pub(crate) body: Markup,
    /// What makes it move; data stands in the body.
    pub(crate) script: &'static str,
}

impl Frame<'_> {
    pub(crate) fn render(&self) -> String {
        let page = html! {
            (DOCTYPE)
            html lang="en" {
                head {
                    meta charset="utf-8";
                    meta http-equiv="Content-Security-Policy" content=(policy(self.script));
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="color-scheme" content="light dark";
                    meta name="referrer" content="no-referrer";
                    title { (crate::safe::visible(self.title, 120)) }
                    style { (PreEscaped(STYLE)) }
                }
                body class=(self.kind) {
                    (self.body)
                    @if !self.script.is_empty() { script { (PreEscaped(self.script)) } }
                }
            }
        };
        page.into_string()
    }
}

/// A text as a policy names it.
pub(crate) fn hash(text: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text)))
}

/// Nothing may be loaded, sent or run but this style and this script.
fn policy(script: &str) -> String {
    let script = if script.is_empty() { "'none'".to_owned() } else { hash(script) };
    format!(
        "default-src 'none'; style-src {}; script-src {script}; base-uri 'none'; form-action 'none'",
        hash(STYLE)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_but_its_own_style_and_script_may_run() {
        let page =
            Frame { title: "<x>", kind: "report", body: html! { p { "b" } }, script: "let x = 1 < 2;" }
                .render();
        assert!(page.contains("default-src 'none'") && page.contains("script-src 'sha256-"));
        assert!(page.contains("<script>let x = 1 < 2;</script>") && page.contains("&lt;x&gt;"));
        assert!(!page.contains("unsafe-inline") && !page.contains("src=\""));
        assert!(policy("").contains("script-src 'none'"));
    }
}
