import { expect, it } from "vitest";

import type { PublicationFormat } from "@/api/publications";
import type { Copy, Received } from "@/api/received";
import { fileFormats, inOrder, isOnScreen, rowsIn, standingOf, waitingReceived } from "./received_model";

const copy: Copy = {
  number: 5,
  format: "xlsx",
  file_name: "名册.xlsx",
  size: 9_000,
  sha256: "",
  made_at: "2026-11-30T16:43:09.000+08:00",
  rows: 412,
  is_locked: true,
  has_password: true,
};
function received(changes: Partial<Received> = {}): Received {
  return {
    link: "0".repeat(32),
    number: 1,
    edition: 1,
    revision: 2,
    intake: "2026-ug",
    intake_zh: "2026级本科",
    intake_en: "Undergraduates of 2026",
    roster_zh: "2026级本科新生花名册",
    roster_en: "Roster of 2026",
    institution: "江城明远大学",
    filing_no: "学籍备〔2026〕1号",
    recipient_zh: "理学院",
    recipient_en: "Science",
    purpose: "院内工作",
    formats: ["screen", "xlsx"],
    rows: 412,
    columns: [],
    until: "2026-12-31",
    link_until: null,
    state: "open",
    revoked_words: "",
    is_accepted: true,
    newer: null,
    copies: [],
    changed: null,
    ...changes,
  };
}

it.each<[Partial<Received>, string]>([
  [{ is_accepted: false }, "new"],
  [{}, "ready"],
  [{ copies: [copy], changed: 0 }, "taken"],
  [{ copies: [copy], changed: 3 }, "changed"],
  [{ state: "expired", is_accepted: false }, "expired"],
  [{ state: "revoked", copies: [copy], changed: 3 }, "revoked"],
])("%o stands as %s", (changes, standing) => expect(standingOf(received(changes))).toBe(standing));

it("waits for what can still be done, the nearest last day first", () => {
  const all = [
    received({ number: 1, until: "2027-03-01", is_accepted: false }),
    received({ number: 2, until: "2026-12-10" }),
    received({ number: 3, until: "2026-12-01", copies: [copy], changed: 0 }),
    received({ number: 4, until: null, copies: [copy], changed: 2 }),
    received({ number: 5, state: "revoked", is_accepted: false }),
    received({ number: 6, formats: ["screen"] }),
  ];
  expect(waitingReceived(all).map((each) => each.number)).toEqual([2, 1, 4]);
});

it("lists what is to be done first, what is closed last", () => {
  const all = [
    received({ number: 1, state: "revoked" }),
    received({ number: 2, copies: [copy], changed: 0 }),
    received({ number: 3, edition: 1 }),
    received({ number: 4, edition: 2 }),
    received({ number: 5, is_accepted: false }),
    received({ number: 6, state: "expired" }),
  ];
  expect(inOrder(all).map((each) => each.number)).toEqual([5, 4, 3, 2, 6, 1]);
});

it.each([
  [[], 0],
  [[{ top: 3, bottom: 3 }], 1],
  [
    [
      { top: 0, bottom: 9 },
      { top: 5, bottom: 11 },
    ],
    12,
  ],
])("counts the rows of %o", (ranges, rows) => expect(rowsIn(ranges)).toBe(rows));

it.each<[PublicationFormat[], boolean]>([
  [["screen", "xlsx"], true],
  [["xlsx", "pdf"], false],
])("%j is read on the page: %s", (formats, is) => expect(isOnScreen(received({ formats }))).toBe(is));

it("leaves the screen out of the files", () => {
  expect(fileFormats(received({ formats: ["screen", "pdf", "csv"] }))).toEqual(["pdf", "csv"]);
});
