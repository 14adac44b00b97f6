// Rows under headings: making the headings, and leaving out what is collapsed.
import { cellOf, type CellContent, type GridRow, type RowKey } from "./grid_types";

export interface GroupOrder {
  /** Columns to group by, the outermost first. The rows already stand in that order. */
  readonly by: readonly string[];
  /** Columns whose numbers are added up; the sums stand on the group's own line. */
  readonly sums: readonly string[];
  readonly label: (column: string, value: string, count: number) => string;
}

/** The rows with a group line above each run of equal values. A text that is no number adds 0. */
export function groupRows(rows: readonly GridRow[], order: GroupOrder): GridRow[] {
  return grouped(rows, order, 0, "");
}

function grouped(
  rows: readonly GridRow[],
  order: GroupOrder,
  depth: number,
  path: string,
): GridRow[] {
  const column = order.by[depth];
  if (column === undefined) return rows.map((row) => ({ ...row, depth }));
  const result: GridRow[] = [];
  let start = 0;
  while (start < rows.length) {
    const value = textIn(rows[start], column);
    let end = start + 1;
    while (end < rows.length && textIn(rows[end], column) === value) end += 1;
    const members = rows.slice(start, end);
    const key = `${path}/${column}=${value}#${start}`;
    const label = order.label(column, value, members.length);
    result.push({ key, kind: "group", label, depth, cells: sumsOf(members, order.sums) });
    result.push(...grouped(members, order, depth + 1, key));
    start = end;
  }
  return result;
}

const textIn = (row: GridRow | undefined, column: string): string =>
  cellOf(row?.cells[column]).text;

export function sumsOf(
  rows: readonly GridRow[],
  columns: readonly string[],
): Record<string, CellContent> {
  const sums: Record<string, CellContent> = {};
  for (const column of columns) {
    const whole = rows.reduce((sum, row) => sum + (Number(textIn(row, column)) || 0), 0);
    sums[column] = String(Math.round(whole * 1e6) / 1e6);
  }
  return sums;
}

/**
 * Places of the rows that show. A collapsed group hides what follows it up to the next group or
 * subtotal that is not deeper than itself; its own subtotal line is hidden with it.
 */
export function visiblePlaces(rows: readonly GridRow[], collapsed: ReadonlySet<RowKey>): number[] {
  const places: number[] = [];
  let hidingBelow: number | null = null;
  for (const [place, row] of rows.entries()) {
    const depth = row.depth ?? 0;
    const ends =
      (row.kind === "group" && hidingBelow !== null && depth <= hidingBelow) ||
      (row.kind === "subtotal" && hidingBelow !== null && depth < hidingBelow);
    if (ends) hidingBelow = null;
    if (hidingBelow !== null) continue;
    places.push(place);
    if (row.kind === "group" && collapsed.has(row.key)) hidingBelow = depth;
  }
  return places;
}
