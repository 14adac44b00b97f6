// A request in plain words: whom it is about, how it stands.
import type { Export, ExportState } from "@/api/exports";
import { filterWords, needsValue } from "@/pages/students/filter_words";
import { text } from "@/texts/texts";

export const stateTone = {
  asked: "warn",
  approved: "ok",
  refused: "danger",
  made: "",
  expired: "",
} as const satisfies Record<ExportState, string>;

export function approvalsOf(request: Export): number {
  return request.decisions.filter((decision) => decision.approves).length;
}

/** Of a field that this person does not see, what it was compared with is not told. */
function conditionWords(filter: Export["filters"][number], fieldName: (key: string) => string): string {
  const isUntold = needsValue(filter.op) && filter.values.length === 0;
  return isUntold
    ? text("exports.condition_untold", { what: fieldName(filter.field) })
    : filterWords(filter, fieldName);
}

export function whomWords(request: Export, fieldName: (key: string) => string): readonly string[] {
  const words = [
    ...request.filters.map((filter) => conditionWords(filter, fieldName)),
    ...(request.search === "" ? [] : [text("students.searched", { what: request.search })]),
    ...(request.numbers === null ? [] : [text("students.pasted", { n: request.numbers })]),
    ...(request.rule === "" ? [] : [text("students.with_rule", { what: request.rule })]),
    ...(request.severity === "" ? [] : [text(`students.with_${request.severity as "any"}`)]),
    ...(request.chosen === null ? [] : [text("students.ticked", { n: request.chosen })]),
    ...(request.left_out === 0 ? [] : [text("students.unticked", { n: request.left_out })]),
  ];
  return words.length === 0 && !request.is_partly_told ? [text("exports.everybody")] : words;
}
