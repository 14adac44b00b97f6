// Where the keys of a grid lead: rows of recipients, columns of fields, as the APG has it.
export interface Place {
  readonly row: number;
  readonly column: number;
}
interface Size {
  readonly rows: number;
  readonly columns: number;
}
type Pressed = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey">;

const within = (at: number, count: number): number => Math.max(0, Math.min(count - 1, at));
const kPage = 8;

/** Null for a key that does not move. */
export function moved(from: Place, { key, ctrlKey, metaKey }: Pressed, size: Size): Place | null {
  const isFar = ctrlKey || metaKey;
  const to = (row: number, column: number): Place => ({
    row: within(row, size.rows),
    column: within(column, size.columns),
  });
  const { row, column } = from;
  switch (key) {
    case "ArrowUp":
      return to(isFar ? 0 : row - 1, column);
    case "ArrowDown":
      return to(isFar ? size.rows - 1 : row + 1, column);
    case "ArrowLeft":
      return to(row, isFar ? 0 : column - 1);
    case "ArrowRight":
      return to(row, isFar ? size.columns - 1 : column + 1);
    case "Home":
      return to(isFar ? 0 : row, 0);
    case "End":
      return to(isFar ? size.rows - 1 : row, size.columns - 1);
    case "PageUp":
      return to(row - kPage, column);
    case "PageDown":
      return to(row + kPage, column);
    default:
      return null;
  }
}
