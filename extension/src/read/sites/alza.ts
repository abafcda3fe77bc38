// Alza, in Central Europe.

import type { Site } from "./site";

export const alza: Site = {
  name: "Alza",
  hosts: ["alza.cz", "alza.sk", "alza.hu", "alza.at", "alza.de", "alza.co.uk"],
  product: {
    title: ['h1[itemprop="name"]', ".title-share h1"],
    brand: [".detail-brand a", '[itemprop="brand"]'],
    seller: [".seller-name"],
    text: [".nameextc"],
    category: [".breadcrumbs"],
  },
  rows: [[".params .row", ".name", ".value"], ["table.parameters tr", "th", "td"]],
  results: { card: ".browsingitem", title: ["a.name"] },
};
