import type { Texts } from "../texts";

export const matches: Texts["matches"] = {
  title: "Maybe one person",
  lead: "Side by side, decided by a person; only differences are marked. Until then both stay on record.",
  none: "Nobody is waiting to be decided.",
  queue: "{n} pair to decide | {n} pairs to decide",
  evidence: "Evidence",
  field: "Field",
  one: "One",
  other: "Other",
  keep: "Keep",
  pick: "Take the value of {who}",
  only_differences: "Differences only",
  same: "One person: merge",
  different: "Two people",
  merged: "Merged into one; can be split on the student's page",
  told_apart: "Decided: two people",
  missing: "—",
};
