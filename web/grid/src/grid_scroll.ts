// The view: how large it is, where it stands, and which rows and columns it draws.
import { computed, onBeforeUnmount, onMounted, shallowRef, watch } from "vue";
import type { Cell } from "./cell_range";
import {
  columnAtPixel,
  columnWindow,
  sameColumnWindow,
  scrollLeftShowing,
  type ColumnWindow,
} from "./column_window";
import type { GridModel } from "./grid_model";
import {
  contentHeight,
  rowAtPixel,
  rowWindow,
  scrolledTo,
  settled,
  topShowing,
  type RowExtent,
  type RowWindow,
  type ScrollPlace,
} from "./row_window";

/** Pixels. Before the style sheet is there the view may seem as high as its content. */
const viewHeightMax = 4000;
const viewWidthMax = 8000;
/** Milliseconds without a scroll after which it has paused. */
const pause_ms = 120;
/** Views a frame: faster than this nobody reads, no block is asked for, only frozen cells show. */
const flingViews = 1;

export type GridScroll = ReturnType<typeof useGridScroll>;

export function useGridScroll(model: GridModel) {
  const scroller = shallowRef<HTMLElement | null>(null);
  const view = shallowRef({ width: 0, height: 0 });
  const rows = shallowRef<RowWindow>({ first: 0, count: 0, pool: 1 });
  const columns = shallowRef<ColumnWindow>({ first: 0, last: -1, margin: 0 });
  /** Pixels that rows are drawn higher than they stand in the table. */
  const offset = shallowRef(0);
  /** Scrolled within the last moment. */
  const isMoving = shallowRef(false);
  /** Faster than anyone reads. */
  const isFlying = shallowRef(false);
  const extent = computed<RowExtent>(() => ({
    total: model.total.value,
    rowHeight: model.rowHeight.value,
    viewHeight: view.value.height,
  }));
  let place: ScrollPlace = { top: 0, scroll: 0 };
  let left = 0;
  const moves = new Set<() => void>();
  const blocks = useWantedBlocks(model, rows);

  function refresh(): void {
    const nextRows = rowWindow(extent.value, place.top);
    const now = rows.value;
    if (nextRows.first !== now.first || nextRows.count !== now.count || nextRows.pool !== now.pool)
      rows.value = nextRows;
    const nextColumns = columnWindow(model.layout.value, left, view.value.width);
    if (!sameColumnWindow(nextColumns, columns.value)) columns.value = nextColumns;
    offset.value = place.top - place.scroll;
    for (const move of moves) move();
  }

  function measure(): void {
    const element = scroller.value;
    if (element === null) return;
    const width = Math.min(element.clientWidth, viewWidthMax);
    const inside = element.clientHeight - model.headHeight.value;
    const height = Math.min(Math.max(0, inside), viewHeightMax);
    if (width !== view.value.width || height !== view.value.height) {
      view.value = { width, height };
      model.viewWidth.value = width;
      refresh();
      blocks.want();
    }
  }

  const pause = useTimer(() => {
    isFlying.value = false;
    isMoving.value = false;
    blocks.want();
    const rest = settled(extent.value, place.top);
    if (Math.abs(rest.scroll - place.scroll) < 1) return;
    place = rest;
    refresh();
    if (scroller.value !== null) scroller.value.scrollTop = rest.scroll;
  });

  function follow(): void {
    const element = scroller.value;
    if (element === null) return;
    const before = place.top;
    isMoving.value = true;
    place = scrolledTo(extent.value, place, element.scrollTop);
    left = element.scrollLeft;
    refresh();
    isFlying.value = Math.abs(place.top - before) > flingViews * view.value.height;
    if (!isFlying.value) blocks.want();
    pause.start(pause_ms);
  }

  function scrollTo(top: number, toLeft: number): void {
    const element = scroller.value;
    place = settled(extent.value, top);
    left = toLeft;
    refresh();
    blocks.want();
    if (element === null) return;
    element.scrollTop = place.scroll;
    element.scrollLeft = toLeft;
  }

  /** Brings a cell into view by the shortest way; row -1 is always there. */
  function show(cell: Cell): void {
    const top = cell.row < 0 ? place.top : topShowing(extent.value, place.top, cell.row);
    const toLeft = scrollLeftShowing(model.layout.value, cell.col, left, view.value.width);
    if (top !== place.top || toLeft !== left) scrollTo(top, toLeft);
  }

  watch(() => [model.layout.value, model.total.value], refresh, { flush: "post" });
  watch(
    () => model.store.value,
    () => blocks.want(),
    { flush: "post" },
  );
  watch(
    model.rowHeight,
    (height, before) => {
      measure();
      scrollTo((place.top / before) * height, left);
    },
    { flush: "post" },
  );
  const observer = useSize(scroller, measure);
  return {
    scroller,
    attach(element: unknown): void {
      scroller.value = element instanceof HTMLElement ? element : null;
    },
    view,
    rows,
    columns,
    offset,
    isFlying,
    isMoving,
    height: computed(() => contentHeight(extent.value)),
    pageRows: computed(() => {
      const whole = Math.floor(view.value.height / model.rowHeight.value);
      return Math.max(1, whole - 1);
    }),
    follow,
    measure,
    show,
    observer,
    /** Called whenever the view moves. */
    onMove: (move: () => void) => moves.add(move),
    /** Where a cell is in the view: pixels from the view's corner, header included. */
    cellBox(cell: Cell) {
      const column = model.layout.value.columns[cell.col];
      const y =
        cell.row < 0 ? 0 : model.headHeight.value + cell.row * model.rowHeight.value - place.top;
      const shift = column?.frozen === false ? left : 0;
      return { x: (column?.left ?? 0) - shift, y, width: column?.width ?? 0 };
    },
    /** The cell under a point of the view; row -1 is the header, column -1 the gutter. */
    cellUnder(x: number, y: number): Cell | null {
      const col = columnAtPixel(model.layout.value, x, left);
      if (col === null) return null;
      if (y < model.headHeight.value) return { row: -1, col };
      const row = rowAtPixel(extent.value, place.top, y - model.headHeight.value);
      return row < model.total.value ? { row, col } : null;
    },
    scrollBy(down: number, right: number): void {
      if (scroller.value === null) return;
      scroller.value.scrollTop += down;
      scroller.value.scrollLeft += right;
      follow();
    },
  };
}

/** Asks for the rows that are drawn, and again when the data behind them has changed. */
function useWantedBlocks(model: GridModel, rows: { readonly value: RowWindow }) {
  const want = (): void => model.store.value.want(rows.value.first, Math.max(rows.value.count, 1));
  watch(() => model.store.value.version.value, want, { flush: "post" });
  return { want };
}

function useSize(element: { readonly value: HTMLElement | null }, measure: () => void) {
  const observer =
    typeof ResizeObserver === "undefined" ? null : new ResizeObserver(() => measure());
  onMounted(() => {
    measure();
    if (element.value !== null) observer?.observe(element.value);
  });
  onBeforeUnmount(() => observer?.disconnect());
  return observer;
}

function useTimer(ring: () => void) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  onBeforeUnmount(() => clearTimeout(timer));
  return {
    start(wait_ms: number): void {
      clearTimeout(timer);
      timer = setTimeout(ring, wait_ms);
    },
  };
}
