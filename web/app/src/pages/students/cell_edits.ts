// What the grid writes: changes of many cells as one act of the record, undone as one.
import { given, type components } from "@mingce/client";
import type { EditOutcome, GridEdit } from "@mingce/grid";

import { api } from "@/api/server";
import { undoOperation } from "@/api/operations";
import { showToast } from "@/shell/toasts";
import { either, grouped, text } from "@/texts/texts";

type Outcome = components["schemas"]["EditsOutcome"];
export type Conflict = Outcome["conflicts"][number];

export interface Written {
  readonly outcome: EditOutcome;
  readonly conflicts: readonly Conflict[];
  readonly versions: Outcome["versions"];
}

function changesOf(edits: readonly GridEdit[], versionOf: (student: string) => number) {
  const byStudent = new Map<string, Record<string, string>>();
  for (const edit of edits) {
    const values = byStudent.get(edit.row) ?? {};
    values[edit.column] = edit.after;
    byStudent.set(edit.row, values);
  }
  return [...byStudent].map(([student, values]) => ({ student, version: versionOf(student), values }));
}

/** The toast tells what was written and what was not, with the way back. */
function tell(outcome: Outcome, undone: () => void): void {
  const refused = outcome.refused[0];
  const left = outcome.conflicts.reduce((total, each) => total + each.fields.length, 0);
  const detail = [
    refused === undefined
      ? ""
      : text("students.edit_refused", { n: outcome.refused.length, why: either(refused) }),
    left === 0 ? "" : text("students.edit_conflict", { n: left }),
  ]
    .filter((part) => part !== "")
    .join(" ");
  if (outcome.written === 0 && detail === "") return;
  const { operation } = outcome;
  showToast({
    kind: outcome.written === 0 ? "failed" : "done",
    text:
      outcome.written === 0
        ? detail
        : text("students.edited", {
            cells: grouped(outcome.written),
            people: text("common.people", { n: outcome.students }),
          }),
    detail: outcome.written === 0 ? "" : detail,
    action:
      operation === null || outcome.written === 0
        ? null
        : { label: text("common.undo"), run: () => void undoOperation(operation).then(undone) },
  });
}

export async function writeCells(
  intake: string,
  edits: readonly GridEdit[],
  versionOf: (student: string) => number,
  undone: () => void,
): Promise<Written> {
  const body = { intake, reason: text("students.edit_reason"), changes: changesOf(edits, versionOf) };
  const outcome = await given(api.POST("/api/v1/edits", { body }));
  tell(outcome, undone);
  const refused = outcome.refused.map((each) => ({
    row: each.student,
    column: each.field,
    text: either(each),
  }));
  const inConflict = outcome.conflicts.flatMap((each) =>
    each.fields.map((field) => ({
      row: each.student,
      column: field.field,
      text: text("students.edit_conflict", { n: 1 }),
    })),
  );
  return {
    outcome: { refused: [...refused, ...inConflict] },
    conflicts: outcome.conflicts,
    versions: outcome.versions,
  };
}
