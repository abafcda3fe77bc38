// How it looks: dark, narrow, from right to left; and what axe says of it.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const PHONE = { width: 390, height: 844 };

export async function looks(browser, out) {
  await browser.settings({});
  const views = { light: {}, dark: { colorScheme: "dark" }, phone: { viewport: PHONE }, "phone-dark": { viewport: PHONE, colorScheme: "dark" } };
  for (const [name, options] of Object.entries(views)) await looked(browser, { name, address: "jsonld.html", options }, out);
  for (const [name, options] of [["rtl", {}], ["rtl-phone", { viewport: PHONE }]]) await looked(browser, { name, address: "rtl.html", options }, out);
  const page = await browser.page("rtl.html");
  await browser.badge(page, "rtl: no badge");
  browser.check(await browser.inside(page, 'one(".badge").getBoundingClientRect().left < 100'), "on a page from right to left the badge is not in its own corner");
  await browser.press(page);
  browser.check(await browser.inside(page, 'one(".panel").getBoundingClientRect().left < 100'), "on a page from right to left the panel is not in its own corner");
  await page.close();
  // A chosen theme goes before the browser's.
  await browser.settings({ theme: "dark" });
  const dark = await browser.page("jsonld.html");
  await browser.badge(dark, "dark: no badge");
  browser.check(await browser.inside(dark, 'getComputedStyle(one(".badge")).backgroundColor') === "rgb(27, 31, 35)", "a dark theme was chosen, and it is not dark");
  await dark.close();
}

async function looked(browser, { name, address, options }, out) {
  const page = await browser.page(address, options);
  await browser.badge(page, `${name}: no badge`);
  await page.screenshot({ path: path.join(out, `badge-${name}.png`) });
  await accessible(browser, page, `badge ${name}`);
  await browser.press(page);
  await browser.inside(page, 'all("details").forEach((one) => { one.open = true; })');
  await accessible(browser, page, `panel ${name}`);
  await page.screenshot({ path: path.join(out, `panel-${name}.png`) });
  const { width, height } = page.viewportSize();
  const box = await browser.inside(page, '(() => { const { left, top, right, bottom } = one(".panel").getBoundingClientRect(); return { left, top, right, bottom, wide: one(".scroll").scrollWidth - one(".scroll").clientWidth }; })()');
  browser.check(box.left >= 0 && box.top >= 0 && box.right <= width && box.bottom <= height, `${name}: the panel does not fit: ${JSON.stringify(box)}`);
  browser.check(box.wide <= 0, `${name}: the panel is ${box.wide} pixels too wide`);
  const small = await browser.inside(page, 'all(".panel button, .panel summary").filter((one) => one.getBoundingClientRect().height < 44).length');
  browser.check(small === 0, `${name}: ${small} things to press are too small`);
  browser.check(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${name}: the page became wider`);
  await page.close();
}

/** What axe says of what is in closed roots: for it they are opened, in the extension's own world. */
async function accessible(browser, page, name) {
  const violations = await browser.inside(page, `(async () => {
    ${AXE};
    const hosts = Array.from(document.querySelectorAll("div[data-theme]"));
    for (const host of hosts) Object.defineProperty(host, "shadowRoot", { value: chrome.dom.openOrClosedShadowRoot(host), configurable: true });
    const { violations, passes } = await axe.run({ include: hosts });
    return { violations: violations.map((one) => [one.id, one.nodes.slice(0, 2).map((node) => node.html.slice(0, 200) + " " + node.failureSummary)]), passes: passes.map((one) => one.id) };
  })()`);
  for (const one of violations.violations) browser.check(false, `${name}: ${JSON.stringify(one)}`);
  // Colours it cannot see through a closed root: it looks at them in the toolbar's window, which has the same styles.
  browser.check(violations.passes.includes("button-name"), `${name}: axe did not look into it`);
}
