// The same in Firefox: badge, panel, marks, shops that mean harm, and that nothing leaves. Closed roots are closed to the test as well
// here, so what stands where is asked of the page (which element lies at a point) and kept in pictures; extensions' own windows it may not open.
// Usage: node firefox.mjs FOLDER_OF_THE_EXTENSION FOLDER_FOR_PICTURES
import path from "node:path";
import puppeteer from "puppeteer-core";
import { shops } from "./shops.mjs";

const [extension, out] = [path.resolve(process.argv[2]), path.resolve(process.argv[3])];
const failures = [];
const check = (holds, what) => { if (!holds) { failures.push(what); console.log(`FAILED: ${what}`); } };
const until = async (holds, otherwise) => {
  for (const end = Date.now() + 15_000; Date.now() < end;) {
    if (await holds()) return;
    await new Promise((done) => setTimeout(done, 50));
  }
  check(false, otherwise);
};

/** What the browser itself asks of its maker, with an extension in it or without. */
const OF_THE_BROWSER = /^(https?:\/\/)?[a-z0-9.-]+\.(mozilla\.(com|org|net)|firefox\.com|cdn\.mozilla\.net)(:\d+)?(\/|$)/;

const server = await shops();
const port = Number(server.address.split(":")[1]);
const browser = await puppeteer.launch({
  browser: "firefox", executablePath: process.env.FIREFOX ?? "/usr/bin/firefox-esr", headless: true, defaultViewport: { width: 1200, height: 800 },
  extraPrefsFirefox: {
    "network.proxy.type": 1, "network.proxy.http": "127.0.0.1", "network.proxy.http_port": port, "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": port, "network.proxy.no_proxies_on": "", "network.proxy.allow_hijacking_localhost": true,
    "dom.security.https_first": false, "ui.prefersReducedMotion": 1,
  },
});
try {
  await browser.installExtension(extension);
  const page = await browser.newPage();
  // What a page's own policy keeps out of it is told as an error of the page.
  page.on("pageerror", (error) => check(error.message.startsWith("Content-Security-Policy"), `${page.url()}: ${error.message}`));
  const at = (x, y) => page.evaluate((x, y) => document.elementFromPoint(x, y)?.dataset.theme !== undefined, x, y);
  const go = (name) => page.goto(`http://shop.example/${name}`);
  // The first page may come before the list of sites is made.
  await until(async () => {
    await go("jsonld.html");
    await new Promise((done) => setTimeout(done, 1_000));
    return at(1_100, 755);
  }, "no badge");
  check(await page.evaluate(() => Array.from(document.querySelectorAll("html > div")).every((host) => host.shadowRoot === null)), "the page can look into the badge");
  check(!await at(1_000, 300), "a panel opened by itself");
  await page.mouse.click(1_100, 755);
  await until(() => at(1_000, 300), "the panel did not open");
  await page.screenshot({ path: path.join(out, "firefox-panel.png") });
  await page.keyboard.press("Escape");
  await until(async () => !await at(1_000, 300), "Escape does not close the panel");
  for (const name of ["strict.html", "prototypes.html", "clobber.html", "rtl.html"]) {
    await go(name);
    await until(() => at(name === "rtl.html" ? 100 : 1_100, 755), `${name}: no badge`);
    await page.screenshot({ path: path.join(out, `firefox-${name.replace(".html", ".png")}`) });
  }
  await go("results.html");
  await until(() => page.evaluate(() => document.querySelectorAll("li > div[data-theme]").length === 2), "results.html: not two marks");
  for (const name of ["desk.html", "about.html", "review.html"]) {
    await go(name);
    await new Promise((done) => setTimeout(done, 1_500));
    check(await page.evaluate(() => document.querySelectorAll("html > div").length === 0), `${name}: something is on the page`);
  }
  const left = server.strangers.filter((address) => !OF_THE_BROWSER.test(address));
  check(left.length === 0, `something left the browser: ${left.join(", ")}`);
  check(server.asked.length > 5, "no page went through the proxy, so it proves nothing");
  console.log(`${await browser.version()}: ${failures.length === 0 ? "holds" : `${failures.length} failed`}`);
} finally {
  await browser.close();
  server.close();
}
process.exit(failures.length === 0 ? 0 : 1);
