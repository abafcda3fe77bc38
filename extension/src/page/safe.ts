// The document's own functions, whatever stands in the page: `<img name="createElement">` would take the place of the function for
// scripts of extensions too.

const root = Object.getOwnPropertyDescriptor(Document.prototype, "documentElement")?.get;

/** The root element of the page. */
export function rootOf(): HTMLElement {
  return root?.call(document) as HTMLElement;
}

export function create(tag: string): HTMLElement {
  return Document.prototype.createElement.call(document, tag);
}

export function count(selector: string): number {
  return Document.prototype.querySelectorAll.call(document, selector).length;
}

export function first(selector: string): Element | null {
  return Document.prototype.querySelector.call(document, selector);
}
