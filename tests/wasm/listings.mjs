// The listings that every road is asked about: the example catalog, the labelled ones, and what was written to break a reader.
import { readFileSync } from "node:fs";

const FIELDS = new Set(["id", "title", "brand", "manufacturer", "seller", "seller_address", "model", "gtin", "fcc_id", "mac", "app", "text", "url",
  "category", "origin", "made_on", "authorised_on", "purpose", "responsible_person", "registration", "supplier", "supplier_address",
  "purchased_on", "other"]);

// Columns of the example catalog that have other names there.
const NAMES = { sku: "id", country_of_origin: "origin", description: "text", date_first_available: "" };

/** Rows of a CSV file with quotes, as objects by the names of its columns. */
function table(file) {
  const [names, ...rows] = cells(readFileSync(file, "utf8"));
  return rows.map((row) => Object.fromEntries(names.map((name, n) => [name, row[n] ?? ""])));
}

function cells(text) {
  const rows = [[""]];
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const row = rows.at(-1);
    if (quoted && text[at] === '"' && text[at + 1] === '"') { row[row.length - 1] += '"'; at += 1; }
    else if (text[at] === '"') quoted = !quoted;
    else if (!quoted && text[at] === ",") row.push("");
    else if (!quoted && text[at] === "\n") rows.push([""]);
    else if (quoted || text[at] !== "\r") row[row.length - 1] += text[at];
  }
  return rows.filter((row) => row.length > 1);
}

function listing(row) {
  const named = Object.entries(row).map(([name, value]) => [NAMES[name] ?? name, value]);
  return Object.fromEntries(named.filter(([name, value]) => FIELDS.has(name) && value !== ""));
}

/** What strangers write: markup, invisible letters, other directions and scripts, other names' letters, too much of everything. */
const HOSTILE = [
  { title: "<script>alert(1)</script><img src=x onerror=alert(2)> Hikvision camera", brand: "\"><svg onload=alert(3)>" },
  { title: "camera \u202emoc.noisivkiH\u202c by EZVIZ", brand: "\u200bE\u200cZ\u200dV\u2060IZ\ufeff" },
  { title: "Ηikvisiоn DS-2CD2143G2-I", brand: "НIKVISION" },
  { title: "ＨＩＫＶＩＳＩＯＮ ４ＭＰ　カメラ", brand: "𝐄𝐙𝐕𝐈𝐙" },
  { title: "海康威视 DS-2CD3T46WD-I3 400万星光级网络摄像机", brand: "海康威视", manufacturer: "杭州海康威视数字技术股份有限公司" },
  { title: "大华 DH-IPC-HFW2433M 摄像头", seller: "浙江大华技术股份有限公司" },
  { title: "Камера видеонаблюдения Хиквижн", brand: "Хиквижн" },
  { title: "كاميرا مراقبة هيكفيجن", brand: "هيكفيجن" },
  { title: "הייקוויז'ן מצלמת אבטחה", brand: "היקוויז'ן" },
  { title: "하이크비전 카메라", brand: "하이크비전" },
  { title: "กล้องวงจรปิด Hikvision", brand: "ฮิควิชั่น" },
  { title: "e\u0301".repeat(9_000) + " Dahua", brand: "D\u0300\u0301\u0302\u0303ahua" },
  { title: "{\"refused\":\"no\"}", brand: "{\"do\":\"about\"}", text: "\\u0000 \\n \\\" %00 %s %n {{7*7}} ${7*7}" },
  { title: "a\tb\r\nc\u2028d\u2029e\u0085f", brand: "\u0007\u001b[31mHikvision\u001b[0m" },
  { title: "__proto__", brand: "constructor", model: "toString", seller: "hasOwnProperty" },
  { title: "Hikvision ".repeat(2_000), text: "compatible with Dahua, not Hikvision. ".repeat(800) },
  { title: "💩👨‍👩‍👧‍👦🏳️‍🌈 camera 🇨🇳", brand: "🅷🅸🅺🆅🅸🆂🅸🅾🅽" },
  { title: "=cmd|' /C calc'!A0", brand: "@SUM(1+1)*cmd", model: "-2+3", seller: "+1" },
  { title: "camera", made_on: "31.02.2026", authorised_on: "0000-00-00", purchased_on: "yesterday", gtin: "123", mac: "zz:zz", fcc_id: "!" },
  { id: "x".repeat(5_000), title: "EZVIZ" },
  { brand: "IKEA", title: "Oak desk" },
];

/** All of them, each with the day that it is asked for; `hostile` are those that no page of a shop looks like. */
export function listings(root, day) {
  const labelled = table(`${root}/tests/scoreboard/listings.csv`).map((row) => ({ as_of: row.as_of || day, listing: listing(row) }));
  const catalog = table(`${root}/examples/catalog.csv`).map((row) => ({ as_of: day, listing: listing(row) }));
  const hostile = HOSTILE.map((row) => ({ as_of: day, listing: row, hostile: true }));
  return [...catalog, ...hostile, ...labelled].filter(({ listing }) => Object.keys(listing).length > 0);
}
