// Which intake somebody works in: the one they chose, else of the latest year the one of most people.
export interface IntakeFacts {
  readonly key: string;
  readonly year: number;
  readonly students: number;
}

/** `kept`: the key that was chosen, or "". Null where there is no intake at all. */
export function chosenIntake<T extends IntakeFacts>(kept: string, intakes: readonly T[]): T | null {
  const found = intakes.find((each) => each.key === kept);
  if (found !== undefined) return found;
  return intakes.toSorted((a, b) => b.year - a.year || b.students - a.students)[0] ?? null;
}
