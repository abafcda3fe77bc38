//! Columns put together, apart and in another order.

use nameplate::{Field, Listing};

/// Fields that have no column of their own in a layout.
pub(crate) fn without(layout: &str) -> &'static [Field] {
    match layout {
        "brand_into_title" | "brand_after_title" | "brand_into_model" | "brand_last" | "brand_middle" => {
            &[Field::Brand]
        }
        "model_into_title" => &[Field::Model],
        "maker_as_brand" => &[Field::Manufacturer],
        "all_in_description" | "all_with_semicolons" => {
            const {
                &[
                    Field::Title,
                    Field::Brand,
                    Field::Manufacturer,
                    Field::Model,
                    Field::App,
                    Field::Mac,
                    Field::FccId,
                ]
            }
        }
        _ => &[],
    }
}

/// Whether the brand stands behind other words. "Bracket for dome cameras HIKVISION" may be a bracket by Hikvision or one for
/// Hikvision's: of parts, such a line no longer says whose they are.
pub(crate) fn brand_follows(layout: &str) -> bool {
    matches!(layout, "brand_after_title" | "brand_last" | "brand_middle")
}

/// Changes the cells; returns what a second column of titles holds.
pub(crate) fn apply(layout: &str, listing: &mut Listing<'static>) -> String {
    match layout {
        "-" | "reversed" => {}
        "brand_into_title" => joined(listing, Field::Title, |brand, title| format!("{brand} {title}")),
        "brand_after_title" => joined(listing, Field::Title, |brand, title| format!("{title} - {brand}")),
        "brand_into_model" => joined(listing, Field::Model, |brand, model| format!("{brand} {model}")),
        "brand_last" => joined(listing, Field::Title, |brand, title| format!("{title} {brand}")),
        "brand_middle" => joined(listing, Field::Title, |brand, title| {
            let words: Vec<&str> = title.split_whitespace().collect();
            let (first, second) = words.split_at(words.len() / 2);
            [first.join(" "), brand.to_owned(), second.join(" ")].join(" ")
        }),
        "model_into_title" => {
            let (title, model) = (listing.get(Field::Title).to_owned(), taken(listing, Field::Model));
            if !model.is_empty() && !title.contains(&model) {
                listing.set(Field::Title, format!("{title} [{model}]").trim().to_owned());
            }
        }
        "maker_as_brand" => maker_as_brand(listing),
        "all_in_description" => described(listing, |_, text| text.to_owned(), " "),
        "all_with_semicolons" => described(listing, |field, text| format!("{}: {text}", label(field)), "; "),
        "title_split" => return split(listing),
        other => panic!("`{other}` is no layout"),
    }
    String::new()
}

fn taken(listing: &mut Listing<'static>, field: Field) -> String {
    let text = listing.get(field).to_owned();
    listing.set(field, "");
    text
}

/// The brand goes into another cell, unless it stands there already.
fn joined(listing: &mut Listing<'static>, into: Field, join: impl Fn(&str, &str) -> String) {
    let brand = taken(listing, Field::Brand);
    let there = listing.get(into).to_owned();
    if !brand.trim().is_empty() && !there.to_lowercase().contains(&brand.to_lowercase()) {
        listing.set(into, join(brand.trim(), &there).trim().to_owned());
    }
}

/// Where there is no brand the maker stands in its cell; where there is one the maker goes into the text, as "Manufacturer: X".
fn maker_as_brand(listing: &mut Listing<'static>) {
    let maker = taken(listing, Field::Manufacturer);
    if maker.is_empty() {
        return;
    }
    if listing.get(Field::Brand).is_empty() {
        listing.set(Field::Brand, maker);
    } else {
        let text = format!("{} Manufacturer: {maker}", listing.get(Field::Text));
        listing.set(Field::Text, text.trim().to_owned());
    }
}

fn label(field: Field) -> &'static str {
    match field {
        Field::Title => "Item",
        Field::Brand => "Brand",
        Field::Manufacturer => "Manufacturer",
        Field::Model => "Model",
        Field::App => "App",
        Field::Mac => "MAC",
        Field::FccId => "FCC ID",
        _ => "Note",
    }
}

/// Everything that says what it is goes into the description. A cell that says who made it keeps its label in either form: without
/// it, "Hikvision" behind the name of a bracket would be another statement.
fn described(listing: &mut Listing<'static>, write: impl Fn(Field, &str) -> String, between: &str) {
    let mut parts = Vec::new();
    for &field in without("all_in_description") {
        let text = taken(listing, field);
        if !text.trim().is_empty() {
            let labelled = matches!(field, Field::Manufacturer | Field::App | Field::Mac | Field::FccId);
            parts.push(if labelled { format!("{}: {text}", label(field)) } else { write(field, &text) });
        }
    }
    // The brand leads, as in most exports of one column.
    if parts.len() > 1 && between == " " {
        parts.swap(0, 1);
    }
    parts.extend(Some(listing.get(Field::Text).to_owned()).filter(|text| !text.is_empty()));
    listing.set(Field::Text, parts.join(between));
}

fn split(listing: &mut Listing<'static>) -> String {
    let title = listing.get(Field::Title).to_owned();
    let words: Vec<&str> = title.split_whitespace().collect();
    let (first, second) = words.split_at(words.len().div_ceil(2));
    if second.is_empty() {
        return String::new();
    }
    listing.set(Field::Title, first.join(" "));
    second.join(" ")
}
