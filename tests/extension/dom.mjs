// Pages as documents in Node.
import { readFileSync } from "node:fs";
import path from "node:path";
import { JSDOM } from "jsdom";

export const PAGES = path.join(import.meta.dirname, "pages");

/** The window of a page of that text. Its scripts do not run. */
export function windowOf(html, url = "http://shop.example/") {
  return new JSDOM(html, { url }).window;
}

export function pageOf(name) {
  return readFileSync(path.join(PAGES, name), "utf8");
}
