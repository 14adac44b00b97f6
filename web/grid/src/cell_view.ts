// What a cell looks like and what is read out for it: classes, never styles.
import { filled, markNames, type GridTexts } from "./grid_texts";
import { shownText } from "./edit_rules";
import type { GridCell, GridColumn, GridLocale, GridRow } from "./grid_types";

export interface CellView {
  readonly classes: string;
  readonly text: string;
  /** The earlier value, shown before `text`. */
  readonly old: string | null;
  readonly tag: string | null;
  readonly title: string | null;
  /** Read out after the text, not shown. */
  readonly aside: string | null;
}

/** The row's number in its source file, or else its place; groups have none. */
export const gutterText = (row: GridRow, index: number): string =>
  row.gutter ?? ((row.kind ?? "row") === "row" ? String(index + 1) : "");

export function cellView(
  cell: GridCell,
  column: GridColumn,
  locale: GridLocale,
  texts: GridTexts,
): CellView {
  const text = cell.state === "unseen" ? "—" : shownText(column, cell.text);
  const old = cell.old === undefined ? null : shownText(column, cell.old);
  return {
    classes: classesOf(cell, column),
    text,
    old,
    tag: cell.tag ?? null,
    // Both values of a change seldom fit into the cell.
    title: cell.note ?? (old === null ? null : `${old} → ${text}`),
    aside: asideOf(cell, column, locale, texts),
  };
}

function classesOf(cell: GridCell, column: GridColumn): string {
  let classes = "rg-cell";
  if (column.align === "end" || (column.align === undefined && column.kind === "number"))
    classes += " rg-end";
  if (column.strong === true) classes += " rg-strong";
  if (cell.state === "masked" || column.mask === true) classes += " rg-mask";
  if (cell.state === "unseen") classes += " rg-unseen";
  if (cell.mark !== undefined) classes += ` rg-marked rg-${cell.mark}`;
  if (cell.old !== undefined) classes += " rg-both";
  if (cell.history === true) classes += " rg-history";
  if ((cell.comments ?? 0) > 0) classes += " rg-commented";
  return classes;
}

function asideOf(
  cell: GridCell,
  column: GridColumn,
  locale: GridLocale,
  texts: GridTexts,
): string | null {
  if (
    cell.mark === undefined &&
    cell.state !== "unseen" &&
    cell.history !== true &&
    (cell.comments ?? 0) === 0
  )
    return null;
  const parts: string[] = [];
  if (cell.state === "unseen") parts.push(texts.hidden);
  if (cell.mark !== undefined) {
    const name = markNames[locale][cell.mark];
    const between = locale === "zh" ? "：" : ": ";
    parts.push(cell.note === undefined ? name : name + between + cell.note);
  }
  if (cell.old !== undefined)
    parts.push(filled(texts.oldValue, { text: shownText(column, cell.old) }));
  if (cell.history === true) parts.push(texts.history);
  if ((cell.comments ?? 0) > 0) parts.push(filled(texts.comments, { n: cell.comments ?? 0 }));
  const comma = locale === "zh" ? "，" : ", ";
  return comma + parts.join(comma);
}
