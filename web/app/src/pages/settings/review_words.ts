// Who reviews at which level, in words: pure, so that it is tested without a page.
import type { components } from "@mingce/client";

import { either, text } from "@/texts/texts";

export type ReviewLevels = components["schemas"]["ReviewLevels"];
export type ReviewEffect = components["schemas"]["ReviewEffect"];
export type Level = components["schemas"]["ReviewLevel"];
export type LevelKey = Level["level"];
export type LevelRule = components["schemas"]["ReviewLevelRule"];
export type LevelPerson = components["schemas"]["ReviewLevelPerson"];
export type Deputy = components["schemas"]["ReviewDeputy"];

export const kLevels: readonly LevelKey[] = ["department", "registry", "leader", "filing"];

export const levelName = (level: string): string => text(`review_levels.level_${level as LevelKey}`);

/** A role as people call it; its key where this page does not know it. */
export function roleName(levels: ReviewLevels | undefined, key: string): string {
  const role = levels?.roles.find((each) => each.key === key);
  return role === undefined ? key : either(role);
}

/** "王芳 wang", or the login alone where there is no other name. */
export function nameAndLogin(person: { readonly login: string; readonly name: string }): string {
  return person.name === "" || person.name === person.login ? person.login : `${person.name} ${person.login}`;
}

/** What keeps somebody from signing, "" where nothing does. */
export function doubtOf(person: LevelPerson): string {
  if (person.may_sign) return "";
  if (person.name === "" && !person.is_active) return text("review_levels.no_account");
  return text(person.is_active ? "review_levels.no_role" : "review_levels.not_active");
}

/** Departments that nobody can sign for, and those where fewer can than have to. */
export function departmentsBelow(effect: ReviewEffect): { readonly none: string[]; readonly few: string[] } {
  const wanted = effect.levels.find((level) => level.level === "department")?.signatures ?? 1;
  const names = (of: (signers: number) => boolean): string[] =>
    effect.departments.filter((each) => of(each.signers.length)).map((each) => each.department);
  return { none: names((n) => n === 0), few: names((n) => n > 0 && n < wanted) };
}

/** One login a line, or parted by blanks and commas. */
export function loginsOf(words: string): string[] {
  const logins = words.split(/[\s,，、;；]+/).filter((word) => word !== "");
  return [...new Set(logins)];
}
