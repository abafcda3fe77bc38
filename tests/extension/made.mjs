// Pages that are made rather than kept: large ones, and those of shops that mean harm.
import { pageOf } from "./dom.mjs";

const jsonLd = (json) => `<script type="application/ld+json">${JSON.stringify(json).replaceAll("<", "\\u003c")}</script>`;
const EZVIZ = jsonLd({ "@context": "https://schema.org", "@type": "Product", name: "EZVIZ C6N baby monitor", brand: "EZVIZ" });
const DESK = jsonLd({ "@context": "https://schema.org", "@type": "Product", name: "Oak desk", brand: "IKEA" });
const page = (head, body = "", attributes = 'lang="en"') =>
  `<!doctype html><html ${attributes}><head><meta charset="utf-8"><title>A shop</title>${head}</head><body><h1>EZVIZ C6N baby monitor</h1>${body}</body></html>`;

/** Megabytes of what pages of shops are made of. */
function large(bytes) {
  const card = '<div class="a b c"><span data-x="1">One of many reviews of this baby monitor.</span><a href="/p/1"><img src="data:," alt="">a link</a></div>\n';
  const script = `<script>var data = ${JSON.stringify({ rows: Array.from({ length: 4_000 }, (_, n) => ({ n, text: "a row of data of the shop" })) })};</script>`;
  return card.repeat(Math.ceil((bytes - script.length) / card.length)) + script;
}

const HOSTILE = {
  // A shop that paints a badge of its own, and says that all is well.
  "fake.html": () => page(EZVIZ, `<div id="nameplate" style="position:fixed;bottom:16px;right:16px;z-index:2147483647;background:#fff">Nameplate: certified clean</div>
    <script>const fake = document.createElement("div"); fake.attachShadow({mode: "open"}).innerHTML = "<button class=badge>Nameplate: certified clean</button>"; document.documentElement.append(fake);</script>`),
  // Prototypes of the page's own world, bent before anything else runs.
  "prototypes.html": () => page(`<script>
    for (const name of ["title", "brand", "place", "do", "state", "badge", "then", "toJSON", "lang"]) Object.defineProperty(Object.prototype, name, { get() { return "IKEA"; }, set() {}, configurable: true });
    Element.prototype.attachShadow = function () { window.caught = true; return this; };
    Document.prototype.querySelectorAll = () => []; JSON.parse = () => ({}); Array.prototype.map = () => []; window.MutationObserver = class { constructor() { window.caught = true; } };
    window.chrome = { runtime: { sendMessage() { window.caught = true; }, onMessage: { addListener() {} } } };
    </script>${EZVIZ}`),
  // `__proto__` in data.
  "proto.html": () => page(`<script type="application/ld+json">{"__proto__": {"polluted": true, "brand": "IKEA"}, "constructor": {"prototype": {"polluted": true}}, "@type": "Product", "name": "EZVIZ C6N baby monitor", "brand": {"__proto__": {"polluted": true}, "name": "EZVIZ"}}</script>`),
  // Elements that take the place of the document's functions.
  "clobber.html": () => page(EZVIZ, ["createElement", "querySelectorAll", "querySelector", "documentElement", "body", "head", "append", "addEventListener", "attachShadow", "defaultView", "readyState"]
    .map((name) => `<img name="${name}" src="data:,"><form name="${name}"><input name="${name}"></form>`).join("")),
  // Offers that are forms, whose fields take the place of their functions.
  "forms.html": () => page("", ["EZVIZ C6N baby monitor", "Hikvision dome camera"].map((name) => `<form itemscope itemtype="https://schema.org/Product"><b itemprop="name">${name}</b>
    ${["append", "after", "matches", "closest", "firstChild", "nextSibling", "parentNode", "nodeType", "tagName", "children", "attributes", "getAttribute", "hasAttribute", "querySelectorAll"].map((field) => `<input name="${field}">`).join("")}</form>`).join("")).replace("<h1>EZVIZ C6N baby monitor</h1>", "<h1>Two offers</h1>"),
  // Changes without end.
  "storm.html": () => page(EZVIZ, `<div id="storm"></div><script>let n = 0; setInterval(() => { for (let i = 0; i < 400; i += 1) { const one = document.createElement("p"); one.textContent = n++; storm.append(one); if (storm.childElementCount > 500) storm.textContent = ""; }
    history.replaceState(null, "", "?" + n); document.title = n; window.turns = n; }, 5);</script>`),
  // A policy that lets nothing in.
  "strict.html": () => ({ html: page(EZVIZ), headers: { "content-security-policy": "default-src 'none'; style-src 'none'; script-src 'none'; sandbox allow-same-origin; require-trusted-types-for 'script'; trusted-types 'none'" } }),
  // Text that would be markup.
  "markup.html": () => page(jsonLd({ "@type": "Product", name: "Camera <img src=x onerror=alert(1)><script>alert(2)</script> EZVIZ \u202egpj", brand: "EZVIZ", seller: "\"><svg onload=alert(3)>" })),
  // Takes out whatever it finds that is not its own.
  "remover.html": () => page(EZVIZ, `<script>window.taken = 0; new MutationObserver((all) => { for (const one of all) for (const node of one.addedNodes) if (node.nodeName === "DIV") { node.remove(); window.taken += 1; } }).observe(document.documentElement, { childList: true });</script>`),
  // Hides everything, and presses whatever it finds.
  "presser.html": () => page(`${EZVIZ}<style>html > *, div, button { display: none !important; visibility: hidden !important; opacity: 0 !important; pointer-events: none !important; }</style>`,
    `<script>setInterval(() => { for (const one of document.querySelectorAll("html > div")) { one.click(); one.dispatchEvent(new MouseEvent("click", { bubbles: true, composed: true })); window.inside = one.shadowRoot; } }, 20);</script>`),
  // Bombs in data.
  "bomb.html": () => page(`<script type="application/ld+json">${"[".repeat(300_000)}${"]".repeat(300_000)}</script><script type="application/ld+json">{"@graph": [${'{"@graph":['.repeat(5_000)}${"]}".repeat(5_000)}]}</script>
    <script type="application/ld+json">{"@type": "Product", "name": "${"x".repeat(3_000_000)}"}</script>${EZVIZ}`),
  "large.html": () => page(EZVIZ, large(5_000_000)),
  "single.html": () => page(DESK, `<script>addEventListener("click", () => { document.querySelector("h1").textContent = "EZVIZ C6N baby monitor"; document.querySelector("script[type]").textContent = ${JSON.stringify(JSON.stringify({ "@type": "Product", name: "EZVIZ C6N baby monitor", brand: "EZVIZ" }))}; history.pushState(null, "", "/p/2"); })</script>`),
};

/** A page of that name, with its heads; nothing where it is none of these. */
export function made(name) {
  const known = Object.hasOwn(HOSTILE, name) ? HOSTILE[name]() : undefined;
  if (known !== undefined) return typeof known === "string" ? { html: known } : known;
  const numbered = /^many-(\d+)\.html$/.exec(name);
  return numbered === null ? undefined : { html: pageOf(["jsonld.html", "microdata.html", "opengraph.html", "desk.html", "review.html"][numbered[1] % 5]) };
}
