import { describe, expect, it } from "vitest";

import { digitsOf } from "./code_digits";
import { readDrafts, writtenDrafts } from "./comment_drafts";
import {
  axisFrom,
  chopLines,
  classesOfRow,
  classKey,
  commentCounts,
  commentsOn,
  groupsOf,
  isOf,
  isReady,
  linesOf,
  longPrint,
  missingFor,
  nextOf,
  percent,
  sharesOf,
  shortPrint,
  sightOf,
  signingAct,
  threadOf,
  vanished,
  viewed,
  withMarks,
  worstOf,
  type ChangedRow,
  type Edition,
  type EditionCheck,
  type ReviewClass,
  type ReviewComment,
  type ReviewPage,
  type ReviewRow,
} from "./review_model";

function group(part: Partial<ReviewClass>): ReviewClass {
  return {
    department: "理学院",
    major: "物理学",
    class: "物理2601",
    annex: "",
    students: 40,
    men: 20,
    women: 20,
    rows_changed: 0,
    cells_changed: 0,
    rows_to_open: 0,
    rows_opened: 0,
    to_view: true,
    is_viewed: false,
    was_viewed: false,
    ...part,
  };
}
function changed(part: Partial<ChangedRow>): ChangedRow {
  return {
    student: "a",
    name: "甲",
    student_no: "1",
    kind: "changed",
    department: "理学院",
    major: "物理学",
    class: "物理2601",
    place: 3,
    annex: "",
    cells: [],
    source: null,
    ...part,
  };
}
function comment(part: Partial<ReviewComment>): ReviewComment {
  return {
    number: 1,
    revision: 1,
    answers: null,
    student: "a",
    name: "甲",
    student_no: "1",
    department: "理学院",
    class: "物理2601",
    field: "name",
    state: "open",
    at: "",
    actor: "registry2",
    text: "少一字",
    suggestion: "",
    closed_at: "",
    closed_by: "",
    outcome: "",
    is_in_revision: true,
    may_take: false,
    ...part,
  };
}
function rowToOpen(part: Partial<ReviewRow>): ReviewRow {
  return {
    student: "a",
    name: "甲",
    student_no: "1",
    department: "理学院",
    class: "物理2601",
    flags: ["finding"],
    rules: ["CT-001"],
    is_opened: false,
    ...part,
  };
}
const annexes = new Map([["declined", "放弃入学资格"]]);

describe("lines of changes", () => {
  const classes = [group({}), group({ class: "物理2602" }), group({ class: "", annex: "declined" })];

  it("are one for each cell, and one for a row that came or went", () => {
    const cell = (field: string) => ({ field, before: "旧", after: "新", source: null });
    const lines = linesOf(
      [changed({ cells: [cell("name"), cell("phone")] }), changed({ student: "b", kind: "removed" })],
      classes,
      annexes,
    );
    expect(lines.map((each) => [each.student, each.field])).toEqual([
      ["a", "name"],
      ["a", "phone"],
      ["b", ""],
    ]);
    expect(new Set(lines.map((each) => each.classKey))).toEqual(new Set([classKey(classes[0]!)]));
  });

  it("keep apart who left one class and came to another", () => {
    const lines = linesOf(
      [changed({ kind: "removed" }), changed({ kind: "added", class: "物理2602" })],
      classes,
      annexes,
    );
    expect(new Set(lines.map((each) => each.key)).size).toBe(2);
    expect(groupsOf(lines).map((each) => each.name)).toEqual(["物理2601", "物理2602"]);
  });

  it("find an annex by its state's name, and a class without a name by its major", () => {
    const [inAnnex] = linesOf([changed({ class: "放弃入学资格" })], classes, annexes);
    expect(inAnnex?.classKey).toBe(classKey(classes[2]!));
    const unnamed = [group({ class: "" })];
    const [line] = linesOf([changed({ class: "物理学" })], unnamed, annexes);
    expect(line?.classKey).toBe(classKey(unnamed[0]!));
  });

  it("are filtered by what was seen, said and is of the person", () => {
    const cells = [{ field: "phone", before: "", after: "1", source: null }];
    const [line] = linesOf([changed({ cells })], classes, annexes);
    const none = new Map<string, number>();
    expect(isOf("all", line!, new Set(), none)).toBe(true);
    expect(isOf("unseen", line!, new Set([line!.classKey]), none)).toBe(false);
    expect(isOf("unseen", line!, new Set(), none)).toBe(true);
    expect(isOf("commented", line!, new Set(), none)).toBe(false);
    expect(isOf("commented", line!, new Set(), new Map([["a:phone", 1]]))).toBe(true);
    expect(isOf("identity", line!, new Set(), none)).toBe(false);
    expect(isOf("identity", { ...line!, field: "id_number" }, new Set(), none)).toBe(true);
  });
});

describe("classes", () => {
  it("say how they were looked at", () => {
    expect(sightOf(group({ to_view: false }))).toBe("none");
    expect(sightOf(group({ is_viewed: true }))).toBe("seen");
    expect(sightOf(group({ was_viewed: true }))).toBe("again");
    expect(sightOf(group({}))).toBe("unseen");
    expect(viewed([group({}), group({ is_viewed: true }), group({ to_view: false })])).toEqual({
      seen: 1,
      all: 2,
    });
  });

  it("hold the row to open: of two of one name the one that has rows to open", () => {
    const two = [group({ major: "数学" }), group({ rows_to_open: 1 })];
    expect(classesOfRow(two, annexes, rowToOpen({}))).toEqual([two[1]]);
    expect(classesOfRow(two, annexes, rowToOpen({ department: "文学院" }))).toEqual([]);
  });
});

it("the next one goes round the end, and is none where none is wanted", () => {
  expect(nextOf([1, 2, 3], 2, 1)).toBe(0);
  expect(nextOf([1, 2, 3], 0, -1)).toBe(2);
  expect(nextOf([1, 2, 3], -1, 1)).toBe(0);
  expect(nextOf([1, 2, 3], 1, 1, (each) => each === 2)).toBe(1);
  expect(nextOf([1, 2, 3], 1, 1, () => false)).toBe(-1);
  expect(nextOf([], -1, 1)).toBe(-1);
});

describe("comments", () => {
  const comments = [
    comment({}),
    comment({ number: 2, field: "" }),
    comment({ number: 3, field: "phone", state: "closed" }),
    comment({ number: 4, student: "gone", is_in_revision: false }),
  ];
  it("are counted while they are open, of a row with those of its cells", () => {
    const counts = commentCounts(comments);
    expect(commentsOn(counts, { student: "a", field: "name" })).toBe(1);
    expect(commentsOn(counts, { student: "a", field: "phone" })).toBe(0);
    expect(commentsOn(counts, { student: "a", field: "" })).toBe(2);
  });
  it("of a cell are its own and its row's", () => {
    const numbers = threadOf(comments, { student: "a", field: "phone" }).map((each) => each.number);
    expect(numbers).toEqual([2, 3]);
    expect(threadOf(comments, { student: "a", field: "" })).toHaveLength(3);
    expect(vanished(comments).map((each) => each.number)).toEqual([4]);
  });
  it("typed and not sent are read back, and somebody else's text is not", () => {
    const written = writtenDrafts([
      ["a:name", { text: "请看", suggestion: "" }],
      ["b:", { text: "", suggestion: "" }],
    ]);
    expect(readDrafts(written)).toEqual({ "a:name": { text: "请看", suggestion: "" } });
    expect(readDrafts("]")).toEqual({});
    expect(readDrafts(null)).toEqual({});
  });
});

describe("signing", () => {
  const page: ReviewPage = {
    level: "department",
    department: "理学院",
    revision: 2,
    seen_edition: 1,
    seen_revision: 1,
    added: 0,
    removed: 0,
    changed: 1,
    cells: 1,
    classes_left: 1,
    rows_left: 1,
    classes: [group({ rows_to_open: 1 })],
    rows: [rowToOpen({})],
  };
  const check = (result: EditionCheck["result"]): EditionCheck => ({
    key: "plan",
    zh: "",
    en: "",
    result,
    expected: 1,
    found: 1,
    lines: [],
    lines_left_out: 0,
  });

  it("waits until classes are seen, rows opened and no check failed", () => {
    expect(isReady(missingFor(page, []))).toBe(false);
    const looked = withMarks(page, annexes, new Set([classKey(page.classes[0]!)]), new Set(["a"]));
    expect(looked.classes[0]).toMatchObject({ is_viewed: true, rows_opened: 1 });
    expect(isReady(missingFor(looked, [check("differs")]))).toBe(true);
    expect(isReady(missingFor(looked, [check("passed"), check("failed")]))).toBe(false);
    expect(worstOf([check("passed"), check("differs")])).toBe("differs");
    const back = withMarks(looked, annexes, new Set([classKey(page.classes[0]!)]), new Set(["a"]), false);
    expect(back).toEqual(page);
  });

  it("marks nothing twice", () => {
    const once = withMarks(page, annexes, new Set(), new Set(["a"]));
    expect(withMarks(once, annexes, new Set(), new Set(["a"]))).toEqual(once);
  });

  it("is the act of the level and, of departments, of the one", () => {
    const act = (name: "endorse" | "recheck", department: string) => ({
      act: name,
      department,
      to: [],
      may: true,
      code: "",
      why_zh: "",
      why_en: "",
    });
    const edition = { acts: [act("endorse", "理学院"), act("endorse", "文学院")] } as unknown as Edition;
    expect(signingAct(edition, "department", "文学院")?.department).toBe("文学院");
    expect(signingAct(edition, "department", "法学院")).toBeNull();
    expect(signingAct(edition, "registry", "")).toBeNull();
  });

  it("takes six digits however they were pasted", () => {
    expect(digitsOf("动态码 123 456。")).toBe("123456");
    expect(digitsOf("１２３4567")).toBe("123456");
  });
});

describe("what is shown", () => {
  it("is a fingerprint's beginning and end", () => {
    const sha = "c81e04b733c8cbd81ce00c16900c5f90".repeat(2);
    expect(shortPrint(sha)).toBe("c81e 04b7 … 5f90");
    expect(longPrint(sha)).toBe("c81e04b7 33c8cbd8 1ce00c16 900c5f90");
  });
  it("is a name as a chop has it", () => {
    expect(chopLines("沈若溪")).toEqual(["沈若", "溪印"]);
    expect(chopLines("周敏")).toEqual(["周敏", "之印"]);
    expect(chopLines("欧阳子墨")).toEqual(["欧阳", "子墨"]);
    expect(chopLines("古丽米热·阿卜杜")).toEqual(["古丽米热·阿卜杜"]);
    expect(chopLines("registry2")).toEqual(["registry2"]);
  });
  it("is the share of the listed, the lowest department first, on an axis that holds it", () => {
    const { all, departments } = sharesOf([
      group({ students: 97 }),
      group({ students: 3, annex: "declined", class: "" }),
      group({ department: "文学院", students: 100 }),
    ]);
    expect(all).toMatchObject({ listed: 197, all: 200 });
    expect(departments.map((each) => each.department)).toEqual(["理学院", "文学院"]);
    expect(departments.map((each) => percent(each.share))).toEqual(["97.0%", "100.0%"]);
    expect(percent(0.9999)).toBe("99.9%"); // not everybody is not 100%
    expect([0.97, 0.93, 0.6, 0.1].map(axisFrom)).toEqual([0.95, 0.9, 0.5, 0]);
  });
});
