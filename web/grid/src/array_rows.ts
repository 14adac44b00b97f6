// Rows that the page has whole, with collapsed groups left out and written cells laid over them.
import { computed, shallowRef, toRaw, watch, type Ref } from "vue";
import { visiblePlaces } from "./group_rows";
import type { GridRow, RowKey } from "./grid_types";
import { withCells, type RowStore } from "./row_store";

/** `rows` is looked at as a whole: a page that changes a row hands over a new array. */
export function useArrayRows(
  rows: () => readonly GridRow[],
  collapsed: Readonly<Ref<ReadonlySet<RowKey>>>,
): RowStore {
  const whole = computed(() => toRaw(rows()));
  const version = shallowRef(0);
  /** Cells written since the page last handed rows over. */
  const written = new Map<RowKey, GridRow>();
  const places = computed(() =>
    whole.value.some((row) => row.kind === "group")
      ? visiblePlaces(whole.value, collapsed.value)
      : null,
  );
  const indexes = computed(() => {
    const byKey = new Map<RowKey, number>();
    const count = places.value?.length ?? whole.value.length;
    for (let index = 0; index < count; index += 1) {
      const row = whole.value[places.value?.[index] ?? index];
      if (row !== undefined) byKey.set(row.key, index);
    }
    return byKey;
  });
  watch(whole, () => written.clear(), { flush: "sync" });
  watch([whole, places], () => (version.value += 1), { flush: "sync" });

  const total = computed(() => places.value?.length ?? whole.value.length);
  const rowAt = (index: number): GridRow | undefined => {
    const place = places.value === null ? index : places.value[index];
    const row = place === undefined ? undefined : whole.value[place];
    return row === undefined ? undefined : (written.get(row.key) ?? row);
  };
  function* loaded(first = 0, count = total.value): Iterable<readonly [number, GridRow]> {
    for (let index = first; index < Math.min(first + count, total.value); index += 1) {
      const row = rowAt(index);
      if (row !== undefined) yield [index, row];
    }
  }
  return {
    total,
    version,
    error: shallowRef(null),
    rowAt,
    want: () => undefined,
    ensure: () => Promise.resolve(),
    keysOf: (first, count) =>
      Promise.resolve(
        [...loaded(first, count)]
          .filter(([, row]) => (row.kind ?? "row") === "row")
          .map(([, row]) => row.key),
      ),
    indexOf: (key) => indexes.value.get(key) ?? -1,
    patch(key, cells) {
      const row = rowAt(indexes.value.get(key) ?? -1);
      if (row === undefined) return false;
      written.set(key, withCells(row, cells));
      version.value += 1;
      return true;
    },
  };
}
