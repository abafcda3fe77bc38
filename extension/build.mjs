// Builds the extension for Chromium and Firefox.
//
//   node build.mjs --engine DIR [--out DIR] [--publisher KEY] [--granted PATTERN]
//   node build.mjs --lib [--out DIR]
//
// --engine     the folder that crates/wasm/build wrote: the engine, and the register that it begins with [default: NAMEPLATE_WASM]
// --publisher  the public key of who signs registers (nameplate register keygen); without one no register file is taken [default: NAMEPLATE_PUBLISHER]
// --granted    a pattern of sites that need no grant: for tests alone
// --lib        what reads and words, as modules for tests in Node, and nothing else
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { build } from "esbuild";
import { zipSync } from "fflate";
import { icon } from "./icon.mjs";
import { manifest } from "./manifest.mjs";

const here = import.meta.dirname;
const { values: given } = parseArgs({
  options: {
    engine: { type: "string", default: process.env.NAMEPLATE_WASM },
    out: { type: "string", default: path.join(here, "out") },
    publisher: { type: "string", default: process.env.NAMEPLATE_PUBLISHER ?? "" },
    granted: { type: "string", multiple: true, default: [] },
    lib: { type: "boolean", default: false },
  },
});
if (given.publisher !== "" && !/^[A-Za-z0-9+/]{43}=$/.test(given.publisher)) throw new Error("--publisher: this is no public key of `nameplate register keygen`");

const common = {
  absWorkingDir: here,
  bundle: true,
  target: ["chrome120", "firefox140"],
  charset: "utf8",
  legalComments: "none",
  define: { PUBLISHER: JSON.stringify(given.publisher) },
  loader: { ".ftl": "text", ".css": "text" },
  logLevel: "warning",
};

if (given.lib) {
  await build({
    ...common,
    entryPoints: { page: "src/read/page.ts", listing: "src/shared/listing.ts", settings: "src/shared/settings.ts", make: "src/view/make.ts",
      law: "src/view/law.ts", words: "src/view/words.ts", sites: "src/read/sites/index.ts" },
    format: "esm",
    platform: "neutral",
    mainFields: ["module", "main"],
    outdir: given.out,
    outExtension: { ".js": ".mjs" },
  });
  process.exit(0);
}

if (!given.engine) throw new Error("--engine is needed: the folder that crates/wasm/build wrote");

/** When everything in the archives was last changed: the same for every build, so that the same source is the same bytes. */
const MOMENT = new Date("2026-01-01T00:00:00Z");
const { version } = JSON.parse(readFileSync(path.join(here, "package.json"), "utf8"));

/** All files of a folder that is put together for one browser. */
async function packed(browser) {
  const folder = path.join(given.out, browser);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  await build({
    ...common,
    entryPoints: { page: "src/page/main.ts", worker: "src/background/main.ts", popup: "src/popup/main.ts", options: "src/options/main.ts" },
    format: "iife",
    minify: true,
    outdir: folder,
  });
  const copied = { "look.css": "src/page/look.css", "windows.css": "src/options/windows.css", "popup.html": "src/popup/popup.html",
    "options.html": "src/options/options.html", "LICENSE": "../LICENSE" };
  for (const [to, from] of Object.entries(copied)) cpSync(path.join(here, from), path.join(folder, to));
  cpSync(path.join(given.engine, "nameplate.wasm"), path.join(folder, "engine.wasm"));
  cpSync(path.join(given.engine, "starter.register"), path.join(folder, "register.bin"));
  for (const size of [16, 32, 48, 128]) writeFileSync(path.join(folder, `icon-${size}.png`), icon(size));
  writeFileSync(path.join(folder, "manifest.json"), `${JSON.stringify(manifest(browser, { version, granted: given.granted }), null, 2)}\n`);
  const names = ["LICENSE", "engine.wasm", "icon-128.png", "icon-16.png", "icon-32.png", "icon-48.png", "look.css", "manifest.json", "options.html", "options.js",
    "page.js", "popup.html", "popup.js", "register.bin", "windows.css", "worker.js"];
  const files = Object.fromEntries(names.map((name) => [name, [readFileSync(path.join(folder, name)), { mtime: MOMENT, level: 9 }]]));
  const zip = zipSync(files);
  writeFileSync(path.join(given.out, `nameplate-${browser}.zip`), zip);
  console.log(`${browser}: ${(zip.length / 1e6).toFixed(2)} MB`);
}

for (const browser of ["chromium", "firefox"]) await packed(browser);
