// The engine's answers: the part of the contract (docs/results.md) that is shown. Fields that are empty are left out of it.

export type Verdict = "connected" | "review" | "no_connection_found" | "not_checked";

export interface Party {
  id: string;
  name: string;
  native_name?: string;
  judgement: "same" | "unsure";
}

export interface Signal {
  kind: string;
  field: string;
  text: string;
  weight: number;
  reason: string;
}

export interface Hop {
  from: string;
  from_name: string;
  relation: string;
  to: string;
  to_name: string;
  extent?: string;
  share?: { min: number; max: number };
  standing?: string;
  valid_from: string;
  valid_to: string;
  last_confirmed?: string;
  limit?: string;
  note?: string;
  sources?: string[];
}

export interface Designation {
  list: string;
  list_name: string;
  kind: "list" | "measure";
  entry: string;
  since: string;
  until: string;
  reason?: string;
  citation?: string;
  in_force: string;
  sources?: string[];
}

export interface Consequence {
  list: string;
  regime: string;
  jurisdiction: string;
  reader: string;
  act: string;
  state: "applies" | "cannot_tell" | "does_not_apply";
  severity?: "block" | "limit" | "check" | "info";
  would_be?: "block" | "limit" | "check" | "info";
  since: string;
  citation?: string;
  sentence: string;
  why?: string;
  exceptions?: string[];
  /** Whether somebody read the text of the law; else it rests on what is reported of it. */
  verified: boolean;
}

export interface Claim {
  about: string;
  subject: string;
  status: string;
  by?: string;
  sentence: string;
  date?: string;
  among?: number;
  sources?: string[];
}

export interface Response {
  party: string;
  name: string;
  sentence: string;
  date?: string;
  sources?: string[];
}

export interface Case {
  id: string;
  target: { kind: "party" | "class"; id: string; name: string; native_name?: string };
  ground: string;
  verdict: Verdict;
  class?: string;
  settle?: string[];
  path?: Hop[];
  designations?: Designation[];
  consequences?: Consequence[];
  claims?: Claim[];
  responses?: Response[];
  /** Companies of a like name that are not meant. */
  namesakes?: { id: string; name: string; native_name?: string }[];
  warning?: { language: string; short: string; long: string };
}

export interface Finding {
  case: Case;
  verdict: Verdict;
  signals?: number[];
}

export interface Source {
  id: string;
  title: string;
  url?: string;
  date?: string;
  tier: string;
}

/** What a rule for households asks of somebody who has one already. */
export interface Owned {
  ask: "remove" | "report" | "buy_no_more" | "ask" | "keep";
  act: string;
  jurisdiction: string;
  sentence: string;
  citation: string;
}

/** An answer of the engine (crates/wasm/README.md). */
export interface Judged {
  result: Result;
  owned: Owned[];
  /** What it means for who asks, in a word of the contract. */
  answer: { meaning?: string };
}

export interface Result {
  verdict: Verdict;
  why?: string;
  identified: boolean;
  listing?: { [field: string]: string };
  product?: { class?: { value: string } };
  maker?: Party;
  brand_owner?: Party;
  seller?: Party;
  signals?: Signal[];
  findings?: Finding[];
  sources?: Source[];
  reasons?: { [code: string]: string };
}
