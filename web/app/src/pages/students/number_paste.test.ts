import { expect, it } from "vitest";

import { numbersOfPaste } from "./number_paste";

it.each([
  ["a column from Excel", "2026010117\r\n2026010118\r\n", ["2026010117", "2026010118"]],
  ["under its header", "学号\n2026010117\n2026010118", ["2026010117", "2026010118"]],
  [
    "with commas of both kinds",
    "2026010117，2026010118,2026010119",
    ["2026010117", "2026010118", "2026010119"],
  ],
  ["twice the same", "26450102111117 26450102111117", ["26450102111117"]],
  ["one number is a search", "2026010117", []],
  ["a name is a search", "欧阳 梓涵", []],
  ["words are no numbers", "these are words", []],
  ["a block of names and numbers", "欧阳梓涵\t2026010117\n邵文博\t2026010119", []],
])("%s", (_, pasted, numbers) => expect(numbersOfPaste(pasted)).toEqual(numbers));
