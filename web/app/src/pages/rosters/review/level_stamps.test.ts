import { expect, it } from "vitest";

import { stampsOf } from "./level_stamps";
import type { Edition } from "./review_model";

type Level = NonNullable<Edition["registry"]>;
function level(part: Partial<Level>): Level {
  return {
    level: "department",
    department: "",
    deadline: "",
    reminded_at: "",
    reminded_by: "",
    wanted: 1,
    students: 0,
    unseconded: 0,
    signatures: [],
    waits_for: [],
    is_complete: false,
    is_late: false,
    ...part,
  };
}
const signed = (login: string, at: string) => ({ login, at, instead_of: "", opinion: "", revision: 1 });
function edition(part: Partial<Edition>): Edition {
  return {
    state: "department_review",
    departments: [
      level({ department: "理学院", is_complete: true, signatures: [signed("li", "2026-08-27T02:00:00Z")] }),
      level({ department: "文学院", waits_for: ["wen"], deadline: "2026-08-30", is_late: true }),
    ],
    departments_done: 1,
    departments_all: 9,
    registry: level({ level: "registry", waits_for: ["registry2"] }),
    leader: level({ level: "leader", waits_for: ["president"] }),
    filing_no: "",
    filed_on: "",
    ...part,
  } as Edition;
}

it("an edition waits at one level, for those who have not signed", () => {
  const [departments, registry, leader, filing] = stampsOf(edition({}), "");
  expect(departments).toMatchObject({ state: "now", waitsFor: ["wen"], done: 1, all: 9, isLate: true });
  expect([registry?.state, leader?.state, filing?.state]).toEqual(["ahead", "ahead", "ahead"]);
});

it("a department's reader sees their own part signed while others are not", () => {
  expect(stampsOf(edition({}), "理学院")[0]).toMatchObject({
    state: "signed",
    signers: ["li"],
    at: "2026-08-27T02:00:00Z",
  });
  expect(stampsOf(edition({}), "文学院")[0]).toMatchObject({ state: "now", waitsFor: ["wen"] });
});

it("approved, it waits for its number, and then has it", () => {
  const leader = level({ is_complete: true, signatures: [signed("president", "2026-08-29T02:00:00Z")] });
  const approved = edition({ state: "leader_approval", departments_done: 9, leader });
  expect(stampsOf(approved, "").map((each) => each.state)).toEqual(["signed", "ahead", "signed", "now"]);
  const filed = edition({
    ...approved,
    state: "filed",
    filing_no: "学籍备〔2026〕3号",
    filed_on: "2026-08-31",
  });
  expect(stampsOf(filed, "")[3]).toMatchObject({ state: "signed", signers: ["学籍备〔2026〕3号"] });
});
