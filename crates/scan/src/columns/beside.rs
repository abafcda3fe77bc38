//! Columns of a purchase list that say nothing of who made a thing, and by which its owner finds the line again: the number of the
//! order, and how many were bought. Read only where lines are wanted.

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

/// Whether a column of that name says how many.
pub(super) fn is_quantity(name: &str) -> bool {
    QUANTITIES.contains(&normal::key(name).as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantities_are_known_and_prices_are_not() {
        for name in ["Qty", "Quantity", "Qty Ordered", "Stückzahl", "Quantité", "数量", "Ilość"] {
            assert!(is_quantity(name), "{name}: {}", normal::key(name));
        }
        for name in ["Unit price", "Units", "Quantity on hand", "Description", ""] {
            assert!(!is_quantity(name), "{name}");
        }
    }

    #[test]
    fn names_stand_as_they_are_compared() {
        assert!(QUANTITIES.iter().all(|name| normal::key(name) == *name));
    }
}
