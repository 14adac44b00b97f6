// Cells as the text that spreadsheets put on the clipboard: tabs between cells, a line each row,
// quotes around a cell that has a tab, a line break or a leading quote in it.

/**
 * Rows of cells. One line break at the end closes the last row; it does not begin another.
 * A quote counts only as the first character of a cell; one that never closes is a plain quote.
 */
export function parseCells(text: string): string[][] {
  if (text === "") return [];
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at <= text.length) {
    const cell = cellAt(text, at);
    row.push(cell.value);
    at = cell.end;
    if (text[at] === "\t") {
      at += 1;
      continue;
    }
    rows.push(row);
    row = [];
    at += text.startsWith("\r\n", at) ? 2 : 1;
    if (at >= text.length) break;
  }
  return rows;
}

interface ReadCell {
  readonly value: string;
  /** Where the tab, the line break or the end of the text is. */
  readonly end: number;
}

function cellAt(text: string, start: number): ReadCell {
  if (text[start] === '"') {
    const quoted = quotedCellAt(text, start);
    if (quoted !== null) return quoted;
  }
  let end = start;
  while (end < text.length && !isBreak(text[end])) end += 1;
  return { value: text.slice(start, end), end };
}

function quotedCellAt(text: string, start: number): ReadCell | null {
  let value = "";
  let at = start + 1;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote < 0) return null;
    value += text.slice(at, quote);
    if (text[quote + 1] === '"') {
      value += '"';
      at = quote + 2;
      continue;
    }
    const end = quote + 1;
    if (end < text.length && !isBreak(text[end])) return null;
    return { value: value.replace(/\r\n?/g, "\n"), end };
  }
}

const isBreak = (character: string | undefined): boolean =>
  character === "\t" || character === "\n" || character === "\r";

export function writeCells(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => row.map(writeCell).join("\t")).join("\r\n");
}

function writeCell(text: string): string {
  return /[\t\r\n]|^"/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
