//! What has to be asked and filled in by hand: a letter to each vendor with the questions that would settle its lines, and the checks that
//! no program does. A letter asks; it accuses nobody and repeats no allegation.

use maud::{Markup, html};
use nameplate::date::Day;

use crate::gather::{Line, Lines};
use crate::safe::{foreign, seen};
use crate::words::{count, counted};

/// The checks that a person makes: they are never claimed to have been made.
pub(super) fn by_hand(lines: &Lines) -> Markup {
    let mut vendors: Vec<&str> = lines.named.iter().map(|line| line.vendor.as_str()).collect();
    vendors.sort_unstable();
    vendors.dedup();
    const SHOWN: usize = 40;
    html! {
        section aria-labelledby="by-hand" {
            h2 id="by-hand" { "To be filled in by hand" }
            p class="fine" {
                "Not done by this program: the exclusion records in SAM.gov, and each vendor's representation (FAR 52.204-26 or 52.212-3(v); FAR 52.204-24 where "
                "it answered “does”)."
            }
            table class="plain fill" {
                thead { tr { th scope="col" { "Vendor" } th scope="col" { "SAM.gov exclusion: result, date" } th scope="col" { "Representation: does or does not, date" } } }
                tbody {
                    @for vendor in vendors.iter().take(SHOWN) {
                        tr { td { @if vendor.is_empty() { "not stated" } @else { (seen(vendor)) } } td {} td {} }
                    }
                }
            }
            @if vendors.len() > SHOWN { p class="fine" { "and " (count((vendors.len() - SHOWN) as u64)) " more vendors" } }
        }
    }
}

/// A letter to each vendor that has lines to be settled, a page each in print.
pub(super) fn letters(lines: &Lines, asked_by: &str, asked_on: Day) -> Markup {
    if lines.open.is_empty() {
        return html! {};
    }
    html! {
        section aria-labelledby="letters" {
            h2 id="letters" { "Letters to vendors" }
            p class="fine" {
                (counted(lines.open.len() as u64, "letter, ready to be sent, asks", "letters, ready to be sent, ask"))
                " for what would settle the lines that say too little. A letter asks and judges nobody."
                @if lines.unasked > 0 { " " (counted(lines.unasked, "more line has", "more lines have")) " to be asked about and found no room here." }
            }
            @for (vendor, of_vendor) in &lines.open { (letter(vendor, of_vendor, asked_by, asked_on)) }
        }
    }
}

fn letter(vendor: &str, lines: &[Line], asked_by: &str, asked_on: Day) -> Markup {
    html! {
        article class="letter" {
            p { "To: " @if vendor.is_empty() { "the vendor (not stated in the list)" } @else { (seen(vendor)) } }
            p { "From: " (foreign(asked_by)) }
            p { "Date: " (asked_on) }
            p { strong { "Who made these items?" } }
            p {
                "We are making the reasonable inquiry that section 889(a)(1) of Public Law 115-232 and FAR 52.204-24 to 52.204-26 ask of us. "
                "Our records do not say enough about the items below. Please state for each of them who made it, under which brand and model number, where it was "
                "produced, and its FCC ID where it has one; and whether it contains telecommunications or video surveillance equipment of another maker, and whose. "
                "A data sheet or a photograph of the label is enough."
            }
            table class="plain fill" {
                thead {
                    tr {
                        th scope="col" { "Item, as we have it" } th scope="col" { "Maker" } th scope="col" { "Brand, model" }
                        th scope="col" { "Produced in" } th scope="col" { "FCC ID" }
                    }
                }
                tbody {
                    @for line in lines {
                        tr {
                            td {
                                @if line.description.is_empty() { "(no description)" } @else { (seen(&line.description)) }
                                p class="fine" {
                                    @if !line.order.is_empty() { "order " (seen(&line.order)) ", " } "our line " (line.number)
                                    @if !line.quantity.is_empty() { ", quantity " (seen(&line.quantity)) }
                                    @if !line.bought.is_empty() { ", bought " (seen(&line.bought)) }
                                    @if !line.model.is_empty() { ", part " (seen(&line.model)) }
                                    @if !line.item.is_empty() { ", item " (seen(&line.item)) }
                                }
                            }
                            td {} td {} td {} td {}
                        }
                    }
                }
            }
            p { "Answered by (name, title, date):" }
            p { "Please return this page to the sender. Thank you." }
        }
    }
}
