// Best Buy.

import type { Site } from "./site";

export const bestbuy: Site = {
  name: "Best Buy",
  hosts: ["bestbuy.com", "bestbuy.ca"],
  product: {
    title: [".sku-title h1", "h1.h4", '[data-automation="product-title"]'],
    brand: ['[data-testid="product-brand"]', ".shop-product-title a.brand-link"],
    model: [".model .product-data-value", '[data-testid="model-number"]', '[data-automation="MODEL_NUMBER_ID"]'],
    seller: ['[data-testid="seller-name"]', ".marketplace-seller a"],
    category: ["nav.breadcrumb", ".shop-breadcrumb"],
  },
  rows: [[".specifications-list li, .zebra-row", ".row-title, .zebra-row-title", ".row-value, .zebra-row-value"]],
  results: { card: "li.sku-item, li.product-list-item", title: [".sku-title", ".product-title"], brand: [".brand"] },
};
