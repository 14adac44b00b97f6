// Which rows are ticked: some by name, or all of the filter but some. The second needs no keys of
// rows that were never loaded.
import type { RowKey } from "./grid_types";

export interface RowSelection {
  readonly all: boolean;
  /** The ticked ones, or with `all` the exceptions. */
  readonly keys: ReadonlySet<RowKey>;
}

/** Rows that one Shift+click may tick; a table has its box in the header for more. */
export const rowsInOneGoMax = 20_000;

export const noRows: RowSelection = { all: false, keys: new Set() };
export const everyRow: RowSelection = { all: true, keys: new Set() };

export const isTicked = (selection: RowSelection, key: RowKey): boolean =>
  selection.keys.has(key) !== selection.all;

export function ticked(
  selection: RowSelection,
  rows: Iterable<RowKey>,
  tick: boolean,
): RowSelection {
  const keys = new Set(selection.keys);
  for (const key of rows) {
    if (tick !== selection.all) keys.add(key);
    else keys.delete(key);
  }
  return { all: selection.all, keys };
}

export const tickedCount = (selection: RowSelection, total: number): number =>
  selection.all ? Math.max(0, total - selection.keys.size) : selection.keys.size;

/** What the header's box shows, and what a press of it leads to. */
export function headBox(selection: RowSelection, total: number): "true" | "false" | "mixed" {
  const count = tickedCount(selection, total);
  if (count === 0) return "false";
  return count >= total ? "true" : "mixed";
}
