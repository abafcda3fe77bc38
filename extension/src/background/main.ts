// The extension's worker: it holds the engine, answers the scripts in pages and the extension's own windows, and keeps the list of
// sites whose pages are read by themselves. Browsers end it when nothing happens for half a minute; then everything here begins anew.

import { listingOf, type Listing } from "../shared/listing";
import { settingsOf, spoken, type Language, type Settings } from "../shared/settings";
import type { Told, Request } from "../shared/talk";
import type { View } from "../shared/view";
import { plain, resultsView, viewOf, type Asked } from "../view/make";
import { Words } from "../view/words";
import { engine, forgetEngine } from "./engine";
import { readBySelf } from "./sites";

/** Offers of one page that are judged. */
const OFFERS = 60;

/** What the reader chose; read once, and again when it has changed. */
let chosen: Promise<Settings> | undefined;

function settings(): Promise<Settings> {
  chosen ??= chrome.storage.local.get("settings").then((kept) => settingsOf(kept["settings"]));
  return chosen;
}

/** Words are parsed once a life of the worker. */
const parsed = new Map<Language, Words>();

function wordsOf(language: Language): Words {
  const words = parsed.get(language) ?? new Words(language);
  parsed.set(language, words);
  return words;
}

async function asked(): Promise<Asked> {
  const [own, held] = await Promise.all([settings(), engine().then((one) => one.held()).catch(() => undefined)]);
  return { words: wordsOf(spoken(own, [chrome.i18n.getUILanguage()])), settings: own, held };
}

/** The engine's answer to one listing, as it is shown. */
async function judged(listing: Listing, about: Asked): Promise<View> {
  try {
    const { settings, words } = about;
    return viewOf(await (await engine()).judge(listing, { ...settings, language: words.language }), listing, about);
  } catch {
    return plain("broken", { asked: about });
  }
}

async function page(request: Extract<Request, { do: "judge" }>): Promise<Told> {
  const about = await asked();
  const listings = request.listings.slice(0, OFFERS).map(listingOf);
  const look = { notice: about.settings.notice, marks: about.settings.marks, theme: about.settings.theme };
  const views: View[] = [];
  for (const listing of listings) views.push(await judged(listing, about));
  const [first] = views;
  const view = request.kind === "results"
    ? resultsView(views.filter((one) => one.state === "connected").length, views.length, about)
    : request.kind === "product" && first !== undefined ? first : plain("unread", { asked: about });
  if (request.left) view.lead.push(about.words.of("left-out"));
  const offers = request.kind === "results" ? views.map((one) => (one.state === "connected" ? one : null)) : [];
  return { look, view, offers };
}

/** What the toolbar's button says of a page. No page can reach it. */
async function tell(tabId: number, { view, offers }: Told): Promise<void> {
  const found = view.state === "connected" ? "!" : String(offers.filter((offer) => offer !== null).length || "");
  const title = ["Nameplate", view.badge?.text ?? view.title].join(": ");
  await chrome.action.setBadgeText({ tabId, text: found });
  await chrome.action.setTitle({ tabId, title });
  if (found !== "") await chrome.action.setBadgeBackgroundColor({ tabId, color: "#874400" });
}

async function answerTo(request: Request, sender: chrome.runtime.MessageSender): Promise<unknown> {
  const isOurs = sender.url?.startsWith(chrome.runtime.getURL("")) === true;
  if (request.do === "judge") {
    const answer = await page(request);
    // The page does not wait for the toolbar. A tab may be gone by now.
    if (sender.tab?.id !== undefined) tell(sender.tab.id, answer).catch(() => undefined);
    return answer;
  }
  // The rest is for the extension's own windows.
  if (!isOurs) return null;
  switch (request.do) {
    case "typed":
      return judged(listingOf({ title: request.text }), await asked());
    case "refused":
      return plain("refused", { asked: await asked() });
    case "about":
      return (await engine()).held();
    case "changed":
      forgetEngine();
      await readBySelf();
      return null;
  }
}

chrome.runtime.onMessage.addListener((request: Request, sender, answer) => {
  if (sender.id !== chrome.runtime.id) return false;
  answerTo(request, sender).then(answer, () => answer(null));
  return true;
});
chrome.storage.onChanged.addListener(() => {
  chosen = undefined;
});
chrome.runtime.onInstalled.addListener(() => void readBySelf());
chrome.runtime.onStartup.addListener(() => void readBySelf());
chrome.permissions.onAdded.addListener(() => void readBySelf());
chrome.permissions.onRemoved.addListener(() => void readBySelf());

