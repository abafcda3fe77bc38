//! Who is named where a maker or brand is named is never answered with silence, whatever other columns say.

use nameplate::register::NameKind;
use nameplate::{Field, Screener, Verdict};
use nameplate_tests::screening::{TODAY, listing, screener, starter};
use proptest::prelude::*;
use std::sync::LazyLock;

/// What other columns of a catalog hold: none of it says anything about a maker in another column. (A kind of goods that a relation is
/// limited to is another matter: a firm whose recorders alone are a listed maker's is not found for its cameras.)
const BESIDE: &[(Field, &str)] = &[
    (Field::Category, "Toys & Games > Building Sets"),
    (Field::Category, "tv, audio & cameras | Kitchen"),
    (Field::Category, "Bücher"),
    (Field::Seller, "Harmless Shop GmbH"),
    (Field::Seller, "Axis Communications"),
    (Field::Text, "Fast delivery. Customers also viewed Axis, Bosch and Hanwha."),
    (Field::Text, "Compatible with ONVIF, H.265."),
    (Field::Origin, "Germany"),
    (Field::Gtin, "4006381333931"),
    (Field::Url, "https://shop.example/item/axis-p3245.html"),
    (Field::Other, "ship to: Bosch, Main Street 1\nfacet: toys"),
    (Field::Purpose, "for the garden"),
];

static SCREENER: LazyLock<Screener<'static>> = LazyLock::new(|| screener(TODAY));

/// Names that decide by themselves: reviewed by a person, not an ordinary word, of one who is found when the brand alone is given.
static NAMES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let register = starter();
    let plain = register.names().filter(|name| {
        let bulk = register.party(name.party()).is_some_and(|party| party.is_bulk());
        let kind = matches!(name.kind(), NameKind::Primary | NameKind::Short | NameKind::Alias);
        !bulk && kind && !name.is_common() && !name.is_field_only() && name.text().is_ascii()
    });
    let found = plain
        .map(|name| name.text().to_owned())
        .filter(|name| verdict(&[(Field::Brand, name)]) >= Verdict::Review);
    found.collect()
});

fn verdict(fields: &[(Field, &str)]) -> Verdict {
    SCREENER.screen(&listing(fields)).verdict
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn nobody_named_in_a_field_for_makers_is_answered_with_silence(
        which in any::<prop::sample::Index>(),
        field in prop::sample::select(vec![Field::Brand, Field::Manufacturer, Field::Model]),
        beside in prop::sample::subsequence(BESIDE.to_vec(), 0..5),
    ) {
        let name = which.get(&NAMES);
        let fields: Vec<(Field, &str)> = std::iter::once((field, name.as_str())).chain(beside).collect();
        prop_assert!(verdict(&fields) >= Verdict::Review, "{fields:?}");
    }

    #[test]
    fn nobody_named_at_the_head_of_a_title_is_answered_with_silence(
        which in any::<prop::sample::Index>(),
        shout in prop::sample::select(vec!["", "[Ready Stock] ", "NEW 2026! ", "🔥HOT SALE🔥 ", "(Free Shipping) "]),
        brand in prop::sample::select(vec!["", "Axis", "Generic", "Harmless Ltd"]),
        beside in prop::sample::subsequence(BESIDE.to_vec(), 0..5),
    ) {
        let title = format!("{shout}{} X100 PRO", which.get(&NAMES));
        if verdict(&[(Field::Title, &title)]) >= Verdict::Review {
            let media = |field: &Field, text: &str| *field == Field::Category && text == "Bücher";
            let mut fields = vec![(Field::Title, title.as_str()), (Field::Brand, brand)];
            // What is filed under books is about somebody.
            fields.extend(beside.into_iter().filter(|(field, text)| !media(field, text)));
            prop_assert!(verdict(&fields) >= Verdict::Review, "{fields:?}");
        }
    }
}

#[test]
fn there_are_names_to_ask_for() {
    assert!(NAMES.len() > 150, "{}", NAMES.len());
}
