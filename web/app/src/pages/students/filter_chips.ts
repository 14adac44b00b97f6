// What narrows the table, each in words and with the way out of it.
import { useRules } from "@/api/standard";
import { text } from "@/texts/texts";
import { filterWords } from "./filter_words";
import type { TableState, useStudentTable } from "./student_table";

export interface FilterChip {
  readonly key: string;
  readonly words: string;
  /** The state with it taken away. */
  readonly without: Partial<TableState>;
}

export function useFilterChips({ state, fieldName }: ReturnType<typeof useStudentTable>) {
  const { ruleName } = useRules();
  function chips(): FilterChip[] {
    const chips: FilterChip[] = [];
    if (state.numbers.length > 0)
      chips.push({
        key: "numbers",
        words: text("students.pasted", { n: state.numbers.length }),
        without: { numbers: [] },
      });
    if (state.rule !== "")
      chips.push({
        key: "rule",
        words: text("students.with_rule", { what: ruleName(state.rule) }),
        without: { rule: "" },
      });
    state.filters.forEach((filter, at) =>
      chips.push({
        key: `filter-${at}`,
        words: filterWords(filter, fieldName),
        without: { filters: state.filters.filter((_, other) => other !== at) },
      }),
    );
    return chips;
  }
  return { chips };
}
