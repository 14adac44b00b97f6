// A page's own single-key shortcuts must not fire where a person types. The grid keeps the focus
// in an input even when nobody types, so the page asks here instead of looking at the tag.

/** Inputs that take no text: a letter pressed on a box that was just ticked is none. */
const textless = new Set([
  "button",
  "checkbox",
  "color",
  "file",
  "image",
  "radio",
  "range",
  "reset",
  "submit",
]);

/**
 * Whether a key pressed on `target` may be meant as text: in a form field, in editable text, or
 * in a cell that takes edits. A cell that is locked, as all of a read-only grid is, takes none.
 */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.matches("textarea, select")) return true;
  if (!(target instanceof HTMLInputElement) || textless.has(target.type)) return false;
  const isHolder = target.hasAttribute("data-grid-holder");
  return !(isHolder && target.readOnly);
}
