// The toolbar's window and the options.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

export async function windows(browser, out) {
  await browser.settings({});
  await popup(browser, out);
  await typed(browser);
  await options(browser, out);
}

/** The toolbar's window over a tab: in a tab of its own, told that the shop's tab is the one in front. */
export async function popupOver(browser, page) {
  const [tab] = await browser.worker.evaluate(async (url) => (await chrome.tabs.query({})).filter((tab) => tab.url === url), page.url());
  const popup = await browser.context.newPage();
  await popup.setViewportSize({ width: 420, height: 600 });
  popup.on("pageerror", (error) => browser.check(false, `popup: ${error.message}`));
  popup.on("console", (message) => browser.check(message.type() !== "error", `popup: console: ${message.text()}`));
  await popup.addInitScript((tab) => { chrome.tabs.query = async () => [tab]; }, tab ?? { id: 999_999, url: "chrome://version/" });
  await popup.goto(`chrome-extension://${browser.id}/popup.html`);
  await popup.locator("main[data-state]").waitFor({ timeout: 10_000 });
  return popup;
}

async function popup(browser, out) {
  const pages = {
    "jsonld.html": ["connected", "Who is behind this product", "is a subsidiary of"],
    "review.html": ["review", "Not sure, and why", "What would settle it", "Ask for the model number", "if it is confirmed"],
    "desk.html": ["nothing", "Read, nothing found", "That is no certificate", "What was read", "brand: IKEA"],
    "silent.html": ["silent", "it names no maker", "That is no certificate"],
    "about.html": ["unread", "Could not be read", "Nothing was judged"],
    "results.html": ["results", "4 offers on this page were read; 2 lead"],
  };
  for (const [address, [state, ...words]] of Object.entries(pages)) {
    const page = await browser.page(address);
    await page.waitForLoadState();
    const window = await popupOver(browser, page);
    const text = await window.locator("body").innerText();
    browser.check(await window.locator("main").getAttribute("data-state") === state, `popup over ${address}: not ${state}`);
    for (const word of words) browser.check(text.includes(word), `popup over ${address}: no “${word}” in ${text.slice(0, 300)}`);
    await accessible(browser, window, `popup ${state}`);
    await window.screenshot({ path: path.join(out, `popup-${state}.png`) });
    await window.emulateMedia({ colorScheme: "dark" });
    await accessible(browser, window, `popup ${state}, dark`);
    await window.close();
    await page.close();
  }
  // Where the browser lets nobody read: that differs from a page that says nothing.
  const refused = await popupOver(browser, { url: () => "chrome://version/" });
  browser.check((await refused.locator("main").innerText()).includes("The browser lets no extension read this page"), "a page of the browser's own is not told apart");
  await refused.close();
}

async function typed(browser) {
  const page = await browser.page("about.html");
  const window = await popupOver(browser, page);
  await window.locator("#typed").fill("Hikvision DS-2CD2143G2-I");
  await window.keyboard.press("Enter");
  await window.locator('main[data-state="connected"]').waitFor();
  await window.locator("#typed").fill('<img src=x onerror=alert(1)> "oak desk"');
  await window.keyboard.press("Enter");
  await window.locator('main:not([data-state="connected"])').waitFor();
  browser.check(await window.locator("main img").count() === 0, "what was typed became markup");
  await window.close();
  await page.close();
}

async function options(browser, out) {
  const page = await browser.context.newPage();
  page.on("pageerror", (error) => browser.check(false, `options: ${error.message}`));
  page.on("console", (message) => browser.check(message.type() !== "error", `options: console: ${message.text()}`));
  await page.goto(`chrome-extension://${browser.id}/options.html`);
  await page.locator("#shops").waitFor();
  const text = await page.locator("main").innerText();
  browser.check((text.match(/unverified/g) ?? []).length === 7, "the seven readers for shops are not marked as unverified");
  for (const words of ["makes no request to any server", "On its own it reads no page", "What it knows"]) browser.check(text.includes(words), `the options do not say “${words}”`);
  await accessible(browser, page, "options");
  await page.screenshot({ path: path.join(out, "options.png"), fullPage: true });
  const kept = () => browser.worker.evaluate(async () => (await chrome.storage.local.get("settings")).settings);
  await page.locator("#place").fill("us-tx");
  await page.locator("#place").press("Tab");
  await browser.until(async () => (await kept()).place === "US-TX", "a place is not kept");
  await page.locator("#place").fill("Texas");
  await page.locator("#place").press("Tab");
  browser.check((await page.locator("#place-wrong").innerText()).includes("two letters"), "a wrong place is not told");
  browser.check((await kept()).place === "US-TX", "a wrong place is kept");
  await page.locator('label[for="reader-agency"]').click();
  await browser.until(async () => (await kept()).reader === "agency", "a reader is not kept");
  await page.locator('label[for="notice-toolbar"]').click();
  await page.locator('label[for="marks"]').click();
  await browser.until(async () => (await kept()).notice === "toolbar" && (await kept()).marks === false, "choices are not kept");
  await page.locator("#language").selectOption("es");
  await page.getByRole("heading", { name: "Nameplate: opciones" }).waitFor();
  browser.check(await page.evaluate(() => document.documentElement.lang) === "es", "the options do not say their language");
  await page.locator('label[for="theme-dark"]').click();
  await browser.until(() => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor === "rgb(27, 31, 35)"), "a dark theme is not drawn");
  await accessible(browser, page, "options, dark and Spanish");
  await page.setViewportSize({ width: 390, height: 844 });
  const wide = await page.evaluate(() => Array.from(document.querySelectorAll("main *")).filter((one) => one.getBoundingClientRect().right > innerWidth).length);
  browser.check(wide === 0, `${wide} things of the options are too wide for a phone`);
  await page.screenshot({ path: path.join(out, "options-dark.png"), fullPage: true });
  await page.close();
  // What it means is another thing for another reader.
  await browser.settings({ reader: "agency" });
  const shop = await browser.page("jsonld.html");
  await browser.badge(shop, "no badge");
  await browser.press(shop);
  const panel = await browser.inside(shop, 'one(".panel").innerText');
  browser.check(panel.includes("For a public body, US: A rule bars it"), "an agency is not told that a rule bars it");
  await shop.close();
}

async function accessible(browser, page, name) {
  await page.evaluate(AXE);
  const { violations, passes } = await page.evaluate(() => axe.run(document));
  browser.check(passes.some((one) => one.id === "color-contrast"), `${name}: axe did not look at colours`);
  for (const one of violations) browser.check(false, `${name}: ${one.id}: ${one.nodes.slice(0, 3).map((node) => `${node.html.slice(0, 160)} ${node.failureSummary}`).join(" | ")}`);
}
