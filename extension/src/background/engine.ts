// The engine, opened once a life of the worker. Its code and the register lie in the extension; nothing is fetched from elsewhere.

import { open, type Engine } from "../../../crates/wasm/js/engine.mjs";
import type { Judged } from "../shared/contract";
import type { Listing } from "../shared/listing";
import type { Settings } from "../shared/settings";
import type { Held } from "../view/make";

/** The day, in UTC, as every part of the program has it. */
function today(): string {
  return new Date().toISOString().slice(0, 10);
}

/** A file of the extension itself. */
async function file(name: string): Promise<ArrayBuffer> {
  return (await fetch(chrome.runtime.getURL(name))).arrayBuffer();
}

export class Judge {
  /** What it holds, by the day that was asked for. */
  private known: Held | undefined;

  private constructor(private readonly engine: Engine) {}

  static async open(): Promise<Judge> {
    const [wasm, register] = await Promise.all([file("engine.wasm"), file("register.bin")]);
    return new Judge(await open(wasm, register));
  }

  /** What the engine says of a listing. */
  async judge(listing: Listing, { reader, place, language }: Pick<Settings, "reader" | "place"> & { language: string }): Promise<Judged> {
    return this.engine.ask({ do: "judge", listing, as_of: today(), reader, place, language });
  }

  /** What the engine holds. */
  async held(): Promise<Held> {
    const day = today();
    if (this.known?.today !== day) {
      const { reach, without_lists: without } = await this.engine.about(day);
      this.known = { newest: reach ?? day, lists: without === undefined, today: day };
    }
    return this.known;
  }
}

let opened: Promise<Judge> | undefined;

/** The engine; opened anew after it could not be. */
export function engine(): Promise<Judge> {
  const opening = opened ?? Judge.open();
  opened = opening;
  opening.catch(() => {
    if (opened === opening) opened = undefined;
  });
  return opening;
}

/** Lets go of the engine: its register changed. */
export function forgetEngine(): void {
  opened = undefined;
}
