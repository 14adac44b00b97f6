// What the grid asks of its rows, whether they are an array or kept by a server.
import type { Ref } from "vue";
import type { CellContent, GridRow, RowKey } from "./grid_types";

export interface RowStore {
  readonly total: Readonly<Ref<number>>;
  /** Counts up whenever a row is another than it was. */
  readonly version: Readonly<Ref<number>>;
  /** Why the latest block did not load; null when it did. */
  readonly error: Readonly<Ref<unknown>>;
  /** Undefined while the row is not here. */
  rowAt(index: number): GridRow | undefined;
  /** These rows are looked at: load them, and what lies far from them may go. */
  want(first: number, count: number): void;
  /** Resolves when these rows are here, to stay until the next call; rejects if they cannot be. */
  ensure(first: number, count: number): Promise<void>;
  /** The keys of these rows, block by block, without keeping them all. */
  keysOf(first: number, count: number): Promise<RowKey[]>;
  /** The row's place, or -1 when it is not here. */
  indexOf(key: RowKey): number;
  /** Writes cells of a row; false when it is not here. */
  patch(key: RowKey, cells: Readonly<Record<string, CellContent>>): boolean;
}

export function withCells(row: GridRow, cells: Readonly<Record<string, CellContent>>): GridRow {
  return { ...row, cells: { ...row.cells, ...cells } };
}
