// A cell of the grid, judged while it is typed by what its row shows.
import { cellOf, type CheckCell } from "@mingce/grid";

import type { useTypedFindings } from "./typed_findings";

type FindingOn = ReturnType<typeof useTypedFindings>["findingOn"];

export function cellCheck(findingOn: FindingOn): CheckCell {
  return (row, column, typed) => {
    const finding = findingOn(column.key, typed, (field) => {
      const cell = row.cells[field];
      return cell === undefined || cellOf(cell).state === "unseen" ? undefined : cellOf(cell).text;
    });
    if (finding === null) return null;
    return { severity: finding.isBlocking ? "error" : "warning", text: finding.text };
  };
}
