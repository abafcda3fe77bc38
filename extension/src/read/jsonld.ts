// JSON-LD: what most shops tell search engines. It is text that the page wrote: bounded in size, depth and number.

import type { Dom } from "./dom";
import { get, isNode, isProduct, resolved, typesOf, values, type Node } from "./node";

const SCRIPTS = 60;
const LONGEST = 1_000_000;
const ALL = 3_000_000;
const NODES = 5_000;
const DEPTH = 12;

/** What leads from a page to what it is about. Goods that it merely compares with, or that go with it, are not followed. */
const ABOUT = ["@graph", "mainEntity", "mainEntityOfPage", "about", "itemOffered", "itemListElement", "item", "hasPart"];
/** What else may hold something that is referred to by its id. */
const NAMED = ["brand", "manufacturer", "seller", "offers", "offeredBy"];

/** The products of a page, those that are its subject apart from those of a list. */
export interface Products {
  main: Node[];
  listed: Node[];
  known: Map<string, Node>;
  /** Why something was left out. */
  left: ("large" | "broken")[];
}

export function jsonLd(dom: Dom): Products {
  const products: Products = { main: [], listed: [], known: new Map(), left: [] };
  const roots: unknown[] = [];
  let room = ALL;
  for (const script of dom.all('script[type="application/ld+json" i]', SCRIPTS)) {
    const text = dom.script(script, Math.min(LONGEST, room));
    if (text === undefined) {
      products.left.push("large");
      continue;
    }
    room -= text.length;
    const value = parsed(text);
    if (value === undefined) products.left.push("broken");
    else roots.push(value);
  }
  const walk = new Walk(products);
  for (const root of roots) walk.name(root, DEPTH);
  for (const root of roots) walk.visit(root, false, DEPTH);
  if (walk.spent) products.left.push("large");
  return products;
}

/** JSON as shops write it: in comments, with raw line breaks in strings, with a semicolon after it. */
export function parsed(text: string): unknown {
  const bare = text.trim().replace(/^(<!--|\/\*\s*<!\[CDATA\[\s*\*\/|<!\[CDATA\[|\/\/\s*<!\[CDATA\[)/, "")
    .replace(/(-->|\/\*\s*\]\]>\s*\*\/|\]\]>|\/\/\s*\]\]>)$/, "").replace(/;$/, "");
  for (const mend of [(text: string) => text, (text: string) => text.replace(/[\u0000-\u001f]/g, " ").replace(/,( *[}\]])/g, "$1")]) {
    try {
      return JSON.parse(mend(bare));
    } catch {
      // The next reading forgives more.
    }
  }
  return undefined;
}

class Walk {
  private left = NODES;
  spent = false;

  constructor(private readonly products: Products) {}

  private step(depth: number): boolean {
    this.left -= 1;
    if (this.left < 0 || depth === 0) this.spent = true;
    return this.left >= 0 && depth > 0;
  }

  /** Notes what stands under which id. */
  name(value: unknown, depth: number): void {
    for (const one of values(value, 500)) {
      if (!isNode(one) || !this.step(depth)) continue;
      const id = get(one, "@id");
      if (typeof id === "string" && get(one, "name") !== undefined) this.products.known.set(id, one);
      for (const key of [...ABOUT, ...NAMED]) this.name(get(one, key), depth - 1);
    }
  }

  /** Finds products. */
  visit(value: unknown, listed: boolean, depth: number): void {
    for (const one of values(value, 500)) {
      if (!isNode(one) || !this.step(depth)) continue;
      const node = resolved(one, this.products.known);
      if (isProduct(node)) {
        (listed ? this.products.listed : this.products.main).push(node);
        continue;
      }
      const isList = listed || typesOf(node).some((type) => type === "itemlist" || type === "offercatalog");
      for (const key of ABOUT) this.visit(get(node, key), isList, depth - 1);
    }
  }
}
