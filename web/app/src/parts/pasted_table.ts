// A block copied from Excel or WPS, as the CSV that is uploaded: cells as they are shown, so that an
// 18-digit number keeps its digits.
import { parseCells } from "@mingce/grid";

/** Rows that hold anything. */
export function rowsOfPaste(pasted: string): string[][] {
  return parseCells(pasted).filter((row) => row.some((cell) => cell.trim() !== ""));
}

export function csvOf(rows: readonly (readonly string[])[]): string {
  const quoted = (value: string): string =>
    /[",\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
  // The mark says UTF-8 to whoever opens it elsewhere.
  return `\uFEFF${rows.map((row) => row.map(quoted).join(",")).join("\r\n")}\r\n`;
}
