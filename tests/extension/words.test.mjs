// The extension's words: every language says the same things with the same variables and choices; what is decided twice, here and in the
// engine, is decided alike.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { EU, holdsIn, meaningOf, ON_A_NETWORK } from "./out/lib/law.mjs";
import { placeOf, settingsOf, spoken } from "./out/lib/settings.mjs";
import { FILES, Words } from "./out/lib/words.mjs";

const root = path.join(import.meta.dirname, "../..");
const text = (file) => readFileSync(path.join(root, file), "utf8");

/** The messages of a file: of each its variables and the words of its choices. */
function messages(file) {
  const all = new Map();
  let id;
  for (const line of file.split("\n")) {
    const begins = /^([a-z][a-z_-]*) =/.exec(line);
    if (begins) id = begins[1];
    if (id === undefined || line.startsWith("#")) continue;
    const said = all.get(id) ?? { variables: new Set(), choices: new Set() };
    for (const [, name] of line.matchAll(/\{ \$([a-z_]+)/g)) said.variables.add(name);
    for (const [, star, word] of line.matchAll(/(?:^|\s)(\*?)\[([^\]]+)\]/g)) said.choices.add(star + word);
    all.set(id, said);
  }
  return all;
}

test("every language has every message, variable and choice", () => {
  const english = messages(FILES.en);
  assert.ok(english.size > 90, `only ${english.size} messages were understood`);
  for (const [language, file] of Object.entries(FILES)) {
    const own = messages(file);
    assert.deepEqual([...own.keys()].sort(), [...english.keys()].sort(), language);
    for (const [id, { variables, choices }] of english) {
      assert.deepEqual([...own.get(id).variables].sort(), [...variables].sort(), `${language}: ${id}`);
      // Plural forms are the language's own.
      const words = (all) => [...all].filter((word) => word !== "one").sort();
      assert.deepEqual(words(own.get(id).choices), words(choices), `${language}: ${id}`);
    }
  }
});

test("every message is said without an error, and none is there that nobody says", () => {
  const sources = ["background/main.ts", "options/main.ts", "options/register.ts", "popup/main.ts", "view/make.ts", "view/how.ts", "view/law.ts", "view/said.ts", "view/cite.ts", "view/words.ts"]
    .map((file) => text(`extension/src/${file}`)).join("\n");
  for (const [id, { variables }] of messages(FILES.en)) {
    for (const language of Object.keys(FILES)) {
      const said = new Words(language).of(id, Object.fromEntries([...variables].map((name) => [name, 2])));
      assert.ok(!/\{|\}|\?\?\?/.test(said), `${language}: ${id} is ${said}`);
    }
    // Some are put together of a family and a word of the engine or of the settings.
    const family = /^(title|lead|law|standing)-|^options-(?=reader$|notice$|theme$)/.exec(id)?.[0];
    assert.ok(sources.includes(`"${id}"`) || (family && sources.includes(`\`${family}\${`)), `nobody says ${id}`);
  }
});

test("days are as precise as they are known", () => {
  const words = new Words("en");
  assert.deepEqual(["2021-03-12", "2021-03", "2021", "open", "", undefined].map((day) => words.date(day)), ["12 March 2021", "March 2021", "2021", "no date", "no date", "no date"]);
  assert.equal(new Words("es").date("2021-03-12"), "12 de marzo de 2021");
  assert.equal(new Words("zh").date("2021-03-12"), "2021年3月12日");
});

test("the Union has the member states that the engine has, and laws hold where they hold there", () => {
  const rust = text("crates/nameplate/src/consequence/place.rs");
  const states = [.../const EU[^=]*= \[([^\]]*)\]/.exec(rust)[1].matchAll(/"([A-Z]{2})"/g)].map(([, state]) => state);
  assert.deepEqual(EU, states);
  // The assertions of the engine's own test, read from it.
  const asserted = [...rust.matchAll(/(!?)holds_in\("([A-Z-]*)", "([A-Z-]*)"\)/g)];
  assert.ok(asserted.length >= 10);
  for (const [, not, jurisdiction, place] of asserted) assert.equal(holdsIn(jurisdiction, place), not === "", `${jurisdiction} in ${place}`);
});

test("kinds of goods are those that the facts know", () => {
  const classes = new Set([...text("facts/signals/classes.toml").matchAll(/^id = "([a-z_]+)"/gm)].map(([, id]) => id));
  for (const kind of ON_A_NETWORK) assert.ok(classes.has(kind), kind);
});

test("what a rule asks is put in the order of the engine", () => {
  const meaning = (state, severity, would_be) => meaningOf({ state, severity, would_be });
  assert.deepEqual([meaning("applies", "block"), meaning("cannot_tell", undefined, "block"), meaning("applies", "limit"), meaning("applies", "check"),
    meaning("cannot_tell", undefined, "check"), meaning("applies", "info"), meaning("does_not_apply")],
  ["stop", "may_bar", "check", "check", "cannot_tell", "know", "allowed"]);
});

test("settings that were not understood have their defaults", () => {
  const plain = { place: "", reader: "consumer", notice: "badge", marks: true, theme: "auto", language: "auto" };
  for (const junk of [undefined, null, 1, "x", [], { place: "Texas", reader: "king", notice: 1, theme: {}, language: "xx" }, JSON.parse('{"__proto__": {"reader": "agency"}}')]) {
    assert.deepEqual(settingsOf(junk), plain);
  }
  assert.deepEqual(["us-tx", " DE ", "", "USA", "US-", "US-TEXAS", "<b>"].map(placeOf), ["US-TX", "DE", "", undefined, undefined, undefined, undefined]);
  assert.deepEqual([spoken(settingsOf({}), ["zh-TW"]), spoken(settingsOf({}), ["fr", "es-MX"]), spoken(settingsOf({}), ["fr"]), spoken(settingsOf({ language: "zh" }), ["es"])], ["zh", "es", "en", "zh"]);
});
