// The window behind the toolbar's button: what was read of the page that is open, and what it comes to.

import { drawn, element } from "../page/draw";
import { settingsOf, spoken, type Settings } from "../shared/settings";
import type { Request, Shown, ToPage } from "../shared/talk";
import type { View } from "../shared/view";
import { Words } from "../view/words";

const main = document.querySelector("main") as HTMLElement;

/** What somebody typed is as long as a title may be. */
const TYPED = 600;

const ask = (request: Request): Promise<View | null> => chrome.runtime.sendMessage(request);

/** What the open page comes to: it is read now, where it was not before. */
async function ofPage(tab: chrome.tabs.Tab | undefined): Promise<View | null> {
  if (tab?.id === undefined) return ask({ do: "refused" });
  try {
    await chrome.scripting.executeScript({ target: { tabId: tab.id }, files: ["page.js"] });
    const message: ToPage = { do: "show" };
    const shown: Shown | null = await chrome.tabs.sendMessage(tab.id, message);
    return shown?.view ?? null;
  } catch {
    return ask({ do: "refused" });
  }
}

function show(view: View | null, words: Words): void {
  if (view === null) {
    main.replaceChildren(element("h1", { class: "title" }, words.of("title-broken")), element("p", { class: "lead" }, words.of("lead-broken")));
    return;
  }
  const { title, body } = drawn(view, 1);
  main.replaceChildren(title, body);
  main.dataset["state"] = view.state;
}

/** The origin of a page as permissions name it; nothing where it is none of the web. */
function originOf(address: string | undefined): string | undefined {
  try {
    const { protocol, host } = new URL(address ?? "");
    return protocol === "https:" || protocol === "http:" ? `${protocol}//${host.replace(/:\d+$/, "")}/*` : undefined;
  } catch {
    return undefined;
  }
}

/** "Read this shop's pages by itself": the browser asks the reader. */
async function always(origin: string | undefined, words: Words): Promise<HTMLElement[]> {
  if (origin === undefined) return [];
  if (await chrome.permissions.contains({ origins: [origin] })) return [element("p", { class: "facts" }, words.of("popup-always-on"))];
  const button = element("button", { type: "button", class: "plain", id: "always" }, words.of("popup-always"));
  button.addEventListener("click", () => void chrome.permissions.request({ origins: [origin] }));
  return [button];
}

function typing(words: Words): HTMLElement {
  const input = element("input", { id: "typed", type: "text", maxlength: String(TYPED), autocomplete: "off" }) as HTMLInputElement;
  const form = element("form", { class: "typing" }, element("label", { for: "typed" }, `${words.of("popup-ask")}: ${words.of("popup-ask-label")}`),
    element("div", { class: "row" }, input, element("button", { type: "submit", class: "plain" }, words.of("popup-ask-button"))));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const text = input.value.trim();
    if (text !== "") void ask({ do: "typed", text }).then((view) => show(view, words), () => show(null, words));
  });
  return form;
}

async function begin(): Promise<void> {
  const settings: Settings = settingsOf((await chrome.storage.local.get("settings"))["settings"]);
  const words = new Words(spoken(settings, [chrome.i18n.getUILanguage()]));
  document.documentElement.dataset["theme"] = settings.theme;
  document.documentElement.lang = words.language;
  main.replaceChildren(element("p", { class: "lead", role: "status" }, words.of("title-working")));
  const [tab] = await chrome.tabs.query({ active: true, currentWindow: true });
  const options = element("button", { type: "button", class: "plain", id: "options" }, words.of("popup-options"));
  options.addEventListener("click", () => void chrome.runtime.openOptionsPage());
  const below = element("section", { class: "below", "aria-label": words.of("popup-ask") }, typing(words),
    element("div", { class: "row" }, ...await always(originOf(tab?.url), words), options),
    element("p", { class: "facts" }, words.of("popup-toolbar")));
  show(await ofPage(tab).catch(() => null), words);
  document.body.append(below);
}

void begin();
