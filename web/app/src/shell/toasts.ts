// What was just done, with the way back: a toast stays ten seconds, longer while it is pointed at or has the focus.
import { reactive } from "vue";

export interface Toast {
  readonly id: number;
  readonly kind: "done" | "failed";
  readonly text: string;
  /** Second line: what is safe, the request's number. */
  readonly detail: string;
  readonly action: { readonly label: string; readonly run: () => void } | null;
}

const kStayMs = 10_000;
const kMost = 4;

export const toasts = reactive<Toast[]>([]);
const timers = new Map<number, ReturnType<typeof setTimeout>>();
let last = 0;

export function dropToast(id: number): void {
  clearTimeout(timers.get(id));
  timers.delete(id);
  const at = toasts.findIndex((each) => each.id === id);
  if (at >= 0) toasts.splice(at, 1);
}

export function holdToast(id: number): void {
  clearTimeout(timers.get(id));
}
export function releaseToast(id: number): void {
  clearTimeout(timers.get(id));
  timers.set(
    id,
    setTimeout(() => dropToast(id), kStayMs),
  );
}

export function showToast(toast: Partial<Omit<Toast, "id">> & { readonly text: string }): number {
  const id = ++last;
  toasts.push({ kind: "done", detail: "", action: null, ...toast, id });
  if (toasts.length > kMost) dropToast(toasts[0]?.id ?? 0);
  releaseToast(id);
  return id;
}
