// Conditions in plain words: 学院 是 理学院, not department=….
import { text } from "@/texts/texts";
import type { StudentFilter } from "./student_table";

export type FilterOp = StudentFilter["op"];
export const kOps: readonly FilterOp[] = ["is", "is_not", "one_of", "contains", "empty", "not_empty"];

const kListed = 2;

export function needsValue(op: FilterOp): boolean {
  return op !== "empty" && op !== "not_empty";
}

export function opName(op: FilterOp): string {
  return text(`students.op_${op}`);
}

export function valueWords(values: readonly string[]): string {
  const named = values.map((value) => (value === "" ? text("students.no_value") : value));
  return named.length <= kListed ? named.join("、") : text("students.op_values", { n: named.length });
}

export function filterWords(filter: StudentFilter, fieldName: (key: string) => string): string {
  const values = needsValue(filter.op) ? ` ${valueWords(filter.values ?? [])}` : "";
  return `${fieldName(filter.field)} ${opName(filter.op)}${values}`;
}
