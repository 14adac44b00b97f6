import { describe, expect, it } from "vitest";
import { judgeEdit, shownText } from "../src/edit_rules";
import { EditSteps, reversed, stepsMax } from "../src/edit_steps";
import { gridTexts, filled, markNames } from "../src/grid_texts";
import type { GridColumn, GridEdit, GridRow } from "../src/grid_types";

const texts = gridTexts.zh;
const name: GridColumn = { key: "name", title: "姓名", width: 100, editable: true };
const phone: GridColumn = { key: "phone", title: "手机", width: 100, editable: true, mask: true };
const sex: GridColumn = {
  key: "sex",
  title: "性别",
  width: 60,
  editable: true,
  kind: "code",
  options: [
    { value: "1", label: "男" },
    { value: "2", label: "女" },
  ],
};
const secret: GridColumn = { ...name, key: "secret" };
const locked: GridColumn = { ...name, editable: false };
const row: GridRow = {
  key: "r1",
  cells: {
    name: "乌日娜",
    sex: "2",
    phone: { text: "138****0216", state: "masked" },
    secret: { text: "", state: "unseen" },
  },
};

describe("judgeEdit", () => {
  interface Case {
    readonly why: string;
    readonly column: GridColumn;
    readonly text: string;
    readonly row?: GridRow | undefined;
    readonly readOnly?: boolean;
    /** The text that is written, or why it is not, or "same". */
    readonly is: string;
  }
  const cases: readonly Case[] = [
    { why: "another text", column: name, text: "乌日勒", is: "乌日勒" },
    { why: "the same text", column: name, text: "乌日娜", is: "same" },
    { why: "emptied", column: name, text: "", is: "" },
    { why: "a label becomes its value", column: sex, text: "男", is: "1" },
    { why: "a value stays", column: sex, text: " 1 ", is: "1" },
    { why: "the label that is there", column: sex, text: "女", is: "same" },
    { why: "no such code", column: sex, text: "未知", is: "“未知”不在代码表里" },
    { why: "a number over a masked one", column: phone, text: "13900000000", is: "13900000000" },
    { why: "asterisks over asterisks", column: phone, text: "139****0000", is: texts.maskedText },
    { why: "asterisks where nothing is masked", column: name, text: "a**b", is: "a**b" },
    { why: "a value that may not be seen", column: secret, text: "x", is: texts.unseen },
    { why: "a column without editing", column: locked, text: "x", is: texts.readOnly },
    { why: "a read-only grid", column: name, text: "x", readOnly: true, is: texts.readOnly },
    { why: "a group", column: name, text: "x", row: { ...row, kind: "group" }, is: texts.groupRow },
    { why: "a row that is not here", column: name, text: "x", row: undefined, is: texts.notLoaded },
  ];
  it.each(cases)("$why", (each) => {
    const target = "row" in each ? each.row : row;
    const judged = judgeEdit(target, each.column, each.text, each.readOnly ?? false, texts);
    const written = judged.is === "edit" ? judged.edit.after : "same";
    expect(judged.is === "refused" ? judged.refused.text : written).toBe(each.is);
  });
  it("tells that the earlier value was masked", () => {
    const judged = judgeEdit(row, phone, "13900000000", false, texts);
    expect(judged).toMatchObject({ is: "edit", edit: { beforeMasked: true } });
  });
  it("shows labels, and what has none as it is", () => {
    const shown = [shownText(sex, "1"), shownText(sex, "9"), shownText(name, "1")];
    expect(shown).toEqual(["男", "9", "1"]);
  });
});

describe("EditSteps", () => {
  const edit = (after: string): GridEdit => ({ row: "r", column: "c", before: "", after });
  const step = (after: string) => ({ why: "type" as const, edits: [edit(after)] });
  const nameOf = (taken: { readonly edits: readonly GridEdit[] } | null) =>
    taken?.edits[0]?.after ?? null;
  it("goes back and forth", () => {
    const steps = new EditSteps();
    steps.push(step("a"));
    steps.push(step("b"));
    const taken = [steps.takeLast(), steps.takeLast(), steps.takeLast()].map(nameOf);
    expect(taken).toEqual(["b", "a", null]);
    expect([steps.takeUndone(), steps.takeUndone(), steps.takeUndone()].map(nameOf)).toEqual([
      "a",
      "b",
      null,
    ]);
    expect([steps.canUndo, steps.canRedo]).toEqual([true, false]);
  });
  it("forgets what could be redone once something new is done", () => {
    const steps = new EditSteps();
    steps.push(step("a"));
    steps.takeLast();
    steps.push(step("b"));
    expect(steps.canRedo).toBe(false);
  });
  it("keeps the latest ones", () => {
    const steps = new EditSteps();
    for (let at = 0; at < stepsMax + 5; at += 1) steps.push(step(String(at)));
    let oldest: string | null = null;
    for (let taken = steps.takeLast(); taken !== null; taken = steps.takeLast())
      oldest = nameOf(taken);
    expect(oldest).toBe("5");
  });
  it("leads back in the opposite order", () => {
    const there = [edit("1"), { ...edit("2"), before: "1" }];
    const back = reversed(there).map(({ before, after }) => `${before}→${after}`);
    expect(back).toEqual(["2→1", "1→"]);
  });
});

describe("texts", () => {
  it("are all there in both languages, with the same blanks", () => {
    for (const key of Object.keys(gridTexts.zh) as (keyof typeof gridTexts.zh)[]) {
      const blanks = (text: string): string => (text.match(/\{\w+\}/g) ?? []).sort().join();
      expect([key, blanks(gridTexts.en[key])]).toEqual([key, blanks(gridTexts.zh[key])]);
      expect(gridTexts.en[key]).not.toMatch(/[\u4e00-\u9fff]/);
    }
    expect(Object.keys(markNames.en)).toEqual(Object.keys(markNames.zh));
  });
  it("are filled in as they are, dollar signs too", () => {
    expect(filled("{n} 个：{text}", { n: 12345, text: "$&" })).toBe("12,345 个：$&");
  });
});
