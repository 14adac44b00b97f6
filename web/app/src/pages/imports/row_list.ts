// Rows of a batch as a list to hand to whoever sent the file.
import { csvOf } from "@/parts/pasted_table";
import type { BatchRow } from "./batch_rows";

export interface RowWords {
  readonly header: readonly string[]; // file, sheet, row, name, exam number, department, what, what to do
  readonly change: (change: BatchRow["changes"][number]) => string;
  readonly finding: (finding: BatchRow["findings"][number]) => string;
  readonly remedy: (finding: BatchRow["findings"][number]) => string;
  readonly candidates: (names: readonly string[]) => string;
}

/** A spreadsheet takes what begins with one of these for a formula. */
function asText(value: string): string {
  return /^[=+\-@\t]/.test(value) ? `'${value}` : value;
}

/** One line for each thing to be said of a row, so that it can be sorted and ticked off. */
export function listOf(rows: readonly BatchRow[], words: RowWords): string {
  const lines: string[][] = [[...words.header]];
  for (const row of rows) {
    const of = [
      row.file,
      row.sheet,
      row.row === 0 ? "" : String(row.row),
      row.name,
      row.exam_number,
      row.department,
    ];
    const said: [string, string][] = [
      ...row.findings.map((each): [string, string] => [words.finding(each), words.remedy(each)]),
      ...row.changes.map((each): [string, string] => [words.change(each), ""]),
      ...(row.candidates.length > 0 ? [[words.candidates(row.candidates), ""] as [string, string]] : []),
    ];
    for (const what of said.length > 0 ? said : [["", ""]]) lines.push([...of, ...what].map(asText));
  }
  return csvOf(lines);
}
