/** Types of `engine.mjs`. Days are `YYYY-MM-DD`. What `result` holds is described in `docs/results.md`. */

export type Reader =
  | "consumer" | "retailer" | "importer" | "exporter" | "agency" | "contractor" | "grant_recipient" | "investor";
export type Verdict = "connected" | "review" | "no_connection_found" | "not_checked";
export type Tone = "plain" | "strong" | "faint" | "alarm" | "caution";
export type Language = "en" | "es" | "zh" | "none";

/** Fields of a listing, by the names that results use. Others are refused. */
export type Field =
  | "id" | "title" | "brand" | "manufacturer" | "seller" | "seller_address" | "model" | "gtin" | "fcc_id" | "mac" | "app" | "text" | "url"
  | "category" | "origin" | "made_on" | "authorised_on" | "purpose" | "responsible_person" | "registration" | "supplier"
  | "supplier_address" | "purchased_on" | "other";
export type Listing = Partial<Record<Field, string>>;

export interface Setting {
  /** The day that is asked for; the engine has no clock. */
  as_of: string;
  reader?: Reader;
  /** A country (US), a part of it (US-TX), or EU. */
  place?: string;
  /** Of warnings; English where it is left out. */
  language?: Language;
}

/** A piece of a line. Names and words of strangers stand in it: show it as text, never as markup. */
export interface Piece { tone: Tone; text: string }

export interface Row {
  /** `for you`, `law`, `because`, `path`, `said`, `answered`, `to settle`, …; empty where it goes on with the row above. */
  label: string;
  line: Piece[];
  /** There is more: all laws of this reader, or what it means for one reader where nobody was named. */
  hint?: "all_laws" | "who_asks";
}

export interface Source { id: string; title: string; url?: string; date: string; tier: "A" | "B" | "C" | "D" }

export interface Answer {
  headline: Piece[];
  /** What it means for who asks: `stop`, `may be barred`, `check`, `cannot tell`, `know`, `allowed`, `no rule`. */
  meaning?: string;
  rows: Row[];
  /** What `[1]` in the rows cites. */
  sources: Source[];
  /** Further targets: name and verdict. */
  also: [string, Verdict][];
}

export interface Warning { language: string; short: string; long: string; codes: string[]; evidence: string }

/** What a rule for households asks of somebody who has one already, the most serious first. */
export interface Owned {
  ask: "remove" | "report" | "buy_no_more" | "ask" | "keep";
  act: string;
  jurisdiction: string;
  sentence: string;
  citation: string;
}

export interface RegisterId { version: string; hash: string }

export interface Judged {
  verdict: Verdict;
  as_of: string;
  register: RegisterId;
  /** The day of the newest source, where the day asked for is later: nothing later is known. */
  reach?: string;
  answer: Answer;
  /** Only where a finding is connected, and a language was asked for. */
  warning?: Warning;
  owned: Owned[];
  /** The expanded result: what `nameplate check --json` prints. */
  result: Record<string, unknown>;
}

export interface About {
  engine: string;
  register: RegisterId;
  bytes: number;
  editions: string[];
  /** To be said where no published list is in the register. */
  without_lists?: string;
  reach?: string;
  languages: string[];
  readers: Reader[];
  fields: string[];
}

/** The engine said no, in a sentence for people. */
export class Refused extends Error {}
/** The instance ended by a fault of the engine; the next question gets a new one. */
export class Ended extends Error {}

export interface Engine {
  /** Any question; see README.md. */
  ask(question: { do: string } & Record<string, unknown>, given?: Uint8Array): Promise<any>;
  /** The same, and the answer as it was written. */
  text(question: { do: string } & Record<string, unknown>, given?: Uint8Array): Promise<string>;
  about(as_of?: string): Promise<About>;
  judge(listing: Listing, setting: Setting): Promise<Judged>;
  /** What `nameplate check --json` prints, byte by byte. */
  check(listing: Listing, setting: Setting): Promise<string>;
  /** A dossier (`nameplate who --json`), or `{ may_be_meant, near }`. */
  who(name: string, as_of: string): Promise<any>;
  /** The listing that a pasted page or text tells of; refused where there is no text in it. */
  paste(text: string): Promise<{ listing: Listing }>;
  /** Opens a table; then ask `{ do: "rows", most }` (a Piece) until it has no rows, and `{ do: "sum" }`. One table at a time. */
  table(name: string, bytes: Uint8Array, setting: Setting): Promise<{ read: string; unused: string[] }>;
  /**
   * The register in a signed file, if it may be used: signed by that key (44 letters of base64), whole, not expired today, and no older than
   * the one that is held, by its sequence. Refused with a sentence otherwise. Open it in an engine of its own.
   */
  accept(file: ArrayBuffer | Uint8Array, terms: { key: string; today: string; sequence?: number }):
    Promise<{ manifest: Manifest; register: Uint8Array }>;
}

/** What was signed of a register. */
export interface Manifest {
  version: string; sha256: string; bytes: number; made: string;
  /** The last day on which it may be taken. */
  expires: string;
  /** Higher than that of the one before. */
  sequence: number;
}

/** A row of a table with a finding, or one that could not be judged. */
export interface Found {
  /** As a spreadsheet counts: the first line of the table is 1. */
  line: number;
  id: string; title: string; brand: string; seller: string;
  verdict: Verdict;
  why?: string;
  reaches: string; target: string; case: string; meaning: string;
  /** Further targets. */
  more: number;
}

export interface Piece {
  /** None at the end. */
  rows: number;
  found: Found[];
  /** What `nameplate scan --only-findings -o -` writes before its manifest of them. */
  records: string;
}

export const LONGEST: number;
export function compile(wasm: BufferSource): Promise<WebAssembly.Module>;
export function open(module: WebAssembly.Module | BufferSource, register: ArrayBuffer | Uint8Array): Promise<Engine>;
