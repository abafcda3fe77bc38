// What a reader chose. Kept in the extension's own storage, on this machine alone.

export const READERS = ["consumer", "retailer", "importer", "exporter", "agency", "contractor", "grant_recipient", "investor"] as const;
export const NOTICES = ["toolbar", "badge", "open"] as const;
export const THEMES = ["auto", "light", "dark"] as const;
export const LANGUAGES = ["en", "es", "zh"] as const;

export type Language = (typeof LANGUAGES)[number];

export interface Settings {
  /** A country, a part of it, or `EU`; empty where none was named. */
  place: string;
  reader: (typeof READERS)[number];
  notice: (typeof NOTICES)[number];
  marks: boolean;
  theme: (typeof THEMES)[number];
  language: Language | "auto";
}

/** A place as the engine has it, or nothing. */
export function placeOf(text: string): string | undefined {
  const place = text.trim().toUpperCase();
  return place === "" || /^[A-Z]{2}(-[A-Z0-9]{1,3})?$/.test(place) ? place : undefined;
}

/** The settings of whatever was kept: what is missing or not understood has its default. */
export function settingsOf(kept: unknown): Settings {
  const from = (typeof kept === "object" && kept !== null ? kept : {}) as Record<string, unknown>;
  const one = <T extends string>(name: string, all: readonly T[], otherwise: T): T =>
    all.find((word) => word === from[name]) ?? otherwise;
  return {
    place: typeof from["place"] === "string" ? placeOf(from["place"]) ?? "" : "",
    reader: one("reader", READERS, "consumer"),
    notice: one("notice", NOTICES, "badge"),
    marks: from["marks"] !== false,
    theme: one("theme", THEMES, "auto"),
    language: one<Language | "auto">("language", ["auto", ...LANGUAGES], "auto"),
  };
}

/** The language that is spoken: the chosen one, or the first of the browser's that there is. */
export function spoken(settings: Settings, wanted: readonly string[]): Language {
  if (settings.language !== "auto") return settings.language;
  const first = wanted.map((tag) => tag.slice(0, 2).toLowerCase());
  return first.map((tag) => LANGUAGES.find((language) => language === tag)).find((language) => language !== undefined) ?? "en";
}
