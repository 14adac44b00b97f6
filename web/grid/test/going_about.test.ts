// @vitest-environment happy-dom
import { describe, expect, it } from "vitest";
import { nextTick } from "vue";
import { groupRows } from "../src/index";
import {
  activeId,
  change,
  columns,
  exposed,
  grid,
  madeUp,
  press,
  said,
  settle,
  show,
} from "./shown_grid";

describe("going about", () => {
  it("moves, opens and peeks, and hears where it is", async () => {
    await show();
    exposed().focusCell(0, "id");
    await press("ArrowDown");
    await press("Enter");
    await press(" ");
    expect(grid().emitted("open")?.[0]?.[0]).toMatchObject({ key: "s1" });
    expect(grid().emitted("peek")?.[0]?.[0]).toMatchObject({ key: "s1" });
    await press("End", { ctrlKey: true });
    expect(activeId()).toMatch(/-999-4$/);
    const focused = grid().emitted("cellFocus")?.at(-1)?.[0];
    expect(focused).toEqual({ index: 999, row: "s999", column: "class" });
  });

  it("goes through marked cells, or asks the page where they are", async () => {
    const rows = madeUp(100);
    rows[40] = { ...rows[40]!, cells: { ...rows[40]!.cells, name: { text: "x", mark: "error" } } };
    await show({ rows });
    exposed().focusCell(0, "id");
    await press("F8");
    expect(activeId()).toMatch(/-40-1$/);
    await press("F8");
    expect(said()).toBe("没有别的带标记的单元格");
    await change({ findMarked: () => Promise.resolve({ row: 7, column: "class" }) });
    await press("F8", { shiftKey: true });
    expect(activeId()).toMatch(/-7-4$/);
  });

  it("sorts from the header and says so", async () => {
    await show();
    exposed().focusCell(0, "id");
    await press("ArrowUp");
    await press("Enter");
    expect(grid().emitted("sort")?.[0]).toEqual([{ column: "id", descending: false }]);
    await change({ sort: { column: "id", descending: false } });
    expect(grid().find("[aria-sort=ascending]").text()).toContain("学号");
    await press("Enter");
    expect(grid().emitted("sort")?.[1]).toEqual([{ column: "id", descending: true }]);
  });

  it("widens, moves and hides columns, and tells the page each time", async () => {
    await show();
    exposed().focusCell(-1, "class");
    await press("ArrowRight", { altKey: true });
    await press("ArrowLeft", { ctrlKey: true, shiftKey: true });
    await press(" ");
    const hide = grid()
      .findAll(".rg-item")
      .find((item) => item.text() === "隐藏这一列");
    await hide?.trigger("click");
    const last = grid().emitted("columnsChange")?.at(-1)?.[0];
    expect(last).toMatchObject([
      { key: "id" },
      { key: "name" },
      { key: "sex" },
      { key: "class", width: 100, hidden: true },
      { key: "phone" },
    ]);
    expect(grid().find("[role=grid]").attributes("aria-colcount")).toBe("5");
    expect(grid().find(".rg-menu").exists()).toBe(false);
  });

  it("keeps the arrangement when the page makes the same columns again", async () => {
    await show();
    exposed().focusCell(-1, "class");
    await press("ArrowRight", { altKey: true });
    await change({ columns: columns.map((column) => ({ ...column })) });
    expect(grid().findAll("[role=columnheader]").at(-1)?.attributes("style")).toContain("100px");
  });

  it("filters by the values that the page counts", async () => {
    const classes = ["数学2601", "物理2601", "临床2601"];
    const values = classes.map((value) => ({ value, label: value, count: 9 }));
    await show({ valuesOf: () => Promise.resolve(values) });
    exposed().focusCell(-1, "class");
    await press("ArrowDown", { altKey: true });
    await settle();
    await grid().findAll<HTMLInputElement>(".rg-value input")[2]?.setValue(false);
    await grid().find(".rg-primary").trigger("click");
    expect(grid().emitted("filterRequest")?.[0]).toEqual([
      { column: "class", values: ["数学2601", "临床2601"] },
    ]);
  });

  it("ticks a row, a run of rows, and all of the filter", async () => {
    await show({ selectable: true });
    exposed().focusCell(2, "name");
    await press(" ", { shiftKey: true });
    await nextTick();
    expect(grid().find("[aria-rowindex='4']").attributes("aria-selected")).toBe("true");
    expect(grid().emitted("selectionChange")?.at(-1)?.[0]).toMatchObject({
      all: false,
      keys: ["s2"],
      count: 1,
    });
    exposed().focusCell(-1, "$select");
    await press("Enter");
    await press("Enter");
    const box = grid().find("[role=columnheader] [role=checkbox]");
    expect(box.attributes("aria-checked")).toBe("false");
    await press("Enter");
    await nextTick();
    const selection = grid().emitted("selectionChange")?.at(-1)?.[0];
    expect(selection).toMatchObject({ all: true, count: 1000 });
  });

  it("collapses a group", async () => {
    const rows = groupRows(madeUp(10), {
      by: ["class"],
      sums: [],
      label: (_column, value, count) => `${value} ${count} 人`,
    });
    await show({ rows });
    expect(grid().find(".rg-group").text()).toContain("数学2601 10 人");
    exposed().focusCell(0, "id");
    await press("Enter");
    await settle();
    expect(grid().findAll(".rg-row")).toHaveLength(1);
    expect(grid().find(".rg-twist").attributes("aria-expanded")).toBe("false");
    expect(grid().emitted("toggleGroup")?.[0]?.[0]).toMatchObject({ collapsed: true });
  });

  it("copies what is shown", async () => {
    await show();
    exposed().focusCell(0, "sex");
    await press("ArrowRight", { shiftKey: true });
    await press("ArrowDown", { shiftKey: true });
    expect(exposed().copyText()).toBe("男\t138****1000\r\n女\t138****1001");
  });

  it("speaks English when asked", async () => {
    await show({ locale: "en", rows: [] });
    expect(grid().text()).toContain("No row matches");
  });
});
