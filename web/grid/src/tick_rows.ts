// Ticking rows with their boxes, one, a run of them, or all of the filter.
import { computed, shallowRef, watch } from "vue";
import type { GridModel } from "./grid_model";
import type { GridSelection, RowKey } from "./grid_types";
import {
  everyRow,
  headBox,
  isTicked,
  noRows,
  rowsInOneGoMax,
  ticked,
  tickedCount,
  type RowSelection,
} from "./row_selection";

export type RowTicks = ReturnType<typeof useRowTicks>;

export function useRowTicks(model: GridModel) {
  const selection = shallowRef<RowSelection>(noRows);
  const known = computed(() => model.store.value.total.value);
  /** Where the last single tick was: Shift goes on from there. */
  let from = { row: 0, tick: true };

  function put(next: RowSelection): void {
    selection.value = next;
    model.sayText("selected", { n: tickedCount(next, known.value) });
  }

  function toggle(row: number): void {
    const found = model.store.value.rowAt(row);
    if (found === undefined || (found.kind ?? "row") !== "row") return;
    from = { row, tick: !isTicked(selection.value, found.key) };
    put(ticked(selection.value, [found.key], from.tick));
  }

  async function toggleTo(row: number): Promise<void> {
    const first = Math.min(from.row, row);
    const count = Math.abs(from.row - row) + 1;
    if (count > rowsInOneGoMax) return model.sayText("tooManyRows", { n: rowsInOneGoMax });
    try {
      const keys = await model.store.value.keysOf(first, count);
      put(ticked(selection.value, keys, from.tick));
    } catch (why) {
      model.sayText("loadFailed", { text: why instanceof Error ? why.message : String(why) });
    }
  }

  const box = computed(() => headBox(selection.value, known.value));
  const toggleAll = (): void => put(box.value === "true" ? noRows : everyRow);

  const whole = computed<GridSelection>(() => {
    const { top, bottom, left, right } = model.range.value;
    const columns = model.layout.value.columns.slice(left, right + 1).map((each) => each.key);
    return {
      all: selection.value.all,
      keys: [...selection.value.keys],
      count: tickedCount(selection.value, known.value),
      ranges: [{ top, bottom, columns }],
    };
  });
  watch([selection, model.range], () => model.tell("selectionChange", whole.value));

  return {
    selection,
    box,
    toggle,
    toggleTo,
    toggleAll,
    has: (key: RowKey): boolean => isTicked(selection.value, key),
    /** For the page: ticks exactly these, or all but these. */
    set: (keys: Iterable<RowKey>, all = false): void => {
      selection.value = { all, keys: new Set(keys) };
    },
  };
}
