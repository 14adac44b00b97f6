// Ranges of cells as places: rows and columns count from 0 among what is shown.

export interface Cell {
  readonly row: number;
  readonly col: number;
}

/** Both ends included. */
export interface CellRange {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

export function rangeBetween(a: Cell, b: Cell): CellRange {
  return {
    top: Math.min(a.row, b.row),
    left: Math.min(a.col, b.col),
    bottom: Math.max(a.row, b.row),
    right: Math.max(a.col, b.col),
  };
}

export function rangeContains(range: CellRange, cell: Cell): boolean {
  return (
    cell.row >= range.top &&
    cell.row <= range.bottom &&
    cell.col >= range.left &&
    cell.col <= range.right
  );
}

export const rowsIn = (range: CellRange): number => range.bottom - range.top + 1;
export const columnsIn = (range: CellRange): number => range.right - range.left + 1;
export const cellsIn = (range: CellRange): number => rowsIn(range) * columnsIn(range);

export function sameRange(a: CellRange, b: CellRange): boolean {
  return a.top === b.top && a.left === b.left && a.bottom === b.bottom && a.right === b.right;
}

/**
 * Where a fill handle that is dragged to `to` fills: `source` longer in one direction only, the
 * one that was dragged further. `source` itself where the pointer is still inside it.
 */
export function stretched(source: CellRange, to: Cell): CellRange {
  const down = Math.max(0, to.row - source.bottom);
  const up = Math.max(0, source.top - to.row);
  const right = Math.max(0, to.col - source.right);
  const left = Math.max(0, source.left - to.col);
  const furthest = Math.max(down, up, right, left);
  if (furthest === 0) return source;
  if (down === furthest) return { ...source, bottom: to.row };
  if (up === furthest) return { ...source, top: to.row };
  if (right === furthest) return { ...source, right: to.col };
  return { ...source, left: to.col };
}
