// Opens made-up shops in a browser that has the extension: the badge, the panel, the keyboard, dark and narrow pages, pages of results, the
// toolbar's window, the options, shops that mean harm, and how long it all takes.
// Usage: node check.mjs FOLDER_OF_THE_EXTENSION FOLDER_AS_HANDED_OUT FOLDER_FOR_PICTURES
import path from "node:path";
import { Browser } from "./browser.mjs";
import { hostile } from "./hostile.mjs";
import { looks } from "./looks.mjs";
import { pressed } from "./pressed.mjs";
import { registers } from "./registers.mjs";
import { shown } from "./shown.mjs";
import { speed } from "./speed.mjs";
import { windows } from "./windows.mjs";

const [extension, handedOut, out] = process.argv.slice(2).map((given) => path.resolve(given));
const only = process.env.ONLY?.split(",");
const failures = [];
for (const part of [pressed, shown, looks, windows, registers, hostile, speed]) {
  if (only && !only.includes(part.name)) continue;
  const browser = part === pressed ? await Browser.open(handedOut, { granted: false }) : await Browser.open(extension);
  try {
    await part(browser, out);
    browser.check(browser.left().length === 0, `${part.name}: something left the browser: ${browser.left().join(", ")}`);
    browser.check(browser.shops.asked.length > 0, `${part.name}: no page went through the proxy, so it proves nothing`);
  } catch (error) {
    browser.check(false, `${part.name}: ${error.stack}`);
  } finally {
    failures.push(...browser.failures);
    await browser.close();
  }
  console.log(`${part.name}: ${browser.failures.length === 0 ? "holds" : `${browser.failures.length} failed`}`);
}
process.exit(failures.length === 0 ? 0 : 1);
