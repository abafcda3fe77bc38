"use strict";
// The page without a server. What is shown of products is rendered by the engine in the worker, and escaped there; everything else is put in as
// text. Its address says what it shows, behind the number sign, so that links and the way back work from disk too.
(() => {
  const MOST_ROWS = 100000, MOST_BYTES = 256 << 20, SHOWN = 500;
  const by = (id) => document.getElementById(id);
  const state = by("state"), content = by("content"), scan = by("scan");
  const count = (n) => n.toLocaleString("en");
  const kept = { text: "", rows: [], records: [], name: "" };
  let worker = null, ready = null, waiting = new Map(), next = 0, shown = 0;

  const today = () => {
    const now = new Date(), two = (n) => String(n).padStart(2, "0");
    return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  };
  const setting = () => ({
    as_of: by("as_of").value || today(), reader: by("reader").value || null, place: by("place").value.trim() || null,
    language: by("language").value,
  });
  const say = (words, bad = false) => { state.textContent = words; state.className = bad ? "alarm" : "fine"; };

  // What is inside: base64 of gzip.
  async function unpacked(id) {
    const text = atob(by(id).textContent);
    const bytes = Uint8Array.from(text, (letter) => letter.charCodeAt(0));
    const plain = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Response(plain).arrayBuffer();
  }
  let inside = null;
  const parts = () => { inside ??= Promise.all([unpacked("engine"), unpacked("register")]); return inside; };

  function begin() {
    const address = URL.createObjectURL(new Blob([by("worker").textContent], { type: "text/javascript" }));
    worker = new Worker(address);
    URL.revokeObjectURL(address);
    const mine = waiting = new Map();
    worker.addEventListener("message", ({ data }) => {
      const one = mine.get(data.id);
      if (!one) return;
      if ("failed" in data || "done" in data) mine.delete(data.id);
      if ("failed" in data) one.bad(new Error(data.failed));
      else if ("done" in data) one.good(data.done);
      else one.on(data);
    });
    worker.addEventListener("error", (event) => { for (const one of mine.values()) one.bad(new Error(event.message || "the worker ended")); mine.clear(); });
    ready = parts().then(([engine, register]) => asked({ do: "open", engine, register }));
    return ready;
  }
  function asked(message, on = () => {}, hand = []) {
    return new Promise((good, bad) => {
      const id = next++;
      waiting.set(id, { good, bad, on });
      worker.postMessage({ ...message, id }, hand);
    });
  }
  const ask = async (question) => { await ready; return asked({ do: "ask", question }); };

  // Pages.
  function place() {
    const [path, query = ""] = location.hash.replace(/^#/, "").split("?");
    return { path: path || "/", asked: new URLSearchParams(query) };
  }
  async function show() {
    const { path, asked: words } = place();
    for (const id of ["reader", "place", "as_of"]) if (words.has(id)) by(id).value = words.get(id);
    if (words.has("q")) kept.text = words.get("q");
    for (const link of document.querySelectorAll(".bar nav a")) {
      if (link.getAttribute("href") === `#${path}`) link.setAttribute("aria-current", "page"); else link.removeAttribute("aria-current");
    }
    scan.hidden = path !== "/scan";
    content.hidden = !scan.hidden;
    const turn = ++shown, before = by("q")?.value;
    if (!scan.hidden) { document.title = "Scan a catalog · Nameplate"; return say(""); }
    try {
      const began = performance.now();
      const { html } = await ask({ do: "page", at: decodeURIComponent(path), text: path === "/" ? kept.text : "", ...setting() });
      if (turn !== shown) return;
      const page = new DOMParser().parseFromString(html, "text/html");
      // What was typed while the answer was made stays.
      const box = by("q"), typed = box && box.value !== before ? box.value : null, at = box !== null && document.activeElement === box;
      content.replaceChildren(...[...page.getElementById("content").childNodes].map((node) => document.importNode(node, true)));
      content.dataset.turn = turn;
      if (by("q") && typed !== null) by("q").value = typed;
      if (at) by("q")?.focus({ preventScroll: true });
      document.title = page.title;
      say(kept.text && path === "/" ? `Answered here in ${Math.max(1, Math.round(performance.now() - began))} ms.` : "");
    } catch (error) {
      if (turn === shown) say(error.message, true);
    }
  }
  document.addEventListener("submit", (event) => {
    event.preventDefault();
    if (event.target.matches(".ask")) {
      kept.text = event.target.querySelector("textarea").value;
      if (place().path === "/" && !place().asked.has("q")) show(); else location.hash = "#/";
    } else if (event.target.id === "upload") {
      judge(by("file").files[0]);
    }
  });
  by("setting").addEventListener("change", () => { if (place().path === "/scan") return; if (place().asked.size) history.replaceState(null, "", `#${place().path}`); show(); });
  addEventListener("hashchange", () => show().then(() => content.hidden || content.focus({ preventScroll: true })));

  // Catalogs.
  const element = (tag, text, kind) => { const made = document.createElement(tag); if (text !== undefined) made.textContent = text; if (kind) made.className = kind; return made; };
  // What nobody sees and what turns text is written out.
  const seen = (text) => text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (c) => `⟦U+${c.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}⟧`);
  const foreign = (text) => element("bdi", seen(text));
  const VERDICT = { connected: "connected", review: "review", not_checked: "not checked", no_connection_found: "no connection found" };

  async function judge(file) {
    if (!file) return;
    by("failed").hidden = by("found").hidden = true;
    if (file.size > MOST_BYTES) return failed(`the file has more than ${count(MOST_BYTES >> 20)} MB: nameplate scan reads any size`);
    running(true);
    Object.assign(kept, { rows: [], records: [], name: file.name });
    by("read").textContent = "";
    try {
      await ready;
      const packed = /\.gz$/i.test(file.name);
      const bytes = await (packed ? new Response(file.stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer() : file.arrayBuffer());
      const lines = Math.max(1, new Uint8Array(bytes).reduce((n, byte) => n + (byte === 10), 0) - 1);
      const began = performance.now();
      const sum = await asked({ do: "scan", name: file.name, bytes, setting: setting(), most: MOST_ROWS }, (piece) => {
        if (piece.read) { by("read").textContent = seen(piece.read); return; }
        for (const row of piece.found) kept.rows.push(row);
        kept.records.push(piece.records);
        by("rows").textContent = `${count(piece.rows)} rows`;
        by("bar").value = Math.min(1, piece.rows / lines);
      }, [bytes]);
      told(sum, performance.now() - began);
    } catch (error) {
      failed(error.message);
    } finally {
      running(false);
    }
  }
  function running(on) {
    by("progress").hidden = by("stop").hidden = !on;
    by("go").disabled = on;
    if (on) { by("bar").value = 0; by("rows").textContent = "0 rows"; by("stop").focus(); }
  }
  function failed(words) {
    by("failed").textContent = seen(words);
    by("failed").hidden = false;
  }
  by("stop").addEventListener("click", () => {
    const open = waiting;
    worker.terminate();
    begin();
    for (const one of open.values()) one.bad(new Error("stopped: nothing was kept"));
  });

  function told(sum, took) {
    const { counts } = sum;
    const verdicts = Object.keys(VERDICT).filter((one) => counts.by_verdict[one] || one === "connected" || one === "review");
    by("tiles").replaceChildren(...verdicts.map((one) => {
      const tile = element("p", undefined, `tile ${one}`);
      tile.append(element("span", count(counts.by_verdict[one] ?? 0), "number"), element("span", VERDICT[one], "fine"));
      return tile;
    }));
    const targets = Object.entries(counts.by_target).sort((a, b) => b[1].connected - a[1].connected || b[1].review - a[1].review || (a[0] < b[0] ? -1 : 1));
    by("targets").replaceChildren(...targets.map(([name, { connected, review }]) => {
      const line = element("li");
      line.append(foreign(name), `: ${count(connected)} connected, ${count(review)} for review`);
      return line;
    }));
    if (!targets.length) by("targets").append(element("li", "Nothing that was looked for. That is no certificate."));
    const rank = Object.keys(VERDICT);
    const first = [...kept.rows].sort((a, b) => rank.indexOf(a.verdict) - rank.indexOf(b.verdict) || a.line - b.line);
    by("listings").replaceChildren(...first.slice(0, SHOWN).map(row));
    by("more").textContent = kept.rows.length > SHOWN ? `${count(SHOWN)} of ${count(kept.rows.length)}; the connected first. The files hold all of them.` : "";
    const share = counts.listings ? Math.round(100 * counts.identified / counts.listings) : 0;
    by("digest").textContent = `${count(counts.listings)} listings, ${share} % with a maker, brand, model or code to look up; judged in ${(took / 1000).toFixed(1)} s. Digest ${sum.digest}: that of nameplate scan.`;
    by("found").hidden = false;
    by("counts").focus({ preventScroll: true });
  }
  function row(found) {
    const line = element("tr"), listing = element("td"), leads = element("td");
    listing.append(foreign(found.title || found.brand || found.id));
    const beside = [found.brand, found.seller].filter(Boolean);
    if (beside.length) { const fine = element("p", undefined, "fine"); beside.forEach((text, n) => fine.append(...(n ? [" · "] : []), foreign(text))); listing.append(fine); }
    leads.append(element("span", VERDICT[found.verdict], `badge ${found.verdict === "connected" ? "d0" : "d1"}`), " ");
    if (found.case) { const link = element("a"); link.href = `#/case/${encodeURIComponent(found.case)}`; link.append(foreign(found.target)); leads.append(`${found.reaches} `, link); }
    if (found.more) leads.append(` and ${count(found.more)} more`);
    if (found.why) leads.append(foreign(found.why));
    line.append(element("td", count(found.line)), listing, leads, element("td", found.meaning || "say who asks"));
    return line;
  }

  // Files, for whoever goes on elsewhere. No cell starts a formula, whatever separator a spreadsheet uses.
  const cell = (value) => `"${String(value ?? "").replace(/(^|[;\t|\r\n])(\s*)([=+\-@])/g, "$1$2'$3").replace(/"/g, '""')}"`;
  function save(text, kind, ending) {
    const link = element("a"), address = URL.createObjectURL(new Blob([text], { type: kind }));
    link.href = address;
    link.download = `${kept.name.replace(/\.[^.]*$/, "") || "catalog"}.findings.${ending}`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 1000);
  }
  const COLUMNS = ["line", "id", "title", "brand", "seller", "verdict", "reaches", "target", "meaning", "more", "case", "why"];
  by("csv").addEventListener("click", () => save([COLUMNS, ...kept.rows.map((one) => COLUMNS.map((name) => one[name]))].map((cells) => `${cells.map(cell).join(",")}\r\n`).join(""), "text/csv", "csv"));
  by("jsonl").addEventListener("click", () => save(kept.records.join(""), "application/x-ndjson", "jsonl"));

  for (const kind of ["dragover", "dragleave", "drop"]) {
    document.addEventListener(kind, (event) => {
      event.preventDefault();
      by("upload").classList.toggle("drop", kind === "dragover");
      const file = kind === "drop" && event.dataTransfer.files[0];
      if (file) { if (place().path !== "/scan") location.hash = "#/scan"; judge(file); }
    });
  }

  by("as_of").value = today();
  begin().then(show, (error) => say(`This browser cannot run the engine: ${error.message}`, true));
})();
