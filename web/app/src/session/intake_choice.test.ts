import { expect, it } from "vitest";

import { chosenIntake } from "./intake_choice";

const ug = { key: "2026-ug", year: 2026, students: 3_441 };
const pg = { key: "2026-pg", year: 2026, students: 308 };
const old = { key: "2025-ug", year: 2025, students: 9_000 };

it.each([
  ["nothing was chosen", "", [old, pg, ug], ug],
  ["what was chosen is there", "2025-ug", [old, pg, ug], old],
  ["what was chosen is not there any more", "2024-ug", [pg, old], pg],
  ["what was chosen is empty now", "2026-ug", [{ ...ug, students: 0 }, pg], { ...ug, students: 0 }],
  ["nobody came yet", "", [], null],
])("%s", (_, kept, intakes, expected) => {
  expect(chosenIntake(kept, intakes)).toEqual(expected);
});
