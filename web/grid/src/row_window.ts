// Which rows are drawn, and where. A table of very many rows is taller than a browser can make an
// element, so past `contentHeightMax` the scrollbar is a scale: small steps of it move the rows
// pixel by pixel, and a jump of it goes to the same share of the table.

export interface RowExtent {
  readonly total: number;
  /** Pixels, the same for every row. */
  readonly rowHeight: number;
  /** Pixels that the rows have to show in: without the header. */
  readonly viewHeight: number;
}

/** Pixels. 500,000 rows of 30; browsers end between 17 and 33 million. */
export const contentHeightMax = 15_000_000;

/** Rows drawn above and below the view at least, so that a step of the wheel finds them there. */
const overscanRows = 1;
/** An element that always draws every fifth row always has the same rule under it. */
const ruledRows = 5;

export const tableHeight = (extent: RowExtent): number => extent.total * extent.rowHeight;
export const contentHeight = (extent: RowExtent): number =>
  Math.min(tableHeight(extent), contentHeightMax);
const topMax = (extent: RowExtent): number => Math.max(0, tableHeight(extent) - extent.viewHeight);
const scrollMax = (extent: RowExtent): number =>
  Math.max(0, contentHeight(extent) - extent.viewHeight);

/** `top`: the table's pixel at the upper edge of the view. `scroll`: what the scrollbar says. */
export interface ScrollPlace {
  readonly top: number;
  readonly scroll: number;
}

const clamped = (value: number, most: number): number => Math.min(Math.max(0, value), most);

/** Where a share of the scrollbar leads: the inverse of `settled`. */
function topOfShare(extent: RowExtent, scroll: number): number {
  const most = scrollMax(extent);
  return most === 0 ? 0 : (clamped(scroll, most) / most) * topMax(extent);
}

/** The place after the scrollbar went to `scroll`. */
export function scrolledTo(extent: RowExtent, from: ScrollPlace, scroll: number): ScrollPlace {
  if (tableHeight(extent) <= contentHeightMax) return { top: scroll, scroll };
  const step = scroll - from.scroll;
  const isJump = Math.abs(step) > 2 * extent.viewHeight;
  const top = isJump ? topOfShare(extent, scroll) : clamped(from.top + step, topMax(extent));
  return { top, scroll };
}

/** The same view with the scrollbar where that view belongs: for when scrolling has paused. */
export function settled(extent: RowExtent, top: number): ScrollPlace {
  const within = clamped(top, topMax(extent));
  if (tableHeight(extent) <= contentHeightMax) return { top: within, scroll: within };
  const share = topMax(extent) === 0 ? 0 : within / topMax(extent);
  return { top: within, scroll: Math.round(share * scrollMax(extent)) };
}

export interface RowWindow {
  readonly first: number;
  readonly count: number;
  /** Row elements in use; row `i` is drawn by element `i % pool`. Depends on the view alone. */
  readonly pool: number;
}

export function rowWindow(extent: RowExtent, top: number): RowWindow {
  const needed = Math.ceil(extent.viewHeight / extent.rowHeight) + 1 + 2 * overscanRows;
  const pool = Math.ceil(needed / ruledRows) * ruledRows;
  const count = Math.min(pool, extent.total);
  const spare = overscanRows + Math.floor((pool - needed) / 2);
  const above = Math.floor(top / extent.rowHeight) - spare;
  return { first: clamped(above, extent.total - count), count, pool };
}

/** The nearest top that shows all of row `index`; unchanged when it does already. */
export function topShowing(extent: RowExtent, top: number, index: number): number {
  const rowTop = index * extent.rowHeight;
  if (rowTop < top) return rowTop;
  const lowest = rowTop + extent.rowHeight - extent.viewHeight;
  return lowest > top ? Math.min(lowest, rowTop) : top;
}

export const rowAtPixel = (extent: RowExtent, top: number, y: number): number =>
  Math.floor((top + y) / extent.rowHeight);
