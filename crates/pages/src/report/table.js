// The table of listings: filters, orders and turns pages. Text is only ever set as text; shared parts are copies of forms
// that stand in the page. Nothing is loaded and nothing is sent.
"use strict";
(() => {
  const at = (id) => document.getElementById(id);
  const source = at("data");
  if (!source) return;
  // The data stay in the page: a copy that a browser saves has to work too.
  const data = JSON.parse(source.textContent);
  const { texts, targets, grounds, signals, cases, listings } = data;
  const PAGE = 50;
  // The fields of a listing and of a finding, as the page writes them.
  const [CONNECTED, RANK, SCORE, TITLE, ID, FILE, ROW, BRAND, MAKER, SELLER, MODEL, URL, FINDINGS] = [...Array(13).keys()];
  const [F_CASE, F_SCORE, F_SIGNALS, F_SETTLE] = [...Array(4).keys()];
  const [C_TARGET, C_GROUND, C_CONNECTED, C_RANK, C_FOR, C_CHAIN, C_LISTS, C_MEANS, C_SAID, C_TOLD, C_ANCHOR] = [...Array(11).keys()];

  const copy = (id) => at(id).content.cloneNode(true);
  const nats = (n) => `${n < 0 ? "-" : ""}${Math.floor(Math.abs(n) / 1000)}.${String(Math.abs(n) % 1000).padStart(3, "0")}`;
  const item = (n) => (n > 0 ? "+" : "") + nats(n);
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
    slots(row, { weight: item(weight), reason: texts[reason], place: `${plain(texts[field])} “${texts[text]}”` });
    return row;
  }

  function against(found) {
    const speak = found[F_SIGNALS].map((n) => signals[n]).filter(([weight]) => weight < 0);
    const items = speak.map(([weight, reason, field, text]) => {
      const made = element("li", `${item(weight)} ${texts[reason]} · ${plain(texts[field])} `);
      made.append(element("bdi", texts[text]));
      return made;
    });
    if (!items.length) items.push(element("li", "Nothing in the listing speaks against it."));
    return [...items, ...found[F_SETTLE].map((n) => element("li", `Would settle it: ${texts[n]}`))];
  }

  function shownFinding(found) {
    const made = copy("finding");
    const its = cases[found[F_CASE]];
    const [word, meaning] = grounds[its[C_GROUND]];
    slots(made, {
      rank: weighed(its), verdict: verdict(its[C_CONNECTED]), score: nats(found[F_SCORE]),
      target: named(its[C_TARGET]), ground: `${word}: ${meaning}`, evidence: found[F_SIGNALS].map(shownEvidence),
      against: against(found), chain: copy(`k${its[C_CHAIN]}`), lists: copy(`k${its[C_LISTS]}`),
      means: copy(`k${its[C_MEANS]}`), said: copy(`k${its[C_SAID]}`), told: copy(`k${its[C_TOLD]}`),
    });
    // An anchor stands once in a page.
    const anchor = texts[its[C_ANCHOR]];
    if (anchor && !at(anchor)) made.querySelector("article").id = anchor;
    return made;
  }

  const more = (n) => (n > 1 ? [` and ${n - 1} more`] : []);

  function shown(one) {
    const made = copy("form").querySelector("tbody");
    const first = cases[one[FINDINGS][0][F_CASE]];
    const most = one[FINDINGS].map((found) => cases[found[F_CASE]])
      .find((its) => its[C_CONNECTED] === one[CONNECTED] && its[C_RANK] === one[RANK]);
    const title = one[TITLE] || "(no title)";
    slots(made, {
      rank: weighed(most), verdict: verdict(one[CONNECTED]), title, of: title, about: about(one),
      target: [...named(first[C_TARGET]), ...more(one[FINDINGS].length)], ground: grounds[first[C_GROUND]][0],
      maker: texts[one[MAKER]] || texts[one[BRAND]] || "not known", seller: texts[one[SELLER]] || "not stated", score: nats(one[SCORE]),
    });
    const details = made.querySelector("details");
    // What is not opened is not made.
    details.addEventListener("toggle", () => { if (details.open) fill(details, one); });
    return made;
  }

  function fill(details, one) {
    const body = details.querySelector('[data-slot="body"]');
    if (body.hasChildNodes()) return;
    if (one[URL]) body.append(element("p", `Address of the offer: ${one[URL]}`, "fine"));
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

  function choose() {
    const wanted = at("q").value.toLowerCase().split(/\s+/).filter(Boolean);
    const [connected, rank, ground, target] = ["f-verdict", "f-rank", "f-ground", "f-target"].map((id) => at(id).value);
    const fit = cases.map((its) =>
      (ground === "" || its[C_GROUND] === Number(ground)) && (target === "" || its[C_TARGET] === Number(target)));
    found = [];
    listings.forEach((one, n) => {
      if (connected !== "" && one[CONNECTED] !== Number(connected)) return;
      if (rank !== "" && one[RANK] !== Number(rank)) return;
      if (!one[FINDINGS].some((f) => fit[f[F_CASE]])) return;
      if (wanted.length && !wanted.every((word) => text(n).includes(word))) return;
      found.push(n);
    });
    const order = ORDERS[Number(at("f-order").value)];
    if (order) found.sort(order);
    page = 0;
    show();
  }

  function show() {
    const table = at("items");
    table.querySelectorAll("tbody").forEach((old) => old.remove());
    table.append(...found.slice(page * PAGE, (page + 1) * PAGE).map((n) => shown(listings[n])));
    const pages = Math.max(1, Math.ceil(found.length / PAGE));
    at("status").textContent = found.length === listings.length
      ? `${count(found.length)} listings` : `${count(found.length)} of ${count(listings.length)} listings fit`;
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

  // An address that ends in the anchor of a finding opens the first listing that has it.
  function follow() {
    const anchor = location.hash.slice(1);
    const has = (n) => listings[n][FINDINGS].some((one) => texts[cases[one[F_CASE]][C_ANCHOR]] === anchor);
    if (!anchor || !listings.some((_, n) => has(n))) return;
    if (!found.some(has)) {
      at("filter").reset();
      choose();
    }
    const place = found.findIndex(has);
    page = Math.floor(place / PAGE);
    show();
    const details = at("items").querySelectorAll("tbody.item")[place % PAGE].querySelector("details");
    fill(details, listings[found[place]]);
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
  at("filter").addEventListener("change", choose);
  at("filter").addEventListener("reset", () => setTimeout(choose));
  at("filter").addEventListener("submit", (event) => event.preventDefault());
  at("back").addEventListener("click", () => turn(-1));
  at("on").addEventListener("click", () => turn(1));
  at("filter").hidden = false;
  choose();
  follow();
  addEventListener("hashchange", follow);
  document.documentElement.dataset.ready = "yes";
})();
