// The table of listings: groups, filters, orders and turns pages, and hands out what is shown as CSV. Text is only ever set as text; shared parts are copies of forms
// that stand in the page. Nothing is loaded and nothing is sent.
"use strict";
(() => {
  const at = (id) => document.getElementById(id);
  const source = at("data");
  if (!source) return;
  // The data stay in the page: a copy that a browser saves has to work too.
  const data = JSON.parse(source.textContent);
  const { texts, targets, grounds, signals, cases, meanings, asked, groups, listings } = data;
  const PAGE = 50;
  // So many listings of an open group are shown at once; with no more than this in all, every group is open.
  const SOME = 20;
  // The fields of a listing and of a finding, as the page writes them.
  const [CONNECTED, RANK, SCORE, TITLE, ID, FILE, ROW, BRAND, MAKER, SELLER, MODEL, ADDRESS, FINDINGS, MEANING, GROUP] = [...Array(15).keys()];
  const [F_CASE, F_SCORE, F_SIGNALS, F_SETTLE] = [...Array(4).keys()];
  const [C_TARGET, C_GROUND, C_CONNECTED, C_RANK, C_FOR, C_CHAIN, C_LISTS, C_MEANS, C_SAID, C_TOLD, C_ANCHOR, C_MEANING] = [...Array(12).keys()];
  const [G_MEANING, G_CONNECTED, G_TARGET, G_REACH] = [...Array(4).keys()];

  const copy = (id) => at(id).content.cloneNode(true);
  const STEPS = [1000, 2500, 5000, 9000];
  const strong = (n) => copy(`w${n === 0 ? 0 : (n < 0 ? 6 : 1) + STEPS.filter((step) => Math.abs(n) >= step).length}`);
  const plain = (word) => word.replaceAll("_", " ");
  const count = (n) => String(n).replace(/\B(?=(\d{3})+$)/g, ",");

  function slots(root, values) {
    for (const [name, value] of Object.entries(values)) {
      for (const slot of root.querySelectorAll(`[data-slot="${name}"]`)) slot.replaceChildren(...[value].flat());
    }
  }

  function element(name, text, className) {
    const made = document.createElement(name);
    made.textContent = text;
    if (className) made.className = className;
    return made;
  }

  const verdict = (connected) => element("span", connected ? "connected" : "review", `verdict ${connected ? "connected" : "review"}`);

  const weighed = (its) => [
    ...(its[C_CONNECTED] ? [] : [element("span", "if confirmed:", "if"), " "]),
    copy(`r${its[C_RANK]}`),
    ...(texts[its[C_FOR]] ? [element("span", `for ${texts[its[C_FOR]]}`, "if")] : []),
  ];

  function named(n) {
    const [name, native] = targets[n];
    return native ? [element("bdi", name), " ", element("bdi", native, "native")] : [element("bdi", name)];
  }

  function about(one) {
    const parts = [];
    if (one[ID]) parts.push(element("bdi", one[ID]), " · ");
    if (texts[one[MODEL]]) parts.push("model ", element("bdi", texts[one[MODEL]]), " · ");
    return [...parts, element("bdi", texts[one[FILE]]), `, row ${one[ROW]}`];
  }

  function shownEvidence(n) {
    const [weight, reason, field, text] = signals[n];
    const row = copy("evidence").querySelector("tr");
    slots(row, { weight: strong(weight), reason: texts[reason], place: `${plain(texts[field])} “${texts[text]}”` });
    return row;
  }

  function against(found) {
    const speak = found[F_SIGNALS].map((n) => signals[n]).filter(([weight]) => weight < 0);
    const items = speak.map(([, reason, field, text]) => {
      const made = element("li", `${texts[reason]} · ${plain(texts[field])} `);
      made.append(element("bdi", texts[text]));
      return made;
    });
    if (!items.length) items.push(element("li", "Nothing in the listing speaks against it."));
    return [...items, ...found[F_SETTLE].map((n) => element("li", `To settle it: ${plain(texts[n])}`))];
  }

  function shownFinding(found) {
    const made = copy("finding");
    const its = cases[found[F_CASE]];
    const [word, meaning] = grounds[its[C_GROUND]];
    slots(made, {
      rank: asked ? copy(`m${its[C_MEANING]}`) : weighed(its), verdict: verdict(its[C_CONNECTED]), score: strong(found[F_SCORE]),
      target: named(its[C_TARGET]), ground: `${word}: ${meaning}`, evidence: found[F_SIGNALS].map(shownEvidence),
      against: against(found), chain: copy(`k${its[C_CHAIN]}`), lists: copy(`k${its[C_LISTS]}`),
      means: copy(`k${its[C_MEANS]}`), said: copy(`k${its[C_SAID]}`), told: copy(`k${its[C_TOLD]}`),
    });
    // An anchor stands once in a page.
    const anchor = texts[its[C_ANCHOR]];
    if (anchor && !at(anchor)) made.querySelector("article").id = anchor;
    return made;
  }

  // The finding that is told first: the most serious for who asks, then the surest; the nearest of those.
  const chief = (all) => all.reduce((best, its) =>
    its[C_MEANING] < best[C_MEANING] || (its[C_MEANING] === best[C_MEANING] && its[C_CONNECTED] > best[C_CONNECTED]) ? its : best);

  const more = (n) => (n > 1 ? [` and ${n - 1} more`] : []);

  function shown(one) {
    const made = copy("form").querySelector("tbody");
    const all = one[FINDINGS].map((found) => cases[found[F_CASE]]);
    const first = chief(all);
    const most = all.find((its) => its[C_CONNECTED] === one[CONNECTED] && its[C_RANK] === one[RANK]);
    const title = one[TITLE] || "(no title)";
    slots(made, {
      rank: asked ? copy(`m${one[MEANING]}`) : weighed(most), verdict: verdict(one[CONNECTED]), title, of: title, about: about(one),
      target: [...named(first[C_TARGET]), ...more(one[FINDINGS].length)], ground: grounds[first[C_GROUND]][0],
      maker: texts[one[MAKER]] || texts[one[BRAND]] || "not known", seller: texts[one[SELLER]] || "not stated", score: strong(one[SCORE]),
    });
    const details = made.querySelector("details");
    // What is not opened is not made.
    details.addEventListener("toggle", () => { if (details.open) fill(details, one); });
    return made;
  }

  function fill(details, one) {
    const body = details.querySelector('[data-slot="body"]');
    if (body.hasChildNodes()) return;
    if (one[ADDRESS]) body.append(element("p", `Address of the offer: ${one[ADDRESS]}`, "fine"));
    for (const found of one[FINDINGS]) body.append(shownFinding(found));
  }

  const by = (key) => (a, b) => { const x = key(listings[a]), y = key(listings[b]); return x < y ? -1 : x > y ? 1 : a - b; };
  const ORDERS = [
    null,
    by((one) => -one[SCORE]),
    by((one) => one[TITLE].toLowerCase()),
    by((one) => texts[one[SELLER]].toLowerCase()),
    (a, b) => listings[a][FILE] - listings[b][FILE] || listings[a][ROW] - listings[b][ROW] || a - b,
  ];

  const words = [];
  const text = (n) => words[n] ??= [TITLE, ID].map((f) => listings[n][f])
    .concat([BRAND, MAKER, SELLER, MODEL].map((f) => texts[listings[n][f]])).join("\n").toLowerCase();

  let found = [];
  let page = 0;
  // By the group: how many of its listings are shown, where it is open.
  let open = new Map();

  const FILTERS = { q: "q", m: "f-meaning", v: "f-verdict", how: "f-ground", to: "f-target", show: "f-order" };
  const value = (id) => at(id)?.value ?? "";

  function choose() {
    const wanted = at("q").value.toLowerCase().split(/\s+/).filter(Boolean);
    const [meaning, connected, ground, target] = ["f-meaning", "f-verdict", "f-ground", "f-target"].map(value);
    const fit = cases.map((its) =>
      (ground === "" || its[C_GROUND] === Number(ground)) && (target === "" || its[C_TARGET] === Number(target)));
    found = [];
    listings.forEach((one, n) => {
      if (meaning !== "" && one[MEANING] !== Number(meaning)) return;
      if (connected !== "" && one[CONNECTED] !== Number(connected)) return;
      if (!one[FINDINGS].some((f) => fit[f[F_CASE]])) return;
      if (wanted.length && !wanted.every((word) => text(n).includes(word))) return;
      found.push(n);
    });
    const order = value("f-order");
    if (order && ORDERS[Number(order)]) found.sort(ORDERS[Number(order)]);
    page = 0;
    open = new Map();
    remember();
    show();
  }

  // What is chosen stands in the address, in words, so that it can be sent to somebody.
  function remember() {
    const said = new URLSearchParams();
    for (const [name, id] of Object.entries(FILTERS)) {
      if (value(id) !== "") said.set(name, id === "q" ? value(id) : at(id).selectedOptions[0].textContent);
    }
    const hash = `#${said}`;
    if (!isChoice(location.hash) && hash === "#") return;
    if (hash !== location.hash) history.replaceState(null, "", hash === "#" ? "#findings" : hash);
  }

  const isChoice = (hash) => hash.includes("=");

  function recall() {
    const said = new URLSearchParams(location.hash.slice(1));
    for (const [name, id] of Object.entries(FILTERS)) {
      if (!at(id)) continue;
      const words = said.get(name) ?? "";
      if (id === "q") at(id).value = words;
      else at(id).value = [...at(id).options].find((option) => option.value !== "" && option.textContent === words)?.value ?? "";
    }
  }

  function byGroup() {
    const all = new Map();
    for (const n of found) {
      const group = listings[n][GROUP];
      if (!all.has(group)) all.set(group, []);
      all.get(group).push(n);
    }
    return [...all].sort(([a], [b]) => a - b);
  }

  function shownGroup([number, members]) {
    const its = groups[number];
    const made = copy("group").querySelector("tbody");
    const is = its[G_CONNECTED] ? "connected" : "review";
    slots(made, {
      answer: asked ? copy(`m${its[G_MEANING]}`) : verdict(its[G_CONNECTED]),
      name: [element("bdi", its[G_TARGET]), ": ", element("bdi", its[G_REACH])],
      count: ` · ${count(members.length)} ${members.length === 1 ? "listing" : "listings"}${asked ? `, ${is}` : ""}`,
    });
    const some = open.get(number) ?? (found.length <= SOME ? SOME : 0);
    const button = made.querySelector("button");
    button.setAttribute("aria-expanded", String(some > 0));
    const turnOver = (most) => {
      open.set(number, most);
      show();
      at("items").querySelectorAll(".group button.open")[groupsShown.indexOf(number)]?.focus();
    };
    button.addEventListener("click", () => turnOver(some > 0 ? 0 : SOME));
    const rows = members.slice(0, some).map((n) => shown(listings[n]));
    if (some && members.length > some) {
      const rest = element("button", `Show ${count(Math.min(PAGE, members.length - some))} more of ${count(members.length - some)}`);
      rest.type = "button";
      rest.addEventListener("click", () => turnOver(some + PAGE));
      const body = element("tbody", "", "rest-of-group");
      const cell = element("td", "");
      cell.colSpan = 5;
      cell.append(rest);
      body.append(document.createElement("tr"));
      body.firstChild.append(cell);
      rows.push(body);
    }
    return [made, ...rows];
  }

  let groupsShown = [];

  function show() {
    const table = at("items");
    table.querySelectorAll("tbody").forEach((old) => old.remove());
    const grouped = value("f-order") === "";
    const units = grouped ? byGroup() : found;
    const here = units.slice(page * PAGE, (page + 1) * PAGE);
    groupsShown = grouped ? here.map(([number]) => number) : [];
    table.append(...(grouped ? here.flatMap(shownGroup) : here.map((n) => shown(listings[n]))));
    const pages = Math.max(1, Math.ceil(units.length / PAGE));
    const some = found.length === listings.length
      ? `${count(found.length)} listings` : `${count(found.length)} of ${count(listings.length)} listings fit`;
    at("status").textContent = grouped ? `${some}, in ${count(units.length)} ${units.length === 1 ? "group" : "groups"}` : some;
    at("page").textContent = `Page ${count(page + 1)} of ${count(pages)}`;
    at("turn").hidden = pages === 1;
    at("back").disabled = page === 0;
    at("on").disabled = page + 1 >= pages;
  }

  function turn(by) {
    page += by;
    show();
    at("findings").focus();
    at("findings").scrollIntoView();
  }

  // A spreadsheet must not run what a stranger wrote as a formula.
  const cell = (text) => `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;

  function csv() {
    const head = [...(asked ? ["for you"] : []), "how sure", "leads to", "how it leads there", "title", "id", "file", "row", "brand", "maker", "seller", "model", "address"];
    const line = (n) => {
      const one = listings[n];
      const its = groups[one[GROUP]];
      return [...(asked ? [meanings[one[MEANING]]] : []), one[CONNECTED] ? "connected" : "review", its[G_TARGET], its[G_REACH], one[TITLE],
        one[ID], texts[one[FILE]], String(one[ROW]), texts[one[BRAND]], texts[one[MAKER]], texts[one[SELLER]], texts[one[MODEL]], one[ADDRESS]];
    };
    const lines = [head, ...found.map(line)].map((cells) => cells.map(cell).join(","));
    const link = element("a", "");
    link.href = URL.createObjectURL(new Blob([`\uFEFF${lines.join("\r\n")}\r\n`], { type: "text/csv" }));
    link.download = "nameplate-listings.csv";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }

  // An address that ends in the anchor of a finding opens the first listing that has it.
  function follow() {
    const anchor = location.hash.slice(1);
    if (isChoice(anchor)) {
      recall();
      choose();
      at("findings").scrollIntoView();
      return;
    }
    const has = (n) => listings[n][FINDINGS].some((one) => texts[cases[one[F_CASE]][C_ANCHOR]] === anchor);
    if (!anchor || !listings.some((_, n) => has(n))) return;
    if (!found.some(has)) {
      at("filter").reset();
      choose();
    }
    const first = found.find(has);
    at("f-order").value = "0";
    found.sort((a, b) => a - b);
    const place = found.indexOf(first);
    page = Math.floor(place / PAGE);
    show();
    const details = at("items").querySelectorAll("tbody.item")[place % PAGE].querySelector("details");
    fill(details, listings[first]);
    details.open = true;
    at(anchor)?.scrollIntoView();
  }

  at("f-target").length = 1;
  const order = targets.map((_, n) => n).sort((a, b) => (targets[a][0] < targets[b][0] ? -1 : 1));
  for (const n of order) {
    const option = element("option", targets[n][0]);
    option.value = n;
    at("f-target").append(option);
  }
  let waiting = 0;
  at("q").addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(choose, 120); });
  at("filter").addEventListener("change", (event) => { if (event.target.id !== "whole") choose(); });
  at("filter").addEventListener("reset", () => setTimeout(choose));
  at("csv").addEventListener("click", csv);
  at("whole").addEventListener("change", () => document.documentElement.classList.toggle("whole", at("whole").checked));
  // What is said of every maker, and what it answers, belongs in print.
  addEventListener("beforeprint", () => document.querySelectorAll(".more-makers").forEach((one) => { one.open = true; }));
  at("filter").addEventListener("submit", (event) => event.preventDefault());
  at("back").addEventListener("click", () => turn(-1));
  at("on").addEventListener("click", () => turn(1));
  at("filter").hidden = false;
  if (!isChoice(location.hash)) choose();
  follow();
  addEventListener("hashchange", follow);
  document.documentElement.dataset.ready = "yes";
})();
