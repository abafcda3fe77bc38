// A page as what it offers: one product, a page of results, or nothing that says so. Structured data first; then the adapter of the
// shop; what one leaves out, the next fills.

import { FIELDS, filled, listingOf, saysAnything, tidy, type Listing } from "../shared/listing";
import { Budget, Dom } from "./dom";
import { jsonLd, type Products } from "./jsonld";
import { microdata, rdfa, says, type Marked } from "./markup";
import { meta } from "./meta";
import { get, listingOfProduct, type Known, type Node } from "./node";
import { siteAt } from "./sites";
import { productAt, resultsAt, type Site } from "./sites/site";

/** How something was read. */
export type Road = "json-ld" | "microdata" | "rdfa" | "meta" | "site";

export interface Offer {
  listing: Listing;
  roads: Road[];
  /** Where it stands in the page, for a mark. */
  element?: Element;
}

export interface Reading {
  kind: "product" | "results" | "nothing";
  offers: Offer[];
  /** What was left out: `large` where there was more than is read, `broken` where data could not be read. */
  left: ("large" | "broken")[];
  milliseconds: number;
}

/** Elements and texts that are looked at, and for how long; a page of a shop takes some thousands and a few milliseconds. */
const STEPS = 120_000;
const MILLISECONDS = 150;
const OFFERS = 60;

const NOBODY: Known = new Map();

/** Reads a page. Never throws: what a page does to its document is its own affair. */
export function readPage(view: Window & typeof globalThis, host: string = view.location.hostname): Reading {
  const begun = performance.now();
  const budget = new Budget(STEPS, MILLISECONDS);
  const reading: Reading = { kind: "nothing", offers: [], left: [], milliseconds: 0 };
  try {
    Object.assign(reading, read(new Dom(view, budget), siteAt(host)));
  } catch {
    reading.left.push("broken");
  }
  if (budget.spent) reading.left.push("large");
  reading.left = [...new Set(reading.left)];
  reading.milliseconds = performance.now() - begun;
  return reading;
}

function read(dom: Dom, site: Site | undefined): Pick<Reading, "kind" | "offers" | "left"> {
  const data = jsonLd(dom);
  const marked = [
    ...microdata(dom).map((one) => ({ ...one, road: "microdata" as const })),
    ...rdfa(dom).map((one) => ({ ...one, road: "rdfa" as const })),
  ].filter(({ node }) => says(node));
  const heading = headingOf(dom);
  const atSite = site && productAt(dom, site);
  const main = mainOf(dom, { data, marked, heading, isProductPage: atSite !== undefined });
  const left = data.left as Reading["left"];
  const offer = productOf(dom, { main, atSite, heading });
  if (offer !== undefined) return { kind: "product", offers: [offer], left };
  const offers = listed(dom, { data, marked, site });
  return { kind: offers.length > 0 ? "results" : "nothing", offers, left };
}

type MarkedBy = Marked & { road: "microdata" | "rdfa" };
type Main = { listing: Listing; road: Road; element?: Element };

interface Found {
  data: Products;
  marked: MarkedBy[];
  heading: string;
  isProductPage: boolean;
}

/** What the structured data say of the one product of the page; nothing where they are of several, and none is the page's. */
function mainOf(dom: Dom, { data, marked, heading, isProductPage }: Found): Main[] {
  const main: Main[] = [];
  const stated = chosen(data.main, (node) => listingOfProduct(node, data.known), { heading, isProductPage });
  if (stated !== undefined) main.push({ listing: stated, road: "json-ld" });
  for (const road of ["microdata", "rdfa"] as const) {
    const nodes = marked.filter((one) => one.road === road);
    const listing = chosen(nodes.map((one) => one.node), (node) => listingOfProduct(node, NOBODY), { heading, isProductPage });
    if (listing !== undefined) main.push({ listing, road });
  }
  const heads = meta(dom);
  // Heads alone make a product's page only where nothing says that it is a list.
  if (heads !== undefined && (main.length > 0 || data.main.length + data.listed.length + marked.length < 2)) {
    main.push({ listing: heads, road: "meta" });
  }
  return main;
}

/** Of the products of a page the one that it is about: the only one, or the one that its heading names. */
function chosen(
  nodes: Node[],
  listingOf: (node: Node) => Listing,
  { heading, isProductPage }: Pick<Found, "heading" | "isProductPage">,
): Listing | undefined {
  const listings = nodes.slice(0, OFFERS).map(listingOf).filter(saysAnything);
  const [first] = listings;
  const named = listings.find((one) => one.title !== undefined && isLike(one.title, heading));
  const same = listings.every((one) => one.title === first?.title);
  if (listings.length === 1 || same || isProductPage) return named ?? first;
  return named;
}

/** Whether a title and a heading are one, as far as case and spaces go, or one opens the other. */
function isLike(title: string, heading: string): boolean {
  const [a, b] = [title, heading].map((text) => text.toLowerCase().replace(/[\s\p{P}]+/gu, " ").trim()) as [string, string];
  return b.length > 3 && a.length > 3 && (a.startsWith(b) || b.startsWith(a));
}

function headingOf(dom: Dom): string {
  const [heading] = dom.all("h1", 1);
  return heading === undefined ? "" : tidy(dom.text(heading, FIELDS.title), FIELDS.title);
}

interface Told {
  main: Main[];
  atSite: Listing | undefined;
  heading: string;
}

function productOf(dom: Dom, { main, atSite, heading }: Told): Offer | undefined {
  const all = [...main];
  const isData = main.some((one) => one.road !== "meta");
  // The adapter reads what people see, and knows sellers; heads are written for pictures in messages.
  if (atSite !== undefined) all.splice(isData ? main.filter((one) => one.road !== "meta").length : 0, 0, { listing: atSite, road: "site" });
  const [first, ...others] = all;
  if (first === undefined) return undefined;
  const listing = filled(first.listing, ...others.map((one) => one.listing), listingOf({ title: heading }));
  // Data may say one thing and the page another: what people read is looked at too.
  if (heading !== "" && listing.title !== undefined && !isLike(listing.title, heading)) {
    listing.text = tidy(`${heading} · ${listing.text ?? ""}`, FIELDS.text);
  }
  const address = addressOf(dom);
  if (address !== "") listing.url ??= address;
  return saysAnything(listing) ? { listing, roads: [...new Set(all.map((one) => one.road))] } : undefined;
}

/** The address of the page without what follows a question mark: that tells who looks, not what at. */
function addressOf(dom: Dom): string {
  const [canonical] = dom.all('link[rel="canonical"]', 1);
  const stated = canonical === undefined ? "" : dom.attribute(canonical, "href");
  return tidy(stated.split(/[?#]/)[0] ?? "", FIELDS.url);
}

interface Lists {
  data: Products;
  marked: MarkedBy[];
  site: Site | undefined;
}

/** The offers of a page of results. */
function listed(dom: Dom, { data, marked, site }: Lists): Offer[] {
  const cards = site === undefined ? [] : resultsAt(dom, site);
  if (cards.length > 0) return cards.slice(0, OFFERS).map(({ listing, element }) => ({ listing, element, roads: ["site"] }));
  const inMarkup = marked.slice(0, OFFERS)
    .map(({ node, element, road }): Offer => ({ listing: listingOfProduct(node, NOBODY), element, roads: [road] }))
    .filter((offer) => saysAnything(offer.listing));
  if (inMarkup.length > 1) return inMarkup;
  const links = linksOf(dom);
  return [...data.listed, ...data.main].slice(0, OFFERS).map((node): Offer => {
    const listing = listingOfProduct(node, data.known);
    const element = links.get(pathOf(text(node, "url") || listing.url || ""));
    return { listing, roads: ["json-ld"], ...(element === undefined ? {} : { element }) };
  }).filter((offer) => saysAnything(offer.listing));
}

function text(node: Node, key: string): string {
  const value = get(node, key);
  return typeof value === "string" ? value : "";
}

/** The links of a page by where they lead: the offers of a list stand where its links are. */
function linksOf(dom: Dom): Map<string, Element> {
  const links = new Map<string, Element>();
  for (const link of dom.all("a[href]", 2_000)) {
    const path = pathOf(dom.attribute(link, "href"));
    if (path !== "" && !links.has(path)) links.set(path, link);
  }
  return links;
}

function pathOf(address: string): string {
  try {
    const { pathname } = new URL(address.slice(0, 2_000), "https://shop.invalid");
    return pathname === "/" ? "" : pathname;
  } catch {
    return "";
  }
}
