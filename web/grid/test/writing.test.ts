// @vitest-environment happy-dom
import { describe, expect, it, vi } from "vitest";
import { nextTick, ref } from "vue";
import { isTyping, type ApplyEdits, type GridRow } from "../src/index";
import {
  cellText,
  change,
  edited,
  exposed,
  grid,
  holder,
  madeUp,
  press,
  said,
  settle,
  show,
  type,
} from "./shown_grid";

describe("what is drawn", () => {
  it("is what is in view, and the rest is said in numbers", async () => {
    await show();
    expect(grid().findAll(".rg-row").length).toBeLessThan(40);
    const table = grid().find("[role=grid]");
    expect(table.attributes("aria-rowcount")).toBe("1001");
    expect(table.attributes("aria-colcount")).toBe("6");
    expect(grid().find(".rg-row").attributes("aria-rowindex")).toBe("2");
    expect(grid().find(".rg-gutter.rg-cell").text()).toBe("3");
    expect(cellText(0, 2)).toBe("男");
  });
  it("has grey rows where nothing has come yet", async () => {
    const source = { total: ref(500), load: () => new Promise<GridRow[]>(() => undefined) };
    await show({ rows: undefined, source });
    expect(grid().findAll(".rg-skeleton").length).toBeGreaterThan(10);
    expect(grid().find("[role=grid]").attributes("aria-rowcount")).toBe("501");
  });
  it("has grey rows while all is loading, and a sentence when there is nothing", async () => {
    await show({ rows: [], loading: true });
    expect(grid().findAll(".rg-skeleton").length).toBeGreaterThan(10);
    await change({ loading: false });
    expect(grid().findAll(".rg-row")).toHaveLength(0);
    expect(grid().text()).toContain("没有符合条件的行");
  });
  it("tells what did not load, and asks again", async () => {
    const load = vi.fn().mockRejectedValueOnce(new Error("断网")).mockResolvedValue(madeUp(3));
    await show({ rows: undefined, source: { total: ref(3), load } });
    await new Promise((done) => setTimeout(done, 5));
    expect(grid().find("[role=alert]").text()).toContain("断网");
    expect(grid().emitted("loadError")).toHaveLength(1);
    await grid().find("[role=alert] button").trigger("click");
    await new Promise((done) => setTimeout(done, 5));
    expect(cellText(0, 1)).toBe("学生0");
  });
});

describe("writing", () => {
  const accept: ApplyEdits = () => Promise.resolve({ refused: [] });

  it("goes through typing, Enter and down, undo and redo", async () => {
    const applyEdits = vi.fn(accept);
    await show({ applyEdits });
    exposed().focusCell("s1", "name");
    await type("乌日娜");
    await press("Enter");
    const edit = { row: "s1", column: "name", before: "学生1", after: "乌日娜" };
    expect(applyEdits).toHaveBeenCalledWith([edit], "type");
    expect(edited()).toEqual([[edit]]);
    expect(cellText(1, 1)).toBe("乌日娜");
    expect(said()).toBe("已修改 1 个单元格，Ctrl+Z 撤销");
    expect(grid().find(".rg-cell.rg-active").attributes("id")).toMatch(/-2-1$/);
    await press("z", { ctrlKey: true });
    expect(cellText(1, 1)).toBe("学生1");
    expect(said()).toBe("已撤销 1 个单元格的修改，Ctrl+Y 重做");
    await press("y", { ctrlKey: true });
    expect(cellText(1, 1)).toBe("乌日娜");
    expect(applyEdits.mock.calls.map(([, why]) => why)).toEqual(["type", "undo", "redo"]);
  });

  it("shows the new value at once, marked, and puts it back where it is refused", async () => {
    let answer: (outcome: { refused: { row: string; column: string; text: string }[] }) => void;
    await show({ applyEdits: () => new Promise((done) => (answer = done)) });
    exposed().focusCell(0, "name");
    await type("重名");
    await press("Enter");
    expect(cellText(0, 1)).toContain("重名");
    expect(grid().find(".rg-pending").exists()).toBe(true);
    answer!({ refused: [{ row: "s0", column: "name", text: "和另一人重名" }] });
    await settle();
    expect(cellText(0, 1)).toContain("学生0");
    expect(grid().find(".rg-error").attributes("title")).toBe("和另一人重名");
    expect(said()).toContain("1 个单元格没有写入：和另一人重名");
    await press("z", { ctrlKey: true });
    expect(said()).toBe("没有可撤销的修改");
  });

  it("puts all back when the page cannot write", async () => {
    await show({ applyEdits: () => Promise.reject(new Error("网络断开")) });
    exposed().focusCell(0, "name");
    await exposed().pasteText("甲\n乙");
    await settle();
    expect([cellText(0, 1), cellText(1, 1)].join()).toMatch(/学生0.*学生1/);
    expect(said()).toContain("网络断开");
  });

  it("keeps what the server made of it", async () => {
    await show({
      applyEdits: () =>
        Promise.resolve({ refused: [], written: [{ row: "s0", column: "name", cell: "修整后" }] }),
    });
    exposed().focusCell(0, "name");
    await type("  修整后 ");
    await press("Enter");
    expect(cellText(0, 1)).toBe("修整后");
  });

  it("pastes a block, refuses what it may not, and tells what was too long", async () => {
    await show({ rows: madeUp(3), applyEdits: accept });
    exposed().focusCell(1, "id");
    await exposed().pasteText(
      "9\t甲\t男\t13900000000\t软件2602\t多\n9\t乙\t不明\t138****0000\t软件2602\t余\n末行",
    );
    await settle();
    expect([cellText(1, 1), cellText(2, 1), cellText(1, 2), cellText(1, 3)]).toEqual([
      "甲",
      "乙",
      "男",
      "13900000000",
    ]);
    const refused = grid().emitted("refused")?.[0]?.[0] as { row: string; column: string }[];
    expect(refused.map(({ row, column }) => `${row}.${column}`)).toEqual([
      "s1.id",
      "s2.id",
      "s2.sex",
      "s2.phone",
    ]);
    expect(grid().emitted("pasteBeyond")?.[0]?.[0]).toEqual({
      rows: [["末行"]],
      columns: 1,
      column: "id",
    });
    expect(said()).toContain("1 行");
  });

  it("clears and fills a range, each as one step", async () => {
    const applyEdits = vi.fn(accept);
    await show({ applyEdits });
    exposed().focusCell(0, "class");
    await press("ArrowDown", { shiftKey: true });
    await press("ArrowDown", { shiftKey: true });
    await press("Delete");
    expect(edited()[0]).toHaveLength(3);
    exposed().focusCell(0, "class");
    await type("软件2602");
    await press("Enter");
    exposed().focusCell(0, "class");
    await press("ArrowDown", { shiftKey: true });
    await press("ArrowDown", { shiftKey: true });
    await press("d", { ctrlKey: true });
    expect([0, 1, 2].map((row) => cellText(row, 4))).toEqual(Array(3).fill("软件2602"));
    await press("z", { ctrlKey: true });
    expect([0, 1, 2].map((row) => cellText(row, 4))).toEqual(["软件2602", "", ""]);
  });

  it("never undoes to a masked text", async () => {
    const applyEdits = vi.fn(accept);
    await show({ applyEdits });
    exposed().focusCell(0, "phone");
    await type("13911112222");
    await press("Enter");
    await press("z", { ctrlKey: true });
    expect(applyEdits).toHaveBeenCalledTimes(1);
    expect(said()).toContain("遮盖");
  });

  it("looks at the text while it is typed, and marks what it found", async () => {
    await show({
      check: (_row, _column, text) =>
        text.includes("?") ? { severity: "warning", text: "姓名里有问号" } : null,
    });
    exposed().focusCell(0, "name");
    await type("王?");
    expect(grid().find(".rg-finding").text()).toBe("姓名里有问号");
    await press("Enter");
    expect(grid().find(".rg-warning").text()).toContain("王?");
  });

  it("judges no letters that an input method still composes with", async () => {
    const check = vi.fn((_row: unknown, _column: unknown, text: string) =>
      text.includes("y") ? { severity: "error" as const, text: "拼音" } : null,
    );
    await show({ check });
    exposed().focusCell(0, "name");
    holder().dispatchEvent(new CompositionEvent("compositionstart", { bubbles: true }));
    await type("张y");
    expect(check).not.toHaveBeenCalled();
    expect(grid().find(".rg-finding").exists()).toBe(false);
    await type("张燕");
    holder().dispatchEvent(new CompositionEvent("compositionend", { bubbles: true }));
    await nextTick();
    expect(check.mock.calls.map(([, , text]) => text)).toEqual(["张燕"]);
  });

  it("stays in a cell of codes until the text is one", async () => {
    await show();
    exposed().focusCell(0, "sex");
    await press("F2");
    expect(
      grid()
        .findAll("datalist option")
        .map((option) => option.attributes("value")),
    ).toEqual(["男", "女"]);
    await type("不明");
    await press("Enter");
    expect(edited()).toEqual([]);
    expect(grid().find(".rg-finding").text()).toContain("不在代码表里");
    await type("女");
    await press("Enter");
    expect(edited()[0]).toMatchObject([{ before: "1", after: "2" }]);
  });

  it("types into nothing that is locked", async () => {
    await show({ readOnly: true });
    exposed().focusCell(0, "name");
    await nextTick();
    expect(holder().readOnly).toBe(true);
    expect(isTyping(holder())).toBe(false);
    await press("Enter");
    expect(grid().emitted("open")).toHaveLength(1);
    await press("Delete");
    expect(edited()).toEqual([]);
  });

  it("knows a box, which takes no letter, from a field", () => {
    const isTaken = (type: string): boolean => {
      const input = document.createElement("input");
      input.type = type;
      return isTyping(input);
    };
    expect(["text", "search", "password", "number", "date"].map(isTaken)).not.toContain(false);
    expect(["checkbox", "radio", "range", "button", "file"].map(isTaken)).not.toContain(true);
    expect(isTyping(document.createElement("select"))).toBe(true);
  });

  it("does nothing with keys that belong to an input method", async () => {
    await show();
    exposed().focusCell(0, "name");
    holder().dispatchEvent(new CompositionEvent("compositionstart", { bubbles: true }));
    await press("Enter", { keyCode: 229 });
    await press("ArrowDown", { isComposing: true });
    expect(grid().find(".rg-holder.rg-open").exists()).toBe(true);
    expect(edited()).toEqual([]);
    holder().value = "李";
    holder().dispatchEvent(new CompositionEvent("compositionend", { bubbles: true }));
    await press("Enter");
    expect(edited()[0]).toMatchObject([{ after: "李" }]);
  });

  it("writes into the row that the text was begun in, wherever that row has gone", async () => {
    const rows = madeUp(10);
    await show({ rows });
    exposed().focusCell("s1", "name");
    await type("乌日娜");
    await change({ rows: [...rows].reverse() });
    await press("Enter");
    expect(edited()[0]).toMatchObject([{ row: "s1", before: "学生1", after: "乌日娜" }]);
    expect(cellText(8, 1)).toBe("乌日娜");
  });

  it("keeps a text that was begun when the page goes elsewhere", async () => {
    await show();
    exposed().focusCell("s1", "name");
    await type("乌日娜");
    exposed().focusCell("s5", "class");
    await settle();
    expect(edited()[0]).toMatchObject([{ row: "s1", column: "name", after: "乌日娜" }]);
  });

  it("does nothing to cells from the header or from the boxes", async () => {
    await show({ selectable: true });
    for (const [row, column] of [
      [-1, "name"],
      [3, "$select"],
    ] as const) {
      exposed().focusCell(row, column);
      await press("Delete");
      await press("d", { ctrlKey: true });
      await exposed().pasteText("甲");
    }
    expect(edited()).toEqual([]);
    expect(grid().emitted("refused")).toBeUndefined();
  });

  it("writes nothing when the rows come into another order meanwhile", async () => {
    const waiting: (() => void)[] = [];
    let rows = madeUp(400);
    const load = async (first: number, count: number): Promise<GridRow[]> => {
      if (first > 0) await new Promise<void>((done) => waiting.push(done));
      return rows.slice(first, first + count);
    };
    await show({ rows: undefined, source: { total: ref(400), load } });
    await new Promise((done) => setTimeout(done, 5));
    exposed().focusCell(199, "name");
    const pasted = exposed().pasteText("甲\n乙");
    await new Promise((done) => setTimeout(done, 5));
    rows = [...rows].reverse();
    exposed().invalidate();
    await new Promise((done) => setTimeout(done, 5));
    waiting.forEach((done) => done());
    await new Promise((done) => setTimeout(done, 5));
    waiting.forEach((done) => done());
    await pasted;
    await settle();
    expect(edited()).toEqual([]);
    expect(said()).toContain("顺序");
  });

  it("returns to the column that Tab set out from", async () => {
    await show();
    exposed().focusCell(0, "name");
    await type("甲");
    await press("Tab");
    await type("女");
    await press("Tab");
    await type("13900000000");
    await press("Enter");
    expect(grid().find(".rg-active").attributes("id")).toMatch(/-1-1$/);
  });
});
