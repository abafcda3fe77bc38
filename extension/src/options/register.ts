// What the extension knows, how old that is, and how the reader takes a newer register from a file.

import type { Words } from "../view/words";
import { element } from "../page/draw";

export async function register(words: Words, _draw: () => Promise<void>): Promise<HTMLElement> {
  return element("section", { class: "block", id: "register" }, element("h2", {}, words.of("options-register")));
}
