import { describe, expect, it } from "vitest";
import { nextTick, ref, shallowRef } from "vue";
import { useArrayRows } from "../src/array_rows";
import { overlaid, CellOverlay } from "../src/cell_overlay";
import { cellView } from "../src/cell_view";
import { chosenAfter, matching } from "../src/filter_values";
import { groupRows, visiblePlaces } from "../src/group_rows";
import { gridTexts } from "../src/grid_texts";
import type { CellContent, GridRow } from "../src/grid_types";
import { nextMarkedCell } from "../src/marked_cells";
import { everyRow, headBox, isTicked, noRows, ticked, tickedCount } from "../src/row_selection";

const row = (key: string, cells: Record<string, CellContent>): GridRow => ({ key, cells });
const people = [
  row("a", { college: "理学院", class: "数学2601", fee: "100.1" }),
  row("b", { college: "理学院", class: "数学2601", fee: "200.2" }),
  row("c", { college: "理学院", class: "物理2601", fee: "未缴" }),
  row("d", { college: "医学院", class: "临床2601", fee: "50" }),
];
const grouped = groupRows(people, {
  by: ["college", "class"],
  sums: ["fee"],
  label: (_column, value, count) => `${value} ${count}`,
});
const shape = (rows: readonly GridRow[]): string =>
  rows
    .map(({ key, kind, label, depth }) => (kind === "group" ? `${depth}:${label}` : key))
    .join(" | ");

describe("groupRows", () => {
  it("puts a line above each run, the outermost first", () => {
    expect(shape(grouped)).toBe(
      "0:理学院 3 | 1:数学2601 2 | a | b | 1:物理2601 1 | c | 0:医学院 1 | 1:临床2601 1 | d",
    );
  });
  it("adds up on each line; what is no number adds nothing", () => {
    const sums = grouped.filter(({ kind }) => kind === "group").map(({ cells }) => cells["fee"]);
    expect(sums).toEqual(["300.3", "300.3", "0", "50", "50"]);
  });
  it("gives every line a key of its own", () => {
    expect(new Set(grouped.map(({ key }) => key)).size).toBe(grouped.length);
  });
  const keyOf = (label: string): string => grouped.find((each) => each.label === label)?.key ?? "";
  it.each([
    ["nothing", [], 9],
    ["an inner group", ["数学2601 2"], 7],
    ["an outer group", ["理学院 3"], 4],
    ["an inner group inside a collapsed outer one", ["理学院 3", "数学2601 2"], 4],
    ["both outer ones", ["理学院 3", "医学院 1"], 2],
  ])("collapses %s", (_why, labels, count) => {
    expect(visiblePlaces(grouped, new Set(labels.map(keyOf)))).toHaveLength(count);
  });
  it("hides a group's own subtotal, not its parent's", () => {
    const rows: GridRow[] = [
      { key: "g0", kind: "group", depth: 0, cells: {} },
      { key: "g1", kind: "group", depth: 1, cells: {} },
      row("a", {}),
      { key: "s1", kind: "subtotal", depth: 1, cells: {} },
      { key: "s0", kind: "subtotal", depth: 0, cells: {} },
    ];
    const shown = visiblePlaces(rows, new Set(["g1"])).map((place) => rows[place]?.key);
    expect(shown).toEqual(["g0", "g1", "s0"]);
  });
});

describe("useArrayRows", () => {
  it("lays written cells over the array until the page hands over another", async () => {
    const rows = shallowRef<readonly GridRow[]>(people);
    const store = useArrayRows(() => rows.value, ref(new Set<string>()));
    expect(store.patch("b", { fee: "9" })).toBe(true);
    expect([store.rowAt(1)?.cells["fee"], people[1]?.cells["fee"]]).toEqual(["9", "200.2"]);
    rows.value = [...people].reverse();
    await nextTick();
    expect([store.rowAt(2)?.cells["fee"], store.indexOf("b")]).toEqual(["200.2", 2]);
  });
  it("counts and finds only what is not collapsed", async () => {
    const collapsed = shallowRef<ReadonlySet<string>>(new Set());
    const store = useArrayRows(() => grouped, collapsed);
    expect(store.total.value).toBe(9);
    collapsed.value = new Set([grouped[0]?.key ?? ""]);
    expect([store.total.value, store.indexOf("a"), store.indexOf("d")]).toEqual([4, -1, 3]);
    expect(await store.keysOf(0, 99)).toEqual(["d"]);
  });
});

describe("the ticked rows", () => {
  it("are some, or all but some", () => {
    const some = ticked(noRows, ["a", "b"], true);
    const butOne = ticked(everyRow, ["a"], false);
    expect([isTicked(some, "a"), isTicked(some, "c")]).toEqual([true, false]);
    expect([isTicked(butOne, "a"), isTicked(butOne, "c")]).toEqual([false, true]);
    expect([tickedCount(some, 10), tickedCount(butOne, 10)]).toEqual([2, 9]);
    expect(tickedCount(ticked(butOne, ["a"], true), 10)).toBe(10);
  });
  it.each([
    ["none", noRows, 10, "false"],
    ["none of an empty table", everyRow, 0, "false"],
    ["some", ticked(noRows, ["a"], true), 10, "mixed"],
    ["each by name", ticked(noRows, ["a"], true), 1, "true"],
    ["all", everyRow, 10, "true"],
    ["all but one", ticked(everyRow, ["a"], false), 10, "mixed"],
  ])("show in the header: %s", (_why, selection, total, box) => {
    expect(headBox(selection, total)).toBe(box);
  });
});

describe("nextMarkedCell", () => {
  const bad = (mark: "error" | "warning" | "changed"): CellContent => ({ text: "x", mark });
  const rows = new Map([
    [0, { x: "1", y: bad("error") }],
    [5, { x: bad("warning"), y: bad("changed") }],
    [7, { x: "1", y: bad("error") }],
  ]);
  const cellsAt = (at: number) => rows.get(at);
  it.each([
    ["on from before all", 0, "x", 1, "0 y"],
    ["on from a marked one", 0, "y", 1, "5 x"],
    ["over a change, which is no finding", 5, "x", 1, "7 y"],
    ["round again", 7, "y", 1, "0 y"],
    ["back", 7, "y", -1, "5 x"],
    ["back round again", 0, "y", -1, "7 y"],
    ["from the header", -1, "y", 1, "0 y"],
    ["back from the header", -1, "y", -1, "7 y"],
    ["from a place that is no column", 5, "$select", 1, "5 x"],
  ] as const)("%s", (_why, at, column, step, to) => {
    const found = nextMarkedCell(cellsAt, 9, ["x", "y"], { row: at, column }, step);
    expect(`${found?.row} ${found?.column}`).toBe(to);
  });
  it("has none but the one it is on", () => {
    const only = (at: number) => (at === 0 ? rows.get(0) : undefined);
    expect(nextMarkedCell(only, 9, ["x", "y"], { row: 0, column: "y" }, 1)).toBeNull();
    expect(nextMarkedCell(only, 9, ["x", "y"], { row: 0, column: "y" }, -1)).toBeNull();
  });
});

describe("cellView", () => {
  const column = { key: "x", title: "X", width: 80 };
  const view = (cell: CellContent, locale: "zh" | "en" = "zh") =>
    cellView(overlaid(cell, undefined), column, locale, gridTexts[locale]);
  it.each([
    ["plain", "甲", "甲", null],
    [
      "a finding is read out",
      { text: "甲", mark: "error", note: "校验位不对" },
      "甲",
      "，错误：校验位不对",
    ],
    ["what may not be seen", { text: "", state: "unseen" }, "—", "，不可见"],
    [
      "comments and history",
      { text: "甲", comments: 2, history: true },
      "甲",
      "，有修改记录，2 条批注",
    ],
    ["a change", { text: "乙", mark: "changed", old: "甲" }, "乙", "，已改，原值 甲"],
  ] as const)("%s", (_why, cell, text, aside) => {
    expect([view(cell).text, view(cell).aside]).toEqual([text, aside]);
  });
  it("speaks English", () => {
    expect(view({ text: "a", mark: "conflict", note: "two values" }, "en").aside).toBe(
      ", conflict: two values",
    );
  });
});

describe("CellOverlay", () => {
  it("lies over single cells and is lifted off again", () => {
    const overlay = new CellOverlay();
    overlay.lay("r", "x", { text: "新", mark: "pending" });
    overlay.lay("r", "y", { mark: "error" });
    expect(overlaid({ text: "旧", history: true }, overlay.of("r")?.["x"])).toEqual({
      text: "新",
      history: true,
      mark: "pending",
    });
    overlay.lift("r", "x");
    expect(Object.keys(overlay.of("r") ?? {})).toEqual(["y"]);
    overlay.lift("r", "y");
    expect(overlay.of("r")).toBeUndefined();
  });
});

describe("a header filter", () => {
  const values = ["计算机2601", "计算机2602", "数学2601"].map((label, at) => ({
    value: String(at),
    label,
    count: at,
  }));
  const found = (sought: string) => matching(values, sought);
  it("finds by label and by value", () => {
    expect([found("计算机").length, found("2").length, found(" ").length]).toEqual([2, 3, 3]);
  });
  it.each([
    ["all: no filter", "", ["0", "1", "2"], null],
    ["some", "", ["0", "2"], ["0", "2"]],
    ["a search takes what was found and is ticked", "计算机", ["0", "1", "2"], ["0", "1"]],
    ["a search with one of them off", "计算机", ["1", "2"], ["1"]],
  ])("lets through %s", (_why, sought, chosen, passed) => {
    expect(chosenAfter(values, found(sought), new Set(chosen), sought)).toEqual(passed);
  });
});
