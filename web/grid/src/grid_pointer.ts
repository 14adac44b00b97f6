// The mouse, the pen and the finger: one set of listeners on the view, and a drag at a time.
import { onBeforeUnmount } from "vue";
import type { Cell } from "./cell_range";
import { fitColumn } from "./column_fit";
import { selectKey } from "./column_layout";
import { pressHead, type GridParts } from "./grid_keys";
import {
  fillDrag,
  gutterDrag,
  headDrag,
  rangeDrag,
  resizeDrag,
  useDragHints,
  type Drag,
  type DragHints,
  type Point,
} from "./pointer_drags";

/** Pixels at the right of a header that resize its column. */
const gripWidth = 6;
/** Pixels from an edge of the view where a drag begins to scroll it, and pixels a frame it goes. */
const edgeWidth = 6;
const edgeStep = 24;

export function useGridPointer(parts: GridParts) {
  const hints = useDragHints();
  const running = useRunningDrag(parts);

  function down(event: PointerEvent): void {
    const pressed = pressedCell(parts, event);
    // A finger scrolls with what a mouse drags with: its taps come as clicks.
    if (pressed === null || event.button !== 0 || event.pointerType === "touch") return;
    leaveEditor(parts);
    const drag =
      pressed.cell.row < 0
        ? dragFromHead(parts, hints, pressed)
        : dragFromBody(parts, hints, pressed, event.shiftKey);
    if (drag !== null) running.begin(drag, pressed.at, event.pointerId);
  }

  function tapped(event: PointerEvent | MouseEvent): void {
    if (!("pointerType" in event) || event.pointerType !== "touch") return;
    const pressed = pressedCell(parts, event);
    if (pressed !== null) tap(parts, pressed);
  }

  function doubled(event: MouseEvent): void {
    const pressed = pressedCell(parts, event);
    if (pressed !== null) openCell(parts, pressed);
  }

  function menu(event: MouseEvent): void {
    const pressed = pressedCell(parts, event);
    if (pressed === null || pressed.cell.row >= 0 || pressed.cell.col < 0) return;
    event.preventDefault();
    parts.openMenu(pressed.cell.col);
  }

  const { move, up, cancelled } = running;
  return { down, move, up, cancelled, tapped, doubled, menu, ...hints };
}

interface Pressed {
  readonly target: Element;
  readonly at: Point;
  /** Row -1 is the header, column -1 the gutter. */
  readonly cell: Cell;
}

function pointOf({ scroll }: GridParts, event: MouseEvent): Point {
  const box = scroll.scroller.value?.getBoundingClientRect();
  return { x: event.clientX - (box?.left ?? 0), y: event.clientY - (box?.top ?? 0) };
}

/** Null on a scrollbar, in the editor, and on buttons that listen for themselves. */
function pressedCell(parts: GridParts, event: MouseEvent): Pressed | null {
  const view = parts.scroll.scroller.value;
  const target = event.target;
  if (view === null || !(target instanceof Element)) return null;
  if (target === parts.editor.holder.value || target.closest("[data-own]") !== null) return null;
  const at = pointOf(parts, event);
  if (at.x >= view.clientWidth || at.y >= view.clientHeight) return null;
  const cell = parts.scroll.cellUnder(at.x, at.y);
  return cell === null ? null : { target, at, cell };
}

/** Ends a composition too: the text as far as it is composed is what is kept. */
function leaveEditor({ editor }: GridParts): void {
  if (editor.editing.value !== null) editor.holder.value?.blur();
  editor.focus();
}

function isOnEdge({ scroll }: GridParts, { cell, at }: Pressed): boolean {
  const box = scroll.cellBox(cell);
  return at.x > box.x + box.width - gripWidth;
}

function dragFromHead(parts: GridParts, hints: DragHints, pressed: Pressed): Drag | null {
  const key = parts.model.columnAt(pressed.cell.col)?.key;
  if (key === undefined) return null;
  if (key !== selectKey && isOnEdge(parts, pressed)) return resizeDrag(parts, key, pressed.at);
  return headDrag(parts, hints, pressed.cell, pressed.at);
}

function dragFromBody(
  parts: GridParts,
  hints: DragHints,
  { target, cell }: Pressed,
  shift: boolean,
): Drag | null {
  const { model } = parts;
  if (target.closest(".rg-fill") !== null) return fillDrag(parts, hints);
  if (pressBox(parts, cell, shift)) return null;
  if (cell.col < 0) return gutterDrag(parts, cell);
  model.activate(cell, shift);
  if (target.closest(".rg-twist") === null) return rangeDrag(parts);
  const row = model.store.value.rowAt(cell.row);
  if (row !== undefined) model.toggleGroup(row);
  return null;
}

function pressBox({ model, ticks }: GridParts, cell: Cell, shift: boolean): boolean {
  if (model.columnAt(cell.col)?.key !== selectKey) return false;
  model.activate(cell, false);
  if (shift) void ticks.toggleTo(cell.row);
  else ticks.toggle(cell.row);
  return true;
}

function tap(parts: GridParts, pressed: Pressed): void {
  const { model } = parts;
  const { cell } = pressed;
  const now = model.active.value;
  const isSecond = model.focused.value && now.row === cell.row && now.col === cell.col;
  leaveEditor(parts);
  if (cell.row < 0) return tapHead(parts, cell.col);
  if (cell.col < 0 || pressBox(parts, cell, false)) return;
  if (isSecond) return openCell(parts, pressed);
  model.activate(cell, false);
  const row = model.store.value.rowAt(cell.row);
  if (row?.kind === "group") model.toggleGroup(row);
}

/** A finger has no other way to the menu of a narrow column that does not sort. */
function tapHead(parts: GridParts, col: number): void {
  const column = parts.model.columnAt(col);
  if (column === undefined) return;
  if (column.key === selectKey || column.sortable === true) pressHead(parts, col);
  else parts.openMenu(col);
}

/** What a double click or a second tap does: edit what can be edited, else open the row. */
function openCell(parts: GridParts, pressed: Pressed): void {
  const { model, scroll, editor } = parts;
  const { cell } = pressed;
  const column = model.columnAt(cell.col);
  if (column === undefined || column.key === selectKey) return;
  if (cell.row < 0) {
    const view = scroll.scroller.value;
    if (view !== null && isOnEdge(parts, pressed)) fitColumn(model, view, cell.col);
    return;
  }
  const row = model.store.value.rowAt(cell.row);
  if (row === undefined || (row.kind ?? "row") !== "row") return;
  if (model.props.readOnly !== true && column.editable === true) editor.beginWithin();
  else model.tell("open", row);
}

/** The drag under way, which takes the view along when it comes to an edge. */
function useRunningDrag(parts: GridParts) {
  const { model, scroll } = parts;
  let drag: Drag | null = null;
  let latest: Point = { x: 0, y: 0 };
  let frame = 0;

  function begin(begun: Drag, at: Point, pointer: number): void {
    drag = begun;
    latest = at;
    scroll.scroller.value?.setPointerCapture(pointer);
    if (begun.scrolls) frame = requestAnimationFrame(scrollAtEdge);
  }

  function move(event: PointerEvent): void {
    if (drag === null) return;
    latest = pointOf(parts, event);
    carry();
  }

  /** To the cell under the pointer, or to the nearest one when the pointer is outside. */
  function carry(): void {
    const { width, height } = scroll.view.value;
    const least = drag?.scrolls === true ? model.headHeight.value : 0;
    const most = height + model.headHeight.value - 1;
    const x = Math.min(Math.max(0, latest.x), width - 1);
    const y = Math.min(Math.max(least, latest.y), most);
    drag?.move(latest, scroll.cellUnder(x, y));
  }

  function scrollAtEdge(): void {
    if (drag === null) return;
    const { width, height } = scroll.view.value;
    const head = model.headHeight.value;
    const down = stepBeyond(latest.y, head, head + height - edgeWidth);
    const right = stepBeyond(latest.x, 0, width - edgeWidth);
    if (down !== 0 || right !== 0) {
      scroll.scrollBy(down, right);
      carry();
    }
    frame = requestAnimationFrame(scrollAtEdge);
  }

  function stop(): Drag | null {
    const stopped = drag;
    drag = null;
    cancelAnimationFrame(frame);
    return stopped;
  }
  const up = (): void => stop()?.end();
  const cancelled = (): void => stop()?.cancel();
  onBeforeUnmount(cancelled);
  return { begin, move, up, cancelled };
}

function stepBeyond(place: number, least: number, most: number): number {
  if (place < least) return -edgeStep;
  return place > most ? edgeStep : 0;
}
