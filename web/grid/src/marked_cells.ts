// The next cell with a finding, among the rows that are here.
import type { CellPlace, GridRow } from "./grid_types.ts";
import { cellOf } from "./grid_types.ts";

const stops: ReadonlySet<string | undefined> = new Set(["error", "warning", "conflict"]);

/**
 * Goes on from `from` and comes round again from the other end; null when there is no marked cell
 * but `from` itself. `columns` are the keys in the order they are shown.
 */
export function nextMarkedCell(
  rows: Iterable<readonly [number, GridRow]>,
  columns: readonly string[],
  from: CellPlace,
  step: 1 | -1,
): CellPlace | null {
  const order = new Map(columns.map((key, at) => [key, at]));
  const here = { row: from.row, at: order.get(from.column) ?? -1 };
  let before: CellPlace | null = null; // The last one before here.
  let after: CellPlace | null = null; // The first one after here.
  let first: CellPlace | null = null;
  let last: CellPlace | null = null;
  for (const [row, { cells }] of rows)
    for (const [at, column] of columns.entries()) {
      const content = cells[column];
      if (content === undefined || typeof content === "string") continue;
      if (!stops.has(cellOf(content).mark)) continue;
      const place = { row, column };
      const side = row - here.row || at - here.at;
      if (side === 0) continue;
      first ??= place;
      last = place;
      if (side < 0) before = place;
      else after ??= place;
    }
  return step > 0 ? (after ?? first) : (before ?? last);
}
