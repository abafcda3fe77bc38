// The extension as it is handed out, without any site granted: it reads nothing by itself, and the page that is in front when its button is
// pressed. The browser presses the button, so that the grant for that one page is the browser's own.

export async function pressed(browser) {
  const page = await browser.page("jsonld.html");
  await page.waitForTimeout(1_500);
  browser.check(await browser.inside(page, "true") === undefined, "a page was read before anybody pressed the button");
  const granted = await browser.worker.evaluate(async () => ({ granted: await chrome.permissions.getAll(), scripts: await chrome.scripting.getRegisteredContentScripts() }));
  browser.check(granted.granted.origins.length === 0 && granted.scripts.length === 0, `granted from the start: ${JSON.stringify(granted)}`);
  browser.check(granted.granted.permissions.sort().join() === "activeTab,scripting,storage", `permissions: ${granted.granted.permissions}`);
  await page.bringToFront();
  const session = await browser.context.browser().newBrowserCDPSession();
  const { targetInfos } = await session.send("Target.getTargets", { filter: [{ type: "tab" }] });
  const tab = targetInfos.find((target) => target.url === page.url());
  await session.send("Extensions.triggerAction", { id: browser.id, targetId: tab.targetId });
  await browser.badge(page, "the page was not read when the button was pressed");
  await browser.until(async () => {
    const said = await browser.worker.evaluate(async () => Promise.all((await chrome.tabs.query({})).map(({ id }) => chrome.action.getBadgeText({ tabId: id }))));
    return said.includes("!");
  }, "the button does not say what was found");
  const other = await browser.page("microdata.html");
  await other.waitForTimeout(1_000);
  browser.check(await browser.inside(other, "true") === undefined, "another page was read without the button");
  await other.close();
  await page.close();
}
