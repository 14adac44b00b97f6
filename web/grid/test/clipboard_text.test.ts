import { describe, expect, it } from "vitest";
import { parseCells, writeCells } from "../src/clipboard_text";

describe("parseCells", () => {
  const cases: readonly [why: string, text: string, rows: string[][]][] = [
    ["nothing", "", []],
    ["one cell", "a", [["a"]]],
    ["a row", "a\tb", [["a", "b"]]],
    [
      "the line break of the last row begins none",
      "a\tb\r\nc\td\r\n",
      [
        ["a", "b"],
        ["c", "d"],
      ],
    ],
    ["an empty last row is a row when a break follows it", "a\n\n", [["a"], [""]]],
    ["empty cells at both ends", "\ta\t", [["", "a", ""]]],
    [
      "a tab as the last thing is an empty cell",
      "a\t\nb\t",
      [
        ["a", ""],
        ["b", ""],
      ],
    ],
    ["a line break inside quotes", '"a\nb"\tc', [["a\nb", "c"]]],
    ["Windows breaks inside quotes become one sign", '"a\r\nb"', [["a\nb"]]],
    ["doubled quotes", '"他说""好"""\tx', [['他说"好"', "x"]]],
    ["a tab inside quotes", '"a\tb"\nc', [["a\tb"], ["c"]]],
    ["a quote in the middle is a sign like others", '5" 管\tb', [['5" 管', "b"]]],
    ["a quote that never closes is a sign like others", '"a\tb', [['"a', "b"]]],
    ["text behind a closing quote: no quoting was meant", '"a"b\tc', [['"a"b', "c"]]],
    ["old Mac breaks", "a\rb", [["a"], ["b"]]],
    [
      "leading zeros and eighteen digits stay text",
      "00123\t110105194912310023",
      [["00123", "110105194912310023"]],
    ],
  ];
  it.each(cases)("%s", (_why, text, rows) => {
    expect(parseCells(text)).toEqual(rows);
  });
});

describe("writeCells", () => {
  const tables: readonly [why: string, rows: string[][]][] = [
    [
      "plain",
      [
        ["a", "b"],
        ["c", "d"],
      ],
    ],
    ["breaks and tabs", [["a\nb", "c\td"]]],
    ["quotes at the start and inside", [['"a"', 'b"c']]],
    [
      "empty cells",
      [
        ["", "a"],
        ["b", ""],
      ],
    ],
  ];
  it.each(tables)("comes back as it went: %s", (_why, rows) => {
    expect(parseCells(writeCells(rows))).toEqual(rows);
  });
  it("quotes only where it must", () => {
    expect(writeCells([["a", 'b"c', "d\te"]])).toBe('a\tb"c\t"d\te"');
  });
});
