// Catalogs for the pages: one that tries everything, and a large one. The same every time.
import { writeFileSync } from "node:fs";

const cell = (text) => `"${text.replaceAll('"', '""')}"`;
const line = (cells) => cells.map(cell).join(",");
const HEAD = "sku,title,brand,manufacturer,seller,model,made_on";

export const HOSTILE = [
  "Hikvision camera </script><script>document.title='owned'</script>",
  "Hikvision camera <img src=x onerror=\"document.title='owned'\">",
  "Hikvision camera \u202Egpj.exe \u2066right to left\u2069 \u200Bhidden",
  "=cmd|' /C calc'!A0 Hikvision camera",
  "@SUM(1+1)*cmd|' /C calc'!A0 Dahua camera",
  "Hikvision camera \u0007\u001B[2J <!-- --> ]]> {{7*7}} ${7*7}",
  "Hikvision " + "camera ".repeat(14_000),
  "Hikvision" + "W".repeat(3_000),
  "كاميرا مراقبة Hikvision 海康威视 камера",
];

export function hostile(path) {
  const rows = HOSTILE.map((title, n) => line([`<b>${n}</b>`, title, "Hikvision", title.slice(0, 400), title.slice(0, 400), "DS-2CD2143G2-I", `${2015 + n}-03-01`]));
  writeFileSync(path, [HEAD, ...rows, ""].join("\n"));
}

// So many listings lead somewhere, and as many again nowhere for each `others`.
export function large(path, found, others) {
  const KINDS = [
    ["Hikvision {m} 4MP AcuSense dome camera", "Hikvision", "DS-2CD{n}G2-I"], ["Dahua {m} WizSense turret camera", "Dahua", "IPC-HDW{n}H-S-IL"],
    ["EZVIZ {m} baby monitor camera", "EZVIZ", "CS-BM{n}"], ["HiLook {m} turret camera", "HiLook", "THC-T{n}-M"],
    ["Lorex {m} 4K bullet camera", "Lorex", "E{n}AB"], ["DJI Mini {m} drone with camera", "DJI", "MT{n}"],
    ["Imou {m} WiFi cube camera", "Imou", "IPC-C{n}E"], ["Amcrest {m} turret camera", "Amcrest", "IP8M-T{n}"],
  ];
  const GOODS = ["Organic cotton sleepsuit", "Stainless steel bottle", "Oak bookshelf", "Running shoes", "Garden hose"];
  const rows = [HEAD];
  for (let n = 0; n < found * (1 + others); n++) {
    const [title, brand, model] = n % (1 + others) ? [`${GOODS[n % 5]} {m}`, "Acme", "A{n}"] : KINDS[(n / (1 + others)) % KINDS.length | 0];
    const number = String(1000 + (n * 7919) % 9000);
    rows.push(line([`SKU-${n}`, title.replace("{m}", `no. ${n}`), brand, "", `Shop ${(n * 31) % 997}`, model.replace("{n}", number), `${2016 + n % 9}-05-01`]));
  }
  writeFileSync(path, rows.join("\n") + "\n");
}

const [what, path, found, others] = process.argv.slice(2);
if (what === "hostile") hostile(path);
if (what === "large") large(path, Number(found), Number(others));
