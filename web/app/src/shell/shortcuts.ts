// Keys of a page. A single key never fires while somebody types, chooses in a list or composes
// Chinese; with Ctrl it does. Under a dialog no key does: the page there stays as it was left.
import { isTyping } from "@mingce/grid";
import { onBeforeUnmount, onMounted, reactive } from "vue";

import type { TextKey } from "@/texts/texts";

export interface Shortcut {
  /** As pressed: "E", "F8", "Shift+F8", "Ctrl+K", "Alt+Enter", "1–9" (any digit). */
  readonly keys: string;
  readonly label: TextKey;
  readonly run: (event: KeyboardEvent) => void;
  /** Shown at the foot of the page, not only in the sheet. */
  readonly isShown?: boolean;
}

const kFields = "input, select, textarea, [contenteditable=true]";

/** Of the page on the screen, the last ones registered first. */
export const active = reactive<Shortcut[]>([]);

/** "Ctrl+Shift+Z" of an event; Command counts as Ctrl. */
export function pressed(event: KeyboardEvent): string {
  const key = event.key.length === 1 ? event.key.toUpperCase() : event.key;
  const parts = [];
  if (event.ctrlKey || event.metaKey) parts.push("Ctrl");
  if (event.altKey) parts.push("Alt");
  if (event.shiftKey && event.key !== "?") parts.push("Shift");
  parts.push(key === " " ? "Space" : key);
  return parts.join("+");
}

function matches(shortcut: Shortcut, keys: string): boolean {
  return shortcut.keys === "1–9" ? /^[1-9]$/.test(keys) : shortcut.keys === keys;
}

/** Meant for the field that has the focus: a letter of its text, or a step in it, along it, through it. */
function isForField(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  if (event.key.length === 1) return isTyping(event.target);
  const { target } = event;
  return event.key.startsWith("Arrow") && target instanceof Element && target.matches(kFields);
}

function onKey(event: KeyboardEvent): void {
  if (event.isComposing || event.defaultPrevented || isForField(event)) return;
  const keys = pressed(event);
  const found = active.findLast((each) => matches(each, keys));
  const dialogs = [...document.querySelectorAll(".el-dialog")];
  const isDialogOpen = dialogs.some((dialog) => dialog.getClientRects().length > 0);
  if (found === undefined || isDialogOpen) return;
  event.preventDefault();
  found.run(event);
}

export function listenForKeys(): void {
  document.addEventListener("keydown", onKey);
}

/** For as long as the component is on the screen. */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  onMounted(() => active.push(...shortcuts));
  onBeforeUnmount(() => {
    for (const shortcut of shortcuts) {
      const at = active.findIndex((each) => each.keys === shortcut.keys && each.run === shortcut.run);
      if (at >= 0) active.splice(at, 1);
    }
  });
}

const kSigns: Readonly<Record<string, string>> = { ArrowLeft: "←", ArrowRight: "→", Escape: "Esc" };

/** As a key is printed on a keyboard. */
export function keyNames(keys: string): string {
  return keys
    .split("+")
    .map((key) => kSigns[key] ?? key)
    .join(" ");
}
