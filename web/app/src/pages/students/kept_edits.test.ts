import { Problem } from "@mingce/client";
import { describe, expect, it } from "vitest";

import { keepable, kNothingKept, merged, neverArrived, type KeptEdit } from "./kept_edits";

const isSealed = (field: string): boolean => field === "phone";
const edit = (row: string, column: string, after: string, version = 1): KeptEdit => ({
  row,
  column,
  before: "before",
  after,
  version,
});
const kept = (...edits: KeptEdit[]) => keepable(edits, isSealed);

describe("what never reached the server", () => {
  it("keeps the later word for a cell, over the version that was seen first", () => {
    const first = merged(kNothingKept, kept(edit("a", "class", "one", 3)));
    const again = merged(first, kept(edit("a", "class", "two", 4), edit("b", "class", "x", 9)));
    expect(again.edits.map(({ row, after, version }) => [row, after, version])).toEqual([
      ["a", "two", 3],
      ["b", "x", 9],
    ]);
  });

  it("keeps no sealed value, and counts it", () => {
    const all = kept(edit("a", "phone", "13800000000"), edit("a", "class", "one"));
    expect(all.sealed).toBe(1);
    expect(JSON.stringify(all)).not.toContain("13800000000");
  });

  it("is what a cut line or an ended session stopped, not what a rule refused", () => {
    const answer = (status: number): Problem =>
      new Problem(
        status,
        { code: "x.y", zh: "", en: "", fix_zh: "", fix_en: "", request_id: "" } as never,
        null,
      );
    expect(neverArrived(new TypeError("Failed to fetch"))).toBe(true);
    expect(neverArrived(answer(401))).toBe(true);
    expect(neverArrived(answer(503))).toBe(true);
    expect(neverArrived(answer(403))).toBe(false);
    expect(neverArrived(answer(422))).toBe(false);
  });
});
