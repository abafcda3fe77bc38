// What is shown, where, and in answer to what.
import path from "node:path";

export async function shown(browser, out) {
  await browser.settings({});
  await connected(browser, out);
  await keyboard(browser);
  await quiet(browser);
  await results(browser, out);
  await loudness(browser);
  await changing(browser);
  await languages(browser, out);
}

async function connected(browser, out) {
  for (const address of ["jsonld.html", "microdata.html", "rdfa.html", "opengraph.html", "http://www.newegg.com/product.html"]) {
    const page = await browser.page(address);
    await browser.badge(page, `${address}: no badge`);
    await page.close();
  }
  const page = await browser.page("jsonld.html");
  await browser.badge(page, "no badge");
  browser.check(await page.evaluate(() => Array.from(document.querySelectorAll("html > div")).every((host) => host.shadowRoot === null)), "the page can look into the badge");
  browser.check(!(await page.evaluate(() => document.documentElement.outerHTML)).includes("Hikvision Digital Technology Co., Ltd."), "the page can read the badge");
  await browser.press(page);
  const text = await browser.inside(page, 'one(".panel").innerText');
  for (const words of ["Hangzhou Hikvision Digital Technology Co., Ltd.", "is a subsidiary of", "How we know", "On the page, brand: “EZVIZ”", "press or law firm",
    "For a household, US", "What is said, and what the company answers", "Official finding: ", "about 28 companies together", "Said by Hangzhou Hikvision Digital Technology Co., Ltd.: ", "If you own one already", "Update:", "Isolate:", "Return:",
    "Keep it: ", "Nothing was sent anywhere", "no legal advice", "The bulk lists of the authorities"]) {
    browser.check(text.includes(words), `the panel does not say “${words}”: ${text.slice(0, 200)}`);
  }
  // Each claim with what it is in its own line, and an answer beside it.
  const claims = await browser.inside(page, 'all(".said > ul > li, .said > details > ul > li").filter((one) => one.querySelector(".beside")).map((one) => [one.querySelector(":scope > .line .tag")?.textContent, one.querySelector(".beside .line")?.textContent, one.querySelectorAll(":scope > .cited a").length, one.querySelector(":scope > .cited .about")?.textContent])');
  browser.check(claims.length > 10, `only ${claims.length} claims`);
  for (const [kind, answer, sources, about] of claims) {
    browser.check(/^(Official finding|Court ruling|Company filing|Report|Allegation)$/.test(kind), `a claim is called ${kind}`);
    browser.check(/^Said by |no answer/.test(answer), `a claim has no answer beside it: ${answer}`);
    browser.check(sources > 0 && /official|press|technical/.test(about), `a claim has no source with its tier: ${about}`);
  }
  const links = await browser.inside(page, 'all(".panel a").map((link) => [link.protocol, link.rel, link.referrerPolicy, link.target])');
  browser.check(links.length > 20 && links.every(([protocol, rel, policy, target]) => /^https?:$/.test(protocol) && rel.includes("noopener") && policy === "no-referrer" && target === "_blank"), `links: ${JSON.stringify(links[0])}`);
  await page.screenshot({ path: path.join(out, "panel.png") });
  await browser.inside(page, 'one(".scroll").scrollTo(0, one(".said").offsetTop - 120)');
  // A picture shows what was drawn last: scrolling takes a moment.
  await page.waitForTimeout(150);
  await page.screenshot({ path: path.join(out, "panel-said.png") });
  await browser.inside(page, 'one(".scroll").scrollTo(0, one(".own").offsetTop - 120)');
  await page.waitForTimeout(150);
  await page.screenshot({ path: path.join(out, "panel-own.png") });
  const told = await browser.worker.evaluate(async () => {
    const tabs = await chrome.tabs.query({});
    return Promise.all(tabs.map(async ({ id }) => [await chrome.action.getBadgeText({ tabId: id }), await chrome.action.getTitle({ tabId: id })]));
  });
  browser.check(told.some(([text, title]) => text === "!" && title.includes("Hikvision")), `the toolbar says ${JSON.stringify(told)}`);
  await page.close();
}

async function keyboard(browser) {
  const page = await browser.page("jsonld.html");
  await browser.badge(page, "no badge");
  await page.locator("#buy").focus();
  await page.keyboard.press("Tab");
  browser.check(await browser.inside(page, 'one(".badge").matches(":focus")'), "Tab does not reach the badge");
  await page.keyboard.press("Enter");
  await browser.until(() => browser.inside(page, 'one(".panel .title")?.matches(":focus") === true'), "Enter does not lead to the panel's title");
  await page.keyboard.press("Tab");
  browser.check(await browser.inside(page, 'one(".close").matches(":focus")'), "the next stop is not the button that closes");
  const shortcuts = await page.evaluate(() => new Promise((done) => {
    let seen = 0;
    document.addEventListener("keydown", () => { seen += 1; });
    setTimeout(() => done(seen), 400);
  }).then((seen) => seen));
  browser.check(shortcuts === 0, "keys reach the page's own shortcuts");
  await page.keyboard.press("Escape");
  browser.check(await browser.inside(page, 'one(".panel") === undefined && one(".badge").matches(":focus")'), "Escape does not close the panel and go back");
  await page.keyboard.press("Space");
  await browser.until(() => browser.inside(page, 'one(".panel") !== undefined'), "Space does not open the panel");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  browser.check(await browser.inside(page, 'one(".panel") === undefined'), "the button does not close the panel");
  const tree = await browser.context.newCDPSession(page).then((session) => session.send("Accessibility.getFullAXTree"));
  const badge = tree.nodes.find((node) => node.role?.value === "button" && node.name?.value.startsWith("Nameplate: Leads to"));
  browser.check(badge !== undefined, "a screen reader is not told of the badge");
  await page.close();
}

/** Where nothing is found, nothing is on the page. */
async function quiet(browser) {
  for (const [address, state] of [["desk.html", "nothing"], ["silent.html", "silent"], ["about.html", "unread"], ["review.html", "review"]]) {
    const page = await browser.page(address);
    await browser.noBadge(page, address, state);
    browser.check(await page.evaluate(() => document.querySelectorAll("html > div").length) === 0, `${address}: an element of ours is on the page`);
    await page.close();
  }
}

async function results(browser, out) {
  for (const [address, count] of [["results.html", 2], ["http://www.newegg.com/results.html", 1]]) {
    const page = await browser.page(address);
    await browser.until(() => browser.inside(page, `all(".mark").length === ${count}`), `${address}: not ${count} marks`);
    browser.check(await browser.inside(page, 'all(".badge").length') === 0, `${address}: a badge on a page of results`);
    await page.screenshot({ path: path.join(out, `results-${count}.png`) });
    await browser.press(page, ".mark");
    browser.check((await browser.inside(page, 'one(".panel").innerText')).includes("Hikvision"), `${address}: the mark does not say why`);
    await page.keyboard.press("Escape");
    browser.check(await browser.inside(page, 'one(".mark").matches(":focus")'), `${address}: the keyboard does not go back to the mark`);
    await page.close();
  }
  await browser.settings({ marks: false });
  const page = await browser.page("results.html");
  await browser.noBadge(page, "results without marks", "results");
  await page.close();
}

async function loudness(browser) {
  await browser.settings({ notice: "toolbar" });
  const silent = await browser.page("jsonld.html");
  await browser.noBadge(silent, "toolbar only", "connected");
  // Another choice holds at once, on pages that are open.
  await browser.settings({ notice: "open" });
  await browser.until(() => browser.inside(silent, 'one(".panel") !== undefined'), "a louder choice does not reach an open page");
  browser.check(await silent.evaluate(() => document.activeElement === document.body), "a panel that nobody asked for takes the keyboard");
  await silent.close();
  await browser.settings({});
}

/** Pages that become others without being loaded. */
async function changing(browser) {
  const page = await browser.page("single.html");
  await browser.noBadge(page, "single.html", "nothing");
  await page.mouse.click(600, 300);
  await browser.badge(page, "a page that became another one was not read again");
  await page.close();
}

async function languages(browser, out) {
  for (const [language, words] of [["es", ["Quién está detrás de este producto", "es filial de", "Conclusión oficial", "Si ya tiene uno"]], ["zh", ["本产品背后是谁", "的子公司", "官方认定", "如果您已经拥有"]]]) {
    await browser.settings({ language });
    const page = await browser.page("jsonld.html");
    await browser.badge(page, `${language}: no badge`);
    await browser.press(page);
    const text = await browser.inside(page, 'one(".panel").innerText');
    for (const word of words) browser.check(text.includes(word), `${language}: the panel does not say “${word}”`);
    browser.check(await browser.inside(page, 'one(".panel").lang') === language, `${language}: the panel does not say its language`);
    await page.screenshot({ path: path.join(out, `panel-${language}.png`) });
    await page.close();
  }
  await browser.settings({});
}
