// Who a selection names, with the versions that were looked at; "all but these" is walked in blocks.
import { given } from "@mingce/client";
import type { GridSelection } from "@mingce/grid";

import { api } from "@/api/server";
import { selectionOf, type StudentItem, type useStudentTable } from "./student_table";

export type Chosen = Pick<StudentItem, "id" | "version">;
const kBlock = 200;

export async function chosenStudents(
  table: ReturnType<typeof useStudentTable>,
  intake: string,
  selection: GridSelection,
): Promise<readonly Chosen[]> {
  const named = new Set(selection.keys);
  const known = [...named].flatMap((id) => table.items.get(id) ?? []);
  if (!selection.all && known.length === named.size) return known;
  const found: Chosen[] = [];
  for (let offset = 0; ; offset += kBlock) {
    const body = { ...selectionOf(intake, table.state), fields: [], offset, limit: kBlock };
    const block = await given(api.POST("/api/v1/students/query", { body }));
    found.push(...block.items);
    if (block.items.length < kBlock) break;
  }
  return found.filter((student) => named.has(student.id) !== selection.all);
}
