//! Scans: drop a file, watch it, read and download what came of it.

use maud::{Markup, html};

use super::frame::Page;
use super::links::Site;
use super::search::kept;
use crate::safe::{foreign, sentence};
use crate::words::count;

/// A scan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ScanRow {
    /// Its id.
    pub id: String,
    /// The catalog that it is an edition of; empty where none was named.
    pub catalog: String,
    /// The name of the file.
    pub file: String,
    /// `queued`, `running`, `done`, `failed`, `cancelled` or `expired`.
    pub state: String,
    /// Why it failed.
    pub why: Option<String>,
    /// Rows judged.
    pub rows: u64,
    /// Bytes read.
    pub bytes: u64,
    /// Bytes of the upload.
    pub total: u64,
    /// Listings that lead somewhere, of a scan that is done: connected and for review.
    pub found: Option<(u64, u64)>,
    /// What changed since the last upload of the same catalog: new, changed, gone.
    pub changes: Option<(u64, u64, u64)>,
    /// Why it could not be compared with that.
    pub not_compared: Option<String>,
    /// When it was sent.
    pub created: String,
    /// Until which day its files are kept.
    pub keep_until: String,
}

/// A file of results.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileRow {
    /// Its name.
    pub name: String,
    /// How many bytes it has.
    pub bytes: u64,
    /// What it is.
    pub what: String,
}

/// All scans, and a form for the next.
pub fn scans(site: &Site<'_>, all: &[ScanRow], next: Option<&str>) -> String {
    let body = html! {
        main {
            h1 { "Scan a catalog" }
            form class="upload" method="post" action=(site.link("/scans")) enctype="multipart/form-data" {
                (kept(site))
                p {
                    label for="catalog" { "Its name, so that the next upload is compared (may be empty)" }
                    input id="catalog" name="catalog" maxlength="200" autocomplete="off";
                }
                p {
                    label for="file" { "Catalog, purchase list or inventory: CSV, Excel, JSON, Parquet" }
                    input id="file" name="file" type="file" required;
                }
                p { button class="go" type="submit" { "Scan it" } }
            }
            section aria-labelledby="scans" {
                h2 id="scans" { "Scans" }
                @if all.is_empty() { p { "None yet." } }
                @else { (table(site, all)) }
                @if let Some(next) = next { p { a rel="next" href=(site.link(&format!("/scans?cursor={}", super::links::escaped(next)))) { "Earlier ones" } } }
            }
        }
    };
    Page { title: "Scan a catalog", here: "/scans", at: "/scans", body, script: "" }.render(site)
}

fn table(site: &Site<'_>, all: &[ScanRow]) -> Markup {
    html! {
        div class="scroll" tabindex="0" role="region" aria-label="All scans" {
            table {
                thead { tr { th scope="col" { "File" } th scope="col" { "State" } th scope="col" class="n" { "Listings" } th scope="col" class="n" { "Found" } th scope="col" { "Sent" } } }
                tbody {
                    @for one in all {
                        tr {
                            th scope="row" {
                                a href=(site.link(&format!("/scans/{}", one.id))) { (foreign(&one.file)) }
                                @if !one.catalog.is_empty() { p class="fine" { "catalog " (foreign(&one.catalog)) } }
                            }
                            td { (one.state) }
                            td class="n" { (count(one.rows)) }
                            td class="n" { @if let Some((connected, review)) = one.found { (count(connected)) ", " (count(review)) " for review" } }
                            td { (one.created) }
                        }
                    }
                }
            }
        }
    }
}

/// What keeps the page of a scan up to date.
const WATCH: &str = "\
const at = document.querySelector('[data-events]');
if (at) {
  const told = new EventSource(at.dataset.events);
  const show = (event) => {
    const scan = JSON.parse(event.data);
    at.querySelector('progress').value = scan.total ? scan.bytes / scan.total : 0;
    at.querySelector('output').textContent = scan.state + ', ' + scan.rows.toLocaleString('en') + ' rows';
  };
  told.addEventListener('progress', show);
  told.addEventListener('end', () => { told.close(); location.reload(); });
}
";

/// One scan.
pub fn scan(site: &Site<'_>, one: &ScanRow, files: &[FileRow]) -> String {
    let is_over = !matches!(one.state.as_str(), "queued" | "running");
    let body = html! {
        main {
            p class="kicker" { "A scan, sent " (one.created) ", kept until " (one.keep_until) }
            h1 { (foreign(&one.file)) }
            @if !one.catalog.is_empty() { p class="lead" { "catalog " (foreign(&one.catalog)) } }
            @if is_over { (ended(site, one, files)) } @else { (at_work(site, one)) }
        }
    };
    let script = if is_over { "" } else { WATCH };
    Page { title: &one.file, here: "/scans", at: &format!("/scans/{}", one.id), body, script }.render(site)
}

fn at_work(site: &Site<'_>, one: &ScanRow) -> Markup {
    html! {
        div data-events={ "/v1/scans/" (one.id) "/events" } {
            p { output { (one.state) ", " (count(one.rows)) " rows" } }
            progress max="1" value=(format!("{:.3}", share(one))) aria-label="How far the scan is" {}
        }
        noscript { p { a href=(site.link(&format!("/scans/{}", one.id))) { "Look again how far it is" } } }
        form method="post" action=(site.link(&format!("/scans/{}/cancel", one.id))) { p { button type="submit" { "End it" } } }
    }
}

fn share(one: &ScanRow) -> f64 {
    if one.total == 0 { 0.0 } else { (one.bytes as f64 / one.total as f64).clamp(0.0, 1.0) }
}

/// What a figure counts; where there is a report, the way to those findings in it.
fn filtered(one: &ScanRow, files: &[FileRow], (words, verdict): (&str, &str)) -> Markup {
    let report = files.iter().any(|file| file.name == "report.html");
    html! {
        @if report { a class="fine" href={ "/v1/scans/" (one.id) "/files/report.html#v=" (verdict) } { (words) } }
        @else { span class="fine" { (words) } }
    }
}

fn ended(site: &Site<'_>, one: &ScanRow, files: &[FileRow]) -> Markup {
    html! {
        @if one.state != "done" {
            p class="state" role="note" {
                strong { (one.state) ". " }
                @match (&one.why, one.state.as_str()) {
                    (Some(why), _) => (sentence(why)),
                    (None, "expired") => "Its files were kept until the stated day. Upload the catalog again.",
                    (None, _) => "Nothing was kept of it.",
                }
            }
        }
        @if let Some((connected, review)) = one.found {
            div class="tiles" {
                p class="tile" { span class="number" { (count(one.rows)) } span class="fine" { "listings judged" } }
                p class="tile connected" { span class="number" { (count(connected)) } (filtered(one, files, ("connected", "connected"))) }
                p class="tile review" { span class="number" { (count(review)) } (filtered(one, files, ("for review", "review"))) }
            }
        }
        @if let Some((new, changed, gone)) = one.changes {
            p { "Since the last upload of this catalog: " (count(new)) " findings are new, " (count(changed)) " say something else, " (count(gone)) " are gone." }
        }
        @if let Some(why) = &one.not_compared {
            p class="limit" { "What changed since the last upload of this catalog is not known: " (sentence(why)) "." }
        }
        @if files.iter().any(|file| file.name == "report.html") {
            p { a href={ "/v1/scans/" (one.id) "/files/report.html" } { strong { "Read the report" } } }
        }
        @if !files.is_empty() {
            section aria-labelledby="files" {
                h2 id="files" { "Files" }
                div class="scroll" tabindex="0" role="region" aria-label="All files" {
                    table class="files" {
                        thead { tr { th scope="col" { "File" } th scope="col" { "What it is" } th scope="col" class="n" { "Bytes" } } }
                        tbody {
                            @for file in files {
                                tr {
                                    td { a href={ "/v1/scans/" (one.id) "/files/" (file.name) } { (file.name) } }
                                    td { (file.what) }
                                    td class="n" { (count(file.bytes)) }
                                }
                            }
                        }
                    }
                }
            }
        }
        p { a href=(site.link("/scans")) { "All scans" } }
    }
}
