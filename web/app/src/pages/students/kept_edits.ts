// Changes of cells that never reached the server, because the session had ended or the line was
// cut: kept in this browser for the account that typed them, and written when it is back, over the
// versions that were seen then. Sealed values are not kept anywhere but in the record.
import { Problem } from "@mingce/client";
import type { GridEdit } from "@mingce/grid";

export interface KeptEdit extends GridEdit {
  /** Of the student, when the cell was changed: somebody else's change since then is not lost. */
  readonly version: number;
}
export interface Kept {
  readonly edits: readonly KeptEdit[];
  /** Sealed cells that were typed too, and are to be typed again. */
  readonly sealed: number;
}
export const kNothingKept: Kept = { edits: [], sealed: 0 };

/** Refused changes are told cell by cell; these were never judged. */
export function neverArrived(error: unknown): boolean {
  return !(error instanceof Problem) || error.status === 401 || error.status >= 502;
}

/** What was kept, and what is to be kept besides: the later word for a cell is the one that counts. */
export function merged(kept: Kept, more: Kept): Kept {
  const byCell = new Map<string, KeptEdit>();
  for (const edit of kept.edits) byCell.set(`${edit.row}\n${edit.column}`, edit);
  for (const edit of more.edits) {
    const place = `${edit.row}\n${edit.column}`;
    const first = byCell.get(place);
    byCell.set(place, first === undefined ? edit : { ...edit, before: first.before, version: first.version });
  }
  return { edits: [...byCell.values()], sealed: kept.sealed + more.sealed };
}

/** What of these may be kept. */
export function keepable(edits: readonly KeptEdit[], isSealed: (field: string) => boolean): Kept {
  const open = edits.filter((edit) => !isSealed(edit.column));
  return { edits: open, sealed: edits.length - open.length };
}
