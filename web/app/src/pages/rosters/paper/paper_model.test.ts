import { expect, it } from "vitest";

import type { PaperCopy, PaperState } from "@/api/paper_copies";
import { countsOf, historyOf, isCount, nextActs, orderSize, sealsLeft, volumeName } from "./paper_model";

const item = (state: PaperState): PaperCopy => ({
  number: 1,
  volume: 1,
  copy: 1,
  is_sealed: false,
  printed_at: "2026-11-30T16:43:09.000+08:00",
  actor: "registry",
  state,
  holder: "",
  events: [],
});
const seal = { words: "同意", actor: "president", at: "", times: 4 };

it.each<[PaperState, string]>([
  ["printed", "handed_out destroyed"],
  ["handed_out", "returned"],
  ["returned", "handed_out destroyed"],
  ["destroyed", ""],
])("what is %s may be: %s", (state, acts) => expect(nextActs(state).join(" ")).toBe(acts));

it("counts copies by where they are", () => {
  const all = [item("printed"), item("handed_out"), item("handed_out"), item("destroyed")];
  expect(countsOf(all)).toEqual({ printed: 1, handed_out: 2, returned: 0, destroyed: 1 });
});

it("begins a copy's history with its printing", () => {
  const out = { act: "handed_out" as const, at: "", actor: "registry", person: "赵敏", words: "" };
  const [printed, ...after] = historyOf({ ...item("handed_out"), events: [out] });
  expect(printed).toMatchObject({ act: "printed", at: item("printed").printed_at, actor: "registry" });
  expect(after).toEqual([out]);
});

it.each([
  [null, 0],
  [{ ...seal, used: 1 }, 3],
  [{ ...seal, used: 4 }, 0],
  [{ ...seal, used: 5 }, 0], // a permission that was made smaller
])("of the permission %o are left %i", (permission, left) => expect(sealsLeft(permission)).toBe(left));

it.each([
  [null, 2, 4, 28],
  [2, 3, 3, 15],
  [9, 3, 0, 0],
])("volume %s in %i copies is %i copies, %i pages", (volume, copies, all, pages) => {
  const volumes = [
    { volume: 1, name: "理学院", pages: 9, copies: 0 },
    { volume: 2, name: "文学院", pages: 5, copies: 1 },
  ];
  expect(orderSize({ volumes }, { volume, copies })).toEqual({ copies: all, pages });
});

it.each([
  [1, "理学院"],
  [3, "3"],
])("a copy of volume %i is called %s", (volume, called) => {
  const volumes = [{ volume: 1, name: "理学院", pages: 9, copies: 0 }];
  expect(volumeName({ volumes }, { ...item("printed"), volume })).toBe(called);
});

it.each([
  [1, true],
  [50, true],
  [0, false],
  [51, false],
  [1.5, false],
  [Number.NaN, false],
])("%d is a number of copies: %s", (n, is) => expect(isCount(n, 50)).toBe(is));
