// The four levels as stamps stand in a row: who signed, who is waited for, until when.
import type { components } from "@mingce/client";

import type { Edition } from "./review_model";

type LevelState = components["schemas"]["ReviewLevelState"];

export interface Stamp {
  readonly level: "department" | "registry" | "leader" | "filing";
  /** Signed: has all it asks for. Now: the edition waits here. */
  readonly state: "signed" | "now" | "ahead";
  readonly signers: readonly string[];
  readonly at: string;
  readonly waitsFor: readonly string[];
  readonly deadline: string;
  readonly isLate: boolean;
  /** Of departments: how many of how many. */
  readonly done: number;
  readonly all: number;
}

const kOrder = ["draft", "department_review", "registry_review", "leader_approval", "filed"];
function stageOf(edition: Edition): number {
  const at = kOrder.indexOf(edition.state);
  return at < 0 ? kOrder.length : at;
}

function latest(levels: readonly LevelState[]): { signers: string[]; at: string } {
  const signatures = levels.flatMap((each) => each.signatures).toSorted((a, b) => a.at.localeCompare(b.at));
  return { signers: [...new Set(signatures.map((each) => each.login))], at: signatures.at(-1)?.at ?? "" };
}

/** `department`: of a department's reader, whose own part is the first stamp. */
export function stampsOf(edition: Edition, department: string): Stamp[] {
  const stage = stageOf(edition);
  const own = edition.departments.filter((each) => department === "" || each.department === department);
  const waiting = own.filter((each) => !each.is_complete);
  const isDone =
    department === ""
      ? edition.departments_all > 0 && edition.departments_done === edition.departments_all
      : own.length > 0 && waiting.length === 0;
  const none = { waitsFor: [], deadline: "", isLate: false, done: 0, all: 0 };
  const of = (level: Stamp["level"], at: number, state: LevelState | null): Stamp => ({
    ...none,
    level,
    state: state?.is_complete ? "signed" : stage === at ? "now" : "ahead",
    ...latest(state === null ? [] : [state]),
    waitsFor: state?.waits_for ?? [],
    deadline: state?.deadline ?? "",
    isLate: state?.is_late ?? false,
    done: state?.signatures.length ?? 0,
    all: state?.wanted ?? 1,
  });
  return [
    {
      level: "department",
      state: isDone ? "signed" : stage === 1 ? "now" : "ahead",
      ...latest(own),
      waitsFor: [...new Set(waiting.flatMap((each) => each.waits_for))],
      deadline: waiting.map((each) => each.deadline).toSorted()[0] ?? "",
      isLate: waiting.some((each) => each.is_late),
      done: edition.departments_done,
      all: edition.departments_all,
    },
    of("registry", 2, edition.registry),
    of("leader", 3, edition.leader),
    {
      ...none,
      level: "filing",
      // Approved, it waits for its number.
      state: stage >= 4 ? "signed" : stage === 3 && edition.leader?.is_complete ? "now" : "ahead",
      signers: edition.filing_no === "" ? [] : [edition.filing_no],
      at: edition.filed_on,
    },
  ];
}
