// The icon, drawn: a plate with two lines of writing. A PNG of any size, the same bytes each time.
import { deflateSync } from "node:zlib";

const INK = [23, 85, 122];
const PAPER = [255, 255, 255];
/** Points a side that each pixel is worked out from. */
const FINE = 4;

/** Whether a point, each axis from 0 to 1, lies in a rounded bar. */
function inBar(x, y, [left, top, right, bottom, round]) {
  const dx = Math.max(left + round - x, 0, x - (right - round));
  const dy = Math.max(top + round - y, 0, y - (bottom - round));
  return x >= left && x <= right && y >= top && y <= bottom && Math.hypot(dx, dy) <= round;
}

const PLATE = [0.03, 0.17, 0.97, 0.83, 0.12];
const LINES = [[0.19, 0.34, 0.81, 0.45, 0.055], [0.19, 0.55, 0.58, 0.66, 0.055]];

function pixel(px, py, size) {
  let [covered, white] = [0, 0];
  for (let i = 0; i < FINE * FINE; i += 1) {
    const x = (px + ((i % FINE) + 0.5) / FINE) / size;
    const y = (py + (Math.floor(i / FINE) + 0.5) / FINE) / size;
    if (!inBar(x, y, PLATE)) continue;
    covered += 1;
    if (LINES.some((line) => inBar(x, y, line))) white += 1;
  }
  if (covered === 0) return [0, 0, 0, 0];
  const mix = INK.map((ink, at) => Math.round((ink * (covered - white) + PAPER[at] * white) / covered));
  return [...mix, Math.round((covered / FINE ** 2) * 255)];
}

const CRC = Int32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k += 1) c = c & 1 ? (c >>> 1) ^ 0xedb88320 : c >>> 1;
  return c;
});

function chunk(name, data) {
  const body = Buffer.concat([Buffer.from(name, "latin1"), data]);
  let crc = -1;
  for (const byte of body) crc = CRC[(crc ^ byte) & 255] ^ (crc >>> 8);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(data.length, 0);
  ends.writeInt32BE(~crc, 4);
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
}

/** The icon of so many pixels a side. */
export function icon(size) {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(size, 0);
  head.writeUInt32BE(size, 4);
  head.set([8, 6, 0, 0, 0], 8);
  const rows = Array.from({ length: size }, (_, y) => [0, ...Array.from({ length: size }, (_, x) => pixel(x, y, size)).flat()]);
  return Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), chunk("IHDR", head), chunk("IDAT", deflateSync(Buffer.from(rows.flat()), { level: 9 })),
    chunk("IEND", Buffer.alloc(0))]);
}
