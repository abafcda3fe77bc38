// Amazon, in its many countries.

import type { Site } from "./site";

export const amazon: Site = {
  name: "Amazon",
  hosts: ["amazon.com", "amazon.ca", "amazon.co.uk", "amazon.de", "amazon.es", "amazon.fr", "amazon.it", "amazon.nl", "amazon.pl",
    "amazon.se", "amazon.com.au", "amazon.com.mx", "amazon.com.br", "amazon.in", "amazon.co.jp", "amazon.ae", "amazon.sa", "amazon.eg"],
  product: {
    title: ["#productTitle", "#title"],
    brand: ["#bylineInfo"],
    seller: ["#sellerProfileTriggerId", "#merchantInfoFeature_feature_div .offer-display-feature-text-message"],
    text: ["#feature-bullets"],
    category: ["#wayfinding-breadcrumbs_feature_div"],
  },
  rows: [
    ["#productOverview_feature_div tr", "td:first-child", "td:last-child"],
    ["#productDetails_techSpec_section_1 tr", "th", "td"],
    ["#productDetails_detailBullets_sections1 tr", "th", "td"],
    ["#detailBullets_feature_div li", "span.a-text-bold", "span.a-text-bold + span"],
  ],
  results: { card: '[data-component-type="s-search-result"]', title: ["a h2", "h2 a", "h2"], brand: ["h2.a-color-base"] },
  around: [/^Visit the (.+) Store$/i, /^Brand: ?(.+)$/i, /^Besuche den (.+)-Store$/i, /^Marke: ?(.+)$/i, /^Visita la tienda de (.+)$/i,
    /^Marca: ?(.+)$/i],
};
