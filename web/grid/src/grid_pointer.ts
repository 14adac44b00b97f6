// The mouse, the pen and the finger: one set of listeners on the view, and a drag at a time.
import { onBeforeUnmount, shallowRef } from "vue";
import { stretched, type Cell, type CellRange } from "./cell_range.ts";
import { movedTo, resized, selectKey } from "./column_layout.ts";
import { requestSort, type GridParts } from "./grid_keys.ts";

/** Pixels that the pointer may tremble before a press on a header becomes a drag. */
const trembleMax = 5;
/** Pixels at the right of a header that resize its column. */
const gripWidth = 6;
/** Pixels on either side of a text, as in the style sheet. */
const cellPadding = 8;
/** Pixels from an edge of the view where a drag begins to scroll it, and pixels a frame it goes. */
const edgeWidth = 6;
const edgeStep = 24;

interface Drag {
  move(at: Point, cell: Cell | null): void;
  end(): void;
  /** The view goes along when the pointer comes to its edge. */
  readonly scrolls: boolean;
}

interface Point {
  /** Pixels from the corner of the view. */
  readonly x: number;
  readonly y: number;
}

export function useGridPointer(parts: GridParts) {
  const { model, scroll, editor, ticks } = parts;
  const drag = shallowRef<Drag | null>(null);
  /** What a fill would cover, and what column a dragged header would take the place of. */
  const filling = shallowRef<CellRange | null>(null);
  const dropAt = shallowRef<string | null>(null);
  let latest: Point = { x: 0, y: 0 };
  let frame = 0;

  function pointOf(event: MouseEvent): Point {
    const box = scroll.scroller.value?.getBoundingClientRect();
    return { x: event.clientX - (box?.left ?? 0), y: event.clientY - (box?.top ?? 0) };
  }

  function down(event: PointerEvent): void {
    const element = scroll.scroller.value;
    if (event.button !== 0 || element === null || event.target === editor.holder.value) return;
    const at = pointOf(event);
    if (at.x >= element.clientWidth || at.y >= element.clientHeight) return; // A scrollbar.
    const target = event.target as Element;
    if (target.closest("[data-own]") !== null) return; // A button that listens for itself.
    const cell = scroll.cellUnder(at.x, at.y);
    if (cell === null) return;
    // A finger scrolls with what a mouse drags with: its taps come as clicks.
    if (event.pointerType === "touch") return;
    const begun = beginDrag(target, cell, at, event.shiftKey);
    if (begun === null) return;
    drag.value = begun;
    latest = at;
    element.setPointerCapture(event.pointerId);
    if (begun.scrolls) frame = requestAnimationFrame(scrollAtEdge);
  }

  function beginDrag(target: Element, cell: Cell, at: Point, shift: boolean): Drag | null {
    leaveEditor();
    if (cell.row < 0) {
      if (cell.col < 0) return null;
      const key = model.columnAt(cell.col)?.key;
      if (isOnEdge(cell, at) && key !== undefined && key !== selectKey) return resizeDrag(key, at);
      return headDrag(cell, at);
    }
    if (target.closest(".rg-fill") !== null) return fillDrag(model.range.value);
    if (pressedBox(cell, shift)) return null;
    if (cell.col < 0) return gutterDrag(cell);
    model.activate(cell, shift);
    if (target.closest(".rg-twist") !== null) {
      const row = model.store.value.rowAt(cell.row);
      if (row !== undefined) model.toggleGroup(row);
      return null;
    }
    return rangeDrag();
  }

  function isOnEdge(cell: Cell, at: Point): boolean {
    const box = scroll.cellBox(cell);
    return at.x > box.x + box.width - gripWidth;
  }

  /** As wide as the widest of the texts that are drawn. */
  function fit(cell: Cell, key: string): void {
    const number = cell.col + 1 + (model.layout.value.gutter > 0 ? 1 : 0);
    const cells = scroll.scroller.value?.querySelectorAll(`[aria-colindex="${number}"]`) ?? [];
    const text = document.createRange();
    let width = 0;
    for (const each of cells) {
      text.selectNodeContents(each.querySelector(".rg-name") ?? each);
      const aside = each.querySelector(".rg-sr");
      if (aside !== null) text.setEndBefore(aside);
      width = Math.max(width, text.getBoundingClientRect().width);
    }
    model.arrange(resized(model.states.value, key, width + 2 * cellPadding + 1));
  }

  /** Ends a composition too: the text as far as it is composed is what is kept. */
  function leaveEditor(): void {
    if (editor.editing.value !== null) editor.holder.value?.blur();
    editor.focus();
  }

  function pressedBox(cell: Cell, shift: boolean): boolean {
    if (model.columnAt(cell.col)?.key !== selectKey) return false;
    model.activate(cell, false);
    if (shift) void ticks.toggleTo(cell.row);
    else ticks.toggle(cell.row);
    return true;
  }

  const withinData = (cell: Cell): Cell => ({
    row: Math.max(0, cell.row),
    col: Math.max(model.layout.value.firstData, cell.col),
  });

  function rangeDrag(): Drag {
    return {
      scrolls: true,
      move: (_, cell) => {
        if (cell !== null) model.activate(withinData(cell), true);
      },
      end: () => undefined,
    };
  }

  function gutterDrag(from: Cell): Drag {
    const last = model.layout.value.columns.length - 1;
    const { firstData } = model.layout.value;
    const cover = (row: number): void => {
      model.activate({ row: from.row, col: firstData }, false);
      model.lead.value = { row, col: last };
    };
    cover(from.row);
    return {
      scrolls: true,
      move: (_, cell) => {
        if (cell !== null) cover(Math.max(0, cell.row));
      },
      end: () => undefined,
    };
  }

  function fillDrag(source: CellRange): Drag {
    let to: Cell = { row: source.bottom, col: source.right };
    return {
      scrolls: true,
      move: (_, cell) => {
        if (cell === null) return;
        to = withinData(cell);
        filling.value = stretched(source, to);
      },
      end: () => {
        filling.value = null;
        void parts.actions.fillTo(source, to);
      },
    };
  }

  function resizeDrag(key: string, start: Point): Drag {
    const before = model.states.value;
    const width = before.find((state) => state.key === key)?.width ?? 0;
    return {
      scrolls: false,
      move: (at) => {
        model.states.value = resized(before, key, width + at.x - start.x);
      },
      end: () => {
        model.arrange(model.states.value);
      },
    };
  }

  function headDrag(from: Cell, start: Point): Drag {
    let isDrag = false;
    const key = model.columnAt(from.col)?.key;
    model.activate(from, false);
    return {
      scrolls: false,
      move: (at, cell) => {
        isDrag ||= Math.abs(at.x - start.x) > trembleMax;
        const over = cell === null ? undefined : model.columnAt(cell.col)?.key;
        if (isDrag && key !== selectKey)
          dropAt.value = over === key || over === selectKey ? null : (over ?? null);
      },
      end: () => {
        const target = dropAt.value;
        dropAt.value = null;
        if (!isDrag) pressedHead(from.col);
        else if (target !== null && key !== undefined)
          model.arrange(movedTo(model.states.value, key, target));
      },
    };
  }

  function pressedHead(col: number): void {
    if (model.columnAt(col)?.key === selectKey) ticks.toggleAll();
    else requestSort(model, col);
  }

  /** A finger has no other way to the menu of a narrow column that does not sort. */
  function tappedHead(col: number): void {
    const column = model.columnAt(col);
    if (column === undefined) return;
    if (column.key === selectKey || column.sortable === true) pressedHead(col);
    else parts.openMenu(col);
  }

  function move(event: PointerEvent): void {
    if (drag.value === null) return;
    latest = pointOf(event);
    carry();
  }

  function carry(): void {
    const { width, height } = scroll.view.value;
    const bottom = height + model.headHeight.value - 1;
    const x = Math.min(Math.max(0, latest.x), width - 1);
    const least = drag.value?.scrolls === true ? model.headHeight.value : 0;
    const y = Math.min(Math.max(least, latest.y), bottom);
    drag.value?.move(latest, scroll.cellUnder(x, y));
  }

  function scrollAtEdge(): void {
    if (drag.value?.scrolls !== true) return;
    const { width, height } = scroll.view.value;
    const head = model.headHeight.value;
    const over = (place: number, least: number, most: number): number =>
      place < least ? -edgeStep : place > most ? edgeStep : 0;
    const downwards = over(latest.y, head, head + height - edgeWidth);
    const rightwards = over(latest.x, 0, width - edgeWidth);
    if (downwards !== 0 || rightwards !== 0) {
      scroll.scrollBy(downwards, rightwards);
      carry();
    }
    frame = requestAnimationFrame(scrollAtEdge);
  }

  function up(): void {
    const ended = drag.value;
    drag.value = null;
    cancelAnimationFrame(frame);
    ended?.end();
  }

  function cancelled(): void {
    drag.value = null;
    filling.value = null;
    dropAt.value = null;
    cancelAnimationFrame(frame);
  }

  function tapped(event: PointerEvent | MouseEvent): void {
    if (!("pointerType" in event) || event.pointerType !== "touch") return;
    const at = pointOf(event);
    const cell = scroll.cellUnder(at.x, at.y);
    if (cell === null || (event.target as Element).closest("[data-own]") !== null) return;
    const now = model.active.value;
    const isSecond = model.focused.value && now.row === cell.row && now.col === cell.col;
    leaveEditor();
    if (cell.row < 0) return tappedHead(cell.col);
    if (cell.col < 0 || pressedBox(cell, false)) return;
    if (isSecond) return doubled(event);
    model.activate(cell, false);
    const row = model.store.value.rowAt(cell.row);
    if (row?.kind === "group") model.toggleGroup(row);
  }

  function doubled(event: MouseEvent): void {
    if (event.target === editor.holder.value) return;
    const at = pointOf(event);
    const cell = scroll.cellUnder(at.x, at.y);
    const column = cell === null ? undefined : model.columnAt(cell.col);
    if (cell === null || column === undefined || column.key === selectKey) return;
    if (cell.row < 0) {
      if (isOnEdge(cell, at)) fit(cell, column.key);
      return;
    }
    const row = model.store.value.rowAt(cell.row);
    if (row === undefined || (row.kind ?? "row") !== "row") return;
    if (model.props.readOnly !== true && column.editable === true) editor.beginWithin();
    else model.tell("open", row);
  }

  function menu(event: MouseEvent): void {
    const at = pointOf(event);
    const cell = scroll.cellUnder(at.x, at.y);
    if (cell === null || cell.row >= 0 || cell.col < 0) return;
    event.preventDefault();
    parts.openMenu(cell.col);
  }

  onBeforeUnmount(cancelled);
  return { down, move, up, cancelled, tapped, doubled, menu, filling, dropAt };
}
