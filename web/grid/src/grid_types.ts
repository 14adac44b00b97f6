// The words that a page and the grid speak to each other in.
import type { Ref } from "vue";

export type RowKey = string;

/** One value of a code table: `value` is stored, `label` is read. */
export interface CodeOption {
  readonly value: string;
  readonly label: string;
}

export interface GridColumn {
  readonly key: string;
  readonly title: string;
  /** Pixels. */
  readonly width: number;
  readonly frozen?: boolean;
  readonly hidden?: boolean;
  readonly align?: "start" | "end";
  readonly editable?: boolean;
  readonly sortable?: boolean;
  readonly filterable?: boolean;
  readonly kind?: "text" | "number" | "date" | "code";
  /** A code cell holds a `value`, shows its `label`, and takes either when typed or pasted. */
  readonly options?: readonly CodeOption[];
  /** Values arrive with asterisks: what is copied stays masked, and asterisks are never written. */
  readonly mask?: boolean;
  /** Drawn heavier, as the name of a student is. */
  readonly strong?: boolean;
}

export type CellMark =
  "error" | "warning" | "changed" | "added" | "removed" | "pending" | "conflict";

export interface GridCell {
  readonly text: string;
  /** `masked`: partly asterisks. `unseen`: the reader may not see it at all, nor write over it. */
  readonly state?: "masked" | "unseen";
  readonly mark?: CellMark;
  /** What a finding says: the tooltip, and read out after the value. */
  readonly note?: string;
  /** The earlier value: the cell shows `old → text`. */
  readonly old?: string;
  /** How many comments lie on the cell: a corner mark. */
  readonly comments?: number;
  /** The value has a history to be looked up: a dotted underline. */
  readonly history?: boolean;
  /** A small tag behind the text, as for states that a person scans for. */
  readonly tag?: "ok" | "warn" | "danger" | "info" | "plain";
}

export type CellContent = GridCell | string;

export interface GridRow {
  readonly key: RowKey;
  /** The row's own number in its source file. */
  readonly gutter?: string;
  readonly cells: Readonly<Record<string, CellContent>>;
  readonly kind?: "row" | "group" | "subtotal";
  /** What a group or a subtotal is called. */
  readonly label?: string;
  /** 0 is the outermost group. A plain row lies below the group above it, whatever its depth. */
  readonly depth?: number;
}

/** Rows that a server keeps: asked for in blocks of 200. */
export interface BlockSource {
  /** Rows altogether under the filter; `load` may set it. */
  readonly total: Ref<number>;
  /** Rejects when it cannot; is aborted when nobody looks at the block any more. */
  load(first: number, count: number, signal: AbortSignal): Promise<readonly GridRow[]>;
}

export interface GridEdit {
  readonly row: RowKey;
  readonly column: string;
  readonly before: string;
  readonly after: string;
  /** `before` is a masked or hidden text: no one may write it back. */
  readonly beforeMasked?: boolean;
}

export interface RefusedCell {
  readonly row: RowKey;
  readonly column: string;
  /** Why, for a person. */
  readonly text: string;
}

export interface EditOutcome {
  readonly refused: readonly RefusedCell[];
  /** Cells as the server keeps them, where that differs from what was typed. */
  readonly written?: readonly {
    readonly row: RowKey;
    readonly column: string;
    readonly cell: CellContent;
  }[];
}

export type EditReason = "type" | "paste" | "fill" | "clear" | "undo" | "redo";
export type ApplyEdits = (edits: readonly GridEdit[], why: EditReason) => Promise<EditOutcome>;

export interface CheckResult {
  readonly severity: "error" | "warning";
  readonly text: string;
}
export type CheckCell = (row: GridRow, column: GridColumn, text: string) => CheckResult | null;

export interface GridSort {
  readonly column: string;
  readonly descending: boolean;
}

/** A header filter in force: the values of `column` that are let through. */
export interface GridFilter {
  readonly column: string;
  readonly values: readonly string[];
}

export interface FilterValue {
  readonly value: string;
  readonly label: string;
  readonly count: number;
}
export type ValuesOf = (column: string) => Promise<readonly FilterValue[]>;

/** What a saved view keeps of a column; the order of the list is the order of the columns. */
export interface ColumnState {
  readonly key: string;
  readonly width: number;
  readonly hidden: boolean;
  readonly frozen: boolean;
}

/** What a paste had left when it came to the edge of the table. */
export interface PasteBeyond {
  /** Whole rows that would come after the last one. */
  readonly rows: readonly (readonly string[])[];
  /** Columns of the block that had no column to go to. */
  readonly columns: number;
  /** The column that `rows` begin at. */
  readonly column: string;
}

/** Cells between two corners; rows are places in the present order, both ends included. */
export interface GridRange {
  readonly top: number;
  readonly bottom: number;
  readonly columns: readonly string[];
}

export interface GridSelection {
  /** Every row of the filter but `keys`; otherwise `keys` alone. */
  readonly all: boolean;
  readonly keys: readonly RowKey[];
  readonly count: number;
  readonly ranges: readonly GridRange[];
}

/** A cell by its place; row -1 is the header. */
export interface CellPlace {
  readonly row: number;
  readonly column: string;
}

/** Where the next marked cell is, over rows that the page has not loaded too. */
export type FindMarked = (from: CellPlace, step: 1 | -1) => Promise<CellPlace | null>;

export type GridDensity = "compact" | "normal" | "relaxed" | "touch";
export type GridLocale = "zh" | "en";

export function cellOf(content: CellContent | undefined): GridCell {
  if (content === undefined) return emptyCell;
  return typeof content === "string" ? { text: content } : content;
}
const emptyCell: GridCell = { text: "" };
