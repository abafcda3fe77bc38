// The shops that there is an adapter for. Adding one is adding one file and one line.

import { alza } from "./alza";
import { aliexpress } from "./aliexpress";
import { amazon } from "./amazon";
import { bestbuy } from "./bestbuy";
import { ebay } from "./ebay";
import { newegg } from "./newegg";
import { isAt, type Site } from "./site";
import { walmart } from "./walmart";

export const SITES: readonly Site[] = [aliexpress, alza, amazon, bestbuy, ebay, newegg, walmart];

export function siteAt(host: string): Site | undefined {
  return SITES.find((site) => isAt(site, host));
}
