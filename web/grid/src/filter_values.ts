// The list of a header filter: what matches a search, and what is let through in the end.
import type { FilterValue } from "./grid_types";

/** Values in the list at once; the rest is told as a number and found by typing. */
export const shownValuesMax = 200;

export function matching(values: readonly FilterValue[], sought: string): FilterValue[] {
  const text = sought.trim().toLowerCase();
  return values.filter(
    ({ value, label }) => label.toLowerCase().includes(text) || value.toLowerCase().includes(text),
  );
}

/**
 * With a search, what is ticked among the values found; without one, what is ticked. Null when
 * that is every value: no filter. Values in their own order.
 */
export function chosenAfter(
  values: readonly FilterValue[],
  found: readonly FilterValue[],
  chosen: ReadonlySet<string>,
  sought: string,
): readonly string[] | null {
  const pool = sought.trim() === "" ? values : found;
  const passed = pool.filter(({ value }) => chosen.has(value)).map(({ value }) => value);
  return passed.length === values.length ? null : passed;
}
