// The script in a page: reads what the page offers, asks the worker, and shows what it answers. It sends the fields that were read
// and nothing else of the page.

import { readPage, type Reading } from "../read/page";
import { tidy } from "../shared/listing";
import type { Told, Request, Shown, ToPage } from "../shared/talk";
import { Corner, Marks } from "./corner";

/** After so many milliseconds of quiet a page that changed is read again; each reading doubles the wait, up to the longest. */
const WAIT = 700;
const LONGEST = 30_000;
/** So often a page is read, however it changes. */
const READINGS = 40;

/** What a page is known by: when none of it changes, it is not read again. */
function fingerprint(): string {
  const count = (selector: string): number => document.querySelectorAll(selector).length;
  const heading = document.querySelector("h1")?.textContent ?? "";
  return [location.href.split("#")[0], tidy(heading, 200), count('script[type="application/ld+json"]'), count("a[href]") >> 3].join("\n");
}

class Page {
  private corner: Corner | undefined;
  private marks: Marks | undefined;
  private shown: Told | undefined;
  private known = "";
  private asked = "";
  private readings = 0;
  private wait = WAIT;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private reading: Promise<void> = Promise.resolve();

  /** Reads the page now, and whenever it has changed. */
  begin(): void {
    if (this.readings > 0) return;
    this.again();
    new MutationObserver(() => this.changed()).observe(document, { childList: true, subtree: true });
  }

  /** A page that changed: one timer, whatever the number of changes. */
  private changed(): void {
    if (this.timer !== undefined || this.readings >= READINGS) return;
    this.timer = setTimeout(() => {
      this.timer = undefined;
      whenIdle(() => {
        if (fingerprint() !== this.known) this.again();
      });
    }, this.wait);
    this.wait = Math.min(this.wait * 1.5, LONGEST);
  }

  private again(): void {
    this.readings += 1;
    this.known = fingerprint();
    this.reading = this.reading.then(() => this.judge()).catch(() => {
      // The extension was updated or taken out while the page was open.
      this.asked = this.known = "";
      this.corner?.clear();
      this.marks?.clear();
    });
  }

  private async judge(): Promise<void> {
    const reading = readPage(window);
    const request: Request = {
      do: "judge", kind: reading.kind, listings: reading.offers.map((offer) => offer.listing), left: reading.left.length > 0,
    };
    const asked = JSON.stringify(request);
    if (asked === this.asked) return;
    this.asked = asked;
    const judged = await answered(request);
    if (judged === null) {
      // The worker broke down over it: the next change of the page is another try.
      this.asked = this.known = "";
      return;
    }
    this.shown = judged;
    this.show(reading, judged);
  }

  private show(reading: Reading, { look, view, offers }: Told): void {
    this.corner?.clear();
    this.marks?.clear();
    this.corner = new Corner(look);
    this.marks = new Marks(look, this.corner);
    if (reading.kind === "product") this.corner.show(view);
    if (reading.kind !== "results" || !look.marks || look.notice === "toolbar") return;
    for (const [at, offer] of reading.offers.entries()) {
      const told = offers[at];
      if (told && offer.element !== undefined) this.marks.mark(offer.element, told);
    }
  }

  /** What the toolbar's window shows of this page. */
  async told(): Promise<Shown | null> {
    this.begin();
    await this.reading;
    return this.shown === undefined ? null : { view: this.shown.view };
  }

  /** What was answered may no longer hold: settings changed. */
  forget(): void {
    this.asked = this.known = "";
    this.again();
  }
}

/** Asks the worker. One that was ended while it was at work is started by asking again. */
async function answered(request: Request): Promise<Told | null> {
  try {
    return await chrome.runtime.sendMessage(request);
  } catch {
    return chrome.runtime.sendMessage(request);
  }
}

function whenIdle(act: () => void): void {
  if (typeof requestIdleCallback === "function") requestIdleCallback(act, { timeout: 2_000 });
  else setTimeout(act, 0);
}

/** One script a page, however often it is put there. */
const here = globalThis as typeof globalThis & { nameplatePage?: Page };
if (here.nameplatePage === undefined) {
  const page = new Page();
  here.nameplatePage = page;
  chrome.runtime.onMessage.addListener((message: ToPage, sender, answer: (shown: Shown | null) => void) => {
    if (sender.id !== chrome.runtime.id || message.do !== "show") return false;
    void page.told().then(answer, () => answer(null));
    return true;
  });
  chrome.storage.onChanged.addListener((_, area) => {
    if (area === "local") page.forget();
  });
  whenIdle(() => page.begin());
}
