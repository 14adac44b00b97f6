// The list somebody came from, so that ← and → on a student go through it in its order.
import type { components } from "@mingce/client";

export interface StudentWalk {
  readonly selection: Omit<components["schemas"]["StudentQueryInput"], "fields">;
  readonly order: string;
  readonly descending: boolean;
  readonly at: number;
  readonly total: number;
}

let walk: StudentWalk | null = null;

export function keepWalk(next: StudentWalk | null): void {
  walk = next;
}
export function currentWalk(): StudentWalk | null {
  return walk;
}
