import { afterEach, describe, expect, it } from "vitest";

import type { Publication, PublicationAccess } from "@/api/publications";
import { i18n, type Language } from "@/texts/texts";
import { madeUpPublication } from "./made_up_publication";
import {
  accessWords,
  formatWords,
  listWords,
  recipientName,
  standingWords,
  untilWords,
} from "./publication_words";

const useLanguage = (language: Language): void => void (i18n.global.locale.value = language);
afterEach(() => useLanguage("zh"));

const approval = { actor: "president", role: "leader", at: "", words: "", approves: true };
it.each<[Partial<Publication>, string, string]>([
  [{ missing: ["purpose", "until"] }, "缺用途、到期", "lacks a purpose, a last day"],
  [{}, "待发", "to be issued"],
  [{ state: "asked", approvals_needed: 2 }, "待 2 人批准", "waits for 2 approvals"],
  [{ state: "asked", approvals_needed: 2, decisions: [approval] }, "待 1 人批准", "waits for 1 approval"],
  [{ state: "open" }, "已发出", "issued"],
  [{ state: "open", downloads: 1 }, "已下载 1 次", "downloaded once"],
  [{ state: "open", downloads: 3, is_expired: true }, "链接已到期", "link expired"],
  [{ state: "refused" }, "未获批准", "refused"],
  [{ state: "revoked" }, "已收回", "revoked"],
])("%o is said as %s, %s", (changes, zh, en) => {
  expect(standingWords(madeUpPublication(changes))).toBe(zh);
  useLanguage("en");
  expect(standingWords(madeUpPublication(changes))).toBe(en);
});

describe("in both languages", () => {
  const access: PublicationAccess = {
    at: "2026-11-30T14:20:00.000+08:00",
    actor: "cui",
    act: "download",
    copy: 7,
    from: "10.1.3.2",
    rows: 3_839,
  };
  it.each([
    ["zh", "下载第 7 份 3,839 行", "学号、姓名", "12月20日", "没定到期", "网页 xlsx", "后勤处 · 宿管"],
    [
      "en",
      "downloaded copy 7, 3,839 rows",
      "学号, 姓名",
      "20 Dec",
      "no last day",
      "on screen xlsx",
      "Dormitories",
    ],
  ] as const)("%s", (language, act, list, day, none, formats, name) => {
    useLanguage(language);
    expect(accessWords(access)).toBe(act);
    expect(listWords(["学号", "姓名"])).toBe(list);
    expect(untilWords("2026-12-20")).toBe(day);
    expect(untilWords(null)).toBe(none);
    expect(formatWords(["screen", "xlsx"])).toBe(formats);
    expect(recipientName(madeUpPublication())).toBe(name);
  });
});
