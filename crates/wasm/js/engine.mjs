// The engine in a window, a worker, an extension or Node: memory of WebAssembly lent and given back, questions and answers as JSON. Nothing
// here fetches, keeps or sends anything; bytes are handed in.

/** So long may a question be, in bytes of JSON. */
export const LONGEST = 8 << 20;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** The engine said no, in a sentence for people. The instance goes on. */
export class Refused extends Error {
  constructor(message) {
    super(message);
    this.name = "Refused";
  }
}

/** The instance ended: a fault of the engine, told with what it said. The next question gets a new instance. */
export class Ended extends Error {
  constructor(message, cause) {
    super(message, { cause });
    this.name = "Ended";
  }
}

/** Compiles the engine. Once a page is enough: engines of several registers share it. */
export function compile(wasm) {
  return WebAssembly.compile(wasm);
}

/** Opens a register, of which every byte is checked. `module` is compiled, or the bytes of `nameplate.wasm`. */
export async function open(module, register) {
  const compiled = module instanceof WebAssembly.Module ? module : await compile(module);
  const engine = new Engine(compiled, new Uint8Array(register));
  await engine.start();
  return engine;
}

/** Calls on one instance. */
class Instance {
  constructor(exports) {
    this.exports = exports;
  }

  put(bytes) {
    const at = this.exports.np_alloc(bytes.length);
    new Uint8Array(this.exports.memory.buffer, at, bytes.length).set(bytes);
    return at;
  }

  /** The bytes of what was returned, which is given back. */
  take(at) {
    const length = new DataView(this.exports.memory.buffer).getUint32(at >>> 0, true);
    const bytes = new Uint8Array(this.exports.memory.buffer, (at >>> 0) + 4, length).slice();
    this.exports.np_free(at, length + 4);
    return bytes;
  }

  open(register) {
    return this.take(this.exports.np_open(this.put(register), register.length));
  }

  ask(question, given) {
    if (given) this.exports.np_give(this.put(given), given.length);
    const at = this.put(question);
    const answer = this.take(this.exports.np_ask(at, question.length));
    this.exports.np_free(at, question.length);
    return answer;
  }

  /** What a panic said; empty where the instance cannot tell any more. */
  why() {
    try {
      return decoder.decode(this.take(this.exports.np_why()));
    } catch {
      return "";
    }
  }
}

class Engine {
  #module;
  #register;
  #instance = null;
  #starting = null;

  constructor(module, register) {
    this.#module = module;
    this.#register = register;
  }

  /** A fresh instance with the register; the second of two who wait gets the same. */
  start() {
    this.#starting ??= this.#fresh().finally(() => { this.#starting = null; });
    return this.#starting;
  }

  async #fresh() {
    const { exports } = await WebAssembly.instantiate(this.#module, {});
    const instance = new Instance(exports);
    const said = this.#guarded(instance, () => instance.open(this.#register));
    said_no(JSON.parse(said));
    this.#instance = instance;
  }

  /** Asks, and gives the answer as it was written; `given` are bytes that the question is about. */
  async text(question, given) {
    const bytes = encoder.encode(JSON.stringify(question));
    if (bytes.length > LONGEST) throw new Refused(`the question is longer than ${LONGEST >> 20} MB`);
    if (this.#instance === null) await this.start();
    const instance = this.#instance;
    const said = this.#guarded(instance, () => instance.ask(bytes, given));
    // A refusal is the whole answer, and begins like no other.
    if (said.startsWith('{"refused":')) said_no(JSON.parse(said));
    return said;
  }

  /** Asks, and gives the answer. */
  async ask(question, given) {
    return JSON.parse(await this.text(question, given));
  }

  about(as_of) {
    return this.ask({ do: "about", as_of });
  }

  judge(listing, setting) {
    return this.ask({ do: "judge", listing, ...setting });
  }

  /** What `nameplate check --json` prints for the listing, byte by byte. */
  check(listing, setting) {
    return this.text({ do: "check", listing, ...setting });
  }

  who(name, as_of) {
    return this.ask({ do: "who", name, as_of });
  }

  /** The listing that a pasted page or text tells of. */
  paste(text) {
    return this.ask({ do: "paste", text });
  }

  /** Opens a table (CSV or JSON in any encoding); then `{ do: "rows", most }` until it has none, and `{ do: "sum" }`. */
  table(name, bytes, setting) {
    return this.ask({ do: "table", name, ...setting }, bytes);
  }

  /**
   * The manifest and the bytes of the register in a signed file, if it may be used: signed by that key, whole, not expired today, and
   * no older than the one that is held (its `sequence`).
   */
  async accept(file, { key, today, sequence }) {
    const bytes = new Uint8Array(file);
    const { manifest, from, to } = await this.ask({ do: "accept", key, today, sequence }, bytes);
    return { manifest, register: bytes.slice(from, to) };
  }

  /** What a call returns, as text; where the instance ends in it, that is said, and the next call gets a new one. */
  #guarded(instance, call) {
    try {
      return decoder.decode(call());
    } catch (error) {
      this.#instance = null;
      throw new Ended(`the engine ended: ${instance.why() || error.message}`, error);
    }
  }
}

function said_no(said) {
  if (typeof said.refused === "string") throw new Refused(said.refused);
}
