// The order, width and place of the columns, as the person at the grid has arranged them.
import type { ColumnState, GridColumn } from "./grid_types";

export const columnWidthMin = 40;
export const columnWidthMax = 800;
/** Pixels that one press of a key makes a column wider. */
export const columnWidthStep = 10;
/** Wide enough for row numbers of so many digits. */
export const gutterWidth = (digits: number): number => Math.max(38, 18 + Math.ceil(7.6 * digits));
export const selectWidth = 34;
/** The column of boxes: shown like the others, but no data. */
export const selectKey = "$select";

export interface LaidColumn {
  readonly key: string;
  readonly column: GridColumn;
  readonly width: number;
  /** Pixels from the left of the table; the gutter begins at 0. */
  readonly left: number;
  readonly frozen: boolean;
  /** Its place among the shown columns. */
  readonly index: number;
  /** The last frozen one: the double rule is on its right. */
  readonly edge: boolean;
}

export interface ColumnLayout {
  /** The frozen ones first. */
  readonly columns: readonly LaidColumn[];
  readonly frozenCount: number;
  /** Pixels, gutter included. */
  readonly frozenWidth: number;
  readonly totalWidth: number;
  readonly gutter: number;
  /** The first column with data. */
  readonly firstData: number;
}

export function statesOf(columns: readonly GridColumn[]): ColumnState[] {
  return columns.map((column) => ({
    key: column.key,
    width: column.width,
    hidden: column.hidden ?? false,
    frozen: column.frozen ?? false,
  }));
}

/** Columns without a state come last as they are; states without a column are left out. */
export function layColumns(
  columns: readonly GridColumn[],
  states: readonly ColumnState[],
  shown: {
    /** Pixels; 0 without row numbers. */
    readonly gutter: number;
    readonly select: boolean;
    readonly frozenMax?: number;
  },
): ColumnLayout {
  const byKey = new Map(columns.map((column) => [column.key, column]));
  const known = new Set(states.map((state) => state.key));
  const whole = [...states, ...statesOf(columns.filter((column) => !known.has(column.key)))];
  const visible = whole.filter((state) => !state.hidden && byKey.has(state.key));
  const ordered = [
    ...(shown.select ? [selectState] : []),
    ...visible.filter((state) => state.frozen),
    ...visible.filter((state) => !state.frozen),
  ];
  const { gutter } = shown;
  const frozenCount = frozenThatFit(ordered, (shown.frozenMax ?? Infinity) - gutter);
  let left = gutter;
  const laid = ordered.map((state, index): LaidColumn => {
    const column = byKey.get(state.key) ?? selectColumn;
    const place = { key: state.key, column, width: state.width, left, index };
    left += state.width;
    return { ...place, frozen: index < frozenCount, edge: index === frozenCount - 1 };
  });
  const lastFrozen = laid[frozenCount - 1];
  return {
    columns: laid,
    frozenCount,
    frozenWidth: lastFrozen === undefined ? gutter : lastFrozen.left + lastFrozen.width,
    totalWidth: left,
    gutter,
    firstData: shown.select ? 1 : 0,
  };
}

/** On a narrow screen some of the frozen columns scroll, or the others would never be seen. */
function frozenThatFit(ordered: readonly ColumnState[], most: number): number {
  let width = 0;
  let count = 0;
  for (const state of ordered) {
    width += state.width;
    if (!state.frozen || width > most) break;
    count += 1;
  }
  return count;
}

const selectState: ColumnState = {
  key: selectKey,
  width: selectWidth,
  hidden: false,
  frozen: true,
};
const selectColumn: GridColumn = { key: selectKey, title: "", width: selectWidth, frozen: true };

export function resized(states: readonly ColumnState[], key: string, width: number): ColumnState[] {
  const kept = Math.round(Math.min(Math.max(width, columnWidthMin), columnWidthMax));
  return states.map((state) => (state.key === key ? { ...state, width: kept } : state));
}

export function hiddenOrShown(
  states: readonly ColumnState[],
  key: string,
  hidden: boolean,
): ColumnState[] {
  return states.map((state) => (state.key === key ? { ...state, hidden } : state));
}

export function frozenOrNot(
  states: readonly ColumnState[],
  key: string,
  frozen: boolean,
): ColumnState[] {
  return states.map((state) => (state.key === key ? { ...state, frozen } : state));
}

/** Puts `key` where `target` is: before it when it came from the right, after it from the left. */
export function movedTo(
  states: readonly ColumnState[],
  key: string,
  target: string,
): ColumnState[] {
  const from = states.findIndex((state) => state.key === key);
  const to = states.findIndex((state) => state.key === target);
  const moving = states[from];
  const aim = states[to];
  if (moving === undefined || aim === undefined || from === to) return [...states];
  const rest = states.filter((state) => state.key !== key);
  rest.splice(to, 0, { ...moving, frozen: aim.frozen });
  return rest;
}

/** One place to the left or right among the visible ones; the frozen ones keep to themselves. */
export function movedBy(states: readonly ColumnState[], key: string, step: 1 | -1): ColumnState[] {
  const moving = states.find((state) => state.key === key);
  if (moving === undefined) return [...states];
  const beside = states.filter((state) => !state.hidden && state.frozen === moving.frozen);
  const at = beside.findIndex((state) => state.key === key);
  const target = beside[at + step];
  return target === undefined ? [...states] : movedTo(states, key, target.key);
}
