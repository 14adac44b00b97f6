import { describe, expect, it } from "vitest";
import type { CellRange } from "../src/cell_range";
import { stretched } from "../src/cell_range";
import { fillDownSource, planFill, planPaste } from "../src/paste_plan";

const box = (top: number, left: number, bottom: number, right: number): CellRange => ({
  top,
  left,
  bottom,
  right,
});
const extent = { rows: 10, cols: 6 };

describe("planPaste", () => {
  interface Case {
    readonly why: string;
    readonly block: string[][];
    readonly range: CellRange;
    /** `row,col=text`, in reading order. */
    readonly cells: string;
    readonly beyondRows?: string[][];
    readonly beyondColumns?: number;
  }
  const cases: readonly Case[] = [
    {
      why: "a block from one cell on",
      block: [
        ["a", "b"],
        ["c", "d"],
      ],
      range: box(1, 1, 1, 1),
      cells: "1,1=a 1,2=b 2,1=c 2,2=d",
    },
    {
      why: "one value fills the range",
      block: [["a"]],
      range: box(0, 0, 1, 1),
      cells: "0,0=a 0,1=a 1,0=a 1,1=a",
    },
    {
      why: "a row repeats downwards",
      block: [["a", "b"]],
      range: box(0, 0, 1, 1),
      cells: "0,0=a 0,1=b 1,0=a 1,1=b",
    },
    {
      why: "no whole number of blocks: once",
      block: [["a"], ["b"]],
      range: box(0, 0, 2, 0),
      cells: "0,0=a 1,0=b",
    },
    {
      why: "short rows leave cells alone",
      block: [["a", "b"], ["c"]],
      range: box(0, 0, 0, 0),
      cells: "0,0=a 0,1=b 1,0=c",
    },
    {
      why: "rows past the end are told",
      block: [["a"], ["b"], ["c"]],
      range: box(8, 0, 8, 0),
      cells: "8,0=a 9,0=b",
      beyondRows: [["c"]],
    },
    {
      why: "columns past the edge are told",
      block: [["a", "b", "c"]],
      range: box(0, 4, 0, 4),
      cells: "0,4=a 0,5=b",
      beyondColumns: 1,
    },
    { why: "nothing on the clipboard", block: [], range: box(0, 0, 0, 0), cells: "" },
  ];
  it.each(cases)("$why", ({ block, range, cells, beyondRows = [], beyondColumns = 0 }) => {
    const plan = planPaste(block, range, extent);
    expect(plan.cells.map((cell) => `${cell.row},${cell.col}=${cell.text}`).join(" ")).toBe(cells);
    expect(plan.beyondRows).toEqual(beyondRows);
    expect(plan.beyondColumns).toBe(beyondColumns);
  });
});

describe("planFill", () => {
  const textAt = (row: number, col: number): string => `${row}${col}`;
  const cases: readonly [string, CellRange, CellRange, string][] = [
    ["down", box(0, 0, 0, 1), box(0, 0, 2, 1), "10=00 11=01 20=00 21=01"],
    ["down with a pattern of two", box(0, 0, 1, 0), box(0, 0, 4, 0), "20=00 30=10 40=00"],
    ["up goes on with the pattern", box(3, 0, 4, 0), box(1, 0, 4, 0), "10=30 20=40"],
    ["to the right", box(0, 0, 0, 0), box(0, 0, 0, 2), "01=00 02=00"],
    ["to the left", box(0, 2, 0, 3), box(0, 1, 0, 3), "01=03"],
  ];
  it.each(cases)("%s", (_why, source, target, cells) => {
    const planned = planFill(source, target, textAt);
    expect(planned.map((cell) => `${cell.row}${cell.col}=${cell.text}`).join(" ")).toBe(cells);
  });
});

describe("a fill handle", () => {
  const source = box(2, 2, 3, 3);
  it.each([
    ["down", { row: 6, col: 3 }, box(2, 2, 6, 3)],
    ["up", { row: 0, col: 2 }, box(0, 2, 3, 3)],
    ["right", { row: 3, col: 5 }, box(2, 2, 3, 5)],
    ["left", { row: 2, col: 0 }, box(2, 0, 3, 3)],
    ["the further of two ways", { row: 9, col: 4 }, box(2, 2, 9, 3)],
    ["back inside", { row: 2, col: 2 }, source],
  ])("%s", (_why, to, range) => {
    expect(stretched(source, to)).toEqual(range);
  });
});

describe("Ctrl+D", () => {
  it.each([
    ["a range takes its own first row", box(2, 1, 5, 2), box(2, 1, 2, 2)],
    ["one row takes the row above", box(2, 1, 2, 2), box(1, 1, 1, 2)],
    ["the first row has none above", box(0, 1, 0, 2), null],
  ])("%s", (_why, range, source) => {
    expect(fillDownSource(range)).toEqual(source);
  });
});
