// What is said about abuses, each statement with its kind in the same line, and what the company answers beside it.

import type { Case, Claim, Finding, Response } from "../shared/contract";
import type { Item, Section } from "../shared/view";
import { cited, firstOf, quoted, type Told } from "./cite";

const CLAIMS = 3;

export function said(told: Told, finding: Finding): Section | undefined {
  const { words } = told;
  const claims = finding.case.claims ?? [];
  const answers = finding.case.responses ?? [];
  if (claims.length === 0 && answers.length === 0 && finding.case.target.kind === "class") return undefined;
  const items = claims.map((claim) => claimed(told, finding.case, claim));
  const [first, rest] = firstOf(items, CLAIMS);
  const section: Section = { id: "said", heading: words.of("section-said"), items: first };
  section.note = words.of(claims.length === 0 ? "said-none" : answers.length === 0 ? "said-unanswered" : "said-beside");
  // Every answer is there to be read, whichever claim it stands beside.
  const more = [...rest, ...answers.slice().reverse().map((answer) => answered(told, answer))];
  if (more.length > 0) section.more = { label: words.of("more", { count: more.length }), items: more };
  return section;
}

function claimed(told: Told, one: Case, claim: Claim): Item {
  const { words } = told;
  const facts = [words.of("claim-subject", { subject: claim.subject }),
    words.of("claim-by", { by: claim.by ?? "–", date: words.date(claim.date) })];
  if (claim.among !== undefined) facts.push(words.of("claim-among", { count: claim.among }));
  return {
    tag: words.of("claim", { status: claim.status }),
    ...quoted(words, claim.sentence, facts),
    cited: cited(told, claim.sources),
    beside: beside(told, one, claim),
  };
}

/** What the company says beside a claim: what it said nearest to it in time; or that it has said nothing that we know of, and what others of its group say. */
function beside(told: Told, one: Case, claim: Claim): Item {
  const all = one.responses ?? [];
  const own = all.filter((response) => response.party === claim.about);
  const [nearest] = own.slice().sort((a, b) => apart(a, claim) - apart(b, claim));
  if (nearest !== undefined) return answered(told, nearest);
  const none = told.words.of("answer-none", { name: nameOf(one, claim.about) });
  const other = all.at(-1);
  if (other === undefined) return { text: none, facts: [], cited: [] };
  const item = answered(told, other);
  return { ...item, facts: [none, ...item.facts] };
}

/** How far two statements lie apart, in milliseconds; those without a day are far from all. */
function apart(response: Response, claim: Claim): number {
  const distance = Math.abs(Date.parse(response.date ?? "") - Date.parse(claim.date ?? ""));
  return Number.isNaN(distance) ? Number.MAX_SAFE_INTEGER : distance;
}

function nameOf({ target, path }: Case, id: string): string {
  if (target.id === id) return target.name;
  const hop = path?.find((hop) => hop.from === id || hop.to === id);
  if (hop === undefined) return target.name;
  return hop.from === id ? hop.from_name : hop.to_name;
}

function answered(told: Told, response: Response): Item {
  const { words } = told;
  return {
    tag: words.of("answer", { name: response.name }),
    ...quoted(words, response.sentence, response.date === undefined ? [] : [words.date(response.date)]),
    cited: cited(told, response.sources),
  };
}
