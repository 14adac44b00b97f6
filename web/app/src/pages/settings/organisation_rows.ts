// The organisation as the rows of a table: departments, under an open one its majors, under an open
// one of these its classes.
import type { components } from "@mingce/client";

type Department = components["schemas"]["OrganisationDepartment"];
export type Major = components["schemas"]["OrganisationMajor"];

export interface TreeRow {
  readonly key: string;
  readonly level: 1 | 2 | 3;
  readonly name: string;
  readonly department: string;
  readonly major: Major | null;
  readonly plan: number | null;
  readonly students: number | null;
  readonly hasParts: boolean;
  readonly isOpen: boolean;
}

export function shownRows(
  departments: readonly Department[],
  opened: ReadonlySet<string>,
): readonly TreeRow[] {
  return departments.flatMap((department) => {
    const key = department.name;
    const isOpen = opened.has(key);
    const row: TreeRow = {
      key,
      level: 1,
      name: department.name,
      department: department.name,
      major: null,
      plan: department.plan_count,
      students: department.students,
      hasParts: department.majors.length > 0,
      isOpen,
    };
    return isOpen
      ? [row, ...department.majors.flatMap((major) => rowsOfMajor(department, major, opened))]
      : [row];
  });
}

function rowsOfMajor(department: Department, major: Major, opened: ReadonlySet<string>): readonly TreeRow[] {
  const key = [department.name, major.name, major.level, major.is_listed].join("\t");
  const isOpen = opened.has(key);
  const row: TreeRow = {
    key,
    level: 2,
    name: major.name,
    department: department.name,
    major,
    plan: major.plan_count,
    students: major.students,
    hasParts: major.classes.length > 0,
    isOpen,
  };
  if (!isOpen) return [row];
  return [
    row,
    ...major.classes.map((each): TreeRow => ({
      key: `${key}\t${each.name}`,
      level: 3,
      name: each.name,
      department: department.name,
      major: null,
      plan: null,
      students: each.students,
      hasParts: false,
      isOpen: false,
    })),
  ];
}
