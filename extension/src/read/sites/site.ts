// What an adapter for one shop is: where the page has what, as selectors. Structured data is read first; an adapter fills what
// it leaves out.

import { listingOf, type Field, type Listing } from "../../shared/listing";
import type { Dom } from "../dom";
import { digits, specification } from "../node";

/** Where something stands: tried one after the other. */
type Places = readonly string[];

export interface Site {
  /** What people call it. */
  readonly name: string;
  /** Its domains; what stands under them counts. */
  readonly hosts: readonly string[];
  /** Whether somebody ran it on the shop's real pages, and when. Nobody did yet, for any of them. */
  readonly verified?: string;
  /** A page of one product. */
  readonly product: { readonly title: Places } & { readonly [field in Field]?: Places };
  /** Rows of specifications: what finds a row, and in it the name and the value. */
  readonly rows?: readonly (readonly [row: string, name: string, value: string])[];
  /** A page of results: what finds an offer, and what is in it. */
  readonly results?: { readonly card: string; readonly title: Places; readonly brand?: Places; readonly seller?: Places };
  /** What this shop writes around a brand's or seller's name. */
  readonly around?: readonly RegExp[];
}

const CARDS = 120;
const ROWS = 80;

/** Whether a site is the one of that host. */
export function isAt(site: Site, host: string): boolean {
  return site.hosts.some((domain) => host === domain || host.endsWith(`.${domain}`));
}

/** What the page of one product says; nothing where it is none. */
export function productAt(dom: Dom, site: Site): Listing | undefined {
  const said: Record<string, string> = {};
  for (const [field, places] of Object.entries(site.product)) {
    const value = textAt(dom, places);
    if (value !== "") said[field] = cleaned(site, field, value);
  }
  if (said["title"] === undefined) return undefined;
  for (const [row, name, value] of site.rows ?? []) {
    for (const element of dom.all(row, ROWS)) {
      const label = textAt(dom, [name], element);
      const field = specification(label);
      if (field !== undefined && said[field] === undefined) said[field] = textAt(dom, [value], element);
      else if (/^(gtin|ean|upc)/i.test(label) && said["gtin"] === undefined) said["gtin"] = digits(textAt(dom, [value], element));
    }
  }
  return listingOf(said);
}

/** The offers of a page of results, with the element that each is. */
export function resultsAt(dom: Dom, site: Site): { listing: Listing; element: Element }[] {
  const { results } = site;
  if (results === undefined) return [];
  return dom.all(results.card, CARDS).map((element) => ({
    listing: listingOf({
      title: textAt(dom, results.title, element),
      brand: cleaned(site, "brand", textAt(dom, results.brand ?? [], element)),
      seller: cleaned(site, "seller", textAt(dom, results.seller ?? [], element)),
    }),
    element,
  })).filter(({ listing }) => listing.title !== undefined);
}

function textAt(dom: Dom, places: Places, within?: Element): string {
  const element = dom.first(places, within);
  if (element === undefined) return "";
  const text = dom.tag(element) === "IMG" ? dom.attribute(element, "alt") : dom.text(element, 4_000);
  // Labels of rows have marks of direction and colons around them.
  return bare(text.replace(/[\u200e\u200f]/g, "").replace(/\s+/g, " "));
}

/** Without spaces and colons at its ends. By hand: a pattern for the end begins anew at every colon of a text that is all colons. */
function bare(text: string): string {
  const isEdge = (at: number): boolean => text[at] === " " || text[at] === ":";
  let [from, to] = [0, text.length];
  while (from < to && isEdge(from)) from += 1;
  while (to > from && isEdge(to - 1)) to -= 1;
  return text.slice(from, to);
}

function cleaned(site: Site, field: string, value: string): string {
  if (field !== "brand" && field !== "seller") return value;
  for (const pattern of site.around ?? []) {
    const name = pattern.exec(value)?.[1];
    if (name !== undefined) return name.trim();
  }
  return value;
}
