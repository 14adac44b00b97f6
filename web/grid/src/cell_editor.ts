// The one input of the grid. It holds the focus all the time and lies unseen on the current cell,
// so that an input method that begins to compose there has its first character in the right place;
// when a text begins, the same input becomes the editor.
import { computed, shallowRef, watch } from "vue";
import type { Cell } from "./cell_range";
import { cellView } from "./cell_view";
import { judgeEdit, shownText, storedText, whyLocked } from "./edit_rules";
import type { EditWriter } from "./edit_writer";
import type { GridModel } from "./grid_model";
import type { GridScroll } from "./grid_scroll";
import { filled } from "./grid_texts";
import type { CheckResult, GridRow } from "./grid_types";

export interface Editing {
  readonly cell: Cell;
  /** The row as it was when the text began: the rows may come into another order meanwhile. */
  readonly row: GridRow;
  /** `typing`: over the old text, and arrows leave. `editing`: inside it, and arrows move in it. */
  readonly kind: "typing" | "editing";
  /** F2 on a masked value or on one of a list: there is no text to begin with. */
  readonly startsEmpty: boolean;
}

export type CellEditor = ReturnType<typeof useCellEditor>;

export function useCellEditor(model: GridModel, scroll: GridScroll, writer: EditWriter) {
  const holder = shallowRef<HTMLInputElement | null>(null);
  const editing = shallowRef<Editing | null>(null);
  const finding = shallowRef<CheckResult | null>(null);
  const column = computed(() => model.columnAt((editing.value?.cell ?? model.active.value).col));
  const isComposing = { value: false };
  /** Where the finding stands: under the input, or over it in the last row of the view. */
  const below = shallowRef<Record<string, string>>({});
  /** Tab went on from this column: the next Enter returns to it, one row down. */
  let tabbedFrom: number | null = null;

  const why = (): string | null => {
    const at = column.value;
    if (at === undefined || model.active.value.row < 0) return model.texts.value.readOnly;
    const row = model.store.value.rowAt(model.active.value.row);
    return whyLocked(row, at, model.props.readOnly === true, model.texts.value);
  };

  function place(): void {
    const element = holder.value;
    if (element === null) return;
    const { width: viewWidth, height } = scroll.view.value;
    const viewHeight = height + model.headHeight.value;
    const box = scroll.cellBox(editing.value?.cell ?? model.active.value);
    // Kept inside the view: a browser scrolls to an input that is typed into.
    const x = Math.min(Math.max(0, box.x), Math.max(0, viewWidth - box.width));
    const y = Math.min(Math.max(0, box.y), Math.max(0, viewHeight - model.rowHeight.value));
    element.style.transform = `translate(${x}px, ${y}px)`;
    element.style.width = `${box.width}px`;
    if (editing.value === null) return;
    const isLow = y + 2 * model.rowHeight.value > viewHeight;
    below.value = {
      transform: `translate(${x}px, ${isLow ? y : y + model.rowHeight.value}px)`,
      ...(isLow ? { marginTop: "-28px" } : {}),
    };
  }

  function focus(): void {
    holder.value?.focus({ preventScroll: true });
  }

  /** False when the cell takes no edit; the reason is said. */
  function begin(kind: Editing["kind"], text: string | null, startsEmpty = false): boolean {
    const reason = why();
    const row = model.store.value.rowAt(model.active.value.row);
    if (reason !== null || row === undefined) {
      model.say(reason ?? model.texts.value.notLoaded);
      return false;
    }
    scroll.show(model.active.value);
    editing.value = { cell: model.active.value, row, kind, startsEmpty };
    finding.value = null;
    if (holder.value !== null && text !== null) holder.value.value = text;
    place();
    return true;
  }

  /** F2 and double-click: with the text that is there, unless it is masked or from a list. */
  function beginWithin(): boolean {
    const cell = model.cellAt(model.active.value.row, model.active.value.col);
    const startsEmpty = cell?.state === "masked" || column.value?.options !== undefined;
    const begun = begin("editing", startsEmpty ? "" : (cell?.text ?? ""), startsEmpty);
    if (begun) holder.value?.select();
    return begun;
  }

  /** Letters that an input method has not made a text of yet are judged by nobody. */
  function check(): void {
    if (isComposing.value) return;
    const row = editing.value?.row;
    const at = column.value;
    const stored = at === undefined ? null : storedText(at, holder.value?.value ?? "");
    finding.value =
      row === undefined || at === undefined || stored === null
        ? null
        : (model.props.check?.(row, at, stored) ?? null);
  }

  function composed(isBegin: boolean): void {
    isComposing.value = isBegin;
    if (isBegin && editing.value === null) begin("typing", null);
    if (!isBegin && editing.value !== null) check();
  }

  function typed(): void {
    if (editing.value === null && !begin("typing", null)) {
      if (holder.value !== null) holder.value.value = "";
      return;
    }
    check();
  }

  /** From now on arrows move inside the text. */
  function stay(): void {
    if (editing.value !== null) editing.value = { ...editing.value, kind: "editing" };
  }

  function end(): void {
    editing.value = null;
    finding.value = null;
    if (holder.value !== null) holder.value.value = "";
    place();
  }

  /** False when the text cannot stand and the person is asked to go on. */
  function commit(mayStay: boolean): boolean {
    const now = editing.value;
    const at = column.value;
    if (now === null || at === undefined) return true;
    const text = holder.value?.value ?? "";
    const found = finding.value;
    const row = model.store.value.rowAt(model.store.value.indexOf(now.row.key)) ?? now.row;
    // It was begun empty because the old text cannot be edited: still empty is no change.
    const isUntouched = text === "" && now.startsEmpty;
    const judged = judgeEdit(row, at, text, model.props.readOnly === true, model.texts.value);
    if (judged.is === "refused" && mayStay && !isUntouched) {
      finding.value = { severity: "error", text: judged.refused.text };
      model.say(judged.refused.text);
      return false;
    }
    end();
    if (!isUntouched) void writer.writeJudged([judged], "type", found);
    return true;
  }

  function rememberTab(move: string | null, from: number): number | null {
    const back = move === "down" || move === "up" ? tabbedFrom : null;
    if (move === "right" || move === "left") tabbedFrom ??= from;
    else tabbedFrom = null;
    return back;
  }

  scroll.onMove(place);
  // The page moved the current cell away: the text stays with the cell it was typed into.
  watch(
    model.active,
    (cell) => {
      const now = editing.value?.cell;
      if (now !== undefined && (now.row !== cell.row || now.col !== cell.col)) commit(false);
    },
    { flush: "sync" },
  );
  watch(
    [model.active, model.layout, model.rowHeight],
    () => {
      if (editing.value === null) place();
    },
    { flush: "post" },
  );

  return {
    holder,
    editing,
    finding,
    below,
    isComposing,
    begin,
    beginWithin,
    commit,
    cancel: end,
    stay,
    typed,
    composed,
    focus,
    place,
    rememberTab,
    forgetTab: () => (tabbedFrom = null),
    isLocked: computed(() => {
      void model.store.value.version.value;
      return editing.value === null && why() !== null;
    }),
    placeholder: computed(() => placeholderOf(model, editing.value)),
    options: computed(() => (editing.value === null ? null : (column.value?.options ?? null))),
    label: computed(() => {
      void model.store.value.version.value;
      return labelOf(model, editing.value !== null);
    }),
  };
}

function placeholderOf(model: GridModel, editing: Editing | null): string {
  const column = model.columnAt(model.active.value.col);
  if (editing?.startsEmpty !== true || column === undefined) return "";
  const cell = model.cellAt(editing.cell.row, editing.cell.col);
  return cell === undefined ? "" : shownText(column, cell.text);
}

/** What is heard when the focus comes to a cell, or when its text is being changed. */
function labelOf(model: GridModel, isEditing: boolean): string {
  const { row, col } = model.active.value;
  const column = model.columnAt(col);
  if (column === undefined) return model.texts.value.grid;
  if (isEditing) return filled(model.texts.value.editing, { text: column.title });
  const cell = row < 0 ? undefined : model.cellAt(row, col);
  if (cell === undefined) return column.title || model.texts.value.grid;
  const view = cellView(cell, column, model.locale.value, model.texts.value);
  return `${column.title} ${view.text}${view.aside ?? ""}`.trim() || model.texts.value.grid;
}
