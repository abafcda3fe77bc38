//! Charts, drawn here: inline SVG that needs no script. A bar chart is its own table, so that what is drawn can be read,
//! copied and heard; a chart over time has its table behind it.

use std::collections::BTreeMap;

use maud::{Markup, html};

use crate::gather::Two;
use crate::words::count;

/// Patterns that charts share: what is for review is hatched, not only lighter.
pub(crate) fn patterns() -> Markup {
    html! {
        svg class="patterns" width="0" height="0" aria-hidden="true" focusable="false" {
            defs {
                pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)" {
                    rect class="hatch-ground" width="6" height="6" {}
                    rect class="hatch-line" width="2.4" height="6" {}
                }
            }
        }
    }
}

/// What the two kinds of bars mean.
pub(crate) fn legend() -> Markup {
    html! {
        p class="legend fine" {
            svg width="14" height="10" aria-hidden="true" { rect class="bar" width="14" height="10" rx="2" {} } " connected   "
            svg width="14" height="10" aria-hidden="true" { rect class="bar review" width="14" height="10" rx="2" {} } " for review"
        }
    }
}

/// One bar.
pub(crate) struct Bar {
    /// What it stands for.
    pub(crate) label: Markup,
    /// How long it is.
    pub(crate) two: Two,
}

/// Bars by name, with their numbers.
pub(crate) fn bars(caption: &str, what: &str, bars: &[Bar], more: Option<String>) -> Markup {
    let most = bars.iter().map(|bar| bar.two.all()).max().unwrap_or(1).max(1);
    html! {
        figure {
            table class="bars" {
                caption { (caption) }
                thead {
                    tr { th scope="col" { (what) } th scope="col" { "Connected" } th scope="col" { "Review" } }
                }
                tbody {
                    @for bar in bars {
                        tr {
                            th scope="row" { (bar.label) (drawn(bar.two, most)) }
                            td { (count(bar.two.connected)) }
                            td { (count(bar.two.review)) }
                        }
                    }
                }
            }
            @if let Some(more) = more { p class="fine" { (more) } }
        }
    }
}

/// A bar as wide as its share of the longest, in thousandths, so that nothing depends on rounding of floats.
fn drawn(two: Two, most: u64) -> Markup {
    let width = |n: u64| n.saturating_mul(1_000) / most;
    let (connected, review) = (width(two.connected), width(two.review));
    html! {
        svg class="bar-line" viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true" focusable="false" {
            rect class="bar" x="0" y="0" width=(connected) height="10" {}
            rect class="bar review" x=(connected) y="0" width=(review) height="10" {}
        }
    }
}

/// Listings by the year in which the product was made.
pub(crate) fn by_year(years: &BTreeMap<u32, Two>) -> Markup {
    const HEIGHT: u64 = 160;
    let (first, last) = match (years.keys().next(), years.keys().next_back()) {
        (Some(first), Some(last)) => (*first, *last),
        _ => return html! {},
    };
    let span = u64::from(last - first) + 1;
    // Many years stand closer, with fewer words.
    let (step, wide) = if span > 20 { (14, 10) } else { (44, 28) };
    let most = years.values().map(|two| two.all()).max().unwrap_or(1).max(1);
    let column = |year: u32, two: Two| {
        let x = u64::from(year - first) * step + (step - wide) / 2;
        let height = |n: u64| n.saturating_mul(HEIGHT) / most;
        let (connected, review) = (height(two.connected), height(two.review));
        html! {
            rect class="bar" x=(x) y=(20 + HEIGHT - connected) width=(wide) height=(connected) {}
            rect class="bar review" x=(x) y=(20 + HEIGHT - connected - review) width=(wide) height=(review) {}
            @if step == 44 { text x=(x + wide / 2) y=(14 + HEIGHT - connected - review) { (count(two.all())) } }
            @if step == 44 || year.is_multiple_of(5) { text x=(x + wide / 2) y=(HEIGHT + 38) { (year) } }
        }
    };
    html! {
        figure {
            h3 { "By year of production, where the catalog states it" }
            svg class="columns" viewBox={ "0 0 " (span * step) " " (HEIGHT + 46) } width=(span * step) role="img" {
                title { "Listings that led somewhere, by year of production" }
                desc { "From " (first) " to " (last) "; the numbers stand in the table below." }
                line x1="0" x2=(span * step) y1=(HEIGHT + 20) y2=(HEIGHT + 20) {}
                @for (year, two) in years { (column(*year, *two)) }
            }
            details {
                summary { "The numbers" }
                table class="plain" {
                    thead { tr { th scope="col" { "Year" } th scope="col" { "Connected" } th scope="col" { "Review" } } }
                    tbody {
                        @for (year, two) in years {
                            tr { th scope="row" { (year) } td { (count(two.connected)) } td { (count(two.review)) } }
                        }
                    }
                }
            }
        }
    }
}

/// How much is known of what a stretch shows.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Certainty {
    /// Stated, and of everything: drawn full.
    Whole,
    /// Stated of a part of the products: hatched.
    Partly,
    /// Alleged, or from one community source: an outline.
    Doubtful,
}

impl Certainty {
    const ALL: [(Certainty, &'static str); 3] = [
        (Certainty::Whole, "stated"),
        (Certainty::Partly, "stated of a part of its products"),
        (Certainty::Doubtful, "alleged, or not enough for a verdict"),
    ];

    fn class(self) -> &'static str {
        match self {
            Certainty::Whole => "",
            Certainty::Partly => "partly",
            Certainty::Doubtful => "doubtful",
        }
    }
}

/// What the patterns of a timeline mean.
pub(crate) fn certainties() -> Markup {
    html! {
        p class="legend fine" {
            @for (one, words) in Certainty::ALL {
                svg width="22" height="10" aria-hidden="true" { rect class={ "stretch owner " (one.class()) } x="1" y="1" width="20" height="8" rx="2" {} } " " (words) "   "
            }
        }
    }
}

/// A stretch of time in a timeline.
pub(crate) struct Stretch {
    /// What held.
    pub(crate) label: String,
    /// The dates in words.
    pub(crate) dates: String,
    /// First month, counted from year 0; none where the start is not stated.
    pub(crate) from: Option<u32>,
    /// Last month; none where it goes on, or nothing is known of the end.
    pub(crate) to: Option<u32>,
    /// Whether the end is not known.
    pub(crate) end_unknown: bool,
    /// By which it is drawn.
    pub(crate) certainty: Certainty,
    /// `owner` or `list`.
    pub(crate) kind: &'static str,
}

/// A timeline: one line a stretch, on one scale of years, with the month asked for.
pub(crate) fn timeline(title: &str, stretches: &[Stretch], now: u32) -> Markup {
    const WIDTH: u32 = 760;
    const LINE: usize = 46;
    let months = stretches.iter().flat_map(|s| [s.from, s.to]).flatten();
    let first = months.clone().min().unwrap_or(now).min(now) / 12 * 12 - 12;
    let last = (months.max().unwrap_or(now).max(now) / 12 + 1) * 12;
    let x = |month: u32| month.saturating_sub(first) * WIDTH / (last - first).max(1);
    let every = ((last - first) / 12 / 9).max(1) as usize;
    let bottom = stretches.len() * LINE + 10;
    html! {
        svg class="timeline" viewBox={ "-8 0 " (WIDTH + 16) " " (bottom + 24) } role="img" {
            title { (title) }
            desc { "One line for each relation or list, from " (first / 12) " to " (last / 12) ". The same stands in words below." }
            @for month in (first..last).step_by(12 * every) {
                line class="grid" x1=(x(month)) x2=(x(month)) y1="0" y2=(bottom) {}
                text class="year" x=(x(month)) y=(bottom + 18) { (month / 12) }
            }
            line class="now" x1=(x(now)) x2=(x(now)) y1="0" y2=(bottom) {}
            @for (n, one) in stretches.iter().enumerate() {
                (line(one, [x(one.from.unwrap_or(first)), x(one.to.unwrap_or(last)), WIDTH], n * LINE))
            }
        }
    }
}

/// One line of a timeline: from, to, and the width of all.
fn line(one: &Stretch, [from, to, width]: [u32; 3], y: usize) -> Markup {
    let to = to.max(from + 5);
    // Letters are about seven units wide: what would run over the edge ends at it.
    let letters = one.label.chars().count() + one.dates.chars().count() + 3;
    let fits = from as usize + letters * 7 <= width as usize;
    let (edge, anchor) = if fits { (from, "start") } else { (width, "end") };
    html! {
        text class="label" x=(edge) y=(y + 16) text-anchor=(anchor) { (one.label) " (" (one.dates) ")" }
        rect class={ "stretch " (one.kind) " " (one.certainty.class()) } x=(from) y=(y + 22) width=(to - from) height="12" rx="3" {}
        @if one.from.is_none() { text class="edge" x=(from + 3) y=(y + 32) { "?" } }
        @if one.end_unknown { text class="edge" x=(to + 4) y=(y + 32) { "?" } }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_is_drawn_in_whole_numbers_and_said_in_words() {
        let two = Two { connected: 3, review: 1 };
        let chart = bars("By maker", "Maker", &[Bar { label: html! { "<X>" }, two }], None).into_string();
        assert!(
            chart.contains("&lt;X&gt;") && chart.contains("width=\"750\"") && chart.contains("<td>3</td>")
        );
    }

    #[test]
    fn a_year_that_is_missing_leaves_a_gap() {
        let two = Two { connected: 1, review: 0 };
        let chart = by_year(&BTreeMap::from([(2019, two), (2021, two)])).into_string();
        assert!(chart.contains("viewBox=\"0 0 132 206\"") && chart.contains("<title>"), "{chart}");
        assert!(by_year(&BTreeMap::new()).into_string().is_empty());
    }

    #[test]
    fn a_timeline_stands_whatever_is_not_known() {
        let one = Stretch {
            label: "a brand of <Y>".into(),
            dates: "start not stated".into(),
            from: None,
            to: None,
            end_unknown: true,
            certainty: Certainty::Doubtful,
            kind: "owner",
        };
        let drawn = timeline("Owners", &[one], 2026 * 12).into_string();
        assert!(drawn.contains("&lt;Y&gt;") && drawn.contains("doubtful") && drawn.contains('?'));
    }
}
