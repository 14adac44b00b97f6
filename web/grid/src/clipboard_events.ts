// Ctrl+C, Ctrl+X and Ctrl+V as the browser reports them: no permission has to be asked for.
import type { GridParts } from "./grid_keys";

export function useClipboard({ editor, actions }: GridParts) {
  function copied(event: ClipboardEvent): boolean {
    if (editor.editing.value !== null || event.clipboardData === null) return false;
    event.preventDefault();
    const text = actions.copied();
    if (text === null) {
      void actions.copyLater();
      return false;
    }
    event.clipboardData.setData("text/plain", text);
    return true;
  }

  function cut(event: ClipboardEvent): void {
    if (copied(event)) void actions.clear();
  }

  function pasted(event: ClipboardEvent): void {
    if (editor.editing.value !== null || event.clipboardData === null) return;
    event.preventDefault();
    void actions.paste(event.clipboardData.getData("text/plain"));
  }

  /** A press of the mouse must not take the focus from the input that holds it. */
  function keepFocus(event: MouseEvent): void {
    if (event.target === editor.holder.value) return;
    if ((event.target as Element).closest("[data-own]") === null) event.preventDefault();
  }

  return { copied, cut, pasted, keepFocus };
}
