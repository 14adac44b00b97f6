// What the table shows as a request for a file: the same conditions, the rows that are ticked, the
// columns as they stand.
import type { components } from "@mingce/client";
import type { GridSelection } from "@mingce/grid";

import { selectionOf, type useStudentTable } from "./student_table";

export type ExportRequest = components["schemas"]["MeasureExport"];
type Order = NonNullable<ExportRequest["order"]>;

const kOffered: readonly string[] = ["number", "name", "class", "change", "source"] satisfies Order[];

/** A file comes in an order of lists; a table ordered by another column is not one of them. */
export function isOffered(order: string): order is Order {
  return kOffered.includes(order);
}

export function exportRequest(
  table: ReturnType<typeof useStudentTable>,
  intake: string,
  ticked: GridSelection | null,
): ExportRequest {
  const { state } = table;
  const isTicked = ticked !== null && ticked.count > 0;
  return {
    ...selectionOf(intake, state),
    fields: table.shown.value.map((column) => column.key),
    ...(isTicked && !ticked.all ? { chosen: ticked.keys.map(String) } : {}),
    ...(isTicked && ticked.all ? { left_out: ticked.keys.map(String) } : {}),
    ...(isOffered(state.order) ? { order: state.order, descending: state.descending } : {}),
  };
}
