// What lies over the rows while it is on its way to the server, or was sent back by it.
import { shallowRef } from "vue";
import { cellOf, type CellContent, type GridCell, type RowKey } from "./grid_types";

export type RowOverlay = Readonly<Record<string, Partial<GridCell>>>;

export class CellOverlay {
  /** Counts up with each change. */
  readonly version = shallowRef(0);
  private readonly rows = new Map<RowKey, RowOverlay>();

  of(key: RowKey): RowOverlay | undefined {
    return this.rows.get(key);
  }

  lay(key: RowKey, column: string, over: Partial<GridCell>): void {
    this.rows.set(key, { ...this.rows.get(key), [column]: over });
    this.version.value += 1;
  }

  lift(key: RowKey, column: string): void {
    const { [column]: lifted, ...rest } = this.rows.get(key) ?? {};
    if (lifted === undefined) return;
    if (Object.keys(rest).length === 0) this.rows.delete(key);
    else this.rows.set(key, rest);
    this.version.value += 1;
  }

  /** The cells that were sent back keep their note; this ends all of them. */
  clear(): void {
    this.rows.clear();
    this.version.value += 1;
  }
}

export function overlaid(
  content: CellContent | undefined,
  over: Partial<GridCell> | undefined,
): GridCell {
  const cell = cellOf(content);
  return over === undefined ? cell : { ...cell, ...over };
}
