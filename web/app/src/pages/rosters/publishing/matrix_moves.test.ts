import { expect, it } from "vitest";

import { moved } from "./matrix_moves";

const size = { rows: 9, columns: 17 };
it.each<[string, boolean, number, number, string | null]>([
  ["ArrowDown", false, 2, 3, "3,3"],
  ["ArrowDown", false, 8, 3, "8,3"],
  ["ArrowUp", false, 0, 3, "0,3"],
  ["ArrowLeft", false, 2, 0, "2,0"],
  ["ArrowRight", false, 2, 16, "2,16"],
  ["ArrowRight", false, 2, 3, "2,4"],
  ["ArrowRight", true, 2, 3, "2,16"],
  ["ArrowDown", true, 2, 3, "8,3"],
  ["Home", false, 2, 3, "2,0"],
  ["Home", true, 2, 3, "0,0"],
  ["End", false, 2, 3, "2,16"],
  ["End", true, 2, 3, "8,16"],
  ["PageDown", false, 2, 3, "8,3"],
  ["PageUp", false, 2, 3, "0,3"],
  ["a", false, 2, 3, null],
])("%s, Ctrl %s, from %i,%i to %s", (key, ctrlKey, row, column, expected) => {
  const to = moved({ row, column }, { key, ctrlKey, metaKey: false }, size);
  expect(to === null ? null : `${to.row},${to.column}`).toBe(expected);
});
