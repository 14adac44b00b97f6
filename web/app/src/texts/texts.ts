// The two languages of the pages. Keys are typed: a text that is not in the table does not compile.
import { createI18n } from "vue-i18n";

import { en } from "./en";
import { zh } from "./zh";

type Widened<T> = { readonly [K in keyof T]: T[K] extends string ? string : Widened<T[K]> };
export type Texts = Widened<typeof zh>;
export type Language = "zh" | "en";

type Paths<T> = {
  [K in keyof T & string]: T[K] extends string ? K : `${K}.${Paths<T[K]>}`;
}[keyof T & string];
export type TextKey = Paths<Texts>;

export const i18n = createI18n({
  legacy: false,
  locale: "zh",
  fallbackLocale: "zh",
  messages: { zh, en } as Record<Language, Texts>,
  warnHtmlMessage: false,
});

export function useLanguage(language: Language): void {
  i18n.global.locale.value = language;
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
}

/** A text outside a component; inside, `useText()`. */
export function text(key: TextKey, named: Record<string, unknown> = {}): string {
  const count = named["n"];
  return typeof count === "number"
    ? i18n.global.t(key, { ...named, n: grouped(count) }, count)
    : i18n.global.t(key, named);
}

/** The same text in both languages, for what is kept or printed in both. */
export function inBoth(key: TextKey): { zh: string; en: string } {
  return {
    zh: i18n.global.t(key, {}, { locale: "zh" }),
    en: i18n.global.t(key, {}, { locale: "en" }),
  };
}

export function language(): Language {
  return i18n.global.locale.value as Language;
}

/** 3842 → "3,842": counts are grouped alike in both languages. */
export function grouped(count: number): string {
  return count.toLocaleString("en-US");
}

/** Of the two texts that the server gives of a thing. */
export function either(both: { readonly zh: string; readonly en: string }): string {
  return language() === "zh" ? both.zh : both.en;
}

/** A state's name; its key where this page does not know it yet. */
export function statusName(key: string): string {
  const at = `statuses.${key}` as TextKey;
  return i18n.global.te(at) ? text(at) : key;
}
