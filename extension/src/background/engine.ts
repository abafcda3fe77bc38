// The engine, opened once a life of the worker. Its code and the register lie in the extension; nothing is fetched from elsewhere.

import { compile, open, type Engine } from "../../../crates/wasm/js/engine.mjs";
import type { Judged } from "../shared/contract";
import type { Listing } from "../shared/listing";
import type { Settings } from "../shared/settings";
import type { Held } from "../view/make";
import { taken, type Taken } from "./taken";

/** The day, in UTC, as every part of the program has it. */
export function today(): string {
  return new Date().toISOString().slice(0, 10);
}

/** A file of the extension itself. */
async function file(name: string): Promise<ArrayBuffer> {
  return (await fetch(chrome.runtime.getURL(name))).arrayBuffer();
}

/** The engine with the register that came with the extension. */
export async function builtIn(): Promise<{ module: WebAssembly.Module; engine: Engine }> {
  const [wasm, register] = await Promise.all([file("engine.wasm"), file("register.bin")]);
  const module = await compile(wasm);
  return { module, engine: await open(module, register) };
}

export class Judge {
  /** What it holds, by the day that was asked for. */
  private known: Held | undefined;

  private constructor(private readonly engine: Engine, private readonly register: Taken | undefined) {}

  /** With the register that the reader took, or else the one that came with the extension. */
  static async open(): Promise<Judge> {
    const [wasm, register] = await Promise.all([file("engine.wasm"), taken().catch(() => undefined)]);
    const module = await compile(wasm);
    if (register !== undefined) {
      try {
        return new Judge(await open(module, register.bytes), register);
      } catch {
        // Kept by an older version of the extension, or damaged: the options say so.
      }
    }
    return new Judge(await open(module, await file("register.bin")), undefined);
  }

  /** What the engine says of a listing. */
  judge(listing: Listing, { reader, place, language }: Pick<Settings, "reader" | "place"> & { language: string }): Promise<Judged> {
    return this.engine.ask({ do: "judge", listing, as_of: today(), reader, place, language });
  }

  /** What the engine holds. */
  async held(): Promise<Held> {
    const day = today();
    if (this.known?.today !== day) {
      const { reach, without_lists: without } = await this.engine.about(day);
      const { sequence, expires } = this.register ?? {};
      this.known = {
        newest: reach ?? day, lists: without === undefined, today: day, expired: expires !== undefined && expires < day,
        ...(sequence === undefined ? {} : { sequence }),
      };
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
