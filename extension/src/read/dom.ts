// The document, read in a way that the page cannot bend: by the accessors of the prototypes. A form whose fields are named `firstChild` or
// `attributes` has those fields in the place of its own properties, for scripts of extensions too; where other programs read pages, a
// picture named `querySelectorAll` does the same to the document.

/** What reading a page may cost. Whoever spends it all stops, and what was left out is told. */
export class Budget {
  private readonly end: number;
  /** Whether something was left out. */
  spent = false;

  constructor(private nodes: number, milliseconds: number, private readonly now: () => number = () => performance.now()) {
    this.end = now() + milliseconds;
  }

  /** Takes one step, where there is one left. */
  step(): boolean {
    this.nodes -= 1;
    // The clock is asked now and then only: asking costs more than a step.
    if (this.nodes < 0 || (this.nodes % 64 === 0 && this.now() > this.end)) this.spent = true;
    return !this.spent;
  }
}

type View = Window & typeof globalThis;

function getter(prototype: object, name: string): (node: object) => unknown {
  const found = Object.getOwnPropertyDescriptor(prototype, name)?.get;
  if (found === undefined) throw new Error(`there is no ${name}`);
  return (node) => found.call(node);
}

/** Texts that are no text of the page. */
const SILENT = new Set(["SCRIPT", "STYLE", "NOSCRIPT", "TEMPLATE"]);

/** Reads one document. */
export class Dom {
  readonly document: Document;
  private readonly view: View;
  private readonly firstChild: (node: object) => unknown;
  private readonly nextSibling: (node: object) => unknown;
  private readonly parentNode: (node: object) => unknown;
  private readonly nodeType: (node: object) => unknown;
  private readonly tagName: (node: object) => unknown;
  private readonly dataOf: (node: object) => unknown;

  constructor(view: View, readonly budget: Budget) {
    this.view = view;
    this.document = view.document;
    this.firstChild = getter(view.Node.prototype, "firstChild");
    this.nextSibling = getter(view.Node.prototype, "nextSibling");
    this.parentNode = getter(view.Node.prototype, "parentNode");
    this.nodeType = getter(view.Node.prototype, "nodeType");
    this.tagName = getter(view.Element.prototype, "tagName");
    this.dataOf = getter(view.CharacterData.prototype, "data");
  }

  /** The first elements that a selector finds, at most so many. */
  all(selector: string, most: number, within?: Element): Element[] {
    const found = within === undefined
      ? this.view.Document.prototype.querySelectorAll.call(this.document, selector)
      : this.view.Element.prototype.querySelectorAll.call(within, selector);
    const elements: Element[] = [];
    for (let at = 0; at < found.length && elements.length < most && this.budget.step(); at += 1) {
      const element = found[at];
      if (element !== undefined) elements.push(element);
    }
    return elements;
  }

  /** The first element that one of the selectors finds, tried in their order. */
  first(selectors: readonly string[], within?: Element): Element | undefined {
    for (const selector of selectors) {
      const [found] = this.all(selector, 1, within);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  attribute(element: Element, name: string): string {
    return this.view.Element.prototype.getAttribute.call(element, name) ?? "";
  }

  has(element: Element, name: string): boolean {
    return this.view.Element.prototype.hasAttribute.call(element, name);
  }

  matches(element: Element, selector: string): boolean {
    return this.view.Element.prototype.matches.call(element, selector);
  }

  closest(element: Element, selector: string): Element | undefined {
    return this.view.Element.prototype.closest.call(element, selector) ?? undefined;
  }

  tag(element: Element): string {
    return String(this.tagName(element)).toUpperCase();
  }

  /** The element in which another stands. */
  parent(element: Element): Element | undefined {
    const parent = this.parentNode(element);
    return this.isElement(parent) ? parent : undefined;
  }

  /** The elements right in another. */
  *children(element: Element): Generator<Element> {
    let child = this.firstChild(element);
    while (child !== null && child !== undefined && this.budget.step()) {
      if (this.isElement(child)) yield child;
      child = this.nextSibling(child);
    }
  }

  /** The first characters of what stands in an element, without scripts and styles. */
  text(element: Element, most: number): string {
    const parts: string[] = [];
    let length = 0;
    let node: unknown = element;
    let up = false;
    while (length < most && this.budget.step()) {
      if (!up) {
        const type = this.nodeType(node as object);
        if (type === 3) {
          const data = String(this.dataOf(node as object)).slice(0, most - length);
          parts.push(data);
          length += data.length;
        }
        const into = type === 1 && !SILENT.has(this.tag(node as Element)) ? this.firstChild(node as object) : null;
        if (into !== null && into !== undefined) {
          node = into;
          continue;
        }
      }
      if (node === element) break;
      const next = this.nextSibling(node as object);
      up = next === null || next === undefined;
      node = up ? this.parentNode(node as object) : next;
      // Between the texts of two elements there is a space, whatever the markup.
      parts.push(" ");
    }
    return parts.join("");
  }

  /** What a script holds, where it is not longer than `most`. */
  script(element: Element, most: number): string | undefined {
    const parts: string[] = [];
    let length = 0;
    let child = this.firstChild(element);
    while (child !== null && child !== undefined && this.budget.step()) {
      if (this.nodeType(child as object) === 3) {
        const data = String(this.dataOf(child as object));
        length += data.length;
        if (length > most) return undefined;
        parts.push(data);
      }
      child = this.nextSibling(child as object);
    }
    return parts.join("");
  }

  private isElement(node: unknown): node is Element {
    return typeof node === "object" && node !== null && this.nodeType(node) === 1;
  }
}
