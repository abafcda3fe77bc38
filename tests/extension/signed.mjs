// Register files signed here, by Node's own Ed25519: the form is written a second time, so that both roads have to agree.
// Usage: node signed.mjs FILE   makes a key pair, keeps the private one in FILE and prints the public one
import { createHash, createPrivateKey, generateKeyPairSync, sign } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";

/** The public key as text: the last 32 bytes of its usual form. */
const text = (key) => key.export({ type: "spki", format: "der" }).subarray(-32).toString("base64");

export function pair() {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  return { publicKey: text(publicKey), privateKey };
}

/** A private key that was kept. */
export function kept(file) {
  return createPrivateKey(readFileSync(file));
}

/** A register file. `change` is done to the register after it was signed. */
export function signed(register, key, { version, made, expires, sequence, change = (bytes) => bytes }) {
  const sha256 = createHash("sha256").update(register).digest("hex");
  const said = `nameplate-signed-register 1\n${JSON.stringify({ version, sha256, bytes: register.length, made, expires, sequence })}\n`;
  return Buffer.concat([Buffer.from(said), Buffer.from(`${sign(null, Buffer.from(said), key).toString("base64")}\n`), change(Buffer.from(register))]);
}

if (process.argv[1] === import.meta.filename) {
  const { publicKey, privateKey } = pair();
  writeFileSync(process.argv[2], privateKey.export({ type: "pkcs8", format: "pem" }), { mode: 0o600 });
  console.log(publicKey);
}
