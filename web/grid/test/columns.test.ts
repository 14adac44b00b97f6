import { describe, expect, it } from "vitest";
import {
  frozenOrNot,
  hiddenOrShown,
  layColumns,
  movedBy,
  movedTo,
  resized,
  statesOf,
} from "../src/column_layout";
import { columnAtPixel, columnWindow, scrollLeftShowing } from "../src/column_window";
import type { GridColumn } from "../src/grid_types";

const columns: readonly GridColumn[] = [
  { key: "id", title: "学号", width: 100, frozen: true },
  { key: "name", title: "姓名", width: 150, frozen: true },
  ...Array.from({ length: 10 }, (_, at) => ({ key: `c${at}`, title: `列${at}`, width: 80 })),
];
const states = statesOf(columns);
const plain = { gutter: 0, select: false };
const orderOf = (list: readonly { readonly key: string }[]): string =>
  list.map(({ key }) => key).join(" ");

describe("layColumns", () => {
  it("puts gutter and boxes before the frozen ones, and sums up", () => {
    const layout = layColumns(columns, states, { gutter: 46, select: true });
    expect(layout).toMatchObject({ frozenCount: 3, frozenWidth: 330, firstData: 1 });
    expect(layout.totalWidth).toBe(1130);
    expect(layout.columns.slice(0, 4).map(({ left }) => left)).toEqual([46, 80, 180, 330]);
    expect(layout.columns.filter(({ edge }) => edge).map(({ key }) => key)).toEqual(["name"]);
  });
  it("leaves out what is hidden, and takes up what a saved view did not know", () => {
    const saved = hiddenOrShown(states.slice(0, 4), "c0", true);
    expect(orderOf(layColumns(columns, saved, plain).columns)).toBe(
      "id name c1 c2 c3 c4 c5 c6 c7 c8 c9",
    );
  });
  it("freezes only what leaves room on a narrow screen", () => {
    const narrow = layColumns(columns, states, { gutter: 46, select: true, frozenMax: 200 });
    expect(narrow).toMatchObject({ frozenCount: 2, frozenWidth: 180 });
    expect(orderOf(narrow.columns.slice(0, 3))).toBe("$select id name");
    expect(narrow.columns[1]?.edge).toBe(true);
  });
  it("shows a frozen column among the frozen ones", () => {
    const layout = layColumns(columns, frozenOrNot(states, "c5", true), plain);
    expect(orderOf(layout.columns.slice(0, 4))).toBe("id name c5 c0");
  });
});

describe("arranging", () => {
  it.each([
    ["narrower than a column can be", 5, 40],
    ["as wide as asked", 123.4, 123],
    ["wider than a column can be", 5000, 800],
  ])("%s", (_why, asked, width) => {
    expect(resized(states, "c0", asked).find(({ key }) => key === "c0")?.width).toBe(width);
  });
  const short = states.slice(0, 5); // id name c0 c1 c2
  it.each([
    ["to the right, after the target", movedTo(short, "c0", "c2"), "id name c1 c2 c0"],
    ["to the left, before the target", movedTo(short, "c2", "c0"), "id name c2 c0 c1"],
    ["onto itself", movedTo(short, "c0", "c0"), "id name c0 c1 c2"],
    ["one step", movedBy(short, "c0", 1), "id name c1 c0 c2"],
    ["never among the frozen by steps", movedBy(short, "c0", -1), "id name c0 c1 c2"],
    ["over a hidden one", movedBy(hiddenOrShown(short, "c1", true), "c0", 1), "id name c1 c2 c0"],
  ])("%s", (_why, moved, order) => {
    expect(orderOf(moved)).toBe(order);
  });
  it("a column that is dropped among the frozen ones is frozen", () => {
    expect(movedTo(short, "c2", "name").find(({ key }) => key === "c2")?.frozen).toBe(true);
  });
});

describe("columnWindow", () => {
  const layout = layColumns(columns, states, plain); // 250 frozen, then ten of 80
  it.each([
    ["at the left", 0, 500, 2, 6, 0],
    ["in the middle", 200, 500, 3, 8, 80],
    ["at the right", 550, 500, 7, 11, 400],
    ["all of them", 0, 5000, 2, 11, 0],
    ["no room beside the frozen ones", 0, 200, 2, 3, 0],
  ])("%s", (_why, scrollLeft, width, first, last, margin) => {
    expect(columnWindow(layout, scrollLeft, width)).toEqual({ first, last, margin });
  });
  it("is empty when every column is frozen", () => {
    const frozen = layColumns(columns.slice(0, 2), states.slice(0, 2), plain);
    expect(columnWindow(frozen, 0, 500)).toMatchObject({ first: 2, last: 1 });
  });
  it.each([
    ["frozen ones are always there", 1, 300, 300],
    ["hidden under the frozen ones", 2, 300, 0],
    ["past the right edge", 11, 0, 550],
    ["in view", 3, 0, 0],
  ])("shows column: %s", (_why, index, from, to) => {
    expect(scrollLeftShowing(layout, index, from, 500)).toBe(to);
  });
  it.each([
    ["over a frozen one", 120, 200, 1],
    ["over one that scrolled", 260, 200, 4],
    ["past the last", 900, 550, null],
  ])("finds the column %s", (_why, x, scrollLeft, index) => {
    expect(columnAtPixel(layout, x, scrollLeft)).toBe(index);
  });
});
