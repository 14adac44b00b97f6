// What is done with a range: copied, pasted over, filled, cleared.
import { cellsIn, columnsIn, rowsIn, stretched, type Cell, type CellRange } from "./cell_range";
import { parseCells, writeCells } from "./clipboard_text";
import { selectKey } from "./column_layout";
import { shownText } from "./edit_rules";
import { cellsInOneStepMax, type EditWriter } from "./edit_writer";
import type { GridModel } from "./grid_model";
import { cellOf, type EditReason } from "./grid_types";
import { fillDownSource, planFill, planPaste, type PlannedCell } from "./paste_plan";

export type CellActions = ReturnType<typeof useCellActions>;

export function useCellActions(model: GridModel, writer: EditWriter) {
  const store = () => model.store.value;
  /** Neither the header nor the boxes have anything to copy or to write over. */
  const isOnCell = (): boolean =>
    model.active.value.row >= 0 && model.active.value.col >= model.layout.value.firstData;

  /** False, and said, when a step would be too large; true once its rows are here. */
  async function ready(range: CellRange): Promise<boolean> {
    if (cellsIn(range) > cellsInOneStepMax) {
      model.sayText("tooMany", { n: cellsInOneStepMax });
      return false;
    }
    const before = store().rowAt(range.top)?.key;
    try {
      await store().ensure(range.top, rowsIn(range));
      // What the person saw there is what they mean to write over.
      const isSame = before === undefined || before === store().rowAt(range.top)?.key;
      if (!isSame) model.sayText("orderChanged");
      return isSame;
    } catch (why) {
      model.sayText("loadFailed", { text: why instanceof Error ? why.message : String(why) });
      return false;
    }
  }

  function select(range: CellRange): void {
    model.activate({ row: range.top, col: range.left }, false);
    model.lead.value = { row: range.bottom, col: range.right };
  }

  async function writeAll(
    range: CellRange,
    why: EditReason,
    plan: () => readonly PlannedCell[],
  ): Promise<void> {
    if (await ready(range)) await writer.writePlanned(plan(), why);
  }

  async function paste(text: string): Promise<void> {
    if (!isOnCell()) return;
    const extent = {
      rows: model.store.value.total.value,
      cols: model.layout.value.columns.length,
    };
    const plan = planPaste(parseCells(text), model.range.value, extent);
    if (plan.range !== null) {
      if (!(await ready(plan.range))) return;
      select(plan.range);
      await writer.writePlanned(plan.cells, "paste");
    }
    if (plan.beyondRows.length === 0 && plan.beyondColumns === 0) return;
    const column = model.layout.value.columns[plan.range?.left ?? model.range.value.left];
    model.tell("pasteBeyond", {
      rows: plan.beyondRows,
      columns: plan.beyondColumns,
      column: column?.key ?? "",
    });
    if (plan.beyondRows.length > 0) model.sayText("beyond", { n: plan.beyondRows.length });
    else model.sayText("beyondColumns", { n: plan.beyondColumns });
  }

  /** What a fill takes over from a cell: the value that is stored. */
  const valueAt = (row: number, col: number): string =>
    cellOf(store().rowAt(row)?.cells[model.columnAt(col)?.key ?? ""]).text;

  async function clear(): Promise<void> {
    const range = model.range.value;
    if (isOnCell()) await writeAll(range, "clear", () => blanks(range));
  }

  async function fillDown(): Promise<void> {
    const target = model.range.value;
    const source = fillDownSource(target);
    if (source === null || !isOnCell()) return;
    const whole = { ...target, top: source.top };
    await writeAll(whole, "fill", () => planFill(source, whole, valueAt));
  }

  async function fillTo(source: CellRange, to: Cell): Promise<void> {
    const target = stretched(source, to);
    if (target === source) return;
    await writeAll(target, "fill", () => planFill(source, target, valueAt));
    select(target);
  }

  /** The range as text; null while some of its rows are not here. */
  function textOf(range: CellRange): string | null {
    const rows: string[][] = [];
    for (let row = range.top; row <= range.bottom; row += 1) {
      const found = store().rowAt(row);
      if (found === undefined) return null;
      const cells: string[] = [];
      for (let col = range.left; col <= range.right; col += 1) {
        const column = model.columnAt(col);
        if (column === undefined || column.key === selectKey) continue;
        const cell = cellOf(found.cells[column.key]);
        cells.push(cell.state === "unseen" ? "" : shownText(column, cell.text));
      }
      if (found.label !== undefined && cells.length > 0) cells[0] = found.label;
      rows.push(cells);
    }
    return writeCells(rows);
  }

  /** The range's text for the clipboard; null when it has to be asked for again. */
  function copied(): string | null {
    const range = model.range.value;
    if (!isOnCell()) return null;
    if (cellsIn(range) > cellsInOneStepMax) {
      model.sayText("tooMany", { n: cellsInOneStepMax });
      return null;
    }
    const text = textOf(range);
    if (text !== null) model.sayText("copied", { n: rowsIn(range) * columnsIn(range) });
    return text;
  }

  /** Loads the range and copies it where the browser lets a page do so by itself. */
  async function copyLater(): Promise<void> {
    const range = model.range.value;
    if (!isOnCell() || cellsIn(range) > cellsInOneStepMax || !(await ready(range))) return;
    try {
      await navigator.clipboard.writeText(textOf(range) ?? "");
      model.sayText("copied", { n: cellsIn(range) });
    } catch {
      model.sayText("copyAgain");
    }
  }

  return { paste, clear, fillDown, fillTo, copied, copyLater, textOf };
}

function blanks(range: CellRange): PlannedCell[] {
  const cells: PlannedCell[] = [];
  for (let row = range.top; row <= range.bottom; row += 1)
    for (let col = range.left; col <= range.right; col += 1) cells.push({ row, col, text: "" });
  return cells;
}
