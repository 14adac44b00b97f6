import { expect, it } from "vitest";

import type { BatchRow } from "./batch_rows";
import { listOf } from "./row_list";

const words = {
  header: ["file", "sheet", "row", "name", "exam", "department", "what", "do"],
  change: (change: BatchRow["changes"][number]) => `${change.before} > ${change.after}`,
  finding: (finding: BatchRow["findings"][number]) => finding.rule,
  remedy: () => "look",
  candidates: (names: readonly string[]) => names.join("/"),
};
const row: BatchRow = {
  file: "a.xlsx",
  sheet: "Sheet1",
  row: 7,
  name: "陈一",
  exam_number: "26420101150101",
  department: "",
  changes: [],
  findings: [],
  candidates: [],
};

it("says each thing of a row on a line of its own", () => {
  const both: BatchRow = {
    ...row,
    findings: [{ rule: "ID-003", field: "id_number" }],
    changes: [{ field: "phone", before: "1", after: "2", is_taken: true }],
  };
  expect(listOf([both], words).split("\r\n")).toEqual([
    "\uFEFFfile,sheet,row,name,exam,department,what,do",
    "a.xlsx,Sheet1,7,陈一,26420101150101,,ID-003,look",
    "a.xlsx,Sheet1,7,陈一,26420101150101,,1 > 2,",
    "",
  ]);
});

it("names a row of which nothing else is to be said, and makes no formula of a name", () => {
  const line = listOf([{ ...row, name: '=HYPERLINK("x")', row: 0 }], words).split("\r\n")[1];
  expect(line).toBe(`a.xlsx,Sheet1,,"'=HYPERLINK(""x"")",26420101150101,,,`);
});
