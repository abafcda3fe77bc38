// A listing as a page states it: the words of the engine's fields, and how much of each is carried.

/** What is read of an offer, with the most characters that are kept of each. Names are those of the engine's fields. */
export const FIELDS = {
  title: 600,
  brand: 200,
  manufacturer: 200,
  seller: 200,
  seller_address: 400,
  model: 200,
  gtin: 40,
  text: 4000,
  url: 600,
  category: 300,
  origin: 100,
  responsible_person: 400,
} as const;

export type Field = keyof typeof FIELDS;
export type Listing = { [field in Field]?: string };

const NAMES = Object.keys(FIELDS) as Field[];

/**
 * Text on one line, cut at a whole character. Invisible characters stay: a name that is written to be overlooked is what the
 * engine looks for.
 */
export function tidy(text: string, most: number): string {
  // Cut generously before the work, so that a text of megabytes costs nothing.
  const line = text.slice(0, most * 4).replace(/[\p{Cc}\s]+/gu, " ").trim();
  return line.length <= most ? line : whole(line.slice(0, most));
}

function whole(text: string): string {
  const last = text.charCodeAt(text.length - 1);
  return last >= 0xd800 && last <= 0xdbff ? text.slice(0, -1) : text;
}

/** The listing of whatever was given: known fields, as text, within their bounds. Nothing else gets through. */
export function listingOf(given: unknown): Listing {
  const listing: Listing = {};
  if (typeof given !== "object" || given === null) return listing;
  for (const name of NAMES) {
    const value: unknown = Object.hasOwn(given, name) ? (given as Record<string, unknown>)[name] : undefined;
    if (typeof value !== "string") continue;
    const text = tidy(value, FIELDS[name]);
    if (text !== "") listing[name] = text;
  }
  return listing;
}

/** What the first says, and what the others add where it is silent. */
export function filled(first: Listing, ...others: Listing[]): Listing {
  const listing: Listing = { ...first };
  for (const other of others) {
    for (const name of NAMES) {
      const value = other[name];
      if (listing[name] === undefined && value !== undefined) listing[name] = value;
    }
  }
  return listing;
}

/** Whether it says enough to be asked about. */
export function saysAnything(listing: Listing): boolean {
  return Boolean(listing.title ?? listing.brand ?? listing.manufacturer ?? listing.model ?? listing.gtin);
}
