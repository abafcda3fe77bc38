// Made-up shops on loopback, as a proxy through which the browser has to go: what it asks of any other host is written down, and gets no
// answer. So "nothing leaves" is seen from outside the browser.
import { createServer } from "node:http";
import { readFileSync } from "node:fs";
import path from "node:path";
import { PAGES } from "./dom.mjs";
import { made } from "./made.mjs";

/** Starts the shops: their address as a proxy, and what was asked of hosts that are no shops. */
export async function shops() {
  const strangers = [];
  const asked = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url, "http://unknown.invalid");
    asked.push(`${request.method} ${url.href}`);
    const page = answer(url);
    if (page === undefined) {
      strangers.push(url.href);
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { "content-type": "text/html; charset=utf-8", ...page.headers }).end(page.html);
  });
  server.on("connect", (request, socket) => {
    strangers.push(request.url);
    socket.end("HTTP/1.1 403 Forbidden\r\n\r\n");
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return { address: `127.0.0.1:${server.address().port}`, strangers, asked, close: () => server.close() };
}

/** The shops that there are; whatever is asked of another host is a stranger's. */
const HOSTS = ["shop.example", "www.newegg.com"];

function answer(url) {
  if (!HOSTS.includes(url.host)) return undefined;
  const name = url.pathname.slice(1) || "about.html";
  if (name === "favicon.ico") return { html: "" };
  const known = made(name);
  if (known !== undefined) return known;
  const file = url.host === "shop.example" ? name : `shops/${url.host}-${name}`;
  if (!/^(shops\/)?[a-z0-9.-]+\.html$/.test(file)) return undefined;
  try {
    return { html: readFileSync(path.join(PAGES, file), "utf8") };
  } catch {
    return undefined;
  }
}
