// Microdata and RDFa: schema.org in the attributes of the page's own elements.

import type { Dom } from "./dom";
import { get, isProduct, type Node } from "./node";

/** A product that stands in the page, and the element that it is. */
export interface Marked {
  node: Node;
  element: Element;
}

/** How one of the two ways of writing says things. */
interface Way {
  /** What finds elements that are a product. */
  products: string;
  /** The attribute that opens a thing, that says of what type it is, and that names a property. */
  scope: string;
  type: string;
  property: string;
}

const MICRODATA: Way = {
  products: '[itemscope][itemtype*="schema.org/" i]',
  scope: "itemscope",
  type: "itemtype",
  property: "itemprop",
};
const RDFA: Way = { products: "[typeof]", scope: "typeof", type: "typeof", property: "property" };

const PRODUCTS = 200;
const DEPTH = 8;
const TEXT = 4_000;

/** Properties by which another product is named that this one is not. */
const OTHERS = /(^|\s|:)(isSimilarTo|isRelatedTo|isAccessoryOrSparePartFor|isConsumableFor|isVariantOf)(\s|$)/i;

export function microdata(dom: Dom): Marked[] {
  return marked(dom, MICRODATA);
}

export function rdfa(dom: Dom): Marked[] {
  return marked(dom, RDFA);
}

function marked(dom: Dom, way: Way): Marked[] {
  const found: Marked[] = [];
  for (const element of dom.all(way.products, PRODUCTS)) {
    if (!isProduct({ "@type": types(dom, element, way) })) continue;
    // A product within another is a variant of it, or goes with it.
    const parent = dom.parent(element);
    const outer = parent && dom.closest(parent, `[${way.scope}]`);
    if (outer && isProduct({ "@type": types(dom, outer, way) })) continue;
    if (OTHERS.test(dom.attribute(element, way.property))) continue;
    found.push({ node: thing(dom, element, way, DEPTH), element });
  }
  return found;
}

function types(dom: Dom, element: Element, way: Way): string[] {
  return dom.attribute(element, way.type).split(/\s+/, 10);
}

function thing(dom: Dom, element: Element, way: Way, depth: number): Node {
  const said = new Map<string, unknown[]>([["@type", types(dom, element, way)]]);
  if (depth > 0) gather(dom, { element, way, depth, said });
  // Without a prototype: a property that calls itself `__proto__` is a name like any other.
  const node = Object.create(null) as Record<string, unknown>;
  for (const [name, all] of said) node[name] = all.length === 1 ? all[0] : all;
  return node;
}

interface Gathering {
  element: Element;
  way: Way;
  depth: number;
  said: Map<string, unknown[]>;
}

/** The properties under an element, not those of things within it. */
function gather(dom: Dom, { element, way, depth, said }: Gathering): void {
  const next: Element[] = [...dom.children(element)].reverse();
  for (let child = next.pop(); child !== undefined; child = next.pop()) {
    const names = dom.attribute(child, way.property);
    const opens = dom.has(child, way.scope);
    if (names !== "" && !OTHERS.test(names)) {
      const value = opens ? thing(dom, child, way, depth - 1) : valueOf(dom, child);
      for (const name of names.split(/\s+/, 10)) add(said, name.split(/[/#:]/).pop() ?? name, value);
    }
    if (!opens) next.push(...[...dom.children(child)].reverse());
  }
}

function add(said: Map<string, unknown[]>, name: string, value: unknown): void {
  if (name === "" || name.startsWith("@") || said.size > 100) return;
  const all = said.get(name);
  if (all === undefined) said.set(name, [value]);
  else if (all.length < 20) all.push(value);
}

/** What an element says: what it states for machines, or else its text. */
function valueOf(dom: Dom, element: Element): string {
  const stated = dom.attribute(element, "content");
  if (stated !== "") return stated;
  switch (dom.tag(element)) {
    case "A":
    case "LINK":
      // A brand that is a link is its text; a type or an address is where it leads.
      return dom.text(element, TEXT).trim() || dom.attribute(element, "href");
    case "IMG":
      return dom.attribute(element, "alt");
    case "DATA":
    case "METER":
      return dom.attribute(element, "value");
    default:
      return dom.text(element, TEXT);
  }
}

/** Whether a product says anything but its type. */
export function says(node: Node): boolean {
  return get(node, "name") !== undefined || get(node, "brand") !== undefined || get(node, "mpn") !== undefined;
}
