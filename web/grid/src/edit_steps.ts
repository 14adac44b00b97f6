// The grid's own undo: each step is what one action wrote, and goes back as a whole.
import type { EditReason, GridEdit } from "./grid_types";

export interface EditStep {
  readonly why: EditReason;
  readonly edits: readonly GridEdit[];
}

/** Older steps fall off the end: the change log of the school still has them. */
export const stepsMax = 200;

export class EditSteps {
  private done: EditStep[] = [];
  private undone: EditStep[] = [];

  /** A new step ends what could be redone. */
  push(step: EditStep): void {
    this.undone = [];
    this.keep(step);
  }

  /** The step to take back, which then can be redone. */
  takeLast(): EditStep | null {
    const step = this.done.pop();
    if (step !== undefined) this.undone.push(step);
    return step ?? null;
  }

  takeUndone(): EditStep | null {
    const step = this.undone.pop();
    if (step !== undefined) this.keep(step);
    return step ?? null;
  }

  get canUndo(): boolean {
    return this.done.length > 0;
  }

  get canRedo(): boolean {
    return this.undone.length > 0;
  }

  private keep(step: EditStep): void {
    this.done.push(step);
    if (this.done.length > stepsMax) this.done.shift();
  }
}

/** The edits that lead back, the last one first. */
export function reversed(edits: readonly GridEdit[]): GridEdit[] {
  return edits
    .map(({ row, column, before, after }) => ({ row, column, before: after, after: before }))
    .reverse();
}
