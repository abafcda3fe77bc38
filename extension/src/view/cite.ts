// Documents behind a statement.

import type { Owned, Result, Source } from "../shared/contract";
import type { Cited, Item } from "../shared/view";
import type { Words } from "./words";

const MOST = 4;

/** What every section asks with: whose answer it is, and in which words. */
export interface Told {
  result: Result;
  owned: Owned[];
  words: Words;
  /** Whom the rules are read for. */
  reader: string;
  place: string;
}

/** The documents of those ids, the first few. */
export function cited({ result, words }: Told, ids: readonly string[] | undefined): Cited[] {
  const all = (ids ?? []).map((id) => result.sources?.find((source) => source.id === id));
  return all.filter((source) => source !== undefined).slice(0, MOST).map((source) => one(words, source));
}

function one(words: Words, source: Source): Cited {
  const about = `${words.date(source.date)} · ${words.of("tier", { tier: source.tier })}`;
  const url = address(source.url);
  return { title: source.title, about, ...(url === undefined ? {} : { url }) };
}

/** An address that a reader may follow: of the web, and nothing else. */
export function address(text: string | undefined): string | undefined {
  try {
    const url = new URL(text ?? "");
    return url.protocol === "https:" || url.protocol === "http:" ? url.href : undefined;
  } catch {
    return undefined;
  }
}

/** A sentence of the register, which is English; other languages say so. */
export function quoted(words: Words, text: string, facts: string[]): Pick<Item, "text" | "lang" | "facts"> {
  return { text, lang: "en", facts: words.language === "en" ? facts : [...facts, words.of("english")] };
}

/** A name with the same name in its own script. */
export function named(words: Words, { name, native_name: native }: { name: string; native_name?: string }): string {
  return native === undefined || native === "" || native === name ? name : words.of("name-native", { name, native });
}

/** The first of many items, and the rest for whoever asks. */
export function firstOf<T>(items: T[], most: number): [T[], T[]] {
  return [items.slice(0, most), items.slice(most)];
}
