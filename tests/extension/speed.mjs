// How long it takes: a page of 5 MB, a page judged, a worker that begins anew.

const PAGES = 200;

export async function speed(browser) {
  await browser.settings({});
  await large(browser);
  await many(browser);
  await anew(browser);
}

async function large(browser) {
  const page = await browser.page("large.html");
  const bytes = await page.evaluate(() => document.documentElement.outerHTML.length);
  await browser.badge(page, "large.html: no badge");
  const again = await browser.inside(page, `(async () => {
    const times = [];
    const page = globalThis.nameplatePage;
    for (let n = 0; n < 20; n += 1) { page.asked = ""; const begun = performance.now(); await page.judge(); times.push(performance.now() - begun); }
    return times.sort((a, b) => a - b)[10];
  })()`);
  console.log(`a page of ${(bytes / 1e6).toFixed(1)} MB: read, judged and shown in ${again.toFixed(1)} ms (median of 20)`);
  browser.check(bytes > 5_000_000, `the large page has ${bytes} bytes`);
  browser.check(again < 200, `the large page takes ${again} ms`);
  await page.close();
}

/** Pages of products, judged one after the other in the worker: its own time, and the whole way from the page and back. */
async function many(browser) {
  const [whole, reading] = [[], []];
  for (let n = 0; n < PAGES; n += 20) {
    const page = await browser.page(`many-${n}.html`);
    await browser.until(() => browser.inside(page, "globalThis.nameplatePage?.shown !== undefined"), `many-${n}.html was not judged`);
    const times = await browser.inside(page, `(async () => {
      const page = globalThis.nameplatePage, judged = [];
      for (let n = 0; n < 20; n += 1) { page.asked = ""; const begun = performance.now(); await page.judge(); judged.push([performance.now() - begun, page.took]); }
      return judged;
    })()`);
    whole.push(...times.map(([time]) => time));
    reading.push(...times.map(([, time]) => time));
    await page.close();
  }
  const at = (times, share) => times.sort((a, b) => a - b)[Math.ceil(times.length * share) - 1].toFixed(1);
  console.log(`${whole.length} pages: read in ${at(reading, 0.5)} ms (p99 ${at(reading, 0.99)}); read, asked, judged and shown in ${at(whole, 0.5)} ms (p99 ${at(whole, 0.99)})`);
  const judged = await browser.worker.evaluate(() => globalThis.nameplateTimes);
  console.log(`judged in the worker: ${at(judged, 0.5)} ms (p99 ${at(judged, 0.99)}) of ${judged.length}`);
  browser.check(Number(at(judged, 0.99)) < 10, "a page takes the worker more than 10 ms (p99)");
}

/** Browsers end workers that have nothing to do. What comes next finds none, and waits for the engine to be opened. */
async function anew(browser) {
  const page = await browser.page("jsonld.html");
  await browser.badge(page, "no badge");
  const session = await browser.context.newCDPSession(page);
  await session.send("ServiceWorker.enable").catch(() => undefined);
  const ended = await endWorker(browser);
  const begun = performance.now();
  const next = await browser.page("microdata.html");
  await browser.badge(next, "after the worker was ended: no badge");
  console.log(`a page after the worker was ended (${ended}): badge ${Math.round(performance.now() - begun)} ms after it was asked for`);
  await next.close();
  await page.close();
}

async function endWorker(browser) {
  const page = await browser.context.newPage();
  await page.goto("chrome://serviceworker-internals/");
  const stop = page.locator("button.stop:visible").first();
  await stop.click({ timeout: 5_000 });
  await page.waitForTimeout(300);
  await page.close();
  return "by the browser's own page";
}
