// A browser with the extension in it, behind the made-up shops, and a way to look into what it puts into pages.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { chromium } from "playwright-core";
import { shops } from "./shops.mjs";

/** What the browser itself asks of its maker, with an extension in it or without. */
const OF_THE_BROWSER = /^(https?:\/\/)?[a-z0-9.-]+\.(google|googleapis|gvt1)\.com(:443)?(\/|$)/;

export class Browser {
  failures = [];

  /** `granted`: whether sites are granted to it from the start. */
  static async open(extension, { language = "en", granted = true } = {}) {
    const one = new Browser();
    one.shops = await shops();
    one.profile = mkdtempSync(path.join(tmpdir(), "nameplate-"));
    one.context = await chromium.launchPersistentContext(one.profile, {
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      headless: false,
      locale: language,
      viewport: { width: 1200, height: 800 },
      args: ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
        "--disable-sync", "--disable-default-apps", "--enable-unsafe-extension-debugging", "--disable-features=HttpsUpgrades,DisableLoadExtensionCommandLineSwitch,OptimizationHints,MediaRouter",
        `--lang=${language}`, `--disable-extensions-except=${extension}`, `--load-extension=${extension}`,
        `--proxy-server=${one.shops.address}`, "--proxy-bypass-list=<-loopback>"],
    });
    const [known] = one.context.serviceWorkers();
    one.worker = known ?? await one.context.waitForEvent("serviceworker", { timeout: 20_000 });
    one.id = new URL(one.worker.url()).host;
    // The list of sites is made when the extension is installed, which is now.
    if (granted) await one.until(() => one.worker.evaluate(async () => (await chrome.scripting.getRegisteredContentScripts()).length > 0), "the script was never registered");
    return one;
  }

  check(holds, what) {
    if (holds) return;
    this.failures.push(what);
    console.log(`FAILED: ${what}`);
  }

  /** Waits until something holds, which may take ten seconds. */
  async until(holds, otherwise) {
    for (const end = Date.now() + 10_000; Date.now() < end;) {
      if (await holds()) return true;
      await new Promise((done) => setTimeout(done, 25));
    }
    this.check(false, otherwise);
    return false;
  }

  /** Opens a page of a shop; whatever it says that is wrong counts, unless it is a shop that means harm. */
  async page(address, { quiet = false, ...options } = {}) {
    const page = await this.context.newPage();
    if (options.viewport) await page.setViewportSize(options.viewport);
    await page.emulateMedia({ reducedMotion: "reduce", ...(options.colorScheme ? { colorScheme: options.colorScheme } : {}) });
    if (!quiet) {
      page.on("pageerror", (error) => this.check(false, `${address}: ${error.message}`));
      page.on("console", (message) => this.check(message.type() !== "error", `${address}: console: ${message.text()}`));
    }
    page.on("dialog", (dialog) => {
      this.check(false, `${address}: a dialog says ${dialog.message()}`);
      void dialog.dismiss();
    });
    await page.goto(address.includes("://") ? address : `http://shop.example/${address}`);
    return page;
  }

  /** What the settings are. */
  async settings(settings) {
    await this.worker.evaluate((settings) => chrome.storage.local.set({ settings }), { place: "US", ...settings });
  }

  /** Evaluates something in the script of the extension in a page; `roots` are the closed roots that it made. */
  async inside(page, expression) {
    const session = await this.context.newCDPSession(page);
    try {
      const contexts = [];
      session.on("Runtime.executionContextCreated", ({ context }) => contexts.push(context));
      await session.send("Runtime.enable");
      const own = contexts.find((context) => context.origin === `chrome-extension://${this.id}`);
      if (own === undefined) return undefined;
      const { result, exceptionDetails } = await session.send("Runtime.evaluate", {
        contextId: own.id, returnByValue: true, awaitPromise: true,
        expression: `(async () => { const roots = Array.from(Document.prototype.querySelectorAll.call(document, "div[data-theme]"), (host) => chrome.dom.openOrClosedShadowRoot(host)).filter(Boolean);
          const all = (selector) => roots.flatMap((root) => Array.from(root.querySelectorAll(selector))); const one = (selector) => all(selector)[0]; return (${expression}); })()`,
      });
      if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
      return result.value;
    } finally {
      await session.detach();
    }
  }

  /** Whether the badge is there, within ten seconds. */
  badge(page, otherwise) {
    return this.until(() => this.inside(page, 'one(".badge") !== undefined && one(".badge").checkVisibility()'), otherwise);
  }

  /** Whether the worker has judged a page, and no badge came of it. */
  async noBadge(page, name, state) {
    await this.until(() => this.inside(page, "globalThis.nameplatePage?.shown?.view.state === " + JSON.stringify(state)), `${name}: it is not ${state}`);
    this.check(await this.inside(page, 'all(".badge, .mark").length') === 0, `${name}: something is shown on the page`);
  }

  /** Presses the badge as a person does, and waits for the panel. */
  async press(page, selector = ".badge") {
    const box = await this.inside(page, `(() => { const { x, y, width, height } = one(${JSON.stringify(selector)}).getBoundingClientRect(); return { x: x + width / 2, y: y + height / 2 }; })()`);
    await page.mouse.click(box.x, box.y);
    await this.until(() => this.inside(page, 'one(".panel") !== undefined'), `${page.url()}: the panel did not open`);
  }

  /** Ends the worker, as browsers do with those that have nothing to do. */
  async endWorker(page) {
    const session = await this.context.newCDPSession(page);
    const workers = async () => (await session.send("Target.getTargets")).targetInfos.filter((target) => target.type === "service_worker" && target.url.includes(this.id));
    const [worker] = await workers();
    this.check(worker !== undefined, "no worker to end");
    await session.send("Target.closeTarget", { targetId: worker.targetId });
    await this.until(async () => !(await workers()).some((one) => one.targetId === worker.targetId), "the worker could not be ended");
    await session.detach();
  }

  /** What was asked of hosts that are no shops, but for the browser's own. */
  left() {
    return this.shops.strangers.filter((address) => !OF_THE_BROWSER.test(address));
  }

  async close() {
    await this.context.close();
    this.shops.close();
    rmSync(this.profile, { recursive: true, force: true });
  }
}
