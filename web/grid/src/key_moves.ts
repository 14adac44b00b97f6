// What a key means where, and where the arrows lead. The APG's grid pattern, with Excel's keys.
import type { Cell } from "./cell_range";

export type Direction = "up" | "down" | "left" | "right";
export type Move =
  Direction | "pageUp" | "pageDown" | "rowStart" | "rowEnd" | "first" | "last" | "top" | "bottom";

export type Command =
  | { readonly do: "move"; readonly move: Move; readonly extend: boolean }
  | { readonly do: "commit"; readonly move: Direction | null }
  | { readonly do: "resize"; readonly step: 1 | -1 }
  | { readonly do: "shift"; readonly step: 1 | -1 }
  | { readonly do: "marked"; readonly step: 1 | -1 }
  | { readonly do: PlainCommand };
export type PlainCommand =
  | "enter"
  | "edit"
  | "retype"
  | "cancel"
  | "clear"
  | "peek"
  | "toggleRow"
  | "selectAll"
  | "fillDown"
  | "undo"
  | "redo"
  | "sort"
  | "menu";

/** Where the keyboard is: on a cell, on a header, typing over a cell, or inside its text. */
export type KeyPlace = "cell" | "head" | "typing" | "editing";

export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

/** Null: the key is not the grid's, and goes on to the page. */
export function commandOf(press: KeyPress, place: KeyPlace): Command | null {
  if (place === "typing" || place === "editing") return editCommand(press, place);
  if (place === "head") return headCommand(press) ?? moveCommand(press);
  return cellCommand(press) ?? moveCommand(press);
}

const arrows: Readonly<Record<string, Direction>> = {
  ArrowUp: "up",
  ArrowDown: "down",
  ArrowLeft: "left",
  ArrowRight: "right",
};
const farArrows: Readonly<Record<Direction, Move>> = {
  up: "top",
  down: "bottom",
  left: "rowStart",
  right: "rowEnd",
};

const isControl = (press: KeyPress): boolean => press.ctrlKey || press.metaKey;

function moveCommand(press: KeyPress): Command | null {
  if (press.altKey) return null;
  const extend = press.shiftKey;
  const arrow = arrows[press.key];
  if (arrow !== undefined)
    return { do: "move", move: isControl(press) ? farArrows[arrow] : arrow, extend };
  switch (press.key) {
    case "Home":
      return { do: "move", move: isControl(press) ? "first" : "rowStart", extend };
    case "End":
      return { do: "move", move: isControl(press) ? "last" : "rowEnd", extend };
    case "PageUp":
      return isControl(press) ? null : { do: "move", move: "pageUp", extend };
    case "PageDown":
      return isControl(press) ? null : { do: "move", move: "pageDown", extend };
    default:
      return null;
  }
}

const cellKeys: Readonly<Record<string, PlainCommand>> = {
  Enter: "enter",
  F2: "edit",
  Escape: "cancel",
  Delete: "clear",
  Backspace: "retype",
  " ": "peek",
  "shift+ ": "toggleRow",
  "control+a": "selectAll",
  "control+d": "fillDown",
  "control+z": "undo",
  "control+y": "redo",
  "control+shift+z": "redo",
  "alt+ArrowDown": "edit",
};

function cellCommand(press: KeyPress): Command | null {
  if (press.key === "F8" && !isControl(press) && !press.altKey)
    return { do: "marked", step: press.shiftKey ? -1 : 1 };
  const named = cellKeys[nameOf(press)];
  return named === undefined ? null : { do: named };
}

const headKeys: Readonly<Record<string, PlainCommand>> = {
  Enter: "sort",
  " ": "menu",
  "alt+ArrowDown": "menu",
  "shift+F10": "menu",
  ContextMenu: "menu",
  "control+z": "undo",
  "control+y": "redo",
  "control+shift+z": "redo",
};

function headCommand(press: KeyPress): Command | null {
  const name = nameOf(press);
  if (name === "alt+ArrowLeft") return { do: "resize", step: -1 };
  if (name === "alt+ArrowRight") return { do: "resize", step: 1 };
  if (name === "control+shift+ArrowLeft") return { do: "shift", step: -1 };
  if (name === "control+shift+ArrowRight") return { do: "shift", step: 1 };
  if (press.key === "F8") return { do: "marked", step: press.shiftKey ? -1 : 1 };
  const named = headKeys[name];
  return named === undefined ? null : { do: named };
}

function editCommand(press: KeyPress, place: "typing" | "editing"): Command | null {
  if (isControl(press) || press.altKey) return null;
  switch (press.key) {
    case "Enter":
      return { do: "commit", move: press.shiftKey ? "up" : "down" };
    case "Tab":
      return { do: "commit", move: press.shiftKey ? "left" : "right" };
    case "Escape":
      return { do: "cancel" };
    case "F2":
      return { do: "edit" };
    default: {
      const arrow = arrows[press.key];
      if (place === "editing" || arrow === undefined || press.shiftKey) return null;
      return { do: "commit", move: arrow };
    }
  }
}

function nameOf(press: KeyPress): string {
  const control = isControl(press) ? "control+" : "";
  const shift = press.shiftKey ? "shift+" : "";
  const alt = press.altKey ? "alt+" : "";
  const key = press.key.length === 1 ? press.key.toLowerCase() : press.key;
  return control + shift + alt + key;
}

export interface MoveBounds {
  readonly rows: number;
  readonly cols: number;
  /** The first column with data: Home leads there, the box before it only by arrow. */
  readonly firstData: number;
  /** Rows in a page. */
  readonly page: number;
  /** Whether the arrows may go up to the header, at row -1. */
  readonly head: boolean;
}

export function moved(from: Cell, move: Move, bounds: MoveBounds): Cell {
  const target = targetOf(from, move, bounds);
  const least = bounds.head ? -1 : 0;
  return {
    row: Math.min(Math.max(target.row, least), Math.max(bounds.rows - 1, least)),
    col: Math.min(Math.max(target.col, 0), Math.max(bounds.cols - 1, 0)),
  };
}

function targetOf(from: Cell, move: Move, bounds: MoveBounds): Cell {
  const { row, col } = from;
  const lastRow = bounds.rows - 1;
  const lastCol = bounds.cols - 1;
  switch (move) {
    case "up":
      return { row: row - 1, col };
    case "down":
      return { row: row + 1, col };
    case "left":
      return { row, col: col - 1 };
    case "right":
      return { row, col: col + 1 };
    case "pageUp":
      return { row: Math.max(row - bounds.page, 0), col };
    case "pageDown":
      return { row: row + bounds.page, col };
    case "rowStart":
      return { row, col: bounds.firstData };
    case "rowEnd":
      return { row, col: lastCol };
    case "top":
      return { row: 0, col };
    case "bottom":
      return { row: lastRow, col };
    case "first":
      return { row: 0, col: bounds.firstData };
    case "last":
      return { row: lastRow, col: lastCol };
  }
}
