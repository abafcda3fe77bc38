// What is shown of the engine's answers, for the rows of the example catalog, all readers, several places, in every language.
// NAMEPLATE_WASM names the folder that crates/wasm/build wrote.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { before, test } from "node:test";
import { compile, open } from "../../crates/wasm/js/engine.mjs";
import { meaningFor } from "./out/lib/law.mjs";
import { listingOf } from "./out/lib/listing.mjs";
import { nearestFirst, plain, viewOf } from "./out/lib/make.mjs";
import { READERS, settingsOf } from "./out/lib/settings.mjs";
import { Words } from "./out/lib/words.mjs";

const DAY = "2026-11-23";
const folder = process.env.NAMEPLATE_WASM ?? "";
let engine;
before(async () => {
  engine = await open(await compile(readFileSync(path.join(folder, "nameplate.wasm"))), readFileSync(path.join(folder, "starter.register")));
});

/** The listings of the example catalog, as a page would state them. */
function listings() {
  const [head, ...rows] = readFileSync(path.join(import.meta.dirname, "../../examples/catalog.csv"), "utf8").trim().split(/\r?\n/)
    .map((line) => [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))/g)].map(([, quoted, bare]) => quoted?.replaceAll('""', '"') ?? bare));
  const at = (name) => head.findIndex((column) => column.toLowerCase() === name);
  const fields = ["title", "brand", "manufacturer", "seller", "model", "gtin"].filter((field) => at(field) >= 0);
  assert.ok(fields.includes("title") && fields.includes("brand"), head.join());
  return rows.map((row) => listingOf(Object.fromEntries(fields.map((field) => [field, row[at(field)]]))));
}

const held = { newest: DAY, lists: false, today: DAY, expired: false };
const judge = (listing, reader = "consumer", place = "US", language = "en") => engine.ask({ do: "judge", listing, as_of: DAY, reader, place, language });
const asked = (language, settings) => ({ words: new Words(language), settings: settingsOf({ place: "US", ...settings }), held });

/** All items of a view, those beside others too. */
const items = (view) => view.sections.flatMap((section) => [...section.items, ...(section.more?.items ?? [])]).flatMap((item) => [item, ...(item.beside ? [item.beside] : [])]);

test("what it means is what the engine says it means, for every reader and place", async () => {
  let compared = 0;
  for (const listing of listings()) {
    for (const reader of READERS) {
      for (const place of ["", "US", "US-TX", "DE", "EU", "GB", "IN"]) {
        const { result, owned, answer } = await judge(listing, reader, place);
        const [first] = nearestFirst(result.findings ?? []);
        if (first === undefined) continue;
        const own = meaningFor({ result, owned, words: new Words("en"), reader, place }, first).replace("may_bar", "may be barred").replaceAll("_", " ");
        assert.equal(own, answer.meaning, `${JSON.stringify(listing)} for ${reader} in ${place}`);
        assert.ok(answer.headline.some(({ text }) => text.includes(first.case.target.name)), "the first finding is not the engine's first");
        compared += 1;
      }
    }
  }
  assert.ok(compared > 500, `only ${compared} answers were compared`);
});

test("a badge is there exactly where the verdict is connected, in every language", async () => {
  const seen = new Set();
  for (const listing of listings()) {
    for (const language of ["en", "es", "zh"]) {
      const judged = await judge(listing, "consumer", "US", language);
      const view = viewOf(judged, listing, asked(language));
      assert.equal(view.badge !== undefined, judged.result.verdict === "connected", JSON.stringify(listing));
      assert.equal(view.lang, language);
      if (view.badge) assert.equal(view.lead[0], judged.warning.short, "the first finding is the one that buyers are warned of");
      const text = JSON.stringify(view);
      assert.ok(!/undefined|null|NaN|\?\?\?|\[object/.test(text), text.slice(0, 2_000));
      seen.add(view.state);
    }
  }
  assert.deepEqual([...seen].sort(), ["connected", "nothing", "review", "silent"]);
});

test("every claim is called what it is, with who, when, source, tier and an answer beside it", async () => {
  let claims = 0;
  for (const listing of listings()) {
    const judged = await judge(listing);
    const view = viewOf(judged, listing, asked("en"));
    const [first] = nearestFirst(judged.result.findings ?? []);
    const said = view.sections.find((section) => section.id === "said");
    for (const claim of first?.case.claims ?? []) {
      const shown = [...said.items, ...(said.more?.items ?? [])].find((item) => item.text === claim.sentence);
      assert.ok(shown?.beside, claim.sentence);
      assert.equal(shown.tag === "Allegation", claim.status === "allegation", "an allegation is called one, and nothing else is");
      assert.ok(shown.facts.join(" ").includes(claim.by ?? "–") && shown.cited.length > 0 && shown.cited.every((one) => / · (official|press|technical|no source)/.test(one.about)));
      claims += 1;
    }
    // No answer is lost.
    for (const response of first?.case.responses ?? []) assert.ok(items(view).some((item) => item.text === response.sentence), response.sentence);
  }
  assert.ok(claims > 50, `only ${claims} claims`);
});

test("a review never sounds sure", async () => {
  const listing = listingOf({ title: "Amcrest UltraHD 5MP outdoor PoE camera", brand: "Amcrest", model: "IP5M-T1179EW" });
  for (const reader of READERS) {
    const view = viewOf(await judge(listing, reader), listing, asked("en", { reader }));
    assert.equal(view.state, "review");
    assert.match(view.lead[0], /not enough/);
    const law = view.sections.find((section) => section.id === "law");
    for (const item of [...law.items, ...(law.more?.items ?? [])]) assert.ok(item.tag !== "Barred" && item.facts.includes("if it is confirmed"), item.text);
    assert.ok(!law.note.includes("A rule bars it"));
  }
});

test("an address that is none of the web is no link", async () => {
  const judged = await judge(listingOf({ title: "Baby monitor", brand: "EZVIZ" }));
  for (const [at, source] of judged.result.sources.entries()) source.url = ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//evil.example", "https://ok.example/", "vbscript:x", "not an address"][at % 7];
  const links = new Set(items(viewOf(judged, {}, asked("en"))).flatMap((item) => item.cited.map((one) => one.url)));
  assert.deepEqual([...links].sort(), ["https://ok.example/", undefined]);
});

test("that nothing was found, that nothing could be, and that nothing was read are three things", () => {
  const texts = ["nothing", "silent", "unread", "refused", "broken", "not-judged"].map((state) => plain(state, { asked: asked("en"), why: "x" }).lead[0]);
  assert.equal(new Set(texts).size, texts.length);
  for (const text of texts.slice(0, 2)) assert.match(text, /no certificate/);
  for (const text of texts.slice(2, 5)) assert.match(text, /[Nn]othing was judged/);
});

test("old knowledge says how old it is", () => {
  const foot = (newest, more = {}) => plain("nothing", { asked: { ...asked("en"), held: { ...held, newest, ...more } } }).foot.join(" ");
  assert.match(foot("2026-11-20"), /3 days old; what happened later/);
  assert.match(foot("2026-01-01"), /Much may have changed/);
  assert.match(foot("2026-11-20"), /bulk lists of the authorities .* are not in it/);
  assert.match(foot("2026-11-20", { lists: true }), /published lists that were built into/);
  assert.match(foot("2026-11-20", { expired: true }), /date of this register has passed/);
});
