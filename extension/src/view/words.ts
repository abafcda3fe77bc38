// The extension's own words, from Fluent files that are built in.

import { FluentBundle, FluentResource, type FluentVariable } from "@fluent/bundle";
import en from "../../messages/en.ftl";
import es from "../../messages/es.ftl";
import zh from "../../messages/zh.ftl";
import type { Language } from "../shared/settings";

export const FILES: Readonly<Record<Language, string>> = { en, es, zh };

export class Words {
  private readonly bundle: FluentBundle;

  constructor(readonly language: Language) {
    // Marks of direction around variables are for texts that mix them; names are set apart by the page's own elements.
    this.bundle = new FluentBundle(language, { useIsolating: false });
    this.bundle.addResource(new FluentResource(FILES[language]));
  }

  /** A text by the name of its message. */
  of(id: string, variables: Record<string, FluentVariable> = {}): string {
    const message = this.bundle.getMessage(id);
    if (!message?.value) return `??? ${id}`;
    const errors: Error[] = [];
    return this.bundle.formatPattern(message.value, variables, errors);
  }

  /** A day of any precision, in words: `2021-03-12`, `2021-03`, `2021`. */
  date(day: string | undefined): string {
    const match = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(day ?? "");
    if (match === null) return this.of("no-date");
    const [, year, month, date] = match;
    const at = new Date(Date.UTC(Number(year), Number(month ?? 1) - 1, Number(date ?? 1)));
    const format: Intl.DateTimeFormatOptions = { timeZone: "UTC", year: "numeric" };
    if (month !== undefined) format.month = "long";
    if (date !== undefined) format.day = "numeric";
    const locale = { en: "en-GB", es: "es", zh: "zh-CN" }[this.language];
    return new Intl.DateTimeFormat(locale, format).format(at);
  }
}
