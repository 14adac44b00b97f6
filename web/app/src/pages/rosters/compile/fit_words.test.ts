import { describe, expect, it } from "vitest";

import type { Column } from "./definition_draft";
import { countOf, noticeAt, remedyOf, roundedUp } from "./fit_words";
import type { Notice, Preview } from "./use_preview";

const notice = (page: number, column = 0, kind: Notice["kind"] = "shrunk"): Notice => ({
  kind,
  character: "",
  page,
  serial: 1,
  column,
  points_tenths: 84,
  lines: 1,
});
const preview = {
  columns: [
    { shrunk: 12, broken: 2, without_glyph: 1, printed_um: 22_000, wanted_um: 29_940 },
    { shrunk: 0, broken: 0, without_glyph: 0, printed_um: 8_000, wanted_um: 0 },
  ],
} as Preview;
const columns = [{ width_um: 22_000 }, { width_um: 8_000 }] as Column[];

describe("what did not fit", () => {
  it("is told of the page on the screen, then of those after it, then of the first", () => {
    const notices = [notice(2), notice(5), notice(9)];
    expect(noticeAt(notices, 5)?.page).toBe(5);
    expect(noticeAt(notices, 6)?.page).toBe(9);
    expect(noticeAt(notices, 10)?.page).toBe(2);
    expect(noticeAt([], 1)).toBeNull();
  });
  it("is counted over the volume", () => {
    expect(countOf(preview, 0)).toBe(15);
    expect(countOf(preview, 7)).toBe(0);
  });
  it("is mended by a wider column, but not where no font has the character", () => {
    expect(remedyOf(preview, columns, notice(1))).toEqual({ column: 0, width_um: 30_000, shown: "30" });
    expect(remedyOf(preview, columns, notice(1, 0, "no_glyph"))).toBeNull();
    expect(remedyOf(preview, columns, notice(1, 1))).toBeNull();
    expect(remedyOf(preview, [{ width_um: 40_000 } as Column], notice(1))).toBeNull();
  });
  it("asks for widths as one would type them", () => {
    expect(roundedUp(29_901)).toBe(30_000);
    expect(roundedUp(29_900)).toBe(29_900);
  });
});
