// What each row element is given at a moment. Numbers and unchanged objects only, so that an
// element whose row looks as before is not drawn again.
import { computed, watch, type Ref } from "vue";
import type { CellRange } from "./cell_range";
import { gutterText } from "./cell_view";
import type { RowShape } from "./GridBodyRow.vue";
import type { GridModel } from "./grid_model";
import type { GridScroll } from "./grid_scroll";
import type { RowTicks } from "./tick_rows";

export function useDrawnRows(
  model: GridModel,
  scroll: GridScroll,
  ticks: RowTicks,
  filling: Readonly<Ref<CellRange | null>>,
) {
  const baseStyles = computed(() =>
    model.layout.value.columns.map((laid): Record<string, string> => ({
      width: `${laid.width}px`,
    })),
  );
  const shape = computed<RowShape>(() => {
    const { first, margin } = scroll.columns.value;
    const styles = [...baseStyles.value];
    const firstStyle = styles[first];
    if (firstStyle !== undefined && margin > 0)
      styles[first] = { ...firstStyle, marginLeft: `${margin}px` };
    return {
      layout: model.layout.value,
      window: scroll.columns.value,
      styles,
      gridId: model.id,
      locale: model.locale.value,
      texts: model.texts.value,
      selectable: model.props.selectable === true,
    };
  });

  function spanOf(range: CellRange | null, index: number): { from: number; to: number } {
    const isInside = range !== null && index >= range.top && index <= range.bottom;
    return isInside ? { from: range.left, to: range.right } : { from: -1, to: -2 };
  }

  const lines = computed(() => {
    void model.store.value.version.value;
    void model.overlay.version.value;
    const { first, count, pool } = scroll.rows.value;
    const height = model.rowHeight.value;
    const active = model.active.value;
    const isShown = model.focused.value || model.wasFocused.value;
    const range = isShown && active.row >= 0 ? model.range.value : null;
    const isMany = range !== null && (range.top < range.bottom || range.left < range.right);
    const canFill = model.props.readOnly !== true && model.focused.value;
    return Array.from({ length: count }, (_, at) => {
      const index = first + at;
      const row = model.store.value.rowAt(index);
      const inRange = isMany ? spanOf(range, index) : spanOf(null, index);
      const toFill = spanOf(filling.value, index);
      const isCorner = canFill && range !== null && index === range.bottom;
      return {
        slot: index % pool,
        index,
        top: index * height - scroll.offset.value,
        row,
        over: row === undefined ? undefined : model.overlay.of(row.key),
        active: isShown && index === active.row ? active.col : -1,
        rangeFrom: inRange.from,
        rangeTo: inRange.to,
        fillFrom: toFill.from,
        fillTo: toFill.to,
        handle: isCorner ? range.right : -1,
        ticked: row !== undefined && (row.kind ?? "row") === "row" && ticks.has(row.key),
        flown: scroll.isFlying.value,
        collapsed: row?.kind === "group" && model.collapsed.value.has(row.key),
      };
    });
  });
  watch(
    lines,
    (drawn) => {
      const longest = (most: number, text: string): number => Math.max(most, text.length);
      const texts = drawn.map(({ row, index }) =>
        row === undefined ? "" : gutterText(row, index),
      );
      const digits = texts.reduce(longest, model.digits.value);
      if (digits > model.digits.value) model.digits.value = digits;
    },
    { immediate: true },
  );

  /**
   * The elements in the order of their rows, as they are read out. While the view moves they
   * keep the order that they had: moving an element costs as much as making a new one.
   */
  let order: readonly number[] = [];
  const ordered = computed(() => {
    const now = lines.value;
    if (scroll.isMoving.value && order.length === now.length) {
      const bySlot = new Map(now.map((line) => [line.slot, line]));
      const kept = order.flatMap((slot) => bySlot.get(slot) ?? []);
      if (kept.length === now.length) return kept;
    }
    order = now.map(({ slot }) => slot);
    return now;
  });
  return { shape, lines: ordered };
}
