// What all tests here begin with: the files of crates/wasm/build, and checks that are counted.
import { readFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

const built = process.env.NAMEPLATE_WASM;
export const binary = process.env.NAMEPLATE_BINARY;

export const file = (name) => readFileSync(path.join(built, name));
export const { compile, open, Refused, Ended } = await import(pathToFileURL(path.join(path.resolve(built), "engine.mjs")));

const failures = [];
let checks = 0;

/** A check that is counted; what does not hold is printed, and the run goes on. */
export function check(holds, what) {
  checks += 1;
  if (holds) return;
  failures.push(what);
  if (failures.length <= 30) console.log(`FAILED: ${what}`);
}

/** Ends the process as the checks ended. */
export function done(name) {
  if (checks === 0) throw new Error(`${name}: nothing was checked`);
  console.log(`${name}: ${checks} checks, ${failures.length} failed`);
  process.exit(failures.length === 0 ? 0 : 1);
}

/** Two texts, and where they part. */
export function same(one, other, what) {
  if (one === other) return check(true, what);
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  return check(false, `${what}: at ${at}: ${JSON.stringify(one.slice(at - 30, at + 60))} and ${JSON.stringify(other.slice(at - 30, at + 60))}`);
}
