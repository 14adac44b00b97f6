// Carries out what a key means. A key that is not the grid's goes on to the page untouched.
import type { CellActions } from "./cell_actions";
import type { CellEditor } from "./cell_editor";
import { movedBy, resized, columnWidthStep, selectKey } from "./column_layout";
import type { EditWriter } from "./edit_writer";
import type { GridModel } from "./grid_model";
import type { GridScroll } from "./grid_scroll";
import { overlaid } from "./cell_overlay";
import type { CellContent, CellPlace, GridSort } from "./grid_types";
import {
  commandOf,
  moved,
  type Command,
  type Direction,
  type KeyPlace,
  type Move,
  type PlainCommand,
} from "./key_moves";
import { nextMarkedCell, type CellsAt } from "./marked_cells";
import type { RowTicks } from "./tick_rows";

export interface GridParts {
  readonly model: GridModel;
  readonly scroll: GridScroll;
  readonly writer: EditWriter;
  readonly editor: CellEditor;
  readonly actions: CellActions;
  readonly ticks: RowTicks;
  /** Opens the menu of a column, by its place. */
  readonly openMenu: (col: number) => void;
}

export type GridKeys = ReturnType<typeof useGridKeys>;

export function useGridKeys(parts: GridParts) {
  const { model, scroll, editor } = parts;

  function move(to: Move, extend: boolean): void {
    const bounds = {
      rows: model.total.value,
      cols: model.layout.value.columns.length,
      firstData: model.layout.value.firstData,
      page: scroll.pageRows.value,
      head: !extend,
    };
    const from = extend ? model.lead.value : model.active.value;
    model.activate(moved(from, to, bounds), extend);
    scroll.show(extend ? model.lead.value : model.active.value);
  }

  function commit(direction: Direction | null): void {
    const from = model.active.value.col;
    if (!editor.commit(true)) return;
    const back = editor.rememberTab(direction, from);
    if (direction === null) return;
    if (model.active.value.row > 0 || direction !== "up") move(direction, false);
    if (back !== null) model.activate({ row: model.active.value.row, col: back }, false);
  }

  async function goToMarked(step: 1 | -1): Promise<boolean> {
    const { row, col } = model.active.value;
    const from = { row, column: model.layout.value.columns[col]?.key ?? "" };
    const found =
      model.props.findMarked === undefined
        ? nextMarkedCell(cellsOf(model), model.total.value, model.shownKeys.value, from, step)
        : await model.props.findMarked(from, step);
    if (found === null) {
      model.sayText("noMarked");
      return false;
    }
    return goTo(found);
  }

  function goTo(place: CellPlace): boolean {
    const col = model.layout.value.columns.findIndex((each) => each.key === place.column);
    if (col < 0 || place.row >= model.total.value) return false;
    model.activate({ row: place.row, col }, false);
    return true;
  }

  function run(command: Command): void {
    if (command.do !== "commit" && command.do !== "cancel") editor.forgetTab();
    switch (command.do) {
      case "move":
        return move(command.move, command.extend);
      case "commit":
        return commit(command.move);
      case "marked":
        return void goToMarked(command.step);
      case "resize":
        return resizeActive(model, command.step);
      case "shift":
        return shiftColumn(model, model.active.value.col, command.step);
      default:
        return runPlain(parts, command.do);
    }
  }

  function pressed(event: KeyboardEvent): void {
    if (event.isComposing || event.keyCode === 229 || editor.isComposing.value) return;
    const command = commandOf(event, placeOf(parts));
    if (command === null) return;
    event.preventDefault();
    event.stopPropagation();
    run(command);
  }

  return { pressed, goTo, goToMarked };
}

function placeOf({ model, editor }: GridParts): KeyPlace {
  const editing = editor.editing.value;
  if (editing === null) return model.active.value.row < 0 ? "head" : "cell";
  // In a code cell the arrows go through the list.
  return editor.options.value === null ? editing.kind : "editing";
}

function runPlain(parts: GridParts, command: PlainCommand): void {
  const { model, editor, actions, writer } = parts;
  const { col } = model.active.value;
  switch (command) {
    case "enter":
      return enter(parts);
    case "edit":
      return editor.editing.value === null ? void editor.beginWithin() : editor.stay();
    case "retype":
      return void editor.begin("typing", "");
    case "cancel":
      return editor.editing.value === null ? collapseRange(model) : editor.cancel();
    case "clear":
      return void actions.clear();
    case "peek":
      return peek(parts);
    case "toggleRow":
      return tickRange(parts);
    case "selectAll":
      return selectAll(model);
    case "fillDown":
      return void actions.fillDown();
    case "undo":
      return void writer.undo();
    case "redo":
      return void writer.redo();
    case "sort":
      return pressHead(parts, col);
    case "menu":
      return parts.openMenu(col);
  }
}

/** Enter on a header, or a click: sorts by it, or ticks every row. */
export function pressHead({ model, ticks }: GridParts, col: number): void {
  if (model.columnAt(col)?.key === selectKey) ticks.toggleAll();
  else requestSort(model, col);
}

function enter({ model, editor, ticks }: GridParts): void {
  const { row, col } = model.active.value;
  const found = model.store.value.rowAt(row);
  if (found === undefined) return;
  if (model.columnAt(col)?.key === selectKey) return ticks.toggle(row);
  if (found.kind === "group") return model.toggleGroup(found);
  const canEdit = model.props.readOnly !== true && model.columnAt(col)?.editable === true;
  if (canEdit) editor.beginWithin();
  else model.tell("open", found);
}

function peek({ model, ticks }: GridParts): void {
  const { row, col } = model.active.value;
  const found = model.store.value.rowAt(row);
  if (found === undefined) return;
  if (model.columnAt(col)?.key === selectKey) return ticks.toggle(row);
  if (found.kind === "group") model.toggleGroup(found);
  else model.tell("peek", found);
}

function tickRange({ model, ticks }: GridParts): void {
  const { top, bottom } = model.range.value;
  if (model.active.value.row < 0) return;
  ticks.toggle(top);
  if (bottom > top) void ticks.toggleTo(bottom);
}

function collapseRange(model: GridModel): void {
  model.lead.value = model.active.value;
}

function selectAll(model: GridModel): void {
  const last = { row: model.total.value - 1, col: model.layout.value.columns.length - 1 };
  if (last.row < 0) return;
  model.activate({ row: 0, col: model.layout.value.firstData }, false);
  model.activate(last, true);
}

/** Ascending, descending, not at all, and again. */
export function nextSort(sort: GridSort | null | undefined, column: string): GridSort | null {
  if (sort?.column !== column) return { column, descending: false };
  return sort.descending ? null : { column, descending: true };
}

function requestSort(model: GridModel, col: number): void {
  const column = model.columnAt(col);
  if (column?.sortable === true) model.tell("sort", nextSort(model.props.sort, column.key));
}

function resizeActive(model: GridModel, step: 1 | -1): void {
  const laid = model.layout.value.columns[model.active.value.col];
  if (laid !== undefined) widen(model, laid.key, step);
}

export function widen(model: GridModel, key: string, step: 1 | -1): void {
  const state = model.states.value.find((each) => each.key === key);
  if (state === undefined) return;
  model.arrange(resized(model.states.value, key, state.width + step * columnWidthStep));
  const now = model.states.value.find((each) => each.key === key);
  model.sayText("width", { n: now?.width ?? state.width });
}

export function shiftColumn(model: GridModel, col: number, step: 1 | -1): void {
  const laid = model.layout.value.columns[col];
  if (laid === undefined) return;
  model.arrange(movedBy(model.states.value, laid.key, step));
  const place = model.shownKeys.value.indexOf(laid.key);
  model.sayText("movedTo", { text: laid.column.title, n: place + 1 });
}

/** A row's cells as they are shown: with what was refused over them. */
const cellsOf =
  (model: GridModel): CellsAt =>
  (index) => {
    const row = model.store.value.rowAt(index);
    const over = row === undefined ? undefined : model.overlay.of(row.key);
    if (row === undefined || over === undefined) return row?.cells;
    const cells: Record<string, CellContent> = { ...row.cells };
    for (const [column, part] of Object.entries(over))
      cells[column] = overlaid(cells[column], part);
    return cells;
  };
