// The code of a printed page as it is typed: four groups of four. What is wrong with it the server
// says.
export const kCodeLength = 16;
const kGroup = 4;

/** Capital, without blanks and hyphens, no more than a code has. */
export function lettersOf(typed: string): string {
  return typed.toUpperCase().replaceAll(/[\s-]/gu, "").slice(0, kCodeLength);
}
/** "JGM5HTJ5" → "JGM5-HTJ5" */
export function groupsOf(code: string): string {
  return (code.match(new RegExp(`.{1,${kGroup}}`, "gu")) ?? []).join("-");
}
