// A newer register from a file: taken when it is signed, whole, in time and newer; refused with a sentence otherwise.
import { readFileSync } from "node:fs";
import path from "node:path";
import { kept, pair, signed } from "./signed.mjs";

const DAY = 86_400_000;
const day = (from) => new Date(Date.now() + from * DAY).toISOString().slice(0, 10);

export async function registers(browser, out) {
  const key = kept(process.env.SIGNING_KEY);
  const register = readFileSync(process.env.REGISTER);
  const older = readFileSync(process.env.OLDER_REGISTER);
  const version = /facts-[0-9-]{10}/.exec(register.toString("latin1"))[0];
  const terms = { version, made: day(-1), expires: day(30), sequence: 7 };
  const page = await browser.context.newPage();
  page.on("pageerror", (error) => browser.check(false, `register: ${error.message}`));
  await page.goto(`chrome-extension://${browser.id}/options.html`);
  const give = async (buffer) => {
    await page.locator("#register-file").setInputFiles({ name: "register.signed", mimeType: "application/octet-stream", buffer });
    await page.locator("#register-told:not(:empty)").waitFor();
    const said = await page.locator("#register-told").innerText();
    await page.locator("#register-told").evaluate((told) => { told.textContent = ""; });
    return said;
  };
  const refused = async (what, buffer, words) => {
    const said = await give(buffer);
    browser.check(said.startsWith("Not taken: ") && words.test(said), `${what}: ${said}`);
  };
  await refused("a page", Buffer.from("<!doctype html><p>no register</p>"), /no signed register/);
  await refused("an empty file", Buffer.alloc(0), /no signed register/);
  await refused("a bare register", register, /no signed register/);
  await refused("another key", signed(register, pair().privateKey, terms), /not by the key/);
  await refused("a changed byte", signed(register, key, { ...terms, change: (bytes) => { bytes[bytes.length >> 1] ^= 1; return bytes; } }), /not the one that was signed/);
  await refused("a cut file", signed(register, key, { ...terms, change: (bytes) => bytes.subarray(0, -1) }), /not the one that was signed/);
  await refused("another manifest", Buffer.from(signed(register, key, terms).toString("latin1").replace(`"sequence":7`, `"sequence":9`), "latin1"), /not by the key/);
  await refused("an old file", signed(register, key, { ...terms, made: day(-60), expires: day(-1) }), /could be used until/);
  await refused("a file of tomorrow", signed(register, key, { ...terms, made: day(2) }), /clocks/);
  await refused("something that is no register", signed(Buffer.from("x".repeat(5_000)), key, terms), /cannot be used/);
  await refused("a register that knows less than the extension", signed(older, key, { ...terms, version: /facts-[0-9-]{10}/.exec(older.toString("latin1"))[0] }), /ends before/);
  browser.check((await page.locator("#register").innerText()).includes("The register that came with the extension."), "a refused file is in use");

  const shop = await browser.page("jsonld.html");
  await browser.badge(shop, "no badge");
  const said = await give(signed(register, key, terms));
  browser.check(said === "Taken: edition 7.", `a good file: ${said}`);
  browser.check(/edition 7, good until/.test(await page.locator("#register").innerText()), "the options do not say which register is in use");
  await page.screenshot({ path: path.join(out, "options-register.png"), fullPage: true });
  await refused("an older number", signed(register, key, { ...terms, sequence: 6 }), /number 7 is here already/);
  await refused("the same number", signed(register, key, terms), /number 7 is here already/);
  // It is what answers, also after the worker has begun anew.
  const held = () => page.evaluate(() => chrome.runtime.sendMessage({ do: "about" }));
  browser.check((await held()).sequence === 7, "the worker does not use it");
  await browser.endWorker(page);
  await browser.until(async () => (await held())?.sequence === 7, "a worker that begins anew does not use it");
  await shop.reload();
  await browser.badge(shop, "with another register: no badge");
  await shop.close();
  // Back to what came along; an older file is refused still, the same one is not.
  await page.locator("#register-back").click();
  await page.getByText("The register that came with the extension.").waitFor();
  browser.check((await held()).sequence === undefined, "the worker still uses what was given back");
  await refused("an older number, after going back", signed(register, key, { ...terms, sequence: 6 }), /number 6 is here already/);
  browser.check(await give(signed(register, key, terms)) === "Taken: edition 7.", "what was given back cannot be taken again");
  // One whose date has passed is used, and says so.
  await page.evaluate(async (expires) => {
    const opening = indexedDB.open("nameplate", 1);
    await new Promise((done) => { opening.onsuccess = done; });
    const store = opening.result.transaction("register", "readwrite").objectStore("register");
    const reading = store.get("taken");
    await new Promise((done) => { reading.onsuccess = done; });
    const writing = store.put({ ...reading.result, expires }, "taken");
    await new Promise((done) => { writing.transaction.oncomplete = done; });
    opening.result.close();
    await chrome.runtime.sendMessage({ do: "changed" });
  }, day(-1));
  await page.reload();
  await page.getByText("The date of this register has passed").waitFor();
  // A damaged one is not used, and that is told.
  await page.evaluate(async () => {
    const opening = indexedDB.open("nameplate", 1);
    await new Promise((done) => { opening.onsuccess = done; });
    const store = opening.result.transaction("register", "readwrite").objectStore("register");
    const reading = store.get("taken");
    await new Promise((done) => { reading.onsuccess = done; });
    const writing = store.put({ ...reading.result, bytes: reading.result.bytes.slice(0, 1_000) }, "taken");
    await new Promise((done) => { writing.transaction.oncomplete = done; });
    opening.result.close();
    await chrome.runtime.sendMessage({ do: "changed" });
  });
  await page.reload();
  await page.getByText("could not be opened").waitFor();
  await page.close();
  const after = await browser.page("jsonld.html");
  await browser.badge(after, "with a damaged register: no badge");
  await after.close();
}
