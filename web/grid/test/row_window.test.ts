import { describe, expect, it } from "vitest";
import {
  contentHeight,
  contentHeightMax,
  rowWindow,
  scrolledTo,
  settled,
  topShowing,
  type RowExtent,
} from "../src/row_window";

const small: RowExtent = { total: 1000, rowHeight: 34, viewHeight: 680 };
const huge: RowExtent = { total: 2_000_000, rowHeight: 34, viewHeight: 680 };

describe("rowWindow", () => {
  // why, extent, top, first, count
  const table: readonly [string, RowExtent, number, number, number][] = [
    ["at the top", small, 0, 0, 25],
    ["in the middle, two above", small, 3400, 98, 25],
    ["at the end, no further", small, 1000 * 34 - 680, 975, 25],
    ["fewer rows than fit", { ...small, total: 5 }, 0, 0, 5],
    ["none", { ...small, total: 0 }, 0, 0, 0],
    ["before anything is measured", { ...small, viewHeight: 0 }, 0, 0, 5],
  ];
  it.each(table)("%s", (_why, extent, top, first, count) => {
    expect(rowWindow(extent, top)).toMatchObject({ first, count });
  });
  it("uses as many elements wherever it stands", () => {
    const pools = [0, 17, 3400, 33320].map((top) => rowWindow(small, top).pool);
    expect(new Set(pools).size).toBe(1);
  });
});

describe("a table that is taller than an element can be", () => {
  const last = huge.total * huge.rowHeight - huge.viewHeight;
  it("has a content of the greatest height", () => {
    expect(contentHeight(huge)).toBe(contentHeightMax);
  });
  it("moves pixel by pixel in small steps", () => {
    const place = scrolledTo(huge, { top: 5_000_000, scroll: 1_000_000 }, 1_000_120);
    expect(place).toEqual({ top: 5_000_120, scroll: 1_000_120 });
  });
  it("goes to the same share of the table in a jump", () => {
    const half = (contentHeightMax - huge.viewHeight) / 2;
    expect(scrolledTo(huge, { top: 0, scroll: 0 }, half).top).toBeCloseTo(last / 2);
  });
  it("has its ends at the ends of the scrollbar", () => {
    const end = contentHeightMax - huge.viewHeight;
    expect(scrolledTo(huge, { top: 0, scroll: 0 }, end).top).toBeCloseTo(last);
    expect(settled(huge, last).scroll).toBe(end);
    expect(settled(huge, 0).scroll).toBe(0);
  });
  it("settles where a jump to that scroll would lead, within a row", () => {
    for (const top of [34 * 17, 34 * 999_999, 34 * 1_500_000]) {
      const there = settled(huge, top);
      expect(there.top).toBe(top);
      const jump = scrolledTo(huge, { top: 0, scroll: -1e9 }, there.scroll);
      expect(Math.abs(jump.top - top)).toBeLessThan(34);
    }
  });
  it("reaches every row: a small step at the bar's end loses none once it has settled", () => {
    const stuck = scrolledTo(huge, { top: 900, scroll: 100 }, 0);
    expect(stuck.top).toBe(800);
    expect(settled(huge, stuck.top).scroll).toBeGreaterThan(0);
  });
});

describe("topShowing", () => {
  const table: readonly [why: string, top: number, index: number, to: number][] = [
    ["already there", 340, 15, 340],
    ["above", 340, 3, 102],
    ["half above", 350, 10, 340],
    ["below", 0, 20, 34],
    ["far below", 0, 500, 500 * 34 + 34 - 680],
  ];
  it.each(table)("%s", (_why, top, index, to) => {
    expect(topShowing(small, top, index)).toBe(to);
  });
});
