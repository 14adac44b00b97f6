// What the grid knows at a moment: its rows, its columns, the current cell, and what it last said.
import { computed, nextTick, shallowRef, toRaw, useId, watch } from "vue";
import { useArrayRows } from "./array_rows";
import { isBlockRows, useBlockRows } from "./block_rows";
import { CellOverlay, overlaid } from "./cell_overlay";
import { cellsIn, rangeBetween, sameRange, type Cell, type CellRange } from "./cell_range";
import { gutterWidth, layColumns, selectKey, statesOf } from "./column_layout";
import { filled, gridTexts, type GridTexts } from "./grid_texts";
import type { GridProps, Tell } from "./grid_props";
import type { ColumnState, GridCell, GridColumn, GridDensity, GridRow, RowKey } from "./grid_types";
import type { RowStore } from "./row_store";

/** Pixels. */
export const rowHeights: Readonly<Record<GridDensity, number>> = {
  compact: 28,
  normal: 34,
  relaxed: 40,
  touch: 52,
};
/** Pixels. */
export const headHeights: Readonly<Record<GridDensity, number>> = {
  compact: 30,
  normal: 32,
  relaxed: 34,
  touch: 44,
};
/** Of the view's width: frozen columns leave the rest to those that scroll. */
const frozenShareMax = 0.7;
/** Rows of grey blocks while nothing is known. */
const rowsWhileLoading = 24;

export type GridModel = ReturnType<typeof useGridModel>;

export function useGridModel(props: GridProps, tell: Tell) {
  const locale = computed(() => props.locale ?? "zh");
  const texts = computed(() => gridTexts[locale.value]);
  const density = computed(() => props.density ?? "normal");
  const rows = useRows(props, tell);
  const columns = useColumns(props, tell);
  const speech = useSpeech(texts);
  const overlay = new CellOverlay();
  const focused = shallowRef(false);
  /** Someone has been here: the current cell is worth showing. */
  const wasFocused = shallowRef(false);

  /** The current cell, which typing goes to; row -1 is the header. */
  const active = shallowRef<Cell>({ row: 0, col: columns.layout.value.firstData });
  /** The corner of the range opposite the current cell: the one that Shift moves. */
  const lead = shallowRef<Cell>(active.value);
  const range = computed<CellRange>((before) => {
    const { firstData } = columns.layout.value;
    const whole = rangeBetween(active.value, lead.value);
    const top = Math.max(0, whole.top);
    const left = Math.max(firstData, whole.left);
    const [bottom, right] = [Math.max(top, whole.bottom), Math.max(left, whole.right)];
    const now = { top, left, bottom, right };
    return before !== undefined && sameRange(before, now) ? before : now;
  });

  const columnAt = (col: number): GridColumn | undefined =>
    columns.layout.value.columns[col]?.column;
  const cellAt = (row: number, col: number): GridCell | undefined => {
    const found = rows.store.value.rowAt(row);
    const column = columnAt(col);
    if (found === undefined || column === undefined) return undefined;
    return overlaid(found.cells[column.key], overlay.of(found.key)?.[column.key]);
  };
  /** Makes a cell the current one, or with `extend` the far corner of the range. */
  function activate(to: Cell, extend: boolean): void {
    const before = active.value;
    lead.value = to;
    if (extend) {
      speech.sayText("range", { n: cellsIn(range.value) });
      return;
    }
    active.value = to;
    if (before.row === to.row && before.col === to.col) return;
    const column = columns.layout.value.columns[to.col];
    const row = rows.store.value.rowAt(to.row);
    if (column !== undefined)
      tell("cellFocus", { index: to.row, row: row?.key ?? null, column: column.key });
  }
  /** Changes the columns with the current cell staying on its column. */
  function arrange(states: readonly ColumnState[]): void {
    const key = columns.layout.value.columns[active.value.col]?.key;
    columns.take(states);
    const laid = columns.layout.value;
    const kept = laid.columns.findIndex((column) => column.key === key);
    const col = kept >= 0 ? kept : Math.min(active.value.col, laid.columns.length - 1);
    activate({ row: active.value.row, col: Math.max(0, col) }, false);
  }
  watch(rows.total, (total) => {
    if (active.value.row < total && lead.value.row < total) return;
    activate({ ...active.value, row: Math.max(0, Math.min(active.value.row, total - 1)) }, false);
  });
  return {
    id: useId(),
    props,
    tell,
    locale,
    texts,
    density,
    rowHeight: computed(() => rowHeights[density.value]),
    headHeight: computed(() => headHeights[density.value]),
    ...rows,
    states: columns.states,
    layout: columns.layout,
    viewWidth: columns.viewWidth,
    digits: columns.digits,
    ...speech,
    overlay,
    focused,
    wasFocused,
    active,
    lead,
    range,
    columnAt,
    cellAt,
    activate,
    arrange,
    /** Keys of the data columns in the order they are shown. */
    shownKeys: computed(() =>
      columns.layout.value.columns.map((column) => column.key).filter((key) => key !== selectKey),
    ),
  };
}

function useRows(props: GridProps, tell: Tell) {
  const collapsed = shallowRef<ReadonlySet<RowKey>>(new Set());
  watch(
    () => props.collapsed,
    (keys) => {
      if (keys !== undefined) collapsed.value = new Set(keys);
    },
    { immediate: true },
  );
  const array = useArrayRows(() => props.rows ?? [], collapsed);
  const blocks = computed(() => {
    if (props.source === undefined) return null;
    const source = toRaw(props.source);
    return isBlockRows(source) ? source : useBlockRows(source);
  });
  const store = computed<RowStore>(() => blocks.value ?? array);
  watch(
    () => store.value.error.value,
    (why) => {
      if (why !== null) tell("loadError", why);
    },
  );
  function toggleGroup(row: GridRow): void {
    const keys = new Set(collapsed.value);
    const isCollapsed = !keys.delete(row.key);
    if (isCollapsed) keys.add(row.key);
    if (props.collapsed === undefined) collapsed.value = keys;
    tell("toggleGroup", { key: row.key, collapsed: isCollapsed });
  }
  const known = computed(() => store.value.total.value);
  /** Nothing is known yet, so grey rows stand for the table. */
  const isBlank = computed(() => props.loading === true && known.value === 0);
  const total = computed(() => (isBlank.value ? rowsWhileLoading : known.value));
  return { store, blocks, collapsed, toggleGroup, total, isBlank };
}

function useColumns(props: GridProps, tell: Tell) {
  const states = shallowRef<readonly ColumnState[]>(statesOf(props.columns));
  // A page may make the same columns anew at each render: only a real change takes over.
  watch(
    () => JSON.stringify(statesOf(props.columns)),
    () => (states.value = statesOf(props.columns)),
    { flush: "sync" },
  );
  /** Digits of the longest row number so far: it never shrinks, so that nothing jumps. */
  const digits = shallowRef(3);
  /** Pixels of the view; 0 before it is measured. */
  const viewWidth = shallowRef(0);
  const layout = computed(() =>
    layColumns(props.columns, states.value, {
      gutter: props.noGutter === true ? 0 : gutterWidth(digits.value),
      select: props.selectable === true,
      frozenMax: viewWidth.value > 0 ? viewWidth.value * frozenShareMax : Infinity,
    }),
  );
  function take(next: readonly ColumnState[]): void {
    states.value = next;
    tell("columnsChange", next);
  }
  return { states, layout, take, viewWidth, digits };
}

function useSpeech(texts: { readonly value: GridTexts }) {
  /** The latest sentence, for the live region. */
  const said = shallowRef("");
  /** Says it again too when it is the same sentence as before. */
  function say(sentence: string): void {
    said.value = "";
    void nextTick(() => (said.value = sentence));
  }
  const sayText = (
    name: keyof GridTexts,
    values: { readonly n?: number; readonly text?: string } = {},
  ): void => say(filled(texts.value[name], values));
  return { said, say, sayText };
}
