// Opens the page that needs no server from disk, as people do: no request, no console error, no violation that axe knows, light and dark, wide and
// on a phone; asks, follows links, reads catalogs, and compares what it found with what the command line finds.
// Usage: node site.mjs FOLDER BINARY, where FOLDER/site/index.html is the page.
import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { chromium } from "playwright-core";
import { HOSTILE, hostile, large } from "../browser/catalogs.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const [folder, binary] = [path.resolve(process.argv[2]), path.resolve(process.argv[3])];
const INDEX = pathToFileURL(path.join(folder, "site", "index.html")).href;
const DAY = "2026-11-23";
const WIDE = { width: 1400, height: 900 }, PHONE = { width: 390, height: 844 };
const MOST_MS = Number(process.env.SCAN_MS ?? 6_000);
const failures = [];
const check = (holds, what) => { if (!holds) { failures.push(what); console.log(`FAILED: ${what}`); } };

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync"],
});

// The page, with whatever it does wrong recorded: of requests only itself and the worker that it made of its own text.
async function open(hash = "", options = {}) {
  const context = await browser.newContext({ viewport: WIDE, acceptDownloads: true, ...options });
  const page = await context.newPage();
  page.on("console", (message) => check(!["error", "warning"].includes(message.type()), `${hash}: console: ${message.text()}`));
  page.on("pageerror", (error) => check(false, `${hash}: ${error.message}`));
  page.on("dialog", (dialog) => { check(false, `${hash}: a dialog`); dialog.dismiss(); });
  page.on("request", (request) => {
    const mine = request.url().split("#")[0] === INDEX || request.url().startsWith("blob:");
    check(mine, `${hash}: asks for ${request.url().slice(0, 200)}`);
  });
  await page.goto(INDEX + hash);
  await page.waitForFunction(() => document.getElementById("state").textContent !== "Getting ready …");
  if (!hash.includes("as_of")) { await page.fill("#as_of", DAY); await page.locator("#as_of").blur(); }
  return page;
}

async function ask(page, text) {
  await page.fill("#q", text);
  const turn = await page.evaluate(() => document.getElementById("content").dataset.turn);
  await page.click(".ask button");
  await page.waitForFunction((turn) => document.getElementById("content").dataset.turn !== turn && document.querySelector("#content .told") !== null, turn);
}

async function looks(name, page, kind) {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => axe.run(document));
  for (const one of violations) check(false, `${name} (${kind}): ${one.id}: ${one.nodes.slice(0, 3).map((node) => `${node.html.slice(0, 160)} ${node.failureSummary}`).join(" | ")}`);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  check(wide <= 0, `${name} (${kind}): ${wide} pixels too wide`);
  check(await page.locator("h1:visible").count() === 1, `${name} (${kind}): not one h1`);
  await page.screenshot({ path: path.join(folder, `still-${name}-${kind}.png`), fullPage: true });
}

const has = async (page, where, words, what) => {
  const text = await page.locator(where).innerText();
  for (const word of words) check(text.includes(word), `${what}: no “${word}” in: ${text.slice(0, 300)}`);
};

async function asks() {
  const page = await open();
  await ask(page, "EZVIZ C6N baby monitor");
  await has(page, "#content", ["this leads to", "Hangzhou Hikvision", "Say above who you are", "It stays in this browser"], "an answer");
  await page.selectOption("#reader", "consumer");
  await page.fill("#place", "US");
  await page.locator("#place").blur();
  await page.waitForFunction(() => document.body.textContent.includes("What it means for you, a consumer in US"));
  await page.selectOption("#language", "es");
  await page.getByText("All of it: the path").click();
  await page.waitForFunction(() => document.getElementById("content").textContent.includes("What a buyer is told"));
  await has(page, "#content", ["que figura en", "A case"], "a case in Spanish");
  check((await page.evaluate(() => location.hash)).startsWith("#/case/"), "the address of a case");
  await page.locator("#content a[href^='#/party/']").first().click();
  await page.waitForFunction(() => location.hash.startsWith("#/party/") && document.querySelector("#content h1") !== null);
  await has(page, "#content", ["Hikvision"], "a dossier");
  check(await page.locator("#content a[href^='/']").count() === 0, "a link that leads out of the page into the disk");
  await page.goBack();
  await page.goBack();
  await page.waitForFunction(() => document.querySelector("#content .told") !== null);
  await ask(page, `<!doctype html><html><head><title>Shop</title><script type="application/ld+json">{"@type":"Product","name":"Bullet camera","brand":{"name":"Loryta"},"mpn":"IPC-T5442TM-AS"}</script></head><body>x</body></html>`);
  await has(page, "#content", ["Dahua"], "a pasted page");
  for (const text of HOSTILE) await ask(page, text);
  check(!(await page.title()).includes("owned"), "hostile text ran");
  check(await page.locator("#content script, #content img").count() === 0, "hostile text became markup");
  await page.fill("#q", "  ");
  await page.context().close();
  // The register's newest source is later than what a day in the past asks for; an address may say the day.
  const past = await open("#/?q=Lorex+4K+camera&as_of=2024-06-01");
  await past.waitForFunction(() => document.querySelector("#content .told") !== null);
  check(await past.inputValue("#as_of") === "2024-06-01", "the day of an address");
  await past.context().close();
  const bad = await open("#/case/none");
  await bad.waitForFunction(() => document.getElementById("state").textContent.includes("there is no such page"));
  await bad.goto(`${INDEX}#/party/..%2F..%2Fx`);
  await bad.waitForFunction(() => document.getElementById("state").className === "alarm");
  await bad.context().close();
}

async function pictures() {
  for (const [kind, options] of [["light", { colorScheme: "light" }], ["dark", { colorScheme: "dark" }], ["phone", { viewport: PHONE }]]) {
    const page = await open("", options);
    await looks("home", page, kind);
    await page.selectOption("#reader", "consumer");
    await page.fill("#place", "US");
    await page.locator("#place").blur();
    await ask(page, "EZVIZ C6N baby monitor");
    await looks("answer", page, kind);
    await page.goto(`${INDEX}#/scan`);
    await page.setInputFiles("#file", path.join(folder, "hostile.csv"));
    await page.click("#go");
    await page.waitForSelector("#found:not([hidden])");
    await looks("scan", page, kind);
    check(!(await page.title()).includes("owned"), "a hostile catalog ran");
    await page.context().close();
  }
}

// By keyboard alone: from the top to an answer.
async function keyboard() {
  const page = await open();
  const at = () => page.evaluate(() => document.activeElement.id || document.activeElement.tagName);
  let tabs = 0;
  await page.evaluate(() => document.activeElement.blur());
  while (await at() !== "q" && tabs++ < 30) await page.keyboard.press("Tab");
  check(await at() === "q", "the keyboard does not reach the box");
  await page.keyboard.type("Loryta IPC-T5442TM-AS");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.waitForSelector("#content .told");
  await page.context().close();
}

async function scanned(page, file) {
  await page.goto(`${INDEX}#/scan`);
  await page.waitForSelector("#upload:visible");
  await page.setInputFiles("#file", file);
  const began = Date.now();
  await page.click("#go");
  await page.waitForFunction(() => !document.getElementById("found").hidden || !document.getElementById("failed").hidden, null, { timeout: 120_000 });
  return Date.now() - began;
}

async function saved(page, button) {
  const [download] = await Promise.all([page.waitForEvent("download"), page.click(button)]);
  return readFileSync(await download.path(), "utf8");
}

// What the command line says of the same file, by the same name.
function commandLine(name) {
  const results = path.join(folder, `${name}.jsonl`);
  const ran = spawnSync(binary, ["scan", name, "--quiet", "--as-of", DAY, "--only-findings", "-o", results, "--force"], { cwd: folder, encoding: "utf8" });
  check(ran.status === 1, `nameplate scan ${name}: ${ran.status}: ${ran.stderr}`);
  const manifest = JSON.parse(readFileSync(`${results}.manifest.json`, "utf8"));
  const stream = spawnSync(binary, ["scan", name, "--quiet", "--as-of", DAY, "--only-findings", "-o", "-"], { cwd: folder, encoding: "utf8", maxBuffer: 1 << 28 });
  // A stream ends with its manifest, which speaks of the run and not of the rows.
  const records = stream.stdout.split("\n").filter((line) => !line.startsWith('{"type":"manifest"')).join("\n");
  return { records, manifest };
}

async function catalogs() {
  const page = await open();
  for (const name of ["hostile.csv", "catalog.csv", "latin.csv", "lines.jsonl", "large.csv"]) {
    const took = await scanned(page, path.join(folder, name));
    const { records, manifest } = commandLine(name);
    const sum = await page.locator("#digest").innerText();
    check(sum.includes(manifest.digest), `${name}: another digest than the command line's: ${sum}; ${await page.locator("#failed").innerText()}`);
    const sorted = (text) => text.split("\n").sort().join("\n");
    const mine = await saved(page, "#jsonl");
    check(sorted(mine) === sorted(records), `${name}: other records than the command line's: ${mine.length} and ${records.length} bytes`);
    const rows = records.split("\n").filter((line) => line.startsWith('{"type":"result"')).length;
    if (name === "large.csv") {
      console.log(`a catalog of ${manifest.counts.listings} rows, ${rows} of them with findings: ${(took / 1000).toFixed(2)} s in the page`);
      check(took < MOST_MS, `${name}: ${took} ms`);
      await looks("large", page, "light");
    }
    const csv = await saved(page, "#csv");
    check(csv.startsWith('"line","id"'), `${name}: no CSV`);
    for (const line of csv.split("\r\n")) check(!/(^|")[=+\-@]/.test(line), `${name}: a cell starts a formula: ${line.slice(0, 120)}`);
  }
  // Packed, the same.
  writeFileSync(path.join(folder, "catalog.csv.gz"), gzipSync(readFileSync(path.join(folder, "catalog.csv"))));
  await scanned(page, path.join(folder, "catalog.csv.gz"));
  check((await page.locator("#digest").innerText()).startsWith("48 listings"), `a packed catalog: ${await page.locator("#digest").innerText()}`);
  for (const [name, bytes, words] of [
    ["book.xlsx", Buffer.from("PK\x03\x04zz"), "a workbook"], ["page.pdf", Buffer.from("%PDF-1.7"), "a PDF"],
    ["none.csv", Buffer.from("a,b\n1,2\n"), "no column with a known meaning"], ["empty.csv", Buffer.from(""), ""],
  ]) {
    writeFileSync(path.join(folder, name), bytes);
    await scanned(page, path.join(folder, name));
    if (words) check((await page.locator("#failed").innerText()).includes(words), `${name}: ${await page.locator("#failed").innerText()}`);
  }
  await scanned(page, path.join(folder, "larger.csv"));
  check((await page.locator("#failed").innerText()).includes("more than 100,000 rows"), `too many rows: ${await page.locator("#failed").innerText()}`);
  // Stopped in the middle, and asked again.
  await page.setInputFiles("#file", path.join(folder, "large.csv"));
  await page.click("#go");
  await page.waitForFunction(() => /^[1-9]/.test(document.getElementById("rows").textContent));
  await page.click("#stop");
  await page.waitForFunction(() => document.getElementById("failed").textContent.includes("stopped"));
  await scanned(page, path.join(folder, "catalog.csv"));
  check(await page.locator("#found").isVisible(), "no scan after one that was stopped");
  await page.context().close();
}

// The same page twice is the same file.
const again = path.join(folder, "again");
execFileSync(binary, ["site", "-o", again, ...(process.env.NAMEPLATE_WASM ? ["--engine", path.join(process.env.NAMEPLATE_WASM, "nameplate.wasm")] : [])]);
const sha = (file) => createHash("sha256").update(readFileSync(file)).digest("hex");
check(sha(path.join(folder, "site", "index.html")) === sha(path.join(again, "index.html")), "two pages of the same are not the same");

hostile(path.join(folder, "hostile.csv"));
large(path.join(folder, "large.csv"), 20_000, 4);
large(path.join(folder, "larger.csv"), 50_001, 1);
writeFileSync(path.join(folder, "catalog.csv"), readFileSync(new URL("../../examples/catalog.csv", import.meta.url)));
writeFileSync(path.join(folder, "latin.csv"), Buffer.from("Artikel;Titel;Marke;Verkäufer\n1;Überwachungskamera für außen;Hikvision;Händler Ä\n2;Küchenstuhl;Ikea;Möbel Ö\n", "latin1"));
writeFileSync(path.join(folder, "lines.jsonl"), '{"sku":"1","title":"Dome camera","brand":{"name":"Dahua"}}\n{broken\n{"sku":"2","title":"摄像机 海康威视"}\n');

for (const part of [asks, keyboard, pictures, catalogs]) {
  const began = Date.now();
  await part();
  console.log(`${part.name}: ${Date.now() - began} ms`);
}
await browser.close();
if (failures.length) { console.log(`${failures.length} failures`); process.exit(1); }
console.log("the page without a server: all well");
