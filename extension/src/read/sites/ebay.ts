// eBay: what is sold by many; the seller and the item specifics say most.

import type { Site } from "./site";

export const ebay: Site = {
  name: "eBay",
  hosts: ["ebay.com", "ebay.ca", "ebay.co.uk", "ebay.de", "ebay.es", "ebay.fr", "ebay.it", "ebay.com.au", "ebay.com.hk"],
  product: {
    title: ["h1.x-item-title__mainTitle", "#itemTitle"],
    seller: [".x-sellercard-atf__info__about-seller a", ".x-sellercard-atf__info__about-seller", "#mbgLink"],
    category: ["nav.breadcrumbs"],
  },
  rows: [
    [".ux-layout-section-evo__col", ".ux-labels-values__labels", ".ux-labels-values__values"],
    [".ux-labels-values", ".ux-labels-values__labels", ".ux-labels-values__values"],
  ],
  results: { card: "li.s-item, li.s-card", title: [".s-item__title", ".s-card__title"], seller: [".s-item__seller-info-text"] },
};
