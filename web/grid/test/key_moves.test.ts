import { describe, expect, it } from "vitest";
import { commandOf, moved, type KeyPlace, type KeyPress, type Move } from "../src/key_moves";

/** `Ctrl+Shift+Z` as a press. */
function press(name: string): KeyPress {
  const parts = name.split("+");
  const key = parts.at(-1) ?? "";
  return {
    key: key === "Space" ? " " : key,
    ctrlKey: parts.includes("Ctrl"),
    metaKey: parts.includes("Meta"),
    shiftKey: parts.includes("Shift"),
    altKey: parts.includes("Alt"),
  };
}

function spoken(name: string, place: KeyPlace): string {
  const command = commandOf(press(name), place);
  return command === null ? "-" : Object.values(command).join(" ");
}

describe("commandOf", () => {
  // key                  cell               head               typing        editing
  const table: readonly (readonly [string, string, string, string, string])[] = [
    ["ArrowDown", "move down false", "move down false", "commit down", "-"],
    ["ArrowLeft", "move left false", "move left false", "commit left", "-"],
    ["Shift+ArrowDown", "move down true", "move down true", "-", "-"],
    ["Ctrl+ArrowDown", "move bottom false", "move bottom false", "-", "-"],
    ["Ctrl+Shift+ArrowRight", "move rowEnd true", "shift 1", "-", "-"],
    ["Alt+ArrowRight", "-", "resize 1", "-", "-"],
    ["Alt+ArrowDown", "edit", "menu", "-", "-"],
    ["Home", "move rowStart false", "move rowStart false", "-", "-"],
    ["Ctrl+Home", "move first false", "move first false", "-", "-"],
    ["Ctrl+Shift+End", "move last true", "move last true", "-", "-"],
    ["PageDown", "move pageDown false", "move pageDown false", "-", "-"],
    ["Ctrl+PageDown", "-", "-", "-", "-"],
    ["Enter", "enter", "sort", "commit down", "commit down"],
    ["Shift+Enter", "-", "-", "commit up", "commit up"],
    ["Alt+Enter", "-", "-", "-", "-"],
    ["Tab", "-", "-", "commit right", "commit right"],
    ["Shift+Tab", "-", "-", "commit left", "commit left"],
    ["F2", "edit", "-", "edit", "edit"],
    ["ContextMenu", "-", "menu", "-", "-"],
    ["Escape", "cancel", "-", "cancel", "cancel"],
    ["Delete", "clear", "-", "-", "-"],
    ["Backspace", "retype", "-", "-", "-"],
    ["Space", "peek", "menu", "-", "-"],
    ["Shift+Space", "toggleRow", "-", "-", "-"],
    ["Ctrl+a", "selectAll", "-", "-", "-"],
    ["Ctrl+d", "fillDown", "-", "-", "-"],
    ["Ctrl+z", "undo", "undo", "-", "-"],
    ["Meta+z", "undo", "undo", "-", "-"],
    ["Ctrl+y", "redo", "redo", "-", "-"],
    ["Ctrl+Shift+Z", "redo", "redo", "-", "-"],
    ["F8", "marked 1", "marked 1", "-", "-"],
    ["Shift+F8", "marked -1", "marked -1", "-", "-"],
    ["j", "-", "-", "-", "-"],
    ["Ctrl+c", "-", "-", "-", "-"],
  ];
  it.each(table)("%s", (key, cell, head, typing, editing) => {
    expect(spoken(key, "cell")).toBe(cell);
    expect(spoken(key, "head")).toBe(head);
    expect(spoken(key, "typing")).toBe(typing);
    expect(spoken(key, "editing")).toBe(editing);
  });
});

describe("moved", () => {
  const bounds = { rows: 100, cols: 8, firstData: 1, page: 20, head: true };
  const table: readonly [Move, number, number, number, number][] = [
    // move      from       to
    ["up", 5, 3, 4, 3],
    ["up", 0, 3, -1, 3],
    ["down", -1, 3, 0, 3],
    ["down", 99, 3, 99, 3],
    ["left", 5, 0, 5, 0],
    ["left", 5, 1, 5, 0],
    ["right", 5, 7, 5, 7],
    ["pageUp", 5, 3, 0, 3],
    ["pageDown", 5, 3, 25, 3],
    ["pageDown", 95, 3, 99, 3],
    ["rowStart", 5, 3, 5, 1],
    ["rowEnd", 5, 3, 5, 7],
    ["top", 5, 3, 0, 3],
    ["bottom", 5, 3, 99, 3],
    ["first", 5, 3, 0, 1],
    ["last", 5, 3, 99, 7],
  ];
  it.each(table)("%s from %i,%i", (move, row, col, toRow, toCol) => {
    expect(moved({ row, col }, move, bounds)).toEqual({ row: toRow, col: toCol });
  });
  it("a range never goes into the header", () => {
    expect(moved({ row: 0, col: 3 }, "up", { ...bounds, head: false }).row).toBe(0);
  });
  it("an empty table has its header only", () => {
    expect(moved({ row: -1, col: 3 }, "down", { ...bounds, rows: 0 }).row).toBe(-1);
  });
});
