// Whether a text may be written into a cell, before anyone else is asked.
import { filled, type GridTexts } from "./grid_texts";
import {
  cellOf,
  type GridColumn,
  type GridEdit,
  type GridRow,
  type RefusedCell,
} from "./grid_types";
import { selectKey } from "./column_layout";

export type Judgement =
  | { readonly is: "edit"; readonly edit: GridEdit }
  | { readonly is: "refused"; readonly refused: RefusedCell }
  | { readonly is: "same" };

/** Why the cell takes no edit at all; null when it does. */
export function whyLocked(
  row: GridRow | undefined,
  column: GridColumn,
  readOnly: boolean,
  texts: GridTexts,
): string | null {
  if (row === undefined) return texts.notLoaded;
  if ((row.kind ?? "row") !== "row") return texts.groupRow;
  if (readOnly || column.editable !== true || column.key === selectKey) return texts.readOnly;
  return cellOf(row.cells[column.key]).state === "unseen" ? texts.unseen : null;
}

export function judgeEdit(
  row: GridRow | undefined,
  column: GridColumn,
  text: string,
  readOnly: boolean,
  texts: GridTexts,
): Judgement {
  const refuse = (why: string): Judgement => ({
    is: "refused",
    refused: { row: row?.key ?? "", column: column.key, text: why },
  });
  const locked = whyLocked(row, column, readOnly, texts);
  if (locked !== null || row === undefined) return refuse(locked ?? texts.notLoaded);
  const cell = cellOf(row.cells[column.key]);
  const after = storedText(column, text);
  if (after === null) return refuse(filled(texts.notInCodes, { text }));
  if (after === cell.text) return { is: "same" };
  const takesMasks = column.mask !== true && cell.state !== "masked";
  if (!takesMasks && after.includes("**")) return refuse(texts.maskedText);
  const edit = { row: row.key, column: column.key, before: cell.text, after };
  return {
    is: "edit",
    edit: cell.state === "masked" ? { ...edit, beforeMasked: true } : edit,
  };
}

/** The value behind a label of a code column; null when the code table has neither. */
export function storedText(column: GridColumn, text: string): string | null {
  if (column.options === undefined) return text;
  const sought = text.trim();
  if (sought === "") return "";
  const option =
    column.options.find((each) => each.value === sought) ??
    column.options.find((each) => each.label === sought);
  return option?.value ?? null;
}

const labelsOf = new WeakMap<readonly object[], ReadonlyMap<string, string>>();

/** What a person reads in the cell, and what is copied from it. */
export function shownText(column: GridColumn, text: string): string {
  if (column.options === undefined) return text;
  let labels = labelsOf.get(column.options);
  if (labels === undefined) {
    labels = new Map(column.options.map((option) => [option.value, option.label]));
    labelsOf.set(column.options, labels);
  }
  return labels.get(text) ?? text;
}
