// Newegg: its own goods and those of a marketplace.

import type { Site } from "./site";

export const newegg: Site = {
  name: "Newegg",
  hosts: ["newegg.com", "newegg.ca"],
  product: {
    title: ["h1.product-title"],
    brand: [".product-view-brand img", ".product-view-brand"],
    seller: [".product-seller-sold-by strong", ".product-seller strong"],
    text: [".product-bullets"],
    category: ["ol.breadcrumb"],
  },
  rows: [["#product-details table.table-horizontal tr", "th", "td"]],
  results: { card: ".item-cell", title: ["a.item-title"], brand: [".item-brand img"], seller: [".item-seller"] },
  around: [/^(?:Sold|Ships) (?:and shipped )?by:? (.+)$/i],
};
