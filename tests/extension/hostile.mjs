// Shops that mean harm: none of them gets in, keeps the warning away from the toolbar, or slows down.
import path from "node:path";
import { popupOver } from "./windows.mjs";

export async function hostile(browser, out) {
  await browser.settings({});
  for (const name of ["fake.html", "prototypes.html", "proto.html", "clobber.html", "strict.html", "markup.html", "presser.html", "bomb.html"]) {
    const page = await browser.page(name, { quiet: true });
    await browser.badge(page, `${name}: no badge`);
    browser.check(await browser.inside(page, "({}).polluted === undefined && ({}).title === undefined"), `${name}: the extension's own prototypes changed`);
    if (name !== "strict.html") browser.check(await page.evaluate(() => window.caught !== true && !window.inside), `${name}: the page caught something`);
    browser.check(await browser.inside(page, 'one(".panel") === undefined'), `${name}: a panel opened by itself`);
    // A press that no person made counts for nothing, even for who could reach the button.
    await browser.inside(page, 'one(".badge").click()');
    browser.check(await browser.inside(page, 'one(".panel") === undefined'), `${name}: a script can press the badge`);
    await browser.press(page);
    const text = await browser.inside(page, 'one(".panel").innerText');
    browser.check(text.includes("Hangzhou Hikvision Digital Technology Co., Ltd."), `${name}: the panel does not say who`);
    browser.check(await browser.inside(page, 'all(".panel img, .panel script, .panel svg, .panel iframe").length') === 0, `${name}: markup in the panel`);
    browser.check(await browser.inside(page, 'getComputedStyle(one(".panel")).display') === "flex", `${name}: styles of the panel are not its own`);
    await page.screenshot({ path: path.join(out, `hostile-${name.replace(".html", ".png")}`) });
    await page.close();
  }
  const forms = await browser.page("forms.html", { quiet: true });
  await browser.until(() => browser.inside(forms, 'all(".mark").length === 2'), "forms.html: not two marks");
  await forms.close();
  await fakes(browser, out);
  await removes(browser);
  await storms(browser);
  await strangers(browser);
}

/** A page can paint a badge; the toolbar's window says what is so. */
async function fakes(browser, out) {
  const page = await browser.page("fake.html", { quiet: true });
  const window = await popupOver(browser, page);
  const text = await window.locator("body").innerText();
  browser.check(text.includes("Hikvision") && !text.includes("certified"), "the toolbar's window says what the page paints");
  browser.check(text.includes("A page can paint whatever it likes"), "the toolbar's window does not warn of pages");
  await window.screenshot({ path: path.join(out, "popup-fake.png") });
  await window.close();
  await page.close();
}

/** A page that takes the badge out: it comes back three times, then there is the toolbar. */
async function removes(browser) {
  const page = await browser.page("remover.html", { quiet: true });
  await browser.until(() => page.evaluate(() => window.taken >= 4), "remover.html: the badge was not put back");
  await page.waitForTimeout(500);
  browser.check(await page.evaluate(() => window.taken) === 4, "remover.html: a fight without end");
  const told = await browser.worker.evaluate(async (url) => {
    const [tab] = (await chrome.tabs.query({})).filter((tab) => tab.url === url);
    return chrome.action.getBadgeText({ tabId: tab.id });
  }, page.url());
  browser.check(told === "!", "remover.html: the toolbar does not tell");
  await page.close();
}

/** Changes without end cost a bounded number of readings. */
async function storms(browser) {
  const page = await browser.page("storm.html", { quiet: true });
  await browser.badge(page, "storm.html: no badge");
  const before = await page.evaluate(() => window.turns);
  await page.waitForTimeout(3_000);
  const [turns, readings] = [await page.evaluate(() => window.turns) - before, await browser.inside(page, "globalThis.nameplatePage.readings")];
  console.log(`storm: ${readings} readings in three seconds, the page took ${turns} turns`);
  browser.check(readings <= 8, `storm.html: read ${readings} times in three seconds`);
  browser.check(turns > 1_000, `storm.html: the page stood still: ${turns}`);
  await page.close();
}

/** Messages from elsewhere: no page can send one, and what a page's script sends is looked at. */
async function strangers(browser) {
  const page = await browser.page("jsonld.html", { quiet: true });
  await browser.badge(page, "no badge");
  const own = await page.evaluate(async (id) => {
    if (typeof chrome === "undefined" || chrome.runtime?.sendMessage === undefined) return "no way";
    return chrome.runtime.sendMessage(id, { do: "about" }).then(() => "answered", () => "refused");
  }, browser.id);
  browser.check(own !== "answered", "a page was answered");
  const files = await page.evaluate(async (id) => Promise.all(["page.js", "engine.wasm", "popup.html", "manifest.json"].map((name) => fetch(`chrome-extension://${id}/${name}`).then(() => name, () => ""))), browser.id).catch(() => []);
  browser.check(files.every((name) => name === ""), `a page can load ${files}`);
  for (const [what, request] of Object.entries({
    "what is for our windows": { do: "about" }, "what changes something": { do: "changed" }, "nothing": null, "junk": { do: "judge", kind: "product", listings: "x" },
    "an unknown thing": { do: "__proto__" },
  })) {
    const answer = await browser.inside(page, `chrome.runtime.sendMessage(${JSON.stringify(request)}).catch(() => null)`);
    browser.check(answer === null || answer === undefined, `${what} was answered from a page: ${JSON.stringify(answer)?.slice(0, 100)}`);
  }
  const many = await browser.inside(page, `chrome.runtime.sendMessage({ do: "judge", kind: "results", left: false, listings: Array.from({ length: 5000 }, () => ({ title: "x".repeat(5000), evil: 1 })) })`);
  browser.check(many.offers.length === 60, `${many.offers.length} offers were judged`);
  await page.close();
}
