// The options: who asks, where, how loud; which pages are read by themselves; what the extension knows.

import { element } from "../page/draw";
import { SITES } from "../read/sites";
import { LANGUAGES, NOTICES, placeOf, READERS, settingsOf, spoken, THEMES, type Settings } from "../shared/settings";
import type { Request } from "../shared/talk";
import { Words } from "../view/words";
import { register } from "./register";

const main = document.querySelector("main") as HTMLElement;
const ALL = { origins: ["https://*/*", "http://*/*"] };
const LANGUAGE_NAMES = { en: "English", es: "Español", zh: "中文" };

const changed: Request = { do: "changed" };

async function kept(): Promise<Settings> {
  return settingsOf((await chrome.storage.local.get("settings"))["settings"]);
}

interface Form {
  words: Words;
  settings: Settings;
  told: HTMLElement;
}

/** Keeps a choice, and says so. Another language or theme is drawn at once. */
async function keep(form: Form, change: Partial<Settings>): Promise<void> {
  await chrome.storage.local.set({ settings: { ...await kept(), ...change } });
  if (change.language !== undefined || change.theme !== undefined) await draw();
  const told = document.getElementById("told") ?? form.told;
  told.textContent = form.words.of("saved");
}

function choice<Name extends "reader" | "notice" | "theme">(form: Form, name: Name, all: readonly Settings[Name][]): HTMLElement {
  const choices = all.map((value) => {
    const input = element("input", { type: "radio", name, value, id: `${name}-${value}` }) as HTMLInputElement;
    input.checked = form.settings[name] === value;
    input.addEventListener("change", () => void keep(form, { [name]: value } as Partial<Settings>));
    return element("label", { class: "choice", for: input.id }, input, form.words.of(name, { [name]: value }));
  });
  return element("fieldset", {}, element("legend", {}, form.words.of(`options-${name}`)), ...choices);
}

function place(form: Form): HTMLElement {
  const { words } = form;
  const input = element("input", {
    type: "text", id: "place", maxlength: "6", value: form.settings.place, "aria-describedby": "place-note place-wrong", autocomplete: "off",
  }) as HTMLInputElement;
  const wrong = element("p", { id: "place-wrong", class: "wrong", role: "alert" });
  input.addEventListener("change", () => {
    const place = placeOf(input.value);
    input.setAttribute("aria-invalid", String(place === undefined));
    wrong.textContent = place === undefined ? words.of("options-place-wrong") : "";
    if (place === undefined) return;
    input.value = place;
    void keep(form, { place });
  });
  return element("section", { class: "block" }, element("h2", {}, element("label", { for: "place" }, words.of("options-place"))),
    element("p", { class: "note", id: "place-note" }, words.of("options-place-note")), input, wrong);
}

function language(form: Form): HTMLElement {
  const select = element("select", { id: "language" }) as HTMLSelectElement;
  for (const value of ["auto", ...LANGUAGES] as const) {
    const option = element("option", { value }, value === "auto" ? form.words.of("language-auto") : LANGUAGE_NAMES[value]) as HTMLOptionElement;
    option.selected = form.settings.language === value;
    select.append(option);
  }
  select.addEventListener("change", () => void keep(form, { language: select.value as Settings["language"] }));
  return element("section", { class: "block" }, element("h2", {}, element("label", { for: "language" }, form.words.of("options-language"))), select);
}

function marks(form: Form): HTMLElement {
  const input = element("input", { type: "checkbox", id: "marks" }) as HTMLInputElement;
  input.checked = form.settings.marks;
  input.addEventListener("change", () => void keep(form, { marks: input.checked }));
  return element("label", { class: "choice", for: "marks" }, input, form.words.of("options-marks"));
}

/** Which pages are read by themselves, as the browser knows it. */
async function access(words: Words): Promise<HTMLElement> {
  const origins = (await chrome.permissions.getAll()).origins ?? [];
  const all = ALL.origins.every((origin) => origins.includes(origin));
  const inside: HTMLElement[] = [element("h2", {}, words.of("options-access")), element("p", { class: "note" }, words.of("options-access-note"))];
  const button = (id: string, text: string, act: () => Promise<boolean>): HTMLElement => {
    const made = element("button", { type: "button", class: "plain", id }, text);
    made.addEventListener("click", () => void act().then(() => draw()));
    return made;
  };
  if (all) inside.push(element("p", {}, words.of("options-all-on")));
  else inside.push(element("div", { class: "row" }, button("all", words.of("options-all"), () => chrome.permissions.request(ALL))));
  const single = origins.filter((origin) => !ALL.origins.includes(origin));
  if (single.length > 0 && !all) inside.push(element("p", {}, `${words.of("options-sites")} ${single.join(", ")}`));
  if (origins.length > 0) {
    const withdraw = (): Promise<boolean> => chrome.permissions.remove({ origins }).catch(() => false);
    inside.push(element("div", { class: "row" }, button("withdraw", words.of("options-withdraw"), withdraw)));
  }
  return element("section", { class: "block", id: "access" }, ...inside);
}

function shops(words: Words): HTMLElement {
  const rows = SITES.map(({ name, verified }) => element("tr", {}, element("th", { scope: "row" }, name),
    element("td", {}, verified === undefined ? words.of("unverified") : words.of("verified", { date: words.date(verified) }))));
  return element("section", { class: "block", id: "shops" }, element("h2", {}, words.of("options-shops")),
    element("p", { class: "note" }, words.of("options-shops-note")),
    element("table", {}, element("tbody", {}, ...rows)));
}

async function draw(): Promise<void> {
  const settings = await kept();
  const words = new Words(spoken(settings, [chrome.i18n.getUILanguage()]));
  document.documentElement.dataset["theme"] = settings.theme;
  document.documentElement.lang = words.language;
  document.title = words.of("options-title");
  const told = element("p", { id: "told", class: "told", role: "status" });
  const here = document.activeElement?.id ?? "";
  const form: Form = { words, settings, told };
  const notice = choice(form, "notice", NOTICES);
  notice.append(marks(form));
  main.replaceChildren(element("h1", {}, words.of("options-title")), element("p", { class: "note" }, words.of("options-privacy")), told, place(form),
    choice(form, "reader", READERS), notice, choice(form, "theme", THEMES), language(form), await access(words), await register(words, draw), shops(words));
  // Who works by keyboard goes on where they were.
  if (here !== "") document.getElementById(here)?.focus();
}

chrome.permissions.onAdded.addListener(() => void chrome.runtime.sendMessage(changed).then(draw));
chrome.permissions.onRemoved.addListener(() => void chrome.runtime.sendMessage(changed).then(draw));
void draw();
