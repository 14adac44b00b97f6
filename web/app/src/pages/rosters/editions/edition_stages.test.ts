import { describe, expect, it } from "vitest";

import type { Edition, EditionAct, Level } from "./edition_answers";
import {
  byRule,
  isApproved,
  revisionsBefore,
  stageOf,
  stagesOf,
  waitingForMe,
  waitingLevels,
} from "./edition_stages";

const level = (of: Partial<Level>): Level => ({
  level: "department",
  department: "",
  students: 0,
  wanted: 1,
  signatures: [],
  unseconded: 0,
  is_complete: false,
  deadline: "",
  is_late: false,
  waits_for: [],
  reminded_at: "",
  reminded_by: "",
  ...of,
});
const signature = (login: string, at: string) => ({ login, at, instead_of: "", revision: 1, opinion: "" });
const act = (of: Partial<EditionAct>): EditionAct => ({
  act: "endorse",
  department: "",
  to: [],
  may: true,
  code: "",
  why_zh: "",
  why_en: "",
  ...of,
});
const physics = level({
  department: "物理学院",
  is_complete: true,
  signatures: [signature("physics", "2026-08-27T10:00:00Z"), signature("dean", "2026-08-28T02:00:00Z")],
});
const letters = level({
  department: "文学院",
  deadline: "2026-09-02",
  is_late: true,
  waits_for: ["letters", "dean2"],
});
const revision = { number: 2, definition_version: 1 } as NonNullable<Edition["revision"]>;
const edition = (of: Partial<Edition>): Edition =>
  ({
    intake: "2026-ug",
    number: 1,
    state: "department_review",
    made_by: "registry",
    made_at: "2026-08-25T02:00:00Z",
    filing_no: "",
    filed_on: "",
    changed_since: 0,
    definition_version: 1,
    revision,
    departments: [physics, letters],
    departments_done: 1,
    departments_all: 2,
    registry: level({ level: "registry" }),
    leader: level({ level: "leader" }),
    acts: [],
    ...of,
  }) as Edition;

describe("stages", () => {
  it("say who, until when and how many of the stage it is at", () => {
    const stages = stagesOf(edition({}));
    expect(stages.map((each) => each.state)).toEqual(["done", "now", "ahead", "ahead", "ahead"]);
    expect(stages[1]).toMatchObject({
      who: ["letters", "dean2"],
      deadline: "2026-09-02",
      isLate: true,
      done: 1,
      of: 2,
    });
  });

  it("say who signed last of what lies behind", () => {
    const stages = stagesOf(edition({ state: "registry_review", departments: [physics] }));
    expect(stages[1]).toMatchObject({
      state: "done",
      who: ["physics", "dean"],
      at: "2026-08-28T02:00:00Z",
      deadline: "",
    });
  });

  it("wait for a number once the leader has approved, and are past after filing", () => {
    const approved = edition({
      state: "leader_approval",
      leader: level({ level: "leader", is_complete: true }),
    });
    expect(isApproved(approved)).toBe(true);
    expect(stageOf(approved)).toBe(4);
    expect(waitingLevels(approved)).toEqual([]);
    const filed = stagesOf(edition({ state: "filed", filed_on: "2026-09-03" }));
    expect(filed.every((each) => each.state === "done")).toBe(true);
    expect(filed[4]?.at).toBe("2026-09-03");
  });

  it("wait for departments that are not done, in department review alone", () => {
    expect(waitingLevels(edition({}))).toEqual([letters]);
    expect(waitingLevels(edition({ state: "draft" }))).toEqual([]);
  });
});

describe("what waits for me", () => {
  const registry = level({ level: "registry", deadline: "2026-09-01" });
  const other = { intake: "2026-pg", state: "registry_review", registry } as const;

  it("puts what is late first, then by the day; what has none comes last", () => {
    const editions = [
      edition({ number: 3, state: "draft", acts: [act({ act: "submit" })] }),
      edition({ ...other, acts: [act({ act: "recheck" })] }),
      edition({ acts: [act({ department: "文学院" })] }),
    ];
    const found = waitingForMe(editions).map((each) => `${each.edition.intake} ${each.act.act}`);
    expect(found).toEqual(["2026-ug endorse", "2026-pg recheck", "2026-ug submit"]);
  });

  it("leaves out what may not be done, what is complete, and a revision without changes", () => {
    const acts = [
      act({ department: "文学院", may: false }),
      act({ department: "物理学院" }),
      act({ act: "revise" }),
      act({ act: "return", to: ["draft"] }),
    ];
    expect(waitingForMe([edition({ acts })])).toEqual([]);
    const changed = waitingForMe([edition({ acts, changed_since: 2 })]);
    expect(changed.map((each) => each.act.act)).toEqual(["revise"]);
    const recompiled = waitingForMe([edition({ acts, definition_version: 2 })]);
    expect(recompiled.map((each) => each.act.act)).toEqual(["revise"]);
  });
});

it("any two revisions of the intake up to this edition can be compared", () => {
  const editions = [
    edition({ number: 1 }),
    edition({ number: 2, revision: { ...revision, number: 1 } }),
    edition({ number: 3, revision: null }),
    edition({ intake: "2026-pg" }),
  ];
  const second = editions[1] as Edition;
  expect(revisionsBefore(editions, second)).toEqual([
    { edition: 2, revision: 1 },
    { edition: 1, revision: 2 },
    { edition: 1, revision: 1 },
  ]);
});

it("what blocks stands by rule, the most frequent first", () => {
  const cell = (rule: string, student: string) => ({
    rule,
    zh: rule,
    en: rule,
    student,
    name: student,
    field: "name",
  });
  const rules = byRule([cell("B1", "a"), cell("B2", "b"), cell("B2", "c")]);
  expect(rules.map((each) => [each.rule, each.cells.map((one) => one.student)])).toEqual([
    ["B2", ["b", "c"]],
    ["B1", ["a"]],
  ]);
});
