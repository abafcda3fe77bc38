//! Columns that say nothing of who made a thing, and by which the owner of the list finds the line again: the number of the order, how
//! many were bought, and the numbers by which an offer is taken down. Read only where lines are wanted.

use super::meaning::Beside;
use super::normal;

/// Names of columns that say how many, as they are compared: in lower case, letters only.
const QUANTITIES: [&str; 26] = [
    "quantity",
    "qty",
    "qtyordered",
    "orderedqty",
    "orderqty",
    "orderquantity",
    "orderedquantity",
    "quantityordered",
    "quantitypurchased",
    "itemquantity",
    "lineqty",
    "linequantity",
    "menge",
    "bestellmenge",
    "anzahl",
    "stuckzahl",
    "quantite",
    "qte",
    "cantidad",
    "quantidade",
    "qtd",
    "quantita",
    "aantal",
    "ilosc",
    "数量",
    "количество",
];

/// Names of columns with the seller's own number.
const SKUS: [&str; 8] =
    ["sku", "sellersku", "merchantsku", "itemsku", "vendorsku", "skuid", "skucode", "skunumber"];

/// Names of columns with the id of an offer on Amazon; reports of the marketplace number them.
const ASINS: [&str; 4] = ["asin", "asin1", "asin2", "asin3"];

/// What a column of that name says beside who made the thing.
pub(super) fn of_name(name: &str) -> Option<Beside> {
    let key = normal::key(name);
    let means = |names: &[&str]| names.contains(&key.as_str());
    if means(&QUANTITIES) {
        Some(Beside::Quantity)
    } else if means(&SKUS) {
        Some(Beside::Sku)
    } else {
        means(&ASINS).then_some(Beside::Asin)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantities_are_known_and_prices_are_not() {
        for name in ["Qty", "Quantity", "Qty Ordered", "Stückzahl", "Quantité", "数量", "Ilość"] {
            assert_eq!(of_name(name), Some(Beside::Quantity), "{name}: {}", normal::key(name));
        }
        for name in ["Unit price", "Units", "Quantity on hand", "Description", ""] {
            assert_eq!(of_name(name), None, "{name}");
        }
    }

    #[test]
    fn numbers_of_an_offer_are_known() {
        for (name, says) in [
            ("sku", Beside::Sku),
            ("seller-sku", Beside::Sku),
            ("Merchant SKU", Beside::Sku),
            ("ASIN", Beside::Asin),
            ("asin1", Beside::Asin),
        ] {
            assert_eq!(of_name(name), Some(says), "{name}");
        }
        assert_eq!(of_name("parent_asin"), None);
    }

    #[test]
    fn names_stand_as_they_are_compared() {
        let mut all = QUANTITIES.iter().chain(&SKUS).chain(&ASINS);
        assert!(all.all(|name| normal::key(name) == *name));
    }
}
