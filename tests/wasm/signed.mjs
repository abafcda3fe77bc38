// Signed registers, made by the command line and taken by WebAssembly: what is whole is taken, all else is refused in a sentence. And an engine
// that ends: told, and begun again. Usage: node signed.mjs DAY FOLDER
import { execFileSync } from "node:child_process";
import { createPublicKey, verify } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";

import { Ended, Refused, binary, check, compile, done, file, open, same } from "./engine.mjs";

const [day, folder] = process.argv.slice(2);
const nameplate = (...args) => JSON.parse(execFileSync(binary, [...args, "--json"], { encoding: "utf8" }));
const keygen = (name) => {
  const at = path.join(folder, name);
  return [at, nameplate("register", "keygen", "-o", at).public_key];
};
const [secret, key] = keygen("a.key");
const [, stranger] = keygen("b.key");
const target = path.join(folder, "starter.signed");
const said = nameplate("register", "sign", "--key", secret, "-o", target, "--made", day, "--expires", "2027-05-26", "--sequence", "7");
const signed = readFileSync(target);

const module = await compile(file("nameplate.wasm"));
const engine = await open(module, file("starter.register"));
const terms = { key, today: day };

/** Whether a file is refused, in a sentence with these words. */
async function refused(bytes, terms, words, what) {
  try {
    await engine.accept(bytes, terms);
    check(false, `${what}: taken`);
  } catch (error) {
    check(error instanceof Refused && error.message.includes(words), `${what}: ${error}`);
  }
}

const taken = await engine.accept(signed, terms);
const { signed_register, public_key, ...manifest } = said;
same(JSON.stringify(taken.manifest), JSON.stringify(manifest), "the manifest, as the command line tells it");
check(Buffer.compare(Buffer.from(taken.register), signed.subarray(signed.length - manifest.bytes)) === 0, "the register, as it was signed");
const question = [{ title: "Baby monitor", brand: "EZVIZ" }, { as_of: day, language: "es" }];
const answers = await Promise.all([engine, await open(module, taken.register)].map(async (one) => JSON.parse(await one.check(...question)).verdict));
same(answers[0], answers[1], "the register that was taken answers");

// Anybody can check the signature with what they have: here by OpenSSL, in Node.
const text = signed.subarray(0, signed.length - manifest.bytes).toString().split("\n");
const der = Buffer.concat([Buffer.from("302a300506032b6570032100", "hex"), Buffer.from(key, "base64")]);
const by = createPublicKey({ key: der, format: "der", type: "spki" });
check(verify(null, Buffer.from(`${text[0]}\n${text[1]}\n`), by, Buffer.from(text[2], "base64")), "another library finds the signature good");

await refused(signed, { ...terms, key: stranger }, "not by the key", "another key");
await refused(signed, { ...terms, key: "" }, "no public key", "no key");
await refused(signed, { ...terms, key: Buffer.alloc(32).toString("base64") }, "no public key", "a weak key");
await refused(signed, { ...terms, today: "2027-05-27" }, "ask for a newer one", "expired");
await refused(signed, { ...terms, today: "2026-11-25" }, "clocks is wrong", "not yet");
await refused(signed, { ...terms, sequence: 7 }, "is here already", "the same number");
await refused(signed, { ...terms, sequence: 8 }, "older register", "rolled back");
check((await engine.accept(signed, { ...terms, sequence: 6 })).manifest.sequence === 7, "a newer one is taken");
await refused(file("starter.register"), terms, "no signed register", "a register without a signature");
await refused(new Uint8Array(0), terms, "no signed register", "nothing");
await refused(signed.subarray(0, signed.length - 1), terms, "changed or cut", "cut");
const head = signed.length - manifest.bytes;
for (let at = 0; at < signed.length; at += at < head ? 7 : 40_009) {
  const changed = Uint8Array.from(signed);
  changed[at] ^= 0x11;
  await refused(changed, terms, "", `byte ${at} changed`);
}

// An engine that ends in a question. Hand-made, since the real one is not known to: it opens whatever it is given, and traps when it is asked.
const utf8 = (words) => [...Buffer.from(words)];
const lengthed = (bytes) => { if (bytes.length > 127) throw new Error("too long for one byte"); return [bytes.length, ...bytes]; };
const section = (id, entries) => [id, ...lengthed([entries.length, ...entries.flat()])];
const exported = (name, kind, n) => [...lengthed(utf8(name)), kind, n];
const told = (at, words) => [0, 0x41, ...at, 0x0b, ...lengthed([words.length, 0, 0, 0, ...utf8(words)])];
const trap = Uint8Array.from([
  0, 0x61, 0x73, 0x6d, 1, 0, 0, 0,
  ...section(1, [[0x60, 0, 1, 0x7f], [0x60, 0, 0]]),
  ...section(3, [[0], [1], [0], [0], [0]]),
  ...section(5, [[0, 1]]),
  ...section(7, [exported("memory", 2, 0), exported("np_alloc", 0, 0), exported("np_free", 0, 1), exported("np_open", 0, 2),
    exported("np_ask", 0, 3), exported("np_why", 0, 4)]),
  ...section(10, [lengthed([0, 0x41, 0x80, 0x08, 0x0b]), lengthed([0, 0x0b]), lengthed([0, 0x41, 0x08, 0x0b]), lengthed([0, 0x00, 0x0b]),
    lengthed([0, 0x41, 0x20, 0x0b])]),
  ...section(11, [told([0x08], '{"opened":{}}'), told([0x20], "it broke")]),
]);
const broken = await open(trap, new Uint8Array(8));
for (const time of ["first", "second"]) {
  try {
    await broken.about(day);
    check(false, `${time}: answered`);
  } catch (error) {
    check(error instanceof Ended && error.message.includes("it broke"), `${time}: ${error}`);
  }
}
check((await engine.about(day)).register.version.length > 0, "others go on");
done("signed");
