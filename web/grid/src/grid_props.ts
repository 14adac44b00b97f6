// What a page hands to the grid, and what it hears back.
import type { BlockRows } from "./block_rows";
import type {
  ApplyEdits,
  BlockSource,
  CheckCell,
  ColumnState,
  FindMarked,
  GridColumn,
  GridDensity,
  GridEdit,
  GridFilter,
  GridLocale,
  GridRow,
  GridSelection,
  GridSort,
  PasteBeyond,
  RefusedCell,
  RowKey,
  ValuesOf,
} from "./grid_types";

export interface GridProps {
  /** A new width, order, `hidden` or `frozen` in here takes over from what the person arranged. */
  columns: readonly GridColumn[];
  /** Rows that a server keeps. Give this or `rows`. */
  source?: BlockSource | BlockRows | undefined;
  /** Rows that the page has whole, in their order; changed rows come as a new array. */
  rows?: readonly GridRow[] | undefined;
  /** What the table is called, for those who hear it. */
  label?: string | undefined;
  sort?: GridSort | null | undefined;
  filters?: readonly GridFilter[] | undefined;
  /** A column of boxes to tick rows with. */
  selectable?: boolean;
  /** No column of row numbers. */
  noGutter?: boolean;
  density?: GridDensity | undefined;
  locale?: GridLocale | undefined;
  readOnly?: boolean;
  /** Nothing is here yet: rows of grey blocks. */
  loading?: boolean;
  /** Groups that are collapsed; without it the grid keeps them itself (only `rows` can hide). */
  collapsed?: readonly RowKey[] | undefined;
  /** Looks at a text while it is typed. A finding does not stop the edit: it marks the cell. */
  check?: CheckCell | undefined;
  /** Writes; cells show the new value meanwhile and go back where it refuses or rejects. */
  applyEdits?: ApplyEdits | undefined;
  /** The values of a column for its header filter. */
  valuesOf?: ValuesOf | undefined;
  /** F8 over rows that are not loaded; without it F8 goes through those that are. */
  findMarked?: FindMarked | undefined;
}

export interface GridEvents {
  /** One step that can be undone: typed, pasted, filled, cleared, undone or redone. */
  edit: [edits: readonly GridEdit[]];
  /** Cells that were not written, by the grid or by `applyEdits`. */
  refused: [cells: readonly RefusedCell[]];
  sort: [sort: GridSort | null];
  /** `values` null: no filter on this column any more. */
  filterRequest: [filter: { readonly column: string; readonly values: readonly string[] | null }];
  selectionChange: [selection: GridSelection];
  cellFocus: [
    cell: { readonly index: number; readonly row: RowKey | null; readonly column: string },
  ];
  open: [row: GridRow];
  peek: [row: GridRow];
  columnsChange: [columns: readonly ColumnState[]];
  pasteBeyond: [rest: PasteBeyond];
  toggleGroup: [group: { readonly key: RowKey; readonly collapsed: boolean }];
  loadError: [why: unknown];
}

export type Tell = <Name extends keyof GridEvents>(name: Name, ...given: GridEvents[Name]) => void;
