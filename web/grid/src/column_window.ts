// Which of the columns that scroll are drawn.
import type { ColumnLayout } from "./column_layout";

export interface ColumnWindow {
  /** Places among the shown columns; `last` is included, and below `first` when there is none. */
  readonly first: number;
  readonly last: number;
  /** Pixels between the frozen columns and the first one drawn. */
  readonly margin: number;
}

/** Columns that show between `scrollLeft` and the right edge, and one more on either side. */
export function columnWindow(
  layout: ColumnLayout,
  scrollLeft: number,
  viewWidth: number,
): ColumnWindow {
  const { columns, frozenCount, frozenWidth } = layout;
  const end = columns.length - 1;
  if (frozenCount > end) return { first: frozenCount, last: end, margin: 0 };
  const leftEdge = scrollLeft + frozenWidth;
  const rightEdge = scrollLeft + Math.max(viewWidth, frozenWidth + 1);
  let first = frozenCount;
  while (first < end && rightOf(layout, first) <= leftEdge) first += 1;
  let last = first;
  while (last < end && rightOf(layout, last) < rightEdge) last += 1;
  first = Math.max(frozenCount, first - 1);
  last = Math.min(end, last + 1);
  return { first, last, margin: (columns[first]?.left ?? frozenWidth) - frozenWidth };
}

function rightOf(layout: ColumnLayout, index: number): number {
  const column = layout.columns[index];
  return column === undefined ? 0 : column.left + column.width;
}

export const sameColumnWindow = (a: ColumnWindow, b: ColumnWindow): boolean =>
  a.first === b.first && a.last === b.last && a.margin === b.margin;

/** The nearest scroll that shows all of a column beside the frozen ones. */
export function scrollLeftShowing(
  layout: ColumnLayout,
  index: number,
  scrollLeft: number,
  viewWidth: number,
): number {
  const column = layout.columns[index];
  if (column === undefined || column.frozen) return scrollLeft;
  const lowest = column.left - layout.frozenWidth;
  if (lowest < scrollLeft) return lowest;
  const highest = column.left + column.width - viewWidth;
  return highest > scrollLeft ? Math.min(highest, lowest) : scrollLeft;
}

/** The column at a pixel of the view; -1 is the gutter, null is past the last one. */
export function columnAtPixel(layout: ColumnLayout, x: number, scrollLeft: number): number | null {
  if (x < layout.gutter) return -1;
  const inTable = x < layout.frozenWidth ? x : x + scrollLeft;
  const found = layout.columns.find(
    (column) => inTable >= column.left && inTable < column.left + column.width,
  );
  return found?.index ?? null;
}
