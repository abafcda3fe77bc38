// Open Graph, and the tags for products that shops put beside it.

import { FIELDS, listingOf, type Listing } from "../shared/listing";
import type { Dom } from "./dom";
import { digits } from "./node";

/** What the heads of a page say, by their names in small letters; the first of a name counts. */
function heads(dom: Dom): Map<string, string> {
  const found = new Map<string, string>();
  for (const element of dom.all("meta[property][content], meta[name][content]", 300)) {
    const name = (dom.attribute(element, "property") || dom.attribute(element, "name")).slice(0, 100).toLowerCase();
    if (!found.has(name)) found.set(name, dom.attribute(element, "content").slice(0, FIELDS.text));
  }
  return found;
}

/** The listing that the heads of a product's page come to; nothing where they do not say that it is one. */
export function meta(dom: Dom): Listing | undefined {
  const said = heads(dom);
  const of = (...names: string[]): string => names.map((name) => said.get(name)).find((value) => value) ?? "";
  const named = [...said.keys()].some((name) => name.startsWith("product:"));
  if (!/(^|[.:])product(\.|$)/.test(of("og:type").toLowerCase()) && !named) return undefined;
  return listingOf({
    title: of("og:title", "twitter:title"),
    brand: of("product:brand", "og:brand", "brand"),
    manufacturer: of("product:manufacturer"),
    seller: of("product:seller"),
    model: of("product:mfr_part_no", "product:mpn", "product:model"),
    gtin: digits(of("product:gtin", "product:ean", "product:upc", "product:isbn")),
    text: of("og:description", "description"),
    category: of("product:category"),
    url: of("og:url"),
    origin: of("product:origin_country"),
  });
}
