// Opens every page of a running service as people do: no console error, no foreign request, no violation that axe knows, light and
// dark, wide and on a phone, with and without scripts; asks, searches, uploads a catalog and reads its report.
// Usage: node site.mjs http://127.0.0.1:PORT FOLDER CATALOG
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { chromium } from "playwright-core";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const [base, out, catalog] = [process.argv[2], path.resolve(process.argv[3]), path.resolve(process.argv[4])];
const failures = [];
const check = (holds, what) => { if (!holds) { failures.push(what); console.log(`FAILED: ${what}`); } };
const WIDE = { width: 1400, height: 900 };
const PHONE = { width: 390, height: 844 };

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync"],
});

// A page of the service, with whatever it does wrong recorded.
async function open(address, { status = 200, ...options } = {}) {
  const context = await browser.newContext({ viewport: WIDE, ...options });
  const page = await context.newPage();
  // Browsers note that an answer was an error; that it is one is checked here.
  const expected = (text) => status >= 400 && text.includes(`status of ${status}`);
  page.on("console", (message) => check(!["error", "warning"].includes(message.type()) || expected(message.text()), `${address}: console: ${message.text()}`));
  page.on("pageerror", (error) => check(false, `${address}: ${error.message}`));
  page.on("dialog", (dialog) => { check(false, `${address}: a dialog`); dialog.dismiss(); });
  page.on("request", (request) => check(request.url().startsWith(base), `${address}: asks for ${request.url()}`));
  const answer = await page.goto(base + address);
  check(answer.status() === status, `${address}: ${answer.status()}, not ${status}`);
  return page;
}

async function looks(name, address, options = {}) {
  for (const [kind, context] of [["light", { colorScheme: "light" }], ["dark", { colorScheme: "dark" }], ["phone", { viewport: PHONE }]]) {
    const page = await open(address, { ...options, ...context });
    await page.evaluate(AXE);
    const { violations } = await page.evaluate(() => axe.run(document));
    for (const one of violations) check(false, `${name} (${kind}): ${one.id}: ${one.nodes.slice(0, 3).map((node) => `${node.html.slice(0, 160)} ${node.failureSummary}`).join(" | ")}`);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    check(wide <= 0, `${name} (${kind}): ${wide} pixels too wide`);
    check(await page.locator("h1").count() === 1, `${name}: not one h1`);
    await page.screenshot({ path: path.join(out, `site-${name}-${kind}.png`), fullPage: true });
    await page.context().close();
  }
}

const PAGES = {
  home: "/",
  answer: "/?q=EZVIZ+C6N+baby+monitor&reader=consumer&place=US",
  anybody: "/?q=HIKVISION+DS-2CD2143G2-I+4MP+dome+camera",
  nothing: "/?q=oak+desk",
  hostile: "/?q=%3Cscript%3Ealert(1)%3C%2Fscript%3E%22%20onmouseover%3D%22alert(1)%22%20Hikvision%E2%80%AEgpj",
  search: "/search?q=hikvision",
  nobody: "/search?q=zzzzqq",
  party: "/party/lorex?as_of=2021-06-01",
  narrowed: "/search?q=technology&kind=company&listed=yes",
  lists: "/lists",
  changes: "/changes?since=2026-01-01",
  how: "/how",
  api: "/api",
  wrong: "/wrong?about=hikvision",
  scans: "/scans",
};
for (const [name, address] of Object.entries(PAGES)) await looks(name, address);
await looks("missing", "/party/nobody-of-that-name", { status: 404 });
await looks("day", "/?as_of=tomorrow", { status: 422 });

// The box: paste, press, read; who asks is kept in the address.
{
  const page = await open("/?reader=retailer&place=US");
  await page.locator("#q").fill("4K PoE bullet camera\nBrand: Loryta\nModel: IPC-T5442TM-AS");
  const begun = Date.now();
  await page.getByRole("button", { name: "Look it up" }).click();
  await page.locator("#who").waitFor();
  console.log(`the answer to a pasted text: ${Date.now() - begun} ms`);
  const text = await page.locator("main").innerText();
  for (const words of ["Dahua", "What it means for you, a retailer in US", "What is said", "What the companies answer"]) check(text.includes(words), `home: no "${words}"`);
  check(page.url().includes("reader=retailer") && page.url().includes("place=US"), `home: ${page.url()}`);
  await page.getByRole("link", { name: /All of it/ }).click();
  check((await page.locator("h1").innerText()).includes("Dahua"), "case: another target");
  check(page.url().includes("reader=retailer"), "case: who asks is lost");
  const at = new URL(page.url()).pathname;
  await page.context().close();
  await looks("case", `${at}?reader=retailer&place=US`);
  await looks("old", `${at}?as_of=2012-01-01`);
}

// Without scripts, and with the keyboard alone.
{
  const page = await open("/", { javaScriptEnabled: false });
  await page.locator("#q").focus();
  await page.keyboard.type("EZVIZ C6N");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.locator("#who").waitFor();
  await page.locator("#reader").selectOption("agency");
  await page.getByRole("button", { name: "Set" }).click();
  check(page.url().includes("reader=agency"), `who asks is not in the address: ${page.url()}`);
  await page.context().close();
}

// A catalog: dropped, watched, read.
{
  const page = await open("/scans?reader=retailer&place=US");
  await page.locator("#catalog").fill("spring");
  await page.locator("#file").setInputFiles(catalog);
  await page.getByRole("button", { name: "Scan it" }).click();
  await page.getByRole("link", { name: "Read the report" }).waitFor({ timeout: 60_000 });
  await page.screenshot({ path: path.join(out, "site-scan-light.png"), fullPage: true });
  const at = new URL(page.url()).pathname;
  await page.getByRole("link", { name: "Read the report" }).click();
  await page.waitForFunction(() => document.documentElement.dataset.ready === "yes");
  check((await page.locator("h1").innerText()).length > 20, "the report has no answer");
  await page.context().close();
  await looks("scan", at);
}

await browser.close();
if (failures.length) {
  console.log(`${failures.length} failures`);
  process.exit(1);
}
console.log("all pages of the service hold");
