// <nameplate-notice>: what a shop is told to show its customers about who is behind a product. One file; it needs nothing else.
//
//   <nameplate-notice case="27364c73…" service="https://nameplate.example" key="npp_…">What is shown without this script.</nameplate-notice>
//   <nameplate-notice case="27364c73…" src="/notices/{case}.{lang}.json"></nameplate-notice>
//
// `state` says how it stands: asking, shown, gone (no longer said: what was there is taken down), failed (could not be asked: what the
// page had stays). Each change is told by the event `nameplate-notice`. Texts of others are only ever text, never markup.
(() => {
  "use strict";
  const NAME = "nameplate-notice";
  if (customElements.get(NAME)) return;
  const WORDS = {
    en: { notice: "Notice about who is behind this product", more: "Sources, what is said, and what the company answers" },
    es: { notice: "Aviso sobre quién está detrás de este producto", more: "Fuentes, qué se dice y qué responde la empresa" },
    zh: { notice: "关于此产品背后企业的提示", more: "来源、相关说法及该企业的回应" },
  };
  const STYLE = `
    :host { display: block; margin-block: 1em; }
    :host([state="gone"]) { display: none; }
    [part="notice"] { border: 1px solid; border-color: color-mix(in srgb, currentColor 35%, transparent); border-inline-start: 4px solid;
      border-radius: 6px; padding: .7em 1em; max-width: 46rem; line-height: 1.5; overflow-wrap: anywhere; text-align: start; }
    p { margin: 0 0 .6em; } p:last-child { margin-bottom: 0; } ul { margin: 0; padding: 0; list-style: none; } li { margin-bottom: .3em; }
    summary { cursor: pointer; text-decoration: underline; text-underline-offset: .15em; } details[open] summary { margin-bottom: .6em; }
    summary:focus-visible, a:focus-visible { outline: 2px solid currentColor; outline-offset: 2px; border-radius: 2px; } a { color: inherit; }
    @media print { summary { display: none; } details::details-content { content-visibility: visible; block-size: auto; } }`;
  // The most that is read of an answer, of a text in it, and how long one waits.
  const LARGEST = 16_000_000, LONGEST = 20_000, PATIENCE = 15_000;
  const GONE = Symbol("gone");
  // A file of cases is fetched once, however many elements ask.
  const files = new Map();

  const make = (name, part, text) => {
    const element = document.createElement(name);
    if (part) element.setAttribute("part", part);
    if (text) element.textContent = text;
    return element;
  };

  async function fetched(address, gone = []) {
    const answer = await fetch(address, { credentials: "omit", signal: AbortSignal.timeout(PATIENCE) });
    if (gone.includes(answer.status)) return GONE;
    if (!answer.ok || Number(answer.headers.get("content-length")) > LARGEST) throw new Error(`status ${answer.status}`);
    const text = await answer.text();
    if (text.length > LARGEST) throw new Error("too large");
    return text;
  }

  // JSON, or JSON Lines as a scan writes them: as a list.
  function listed(text) {
    try {
      const whole = JSON.parse(text);
      return Array.isArray(whole) ? whole : [whole];
    } catch {
      return text.split("\n").filter((line) => line.trim()).map((line) => JSON.parse(line));
    }
  }

  function file(address) {
    if (!files.has(address)) {
      const cases = fetched(address).then(listed);
      // What failed once may be asked again.
      cases.catch(() => files.delete(address));
      files.set(address, cases);
    }
    return files.get(address);
  }

  // The warning of a case; GONE where it makes none.
  function warningOf(said) {
    const warning = said && (said.warning ?? said);
    const isText = (text) => typeof text === "string" && text.length > 0 && text.length <= LONGEST;
    const isConnected = said && (said.verdict === undefined || said.verdict === "connected");
    return isConnected && isText(warning.short) && isText(warning.long) ? warning : GONE;
  }

  // Paragraphs of a text; of a list's lines those that end with an address lead there.
  function* paragraphs(long) {
    for (const block of long.split(/\n{2,}/u)) {
      const lines = block.split("\n");
      const items = lines.filter((line) => line.startsWith("- "));
      const words = lines.filter((line) => !line.startsWith("- ")).join(" ").trim();
      if (words) yield make("p", "", words);
      if (items.length) {
        const list = make("ul", "sources");
        list.append(...items.map((line) => item(line.slice(2))));
        yield list;
      }
    }
  }

  function item(line) {
    const [, words, address] = /^(.*?)\s*(https?:\/\/\S+)?$/u.exec(line) ?? [null, line];
    const entry = make("li");
    if (!address || !URL.canParse(address)) {
      entry.textContent = line;
      return entry;
    }
    const link = make("a", "", words || address);
    link.href = address;
    link.rel = "noopener noreferrer nofollow";
    entry.append(link);
    return entry;
  }

  function noticeOf({ short, long, language }) {
    const words = Object.hasOwn(WORDS, language) ? WORDS[language] : WORDS.en;
    const notice = make("div", "notice");
    notice.setAttribute("role", "note");
    notice.setAttribute("aria-label", words.notice);
    notice.dir = "auto";
    if (typeof language === "string") notice.lang = language;
    const details = make("details", "details");
    details.append(make("summary", "more", words.more), ...paragraphs(long));
    notice.append(make("p", "short", short), details);
    return notice;
  }

  class NameplateNotice extends HTMLElement {
    static observedAttributes = ["case", "service", "src", "key", "lang"];
    #shadow = this.attachShadow({ mode: "open" });
    #turn = 0;
    #of = null;
    #opened = [];

    constructor() {
      super();
      try {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(STYLE);
        this.#shadow.adoptedStyleSheets = [sheet];
      } catch {
        this.#shadow.append(make("style", "", STYLE));
      }
      this.#put(make("slot"));
    }

    connectedCallback() {
      addEventListener("beforeprint", this.#unfold);
      addEventListener("afterprint", this.#fold);
      this.#begin();
    }

    disconnectedCallback() {
      removeEventListener("beforeprint", this.#unfold);
      removeEventListener("afterprint", this.#fold);
      this.#turn += 1;
    }

    attributeChangedCallback(name, before, now) {
      if (this.isConnected && before !== now) this.#begin();
    }

    // Several attributes that change at once make one question; an answer that comes late is not shown.
    async #begin() {
      const turn = (this.#turn += 1);
      await null;
      if (turn !== this.#turn) return;
      // What was told of another product does not stand a moment beside this one.
      if (this.#of !== this.getAttribute("case")) this.#put(make("slot"));
      this.#of = this.getAttribute("case");
      this.#is("asking");
      try {
        const said = await this.#ask();
        if (turn !== this.#turn) return;
        if (said === GONE) this.#put();
        else this.#put(noticeOf(said));
        this.#is(said === GONE ? "gone" : "shown");
      } catch {
        if (turn === this.#turn) this.#is("failed");
      }
    }

    // That of the page around it, where there is one in it.
    get #language() {
      const language = ((this.closest("[lang]") ?? document.documentElement).getAttribute("lang") ?? "").toLowerCase().split("-")[0];
      return Object.hasOwn(WORDS, language) ? language : "en";
    }

    async #ask() {
      const [id, service, src] = ["case", "service", "src"].map((name) => this.getAttribute(name)?.trim());
      if (!/^[0-9a-f]{32}$/u.test(id ?? "")) throw new Error("no case");
      const language = this.#language;
      if (src) {
        const address = new URL(src.replaceAll("{case}", id).replaceAll("{lang}", language), document.baseURI);
        const cases = await file(address.href);
        return warningOf(cases.find((one) => one && (one.id ?? one.case) === id));
      }
      const address = new URL(`v1/notices/${id}`, `${service?.replace(/\/+$/u, "")}/`);
      address.searchParams.set("language", language);
      const key = this.getAttribute("key");
      if (key) address.searchParams.set("key", key);
      // 404: never told, or only for review; 410: told once, and no longer.
      const text = await fetched(address.href, [404, 410]);
      return text === GONE ? GONE : warningOf(JSON.parse(text));
    }

    // Takes away what was there before, the page's own words among it.
    #put(...now) {
      for (const child of [...this.#shadow.children]) if (child.localName !== "style") child.remove();
      this.#shadow.append(...now);
    }

    #unfold = () => {
      this.#opened = [...this.#shadow.querySelectorAll("details:not([open])")];
      for (const details of this.#opened) details.open = true;
    };

    #fold = () => {
      for (const details of this.#opened.splice(0)) details.open = false;
    };

    #is(state) {
      if (this.getAttribute("state") === state) return;
      this.setAttribute("state", state);
      this.dispatchEvent(new CustomEvent(NAME, { bubbles: true, composed: true, detail: { state, case: this.getAttribute("case") } }));
    }
  }
  customElements.define(NAME, NameplateNotice);
})();
