// What a press of the mouse becomes when the pointer moves on: a range, a fill, a wider column, a
// column elsewhere.
import { shallowRef } from "vue";
import { stretched, type Cell, type CellRange } from "./cell_range";
import { movedTo, resized, selectKey } from "./column_layout";
import { pressHead, type GridParts } from "./grid_keys";
import type { GridModel } from "./grid_model";

/** Pixels that the pointer may tremble before a press on a header becomes a drag. */
const trembleMax = 5;

export interface Point {
  /** Pixels from the corner of the view. */
  readonly x: number;
  readonly y: number;
}

export interface Drag {
  move(at: Point, cell: Cell | null): void;
  end(): void;
  /** The browser took the pointer away: as if it had never been pressed. */
  cancel(): void;
  /** The view goes along when the pointer comes to its edge. */
  readonly scrolls: boolean;
}

/** What a drag shows before it is done. */
export function useDragHints() {
  return {
    /** What a fill would cover. */
    filling: shallowRef<CellRange | null>(null),
    /** The column whose place a dragged header would take. */
    dropAt: shallowRef<string | null>(null),
  };
}
export type DragHints = ReturnType<typeof useDragHints>;

const nothing = (): void => undefined;

const withinData = (model: GridModel, cell: Cell): Cell => ({
  row: Math.max(0, cell.row),
  col: Math.max(model.layout.value.firstData, cell.col),
});

export function rangeDrag({ model }: GridParts): Drag {
  return {
    scrolls: true,
    move: (_, cell) => {
      if (cell !== null) model.activate(withinData(model, cell), true);
    },
    end: nothing,
    cancel: nothing,
  };
}

/** From a row's number: whole rows. */
export function gutterDrag({ model }: GridParts, from: Cell): Drag {
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
    end: nothing,
    cancel: nothing,
  };
}

export function fillDrag({ model, actions }: GridParts, hints: DragHints): Drag {
  const source = model.range.value;
  let to: Cell = { row: source.bottom, col: source.right };
  const cancel = (): void => void (hints.filling.value = null);
  return {
    scrolls: true,
    move: (_, cell) => {
      if (cell === null) return;
      to = withinData(model, cell);
      hints.filling.value = stretched(source, to);
    },
    end: () => {
      cancel();
      void actions.fillTo(source, to);
    },
    cancel,
  };
}

export function resizeDrag({ model }: GridParts, key: string, start: Point): Drag {
  const before = model.states.value;
  const width = before.find((state) => state.key === key)?.width ?? 0;
  return {
    scrolls: false,
    move: (at) => {
      model.states.value = resized(before, key, width + at.x - start.x);
    },
    end: () => {
      if (model.states.value !== before) model.arrange(model.states.value);
    },
    cancel: () => {
      model.states.value = before;
    },
  };
}

/** On a header: a sort when it stays where it is, else the column moves. */
export function headDrag(parts: GridParts, hints: DragHints, from: Cell, start: Point): Drag {
  const { model } = parts;
  let isDrag = false;
  const key = model.columnAt(from.col)?.key;
  model.activate(from, false);
  const cancel = (): void => void (hints.dropAt.value = null);
  return {
    scrolls: false,
    move: (at, cell) => {
      isDrag ||= Math.abs(at.x - start.x) > trembleMax;
      const over = cell === null ? undefined : model.columnAt(cell.col)?.key;
      if (isDrag && key !== selectKey)
        hints.dropAt.value = over === key || over === selectKey ? null : (over ?? null);
    },
    end: () => {
      const target = hints.dropAt.value;
      cancel();
      if (!isDrag) pressHead(parts, from.col);
      else if (target !== null && key !== undefined)
        model.arrange(movedTo(model.states.value, key, target));
    },
    cancel,
  };
}
