// Walmart.

import type { Site } from "./site";

export const walmart: Site = {
  name: "Walmart",
  hosts: ["walmart.com", "walmart.ca", "walmart.com.mx"],
  product: {
    title: ["#main-title", 'h1[itemprop="name"]', '[data-testid="product-title"]'],
    brand: ['[data-seo-id="brand-name"]', '[itemprop="brand"]', '[data-testid="brand-name"]'],
    seller: ['[data-testid="product-seller-info"] a', '[data-testid="seller-name-link"]', 'a[link-identifier="viewSellerInfo"]'],
    text: ['[data-testid="product-description-content"]'],
    category: ['nav[aria-label="breadcrumb"]'],
  },
  rows: [['[data-testid="product-specification"] .pb2', "h3", "p"]],
  results: { card: "[data-item-id]", title: ['[data-automation-id="product-title"]'], seller: ['[data-automation-id="seller-name"]'] },
  around: [/^Sold (?:and shipped )?by (.+)$/i, /^Brand: ?(.+)$/i],
};
