// What the extension puts into a page: a badge in the corner, the panel that it opens, marks beside offers. All of it stands in closed
// shadow roots with styles of their own: the page's scripts cannot read it and its styles cannot reach it. What a page can do is take
// the elements out or paint over them, as over anything; the toolbar's button, which no page can touch, says the same.

import type { Look, View } from "../shared/view";
import { drawn, element } from "./draw";
import look from "./look.css";

/** So often what a page takes out is put back. More would be a fight that slows the page down. */
const PUT_BACK = 3;

/** Styles against which no rule of the page wins. */
const HOST: Record<string, string> = {
  all: "initial", position: "fixed", "inset-block-end": "0", "inset-inline-end": "0", "inline-size": "0", "block-size": "0",
  "z-index": "2147483647", display: "block", visibility: "visible", opacity: "1", "pointer-events": "auto",
};
const BESIDE: Record<string, string> = { all: "initial", display: "block", visibility: "visible", opacity: "1", "pointer-events": "auto" };

/** An element with a closed shadow root in it. */
function rooted(style: Record<string, string>, { theme }: Look): { host: HTMLElement; root: ShadowRoot } {
  const host = document.createElement("div");
  for (const [name, value] of Object.entries(style)) host.style.setProperty(name, value, "important");
  host.dataset["theme"] = theme;
  const root = host.attachShadow({ mode: "closed" });
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(look);
    root.adoptedStyleSheets = [sheet];
  } catch {
    // Where scripts of extensions may not hand over sheets.
    const style = document.createElement("style");
    style.textContent = look;
    root.append(style);
  }
  return { host, root };
}

/** Something that a person did: a page can call `click()`, and it counts for nothing. */
function onPress(button: HTMLElement, act: () => void): void {
  button.addEventListener("click", (event) => {
    event.stopPropagation();
    if (event.isTrusted) act();
  });
}

export class Corner {
  private host: HTMLElement | undefined;
  private badge: HTMLButtonElement | undefined;
  private panel: HTMLElement | undefined;
  /** What has the keyboard back when the panel is closed. */
  private opener: HTMLElement | undefined;
  private root: ShadowRoot | undefined;
  private back = 0;
  private watching: MutationObserver | undefined;

  constructor(private readonly look: Look) {}

  /** Shows a badge that opens a view; where the reader wants it loud, the view at once. */
  show(view: View): void {
    this.clear();
    if (view.badge === undefined || this.look.notice === "toolbar") return;
    const root = this.open();
    const badge = element("button", { class: "badge", type: "button", "aria-label": view.badge.label, "aria-expanded": "false", lang: view.lang },
      element("span", { dir: "auto" }, view.badge.text)) as HTMLButtonElement;
    onPress(badge, () => this.read(view, badge));
    root.append(badge);
    this.badge = badge;
    if (this.look.notice === "open") this.read(view, badge, false);
  }

  /** Opens the panel with a view. The keyboard goes to its title, unless nobody asked for it. */
  read(view: View, opener?: HTMLElement, takesKeyboard = true): void {
    const root = this.root ?? this.open();
    this.panel?.remove();
    const { title, body } = drawn(view);
    title.id = "title";
    const close = element("button", { class: "close", type: "button" }, view.close);
    const panel = element("div", { class: "panel", role: "dialog", "aria-labelledby": "title", lang: view.lang },
      // Which way the texts run is theirs; in which corner the panel stands is the page's.
      element("div", { class: "head", dir: "ltr" }, title, close),
      element("div", { class: "scroll", dir: "ltr", tabindex: "0", role: "group", "aria-labelledby": "title" }, body));
    onPress(close, () => this.shut());
    panel.addEventListener("keydown", (event) => {
      // The page's shortcuts are not meant.
      event.stopPropagation();
      if (event.key === "Escape") this.shut();
    });
    root.append(panel);
    this.panel = panel;
    this.opener = opener;
    if (this.badge !== undefined) this.badge.hidden = true;
    this.badge?.setAttribute("aria-expanded", "true");
    if (takesKeyboard) title.focus();
  }

  /** Closes the panel; the keyboard goes back to where it came from. */
  private shut(): void {
    this.panel?.remove();
    this.panel = undefined;
    if (this.badge !== undefined) this.badge.hidden = false;
    this.badge?.setAttribute("aria-expanded", "false");
    this.opener?.focus();
  }

  /** Takes everything out of the page. */
  clear(): void {
    this.watching?.disconnect();
    this.host?.remove();
    this.host = this.root = this.badge = this.panel = this.opener = undefined;
  }

  private open(): ShadowRoot {
    const { host, root } = rooted(HOST, this.look);
    host.dir = document.documentElement.dir === "rtl" ? "rtl" : "ltr";
    document.documentElement.append(host);
    this.host = host;
    this.root = root;
    this.watching = new MutationObserver(() => {
      if (host.isConnected || this.host !== host || this.back >= PUT_BACK) return;
      this.back += 1;
      document.documentElement.append(host);
    });
    // The root's own children only: what happens in the page costs nothing here.
    this.watching.observe(document.documentElement, { childList: true });
    return root;
  }
}

/** Quiet marks beside the offers of a page of results. */
export class Marks {
  private readonly marked = new Map<Element, HTMLElement>();

  constructor(private readonly look: Look, private readonly corner: Corner) {}

  /** Marks an offer, once. */
  mark(offer: Element, view: View): void {
    if (view.badge === undefined || this.marked.get(offer)?.isConnected) return;
    const { host, root } = rooted(BESIDE, this.look);
    const button = element("button", { class: "mark", type: "button", "aria-label": view.badge.label, lang: view.lang },
      element("span", { dir: "auto" }, view.badge.text));
    button.addEventListener("click", (event) => event.preventDefault());
    onPress(button, () => this.corner.read(view, button));
    root.append(button);
    // Beside a link, not in it; within a card, at its end. By the prototypes, since a form has fields in the place of its functions.
    if (Element.prototype.matches.call(offer, "a")) Element.prototype.after.call(offer, host);
    else Element.prototype.append.call(offer, host);
    this.marked.set(offer, host);
  }

  /** Takes marks out of offers that are no longer what they were. */
  clear(): void {
    for (const host of this.marked.values()) host.remove();
    this.marked.clear();
  }
}
