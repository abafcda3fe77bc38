// What is read of pages. The answers stand in `golden`; UPDATE=1 writes them anew, and their diff is read like code.
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { pageOf, PAGES, windowOf } from "./dom.mjs";
import { FIELDS, listingOf } from "./out/lib/listing.mjs";
import { readPage } from "./out/lib/page.mjs";
import { SITES } from "./out/lib/sites.mjs";

const GOLDEN = path.join(import.meta.dirname, "golden");

/** What was read, without what differs between runs. */
function told(reading) {
  const offers = reading.offers.map(({ listing, roads, element }) => ({ listing, roads, ...(element ? { at: element.tagName } : {}) }));
  return { kind: reading.kind, left: reading.left, offers };
}

const read = (html, host = "shop.example") => told(readPage(windowOf(html), host));
const product = (json) => `<!doctype html><script type="application/ld+json">${JSON.stringify(json)}</script>`;

const names = [...readdirSync(PAGES), ...readdirSync(path.join(PAGES, "shops")).map((name) => `shops/${name}`)].filter((name) => name.endsWith(".html"));
for (const name of names.sort()) {
  test(`reads ${name}`, () => {
    const host = name.startsWith("shops/") ? path.basename(name).split("-")[0] : "shop.example";
    const answer = `${JSON.stringify(read(pageOf(name), host), null, 2)}\n`;
    const golden = path.join(GOLDEN, `${path.basename(name, ".html")}.json`);
    if (process.env.UPDATE) writeFileSync(golden, answer);
    assert.ok(existsSync(golden), `${golden} is missing: UPDATE=1 writes it`);
    assert.equal(answer, readFileSync(golden, "utf8"));
  });
}

test("every golden answer has its page", () => {
  const pages = new Set(names.map((name) => path.basename(name, ".html")));
  for (const name of readdirSync(GOLDEN)) assert.ok(pages.has(path.basename(name, ".json")), name);
});

test("every adapter has a page that it reads, and none calls itself verified", () => {
  for (const site of SITES) {
    const page = names.find((name) => name.startsWith("shops/") && site.hosts.some((host) => name.includes(`${host}-product`)));
    assert.ok(page, `${site.name} has no page`);
    assert.ok(read(pageOf(page), site.hosts[0]).offers[0].roads.includes("site"), site.name);
    assert.equal(site.verified, undefined, site.name);
  }
});

test("an adapter speaks for its own hosts only", () => {
  const html = pageOf("shops/www.newegg.com-product.html");
  for (const host of ["newegg.com.evil.example", "notnewegg.com", "shop.example"]) {
    assert.ok(!read(html, host).offers.some((offer) => offer.roads.includes("site")), host);
  }
});

test("names of types and properties are known in every spelling", () => {
  for (const type of ["Product", "http://schema.org/Product", "https://schema.org/product", "schema:Product", ["Thing", "Product"], "ProductGroup", "IndividualProduct"]) {
    assert.equal(read(product({ "@type": type, name: "A camera" })).offers[0]?.listing.title, "A camera", String(type));
  }
  assert.equal(read(product({ "@type": "Offer", itemOffered: { "@type": "Product", name: "A camera" } })).kind, "product");
  assert.equal(read(product({ "@type": "WebPage", mainEntity: { "@type": "Product", name: "A camera" } })).kind, "product");
  assert.equal(read(product([[{ "@type": "Product", name: "A camera" }]])).kind, "nothing", "lists in lists are no JSON-LD");
});

test("data that shops write badly are read all the same", () => {
  for (const text of [
    '<!-- {"@type":"Product","name":"A camera"} -->', '//<![CDATA[\n{"@type":"Product","name":"A camera"}\n//]]>', '{"@type":"Product","name":"A\ncamera"}',
    '{"@type":"Product","name":"A camera",}', '{"@type":"Product","name":"A camera"};',
  ]) {
    const reading = read(`<!doctype html><script type="application/ld+json">${text}</script>`);
    assert.equal(reading.offers[0]?.listing.title, "A camera", text);
  }
  const broken = read('<!doctype html><script type="application/ld+json">{"@type": "Product", "name"</script>');
  assert.deepEqual([broken.kind, broken.left], ["nothing", ["broken"]]);
});

test("goods that a page merely compares with are not its product", () => {
  for (const key of ["isSimilarTo", "isRelatedTo", "isAccessoryOrSparePartFor", "isConsumableFor", "review"]) {
    const { listing } = read(product({ "@type": "Product", name: "Oak shelf", [key]: { "@type": "Product", name: "DS-2CD2143G2-I", brand: "Hikvision" } })).offers[0];
    assert.deepEqual(listing, { title: "Oak shelf" }, key);
  }
});

test("of several products the heading says which it is", () => {
  const data = product([{ "@type": "Product", name: "Oak desk" }, { "@type": "Product", name: "EZVIZ C6N" }]);
  assert.equal(read(`${data}<h1>EZVIZ C6N</h1>`).offers[0].listing.title, "EZVIZ C6N");
  assert.equal(read(`${data}<h1>Two of our goods</h1>`).kind, "results");
});

test("what people see is read beside data that say something else", () => {
  const { listing } = read(`${product({ "@type": "Product", name: "Oak desk", brand: "IKEA" })}<h1>Hikvision DS-2CD2143G2-I</h1>`).offers[0];
  assert.match(listing.text, /^Hikvision DS-2CD2143G2-I/);
});

test("properties of the prototype are properties like any other", () => {
  const text = '{"__proto__": {"@type": "Product", "name": "X", "polluted": 1}, "constructor": {"prototype": {"polluted": 1}}, "@type": "Product", "name": "A camera", "brand": {"__proto__": {"name": "Hikvision"}}}';
  const reading = read(`<!doctype html><script type="application/ld+json">${text}</script><div itemscope itemtype="https://schema.org/Product"><i itemprop="__proto__ constructor name">B</i></div>`);
  assert.equal({}.polluted, undefined);
  assert.equal(reading.offers[0].listing.brand, undefined);
  assert.ok(!Object.hasOwn(listingOf(JSON.parse('{"__proto__": {"title": "X"}, "constructor": "Y", "title": "Z"}')), "constructor"));
});

test("elements that take the place of the document's own functions change nothing", () => {
  const named = ["querySelectorAll", "querySelector", "documentElement", "createElement", "body", "head", "children", "getAttribute", "attributes", "firstChild", "nextSibling", "nodeType", "tagName"];
  const clobber = named.map((name) => `<img name="${name}"><form name="${name}" itemscope itemtype="https://schema.org/Product"><input name="${name}" itemprop="brand"></form>`).join("");
  assert.equal(read(`${pageOf("jsonld.html")}${clobber}`).offers[0].listing.brand, "EZVIZ");
});

test("bombs are left out, and that is told", () => {
  const deep = `${'{"@type":"WebPage","mainEntity":'.repeat(2_000)}{}${"}".repeat(2_000)}`;
  const nested = `${"[".repeat(200_000)}${"]".repeat(200_000)}`;
  const many = JSON.stringify({ "@graph": Array.from({ length: 400 }, () => ({ "@graph": Array.from({ length: 400 }, () => ({ "@type": "Thing" })) })) });
  const long = JSON.stringify({ "@type": "Product", name: "x".repeat(2_000_000) });
  for (const [name, bomb, left] of [["deep", deep, "large"], ["nested", nested, undefined], ["many", many, "large"], ["long", long, "large"]]) {
    const begun = performance.now();
    const reading = read(`<!doctype html><script type="application/ld+json">${bomb}</script><script type="application/ld+json">{"@type":"Product","name":"A camera"}</script>`);
    assert.ok(performance.now() - begun < 5_000, name);
    assert.equal(reading.offers[0]?.listing.title, "A camera", name);
    if (left) assert.ok(reading.left.includes(left), name);
  }
});

test("a description of megabytes is cut, a name is, and characters stay whole", () => {
  const { listing } = read(product({ "@type": "Product", name: "😀".repeat(5_000), description: "x ".repeat(300_000) })).offers[0];
  assert.ok(listing.title.length <= FIELDS.title && listing.text.length <= FIELDS.text);
  assert.ok(listing.title.isWellFormed());
});

test("texts that are made to be slow are not", () => {
  const colons = `<h1 class="product-title">Camera ${":".repeat(200_000)}x</h1><div class="product-seller">${": ".repeat(100_000)}<strong>${":".repeat(100_000)}</strong></div>`;
  const rows = `<table class="table-horizontal">${`<tr><th>${":".repeat(5_000)}x</th><td>${" :".repeat(5_000)}x</td></tr>`.repeat(80)}</table>`;
  const comments = `<script type="application/ld+json">${"/* ".repeat(200_000)}</script><script type="application/ld+json">${", ".repeat(200_000)}</script>`;
  const window = windowOf(`<!doctype html>${colons}<div id="product-details">${rows}</div>${comments}`);
  const begun = performance.now();
  const reading = readPage(window, "newegg.com");
  assert.equal(reading.kind, "product");
  assert.ok(performance.now() - begun < 1_000, `${performance.now() - begun} ms`);
});

test("rings of references end", () => {
  const ring = product({ "@graph": [{ "@id": "#a", "@type": "Product", name: "A camera", brand: { "@id": "#b" } }, { "@id": "#b", name: { "@id": "#b" } }] });
  assert.equal(read(ring).offers[0].listing.title, "A camera");
});

test("names written to be overlooked stay as they are: the engine looks for them", () => {
  assert.equal(listingOf({ title: "Hik\u200bvision  \n camera" }).title, "Hik\u200bvision camera");
});

test("data of any shape are read without breaking", () => {
  // Small, and the same each time.
  let seed = 1;
  const chance = (most) => { seed = (seed * 48_271) % 2_147_483_647; return seed % most; };
  const keys = ["@type", "@id", "@graph", "name", "brand", "manufacturer", "model", "mpn", "gtin13", "offers", "seller", "address", "category", "additionalProperty", "itemListElement", "item",
    "mainEntity", "value", "url", "description", "__proto__", "constructor", "toString", "length", "isSimilarTo"];
  const texts = ["Product", "ItemList", "Offer", "https://schema.org/Product", "#a", "", "EZVIZ", "\ud800", "\u202e", "0", "12345678", "javascript:alert(1)", "x".repeat(5_000)];
  const value = (depth) => {
    switch (chance(depth > 0 ? 9 : 5)) {
      case 0: return null;
      case 1: return chance(2) === 0;
      case 2: return chance(1_000) - 500;
      case 3: case 4: return texts[chance(texts.length)];
      case 5: return Array.from({ length: chance(4) }, () => value(depth - 1));
      default: return Object.fromEntries(Array.from({ length: chance(8) }, () => [keys[chance(keys.length)], value(depth - 1)]));
    }
  };
  let products = 0;
  for (let n = 0; n < 80; n += 1) {
    const all = Array.from({ length: 5 }, () => ({ ...value(5), "@type": "Product", name: `camera ${chance(100)}` }));
    const reading = read(all.map(product).join(""));
    assert.ok(!reading.left.includes("broken"), JSON.stringify(all).slice(0, 2_000));
    for (const { listing } of reading.offers) {
      for (const [field, text] of Object.entries(listing)) assert.ok(typeof text === "string" && text.length <= FIELDS[field], field);
    }
    products += reading.offers.length;
  }
  assert.ok(products > 200, `only ${products} products: this proves little`);
  assert.deepEqual(Object.keys(Object.prototype), []);
});

test("nothing but texts of known fields gets through", () => {
  assert.deepEqual(listingOf({ title: 5, brand: ["x"], seller: { a: 1 }, evil: "x", model: " " }), {});
  for (const junk of [null, undefined, 1, "x", [], () => 1]) assert.deepEqual(listingOf(junk), {});
});
