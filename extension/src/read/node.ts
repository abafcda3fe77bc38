// Statements of schema.org, whatever they were written in: JSON-LD, microdata and RDFa become the same kind of node, and one
// reader makes a listing of it.

import { FIELDS, listingOf, type Listing } from "../shared/listing";

/** A thing that a page describes. It came from the page: keys are looked up as its own, and never written to. */
export type Node = { readonly [key: string]: unknown };

/** Finds what an `@id` stands for. */
export type Known = ReadonlyMap<string, Node>;

const PRODUCTS = new Set(["product", "productgroup", "productmodel", "individualproduct", "someproducts", "vehicle"]);
/** How deep a name may be nested: a brand in a brand in a brand. */
const DEPTH = 4;

export function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What a node says under a name, by itself: nothing that it inherits counts. */
export function get(node: Node, key: string): unknown {
  return Object.hasOwn(node, key) ? node[key] : undefined;
}

/** The first few values of a property that may have one or many. */
export function values(value: unknown, most = 20): unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value.slice(0, most) : [value];
}

/** A type by its last part, in small letters: `http://schema.org/Product` and `schema:Product` are `product`. */
export function typesOf(node: Node): string[] {
  return values(get(node, "@type")).filter((type) => typeof type === "string")
    .map((type) => type.slice(0, 200).split(/[/#:]/).pop()?.toLowerCase() ?? "");
}

export function isProduct(node: Node): boolean {
  return typesOf(node).some((type) => PRODUCTS.has(type));
}

/** The text of a value, or the name of the thing that it is. */
export function text(value: unknown, known: Known, depth = DEPTH): string {
  if (typeof value === "string") return value;
  if (typeof value === "number") return String(value);
  if (depth === 0) return "";
  if (Array.isArray(value)) {
    for (const one of value.slice(0, 20)) {
      const found = text(one, known, depth - 1);
      if (found !== "") return found;
    }
    return "";
  }
  if (!isNode(value)) return "";
  const node = resolved(value, known);
  return text(get(node, "name") ?? get(node, "legalName") ?? get(node, "@value"), known, depth - 1);
}

/** The node itself, or the one that its `@id` stands for where it says nothing else. */
export function resolved(node: Node, known: Known): Node {
  const id = get(node, "@id");
  if (typeof id !== "string" || get(node, "name") !== undefined) return node;
  return known.get(id) ?? node;
}

const GTINS = ["gtin13", "gtin", "gtin12", "gtin14", "gtin8", "ean", "upc", "productID", "isbn"];

/** The listing that a product comes to. */
export function listingOfProduct(product: Node, known: Known): Listing {
  const of = (...keys: string[]): string => {
    for (const key of keys) {
      const found = text(get(product, key), known);
      if (found !== "") return found;
    }
    return "";
  };
  const offer = firstOffer(product, known);
  const more = properties(product, known);
  const [seller, address] = sellerOf(offer, known);
  return listingOf({
    title: of("name", "headline"),
    brand: of("brand") || more.brand,
    manufacturer: of("manufacturer") || more.manufacturer,
    seller,
    seller_address: address,
    model: modelOf(of("model"), of("mpn")) || more.model,
    gtin: digits(of(...GTINS) || text(get(offer, "gtin13") ?? get(offer, "gtin"), known)),
    text: of("description"),
    url: of("url") || text(get(offer, "url"), known),
    category: of("category"),
    origin: of("countryOfOrigin", "countryOfAssembly") || more.origin,
  });
}

/** Model and part number, where both are stated and differ. */
function modelOf(model: string, part: string): string {
  if (model === "" || model.includes(part)) return model || part;
  return part.includes(model) ? part : `${model} ${part}`;
}

/** A number of a trade item without what shops put before it (`ean:`), or nothing. */
export function digits(number: string): string {
  const found = /\d[\d -]{6,16}\d/.exec(number.slice(0, 60))?.[0].replace(/[ -]/g, "") ?? "";
  return found.length >= 8 && found.length <= 14 ? found : "";
}

function firstOffer(product: Node, known: Known): Node {
  for (const value of values(get(product, "offers"))) {
    if (!isNode(value)) continue;
    const offer = resolved(value, known);
    // An offer of many holds the single ones.
    const inner = values(get(offer, "offers")).find(isNode);
    if (inner !== undefined && get(offer, "seller") === undefined) return resolved(inner, known);
    return offer;
  }
  return {};
}

function sellerOf(offer: Node, known: Known): [string, string] {
  const stated = values(get(offer, "seller") ?? get(offer, "offeredBy"))[0];
  const seller = text(stated, known);
  if (!isNode(stated)) return [seller, ""];
  const address = values(get(resolved(stated, known), "address"))[0];
  if (!isNode(address)) return [seller, text(address, known)];
  const parts = ["streetAddress", "postalCode", "addressLocality", "addressRegion", "addressCountry"]
    .map((key) => text(get(address, key), known).slice(0, FIELDS.seller_address)).filter((part) => part !== "");
  return [seller, parts.join(", ")];
}

/** What tables of properties say under names that everybody uses. */
function properties(product: Node, known: Known): Record<"brand" | "manufacturer" | "model" | "origin", string> {
  const found = { brand: "", manufacturer: "", model: "", origin: "" };
  for (const one of values(get(product, "additionalProperty"), 100)) {
    if (!isNode(one)) continue;
    const field = specification(text(get(one, "name"), known));
    if (field !== undefined && found[field] === "") found[field] = text(get(one, "value"), known);
  }
  return found;
}

/** The field that a row of a table of specifications fills, by what the row is called. */
export function specification(name: string): "brand" | "manufacturer" | "model" | "origin" | undefined {
  const label = name.slice(0, 60).normalize("NFKC").toLowerCase().replace(/[\p{Cf}:：]/gu, "").trim();
  if (/^(brand( name)?|marke|marca|marque|značka|品牌)$/.test(label)) return "brand";
  if (/^(manufacturer|hersteller|fabricante|fabricant|výrobce|制造商)$/.test(label)) return "manufacturer";
  if (/^((item )?model( number| no\.?| name)?|manufacturer part number|mpn|part number|modell|modelo|型号)$/.test(label)) {
    return "model";
  }
  if (/^(country( of origin|\/region of manufacture| of manufacture)?|origin|herkunftsland|país de origen|产地)$/.test(label)) {
    return "origin";
  }
  return undefined;
}
