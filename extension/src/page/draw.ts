// A view as elements. Texts come from a register and from a page: they are set as text, never as markup.

import type { Cited, Item, Section, View } from "../shared/view";

type Attributes = Record<string, string>;

/** An element with texts or other elements in it. */
export function element(tag: string, attributes: Attributes, ...inside: (string | Node)[]): HTMLElement {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...inside);
  return made;
}

/** The title of a view, and what leads, the sections and the foot. `level` is that of the title. */
export function drawn(view: View, level = 2): { title: HTMLElement; body: HTMLElement } {
  const title = element(`h${level}`, { class: "title", tabindex: "-1" }, view.title);
  const body = element("div", { class: "body" });
  for (const text of view.lead) body.append(element("p", { class: "lead" }, text));
  for (const section of view.sections) body.append(sectionOf(section, level + 1));
  body.append(element("div", { class: "foot" }, ...view.foot.map((text) => element("p", {}, text))));
  return { title, body };
}

function sectionOf(section: Section, level: number): HTMLElement {
  const made = element("section", { class: `section ${section.id}` }, element(`h${level}`, {}, section.heading));
  if (section.note !== undefined) made.append(element("p", { class: "note" }, section.note));
  if (section.items.length > 0) made.append(element("ul", {}, ...section.items.map(itemOf)));
  if (section.more !== undefined) {
    const { label, items } = section.more;
    made.append(element("details", {}, element("summary", {}, label), element("ul", {}, ...items.map(itemOf))));
  }
  return made;
}

function itemOf(item: Item): HTMLElement {
  const made = element("li", {});
  fill(made, item);
  if (item.beside !== undefined) {
    const beside = element("div", { class: "beside" });
    fill(beside, item.beside);
    made.append(beside);
  }
  return made;
}

function fill(into: HTMLElement, item: Item): void {
  const line = element("p", { class: "line" });
  if (item.tag !== undefined) line.append(element("strong", { class: "tag" }, item.tag), ": ");
  line.append(element("span", item.lang === undefined ? { dir: "auto" } : { lang: item.lang, dir: "auto" }, item.text));
  into.append(line);
  if (item.facts.length > 0) into.append(element("p", { class: "facts" }, item.facts.join(" · ")));
  if (item.cited.length > 0) into.append(element("ul", { class: "cited" }, ...item.cited.map(citedAs)));
}

function citedAs(cited: Cited): HTMLElement {
  const title = cited.url === undefined
    ? element("span", { dir: "auto" }, cited.title)
    // The site is not told from which page somebody came, nor given a hold on it.
    : element("a", { href: cited.url, target: "_blank", rel: "noopener noreferrer nofollow", referrerpolicy: "no-referrer", dir: "auto" }, cited.title);
  return element("li", {}, title, " ", element("span", { class: "about" }, cited.about));
}
