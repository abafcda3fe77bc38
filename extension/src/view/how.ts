// How we know: what the page says, then every step to the company on the list, each with its source and date.

import type { Case, Designation, Finding, Hop } from "../shared/contract";
import type { Item, Section } from "../shared/view";
import { cited, firstOf, named, type Told } from "./cite";
import { rulesFor } from "./law";

const SIGNALS = 3;
const LISTS = 2;

export function how(told: Told, finding: Finding): Section {
  const lists = ranked(told, finding);
  const [first, rest] = firstOf(lists, LISTS);
  const { words } = told;
  const items = [...signals(told, finding), ...(finding.case.path ?? []).map((hop) => step(told, hop)),
    ...first.map((one) => listed(told, finding.case, one))];
  const section: Section = { id: "how", heading: words.of("section-how"), items };
  if (rest.length > 0) {
    section.more = { label: words.of("more", { count: rest.length }), items: rest.map((one) => listed(told, finding.case, one)) };
  }
  return section;
}

/** The lists that the target stands on: first those with a rule for who asks, in the order of those rules; lists before measures. */
function ranked(told: Told, finding: Finding): Designation[] {
  const rules = rulesFor(told, finding).map((rule) => rule.list);
  const rank = ({ list, kind }: Designation): number => {
    const at = rules.indexOf(list);
    return at >= 0 ? at : rules.length + (kind === "list" ? 0 : 1);
  };
  return (finding.case.designations ?? []).filter((one) => one.in_force === finding.case.verdict || one.in_force === "connected")
    .sort((a, b) => rank(a) - rank(b));
}

/** What of the page speaks for it, the strongest first; each field once. */
function signals({ result, words }: Told, finding: Finding): Item[] {
  const all = (finding.signals ?? []).map((at) => result.signals?.[at]).filter((signal) => signal !== undefined);
  const seen = new Set<string>();
  const items: Item[] = [];
  for (const signal of all.filter((one) => one.weight > 0).sort((a, b) => b.weight - a.weight)) {
    const key = `${signal.field}\n${signal.text}`;
    if (seen.has(key) || items.length === SIGNALS) continue;
    seen.add(key);
    const field = words.of("field", { field: signal.field });
    // What the page says is quoted without what cannot be seen.
    const text = words.of("step-page", { text: signal.text.replace(/\p{Cf}/gu, "").slice(0, 120), field });
    const reason = words.language === "en" ? result.reasons?.[signal.reason] : undefined;
    items.push({ text, facts: reason === undefined ? [] : [reason], cited: [] });
  }
  return items;
}

function step(told: Told, hop: Hop): Item {
  const { words } = told;
  const facts = [hop.valid_from === "unknown" ? words.of("since-unknown") : words.of("since", { date: words.date(hop.valid_from) })];
  if (hop.valid_to !== "open" && hop.valid_to !== "unknown") facts.push(words.of("until", { date: words.date(hop.valid_to) }));
  if (hop.last_confirmed !== undefined) facts.push(words.of("last-confirmed", { date: words.date(hop.last_confirmed) }));
  const { share } = hop;
  if (share !== undefined) {
    const exact = share.min === share.max;
    facts.push(exact ? words.of("share-exact", { share: share.min }) : words.of("share-between", { min: share.min, max: share.max }));
  }
  // What limits it, and what else is to be known of it, in the register's words.
  facts.push(...[hop.limit ?? "", hop.note ?? ""].filter((text) => text !== ""));
  // How firmly it is said stands in the line itself.
  const firm = hop.standing === "alleged" || hop.standing === "reported" ? words.of(`standing-${hop.standing}`) : undefined;
  const text = words.of("hop", { relation: hop.relation, from: hop.from_name, to: hop.to_name, extent: hop.extent ?? "all" });
  return { text, facts, cited: cited(told, hop.sources), ...(firm === undefined ? {} : { tag: firm }) };
}

function listed(told: Told, { target }: Case, one: Designation): Item {
  const { words } = told;
  const id = target.kind === "class" ? "class-on-list" : one.kind === "measure" ? "under-measure" : "on-list";
  const facts = [one.since === "unknown" ? words.of("since-unknown") : words.of("since", { date: words.date(one.since) })];
  if (one.until !== "open" && one.until !== "unknown") facts.push(words.of("until", { date: words.date(one.until) }));
  if (one.citation !== undefined) facts.push(one.citation);
  return { text: words.of(id, { name: named(words, target), list: one.list_name }), facts, cited: cited(told, one.sources) };
}
