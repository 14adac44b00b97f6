// Which cell gets which text when a block is pasted or filled: pure, before anything is asked of
// the rows themselves.
import { columnsIn, rowsIn, type CellRange } from "./cell_range";

export interface PlannedCell {
  readonly row: number;
  readonly col: number;
  readonly text: string;
}

export interface PastePlan {
  readonly cells: readonly PlannedCell[];
  /** The cells that are covered; null when the block has none. */
  readonly range: CellRange | null;
  /** Rows of the block past the last row, whole. */
  readonly beyondRows: readonly (readonly string[])[];
  /** Columns of the block past the last column. */
  readonly beyondColumns: number;
}

export interface TableExtent {
  readonly rows: number;
  readonly cols: number;
}

/**
 * A block lies down from the top left cell of `range`. It repeats where the range is a whole
 * number of blocks, so one value fills all of a range. Short rows of the block leave the cells
 * that they lack alone.
 */
export function planPaste(
  block: readonly (readonly string[])[],
  range: CellRange,
  extent: TableExtent,
): PastePlan {
  const blockRows = block.length;
  const blockCols = block.reduce((widest, row) => Math.max(widest, row.length), 0);
  if (blockRows === 0 || blockCols === 0)
    return { cells: [], range: null, beyondRows: [], beyondColumns: 0 };
  const repeats = rowsIn(range) % blockRows === 0 && columnsIn(range) % blockCols === 0;
  const rows = repeats ? rowsIn(range) : blockRows;
  const cols = repeats ? columnsIn(range) : blockCols;
  const rowsThatFit = Math.max(0, Math.min(rows, extent.rows - range.top));
  const colsThatFit = Math.max(0, Math.min(cols, extent.cols - range.left));

  const cells: PlannedCell[] = [];
  for (let down = 0; down < rowsThatFit; down += 1)
    for (let across = 0; across < colsThatFit; across += 1) {
      const text = block[down % blockRows]?.[across % blockCols];
      if (text !== undefined) cells.push({ row: range.top + down, col: range.left + across, text });
    }
  const { top, left } = range;
  return {
    cells,
    range:
      rowsThatFit > 0 && colsThatFit > 0
        ? { top, left, bottom: top + rowsThatFit - 1, right: left + colsThatFit - 1 }
        : null,
    beyondRows: repeats ? [] : block.slice(rowsThatFit),
    beyondColumns: cols - colsThatFit,
  };
}

/** The cells of `target` outside `source`, with the source's texts over and over. */
export function planFill(
  source: CellRange,
  target: CellRange,
  textAt: (row: number, col: number) => string,
): PlannedCell[] {
  const cells: PlannedCell[] = [];
  for (let row = target.top; row <= target.bottom; row += 1)
    for (let col = target.left; col <= target.right; col += 1) {
      const inside =
        row >= source.top && row <= source.bottom && col >= source.left && col <= source.right;
      if (inside) continue;
      const from = {
        row: source.top + wrapped(row - source.top, rowsIn(source)),
        col: source.left + wrapped(col - source.left, columnsIn(source)),
      };
      cells.push({ row, col, text: textAt(from.row, from.col) });
    }
  return cells;
}

/** Steps before the source count from its end, so a fill upwards goes on with the pattern. */
const wrapped = (step: number, length: number): number => ((step % length) + length) % length;

/** What Ctrl+D copies down: the range's first row, or the row above a range of one row. */
export function fillDownSource(range: CellRange): CellRange | null {
  if (rowsIn(range) > 1) return { ...range, bottom: range.top };
  return range.top === 0 ? null : { ...range, top: range.top - 1, bottom: range.top - 1 };
}
