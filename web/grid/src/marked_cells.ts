// The next cell with a finding, among the rows that are here.
import type { CellContent, CellPlace } from "./grid_types";

const stops: ReadonlySet<string | undefined> = new Set(["error", "warning", "conflict"]);

/** The cells of a row by column key; undefined while the row is not here. */
export type CellsAt = (
  row: number,
) => Readonly<Record<string, CellContent | undefined>> | undefined;

/**
 * Goes on from `from` and comes round again from the other end; null when there is no marked cell
 * but `from` itself. `columns` are the keys in the order they are shown.
 */
export function nextMarkedCell(
  cellsAt: CellsAt,
  total: number,
  columns: readonly string[],
  from: CellPlace,
  step: 1 | -1,
): CellPlace | null {
  const here = columns.indexOf(from.column);
  const end = step > 0 ? columns.length - 1 : 0;
  const begin = step > 0 ? 0 : columns.length - 1;
  const isHead = from.row < 0;
  const before = step > 0 ? -1 : total;
  const start = isHead ? before : from.row;
  const within = (row: number, first: number, last: number): CellPlace | null => {
    const cells = row < 0 ? undefined : cellsAt(row);
    if (cells === undefined) return null;
    for (let at = first; step > 0 ? at <= last : at >= last; at += step) {
      const content = cells[columns[at] ?? ""];
      if (typeof content === "object" && stops.has(content.mark))
        return { row, column: columns[at] ?? "" };
    }
    return null;
  };
  const rest = within(start, here + step, end);
  if (rest !== null) return rest;
  for (let gone = 1; gone < (isHead ? total + 1 : total); gone += 1) {
    const found = within((start + gone * step + total) % total, begin, end);
    if (found !== null) return found;
  }
  return within(start, begin, here - step);
}
