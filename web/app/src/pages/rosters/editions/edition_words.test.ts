import { expect, it } from "vitest";

import { i18n } from "@/texts/texts";
import type { ChangeSource, Revision } from "./edition_answers";
import {
  balanceOf,
  changeWords,
  daysTo,
  peopleWords,
  shortPrint,
  sourceWords,
  wholePrint,
} from "./edition_words";

const annex = [
  { state: "deferred", zh: "保留入学资格", en: "Deferred", students: 2 },
  { state: "declined", zh: "放弃入学资格", en: "Declined", students: 1 },
];
const revision = { rows_in: 3842, listed: 3839, annexed: 3, left_out: 0, annex } as unknown as Revision;
const words = (of: Revision): string =>
  balanceOf(of)
    .map((part) => part.words)
    .join(" ");

it("counts add up to the admission, whatever one reaches of the annex", () => {
  expect(words(revision)).toBe("录取 3,842 ＝ 入册 3,839 ＋ 保留入学资格 2 ＋ 放弃入学资格 1");
  expect(words({ ...revision, annex: [] })).toBe("录取 3,842 ＝ 入册 3,839 ＋ 附表 3");
  expect(words({ ...revision, rows_in: 3843, left_out: 1 })).toMatch(/＋ 按规则不列 1$/);
});

it("days to a deadline are the school's, not the reader's", () => {
  const lateEvening = Date.parse("2026-09-01T17:00:00Z"); // the 2nd in Beijing
  expect(daysTo("2026-09-02", lateEvening)).toBe(0);
  expect(daysTo("2026-08-31", lateEvening)).toBe(-2);
});

it("names two people and counts the others", () => {
  expect(peopleWords(["沈若溪"])).toBe("沈若溪");
  expect(peopleWords(["甲", "乙", "丙"])).toBe("甲、乙 等 3 人");
});

it("says where a change comes from", () => {
  const source: ChangeSource = {
    actor: "registry",
    at: "2026-08-27T02:00:00Z",
    cause: "person",
    reason: "核对身份证",
    batch: null,
    source_row: null,
    event: "",
    event_zh: "",
    event_en: "",
    document_no: "",
  };
  const name = (login: string): string => (login === "registry" ? "周敏" : login);
  expect(sourceWords(source, name)).toBe("修改 · 核对身份证 · 周敏 8月27日");
  const imported = { ...source, cause: "import", reason: "", batch: 2, source_row: 14 } as ChangeSource;
  expect(sourceWords(imported, name)).toBe("第 2 批导入第 14 行 · 周敏 8月27日");
  const event = { ...source, reason: "", event: "defer", event_zh: "保留入学资格", event_en: "Deferred" };
  expect(sourceWords({ ...event, document_no: "0127" } as ChangeSource, name)).toBe(
    "保留入学资格，0127 · 周敏 8月27日",
  );
  i18n.global.locale.value = "en";
  expect(sourceWords(event as ChangeSource, name)).toBe("Deferred · 周敏 27 Aug");
  i18n.global.locale.value = "zh";
});

it("fingerprints are short to compare by eye, and whole in groups", () => {
  const sha256 = "0123456789abcdef".repeat(4);
  expect(shortPrint(sha256)).toBe("0123 4567 … cdef");
  expect(wholePrint(sha256).split(" ")).toHaveLength(8);
});

it("says what changed since the revision that was seen", () => {
  const seen = { added: 1, removed: 0, changed: 31, seen_edition: 2, seen_revision: 3 };
  expect(changeWords(seen, 3839)).toBe("比修订 2.3：新增 1 · 删除 0 · 变更 31");
  expect(changeWords({ ...seen, added: 0, changed: 0 }, 3839)).toBe("与修订 2.3 完全一致");
  expect(changeWords({ ...seen, seen_edition: null, seen_revision: null }, 3839)).toBe("第一次看，3,839 人");
});
