// An answer of the engine as what is shown of it.

import type { Finding, Judged, Party, Verdict } from "../shared/contract";
import type { Listing } from "../shared/listing";
import type { Settings } from "../shared/settings";
import type { Item, Section, State, View } from "../shared/view";
import { named, quoted, type Told } from "./cite";
import { how } from "./how";
import { law, own } from "./law";
import { said } from "./said";
import type { Words } from "./words";

/** What the engine holds, and on which day it is asked. */
export interface Held {
  /** The day of the newest source. */
  newest: string;
  /** Whether published lists are in it, beside researched facts. */
  lists: boolean;
  /** The day that is asked for. */
  today: string;
  /** Of a register that was taken from a file: its number, and whether its date has passed. */
  sequence?: number;
  expired: boolean;
}

/** After so many days without news, a register is called old. */
const OLD = 120;

export interface Asked {
  words: Words;
  settings: Settings;
  held: Held | undefined;
}

/** An answer to a listing that was judged. */
export function viewOf({ result, owned }: Judged, listing: Listing, asked: Asked): View {
  const { words, settings } = asked;
  const told: Told = { result, owned, words, reader: settings.reader, place: settings.place };
  const [first, ...others] = nearestFirst(result.findings ?? []);
  switch (result.verdict) {
    case "connected":
      if (first !== undefined) return connected(told, [first, ...others], asked);
      break;
    case "review":
      if (first !== undefined) return review(told, [first, ...others], asked);
      break;
    case "no_connection_found":
      return plain(result.identified ? "nothing" : "silent", { asked, sections: [readAs(words, listing)] });
    default:
  }
  return plain("not-judged", { asked, sections: [readAs(words, listing)], why: result.why ?? "–" });
}

const VERDICTS: readonly Verdict[] = ["connected", "review", "no_connection_found", "not_checked"];

/** Findings in the order in which people ask, as every output has it: the surest, parties before kinds of goods, then the nearest. */
export function nearestFirst(findings: Finding[]): Finding[] {
  const by = (one: Finding): number[] => [VERDICTS.indexOf(one.verdict), one.case.target.kind === "party" ? 0 : 1, one.case.path?.length ?? 0];
  return findings.slice().sort((a, b) => by(a).map((value, at) => value - (by(b)[at] ?? 0)).find((order) => order !== 0) ?? 0);
}

/** What is shown where there is nothing to say of a product. */
export function plain(state: Exclude<State, "connected" | "review" | "results">, { asked, sections = [], why = "" }: {
  asked: Asked; sections?: Section[]; why?: string;
}): View {
  const { words } = asked;
  const title = state === "refused" ? "title-unread" : `title-${state}`;
  return framed(asked, { state, title: words.of(title), lead: [words.of(`lead-${state}`, { why })], sections });
}

/** What is shown of a page of results. */
export function resultsView(connectedOnes: number, count: number, asked: Asked): View {
  const lead = [asked.words.of("lead-results", { count, connected: connectedOnes })];
  const title = asked.words.of(connectedOnes > 0 ? "title-connected" : "title-nothing");
  return framed(asked, { state: "results", title, lead, sections: [] });
}

function connected(told: Told, findings: [Finding, ...Finding[]], asked: Asked): View {
  const { words } = told;
  const [first] = findings;
  const { target, warning } = first.case;
  const text = target.kind === "class" ? words.of("badge-class") : words.of("badge-party", { target: target.name });
  const view = framed(asked, {
    state: "connected",
    title: words.of("title-connected"),
    lead: warning === undefined ? [] : [warning.short],
    sections: whole(told, findings),
  });
  view.badge = { text, label: words.of("badge-open", { badge: text }) };
  return view;
}

function review(told: Told, findings: [Finding, ...Finding[]], asked: Asked): View {
  const { words } = told;
  const [first] = findings;
  const settle: Item[] = (first.case.settle ?? []).map((text) => ({ ...quoted(words, text, []), cited: [] }));
  const sections = whole(told, findings);
  if (settle.length > 0) sections.unshift({ id: "unsure", heading: words.of("section-unsure"), items: settle });
  const lead = [words.of("lead-review", { target: named(words, first.case.target) })];
  return framed(asked, { state: "review", title: words.of("title-review"), lead, sections });
}

function whole(told: Told, [first, ...others]: [Finding, ...Finding[]]): Section[] {
  const sections = [who(told, first), how(told, first), law(told, first), said(told, first), own(told, first), also(told, others)];
  return sections.filter((section) => section !== undefined && (section.items.length > 0 || section.note !== undefined)) as Section[];
}

/** Who was recognised: maker, brand, seller. */
function who({ result, words }: Told, finding: Finding): Section {
  const one = (label: string, party: Party | undefined): Item[] => {
    if (party === undefined) return [];
    const name = named(words, party);
    return [{ tag: words.of(label), text: party.judgement === "same" ? name : words.of("unsure-name", { name }), facts: [], cited: [] }];
  };
  const brand = result.brand_owner?.id === result.maker?.id ? undefined : result.brand_owner;
  const items = [...one("party-maker", result.maker), ...one("party-brand", brand), ...one("party-seller", result.seller),
    ...(finding.case.namesakes ?? []).map((other): Item => ({ tag: words.of("not-meant"), text: named(words, other), facts: [], cited: [] }))];
  return { id: "who", heading: words.of("section-who"), items };
}

function also({ words }: Told, others: Finding[]): Section {
  const items = others.map(({ case: { target }, verdict }): Item => {
    const name = named(words, target);
    return { text: words.of(verdict === "connected" ? "also-connected" : "also-review", { name }), facts: [], cited: [] };
  });
  return { id: "also", heading: words.of("section-also"), items };
}

/** What was read of the page, so that somebody can see whether it was read rightly. */
function readAs(words: Words, listing: Listing): Section {
  const items = Object.entries(listing).filter(([field]) => field !== "url").map(([field, text]): Item => ({
    tag: words.of("field", { field }), text: text.replace(/\p{Cf}/gu, "").slice(0, 160), facts: [], cited: [],
  }));
  return { id: "read", heading: words.of("read-as"), items };
}

function framed({ words, held }: Asked, { state, title, lead, sections }: Pick<View, "state" | "title" | "lead" | "sections">): View {
  const foot: string[] = [];
  if (held !== undefined) {
    foot.push(words.of(held.lists ? "held-lists" : "held", { date: words.date(held.newest) }));
    const days = Math.round((Date.parse(held.today) - Date.parse(held.newest)) / 86_400_000);
    if (days > 0) foot.push(words.of(days > OLD ? "held-old" : "held-age", { days }));
  }
  if (held?.expired) foot.push(words.of("held-expired"));
  foot.push(words.of("held-here"), words.of("no-advice"));
  return { state, lang: words.language, title, lead, sections, foot, close: words.of("close") };
}
