// What the parts of the extension say to each other. Pages cannot take part: the browser delivers these messages within the extension
// alone, and nothing is declared by which a page could reach it.

import type { Listing } from "./listing";
import type { Look, View } from "./view";

/** From a page's script, the toolbar's window or the options to the worker. */
export type Request =
  /** Judge what a page offers: one product, or the offers of a page of results. */
  | { do: "judge"; kind: "product" | "results" | "nothing"; listings: Listing[]; left: boolean }
  /** Judge what somebody typed. */
  | { do: "typed"; text: string }
  /** What is shown where the browser lets nobody read. */
  | { do: "refused" }
  /** What the engine holds. */
  | { do: "about" }
  /** Settings, sites or the register changed. */
  | { do: "changed" };

/** What the worker answers to `judge`. */
export interface Told {
  look: Look;
  /** What the toolbar's window shows; on a product's page also what the panel shows. */
  view: View;
  /** Of a page of results: what is shown of each offer, in their order; nothing for those that lead nowhere. */
  offers: (View | null)[];
}

/** From the toolbar's window to the script of a page. */
export type ToPage = { do: "show" };

/** What the script of a page answers. */
export interface Shown {
  view: View;
}
