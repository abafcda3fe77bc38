// Opens the pages from disk, as people do, and checks what no unit test sees: errors, requests, contrast and labels, the
// keyboard, time, print. Usage: node check.mjs FOLDER
import { execFileSync } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const USABLE_MS = 2_000;
const folder = path.resolve(process.argv[2]);
const failures = [];
const check = (holds, what) => { if (!holds) { failures.push(what); console.log(`FAILED: ${what}`); } };

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync"],
});

// A page, with whatever it does wrong recorded.
async function open(name, { anchor = "", ...options } = {}) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  page.on("console", (message) => check(!["error", "warning"].includes(message.type()), `${name}: console: ${message.text()}`));
  page.on("pageerror", (error) => check(false, `${name}: ${error.message}`));
  page.on("dialog", (dialog) => { check(false, `${name}: a dialog`); dialog.dismiss(); });
  page.on("request", (request) => check(request.url().startsWith("file:"), `${name}: asks for ${request.url()}`));
  await page.goto(pathToFileURL(path.join(folder, `${name}.html`)).href + anchor);
  if (await page.locator("#data").count() || await page.locator("#items").count()) {
    if (options.javaScriptEnabled !== false) await page.waitForFunction(() => document.documentElement.dataset.ready === "yes");
  }
  return page;
}

async function openFirst(page) {
  const group = page.locator('#items .group button[aria-expanded="false"]').first();
  if (await group.count()) await group.click();
  const summary = page.locator("#items summary").first();
  if (!(await summary.count())) return;
  await summary.click();
  await page.locator("#items .item").first().evaluate((item) => item.querySelectorAll("details").forEach((one) => { one.open = true; }));
}

async function accessible(name) {
  for (const colorScheme of ["light", "dark"]) {
    const page = await open(name, { colorScheme, viewport: { width: 1400, height: 900 } });
    await page.screenshot({ path: path.join(folder, `${name}-${colorScheme}-first.png`) });
    await openFirst(page);
    await page.evaluate(AXE);
    const { violations } = await page.evaluate(() => axe.run(document));
    for (const one of violations) check(false, `${name} (${colorScheme}): ${one.id}: ${one.nodes.slice(0, 3).map((node) => `${node.html.slice(0, 160)} ${node.failureSummary}`).join(" | ")}`);
    await page.screenshot({ path: path.join(folder, `${name}-${colorScheme}.png`) });
    await page.context().close();
  }
}

async function fitsAPhone(name) {
  const page = await open(name, { viewport: { width: 390, height: 844 } });
  await openFirst(page);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  check(wide <= 0, `${name}: ${wide} pixels too wide for a phone`);
  await page.screenshot({ path: path.join(folder, `${name}-phone.png`) });
  await page.context().close();
}

// Printed, and read back.
async function prints(name, words, { most = Infinity, first = [], whole = false } = {}) {
  const page = await open(name);
  if (whole) {
    await openFirst(page);
    await page.locator("#whole").check();
  }
  const pdf = path.join(folder, `${name}.pdf`);
  await page.pdf({ path: pdf, preferCSSPageSize: true });
  const text = execFileSync("pdftotext", ["-layout", pdf, "-"], { encoding: "utf8", maxBuffer: 1 << 28 }).replace(/\s+/g, " ");
  for (const word of words) check(text.includes(word), `${name}: not in print: ${word}`);
  const pages = Number(/Pages:\s+(\d+)/.exec(execFileSync("pdfinfo", [pdf], { encoding: "utf8" }))[1]);
  check(pages <= most, `${name}: ${pages} pages in print, more than ${most}`);
  const opening = execFileSync("pdftotext", ["-layout", "-l", "1", pdf, "-"], { encoding: "utf8" }).replace(/\s+/g, " ");
  for (const word of first) check(opening.includes(word), `${name}: not on the first page of print: ${word}`);
  await page.context().close();
}

async function byKeyboard(name) {
  const page = await open(name);
  const focused = () => page.evaluate(() => document.activeElement.id || document.activeElement.tagName);
  let tabs = 0;
  while (await focused() !== "q" && tabs++ < 40) await page.keyboard.press("Tab");
  check(await focused() === "q", `${name}: the keyboard does not reach the filter`);
  await page.keyboard.type("ezviz");
  await page.waitForFunction(() => document.getElementById("status").textContent.includes(" fit"));
  const inRow = () => page.evaluate(() => document.activeElement.tagName === "SUMMARY" && document.activeElement.closest("#items") !== null);
  while (!(await inRow()) && tabs++ < 60) await page.keyboard.press("Tab");
  check(await focused() === "SUMMARY", `${name}: the keyboard does not reach the rows`);
  await page.keyboard.press("Enter");
  await page.waitForSelector("#items .chain");
  const text = await page.locator("#items .found").first().innerText();
  for (const word of ["Evidence in the listing", "The path", "Hikvision", "What follows"]) check(text.includes(word), `${name}: not in the opened row: ${word}`);
  await page.context().close();
}

// A group opens and shuts by keyboard, and stays where it was.
async function groups(name) {
  const page = await open(name);
  const button = page.locator("#items .group button").first();
  await button.focus();
  await page.keyboard.press("Enter");
  const state = () => page.evaluate(() => document.activeElement.getAttribute("aria-expanded"));
  check(await state() === "true" && await page.locator("#items .item").count() > 0, `${name}: a group does not open by keyboard`);
  await page.keyboard.press("Enter");
  check(await state() === "false", `${name}: a group does not shut again, or loses the focus`);
  await page.context().close();
}

// What is chosen stands in the address and comes back from it; what is to be done leads to its rows; rows come out as CSV.
async function addresses(name) {
  const page = await open(name);
  await page.locator(".todo a").first().click();
  await page.waitForFunction(() => location.hash.includes("=") && document.getElementById("f-meaning").value !== "");
  const said = await page.locator("#status").innerText();
  const again = await open(name, { anchor: new URL(page.url()).hash });
  check(await again.locator("#status").innerText() === said, `${name}: ${page.url()} does not bring back ${said}`);
  const [download] = await Promise.all([again.waitForEvent("download"), again.locator("#csv").click()]);
  const lines = readFileSync(await download.path(), "utf8").trim().split("\r\n");
  check(lines.length === 1 + Number(said.split(" ")[0]), `${name}: ${lines.length} lines of CSV where ${said}`);
  check(lines.every((line) => !/(^|,)"[=+@-]/.test(line)), `${name}: a cell of the CSV is a formula`);
  await page.context().close();
  await again.context().close();
}

async function withoutScript(name) {
  const page = await open(name, { javaScriptEnabled: false });
  check(await page.locator("#items .item").count() > 0 && !(await page.locator("#filter").isVisible()), `${name}: without script no rows, or a filter that does nothing`);
  await page.locator("#items summary").first().click();
  check(await page.locator("#items .chain").first().isVisible(), `${name}: without script no chain`);
  await page.context().close();
}

// What a warning links to is opened, once.
async function anchors(name, anchor) {
  for (const javaScriptEnabled of [true, false]) {
    const page = await open(name, { anchor: `#${anchor}`, javaScriptEnabled });
    const block = page.locator(`[id="${anchor}"]`);
    check(await block.count() === 1 && await block.isVisible(), `${name}: #${anchor} does not open its finding${javaScriptEnabled ? "" : " without script"}`);
    if (!javaScriptEnabled) { await page.context().close(); continue; }
    check(await block.evaluate((one) => one.getBoundingClientRect().top < innerHeight), `${name}: #${anchor} is not in view`);
    await block.locator("summary", { hasText: "What a buyer is told" }).click();
    check((await block.locator(".warning").innerText()).includes("For a shopper"), `${name}: no warning in #${anchor}`);
    await block.screenshot({ path: path.join(folder, `${name}-warning.png`) });
    await page.context().close();
  }
}

async function harmless(name) {
  const page = await open(name);
  await openFirst(page);
  check(!(await page.title()).includes("owned"), `${name}: a title of a listing ran`);
  check(await page.locator("script").count() === 2 && await page.locator("img").count() === 0, `${name}: a listing made an element`);
  const text = await page.locator("body").innerText();
  check(text.includes("⟦U+202E⟧") && !text.includes("\u202E") && text.includes("<img src=x"), `${name}: hostile text is not shown as it is`);
  check(/cut; \d+,\d+ characters/.test(text), `${name}: a long title is not cut`);
  await page.context().close();
}

// A number that is cited leads to its source at the end of the page.
async function citesWhatItLists(name) {
  const page = await open(name);
  const notes = page.locator("a.note");
  check(await notes.count() > 1, `${name}: nothing is cited by number`);
  const lost = await notes.evaluateAll((all) => all.filter((one) => !document.querySelector(one.getAttribute("href"))).length);
  check(lost === 0, `${name}: ${lost} numbers lead to no source`);
  await page.context().close();
}

async function fast(name) {
  const times = [];
  for (let n = 0; n < 3; n++) {
    const started = performance.now();
    const page = await open(name);
    times.push(Math.round(performance.now() - started));
    if (n === 0) {
      const filter = await page.evaluate(() => {
        const began = performance.now();
        document.getElementById("f-order").value = "2";
        document.getElementById("filter").dispatchEvent(new Event("change"));
        return Math.round(performance.now() - began);
      });
      console.log(`${name}: ordered by title in ${filter} ms`);
      await page.locator("#on").click();
      check((await page.locator("#page").innerText()).startsWith("Page 2 of"), `${name}: the table does not turn its pages`);
    }
    await page.context().close();
  }
  times.sort((a, b) => a - b);
  console.log(`${name}: ${(statSync(path.join(folder, `${name}.html`)).size / 1e6).toFixed(1)} MB, usable after ${times.join(", ")} ms`);
  check(times[1] <= USABLE_MS, `${name}: usable only after ${times[1]} ms`);
}

const pages = ["report", "reader", "hostile", "record", "dossier"];
for (const name of pages) { await accessible(name); await fitsAPhone(name); }
await prints("report", ["lead to a listed company", "Hikvision", "SHA-256", "Who is behind them"], { most: 3 });
await prints("reader", ["for a retailer in US", "What to do", "SHA-256"], { most: 3, first: ["Who is behind them", "Official finding", "Answer of"] });
await prints("record", [
  "Record of a reasonable inquiry", "Signature", "SHA-256", "section 889", "(a)(1)(A)", "(a)(1)(B)", "To be filled in by hand", "Who made these items?",
]);
await prints("dossier", ["Lorex", "Dahua", "Owners and lists over time", "Sources, as they can be cited"]);
await citesWhatItLists("dossier");
await prints("hostile", ["⟦U+202E⟧", "The path"], { whole: true });
await byKeyboard("report");
await groups("report");
await addresses("reader");
await addresses("hostile");
await withoutScript("report");
await anchors("report", "finding-hikvision");
await harmless("hostile");
await fast("large");
await browser.close();
console.log(failures.length ? `${failures.length} failed` : `all checks of ${pages.length + 1} pages passed`);
process.exitCode = failures.length ? 1 : 0;
