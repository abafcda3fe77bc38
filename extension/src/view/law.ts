// What it means for who asks, where they are: the rules that speak to them, the most serious first; and what that says about one
// that is owned already.

import type { Consequence, Finding } from "../shared/contract";
import type { Item, Section } from "../shared/view";
import { firstOf, quoted, type Told } from "./cite";

/** What a rule asks, the most serious first. The same order as `Meaning` of the engine (crates/nameplate/src/answer.rs). */
const MEANINGS = ["stop", "may_bar", "check", "cannot_tell", "know", "allowed", "no_rule"] as const;
export type Meaning = (typeof MEANINGS)[number];

/** Member states of the European Union, as in crates/nameplate/src/consequence/place.rs; a test compares them. */
export const EU = ["AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU", "LV", "MT",
  "NL", "PL", "PT", "RO", "SE", "SI", "SK"];

const RULES = 2;

/** Whether what holds in a jurisdiction holds in a place; anywhere, where no place is named. */
export function holdsIn(jurisdiction: string, place: string): boolean {
  const country = place.split("-")[0] ?? "";
  if (place === "" || jurisdiction === "" || jurisdiction === "UN") return true;
  if (jurisdiction === "EU") return place === "EU" || EU.includes(country);
  return jurisdiction === place || jurisdiction === country;
}

export function meaningOf(rule: Consequence): Meaning {
  if (rule.state === "does_not_apply") return "allowed";
  if (rule.state === "cannot_tell") return rule.would_be === "block" ? "may_bar" : "cannot_tell";
  if (rule.severity === "block") return "stop";
  return rule.severity === "limit" || rule.severity === "check" ? "check" : "know";
}

/** The rules of a finding that speak to who asks, the most serious first, each sentence once. */
export function rulesFor({ reader, place }: Told, finding: Finding): Consequence[] {
  const rules = (finding.case.consequences ?? []).filter((rule) => rule.reader === reader && holdsIn(rule.jurisdiction, place));
  const seen = new Set<string>();
  return rules.filter((rule) => !seen.has(rule.sentence) && seen.add(rule.sentence))
    .sort((a, b) => MEANINGS.indexOf(meaningOf(a)) - MEANINGS.indexOf(meaningOf(b)));
}

/** What a rule means while a finding is not confirmed: nothing is barred before that. */
function meaning(rule: Consequence, finding: Finding): Meaning {
  const meaning = meaningOf(rule);
  return meaning === "stop" && finding.verdict !== "connected" ? "may_bar" : meaning;
}

/** The most serious that a finding has for who asks. */
export function meaningFor(told: Told, finding: Finding): Meaning {
  const [serious] = rulesFor(told, finding);
  return serious === undefined ? "no_rule" : meaning(serious, finding);
}

export function law(told: Told, finding: Finding): Section {
  const { words, reader, place } = told;
  const rules = rulesFor(told, finding);
  const most = meaningFor(told, finding);
  const [first, rest] = firstOf(rules, RULES);
  const item = (rule: Consequence): Item => ruled(told, rule, finding);
  const section: Section = {
    id: "law",
    heading: words.of("section-law"),
    note: `${words.of("asked-for", { reader, place: place || words.of("place-any") })}: ${words.of(`law-${most}`)}`,
    items: first.map(item),
  };
  if (rest.length > 0) section.more = { label: words.of("more", { count: rest.length }), items: rest.map(item) };
  return section;
}

function ruled(told: Told, rule: Consequence, finding: Finding): Item {
  const { words } = told;
  const facts = [words.of("act", { act: rule.act }), rule.regime, rule.jurisdiction];
  if (rule.citation !== undefined) facts.push(rule.citation);
  if (rule.since !== "" && rule.since !== "unknown") facts.push(words.of("since", { date: words.date(rule.since) }));
  if (rule.why !== undefined && rule.why !== "") facts.push(rule.why);
  if (!rule.verified) facts.push(words.of("not-read"));
  if (finding.verdict !== "connected") facts.push(words.of("if-confirmed"));
  return {
    tag: words.of("meaning", { meaning: meaning(rule, finding) }),
    ...quoted(words, rule.sentence, facts),
    cited: [],
  };
}

/** Kinds of goods that talk to a network, by their ids in facts/signals/classes.toml; a test compares them. */
export const ON_A_NETWORK = new Set(["access_control", "access_point", "alarm", "appliance", "baby_monitor", "camera", "cellular_module",
  "doorbell", "drone", "intercom", "inverter", "laptop", "mobile_phone", "modem", "network_switch", "printer", "recorder", "robot",
  "robot_vacuum", "router", "smartwatch", "tablet", "thermal_camera", "video"]);

/** What to do with one that is owned: what rules for households ask; then what anybody would be told of a device of that kind. */
export function own(told: Told, finding: Finding): Section {
  const { words, owned, result } = told;
  const [most] = owned;
  const rest = most === undefined ? "own-unknown" : owned.every((one) => one.ask === "keep") ? "own-keep" : "own-check";
  const kind = result.product?.class?.value ?? finding.case.class ?? "";
  const general = ON_A_NETWORK.has(kind) ? ["own-update", "own-isolate", "own-return"] : ["own-return"];
  const rules = owned.slice(0, RULES).map(({ ask, sentence, jurisdiction, citation }): Item => ({
    tag: words.of("owned", { ask }), ...quoted(words, sentence, [jurisdiction, citation]), cited: [],
  }));
  return {
    id: "own",
    heading: words.of("section-own"),
    note: words.of(rest),
    items: [...rules, ...general.map((id, at): Item => ({ text: words.of(id), facts: at === 0 ? [words.of("own-general")] : [], cited: [] }))],
  };
}
