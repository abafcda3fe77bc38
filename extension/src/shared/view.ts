// What is shown of an answer: texts, in order, without markup. It is made in the extension's worker, where the engine is, and drawn
// on the page or in the toolbar's window.

import type { Settings } from "./settings";

export type State = "connected" | "review" | "nothing" | "silent" | "not-judged" | "unread" | "refused" | "broken" | "results";

/** A document. Its address is an http one or is not given. */
export interface Cited {
  title: string;
  url?: string;
  /** When it is of, and how much it may carry, in words. */
  about: string;
}

export interface Item {
  /** What kind of statement it is: "Allegation", "Barred". It stands in the same line as the statement. */
  tag?: string;
  text: string;
  /** The language of the text where it is not that of the view. */
  lang?: string;
  /** Who, when. */
  facts: string[];
  cited: Cited[];
  /** What stands beside it: the answer to a claim. */
  beside?: Item;
}

export interface Section {
  id: string;
  heading: string;
  /** Before the items. */
  note?: string;
  items: Item[];
  /** Items that are shown when asked for, and the words that ask. */
  more?: { label: string; items: Item[] };
}

export interface View {
  state: State;
  lang: string;
  title: string;
  lead: string[];
  sections: Section[];
  foot: string[];
  /** What the badge says, and what a screen reader says of it; where there is one. */
  badge?: { text: string; label: string };
  close: string;
}

/** How it is drawn. */
export type Look = Pick<Settings, "notice" | "marks" | "theme">;
