// As wide as its texts: what a double click on the edge of a header asks for.
import { resized } from "./column_layout";
import type { GridModel } from "./grid_model";

/** Pixels on either side of a text, as in the style sheet. */
const cellPadding = 8;

/** Fits a column to the widest of the texts that are drawn, its title among them. */
export function fitColumn(model: GridModel, view: Element, col: number): void {
  const key = model.columnAt(col)?.key;
  if (key === undefined) return;
  const number = col + 1 + (model.layout.value.gutter > 0 ? 1 : 0);
  const text = document.createRange();
  let width = 0;
  for (const cell of view.querySelectorAll(`[aria-colindex="${number}"]`)) {
    text.selectNodeContents(cell.querySelector(".rg-name") ?? cell);
    const aside = cell.querySelector(".rg-sr");
    if (aside !== null) text.setEndBefore(aside);
    width = Math.max(width, text.getBoundingClientRect().width);
  }
  model.arrange(resized(model.states.value, key, width + 2 * cellPadding + 1));
}
