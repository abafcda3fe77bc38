// What the extension knows, how old that is, and how the reader takes a newer register from a file.

import { open, Refused } from "../../../crates/wasm/js/engine.mjs";
import { builtIn, today } from "../background/engine";
import { above, giveBack, take, taken } from "../background/taken";
import { element } from "../page/draw";
import type { Request } from "../shared/talk";
import type { Held } from "../view/make";
import type { Words } from "../view/words";

/** No register is larger. */
const LARGEST = 256 << 20;

const ask = <Answer>(request: Request): Promise<Answer> => chrome.runtime.sendMessage(request);

/** Checks a file and keeps its register; says which edition it is. Refused in a sentence for people. */
async function accepted(chosen: File, words: Words): Promise<number> {
  if (chosen.size > LARGEST) throw new Refused(words.of("options-register-large"));
  const bytes = await chosen.arrayBuffer();
  const { module, engine } = await builtIn();
  const [day, sequence] = [today(), await above()];
  const { manifest, register } = await engine.accept(bytes, { key: PUBLISHER, today: day, ...(sequence === undefined ? {} : { sequence }) });
  // It has to open here, and to know no less than what came with the extension.
  const newest = (await (await open(module, register)).about(day)).reach ?? day;
  if (newest < ((await engine.about(day)).reach ?? day)) throw new Refused(words.of("options-register-older"));
  await take({ bytes: register.slice().buffer, taken: day, expires: manifest.expires, sequence: manifest.sequence });
  return manifest.sequence;
}

/** What is in use, in words. */
async function state(words: Words): Promise<string[]> {
  const held: Held | null = await ask({ do: "about" });
  if (held === null) return [words.of("title-broken")];
  const kept = await taken().catch(() => undefined);
  const date = words.date(held.newest);
  const knows = words.of(held.lists ? "held-lists" : "held", { date });
  if (held.sequence === undefined) {
    return [words.of("options-register-built-in"), ...(kept === undefined ? [] : [words.of("options-register-lost")]), knows];
  }
  const edition = { date: words.date(kept?.taken), sequence: held.sequence, expires: words.date(kept?.expires) };
  return [words.of("options-register-taken", edition), ...(held.expired ? [words.of("held-expired")] : []), knows];
}

export async function register(words: Words, draw: () => Promise<void>): Promise<HTMLElement> {
  const section = element("section", { class: "block", id: "register" }, element("h2", {}, words.of("options-register")));
  const lines = await state(words);
  section.append(...lines.map((line) => element("p", {}, line)));
  const told = element("p", { class: "told", role: "status", id: "register-told" });
  if (PUBLISHER === "") {
    section.append(element("p", { class: "note" }, words.of("options-register-no-key")));
    return section;
  }
  const input = element("input", { type: "file", id: "register-file", "aria-describedby": "register-note" }) as HTMLInputElement;
  input.addEventListener("change", () => {
    const [chosen] = input.files ?? [];
    if (chosen !== undefined) void update(chosen, words, draw);
  });
  section.append(element("label", { for: "register-file" }, words.of("options-register-update")), input,
    element("p", { class: "note", id: "register-note" }, words.of("options-register-update-note")), told);
  if ((await taken().catch(() => undefined)) !== undefined) section.append(back(words, draw));
  return section;
}

/** Tells the worker, and then the pages that are open, that another register is in use. */
async function tell(sequence: number): Promise<void> {
  await ask({ do: "changed" });
  await chrome.storage.local.set({ register: sequence });
}

/** Takes a file, and says what became of it. */
async function update(chosen: File, words: Words, draw: () => Promise<void>): Promise<void> {
  let said: string;
  try {
    const sequence = await accepted(chosen, words);
    await tell(sequence);
    await draw();
    said = words.of("options-register-accepted", { sequence });
  } catch (error) {
    said = words.of("options-register-refused", { why: error instanceof Error ? error.message : String(error) });
  }
  const told = document.getElementById("register-told");
  if (told !== null) told.textContent = said;
}

function back(words: Words, draw: () => Promise<void>): HTMLElement {
  const button = element("button", { type: "button", class: "plain", id: "register-back" }, words.of("options-register-back"));
  button.addEventListener("click", () => void giveBack().then(() => tell(0)).then(draw));
  return element("div", { class: "row" }, button);
}
