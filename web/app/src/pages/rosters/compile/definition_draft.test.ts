import { describe, expect, it } from "vitest";

import {
  changed,
  columnOf,
  draftOf,
  isKey,
  keep,
  kept,
  listed,
  micrometres,
  millimetres,
  moved,
  placeOf,
  plain,
  redone,
  totalWidth,
  undone,
  type Column,
  type Definition,
  type Field,
} from "./definition_draft";

const column = (field: string, width_um = 20_000): Column => ({
  kind: "value",
  field,
  mask: "none",
  align: "centre",
  width_um,
  label_zh: field,
  label_en: field,
  band: "",
  dbf: "",
});
const definition: Definition = {
  key: "mine",
  zh: "名册",
  en: "Roster",
  kind: "roster",
  language: "zh",
  page_title: "名册",
  intro: "",
  secrecy: "",
  retention: "",
  paper: "A4",
  orientation: "portrait",
  rows_per_page: 0,
  row_height_um: 4_950,
  columns: [column("name", 37_000), column("sex", 8_000)],
  group: ["department"],
  student_kinds: [],
  annex: [],
  signatures: [],
  cover_signatures: [],
  order: [],
  filters: [],
  has_cover: false,
  has_contents: false,
  has_statistics: false,
  has_totals: true,
  is_by_department: false,
  is_serial_by_group: true,
};
const begun = draftOf({ key: "mine", version: 3 }, definition);

class Shelf implements Storage {
  readonly #items = new Map<string, string>();
  get length(): number {
    return this.#items.size;
  }
  clear = (): void => this.#items.clear();
  getItem = (key: string): string | null => this.#items.get(key) ?? null;
  key = (index: number): string | null => [...this.#items.keys()][index] ?? null;
  removeItem = (key: string): void => void this.#items.delete(key);
  setItem = (key: string, value: string): void => void this.#items.set(key, value);
}

describe("a definition worked on", () => {
  it("takes steps back one by one, and forward again", () => {
    const two = changed(changed(begun, { zh: "甲" }), { zh: "乙" });
    expect(undone(two).now.zh).toBe("甲");
    expect(undone(undone(two)).now).toEqual(definition);
    expect(undone(undone(undone(two))).now).toEqual(definition);
    expect(redone(undone(two)).now.zh).toBe("乙");
    expect(redone(two)).toBe(two);
  });
  it("has no step for what changes nothing, and forgets what was undone after another step", () => {
    expect(changed(begun, { zh: "名册" })).toBe(begun);
    const other = changed(undone(changed(begun, { zh: "甲" })), { zh: "乙" });
    expect(redone(other).now.zh).toBe("乙");
  });
  it("moves columns within the list alone", () => {
    expect(moved(["a", "b", "c"], 0, 2)).toEqual(["b", "c", "a"]);
    expect(moved(["a", "b", "c"], 2, 0)).toEqual(["c", "a", "b"]);
    expect(moved(["a", "b"], 1, 2)).toEqual(["a", "b"]);
    expect(moved(["a", "b"], 0, -1)).toEqual(["a", "b"]);
  });
  it("is kept for the account until it is saved", () => {
    const shelf = new Shelf();
    const place = placeOf("account", "mine");
    keep(shelf, place, changed(begun, { zh: "甲" }), definition);
    expect(kept(shelf, place)).toEqual({ base: begun.base, now: { ...definition, zh: "甲" } });
    expect(kept(shelf, placeOf("another", "mine"))).toBeNull();
    keep(shelf, place, begun, definition);
    expect(kept(shelf, place)).toBeNull();
    shelf.setItem(place, "{");
    expect(kept(shelf, place)).toBeNull();
    shelf.setItem(place, '{"base":1}');
    expect(kept(shelf, place)).toBeNull();
  });
});

describe("columns", () => {
  it.each([
    ["id_number", "id_number", true, "number"],
    ["phone", "phone", true, "phone"],
    ["home_address", "text", true, "hidden"],
    ["bank_account", "digits", true, "number"],
    ["ethnicity", "code", false, "none"],
  ] as const)("of %s are masked where the record seals it", (key, type, is_sealed, mask) => {
    const field = { key, type, is_sealed, zh: key, en: key } as Field;
    expect(columnOf(field).mask).toBe(mask);
  });
  it("add up", () => {
    expect(totalWidth(definition.columns)).toBe(45_000);
  });
  it.each([
    ["20", 20_000],
    ["19.8", 19_800],
    [" 8 ", 8_000],
    ["0", null],
    ["-3", null],
    ["1e2", null],
    ["", null],
    ["1001", null],
  ])("take the width %j", (typed, length) => expect(micrometres(typed)).toBe(length));
  it("are called by their heading in one line", () => {
    expect(plain("姓　名")).toBe("姓名");
    expect(plain("证件号\n后四位")).toBe("证件号 后四位");
  });
  it("show widths to the tenth of a millimetre", () => {
    expect(millimetres(19_800)).toBe("19.8");
    expect(millimetres(20_000)).toBe("20");
  });
});

describe("words typed", () => {
  it("are listed by any of the usual marks", () => {
    expect(listed("编制人、复核人, 辅导员；\n学院负责人 ")).toEqual([
      "编制人",
      "复核人",
      "辅导员",
      "学院负责人",
    ]);
    expect(listed("  ")).toEqual([]);
  });
  it.each([
    ["class_roster_2026", true],
    ["m", false],
    ["2026", false],
    ["Mine", false],
    ["a/b", false],
  ])("make the key %s or not", (key, fits) => expect(isKey(key)).toBe(fits));
});
