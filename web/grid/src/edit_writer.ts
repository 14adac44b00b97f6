// Writing: at once on the screen, then by the page, and back on the screen where that is refused.
import { overlaid } from "./cell_overlay";
import { EditSteps, reversed } from "./edit_steps";
import { judgeEdit, type Judgement } from "./edit_rules";
import type { GridModel } from "./grid_model";
import { filled } from "./grid_texts";
import type {
  CheckResult,
  EditOutcome,
  EditReason,
  GridCell,
  GridEdit,
  RefusedCell,
  RowKey,
} from "./grid_types";
import type { PlannedCell } from "./paste_plan";

/** Cells that one step may write; more would leave the page waiting. */
export const cellsInOneStepMax = 20_000;

export type EditWriter = ReturnType<typeof useEditWriter>;

export function useEditWriter(model: GridModel) {
  const steps = new EditSteps();
  /** Steps are written one after another: an undo never overtakes what it undoes. */
  let queue: Promise<unknown> = Promise.resolve();

  function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const turn = queue.then(work);
    queue = turn.catch(() => undefined);
    return turn;
  }

  /** Judges each planned cell by its row, which has to be here, and writes those that pass. */
  async function writePlanned(cells: readonly PlannedCell[], why: EditReason): Promise<void> {
    const readOnly = model.props.readOnly === true;
    const judged = cells.flatMap((cell) => {
      const column = model.columnAt(cell.col);
      const row = model.store.value.rowAt(cell.row);
      if (column === undefined) return [];
      return [judgeEdit(row, column, cell.text, readOnly, model.texts.value)];
    });
    await writeJudged(judged, why, null);
  }

  async function writeJudged(
    judged: readonly Judgement[],
    why: EditReason,
    finding: CheckResult | null,
  ): Promise<void> {
    const edits = judged.flatMap((each) => (each.is === "edit" ? [each.edit] : []));
    const refused = judged.flatMap((each) => (each.is === "refused" ? [each.refused] : []));
    await write(edits, refused, why, finding);
  }

  async function write(
    edits: readonly GridEdit[],
    refusedHere: readonly RefusedCell[],
    why: EditReason,
    finding: CheckResult | null = null,
  ): Promise<readonly GridEdit[]> {
    for (const edit of edits) model.overlay.lay(edit.row, edit.column, pendingCell(edit.after));
    if (edits.length > 0) model.tell("edit", edits);
    const outcome = edits.length > 0 ? await inTurn(() => apply(model, edits, why)) : emptyOutcome;
    const accepted = settle(model, edits, outcome, finding);
    const refused = [...refusedHere, ...outcome.refused];
    for (const cell of refused)
      if (cell.row !== "")
        model.overlay.lay(cell.row, cell.column, { mark: "error", note: cell.text });
    if (accepted.length > 0 && why !== "undo" && why !== "redo")
      steps.push({ why, edits: accepted });
    if (refused.length > 0) model.tell("refused", refused);
    report(model, accepted.length, refused, why, outcome.failed);
    return accepted;
  }

  async function takeBack(): Promise<void> {
    const step = steps.takeLast();
    if (step === null) return model.sayText("nothingToUndo");
    const open = step.edits.filter((edit) => edit.beforeMasked !== true);
    const closed = step.edits
      .filter((edit) => edit.beforeMasked === true)
      .map(({ row, column }) => ({ row, column, text: model.texts.value.maskedUndo }));
    await write(reversed(open), closed, "undo");
    goTo(model, step.edits[0]);
  }

  async function doAgain(): Promise<void> {
    const step = steps.takeUndone();
    if (step === null) return model.sayText("nothingToRedo");
    const open = step.edits.filter((edit) => edit.beforeMasked !== true);
    await write(open, [], "redo");
    goTo(model, step.edits[0]);
  }

  return { writePlanned, writeJudged, undo: takeBack, redo: doAgain, steps };
}

interface Applied extends EditOutcome {
  /** All of it was refused at once, as when the server did not answer. */
  readonly failed?: string;
}
const emptyOutcome: Applied = { refused: [] };

async function apply(
  model: GridModel,
  edits: readonly GridEdit[],
  why: EditReason,
): Promise<Applied> {
  if (model.props.applyEdits === undefined) return emptyOutcome;
  try {
    return await model.props.applyEdits(edits, why);
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    const refused = edits.map(({ row, column }) => ({ row, column, text }));
    return { refused, failed: text };
  }
}

/** Ends the waiting of every cell, and writes the accepted ones into the rows. */
function settle(
  model: GridModel,
  edits: readonly GridEdit[],
  outcome: Applied,
  finding: CheckResult | null,
): GridEdit[] {
  const nameOf = (cell: { readonly row: RowKey; readonly column: string }): string =>
    `${cell.column}\n${cell.row}`;
  const refused = new Set(outcome.refused.map(nameOf));
  const written = new Map(outcome.written?.map((each) => [nameOf(each), each.cell]));
  const accepted = edits.filter((edit) => !refused.has(nameOf(edit)));
  for (const edit of edits) model.overlay.lift(edit.row, edit.column);
  for (const edit of accepted) {
    const row = model.store.value.rowAt(model.store.value.indexOf(edit.row));
    const cell =
      written.get(nameOf(edit)) ??
      editedCell(overlaid(row?.cells[edit.column], undefined), edit.after, finding);
    model.store.value.patch(edit.row, { [edit.column]: cell });
  }
  return accepted;
}

const pendingCell = (text: string): Partial<GridCell> => ({ text, mark: "pending" });

/** What was found in the old text says nothing of the new one. */
function editedCell(before: GridCell, text: string, finding: CheckResult | null): GridCell {
  const { mark: _mark, note: _note, state: _state, old: _old, ...rest } = before;
  if (finding === null) return { ...rest, text };
  return { ...rest, text, mark: finding.severity, note: finding.text };
}

function report(
  model: GridModel,
  count: number,
  refused: readonly RefusedCell[],
  why: EditReason,
  failed: string | undefined,
): void {
  if (failed !== undefined) return model.sayText("saveFailed", { text: failed });
  const texts = model.texts.value;
  const done = why === "undo" ? texts.undone : why === "redo" ? texts.redone : texts.changed;
  const sentences = count > 0 ? [filled(done, { n: count })] : [];
  const first = refused[0];
  if (first !== undefined)
    sentences.push(filled(texts.refused, { n: refused.length, text: first.text }));
  if (sentences.length > 0) model.say(sentences.join(model.locale.value === "zh" ? "；" : "; "));
}

function goTo(model: GridModel, edit: GridEdit | undefined): void {
  if (edit === undefined) return;
  const row = model.store.value.indexOf(edit.row);
  const col = model.layout.value.columns.findIndex((column) => column.key === edit.column);
  if (row >= 0 && col >= 0) model.activate({ row, col }, false);
}
