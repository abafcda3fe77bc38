// AliExpress. Names of its classes end in a changing code, so their beginnings are looked for.

import type { Site } from "./site";

export const aliexpress: Site = {
  name: "AliExpress",
  hosts: ["aliexpress.com", "aliexpress.us", "aliexpress.ru"],
  product: {
    title: ['h1[data-pl="product-title"]', ".product-title-text"],
    seller: ['[data-pl="store-name"]', '[class*="store-detail--storeName"]', ".shop-name a"],
    text: ['[class*="seo-sellpoints--sellerPoint"]'],
  },
  rows: [['[class*="specification--prop"]', '[class*="specification--title"]', '[class*="specification--desc"]']],
  results: { card: '.search-item-card-wrapper-gallery, [class*="search-card-item"]', title: ["h3", '[class*="titleText"]'] },
  around: [/^Sold by (.+?)(?: ?\(Trader\))?$/i],
};
